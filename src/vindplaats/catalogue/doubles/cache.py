"""The cache of a search for doubles. With it, the next search need not compare unchanged pages again.

Each result is looked up by what it was computed from, such as a title or a digest, so an outdated result is never used.
A test checks that the findings are the same with and without the cache.
"""

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct, msgpack

from vindplaats.cache.store import Store
from vindplaats.catalogue.doubles.comparison import Comparison
from vindplaats.read.page_id import PageId

MAX_CHANGED_SHARE = 0.05
"""If more than this share of the pages (0 to 1) has changed since the previous search, the shared shingles are found
from scratch, which is as fast as an update."""


class DuplicateCache(Struct, frozen=True, array_like=True):
    """The results of a search for doubles, kept for the next one.

    - ``skeletons`` maps a title to its skeleton, such as ``"monitor flexwonen"``.
    - ``pages`` has the id and digest of each page that was searched.
    - ``shared`` maps the hash of each traced shingle that occurs in several pages to the positions of those pages in
      ``pages``.
    - ``compared`` maps the key of a pair (`ComparedPages.key`) to its comparison, or to None if nothing suggested that
      the pages are doubles.
    - ``folded`` maps the digest of a file to the digest of the folded title and text of its page.
    """

    skeletons: dict[str, str] = {}
    pages: tuple[tuple[PageId, bytes], ...] = ()
    shared: dict[int, tuple[int, ...]] = {}
    compared: dict[bytes, Comparison | None] = {}
    folded: dict[bytes, bytes] = {}


EMPTY_CACHE = DuplicateCache()


def update_shared(
    previous: DuplicateCache, pages: Sequence[tuple[PageId, bytes]], samples: Sequence["memoryview[int]"]
) -> dict[int, list[int]] | None:
    """Return the same as ``find_shared(samples)``, but faster: update the result of the previous search.

    ``pages`` has the id and digest of the page of each sample. Return None if nothing is cached, or if so many pages
    have changed that an update is not faster.
    """
    position = {page: i for i, page in enumerate(pages)}
    moved_to = [position.get(page) for page in previous.pages]
    changed = set(range(len(pages))).difference(moved_to)
    if len(changed) > MAX_CHANGED_SHARE * len(pages) or not previous.pages:
        return None
    fresh = {shingle for i in changed for shingle in samples[i]}
    found: dict[int, list[int]] = {}
    for shingle, positions in previous.shared.items():
        if shingle not in fresh:
            still = [now for before in positions if (now := moved_to[before]) is not None]
            if len(still) > 1:
                still.sort()
                found[shingle] = still
    return found | _shared_of(fresh, samples) if fresh else found


def _shared_of(fresh: Collection[int], samples: Iterable["memoryview[int]"]) -> dict[int, list[int]]:
    """Return each of the ``fresh`` shingles that is in several samples, with the positions of those samples."""
    fresh = frozenset(fresh)
    positions: dict[int, list[int]] = {}
    for i, sample in enumerate(samples):
        for shingle in fresh.intersection(sample):
            positions.setdefault(shingle, []).append(i)
    return {shingle: pages for shingle, pages in positions.items() if len(pages) > 1}


DUPLICATES_FILE = "dubbel"
"""The name of this cache in the store."""


def recall_duplicates(store: Store | None) -> DuplicateCache:
    """Return the cache of the previous build, or `EMPTY_CACHE` if none was saved or there is no store."""
    return (store and store.recall(DUPLICATES_FILE, DuplicateCache)) or EMPTY_CACHE


def save_duplicates(store: Store | None, cache: DuplicateCache) -> None:
    """Save the cache for the next build, if there is a store."""
    if store:
        store.save(DUPLICATES_FILE, msgpack.encode(cache))
