"""An excerpt of a source: the line that a diagnostic is about, with a caret below the character that it points at.

The caret is placed by display width: a Chinese character or an emoji takes two columns, and a combining accent takes
none. Characters that could control a terminal, or change the order of other characters, are replaced.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from vindplaats.patterns import regex
from vindplaats.text import CONTROL_CHARACTERS, with_line_feeds

MAX_WIDTH = 96
"""Maximum number of columns of an excerpt. It fits in a terminal of 100 columns with an indentation of 4."""
TAB = "    "
"""What a tab is shown as."""
CUT = "…"
"""What a part of the line that is left out is shown as."""

_CHARACTERS_PER_COLUMN = 8
"""How many characters are read for each column that may be shown, so that a line of any length takes no time."""
_MAX_CLUSTER = 16
"""Maximum number of characters that are shown in one place, such as the parts of an emoji of a family (at most 11)."""
_JOINER = "\u200d"
_EMOJI_IN_STYLE = regex("[#*0-9\u00a9\u00ae\u203c-\U0010ffff].*\ufe0f", re.DOTALL)
"""A sign that U+FE0F shows as an emoji, two columns wide. Any other sign stays as wide as it is."""
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_FLAG_TAGS = range(0xE0020, 0xE0080)
_JAMO_WITHIN_SYLLABLE = range(0x1160, 0x1200)
_SHOWN_AS = CONTROL_CHARACTERS | dict.fromkeys(
    (
        *(0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
        *(0x200B, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x2060, 0x2070)),
    ),
    "\ufffd",
)
"""A table for `str.translate`. Unlike in a message, invisible characters are shown, as they may be what is wrong."""


class Excerpt(Struct, frozen=True):
    """One line of a source, or a part of it: the text ``before`` a character, the character, and the text ``after``.

    ``character`` is empty if the diagnostic points past the end of the line.
    """

    before: str
    character: str
    after: str

    @property
    def text(self) -> str:
        """The whole line, such as ``titel: 東京``."""
        return self.before + self.character + self.after

    @property
    def caret(self) -> str:
        """The line to print below `text` in a font of one width: spaces, and ``^`` below the character."""
        return " " * display_width(self.before) + "^"


def source_lines(data: bytes) -> list[str]:
    """Return the lines of a file as diagnostics count them. Bytes that are not UTF-8 become U+FFFD."""
    text = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return with_line_feeds(text).split("\n")


def excerpt(line: str, column: int, max_width: int = MAX_WIDTH) -> Excerpt:
    """Return an excerpt of a line that points at the character in ``column``, counted from 1.

    A line that is wider than ``max_width`` columns is cut on both sides of that character, which is always whole.
    """
    reach = max_width * _CHARACTERS_PER_COLUMN
    at = min(max(column - 1, 0), len(line))
    start, end = max(0, at - reach), min(len(line), at + reach)
    before: list[str] = []
    after: list[str] = []
    place = start
    for cluster in _clusters(line[start:end]):
        (before if place + len(cluster) <= at else after).append(_shown(cluster))
        place += len(cluster)
    character = after.pop(0) if after else ""
    room = max_width - display_width(character)
    left = _widths(before) + (len(CUT) if start > 0 else 0)
    right = _widths(after) + (len(CUT) if end < len(line) else 0)
    # Each side gets half of the room, and what the other side leaves.
    for_left = max(room // 2, room - right)
    for_right = max(room - room // 2, room - left)
    head = _fit(reversed(before), for_left, is_cut=start > 0)
    tail = _fit(after, for_right, is_cut=end < len(line))
    return Excerpt("".join(reversed(head)), character, "".join(tail))


def display_width(text: str) -> int:
    """Return how many columns a text takes in a terminal: 2 for ``京`` and for an emoji, 1 for ``é`` in two parts."""
    return len(text) if text.isascii() and text.isprintable() else _widths(_clusters(text))


def _widths(clusters: Iterable[str]) -> int:
    return sum(map(_cluster_width, clusters))


def _fit(clusters: Iterable[str], max_width: int, *, is_cut: bool) -> list[str]:
    """Return as many of the first clusters as fit, and a sign if there are more and it fits too."""
    if max_width < len(CUT):
        return []
    found: list[str] = []
    width = 0
    for cluster in clusters:
        found.append(cluster)
        width += _cluster_width(cluster)
        if width > max_width:
            is_cut = True
            break
    if is_cut:
        while found and width > max_width - len(CUT):
            width -= _cluster_width(found.pop())
        found.append(CUT)
    return found


def _clusters(text: str) -> Iterator[str]:
    """Yield the parts of a text that are shown in one place: a letter with its accents, an emoji with its parts.

    This is a simple form of the grapheme clusters of Unicode (UAX 29).
    """
    if text.isascii():
        yield from text
        return
    starts = [0]
    for index in range(1, len(text)):
        if text[index].isascii() or not _continues(text, starts[-1], index):
            starts.append(index)
    yield from (text[start:end] for start, end in pairwise((*starts, len(text))))


def _continues(text: str, start: int, index: int) -> bool:
    """Return whether the character at ``index`` is shown in the place of the cluster that begins at ``start``."""
    before, character = text[index - 1], text[index]
    code = ord(character)
    if code in _FLAG_LETTERS:
        return index - start == 1 and ord(before) in _FLAG_LETTERS
    if before == _JOINER and index - start > 1:
        return code > 0x203B  # noqa: PLR2004 (the first emoji that is a part of others is U+203C)
    return character.translate(_SHOWN_AS) == character and (
        (code in _SKIN_TONES and _is_wide(text[start])) or _is_zero_width(code)
    )


def _is_zero_width(code: int) -> bool:
    return (
        unicodedata.category(chr(code)) in {"Mn", "Me"}
        or code in _JAMO_WITHIN_SYLLABLE
        or code in _FLAG_TAGS
        or code in (0x200C, 0x200D)
    )


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in {"W", "F"}


@lru_cache(maxsize=1024)
def _cluster_width(cluster: str) -> int:
    if len(cluster) == 1:
        return 0 if _is_zero_width(ord(cluster)) else 2 if _is_wide(cluster) else 1
    if cluster.isascii():  # a tab, shown as spaces
        return len(cluster)
    is_flag = ord(cluster[0]) in _FLAG_LETTERS and ord(cluster[1]) in _FLAG_LETTERS
    return 2 if is_flag or _EMOJI_IN_STYLE.match(cluster) or _is_wide(cluster[0]) else _cluster_width(cluster[0])


def _shown(cluster: str) -> str:
    return TAB if cluster == "\t" else cluster[:_MAX_CLUSTER].translate(_SHOWN_AS)
