"""Turn the text of the pages of a PDF, as PDFium reads it, into text for the search index."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from vindplaats.patterns import regex

_HEAD_SHARE = 0.6
"""A line on at least this share of the pages is a running head, or a foot."""
_MIN_PAGES = 3
"""Minimum number of pages of a document in which running heads are recognised."""
_MARGIN_LINES = 3
"""Number of lines, from the top and from the bottom of a page, that may hold the number of the page."""
_LINE_BREAK = regex(r"[ \t]*(?:\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029])[ \t]*")
_HYPHEN_SIGNS = "\ufffe\x02\xad"
"""Characters for a hyphen at the end of a line: PDFium's own signs, and the soft hyphen."""
_BROKEN = regex(rf"(\w+)(?:[{_HYPHEN_SIGNS}][ \t]*\n?|[-\u2010][ \t]*\n)[ \t]*(\w+)")
_UNWANTED = regex(
    rf"[{_HYPHEN_SIGNS}\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\uffff]"
)
"""What is left of the signs, control characters, and characters without width."""
_DIGITS = regex(r"\d+")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
"""The Latin ligatures, such as "ﬁ", as separate letters."""
_CONJUNCTIONS = frozenset({"en", "of", "tot", "noch", "als", "maar", "and", "or", "to"})
"""Words that show that a hyphen before them replaces the rest of a compound, as "en" in "woon- en werkverkeer"."""
_HYPHENATED = frozenset({"ex", "niet", "non", "vice"})
"""Words that keep their hyphen in a compound: "niet-\\nleden"."""
_CLASHES = frozenset({"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu"})
"""Letters that would be read as one sound, so that a compound has a hyphen between them: "co-ouderschap"."""


def clean_pages(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the text of each page without running heads and page numbers, and with broken words joined.

    Ligatures become letters, and control characters are removed.
    """
    pages = [_lines(text) for text in texts]
    heads = _running_heads(pages)
    kept = [[line for number, line in enumerate(page) if not _is_head(page, number, heads)] for page in pages]
    if sum(not page for page in kept) > len(kept) / 2:  # most pages have nothing else: this is their text
        kept = pages
    return tuple(_join_words("\n".join(page)) for page in kept)


def _lines(text: str) -> list[str]:
    text = _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", text.translate(_LIGATURES)))
    return [line for line in map(str.strip, text.split("\n")) if line]


def _running_heads(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the keys of the lines that are on most pages: the line itself, or its form if only digits differ."""
    if len(pages) < _MIN_PAGES:
        return frozenset()
    counts = Counter(key for page in pages for key in _keys(page))
    least = math.ceil(_HEAD_SHARE * len(pages))
    return frozenset(key for key, count in counts.items() if count >= least)


def _keys(page: Sequence[str]) -> set[str]:
    return {key for number in range(len(page)) for key in _keys_of(page, number)}


def _keys_of(page: Sequence[str], number: int) -> Iterable[str]:
    """Return the keys by which a line of a page is compared with the lines of other pages.

    Digits may differ only in lines at the top and the bottom, because those of a table differ too.
    """
    line = " ".join(page[number].casefold().split())
    at_margin = number < _MARGIN_LINES or number >= len(page) - _MARGIN_LINES
    return (line, _DIGITS.sub("#", line)) if at_margin else (line,)


def _is_head(page: Sequence[str], number: int, heads: frozenset[str]) -> bool:
    return bool(heads) and any(key in heads for key in _keys_of(page, number))


def _join_words(text: str) -> str:
    """Join words that are broken at the end of a line, and remove control characters."""
    return _UNWANTED.sub("", _BROKEN.sub(_joined, text))


def _joined(match: re.Match[str]) -> str:
    """Return a word that was broken at a hyphen, with the hyphen if it belongs to the word.

    It does before a capital ("Noord-Holland"), beside a digit ("covid-19"), between letters that would be read as one
    sound ("co-ouderschap"), after a single letter ("e-mail") and after some words. Before a conjunction it ends a word:
    "woon- en werkverkeer". In doubt the hyphen stays, because search also finds a word with a hyphen as one without.
    """
    left, right = match.groups()
    if right in _CONJUNCTIONS:
        return f"{left}- {right}"
    belongs = (
        not (left[-1].isalpha() and right[0].isalpha())
        or right[0].isupper()
        or len(left) == 1
        or left.casefold() in _HYPHENATED
        or left[-1] + right[0] in _CLASHES
    )
    return f"{left}-{right}" if belongs else left + right
