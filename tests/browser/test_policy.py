"""The content security policy is in each page and in `_headers`, and Chromium enforces it."""

from pathlib import Path

from playwright.sync_api import Browser

from vindplaats.render.outputs.headers import POLICY

from .test_links import parsed


def test_every_page_has_the_policy_before_anything_that_it_restricts(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        head = parsed(page).find("head")
        assert head is not None
        assert [element.get("charset") for element in head[:1]] == ["utf-8"], page
        assert head[1].get("http-equiv") == "Content-Security-Policy", page
        assert head[1].get("content") == POLICY, page


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
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "/*"
    headers = dict(line.strip().split(": ", 1) for line in lines[1:])
    assert headers["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_the_browser_runs_no_inline_script(chromium: Browser, address: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(address)
        failed: list[tuple[str, str | None]] = []
        page.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
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
        assert page.evaluate("window.ran") is None
        assert page.evaluate("getComputedStyle(document.body).opacity") == "1"
        assert failed == [("https://elders.example/x.png", "csp")]
