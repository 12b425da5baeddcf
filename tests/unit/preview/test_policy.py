"""The preview sends the headers of the site, so that what the site will refuse is refused there too."""

from collections.abc import Callable
from typing import Any

import pytest

from support import SEARCHED, make_source, project
from vindplaats.options import Options
from vindplaats.preview.answers import Answers
from vindplaats.preview.site import Site, signature
from vindplaats.render.outputs.headers import POLICY, SEARCH_POLICY

Ask = Callable[..., tuple[str, dict[str, str]]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("proef")
    source = make_source(folder / "bron", SEARCHED | {"projecten/x.md": project("Wonen")})
    (source / "static").mkdir()
    (source / "static/eigen.html").write_text("<p>Eigen", encoding="utf-8")
    site = Site(Options(source=str(source), output=str(folder.resolve() / "uit"), preview=True, jobs=1), lambda _: None)
    site.rebuild(signature(str(source)))
    answers = Answers(site, lambda _: None)

    def get(path: str, host: str = "127.0.0.1:8000") -> tuple[str, dict[str, str]]:
        got: list[tuple[str, dict[str, str]]] = []

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
            got.append((status, dict(headers)))

        list(answers.respond({"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": host}, start))
        return got[0]

    return get


@pytest.mark.parametrize(
    ("path", "policy"),
    [("/", POLICY), ("/projecten/x/", POLICY), ("/zoeken/", SEARCH_POLICY), ("/nergens/", POLICY)],
)
def test_each_page_has_its_own_policy_and_may_connect_to_livereload(ask: Ask, path: str, policy: str) -> None:
    headers = ask(path)[1]
    expected = policy.replace("connect-src 'self'", "connect-src 'self' ws://127.0.0.1:8000")
    assert headers["Content-Security-Policy"] == f"{expected}; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/static/stijl.css", "/static/eigen.html", "/projecten/x/x.bib"])
def test_other_files_have_the_policy_of_all_files(ask: Ask, path: str) -> None:
    policy = ask(path)[1]["Content-Security-Policy"]
    assert "script-src-elem 'self'" in policy
    assert "default-src" not in policy


@pytest.mark.parametrize("host", ["localhost:8123", "[::1]:8000", "127.0.0.1"])
def test_livereload_is_at_the_host_of_the_request(ask: Ask, host: str) -> None:
    assert f"connect-src 'self' ws://{host};" in ask("/", host)[1]["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["", "x; script-src *", "a b", "x\r\nSet-Cookie: a", "*"])
def test_a_strange_host_widens_no_policy(ask: Ask, host: str) -> None:
    assert "connect-src 'self';" in ask("/", host)[1]["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "kind"), [("/static/stijl.css", "text/css"), ("/static/zoeken.js", "text/javascript")]
)
def test_scripts_and_style_sheets_have_the_type_that_browsers_ask_for(ask: Ask, path: str, kind: str) -> None:
    assert ask(path)[1]["Content-Type"].partition(";")[0] == kind
