"""Dutch alphabetical order."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=65536)
def plain_letters(text: str) -> str:
    """Lower case and without accents: ``Bjørn`` becomes ``bjorn``, ``ĳ`` and ``ÿ`` ``ij``, ``ý`` ``y``.

    By text-unidecode (python-slugify stands on it), for NFKD alone leaves ø, ł, đ and ß as they are.
    """
    if text.isascii():
        return text.lower()
    from text_unidecode import unidecode  # noqa: PLC0415 (start-up: 13 ms that an ASCII site does without)

    return str(unidecode(with_ij(unicodedata.normalize("NFKC", text).lower()))).lower()


def with_ij(text: str) -> str:
    """Lower-case text with the letter ÿ as ij, which it is in Dutch names. NFKC does the same for the ligature ĳ."""
    return text.replace("ÿ", "ij")


def sort_key(text: str) -> tuple[str, str]:
    """Dutch alphabetical order: letters and digits count, accents and signs only between equals."""
    return " ".join(_WORD.findall(plain_letters(text))), text
