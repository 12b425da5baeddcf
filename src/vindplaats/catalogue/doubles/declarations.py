"""What editors declared about pairs of pages: it settles them for good, holds from either side, and overrules all.

``project: x`` makes a nieuwsbericht news of that study, and of no other; ``reeks: Naam`` makes projects editions;
``geen_dubbel_van: [x]`` keeps two pages apart.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from vindplaats.catalogue.doubles.judge import Judgement
from vindplaats.catalogue.folding import fold_organisation
from vindplaats.diagnostics import doubles
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Mention, Nieuwsbericht, Project, Publishable
from vindplaats.suggest import nearest
from vindplaats.text import nfc

Names = Mapping[str, tuple[PageId, ...]]
"""Ids of pages by what may be written for them."""
KINDS = ("projecten", "nieuws")
"""The kinds of pages that can be doubles."""


class Declarations(Struct, frozen=True):
    """The declarations of a site, by id: pages that are no doubles, the study of a nieuwsbericht, the folded series.

    ``apart`` names each pair from both sides.
    """

    apart: Mapping[PageId, frozenset[PageId]]
    projects: Mapping[PageId, PageId]
    series: Mapping[PageId, str]

    def on(self, one: PageId, other: PageId) -> Judgement | None:
        """What an editor declared about the two pages; None where nobody did."""
        if other in self.apart.get(one, frozenset()):
            return Judgement("verschillend", (doubles.KEPT_APART,))
        mine, theirs = self._study(one), self._study(other)
        if mine and theirs and mine == theirs:
            return Judgement("variant", (doubles.own_project(mine.name),))
        if mine and theirs and (one in self.projects or other in self.projects):
            return Judgement("verschillend", (doubles.OTHER_PROJECT,))
        if one in self.series and self.series[one] == self.series.get(other):
            return Judgement("editie", (doubles.SAME_SERIES,))
        return None

    def _study(self, page: PageId) -> PageId | None:
        return page if page.kind == "projecten" else self.projects.get(page)

    def pairs(self) -> Iterable[tuple[PageId, PageId]]:
        """Every pair that a declaration names; of a series, each page with the first."""
        yield from ((page, other) for page, others in self.apart.items() for other in others)
        yield from self.projects.items()
        firsts: dict[str, PageId] = {}
        for page, series in sorted(self.series.items()):
            if (first := firsts.setdefault(series, page)) != page:
                yield first, page

    def through(self, survivors: Mapping[PageId, PageId]) -> "Declarations":
        """The same of the pages that stay: what was declared about one that gave way holds for the other."""

        def stays(page: PageId) -> PageId:
            return survivors.get(page, page)

        return Declarations(
            _both_ways((stays(page), stays(other)) for page, others in self.apart.items() for other in others),
            {stays(page): stays(project) for page, project in self.projects.items()},
            {stays(page): series for page, series in self.series.items()},
        )


def read_declarations(records: Iterable[Publishable], names: Names) -> tuple[Declarations, list[Diagnostic]]:
    """Gather the declarations of ``records``; tell of every `geen_dubbel_van` that names no page, two, or its own."""
    apart: list[tuple[PageId, PageId]] = []
    projects: dict[PageId, PageId] = {}
    series: dict[PageId, str] = {}
    told: list[Diagnostic] = []
    for record in records:
        meant = [(mention, _meant(mention, record, names, told)) for mention in record.geen_dubbel_van]
        apart += [(record.id, page) for _, page in meant if page]
        if isinstance(record, Nieuwsbericht) and record.project and (project := find_project(record.project, names)):
            projects[record.id] = project
            told += [doubles.CONTRADICTION.at(record.at(m), text=m.text) for m, page in meant if page == project]
        if isinstance(record, Project) and record.reeks:
            series[record.id] = fold_organisation(record.reeks)
    return Declarations(_both_ways(apart), projects, series), told


def _both_ways(pairs: Iterable[tuple[PageId, PageId]]) -> dict[PageId, frozenset[PageId]]:
    apart: dict[PageId, set[PageId]] = {}
    for one, other in pairs:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    return {page: frozenset(others) for page, others in apart.items()}


def page_names(ids: Iterable[PageId]) -> Names:
    """Ids of projects and news by what may be written for them: whole, or without their kind."""
    names: dict[str, tuple[PageId, ...]] = {}
    for page in sorted(set(ids)):
        if page.kind in KINDS:
            folded = _fold_id(page.name)
            names[f"{page.kind}/{folded}"] = (page,)
            names[folded] = (*names.get(folded, ()), page)
    return names


def find_project(mention: Mention, names: Names) -> PageId | None:
    """Return the id of the project that is meant, if any."""
    return next(iter(names.get(f"projecten/{_fold_id(mention.text.removeprefix('projecten/'))}", ())), None)


def near_project(mention: Mention, names: Names) -> str | None:
    """The name of a project that looks most like what is written, for "bedoelde u ...?"."""
    projects = [page for pages in names.values() for page in pages if page.kind == "projecten"]
    return nearest(mention.text, [page.name for page in projects])


def _meant(mention: Mention, record: Publishable, names: Names, told: list[Diagnostic]) -> PageId | None:
    """Return the page that is meant; if that is none, or cannot be known, report it and return None."""
    found = names.get(_fold_id(mention.text), ())
    # A page's own name means the other page of that name, where there is one.
    others = [page for page in found if page != record.id]
    if len(others) == 1:
        return others[0]
    place = record.at(mention)
    if others:
        told.append(doubles.several_pages(place, mention.text, [str(page) for page in others]))
    elif found:
        told.append(doubles.OWN_PAGE.at(place))
    else:
        told.append(doubles.UNKNOWN_PAGE.at(place, text=mention.text, near=_near(mention.text, names)))
    return None


def _fold_id(text: str) -> str:
    return nfc(text).casefold()


def _near(text: str, names: Names) -> str | None:
    """The page that looks most like what is written, in the form that was used."""
    kind, slash, name = text.rpartition("/")
    pages = (page for pages in names.values() for page in pages)
    near = nearest(name, (page.name for page in pages if not slash or page.kind == kind))
    return near and f"{kind}{slash}{near}"
