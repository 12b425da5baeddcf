"""Find the registered person whom an editor probably meant, for messages such as "Bedoelde u 'Jos Lubberman'?"."""

from collections.abc import Iterable

from vindplaats.catalogue.entities.person_mentions import MAX_MENTION_LENGTH
from vindplaats.catalogue.folding import fold_person
from vindplaats.dutch.honorifics import without_titles
from vindplaats.dutch.organisation_names import has_organisation_word
from vindplaats.patterns import regex
from vindplaats.suggest import nearest

MIN_WORD_SIMILARITY = 60.0
"""Minimum similarity (0 to 100) of two words of a name for one to be a misspelling of the other. The value was chosen,
not measured: Bos and Vos may be one name (67), Anna and Bram are not."""
_WORD = regex(r"[^\W\d_]+")
_ASIDE = regex(r"\([^()]*\)?")


def nearest_person(text: str, known: Iterable[str]) -> str | None:
    """Return the name of ``known`` that is most like ``text``, or None if none is similar enough.

    Every word has to be like a word of the other name, or its initial: "Anna Jansen" is no misspelling of "Bram
    Jansen", however much of it is equal. Words that name no person may follow: "Noor Vos, projectleider".
    """
    if len(text) > MAX_MENTION_LENGTH:
        return None
    plain = without_titles(_ASIDE.sub("", text)).strip() or text
    capitalised = [word for word in _WORD.findall(plain) if not word.islower()]
    words = [_words(plain), [] if has_organisation_word(plain) else _words(" ".join(capitalised))]
    candidates = [name for name in known if _are_alike(_words(name), *words)]
    return nearest(plain, candidates) if candidates else None


def _words(name: str) -> list[str]:
    return [fold_person(word) for word in _WORD.findall(name)]


def _are_alike(theirs: list[str], mine: list[str], capitalised: list[str]) -> bool:
    """Return whether a name of the words ``theirs`` is like one of the words ``mine``, or begins it."""
    return _has_all(theirs, mine) or (len(theirs) > 1 and _has_all(mine, theirs) and _has_all(theirs, capitalised))


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
