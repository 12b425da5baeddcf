"""The search box on every page, search by keyboard and on a phone, and on a site of real size."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from .fabricated import PROJECTS
from .search_site import STUDIES
from .searching import NARROW, PAGE_SIZE, WIDE, Search, searching
from .test_keyboard import FOCUS, tab_to
from .visiting import DESKTOP, PHONE, visit

# The box on every page, and the keyboard


def test_every_page_has_one_search_landmark_that_leads_to_the_results(chromium: Browser, pages: dict[str, str]) -> None:
    with visit(chromium, pages["home"], viewport=PHONE) as page:
        for address in pages.values():
            page.goto(address)
            expect(page.get_by_role("search")).to_have_count(1)
            expect(page.get_by_role("search").get_by_role("searchbox")).to_be_in_viewport()
        page.get_by_role("searchbox").fill("onderzoek")
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_url("**/zoeken/?q=onderzoek")
        expect(page.get_by_role("search")).to_have_count(1)
        search = Search(page, pages["home"])
        expect(search.box).to_have_value("onderzoek")
        expect(search.titles.first).to_be_visible()


def test_the_slash_leads_to_the_search_box(search: Search, searched: str) -> None:
    page = search.page
    for path in ("", "zoeken/", "werkvelden/", "404.html"):
        page.goto(searched + path)
        box = page.get_by_role("searchbox")
        for keys in ("Control+/", "Alt+/", "Meta+/"):
            page.keyboard.press(keys)
            expect(box).not_to_be_focused()
        page.keyboard.press("/")
        expect(box).to_be_focused()
        expect(box).to_have_value("")
        page.keyboard.press("/")
        expect(box).to_have_value("/")


def test_a_search_works_by_keyboard_alone(search: Search) -> None:
    search.open()
    page = search.page
    search.shows(f"{STUDIES} onderzoeken")
    page.keyboard.press("/")
    page.keyboard.type("zwemt")
    search.shows(f"{STUDIES} resultaten")
    tab_to(page, "fieldset input")
    value, number = next(iter(search.counts("Werkveld").items()))
    page.keyboard.press("Space")
    search.shows(f"{number} {'resultaat' if number == 1 else 'resultaten'}")
    assert search.asked() == {"q": ["zwemt"], "werkveld": [value]}
    page.keyboard.press("Shift+Tab")
    expect(page.locator(":focus")).to_have_text("Naar de resultaten")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(search.heading).to_be_focused()
    title = tab_to(page, "main h3 a")
    assert title == search.titles.first.inner_text()


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["phone", "desktop"])
def test_the_focus_is_visible_at_every_stop_of_the_search_page(search: Search, size: ViewportSize) -> None:
    search.page.set_viewport_size(size)
    search.open("?q=drietand&soort=Project")
    search.shows("1 onderzoek")
    wrong = []
    for _ in range(60):
        search.page.keyboard.press("Tab")
        stop = search.page.evaluate(FOCUS)
        if stop is None:
            break
        wrong += [f"{stop[2]}: {stop[1]}"] if stop[2] else []
    assert wrong == []


# On a phone


def test_filters_are_folded_on_a_phone_and_say_how_many_are_chosen(search: Search) -> None:
    search.page.set_viewport_size(NARROW)
    search.open("?jaar=2020&jaar=2019")
    search.shows("30 onderzoeken")
    summary = search.main.get_by_text("Filters (2 gekozen)")
    expect(summary).to_be_in_viewport()
    expect(search.group("Jaar")).to_be_hidden()
    summary.press("Enter")
    expect(search.choice("Jaar", "2020")).to_be_checked()
    search.choice("Jaar", "2020").uncheck()
    search.shows("15 onderzoeken")
    expect(search.main.get_by_text("Filters (1 gekozen)")).to_be_visible()
    expect(search.choice("Jaar", "2020")).to_be_visible()


SMALL = """() => [...document.querySelectorAll("main :is(a, button, select, input, summary)")]
  .filter(x => x.checkVisibility() && !x.matches(".sla-over"))
  .map(x => [x.matches("[type=checkbox]") ? x.closest("label") : x, x])
  .map(([target, x]) => [target.getBoundingClientRect(), x])
  .filter(([box]) => box.width < 24 || box.height < 24)
  .map(([box, x]) => `${box.width} x ${box.height}: ${x.outerHTML.slice(0, 100)}`)"""
"""JavaScript that returns what is too small to point at (WCAG 2.2, 2.5.8)."""


TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")].filter(x => x.getBoundingClientRect().right > innerWidth)
  .map(x => x.outerHTML.slice(0, 100))"""
"""JavaScript that returns what sticks out of the page, if anything does."""


def what_stays(page: Page, wrong: str) -> list[str]:
    """Return what is still wrong after the page had two seconds to move."""
    for _ in range(20):
        found: list[str] = page.evaluate(wrong)
        if not found:
            break
        page.wait_for_timeout(100)
    return found


@pytest.mark.parametrize("query", ["", "?q=drietand&jaar=2021", "?q=zeepardentelling&jaar=2020", "?q=" + "x" * 300])
def test_the_search_page_fits_and_its_targets_are_large_enough(search: Search, query: str) -> None:
    search.page.set_viewport_size({"width": 320, "height": 800})
    search.open(query)
    search.shows(re.compile("^(Geen resultaten|[0-9])"))
    search.main.get_by_text("Filters").first.click()
    for width in (320, 390, 768, 1280):
        search.page.set_viewport_size({"width": width, "height": 800})
        search.page.wait_for_function("width => innerWidth === width", arg=width)
        expect(search.group("Jaar")).to_be_visible()
        assert (what_stays(search.page, TOO_WIDE), what_stays(search.page, SMALL)) == ([], []), width


def test_the_chosen_values_are_not_wider_than_the_list(search: Search) -> None:
    search.open("?jaar=2020")
    search.shows("15 onderzoeken")
    right = "x => x.parentElement.getBoundingClientRect().right"
    button = search.main.get_by_role("button", name="2020 verwijderen")
    assert button.evaluate(right) == search.items.first.evaluate(right)


def test_marks_differ_from_other_words_in_forced_colours(search: Search) -> None:
    search.page.emulate_media(forced_colors="active")
    search.open("?q=telling")
    mark = search.titles.locator("mark").first
    expect(mark).to_be_visible()
    colours = "x => [x, x.parentElement, document.body].map(y => getComputedStyle(y).backgroundColor)"
    found = mark.evaluate(colours)
    assert found[0] not in found[1:]


def test_a_print_has_the_results_and_no_controls(search: Search) -> None:
    search.open("?jaar=2020")
    search.shows("15 onderzoeken")
    search.page.emulate_media(media="print")
    expect(search.titles.first).to_be_visible()
    expect(search.main.get_by_role("button")).to_have_text(["2020 verwijderen"])  # says what was chosen
    expect(search.main.get_by_role("checkbox")).to_have_count(0)
    expect(search.main.get_by_role("combobox")).to_have_count(0)


# A site of real size


def test_an_empty_query_loads_one_part_of_the_index(chromium: Browser, fabricated: Path, made_up: str) -> None:
    """Pagefind's own search without a query loads all parts, which are megabytes on a large site."""
    parts = fabricated / "pagefind/index"
    assert len(list(parts.iterdir())) > 1
    with visit(chromium, made_up, viewport=DESKTOP) as page:
        loaded: list[str] = []
        page.on("request", lambda request: loaded.append(request.url))
        Search(page, made_up).open().shows(f"{PROJECTS} onderzoeken")
        page.wait_for_load_state("networkidle")
    assert sum(address.endswith(".pf_index") for address in loaded) == 1
    assert sum(address.endswith(".pf_fragment") for address in loaded) == PAGE_SIZE


@pytest.mark.slow
def test_the_made_up_site_counts_as_its_overviews_do(chromium: Browser, made_up: str) -> None:
    with searching(chromium, made_up) as search:
        search.shows(f"{PROJECTS} onderzoeken")
        search.group("Werkveld").get_by_role("button").click()
        shown = search.counts("Werkveld")
        search.page.goto(f"{made_up}werkvelden/")
        lines = search.page.locator(".velden > li").all()
        counted = {
            line.locator("a").inner_text(): int(re.findall(r"\d+", line.locator(".aantal").inner_text())[0])
            for line in lines
        }
        assert {name: number for name, number in counted.items() if number} == shown
