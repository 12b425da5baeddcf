"""The search page as visitors use it: what is found, what a result shows, its address, and what is announced.

Most tests visit a small site whose index is written by hand (`search_site`), so that they know every count.
"""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from .search_site import STUDIES, YEARS
from .searching import PAGE_SIZE, Holding, Search, searching
from .visiting import DESKTOP, visit

# What is found


def test_an_empty_query_shows_all_studies_newest_first(search: Search) -> None:
    search.open()
    search.shows(f"{STUDIES} onderzoeken")
    expect(search.titles).to_have_count(PAGE_SIZE)
    years = search.main.locator("li .jaar").all_inner_texts()
    assert years == sorted(years, reverse=True)
    assert years[0] == str(YEARS[-1])
    assert search.counts("Soort") == {"Nieuws": 3, "Persoon": 1, "Project": STUDIES}


def test_results_appear_while_typing(search: Search) -> None:
    search.open()
    search.shows(f"{STUDIES} onderzoeken")
    search.type("nummer3")
    search.shows("11 resultaten")  # 3, and 30 to 39
    search.box.press("End")
    search.type("9")
    search.shows("1 resultaat")
    expect(search.titles).to_have_text(["Studie 39 naar zeepaardentelling"])
    expect(search.box).to_be_focused()


@pytest.mark.parametrize("query", ["", "?q=feniks"])
def test_what_was_typed_before_the_script_was_loaded_stays(search: Search, query: str) -> None:
    script = Holding(search.page, "**/static/zoeken.js*")
    search.page.goto(f"{search.address}{query}", wait_until="commit")
    search.type("griffioen")
    script.release()
    search.shows("2 resultaten")
    expect(search.box).to_have_value("griffioen")
    assert search.asked() == {"q": ["griffioen"]}


def test_one_letter_changes_nothing_until_enter(search: Search) -> None:
    search.open()
    search.shows(f"{STUDIES} onderzoeken")
    search.type("g")
    search.page.wait_for_timeout(300)
    search.shows(f"{STUDIES} onderzoeken")
    search.box.press("Enter")
    search.shows(re.compile("resultaten"))


FOUND = {
    "telling": STUDIES + 3 - 2,  # the titles of two studies are about something else
    "paardentelling": STUDIES - 2,
    "TELLING": STUDIES + 3 - 2,
    "zeepaardent": STUDIES - 2,
    "eenhoorn": 1,
    "eenhoornnn": 0,
    "zeepaard bestaatniet": 0,
    "de eenhoorn van het": 1,
    '"eenhoorn"': 1,
    "eenhoorn; griffioen!": 1,
    "kasteel": 1,
    "kastelen": 1,
    "snake_case": 1,
    "R&D": 2,
    "elif": 1,
    "fabel": 0,
    "eva.wolk@droom.example": 1,
    "droom.example": 1,
    "https://www.droom.example/kaart-2?x=1&y=2": 1,
    "zoek(1)": 1,
    "18/7": 1,
    "18/9": 0,
    "1.204": 1,
    "1.205": 0,
    "art.12b": 1,
    "‘maanvis’ - «krilgarnaal»...": 1,
    "'t vlot": 1,
    "R & D maanvis": 1,
    "2036": 1,
    "2031-2036": 1,
    "stokvis—en": 1,
    "maanv krilg stokv": 1,  # beginnings, all of which are on one page only
}
"""The number of results of queries."""


def test_all_words_of_a_query_must_be_there(search: Search) -> None:
    search.open()
    search.shows(f"{STUDIES} onderzoeken")
    wrong = {}
    for query, found in FOUND.items():
        search.ask(query)
        number = f"{found} {'resultaat' if found == 1 else 'resultaten'}"
        shown = search.heading.inner_text(), search.titles.count()
        if shown != (number if found else f"Geen resultaten voor “{query}”", min(found, PAGE_SIZE)):
            wrong[query] = shown
    assert wrong == {}


def test_only_stop_words_find_everything_and_say_so(search: Search) -> None:
    search.open("?q=van+de")
    search.shows(f"{STUDIES} onderzoeken")
    expect(search.main.get_by_text("staan op bijna elke pagina")).to_be_visible()


# The address


def test_typing_replaces_the_address_and_enter_adds_one(chromium: Browser, searched: str) -> None:
    with searching(chromium, searched, "?q=eenhoorn") as search:
        search.shows("1 resultaat")
        before = search.entries()
        search.box.fill("griffioen")
        search.shows("2 resultaten")
        assert search.entries() == before
        assert search.asked() == {"q": ["griffioen"]}
        for _ in range(2):  # the second asks for the same address
            with search.answer():
                search.box.press("Enter")
            assert search.entries() == before + 1
        search.page.go_back()
        search.shows("1 resultaat")
        expect(search.box).to_have_value("eenhoorn")
        search.page.go_forward()
        search.shows("2 resultaten")
        expect(search.box).to_have_value("griffioen")


def test_back_and_forward_follow_the_choices(search: Search) -> None:
    search.open()
    search.choice("Jaar", "2020").check()
    search.shows("15 onderzoeken")
    search.choice("Werkveld", "Elfen").check()
    search.shows_chosen("Elfen", "2020")
    search.main.get_by_role("combobox", name=re.compile("^Sorteer")).select_option("relevantie")
    search.page.wait_for_function("() => location.search.includes('volgorde=relevantie')")
    search.page.go_back()
    search.page.wait_for_function("() => !location.search.includes('volgorde')")
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


def test_unknown_values_in_an_address_are_ignored(search: Search) -> None:
    query = "?q=zeepaard&werkveld=Onzin&jaar=toString&volgorde=onzin&pagina=-3&x=1&soort=hasOwnProperty"
    search.open(query)
    search.shows(f"{STUDIES + 3} resultaten")
    expect(search.main.get_by_role("button", name=re.compile("verwijderen"))).to_have_count(0)
    search.choice("Jaar", "2020").check()
    search.shows("16 resultaten")
    assert search.asked() == {"q": ["zeepaard"], "jaar": ["2020"]}


def test_a_page_beyond_the_last_is_the_first(search: Search) -> None:
    search.open("?pagina=9999")
    search.shows(f"{STUDIES} onderzoeken")
    expect(search.titles).to_have_count(PAGE_SIZE)
    search.more.click()
    expect(search.titles).to_have_count(2 * PAGE_SIZE)
    assert search.asked() == {"pagina": ["2"]}


def test_back_returns_to_the_place_of_before(search: Search) -> None:
    search.open()
    search.shows(f"{STUDIES} onderzoeken")
    tick = "box => { scrollTo(0, 300); box.click(); return scrollY; }"
    assert search.choice("Jaar", "2020").evaluate(tick) == 300
    search.shows("15 onderzoeken")
    search.page.evaluate("scrollTo(0, 0)")
    search.page.wait_for_function("() => history.state.y === 0")
    search.page.go_back()
    search.shows(f"{STUDIES} onderzoeken")
    search.page.wait_for_function("() => scrollY === 300")


def test_returning_from_a_result_restores_the_list_the_place_and_the_focus(search: Search) -> None:
    search.open("?pagina=2")
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
    search.page.wait_for_function("place => Math.abs(scrollY - place) < 5", arg=place)


def test_more_results_follow_and_get_the_focus(search: Search) -> None:
    search.open()
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


def test_results_can_be_ordered_by_year(search: Search) -> None:
    search.open("?q=zeepaard&soort=Project")
    order = search.main.get_by_role("combobox", name=re.compile("^Sorteer"))
    expect(order).to_have_value("relevantie")
    with search.answer():
        order.select_option(label="jaar, nieuwste eerst")
    assert search.asked()["volgorde"] == ["jaar"]
    years = search.main.locator("li .jaar").all_inner_texts()
    assert len(years) == PAGE_SIZE
    assert years == sorted(years, reverse=True)


# What a result shows


def test_a_result_shows_the_words_of_the_page_with_whole_words_marked(search: Search) -> None:
    search.open("?q=kasteel+snake_case")
    search.shows("1 resultaat")
    item = search.items
    expect(item).to_contain_text("<img src=x onerror=alert(1)> en R&D in kastelen, snake_case, a--b.")
    expect(item.locator("mark")).to_have_text(["kastelen", "snake_case"])
    search.box.fill("telling")
    expect(search.titles.locator("mark").first).to_have_text("zeepaardentelling")
    expect(search.main.get_by_role("img")).to_have_count(0)


def test_a_result_found_by_a_fact_shows_its_summary_and_that_fact(search: Search) -> None:
    search.open("?q=havenmeester")
    expect(search.items.locator("p").last).to_have_text("Samenvatting van studie 8. … Havenmeester Droom.")
    expect(search.items.locator("mark")).to_have_text("Havenmeester")


def test_a_title_is_text_and_not_markup(search: Search) -> None:
    search.open("?q=nummer6")
    expect(search.titles).to_have_text(["<script>alert('titel')</script> & meer"])
    expect(search.choice("Werkveld", "<b>Vet</b> & 'co'")).to_have_count(1)


def test_a_result_in_another_language_says_so(search: Search) -> None:
    search.open("?q=dragons")
    expect(search.titles).to_have_attribute("lang", "en")


def test_a_hit_in_a_report_leads_to_its_page(search: Search, searched: str) -> None:
    search.open("?q=drietand")
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


def test_the_offer_keeps_the_words_that_are_right(search: Search) -> None:
    search.open("?q=eenhoorn+telilng")
    search.main.get_by_role("button", name="Bedoelde u eenhoorn telling?").click()
    search.shows("1 resultaat")


def test_nothing_found_offers_the_results_without_filters(search: Search) -> None:
    search.open("?q=griffioen&jaar=2019")
    search.shows("Geen resultaten voor “griffioen”")
    search.main.get_by_role("button", name="2 resultaten zonder filters").press("Enter")
    search.shows("2 resultaten")
    expect(search.heading).to_be_focused()


def test_nothing_found_offers_fewer_words_and_the_overviews(search: Search) -> None:
    search.open("?q=eenhoorn+feniks+griffioen")
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


def test_the_number_of_results_is_announced_half_a_second_to_a_second_after_typing(
    chromium: Browser, searched: str
) -> None:
    with visit(chromium, searched, viewport=DESKTOP) as page:
        page.clock.install(time=0)
        search = Search(page, searched).open()
        search.shows(f"{STUDIES} onderzoeken")
        page.clock.pause_at(3600)
        search.box.fill("griffioen")
        page.clock.run_for(150)
        search.shows("2 resultaten")
        page.clock.run_for(350)
        expect(search.status).to_be_empty()
        page.clock.run_for(500)
        expect(search.status).to_have_text("2 resultaten")
        search.box.fill("griffioenen bestaan")
        expect(search.status).to_be_empty()
        page.clock.run_for(150)
        search.shows("Geen resultaten voor “griffioenen bestaan”")
        page.clock.run_for(1)
        expect(search.status).to_have_text("Geen resultaten voor “griffioenen bestaan”")
