"""Compose Unicode, shorten text, remove invisible characters, and replace characters that could harm a terminal."""

import re
import unicodedata

CONTROL_CHARACTERS = (
    dict.fromkeys(
        (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)), "\ufffd"
    )
    | {sign: chr(0x2400 + sign) for sign in range(0x20)}
    | dict.fromkeys((*b"\t\n\r", 0x85, 0x2028, 0x2029), " ")
)
"""A table for `str.translate`: characters that could control a terminal or corrupt a log, with their replacements."""


MAX_QUOTE_LENGTH = 40
"""Maximum number of characters of a page that a message quotes."""


def nfc(text: str) -> str:
    """Return the text in composed Unicode form (NFC), in which "é" is always one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def shorten(text: str, max_length: int = 160) -> str:
    """Return at most ``max_length`` characters of a text.

    A longer text is cut, after a word if possible, and ends in an ellipsis.
    """
    if len(text) <= max_length:
        return text
    cut = text[: max_length - 1]
    if not text[max_length - 1].isspace():
        head, space, _ = cut.rpartition(" ")
        cut = head if space else cut
    return cut.rstrip(" ,;:.–-(") + "…"


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def without_invisible(text: str) -> str:
    """Return the text without soft hyphens, zero-width characters and direction marks."""
    return text if text.isascii() else _INVISIBLE.sub("", text)
