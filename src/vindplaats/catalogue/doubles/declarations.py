"""What editors declared in front matter about pairs of pages. A declaration overrules the judgement of the build.

- ``project: x``: this nieuwsbericht is about the study ``x`` and no other.
- ``reeks: Naam``: the projects with this series are editions of it.
- ``geen_dubbel_van: [x]``: this page and ``x`` are not about the same study. Either page may say so.
"""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from vindplaats.catalogue.doubles.judge import Judgement
from vindplaats.catalogue.folding import fold_organisation
from vindplaats.diagnostics import doubles
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Mention, Nieuwsbericht, Project, Publishable
from vindplaats.suggest import nearest
from vindplaats.text import nfc

PageNames = Mapping[str, tuple[PageId, ...]]
"""Maps a folded id to the pages it may mean. The id may include its kind (as in ``projecten/flexwonen``) or omit it."""
COMPARED_KINDS = ("projecten", "nieuws")
"""The kinds of pages that can be doubles."""


class Declarations(Struct, frozen=True):
    """The declarations of a site.

    ``apart`` maps a page to the pages that are declared not to be its doubles: if it maps A to B, it also maps B to A.
    ``projects`` maps a nieuwsbericht to its project, and ``series`` a project to the folded name of its series.
    """

    apart: Mapping[PageId, frozenset[PageId]]
    projects: Mapping[PageId, PageId]
    series: Mapping[PageId, str]

    def on(self, first: PageId, second: PageId) -> Judgement | None:
        """Return the judgement on two pages that follows from the declarations, or None if nothing follows."""
        if second in self.apart.get(first, frozenset()):
            return Judgement("verschillend", (doubles.KEPT_APART,))
        studies = self._study(first), self._study(second)
        if studies[0] and studies[0] == studies[1]:
            return Judgement("variant", (doubles.own_project(studies[0].name),))
        if all(studies) and (first in self.projects or second in self.projects):
            return Judgement("verschillend", (doubles.OTHER_PROJECT,))
        if first in self.series and self.series[first] == self.series.get(second):
            return Judgement("editie", (doubles.SAME_SERIES,))
        return None

    def keep_apart(self, page_ids: Collection[PageId]) -> bool:
        """Return whether one of the pages is declared not to be a double of any of the others.

        That settles a family: whatever those pages share does not make them doubles.
        """
        others = frozenset(page_ids)
        return any(others <= {page_id, *self.apart.get(page_id, ())} for page_id in page_ids)

    def _study(self, page_id: PageId) -> PageId | None:
        return page_id if page_id.kind == "projecten" else self.projects.get(page_id)

    def pairs(self) -> Iterable[tuple[PageId, PageId]]:
        """Yield the pairs that declarations name, some twice. A series pairs its first project with all others."""
        yield from _pairs_of(self.apart)
        yield from self.projects.items()
        firsts: dict[str, PageId] = {}
        for page_id, series in sorted(self.series.items()):
            if (first := firsts.setdefault(series, page_id)) != page_id:
                yield first, page_id

    def through(self, survivors: Mapping[PageId, PageId]) -> "Declarations":
        """Return the declarations with each merged page replaced by its survivor."""
        return Declarations(
            _both_ways((survivors.get(a, a), survivors.get(b, b)) for a, b in _pairs_of(self.apart)),
            {survivors.get(news, news): survivors.get(study, study) for news, study in self.projects.items()},
            {survivors.get(study, study): series for study, series in self.series.items()},
        )


def read_declarations(records: Iterable[Publishable], names: PageNames, report: Report) -> Declarations:
    """Collect the declarations of all projects and news.

    Report each name in `geen_dubbel_van` that does not mean exactly one other page, or that contradicts `project` by
    naming the same page.
    """
    apart: list[tuple[PageId, PageId]] = []
    projects: dict[PageId, PageId] = {}
    series: dict[PageId, str] = {}
    for record in records:
        meant = [(mention, _find_page(mention, record, names, report)) for mention in record.geen_dubbel_van]
        apart += [(record.id, page_id) for _, page_id in meant if page_id]
        if isinstance(record, Nieuwsbericht) and record.project and (project := find_project(record.project, names)):
            projects[record.id] = project
            for mention, page_id in meant:
                if page_id == project:
                    report.add(doubles.CONTRADICTION.at(record.at(mention), text=mention.text))
        if isinstance(record, Project) and record.reeks:
            series[record.id] = fold_organisation(record.reeks)
    return Declarations(_both_ways(apart), projects, series)


def _pairs_of(apart: Mapping[PageId, Iterable[PageId]]) -> Iterable[tuple[PageId, PageId]]:
    return ((page_id, other) for page_id, others in apart.items() for other in others)


def _both_ways(pairs: Iterable[tuple[PageId, PageId]]) -> dict[PageId, frozenset[PageId]]:
    apart: dict[PageId, set[PageId]] = {}
    for first, second in pairs:
        apart.setdefault(first, set()).add(second)
        apart.setdefault(second, set()).add(first)
    return {page_id: frozenset(others) for page_id, others in apart.items()}


def page_names(ids: Iterable[PageId]) -> PageNames:
    """Map each name that an editor may use in a declaration to the projects and news among ``ids`` that it may mean."""
    names: dict[str, tuple[PageId, ...]] = {}
    for page_id in sorted(dict.fromkeys(page_id for page_id in ids if page_id.kind in COMPARED_KINDS)):
        name = _fold_id(page_id.name)
        names[f"{page_id.kind}/{name}"] = (page_id,)
        names[name] = (*names.get(name, ()), page_id)
    return names


def find_project(mention: Mention, names: PageNames) -> PageId | None:
    """Return the project that a mention names, with or without ``projecten/``, or None if no project has that id."""
    return next(iter(names.get(f"projecten/{_fold_id(mention.text.removeprefix('projecten/'))}", ())), None)


def nearest_project(mention: Mention, names: PageNames) -> str | None:
    """Return the project name that is spelled most like the mention, or None if none is similar."""
    projects = (page_id.name for ids in names.values() for page_id in ids if page_id.kind == "projecten")
    return nearest(mention.text, projects)


def _find_page(mention: Mention, record: Publishable, names: PageNames, report: Report) -> PageId | None:
    """Return the page other than ``record`` that a name in `geen_dubbel_van` means.

    If there is no such page, or if there are several, report the name and return None.
    """
    found = names.get(_fold_id(mention.text), ())
    # If a project and a nieuwsbericht have the same name, that name on either page means the other page.
    others = [page_id for page_id in found if page_id != record.id]
    if len(others) == 1:
        return others[0]
    place = record.at(mention)
    if others:
        report.add(doubles.several_pages(place, mention.text, [str(page_id) for page_id in others]))
    elif found:
        report.add(doubles.OWN_PAGE.at(place))
    else:
        report.add(doubles.UNKNOWN_PAGE.at(place, text=mention.text, near=_nearest_page(mention.text, names)))
    return None


def _fold_id(text: str) -> str:
    return nfc(text).casefold()


def _nearest_page(text: str, names: PageNames) -> str | None:
    """Return the id that is spelled most like ``text`` (without its kind if ``text`` has no kind), or None."""
    kind, slash, name = text.rpartition("/")
    ids = (page_id for ids in names.values() for page_id in ids)
    near = nearest(name, (page_id.name for page_id in ids if not slash or page_id.kind == kind))
    return near and f"{kind}{slash}{near}"
