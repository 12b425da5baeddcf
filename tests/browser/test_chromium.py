"""Both sites as visitors see them in Chromium: on narrow and wide screens, dark, enlarged, and without JavaScript."""

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

import support

from .conftest import launched
from .visiting import DESKTOP, PHONE, resize, visit

MAX_FONT_SHIFT = 0.1
"""The limit for the shift when the font of a site arrives: up to this, it is good (web.dev, "Cumulative Layout Shift").
"""
REDIRECT = "projecten/samen-beslissen-onderwijs-zorgprofessionals/"
WIDE = {"width": 3840, "height": 2160}


def too_wide(page: Page) -> str:
    """Return by how much the page is too wide, or an empty text if it fits."""
    width, room = page.evaluate("[document.scrollingElement.scrollWidth, document.documentElement.clientWidth]")
    return "" if width <= room else f"{width} px wide in {room} px"


SIZES = {"phone": PHONE, "desktop": DESKTOP}


@pytest.mark.parametrize("javascript", [True, False], ids=["", "no JavaScript"])
def test_every_kind_of_page_loads_and_fits(chromium: Browser, pages: dict[str, str], javascript: bool) -> None:
    sizes = SIZES | {"4K": WIDE} if support.SLOW_RUN else SIZES
    with visit(chromium, pages["home"], java_script_enabled=javascript) as page:
        found = {}
        for kind, address in pages.items():
            page.goto(address)
            for name, size in sizes.items():
                resize(page, size)
                expect(page.locator("h1")).to_be_visible()
                found[kind, name] = too_wide(page)
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("javascript", [True, False], ids=["", "no JavaScript"])
def test_a_redirect_leads_to_the_page(chromium: Browser, address: str, javascript: bool) -> None:
    with visit(chromium, address, java_script_enabled=javascript) as page:
        page.goto(address + REDIRECT, wait_until="commit")
        page.wait_for_url(address + "projecten/samen-beslissen-in-de-opleiding/")
        expect(page.locator("h1")).to_contain_text("Samen Beslissen")


CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const known = new Map();
  const light = colour => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      const of = c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
      known.set(colour, a ? .2126 * of(r) + .7152 * of(g) + .0722 * of(b) : null);
    }
    return known.get(colour);
  };
  const ground = element => {
    for (; element; element = element.parentElement) {
      const found = light(getComputedStyle(element).backgroundColor);
      if (found !== null) return found;
    }
    return 1;
  };
  return [...document.body.querySelectorAll("*")]
    .filter(x => [...x.childNodes].some(y => y.nodeType === 3 && y.data.trim()))
    .filter(x => !x.closest("video"))  // what browsers without video show
    .map(x => {
      const pair = [light(getComputedStyle(x).color), ground(x)].sort((a, b) => b - a);
      return [(pair[0] + .05) / (pair[1] + .05), x.outerHTML.slice(0, 100)];
    });
}"""
"""JavaScript that returns the contrast of each element with its own text to its background (WCAG 2, relative
luminance).
"""


def test_all_text_has_enough_contrast_and_dark_mode_is_dark(chromium: Browser, pages: dict[str, str]) -> None:
    with visit(chromium, pages["home"], reduced_motion="reduce") as page:
        for kind, address in pages.items():
            page.goto(address)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                contrasts = page.evaluate(CONTRASTS)
                assert contrasts
                wrong = [f"{kind}, {scheme}: {found:.1f} {what}" for found, what in contrasts if found < 4.5]
                assert wrong == []
                back = page.evaluate("getComputedStyle(document.body).backgroundColor")
                assert (back == "rgb(255, 255, 255)") == (scheme == "light"), kind


CUT_OFF = """() => [...document.querySelectorAll("body *")]
  .filter(x => x.scrollWidth > x.clientWidth + 1 || x.scrollHeight > x.clientHeight + 1)
  .filter(x => ["hidden", "clip"].includes(getComputedStyle(x).overflowX) && x.getBoundingClientRect().width > 1)
  .filter(x => !x.matches("[aria-current]"))  // the last breadcrumb, which repeats the heading below it
  .map(x => x.outerHTML.slice(0, 100))"""
"""JavaScript that returns the elements that are partly hidden."""


def test_text_of_twice_the_size_fits(playwright: Playwright, pages: dict[str, str]) -> None:
    """WCAG 2.2, 1.4.4, with the font size set in the browser."""
    with launched(playwright, "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26") as browser:
        with visit(browser, pages["home"]) as page:
            found = {}
            for kind, address in pages.items():
                page.goto(address)
                assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 32
                if kind == "search":
                    page.locator("#vp-volgorde").wait_for()
                    page.evaluate("document.querySelector('.filters details').open = true")
                for name, size in SIZES.items():
                    resize(page, size)
                    found[kind, name] = [too_wide(page), *page.evaluate(CUT_OFF)]
        assert {kind: wrong for kind, wrong in found.items() if any(wrong)} == {}


HEADINGS = """[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(x => [+x.tagName[1], x.innerText])"""


SMALL = """() => [...document.querySelectorAll("a[href]")]
  .filter(x => {
    const block = x.closest("p, li, dd, dt, h1, h2, h3, h4, th, td, figcaption, body");
    return !x.closest(".inhoud") && (x.closest("nav") || block.innerText.trim() === x.innerText.trim());
  })
  .map(x => [x.getBoundingClientRect(), x])
  .filter(([box]) => (box.width < 24 || box.height < 24) && box.bottom > 0)
  .map(([box, x]) => `${box.width.toFixed(1)} x ${box.height.toFixed(1)}: ${x.outerHTML.slice(0, 120)}`)"""
"""JavaScript that returns links outside sentences smaller than 24 px (WCAG 2.2, 2.5.8, without its spacing exception).
"""


def test_headings_are_in_order_landmarks_occur_once_and_links_are_large_enough_to_point_at(
    chromium: Browser, pages: dict[str, str]
) -> None:
    with visit(chromium, pages["home"], viewport=PHONE) as page:
        for kind, address in pages.items():
            page.goto(address)
            levels = [level for level, text in page.evaluate(HEADINGS)]
            assert levels[0] == 1, kind
            assert levels.count(1) == 1, kind
            assert all(b <= a + 1 for a, b in pairwise(levels)), kind
            for landmark in ("header.kop", "main", "footer"):
                assert page.locator(f"body > {landmark}").count() == 1, (kind, landmark)
            assert page.evaluate(SMALL) == [], kind


def test_parts_in_another_language_have_a_lang_attribute(chromium: Browser, made_up: str) -> None:
    def language(page: Page, selector: str) -> str:
        found: str = page.locator(selector).first.evaluate("x => x.closest('[lang]').lang")
        return found

    with visit(chromium, made_up) as page:
        page.goto(f"{made_up}projecten/english/")
        assert language(page, "html") == "nl"
        for part in ("h1", ".lead", ".inhoud", ".inhoud h2", ".kruimels [aria-current]"):
            assert language(page, part) == "en", part
        for part in (".kern", ".contact", ".na h2", ".kop nav", ".voet"):
            assert language(page, part) == "nl", part
        page.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Projecten").click()
        for _ in range(10):
            card = page.get_by_role("link", name="Neighbourhood libraries")
            if card.count():
                break
            page.get_by_role("link", name="Volgende pagina").click()
        assert card.get_attribute("lang") == "en"
        assert language(page, "h1") == "nl"


def test_a_printed_project_has_no_navigation(chromium: Browser, pages: dict[str, str]) -> None:
    kinds = [kind for kind in pages if kind.startswith(("project", "edition"))]
    assert kinds
    with visit(chromium, pages["home"], color_scheme="dark") as page:
        for kind in kinds:
            page.goto(pages[kind])
            page.emulate_media(media="print")
            expect(page.locator("h1")).to_be_visible()
            for part in page.locator("nav, form, .sla-over, .exporten, .vouw").all():
                expect(part).to_be_hidden()
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
            assert [what for found, what in page.evaluate(CONTRASTS) if found < 4.5] == []


def test_bars_and_the_current_page_are_distinct_in_high_contrast(chromium: Browser, made_up: str) -> None:
    def style(selector: str, name: str) -> str:
        found: str = page.locator(selector).first.evaluate("(x, name) => getComputedStyle(x)[name]", name)
        return found

    with visit(chromium, made_up, forced_colors="active") as page:
        page.goto(f"{made_up}werkvelden/werkveld-00/2024/")
        ground = style("body", "backgroundColor")
        assert style(".tijdlijn a rect", "fill") != ground
        assert style(".tijdlijn [aria-current] rect", "fill") not in {ground, style(".tijdlijn a rect", "fill")}
        assert style(".kop li a[aria-current]", "borderBottomColor") != style(
            ".kop li a:not([aria-current])", "borderBottomColor"
        )
        page.goto(f"{made_up}contactpersonen/persoon-00/pagina/3/")
        current, link = ".paginering a[aria-current]", ".paginering a:not([aria-current])"
        assert style(current, "backgroundColor") not in {ground, style(link, "backgroundColor")}
        assert style(current, "backgroundColor") != style(current, "color")


def test_nothing_moves_if_the_visitor_prefers_reduced_motion(chromium: Browser, pages: dict[str, str]) -> None:
    moving = """[...document.querySelectorAll("*")].filter(x => {
      const style = getComputedStyle(x);
      return parseFloat(style.transitionDuration) || style.animationName !== "none" || style.scrollBehavior !== "auto";
    }).length"""
    with visit(chromium, pages["home"]) as page:
        page.goto(pages["home"])
        for choice in ("no-preference", "reduce"):
            page.emulate_media(reduced_motion=choice)
            assert bool(page.evaluate(moving)) == (choice == "no-preference"), choice


@pytest.mark.parametrize("size", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.slow)], ids=["phone", "desktop"])
def test_nothing_shifts_while_a_page_loads(chromium: Browser, pages: dict[str, str], size: dict[str, int]) -> None:
    with visit(chromium, pages["home"], viewport=size) as page:
        for kind, address in pages.items():
            if kind.startswith(("home", "project with", "index of a werkveld", "index of a person")):
                page.goto(address, wait_until="networkidle")
                page.evaluate("scrollTo(0, document.body.scrollHeight)")  # loads the lazy pictures
                page.wait_for_load_state("networkidle")
                page.wait_for_timeout(100)
                shifts = page.evaluate("window.shifts")
                has_font = page.evaluate("document.fonts.size > 0")  # a line may end at another word when it arrives
                assert sum(shift for shift, _ in shifts) <= (MAX_FONT_SHIFT if has_font else 0), (kind, shifts)


def test_a_layout_shift_is_detected(chromium: Browser, address: str) -> None:
    with visit(chromium, address) as page:
        page.goto(address)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        page.evaluate("document.querySelector('main').prepend(document.createElement('hr'), 'Te laat')")
        page.wait_for_function("() => window.shifts.length === 1")
