"""Series of editions: the studies that name one `reeks`, and nothing but that groups them."""

from collections.abc import Iterable

from vindplaats.catalogue.corpus import Entry, Study
from vindplaats.catalogue.folding import fold_organisation
from vindplaats.catalogue.order import entry_order


def series_id(name: str) -> str:
    """The id of a series by its name; case, hyphens, spaces and accents make no difference. Empty without a name."""
    return f"reeksen/?{fold_organisation(name)}" if name else ""


def make_series(studies: Iterable[Study]) -> tuple[Entry, ...]:
    """All series in Dutch order, each with its studies in the order of ``studies``.

    A series is called what its first file, by path, calls it.
    """
    members: dict[str, list[Study]] = {}
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
