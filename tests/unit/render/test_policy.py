"""The table of policies: what is written for a page, for all paths and for a folder."""

from urllib.parse import urlsplit

import pytest

from policies import together
from vindplaats.config import SiteConfig
from vindplaats.read.fields.web_editor import WebEditor
from vindplaats.read.records import FieldPlace
from vindplaats.render.policy import (
    EDITOR_POLICIES,
    MAX_POLICY_LENGTH,
    SITE_POLICIES,
    SitePolicies,
    check_policies,
    format_policy,
    site_policies,
    with_sources,
)

POLICY, SEARCH_POLICY = SITE_POLICIES.meta("index.html"), SITE_POLICIES.meta("zoeken/index.html")
EDITOR = {
    "default-src": ("'none'",),
    "script-src": ("'self'", "'sha256-x'"),
    "style-src": ("'self'", "'unsafe-inline'"),
    "img-src": ("'self'", "blob:", "data:"),
    "worker-src": ("'self'", "blob:"),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
    "frame-ancestors": ("'none'",),
}
"""A policy such as that of a folder with an editor."""
STATS = "https://stats.example.org"
WITH_EDITOR = SitePolicies({**SITE_POLICIES.folders, "redactie/": EDITOR})
WIDER = site_policies(
    SiteConfig(
        naam="",
        base_url="",
        csp=(
            ("script-src", (STATS, "'unsafe-inline'", "'unsafe-eval'")),
            ("worker-src", ("blob:",)),
            ("media-src", ("'self'",)),
            ("frame-src", (STATS,)),
            ("frame-ancestors", ("https://intranet.example",)),
        ),
        insluiten=("www.youtube-nocookie.com",),
    )
)
"""The policies of a site whose configuration adds to them."""


def test_pages_load_and_run_only_files_of_the_site() -> None:
    assert POLICY == (
        "default-src 'none'; connect-src 'self'; font-src 'self'; img-src 'self'; manifest-src 'self'; "
        "media-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'"
    )


def test_the_search_page_may_also_run_webassembly() -> None:
    assert POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'") == SEARCH_POLICY


@pytest.mark.parametrize(
    "path", ["index.html", "projecten/x/index.html", "404.html", "oud.html", "zoekende/index.html"]
)
def test_a_page_outside_the_folders_has_the_policy_of_most_pages(path: str) -> None:
    assert SITE_POLICIES.meta(path) == POLICY
    assert format_policy(SITE_POLICIES.of_file(path)) == f"{POLICY}; frame-ancestors 'none'"


@pytest.mark.parametrize("path", ["static/eigen.html", "static/zoeken.js", "projecten/x/rapport.pdf", "feed.xml"])
def test_another_file_gets_the_policy_of_all_files(path: str) -> None:
    assert SITE_POLICIES.of_file(path) == SITE_POLICIES.headers["/*"]


def test_all_files_in_a_folder_with_a_policy_of_its_own_have_it() -> None:
    assert format_policy(SITE_POLICIES.of_file("zoeken/woorden.json")) == f"{SEARCH_POLICY}; frame-ancestors 'none'"


def test_a_copied_page_is_not_ours() -> None:
    assert SITE_POLICIES.of_file("google1.html", copied=True) == SITE_POLICIES.headers["/*"]


WITH_ALL = site_policies(
    SiteConfig(
        naam="",
        base_url="",
        csp=(("script-src", (STATS,)), ("connect-src", (STATS,))),
        redactie=WebEditor("github", "proef/site"),
    )
)
"""The policies of a site with a web editor, whose configuration adds to them."""


def test_the_web_editor_has_a_policy_of_its_own_to_which_a_site_adds_nothing() -> None:
    assert WITH_ALL.meta("redactie/index.html") == (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' blob: data: https://avatars.githubusercontent.com; font-src 'self'; "
        "connect-src 'self' blob: data: https://api.github.com; worker-src 'self' blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert WITH_ALL.of_file("redactie/config.json") == WITH_ALL.of_page("redactie/index.html")
    assert WITH_ALL.of_page("index.html")["script-src"] == ("'self'", STATS)
    assert "unsafe-inline" not in WITH_ALL.meta("index.html")


@pytest.mark.parametrize("policies", [SITE_POLICIES, WITH_EDITOR, WIDER, WITH_ALL])
def test_what_is_for_all_paths_forbids_nothing_that_a_folder_needs(policies: SitePolicies) -> None:
    everywhere = format_policy(policies.of_all)
    assert list(policies.headers) == ["/*", *(f"/{folder}*" for folder in policies.folders if folder)]
    for policy in policies.folders.values():
        assert together([format_policy(policy), everywhere]) == together([format_policy(policy)])


def test_what_is_for_all_paths_allows_no_more_than_some_folder_needs() -> None:
    everywhere = WITH_EDITOR.of_all
    assert everywhere["img-src"] == ("'self'", "blob:", "data:")
    assert everywhere["script-src-elem"] == ("'self'", "'sha256-x'")
    assert everywhere["script-src-attr"] == ("'sha256-x'",)
    assert everywhere["worker-src"] == ("'self'", "blob:")
    assert everywhere["form-action"] == ("'self'",)
    assert everywhere["frame-src"] == everywhere["object-src"] == everywhere["base-uri"] == ("'none'",)
    assert not {"default-src", "script-src"}.intersection(everywhere)  # these would decide about the search page too


def test_sources_are_added_to_those_that_decide() -> None:
    policy = SITE_POLICIES.of_page("zoeken/index.html")
    assert with_sources(policy, {"worker-src": ("blob:",)})["worker-src"] == ("'self'", "blob:")
    assert with_sources(policy, {"frame-src": ("https://a.example",)})["frame-src"] == ("https://a.example",)
    assert with_sources(policy, {"img-src": ("data:", "'self'")})["img-src"] == ("'self'", "data:")
    assert with_sources(policy, {"form-action": ("https://a.example",)})["form-action"] == (
        "'self'",
        "https://a.example",
    )
    assert with_sources(policy, {"connect-src": ()}) == policy


def test_what_a_site_adds_is_in_the_policy_of_every_page_and_in_that_of_all_paths() -> None:
    for path in ("index.html", "zoeken/index.html"):
        assert WIDER.of_page(path)["script-src"][-3:] == (STATS, "'unsafe-inline'", "'unsafe-eval'")
        assert WIDER.of_page(path)["frame-src"] == (STATS, "https://www.youtube-nocookie.com")
        assert "worker-src 'self' blob:; frame-src https://stats" in WIDER.meta(path)
    assert WIDER.of_page("zoeken/index.html")["script-src"][:2] == ("'self'", "'wasm-unsafe-eval'")
    everywhere = WIDER.headers["/*"]
    assert everywhere["script-src-elem"] == ("'self'", STATS, "'unsafe-inline'")
    assert everywhere["script-src-attr"] == ("'unsafe-inline'",)
    assert everywhere["worker-src"] == ("'self'", "blob:")
    assert everywhere["media-src"] == ("'self'",)
    assert everywhere["frame-src"] == (STATS, "https://www.youtube-nocookie.com")
    assert everywhere["object-src"] == ("'none'",)


def test_the_order_of_directives_in_a_site_yaml_means_nothing() -> None:
    csp = (("worker-src", ("blob:",)), ("script-src", (STATS,)), ("img-src", ("data:",)))
    one, other = (SiteConfig(naam="", base_url="", csp=found) for found in (csp, csp[::-1]))
    for path in ("index.html", "zoeken/index.html"):
        policies = [site_policies(site).meta(path) for site in (one, other)]
        assert together(policies[:1]) == together(policies[1:])


def test_who_may_frame_the_site_is_in_headers_only() -> None:
    assert WIDER.of_all["frame-ancestors"] == ("https://intranet.example",)
    assert "frame-ancestors" not in WIDER.meta("index.html")


def test_a_host_of_frames_is_no_source_of_anything_else() -> None:
    widened = site_policies(SiteConfig(naam="", base_url="", insluiten=("a.example",))).meta("index.html")
    assert widened == f"{POLICY}; frame-src https://a.example"


@pytest.mark.parametrize(("name", "workers"), [("script-src", {"'self'"}), ("worker-src", {"'self'", STATS})])
def test_a_source_of_scripts_is_none_of_workers(name: str, workers: set[str]) -> None:
    policies = site_policies(SiteConfig(naam="", base_url="", csp=((name, (STATS,)),)))
    for path in ("index.html", "zoeken/index.html"):
        page = together([policies.meta(path)])
        assert page["worker-src"] == frozenset(policies.of_all["worker-src"]) == frozenset(workers)


@pytest.mark.parametrize("name", ["csp", "insluiten"])
def test_a_policy_that_a_host_would_not_read_is_an_error(name: str) -> None:
    def policies(count: int) -> SiteConfig:
        hosts = tuple(f"site{number:03}.example" for number in range(count))
        added = {"csp": (("img-src", hosts),)} if name == "csp" else {"insluiten": hosts}
        return SiteConfig(naam="", base_url="", fields=(FieldPlace(name, 4, 1),), **added)

    count = next(n for n in range(200) if check_policies(policies(n)))
    assert check_policies(policies(count - 1)) == ()
    (found,) = check_policies(policies(count))
    assert (found.code, found.severity, found.line) == ("verkeerde-waarde", "error", 4)
    lines = [format_policy(policy) for policy in site_policies(policies(count)).headers.values()]
    assert max(map(len, lines)) > MAX_POLICY_LENGTH
    assert len("  Content-Security-Policy: ") + MAX_POLICY_LENGTH <= 2000


def test_the_editor_loads_nothing_from_others_than_its_service() -> None:
    hosts = {
        service: {urlsplit(source).hostname for sources in policy.values() for source in sources if "://" in source}
        for service, policy in EDITOR_POLICIES.items()
    }
    assert hosts == {
        "github": {"api.github.com", "avatars.githubusercontent.com"},
        "gitlab": {"gitlab.com"},
        "gitea": {"gitea.com"},
    }
