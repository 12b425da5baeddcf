"""Repair lists and mappings in brackets whose values need quotes: ``[{titel: Zorg: nu}]``.

The brackets may take up several lines. Everything between the values stays as it is.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from vindplaats.diagnostics import front_matter
from vindplaats.patterns import regex
from vindplaats.read.yaml_syntax.diagnosis import Replacement
from vindplaats.read.yaml_syntax.field_lines import Check
from vindplaats.read.yaml_syntax.values import NEED_QUOTES, Repair, repair_text, unquoted
from vindplaats.read.yaml_syntax.writing import write_in_flow

MAX_VALUES = 500
"""Maximum number of values in brackets that are parsed one by one."""
_START = regex(r"\s*(?:-\s+)*(?:[\w-]+\s*:\s+)?(?=[\[{])")
"""What is before a value in brackets on its first line."""
_QUOTED = regex(r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*')(?=\s*(?:[,\]}:]|\s\#|\Z))""")
"""A value in quotes, with after it what may follow a value."""
_NAME = regex(r"[\w-]+\s*:\s+|\"[^\"\n]*\"\s*:\s*|'[^'\n]*'\s*:\s*")
_PLAIN = regex(
    r"""[“„«‘][^“”„«»\n]+[”“»’](?=\s*(?:[,\]}]|\s\#|\Z)) | (?:[^\s,\]}]+|[ \t]+(?![\s,\]}\#]))+""", re.VERBOSE
)
"""A value without quotes, or in typographic ones, up to what ends it. A sign in it may need quotes around it."""
_SPACE = regex(r"(?:\s+|(?<!\S)#[^\n]*)*")


class LineRepair(Struct, frozen=True):
    """A line of a field as it should be, with the first fault in it and what ``check --fix`` writes.

    ``value`` is the first value that was wrong, as it should be.
    """

    index: int
    column: int
    fault: front_matter.YamlFault
    line: str
    value: str
    replacement: Replacement


class _Value(Struct, frozen=True):
    """The place of a value in a text, and whether it has a name before it."""

    start: int
    end: int
    is_named: bool


def repair_in_brackets(lines: Sequence[str], check: Check) -> tuple[LineRepair, ...]:
    """Return the lines of a field that are right if quotes are put around some of the values in brackets on them.

    Return nothing if that does not make the whole field right.
    """
    text = "\n".join(lines)
    values = _values_on(lines, text)
    if len(values) > MAX_VALUES:
        return ()
    wrong = [(value, found) for value in values if (found := _repair(text[value.start : value.end], value, check))]
    mended = tuple(_by_line(lines, text, wrong))
    repaired = list(lines)
    for one in mended:
        repaired[one.index] = one.line
    return mended if mended and check("\n".join(repaired)) is None else ()


def _values_on(lines: Sequence[str], text: str) -> list[_Value]:
    """Return the values in all brackets with which the value of a field or an item begins."""
    values: list[_Value] = []
    position = done = 0
    for line in lines:
        before = _START.match(line) if position >= done else None
        if before:
            found, done = _values_from(text, position + before.end())
            values += found
        position += len(line) + 1
    return values


def _values_from(text: str, start: int) -> tuple[list[_Value], int]:
    """Return the values without quotes in the brackets that open at ``start``, and where these close."""
    values: list[_Value] = []
    opened, position = "", start
    while position < len(text):
        space = _SPACE.match(text, position)
        position = space.end() if space else position
        sign = text[position : position + 1]
        if sign and sign in "[{":
            opened, position = opened + sign, position + 1
        elif sign and sign in "]}":
            opened, position = opened[:-1], position + 1
            if not opened:
                break
        elif sign == ",":
            position += 1
        else:
            name = _NAME.match(text, position) if opened.endswith("{") else None
            position = name.end() if name else position
            if text[position : position + 1] in {*"[]{},"}:
                continue
            quoted = _QUOTED.match(text, position)
            plain = None if quoted else _PLAIN.match(text, position)
            if plain:
                values.append(_Value(plain.start(), plain.end(), is_named=name is not None))
            position = quoted.end() if quoted else plain.end() if plain else position + 1
    return values, position


def _repair(value: str, place: _Value, check: Check) -> Repair | None:
    """Return the repair of a value that only needs quotes, or None."""

    def works(text: str) -> bool:
        return check(f"x: {{y: {text}}}" if place.is_named else f"x: [{text}]") is None

    if not value or works(value):
        return None
    found = repair_text(value, works)
    return found if found and found.fault in NEED_QUOTES and works(found.value) else None


def _by_line(lines: Sequence[str], text: str, wrong: Sequence[tuple[_Value, Repair]]) -> Iterator[LineRepair]:
    """Yield the lines with a value that is wrong; what is replaced is from the first such value to the last."""
    position = 0
    for index, line in enumerate(lines):
        own = [(value, found) for value, found in wrong if position <= value.start <= position + len(line)]
        if own:
            shown = written = ""
            done = first = own[0][0].start
            for value, found in own:
                inner = unquoted(found.value)
                shown += text[done : value.start] + found.value
                written += text[done : value.start] + (found.value if inner is None else write_in_flow(None, inner))
                done = value.end
            column, end = first - position, done - position
            replacement = Replacement(column, 0, end, line[column:end], written)
            repaired = f"{line[:column]}{shown}{line[end:]}"
            yield LineRepair(index, column + own[0][1].offset, own[0][1].fault, repaired, own[0][1].value, replacement)
        position += len(line) + 1
