"""Pages work by keyboard: Tab stops at each link and each scrolling box in page order, and the focus is visible."""

import pytest
from playwright.sync_api import Browser, Page, expect

from .visiting import DESKTOP, PHONE, visit

FOCUS = """() => {
  const x = document.activeElement;
  if (!x || x === document.body) return null;
  const box = x.getBoundingClientRect(), style = getComputedStyle(x);
  const parts = [.02, .1, .5, .9, .98];
  const points = [...x.getClientRects()].flatMap(y => parts.flatMap(across => parts.map(down =>
    [y.x + y.width * across, y.y + y.height * down])));
  const above = points.map(([left, top]) => document.elementFromPoint(left, top)).filter(y => y);
  const wrong = [];
  if (style.outlineStyle !== "solid" || parseFloat(style.outlineWidth) < 2) wrong.push("no outline");
  if (box.width < 2 || !above.length) wrong.push("not on the screen");
  else if (!above.some(y => x.contains(y) || y.contains(x))) wrong.push("beneath " + above[0].outerHTML.slice(0, 60));
  return [[...document.querySelectorAll("*")].indexOf(x), x.outerHTML.slice(0, 120), wrong.join(", ")];
}"""
"""JavaScript that returns the focused element: its index, its HTML, and what is wrong with how its focus shows."""
STOPS = """() => [...document.querySelectorAll("*")].map((x, n) => [n, x])
  .filter(([n, x]) => x.matches("a[href], button, input, select, textarea, summary, [tabindex]") && x.checkVisibility())
  .map(([n]) => n)"""
"""JavaScript that returns the indices of the visible elements at which Tab should stop."""
KINDS = {
    "home", "project", "index of a werkveld", "index of a year", "overzicht of clients",
    "project with everything, long title", "project with all markup", "project in Arabic", "edition of a series",
    "index of a werkveld in a year", "index of a reeks", "its third page", "overzicht of persons", "404",
}  # fmt: skip


def tab_stops(page: Page) -> list[tuple[int, str, str]]:
    """Return the elements at which Tab stops, as `FOCUS` describes them, until the focus leaves the page."""
    found: list[tuple[int, str, str]] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None or (found and stop[0] == found[0][0]):
            return found
        found.append(stop)
    pytest.fail("the focus does not leave the page")


@pytest.mark.parametrize("size", [pytest.param(PHONE, marks=pytest.mark.slow), DESKTOP], ids=["phone", "desktop"])
def test_tab_stops_at_every_link_in_the_order_of_the_page(
    chromium: Browser, pages: dict[str, str], size: dict[str, int]
) -> None:
    with visit(chromium, pages["home"], viewport=size) as page:
        for kind, address in pages.items():
            if kind not in KINDS:
                continue
            page.goto(address)
            stops = page.evaluate(STOPS)
            found = tab_stops(page)
            assert [f"{kind}: {wrong}: {what}" for _, what, wrong in found if wrong] == []
            assert [n for n, _, _ in found] == stops, kind
            assert len(stops) > 10, kind


def tab_to(page: Page, selector: str) -> str:
    """Press Tab until the focused element matches ``selector``; return its text."""
    for _ in range(150):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.count() and focus.evaluate("(x, selector) => x.matches(selector)", selector):
            return focus.inner_text()
    pytest.fail(f"Tab does not lead to {selector}")


def test_the_menu_and_a_project_work_by_keyboard(chromium: Browser, address: str) -> None:
    with visit(chromium, address, viewport=DESKTOP) as page:
        page.goto(address)
        assert tab_to(page, "a") == "Naar de inhoud"
        assert tab_to(page, "nav[aria-label=Hoofdmenu] a") == "Projecten"
        page.keyboard.press("Enter")
        page.wait_for_url(address + "projecten/")
        expect(page.locator("nav[aria-label=Hoofdmenu] [aria-current]")).to_have_text("Projecten")
        title = tab_to(page, "main a[href*='projecten/']")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(title)


def test_the_first_link_skips_the_menu(chromium: Browser, address: str) -> None:
    with visit(chromium, address, viewport=PHONE) as page:
        page.goto(address)
        tab_to(page, "a[href='#vp-inhoud']")
        page.keyboard.press("Enter")
        page.wait_for_url(address + "#vp-inhoud")
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate("x => x.closest('main') !== null")


def test_a_bar_and_a_filter_lead_to_a_year_of_a_werkveld(chromium: Browser, made_up: str) -> None:
    with visit(chromium, made_up, viewport=DESKTOP) as page:
        page.goto(f"{made_up}werkvelden/werkveld-00/")
        tab_to(page, ".tijdlijn a[href$='/2024/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/werkvelden/werkveld-00/2024/")
        expect(page.locator(".tijdlijn [aria-current]")).to_contain_text("2024")
        choice = tab_to(page, ".filter a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/2024/")
        expect(page.locator("h1")).to_contain_text(choice)


def test_the_table_of_contents_leads_to_a_heading(chromium: Browser, made_up: str) -> None:
    with visit(chromium, made_up, viewport=PHONE) as page:
        page.goto(f"{made_up}projecten/lang/")
        heading = tab_to(page, ".inhoudsopgave > ol > li:nth-child(3) > a")
        page.keyboard.press("Enter")
        expect(page.locator(":target")).to_have_text(heading)
        expect(page.locator(":target")).to_be_in_viewport()


def test_a_wide_table_scrolls_by_keyboard(chromium: Browser, made_up: str) -> None:
    with visit(chromium, made_up, viewport=PHONE) as page:
        page.goto(f"{made_up}reeksen/monitor-schijnwijk/")
        tab_to(page, ".tabel")
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(500)  # smooth scrolling takes time
        assert page.locator(".tabel").evaluate("x => x.scrollLeft") > 0


def test_an_export_can_be_downloaded_by_keyboard(chromium: Browser, made_up: str) -> None:
    with visit(chromium, made_up) as page:
        page.goto(f"{made_up}projecten/lang/")
        assert tab_to(page, ".exporten a[href$='.bib']") == "BibTeX"
        with page.expect_response("**/projecten/lang/lang.bib") as response:
            page.keyboard.press("Enter")
        assert response.value.ok
        page.wait_for_url("**/lang.bib")  # Chromium shows it, as it does any text
