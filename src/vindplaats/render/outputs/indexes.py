"""Indexes: every list of projects and news, page by page."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from math import ceil

from markupsafe import Markup
from msgspec import Struct, structs

from vindplaats.catalogue.corpus import Corpus, LinkTarget
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Body, Opdrachtgever
from vindplaats.render.artifact import ListPage, OverviewPage
from vindplaats.render.facts.lists import werkveld_years
from vindplaats.render.facts.page_facts import EntryLink, PageFacts
from vindplaats.render.facts.timeline import timeline
from vindplaats.render.list_keys import (
    OVERVIEW_KINDS,
    AllNews,
    AllProjects,
    EntryProjects,
    NewsOf,
    PagedList,
    WerkveldYear,
    YearProjects,
)
from vindplaats.render.outputs.citation_files import export_links
from vindplaats.render.outputs.frame import crumb_of, page_view, write_page
from vindplaats.render.outputs.overviews import year_timeline
from vindplaats.render.outputs.page_parts import body_html, contact_view, description, file_view, link_to, link_views
from vindplaats.render.routing.addresses import (
    EXPORTING,
    FEED,
    INDEXES,
    Routes,
    feed_url,
    page_url,
)
from vindplaats.render.views.lists import EditieregelView, IndexView, IngangView, JaarView, PaginaringView, year_anchor
from vindplaats.render.views.pages import Verwijzing

MIN_TIMELINE_PROJECTS = 10
"""Projects from which the page of a person or client has a timeline, which leads to places in its own list. A choice:
fewer are seen at a glance."""


def plan_indexes(corpus: Corpus, routes: Routes) -> Iterator[ListPage | OverviewPage]:
    """Every index, page by page, and every overview."""
    yield from _planned(corpus, "projecten/", AllProjects(), len(corpus.studies))
    yield from _planned(corpus, "nieuws/", AllNews(), len(corpus.berichten))
    for kind in OVERVIEW_KINDS.values():
        yield OverviewPage(f"{kind}/index.html", kind)
    for entry in corpus.entries:
        yield from _planned(corpus, routes.pages[entry.id], EntryProjects(entry.id), len(entry.projecten))
    for year in corpus.jaren:
        key = YearProjects(year.jaar)
        yield from _planned(corpus, routes.pages[key], key, len(year.projecten))
    for both, projects in werkveld_years(corpus).items():
        yield from _planned(corpus, routes.pages[both], both, len(projects))


def _planned(corpus: Corpus, url: str, of: PagedList, count: int) -> Iterator[ListPage]:
    for number in range(1, _pages(count, corpus.site.per_pagina) + 1):
        yield ListPage(f"{page_url(url, number)}index.html", of, number)


def _pages(count: int, size: int) -> int:
    return max(1, ceil(count / size))


class _Heading(Struct, frozen=True, kw_only=True):
    """What is above the list on a page of an index: its kind, title and introduction, and the way to it."""

    kind: str
    url: str
    title: str
    body: Body = Body()
    links: tuple[LinkTarget, ...] = ()
    crumbs: tuple[Verwijzing, ...] = ()
    year: int = 0


def make_index(facts: PageFacts, artifact: ListPage) -> bytes:
    """One page of an index: of all projects, all news, a year, a werkveld in a year, or an entry."""
    of, first = artifact.key, artifact.number == 1
    match of:
        case AllProjects() | AllNews():
            kind = str(of)
            extra: dict[str, object] = {"feed": Verwijzing("Volg nieuws en onderzoek op deze site (Atom)", FEED)}
            if first and kind == "projecten":
                extra |= _filters(facts, of, lambda year: facts.url(YearProjects(year)))
            return _index(facts, artifact, _Heading(kind=kind, url=f"{kind}/", title=INDEXES[kind]), extra)
        case YearProjects(jaar=year):
            return _index_of_year(facts, artifact, year)
        case WerkveldYear(jaar=year, werkveld=werkveld):
            return _index_of_year(facts, artifact, year, werkveld)
    named = facts.entry(of.entry)
    kind = of.entry.kind
    entry, record, url = named.entry, named.entry.record, named.url
    heading = _Heading(
        kind=kind,
        url=url,
        title=entry.naam,
        body=record.body if record else Body(),
        links=entry.links,
        crumbs=(crumb_of(kind),),
    )
    return _index(
        facts, artifact, heading, _of_entry(facts, artifact, named) | (_on_first(facts, of, url) if first else {})
    )


def _of_entry(facts: PageFacts, artifact: ListPage, named: EntryLink) -> dict[str, object]:
    """What every page of the index of an entry shows beside its list, by what kind of entry it is."""
    entry, record = named.entry, named.entry.record
    if entry.kind == "contactpersonen":
        return {"contact": contact_view(facts, named)}
    if entry.kind == "opdrachtgevers":
        return {"afkorting": entry.afkorting, "website": record.url if isinstance(record, Opdrachtgever) else ""}
    if entry.kind == "werkvelden":
        return {"feed": Verwijzing(f"Volg nieuw onderzoek over {entry.naam} (Atom)", feed_url(named.url))}
    if entry.kind == "reeksen":
        return {"edities": tuple(_edition(facts, i) for i in _on_page(facts, artifact))}
    return {}


def _on_first(facts: PageFacts, of: EntryProjects, url: str) -> dict[str, object]:
    """What only the first page of the index of an entry shows."""
    kind = of.entry.kind
    if kind == "werkvelden":
        return {"tijdlijn": _years_of_field(facts, of.entry)}
    if kind == "reeksen":
        return {}
    found = _filters(facts, of, lambda year: _place_in_list(facts, of, url, year))
    if len(facts.pages_of(of)) < MIN_TIMELINE_PROJECTS:
        del found["tijdlijn"]
    if kind == "contactpersonen":
        found["nieuws"] = tuple(facts.card(i) for i in facts.pages_of(NewsOf(of.entry)))
    return found


def _index_of_year(facts: PageFacts, artifact: ListPage, year: int, field: PageId | None = None) -> bytes:
    """A page of an index of a year, or of a werkveld (by its id) in it; each leads to the others."""
    url = facts.url(YearProjects(year) if field is None else WerkveldYear(year, field))
    fields = facts.spread(YearProjects(year)).werkvelden if artifact.number == 1 else ()
    lines = tuple(
        IngangView(titel=facts.entry(i).entry.naam, url=facts.url(WerkveldYear(year, i)), aantal=count)
        for i, count in fields
        if i != field
    )
    extra: dict[str, object] = {"velden": lines}
    if field is None:
        title = f"Onderzoek uit {year}"
        heading = _Heading(kind="jaren", url=url, title=title, crumbs=(crumb_of("jaren"),), year=year)
        if artifact.number == 1:
            extra["tijdlijn"] = year_timeline(facts, year)
        return _index(facts, artifact, heading, extra)
    named = facts.entry(field)
    heading = _Heading(
        kind="werkvelden",
        url=url,
        title=f"{named.entry.naam} in {year}",
        crumbs=(crumb_of("werkvelden"), link_to(named)),
        year=year,
    )
    if artifact.number == 1:
        extra["tijdlijn"] = _years_of_field(facts, field, year)
    return _index(facts, artifact, heading, extra)


def _years_of_field(facts: PageFacts, field: PageId, here: int = 0) -> tuple[JaarView, ...]:
    """The timeline of a werkveld, which leads to what there is of it in each year."""
    return timeline(facts.spread(EntryProjects(field)).jaren, lambda year: facts.url(WerkveldYear(year, field)), here)


def _filters(facts: PageFacts, of: PagedList, url: Callable[[int], str]) -> dict[str, object]:
    """The timeline of a list, with what ``url`` says for each year, and the werkvelden of its projects.

    How many projects of the list a werkveld has is told only where its page has just as many.
    """
    spread = facts.spread(of)
    whole = of == AllProjects()
    fields = tuple(
        IngangView(titel=named.entry.naam, url=named.url, aantal=count if whole else 0)
        for named, count in ((facts.entry(i), count) for i, count in spread.werkvelden)
    )
    return {"tijdlijn": timeline(spread.jaren, url), "velden": fields}


def _place_in_list(facts: PageFacts, of: PagedList, url: str, year: int) -> str:
    """Where in a list (by its id, and its address) the projects of a year begin: newest first, page by page."""
    later = sum(count for other, count in facts.spread(of).jaren if other > year)
    return f"{page_url(url, later // facts.per_page + 1)}#{year_anchor(year)}"


def _edition(facts: PageFacts, of: PageId) -> EditieregelView:
    study, card = facts.study(of), facts.card(of)
    report = file_view(facts, study.rapport, card.url, "Rapport") if study.rapport else None
    return EditieregelView(card, link_views(facts, study.opdrachtgevers), report)


def _is_combined(artifact: ListPage) -> bool:
    """Tell whether this is of a werkveld in a year, which is no list to take along."""
    return isinstance(artifact.key, WerkveldYear)


def _on_page(facts: PageFacts, artifact: ListPage) -> tuple[PageId, ...]:
    """The ids of what stands on a page of an index."""
    size = facts.per_page
    return facts.pages_of(artifact.key)[(artifact.number - 1) * size : artifact.number * size]


def _index(facts: PageFacts, artifact: ListPage, heading: _Heading, extra: Mapping[str, object]) -> bytes:
    """A page of an index; the introduction stands on the first only."""
    number, url, title = artifact.number, heading.url, heading.title
    count = len(facts.pages_of(artifact.key))
    total = _pages(count, facts.per_page)
    here = page_url(url, number)
    view = IndexView(
        soort=heading.kind,
        titel=title,
        inleiding=body_html(facts, heading.body, heading.links, here, url) if number == 1 else Markup(""),
        aantal=count,
        kaarten=tuple(facts.card(i) for i in _on_page(facts, artifact)),
        jaar=heading.year,
        paginering=PaginaringView(
            nummer=number,
            totaal=total,
            vorige=page_url(url, number - 1) if number > 1 else "",
            volgende=page_url(url, number + 1) if number < total else "",
            paginas=_numbered(url, total),
        ),
        exporten=export_links(url) if count and heading.kind in EXPORTING and not _is_combined(artifact) else (),
    )
    told = heading.body.first and description("", heading.body, title)
    page = page_view(
        facts,
        here,
        titel=title if number == 1 else f"{title} – pagina {number}",
        beschrijving=told or _count_line(facts, heading.kind, title, count),
        menu=heading.kind,
        kruimels=(*heading.crumbs, *((Verwijzing(title, url),) if number > 1 else ())),
    )
    return write_page(facts, "index", page, index=structs.replace(view, **extra))


@lru_cache(maxsize=8)  # every page of a list has them all
def _numbered(url: str, total: int) -> tuple[Verwijzing, ...]:
    return tuple(Verwijzing(str(n), page_url(url, n)) for n in range(1, total + 1))


def _count_line(facts: PageFacts, kind: str, title: str, count: int) -> str:
    """What an index without introduction says of itself to search engines."""
    if kind == "nieuws":
        return f"Nieuws van {facts.site.organisatie}."
    projects = "1 project" if count == 1 else f"{count} projecten"
    subject = "" if kind == "projecten" else f" {_PREPOSITION[kind]} {title}"
    return f"{projects} van {facts.site.organisatie}{subject}."


_PREPOSITION = {
    "werkvelden": "over",
    "opdrachtgevers": "in opdracht van",
    "contactpersonen": "met contactpersoon",
    "reeksen": "in de reeks",
    "publicaties": "met auteur",
    "jaren": "uit",
}
