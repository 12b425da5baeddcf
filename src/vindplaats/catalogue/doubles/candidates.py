"""Which pages are worth comparing: found without comparing every page with every other.

Two pages are candidates when they share a seventh of the traced shingles of the shorter one, boilerplate aside; when
their titles differ in years and the like only; or when one links to the other and they share anything at all. The work
is linear in the number of pages: what more than a dozen pages have in common is boilerplate, and links neighbours only.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from vindplaats.read.fingerprints import Trace

CROWD = 12
"""A shingle or title on more pages than this links each page to the next one only."""
SHARED = 0.15
"""The share of the shorter page's traced shingles that two pages have to have in common. Pages of which at least 0.40
of all shingles are the same share 0.57 of the shorter one's; the rest is room for chance in what is traced, which is
most for a teaser of fifty words within a long text."""
_AT_A_TIME = 400_000
_MOST_ROUNDS = 12
_HASHES = 1 << 32

Pair = tuple[int, int]


Samples = Sequence["memoryview[int]"]


def samples_of(traces: Iterable[Trace]) -> Samples:
    """The hashes of each trace, ascending."""
    return [memoryview(trace.shingles).cast("I") for trace in traces]


def candidates(
    traces: Sequence[Trace],
    skeletons: Iterable[str],
    links: Iterable[Pair],
    shared: Mapping[int, Sequence[int]] | None = None,
) -> tuple[Pair, ...]:
    """Pairs of positions in ``traces``, the lower one first, sorted; ``shared`` is `shared_by` of them, if known."""
    size, samples = len(traces), samples_of(traces)
    counts, own = _counts(shared_by(samples) if shared is None else shared, samples)
    pairs: set[Pair] = set()
    for key, count in counts.items():
        i, j = divmod(key, size)
        # Counted as if both were traced as sparsely as the sparser one; what a crowd has in common proves nothing.
        one, other = traces[i].sampling_rate, traces[j].sampling_rate
        if count * max(one, other) >= SHARED * min(own[i] * one, own[j] * other):
            pairs.add((i, j))
    by_skeleton: dict[str, list[int]] = {}
    for i, skeleton in enumerate(skeletons):
        if skeleton:
            by_skeleton.setdefault(skeleton, []).append(i)
    for pages in by_skeleton.values():
        pairs.update(_linked(pages))
    both = ((min(link), max(link)) for link in links)
    pairs.update((low, high) for low, high in both if counts.get(low * size + high))
    return tuple(sorted(pairs))


def _counts(shared: Mapping[int, Sequence[int]], samples: Samples) -> tuple[dict[int, int], list[int]]:
    """How many hashes each pair shares, by ``i * size + j``; and how many of each page are no crowd's."""
    counts: dict[int, int] = {}
    own = [len(sample) for sample in samples]
    for pages in shared.values():
        if len(pages) > CROWD:
            for i in pages:
                own[i] -= 1
        for i, j in _linked(pages):
            key = i * len(samples) + j
            counts[key] = counts.get(key, 0) + 1
    return counts, own


def _linked(pages: Sequence[int]) -> Iterable[Pair]:
    return pairwise(pages) if len(pages) > CROWD else combinations(pages, 2)


def shared_by(samples: Samples) -> dict[int, list[int]]:
    """Every hash that more than one sample has, with the places of those in order.

    One range of hashes after the other, so that not all of them are in memory as objects at once.
    """
    rounds = max(1, min(_MOST_ROUNDS, sum(map(len, samples)) // _AT_A_TIME))
    starts = [0] * len(samples)
    found: dict[int, list[int]] = {}
    for number in range(1, rounds + 1):
        limit = _HASHES * number // rounds
        parts = []
        for i, sample in enumerate(samples):
            end = bisect_left(sample, limit, starts[i]) if number < rounds else len(sample)
            parts.append(sample[starts[i] : end])
            starts[i] = end
        found |= _repeated(parts)
    return found


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
