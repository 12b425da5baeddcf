"""The search page as visitors use it: typing, filters, addresses, announcements, keyboard, and everything that fails.

Most tests visit a small site whose index is written by hand (`search_site`), so that they know every count.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from .conftest import ELSEWHERE, run_build, served
from .fabricated import PROJECTS
from .search_site import CLIENTS, STUDIES, YEARS, facets_of, write_source
from .test_keyboard import FOCUS, tab_to
from .visiting import DESKTOP, PHONE, visit

FACETS = ("Werkveld", "Opdrachtgever", "Contactpersoon", "Jaar", "Soort")
PAGE_SIZE = 10
WIDE: ViewportSize = {"width": DESKTOP["width"], "height": DESKTOP["height"]}
NARROW: ViewportSize = {"width": PHONE["width"], "height": PHONE["height"]}


class Search:
    """A search page, by the roles of what is on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = f"{address}zoeken/"
        self.main = page.get_by_role("main")
        self.box = self.main.get_by_role("searchbox")
        self.titles = self.main.get_by_role("region", name="Resultaten").locator("ol > li h3 a")
        self.items = self.main.get_by_role("region", name="Resultaten").locator("ol > li")
        self.heading = self.main.locator("h2").first
        self.status = self.main.get_by_role("status")
        self.more = self.main.get_by_role("button", name=re.compile("^Meer"))

    def open(self, query: str = "") -> "Search":
        self.page.goto(self.address + query)
        return self

    def shows(self, text: str | re.Pattern[str]) -> None:
        expect(self.heading).to_have_text(text)

    def type(self, text: str) -> None:
        self.box.press_sequentially(text, delay=10)

    def group(self, facet: str) -> Locator:
        return self.main.get_by_role("group", name=facet, exact=True)

    def choice(self, facet: str, value: str) -> Locator:
        return self.group(facet).get_by_role("checkbox", name=f"{value} (")

    def counts(self, facet: str) -> dict[str, int]:
        """Return the number of results that each value of a facet says it gives."""
        boxes = self.group(facet).get_by_role("listitem").all_inner_texts()
        pairs = [re.fullmatch(r"(.*) \((\d+)\)", text.strip()) for text in boxes]
        assert all(pairs), boxes
        return {pair[1]: int(pair[2]) for pair in pairs if pair}

    def asked(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)

    def entries(self) -> int:
        found: int = self.page.evaluate("history.length")
        return found


@contextmanager
def searching(chromium: Browser, address: str, query: str = "", **settings: object) -> Iterator[Search]:
    """Visit the search page; fail at the end if there was an error in the console."""
    with visit(chromium, address, **{"viewport": DESKTOP, **settings}) as page:
        yield Search(page, address).open(query)


# What is found


def test_an_empty_query_shows_all_studies_newest_first(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched) as search:
        search.shows(f"{STUDIES} onderzoeken")
        expect(search.titles).to_have_count(PAGE_SIZE)
        years = search.main.locator("li .jaar").all_inner_texts()
        assert years == sorted(years, reverse=True)
        assert years[0] == str(YEARS[-1])
        assert search.counts("Soort") == {"Nieuws": 3, "Persoon": 1, "Project": STUDIES}


def test_results_appear_while_typing(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched) as search:
        search.shows(f"{STUDIES} onderzoeken")
        search.type("nummer3")
        search.shows("11 resultaten")  # 3, and 30 to 39
        search.box.press("End")
        search.type("9")
        search.shows("1 resultaat")
        expect(search.titles).to_have_text(["Studie 39 naar zeepaardentelling"])
        expect(search.box).to_be_focused()


@pytest.mark.parametrize("query", ["", "?q=feniks"])
def test_what_was_typed_before_the_script_was_loaded_stays(chromium: Browser, searched: str, query: str) -> None:
    held: list[Route] = []
    with visit(chromium, searched, viewport=DESKTOP) as page:
        page.route("**/static/zoeken.js", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks it)
        page.goto(f"{searched}zoeken/{query}", wait_until="commit")
        search = Search(page, searched)
        search.type("griffioen")
        page.wait_for_timeout(100)
        for route in held:
            route.continue_()
        search.shows("2 resultaten")
        expect(search.box).to_have_value("griffioen")
        assert search.asked() == {"q": ["griffioen"]}


def test_one_letter_changes_nothing_until_enter(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched) as search:
        search.shows(f"{STUDIES} onderzoeken")
        search.type("g")
        search.page.wait_for_timeout(400)
        search.shows(f"{STUDIES} onderzoeken")
        search.box.press("Enter")
        search.shows(re.compile("resultaten"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("telling", STUDIES + 3 - 2),  # the titles of two studies are about something else
        ("paardentelling", STUDIES - 2),
        ("TELLING", STUDIES + 3 - 2),
        ("zeepaardent", STUDIES - 2),
        ("eenhoorn", 1),
        ("eenhoornnn", 0),
        ("zeepaard bestaatniet", 0),
        ("de eenhoorn van het", 1),
        ('"eenhoorn"', 1),
        ("eenhoorn; griffioen!", 1),
        ("kasteel", 1),
        ("kastelen", 1),
        ("snake_case", 1),
        ("R&D", 2),
        ("elif", 1),
        ("fabel", 0),
        ("eva.wolk@droom.example", 1),
        ("droom.example", 1),
        ("https://www.droom.example/kaart-2?x=1&y=2", 1),
        ("zoek(1)", 1),
        ("18/7", 1),
        ("18/9", 0),
        ("1.204", 1),
        ("1.205", 0),
        ("art.12b", 1),
        ("‘maanvis’ - «krilgarnaal»...", 1),
        ("'t vlot", 1),
        ("R & D maanvis", 1),
        ("2036", 1),
        ("2031-2036", 1),
        ("stokvis—en", 1),
        ("maanv krilg stokv", 1),  # beginnings, all of which are on one page only
    ],
)
def test_all_words_of_a_query_must_be_there(chromium: Browser, searched: str, query: str, found: int) -> None:
    with searching(chromium, searched) as search:
        search.box.fill(query)
        if found:
            search.shows(f"{found} {'resultaat' if found == 1 else 'resultaten'}")
        else:
            search.shows(f"Geen resultaten voor “{query}”")
            expect(search.titles).to_have_count(0)


def test_only_stop_words_find_everything_and_say_so(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=van+de") as search:
        search.shows(f"{STUDIES} onderzoeken")
        expect(search.main.get_by_text("staan op bijna elke pagina")).to_be_visible()


# Filters


def expected(chosen: dict[str, set[str]], facet: str) -> Counter[str]:
    """Return how many studies have each value of ``facet`` and a chosen value of every other facet."""
    found: Counter[str] = Counter()
    for number in range(STUDIES):
        values = facets_of(number)
        if all(name == facet or some.intersection(values[name]) for name, some in chosen.items()):
            found.update(values[facet])
    return found


@pytest.mark.parametrize("query", ["", "?q=zwemt"])
@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"Werkveld": {"Draken"}},
        {"Werkveld": {"Draken", "Elfen"}},
        {"Werkveld": {"Elfen"}, "Jaar": {"2019", "2021"}},
        {"Contactpersoon": {"Guus Fabel"}, "Werkveld": {"Draken"}, "Jaar": {"2019"}, "Soort": {"Project"}},
        {"Werkveld": {"__proto__", "constructor"}},
    ],
    ids=lambda chosen: ", ".join(chosen) or "nothing",
)
def test_every_value_says_how_many_results_it_gives(
    chromium: Browser, searched: str, query: str, chosen: dict[str, set[str]]
) -> None:
    with searching(chromium, searched, query) as search:
        search.shows(re.compile(f"^{STUDIES} "))
        for facet, values in chosen.items():
            for value in sorted(values):
                search.choice(facet, value).check()
        search.page.wait_for_timeout(300)
        for facet in FACETS[:4]:
            shown = search.counts(facet)
            counted = expected(chosen, facet)
            assert {value: counted[value] for value in shown} == shown, facet
        total = sum(
            all(values.intersection(facets_of(number)[facet]) for facet, values in chosen.items())
            for number in range(STUDIES)
        )
        search.shows(re.compile(f"^{total} "))
        assert {facet: set(values) for facet, values in search.asked().items() if facet != "q"} == {
            facet.lower(): values for facet, values in chosen.items()
        }


def test_ticking_keeps_focus_place_and_order(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched) as search:
        search.shows(f"{STUDIES} onderzoeken")
        order = [list(search.counts(facet)) for facet in FACETS]
        box = search.choice("Jaar", "2020")
        box.scroll_into_view_if_needed()
        place = search.page.evaluate("scrollY")
        assert place > 0
        box.focus()
        search.page.keyboard.press("Space")
        search.shows("15 onderzoeken")
        expect(search.choice("Jaar", "2020")).to_be_focused()
        expect(search.choice("Jaar", "2020")).to_be_checked()
        assert search.page.evaluate("scrollY") == place
        assert [list(search.counts(facet)) for facet in FACETS] == order


def test_a_value_without_results_stays_readable_and_can_be_ticked(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=eenhoorn") as search:
        search.shows("1 resultaat")
        search.choice("Jaar", "2021").check()
        search.shows("Geen resultaten voor “eenhoorn”")
        expect(search.choice("Jaar", "2021")).to_be_checked()
        search.choice("Jaar", "2021").uncheck()
        search.shows("1 resultaat")


def test_a_long_facet_shows_a_few_values_and_can_be_narrowed(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched) as search:
        group = search.group("Opdrachtgever")
        expect(group.get_by_role("checkbox")).to_have_count(10)
        group.get_by_role("button", name=re.compile(f"^Toon alle {CLIENTS}")).press("Enter")
        expect(group.get_by_role("checkbox")).to_have_count(CLIENTS)
        heights = "list => [list.clientHeight, list.scrollHeight]"
        height, full = group.get_by_role("list").evaluate(heights)  # so that the facets below remain near
        assert height < 400 < full
        field = group.get_by_role("textbox")
        expect(field).to_be_focused()
        field.fill("nergens 13")
        expect(group.get_by_role("checkbox")).to_have_count(1)
        field.press("Enter")
        search.choice("Opdrachtgever", "Gemeente Nergens 13").check()
        search.shows("3 onderzoeken")
        field.fill("")
        expect(group.get_by_role("checkbox")).to_have_count(CLIENTS)
        group.get_by_role("button").press("Enter")
        expect(group.get_by_role("checkbox")).to_have_count(11)  # the chosen one stays


def test_chosen_values_can_be_removed_above_the_results(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?werkveld=Draken&jaar=2019&jaar=2020") as search:
        button = search.main.get_by_role("button", name=re.compile("verwijderen$"))
        expect(button).to_have_text(["Draken verwijderen", "2019 verwijderen", "2020 verwijderen"])
        search.main.get_by_role("button", name="2019 verwijderen").press("Enter")
        expect(button).to_have_count(2)
        expect(search.main.get_by_role("button", name="2020 verwijderen")).to_be_focused()
        search.main.get_by_role("button", name="Wis alle filters").press("Enter")
        search.shows(f"{STUDIES} onderzoeken")
        expect(button).to_have_count(0)
        expect(search.heading).to_be_focused()
        assert search.asked() == {}


# The address


def test_typing_replaces_the_address_and_enter_adds_one(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=eenhoorn") as search:
        search.shows("1 resultaat")
        before = search.entries()
        search.box.fill("griffioen")
        search.shows("2 resultaten")
        assert search.entries() == before
        assert search.asked() == {"q": ["griffioen"]}
        search.box.press("Enter")
        search.page.wait_for_timeout(100)
        assert search.entries() == before + 1
        search.box.press("Enter")
        assert search.entries() == before + 1
        search.page.go_back()
        search.shows("1 resultaat")
        expect(search.box).to_have_value("eenhoorn")
        search.page.go_forward()
        search.shows("2 resultaten")
        expect(search.box).to_have_value("griffioen")


def test_back_and_forward_follow_the_choices(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched) as search:
        search.choice("Jaar", "2020").check()
        search.shows("15 onderzoeken")
        search.choice("Werkveld", "Elfen").check()
        search.shows(re.compile("^15 onderzoeken|onderzoeken"))
        search.main.get_by_role("combobox", name=re.compile("^Sorteer")).select_option("relevantie")
        search.page.wait_for_function("location.search.includes('volgorde=relevantie')")
        search.page.go_back()
        search.page.wait_for_function("!location.search.includes('volgorde')")
        search.page.go_back()
        expect(search.choice("Werkveld", "Elfen")).not_to_be_checked()
        expect(search.choice("Jaar", "2020")).to_be_checked()
        search.shows("15 onderzoeken")
        search.page.go_back()
        expect(search.choice("Jaar", "2020")).not_to_be_checked()
        search.shows(f"{STUDIES} onderzoeken")
        search.page.go_forward()
        search.shows("15 onderzoeken")


def test_an_address_gives_the_same_list_everywhere(chromium: Browser, searched: str) -> None:
    query = "?q=zeepaard&werkveld=Draken&werkveld=Elfen&jaar=2020&jaar=2019&volgorde=jaar&pagina=2"
    with searching(chromium, searched, query) as search:
        search.shows(re.compile(r"^\d+ resultaten"))
        first = search.titles.all_inner_texts()
        assert len(first) > PAGE_SIZE
        search.page.reload()
        expect(search.titles).to_have_text(first)
        assert f"?{urlsplit(search.page.url).query}" == query
    with searching(chromium, searched, query) as other:
        expect(other.titles).to_have_text(first)
        expect(other.main.get_by_role("combobox")).to_have_value("jaar")


def test_unknown_values_in_an_address_are_ignored(chromium: Browser, searched: str) -> None:
    query = "?q=zeepaard&werkveld=Onzin&jaar=toString&volgorde=onzin&pagina=-3&x=1&soort=hasOwnProperty"
    with searching(chromium, searched, query) as search:
        search.shows(f"{STUDIES + 3} resultaten")
        expect(search.main.get_by_role("button", name=re.compile("verwijderen"))).to_have_count(0)
        search.choice("Jaar", "2020").check()
        search.shows("16 resultaten")
        assert search.asked() == {"q": ["zeepaard"], "jaar": ["2020"]}


def test_a_page_beyond_the_last_is_the_first(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?pagina=9999") as search:
        search.shows(f"{STUDIES} onderzoeken")
        expect(search.titles).to_have_count(PAGE_SIZE)
        search.more.click()
        expect(search.titles).to_have_count(2 * PAGE_SIZE)
        assert search.asked() == {"pagina": ["2"]}


def test_back_returns_to_the_place_of_before(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched) as search:
        search.shows(f"{STUDIES} onderzoeken")
        tick = "box => { scrollTo(0, 300); box.click(); return scrollY; }"
        assert search.choice("Jaar", "2020").evaluate(tick) == 300
        search.shows("15 onderzoeken")
        search.page.evaluate("scrollTo(0, 0)")
        search.page.wait_for_timeout(300)
        search.page.go_back()
        search.shows(f"{STUDIES} onderzoeken")
        search.page.wait_for_timeout(100)
        assert search.page.evaluate("scrollY") == 300


def test_returning_from_a_result_restores_the_list_the_place_and_the_focus(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?pagina=2") as search:
        expect(search.titles).to_have_count(2 * PAGE_SIZE)
        link = search.titles.nth(PAGE_SIZE + 6)
        address, title = link.get_attribute("href"), link.inner_text()
        search.page.route(str(address), lambda route: route.fulfill(body="<title>x</title>", content_type="text/html"))
        link.scroll_into_view_if_needed()
        place = search.page.evaluate("scrollY")
        link.click()
        search.page.wait_for_url(str(address))
        search.page.go_back()
        expect(search.titles).to_have_count(2 * PAGE_SIZE)
        expect(search.titles.nth(PAGE_SIZE + 6)).to_be_focused()
        expect(search.titles.nth(PAGE_SIZE + 6)).to_have_text(title)
        expect(search.titles.nth(PAGE_SIZE + 6)).to_be_in_viewport()
        assert abs(search.page.evaluate("scrollY") - place) < 5


def test_more_results_follow_and_get_the_focus(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched) as search:
        expect(search.titles).to_have_count(PAGE_SIZE)
        first = search.titles.all_inner_texts()
        search.more.press("Enter")
        expect(search.titles).to_have_count(2 * PAGE_SIZE)
        expect(search.titles.nth(PAGE_SIZE)).to_be_focused()
        assert search.titles.all_inner_texts()[:PAGE_SIZE] == first
        assert search.asked() == {"pagina": ["2"]}
        for shown in [*range(3 * PAGE_SIZE, STUDIES, PAGE_SIZE), STUDIES]:
            search.more.press("Enter")
            expect(search.titles).to_have_count(shown)
        expect(search.more).to_have_count(0)
        assert len(set(search.titles.all_inner_texts())) == STUDIES


def test_results_can_be_ordered_by_year(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=zeepaard&soort=Project") as search:
        order = search.main.get_by_role("combobox", name=re.compile("^Sorteer"))
        expect(order).to_have_value("relevantie")
        order.select_option(label="jaar, nieuwste eerst")
        search.page.wait_for_function("location.search.includes('volgorde=jaar')")
        search.page.wait_for_timeout(200)
        years = search.main.locator("li .jaar").all_inner_texts()
        assert len(years) == PAGE_SIZE
        assert years == sorted(years, reverse=True)


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


# What a result shows


def test_a_result_shows_the_words_of_the_page_with_whole_words_marked(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=kasteel+snake_case") as search:
        search.shows("1 resultaat")
        item = search.items
        expect(item).to_contain_text("<img src=x onerror=alert(1)> en R&D in kastelen, snake_case, a--b.")
        expect(item.locator("mark")).to_have_text(["kastelen", "snake_case"])
        search.box.fill("telling")
        expect(search.titles.locator("mark").first).to_have_text("zeepaardentelling")
        expect(search.main.get_by_role("img")).to_have_count(0)


def test_a_result_found_by_a_fact_shows_its_summary_and_that_fact(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=havenmeester") as search:
        expect(search.items.locator("p").last).to_have_text("Samenvatting van studie 8. … Havenmeester Droom.")
        expect(search.items.locator("mark")).to_have_text("Havenmeester")


def test_a_title_is_text_and_not_markup(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=nummer6") as search:
        expect(search.titles).to_have_text(["<script>alert('titel')</script> & meer"])
        expect(search.choice("Werkveld", "<b>Vet</b> & 'co'")).to_have_count(1)


def test_a_result_in_another_language_says_so(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=dragons") as search:
        expect(search.titles).to_have_attribute("lang", "en")


def test_a_hit_in_a_report_leads_to_its_page(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=drietand") as search:
        search.shows("1 resultaat")
        link = search.main.get_by_role("link", name="Rapport, bladzijde 12")
        expect(link).to_have_attribute("href", f"{searched}projecten/studie-02/rapport.pdf#page=12")
        other = search.main.get_by_role("link", name="grote tabel.pdf, bladzijde 3")
        expect(other).to_have_attribute("href", f"{searched}projecten/studie-02/grote%20tabel.pdf#page=3")
        item = search.items
        expect(item).to_contain_text("Op deze bladzijde ligt een drietand in het water.")
        expect(item.locator("mark")).to_have_text("drietand")
        search.box.fill("bladzijde")
        expect(search.main.get_by_role("link", name=re.compile("bladzijde"))).to_have_count(2)


# Nothing found


def test_a_misspelled_word_gets_an_offer_that_is_never_applied(chromium: Browser, searched: str) -> None:
    with visit(chromium, searched, viewport=DESKTOP) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        search = Search(page, searched).open("?q=zeepaard")
        search.shows(f"{STUDIES + 3} resultaten")
        assert "bedoel" not in search.main.inner_text().lower()
        assert not [url for url in asked if "woorden.json" in url or "spelling" in url]
        search.box.fill("zeepardentelling")
        offer = search.main.get_by_role("button", name="Bedoelde u zeepaardentelling?")
        expect(offer).to_be_visible()
        expect(search.box).to_have_value("zeepardentelling")
        expect(search.titles).to_have_count(0)
        expect(search.main.get_by_text("“zeepardentelling” staat nergens op deze site.")).to_be_visible()
        offer.press("Enter")
        search.shows(f"{STUDIES - 2} resultaten")
        expect(search.box).to_have_value("zeepaardentelling")
        expect(search.heading).to_be_focused()
        assert "bedoel" not in search.main.inner_text().lower()


def test_the_offer_keeps_the_words_that_are_right(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=eenhoorn+telilng") as search:
        search.main.get_by_role("button", name="Bedoelde u eenhoorn telling?").click()
        search.shows("1 resultaat")


def test_nothing_found_offers_the_results_without_filters(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=griffioen&jaar=2019") as search:
        search.shows("Geen resultaten voor “griffioen”")
        search.main.get_by_role("button", name="2 resultaten zonder filters").press("Enter")
        search.shows("2 resultaten")
        expect(search.heading).to_be_focused()


def test_nothing_found_offers_fewer_words_and_the_overviews(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=eenhoorn+feniks+griffioen") as search:
        search.shows("Geen resultaten voor “eenhoorn feniks griffioen”")
        offers = search.main.get_by_role("button", name=re.compile("^Zoek alleen op"))
        expect(offers).to_have_text([
            "Zoek alleen op “feniks” en “griffioen” (1)", "Zoek alleen op “eenhoorn” en “griffioen” (1)",
        ])  # fmt: skip
        links = search.main.get_by_role("navigation", name="Overzichten").get_by_role("link")
        expect(links).to_have_text(["Projecten", "Werkvelden", "Opdrachtgevers", "Jaren"])
        assert all(link.is_visible() for link in links.all())
        offers.last.press("Enter")
        search.shows("1 resultaat")
        expect(links).to_have_count(0)


# Announcements


def test_the_number_of_results_is_announced_after_typing(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched) as search:
        search.shows(f"{STUDIES} onderzoeken")
        search.type("griffioen")
        search.shows("2 resultaten")
        expect(search.status).to_be_empty()
        expect(search.status).to_have_text("2 resultaten")
        search.box.fill("griffioenen bestaan")
        expect(search.status).to_have_text("Geen resultaten voor “griffioenen bestaan”", timeout=600)
        assert search.main.get_by_role("status").count() == 1


def test_the_announcement_waits_for_half_a_second_to_a_second(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched) as search:
        search.shows(f"{STUDIES} onderzoeken")
        took = search.page.evaluate(
            """async () => {
              const box = document.querySelector("main input[type=search]");
              box.value = "griffioen";
              const start = performance.now();
              box.dispatchEvent(new Event("input", {bubbles: true}));
              const status = document.querySelector("main [role=status]");
              await new Promise(done => new MutationObserver(() => status.textContent && done())
                .observe(status, {childList: true, characterData: true, subtree: true}));
              return performance.now() - start;
            }"""
        )
        assert 500 <= took <= 1000


# What goes wrong


@pytest.mark.parametrize(
    "query",
    [
        "<img onerror>", "<script>alert(1)</script>", "constructor", "__proto__", "hasOwnProperty", "((((", "\\",
        '"', "'", '"""', "%", "%00", "${1}", "{{7*7}}", "a" * 5000, "zeepaard " * 600, "\u202e\u0000\ud800", "🦄", "-",
        "...", "*", "NULL", "[]", "?", "#", "&jaar=2019", "ĳ", "é" * 300, " \t ", "null", "undefined", "1/0", "_",
        "____", "·",
    ],
)  # fmt: skip
def test_odd_queries_are_harmless(chromium: Browser, searched: str, query: str) -> None:
    with searching(chromium, searched) as search:
        search.box.evaluate("(box, text) => { box.value = text; }", query)
        search.box.dispatch_event("input")
        search.page.wait_for_timeout(300)
        search.box.press("Enter")
        search.shows(re.compile("^(Geen resultaten|[0-9]+ (resulta|onderzoek))"))
        assert search.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        search.page.reload()
        search.shows(re.compile("^(Geen resultaten|[0-9]+ (resulta|onderzoek))"))
        search.box.fill("eenhoorn")
        search.shows("1 resultaat")


def failing(page: Page, pattern: str, fails: Callable[[], bool]) -> None:
    """Let requests that match ``pattern`` fail as long as ``fails()``."""
    page.route(pattern, lambda route: route.abort() if fails() else route.continue_())


@pytest.mark.parametrize("part", ["pagefind.js*", "pagefind-entry.json*", "wasm*", "*.pf_meta", "filter/*", "index/*"])
def test_an_index_that_does_not_load_gives_a_message_and_another_try(
    chromium: Browser, searched: str, part: str
) -> None:
    down = True
    with chromium.new_context(viewport=WIDE) as context:
        page = context.new_page()
        failing(page, f"**/pagefind/{part}", lambda: down)
        search = Search(page, searched).open("?q=eenhoorn")
        search.shows("Zoeken lukt nu niet")
        expect(search.main.get_by_role("link", name="Werkvelden")).to_be_visible()
        expect(search.status).to_have_text("Zoeken lukt nu niet")
        again = search.main.get_by_role("button", name="Probeer het opnieuw")
        with page.expect_event("requestfailed"):
            again.click()
        search.shows("Zoeken lukt nu niet")
        down = False
        again.click()
        search.shows("1 resultaat")


@pytest.mark.parametrize("status", [404, 500])
def test_a_missing_part_of_the_index_is_no_empty_result(chromium: Browser, searched: str, status: int) -> None:
    """The names of the parts change with every build, so a page that was open before may ask for one that is gone."""
    with chromium.new_context(viewport=WIDE) as context:
        page = context.new_page()
        pattern = "**/pagefind/index/*"
        page.route(pattern, lambda route: route.fulfill(status=status, body="<p>", content_type="text/html"))
        search = Search(page, searched).open("?q=eenhoorn+griffioen")
        search.shows("Zoeken lukt nu niet")
        assert "nergens" not in search.main.inner_text()
        page.unroute(pattern)
        search.main.get_by_role("button", name="Probeer het opnieuw").click()
        search.shows("1 resultaat")


def test_a_connection_that_fails_later_gives_the_same_message(chromium: Browser, searched: str) -> None:
    down = False
    with chromium.new_context(viewport=WIDE) as context:
        page = context.new_page()
        search = Search(page, searched)
        failing(page, "**/pagefind/fragment/*", lambda: down)
        search.open()
        search.shows(f"{STUDIES} onderzoeken")
        down = True
        search.box.fill("eenhoorn")
        search.shows("Zoeken lukt nu niet")
        down = False
        search.main.get_by_role("button", name="Probeer het opnieuw").click()
        search.shows("1 resultaat")


def test_one_result_that_does_not_load_does_not_hide_the_others(chromium: Browser, searched: str) -> None:
    down = True
    asked: set[str] = set()

    def fail_third(route: Route) -> None:
        asked.add(route.request.url)
        if down and len(asked) in {3, PAGE_SIZE + 2}:
            route.abort()
        else:
            route.continue_()

    with chromium.new_context(viewport=WIDE) as context:
        page = context.new_page()
        page.route("**/pagefind/fragment/*", fail_third)
        search = Search(page, searched).open("?jaar=2020&jaar=2021")
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


def test_the_focus_is_not_lost_if_the_connection_fails(chromium: Browser, searched: str) -> None:
    down = True
    with chromium.new_context(viewport=WIDE) as context:
        page = context.new_page()
        search = Search(page, searched).open("?jaar=2020&jaar=2021")
        expect(search.titles).to_have_count(PAGE_SIZE)
        failing(page, "**/pagefind/fragment/*", lambda: down)
        for control in (search.choice("Jaar", "2021"), search.more, search.more):
            down = True
            control.focus()
            page.keyboard.press("Space")
            search.shows("Zoeken lukt nu niet")
            expect(search.heading).to_be_focused()
            expect(search.main.get_by_role("button", name=re.compile("verwijderen"))).to_have_count(0)
            down = False
            search.main.get_by_role("button", name="Probeer het opnieuw").press("Enter")
            search.shows("15 onderzoeken")
            expect(search.heading).to_be_focused()


def test_a_slow_search_says_that_it_is_busy(chromium: Browser, searched: str) -> None:
    held: list[Route] = []
    with searching(chromium, searched) as search:
        search.shows(f"{STUDIES} onderzoeken")
        search.page.route("**/pagefind/fragment/*", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks it)
        search.box.fill("eenhoorn")
        busy = search.main.get_by_text("Bezig met zoeken")
        expect(busy).to_be_visible()
        for route in held:
            route.continue_()
        search.shows("1 resultaat")
        expect(busy).to_be_hidden()


def test_more_results_that_are_slow_say_so_and_are_asked_once(chromium: Browser, searched: str) -> None:
    held: list[Route] = []
    with searching(chromium, searched) as search:
        expect(search.titles).to_have_count(PAGE_SIZE)
        search.page.route("**/pagefind/fragment/*", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks it)
        search.more.press("Enter")
        busy = search.main.get_by_role("button", name="Bezig met laden…")
        expect(busy).to_be_focused()
        busy.press("Enter")
        for route in held:
            route.continue_()
        expect(search.titles).to_have_count(2 * PAGE_SIZE)
        expect(search.more).to_have_text("Meer resultaten")
        assert search.asked() == {"pagina": ["2"]}


def test_a_late_answer_to_an_older_query_is_dropped(chromium: Browser, searched: str) -> None:
    held: list[Route] = []
    with searching(chromium, searched, "?q=feniks") as search:
        search.shows("1 resultaat")
        expect(search.titles).to_have_text(["Studie 5 naar zeepaardentelling"])
        search.page.route("**/pagefind/fragment/*", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks it)
        search.box.fill("eenhoorn")
        search.page.wait_for_timeout(400)
        assert held
        search.box.fill("feniks")
        search.page.wait_for_timeout(400)
        for route in held:
            route.continue_()
        search.page.wait_for_timeout(300)
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


def test_a_script_that_does_not_load_leaves_the_overviews(chromium: Browser, searched: str) -> None:
    with chromium.new_context(viewport=NARROW) as context:
        page = context.new_page()
        failing(page, "**/static/zoeken-motor.js", lambda: True)
        page.goto(f"{searched}zoeken/")
        expect(page.get_by_role("main").get_by_role("link", name="Werkvelden")).to_be_visible()


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


def test_the_slash_leads_to_the_search_box(chromium: Browser, searched: str) -> None:
    with visit(chromium, searched) as page:
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


def test_a_search_works_by_keyboard_alone(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched) as search:
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


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_focus_is_visible_at_every_stop_of_the_search_page(
    chromium: Browser, searched: str, size: dict[str, int]
) -> None:
    with searching(chromium, searched, "?q=drietand&soort=Project", viewport=size) as search:
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


def test_filters_are_folded_on_a_phone_and_say_how_many_are_chosen(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?jaar=2020&jaar=2019", viewport=PHONE) as search:
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


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("query", ["", "?q=drietand&jaar=2021", "?q=zeepardentelling&jaar=2020", "?q=" + "x" * 300])
def test_the_search_page_fits_and_its_targets_are_large_enough(
    chromium: Browser, searched: str, width: int, query: str
) -> None:
    with searching(chromium, searched, query, viewport={"width": width, "height": 800}) as search:
        search.shows(re.compile("^(Geen resultaten|[0-9])"))
        if width < 960:
            search.main.get_by_text("Filters").first.click()
        search.page.wait_for_timeout(100)
        assert search.page.evaluate(TOO_WIDE) == []
        assert search.page.evaluate(SMALL) == []


def test_the_chosen_values_are_not_wider_than_the_list(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?jaar=2020") as search:
        search.shows("15 onderzoeken")
        right = "x => x.parentElement.getBoundingClientRect().right"
        button = search.main.get_by_role("button", name="2020 verwijderen")
        assert button.evaluate(right) == search.items.first.evaluate(right)


def test_marks_differ_from_other_words_in_forced_colours(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=telling", forced_colors="active") as search:
        mark = search.titles.locator("mark").first
        expect(mark).to_be_visible()
        colours = "x => [x, x.parentElement, document.body].map(y => getComputedStyle(y).backgroundColor)"
        found = mark.evaluate(colours)
        assert found[0] not in found[1:]


def test_a_print_has_the_results_and_no_controls(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?jaar=2020") as search:
        search.shows("15 onderzoeken")
        search.page.emulate_media(media="print")
        expect(search.titles.first).to_be_visible()
        expect(search.main.get_by_role("button")).to_have_text(["2020 verwijderen"])  # says what was chosen
        expect(search.main.get_by_role("checkbox")).to_have_count(0)
        expect(search.main.get_by_role("combobox")).to_have_count(0)


# Sites without search, and of real size


def test_a_site_without_search_has_no_trace_of_it(tmp_path: Path, chromium: Browser) -> None:
    folder = write_source(tmp_path / "bron")
    config = folder / "content/site.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "zoeken: false\n", encoding="utf-8")
    site = run_build(tmp_path / "public", "--base-url", ELSEWHERE, source=folder)
    assert not (site / "zoeken").exists()
    assert not (site / "pagefind").exists()
    with served(site) as address, visit(chromium, address) as page:
        page.goto(address)
        expect(page.get_by_role("search")).to_have_count(0)
        assert page.locator("script[src]").count() == 0


@pytest.mark.slow
def test_the_made_up_site_counts_as_its_overviews_do(chromium: Browser, made_up: str) -> None:
    with searching(chromium, made_up) as search:
        search.shows("500 onderzoeken")
        search.group("Werkveld").get_by_role("button").click()
        shown = search.counts("Werkveld")
        search.page.goto(f"{made_up}werkvelden/")
        lines = search.page.locator(".velden > li").all()
        counted = {
            line.locator("a").inner_text(): int(re.findall(r"\d+", line.locator(".aantal").inner_text())[0])
            for line in lines
        }
        assert {name: number for name, number in counted.items() if number} == shown
