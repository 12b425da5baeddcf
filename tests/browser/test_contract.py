"""What tests of others expect of the search page, by roles only, on the site of ten studies."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import ELSEWHERE, run_build, served
from .test_ten_studies import TEN
from .visiting import DESKTOP, visit

FACETS = ("Werkveld", "Opdrachtgever", "Contactpersoon", "Jaar", "Soort")


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site: Path = run_build(tmp_path_factory.mktemp("contract") / "public", "--base-url", ELSEWHERE, source=TEN)
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def opened(chromium: Browser, ten: str) -> Iterator[Page]:
    """A page for all tests, which each open the search page in it."""
    with visit(chromium, ten, viewport=DESKTOP) as page:
        yield page


@pytest.fixture
def page(opened: Page, ten: str) -> Page:
    open_search(opened, ten)
    return opened


def open_search(page: Page, ten: str) -> None:
    page.goto(f"{ten}zoeken/")
    expect(results(page).first).to_be_visible()


def results(page: Page) -> Locator:
    """Return the links of results: those in ``main``, outside forms, navigation and asides."""
    return page.locator("main a:not(form a, nav a, aside a, [role=navigation] a)")


def ask(page: Page, query: str) -> None:
    box = page.get_by_role("main").get_by_role("searchbox")
    expect(box).to_have_count(1)
    box.fill(query)
    box.press("Enter")
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(re.compile(r"\d|Geen"))


def test_all_facets_are_open_groups_of_checkboxes_with_a_name_and_a_count(page: Page) -> None:
    for facet in FACETS:
        group = page.get_by_role("main").get_by_role("group", name=facet, exact=True)
        expect(group).to_have_count(1)
        boxes = group.get_by_role("checkbox")
        assert boxes.count() > 0
        for box in boxes.all():
            expect(box).to_be_visible()
            expect(box).to_have_accessible_name(re.compile(r"^\S.* \(\d+\)$"))


def test_a_tick_gives_as_many_results_as_it_said(page: Page) -> None:
    box = page.get_by_role("group", name="Werkveld", exact=True).get_by_role("checkbox", name=re.compile("^Zorg "))
    label = page.evaluate("x => x.closest('label').innerText", box.element_handle())
    box.check()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{label.strip().split('(')[1][:-1]} "))
    expect(box).to_be_checked()


def test_the_order_is_a_select_of_which_every_option_has_a_value(page: Page) -> None:
    ask(page, "onderzoek")
    order = page.get_by_role("main").get_by_role("combobox", name=re.compile("^(Sorteer|Volgorde)"))
    expect(order).to_have_count(1)
    values = order.locator("option").evaluate_all("options => options.map(x => [x.getAttribute('value'), x.label])")
    assert all(value for value, _ in values)
    newest = [value for value, label in values if re.search("jaar|nieuwste", f"{value} {label}", re.IGNORECASE)]
    assert len(newest) == 1
    order.select_option(newest[0])
    expect(page).to_have_url(re.compile("volgorde=jaar"))


OFFERED = {"": False, "krapte": False, "flurbizakkeltrom": False, "arbiedsmarkt": True, "lerarentekrot": True}
"""Queries, and whether the page offers another word for them."""


def test_the_word_of_an_offer_is_nowhere_without_an_offer(page: Page, ten: str) -> None:
    main = page.get_by_role("main")
    for query, offered in OFFERED.items():
        open_search(page, ten)
        ask(page, query or "   ")
        if offered:
            expect(results(page)).to_have_count(0)
            expect(main.get_by_text(re.compile("^Bedoelde u "))).to_be_visible()
        else:
            assert "bedoel" not in str(main.text_content()).lower(), query
            assert "bedoel" not in main.inner_html().lower(), query


def test_nothing_else_begins_as_the_control_for_more_results_does(page: Page) -> None:
    for query in ("", "krapte", "flurbizakkeltrom"):
        ask(page, query or " ")
        for role in ("button", "link"):
            expect(page.get_by_role("main").get_by_role(role, name=re.compile("^(Meer|Volgende)"))).to_have_count(0)


def test_a_link_of_a_result_arrives(page: Page, ten: str) -> None:
    ask(page, "krapte")
    expect(results(page).first).to_have_attribute("href", re.compile(f"^{re.escape(ten)}"))
    results(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
