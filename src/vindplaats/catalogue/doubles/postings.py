"""The traced shingles that several pages share: an index of the traces of all pages."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from vindplaats.read.fingerprints import Trace

_SHINGLES_PER_ROUND = 400_000
_MAX_ROUNDS = 12
_HASHES = 1 << 32

Samples = Sequence["memoryview[int]"]
"""For each page, the hashes of its traced shingles in ascending order."""


def samples_of(traces: Iterable[Trace]) -> Samples:
    """Return the hashes of each trace as numbers, without copying them."""
    return [sample_of(trace) for trace in traces]


def sample_of(trace: Trace) -> "memoryview[int]":
    """Return the hashes of a trace as numbers, without copying them."""
    return memoryview(trace.shingles).cast("I")


class PostingColumns(Struct, frozen=True, array_like=True):
    """`Postings` as bytes, which are read much faster than many small values: each is the bytes of an ``array("I")``.

    ``hashes`` has the hashes of the shared shingles, ascending. ``sizes`` has the number of pages of each, and
    ``positions`` the positions of those pages, one shingle after the other.
    """

    hashes: bytes = b""
    sizes: bytes = b""
    positions: bytes = b""


class Postings:
    """The hash of each traced shingle that several pages share, with the positions of those pages, ascending."""

    def __init__(self, columns: PostingColumns) -> None:
        self._hashes = array("I", columns.hashes)
        self._sizes = array("I", columns.sizes)
        self.positions = array("I", columns.positions)
        self._starts = array("I", accumulate(self._sizes, initial=0))

    @property
    def columns(self) -> PostingColumns:
        """The columns that hold these postings."""
        return PostingColumns(self._hashes.tobytes(), self._sizes.tobytes(), self.positions.tobytes())

    def span(self, shingle: int) -> tuple[int, int]:
        """Return where in ``positions`` the pages with a shingle begin and end, or ``(0, 0)`` if it is not shared."""
        number = bisect_left(self._hashes, shingle)
        if number == len(self._hashes) or self._hashes[number] != shingle:
            return 0, 0
        return self._starts[number], self._starts[number + 1]

    def pages(self, shingle: int) -> "array[int]":
        """Return the positions of the pages with a shingle, or none if it is not shared."""
        start, end = self.span(shingle)
        return self.positions[start:end]

    def size(self, shingle: int) -> int:
        """Return the number of pages with a shingle, or 0 if it is not shared."""
        start, end = self.span(shingle)
        return end - start

    def groups(self) -> Iterator["array[int]"]:
        """Yield the positions of the pages of each shared shingle."""
        for start, size in zip(self._starts, self._sizes, strict=False):
            yield self.positions[start : start + size]

    def with_pages(self, pages: Collection[int]) -> Iterator[tuple[int, int]]:
        """Yield each shared shingle of some pages, with the position of the page."""
        for place in [place for place, page in enumerate(self.positions) if page in pages]:
            yield self._hashes[bisect_right(self._starts, place) - 1], self.positions[place]

    def replace(self, changes: Mapping[int, Sequence[int]], to: Sequence[int] | None) -> "Postings":
        """Return these postings with other pages for some shingles. A shingle that is left with one page is left out.

        ``to`` has the new position of each page, or is None if no page has moved. ``changes`` has new positions.
        """
        moved = self.positions if to is None else array("I", map(to.__getitem__, self.positions))
        hashes, sizes, positions, done = array("I"), array("I"), array("I"), 0
        for shingle, pages in sorted(changes.items()):
            number = bisect_left(self._hashes, shingle, done)
            hashes += self._hashes[done:number]
            sizes += self._sizes[done:number]
            positions += moved[self._starts[done] : self._starts[number]]
            done = number + (self._hashes[number : number + 1] == array("I", [shingle]))
            if len(pages) > 1:
                hashes.append(shingle)
                sizes.append(len(pages))
                positions.extend(pages)
        return make_postings(
            hashes + self._hashes[done:], sizes + self._sizes[done:], positions + moved[self._starts[done] :]
        )


def make_postings(hashes: "array[int]", sizes: "array[int]", positions: "array[int]") -> Postings:
    """Return the postings with these columns."""
    return Postings(PostingColumns(hashes.tobytes(), sizes.tobytes(), positions.tobytes()))


def find_postings(samples: Samples) -> Postings:
    """Return each shingle that is in several samples, with the positions of those samples.

    To save memory, each round turns only one range of hashes into Python objects.
    """
    rounds = max(1, min(_MAX_ROUNDS, sum(map(len, samples)) // _SHINGLES_PER_ROUND))
    starts = [0] * len(samples)
    hashes, sizes, positions = array("I"), array("I"), array("I")
    for number in range(1, rounds + 1):
        limit = _HASHES * number // rounds
        parts = []
        for i, sample in enumerate(samples):
            end = bisect_left(sample, limit, starts[i]) if number < rounds else len(sample)
            parts.append(sample[starts[i] : end])
            starts[i] = end
        for shingle, pages in sorted(_repeated(parts).items()):
            hashes.append(shingle)
            sizes.append(len(pages))
            positions.extend(pages)
    return make_postings(hashes, sizes, positions)


def _repeated(parts: Samples) -> dict[int, list[int]]:
    seen: set[int] = set()
    repeated: set[int] = set()
    for part in parts:
        repeated |= seen.intersection(part)
        seen.update(part)
    del seen
    pages: dict[int, list[int]] = {}
    for i, part in enumerate(parts):
        for shingle in repeated.intersection(part):
            pages.setdefault(shingle, []).append(i)
    return pages
