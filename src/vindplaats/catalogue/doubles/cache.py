"""What finding doubles found out in an earlier build, so that only what changed is compared again.

All of it is said of contents, never of names alone: a page that changed has another digest, and another digest is
unknown. With it and without it, the outcome is the same; a test compares the two.
"""

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct, msgpack

from vindplaats.cache.store import Store
from vindplaats.catalogue.doubles.comparison import Comparison
from vindplaats.read.page_id import PageId

MOST = 0.05
"""The share of changed pages above which looking at them one by one is no faster than looking at all."""


class DuplicateCache(Struct, frozen=True, array_like=True):
    """What was found out, and of what.

    Skeletons by title; the pages that were compared, by id with their digests, and the hashes that more than one of
    them has, with the places of those; what came of comparing two pages, by `comparison_key`; what the words of a page
    come down to after folding, by its digest.
    """

    skeletons: dict[str, str] = {}
    pages: tuple[tuple[PageId, bytes], ...] = ()
    shared: dict[int, tuple[int, ...]] = {}
    compared: dict[bytes, Comparison | None] = {}
    folded: dict[bytes, bytes] = {}


EMPTY_CACHE = DuplicateCache()


def shared_again(
    earlier: DuplicateCache, pages: Sequence[tuple[PageId, bytes]], samples: Sequence["memoryview[int]"]
) -> dict[int, list[int]] | None:
    """The hashes that more than one of ``samples`` has, with the places of those; None where too much changed.

    ``pages`` gives ids and digests in the order of ``samples``.
    """
    now = {page: i for i, page in enumerate(pages)}
    place = [now.get(page) for page in earlier.pages]
    changed = set(range(len(pages))).difference(place)
    if len(changed) > MOST * len(pages) or not earlier.pages:
        return None
    fresh = {shingle for i in changed for shingle in samples[i]}
    found: dict[int, list[int]] = {}
    for shingle, places in earlier.shared.items():
        if shingle not in fresh:
            still = [there for i in places if (there := place[i]) is not None]
            if len(still) > 1:
                still.sort()
                found[shingle] = still
    return found | _shared_with(fresh, samples) if fresh else found


def _shared_with(fresh: Collection[int], samples: Iterable["memoryview[int]"]) -> dict[int, list[int]]:
    """Those of ``fresh`` that more than one sample has."""
    fresh = frozenset(fresh)
    places: dict[int, list[int]] = {}
    for i, sample in enumerate(samples):
        for shingle in fresh.intersection(sample):
            places.setdefault(shingle, []).append(i)
    return {shingle: pages for shingle, pages in places.items() if len(pages) > 1}


DUPLICATES_FILE = "dubbel"
"""The name of this cache in the store."""


def recall_duplicates(store: Store | None) -> DuplicateCache:
    """Return the cache that the last build saved, or `EMPTY_CACHE` if there is none."""
    return (store and store.recall(DUPLICATES_FILE, DuplicateCache)) or EMPTY_CACHE


def save_duplicates(store: Store | None, cache: DuplicateCache) -> None:
    """Save the cache for the next build, if there is a store."""
    if store:
        store.save(DUPLICATES_FILE, msgpack.encode(cache))
