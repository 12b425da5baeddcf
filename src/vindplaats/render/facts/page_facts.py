"""What pages are made of: the site as a whole, and the parts that several kinds of page share."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from msgspec import Struct, structs

from vindplaats.catalogue.corpus import Bericht, Corpus, Entry, StaticPage, Study
from vindplaats.media.variants import Picture
from vindplaats.read.page_id import PageId
from vindplaats.render.citations.citation import Citaat, make_citaat
from vindplaats.render.citations.formats import entry_of
from vindplaats.render.facts.feed_entries import FeedItem, feed_item, feed_lists
from vindplaats.render.facts.lists import lists_of
from vindplaats.render.facts.related import Related, listed_under, related_to
from vindplaats.render.facts.sitemap_days import SitemapEntry
from vindplaats.render.facts.timeline import Spread, spread_of
from vindplaats.render.facts.tracking import Facts
from vindplaats.render.routing.addresses import INDEXES, Routes
from vindplaats.render.theme.templates import Theme
from vindplaats.render.views.cards import bericht_card, entry_line, study_card
from vindplaats.render.views.lists import IngangView
from vindplaats.render.views.pages import KaartView, Menukeuze, SiteView, Verwijzing


class EntryLink(Struct, frozen=True):
    """A werkveld, client, person, series or author without its lists, and where its page is."""

    entry: Entry
    url: str


class PageFacts(Struct, frozen=True):
    """All that pages are made of. What is not the same for every page is asked for by id, which is noted in ``asked``.

    ``lists`` is that of `lists_of` and `feed_lists`, ``spreads`` how each list of projects is spread.
    ``vermeldingen`` are entries of bibliographies, by id of the study and extension (``projecten/x.bib``).
    ``listed`` has the parts of the sitemap by number. ``sizes`` are in bytes and ``pages`` those of PDFs, by path;
    ``pictures`` by the address of the original.
    """

    theme: Theme
    view: SiteView
    base_url: str
    per_page: int
    asked: set[str]
    studies: Facts[Study]
    berichten: Facts[Bericht]
    texts: Facts[StaticPage]
    names: Facts[EntryLink]
    lists: Facts[tuple[str, ...]]
    cards: Facts[KaartView]
    lines: Facts[IngangView]
    items: Facts[FeedItem]
    listed: Facts[tuple[SitemapEntry, ...]]
    spreads: Facts[Spread]
    related: Facts[tuple[Related, ...]]
    urls: Facts[str]
    citaten: Facts[Citaat]
    vermeldingen: Facts[str]
    sizes: Facts[int]
    pictures: Facts[Picture | None]
    pages: Facts[int]
    contents: Facts[str]
    templates: Facts[tuple[tuple[str, str], ...]]

    @property
    def kinds(self) -> Mapping[str, Facts[Any]]:
        """The facts by their kind."""
        facts = (
            self.studies, self.berichten, self.texts, self.names, self.lists, self.cards, self.lines, self.items,
            self.listed, self.spreads, self.related, self.urls, self.citaten, self.vermeldingen, self.sizes,
            self.pictures, self.pages, self.contents, self.templates,
        )  # fmt: skip
        common = Facts(COMMON, lambda _: (self.view, self.base_url, self.per_page), self.asked)
        return {each.kind: each for each in (*facts, common)}


class FileFacts(Struct, frozen=True):
    """What is known of files, by path: bytes and digests of those that are published, pages of PDFs."""

    sizes: Mapping[str, int]
    digests: Mapping[str, bytes]
    pages: Mapping[str, int]


ACCENT_URL = "static/accent.css"
"""The address of the style sheet with the colour of the site."""


COMMON = "site"
"""The kind of the one fact that all pages are made of."""


def make_page_facts(
    corpus: Corpus,
    routes: Routes,
    theme: Theme,
    base_url: str,
    files: FileFacts,
    listed: Callable[[str], tuple[SitemapEntry, ...]],
    policy: str,
) -> PageFacts:
    """Gather what pages are made of. ``listed`` makes the parts of the sitemap; ``policy`` is what pages allow browsers
    (`render.policy`).
    """  # noqa: D205 (one sentence)
    asked: set[str] = set()
    ids = {str(key): key for key in routes.pages if isinstance(key, PageId)}
    studies = {s.project.id: s for s in corpus.studies}
    berichten = {b.record.id: b for b in corpus.berichten}
    texts = {t.record.id: t for t in corpus.paginas}
    entries = {e.id: e for e in corpus.entries}
    lists = {**lists_of(corpus), **feed_lists(corpus)}
    rank = {study.project.id: place for place, study in enumerate(corpus.studies)}
    projects = {entry.id: entry.projecten for entry in corpus.entries}
    shared = {key: listed_under(study) for key, study in studies.items()}
    order = {entry.id: place for place, entry in enumerate(corpus.werkvelden)}

    def named(key: str) -> EntryLink:
        entry = entries[ids[key]]
        return EntryLink(structs.replace(entry, projecten=(), nieuws=()), routes.pages[entry.id])

    def card(key: str) -> KaartView:
        page = ids[key]
        if page in studies:
            return study_card(studies[page], entries, routes, corpus.site.taal)
        return bericht_card(berichten[page], routes, corpus.site.taal)

    def item(key: str) -> FeedItem:
        page = studies.get(ids[key]) or berichten[ids[key]]
        return feed_item(page, cards.peek(key).samenvatting, routes, corpus.site.taal)

    def line(key: str) -> IngangView:
        if key.startswith("jaren/"):
            return IngangView(titel=key.partition("/")[2], url=routes.pages[key], aantal=len(lists[key]))
        entry = entries[ids[key]]
        return entry_line(entry, routes.pages[entry.id])

    cards = Facts("kaart", card, asked)

    def citaat(key: str) -> Citaat:
        return make_citaat(studies[ids[key]], corpus.site, base_url + quote(routes.pages[ids[key]]))

    citaten = Facts("citaat", citaat, asked)
    return PageFacts(
        theme=theme,
        view=_site_view(corpus, routes, policy),
        base_url=base_url,
        per_page=corpus.site.per_pagina,
        asked=asked,
        studies=Facts("project", lambda key: studies[ids[key]], asked),
        berichten=Facts("bericht", lambda key: berichten[ids[key]], asked),
        texts=Facts("tekst", lambda key: texts[ids[key]], asked),
        names=Facts("ingang", named, asked),
        lists=Facts("lijst", lists.__getitem__, asked),
        cards=cards,
        lines=Facts("regel", line, asked),
        items=Facts("feed", item, asked),
        listed=Facts("adreslijst", listed, asked),
        spreads=Facts("spreiding", lambda key: spread_of((studies[ids[i]] for i in lists[key]), order), asked),
        related=Facts("verwant", lambda key: related_to(ids[key], shared, projects, rank), asked),
        urls=Facts("adres", lambda key: routes.pages[ids.get(key, key)], asked),
        citaten=citaten,
        vermeldingen=Facts("vermelding", lambda key: entry_of(key, citaten.peek), asked),
        sizes=Facts("grootte", files.sizes.__getitem__, asked),
        pictures=Facts("beeld", routes.pictures.get, asked),
        pages=Facts("bladen", lambda key: files.pages.get(key, 0), asked),
        contents=Facts("inhoud", lambda key: files.digests[key].hex(), asked),
        templates=Facts("sjabloon", theme.sources, asked),
    )


def _site_view(corpus: Corpus, routes: Routes, policy: str) -> SiteView:
    config = corpus.site
    pages = {text.record.id.name: text for text in corpus.paginas}
    menu, in_menu = [], set()
    for mention in config.menu:
        if mention.text in INDEXES:
            menu.append(Menukeuze(INDEXES[mention.text], f"{mention.text}/", mention.text))
        elif mention.text in pages:
            record = pages[mention.text].record
            menu.append(Menukeuze(record.titel, routes.pages[record.id], str(record.id)))
            in_menu.add(record.id)
    if not config.menu:
        # Not every institute has series, or names authors; an overview of none would be a dead end.
        none = {name for name, found in (("reeksen", corpus.reeksen), ("publicaties", corpus.publicaties)) if not found}
        names = [name for name in INDEXES if name not in none]
        menu = [Menukeuze(INDEXES[name], f"{name}/", name) for name in names]
    foot = tuple(
        Verwijzing(t.record.titel, routes.pages[t.record.id]) for t in corpus.paginas if t.record.id not in in_menu
    )
    return SiteView(
        naam=config.naam,
        taal=config.taal,
        beschrijving=config.beschrijving,
        organisatie=config.organisatie,
        email=config.email,
        menu=tuple(menu),
        voet=foot,
        beleid=policy,
        accent=ACCENT_URL if config.accent else "",
        kleur=config.accent,
    )
