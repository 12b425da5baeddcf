"""The size of the pages of both sites, and what validators report about the pages and files of the made-up site.

The slow tests check all its pages with html-validate, and its largest exports; the others check one page of every kind
and some exports of each kind.
"""

import gzip
import json
import re
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import html5lib
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from jsonschema import Draft202012Validator
from lxml import etree

from support import REPOSITORY
from unit.render.citations.test_csl import SCHEMA

from .conftest import ELSEWHERE
from .fabricated import PROJECTS
from .visiting import MADE_UP

MAX_PAGE_BYTES = 50_000
"""The limit for a page, without its pictures."""
MAX_STYLE_BYTES = 27_000
"""The limit for the style sheet of every page."""
MAX_SCRIPT_BYTES = 14_000
"""The limit for the scripts of the search page, without those of the search engine."""
EXPORTS = (
    "projecten/lang/lang", "projecten/english/english", "projecten/partners/partners", "projecten/kaal/kaal",
    "projecten/onderzoek-101/onderzoek-101", "jaren/2024/2024",
)  # fmt: skip
LARGE_EXPORTS = ("projecten/projecten", "werkvelden/werkveld-00/werkveld-00")


@pytest.fixture(params=["site_elsewhere", "fabricated", "branded"])
def any_site(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def test_pages_are_small_and_have_no_inline_styles_or_scripts(any_site: Path) -> None:
    pages = list(any_site.rglob("*.html"))
    assert len(pages) > 25
    for page in pages:
        data = page.read_bytes()
        assert len(data) < MAX_PAGE_BYTES, page
        assert not re.search(rb'<style|\s(style|on\w+)="|<script(?! type="application/ld\+json"| [^>]*src=)', data), (
            page
        )
    assert (any_site / "static/stijl.css").stat().st_size < MAX_STYLE_BYTES


def test_the_scripts_of_the_search_page_are_small(any_site: Path) -> None:
    """Those that load with the page, compressed one by one. Others load only if nothing is found."""
    later = {"zoeken-hulp.js", "zoeken-spelling.js"}
    scripts = [path for path in (any_site / "static").glob("zoek*.js") if path.name not in later]
    assert len(scripts) > 3
    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) < MAX_SCRIPT_BYTES
    assert (any_site / "static/zoekvak.js").stat().st_size < 1_000  # on every page


def one_of_each_kind(fabricated: Path) -> list[Path]:
    """Return a page of every kind of the made-up site."""
    return [fabricated / (url if url.endswith(".html") else f"{url}index.html") for url in MADE_UP.values()]


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_pages_of_the_made_up_site_are_valid(every: bool, fabricated: Path, html_validate: list[str]) -> None:
    pages = [fabricated] if every else one_of_each_kind(fabricated)
    command = [*html_validate, "--formatter", "json", "--ext", "html", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [
        f"{Path(page['filePath']).relative_to(fabricated)}:{m['line']}: {m['ruleId']}: {m['message']}"
        for page in json.loads(done.stdout)
        for m in page["messages"]
    ]
    assert found == []
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("many", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_pages_parse_without_an_error(many: bool, fabricated: Path) -> None:
    """A page of every kind, or every tenth page."""
    for page in sorted(fabricated.rglob("*.html"))[::10] if many else one_of_each_kind(fabricated):
        html5lib.HTMLParser(strict=True).parse(page.read_text(encoding="utf-8"))


def test_feeds_are_valid(fabricated: Path) -> None:
    feeds = sorted(fabricated.rglob("feed.xml"))
    assert len(feeds) > 10
    for path in feeds:
        found = feedparser.parse(path.read_bytes())
        assert found.bozo is False, (path, found.bozo_exception)
        assert found.version == "atom10"
        assert len({entry.id for entry in found.entries}) == len(found.entries) <= 50
    items = json.loads((fabricated / "feed.json").read_bytes())["items"]
    assert [item["id"] for item in items] == [x.id for x in feedparser.parse(feeds[0].read_bytes()).entries]
    assert all(datetime.fromisoformat(item["date_published"]).tzinfo for item in items)


def test_the_sitemap_has_every_page_once(fabricated: Path) -> None:
    schema = etree.XMLSchema(etree.parse(REPOSITORY / "tests/schemas/sitemap.xsd"))
    found = etree.parse(fabricated / "sitemap.xml")
    schema.assertValid(found)
    addresses = [str(x.text) for x in found.iter("{*}loc")]
    pages = {
        ELSEWHERE + page.relative_to(fabricated).as_posix().removesuffix("index.html")
        for page in fabricated.rglob("index.html")
        if 'name="robots" content="noindex"' not in page.read_text(encoding="utf-8")
    }
    assert len(addresses) == len(set(addresses))
    assert set(addresses) == pages


@pytest.mark.parametrize("places", [EXPORTS, pytest.param(LARGE_EXPORTS, marks=pytest.mark.slow)], ids=["", "large"])
def test_exports_can_be_read_back(places: tuple[str, ...], fabricated: Path) -> None:
    for place in places:
        library = parse_string((fabricated / f"{place}.bib").read_text(encoding="utf-8"))
        assert library.failed_blocks == [], place
        keys = [entry.key for entry in library.entries]
        assert len(keys) == len(set(keys)) > 0
        assert [entry["id"] for entry in rispy.loads((fabricated / f"{place}.ris").read_text(encoding="utf-8"))] == keys
        items: Any = json.loads((fabricated / f"{place}.json").read_bytes())
        assert [item["id"] for item in items] == keys
        validator = Draft202012Validator(SCHEMA)
        assert [wrong.message for item in items for wrong in validator.iter_errors(item)] == [], place
    assert len(json.loads((fabricated / "projecten/projecten.json").read_bytes())) == PROJECTS
