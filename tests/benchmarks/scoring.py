"""Compare the findings of a finder of doubles with the planted pairs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Protocol

from msgspec import Struct

from benchmarks.source import Corpus, Kind

VERDICTS = ("exact", "variant", "editie", "twijfel", "verschillend")
NOTHING = "nothing"

FITTING: Mapping[Kind, frozenset[str]] = {
    "exact": frozenset(["exact"]),
    "variant": frozenset(["variant"]),
    # doubtful if the whole text is equal
    "editie-titel": frozenset(["editie", "twijfel"]),
    "editie-jaar": frozenset(["editie", "twijfel"]),
    "tweeling": frozenset(["twijfel", "editie"]),
    "teaser": frozenset(["twijfel", "variant"]),
    "overzicht": frozenset([NOTHING, "twijfel"]),
    "link": frozenset(["variant"]),
    "lijst": frozenset(["variant"]),
}
"""The correct verdicts for each planted kind."""

NEVER_ONE_STUDY: frozenset[Kind] = frozenset(["editie-titel", "editie-jaar", "tweeling", "overzicht"])
"""Kinds that differ in year or title, so that their pairs must never be reported as one study."""
ONE_STUDY = frozenset(["exact", "variant"])

Pair = tuple[str, str]


class Finding(Protocol):
    """The attributes that a finding must have."""

    @property
    def verdict(self) -> str: ...
    @property
    def ids(self) -> Sequence[object]: ...


class Answers(Struct, frozen=True):
    """What a finder should find: the kind of each planted pair, and the stems and the kind of each page, by id."""

    planted: dict[Pair, Kind]
    stems: dict[str, tuple[str, ...]]
    made: dict[str, Kind]


class WrongVerdict(Struct, frozen=True):
    """An incorrect verdict on two pages. ``kind`` is empty if the pages have nothing in common."""

    kind: str
    verdict: str
    ids: Pair


class Score(Struct, frozen=True):
    """The verdicts on planted pairs, and what the reported pairs really are.

    ``judged`` counts planted pairs by (kind, verdict). ``reported`` counts reported pairs by (verdict, category), where
    the category is ``fitting``, ``misfit``, ``related`` or ``unrelated``.
    """

    judged: dict[tuple[Kind, str], int]
    reported: dict[tuple[str, str], int]
    forbidden: tuple[WrongVerdict, ...]
    unrelated: tuple[WrongVerdict, ...]


def answers_of(corpus: Corpus) -> Answers:
    """Return what a finder should find in a corpus."""
    return Answers(
        planted={_pair(planted.ids): planted.kind for planted in corpus.planted},
        stems={page.id: page.stems for page in corpus.pages},
        made={page.id: page.made for page in corpus.pages if page.made},
    )


def score(answers: Answers, findings: Iterable[Finding]) -> Score:
    """Compare findings with the answers.

    A finding about more than two pages counts as pairs with the first of them. A planted pair gets the verdict of its
    own finding, or else that of a chain of findings through other pages of its group: of three editions a finder may
    report only two pairs.
    """
    verdicts = {
        _pair((str(first), str(second))): finding.verdict
        for finding in findings
        for first, second in product(finding.ids[:1], finding.ids[1:])
    }
    groups = _groups(answers, verdicts)
    judged: Counter[tuple[Kind, str]] = Counter()
    for pair, planted in answers.planted.items():
        judged[planted, verdicts.get(pair) or _indirectly(pair, groups)] += 1
    reported: Counter[tuple[str, str]] = Counter()
    forbidden, unrelated = [], []
    for pair, verdict in sorted(verdicts.items()):
        kind, category = _classify(answers, pair, verdict)
        reported[verdict, category] += 1
        if kind in NEVER_ONE_STUDY and verdict in ONE_STUDY:
            forbidden.append(WrongVerdict(kind or "", verdict, pair))
        if category == "unrelated":
            unrelated.append(WrongVerdict("", verdict, pair))
    return Score(dict(judged), dict(reported), tuple(forbidden), tuple(unrelated))


def total(scores: Iterable[Score]) -> Score:
    """Return the sum of several scores."""
    judged: Counter[tuple[Kind, str]] = Counter()
    reported: Counter[tuple[str, str]] = Counter()
    forbidden: tuple[WrongVerdict, ...] = ()
    unrelated: tuple[WrongVerdict, ...] = ()
    for item in scores:
        judged.update(item.judged)
        reported.update(item.reported)
        forbidden += item.forbidden
        unrelated += item.unrelated
    return Score(dict(judged), dict(reported), forbidden, unrelated)


def _pair(ids: Pair) -> Pair:
    return (min(ids), max(ids))


def _classify(answers: Answers, pair: Pair, verdict: str) -> tuple[Kind | None, str]:
    """Return the kind and the category of a reported pair.

    A related pair is not planted itself but derived from planted ones: editions that are not neighbours, or a teaser of
    a variant.
    """
    planted = answers.planted.get(pair)
    if planted is not None:
        return planted, "fitting" if verdict in FITTING[planted] else "misfit"
    if not _related(answers, pair):
        return None, "unrelated"
    apart = next((answers.made[i] for i in pair if answers.made.get(i) in NEVER_ONE_STUDY), None)
    return apart, "misfit" if apart and verdict in ONE_STUDY else "related"


def _related(answers: Answers, pair: Pair) -> bool:
    first, second = pair
    return not set(answers.stems[first]).isdisjoint(answers.stems[second])


def _groups(answers: Answers, verdicts: Mapping[Pair, str]) -> dict[str, dict[str, set[str]]]:
    """Return, for every verdict and page, the related pages that it was reported with."""
    groups: dict[str, dict[str, set[str]]] = {verdict: {} for verdict in VERDICTS}
    for pair, verdict in verdicts.items():
        if _related(answers, pair):
            first, second = pair
            groups[verdict].setdefault(first, set()).add(second)
            groups[verdict].setdefault(second, set()).add(first)
    return groups


def _indirectly(pair: Pair, groups: Mapping[str, Mapping[str, set[str]]]) -> str:
    """Return the verdict of a chain of findings that connects the two pages, or `NOTHING`."""
    for verdict, partners in groups.items():
        reached, new = {pair[0]}, {pair[0]}
        while new:
            new = {partner for page in new for partner in partners.get(page, ())} - reached
            reached |= new
        if pair[1] in reached:
            return verdict
    return NOTHING
