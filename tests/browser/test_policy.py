"""The content security policies are in each page and in `_headers`, and Chromium enforces them."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from policies import directives, rules, sent
from support import SEARCHED, make_source, project
from vindplaats.render.policy import SITE_POLICIES

from .conftest import run_build, served
from .test_links import parsed
from .visiting import BRANDED, KINDS, RECORDER, visit

POLICY, SEARCH_POLICY = SITE_POLICIES.meta("index.html"), SITE_POLICIES.meta("zoeken/index.html")


def test_every_page_has_the_policy_before_anything_that_it_restricts(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        head = parsed(page).find("head")
        assert head is not None
        assert [element.get("charset") for element in head[:1]] == ["utf-8"], page
        assert head[1].get("http-equiv") == "Content-Security-Policy", page
        assert head[1].get("content") == (SEARCH_POLICY if page.parent.name == "zoeken" else POLICY), page
    assert set(directives(SEARCH_POLICY).items()) - set(directives(POLICY).items()) == {
        ("script-src", "'self' 'wasm-unsafe-eval'")
    }
    assert directives(POLICY)["form-action"] == "'self'"


def test_no_page_needs_what_the_policy_forbids(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        for element in parsed(page).iter():
            if not isinstance(element.tag, str):
                continue
            assert element.tag != "style", page
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")], page
            if element.tag == "script":
                assert element.get("type") == "application/ld+json" or element.get("src"), page


def test_the_headers_have_the_policy_and_forbid_framing(site: Path) -> None:
    headers = rules((site / "_headers").read_text(encoding="utf-8"))
    assert list(headers) == ["/*", "/zoeken/*"]
    assert headers["/zoeken/*"] == {"Content-Security-Policy": f"{SEARCH_POLICY}; frame-ancestors 'none'"}
    assert headers["/*"]["X-Content-Type-Options"] == "nosniff"
    everywhere = directives(headers["/*"]["Content-Security-Policy"])
    assert everywhere["frame-ancestors"] == everywhere["object-src"] == everywhere["base-uri"] == "'none'"
    assert not {"default-src", "script-src"}.intersection(everywhere)  # these would decide about the search page too
    assert not [value for value in everywhere.values() if "unsafe" in value or "*" in value]
    own = directives(POLICY)
    assert all(own[name] == value for name, value in everywhere.items() if name in own)


def send_headers(page: Page, site: Path, root: str) -> None:
    """Send every file with the headers in `_headers` that are for its path, as Netlify and Cloudflare Pages do."""
    headers = (site / "_headers").read_text(encoding="utf-8")

    def answer(route: Route) -> None:
        path = "/" + urlsplit(route.request.url).path.removeprefix(root)
        response = route.fetch()
        named = {name.lower(): value for name, value in sent(headers, path).items()}
        route.fulfill(response=response, headers={**response.headers, **named})

    page.route("**/*", answer)


def test_search_works_under_all_policies_together(chromium: Browser, site_elsewhere: Path, address: str) -> None:
    with visit(chromium, address) as page:
        send_headers(page, site_elsewhere, "/onderzoek/")
        page.goto(address)
        page.get_by_role("searchbox").fill("onderzoek")
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_url("**/zoeken/?q=onderzoek")
        expect(page.get_by_role("main").get_by_role("heading", level=2)).to_contain_text("resultaten")


@pytest.mark.parametrize(
    ("name", "server", "kinds"), [("site_elsewhere", "address", KINDS), ("branded", "merk", BRANDED)]
)
def test_no_page_violates_the_policies_of_a_host(
    chromium: Browser, name: str, server: str, kinds: dict[str, str], request: pytest.FixtureRequest
) -> None:
    address: str = request.getfixturevalue(server)
    with visit(chromium, address) as page:  # which records violations
        send_headers(page, request.getfixturevalue(name), "/onderzoek/")
        page.route("https://stats.example.org/**", lambda x: x.fulfill(body="", content_type="text/javascript"))
        for path in kinds.values():
            answer = page.goto(address + path)
            assert answer is not None
            assert "script-src-elem" in answer.headers["content-security-policy"], path
            page.mouse.wheel(0, 5_000)  # so that pictures that load late are loaded
        page.wait_for_load_state("networkidle")


WIDER = """naam: Proef
base_url: https://x.example/onderzoek/
csp:
  script-src: https://stats.example.org
  connect-src: https://stats.example.org
  img-src: "data:"
insluiten: video.example
"""
HOME = """{% extends "base.html" %}
{% block hoofd %}
<script src="https://stats.example.org/teller.js" defer></script>
{% endblock %}
{% block inhoud %}
<h1>Proef</h1>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" alt="">
<iframe src="https://video.example/film" title="Film"></iframe>
{% endblock %}
"""
COUNTER = """fetch("https://stats.example.org/tel").then(x => x.text()).then(x => { window.counted = x; })"""


@pytest.mark.parametrize("is_wider", [True, False])
def test_what_a_site_adds_is_allowed_by_all_policies_together(
    chromium: Browser, tmp_path: Path, *, is_wider: bool
) -> None:
    text = WIDER if is_wider else "".join(WIDER.splitlines(keepends=True)[:2])
    source = make_source(tmp_path / "bron", SEARCHED | {"site.yaml": text, "projecten/x.md": project("Wonen")})
    (source / "templates").mkdir()
    (source / "templates/home.html").write_text(HOME, encoding="utf-8")
    site = run_build(tmp_path / "public", source=source)
    wrong: list[str] = []
    with served(site) as address, chromium.new_context() as context:
        context.add_init_script(RECORDER)
        context.on("console", lambda x: wrong.append(x.text) if "policy:" in x.text else None)
        page = context.new_page()
        send_headers(page, site, "/onderzoek/")
        allow = {"Access-Control-Allow-Origin": "*"}
        page.route(
            "https://stats.example.org/teller.js", lambda x: x.fulfill(body=COUNTER, content_type="text/javascript")
        )
        page.route("https://stats.example.org/tel", lambda x: x.fulfill(body="1", headers=allow))
        page.route("https://video.example/*", lambda x: x.fulfill(body="<p>Film", content_type="text/html"))
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.querySelector('img').naturalWidth") == int(is_wider)
        if is_wider:
            page.wait_for_function("window.counted === '1'")
            expect(page.frame_locator("iframe").get_by_text("Film")).to_be_visible()
            page.goto(address + "zoeken/?q=wonen")
            expect(page.get_by_role("main").get_by_role("heading", level=2)).to_contain_text("resultaat")
    assert bool(wrong) != is_wider, wrong


WASM = """() => {
  try {
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    return true;
  } catch {
    return false;
  }
}"""
"""JavaScript that returns whether a page may run WebAssembly."""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """A page that may have errors."""
    with chromium.new_context() as context:
        yield context.new_page()


def test_only_the_search_page_may_run_webassembly(page: Page, address: str) -> None:
    for path, allowed in (("", False), ("projecten/", False), ("zoeken/", True)):
        page.goto(address + path)
        assert page.evaluate(WASM) is allowed, path
        page.evaluate("setTimeout('window.ran = true')")
        page.wait_for_timeout(50)
        assert page.evaluate("window.ran") is None, path


def test_the_browser_runs_no_inline_script(page: Page, address: str) -> None:
    page.goto(address)
    with page.expect_event("requestfailed") as failed:
        page.evaluate(
            """() => {
                const script = document.createElement("script");
                script.textContent = "window.ran = true";
                document.body.append(script);
                const image = "<img src='https://elders.example/x.png' onerror='window.ran = true'>";
                document.body.insertAdjacentHTML("beforeend", image);
                document.body.setAttribute("style", "opacity: 0");
            }"""
        )
    page.wait_for_timeout(200)
    assert (failed.value.url, failed.value.failure) == ("https://elders.example/x.png", "csp")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.body).opacity") == "1"
