"""Find the registered person whom an editor probably meant, for messages such as "Bedoelde u 'Jos Lubberman'?"."""

import re
from collections.abc import Iterable

from vindplaats.catalogue.folding import fold_person
from vindplaats.dutch.honorifics import without_titles
from vindplaats.suggest import nearest

MIN_WORD_SIMILARITY = 60.0
"""Minimum similarity (0 to 100) of two words of a name for one to be a misspelling of the other. The value was chosen,
not measured: Bos and Vos may be one name (67), Anna and Bram are not."""
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\([^()]*\)?")


def nearest_person(text: str, known: Iterable[str]) -> str | None:
    """Return the name of ``known`` that is most like ``text``, or None if none is similar enough.

    Every word has to be like a word of the other name, or its initial: "Anna Jansen" is no misspelling of "Bram
    Jansen", however much of it is equal. ``text`` may also add words to a whole name: "Noor Vos, projectleider".
    """
    plain = without_titles(_ASIDE.sub("", text)).strip() or text
    words = _words(plain)
    candidates = [name for name in known if _are_alike(words, _words(name))]
    return nearest(plain, candidates) if candidates else None


def _words(name: str) -> list[str]:
    return [fold_person(word) for word in _WORD.findall(name)]


def _are_alike(mine: list[str], theirs: list[str]) -> bool:
    return _has_all(theirs, mine) or (len(theirs) > 1 and _has_all(mine, theirs))


def _has_all(words: list[str], wanted: list[str]) -> bool:
    """Return whether ``words`` has a word of its own that is like each of the ``wanted`` words, the longest first."""
    left = list(words)
    for want in sorted(wanted, key=len, reverse=True):
        like = next((word for word in left if word == want), None) or next(
            (word for word in left if _is_like(word, want)), None
        )
        if like is None:
            return False
        left.remove(like)
    return True


def _is_like(word: str, other: str) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415 (start-up: only if there is something to ask)

    if 1 in (len(word), len(other)):
        return word[0] == other[0]
    return fuzz.ratio(word, other) >= MIN_WORD_SIMILARITY
