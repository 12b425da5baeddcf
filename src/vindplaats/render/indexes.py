"""Indexes and overviews: every list of projects and news, page by page."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import ceil

from markupsafe import Markup
from msgspec import structs

from vindplaats.catalogue.corpus import Corpus, LinkTarget
from vindplaats.read.records import Body, Opdrachtgever
from vindplaats.render.artifact import Artifact
from vindplaats.render.exports import export_links
from vindplaats.render.routes import EXPORTING, INDEXES, Routes, feed_url, page_url, year_id
from vindplaats.render.site import Site, body_html, contact_view, crumb_of, description, page_view, write_page
from vindplaats.render.views import IndexView, OverzichtView, PaginaringView, Verwijzing

OVERVIEWS = ("werkvelden", "opdrachtgevers", "contactpersonen", "reeksen", "publicaties", "jaren")
"""What has a list of entries, each with an index of its own."""


def plan_indexes(corpus: Corpus, routes: Routes) -> Iterator[Artifact]:
    """Every index, page by page, and every overview."""
    yield from _planned(corpus, "projecten/", "projecten", len(corpus.studies))
    yield from _planned(corpus, "nieuws/", "nieuws", len(corpus.berichten))
    for kind in OVERVIEWS:
        yield Artifact(f"{kind}/index.html", "overzicht", kind)
    for entry in corpus.entries:
        yield from _planned(corpus, routes.pages[entry.id], entry.id, len(entry.projecten))
    for year in corpus.jaren:
        yield from _planned(corpus, routes.pages[year_id(year.jaar)], year_id(year.jaar), len(year.projecten))


def _planned(corpus: Corpus, url: str, of: str, count: int) -> Iterator[Artifact]:
    for number in range(1, _pages(count, corpus.site.per_pagina) + 1):
        yield Artifact(f"{page_url(url, number)}index.html", "index", of, number)


def _pages(count: int, size: int) -> int:
    return max(1, ceil(count / size))


def make_index(site: Site, artifact: Artifact) -> bytes:
    """One page of an index: of all projects, all news, a year, or an entry."""
    of = artifact.of
    kind, _, name = of.partition("/")
    if not name:
        return _index(site, artifact, f"{kind}/", INDEXES[kind], crumbs=())
    if kind == "jaren":
        return _index(site, artifact, site.urls[of], name)
    named = site.names[of]
    entry, record = named.entry, named.entry.record
    extra: dict[str, object] = {}
    if kind == "contactpersonen":
        extra["contact"] = contact_view(site, named)
        if artifact.number == 1:
            extra["nieuws"] = tuple(site.cards[i] for i in site.lists[f"nieuws/{of}"])
    elif kind == "opdrachtgevers":
        extra |= {
            "afkorting": entry.afkorting,
            "website": record.url if isinstance(record, Opdrachtgever) else "",
        }
    elif kind == "werkvelden":
        extra["feed"] = Verwijzing(f"Nieuw over {entry.naam} volgen", feed_url(named.url))
    body = record.body if record else Body()
    return _index(site, artifact, named.url, entry.naam, body=body, links=entry.links, extra=extra)


def _index(
    site: Site,
    artifact: Artifact,
    url: str,
    title: str,
    *,
    body: Body | None = None,
    links: Sequence[LinkTarget] = (),
    crumbs: tuple[Verwijzing, ...] | None = None,
    extra: Mapping[str, object] | None = None,
) -> bytes:
    """A page of an index; the introduction stands on the first only."""
    kind, number = artifact.of.partition("/")[0], artifact.number
    ids = site.lists[artifact.of]
    body = body or Body()
    size = site.per_page
    total = _pages(len(ids), size)
    above = (crumb_of(kind),) if crumbs is None else crumbs
    here = page_url(url, number)
    view = IndexView(
        soort=kind,
        titel=title,
        inleiding=body_html(site, body, links, here, url) if number == 1 else Markup(""),
        aantal=len(ids),
        kaarten=tuple(site.cards[i] for i in ids[(number - 1) * size : number * size]),
        paginering=PaginaringView(
            nummer=number,
            totaal=total,
            vorige=page_url(url, number - 1) if number > 1 else "",
            volgende=page_url(url, number + 1) if number < total else "",
            paginas=_numbered(url, total),
        ),
        exporten=export_links(url) if ids and kind in EXPORTING else (),
    )
    page = page_view(
        site,
        here,
        titel=title if number == 1 else f"{title} – pagina {number}",
        beschrijving=description("", body, title) if body.first else _count_line(site, kind, title, len(ids)),
        menu=kind,
        kruimels=(*above, *((Verwijzing(title, url),) if number > 1 else ())),
    )
    return write_page(site, "index", page, index=structs.replace(view, **(extra or {})))


@lru_cache(maxsize=8)  # every page of a list has them all
def _numbered(url: str, total: int) -> tuple[Verwijzing, ...]:
    return tuple(Verwijzing(str(n), page_url(url, n)) for n in range(1, total + 1))


def _count_line(site: Site, kind: str, title: str, count: int) -> str:
    """What an index without introduction says of itself to search engines."""
    if kind == "nieuws":
        return f"Nieuws van {site.view.organisatie}."
    projects = "1 project" if count == 1 else f"{count} projecten"
    subject = "" if kind == "projecten" else f" {_PREPOSITION[kind]} {title}"
    return f"{projects} van {site.view.organisatie}{subject}."


def make_overview(site: Site, artifact: Artifact) -> bytes:
    """The list of all entries of one kind."""
    kind = artifact.of
    lines = tuple(site.lines[i] for i in site.lists[kind])
    view = OverzichtView(soort=kind, titel=INDEXES[kind], ingangen=lines)
    description = f"Alle {INDEXES[kind].lower()} van {site.view.organisatie}, met hun projecten."
    page = page_view(site, f"{kind}/", titel=INDEXES[kind], beschrijving=description, menu=kind)
    return write_page(site, "overzicht", page, overzicht=view)


_PREPOSITION = {
    "werkvelden": "over",
    "opdrachtgevers": "in opdracht van",
    "contactpersonen": "met contactpersoon",
    "reeksen": "in de reeks",
    "publicaties": "met auteur",
    "jaren": "uit",
}
