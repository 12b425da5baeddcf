"""Feeds for feed readers: Atom (RFC 4287) for the site and each werkveld, JSON Feed 1.1 for the site.

An entry has the title, summary and authors of a page, but not its text. Dates in front matter have no time of day, so
every timestamp is midnight UTC.
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote, urlsplit

from msgspec import json

from vindplaats.catalogue.corpus import Corpus
from vindplaats.patterns import regex
from vindplaats.read.page_id import PageId
from vindplaats.render.artifact import AtomFeed, JsonFeed
from vindplaats.render.facts.feed_entries import FeedItem
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.list_keys import FeedOf, SiteFeed
from vindplaats.render.routing.addresses import FEED, JSON_FEED, Routes, feed_url

TAG_YEAR = 2026
"""The year in every `tag:` URI (RFC 4151). It must never change, or feed readers would show all entries as new."""
EMPTY_FEED_DAY = "1970-01-01"
"""The value of ``updated`` in a feed without entries. Atom requires ``updated`` in every feed."""

_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # compiles faster than its complement
"""Matches a character that XML 1.0 does not allow in a document, not even escaped (section 2.2)."""


def plan_feeds(corpus: Corpus, routes: Routes) -> Iterator[AtomFeed | JsonFeed]:
    """Yield the two feeds of the site, and the Atom feed of each werkveld."""
    yield AtomFeed(FEED)
    yield JsonFeed(JSON_FEED)
    yield from (AtomFeed(feed_url(routes.pages[e.id]), e.id) for e in corpus.werkvelden)


def make_atom(facts: PageFacts, artifact: AtomFeed) -> bytes:
    """Make the Atom feed of the site, or of a werkveld."""
    items = _items(facts, artifact.werkveld)
    named = facts.entry(artifact.werkveld) if artifact.werkveld else None
    title = f"{named.entry.naam} – {facts.site.naam}" if named else facts.site.naam
    subtitle = f"Nieuw over {named.entry.naam}." if named else facts.site.beschrijving
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml_text(facts.site.taal)}">',
        f"<id>{xml_text(tag(facts.base_url, f'feed/{artifact.werkveld}' if artifact.werkveld else 'feed'))}</id>",
        f"<title>{xml_text(title)}</title>",
        *([f"<subtitle>{xml_text(subtitle)}</subtitle>"] if subtitle else []),
        f'<link rel="self" type="application/atom+xml" href="{_href(facts, artifact.path)}"/>',
        f'<link rel="alternate" type="text/html" href="{_href(facts, named.url if named else "")}"/>',
        f"<updated>{_moment(max((item.dag for item in items), default=EMPTY_FEED_DAY))}</updated>",
        f"<author><name>{xml_text(facts.site.organisatie)}</name><uri>{xml_text(facts.base_url)}</uri></author>",
        *(_entry(facts, item) for item in items),
        "</feed>",
    ]
    return "\n".join((*lines, "")).encode()


def _entry(facts: PageFacts, item: FeedItem) -> str:
    day = _moment(item.dag)
    language = "" if item.taal == facts.site.taal else f' xml:lang="{xml_text(item.taal)}"'
    lines = [
        f"<entry{language}>",
        f"<id>{xml_text(tag(facts.base_url, item.id))}</id>",
        f"<title>{xml_text(item.titel)}</title>",
        f'<link rel="alternate" type="text/html" href="{_href(facts, item.url)}"/>',
        f"<updated>{day}</updated>",
        *([f"<published>{day}</published>"] if item.gegeven else []),
        *(f"<author><name>{xml_text(name)}</name></author>" for name in item.auteurs),
        *([f"<summary>{xml_text(item.samenvatting)}</summary>"] if item.samenvatting else []),
        "</entry>",
    ]
    return "\n".join(lines)


def make_json_feed(facts: PageFacts, artifact: JsonFeed) -> bytes:
    """Make the JSON Feed of the site (jsonfeed.org/version/1.1)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": facts.site.naam,
        "home_page_url": facts.base_url,
        "feed_url": facts.base_url + quote(artifact.path),
        "description": facts.site.beschrijving,
        "language": facts.site.taal,
        "authors": [{"name": facts.site.organisatie, "url": facts.base_url}],
        "items": [_json_item(facts, item) for item in _items(facts, None)],
    }
    return json.format(json.encode({name: value for name, value in feed.items() if value != ""}), indent=1) + b"\n"


def _json_item(facts: PageFacts, item: FeedItem) -> dict[str, object]:
    values = {
        "id": tag(facts.base_url, item.id),
        "url": facts.base_url + quote(item.url),
        "title": item.titel,
        "content_text": item.samenvatting or item.titel,  # JSON Feed requires a text in every item
        "summary": item.samenvatting,
        "date_published": _moment(item.dag),
        "authors": [{"name": name} for name in item.auteurs],
        "language": item.taal,
    }
    return {name: value for name, value in values.items() if value}


def tag(base_url: str, of: str) -> str:
    """Return the `tag:` URI (RFC 4151) that identifies a page or feed to feed readers.

    ``of`` is the id of a page, such as ``"projecten/x"``, or the name of a feed, such as ``"feed"``. The URI does not
    contain the address of the page, so it stays the same when the page moves.
    """
    address = urlsplit(base_url)
    folder = quote(address.path.lstrip("/"), safe="/%")
    return f"tag:{quote(address.hostname or '')},{TAG_YEAR}:{folder}{quote(of)}"


def xml_text(text: str) -> str:
    """Return a text without the characters that XML forbids, escaped for use as content or attribute value in XML."""
    return escape(_FORBIDDEN.sub("", text))


def _items(facts: PageFacts, of: PageId | None) -> list[FeedItem]:
    return [facts.feed_item(i) for i in facts.pages_of(FeedOf(of) if of else SiteFeed())]


def _href(facts: PageFacts, url: str) -> str:
    return xml_text(facts.base_url + quote(url))


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
