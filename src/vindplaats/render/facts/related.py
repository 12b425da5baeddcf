"""The studies related to a study: its neighbours in time in the lists of its series, clients and werkvelden.

The studies that share most with it come first.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus, Study
from vindplaats.catalogue.entities.series import series_id
from vindplaats.read.page_id import PageId, PageKind

MAX_RELATED = 6
"""Maximum number of related studies shown for a study."""
MAX_RELATED_EDITIONS = 2
"""Maximum number of related studies from the same series. It is low because the page lists all editions anyway."""
MAX_NEIGHBOURS_PER_SIDE = 4
"""Maximum number of studies to consider on each side of a study in the list of each of its entries.

A larger number takes longer and adds only studies that are further away in time."""


class Related(Struct, frozen=True, gc=False):
    """A related study, and the ids of the series, clients and werkvelden (in that order) that both studies have."""

    id: PageId
    shared: tuple[PageId, ...]


class Relations(Struct, frozen=True, gc=False):
    """What the studies of a site are listed under.

    ``listed`` has the series, clients and werkvelden of each study. ``lists`` has the projects of each entry in the
    order of the site, newest first. ``rank`` has the position of each project in that order, and is in that order.
    """

    listed: Mapping[PageId, tuple[PageId, ...]]
    lists: Mapping[PageId, tuple[PageId, ...]]
    rank: Mapping[PageId, int]


def relations_of(corpus: Corpus) -> Relations:
    """Return what the studies of a site are listed under."""
    return Relations(
        {study.project.id: _listed_under(study) for study in corpus.studies},
        {entry.id: entry.projecten for entry in corpus.entries},
        {study.project.id: place for place, study in enumerate(corpus.studies)},
    )


class RelatedStudies:
    """Finds the related studies of each study. It compares studies and entries by numbers, which is faster than by ids.

    The number of a study is its rank. Entries get a number when they are first needed, because a process may need few.
    """

    def __init__(self, relations: Relations) -> None:
        self._relations = relations
        self._studies = tuple(relations.rank)
        self._entries: list[PageId] = []
        self._weights: list[int] = []
        self._number: dict[PageId, int] = {}
        self._listed: dict[int, tuple[int, ...]] = {}
        self._ranks: dict[int, list[int]] = {}

    def of(self, study: PageId) -> tuple[Related, ...]:
        """Return at most `MAX_RELATED` studies: those that share most with ``study``, and of these the nearest in time.

        Raises `KeyError` if there is no such study.
        """
        here = self._relations.rank[study]
        own, studies = self._listed_under(here), self._studies
        near: set[int] = set()
        for entry in own:
            ranks = self._ranks_of(entry)
            place = bisect_left(ranks, here)
            near.update(ranks[max(0, place - MAX_NEIGHBOURS_PER_SIDE) : place + MAX_NEIGHBOURS_PER_SIDE + 1])
        near.discard(here)
        # A shared series counts for more than any number of clients, and a client for more than any number of
        # werkvelden.
        weights = [(entry, self._weights[entry]) for entry in own]
        order = []
        for other in near:
            theirs, shared = self._listed_under(other), 0
            for entry, weight in weights:  # faster than a sum
                if entry in theirs:
                    shared += weight
            order.append((-shared, abs(other - here), studies[other], other))
        order.sort()
        return tuple(self._without_many_editions(own, [other for *_, other in order]))

    def _ranks_of(self, entry: int) -> list[int]:
        """Return the studies of an entry, in the order of the site."""
        found = self._ranks.get(entry)
        if found is None:
            studies = self._relations.lists[self._entries[entry]]
            found = self._ranks[entry] = list(map(self._relations.rank.__getitem__, studies))
        return found

    def _listed_under(self, study: int) -> tuple[int, ...]:
        """Return the entries that a study is listed under."""
        found = self._listed.get(study)
        if found is None:
            found = tuple([self._number_of(entry) for entry in self._relations.listed[self._studies[study]]])
            self._listed[study] = found
        return found

    def _number_of(self, entry: PageId) -> int:
        number = self._number.get(entry)
        if number is None:
            number = self._number[entry] = len(self._entries)
            self._entries.append(entry)
            self._weights.append(_WEIGHTS[entry.kind])
        return number

    def _without_many_editions(self, own: tuple[int, ...], others: Iterable[int]) -> Iterator[Related]:
        editions = found = 0
        for other in others:
            theirs = self._listed_under(other)
            shared = tuple([self._entries[entry] for entry in own if entry in theirs])
            if shared[0].kind == "reeksen":
                editions += 1
                if editions > MAX_RELATED_EDITIONS:
                    continue
            yield Related(self._studies[other], shared)
            found += 1
            if found == MAX_RELATED:
                return


_WEIGHTS: Mapping[PageKind, int] = {"reeksen": 10**6, "opdrachtgevers": 10**3, "werkvelden": 1}


def _listed_under(study: Study) -> tuple[PageId, ...]:
    """Return the ids of the series, clients and werkvelden of a study, in order of importance."""
    series = (series_id(study.project.reeks),) if study.project.reeks else ()
    return (*series, *[client.id for client in study.opdrachtgevers], *[werkveld.id for werkveld in study.werkvelden])
