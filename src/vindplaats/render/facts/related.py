"""The studies related to a study: its neighbours in time in the lists of its series, clients and werkvelden.

The studies that share most with it come first.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from vindplaats.catalogue.corpus import Study
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


def related_to(
    study: PageId,
    listed: Mapping[PageId, tuple[PageId, ...]],
    lists: Mapping[PageId, tuple[PageId, ...]],
    rank: Mapping[PageId, int],
) -> tuple[Related, ...]:
    """Return at most `MAX_RELATED` studies: those that share most with ``study`` and, if equal, the nearest in time.

    ``listed`` has the series, clients and werkvelden of each study (`listed_under`). ``lists`` has the projects of each
    series, client and werkveld in the order of the site, newest first. ``rank`` has the position of each project in
    that order.
    """
    own, here = listed[study], rank[study]
    near: set[PageId] = set()
    for entry in own:
        ids = lists[entry]
        place = bisect_left(ids, here, key=rank.__getitem__)
        near.update(ids[max(0, place - MAX_NEIGHBOURS_PER_SIDE) : place + MAX_NEIGHBOURS_PER_SIDE + 1])
    near.discard(study)
    # A shared series counts for more than any number of clients, and a client for more than any number of werkvelden.
    weights = [(entry, _WEIGHTS[entry.kind]) for entry in own]
    order = []
    for other in near:
        theirs = listed[other]
        order.append((-sum([weight for entry, weight in weights if entry in theirs]), abs(rank[other] - here), other))
    order.sort()
    return tuple(_without_many_editions(own, [(other, listed[other]) for _, _, other in order]))


_WEIGHTS: Mapping[PageKind, int] = {"reeksen": 10**6, "opdrachtgevers": 10**3, "werkvelden": 1}


def listed_under(study: Study) -> tuple[PageId, ...]:
    """Return the ids of the series, clients and werkvelden of a study, in order of importance."""
    series = (series_id(study.project.reeks),) if study.project.reeks else ()
    return (*series, *[client.id for client in study.opdrachtgevers], *[werkveld.id for werkveld in study.werkvelden])


def _without_many_editions(
    own: tuple[PageId, ...], order: Iterable[tuple[PageId, tuple[PageId, ...]]]
) -> Iterator[Related]:
    editions = found = 0
    for other, theirs in order:
        shared = tuple([entry for entry in own if entry in theirs])
        if shared[0].kind == "reeksen":
            editions += 1
            if editions > MAX_RELATED_EDITIONS:
                continue
        yield Related(other, shared)
        found += 1
        if found == MAX_RELATED:
            return
