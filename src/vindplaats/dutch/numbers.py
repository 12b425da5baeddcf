"""Numbers in Dutch: counts, file sizes, and numbers that editors write as words."""

from math import ceil

from vindplaats.patterns import regex

_WORDS = (
    ("nul", "nulde"), ("een", "eerste"), ("twee", "tweede"), ("drie", "derde"), ("vier", "vierde"), ("vijf", "vijfde"),
    ("zes", "zesde"), ("zeven", "zevende"), ("acht", "achtste"), ("negen", "negende"), ("tien", "tiende"),
    ("elf", "elfde"), ("twaalf", "twaalfde"),
)  # fmt: skip
"""The cardinal and ordinal of each number from 0."""
_NUMERAL = regex(r"(-?[0-9]{1,6})(?:[.,]0*|e|de|ste|\s*[.)])?")


def dutch_count(count: int) -> str:
    """Return a number of two or more: ``zes``, or in digits above twelve."""
    return _WORDS[count][0] if count < len(_WORDS) else str(count)


def dutch_size(size: int) -> str:
    """Return a size in bytes as text, such as ``840 kB`` or ``1,2 MB``. A kilobyte is 1000 bytes, as in the SI."""
    if size < 1_000_000:  # noqa: PLR2004
        return f"{max(1, ceil(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def number_meant(text: str) -> int | None:
    """Return the whole number that a text means, or None: 1 for ``eerste``, ``één``, ``1e`` and ``1,0``."""
    text = text.casefold().replace("é", "e")
    match = _NUMERAL.fullmatch(text)
    return int(match[1]) if match else next((number for number, words in enumerate(_WORDS) if text in words), None)
