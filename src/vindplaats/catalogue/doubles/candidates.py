"""Find the pairs of pages that are worth comparing, without comparing every page with every other page.

Two pages are candidates if one of these is true:

- they share at least one traced shingle, and the number that they share is at least 15% of the number of traced
  shingles of the shorter page, not counting its boilerplate; and their traces, boilerplate included, have enough in
  common for the texts to be alike (`_min_shared`), or their titles have the same skeleton, or an editor has declared
  something about them;
- their titles have the same skeleton;
- one links to the other, and they share at least one traced shingle.

A shingle or skeleton that more than `MAX_GROUP_PAGES` pages share is boilerplate. It pairs each of those pages only
with the next one, so the work is linear in the number of pages.
"""

import math
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from vindplaats.catalogue.doubles.judge import MIN_ALIKE
from vindplaats.read.fingerprints import Trace

MAX_GROUP_PAGES = 12
"""If more pages than this have the same shingle or skeleton, each of them is paired only with the next one. Otherwise,
each is paired with every other."""
MIN_SHARED_TRACE = 0.15
"""Two pages are candidates if the traced shingles that they share are at least this fraction of the shorter page's
traced shingles, not counting boilerplate. This tells pages apart that have only boilerplate in common."""
MIN_COMMON = 2 * MIN_ALIKE / (1 + MIN_ALIKE)
"""The least share of the shorter text (0.57) that is also in the longer one if the judge calls two texts alike.

If two texts have ``a`` and ``b`` shingles, ``a <= b``, and ``c`` in common, their Jaccard index is
``c / (a + b - c)``. If that is at least J, then ``c >= J / (1 + J) * (a + b) >= 2 * J / (1 + J) * a``. The judge's
other threshold, `MIN_CONTAINED`, is a higher share of the shorter text."""
MAX_DEVIATIONS = 2.5
"""How many standard deviations the number of traced shingles that two texts share may be below what `MIN_COMMON` leads
to. Of pairs that are just alike, one in 160 is further below. Of 572 planted pairs that are alike, in pages of 180 and
500 words, none is more than 1.5 below."""
MAX_REQUIRED_ALIKE, MAX_REQUIRED_MIXED = 0.30, 0.15
"""Two pages need not have a larger share of the shorter trace in common, boilerplate included, whatever `MIN_COMMON`
leads to. The first share is for traces with one sampling rate, the second for traces with two."""
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
    skeletons: Sequence[str],
    links: Iterable[Pair],
    shared: Mapping[int, Sequence[int]] | None = None,
    declared: Collection[Pair] = frozenset(),
) -> tuple[Pair, ...]:
    """Return the pairs of pages that are worth comparing, sorted.

    ``traces`` has the trace of each page, and ``skeletons`` the skeleton of its title, in the same order. ``links`` has
    the pairs in which one page links to the other; either page may come first. ``shared`` is the result of
    `find_shared`, if the caller has it. ``declared`` has the pairs about which an editor has declared something.
    """
    size, samples = len(traces), samples_of(traces)
    counts, own = _count(find_shared(samples) if shared is None else shared, samples)
    pairs = {*_alike_by_trace(counts, own, traces, skeletons, declared)}
    by_skeleton: dict[str, list[int]] = {}
    for i, skeleton in enumerate(skeletons):
        if skeleton:
            by_skeleton.setdefault(skeleton, []).append(i)
    for pages in by_skeleton.values():
        pairs.update(_pairs_in_group(pages))
    sorted_links = ((min(link), max(link)) for link in links)
    pairs.update((low, high) for low, high in sorted_links if counts.get(low * size + high))
    return tuple(sorted(pairs))


def _alike_by_trace(
    counts: Mapping[int, int],
    own: Sequence[int],
    traces: Sequence[Trace],
    skeletons: Sequence[str],
    declared: Collection[Pair],
) -> Iterator[Pair]:
    """Yield the pairs whose traces have enough in common. ``counts`` and ``own`` are the results of `_count`.

    Of titles with one skeleton, the texts need not be alike: the judge calls them editions all the same. Nor need those
    of ``declared`` pairs, which settle families even if a page has since become less like the others.
    """
    # One in `sampling_rate` shingles is sampled, so a number of sampled shingles times that rate estimates the number
    # in the full text. A shingle of both texts is in both samples only if the sparser sample keeps it, so the higher
    # rate applies to the count. `own` does not count boilerplate, which is no evidence of likeness.
    rates = [trace.sampling_rate for trace in traces]
    least = [MIN_SHARED_TRACE * n * rate for n, rate in zip(own, rates, strict=True)]
    by_first: dict[int, list[int]] = {}
    for key, count in counts.items():
        i, j = divmod(key, len(traces))
        if count * max(rates[i], rates[j]) >= min(least[i], least[j]):
            by_first.setdefault(i, []).append(j)
    samples = samples_of(traces)
    sizes = [min(len(sample) * trace.sampling_rate, trace.words) for sample, trace in zip(samples, traces, strict=True)]
    for i, others in by_first.items():
        sample, skeleton = frozenset(samples[i]), skeletons[i]
        for j in others:
            least_shared = _min_shared(min(sizes[i], sizes[j]), rates[i], rates[j])
            exempt = (skeleton and skeleton == skeletons[j]) or (i, j) in declared
            if exempt or len(sample.intersection(samples[j])) >= least_shared:
                yield i, j


@lru_cache(maxsize=1 << 16)
def _min_shared(size: int, rate: int, other_rate: int) -> float:
    """Return how many shingles two traces have in common at least if their texts are alike.

    ``size`` is the number of shingles of the shorter text, boilerplate included because the judge counts it too.
    ``rate`` and ``other_rate`` are the sampling rates of the traces. Let ``n`` of the shingles be in a trace at the
    higher rate. If the texts are alike, each of these is in the other trace with a probability of at least
    `MIN_COMMON`, so the expected number is at least ``MIN_COMMON * n``. If both traces have one rate, they were sampled
    by the same words and the number varies like a binomial one. Otherwise, which of the common shingles were sampled is
    left to chance as well, and it varies like a Poisson one. `MAX_DEVIATIONS` standard deviations below the expected
    number is negative for very short traces.

    That holds for shingles that are sampled independently of each other. But a trace keeps shingles by their first
    word: if it keeps a word with which many rows of a list begin, it keeps a shingle of each row, and a list of one
    page may be a larger share of the trace than of the text. So ``size`` must not exceed the number of words, and the
    result is at most `MAX_REQUIRED_ALIKE` or `MAX_REQUIRED_MIXED` times ``n``.
    """
    n = size / max(rate, other_rate)
    expected = MIN_COMMON * n
    variance = expected * (1 - MIN_COMMON) if rate == other_rate else expected
    share = MAX_REQUIRED_ALIKE if rate == other_rate else MAX_REQUIRED_MIXED
    return min(expected - MAX_DEVIATIONS * math.sqrt(variance), share * n)


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
