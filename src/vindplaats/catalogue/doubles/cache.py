"""The cache of a search for doubles. With it, the next search looks only at what has changed since.

Everything in it belongs to pages, and `SearchedPages` has all that it depends on, so an outdated result is never used.
A test checks that the findings are the same with and without the cache.
"""

from array import array
from collections.abc import Iterable

from msgspec import Struct, msgpack

from vindplaats.cache.store import Store
from vindplaats.catalogue.doubles.candidates import Pair, Search
from vindplaats.catalogue.doubles.changes import SearchedPages
from vindplaats.catalogue.doubles.comparison import Comparison
from vindplaats.catalogue.doubles.postings import PostingColumns, Postings

_POSITION = (1 << 32) - 1


class SearchColumns(Struct, frozen=True, array_like=True):
    """A `Search` as bytes, which are read much faster than many small values.

    The three columns of pairs are made by `pack_pairs`; ``own`` has the bytes of an ``array("I")``.
    """

    postings: PostingColumns = PostingColumns()
    own: bytes = b""
    alike: bytes = b""
    linked: bytes = b""
    declared: bytes = b""


class DuplicateCache(Struct, frozen=True, array_like=True):
    """The results of a search for doubles, kept for the next one.

    - ``pages`` has the pages that were searched. All positions are positions in these.
    - ``skeletons`` has the skeleton of the title of each page, such as ``"monitor flexwonen"``.
    - ``search`` is the result of the search for candidates by trace.
    - ``pairs`` has the pairs that were compared (`pack_pairs`), and ``comparisons`` their comparisons, or None if
      nothing suggested that the pages are doubles.
    - ``folded`` maps the digest of a file to the digest of the folded title and text of its page.
    """

    pages: SearchedPages = SearchedPages()
    skeletons: tuple[str, ...] = ()
    search: SearchColumns = SearchColumns()
    pairs: bytes = b""
    comparisons: tuple[Comparison | None, ...] = ()
    folded: dict[bytes, bytes] = {}


EMPTY_CACHE = DuplicateCache()


def pack_pairs(pairs: Iterable[Pair]) -> bytes:
    """Return pairs as the bytes of an ``array("Q")``, in which the first position is in the upper half of a number."""
    return array("Q", [i << 32 | j for i, j in pairs]).tobytes()


def unpack_pairs(data: bytes) -> list[Pair]:
    """Return the pairs that `pack_pairs` has made into bytes."""
    return [(key >> 32, key & _POSITION) for key in array("Q", data)]


def pack_search(search: Search) -> SearchColumns:
    """Return the result of a search as bytes."""
    return SearchColumns(
        search.postings.columns,
        search.own.tobytes(),
        pack_pairs(sorted(search.alike)),
        pack_pairs(sorted(search.linked)),
        pack_pairs(sorted(search.declared)),
    )


def unpack_search(columns: SearchColumns) -> Search:
    """Return the result of a search that `pack_search` has made into bytes."""
    return Search(
        Postings(columns.postings),
        array("I", columns.own),
        unpack_pairs(columns.alike),
        frozenset(unpack_pairs(columns.linked)),
        frozenset(unpack_pairs(columns.declared)),
    )


DUPLICATES_FILE = "dubbel"
"""The name of this cache in the store."""


def recall_duplicates(store: Store | None) -> DuplicateCache:
    """Return the cache of the previous build, or `EMPTY_CACHE` if none was saved or there is no store."""
    return (store and store.recall(DUPLICATES_FILE, DuplicateCache)) or EMPTY_CACHE


def save_duplicates(store: Store | None, cache: DuplicateCache) -> None:
    """Save the cache for the next build, if there is a store."""
    if store:
        store.save(DUPLICATES_FILE, msgpack.encode(cache))
