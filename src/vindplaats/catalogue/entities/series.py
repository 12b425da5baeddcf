"""Make the entry of each series: the studies with the same `reeks`. Report probable typing errors in the names."""

from collections.abc import Iterable, Sequence

from vindplaats.catalogue.corpus import Entry, Study
from vindplaats.catalogue.folding import fold_organisation
from vindplaats.catalogue.order import entry_order
from vindplaats.catalogue.titles import find_conflict, find_single, read_title
from vindplaats.diagnostics import names
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.page_id import PageId
from vindplaats.suggest import nearest

MIN_TYPO_SIMILARITY = 90.0
"""Minimum similarity (0 to 100) at which a name is reported as a probable misspelling of another: about one letter in
ten may differ. The value was chosen, not measured."""


def series_id(name: str) -> PageId:
    """Return the id of a series from its name, ignoring case, accents, spaces and punctuation.

    Example: ``reeksen/?monitorflexwonen`` for "Monitor flexwonen".
    """
    return PageId("reeksen", f"?{fold_organisation(name)}")


def make_series(studies: Iterable[Study]) -> tuple[Entry, ...]:
    """Return the entries of all series in Dutch order, each with its studies in the order of ``studies``.

    The name of a series is spelled as in its study whose path comes first.
    """
    members: dict[PageId, list[Study]] = {}
    for study in studies:
        if study.project.reeks:
            members.setdefault(series_id(study.project.reeks), []).append(study)
    found = []
    for page_id, editions in members.items():
        first = min(editions, key=lambda study: study.project.file).project
        found.append(
            Entry(
                id=page_id,
                kind="reeksen",
                naam=first.reeks,
                place=first.place("reeks"),
                projecten=tuple(study.project.id for study in editions),
            )
        )
    return tuple(sorted(found, key=entry_order))


def check_series(series: Sequence[Entry], report: Report) -> None:
    """Report each series that has only one study and a name very similar to that of another series.

    Names that differ in a marker or number, such as "deel A" and "deel B", are not reported: they differ on purpose.
    """
    for entry in series:
        if len(entry.projecten) == 1 and len(series) > 1:
            near = nearest(entry.naam, (other.naam for other in series if other.id != entry.id), MIN_TYPO_SIMILARITY)
            titles = read_title(entry.naam), read_title(near or "")
            if near and not find_conflict(*titles) and not find_single(*titles):
                report.add(names.SIMILAR_SERIES.at(entry.place, name=entry.naam, near=near))
