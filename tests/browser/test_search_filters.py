"""The filters of the search page: their counts, and what ticking a value does."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from .search_site import CLIENTS, STUDIES, facets_of
from .searching import FACETS, FRAGMENTS, Holding, Search


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
def test_every_value_says_how_many_results_it_gives(search: Search, query: str, chosen: dict[str, set[str]]) -> None:
    search.open(query)
    search.shows(re.compile(f"^{STUDIES} "))
    for facet, values in chosen.items():
        for value in sorted(values):
            search.choice(facet, value).check()
    search.shows_chosen(*(value for facet in FACETS for value in sorted(chosen.get(facet, ()))))
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


def test_ticking_keeps_focus_place_and_order(search: Search) -> None:
    search.open()
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


def test_a_value_without_results_stays_readable_and_can_be_ticked(search: Search) -> None:
    search.open("?q=eenhoorn")
    search.shows("1 resultaat")
    search.choice("Jaar", "2021").check()
    search.shows("Geen resultaten voor “eenhoorn”")
    expect(search.choice("Jaar", "2021")).to_be_checked()
    search.choice("Jaar", "2021").uncheck()
    search.shows("1 resultaat")


def test_a_long_facet_shows_a_few_values_and_can_be_narrowed(search: Search) -> None:
    search.open()
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


def test_chosen_values_can_be_removed_above_the_results(search: Search) -> None:
    search.open("?werkveld=Draken&jaar=2019&jaar=2020")
    search.shows_chosen("Draken", "2019", "2020")
    search.main.get_by_role("button", name="2019 verwijderen").press("Enter")
    search.shows_chosen("Draken", "2020")
    expect(search.main.get_by_role("button", name="2020 verwijderen")).to_be_focused()
    search.main.get_by_role("button", name="Wis alle filters").press("Enter")
    search.shows(f"{STUDIES} onderzoeken")
    search.shows_chosen()
    expect(search.heading).to_be_focused()
    assert search.asked() == {}


def test_a_tick_stays_if_the_list_changes_before_the_answer(search: Search) -> None:
    search.open()
    search.shows(f"{STUDIES} onderzoeken")
    fragments = Holding(search.page, FRAGMENTS)
    box = search.choice("Opdrachtgever", "Gemeente Nergens 00")
    box.check()
    button = search.group("Opdrachtgever").get_by_role("button")
    for _ in range(2):  # shows all values, and a few again
        button.press("Enter")
        expect(box).to_be_checked()
    fragments.release()
    search.shows("4 onderzoeken")
    expect(box).to_be_checked()
