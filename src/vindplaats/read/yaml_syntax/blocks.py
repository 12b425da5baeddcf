"""The lines of a field that has fields of its own below it, such as ``csp`` and ``extra``."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Protocol

from msgspec import Struct, structs

from vindplaats.diagnostics import front_matter
from vindplaats.patterns import regex
from vindplaats.read.yaml_syntax.characters import Lines
from vindplaats.read.yaml_syntax.diagnosis import Diagnosis, Mistake
from vindplaats.read.yaml_syntax.field_lines import EMPTY_FIELD, Check, Names

TAB_WIDTH = 2
"""Number of spaces for a tab in the indentation."""
MAX_INDENTATIONS = 20
"""Maximum number of different indentations of the lines of a field. It ends the recursion of `diagnose_block`."""
_NOTHING = regex(r"\s*(?:#.*)?")
_PAIR = regex(r"(?P<name>[\w-]+):[ \t]+(?P<value>[^\s#].*)")
_NAME = regex(r"\s*[\w-]+:(?!//)")
_FIELD = regex(r"[\w-]+:(?:\s|\Z)")
_GOES_ON: Mapping[str, str] = MappingProxyType({'"': '"', "'": "'", "[": "]", "{": "}", "|": "", ">": ""})
"""The first signs of a value that may take up more lines, each with the sign that ends such a value, if any."""


class Diagnose(Protocol):
    """A function that finds the mistakes in a text in YAML, such as `mistakes.diagnose`."""

    def __call__(self, text: str, names: Names, check: Check, *, is_free: bool) -> Diagnosis:
        """Return the mistakes in a text that ``check`` refuses."""


class BlockDiagnosis(Struct, frozen=True):
    """The mistakes in the lines of a field, and these lines repaired. ``guess`` is as in `Diagnosis`, or empty."""

    mistakes: tuple[Mistake, ...]
    lines: tuple[str, ...]
    guess: str


def diagnose_block(lines: Sequence[str], names: Names, check: Check, diagnose: Diagnose) -> BlockDiagnosis:
    """Diagnose the lines below the name of a field as a text in YAML by itself, with the fields ``names`` if known."""
    mistakes: list[Mistake] = []
    if found := _straighten(lines):
        values = {"line": found.lines[found.line], "where": found.where}
        mistakes.append(Mistake(found.line, found.column, found.fault, values))
        lines = found.lines
    is_straight = not mistakes
    indent = _indent_of(lines)
    inner = diagnose("\n".join(line.removeprefix(indent) for line in lines[1:]), names, check, is_free=not names)
    known = {mistake.line for mistake in mistakes}
    within = [_within(one, indent) for one in inner.mistakes]
    if not is_straight:  # what is replaced has another place in the file
        within = [structs.replace(mistake, replacement=None) for mistake in within]
    mistakes += [mistake for mistake in within if mistake.line not in known]
    repaired = [lines[0], *(f"{indent}{line}".rstrip() for line in inner.text.split("\n"))]
    guess = list(repaired)
    for part in inner.guesses:
        texts = [f"{indent}{line}" for line in part.text.split("\n")]
        guess[part.line + 1 : part.line + 1 + len(texts)] = texts
    return BlockDiagnosis(tuple(mistakes), tuple(repaired), "\n".join(guess) if inner.guesses else "")


def diagnose_items(lines: Sequence[str], check: Check, diagnose: Diagnose) -> BlockDiagnosis | None:
    """Diagnose each item of a list below the name of a field as a text in YAML by itself; None if it explains nothing.

    The lines of the result have the guesses in them.
    """
    first = next((line for line in lines[1:] if not _NOTHING.fullmatch(line)), "")
    dash = f"{first[: len(first) - len(first.lstrip())]}- "
    starts = [index for index, line in enumerate(lines) if index and line.startswith(dash)]
    rest = [line for line in lines[1:] if not line.startswith(dash)]
    if not starts or not all(_is_inside(line, dash) for line in rest):
        return None
    mistakes: list[Mistake] = []
    repaired = list(lines)
    for start, end in pairwise([*starts, len(lines)]):
        part = ["x:", f"{dash[:-2]}  {lines[start].removeprefix(dash)}", *lines[start + 1 : end]]
        if check("\n".join(part)) is None or not _NAME.match(part[1]):
            continue
        found = diagnose_block(part, {}, check, diagnose)
        _, *inside = found.guess.split("\n") if found.guess else found.lines
        repaired[start:end] = [f"{dash}{inside[0].removeprefix(' ' * len(dash))}", *inside[1:]]
        for mistake in found.mistakes:
            line = mistake.values.get("line", "")
            if mistake.line == 1 and line[:1].isspace():
                return None  # the line of the dash is not in its place
            values = {**mistake.values, "line": f"- {line}"} if mistake.line == 1 else mistake.values
            mistakes.append(structs.replace(mistake, line=mistake.line + start - 1, values=values))
    is_lost = any(mistake.fault in {front_matter.INVALID_YAML, front_matter.LOOSE_LINE} for mistake in mistakes)
    if not mistakes or is_lost or check("\n".join(repaired)) is not None:
        return None
    return BlockDiagnosis(tuple(mistakes), tuple(repaired), "\n".join(repaired))


def _is_inside(line: str, dash: str) -> bool:
    """Return whether a line surely belongs to the item above it, given the indentation and dash of that."""
    text = line.lstrip()
    depth = len(line) - len(text)
    return bool(_NOTHING.fullmatch(line)) or depth >= (len(dash) if text.startswith("-") else len(dash) - 1)


def _within(mistake: Mistake, indent: str) -> Mistake:
    """Return a mistake in the lines below a field as one in the field; what it says of indentation starts there."""
    fault, values = mistake.fault, dict(mistake.values)
    if fault in {front_matter.INDENTED_FIELD, front_matter.TAB_BEFORE_FIELD}:
        fault, values = front_matter.INDENT, {**values, "where": ""}
    if fault in {front_matter.INDENT, front_matter.TAB, front_matter.BULLET, front_matter.LOOSE_LINE}:
        values["line"] = f"{indent}{values['line']}"
    parsed = mistake.parsed and structs.replace(mistake.parsed, line=mistake.parsed.line + 1)
    place = mistake.replacement
    if place:
        column, end_column = place.column + len(indent), place.end_column + len(indent)
        place = structs.replace(place, column=column, end_column=end_column)
    return Mistake(mistake.line + 1, mistake.column + len(indent), fault, values, parsed, place)


def is_too_deep(lines: Sequence[str]) -> bool:
    """Return whether the lines of a field may be nested too deep to diagnose."""
    return len({len(line) - len(line.lstrip()) for line in lines}) > MAX_INDENTATIONS


def has_block(lines: Sequence[str]) -> bool:
    """Return whether there are lines below the name of a field that are fields, and no list."""
    first = next((line for line in lines[1:] if not _NOTHING.fullmatch(line)), "")
    return bool(EMPTY_FIELD.fullmatch(lines[0].strip())) and first[:1].isspace() and not first.lstrip().startswith("-")


def _indent_of(lines: Sequence[str]) -> str:
    """Return the indentation of the first line below the name of a field."""
    first = next(line for line in lines[1:] if not _NOTHING.fullmatch(line))
    return first[: len(first) - len(first.lstrip())]


def _straighten(lines: Sequence[str]) -> Lines | None:
    """Return the lines with spaces for tabs, and with each field as far to the right as the first; None if they are."""
    spaced = [lines[0], *(_without_tabs(line) for line in lines[1:])]
    indent, may_go_on, inner = _indent_of(spaced), False, 0.0
    repaired = [lines[0]]
    for line in spaced[1:]:
        text = line.lstrip()
        depth = len(line) - len(text)
        is_next = not may_go_on or depth < inner
        if not _NOTHING.fullmatch(line) and (depth < len(indent) or (is_next and _FIELD.match(text))):
            line = f"{indent}{text}"  # noqa: PLW2901 (the line as it should be)
        repaired.append(line)
        if line.startswith(indent + text[:1]) and text:
            pair = _PAIR.match(text)
            may_go_on = pair is None or _is_open(pair["value"])
            inner = -1 if pair is None or pair["value"][0] in "|>" else 0
        elif inner < 0 and text:
            # A field that is less far to the right than the first line below a name may be beside that name.
            inner = depth if text.startswith("-") else (len(indent) + depth) / 2
    wrong = [index for index, line in enumerate(lines) if line != repaired[index]]
    if not wrong:
        return None
    line = lines[wrong[0]]
    fault = front_matter.TAB if "\t" in line[: len(line) - len(line.lstrip())] else front_matter.INDENT
    return Lines(wrong[0], 0, fault, tuple(repaired), ", en zo ook op de regels eronder" if len(wrong) > 1 else "")


def _is_open(value: str) -> bool:
    """Return whether a value may take up more lines."""
    first, end = value[0], _GOES_ON.get(value[0])
    return end is not None and not (end and len(value) > len(first) and value.rstrip().endswith(end))


def _without_tabs(line: str) -> str:
    text = line.lstrip(" \t")
    return line[: len(line) - len(text)].replace("\t", " " * TAB_WIDTH) + text
