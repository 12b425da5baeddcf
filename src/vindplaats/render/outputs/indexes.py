"""The pages of lists: all projects, all news, and the projects of an entry, a year or a werkveld in a year."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from math import ceil
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus, LinkTarget
from vindplaats.read.fields.free_values import plain_mapping
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
from vindplaats.render.outputs.citation_files import export_links, is_index, year_links
from vindplaats.render.outputs.frame import crumb_of, page_view, write_page
from vindplaats.render.outputs.overviews import year_timeline
from vindplaats.render.outputs.page_parts import body_html, contact_view, description, file_view, link_to, link_views
from vindplaats.render.routing.addresses import (
    FEED,
    INDEXES,
    Routes,
    feed_url,
    page_url,
)
from vindplaats.render.views.lists import (
    AuteurIndex,
    ContactpersoonIndex,
    EditieregelView,
    IndexView,
    IngangView,
    JaarIndex,
    JaarView,
    NieuwsIndex,
    OpdrachtgeverIndex,
    PaginaringView,
    ProjectenIndex,
    ReeksIndex,
    WerkveldIndex,
    WerkveldJaarIndex,
    year_anchor,
)
from vindplaats.render.views.pages import NOTHING_EXTRA, Extra, Verwijzing

MIN_TIMELINE_PROJECTS = 10
"""Minimum number of projects in the list of a person, client or author for the list to have a timeline.

The number was chosen, not measured: readers see the years in a shorter list at a glance."""


def plan_indexes(corpus: Corpus, routes: Routes) -> Iterator[ListPage | OverviewPage]:
    """Yield the pages of every list, and every overview."""
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
    for number in range(1, _page_count(count, corpus.site.per_pagina) + 1):
        yield ListPage(f"{page_url(url, number)}index.html", of, number)


def _page_count(count: int, size: int) -> int:
    return max(1, ceil(count / size))


class _Heading(Struct, frozen=True, kw_only=True):
    """The address, title, introduction (``body``) and breadcrumbs of a list, which are the same for all its pages.

    ``kind`` is the folder of the overview that links to the list, such as ``"werkvelden"``, or of the list itself if it
    has all projects or all news. ``url`` is the address of the first page of the list, and ``links`` are the targets of
    the links in ``body``.
    """

    kind: str
    url: str
    title: str
    body: Body = Body()
    links: tuple[LinkTarget, ...] = ()
    crumbs: tuple[Verwijzing, ...] = ()
    extra: Extra = NOTHING_EXTRA


class _Page(Struct, frozen=True):
    """One page of a list. ``number`` counts the pages of the list from 1."""

    facts: PageFacts
    key: PagedList
    number: int
    heading: _Heading

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def shown(self) -> tuple[PageId, ...]:
        """The projects or news on this page."""
        size = self.facts.per_page
        return self.facts.pages_of(self.key)[(self.number - 1) * size : self.number * size]

    @property
    def exports(self) -> tuple[Verwijzing, ...]:
        """Links to the citation files of the whole list; none if the list is empty or these are indexes."""
        is_whole = self.facts.pages_of(self.key) and not is_index(self.facts, self.key)
        return export_links(self.facts, self.heading.url) if is_whole else ()

    @property
    def yearly_exports(self) -> tuple[Verwijzing, ...]:
        """On the first page, links to the years of a list that has its citations in the files of years."""
        return year_links(self.facts, self.key) if self.is_first else ()

    def common(self) -> dict[str, Any]:
        """Return the fields of `IndexView` that every kind of list has, by name."""
        facts, heading, here = self.facts, self.heading, page_url(self.heading.url, self.number)
        body = body_html(facts, heading.body, heading.links, here, heading.url) if self.is_first else Markup("")
        return {
            "soort": heading.kind,
            "titel": heading.title,
            "inleiding": body,
            "aantal": len(facts.pages_of(self.key)),
            "kaarten": tuple(facts.card(page) for page in self.shown),
            "paginering": self._pagination(),
            "extra": heading.extra,
        }

    def _pagination(self) -> PaginaringView:
        url, number = self.heading.url, self.number
        total = _page_count(len(self.facts.pages_of(self.key)), self.facts.per_page)
        return PaginaringView(
            nummer=number,
            totaal=total,
            vorige=page_url(url, number - 1) if number > 1 else "",
            volgende=page_url(url, number + 1) if number < total else "",
            paginas=_numbered(url, total),
        )


def make_index(facts: PageFacts, artifact: ListPage) -> bytes:
    """Make one page of a list of projects or news."""
    page = _Page(facts, artifact.key, artifact.number, _heading(facts, artifact.key))
    match artifact.key:
        case AllProjects():
            return _write(page, "projecten", _all_projects(page))
        case AllNews():
            return _write(page, "nieuws", NieuwsIndex(**page.common(), feed=_SITE_FEED))
        case YearProjects(jaar=year):
            return _write(page, "jaar", _year(page, year))
        case WerkveldYear(jaar=year, werkveld=werkveld):
            return _write(page, "werkveld-jaar", _werkveld_year(page, year, werkveld))
        case EntryProjects(entry=entry):
            template, make = _ENTRY_PAGES[entry.kind]
            return _write(page, template, make(page, facts.entry(entry)))


_SITE_FEED = Verwijzing("Volg nieuws en onderzoek op deze site (Atom)", FEED)


def _heading(facts: PageFacts, key: PagedList) -> _Heading:
    match key:
        case AllProjects() | AllNews():
            kind = str(key)
            return _Heading(kind=kind, url=f"{kind}/", title=INDEXES[kind])
        case YearProjects(jaar=year):
            return _Heading(
                kind="jaren", url=facts.url(key), title=f"Onderzoek uit {year}", crumbs=(crumb_of("jaren"),)
            )
        case WerkveldYear(jaar=year, werkveld=werkveld):
            link = facts.entry(werkveld)
            return _Heading(
                kind="werkvelden",
                url=facts.url(key),
                title=f"{link.entry.naam} in {year}",
                crumbs=(crumb_of("werkvelden"), link_to(link)),
            )
        case EntryProjects(entry=page):
            link = facts.entry(page)
            return _Heading(
                kind=page.kind,
                url=link.url,
                title=link.entry.naam,
                body=link.entry.record.body if link.entry.record else Body(),
                links=link.entry.links,
                crumbs=(crumb_of(page.kind),),
                extra=plain_mapping(link.entry.record.extra) if link.entry.record else NOTHING_EXTRA,
            )


def _write(page: _Page, template: str, view: IndexView) -> bytes:
    facts, heading = page.facts, page.heading
    summary = heading.body.first and description("", heading.body, heading.title)
    pagina = page_view(
        facts,
        page_url(heading.url, page.number),
        titel=heading.title if page.is_first else f"{heading.title} – pagina {page.number}",
        beschrijving=summary or _count_line(facts, heading, view.aantal),
        menu=heading.kind,
        kruimels=(*heading.crumbs, *(() if page.is_first else (Verwijzing(heading.title, heading.url),))),
    )
    return write_page(facts, template, pagina, index=view)


def _all_projects(page: _Page) -> ProjectenIndex:
    facts = page.facts
    return ProjectenIndex(
        **page.common(),
        tijdlijn=year_timeline(facts) if page.is_first else (),
        velden=_werkvelden(facts, page.key, with_counts=True) if page.is_first else (),
        feed=_SITE_FEED,
        exporten=page.exports,
        exporten_per_jaar=page.yearly_exports,
    )


def _year(page: _Page, year: int) -> JaarIndex:
    return JaarIndex(
        **page.common(),
        jaar=year,
        tijdlijn=year_timeline(page.facts, year) if page.is_first else (),
        velden=_werkvelden_in(page, year),
        exporten=page.exports,
    )


def _werkveld_year(page: _Page, year: int, werkveld: PageId) -> WerkveldJaarIndex:
    return WerkveldJaarIndex(
        **page.common(),
        jaar=year,
        tijdlijn=_werkveld_timeline(page.facts, werkveld, year) if page.is_first else (),
        velden=_werkvelden_in(page, year, werkveld),
    )


def _werkveld(page: _Page, link: EntryLink) -> WerkveldIndex:
    return WerkveldIndex(
        **page.common(),
        tijdlijn=_werkveld_timeline(page.facts, link.entry.id) if page.is_first else (),
        feed=Verwijzing(f"Volg nieuw onderzoek over {link.entry.naam} (Atom)", feed_url(link.url)),
        exporten=page.exports,
    )


def _opdrachtgever(page: _Page, link: EntryLink) -> OpdrachtgeverIndex:
    record = link.entry.record
    return OpdrachtgeverIndex(
        **page.common(),
        **_list_filters(page),
        afkorting=link.entry.afkorting,
        website=record.url if isinstance(record, Opdrachtgever) else "",
    )


def _contactpersoon(page: _Page, link: EntryLink) -> ContactpersoonIndex:
    facts = page.facts
    news = facts.pages_of(NewsOf(link.entry.id)) if page.is_first else ()
    return ContactpersoonIndex(
        **page.common(),
        **_list_filters(page),
        contact=contact_view(facts, link),
        nieuws=tuple(facts.card(bericht) for bericht in news),
    )


def _reeks(page: _Page, _: EntryLink) -> ReeksIndex:
    return ReeksIndex(**page.common(), edities=tuple(_edition(page.facts, study) for study in page.shown))


def _auteur(page: _Page, _: EntryLink) -> AuteurIndex:
    return AuteurIndex(**page.common(), **_list_filters(page))


_ENTRY_PAGES: Mapping[str, tuple[str, Callable[[_Page, EntryLink], IndexView]]] = {
    "werkvelden": ("werkveld", _werkveld),
    "opdrachtgevers": ("opdrachtgever", _opdrachtgever),
    "contactpersonen": ("contactpersoon", _contactpersoon),
    "reeksen": ("reeks", _reeks),
    "publicaties": ("auteur", _auteur),
}
"""The template for the list of an entry, and the function that returns the view, by kind of entry."""


def _edition(facts: PageFacts, key: PageId) -> EditieregelView:
    study, card = facts.study(key), facts.card(key)
    report = file_view(facts, study.rapport, card.url, "Rapport") if study.rapport else None
    return EditieregelView(card, link_views(facts, study.opdrachtgevers), report)


def _list_filters(page: _Page) -> dict[str, Any]:
    """Return the fields ``tijdlijn`` and ``velden`` for the first page of a list, and no fields for other pages.

    Each bar of the timeline links to the place in the list where the projects of that year begin.
    """
    if not page.is_first:
        return {}
    years = page.facts.spread(page.key).jaren
    is_long = len(page.facts.pages_of(page.key)) >= MIN_TIMELINE_PROJECTS
    return {
        "tijdlijn": timeline(years, lambda year: _place_in_list(page, year)) if is_long else (),
        "velden": _werkvelden(page.facts, page.key),
    }


def _werkvelden(facts: PageFacts, key: PagedList, *, with_counts: bool = False) -> tuple[IngangView, ...]:
    """Return links to the werkvelden to which the projects of a list belong.

    With ``with_counts``, each link has the number of projects in the list that belong to its werkveld. Use it only for
    the list of all projects: for any other list, the number may be lower than the number on the page of the werkveld.
    """
    found = ((facts.entry(werkveld), count) for werkveld, count in facts.spread(key).werkvelden)
    return tuple(
        IngangView(titel=link.entry.naam, url=link.url, aantal=count if with_counts else 0) for link, count in found
    )


def _werkvelden_in(page: _Page, year: int, without: PageId | None = None) -> tuple[IngangView, ...]:
    """Return links to the `WerkveldYear` pages of all werkvelden with projects in ``year``, except ``without``.

    Return nothing if ``page`` is not the first page of its list.
    """
    facts = page.facts
    return tuple(
        IngangView(titel=facts.entry(werkveld).entry.naam, url=facts.url(WerkveldYear(year, werkveld)), aantal=count)
        for werkveld, count in (facts.spread(YearProjects(year)).werkvelden if page.is_first else ())
        if werkveld != without
    )


def _werkveld_timeline(facts: PageFacts, werkveld: PageId, here: int = 0) -> tuple[JaarView, ...]:
    """Return the timeline of a werkveld. The bar of ``here``, the year of the page itself (or 0), has no link."""
    years = facts.spread(EntryProjects(werkveld)).jaren
    return timeline(years, lambda year: facts.url(WerkveldYear(year, werkveld)), here)


def _place_in_list(page: _Page, year: int) -> str:
    """Return the address at which the projects of a year begin, such as ``publicaties/x/pagina/2/#vp-2019``."""
    later = sum(count for other, count in page.facts.spread(page.key).jaren if other > year)
    return f"{page_url(page.heading.url, later // page.facts.per_page + 1)}#{year_anchor(year)}"


@lru_cache(maxsize=8)  # all pages of a list ask for the same links
def _numbered(url: str, total: int) -> tuple[Verwijzing, ...]:
    return tuple(Verwijzing(str(n), page_url(url, n)) for n in range(1, total + 1))


def _count_line(facts: PageFacts, heading: _Heading, count: int) -> str:
    """Return the description for search engines of a list that has no introduction: "12 projecten van X over Y."."""
    institute = facts.site.organisatie
    if heading.kind == "nieuws":
        return f"Nieuws van {institute}."
    projects = "1 project" if count == 1 else f"{count} projecten"
    subject = "" if heading.kind == "projecten" else f" {_PREPOSITION[heading.kind]} {heading.title}"
    return f"{projects} van {institute}{subject}."


_PREPOSITION = {
    "werkvelden": "over",
    "opdrachtgevers": "in opdracht van",
    "contactpersonen": "met contactpersoon",
    "reeksen": "in de reeks",
    "publicaties": "met auteur",
    "jaren": "uit",
}
