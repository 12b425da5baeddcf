"""axe-core finds no fault on any kind of page with its default rules, its best practices and its rule for target sizes.

`target-size` (WCAG 2.2, 2.5.8) is the one rule of level AA that axe leaves out by default.
"""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import HERE, absent
from .visiting import DESKTOP, PHONE, resize, visit

RUN = """async () => {
  const found = await axe.run({resultTypes: ["violations"], rules: {"target-size": {enabled: true}}});
  const describe = (rule, x) => `${rule.id}: ${x.html.slice(0, 120)} ${x.failureSummary}`;
  return found.violations.flatMap(rule => rule.nodes.map(x => describe(rule, x)));
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    script = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        absent("axe-core is not installed: run `npm ci` in tests/browser")
    return script.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> Any:
    """Return what axe reports about the page, one line per element."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe)
    return page.evaluate(RUN)


LOOKS = pytest.mark.parametrize(
    "looks",
    [
        pytest.param({"phone": (PHONE, "light"), "desktop": (DESKTOP, "dark")}, id=""),
        pytest.param({"phone": (PHONE, "dark"), "desktop": (DESKTOP, "light")}, id="other", marks=pytest.mark.slow),
    ],
)
"""Sizes and schemes in which pages are looked at, by the name of the size."""


def look(page: Page, size: dict[str, int], scheme: str) -> None:
    resize(page, size)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]


@LOOKS
def test_axe_finds_no_fault_on_any_kind_of_page(
    chromium: Browser, pages: dict[str, str], axe: str, looks: dict[str, tuple[dict[str, int], str]]
) -> None:
    found = {}
    with visit(chromium, pages["home"], reduced_motion="reduce") as page:
        for kind, address in pages.items():
            page.goto(address)
            for name, (size, scheme) in looks.items():
                look(page, size, scheme)
                found[kind, name] = violations(page, axe)
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}


STATES = {
    "empty": ("zoeken/", "onderzoeken"),
    "results": ("zoeken/?q=drietand&soort=Project&jaar=2021", "1 onderzoek"),
    "none": ("zoeken/?q=zeepardentelling+eenhoorn&jaar=2020", "Geen resultaten"),
    "error": ("zoeken/?q=eenhoorn", "Zoeken lukt nu niet"),
}
"""The states of the search page: its address, and what its heading says."""


@LOOKS
def test_axe_finds_no_fault_in_any_state_of_the_search_page(
    chromium: Browser, searched: str, axe: str, looks: dict[str, tuple[dict[str, int], str]]
) -> None:
    found = {}
    with chromium.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        for state, (address, heading) in STATES.items():
            if state == "error":
                page.route("**/pagefind/**", lambda route: route.abort())
            for name, (size, scheme) in looks.items():
                look(page, size, scheme)
                page.goto(searched + address)
                expect(page.locator("main h2").first).to_contain_text(heading)
                found[state, name] = violations(page, axe)
                if size == PHONE and state != "error":
                    page.locator("main summary").click()
                    found[f"{state}, with filters", name] = violations(page, axe)
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def test_axe_detects_faults(chromium: Browser, address: str, axe: str) -> None:
    with visit(chromium, address, viewport=PHONE) as page:
        page.goto(address)
        page.evaluate("document.querySelector('h1').outerHTML = '<h4>Kop</h4><img src=static/icoon.svg>'")
        assert {line.split(":")[0] for line in violations(page, axe)} >= {"image-alt", "page-has-heading-one"}
