"""Find families: groups of pages that are alike because one template or one title was used for all of them.

In a family of pages on one template, what two pages have in common is on other pages too: the fixed text. That says
nothing about those two pages, so the family is reported once, and not as one pair after the other. So is a large group
of pages with one title. Two pages of a family that have more in common than its fixed text are still reported as a
pair.

An editor settles a family in one of its pages, by naming all others in `geen_dubbel_van`.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from vindplaats.catalogue.corpus import Finding, Verdict
from vindplaats.catalogue.doubles.candidates import MAX_GROUP_PAGES, Pair
from vindplaats.catalogue.doubles.comparison import ComparedPages, Comparison
from vindplaats.catalogue.doubles.postings import Postings, sample_of
from vindplaats.diagnostics import doubles
from vindplaats.read.page_id import PageId

MIN_FAMILY_PAGES = 4
"""A family has at least this many pages. Of three pages at most two pairs are reported, which need no summary."""
MIN_FIXED_PAGES = 3
"""Text is fixed if at least this many pages have it: it says nothing about two of them."""
MIN_FIXED = 0.75
"""Two pages have only the template in common if at least this share of what they have in common is fixed."""
MIN_CARRIED = 0.60
"""A page is on a template if it has at least this share of the fixed text."""


class Family(Struct, frozen=True):
    """A family: the pairs that need not be reported apart, and the finding about it, or None if it is settled."""

    pairs: frozenset[Pair]
    finding: Finding | None


def find_families(
    found: Mapping[Pair, Comparison],
    candidates: Iterable[Pair],
    pages: ComparedPages,
    postings: Postings,
    skeletons: Sequence[str],
) -> Iterator[Family]:
    """Yield the families among the pages of ``found``, the pairs to report with their comparisons.

    ``candidates`` has the pairs that were worth comparing, declared ones included. ``skeletons`` has the skeleton of
    each page's title.
    """
    undecided = [pair for pair, comparison in found.items() if _may_share_template(comparison)]
    apart = [pair for pair in candidates if pages.are_apart(pair)] if pages.declarations.apart else []
    template = _Templates(pages, postings)
    known: set[Pair] = set()
    later: dict[int, list[Pair]] = {}
    for pair in undecided:
        later.setdefault(pair[0], []).append(pair)
    for members, share in template.groups(undecided, apart):
        inside = (pair for i in members for pair in later.get(i, ()) if pair[1] in members and template.fixed(pair))
        pairs = frozenset(inside) - known
        known |= pairs
        reason = doubles.fixed_text(len(members), round(100 * share))
        yield _make_family(Finding("twijfel", _ids(members, pages), round(share, 3), (reason,)), pairs, pages)
    verdicts: tuple[tuple[Verdict, list[Pair]], ...] = (
        ("twijfel", [pair for pair in undecided if pair not in known]),
        ("editie", [pair for pair, comparison in found.items() if comparison.judgement.verdict == "editie"]),
    )
    for verdict, open_pairs in verdicts:
        still_open = frozenset(open_pairs)
        for members, pairs in _same_titles([*open_pairs, *apart], skeletons):
            finding = Finding(verdict, _ids(members, pages), 0.0, (doubles.one_title(len(members)),))
            yield _make_family(finding, pairs & still_open, pages)


def _may_share_template(comparison: Comparison) -> bool:
    """Return whether two pages could be alike because of a template only: the verdict is open, and their kind is one.

    A project and a nieuwsbericht are never on one template. They may well have text in common with other pages, because
    several nieuwsberichten may be about one study.
    """
    return comparison.judgement.verdict in {"variant", "twijfel"} and comparison.first.kind == comparison.second.kind


def _ids(members: Collection[int], pages: ComparedPages) -> tuple[PageId, ...]:
    return tuple(pages.records[i].id for i in sorted(members))


def _make_family(finding: Finding, pairs: frozenset[Pair], pages: ComparedPages) -> Family:
    settled = not pairs or pages.declarations.keep_apart(finding.ids)
    return Family(pairs, None if settled else finding)


def _same_titles(pairs: Iterable[Pair], skeletons: Sequence[str]) -> Iterator[tuple[set[int], frozenset[Pair]]]:
    """Yield the pages and the pairs of each group of pages with one title, if more than `MAX_GROUP_PAGES` have it."""
    sizes = Counter(skeletons)
    by_skeleton: dict[str, set[Pair]] = {}
    for i, j in pairs:
        skeleton = skeletons[i]
        if skeleton and skeleton == skeletons[j] and sizes[skeleton] > MAX_GROUP_PAGES:
            by_skeleton.setdefault(skeleton, set()).add((i, j))
    for same in by_skeleton.values():
        members = {i for pair in same for i in pair}
        if len(members) >= MIN_FAMILY_PAGES:
            yield members, frozenset(same)


class _Templates:
    """The fixed text of pages: shingles that are on many of them. A trace has a sample of the shingles of a page."""

    def __init__(self, pages: ComparedPages, postings: Postings) -> None:
        self._records = pages.records
        self._postings = postings
        self._is_fixed = cache(lambda shingle: postings.size(shingle) >= MIN_FIXED_PAGES)
        self._fixed: dict[Pair, frozenset[int]] = {}

    def _sample(self, i: int) -> "memoryview[int]":
        return sample_of(self._records[i].body.trace)

    def _rate(self, i: int) -> int:
        return self._records[i].body.trace.sampling_rate

    def fixed(self, pair: Pair) -> frozenset[int]:
        """Return the fixed text that two pages have in common, or nothing if they have much else in common."""
        if pair not in self._fixed:
            self._fixed[pair] = self._find_fixed(pair)
        return self._fixed[pair]

    def _find_fixed(self, pair: Pair) -> frozenset[int]:
        common = frozenset(self._sample(pair[0])).intersection(self._sample(pair[1]))
        fixed, left = set(), len(common)
        for shingle in common:
            if self._is_fixed(shingle):
                fixed.add(shingle)
            else:
                left -= 1
                if left < MIN_FIXED * len(common):  # as for most pairs, long before the last shingle
                    return frozenset()
        return frozenset(fixed)

    def groups(self, undecided: Iterable[Pair], apart: Iterable[Pair]) -> Iterator[tuple[set[int], float]]:
        """Yield the pages on each template, and the share of their text (0 to 1) that is fixed."""
        pairs = sorted(pair for pair in (*undecided, *apart) if self.fixed(pair))
        alike = {i for pair in pairs for i in pair}
        groups: list[set[int]] = []
        groups_of: dict[int, list[set[int]]] = {}  # so that a site with many templates takes no quadratic time
        for first, second in pairs:
            if not any(second in members for members in groups_of.get(first, ())):
                members = self._carriers((first, second), alike)
                if len(members) >= MIN_FAMILY_PAGES:
                    groups.append(members)
                    for i in members:
                        groups_of.setdefault(i, []).append(members)
        for members in groups:
            if not any(members < others for others in groups_of[min(members)]):
                yield members, self._share(members)

    def _carriers(self, pair: Pair, among: Collection[int]) -> set[int]:
        """Return the pages of ``among`` that have the fixed text of a pair."""
        fixed, rate = self.fixed(pair), max(map(self._rate, pair))
        kind = self._records[pair[0]].kind
        found = (i for h in fixed for i in self._postings.pages(h) if i in among)
        counts = Counter(i for i in found if self._records[i].kind == kind)
        # Of a text that is sampled more sparsely than the pair, the trace has a part of the fixed text only.
        carriers = {i for i, n in counts.items() if n * max(self._rate(i), rate) >= MIN_CARRIED * len(fixed) * rate}
        return carriers | set(pair)

    def _share(self, members: Collection[int]) -> float:
        """Return the average share of the pages' text that is fixed."""
        rate = max(map(self._rate, members))
        counts = Counter(shingle for i in members for shingle in self._sample(i))
        shares = []
        for i in sorted(members):
            fixed = sum(counts[shingle] >= MIN_FIXED_PAGES for shingle in self._sample(i))
            shares.append(min(1.0, fixed * rate / self._rate(i) / len(self._sample(i))))
        return sum(shares) / len(shares)
