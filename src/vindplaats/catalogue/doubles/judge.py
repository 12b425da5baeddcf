"""Judge whether two pages are about one study, about two editions of a study, or about different studies.

Similarity alone does not tell a second description of a study from another edition. On real pages, two descriptions of
one study shared 60 to 71% of their word 5-shingles, two yearly editions of one monitor 63 to 98%, and unrelated pages
of one institute at most 0.4%. So similarity decides only if years, ordinals, phases, parts and numbers do not. `judge`
applies its tests in order, and no test overrules an earlier one. Declarations of editors, which overrule all tests, are
not considered here (see `declarations`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from vindplaats.catalogue.corpus import Verdict
from vindplaats.catalogue.titles import Title, find_conflict, find_single, find_swapped, same_skeleton, telling_words
from vindplaats.diagnostics import doubles
from vindplaats.read.fingerprints import fold_text, plain_words, shingles
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
"""Two pages are editions if at least this many of their sentences differ only in numbers. If only one or two do, the
verdict is "twijfel"."""
MAX_LENGTH_RATIO = 8
"""Maximum ratio between the lengths of two texts, in shingles, for their sentences to be compared."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_AROUND_A_NUMBER = ".,;:!?()[]%€$-"
_NUMBERS = frozenset((
    "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien",
    "vijftien", "zestien", "zeventien", "achttien", "negentien",
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
))  # fmt: skip
_NUMBER_ENDS = (
    "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig", "honderd", "duizend",
)  # fmt: skip
_MIN_WORDS_IN_SENTENCE = 4


class Page(Struct, frozen=True, kw_only=True):
    """The properties of a page that a judgement depends on.

    ``jaar`` is None for news, because its `datum` is not the year of a study. ``key`` is the `Trace.key` of the text.
    ``links`` has the projects that the text links to, and ``clients`` the clients who commissioned the study.
    """

    id: PageId
    is_project: bool
    title: Title
    jaar: int | None
    body: Body
    key: int = 0
    clients: frozenset[PageId] = frozenset()
    links: frozenset[PageId] = frozenset()

    @property
    def html(self) -> str:
        """The HTML of the body."""
        return self.body.html


class Words(Struct, frozen=True):
    """The words and the shingles of a page's text."""

    all: frozenset[bytes]
    shingles: frozenset[tuple[bytes, ...]]


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


def read_words(page: Page) -> Words:
    """Return the words and the shingles of the text of a page."""
    words = plain_words(plain_text(page.html))
    return Words(frozenset(words), shingles(words))


def measure_likeness(first: Page, second: Page, first_words: Words, second_words: Words) -> Likeness:
    """Measure how much two texts have in common."""
    in_first, in_second = first_words.shingles, second_words.shingles
    first_is_shorter = len(in_first) <= len(in_second)
    short, long = (in_first, in_second) if first_is_shorter else (in_second, in_first)
    inner = first.id if first_is_shorter else second.id
    if not short:
        return Likeness(0.0, 0.0, inner, 0.0, enough=False, empty=True)
    common = len(in_first & in_second)
    return Likeness(
        jaccard=common / (len(in_first) + len(in_second) - common),
        contained=common / len(short),
        inner=inner,
        covers=common / len(long),
        enough=len(short) >= MIN_SHINGLES,
    )


def judge(first: Page, second: Page, words: tuple[Words, Words], likeness: Likeness) -> Judgement | None:
    """Judge two pages about which there is no declaration. Return None if they may well be unrelated.

    The verdict does not depend on the order of the pages, but the wording of the reasons may.
    """
    linked = links_to_project(first, second)
    if not likeness.empty and not linked and have_same_words(first, second):
        return Judgement("twijfel", _why_not_exact(first, second))
    skeleton = same_skeleton(first.title, second.title)
    # If the titles have the same skeleton, short texts may be alike too, and a page without text counts as alike.
    alike = likeness.alike or (skeleton and (likeness.empty or likeness.score >= MIN_ALIKE))
    evidence = _evidence(first, second, likeness, alike=alike)
    distinction = _distinguish_editions(first, second)
    if distinction and (alike or skeleton):
        return Judgement("editie", (distinction, *evidence))
    # News that links to a single project is about that project, whatever its text says. Editions are handled above.
    if linked:
        return Judgement("variant", (doubles.ONLY_LINK, *evidence))
    if distinction or not (alike or (skeleton and likeness.contained >= MIN_SAME_SENTENCES)):
        return None
    # If one text is far longer, a few sentences in it are weak evidence, and finding them takes long.
    comparable = likeness.covers * MAX_LENGTH_RATIO >= likeness.contained
    numbers = count_number_sentences(first, second) if comparable else 0
    if numbers:
        verdict: Verdict = "editie" if numbers >= MIN_NUMBER_SENTENCES else "twijfel"
        return Judgement(verdict, (doubles.numbers(numbers), *evidence))
    if not alike:
        return None
    if doubt := _find_doubt(first, second, *words):
        return Judgement("twijfel", (doubt, *evidence))
    if likeness.jaccard >= MIN_ALIKE or skeleton:
        return Judgement("variant", evidence)
    return Judgement("twijfel", (doubles.CONTAINED_ONLY, *evidence))


def links_to_project(first: Page, second: Page) -> bool:
    """Return whether one page is news and the other is the only project that the text of that news links to."""
    return any(
        project.is_project and not news.is_project and news.links == {project.id}
        for news, project in ((first, second), (second, first))
    )


def have_same_words(first: Page, second: Page) -> bool:
    """Return whether the titles and the texts of two pages are equal after folding."""
    if first.key != second.key or first.title.folded != second.title.folded:
        return False
    if first.body.markup == second.body.markup:
        return True
    return fold_text(plain_text(first.html)) == fold_text(plain_text(second.html))


def _why_not_exact(first: Page, second: Page) -> tuple[str, ...]:
    if first.jaar != second.jaar and first.jaar and second.jaar:
        return (doubles.SAME_WORDS, doubles.other_year(first.jaar, second.jaar))
    return (doubles.SAME_WORDS, doubles.SEVERAL_STUDIES)


def _distinguish_editions(first: Page, second: Page) -> str:
    """Name, in Dutch, the years or title markers that make two pages editions. Return ``""`` if there are none."""
    if first.jaar and second.jaar and first.jaar != second.jaar:
        return doubles.other_year(first.jaar, second.jaar)
    if found := find_conflict(first.title, second.title):
        return doubles.conflict(*found)
    return ""


def _find_doubt(first: Page, second: Page, first_words: Words, second_words: Words) -> str:
    """Return a reason, in Dutch, to think that two pages are about different studies, or ``""`` if there is none."""
    if found := find_single(first.title, second.title):
        return doubles.only_one(*found)
    if swapped := find_swapped(first.title, second.title):
        return doubles.swapped(*swapped)
    own = _own_word(first, second, second_words), _own_word(second, first, first_words)
    return doubles.own_words(*own) if all(own) else ""


def _own_word(page: Page, other: Page, other_words: Words) -> str:
    """Return a telling word in the title of ``page`` that is nowhere on the other page, or ``""`` if there is none."""
    in_title = [plain for plain, _ in telling_words(other.title)]
    # "A&O fonds" is also written "A&O-fonds". So two successive words also count as one, and a hyphenated word as its
    # parts.
    known_from_title = {*in_title, *map(b"".join, pairwise(in_title)), *_halves(other.title)}
    for plain, written in telling_words(page.title):
        halves = [half for part in written.split("-") for half in plain_words(part)]
        spellings = [[plain], halves]
        if not any(all(word in known_from_title or word in other_words.all for word in words) for words in spellings):
            return written
    return ""


def _halves(title: Title) -> Iterator[bytes]:
    """Split each of the `telling_words` of a title at its hyphens, and yield the parts."""
    for _, written in telling_words(title):
        for part in written.split("-"):
            yield from plain_words(part)


def count_number_sentences(first: Page, second: Page) -> int:
    """Count the sentences of the first page that differ from a sentence of the second in their numbers only.

    Splitting text into sentences takes most of the time, so blocks of HTML that are on both pages are skipped.
    """
    first_blocks, second_blocks = set(block_markup(first.html)), set(block_markup(second.html))
    in_first, in_second = _sentences(first_blocks - second_blocks), _sentences(second_blocks - first_blocks)
    numbers, other_numbers = dict(_numbered(in_first - in_second)), dict(_numbered(in_second - in_first))
    return sum(numbers[sentence] != other_numbers[sentence] for sentence in numbers.keys() & other_numbers.keys())


def _sentences(markup: Iterable[str]) -> set[str]:
    return {sentence for block in markup for sentence in _SENTENCE.split(plain_text(block))}


def _numbered(sentences: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a pair for each sentence with numbers: the sentence with ``#`` for each number, and the numbers.

    Example: ``("in # deden # scholen mee.", ("2019", "twaalf"))``. Sentences of fewer than four words are left out.
    """
    for sentence in sorted(sentences):
        words = fold_text(sentence).split()
        numbers = tuple(word for word in words if _is_number(word))
        if numbers and len(words) >= _MIN_WORDS_IN_SENTENCE:
            yield " ".join("#" if _is_number(word) else word for word in words), numbers


@lru_cache(maxsize=8192)
def _is_number(word: str) -> bool:
    bare = word.strip(_AROUND_A_NUMBER)
    return bare[:1].isdecimal() or bare in _NUMBERS or bare.endswith(_NUMBER_ENDS)


def _evidence(first: Page, second: Page, likeness: Likeness, *, alike: bool) -> tuple[str, ...]:
    """Return the reasons, in Dutch, to think that two pages are about the same study."""
    found = []
    if alike:
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
