"""What a visitor sees of the parts that depend on the width of the screen: header, menu, timelines, lists, footer.

The site of most tests has what makes these hard: a very wide logo, a long word in the menu, texts and links in the
footer, a text on the front page, and a block of its own below projects.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import ELSEWHERE, build_once, run_build, served
from .fabricated import LONG, MARKUP
from .test_chromium import too_wide
from .test_keyboard import tab_to
from .visiting import DESKTOP, PHONE, resize, visit

LONG_WORD = "Arbeidsongeschiktheidsverzekeringsmaatschappijen"
LARGER_PHONE, TABLET = {"width": 390, "height": 844}, {"width": 768, "height": 1024}
MAX_PHONE_HEADER_PX = 140
SOURCE = {
    "content/site.yaml": f"""\
naam: Stichting Bureau voor Zeepaardenonderzoek en Waterbeheer
base_url: https://zeepaard.example/
beschrijving: Het bureau telt sinds 2004 zeepaarden in sloten, vaarten en plassen, en vertelt daarover in gewone taal.
email: post@zeepaard.example
logo: static/logo.svg
menu: [projecten, werkvelden, {{titel: {LONG_WORD}, url: "https://elders.example/"}}, jaren]
voet: [Postbus 1234, 5000 AB Schijnwijk, {{titel: Werken bij, url: "https://elders.example/baan"}}]
""",
    "content/index.md": "Wij tellen langzaam.\n\nEn daarna nog een keer.\n",
    "content/paginas/over-ons.md": "---\ntitel: Over ons\n---\nWij zwemmen.\n",
    "content/paginas/privacy.md": "---\ntitel: Privacy\n---\nWij bewaren niets.\n",
    "content/werkvelden/water.md": "---\ntitel: Water\n---\n",
    "content/contactpersonen/vis.md": "---\nnaam: Anna Vis\nemail: vis@zeepaard.example\n---\n",
    "content/projecten/telling.md": """\
---
titel: Zeepaarden geteld
werkveld: Water
opdrachtgever: []
contactpersoon: Anna Vis
jaar: 2024
---
Er waren er drie.
""",
    "static/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1050 150" width="1050" height="150"/>',
    "templates/project.html": """\
{% extends "standaard/project.html" %}
{% block project_na %}
<aside class="kaart"><h2>Ook zo'n telling?</h2><p>Mail ons.</p></aside>
{% endblock %}
""",
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of that site."""

    def build(folder: Path) -> Path:
        for name, text in SOURCE.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return run_build(folder / "public", "--base-url", ELSEWHERE, "--strict", source=folder)

    with served(build_once(tmp_path_factory, "uiterlijk", build)) as address:
        yield address


@pytest.fixture(scope="module")
def shared(chromium: Browser, own: str) -> Iterator[Page]:
    """A page for all tests, which open their own address first. Scripts do not run."""
    with visit(chromium, own, java_script_enabled=False, reduced_motion="reduce") as page:
        yield page


def box(found: Locator) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of an element that is visible."""
    expect(found).to_be_visible()
    area = found.bounding_box()
    assert area is not None
    return area["x"], area["y"], area["x"] + area["width"], area["y"] + area["height"]


@pytest.mark.parametrize("size", [PHONE, LARGER_PHONE], ids=["320", "390"])
def test_the_menu_of_a_phone_opens_without_javascript(shared: Page, own: str, size: dict[str, int]) -> None:
    resize(shared, size)
    shared.goto(own + "projecten/")
    header, menu = shared.locator(".kop"), shared.get_by_role("navigation", name="Hoofdmenu")
    assert box(header)[3] <= MAX_PHONE_HEADER_PX
    expect(menu).to_be_hidden()
    assert too_wide(shared) == ""
    assert tab_to(shared, ".kop summary") == "Menu"
    shared.keyboard.press("Space")
    links = menu.get_by_role("link")
    assert [link.inner_text() for link in links.all()] == ["Projecten", "Werkvelden", LONG_WORD, "Jaren"]
    for link in links.all():
        expect(link).to_be_in_viewport(ratio=1)
        left, top, right, bottom = box(link)
        assert 0 <= left < right <= size["width"]
        assert bottom - top >= 32
        assert link.evaluate("x => x.scrollWidth <= x.clientWidth")
    expect(links.first).to_have_attribute("aria-current", "true")
    current, other = (x.evaluate("x => getComputedStyle(x).borderBottomColor") for x in (links.first, links.last))
    assert current != other
    assert too_wide(shared) == ""
    assert tab_to(shared, ".kop nav a") == "Projecten"
    shared.locator(".kop summary").press("Enter")
    expect(menu).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, LARGER_PHONE, {"width": 720, "height": 900}, DESKTOP], ids=str)
@pytest.mark.parametrize("path", ["", "zoeken/"])
def test_the_order_of_tab_in_the_header_is_what_one_sees(
    shared: Page, own: str, size: dict[str, int], path: str
) -> None:
    """From row to row, and in each from left to right."""
    resize(shared, size)
    shared.goto(own + path)
    if size["width"] < 704:
        shared.locator(".kop summary").click()
    shared.locator("body").evaluate("x => { x.tabIndex = -1; x.focus(); }")
    seen: list[tuple[float, float, float, float]] = []
    names: list[str] = []
    shared.keyboard.press("Tab")  # the link to the content
    shared.keyboard.press("Tab")
    while (focus := shared.locator(".kop :focus")).count():
        seen.append(box(focus))
        names.append(str(focus.evaluate("x => x.closest('.merk, nav, .zoekvak, .vouw').className || 'menu'")))
        shared.keyboard.press("Tab")
    for above, below in pairwise(seen):  # in the same row and to the right, or below
        assert below[0] >= above[2] - 1 or below[1] >= above[3] - 1, (names, seen)
    button, search = ["vouw"] if size["width"] < 704 else [], [] if path else ["zoekvak"] * 2
    assert names == ["merk", *button, *search, *["menu"] * 4]


def test_the_menu_of_a_desktop_is_open_and_has_no_button(shared: Page, own: str) -> None:
    resize(shared, DESKTOP)
    shared.goto(own)
    expect(shared.locator(".kop summary")).to_be_hidden()
    for link in shared.get_by_role("navigation", name="Hoofdmenu").get_by_role("link").all():
        expect(link).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("size", [PHONE, LARGER_PHONE, {"width": 720, "height": 900}, DESKTOP], ids=str)
def test_a_wide_logo_leaves_room_for_a_search_box_that_says_what_it_is(
    shared: Page, own: str, size: dict[str, int]
) -> None:
    resize(shared, size)
    shared.goto(own)
    form, field = shared.locator(".zoekvak"), shared.get_by_placeholder("Zoek op deze site")
    logo = box(shared.locator(".merk img"))
    left, top, right, bottom = box(form)
    assert logo[2] - logo[0] <= 400
    assert 0 <= left < right <= size["width"]
    assert field.evaluate("x => getComputedStyle(x, '::placeholder').opacity") == "1"
    if size["width"] < 704:  # a row of its own, as wide as the text below it
        assert (left, right) == pytest.approx((20, size["width"] - 20), abs=1)
    else:  # beside the logo, at the end of the line
        assert right - left >= 288
        assert right == pytest.approx(box(shared.locator("main .velden"))[2], abs=1)
        assert logo[2] < left
        assert top < logo[3]
        assert logo[1] < bottom


def test_a_long_name_wraps_beside_the_search_box(shared: Page, own: str) -> None:
    resize(shared, {"width": 720, "height": 900})
    shared.goto(own)
    shared.locator(".merk").evaluate("x => x.textContent = x.querySelector('img').alt + ' en omstreken'")
    name, search = box(shared.locator(".merk")), box(shared.locator(".zoekvak"))
    assert name[2] < search[0]
    assert name[1] < search[1] < name[3]


@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP], ids=str)
def test_the_footer_has_groups_with_one_thing_below_the_other(shared: Page, own: str, size: dict[str, int]) -> None:
    resize(shared, size)
    shared.goto(own)
    address, lines, pages = (box(shared.locator(f".voet > {x}")) for x in ("p", ".voetregels", "nav"))
    rows = [box(x) for x in shared.locator(".voetregels > li").all()]
    assert len(rows) == 3
    assert len({row[0] for row in rows}) == 1
    assert all(above[3] <= below[1] for above, below in pairwise(rows))
    if size == PHONE:
        assert address[3] + 16 <= lines[1]
        assert lines[3] + 16 <= pages[1]
    else:
        assert address[2] + 32 <= lines[0]
        assert lines[1] == address[1]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_block_of_a_site_keeps_its_distance_to_what_is_above(shared: Page, own: str, size: dict[str, int]) -> None:
    resize(shared, size)
    shared.goto(own + "projecten/telling/")
    above = max(box(x)[3] for x in shared.locator(".stuk > :not(aside):visible").all())
    assert box(shared.locator(".stuk > aside"))[1] - above >= 32


def test_the_text_of_the_front_page_is_beside_the_sentence_about_the_site(shared: Page, own: str) -> None:
    resize(shared, DESKTOP)
    shared.goto(own)
    sentence, text = box(shared.locator("h1")), box(shared.locator("main .inhoud").first)
    assert sentence[2] < text[0]
    assert abs(sentence[1] - text[1]) < 8
    resize(shared, PHONE)
    assert box(shared.locator("h1"))[3] < box(shared.locator("main .inhoud").first)[1]


def test_the_sentence_about_the_site_uses_the_width_of_the_front_page(chromium: Browser, made_up: str) -> None:
    with visit(chromium, made_up, viewport=DESKTOP) as page:
        page.goto(made_up)
        area = page.locator("h1").evaluate("""x => {
          const range = document.createRange();
          range.selectNodeContents(x);
          return range.getBoundingClientRect().width / document.querySelector(".velden").getBoundingClientRect().width;
        }""")
        assert area > 0.7


BARS = """() => [...document.querySelectorAll(".tijdlijn li")].map(x => {
  const bar = x.querySelector("rect").getBoundingClientRect();
  return [+x.querySelector("small").firstChild.data, bar.left, bar.right, bar.top, bar.bottom];
})"""
"""JavaScript that returns the number of projects of each year, and the left, right, top and bottom of its bar."""


def lengths(page: Page, years: int, *, upright: bool) -> set[float]:
    """Return the length of a bar per project, in pixels, of all years that have projects."""
    bars = page.evaluate(BARS)
    assert len(bars) == years
    assert len({bar[4] if upright else bar[1] for bar in bars}) == (1 if upright else page.evaluate(COLUMNS))
    return {round((bar[4] - bar[3] if upright else bar[2] - bar[1]) / bar[0], 1) for bar in bars if bar[0]}


COLUMNS = "() => new Set([...document.querySelectorAll('.tijdlijn li')].map(x => x.getBoundingClientRect().left)).size"


@pytest.mark.parametrize("path", ["projecten/", "jaren/"])
def test_bars_of_a_timeline_start_at_one_line_and_have_one_scale(chromium: Browser, made_up: str, path: str) -> None:
    """Those that lie below each other: at one line per column."""
    with visit(chromium, made_up, viewport=PHONE, reduced_motion="reduce") as page:
        page.goto(made_up + path)
        assert len(lengths(page, 23, upright=False)) == 1
        assert page.evaluate(COLUMNS) == (2 if path == "projecten/" else 1)
        years = [int(x) for x in re.findall(r"\b(\d{4}):", " ".join(page.locator(".tijdlijn li").all_text_contents()))]
        assert years == list(range(2004, 2027))
        for bar in page.locator(".tijdlijn a").all():
            assert box(bar)[3] - box(bar)[1] >= 24
        resize(page, DESKTOP)
        assert len(lengths(page, 23, upright=True)) == 1


def test_bars_of_many_years_can_be_compared_on_a_desktop(chromium: Browser, made_up: str) -> None:
    with visit(chromium, made_up, viewport=DESKTOP, reduced_motion="reduce") as page:
        page.goto(made_up + "jaren/")
        page.evaluate("""() => {
          const list = document.querySelector(".tijdlijn ol");
          for (const x of [...list.children].slice(0, 20)) list.append(x.cloneNode(true));
        }""")
        assert len(lengths(page, 43, upright=False)) == 1
        assert too_wide(page) == ""


def test_a_long_table_of_contents_is_folded_on_a_phone(chromium: Browser, made_up: str) -> None:
    with visit(chromium, made_up, viewport=PHONE, java_script_enabled=False, reduced_motion="reduce") as page:
        page.goto(f"{made_up}projecten/{LONG}/")
        links = page.locator(".inhoudsopgave a")
        assert links.count() > 8
        expect(links.first).to_be_hidden()
        assert tab_to(page, ".inhoudsopgave summary") == "Op deze pagina"
        page.keyboard.press("Enter")
        expect(links.first).to_be_in_viewport()
        assert tab_to(page, ".inhoudsopgave a") == links.first.inner_text()
        resize(page, DESKTOP)
        page.goto(f"{made_up}projecten/{LONG}/")
        expect(page.locator(".inhoudsopgave summary")).to_be_hidden()
        expect(page.get_by_role("navigation", name="Op deze pagina").get_by_role("heading")).to_be_visible()
        expect(links.last).to_be_visible()


def test_a_short_table_of_contents_stays_open_on_a_phone(chromium: Browser, made_up: str) -> None:
    with visit(chromium, made_up, viewport=PHONE) as page:
        page.goto(f"{made_up}projecten/{MARKUP}/")
        assert page.locator(".inhoudsopgave a").count() == 5
        expect(page.locator(".inhoudsopgave a").last).to_be_visible()
        expect(page.locator(".inhoudsopgave summary")).to_have_count(0)


def test_a_heading_is_copied_as_it_is_written(chromium: Browser, made_up: str) -> None:
    """Long words have no soft hyphens: whoever copies a title would take them along."""
    with visit(chromium, made_up, viewport=PHONE) as page:
        page.goto(f"{made_up}projecten/onderzoek-101/")
        page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
        copied = page.evaluate("getSelection().toString()")
        assert copied == "Verkeersinfrastructuurfinancieringsmogelijkhedenonderzoek, deel 2"
        assert page.locator("h1").evaluate("x => getComputedStyle(x).hyphens") == "auto"
        assert page.locator("h1").evaluate("x => x.closest('[lang]').lang") == "nl"


@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP], ids=str)
def test_no_line_of_the_breadcrumbs_begins_with_a_slash(chromium: Browser, made_up: str, size: dict[str, int]) -> None:
    with visit(chromium, made_up, viewport=size) as page:
        for path in (f"projecten/{LONG}/", "contactpersonen/persoon-00/pagina/3/"):
            page.goto(made_up + path)
            crumbs = page.locator(".kruimels li").all()
            for crumb in crumbs[1:]:
                assert crumb.evaluate("x => getComputedStyle(x, '::before').content") == "none"
            if size != PHONE:
                assert box(crumbs[-1])[1] == pytest.approx(box(crumbs[-2])[1], abs=2)
                expect(crumbs[-1]).to_be_in_viewport(ratio=1)


def test_a_name_and_its_number_are_on_one_line_in_an_overview(chromium: Browser, made_up: str) -> None:
    with visit(chromium, made_up, viewport=PHONE) as page:
        page.goto(made_up + "opdrachtgevers/")
        ends = set()
        for row in page.locator(".namen > li").all()[:40]:
            name, number = box(row.locator("a")), box(row.locator(".aantal"))
            assert name[1] < number[3]
            assert number[1] < name[3]
            ends.add(round(number[2]))
        assert ends == {300}


def test_a_table_that_goes_on_has_a_shadow_at_its_edge(chromium: Browser, made_up: str) -> None:
    """At the right edge of the box: dark before it is scrolled to its end, and light after that."""
    with visit(chromium, made_up, viewport=PHONE, reduced_motion="reduce") as page:
        page.goto(made_up + "reeksen/monitor-schijnwijk/")
        table = page.locator(".tabel")
        table.evaluate("x => x.querySelectorAll('tbody').forEach(y => y.style.visibility = 'hidden')")
        before = edge(page, table)
        table.evaluate("x => x.scrollLeft = x.scrollWidth")
        assert before < 200 < edge(page, table)


def edge(page: Page, table: Locator) -> int:
    """Return how light the last column of pixels of a table is, in the middle of its first 300 pixels."""
    left, top, right, _ = box(table)
    picture = page.screenshot(clip={"x": left, "y": top, "width": right - left, "height": 300}, full_page=True)
    image = Image.open(BytesIO(picture)).convert("L")
    found = image.getpixel((image.width - 1, 200))
    assert isinstance(found, int)
    return found
