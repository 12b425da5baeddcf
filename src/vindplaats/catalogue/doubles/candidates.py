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
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from msgspec import Struct

from vindplaats.catalogue.doubles.judge import MIN_ALIKE
from vindplaats.catalogue.doubles.postings import Postings, find_postings, sample_of, samples_of
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

Pair = tuple[int, int]
"""The positions of two pages, the lower one first."""


class TracedPages(Struct, frozen=True):
    """What decides which pages are candidates, by the position of each page.

    ``traces`` has the trace of each page, and ``skeletons`` the skeleton of its title. ``links`` returns the pairs in
    which one page links to the other and at least one of them is among some pages: after an edit, few are asked for.
    ``declared`` has the pairs about which an editor has declared something.
    """

    traces: Sequence[Trace]
    skeletons: Sequence[str]
    links: Callable[[Collection[int]], Collection[Pair]] = lambda _: ()
    declared: frozenset[Pair] = frozenset()


class Search(Struct, frozen=True):
    """The result of a search for candidates by trace, from which the next search can start.

    ``own`` has for each page how many of its traced shingles are not boilerplate. ``alike`` has the pairs whose traces
    have enough in common, and ``linked`` the linked pairs that share a traced shingle. ``declared`` has the declared
    pairs of the pages that were searched.
    """

    postings: Postings
    own: "array[int]"
    alike: Collection[Pair]
    linked: frozenset[Pair]
    declared: frozenset[Pair]


def search_all(pages: TracedPages) -> Search:
    """Search all pages for candidates by trace."""
    size, samples = len(pages.traces), samples_of(pages.traces)
    postings = find_postings(samples)
    counts, own = _count(postings, list(map(len, samples)))
    return Search(
        postings,
        own,
        alike=tuple(alike_by_trace(counts, own, pages, range(size))),
        linked=frozenset((i, j) for i, j in pages.links(range(size)) if counts.get(i * size + j)),
        declared=pages.declared,
    )


def find_candidates(found: Search, skeletons: Sequence[str]) -> tuple[Pair, ...]:
    """Return the pairs of pages that are worth comparing, sorted.

    ``found`` is the result of the search by trace. ``skeletons`` has the skeleton of the title of each page.
    """
    pairs = {*found.alike, *found.linked}
    sizes = Counter(skeletons)
    by_skeleton: dict[str, list[int]] = {}
    for i, skeleton in enumerate(skeletons):
        if sizes[skeleton] > 1 and skeleton:
            by_skeleton.setdefault(skeleton, []).append(i)
    for pages in by_skeleton.values():
        pairs.update(_pairs_in_group(pages))
    return tuple(sorted(pairs))


def alike_by_trace(
    counts: Mapping[int, int], own: Sequence[int], pages: TracedPages, counted: Iterable[int]
) -> Iterator[Pair]:
    """Yield the pairs whose traces have enough in common.

    ``counts`` and ``own`` are those of `_count`, and ``counted`` has at least the pages of the pairs in ``counts``. Of
    titles with one skeleton, the texts need not be alike: the judge calls them editions all the same. Nor need those of
    declared pairs, which settle families even if a page has since become less like the others.
    """
    # One in `sampling_rate` shingles is sampled, so a number of sampled shingles times that rate estimates the number
    # in the full text. A shingle of both texts is in both samples only if the sparser sample keeps it, so the higher
    # rate applies to the count. `own` does not count boilerplate, which is no evidence of likeness.
    traces, skeletons = pages.traces, pages.skeletons
    rates = {i: traces[i].sampling_rate for i in counted}
    least = {i: MIN_SHARED_TRACE * own[i] * rate for i, rate in rates.items()}
    by_first: dict[int, list[int]] = {}
    for key, count in counts.items():
        i, j = divmod(key, len(traces))
        if count * max(rates[i], rates[j]) >= min(least[i], least[j]):
            by_first.setdefault(i, []).append(j)
    for i, others in by_first.items():
        sample, skeleton = sample_of(traces[i]), skeletons[i]
        shingles, size = frozenset(sample), _size(traces[i])
        for j in others:
            least_shared = _min_shared(min(size, _size(traces[j])), rates[i], rates[j])
            exempt = (skeleton and skeleton == skeletons[j]) or (i, j) in pages.declared
            if exempt or len(shingles.intersection(sample_of(traces[j]))) >= least_shared:
                yield i, j


def _size(trace: Trace) -> int:
    """Return the number of shingles of a text, as `_min_shared` needs it."""
    return min(len(trace.shingles) // 4 * trace.sampling_rate, trace.words)


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


def _count(postings: Postings, sizes: Sequence[int]) -> tuple[dict[int, int], "array[int]"]:
    """Count the hashes that each pair of pages shares, and the hashes of each page that are not boilerplate.

    ``sizes`` has the number of hashes of each page. The key of the pair ``(i, j)`` is ``i * len(sizes) + j``.
    """
    counts: dict[int, int] = {}
    own, total = array("I", sizes), len(sizes)
    for pages in postings.groups():
        if is_boilerplate(len(pages)):
            for i in pages:
                own[i] -= 1
        for i, j in _pairs_in_group(pages):
            key = i * total + j
            counts[key] = counts.get(key, 0) + 1
    return counts, own


def count_of_page(page: int, trace: Trace, postings: Postings) -> tuple[dict[int, int], int]:
    """Count the hashes that one page shares with each other page, and those that are not boilerplate, as `_count`."""
    counts: dict[int, int] = {}
    sample, positions = sample_of(trace), postings.positions
    own = len(sample)
    for shingle in sample:
        start, end = postings.span(shingle)
        if is_boilerplate(end - start):
            own -= 1
            place = bisect_left(positions, page, start, end)
            start, end = max(start, place - 1), min(end, place + 2)
        for other in positions[start:end]:
            counts[other] = counts.get(other, 0) + 1
    counts.pop(page, None)
    return counts, own


def is_boilerplate(pages: int) -> bool:
    """Return whether a shingle that is on this number of pages is boilerplate."""
    return pages > MAX_GROUP_PAGES


def _pairs_in_group(pages: Sequence[int]) -> Iterable[Pair]:
    return pairwise(pages) if is_boilerplate(len(pages)) else combinations(pages, 2)
