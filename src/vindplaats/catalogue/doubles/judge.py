"""Judge whether two pages are about one study, about two editions of a study, or about different studies.

Similarity alone does not tell a second description of a study from another edition. On real pages, two descriptions of
one study shared 60 to 71% of their word 5-shingles, two yearly editions of one monitor 63 to 98%, and unrelated pages
of one institute at most 0.4%. So similarity decides only if years, ordinals, phases, parts and numbers do not. `judge`
applies its tests in order, and no test overrules an earlier one. Declarations of editors, which overrule all tests, are
not considered here (see `declarations`).
"""

from array import array
from datetime import date
from functools import cached_property

from msgspec import Struct

from vindplaats.catalogue.corpus import Verdict
from vindplaats.catalogue.doubles.number_sentences import number_sentences, split_sentences
from vindplaats.catalogue.doubles.texts import MIN_EQUAL_WORDS, has_text, have_same_text, opening_day
from vindplaats.catalogue.titles import (
    Title,
    find_conflict,
    find_own_word,
    find_single,
    find_swapped,
    same_skeleton,
)
from vindplaats.diagnostics import doubles
from vindplaats.dutch.dates import dutch_date
from vindplaats.read.fingerprints import hashed_shingles, plain_words
from vindplaats.read.page_id import PageId
from vindplaats.read.plain_text import block_markup, plain_text
from vindplaats.read.records import Body

MIN_ALIKE = 0.40
"""Two texts are alike if the Jaccard index of their word 5-shingles is at least this. The index of two descriptions of
one study is about 0.6, that of unrelated pages at most 0.004."""
MIN_CONTAINED = 0.70
"""Two texts are also alike if at least this share of the shorter text's shingles is in the longer text."""
MIN_SAME_SENTENCES = 0.10
"""If the titles of two pages have the same skeleton but the texts are not alike, their sentences are compared only if
at least this share of the shorter text's shingles is in the longer text. Sentences that differ only in numbers still
have shingles in common."""
MIN_SHINGLES = 8
"""If the shorter of two texts has fewer shingles than this, the texts can be alike only if the titles have the same
skeleton. A stub such as "Meer informatie volgt" has fewer."""
MIN_NUMBER_SENTENCES = 3
"""Two pages are editions if at least this many of their sentences differ only in numbers. If only one or two do and the
texts are alike, the verdict is "twijfel"."""
MAX_LENGTH_RATIO = 8
"""Maximum ratio between the lengths of two texts, in shingles, for their sentences to be compared."""


class Page(Struct, frozen=True, kw_only=True):
    """The properties of a page that a judgement depends on.

    ``jaar`` is None for news, because its `datum` is not the year of a study; ``datum`` is None for projects.
    ``words`` is the number of words of the text. ``links`` has the projects that the text links to, and ``clients`` the
    clients who commissioned the study.
    """

    id: PageId
    is_project: bool
    title: Title
    jaar: int | None
    body: Body
    datum: date | None = None
    words: int = 0
    clients: frozenset[PageId] = frozenset()
    links: frozenset[PageId] = frozenset()

    @property
    def html(self) -> str:
        """The HTML of the body."""
        return self.body.html


class Words:
    """The words of a page's text, which is read when they are first needed."""

    def __init__(self, body: Body) -> None:
        self._body = body

    @cached_property
    def in_order(self) -> list[bytes]:
        """The words as `plain_words` returns them."""
        return plain_words(plain_text(self._body.html))

    def hash_shingles(self) -> "array[int]":
        """Return the hash of each shingle, once.

        The hashes are those of Python, so they can only be compared within one build. They take a tenth of the memory
        of the shingles, so those of many pages can be kept. Two hashes of 64 bits are never equal by chance.
        """
        return array("q", hashed_shingles(self.in_order))


class Likeness(Struct, frozen=True, array_like=True):
    """Measures of how much two texts have in common, from 0 to 1, computed from their shingles.

    ``jaccard`` is the Jaccard index. ``contained`` is the share of the shorter text that is also in the longer one, and
    ``covers`` the share of the longer text that is also in the shorter one. ``inner`` is the page with the shorter
    text. ``enough`` says whether that text has at least `MIN_SHINGLES` shingles, and ``empty`` whether it has none.
    """

    jaccard: float
    contained: float
    inner: PageId
    covers: float
    enough: bool
    empty: bool = False

    @property
    def alike(self) -> bool:
        """Whether the texts are alike, whatever the titles say."""
        return self.enough and (self.jaccard >= MIN_ALIKE or self.contained >= MIN_CONTAINED)

    @property
    def score(self) -> float:
        """The similarity to report: ``contained`` if only that measure reaches its threshold, otherwise ``jaccard``."""
        only_contained = self.jaccard < MIN_ALIKE and self.contained >= MIN_CONTAINED
        return round(self.contained if only_contained else self.jaccard, 3)


class Judgement(Struct, frozen=True, array_like=True):
    """A verdict with its reasons in Dutch. The first reason is the decisive one."""

    verdict: Verdict
    reasons: tuple[str, ...]


def measure_likeness(first: Page, second: Page, in_first: frozenset[int], in_second: "array[int]") -> Likeness:
    """Measure how much two texts have in common, from the hashes of their shingles."""
    first_is_shorter = len(in_first) <= len(in_second)
    short, long = sorted((len(in_first), len(in_second)))
    inner = first.id if first_is_shorter else second.id
    if not short:
        return Likeness(0.0, 0.0, inner, 0.0, enough=False, empty=True)
    common = len(in_first.intersection(in_second))
    return Likeness(
        jaccard=common / (short + long - common),
        contained=common / short,
        inner=inner,
        covers=common / long,
        enough=short >= MIN_SHINGLES,
    )


def judge(first: Page, second: Page, words: tuple[Words, Words], likeness: Likeness) -> Judgement | None:
    """Judge two pages about which there is no declaration. Return None if they may well be unrelated.

    The verdict does not depend on the order of the pages, but the wording of the reasons may.
    """
    linked, skeleton = links_to_project(first, second), same_skeleton(first.title, second.title)
    distinction = _distinguish_editions(first, second)
    if not (has_text(first.body) or has_text(second.body)):
        return _judge_without_text(first, second, distinction, likely=linked or skeleton)
    if _is_repeated(first, second, distinction, linked=linked):
        return Judgement("twijfel", _why_not_exact(first, second, distinction))
    alike = _are_alike(likeness, skeleton=skeleton)
    evidence = _evidence(first, second, likeness, alike=alike)
    if distinction and (alike or skeleton):
        return Judgement("editie", (distinction, *evidence))
    # News that links to a single project is about that project, whatever its text says. Editions are handled above.
    if linked:
        return Judgement("variant", (doubles.ONLY_LINK, *evidence))
    if distinction or not (alike or (skeleton and likeness.contained >= MIN_SAME_SENTENCES)):
        return None
    return _judge_texts(first, second, words, likeness, evidence)


def _are_alike(likeness: Likeness, *, skeleton: bool) -> bool:
    """Return whether two texts are alike.

    If the titles have the same skeleton, short texts may be alike too, and a page without text counts as alike.
    """
    return likeness.alike or (skeleton and (likeness.empty or likeness.score >= MIN_ALIKE))


def _judge_texts(
    first: Page, second: Page, words: tuple[Words, Words], likeness: Likeness, evidence: tuple[str, ...]
) -> Judgement | None:
    """Judge two pages that neither a year nor a marker nor a link tells apart or joins."""
    skeleton = same_skeleton(first.title, second.title)
    # If one text is far longer, a few sentences in it are weak evidence, and finding them takes long.
    comparable = likeness.covers * MAX_LENGTH_RATIO >= likeness.contained
    numbers = count_number_sentences(first, second) if comparable else 0
    if numbers >= MIN_NUMBER_SENTENCES:
        return Judgement("editie", (doubles.numbers(numbers), *evidence))
    if not _are_alike(likeness, skeleton=skeleton):
        return None
    if likeness.empty and first.title.folded != second.title.folded:
        return None
    doubt = doubles.numbers(numbers) if numbers else _find_doubt(first, second, *words)
    if doubt or (likeness.empty and first.is_project == second.is_project):
        return Judgement("twijfel", (doubt, *evidence) if doubt else evidence)
    if likeness.jaccard >= MIN_ALIKE or skeleton:
        return Judgement("variant", evidence)
    return Judgement("twijfel", (doubles.CONTAINED_ONLY, *evidence))


def _judge_without_text(first: Page, second: Page, distinction: str, *, likely: bool) -> Judgement | None:
    """Judge two pages without text. ``likely`` says whether their titles or a link suggest that they are one study."""
    if not likely:
        return None
    reasons = (doubles.NO_TEXTS, *_evidence(first, second, None))
    return Judgement("editie", (distinction, *reasons)) if distinction else Judgement("twijfel", reasons)


def _is_repeated(first: Page, second: Page, distinction: str, *, linked: bool) -> bool:
    """Return whether two pages have the same text, although their titles, years or days say that they are different.

    News of another year with the same title is no reason to ask: it repeats what is announced every year.
    """
    same_title = first.title.folded == second.title.folded
    if linked and not distinction:
        return False
    # News often repeats the words of a study under a title of its own.
    may_differ = distinction or first.is_project == second.is_project
    asked = same_title or (may_differ and first.words >= MIN_EQUAL_WORDS)
    returning = same_skeleton(first.title, second.title) and _other_news_year(first, second)
    return asked and not returning and first.words > 0 and have_same_text(first.body, second.body)


def links_to_project(first: Page, second: Page) -> bool:
    """Return whether one page is news and the other is the only project that the text of that news links to."""
    return any(
        project.is_project and not news.is_project and news.links == {project.id}
        for news, project in ((first, second), (second, first))
    )


def _why_not_exact(first: Page, second: Page, distinction: str) -> tuple[str, ...]:
    """Say why two pages with the same text are not merged."""
    if first.title.folded != second.title.folded:
        return (doubles.SAME_TEXT, distinction or _other_day(first, second) or doubles.OTHER_TITLES)
    if not (has_text(first.body) and has_text(second.body)):
        return (doubles.SAME_WORDS, doubles.NO_TEXT)
    return (doubles.SAME_WORDS, distinction or _other_day(first, second) or doubles.SEVERAL_STUDIES)


def _distinguish_editions(first: Page, second: Page) -> str:
    """Name, in Dutch, the years or title markers that make two pages editions. Return ``""`` if there are none."""
    if first.jaar and second.jaar and first.jaar != second.jaar:
        return doubles.other_year(first.jaar, second.jaar)
    if found := find_conflict(first.title, second.title):
        return doubles.conflict(*found)
    if same_skeleton(first.title, second.title) and _other_news_year(first, second):
        return _other_day(first, second)
    return ""


def _other_news_year(first: Page, second: Page) -> bool:
    return bool(first.datum and second.datum and first.datum.year != second.datum.year)


def _other_day(first: Page, second: Page) -> str:
    """Name the days of two nieuwsberichten, or with which two pages of one kind and title begin, if they differ."""
    if first.datum and second.datum and first.datum != second.datum:
        return doubles.other_day(dutch_date(first.datum), dutch_date(second.datum))
    if first.is_project != second.is_project or not same_skeleton(first.title, second.title):
        return ""
    days = opening_day(first.body), opening_day(second.body)
    return doubles.other_day(*days) if all(days) and days[0] != days[1] else ""


def _find_doubt(first: Page, second: Page, first_words: Words, second_words: Words) -> str:
    """Return a reason, in Dutch, to think that two pages are about different studies, or ``""`` if there is none."""
    if found := find_single(first.title, second.title):
        kind, mine, theirs = found
        return doubles.conflict(kind, mine, theirs) if mine and theirs else doubles.only_one(kind, mine or theirs)
    if swapped := find_swapped(first.title, second.title):
        return doubles.swapped(*swapped)
    own = find_own_word(first.title, second.title, second_words.in_order)
    other = own and find_own_word(second.title, first.title, first_words.in_order)
    return doubles.own_words(own, other) if other else _other_day(first, second)


def count_number_sentences(first: Page, second: Page) -> int:
    """Count the sentences of the first page that differ from a sentence of the second in their numbers only.

    Splitting text into sentences takes most of the time, so blocks of HTML that are on both pages are skipped.
    """
    first_blocks, second_blocks = set(block_markup(first.html)), set(block_markup(second.html))
    in_first, in_second = split_sentences(first_blocks - second_blocks), split_sentences(second_blocks - first_blocks)
    numbers, other_numbers = dict(number_sentences(in_first - in_second)), dict(number_sentences(in_second - in_first))
    return sum(numbers[sentence] != other_numbers[sentence] for sentence in numbers.keys() & other_numbers.keys())


def _evidence(first: Page, second: Page, likeness: Likeness | None, *, alike: bool = False) -> tuple[str, ...]:
    """Return the reasons, in Dutch, to think that two pages are about the same study."""
    found = []
    if alike and likeness:
        found.append(_describe_likeness(likeness))
    if first.title.folded == second.title.folded:
        found.append(doubles.SAME_TITLE)
    elif same_skeleton(first.title, second.title):
        found.append(doubles.LIKE_TITLES)
    if first.clients and first.clients == second.clients:
        found.append(doubles.SAME_CLIENT)
    return tuple(found)


def _describe_likeness(likeness: Likeness) -> str:
    if likeness.empty:
        return doubles.NO_TEXT
    if likeness.jaccard >= MIN_ALIKE:
        return doubles.alike(round(100 * likeness.jaccard))
    return doubles.contained(round(100 * likeness.contained))
