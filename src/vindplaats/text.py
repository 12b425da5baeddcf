"""Compose, shorten and quote text, remove invisible characters, and replace those that could harm a terminal."""

import re
import unicodedata
from typing import Literal

from vindplaats.patterns import regex

CONTROL_CHARACTERS = (
    dict.fromkeys(
        (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)), "\ufffd"
    )
    | {sign: chr(0x2400 + sign) for sign in range(0x20)}
    | dict.fromkeys((*b"\t\n\r", 0x85, 0x2028, 0x2029), " ")
)
"""A table for `str.translate`: characters that could control a terminal or corrupt a log, with their replacements."""

CONTROLS = regex("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Control characters other than NUL, and noncharacters. XML (1.0, 2.2) or HTML forbids or discourages them."""

MAX_QUOTE_LENGTH = 40
"""Maximum number of characters of a page that a message quotes."""


def nfc(text: str) -> str:
    """Return the text in composed Unicode form (NFC), in which "é" is always one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_nfc(text: str) -> bool:
    """Return whether a text is in composed Unicode form already."""
    return unicodedata.is_normalized("NFC", text)


def with_line_feeds(text: str) -> str:
    """Return a text with a line feed at the end of each line, where a file may have CRLF or CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


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


_INVISIBLE = regex(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)
_INVISIBLE_RUN = regex(f"{_INVISIBLE.pattern}+")
_BLACK_FLAG, _FLAG_TAGS = "\U0001f3f4", regex("[\U000e0030-\U000e0039\U000e0061-\U000e007a]+\U000e007f")
"""The emoji of a flag such as that of Wales, and the invisible letters after it that say which flag it is."""
_NON_JOINER, _JOINER = "\u200c", "\u200d"
_JOINING_SCRIPTS = (
    "\u0600-\u074f\u0750-\u077f\u07c0-\u07ff\u0840-\u08ff"  # Arabic (also Persian and Urdu), Syriac, N'Ko, Mandaic
    "\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1c4f"  # Devanagari to Sinhala, Tibetan to Mongolian
    "\ua840-\ua87f\ua8e0-\ua9ff\uaa60-\uaa7f\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
"""Blocks of scripts in which a joiner or non-joiner changes how the letters beside it look."""

_LETTER = regex(rf"(?!{_INVISIBLE.pattern})[{_JOINING_SCRIPTS}]")
_EMOJI = regex(rf"(?!\s|{_INVISIBLE.pattern})[\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff]")
"""A character that can be a part of an emoji of several parts, such as a family or a profession."""

_PLAIN_YAML = regex(
    r"""
    [\w/]                              # first a letter, a digit, or the slash of a path
    (?:
        (?:
            [\w ./()+=&%@~;!$'’…–-]    # signs that mean nothing after the first,
            | : (?=[^\s,\[\]{}])       # a colon within a word (before a space it ends a key),
            | (?<!\s) \#               # a hash within a word (after a space it begins a comment)
        )*
        [\w./()+=%!…–-]                # and last a sign that is not a space
    )?
    """,
    re.VERBOSE,
)
"""A text that is the same text in YAML without quotes, wherever it is written."""

_YAML_NULL = frozenset({"null", "Null", "NULL", "~"})


def without_invisible(text: str) -> str:
    """Return the text without soft hyphens, zero-width characters and direction marks."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def visible_text(text: str) -> str:
    """Return the text as it is read: without invisible characters, with single spaces, and composed (NFC).

    Joiners stay where readers see what they do: between the parts of an emoji, and beside letters of scripts such as
    Arabic and Devanagari.
    """
    if not text.isascii():
        text = nfc(text)
        if _INVISIBLE.search(text):
            text = nfc(_INVISIBLE_RUN.sub(_joiner_or_nothing, text))
    return " ".join(text.split())


def _joiner_or_nothing(run: re.Match[str]) -> str:
    """Return what readers see of a run of invisible characters: a joiner, the letters of a flag, or an empty text."""
    if run.string[run.start() - 1 : run.start()] == _BLACK_FLAG and (tags := _FLAG_TAGS.match(run[0])):
        return tags[0]
    before, after = _beyond_accents(run.string, run.start() - 1, -1), _beyond_accents(run.string, run.end(), 1)
    letters = bool(_LETTER.match(before)), bool(_LETTER.match(after))
    if _NON_JOINER in run[0]:
        return _NON_JOINER if all(letters) else ""
    if _JOINER not in run[0]:
        return ""
    return _JOINER if any(letters) or (_EMOJI.match(before) and _EMOJI.match(after)) else ""


def _beyond_accents(text: str, index: int, step: Literal[-1, 1]) -> str:
    """Return the first character from ``index`` that is no accent from another script, or an empty text.

    The virama of Devanagari is an accent too, in the order of Unicode. Composing a text (NFC) may put any other accent
    between it and a joiner.
    """
    while 0 <= index < len(text) and unicodedata.combining(text[index]) and not _LETTER.match(text[index]):
        index += step
    return text[index] if 0 <= index < len(text) else ""


def is_yaml_null(text: str) -> bool:
    """Return whether YAML takes this text, without quotes, for no value."""
    return text in _YAML_NULL


def yaml_value(text: str) -> str:
    """Return a text as a value for YAML, in quotes if it could be read as anything else without them."""
    if _PLAIN_YAML.fullmatch(text) and not is_yaml_null(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text: long lists of words are easier to read as text than as a list of literals."""
    return frozenset(text.split())
