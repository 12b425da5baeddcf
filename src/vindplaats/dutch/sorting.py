"""Dutch alphabetical order."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=65536)
def plain_letters(text: str) -> str:
    """Return the text in lower case and ASCII: ``Bjørn`` becomes ``bjorn``. Both ``ĳ`` and ``ÿ`` become ``ij``.

    Unicode decomposition (NFKD) does not change ø, ł, đ or ß, so text-unidecode is used.
    """
    if text.isascii():
        return text.lower()
    from text_unidecode import unidecode  # noqa: PLC0415 (start-up: 13 ms, not needed for ASCII)

    return str(unidecode(with_ij(unicodedata.normalize("NFKC", text).lower()))).lower()


def with_ij(text: str) -> str:
    """Replace ÿ in lower-case text with ij, which it stands for in Dutch names. NFKC replaces the ligature ĳ."""
    return text.replace("ÿ", "ij")


def sort_key(text: str) -> tuple[str, str]:
    """Return a key for Dutch alphabetical order. Case, accents and punctuation only break ties."""
    return " ".join(_WORD.findall(plain_letters(text))), text
