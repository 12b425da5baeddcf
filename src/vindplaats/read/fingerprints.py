"""The words of a text: folded to tell whether two texts are the same, and traced to find texts that are alike.

A trace is what the catalogue needs of a text to find its likes among all others without reading it again. It is made
where pages are read, by several processes at once.

How many of the planted doubles it finds, and in how much time, is measured by ``tests/benchmarks/doubles.py``.
"""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable
from itertools import compress
from zlib import crc32

from msgspec import Struct

from vindplaats.text import without_invisible

SHINGLE_WORDS = 5
"""Words in a shingle."""


SAMPLING_RATE = 8
"""One shingle in so many is kept, by the value of its first word: so two texts keep the same ones of a passage."""


SHORT_TEXT_WORDS = 120
"""Words of a text of which all shingles are kept."""


_SPACE = re.compile(r"\s+")


_QUOTES = re.compile("[\"'`´‘’‚‛“”„‟′″‹›«»]")


DASHES = re.compile("[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+")


_RAISED = re.compile("[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218b]")


_THOUSANDS = re.compile("(?<=\\d)[.\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")


_HARD_SPACES = re.compile("[\u00a0\u2009\u202f]")


_UNUSUAL = re.compile("[^\x00-\x7fÀ-ÖØ-Þà-öø-þ‘’“”„–—…•€\u00ad]")
"""Characters that `plain_words` may not take as they are, since folding makes something else of them."""


_FOLDS = re.compile("[^\x00-\x7fÀ-ÖØ-Þà-öø-þ–—•€]|[\"'`]")
"""Characters that folding does more with than lower case, dashes and spaces."""


_SIGNS = bytes(b for b in range(128) if not (chr(b).isalnum() or chr(b).isspace())) + bytes(
    sorted({b for sign in "‘’“”„–—…•\u00ad" for b in sign.encode()})
)
"""Bytes that are no part of a word: ASCII's signs, and what UTF-8 makes quotes, dashes and soft hyphens of. Some
letters lose a byte as well; they lose it everywhere, so that equal words stay equal."""


_BLANKS = bytes.maketrans(b"\x1c\x1d\x1e\x1f", b"    ")  # white space to text, but not to bytes


_ASCII = bytes(range(128))


_CAPITAL = re.compile(b"\xc3[\x80-\x9e]")
"""A capital with an accent in UTF-8, of those that `_UNUSUAL` lets pass."""


_VOCABULARY = 500_000
"""Words remembered at most, so that memory does not grow with the site."""


class Trace(Struct, frozen=True, gc=False, array_like=True):
    """What is kept of a text: ``key``, equal for equal texts; hashes of some shingles, ascending; how many words.

    ``shingles`` is an ``array("I")`` as bytes: a hundred numbers a page would be a hundred objects.
    """

    key: int = 0
    shingles: bytes = b""
    words: int = 0

    @property
    def one_in(self) -> int:
        """Of how many shingles one is kept: of a short text all, since there are few to find it by."""
        return 1 if self.words <= SHORT_TEXT_WORDS else SAMPLING_RATE


class _Kept(dict[bytes, bool]):
    """Whether the shingles of a word are kept. Remembered: hashing a word again costs more than looking it up."""

    def __missing__(self, word: bytes) -> bool:
        if len(self) > _VOCABULARY:
            self.clear()
        self[word] = kept = crc32(word) % SAMPLING_RATE == 0
        return kept


_kept = _Kept()


def trace(text: str) -> Trace:
    """Trace a text. The same on every machine and in every process: nothing of it hangs on Python's hash seed."""
    words = plain_words(text)
    return Trace(crc32(b"".join(words)), array("I", sorted(_hashes(words))).tobytes(), len(words))


def _hashes(words: list[bytes]) -> set[int]:
    firsts: Iterable[int] = range(len(words) - SHINGLE_WORDS + 1)
    if len(words) > SHORT_TEXT_WORDS:
        firsts = compress(firsts, map(_kept.__getitem__, words))
    return {crc32(b"".join(words[i : i + SHINGLE_WORDS])) for i in firsts}


def plain_words(text: str) -> list[bytes]:
    """The words of a text without any sign, for comparison only: equal for texts that `fold_text` makes equal.

    Much faster than folding (tests/benchmarks/doubles.py), which only texts with unusual characters need.
    """
    if not text.isascii() and _UNUSUAL.search(beyond_ascii(text)):
        text = _HARD_SPACES.sub(" ", _THOUSANDS.sub("", without_invisible(text)))
        if _UNUSUAL.search(text):
            text = fold_text(text)
        data = text.lower().encode()
    else:
        data = text.encode()
        data = text.lower().encode() if _CAPITAL.search(data) else data.lower()
    return data.translate(_BLANKS, _SIGNS).split()


def beyond_ascii(text: str, but: bytes = b"") -> str:
    """The characters of a text that are not ASCII, and those ``but``: few, so that looking through them is quick."""
    return text.encode().translate(None, _ASCII.translate(None, but)).decode()


def shingles(words: list[bytes]) -> frozenset[tuple[bytes, ...]]:
    """All runs of five words; of a shorter text the one run that it is."""
    if len(words) < SHINGLE_WORDS:
        return frozenset([tuple(words)] if words else [])
    return frozenset(zip(words, words[1:], words[2:], words[3:], words[4:], strict=False))


def fold_text(text: str) -> str:
    """The words of a text, for comparison: case, white space, quotes, dashes, soft hyphens, thousands
    separators and Unicode form are folded; digits and other signs stay. Folding twice changes nothing.
    """  # noqa: D205 (one sentence)
    if not _FOLDS.search(text):  # one pass is enough, and most of it would do nothing
        return " ".join(DASHES.sub("-", _THOUSANDS.sub("", text.lower())).split())
    return until_still(_fold_once, text)


def until_still(fold: Callable[[str], str], text: str) -> str:
    """Fold until nothing changes: what one step puts together, another may have to fold again."""
    folded = fold(text)
    while folded != text:
        text, folded = folded, fold(folded)
    return folded


def _fold_once(text: str) -> str:
    text = _THOUSANDS.sub("", without_invisible(text))
    # NFKC would make 10² into 102; digits stay what they are.
    text = _RAISED.sub(lambda match: f" u{ord(match[0]):x} ", text)
    text = unicodedata.normalize("NFKC", text).casefold()
    text = DASHES.sub("-", _QUOTES.sub("", text))
    return _SPACE.sub(" ", text).strip()
