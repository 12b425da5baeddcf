"""axe-core finds no fault on any kind of page with its default rules, its best practices and its rule for target sizes.

`target-size` (WCAG 2.2, 2.5.8) is the one rule of level AA that axe leaves out by default.
"""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import HERE, absent
from .visiting import DESKTOP, PHONE, visit

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
    page.evaluate(axe)
    return page.evaluate(RUN)


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        pytest.param(PHONE, "light", id="phone-light"),
        pytest.param(DESKTOP, "dark", id="desktop-dark"),
        pytest.param(PHONE, "dark", id="phone-dark", marks=pytest.mark.slow),
        pytest.param(DESKTOP, "light", id="desktop-light", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_no_fault_on_any_kind_of_page(
    chromium: Browser, pages: dict[str, str], axe: str, size: dict[str, int], scheme: str
) -> None:
    settings = {"viewport": size, "color_scheme": scheme, "reduced_motion": "reduce"}
    with visit(chromium, pages["home"], **settings) as page:
        found = {}
        for kind, address in pages.items():
            page.goto(address)
            found[kind] = violations(page, axe)
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}


STATES = {
    "empty": ("zoeken/", "onderzoeken"),
    "results": ("zoeken/?q=drietand&soort=Project&jaar=2021", "1 onderzoek"),
    "none": ("zoeken/?q=zeepardentelling+eenhoorn&jaar=2020", "Geen resultaten"),
    "error": ("zoeken/?q=eenhoorn", "Zoeken lukt nu niet"),
}
"""The states of the search page: its address, and what its heading says."""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_any_state_of_the_search_page(
    chromium: Browser, searched: str, axe: str, size: dict[str, int], scheme: str
) -> None:
    found = {}
    for state, (address, heading) in STATES.items():
        settings: dict[str, Any] = {"viewport": size, "color_scheme": scheme, "reduced_motion": "reduce"}
        with chromium.new_context(**settings) as context:
            page = context.new_page()
            if state == "error":
                page.route("**/pagefind/**", lambda route: route.abort())
            page.goto(searched + address)
            expect(page.locator("main h2").first).to_contain_text(heading)
            found[state] = violations(page, axe)
            if size == PHONE and state != "error":
                page.locator("summary").click()
                found[f"{state}, with filters"] = violations(page, axe)
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def test_axe_detects_faults(chromium: Browser, address: str, axe: str) -> None:
    with visit(chromium, address, viewport=PHONE) as page:
        page.goto(address)
        page.evaluate("document.querySelector('h1').outerHTML = '<h4>Kop</h4><img src=static/icoon.svg>'")
        assert {line.split(":")[0] for line in violations(page, axe)} >= {"image-alt", "page-has-heading-one"}
