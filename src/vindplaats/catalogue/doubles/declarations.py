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
from vindplaats.read.records import Mention, Nieuwsbericht, Project, Publishable
from vindplaats.suggest import nearest
from vindplaats.text import nfc

Names = Mapping[str, tuple[str, ...]]
"""Ids of pages by what may be written for them."""
KINDS = ("projecten", "nieuws")
"""The kinds of pages that can be doubles."""


class Declarations(Struct, frozen=True):
    """The declarations of a site, by id: pages that are no doubles, the study of a nieuwsbericht, the folded series.

    ``apart`` names each pair from both sides.
    """

    apart: Mapping[str, frozenset[str]]
    projects: Mapping[str, str]
    series: Mapping[str, str]

    def on(self, one: str, other: str) -> Judgement | None:
        """What an editor declared about the two pages; None where nobody did."""
        if other in self.apart.get(one, ()):
            return Judgement("verschillend", (doubles.KEPT_APART,))
        mine, theirs = self._study(one), self._study(other)
        if mine and theirs and mine == theirs:
            return Judgement("variant", (doubles.own_project(mine.partition("/")[2]),))
        if mine and theirs and (one in self.projects or other in self.projects):
            return Judgement("verschillend", (doubles.OTHER_PROJECT,))
        if one in self.series and self.series[one] == self.series.get(other):
            return Judgement("editie", (doubles.SAME_SERIES,))
        return None

    def _study(self, page: str) -> str:
        return page if page.startswith("projecten/") else self.projects.get(page, "")

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Every pair that a declaration names; of a series, each page with the first."""
        yield from ((page, other) for page, others in self.apart.items() for other in others)
        yield from self.projects.items()
        firsts: dict[str, str] = {}
        for page, series in sorted(self.series.items()):
            if (first := firsts.setdefault(series, page)) != page:
                yield first, page

    def through(self, survivors: Mapping[str, str]) -> "Declarations":
        """The same of the pages that stay: what was declared about one that gave way holds for the other."""

        def stays(page: str) -> str:
            return survivors.get(page, page)

        return Declarations(
            _both_ways((stays(page), stays(other)) for page, others in self.apart.items() for other in others),
            {stays(page): stays(project) for page, project in self.projects.items()},
            {stays(page): series for page, series in self.series.items()},
        )


def read_declarations(records: Iterable[Publishable], names: Names) -> tuple[Declarations, list[Diagnostic]]:
    """Gather the declarations of ``records``; tell of every `geen_dubbel_van` that names no page, two, or its own."""
    apart: list[tuple[str, str]] = []
    projects: dict[str, str] = {}
    series: dict[str, str] = {}
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


def _both_ways(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    apart: dict[str, set[str]] = {}
    for one, other in pairs:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    return {page: frozenset(others) for page, others in apart.items()}


def page_names(ids: Iterable[str]) -> Names:
    """Ids of projects and news by what may be written for them: whole, or without their kind."""
    names: dict[str, tuple[str, ...]] = {}
    for page in sorted(set(ids)):
        kind, _, name = page.partition("/")
        if kind in KINDS:
            folded = _fold_id(name)
            names[f"{kind}/{folded}"] = (page,)
            names[folded] = (*names.get(folded, ()), page)
    return names


def find_project(mention: Mention, names: Names) -> str:
    """The id of the project that is meant; empty where there is none."""
    return next(iter(names.get(f"projecten/{_fold_id(mention.text.removeprefix('projecten/'))}", ())), "")


def near_project(mention: Mention, names: Names) -> str | None:
    """The name of a project that looks most like what is written, for "bedoelde u ...?"."""
    projects = [page for pages in names.values() for page in pages if page.startswith("projecten/")]
    return nearest(mention.text, [page.partition("/")[2] for page in projects])


def _meant(mention: Mention, record: Publishable, names: Names, told: list[Diagnostic]) -> str:
    """The page that is meant; empty, and told, where that is none or not to be known."""
    found = names.get(_fold_id(mention.text), ())
    # A page's own name means the other page of that name, where there is one.
    others = [page for page in found if page != record.id]
    if len(others) == 1:
        return others[0]
    place = record.at(mention)
    if others:
        told.append(doubles.several_pages(place, mention.text, others))
    elif found:
        told.append(doubles.OWN_PAGE.at(place))
    else:
        told.append(doubles.UNKNOWN_PAGE.at(place, text=mention.text, near=_near(mention.text, names)))
    return ""


def _fold_id(text: str) -> str:
    return nfc(text).casefold()


def _near(text: str, names: Names) -> str | None:
    """The page that looks most like what is written, in the form that was used."""
    kind, slash, name = text.rpartition("/")
    pages = (page.partition("/") for pages in names.values() for page in pages)
    near = nearest(name, (own for folder, _, own in pages if not slash or folder == kind))
    return near and f"{kind}{slash}{near}"
