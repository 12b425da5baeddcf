"""The lines of a field that has fields of its own below it, such as ``csp`` and ``extra``."""

from collections.abc import Mapping, Sequence
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
_NOTHING = regex(r"\s*(?:#.*)?")
_PAIR = regex(r"(?P<name>[\w-]+):[ \t]+(?P<value>[^\s#].*)")
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
    indent = _indent_of(lines)
    inner = diagnose("\n".join(line.removeprefix(indent) for line in lines[1:]), names, check, is_free=not names)
    known = {mistake.line for mistake in mistakes}
    mistakes += [mistake for one in inner.mistakes if (mistake := _within(one, indent)).line not in known]
    repaired = [lines[0], *(f"{indent}{line}".rstrip() for line in inner.text.split("\n"))]
    guess = list(repaired)
    for part in inner.guesses:
        texts = [f"{indent}{line}" for line in part.text.split("\n")]
        guess[part.line + 1 : part.line + 1 + len(texts)] = texts
    return BlockDiagnosis(tuple(mistakes), tuple(repaired), "\n".join(guess) if inner.guesses else "")


def _within(mistake: Mistake, indent: str) -> Mistake:
    """Return a mistake in the lines below a field as one in the field; what it says of indentation starts there."""
    fault, values = mistake.fault, dict(mistake.values)
    if fault in {front_matter.INDENTED_FIELD, front_matter.TAB_BEFORE_FIELD}:
        fault, values = front_matter.INDENT, {**values, "where": ""}
    if fault in {front_matter.INDENT, front_matter.TAB, front_matter.BULLET}:
        values["line"] = f"{indent}{values['line']}"
    parsed = mistake.parsed and structs.replace(mistake.parsed, line=mistake.parsed.line + 1)
    return Mistake(mistake.line + 1, mistake.column + len(indent), fault, values, parsed)


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
    indent, may_go_on = _indent_of(spaced), False
    repaired = [lines[0]]
    for line in spaced[1:]:
        text = line.lstrip()
        depth = len(line) - len(text)
        if not _NOTHING.fullmatch(line) and (depth < len(indent) or (not may_go_on and _FIELD.match(text))):
            line = f"{indent}{text}"  # noqa: PLW2901 (the line as it should be)
        repaired.append(line)
        if line.startswith(indent + text[:1]) and text:
            pair = _PAIR.match(text)
            may_go_on = pair is None or _is_open(pair["value"])
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
