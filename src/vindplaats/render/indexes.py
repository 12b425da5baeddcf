"""Indexes and overviews: every list of projects and news, page by page."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from markupsafe import Markup
from msgspec import structs

from vindplaats.catalogue.corpus import Entry, LinkTarget
from vindplaats.dutch import shorten
from vindplaats.read.records import Body, Opdrachtgever, Persoon
from vindplaats.render.artifact import Artifact
from vindplaats.render.routes import INDEXES, page_url, year_id
from vindplaats.render.site import (
    Site,
    bericht_card,
    body_html,
    contact_view,
    crumb_of,
    description,
    page_view,
    study_card,
    write_page,
)
from vindplaats.render.views import (
    IndexView,
    IngangView,
    KaartView,
    OverzichtView,
    PaginaringView,
    Verwijzing,
)

DEPARTED = "werkt hier niet meer"
"""What the overview says of a colleague who left, where their function stood."""


def indexes(site: Site) -> Iterator[Artifact]:
    """Every index, page by page, and every overview."""
    corpus = site.corpus
    cards = {s.project.id: study_card(site, s) for s in corpus.studies}
    yield from _index(site, "projecten/", "projecten", INDEXES["projecten"], tuple(cards.values()), crumbs=())
    news = tuple(bericht_card(site, b) for b in corpus.berichten)
    yield from _index(site, "nieuws/", "nieuws", INDEXES["nieuws"], news, crumbs=())
    for kind, entries in (
        ("werkvelden", corpus.werkvelden),
        ("opdrachtgevers", corpus.opdrachtgevers),
        ("contactpersonen", corpus.contactpersonen),
        ("reeksen", corpus.reeksen),
    ):
        yield _overview(site, kind, [entry_line(site, entry) for entry in entries])
        for entry in entries:
            yield from _entry(site, entry, tuple(cards[i] for i in entry.projecten))
    yield _overview(site, "jaren", year_lines(site))
    for year in corpus.jaren:
        url = site.routes.pages[year_id(year.jaar)]
        yield from _index(site, url, "jaren", str(year.jaar), tuple(cards[i] for i in year.projecten))


def _entry(site: Site, entry: Entry, cards: Sequence[KaartView]) -> Iterator[Artifact]:
    record = entry.record
    url = site.routes.pages[entry.id]
    body = record.body if record else Body()
    extra: dict[str, object] = {}
    if entry.kind == "contactpersonen":
        extra["contact"] = contact_view(site, entry)
        extra["nieuws"] = tuple(bericht_card(site, site.berichten[i]) for i in entry.nieuws)
    elif entry.kind == "opdrachtgevers":
        extra |= {
            "afkorting": entry.afkorting,
            "website": record.url if isinstance(record, Opdrachtgever) else "",
        }
    yield from _index(site, url, entry.kind, entry.naam, cards, body=body, links=entry.links, extra=extra)


def _index(
    site: Site,
    url: str,
    kind: str,
    title: str,
    cards: Sequence[KaartView],
    *,
    body: Body | None = None,
    links: Sequence[LinkTarget] = (),
    crumbs: tuple[Verwijzing, ...] | None = None,
    extra: Mapping[str, object] | None = None,
) -> Iterator[Artifact]:
    """An index, page by page; the introduction stands on the first only."""
    body = body or Body()
    size = site.corpus.site.per_pagina
    total = max(1, ceil(len(cards) / size))
    above = (crumb_of(kind),) if crumbs is None else crumbs
    numbered = tuple(Verwijzing(str(n), page_url(url, n)) for n in range(1, total + 1))
    for number in range(1, total + 1):
        here = page_url(url, number)
        view = IndexView(
            soort=kind,
            titel=title,
            inleiding=body_html(site, body, links, here, url) if number == 1 else Markup(""),
            aantal=len(cards),
            kaarten=tuple(cards[(number - 1) * size : number * size]),
            paginering=PaginaringView(
                nummer=number,
                totaal=total,
                vorige=page_url(url, number - 1) if number > 1 else "",
                volgende=page_url(url, number + 1) if number < total else "",
                paginas=numbered,
            ),
        )
        page = page_view(
            site,
            here,
            titel=title if number == 1 else f"{title} – pagina {number}",
            beschrijving=description("", body, title) if body.first else _count_line(site, kind, title, len(cards)),
            menu=kind,
            kruimels=(*above, *((Verwijzing(title, url),) if number > 1 else ())),
        )
        yield write_page(site, "index", here, page, index=structs.replace(view, **(extra or {})))


def _count_line(site: Site, kind: str, title: str, count: int) -> str:
    """What an index without introduction says of itself to search engines."""
    if kind == "nieuws":
        return f"Nieuws van {site.view.organisatie}."
    projects = "1 project" if count == 1 else f"{count} projecten"
    subject = "" if kind == "projecten" else f" {_PREPOSITION[kind]} {title}"
    return f"{projects} van {site.view.organisatie}{subject}."


def entry_line(site: Site, entry: Entry) -> IngangView:
    """A werkveld, client or person as one line of an overview."""
    note = entry.afkorting
    if entry.kind == "werkvelden" and entry.record is not None:
        note = shorten(entry.record.body.first)
    elif isinstance(entry.record, Persoon):
        note = DEPARTED if entry.vertrokken else entry.record.functie
    return IngangView(titel=entry.naam, url=site.routes.pages[entry.id], aantal=len(entry.projecten), toelichting=note)


def year_lines(site: Site) -> list[IngangView]:
    """The years as lines of an overview, newest first."""
    return [
        IngangView(titel=str(y.jaar), url=site.routes.pages[year_id(y.jaar)], aantal=len(y.projecten))
        for y in site.corpus.jaren
    ]


def _overview(site: Site, kind: str, lines: Sequence[IngangView]) -> Artifact:
    view = OverzichtView(soort=kind, titel=INDEXES[kind], ingangen=tuple(lines))
    description = f"Alle {INDEXES[kind].lower()} van {site.view.organisatie}, met hun projecten."
    page = page_view(site, f"{kind}/", titel=INDEXES[kind], beschrijving=description, menu=kind)
    return write_page(site, "overzicht", f"{kind}/", page, overzicht=view)


_PREPOSITION = {
    "werkvelden": "over",
    "opdrachtgevers": "in opdracht van",
    "contactpersonen": "met contactpersoon",
    "reeksen": "in de reeks",
    "jaren": "uit",
}
