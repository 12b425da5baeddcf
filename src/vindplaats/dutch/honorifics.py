"""Titles, degrees and forms of address, which are no part of a name: ``prof.dr.``, ``mevr.``, ``MSc``.

A title has no other meaning than its own where it has a dot or is written small (``dr.``, ``mr``), so any name may
follow. In capitals it may be a name or initials: ``Yo-Yo Ma`` and ``M.A. Bos`` have no degree. Such a word is a degree
only after a first and a last name: ``P. Jansen MA``.
"""

import re
from functools import lru_cache
from itertools import accumulate

from vindplaats.patterns import regex
from vindplaats.text import word_set

_BEFORE = word_set(
    "prof professor hoogleraar lector emeritus emerita dr drs doctor doctorandus ir ing mr mrs ms mw mevr mevrouw mej"
    " dhr heer ds bc lic sir jhr jkvr jonkheer jonkvrouw herr frau dipl"
)
"""Titles before a name, in lower case without dots."""
_BEFORE_CAPITAL = word_set(
    "prof professor dr drs ir mr mrs ms mw mevr mevrouw mej dhr jhr jkvr jonkheer jonkvrouw sir emeritus"
)
"""Titles before a name that are also known with a capital and without a dot: ``Dr Bos``. ``Ing Bos`` has a first name.
"""
_NO_INITIALS = word_set("prof professor drs mrs mevr mevrouw dhr jhr jkvr")
"""Titles before a name that nobody takes for initials when they are all in capitals: ``DRS J. MOL``."""
_BESIDE = word_set(
    "em emer hc mult habil med phil jur rer nat pol oec sc theol vet univ apl pd psych ing inform geogr arch mag"
)
"""Words that are titles only beside another title: ``prof. em.``, ``Dr. rer. nat.``."""
_DEGREES = word_set(
    "msc bsc phd llm llb lld mphil dphil pdeng engd emba mrics frics bba bsw msw psyd pharmd dsc scd dba rpsych"
    " mtheol edd barch"
)
"""Degrees that are no name, in lower case without dots."""
_SHORT_DEGREES = word_set(
    "ma ba md mba mpa mph mfa bfa ms bs mim mpm mre msre mup med bed meng beng jd ra rc re ro rb rv aa cpc cpa cfa cisa"
    " qc kc dds dvm mth bth min mcd mmc mmo cmc bhs ban bn rn frs mres march bcom mcom bict"
)
"""Degrees that may also be a name or initials, in lower case without dots."""
_SURNAME_WORDS = word_set("van de den der het ten ter te von le la du el di da dos")
"""Words at the start of a last name, in lower case. They are no first name, so a short degree may be initials after it.
"""
_ALL_BEFORE = "|".join(sorted(_BEFORE | _BESIDE, key=len, reverse=True))
_GLUED = regex(rf"(?<![^\s,.(-])((?:{_ALL_BEFORE})\.)-?(?=[^\W\d_])", re.IGNORECASE)
_IN_TWO = regex(r"\b(Ph\.?|M\.|B\.|D\.)\s(D|Sc|Phil|Eng|Ed)\b(?=\.?(?:[\s,)]|$))", re.IGNORECASE)
_DE_HEER = regex(r"\b[Dd]e (?=heer\s)")
_Part = list[str]
"""The words of a name between two commas."""


def is_title(text: str) -> bool:
    """Return whether a text consists of titles only, such as ``MSc`` or ``prof.dr.``."""
    words = _spaced(text).replace(",", " ").split()
    return bool(words) and all(_is_before(word, beside=len(words) > 1) or _is_degree(word, 2) for word in words)


@lru_cache(maxsize=65536)
def without_titles(name: str) -> str:
    """Return a name without the titles before, after and within it: ``prof.dr. K. Bos, MSc`` becomes ``K. Bos``.

    The name may be inverted: ``Aa, dr. ir. J. van der`` becomes ``Aa, J. van der``. A text of which nothing would be
    left, such as ``Mr``, is returned as it is.
    """
    if is_title(name):
        return name
    parts = [part.split() for part in _spaced(name).split(",")]
    total = sum(map(len, parts))
    if len(parts) > 1 and _begins_with_title(parts[0]) and len(parts[1]) > 1:
        parts = parts[1:]
    found: list[_Part] = []
    names = 0
    for words in parts:
        kept = _without_after(_without_before(words), names, first=not found)
        if kept or not (words and found):
            found.append(kept)
            names += _count_names(kept)[-1]
    return ", ".join(map(" ".join, found)) if 0 < sum(map(len, found)) < total else name


def _begins_with_title(words: _Part) -> bool:
    return bool(words) and is_title(" ".join(words)) and (words[0].endswith(".") or words[0].islower())


def _spaced(text: str) -> str:
    """Separate titles that are written without spaces, and join degrees that are written in two words."""
    text = _IN_TWO.sub(lambda match: match[1] + match[2], _DE_HEER.sub("", text))
    while (spaced := _GLUED.sub(r"\1 ", text)) != text:
        text = spaced
    return " ".join(text.split())


def _without_before(words: _Part) -> _Part:
    """Return the words without the titles at their start. Titles alone are left for `_without_after`."""
    start = 0
    while start < len(words):
        beside = start > 0 or (len(words) > 1 and _is_before(words[1], beside=False))
        if not _is_before(words[start], beside=beside):
            break
        start += 1
    return words[start:] or words


def _without_after(words: _Part, names_before: int, *, first: bool) -> _Part:
    """Return the words without the titles at their end; ``names_before`` is the number of names in earlier parts.

    A ``first`` part keeps at least one word.
    """
    counts = _count_names(words)
    end = len(words)
    while end > first:
        previous = words[end - 2] if end > 1 else ""
        names = names_before + counts[end - 1]
        if len(previous) == 1:
            names = min(names, 1)  # "Bos, A AA" has two initials
        elif previous.endswith(".") and not names_before:
            names = 0  # "J. MA" has no last name yet
        if not _is_after(words[end - 1], previous, names):
            break
        end -= 1
    return words[:end]


def _is_after(word: str, previous: str, names: int) -> bool:
    """Return whether a word is a title as written after the word ``previous`` and that number of names."""
    beside = bool(previous) and _is_before(previous, beside=False)
    if (word.endswith(".") or word.islower()) and _is_before(word, beside=beside):
        return True
    return _is_degree(word, names)


def _count_names(words: _Part) -> list[int]:
    """Return how many names precede each word, and at the end how many there are in total.

    A text such as ``van der Aa Bos`` is one last name: it gives ``[0, 1, 1, 1, 1]``.
    """
    if words and words[0].casefold() in _SURNAME_WORDS:
        return [0] + [1] * len(words)
    return list(accumulate((word.casefold() not in _SURNAME_WORDS for word in words), initial=0))


def _is_before(word: str, *, beside: bool) -> bool:
    """Return whether a word is a title as written before a name; ``beside`` tells whether it is next to another one."""
    key = _key(word)
    if "." in word.strip("().") and key != "hc":
        return False  # initials
    if word.endswith((".", ".)")) or key == word:
        return key in _BEFORE or (beside and key in _BESIDE)
    if word.isupper():
        return key in _NO_INITIALS or (beside and key in _BEFORE)
    return key in _BEFORE_CAPITAL


def _is_degree(word: str, names: int) -> bool:
    """Return whether a word is one or more degrees, such as ``MSc/MA``; ``names`` is how many names precede it."""
    is_name = word[:1].isupper() and word[1:].islower()
    keys = [_key(part) for part in word.split("/")]
    return all(key in _DEGREES or (key in _SHORT_DEGREES and not is_name and names > 1) for key in keys) and names > 0


def _key(word: str) -> str:
    return word.strip("()").replace(".", "").casefold()
