"""Work out what a field needs if its value would be of no use to it in quotes: ``opdrachtgever: -``."""

import re
from collections.abc import Collection, Mapping
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from vindplaats.diagnostics import front_matter
from vindplaats.patterns import regex
from vindplaats.read.schema import PLURAL_TYPES, Field
from vindplaats.read.yaml_syntax.entities import ENTITY, decode
from vindplaats.read.yaml_syntax.field_lines import EMPTY_FIELD
from vindplaats.read.yaml_syntax.values import Repair, Works, quoted
from vindplaats.text import yaml_value

LINK_PARTS = {"titel": Field("titel", "tekst", ""), "url": Field("url", "url", "")}
"""The fields of an item of ``links``."""

LINK_LISTS = {"menu", "voet"}
"""The types of lists of links and texts."""

_LINK = regex(r"""\[(?P<title>[^\[\]]*)\]\(\s*<?(?P<target>[^()\s<>]*)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)""")
_EMPHASIS = regex(r"(?P<sign>\*{1,3}|`+)(?=[^\s*`])(?P<text>.*?[^\s*`])(?P=sign)(?![*`])")
_COMMENT = regex(r"\s+#(?:\s.*)?\Z")
_FIELD_INSIDE = regex(r"\s(?P<name>[a-z_]+):\s+(?=\S)")
_DASH = regex(r"(?:[-*]\s+)+(?=[^\W\d])")
_SIGN = regex(r"[&*@>|,%]\s*(?=\w)")
"""A sign before a name that is probably left over from something else."""

_SHORT_YEAR = regex(r"'(?:[0-9]{2}){1,2}")
PIVOT_YEAR = 60
"""Years of two digits below this are of this century."""

_TEXTS = {"tekst", "teksten", "woorden"}
_NAMES = {"naam", "namen", "formaten"}
_NUMBERS = {"jaar", "datum", "getal", "doi"}
"""Types with values that contain no apostrophe and begin with a digit."""


def repair_for_field(value: str, field: Field, works: Works) -> Repair | None:
    """Return what is wrong with a value if quotes would not help, and what the field needs, or None."""
    if not value or works(value):
        return None
    comment = _COMMENT.search(value)
    tail = comment[0] if comment and comment.start() else ""
    text = value[: len(value) - len(tail)].rstrip()
    found = _repair(text, field)
    if found is None or not works(found.value + tail):
        return None
    kept = found.kept + tail if found.kept else ""
    return Repair(found.offset, found.fault, found.value + tail, found.sign, kept)


def _repair(text: str, field: Field) -> Repair | None:
    if not any(sign.isalnum() for sign in text):
        is_wildcard = field.type in {"url", "hosts"} and "*" in text
        return None if text[0] in "\"'[{" or is_wildcard else _without_value(text, field)
    if field.type in LINK_LISTS and text.startswith("{"):
        return Repair(0, front_matter.LINK_IN_BRACES, quoted(text))
    if _LINK.match(text) and (link := _of_links(text, field)):
        return link
    if ENTITY.match(text) and decode(text) != text:
        return Repair(0, front_matter.ENTITY_AT_START, _written(decode(text)))
    if _EMPHASIS.match(text):
        return Repair(0, front_matter.MARKDOWN, _written(_EMPHASIS.sub(r"\g<text>", text)))
    if field.type == "jaar" and _SHORT_YEAR.fullmatch(text):
        century = "" if int(text[1:]) > 99 else 20 if int(text[1:]) < PIVOT_YEAR else 19  # noqa: PLR2004
        return Repair(0, front_matter.SHORT_YEAR, f"{century}{text[1:]}")
    if field.type in _NUMBERS and text.startswith("'") and text.count("'") == 1:
        return Repair(0, front_matter.SIGN_BEFORE_NUMBER, _written(text[1:].strip()), "'")
    sign = _DASH.match(text) or (_SIGN.match(text) if field.type in _NAMES else None)
    if sign is None:
        return None
    rest = _written(text[sign.end() :])
    if field.type in _TEXTS | _NAMES:
        fault = front_matter.ANCHOR_BEFORE_VALUE if sign[0][0] in "&*" else front_matter.SIGN_BEFORE_VALUE
        return Repair(0, fault, rest, sign[0].strip(), quoted(text))
    return Repair(0, front_matter.SIGN_BEFORE_NUMBER, rest, sign[0].strip())


def _without_value(text: str, field: Field) -> Repair:
    """Return the repair of a field with a sign that means that there is no value, or none yet."""
    if field.may_be_empty:
        return Repair(0, front_matter.NO_VALUE_IN_LIST, "[]", text)
    return Repair(0, front_matter.NO_VALUE_YET if field.required else front_matter.NO_VALUE, '""', text)


def _of_links(text: str, field: Field) -> Repair | None:
    """Return a value that begins with a link in Markdown, with the part of it that the field needs, or None."""
    if field.type == "koppelingen":
        return None  # it needs both parts, and says so itself
    if field.type in LINK_LISTS:
        found = list(_LINK.finditer(text))
        if len(found) == 1 and found[0][0] == text and found[0]["title"].strip() and found[0]["target"]:
            link = f"{{titel: {yaml_value(found[0]['title'].strip())}, url: {yaml_value(found[0]['target'])}}}"
            return Repair(0, front_matter.MARKDOWN_LINK, link)
        return Repair(0, front_matter.LINK_IN_TEXT, quoted(text))
    if field.type in _TEXTS:
        return Repair(0, front_matter.MARKDOWN_LINK, _written(_LINK.sub(lambda link: link["title"].strip(), text)))
    values = [_part_of(link, field) for link in _LINK.finditer(text)]
    between = _LINK.sub("", text).replace(" en ", "").strip(" ,;&")
    if between or not all(values) or (len(values) > 1 and field.type not in PLURAL_TYPES):
        return None
    value = _written(values[0]) if len(values) == 1 else f"[{', '.join(map(yaml_value, values))}]"
    return Repair(0, front_matter.MARKDOWN_LINK, value)


def _part_of(link: re.Match[str], field: Field) -> str:
    title, target = link["title"].strip(), unquote(link["target"])
    if field.type in _NAMES:
        return title if urlsplit(target).scheme else _page(target)
    if field.type in {"bestand", "bestanden", "beeld"}:
        return target.removeprefix("./")
    if field.type in {"url", "email", "doi", "paden"}:
        return target.removeprefix("mailto:")
    return title


def _page(target: str) -> str:
    """Return the id of the page to which a link in a text leads: ``huurders`` for ``../projecten/huurders.md``."""
    parts = [part for part in target.partition("#")[0].split("/") if part not in {"", ".", "..", "index.md"}]
    return parts[-1].removesuffix(".md") if parts else ""


def _written(text: str) -> str:
    """Return a text as a value, in quotes if it needs them."""
    return text if yaml_value(text) == text else quoted(text)


def split_line(line: str, names: Mapping[str, Field], present: Collection[str]) -> list[str]:
    """Return the fields on a line that has more than one, or nothing: ``werkveld: Wonen jaar: 2021``.

    The other fields are not among those ``present``. A text may contain the name of a field, unless a page needs it.
    """
    own = names.get(line.partition(":")[0].strip())
    if own is None:
        return []
    starts = [0]
    for found in _FIELD_INSIDE.finditer(line):
        field = names.get(found["name"])
        if field and field.name not in present and (field.required or own.type not in _TEXTS):
            starts.append(found.start("name"))
    parts = [line[start:end].strip().rstrip(",;") for start, end in pairwise([*starts, len(line)])]
    return parts if len(parts) > 1 and not any(EMPTY_FIELD.fullmatch(part) for part in parts) else []
