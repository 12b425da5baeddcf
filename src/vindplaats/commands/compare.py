"""``vindplaats duplicates --diff``: show two pages side by side, with the differences marked."""

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from vindplaats import terminal
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.errors import UsageError
from vindplaats.options import processors
from vindplaats.patterns import regex
from vindplaats.read.content import Content, read_content
from vindplaats.read.fingerprints import fold_text
from vindplaats.read.page_id import PageId, parse_page_id
from vindplaats.read.plain_text import blocks
from vindplaats.read.records import Publishable
from vindplaats.result import OK
from vindplaats.suggest import nearest

DEFAULT_TERMINAL = (120, 24)
"""Number of columns and lines to assume if the output is not a terminal."""
MIN_COLUMN_WIDTH = 20
"""Minimum width of a column in characters, however narrow the terminal is."""
MIN_SIMILARITY = 0.5
"""If two passages are at least this similar (0 to 1), all their matching words are left unmarked."""
MIN_SHARED_WORDS = 4
"""In less similar passages, the minimum number of consecutive matching words that are left unmarked."""
_SENTENCE = regex(r"(?<=[.!?])\s+")
_GAP = "   "
_RED, _GREEN, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"

Word = tuple[str, bool]
"""A word, and whether to mark it as a difference between the pages."""


def compare(arguments: Namespace) -> int:
    """Print the two pages that ``--diff`` names, side by side, and return the exit code.

    Raises `UsageError` if a page is unknown or ambiguous, or if ``--format`` is not ``text``.
    """
    if arguments.format != "text":
        raise UsageError("--diff toont tekst; laat --format weg.")
    content, _ = read_content(arguments.source, processors())
    pages = publishable_by_id(content)
    left, right = (_find_page(text, pages) for text in arguments.diff)
    colours = sys.stdout.isatty() and terminal.has_colours()
    width = shutil.get_terminal_size(DEFAULT_TERMINAL).columns
    terminal.write(side_by_side(left, right, width, colours=colours), end="")
    return OK


def publishable_by_id(content: Content) -> dict[PageId, Publishable]:
    """Return all projects and nieuwsberichten, including drafts, by id."""
    return {record.id: record for record in content.records if isinstance(record, Publishable)}


def _find_page(text: str, pages: Mapping[PageId, Publishable]) -> Publishable:
    """Return the page that ``text`` names. Raise `UsageError` if it names none, or several."""
    found = find_pages(text, pages)
    if len(found) > 1:
        ids = enumerate_dutch([str(page.id) for page in found], "of")
        raise UsageError(f"'{text}' kan {ids} zijn; schrijf de hele id.")
    if not found:
        near = nearest(text, map(str, pages))
        help_ = f"Bedoelde u '{near}'?" if near else "Schrijf een id, zoals projecten/flexwonen."
        raise UsageError(f"'{text}' is geen project of nieuwsbericht, of het is niet te lezen. {help_}")
    return found[0]


def find_pages(text: str, pages: Mapping[PageId, Publishable]) -> tuple[Publishable, ...]:
    """Return the pages whose id (``projecten/x``) or path (``content/projecten/x.md``) is ``text``.

    The path may also be absolute, or leave out ``content/``. If there are no such pages, return the pages whose
    name (``x``) is ``text``: a project and a nieuwsbericht may have the same name.
    """
    path = os.path.normpath(text).replace(os.sep, "/")
    page_id = parse_page_id(text)
    whole = (page for page in pages.values() if page.id == page_id or f"/content/{path}".endswith(f"/{page.file}"))
    return tuple(whole) or tuple(page for page in pages.values() if page.id.name == text)


def side_by_side(left: Publishable, right: Publishable, width: int, *, colours: bool) -> str:
    """Return two pages sentence by sentence, in two columns.

    Together the columns are at most ``width`` characters wide, unless that would make each of them narrower than
    `MIN_COLUMN_WIDTH`. Each run of words that differ is put between ``[-`` and ``-]`` on the left and between ``{+``
    and ``+}`` on the right. With ``colours``, it is also red on the left and green on the right. Differences that
    `fold_text` removes, such as those in case, white space and quotes, are ignored.
    """
    column = max(MIN_COLUMN_WIDTH, (width - len(_GAP)) // 2)
    rows: list[tuple[Sequence[Word], Sequence[Word]]] = [([(left.file, False)], [(right.file, False)])]
    rows += [([("=" * column, False)], [("=" * column, False)])]
    rows += _align(_sentences(left), _sentences(right))
    lines = []
    for mine, theirs in rows:
        cell = _cell(mine, column, ("[-", "-]"), _RED if colours else "")
        other = _cell(theirs, column, ("{+", "+}"), _GREEN if colours else "")
        for (text, length), (beside, _) in zip_longest(cell, other, fillvalue=("", 0)):
            lines.append(f"{text}{' ' * (column - length)}{_GAP}{beside}".rstrip())
    return "\n".join(lines) + "\n"


def _sentences(page: Publishable) -> list[str]:
    """Return the title of a page and the sentences of its text."""
    return [page.titel, *(s for block in blocks(page.body.html) for s in _SENTENCE.split(block))]


def _align(mine: list[str], theirs: list[str]) -> Iterator[tuple[list[Word], list[Word]]]:
    """Yield the left and right words of each row.

    Each pair of matching sentences has a row. Wherever the pages differ, one row has the passages of both pages,
    compared word by word.
    """
    matcher = SequenceMatcher(None, [fold_text(s) for s in mine], [fold_text(s) for s in theirs], autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            for left, right in zip(mine[a:b], theirs[c:d], strict=True):
                yield [(w, False) for w in left.split()], [(w, False) for w in right.split()]
        else:
            yield _compare_words(" ".join(mine[a:b]).split(), " ".join(theirs[c:d]).split())


def _compare_words(mine: list[str], theirs: list[str]) -> tuple[list[Word], list[Word]]:
    matcher = SequenceMatcher(None, [fold_text(w) for w in mine], [fold_text(w) for w in theirs], autojunk=False)
    # If the passages have little in common, a "de" in both is a coincidence, and would only break up the marks.
    least = 1 if matcher.ratio() >= MIN_SIMILARITY else MIN_SHARED_WORDS
    left: list[Word] = []
    right: list[Word] = []
    for how, a, b, c, d in matcher.get_opcodes():
        own = how != "equal" or b - a < least
        left += [(w, own) for w in mine[a:b]]
        right += [(w, own) for w in theirs[c:d]]
    return left, right


def _cell(words: Sequence[Word], column: int, marks: tuple[str, str], colour: str) -> list[tuple[str, int]]:
    """Return the lines of one cell, each with its length in characters, not counting colour codes."""
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
