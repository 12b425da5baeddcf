"""What pages are made of: the site as a whole, and the parts that several kinds of page share."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import ceil
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct, structs

from vindplaats.catalogue.corpus import Attachment, Bericht, Corpus, Entry, LinkTarget, Resolved, Study, Text
from vindplaats.dutch import shorten
from vindplaats.read.records import Body, Persoon
from vindplaats.render.cards import bericht_card, entry_line, study_card
from vindplaats.render.facts import Facts
from vindplaats.render.listed import IngangView
from vindplaats.render.related import Related, listed_under, related_to
from vindplaats.render.routes import INDEXES, Routes
from vindplaats.render.spread import Spread, lists_of, spread_of
from vindplaats.render.theme import Theme
from vindplaats.render.views import (
    BestandView,
    ContactView,
    KaartView,
    Menukeuze,
    PaginaView,
    SiteView,
    Verwijzing,
)

_MARK = re.compile("\x02vp(\\d+)\x03")
_MARKED_ATTRIBUTE = re.compile('\\shref="\x02vp(\\d+)\x03"')


class Named(Struct, frozen=True):
    """A werkveld, client, person or series without its lists, and where its page is."""

    entry: Entry
    url: str


class Site(Struct, frozen=True):
    """All that pages are made of. What is not the same for every page is asked for by id, which is noted in ``asked``.

    ``lists`` is that of `lists_of`, ``spreads`` how each list of projects in it is spread. ``sizes`` are in bytes, by
    path.
    """

    theme: Theme
    view: SiteView
    base_url: str
    per_page: int
    asked: set[str]
    studies: Facts[Study]
    berichten: Facts[Bericht]
    texts: Facts[Text]
    names: Facts[Named]
    lists: Facts[tuple[str, ...]]
    cards: Facts[KaartView]
    lines: Facts[IngangView]
    spreads: Facts[Spread]
    related: Facts[tuple[Related, ...]]
    urls: Facts[str]
    sizes: Facts[int]
    contents: Facts[str]
    templates: Facts[tuple[tuple[str, str], ...]]

    @property
    def kinds(self) -> Mapping[str, Facts[Any]]:
        """The facts by their kind."""
        facts = (
            self.studies, self.berichten, self.texts, self.names, self.lists, self.cards, self.lines,
            self.spreads, self.related, self.urls, self.sizes, self.contents, self.templates,
        )  # fmt: skip
        common = Facts(COMMON, lambda _: (self.view, self.base_url, self.per_page), self.asked)
        return {each.kind: each for each in (*facts, common)}


ACCENT = "static/accent.css"
"""The address of the style sheet with the colour of the site."""
COMMON = "site"
"""The kind of the one fact that all pages are made of."""


def make_site(
    corpus: Corpus,
    routes: Routes,
    theme: Theme,
    base_url: str,
    sizes: Mapping[str, int],
    digests: Mapping[str, bytes],
) -> Site:
    """Gather what pages are made of. ``sizes`` and ``digests`` are of the files that are published, by path."""
    asked: set[str] = set()
    studies = {s.project.id: s for s in corpus.studies}
    berichten = {b.record.id: b for b in corpus.berichten}
    texts = {t.record.id: t for t in corpus.paginas}
    entries = {e.id: e for e in corpus.entries}
    lists = lists_of(corpus)
    rank = {key: place for place, key in enumerate(lists["projecten"])}
    listed = {key: listed_under(study) for key, study in studies.items()}
    order = {entry.id: place for place, entry in enumerate(corpus.werkvelden)}

    def named(key: str) -> Named:
        return Named(structs.replace(entries[key], projecten=(), nieuws=()), routes.pages[key])

    def card(key: str) -> KaartView:
        if key in studies:
            return study_card(studies[key], entries, routes, corpus.site.taal)
        return bericht_card(berichten[key], routes, corpus.site.taal)

    def line(key: str) -> IngangView:
        if key.startswith("jaren/"):
            return IngangView(titel=key.partition("/")[2], url=routes.pages[key], aantal=len(lists[key]))
        return entry_line(entries[key], routes.pages[key])

    return Site(
        theme=theme,
        view=_site_view(corpus, routes),
        base_url=base_url,
        per_page=corpus.site.per_pagina,
        asked=asked,
        studies=Facts("project", studies.__getitem__, asked),
        berichten=Facts("bericht", berichten.__getitem__, asked),
        texts=Facts("tekst", texts.__getitem__, asked),
        names=Facts("ingang", named, asked),
        lists=Facts("lijst", lists.__getitem__, asked),
        cards=Facts("kaart", card, asked),
        lines=Facts("regel", line, asked),
        spreads=Facts("spreiding", lambda key: spread_of((studies[i] for i in lists[key]), order), asked),
        related=Facts("verwant", lambda key: related_to(key, listed, lists, rank), asked),
        urls=Facts("adres", routes.pages.__getitem__, asked),
        sizes=Facts("grootte", sizes.__getitem__, asked),
        contents=Facts("inhoud", lambda key: digests[key].hex(), asked),
        templates=Facts("sjabloon", theme.sources, asked),
    )


def _site_view(corpus: Corpus, routes: Routes) -> SiteView:
    config = corpus.site
    pages = {text.record.id.partition("/")[2]: text for text in corpus.paginas}
    menu, in_menu = [], set()
    for mention in config.menu:
        if mention.text in INDEXES:
            menu.append(Menukeuze(INDEXES[mention.text], f"{mention.text}/", mention.text))
        elif mention.text in pages:
            record = pages[mention.text].record
            menu.append(Menukeuze(record.titel, routes.pages[record.id], record.id))
            in_menu.add(record.id)
    if not config.menu:
        # Not every institute has series; an overview of none would be a dead end.
        names = [name for name in INDEXES if name != "reeksen" or corpus.reeksen]
        menu = [Menukeuze(INDEXES[name], f"{name}/", name) for name in names]
    foot = tuple(
        Verwijzing(t.record.titel, routes.pages[t.record.id]) for t in corpus.paginas if t.record.id not in in_menu
    )
    return SiteView(
        config.naam, config.taal, config.beschrijving, config.organisatie, config.email, tuple(menu), foot,
        accent=ACCENT if config.accent else "",
    )  # fmt: skip


def _root(url: str) -> str:
    """From a page to the root of the site: ``../../`` for ``projecten/x/``."""
    return "../" * url.count("/") or "./"


def page_view(site: Site, url: str, **values: object) -> PaginaView:
    """The page at ``url`` (from the root) as its templates see it; ``values`` are fields of `PaginaView`."""
    plain = PaginaView(
        titel="", beschrijving="", canoniek=site.base_url + quote(url), wortel=_root(url), taal=site.view.taal
    )
    return structs.replace(plain, **values)


def write_page(site: Site, template: str, page: PaginaView, **values: object) -> bytes:
    """A page, filled in. Raises `TemplateFailedError`."""
    return site.theme.render(template, site=site.view, pagina=page, **values)


def crumb_of(kind: str) -> Verwijzing:
    """The first step of the way to a page of this kind."""
    return Verwijzing(INDEXES[kind], f"{kind}/")


def body_html(site: Site, body: Body, links: Sequence[LinkTarget], url: str, home: str = "") -> Markup:
    """The HTML of a body on the page at ``url``, its link marks made into addresses.

    ``home`` is the page whose attachments these are, where that is another one.
    """
    if not links:
        return Markup(body.html)  # noqa: S704 (converted from the editor's own Markdown)
    addresses = [_address(site, target, url, home or url) for target in links]

    def whole(match: re.Match[str]) -> str:
        return match[0] if addresses[int(match[1])] else ""

    html = _MARKED_ATTRIBUTE.sub(whole, body.html)
    return Markup(_MARK.sub(lambda m: escape(addresses[int(m[1])]), html))  # noqa: S704


def _address(site: Site, target: LinkTarget, url: str, home: str) -> str:
    """Where a link leads from the page at ``url``; empty where its page is not on the site."""
    anchor = f"#{quote(target.link.anchor)}" if target.link.anchor else ""
    if target.page:
        return _root(url) + quote(site.urls[target.page]) + anchor
    if target.path:
        return _root(url) + quote(target.path.lstrip("/")) + anchor
    if target.file is not None:
        return _root(url) + quote(home + target.file.path) + anchor
    return ""


def description(summary: str, body: Body, title: str) -> str:
    """What a page says of itself to search engines: its summary, else its first paragraph, else its words, else its
    title; cut at a word.
    """  # noqa: D205 (one sentence)
    return shorten(summary or body.first or body.opening or title)


def file_view(site: Site, item: Attachment, url: str, title: str = "") -> BestandView:
    """An attachment of the page at ``url``, to download; named after its file where it has no ``title``."""
    name = item.path.rsplit("/", 1)[-1]
    stem, dot, extension = name.rpartition(".")
    kind = extension.upper() if dot else ""
    return BestandView(
        title or (stem if dot else name), quote(url + item.path), kind, dutch_size(site.sizes[item.file.file])
    )


def dutch_size(size: int) -> str:
    """A size in bytes as people write it: ``840 kB``, ``1,2 MB`` (of 1000, as the SI has it)."""
    if size < 1_000_000:  # noqa: PLR2004
        return f"{max(1, ceil(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def link_views(site: Site, resolved: Iterable[Resolved]) -> tuple[Verwijzing, ...]:
    """Links to the pages of entries."""
    return tuple(link_to(site.names[r.id]) for r in resolved)


def contact_views(site: Site, resolved: Iterable[Resolved]) -> tuple[ContactView, ...]:
    """Whom to ask, each once: in the place of somebody who left stands who took over from them, if anybody did."""
    shown: dict[str, list[Verwijzing]] = {}
    for item in resolved:
        named = site.names[item.id]
        if not named.entry.vertrokken:
            shown.setdefault(item.id, [])
        elif named.entry.opvolger:
            shown.setdefault(named.entry.opvolger, []).append(link_to(named))
    return tuple(
        structs.replace(contact_view(site, site.names[i]), overgenomen_van=tuple(left)) for i, left in shown.items()
    )


def contact_view(site: Site, named: Named) -> ContactView:
    """Somebody to ask; of a person in no registry, or who left, only the name is known."""
    entry, url = named.entry, named.url
    known = entry.record if isinstance(entry.record, Persoon) else None
    return ContactView(
        naam=entry.naam,
        url=url,
        functie=known.functie if known else "",
        email=known.email if known else "",
        telefoon=known.telefoon if known else "",
        foto=quote(url + entry.foto.path) if entry.foto else "",
        vertrokken=entry.vertrokken,
        opvolger=link_to(site.names[entry.opvolger]) if entry.opvolger else None,
    )


def link_to(named: Named) -> Verwijzing:
    """A link to the page of an entry."""
    return Verwijzing(named.entry.naam, named.url)
