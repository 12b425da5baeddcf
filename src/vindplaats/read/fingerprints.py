"""Compare texts by their words: fold them to find equal texts, and trace them to find similar texts.

A trace is a small sample of a text, from which the catalogue finds similar texts without reading any text again. Traces
are made while pages are read, by several processes at once. ``tests/benchmarks/doubles.py`` measures how many planted
doubles are found by their traces, and how long that takes.
"""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable
from itertools import compress
from zlib import crc32

from msgspec import Struct

from vindplaats.patterns import regex
from vindplaats.text import without_invisible

SHINGLE_WORDS = 5
"""Number of words in a shingle."""


SAMPLING_RATE = 8
"""The trace of a long text keeps about one in this many shingles. The hash of the first word of a shingle decides
whether it is kept, so that two long texts keep the same shingles of a passage that they share."""


SHORT_TEXT_WORDS = 120
"""Maximum number of words in a short text. A trace keeps every shingle of a short text."""


_QUOTES = regex("[\"'`´‘’‚‛“”„‟′″‹›«»]")


DASHES = regex("[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+")


_RAISED_DIGIT = regex("[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218b]")


THOUSANDS = regex("[.\u00a0\u2009\u202f](?<=\\d.)(?=\\d{3}(?!\\d))", re.DOTALL)
"""A separator of thousands. It comes first in the pattern, because a search for it is fast."""


_HARD_SPACES = frozenset("\u00a0\u2009\u202f")


_HARD_SPACE_SIGN = regex("[\u00a0\u2009\u202f]")


_SOFT_HYPHEN = "\u00ad"


_SPACE_IN_NUMBER = regex(b"\xff(?<=[0-9]\xff)(?=[0-9]{3}(?![0-9]))")
"""A separator of thousands, as in `THOUSANDS`, where hard spaces are written as a byte that UTF-8 does not have."""


_NEEDS_FOLDING = regex("[^\x00-\x7fÀ-ÖØ-Þà-öø-þ‘’“”„–—…•€↩☐☑\u00ad]")
"""A character that `plain_words` cannot handle as bytes. It can handle the signs of footnotes and tasks: ``↩☐☑``."""


_NEEDS_FULL_FOLDING = regex("[^\x00-\x7fÀ-ÖØ-Þà-öø-þ–—•€]|[\"'`]")
"""A character for which folding does more than change case, dashes, thousands separators and spaces."""


_SIGN_BYTES = bytes(b for b in range(128) if not (chr(b).isalnum() or chr(b).isspace())) + bytes(
    sorted({b for sign in "‘’“”„–—…•\u00ad" for b in sign.encode()})
)
"""Bytes to remove from words: ASCII signs, and the UTF-8 of quotes, dashes, ellipses and soft hyphens. Some letters
lose a byte too, but always the same one, so equal words stay equal."""


_SEPARATORS_TO_SPACES = bytes.maketrans(
    b"\x1c\x1d\x1e\x1f", b"    "
)  # white space for `str.split` but not for `bytes.split`


_BLANKS = b" \t\n\v\f\r"
"""The white space at which `bytes.split` splits."""


_ASCII_BYTES = bytes(range(128))


_ACCENTED_CAPITAL = regex(b"\xc3[\x80-\x9e]")
"""The UTF-8 of an accented capital, À to Þ. `_NEEDS_FOLDING` finds all other capitals outside ASCII."""


_MAX_CACHED_WORDS = 500_000
"""Maximum number of words in `_SampledWords`, which is emptied when it has more."""


class Trace(Struct, frozen=True, gc=False, array_like=True):
    """The trace of a text.

    ``key`` is a hash of all words, equal for equal texts. ``shingles`` has the hashes of the shingles that were kept,
    ascending, as the bytes of an ``array("I")``, because a hundred separate numbers for every page would be too many
    objects. ``words`` is the number of words.
    """

    key: int = 0
    shingles: bytes = b""
    words: int = 0

    @property
    def sampling_rate(self) -> int:
        """About one in this many shingles is kept. All shingles of a short text are kept, because it has few."""
        return 1 if self.words <= SHORT_TEXT_WORDS else SAMPLING_RATE


class _SampledWords(dict[bytes, bool]):
    """A cache that maps a word to whether shingles that begin with it are kept. A look-up is faster than `crc32`."""

    def __missing__(self, word: bytes) -> bool:
        if len(self) > _MAX_CACHED_WORDS:
            self.clear()
        self[word] = sampled = crc32(word) % SAMPLING_RATE == 0
        return sampled


_sampled_words = _SampledWords()


def trace(text: str) -> Trace:
    """Return the trace of a text. It is the same on every machine and does not depend on Python's hash seed."""
    data = _plain_bytes(text)
    words = data.split()
    key = crc32(data.translate(None, _BLANKS))  # of all words, joined
    return Trace(key, array("I", sorted(_shingle_hashes(words))).tobytes(), len(words))


def _shingle_hashes(words: list[bytes]) -> set[int]:
    firsts: Iterable[int] = range(len(words) - SHINGLE_WORDS + 1)
    if len(words) > SHORT_TEXT_WORDS:
        firsts = compress(firsts, map(_sampled_words.__getitem__, words))
    return {crc32(b"".join(words[i : i + SHINGLE_WORDS])) for i in firsts}


def plain_words(text: str) -> list[bytes]:
    """Return the words of a text in lower case without punctuation: ``Wonen, nu`` becomes ``[b"wonen", b"nu"]``.

    Texts that `fold_text` makes equal have equal words. Only texts with unusual characters are folded, because folding
    is much slower (``tests/benchmarks/doubles.py``).
    """
    return _plain_bytes(text).split()


def _plain_bytes(text: str) -> bytes:
    """Return the words of a text as `plain_words` does, with the white space between them."""
    data = text.encode()
    signs = "" if text.isascii() else _without_ascii(data)
    unusual = set(_NEEDS_FOLDING.findall(signs))
    if unusual <= _HARD_SPACES and (not unusual or _SOFT_HYPHEN not in signs):
        data = _without_hard_spaces(data, unusual)
        data = data.decode().lower().encode() if _ACCENTED_CAPITAL.search(data) else data.lower()
    else:
        text = _HARD_SPACE_SIGN.sub(" ", THOUSANDS.sub("", without_invisible(text)))
        if _NEEDS_FOLDING.search(text):
            text = fold_text(text)
        data = text.lower().encode()
    return data.translate(_SEPARATORS_TO_SPACES, _SIGN_BYTES)


def _without_hard_spaces(data: bytes, spaces: Iterable[str]) -> bytes:
    """Return a text in UTF-8 with other spaces in place of ``spaces``, except those that separate thousands."""
    for space in spaces:
        data = data.replace(space.encode(), b"\xff")
    return _SPACE_IN_NUMBER.sub(b"", data).replace(b"\xff", b" ") if spaces else data


def non_ascii(text: str, keep: bytes = b"") -> str:
    """Return the characters of a text that are outside ASCII or in ``keep``: usually few, so quick to search."""
    return _without_ascii(text.encode(), keep)


def _without_ascii(data: bytes, keep: bytes = b"") -> str:
    return data.translate(None, _ASCII_BYTES.translate(None, keep)).decode()


def hashed_shingles(words: list[bytes]) -> frozenset[int]:
    """Return the hashes of all runs of `SHINGLE_WORDS` words, which differ from one process of Python to the next.

    If there are fewer words, all of them are one shingle. If there are no words, there is no shingle.
    """
    if len(words) < SHINGLE_WORDS:
        return frozenset([hash(tuple(words))] if words else [])
    # `zip` uses one tuple again and again, because `map` keeps none of them.
    return frozenset(map(hash, zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)))


def fold_text(text: str) -> str:
    """Return a text in a form in which it can be compared: ``De “Wijk” – 1.000`` becomes ``de wijk - 1000``.

    Texts that differ only in case, the amount of white space, quotes, the kind of dashes, invisible characters,
    thousands separators or Unicode form become equal. Folding a folded text changes nothing.
    """
    while _NEEDS_FULL_FOLDING.search(text):
        folded = _fold_once(text)
        if folded == text:
            return folded
        text = folded
    # Of this text, most steps of `_fold_once` would change nothing, and one pass is enough.
    return " ".join(DASHES.sub("-", THOUSANDS.sub("", text.lower())).split())


def fold_until_stable(fold: Callable[[str], str], text: str) -> str:
    """Call ``fold`` until it changes nothing.

    One call may not be enough: a step of ``fold`` may make something that an earlier step would have folded.
    """
    folded = fold(text)
    while folded != text:
        text, folded = folded, fold(folded)
    return folded


def _fold_once(text: str) -> str:
    text = THOUSANDS.sub("", without_invisible(text))
    # NFKC would turn 10² into 102, and texts with different numbers must stay different.
    text = _RAISED_DIGIT.sub(lambda match: f" u{ord(match[0]):x} ", text)
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(DASHES.sub("-", _QUOTES.sub("", text)).split())
