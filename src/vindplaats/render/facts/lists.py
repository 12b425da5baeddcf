"""Every list of the site, as ids in order."""

from collections.abc import Iterable, Mapping

from vindplaats.catalogue.corpus import Corpus
from vindplaats.read.page_id import PageId
from vindplaats.render.routing.addresses import combination_id, year_id


def lists_of(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """Every list, as ids in order.

    Of projects by entry, year (``jaren/2021``), combination, and all (``projecten``); of news all, and under
    ``nieuws/`` and the id of who is named; of entries by the name of their overview.
    """
    lists: dict[str, tuple[str, ...]] = {str(entry.id): _texts(entry.projecten) for entry in corpus.entries}
    lists |= {f"nieuws/{entry.id}": _texts(entry.nieuws) for entry in corpus.entries}
    lists |= {year_id(year.jaar): _texts(year.projecten) for year in corpus.jaren}
    lists |= _combinations(corpus)
    lists["projecten"] = _texts(study.project.id for study in corpus.studies)
    lists["nieuws"] = _texts(bericht.record.id for bericht in corpus.berichten)
    lists["jaren"] = tuple(year_id(year.jaar) for year in corpus.jaren)
    for kind, entries in (
        ("werkvelden", corpus.werkvelden),
        ("opdrachtgevers", corpus.opdrachtgevers),
        ("contactpersonen", corpus.contactpersonen),
        ("reeksen", corpus.reeksen),
        ("publicaties", corpus.publicaties),
    ):
        lists[kind] = _texts(entry.id for entry in entries)
    return lists


def _texts(ids: Iterable[PageId]) -> tuple[str, ...]:
    return tuple(map(str, ids))


def _combinations(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """The ids of projects, in their order, by every combination of a year and a werkveld that has any."""
    found: dict[str, list[PageId]] = {}
    for study in corpus.studies:
        for field in study.werkvelden:
            found.setdefault(combination_id(study.project.jaar, field.id), []).append(study.project.id)
    return {key: _texts(ids) for key, ids in found.items()}
