"""Find the pairs of pages that are worth comparing, without comparing every page with every other page.

Two pages are candidates if one of these is true:

- they share at least one traced shingle, and the number that they share is at least 15% of the number of traced
  shingles of the shorter page, not counting its boilerplate;
- their titles have the same skeleton;
- one links to the other, and they share at least one traced shingle.

A shingle or skeleton that more than `MAX_GROUP_PAGES` pages share is boilerplate. It pairs each of those pages only
with the next one, so the work is linear in the number of pages.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from vindplaats.read.fingerprints import Trace

MAX_GROUP_PAGES = 12
"""If more pages than this have the same shingle or skeleton, each of them is paired only with the next one. Otherwise,
each is paired with every other."""
MIN_SHARED_TRACE = 0.15
"""Two pages are candidates if the traced shingles that they share are at least this fraction of the shorter page's
traced shingles, not counting boilerplate. Two pages with a Jaccard index of 0.40 (`judge.MIN_ALIKE`) share at least
0.57 of the shorter page's shingles. This minimum is much lower, because chance decides which shingles are traced.
Chance matters most for a teaser of fifty words inside a long text."""
_SHINGLES_PER_ROUND = 400_000
_MAX_ROUNDS = 12
_HASHES = 1 << 32

Pair = tuple[int, int]
"""The positions of two pages, the lower one first."""
Samples = Sequence["memoryview[int]"]
"""For each page, the hashes of its traced shingles in ascending order."""


def samples_of(traces: Iterable[Trace]) -> Samples:
    """Return the hashes of each trace as numbers, without copying them."""
    return [memoryview(trace.shingles).cast("I") for trace in traces]


def find_candidates(
    traces: Sequence[Trace],
    skeletons: Iterable[str],
    links: Iterable[Pair],
    shared: Mapping[int, Sequence[int]] | None = None,
) -> tuple[Pair, ...]:
    """Return the pairs of pages that are worth comparing, sorted.

    ``traces`` has the trace of each page, and ``skeletons`` the skeleton of its title, in the same order. ``links`` has
    the pairs in which one page links to the other; either page may come first. ``shared`` is the result of
    `find_shared`, if the caller has it.
    """
    size, samples = len(traces), samples_of(traces)
    counts, own = _count(find_shared(samples) if shared is None else shared, samples)
    pairs: set[Pair] = set()
    for key, count in counts.items():
        i, j = divmod(key, size)
        # One in `sampling_rate` shingles is sampled, so a number of sampled shingles times that rate estimates the
        # number in the full text. A shingle of both texts is in both samples only if the sparser sample keeps it, so
        # the higher rate applies to `count`. `own` does not count boilerplate, which is no evidence of likeness.
        rates = traces[i].sampling_rate, traces[j].sampling_rate
        if count * max(rates) >= MIN_SHARED_TRACE * min(own[i] * rates[0], own[j] * rates[1]):
            pairs.add((i, j))
    by_skeleton: dict[str, list[int]] = {}
    for i, skeleton in enumerate(skeletons):
        if skeleton:
            by_skeleton.setdefault(skeleton, []).append(i)
    for pages in by_skeleton.values():
        pairs.update(_pairs_in_group(pages))
    sorted_links = ((min(link), max(link)) for link in links)
    pairs.update((low, high) for low, high in sorted_links if counts.get(low * size + high))
    return tuple(sorted(pairs))


def _count(shared: Mapping[int, Sequence[int]], samples: Samples) -> tuple[dict[int, int], list[int]]:
    """Count the hashes that each pair of pages shares, and the hashes of each page that are not boilerplate.

    The key of the pair ``(i, j)`` is ``i * len(samples) + j``.
    """
    counts: dict[int, int] = {}
    own = [len(sample) for sample in samples]
    for pages in shared.values():
        if len(pages) > MAX_GROUP_PAGES:
            for i in pages:
                own[i] -= 1
        for i, j in _pairs_in_group(pages):
            key = i * len(samples) + j
            counts[key] = counts.get(key, 0) + 1
    return counts, own


def _pairs_in_group(pages: Sequence[int]) -> Iterable[Pair]:
    return pairwise(pages) if len(pages) > MAX_GROUP_PAGES else combinations(pages, 2)


def find_shared(samples: Samples) -> dict[int, list[int]]:
    """Return each hash that is in several samples, with the positions of those samples in ascending order.

    To save memory, each round turns only one range of hashes into Python objects.
    """
    rounds = max(1, min(_MAX_ROUNDS, sum(map(len, samples)) // _SHINGLES_PER_ROUND))
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
