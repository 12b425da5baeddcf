"""The site as its visitors see it: in Chromium, on a narrow screen, in the dark, by keyboard, without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

from .visiting import DESKTOP, KINDS, PHONE, visit

REDIRECT = "projecten/samen-beslissen-onderwijs-zorgprofessionals/"


@pytest.mark.parametrize("javascript", [True, False], ids=["", "no JavaScript"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_kind_of_page_loads_and_fits(
    chromium: Browser, address: str, size: dict[str, int], scheme: str, javascript: bool
) -> None:
    settings = {"viewport": size, "color_scheme": scheme, "java_script_enabled": javascript}
    with visit(chromium, address, **settings) as page:
        for kind, url in KINDS.items():
            page.goto(address + url)
            expect(page.locator("h1")).to_be_visible()
            width, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert width <= room, f"{kind}: {width} px wide in {room} px"


@pytest.mark.parametrize("javascript", [True, False], ids=["", "no JavaScript"])
def test_a_redirect_leads_to_the_page(chromium: Browser, address: str, javascript: bool) -> None:
    with visit(chromium, address, java_script_enabled=javascript) as page:
        page.goto(address + REDIRECT, wait_until="commit")
        page.wait_for_url(address + "projecten/samen-beslissen-in-de-opleiding/")
        expect(page.locator("h1")).to_contain_text("Samen Beslissen")


CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const light = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    const of = c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
    return a ? .2126 * of(r) + .7152 * of(g) + .0722 * of(b) : null;
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
    .map(x => {
      const pair = [light(getComputedStyle(x).color), ground(x)].sort((a, b) => b - a);
      return [(pair[0] + .05) / (pair[1] + .05), x.outerHTML.slice(0, 100)];
    });
}"""
"""The contrast of each element that has text of its own with what is behind it (WCAG 2, relative luminance)."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_and_dark_is_dark(chromium: Browser, address: str, scheme: str) -> None:
    with visit(chromium, address, color_scheme=scheme, reduced_motion="reduce") as page:
        for kind, url in KINDS.items():
            page.goto(address + url)
            contrasts = page.evaluate(CONTRASTS)
            assert contrasts
            assert [f"{kind}: {found:.1f} {what}" for found, what in contrasts if found < 4.5] == []
            back = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert (back == "rgb(255, 255, 255)") == (scheme == "light")


def tab_to(page: Page, selector: str) -> str:
    """Press Tab until the focus is on what ``selector`` finds, visibly; return its text."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.count() and focus.evaluate("(x, selector) => x.matches(selector)", selector):
            expect(focus).to_be_in_viewport()
            assert focus.evaluate("x => getComputedStyle(x).outlineStyle") != "none"
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


def test_the_first_link_jumps_over_the_menu(chromium: Browser, address: str) -> None:
    with visit(chromium, address, viewport=PHONE) as page:
        page.goto(address)
        tab_to(page, "a[href='#vp-inhoud']")
        page.keyboard.press("Enter")
        page.wait_for_url(address + "#vp-inhoud")
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate("x => x.closest('main') !== null")
