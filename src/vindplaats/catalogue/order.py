"""Sort keys for studies, news, static pages and entries. They do not depend on the order of files on the disk."""

from collections.abc import Iterable

from vindplaats.catalogue.corpus import Bericht, Entry, StaticPage, Study, Year
from vindplaats.dutch.organisation_names import looks_like_organisation
from vindplaats.dutch.person_names import ASIDE, sorting_name
from vindplaats.dutch.sorting import sort_key, without_article
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Pagina, Werkveld

NO_VOLGORDE = 1_000_000
"""The rank of a page without `volgorde`. It is higher than any `volgorde`, which has at most six digits."""


def sort_studies(studies: Iterable[Study]) -> tuple[Study, ...]:
    """Sort studies by year, then day of publication, then title in Dutch alphabetical order, then id.

    Years and days are newest first. A study without a day comes after the studies of its year that have one.
    """
    return tuple(sorted(studies, key=_study_order))


def _study_order(study: Study) -> tuple[object, ...]:
    project, day = study.project, study.project.publicatiedatum
    return -project.jaar, -(day.toordinal() if day else 0), *sort_key(project.titel), project.id


def bericht_order(bericht: Bericht) -> tuple[object, ...]:
    """Return a sort key: `datum` (newest first), then title in Dutch alphabetical order, then id."""
    return -bericht.record.datum.toordinal(), *sort_key(bericht.record.titel), bericht.record.id


def static_page_order(page: StaticPage) -> tuple[object, ...]:
    """Return a sort key: `volgorde`, then title in Dutch alphabetical order, then id."""
    return _volgorde(page.record), *sort_key(page.record.titel), page.record.id


def entry_order(entry: Entry) -> tuple[object, ...]:
    """Return a sort key: `volgorde` (werkvelden only), then name in Dutch alphabetical order, then id."""
    volgorde = _volgorde(entry.record) if isinstance(entry.record, Werkveld) else NO_VOLGORDE
    return volgorde, sort_key(entry_name(entry)), entry.id


def entry_name(entry: Entry) -> str:
    """Return the name by which an entry is sorted: "Jan de Vries" is under V, and "De Zeeuwse Bank" under Z.

    A contact may also be a team or another organisation. A note such as "(afdeling Zorg)" makes no organisation of a
    person.
    """
    if entry.sorteernaam:
        return entry.sorteernaam
    if entry.kind == "contactpersonen" and not looks_like_organisation(ASIDE.sub("", entry.naam)):
        return sorting_name(entry.naam)
    return without_article(entry.naam) if entry.kind in ("contactpersonen", "opdrachtgevers") else entry.naam


def _volgorde(record: Pagina | Werkveld) -> int:
    return NO_VOLGORDE if record.volgorde is None else record.volgorde


def make_years(studies: Iterable[Study]) -> tuple[Year, ...]:
    """Return the years that have studies, newest first, each with its studies in the order of ``studies``."""
    found: dict[int, list[PageId]] = {}
    for study in studies:
        found.setdefault(study.project.jaar, []).append(study.project.id)
    return tuple(Year(jaar, tuple(found[jaar])) for jaar in sorted(found, reverse=True))
