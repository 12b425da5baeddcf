"""Queries on a small site, whose texts and queries were written by somebody who had not seen the code of the search.

``tien/queries.toml`` says for each query which pages must be among the results, and which may not be.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import run_build, served
from .visiting import DESKTOP, visit

TEN = Path(__file__).parent / "tien"
QUERIES: list[dict[str, Any]] = tomllib.loads((TEN / "queries.toml").read_text(encoding="utf-8"))["query"]
EVERY = 4
"""The default tests try one in this many queries, the slow tests all of them."""


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    site = run_build(tmp_path_factory.mktemp("tien") / "public", source=TEN)
    with served(site) as address, visit(chromium, address, viewport=DESKTOP) as page:
        page.goto(f"{address}zoeken/")
        yield page


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(query, id=query["q"][:40], marks=[pytest.mark.slow] * (number % EVERY > 0))
        for number, query in enumerate(QUERIES)
    ],
)
def test_query(page: Page, query: dict[str, Any]) -> None:
    main = page.get_by_role("main")
    box = main.get_by_role("searchbox")
    box.fill("")
    box.press("Enter")
    heading = main.locator("h2").first
    expect(heading).to_have_text(re.compile("^10 onderzoeken"))
    box.fill(query["q"])
    box.press("Enter")
    expect(heading).to_have_text(re.compile(r"^(\d+ (onderzoek(en)?|resulta(at|ten))|Geen resultaten)"))
    page.wait_for_function("() => !document.querySelector('main [aria-busy=true]')")
    page.wait_for_timeout(200)
    links = main.get_by_role("region", name="Resultaten").locator("ol > li h3 a")
    more = main.get_by_role("button", name=re.compile("^Meer"))
    while more.is_visible():
        more.click()
        page.wait_for_timeout(100)
    found = {re.sub(r"^.*/onderzoek/|/$", "", address) for address in links.evaluate_all("x => x.map(a => a.href)")}
    missing = set(query.get("finds", ())) - found
    wrong = set(query.get("not", ())) & found
    assert not missing, f"{query['why']}: not found; found are {sorted(found)}"
    assert not wrong, f"{query['why']}: found are {sorted(found)}"
