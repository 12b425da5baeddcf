"""Two texts beside each other, with what differs marked."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from vindplaats.read.fingerprints import fold_text
from vindplaats.read.plain_text import blocks
from vindplaats.read.records import Publishable

NARROWEST = 20
"""Characters of a column at least, however narrow the terminal."""
ALIKE = 0.5
"""Share of words in common from which two passages are compared word by word."""
LEAST = 4
"""Words in a row that two passages below that must have in common to be shown as such."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_GAP = "   "
_RED, _GREEN, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"

Word = tuple[str, bool]
"""A word, and whether the other text lacks it."""


def side_by_side(one: Publishable, other: Publishable, width: int, *, colours: bool) -> str:
    """The two pages in two columns, ``width`` characters together, sentence by sentence.

    What only the left one has stands between ``[-`` and ``-]``, what only the right one has between ``{+`` and
    ``+}``; with ``colours`` it is red and green as well. White space, quotes and the like make no difference.
    """
    column = max(NARROWEST, (width - len(_GAP)) // 2)
    rows: list[tuple[Sequence[Word], Sequence[Word]]] = [([(one.file, False)], [(other.file, False)])]
    rows += [([("=" * column, False)], [("=" * column, False)])]
    rows += _aligned(_sentences(one), _sentences(other))
    lines = []
    for mine, theirs in rows:
        left = _cell(mine, column, ("[-", "-]"), _RED if colours else "")
        right = _cell(theirs, column, ("{+", "+}"), _GREEN if colours else "")
        for (a, length), (b, _) in zip_longest(left, right, fillvalue=("", 0)):
            lines.append(f"{a}{' ' * (column - length)}{_GAP}{b}".rstrip())
    return "\n".join(lines) + "\n"


def _sentences(page: Publishable) -> list[str]:
    """The title, and the text sentence by sentence."""
    return [page.titel, *(s for block in blocks(page.body.html) for s in _SENTENCE.split(block))]


def _aligned(mine: list[str], theirs: list[str]) -> Iterator[tuple[list[Word], list[Word]]]:
    """Rows: a sentence that both have, or what stands between two such, compared word by word."""
    matcher = SequenceMatcher(None, [fold_text(s) for s in mine], [fold_text(s) for s in theirs], autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            for left, right in zip(mine[a:b], theirs[c:d], strict=True):
                yield [(w, False) for w in left.split()], [(w, False) for w in right.split()]
        else:
            yield _compared(" ".join(mine[a:b]).split(), " ".join(theirs[c:d]).split())


def _compared(mine: list[str], theirs: list[str]) -> tuple[list[Word], list[Word]]:
    matcher = SequenceMatcher(None, [fold_text(w) for w in mine], [fold_text(w) for w in theirs], autojunk=False)
    # Between sentences that have little in common, a "de" that both have is chance and only breaks the marks up.
    least = 1 if matcher.ratio() >= ALIKE else LEAST
    left: list[Word] = []
    right: list[Word] = []
    for how, a, b, c, d in matcher.get_opcodes():
        own = how != "equal" or b - a < least
        left += [(w, own) for w in mine[a:b]]
        right += [(w, own) for w in theirs[c:d]]
    return left, right


def _cell(words: Sequence[Word], column: int, marks: tuple[str, str], colour: str) -> list[tuple[str, int]]:
    """The lines of one cell, each with its length on the screen."""
    tokens: list[Word] = []
    for own, group in groupby(words, key=lambda word: word[1]):
        texts = [text for text, _ in group]
        if own:
            texts[0] = marks[0] + texts[0]
            texts[-1] += marks[1]
        tokens += [(text[i : i + column], own) for text in texts for i in range(0, len(text), column)]
    lines: list[tuple[str, int]] = []
    line, length = "", 0
    for text, own in tokens:
        if length and length + 1 + len(text) > column:
            lines.append((line, length))
            line, length = "", 0
        shown = f"{colour}{text}{_PLAIN}" if own and colour else text
        line, length = (f"{line} {shown}", length + 1 + len(text)) if length else (shown, len(text))
    return [*lines, (line, length)]
