import pytest

from vindplaats.render.outputs.headers import headers_of
from vindplaats.render.policy import SITE_POLICIES, format_policy

SOCKET = "ws://127.0.0.1:8000"


@pytest.mark.parametrize("path", ["index.html", "zoeken/index.html", "static/x.html"])
def test_a_file_gets_its_policy_as_a_header(path: str) -> None:
    headers = headers_of(SITE_POLICIES, path)
    assert headers["Content-Security-Policy"] == format_policy(SITE_POLICIES.of_file(path))
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["index.html", "zoeken/index.html", "static/x.html"])
def test_a_page_may_connect_to_one_more_source(path: str) -> None:
    before = headers_of(SITE_POLICIES, path)["Content-Security-Policy"]
    after = headers_of(SITE_POLICIES, path, also_connect=(SOCKET,))["Content-Security-Policy"]
    assert before.replace("connect-src 'self'", f"connect-src 'self' {SOCKET}") == after != before
