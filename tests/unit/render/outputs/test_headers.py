import pytest

from vindplaats.render.outputs.headers import POLICY, SEARCH_POLICY, headers_of

SOCKET = "ws://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("index.html", POLICY), ("projecten/x/index.html", POLICY), ("404.html", POLICY), ("oud.html", POLICY),
        ("zoeken/index.html", SEARCH_POLICY), ("zoeken/woorden.json", SEARCH_POLICY),
    ],
)  # fmt: skip
def test_a_page_gets_its_own_policy_as_a_header(path: str, policy: str) -> None:
    headers = headers_of(path)
    assert headers["Content-Security-Policy"] == f"{policy}; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["static/eigen.html", "static/zoeken.js", "projecten/x/rapport.pdf", "feed.xml"])
def test_another_file_gets_the_policy_of_all_files(path: str) -> None:
    policy = headers_of(path)["Content-Security-Policy"]
    assert "default-src" not in policy
    assert "script-src-elem 'self'" in policy


@pytest.mark.parametrize("path", ["index.html", "zoeken/index.html", "static/x.html"])
def test_a_page_may_connect_to_one_more_source(path: str) -> None:
    before, after = headers_of(path)["Content-Security-Policy"], headers_of(path, SOCKET)["Content-Security-Policy"]
    assert before.replace("connect-src 'self'", f"connect-src 'self' {SOCKET}") == after != before
