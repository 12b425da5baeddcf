"""What does not make a difference between two spellings of one name."""

import re
import unicodedata

from vindplaats.dutch import plain_letters

_SPACE = re.compile(r"\s+")
_NOT_ALNUM = re.compile(r"[\W_]+")


def fold_person(name: str) -> str:
    """Case, spaces and Unicode form do not make two persons; accents do."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


def fold_organisation(name: str) -> str:
    """Nor do hyphens, dots, accents, and "&" for "en" make two organisations: only letters and digits count."""
    folded = _NOT_ALNUM.sub("", plain_letters(name.replace("&", " en ")))
    return folded or fold_person(name)
