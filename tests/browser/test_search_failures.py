"""The search page if something fails: odd queries, an index that does not load, no connection, no scripts."""

import re
from collections.abc import Callable, Iterator, Sequence

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from .search_site import STUDIES
from .searching import FRAGMENTS, PAGE_SIZE, WIDE, Holding, Search
from .visiting import visit

ODD = (
    "<img onerror>", "<script>alert(1)</script>", "constructor", "__proto__", "hasOwnProperty", "((((", "\\",
    '"', "'", '"""', "%", "%00", "\u202e\u0000\ud800", "{{7*7}}", "a" * 5000, "zeepaard " * 600, "${1}", "🦄", "-",
    "...", "*", "NULL", "[]", "?", "#", "&jaar=2019", "ĳ", "é" * 300, " \t ", "null", "undefined", "1/0", "_",
    "____", "·",
)  # fmt: skip
"""Queries that might be taken for something else, or be too long."""
SOMETHING = re.compile("^(Geen resultaten|[0-9]+ (resulta|onderzoek))")


@pytest.fixture(scope="module")
def unchecked(chromium: Browser) -> Iterator[Page]:
    """One page for all tests in which requests fail, and errors are expected."""
    with chromium.new_context(viewport=WIDE) as context:
        yield context.new_page()


@pytest.fixture
def faulty(unchecked: Page, searched: str) -> Iterator[Search]:
    """The search page in it, in which no request fails yet."""
    yield Search(unchecked, searched)
    unchecked.unroute_all(behavior="ignoreErrors")


@pytest.mark.parametrize(
    "queries", [pytest.param(ODD[::3], id="some"), pytest.param(ODD, id="all", marks=pytest.mark.slow)]
)
def test_odd_queries_are_harmless(search: Search, queries: Sequence[str]) -> None:
    search.open()
    wrong = []
    for query in queries:
        search.shows(SOMETHING)
        with search.answer():
            search.box.evaluate("(box, text) => { box.value = text; }", query)
            search.box.dispatch_event("input")
            search.box.press("Enter")
        answers = [search.heading.inner_text()]
        fits = search.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        search.page.reload()
        search.shows(SOMETHING)
        answers.append(search.heading.inner_text())
        search.ask("eenhoorn")
        answers.append(search.heading.inner_text())
        if not (fits and all(map(SOMETHING.match, answers)) and answers[2] == "1 resultaat"):
            wrong.append((query, answers, fits))
    assert wrong == []


def failing(page: Page, pattern: str, fails: Callable[[], bool]) -> None:
    """Let requests that match ``pattern`` fail as long as ``fails()``."""
    page.route(pattern, lambda route: route.abort() if fails() else route.continue_())


@pytest.mark.parametrize("part", ["pagefind.js*", "pagefind-entry.json*", "wasm*", "*.pf_meta", "filter/*", "index/*"])
def test_an_index_that_does_not_load_gives_a_message_and_another_try(faulty: Search, part: str) -> None:
    down = True
    failing(faulty.page, f"**/pagefind/{part}", lambda: down)
    search = faulty.open("?q=eenhoorn")
    search.shows("Zoeken lukt nu niet")
    expect(search.main.get_by_role("link", name="Werkvelden")).to_be_visible()
    expect(search.status).to_have_text("Zoeken lukt nu niet")
    again = search.main.get_by_role("button", name="Probeer het opnieuw")
    with search.answer():
        again.click()
    search.shows("Zoeken lukt nu niet")
    down = False
    again.click()
    search.shows("1 resultaat")


@pytest.mark.parametrize("status", [404, 500])
def test_a_missing_part_of_the_index_is_no_empty_result(faulty: Search, status: int) -> None:
    """The names of the parts change with every build, so a page that was open before may ask for one that is gone."""
    pattern = "**/pagefind/index/*"
    faulty.page.route(pattern, lambda route: route.fulfill(status=status, body="<p>", content_type="text/html"))
    search = faulty.open("?q=eenhoorn+griffioen")
    search.shows("Zoeken lukt nu niet")
    assert "nergens" not in search.main.inner_text()
    faulty.page.unroute(pattern)
    search.main.get_by_role("button", name="Probeer het opnieuw").click()
    search.shows("1 resultaat")


def test_a_connection_that_fails_later_gives_the_same_message(faulty: Search) -> None:
    down = False
    search = faulty
    failing(faulty.page, FRAGMENTS, lambda: down)
    search.open()
    search.shows(f"{STUDIES} onderzoeken")
    down = True
    search.box.fill("eenhoorn")
    search.shows("Zoeken lukt nu niet")
    down = False
    search.main.get_by_role("button", name="Probeer het opnieuw").click()
    search.shows("1 resultaat")


def test_one_result_that_does_not_load_does_not_hide_the_others(faulty: Search) -> None:
    down = True
    asked: set[str] = set()

    def fail_third(route: Route) -> None:
        asked.add(route.request.url)
        if down and len(asked) in {3, PAGE_SIZE + 2}:
            route.abort()
        else:
            route.continue_()

    faulty.page.route(FRAGMENTS, fail_third)
    search = faulty.open("?jaar=2020&jaar=2021")
    search.shows("30 onderzoeken")
    expect(search.titles).to_have_count(PAGE_SIZE - 1)
    expect(search.main.get_by_text("1 resultaat is niet geladen.")).to_be_visible()
    search.more.press("Enter")
    expect(search.titles).to_have_count(2 * PAGE_SIZE - 2)
    expect(search.titles.nth(PAGE_SIZE - 1)).to_be_focused()
    expect(search.main.get_by_text("2 resultaten zijn niet geladen.")).to_be_visible()
    down = False
    search.main.get_by_role("button", name="Probeer het opnieuw").press("Enter")
    expect(search.titles).to_have_count(2 * PAGE_SIZE)
    expect(search.heading).to_be_focused()
    expect(search.main.get_by_text("niet geladen")).to_have_count(0)


def test_the_focus_is_not_lost_if_the_connection_fails(faulty: Search) -> None:
    down = True
    search = faulty.open("?jaar=2020&jaar=2021")
    expect(search.titles).to_have_count(PAGE_SIZE)
    failing(faulty.page, FRAGMENTS, lambda: down)
    for control in (search.choice("Jaar", "2021"), search.more, search.more):
        down = True
        control.focus()
        faulty.page.keyboard.press("Space")
        search.shows("Zoeken lukt nu niet")
        expect(search.heading).to_be_focused()
        expect(search.main.get_by_role("button", name=re.compile("verwijderen"))).to_have_count(0)
        down = False
        search.main.get_by_role("button", name="Probeer het opnieuw").press("Enter")
        search.shows("15 onderzoeken")
        expect(search.heading).to_be_focused()


def test_a_slow_search_says_that_it_is_busy(search: Search) -> None:
    search.open()
    search.shows(f"{STUDIES} onderzoeken")
    fragments = Holding(search.page, FRAGMENTS)
    search.box.fill("eenhoorn")
    busy = search.main.get_by_text("Bezig met zoeken")
    expect(busy).to_be_visible()
    fragments.release()
    search.shows("1 resultaat")
    expect(busy).to_be_hidden()


def test_more_results_that_are_slow_say_so_and_are_asked_once(search: Search) -> None:
    search.open()
    expect(search.titles).to_have_count(PAGE_SIZE)
    fragments = Holding(search.page, FRAGMENTS)
    search.more.press("Enter")
    busy = search.main.get_by_role("button", name="Bezig met laden…")
    expect(busy).to_be_focused()
    busy.press("Enter")
    fragments.release()
    expect(search.titles).to_have_count(2 * PAGE_SIZE)
    expect(search.more).to_have_text("Meer resultaten")
    assert search.asked() == {"pagina": ["2"]}


def test_a_late_answer_to_an_older_query_is_dropped(search: Search) -> None:
    search.open("?q=feniks")
    search.shows("1 resultaat")
    expect(search.titles).to_have_text(["Studie 5 naar zeepaardentelling"])
    fragments = Holding(search.page, FRAGMENTS)
    with search.page.expect_request(FRAGMENTS):
        search.box.fill("eenhoorn")
    search.ask("feniks")
    with search.page.expect_response(FRAGMENTS):
        fragments.release()
    search.page.wait_for_timeout(200)
    expect(search.titles).to_have_text(["Studie 5 naar zeepaardentelling"])
    assert search.asked() == {"q": ["feniks"]}


def test_without_javascript_the_form_arrives_at_a_page_with_the_overviews(chromium: Browser, searched: str) -> None:
    with visit(chromium, searched, java_script_enabled=False) as page:
        page.goto(searched)
        page.get_by_role("searchbox").fill("eenhoorn")
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_url(f"{searched}zoeken/?q=eenhoorn")
        expect(page.get_by_role("main").get_by_text("Zoeken werkt hier alleen met JavaScript")).to_be_visible()
        links = page.get_by_role("main").get_by_role("link")
        expect(links).to_have_text(["Projecten", "Werkvelden", "Opdrachtgevers", "Jaren"])
        expect(page.get_by_role("button", name="Meer resultaten")).to_have_count(0)
        links.first.click()
        page.wait_for_url(f"{searched}projecten/")


def test_a_script_that_does_not_load_leaves_the_overviews(faulty: Search) -> None:
    failing(faulty.page, "**/static/zoeken-motor.js", lambda: True)
    faulty.page.goto(faulty.address)
    expect(faulty.main.get_by_role("link", name="Werkvelden")).to_be_visible()
