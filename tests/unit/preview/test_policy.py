"""The preview sends the headers of the site, so that what the site will refuse is refused there too."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from policies import directives, policies_of, sent, together
from support import REPOSITORY, SEARCHED, make_source, project, run_here
from vindplaats.config import read_site
from vindplaats.options import Options
from vindplaats.preview.answers import Answers
from vindplaats.preview.site import Site, signature
from vindplaats.render.policy import format_policy, site_policies

Ask = Callable[..., tuple[str, dict[str, str]]]
META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


WIDER = """csp:
  script-src: [https://stats.example.org, "'unsafe-inline'", "'unsafe-eval'"]
  img-src: "data:"
  worker-src: "blob:"
  form-action: https://formulier.example
  frame-ancestors: https://intranet.example
insluiten: www.youtube-nocookie.com
"""
"""What the site.yaml of a site may add to the policy."""


@pytest.fixture(scope="module", params=["", WIDER, None], ids=["as it is", "wider", "branded"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("bron") / "bron"
    if request.param is None:
        shutil.copytree(REPOSITORY / "tests/sites/merk", found)
        (found / "content/projecten/zoutgrens.md").rename(found / "content/projecten/x.md")
        for page in (found / "content").rglob("*.md"):
            page.write_text(page.read_text(encoding="utf-8").replace("zoutgrens", "x"), encoding="utf-8")
    else:
        site = {"site.yaml": SEARCHED["site.yaml"] + request.param}
        make_source(found, site | {"projecten/x.md": project("Wonen")})
    (found / "static").mkdir(exist_ok=True)
    (found / "static/eigen.html").write_text("<p>Eigen", encoding="utf-8")
    (found / "wortel/.well-known").mkdir(parents=True, exist_ok=True)
    for name in ("google1.html", ".well-known/security.txt", "projecten/eigen.html"):
        (found / "wortel" / name).parent.mkdir(exist_ok=True)
        (found / "wortel" / name).write_text("<p>Eigen", encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def ask(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    output = str(tmp_path_factory.mktemp("proef").resolve() / "uit")
    site = Site(Options(source=str(source), output=output, preview=True, jobs=1), lambda _: None)
    site.rebuild(signature(str(source)))
    site.make_index()
    answers = Answers(site, lambda _: None)

    def get(path: str, host: str = "127.0.0.1:8000") -> tuple[str, dict[str, str]]:
        got: list[tuple[str, dict[str, str]]] = []

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
            got.append((status, dict(headers)))

        list(answers.respond({"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": host}, start))
        return got[0]

    return get


def test_page_headers_and_preview_agree_for_every_path(source: Path, ask: Ask, tmp_path: Path) -> None:
    done = run_here("build", "--source", str(source), "--output", str(tmp_path / "uit"), "--no-cache")
    assert done.returncode == 0, done.stderr
    headers = (tmp_path / "uit/_headers").read_text(encoding="utf-8")
    paths = [path for path in sorted((tmp_path / "uit").rglob("*")) if path.is_file() and path.name != ".vindplaats"]
    pages = 0
    for path in paths:
        address = f"/{path.relative_to(tmp_path / 'uit').as_posix()}"
        status, of_preview = ask(address, "")
        if address.startswith("/pagefind/") and status.startswith("404"):
            continue  # named after a digest of what is in it
        of_host = sent(headers, address)
        meta = META.findall(path.read_bytes()) if path.suffix == ".html" else []
        own = [unescape(policy.decode()) for policy in meta]
        assert together([*own, *policies_of(of_host)]) == together(policies_of(of_preview)), address
        for policy in own:  # it is not cut down by the headers
            framing = together(policies_of(of_host))["frame-ancestors"]
            assert together([policy, *policies_of(of_host)]) == together([policy]) | {"frame-ancestors": framing}
        assert of_host.items() - {("Content-Security-Policy", of_host["Content-Security-Policy"])} <= of_preview.items()
        pages += bool(own)
    script = together(policies_of(ask("/")[1]))["script-src-elem"] or frozenset()
    assert ("https://stats.example.org" in script) == ("csp" in (source / "content/site.yaml").read_text())
    assert pages > 15
    assert len(paths) > 2 * pages


def test_each_page_has_its_own_policy_and_may_connect_to_livereload(ask: Ask, source: Path) -> None:
    site = read_site(str(source))[0]
    assert site is not None
    for path, file in (("/", "index.html"), ("/projecten/x/", "x.html"), ("/zoeken/", "zoeken/"), ("/nergens/", "")):
        headers = ask(path)[1]
        policy = format_policy(site_policies(site).of_page(file))
        expected = re.sub("connect-src [^;]*", r"\g<0> ws://127.0.0.1:8000", policy)
        assert headers["Content-Security-Policy"] == expected != policy
        assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/static/stijl.css", "/static/eigen.html", "/projecten/x/x.bib", "/google1.html"])
def test_other_files_have_the_policy_of_all_files(ask: Ask, path: str) -> None:
    policy = ask(path)[1]["Content-Security-Policy"]
    assert "script-src-elem 'self'" in policy
    assert "default-src" not in policy


def connections(ask: Ask, host: str) -> set[str]:
    """Return to what the home page may connect, besides what its site.yaml allows."""
    policy = directives(ask("/", host)[1]["Content-Security-Policy"])
    return set(policy["connect-src"].split()) - {"https://stats.example.org"}


@pytest.mark.parametrize("host", ["localhost:8123", "[::1]:8000", "127.0.0.1"])
def test_livereload_is_at_the_host_of_the_request(ask: Ask, host: str) -> None:
    assert connections(ask, host) == {"'self'", f"ws://{host}"}


@pytest.mark.parametrize("host", ["", "x; script-src *", "a b", "x\r\nSet-Cookie: a", "*"])
def test_a_strange_host_widens_no_policy(ask: Ask, host: str) -> None:
    assert connections(ask, host) == {"'self'"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/static/stijl.css", "text/css"),
        ("/static/zoeken.js", "text/javascript"),
        ("/static/kader.js", "text/javascript"),
    ],
)
def test_scripts_and_style_sheets_have_the_type_that_browsers_ask_for(ask: Ask, path: str, kind: str) -> None:
    assert ask(path)[1]["Content-Type"].partition(";")[0] == kind
