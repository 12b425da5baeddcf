"""What does not make a difference between two spellings of one name."""

import re
import unicodedata
from functools import lru_cache

from vindplaats.dutch.person_names import APOSTROPHES
from vindplaats.dutch.sorting import plain_letters, with_ij
from vindplaats.read.fingerprints import DASHES, fold_until_stable
from vindplaats.text import without_invisible

_SPACE = re.compile(r"\s+")
_NOT_ALNUM = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def fold_person(name: str) -> str:
    """Case, white space, invisible signs and Unicode form do not make two persons; accents do.

    All dashes are one, and all apostrophes; ``ÿ`` and ``ĳ`` are ``ij``. Folding twice changes nothing.
    """
    return fold_until_stable(_fold_person_once, name)


def _fold_person_once(name: str) -> str:
    # Apostrophes first: of an accent that stands by itself NFKC makes a space with an accent above it.
    name = APOSTROPHES.sub("'", _without_space(name))
    name = _without_space(unicodedata.normalize("NFKC", name).casefold())
    return DASHES.sub("-", with_ij(unicodedata.normalize("NFKC", name)))


def _without_space(text: str) -> str:
    return _SPACE.sub("", without_invisible(text))


def fold_organisation(name: str) -> str:
    """Nor do hyphens, dots, accents, and "&" for "en" make two organisations: only letters and digits count."""
    folded = _NOT_ALNUM.sub("", plain_letters(without_invisible(name)).replace("&", "en"))
    return folded or fold_person(name)
