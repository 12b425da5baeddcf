"""Pages work by keyboard: Tab stops at each link and each scrolling box in page order, and the focus is visible."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

import support

from .visiting import DESKTOP, PHONE, resize, visit

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
TEXT_IF_MATCHES = "selector => document.activeElement.matches(selector) ? document.activeElement.innerText : null"
KINDS = {
    "home", "project", "index of a werkveld", "index of a year", "overzicht of clients",
    "project with everything, long title", "project with all markup", "project in Arabic", "edition of a series",
    "index of a werkveld in a year", "index of a reeks", "its third page", "overzicht of persons", "404",
}  # fmt: skip
LISTS = {"index of a werkveld in a year", "overzicht of persons"}
"""Those with many links, in the same parts as others have: only the slow tests try them."""


RECORD = f"""() => {{
  const describe = {FOCUS};
  window.stops = [];
  addEventListener("keydown", () => window.stops.push(describe()), {{capture: true}});
}}"""
"""JavaScript that describes the focused element at each key, before the focus moves on."""


def tab_stops(page: Page, expected: int) -> list[tuple[int, str, str]]:
    """Return the elements at which Tab stops, as `FOCUS` describes them, until the focus leaves the page.

    Stop at two more than ``expected``.
    """
    page.evaluate(RECORD)
    for _ in range(expected + 2):
        page.keyboard.down("Tab")  # which repeats as long as it is held, and takes half as long
    page.keyboard.up("Tab")
    found: list[tuple[int, str, str]] = []
    for stop in [*page.evaluate("() => window.stops")[1:], page.evaluate(FOCUS)]:
        if stop is None or (found and stop[0] == found[0][0]):
            return found
        found.append(stop)
    return found


@pytest.mark.parametrize("size", [pytest.param(PHONE, marks=pytest.mark.slow), DESKTOP], ids=["phone", "desktop"])
def test_tab_stops_at_every_link_in_the_order_of_the_page(
    chromium: Browser, pages: dict[str, str], size: dict[str, int]
) -> None:
    with visit(chromium, pages["home"], viewport=size, reduced_motion="reduce") as page:
        for kind, address in pages.items():
            if kind not in KINDS or (kind in LISTS and not support.SLOW_RUN):
                continue
            page.goto(address)
            stops = page.evaluate(STOPS)
            found = tab_stops(page, len(stops))
            assert [f"{kind}: {wrong}: {what}" for _, what, wrong in found if wrong] == []
            assert [n for n, _, _ in found] == stops, kind
            assert len(stops) > 10, kind


def tab_to(page: Page, selector: str) -> str:
    """Press Tab until the focused element matches ``selector``; return its text."""
    for _ in range(150):
        page.keyboard.press("Tab")
        text: str | None = page.evaluate(TEXT_IF_MATCHES, selector)
        if text is not None:
            return text
    pytest.fail(f"Tab does not lead to {selector}")


@pytest.fixture(scope="module")
def shared(chromium: Browser, made_up: str) -> Iterator[Page]:
    """A page of the made-up site, for tests that open it first."""
    with visit(chromium, made_up, reduced_motion="reduce") as page:
        yield page


def test_the_menu_and_a_project_work_by_keyboard(shared: Page, made_up: str) -> None:
    resize(shared, DESKTOP)
    shared.goto(made_up)
    assert tab_to(shared, "a") == "Naar de inhoud"
    assert tab_to(shared, "nav[aria-label=Hoofdmenu] a") == "Projecten"
    shared.keyboard.press("Enter")
    shared.wait_for_url(made_up + "projecten/")
    expect(shared.locator("nav[aria-label=Hoofdmenu] [aria-current]")).to_have_text("Projecten")
    title = tab_to(shared, "main a[href*='projecten/']")
    shared.keyboard.press("Enter")
    expect(shared.locator("h1")).to_have_text(title)


def test_the_first_link_skips_the_menu(shared: Page, made_up: str) -> None:
    resize(shared, PHONE)
    shared.goto(made_up)
    tab_to(shared, "a[href='#vp-inhoud']")
    shared.keyboard.press("Enter")
    shared.wait_for_url(made_up + "#vp-inhoud")
    shared.keyboard.press("Tab")
    assert shared.locator(":focus").evaluate("x => x.closest('main') !== null")


def test_a_bar_and_a_filter_lead_to_a_year_of_a_werkveld(shared: Page, made_up: str) -> None:
    resize(shared, DESKTOP)
    shared.goto(f"{made_up}werkvelden/werkveld-00/")
    tab_to(shared, ".tijdlijn a[href$='/2024/']")
    shared.keyboard.press("Enter")
    shared.wait_for_url("**/werkvelden/werkveld-00/2024/")
    expect(shared.locator(".tijdlijn [aria-current]")).to_contain_text("2024")
    choice = tab_to(shared, ".filter a")
    shared.keyboard.press("Enter")
    shared.wait_for_url("**/2024/")
    expect(shared.locator("h1")).to_contain_text(choice)


def test_the_table_of_contents_leads_to_a_heading(shared: Page, made_up: str) -> None:
    resize(shared, PHONE)
    shared.goto(f"{made_up}projecten/lang/")
    tab_to(shared, ".inhoudsopgave summary")
    shared.keyboard.press("Enter")
    heading = tab_to(shared, ".inhoudsopgave > ol > li:nth-child(3) > a")
    shared.keyboard.press("Enter")
    expect(shared.locator(":target")).to_have_text(heading)
    expect(shared.locator(":target")).to_be_in_viewport()


def test_a_wide_table_scrolls_by_keyboard(shared: Page, made_up: str) -> None:
    resize(shared, PHONE)
    shared.goto(f"{made_up}reeksen/monitor-schijnwijk/")
    tab_to(shared, ".tabel")
    shared.keyboard.press("ArrowRight")
    shared.wait_for_function("() => document.querySelector('.tabel').scrollLeft > 0")


def test_an_export_can_be_downloaded_by_keyboard(shared: Page, made_up: str) -> None:
    shared.goto(f"{made_up}projecten/lang/")
    assert tab_to(shared, ".exporten a[href$='.bib']") == "BibTeX"
    with shared.expect_response("**/projecten/lang/lang.bib") as response:
        shared.keyboard.press("Enter")
    assert response.value.ok
    shared.wait_for_url("**/lang.bib")  # Chromium shows it, as it does any text
