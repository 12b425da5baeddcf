"""What two pages are to each other: one study told twice, editions of a series, undecidable, or two studies.

No measure of likeness separates a variant from an edition: two tellings of one study share 60 to 71% of their word
5-shingles, two yearly editions of one monitor 63 to 98%, unrelated pages of one bureau at most 0.4% (measured on real
pages). So years, ordinals, phases, parts and numbers decide first, and likeness last. The tests stand in `judge` in
their order; one further down never overrules one further up. What an editor declared overrules all (`declared`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from vindplaats.catalogue.corpus import Verdict
from vindplaats.catalogue.titles import Title, conflict, only_one_has, same_skeleton, swapped, telling_words
from vindplaats.diagnostics import doubles
from vindplaats.read.fingerprints import fold_text, plain_words, shingles
from vindplaats.read.page_id import PageId
from vindplaats.read.plain_text import block_markup, plain_text
from vindplaats.read.records import Body

ALIKE = 0.40
"""Jaccard of word 5-shingles from which two texts are alike: between the 0.6 of variants and the 0.004 of others."""
CONTAINED = 0.70
"""Share of the shorter text's shingles from which it stands in the other."""
SOME = 0.10
"""Share of the shorter text's shingles without which no sentences are the same but for their numbers: between the
numbers they have runs of words in common."""
LEAST = 8
"""Shingles below which a text says too little to be alike another: a stub such as "Meer informatie volgt"."""
EDITION = 3
"""Sentences that differ in their numbers only, from which two pages are editions."""
MANY = 8
"""Times as long as another a text is at most for sentences of the two to be compared."""

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
_WORDS_IN_A_SENTENCE = 4


class Page(Struct, frozen=True, kw_only=True):
    """A page as the tests see it. ``jaar`` is None for a nieuwsbericht: its `datum` is no year of a study.

    ``links`` are the ids of the projects that its text links to; ``clients`` the ids of those who commissioned it.
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
        """The HTML of its body."""
        return self.body.html


class Words(Struct, frozen=True):
    """The words of a page, and its shingles: made once for all pairs that it is in."""

    all: frozenset[bytes]
    shingles: frozenset[tuple[bytes, ...]]


class Likeness(Struct, frozen=True, array_like=True):
    """How much two texts have in common: Jaccard of their shingles, and the share of the shorter one.

    ``inner`` is the id of the shorter one; ``covers`` the share of the longer one that it makes up. ``enough`` says
    whether it has enough words to be alike another at all, ``empty`` that it has none.
    """

    jaccard: float
    contained: float
    inner: PageId
    covers: float
    enough: bool
    empty: bool = False

    @property
    def alike(self) -> bool:
        """Tell whether the texts are alike, whatever the titles say."""
        return self.enough and (self.jaccard >= ALIKE or self.contained >= CONTAINED)

    @property
    def score(self) -> float:
        """The figure that decides: the Jaccard, else how far the one stands in the other."""
        return round(self.jaccard if self.jaccard >= ALIKE or self.contained < CONTAINED else self.contained, 3)


class Judgement(Struct, frozen=True, array_like=True):
    """A verdict with its reasons in Dutch, the one that decided first."""

    verdict: Verdict
    reasons: tuple[str, ...]


def read_words(page: Page) -> Words:
    """The words and shingles of a page."""
    words = plain_words(plain_text(page.html))
    return Words(frozenset(words), shingles(words))


def likeness(one: Page, other: Page, mine: Words, theirs: Words) -> Likeness:
    """Compare two texts."""
    short, long, inner = (mine, theirs, one) if len(mine.shingles) <= len(theirs.shingles) else (theirs, mine, other)
    if not short.shingles:
        return Likeness(0.0, 0.0, inner.id, 0.0, enough=False, empty=True)
    same = len(mine.shingles & theirs.shingles)
    return Likeness(
        jaccard=same / (len(mine.shingles) + len(theirs.shingles) - same),
        contained=same / len(short.shingles),
        inner=inner.id,
        covers=same / len(long.shingles),
        enough=len(short.shingles) >= LEAST,
    )


def judge(one: Page, other: Page, mine: Words, theirs: Words, like: Likeness) -> Judgement | None:
    """Give the verdict on two pages that no editor declared on; None for `verschillend`.

    The verdict does not depend on which page comes first, only the order in which reasons name them.
    """
    linked = linked_news(one, other)
    if not like.empty and not linked and same_words(one, other):
        return Judgement("twijfel", _why_not_exact(one, other))
    skeleton = same_skeleton(one.title, other.title)
    # With titles alike a stub says enough too, and a page without text says nothing else.
    alike = like.alike or (skeleton and (like.empty or like.score >= ALIKE))
    evidence = _evidence(one, other, like, alike=alike)
    apart = _apart(one, other)
    if apart and (alike or skeleton):
        return Judgement("editie", (apart, *evidence))
    # A link speaks for itself, whatever the words: only two editions can be linked without being one study.
    if linked:
        return Judgement("variant", (doubles.ONLY_LINK, *evidence))
    if apart or not (alike or (skeleton and like.contained >= SOME)):
        return None
    # Within a far longer text a few sentences say too little, and looking costs as much as that is long.
    numbers = number_sentences(one, other) if like.covers * MANY >= like.contained else 0
    if numbers:
        return Judgement("editie" if numbers >= EDITION else "twijfel", (doubles.numbers(numbers), *evidence))
    if not alike:
        return None
    if doubt := _doubt(one, other, mine, theirs):
        return Judgement("twijfel", (doubt, *evidence))
    if like.jaccard >= ALIKE or skeleton:
        return Judgement("variant", evidence)
    return Judgement("twijfel", (doubles.CONTAINED_ONLY, *evidence))


def linked_news(one: Page, other: Page) -> bool:
    """Tell whether the one is a nieuwsbericht whose text links to the other, a project, and to no other project."""
    return any(
        project.is_project and not news.is_project and news.links == {project.id}
        for news, project in ((one, other), (other, one))
    )


def same_words(one: Page, other: Page) -> bool:
    """Tell whether title and text are the same words after folding."""
    if one.key != other.key or one.title.folded != other.title.folded:
        return False
    return one.body.markup == other.body.markup or fold_text(plain_text(one.html)) == fold_text(plain_text(other.html))


def _why_not_exact(one: Page, other: Page) -> tuple[str, ...]:
    if one.jaar != other.jaar and one.jaar and other.jaar:
        return (doubles.SAME_WORDS, doubles.other_year(one.jaar, other.jaar))
    return (doubles.SAME_WORDS, doubles.SEVERAL_STUDIES)


def _apart(one: Page, other: Page) -> str:
    """What makes the two editions: the year, or what their titles number."""
    if one.jaar and other.jaar and one.jaar != other.jaar:
        return doubles.other_year(one.jaar, other.jaar)
    if found := conflict(one.title, other.title):
        return doubles.conflict(*found)
    return ""


def _doubt(one: Page, other: Page, mine: Words, theirs: Words) -> str:
    """What makes it undecidable whether the two are one study."""
    if found := only_one_has(one.title, other.title):
        return doubles.only_one(*found)
    if words := swapped(one.title, other.title):
        return doubles.swapped(*words)
    ours, others = _own_word(one, other, theirs), _own_word(other, one, mine)
    return doubles.own_words(ours, others) if ours and others else ""


def _own_word(page: Page, other: Page, words: Words) -> str:
    """A word of the page's title that occurs nowhere on the other page."""
    theirs = [plain for plain, _ in telling_words(other.title)]
    titles = {*theirs, *map(b"".join, pairwise(theirs)), *_halves(other.title)}  # "A&O fonds" is "A&O-fonds"
    for plain, written in telling_words(page.title):
        halves = (half for part in written.split("-") for half in plain_words(part))
        known = plain in titles or plain in words.all or all(half in titles or half in words.all for half in halves)
        if not known:
            return written
    return ""


def _halves(title: Title) -> Iterator[bytes]:
    """The parts of a title's words with a hyphen."""
    for _, written in telling_words(title):
        for part in written.split("-"):
            yield from plain_words(part)


def number_sentences(one: Page, other: Page) -> int:
    """How many sentences the two have in common but for their numbers.

    What both have word for word is left out first: that is most, and taking it apart is most of the work.
    """
    mine, theirs = set(block_markup(one.html)), set(block_markup(other.html))
    ours, others = _sentences(mine - theirs), _sentences(theirs - mine)
    numbered, too = dict(_numbered(ours - others)), dict(_numbered(others - ours))
    return sum(numbered[sentence] != too[sentence] for sentence in numbered.keys() & too.keys())


def _sentences(markup: Iterable[str]) -> set[str]:
    return {sentence for block in markup for sentence in _SENTENCE.split(plain_text(block))}


def _numbered(sentences: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every sentence with a number, without its numbers; and those numbers."""
    for sentence in sorted(sentences):
        words = fold_text(sentence).split()
        numbers = tuple(word for word in words if _is_number(word))
        if numbers and len(words) >= _WORDS_IN_A_SENTENCE:
            yield " ".join("#" if _is_number(word) else word for word in words), numbers


@lru_cache(maxsize=8192)
def _is_number(word: str) -> bool:
    bare = word.strip(_AROUND_A_NUMBER)
    return bare[:1].isdecimal() or bare in _NUMBERS or bare.endswith(_NUMBER_ENDS)


def _evidence(one: Page, other: Page, like: Likeness, *, alike: bool) -> tuple[str, ...]:
    """What else speaks for it, in words."""
    found = []
    if alike:
        found.append(_say_likeness(like))
    if one.title.folded == other.title.folded:
        found.append(doubles.SAME_TITLE)
    elif same_skeleton(one.title, other.title):
        found.append(doubles.LIKE_TITLES)
    if one.clients and one.clients == other.clients:
        found.append(doubles.SAME_CLIENT)
    return tuple(found)


def _say_likeness(like: Likeness) -> str:
    if like.empty:
        return doubles.NO_TEXT
    if like.jaccard >= ALIKE:
        return doubles.alike(round(100 * like.jaccard))
    return doubles.contained(round(100 * like.contained))
