"""What does not make a difference: spellings that are one name, texts that are the same words."""

import re
import unicodedata

from vindplaats.dutch import plain_letters

_SPACE = re.compile(r"\s+")
_NOT_ALNUM = re.compile(r"[\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_QUOTES = re.compile("[\"'`´‘’‚‛“”„‟′″‹›«»]")
_DASHES = re.compile("[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+")
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218b]")
_THOUSANDS = re.compile("(?<=\\d)[.\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")


def fold_person(name: str) -> str:
    """Case, spaces and Unicode form do not make two persons; accents do."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


def fold_organisation(name: str) -> str:
    """Nor do hyphens, dots, accents, and "&" for "en" make two organisations: only letters and digits count."""
    folded = _NOT_ALNUM.sub("", plain_letters(name.replace("&", " en ")))
    return folded or fold_person(name)


def fold_text(text: str) -> str:
    """The words of a text, for comparison: case, white space, quotes, dashes, soft hyphens, thousands
    separators and Unicode form are folded; digits and other signs stay. Folding twice changes nothing.
    """  # noqa: D205 (one sentence)
    folded = _fold_once(text)
    while folded != text:
        text, folded = folded, _fold_once(folded)
    return folded


def _fold_once(text: str) -> str:
    text = _THOUSANDS.sub("", _INVISIBLE.sub("", text))
    # NFKC would make 10² into 102; digits stay what they are.
    text = _RAISED.sub(lambda match: f" u{ord(match[0]):x} ", text)
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _DASHES.sub("-", _QUOTES.sub("", text))
    return _SPACE.sub(" ", text).strip()
