"""What does not make a difference: spellings that are one name, texts that are the same words."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from vindplaats.dutch import APOSTROPHES, plain_letters, with_ij

_SPACE = re.compile(r"\s+")
_NOT_ALNUM = re.compile(r"[\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_QUOTES = re.compile("[\"'`´‘’‚‛“”„‟′″‹›«»]")
_DASHES = re.compile("[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+")
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218b]")
_THOUSANDS = re.compile("(?<=\\d)[.\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")


@lru_cache(maxsize=65536)
def fold_person(name: str) -> str:
    """Case, white space, invisible signs and Unicode form do not make two persons; accents do.

    All dashes are one, and all apostrophes; ``ÿ`` and ``ĳ`` are ``ij``. Folding twice changes nothing.
    """
    return _until_still(_fold_person_once, name)


def _fold_person_once(name: str) -> str:
    # Apostrophes first: of an accent that stands by itself NFKC makes a space with an accent above it.
    name = APOSTROPHES.sub("'", _without_space(name))
    name = _without_space(unicodedata.normalize("NFKC", name).casefold())
    return _DASHES.sub("-", with_ij(unicodedata.normalize("NFKC", name)))


def _without_space(text: str) -> str:
    return _SPACE.sub("", without_invisible(text))


def without_invisible(text: str) -> str:
    """The text without soft hyphens, zero-width signs and marks of direction."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def fold_organisation(name: str) -> str:
    """Nor do hyphens, dots, accents, and "&" for "en" make two organisations: only letters and digits count."""
    folded = _NOT_ALNUM.sub("", plain_letters(without_invisible(name)).replace("&", "en"))
    return folded or fold_person(name)


def fold_text(text: str) -> str:
    """The words of a text, for comparison: case, white space, quotes, dashes, soft hyphens, thousands
    separators and Unicode form are folded; digits and other signs stay. Folding twice changes nothing.
    """  # noqa: D205 (one sentence)
    return _until_still(_fold_once, text)


def _until_still(fold: Callable[[str], str], text: str) -> str:
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
    text = _DASHES.sub("-", _QUOTES.sub("", text))
    return _SPACE.sub(" ", text).strip()
