"""Which studies are shown as related to one: those that share its series, clients or werkvelden, nearest in time."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from vindplaats.catalogue.corpus import Study
from vindplaats.catalogue.entities.series import series_id
from vindplaats.read.page_id import PageId, PageKind

MAX_RELATED = 6
"""Related studies of one study."""
MAX_RELATED_EDITIONS = 2
"""Of its own series among them: the others stand beside its title already."""
NEIGHBOURS = 4
"""How far on either side of a study each list that it is in is looked through. Further takes more time, and finds what
is of years ago."""


class Related(Struct, frozen=True, gc=False):
    """A related study, and the ids of what the two share: their series, then clients, then werkvelden."""

    id: PageId
    shared: tuple[PageId, ...]


def related_to(
    study: PageId,
    listed: Mapping[PageId, tuple[PageId, ...]],
    lists: Mapping[PageId, tuple[PageId, ...]],
    rank: Mapping[PageId, int],
) -> tuple[Related, ...]:
    """At most `MAX_RELATED`, those that share most first, then those nearest in time.

    ``listed`` is what each study is listed under (`listed_under`), ``lists`` the projects of each of these in the order
    of the site, ``rank`` the place of every project in that.
    """
    own, here = listed[study], rank[study]
    near: set[PageId] = set()
    for entry in own:
        ids = lists[entry]
        place = bisect_left(ids, here, key=rank.__getitem__)
        near.update(ids[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1])
    near.discard(study)
    # A series weighs more than all clients, and a client more than all werkvelden.
    weights = [(entry, _WEIGHTS[entry.kind]) for entry in own]
    order = []
    for other in near:
        theirs = listed[other]
        order.append((-sum([weight for entry, weight in weights if entry in theirs]), abs(rank[other] - here), other))
    order.sort()
    return tuple(_without_many_editions(own, [(other, listed[other]) for _, _, other in order]))


_WEIGHTS: Mapping[PageKind, int] = {"reeksen": 10**6, "opdrachtgevers": 10**3, "werkvelden": 1}


def listed_under(study: Study) -> tuple[PageId, ...]:
    """The ids of what a study is listed under, in the order in which it counts: its series, clients, werkvelden."""
    series = (series_id(study.project.reeks),) if study.project.reeks else ()
    return (*series, *[client.id for client in study.opdrachtgevers], *[field.id for field in study.werkvelden])


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
