"""Feeds: feedparser reads the Atom feeds without errors, and JSON Feed has every required field."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from rich_site import BASE, RICH, build, rich_source
from support import make_source, project
from vindplaats.render.facts.feed_entries import MAX_FEED_ENTRIES
from vindplaats.render.outputs.feeds import tag, xml_text

TAG = re.compile(r"tag:[a-z0-9.-]+,2026:[!-~]+")
"""The part of the syntax in RFC 4151 that our ids use."""


def feed(site: Path, path: str) -> Any:
    found = feedparser.parse((site / path).read_bytes())
    assert found.bozo is False, found.bozo_exception
    assert found.version == "atom10"
    return found


def test_every_feed_is_valid(site: Path) -> None:
    feeds = [path.relative_to(site).as_posix() for path in site.rglob("feed.xml")]
    assert len(feeds) == 1 + sum(path.is_dir() and path.name != "pagina" for path in (site / "werkvelden").iterdir())
    ids = set()
    for path in feeds:
        found = feed(site, path)
        assert TAG.fullmatch(found.feed.id)
        ids.add(found.feed.id)
        own = {link.rel: link.href for link in found.feed.links}
        assert own["self"].endswith(f"/{path}")
        base = own["self"].removesuffix(path)
        assert own["alternate"] == base + path.removesuffix("feed.xml")
        assert found.feed.title
        assert found.feed.author
        assert len({entry.id for entry in found.entries}) == len(found.entries) <= MAX_FEED_ENTRIES
        moments = [datetime.fromisoformat(entry.updated) for entry in found.entries]
        assert moments == sorted(moments, reverse=True)
        assert not moments or datetime.fromisoformat(found.feed.updated) == moments[0]
        for entry in found.entries:
            assert TAG.fullmatch(entry.id)
            assert entry.title
            assert (site / entry.link.removeprefix(base) / "index.html").is_file()
    assert len(ids) == len(feeds)


def test_entries_are_sorted_newest_first_and_a_year_counts_as_its_first_day(rich: Path) -> None:
    found = feed(rich, "feed.xml")
    assert [(entry.title, entry.updated[:10], entry.get("published", "")[:10]) for entry in found.entries] == [
        ("Later", "2026-03-01", "2026-03-01"),
        ("Meren zijn diep", "2021-06-02", "2021-06-02"),
        ('Alles over </script> "meren" & plassen', "2021-05-12", "2021-05-12"),
        ("Kaal", "2020-01-01", ""),
        ("Lakes", "2018-01-01", ""),
    ]
    full = found.entries[2]
    assert full.id == "tag:proef.example,2026:onderzoek/projecten/vol"
    assert full.link == f"{BASE}projecten/meren/"
    assert full.summary == "Meren zijn diep & nat."
    assert [author.name for author in full.authors] == ["Jan Willem de Vries", "Bo Aa"]
    assert found.feed.author_detail == {"name": "Bureau <Proef>", "href": BASE}
    assert found.entries[4].title_detail.language == "en"
    assert [entry.title for entry in feed(rich, "werkvelden/water/feed.xml").entries] == [
        entry.title for entry in found.entries
    ]


def test_ids_do_not_change_with_the_address(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A")})
    before = feed(build(source), "feed.xml").entries[0]
    make_source(source, {"projecten/a.md": project("A", extra="slug: b\n")})
    after = feed(build(source), "feed.xml").entries[0]
    assert (before.id, before.link) == (after.id, after.link.replace("/b/", "/a/"))
    assert before.link != after.link


def test_json_feed_has_every_required_field(site: Path) -> None:
    found = json.loads((site / "feed.json").read_bytes())
    atom = feed(site, "feed.xml")
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["title"] == atom.feed.title
    assert found["feed_url"] == f"{found['home_page_url']}feed.json"
    assert found["language"] == "nl"
    assert [item["id"] for item in found["items"]] == [entry.id for entry in atom.entries]
    for item in found["items"]:
        assert item["content_text"]
        assert item["title"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo
        assert item.keys() <= {
            "id", "url", "title", "content_text", "summary", "date_published", "authors", "language",
        }  # fmt: skip


def test_pages_link_to_their_feeds(rich: Path) -> None:
    def alternates(path: str) -> list[tuple[str, str]]:
        text = (rich / path).read_text(encoding="utf-8")
        return re.findall('<link rel="alternate" href="([^"]*)" type="([^"]*)" title="[^"]+">', text)

    assert alternates("index.html") == [
        (f"{BASE}feed.xml", "application/atom+xml"),
        (f"{BASE}feed.json", "application/feed+json"),
    ]
    assert alternates("werkvelden/water/index.html") == [(f"{BASE}werkvelden/water/feed.xml", "application/atom+xml")]
    assert alternates("projecten/index.html") == []


def test_feeds_omit_former_colleagues(rich: Path) -> None:
    for path in (*rich.rglob("feed.*"), rich / "sitemap.xml"):
        text = path.read_text(encoding="utf-8")
        assert "Piet" not in text
        assert "@" not in text


def test_a_feed_has_a_limited_number_of_entries(tmp_path: Path) -> None:
    source = make_source(tmp_path, {f"projecten/p{n}.md": project(f"Nummer {n}") for n in range(MAX_FEED_ENTRIES + 5)})
    assert len(feed(build(source), "feed.xml").entries) == MAX_FEED_ENTRIES


def test_an_empty_site_has_a_valid_feed(tmp_path: Path) -> None:
    site = build(make_source(tmp_path, {"werkvelden/water.md": RICH["werkvelden/water.md"].partition("\n\n")[0]}))
    assert feed(site, "feed.xml").entries == feed(site, "werkvelden/water/feed.xml").entries == []
    assert json.loads((site / "feed.json").read_bytes())["items"] == []


def test_characters_with_a_meaning_in_xml_are_escaped(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project('"A&<b>]]>"')})
    assert feed(build(source), "feed.xml").entries[0].title in ("A&<b>]]>", "A&amp;&lt;b&gt;]]&gt;")


@given(st.text())
@example("\x00\x0b\x1f\ufffe\uffff\ud800]]>&amp;")
def test_any_text_can_be_escaped_for_xml(text: str) -> None:
    found = etree.fromstring(f'<a b="{xml_text(text)}">{xml_text(text)}</a>')
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
    assert (found.text or "") == kept.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("base_url", "page_id", "expected"),
    [
        ("https://Proef.example/", "projecten/a", "tag:proef.example,2026:projecten/a"),
        ("https://proef.example:8080/b%20c/", "nieuws/é x", "tag:proef.example,2026:b%20c/nieuws/%C3%A9%20x"),
    ],
)
def test_ids_consist_of_the_host_and_the_id_of_the_page(base_url: str, page_id: str, expected: str) -> None:
    assert tag(base_url, page_id) == expected
    assert TAG.fullmatch(expected)


def test_drafts_are_not_in_feeds(tmp_path: Path) -> None:
    site = build(rich_source(tmp_path), "--drafts")
    assert "Geheim" not in [entry.title for entry in feed(site, "feed.xml").entries]
