r"""Links in Markdown: their labels, destinations and titles, and definitions (CommonMark 0.31, 4.7 and 6.3)."""

import re
from html import unescape
from html.entities import html5

from msgspec import Struct

from vindplaats.patterns import regex

_SPACE = regex(r"[ \t]*(?:\n[ \t]*)?")
_LABEL = regex(r"\[((?:[^\\\[\]]|\\.)*)\]", re.DOTALL)
_MAX_LABEL_LENGTH = 999
_BRACKETED = regex(r"<((?:[^<>\\\n]|\\.)*)>")
_PLAIN_DESTINATION = regex(r"[^\x00-\x20\x7f()\\]+|\\[^\x00-\x20]|[()]")
_MAX_PARENTHESES = 32
_TITLE = regex(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\)""", re.DOTALL)
_LINE_END = regex(r"[ \t]*(?:\n|$)")
_REFERENCE = r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);"
REFERENCE = regex(_REFERENCE)
"""A character reference, such as ``&eacute;``. The group is its name, without ``&`` and ``;``."""
_ESCAPE = regex(rf"\\([!-/:-@\[-`{{-~])|{_REFERENCE}")


class Definition(Struct, frozen=True):
    """A link reference definition: ``[label]: destination "title"``.

    `take_definitions` counts ``line``, the first line, from 0 in the paragraph. The block parser then renumbers it in
    the document.
    """

    label: str
    destination: str
    title: str
    line: int


def normalise_label(label: str) -> str:
    """Return a form of the label that is equal for labels that match."""
    return " ".join(label.split()).casefold()


def decode_references(text: str) -> str:
    """Return the text with backslash escapes and character references (``&eacute;``) resolved."""
    return _ESCAPE.sub(_decoded, text) if "\\" in text or "&" in text else text


def _decoded(match: re.Match[str]) -> str:
    return match[1] or decode_entity(match[2]) or match[0]


def decode_entities(text: str) -> str:
    """Return the text with character references resolved. ``&copy=1`` is not one, because it has no semicolon.

    >>> decode_entities("?a=1&amp;copy=2&copy=3")
    '?a=1&copy=2&copy=3'
    """
    return REFERENCE.sub(lambda found: decode_entity(found[1]) or found[0], text) if "&" in text else text


def decode_entity(name: str) -> str:
    """Return the text of a character reference without ``&`` and ``;``, or an empty string if it does not exist.

    >>> decode_entity("eacute"), decode_entity("#233"), decode_entity("geen")
    ('é', 'é', '')
    """
    if name.startswith("#"):
        return unescape(f"&{name};") or "\ufffd"
    return html5.get(f"{name};", "")


def literal(text: str) -> str:
    """Return the text with every ``&`` written as ``&amp;``, because the serialiser of the library keeps entities."""
    return text.replace("&", "&amp;") if "&" in text else text


def parse_label(text: str, start: int) -> tuple[str, int] | None:
    """Return the label in brackets at ``start`` and the position after it, or None if there is none."""
    found = _LABEL.match(text, start)
    if found is None or len(found[1]) > _MAX_LABEL_LENGTH or not found[1].strip():
        return None
    return found[1], found.end()


def parse_destination(text: str, start: int) -> tuple[str, int] | None:
    """Return the destination of a link at ``start`` and the position after it, or None if there is none."""
    if text.startswith("<", start):
        found = _BRACKETED.match(text, start)
        return None if found is None else (decode_references(found[1]), found.end())
    position, depth = start, 0
    while found := _PLAIN_DESTINATION.match(text, position):
        if found[0] == "(":
            depth += 1
            if depth > _MAX_PARENTHESES:
                return None
        elif found[0] == ")":
            if not depth:
                break
            depth -= 1
        position = found.end()
    if text.startswith("\\", position) and not depth:
        position += 1  # a backslash before white space or at the end escapes nothing
    return None if depth else (decode_references(text[start:position]), position)


def parse_title(text: str, start: int) -> tuple[str, int] | None:
    """Return the title of a link at ``start`` and the position after it, or None if there is none."""
    found = _TITLE.match(text, start)
    if found is None or "\n\n" in found[0]:
        return None
    return decode_references(found[found.lastindex or 0] or ""), found.end()


def skip_space(text: str, start: int) -> int:
    """Return the position after spaces, tabs and at most one line end."""
    found = _SPACE.match(text, start)
    return found.end() if found else start


def take_definitions(text: str) -> tuple[list[Definition], str]:
    """Return the definitions at the beginning of a paragraph, and the text after them."""
    definitions: list[Definition] = []
    start = line = 0
    while text.startswith("[", start):
        found = _parse_definition(text, start, line)
        if found is None:
            break
        definition, end = found
        line += text.count("\n", start, end)
        start = end
        definitions.append(definition)
    return definitions, text[start:]


def is_only_definitions(text: str) -> bool:
    """Return whether a paragraph consists only of definitions."""
    return text.startswith("[") and not take_definitions(text)[1]


def _parse_definition(text: str, start: int, line: int) -> tuple[Definition, int] | None:
    label = parse_label(text, start)
    if label is None or not text.startswith(":", label[1]):
        return None
    position = skip_space(text, label[1] + 1)
    destination = parse_destination(text, position)
    if destination is None or destination[1] == position:
        return None
    after = skip_space(text, destination[1])
    title = parse_title(text, after) if after > destination[1] else None
    if title is not None and (end := _LINE_END.match(text, title[1])):
        return Definition(label[0], destination[0], title[0], line), end.end()
    end = _LINE_END.match(text, destination[1])
    if end is None:
        return None
    return Definition(label[0], destination[0], "", line), end.end()
