"""Queries on a small site, whose texts and queries were written by somebody who had not seen the code of the search.

``tien/queries.toml`` says for each query which pages must be among the results, and which may not be.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from .conftest import run_build, served
from .searching import Search
from .visiting import DESKTOP, visit

TEN = Path(__file__).parent / "tien"
QUERIES: list[dict[str, Any]] = tomllib.loads((TEN / "queries.toml").read_text(encoding="utf-8"))["query"]
EVERY = 4
"""The default tests try one in this many queries, the slow tests all of them."""


@pytest.fixture(scope="module")
def ten(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    """The search page of the ten studies, for all queries in turn."""
    site = run_build(tmp_path_factory.mktemp("tien") / "public", source=TEN)
    with served(site) as address, visit(chromium, address, viewport=DESKTOP) as page:
        search = Search(page, address).open()
        search.shows("10 onderzoeken")
        yield search


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(query, id=query["q"][:40], marks=[pytest.mark.slow] * (number % EVERY > 0))
        for number, query in enumerate(QUERIES)
    ],
)
def test_query(ten: Search, query: dict[str, Any]) -> None:
    with ten.answer():
        ten.box.fill(query["q"])
        if len(query["q"].strip()) == 1:
            ten.box.press("Enter")  # one letter changes nothing until then
    expect(ten.heading).to_have_text(re.compile(r"^(\d+ (onderzoek(en)?|resulta(at|ten))|Geen resultaten)"))
    while ten.more.is_visible():
        shown = ten.titles.count()
        ten.more.click()
        expect(ten.titles).not_to_have_count(shown)
    found = {
        re.sub(r"^.*/onderzoek/|/$", "", address) for address in ten.titles.evaluate_all("x => x.map(a => a.href)")
    }
    missing = set(query.get("finds", ())) - found
    wrong = set(query.get("not", ())) & found
    assert not missing, f"{query['why']}: not found; found are {sorted(found)}"
    assert not wrong, f"{query['why']}: found are {sorted(found)}"
