"""Series of editions: the studies that name one `reeks`, and nothing but that groups them."""

from collections.abc import Iterable, Sequence

from vindplaats.catalogue.corpus import Entry, Study
from vindplaats.catalogue.folding import fold_organisation
from vindplaats.catalogue.order import entry_order
from vindplaats.catalogue.titles import conflict, only_one_has, read_title
from vindplaats.diagnostics import names
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.read.page_id import PageId
from vindplaats.suggest import nearest

HARDLY_DIFFERENT = 90.0
"""Similarity (0 to 100) of two names from which one is taken for a slip: a letter in ten. A choice, not measured."""


def series_id(name: str) -> PageId:
    """Return the id of a series by its name, in which case, hyphens, spaces and accents make no difference."""
    return PageId("reeksen", f"?{fold_organisation(name)}")


def make_series(studies: Iterable[Study]) -> tuple[Entry, ...]:
    """All series in Dutch order, each with its studies in the order of ``studies``.

    A series is called what its first file, by path, calls it.
    """
    members: dict[PageId, list[Study]] = {}
    for study in studies:
        if study.project.reeks:
            members.setdefault(series_id(study.project.reeks), []).append(study)
    found = []
    for entry, editions in members.items():
        first = min(editions, key=lambda study: study.project.file).project
        found.append(
            Entry(
                id=entry,
                kind="reeksen",
                naam=first.reeks,
                place=first.place("reeks"),
                projecten=tuple(study.project.id for study in editions),
            )
        )
    return tuple(sorted(found, key=entry_order))


def check_series(series: Sequence[Entry]) -> list[Diagnostic]:
    """Series of one edition whose name is hardly different from that of another: most likely it was mistyped.

    Names that number what they name ("deel A" and "deel B") are meant to be as alike as they are.
    """
    told = []
    for entry in series:
        if len(entry.projecten) == 1 and len(series) > 1:
            near = nearest(entry.naam, (other.naam for other in series if other.id != entry.id), HARDLY_DIFFERENT)
            titles = read_title(entry.naam), read_title(near or "")
            if near and not conflict(*titles) and not only_one_has(*titles):
                told.append(names.SIMILAR_SERIES.at(entry.place, name=entry.naam, near=near))
    return told
