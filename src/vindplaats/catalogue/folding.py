"""Fold names: make a key from a name, so that all spellings of one name have the same key."""

import re
import unicodedata
from functools import lru_cache

from vindplaats.dutch.person_names import APOSTROPHES
from vindplaats.dutch.sorting import plain_letters, with_ij
from vindplaats.patterns import regex
from vindplaats.read.fingerprints import DASHES, fold_until_stable
from vindplaats.text import without_invisible

_SPACE = regex(r"\s+")
_IGNORED = regex(r"[^a-z0-9+#]+|(?<![a-z0-9+#])[+#]+(?=.*[a-z0-9])|[+#]+(?=[a-z0-9])", re.DOTALL)
"""What does not count in the name of an organisation. A ``+`` or ``#`` counts at the end of a word: ``Zorg+``, ``C#``.
"""


@lru_cache(maxsize=65536)
def fold_person(name: str) -> str:
    """Return a key for the name of a person: ``"josbos"`` for "Jos Bos".

    The key ignores case, white space and invisible characters. All dashes are equal, all apostrophes are equal, and
    ``ÿ`` and ``ĳ`` equal ``ij``. Accents do count: René and Rene are different persons. Folding a key again changes
    nothing.
    """
    return fold_until_stable(_fold_person_once, name)


def _fold_person_once(name: str) -> str:
    # Apostrophes are replaced before NFKC, which would turn ´ into a space and a combining accent.
    name = APOSTROPHES.sub("'", _without_space(name))
    name = _without_space(unicodedata.normalize("NFKC", name).casefold())
    return DASHES.sub("-", with_ij(unicodedata.normalize("NFKC", name)))


def _without_space(text: str) -> str:
    return _SPACE.sub("", without_invisible(text))


@lru_cache(maxsize=65536)
def fold_organisation(name: str) -> str:
    """Return a key for the name of an organisation: ``"aenofonds"`` for "A&O-fonds".

    The key has only digits and unaccented letters, and each ``+`` or ``#`` at the end of a word, which makes another
    name: ``"c++"`` for "C++". ``&`` becomes ``en``. If nothing of the name is left, return the key from `fold_person`
    instead.
    """
    folded = _IGNORED.sub("", plain_letters(without_invisible(name)).replace("&", "en"))
    return folded or fold_person(name)
