"""In which order everything is shown; nothing ever depends on the order of files on disk."""

from collections.abc import Callable, Iterable, Mapping

from vindplaats.catalogue.corpus import Bericht, Entry, StaticPage, Study, Year
from vindplaats.dutch.person_names import sorting_name
from vindplaats.dutch.sorting import sort_key
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Kind, Pagina, Werkveld

LAST = 1_000_000
"""Where a page without `volgorde` stands: after those with one (a field takes six digits)."""


def study_order(study: Study) -> tuple[object, ...]:
    """Newest first by year, then day of publication (those with one first), then title in Dutch order, then id."""
    project = study.project
    day = project.publicatiedatum
    return -project.jaar, -(day.toordinal() if day else 0), sort_key(project.titel), project.id


def bericht_order(bericht: Bericht) -> tuple[object, ...]:
    """Newest first by day, then title in Dutch order, then id."""
    return -bericht.record.datum.toordinal(), sort_key(bericht.record.titel), bericht.record.id


def text_order(text: StaticPage) -> tuple[object, ...]:
    """By `volgorde`, then title in Dutch order, then id."""
    return _volgorde(text.record), sort_key(text.record.titel), text.record.id


def entry_order(entry: Entry) -> tuple[object, ...]:
    """Persons by last name without tussenvoegsel, werkvelden by `volgorde`, and all in Dutch order, then id."""
    name = sorting_name(entry.naam) if entry.kind == "contactpersonen" else entry.naam
    volgorde = _volgorde(entry.record) if isinstance(entry.record, Werkveld) else LAST
    return volgorde, sort_key(name), entry.id


def _volgorde(record: Pagina | Werkveld) -> int:
    return LAST if record.volgorde is None else record.volgorde


def by_entry(studies: Iterable[Study], kind: Kind) -> Mapping[PageId, tuple[PageId, ...]]:
    """Ids of studies by id of the entry, each list in the order of ``studies``."""
    mentions: Callable[[Study], Iterable[PageId]] = {
        "werkvelden": lambda s: [r.id for r in s.werkvelden],
        "opdrachtgevers": lambda s: [r.id for r in s.opdrachtgevers],
        "contactpersonen": lambda s: [r.id for r in s.contactpersonen],
    }[kind]
    found: dict[PageId, list[PageId]] = {}
    for study in studies:
        for entry in mentions(study):
            found.setdefault(entry, []).append(study.project.id)
    return {entry: tuple(ids) for entry, ids in found.items()}


def years(studies: Iterable[Study]) -> tuple[Year, ...]:
    """The years in which there were studies, newest first; ``studies`` come in order."""
    found: dict[int, list[PageId]] = {}
    for study in studies:
        found.setdefault(study.project.jaar, []).append(study.project.id)
    return tuple(Year(jaar, tuple(found[jaar])) for jaar in sorted(found, reverse=True))
