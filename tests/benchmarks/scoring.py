"""What a finder of doubles told, beside what was planted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from msgspec import Struct

from benchmarks.source import Corpus, Kind

VERDICTS = ("exact", "variant", "editie", "twijfel", "verschillend")
NOTHING = "nothing"

FITTING: Mapping[Kind, frozenset[str]] = {
    "exact": frozenset(["exact"]),
    "variant": frozenset(["variant"]),
    "editie-titel": frozenset(["editie"]),
    "editie-jaar": frozenset(["editie", "twijfel"]),  # in doubt where the whole text is the same
    "tweeling": frozenset(["twijfel", "editie"]),
    "teaser": frozenset(["twijfel", "variant"]),
    "overzicht": frozenset([NOTHING, "twijfel"]),
    "link": frozenset(["variant"]),
}
"""The verdicts that are right for what was planted."""

APART: frozenset[Kind] = frozenset(["editie-titel", "editie-jaar", "tweeling", "overzicht"])
"""What year or title tells apart, so that it may never be called one study."""
ONE_STUDY = frozenset(["exact", "variant"])

Pair = tuple[str, str]


class Told(Protocol):
    """What is asked of a finding."""

    @property
    def verdict(self) -> str: ...
    @property
    def ids(self) -> tuple[object, object]: ...


class Answers(Struct, frozen=True):
    """What there is to find: the planted pairs by id; for every page whose words it has, and what it was made as."""

    planted: dict[Pair, Kind]
    stems: dict[str, tuple[str, ...]]
    made: dict[str, Kind]


class Wrong(Struct, frozen=True):
    """A verdict that should not have been given: on what (empty for pages that have nothing in common), on which."""

    kind: str
    verdict: str
    ids: Pair


class Score(Struct, frozen=True):
    """How planted pairs were judged, and what the pairs were that got a verdict.

    ``judged`` counts planted pairs by (kind, verdict); ``told`` the pairs told by (verdict, what they are), where that
    is ``fitting``, ``misfit``, ``related`` or ``unrelated``.
    """

    judged: dict[tuple[Kind, str], int]
    told: dict[tuple[str, str], int]
    forbidden: tuple[Wrong, ...]
    unrelated: tuple[Wrong, ...]


def answers_of(corpus: Corpus) -> Answers:
    """What there is to find in a corpus."""
    return Answers(
        planted={_pair(planted.ids): planted.kind for planted in corpus.planted},
        stems={page.id: page.stems for page in corpus.pages},
        made={page.id: page.made for page in corpus.pages if page.made},
    )


def score(answers: Answers, findings: Iterable[Told]) -> Score:
    """Compare findings with the answers.

    A planted pair is judged by its own finding, else by what it and other pages of its group were told to be: of three
    editions a finder may well tell two pairs.
    """
    verdicts = {_pair((str(finding.ids[0]), str(finding.ids[1]))): finding.verdict for finding in findings}
    groups = _groups(answers, verdicts)
    judged: Counter[tuple[Kind, str]] = Counter()
    for pair, planted in answers.planted.items():
        judged[planted, verdicts.get(pair) or _indirectly(pair, groups)] += 1
    told: Counter[tuple[str, str]] = Counter()
    forbidden, unrelated = [], []
    for pair, verdict in sorted(verdicts.items()):
        kind, what = _what(answers, pair, verdict)
        told[verdict, what] += 1
        if kind in APART and verdict in ONE_STUDY:
            forbidden.append(Wrong(kind or "", verdict, pair))
        if what == "unrelated":
            unrelated.append(Wrong("", verdict, pair))
    return Score(dict(judged), dict(told), tuple(forbidden), tuple(unrelated))


def total(scores: Iterable[Score]) -> Score:
    """Several scores as one."""
    judged: Counter[tuple[Kind, str]] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    forbidden: tuple[Wrong, ...] = ()
    unrelated: tuple[Wrong, ...] = ()
    for one in scores:
        judged.update(one.judged)
        told.update(one.told)
        forbidden += one.forbidden
        unrelated += one.unrelated
    return Score(dict(judged), dict(told), forbidden, unrelated)


def _pair(ids: Pair) -> Pair:
    return (min(ids), max(ids))


def _what(answers: Answers, pair: Pair, verdict: str) -> tuple[Kind | None, str]:
    """What a pair is that was told: planted, derived from what was planted (editions that are not neighbours, a teaser
    of a variant), or unrelated.
    """
    planted = answers.planted.get(pair)
    if planted is not None:
        return planted, "fitting" if verdict in FITTING[planted] else "misfit"
    if not _related(answers, pair):
        return None, "unrelated"
    apart = next((answers.made[i] for i in pair if answers.made.get(i) in APART), None)
    return apart, "misfit" if apart and verdict in ONE_STUDY else "related"


def _related(answers: Answers, pair: Pair) -> bool:
    one, other = pair
    return not set(answers.stems[one]).isdisjoint(answers.stems[other])


def _groups(answers: Answers, verdicts: Mapping[Pair, str]) -> dict[str, dict[str, set[str]]]:
    """For every verdict and page, the related pages that it was given with."""
    groups: dict[str, dict[str, set[str]]] = {verdict: {} for verdict in VERDICTS}
    for pair, verdict in verdicts.items():
        if _related(answers, pair):
            one, other = pair
            groups[verdict].setdefault(one, set()).add(other)
            groups[verdict].setdefault(other, set()).add(one)
    return groups


def _indirectly(pair: Pair, groups: Mapping[str, Mapping[str, set[str]]]) -> str:
    """The verdict by which a chain of findings leads from the one page to the other."""
    for verdict, partners in groups.items():
        reached, new = {pair[0]}, {pair[0]}
        while new:
            new = {other for page in new for other in partners.get(page, ())} - reached
            reached |= new
        if pair[1] in reached:
            return verdict
    return NOTHING
