"""Dutch alphabetical order."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=65536)
def plain_letters(text: str) -> str:
    """Return the text in lower case without accents: ``Bjørn`` becomes ``bjorn``, ``ĳ`` and ``ÿ`` ``ij``, ``ý`` ``y``.

    This uses text-unidecode, on which python-slugify depends too, because NFKD alone leaves ø, ł, đ and ß as they are.
    """
    if text.isascii():
        return text.lower()
    from text_unidecode import unidecode  # noqa: PLC0415 (start-up: 13 ms that a site in ASCII does not need)

    return str(unidecode(with_ij(unicodedata.normalize("NFKC", text).lower()))).lower()


def with_ij(text: str) -> str:
    """Return lower-case text with ÿ as ij, which it is in Dutch names. NFKC does the same for the ligature ĳ."""
    return text.replace("ÿ", "ij")


def sort_key(text: str) -> tuple[str, str]:
    """Return a key for Dutch alphabetical order: letters and digits count, accents and signs only between equals."""
    return " ".join(_WORD.findall(plain_letters(text))), text
