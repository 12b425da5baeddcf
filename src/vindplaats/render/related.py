"""Which studies are shown as related to one: those that share its series, clients or werkvelden, nearest in time."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from vindplaats.catalogue.corpus import Study
from vindplaats.catalogue.series import series_id

MOST = 6
"""Related studies of one study."""
EDITIONS = 2
"""Of its own series among them: the others stand beside its title already."""
NEAR = 6
"""How far on either side of a study each list that it is in is looked through. Further takes more time, and finds what
is of years ago."""


class Related(Struct, frozen=True, gc=False):
    """A related study, and the ids of what the two share: their series, then clients, then werkvelden."""

    id: str
    shared: tuple[str, ...]


def related_to(
    study: Study,
    studies: Mapping[str, Study],
    lists: Mapping[str, tuple[str, ...]],
    rank: Mapping[str, int],
) -> tuple[Related, ...]:
    """At most `MOST`, those that share most first, then those nearest in time.

    ``lists`` has the projects of each entry in the order of the site, ``rank`` the place of every project in that.
    """
    own, here = tuple(_entries(study)), rank[study.project.id]
    near: set[str] = set()
    for entry in own:
        ids = lists[entry]
        place = bisect_left(ids, here, key=rank.__getitem__)
        near.update(ids[max(0, place - NEAR) : place + NEAR + 1])
    near.discard(study.project.id)
    found = [Related(i, _shared(own, studies[i])) for i in near]
    found.sort(key=lambda one: (*_weight(one.shared), abs(rank[one.id] - here), one.id))
    return tuple(_without_many_editions(found))[:MOST]


def _entries(study: Study) -> Iterator[str]:
    """The ids of what a study is listed under, in the order in which it counts."""
    if study.project.reeks:
        yield series_id(study.project.reeks)
    for client in study.opdrachtgevers:
        yield client.id
    for field in study.werkvelden:
        yield field.id


def _shared(own: tuple[str, ...], other: Study) -> tuple[str, ...]:
    theirs = set(_entries(other))
    return tuple(entry for entry in own if entry in theirs)


def _weight(shared: tuple[str, ...]) -> tuple[int, int, int]:
    """Sorts by series before clients before werkvelden, and more before fewer."""
    kinds = [entry.partition("/")[0] for entry in shared]
    return -kinds.count("reeksen"), -kinds.count("opdrachtgevers"), -kinds.count("werkvelden")


def _without_many_editions(found: Iterable[Related]) -> Iterator[Related]:
    editions = 0
    for one in found:
        editions += one.shared[0].startswith("reeksen/")
        if not one.shared[0].startswith("reeksen/") or editions <= EDITIONS:
            yield one
