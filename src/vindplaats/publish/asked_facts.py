"""The facts that each file was made from, in columns that load without a step for each file."""

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, compress, count

from msgspec import Struct

_INT = array("I").itemsize
"""Number of bytes of an integer in a column. The order of these bytes is that of the machine."""


class AskedFacts(Struct, frozen=True, array_like=True, dict=True):
    """The facts that each artifact was made from: positions in `BuildRecord.facts`, counted from 0 and ascending.

    ``numbers`` has the positions for all artifacts, one artifact after another, and ``counts`` the number of facts of
    each artifact, both as bytes of an array of integers.
    """

    counts: bytes = b""
    numbers: bytes = b""

    @classmethod
    def joined(cls, parts: Sequence[bytes]) -> "AskedFacts":
        """Return the facts of artifacts from those of each, as bytes of an array of integers."""
        return cls(array("I", [len(part) // _INT for part in parts]).tobytes(), b"".join(parts))

    @cached_property
    def _ends(self) -> list[int]:
        """For each artifact, the number of facts of it and of all before it."""
        return list(accumulate(array("I", self.counts)))

    def __len__(self) -> int:
        """Return the number of artifacts."""
        return len(self.counts) // _INT

    def of(self, place: int) -> bytes:
        """Return the facts of the artifact at a position, as bytes of an array of integers."""
        start = self._ends[place - 1] if place else 0
        return self.numbers[start * _INT : self._ends[place] * _INT]

    def asking(self, facts: Collection[int]) -> dict[int, list[int]]:
        """Return those of ``facts``, which is a set, that each artifact was made from, by its position, if any."""
        found: dict[int, list[int]] = {}
        numbers = array("I", self.numbers)
        for at in compress(count(), map(facts.__contains__, numbers)):
            found.setdefault(bisect_right(self._ends, at), []).append(numbers[at])
        return found

    def used(self) -> set[int]:
        """Return every fact that some artifact was made from."""
        return set(array("I", self.numbers))

    def renumbered(self, places: Sequence[int] | Mapping[int, int]) -> "AskedFacts":
        """Return the same, with other positions of facts: ``places[fact]`` for ``fact``, in the same order."""
        return AskedFacts(self.counts, as_bytes(map(places.__getitem__, array("I", self.numbers))))


def as_bytes(numbers: Iterable[int]) -> bytes:
    """Return integers as bytes of an array."""
    return array("I", numbers).tobytes()


def as_numbers(data: bytes) -> Sequence[int]:
    """Return the integers of bytes that `as_bytes` made."""
    return array("I", data)
