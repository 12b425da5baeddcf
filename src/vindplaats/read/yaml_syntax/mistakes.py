"""Find every mistake in YAML that the parser refuses, and the line as it should be.

Front matter is a list of fields, each on a line of its own with lines below it that belong to it. Fields are parsed one
by one, so that a mistake in one says nothing about the others. What an editor probably meant is tried out: a remedy is
given only if the parser reads the line that it proposes.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec import structs

from vindplaats.diagnostics import front_matter, site
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.patterns import regex
from vindplaats.read.schema import INNER_FIELDS, PLURAL_TYPES, Field
from vindplaats.read.yaml_syntax.blocks import diagnose_block, diagnose_items, has_block, is_too_deep
from vindplaats.read.yaml_syntax.brackets import repair_in_brackets
from vindplaats.read.yaml_syntax.characters import repair_characters
from vindplaats.read.yaml_syntax.diagnosis import Diagnosis, Guess, Mistake, Replacement
from vindplaats.read.yaml_syntax.field_lines import Check, Names, indented_first_fields, split_fields
from vindplaats.read.yaml_syntax.indentation import (
    repair_bullets,
    repair_indentation,
    repair_list_after_value,
    repair_text_with_dashes,
)
from vindplaats.read.yaml_syntax.meant import LINK_PARTS, repair_for_field, split_line
from vindplaats.read.yaml_syntax.names import LINK_FIELDS, fields_meant, repair_name
from vindplaats.read.yaml_syntax.values import find_replacement, repair_value

MAX_DIAGNOSED_LINES = 1000
"""Maximum number of lines of front matter in which mistakes are looked for. Real front matter has some twenty."""

MAX_MISTAKES = 20
"""Maximum number of mistakes reported in one front matter."""

_HEAD = regex(r"(?P<head>(?P<dashes>[ \t]*(?:-[ \t]+)*)(?P<name>(?:[\w.-][\w .-]*:(?:[ \t]+|\Z))?))(?P<value>.*)")
_DASHES = regex(r"(?P<head>(?P<dashes>[ \t]*(?:-[ \t]+)*)(?P<name>))(?P<value>.*)")
_NAMED = regex(r"\s*[\w-]+:(?:\s|\Z)")
_ITEM = regex(r"\s*-(?:\s|\Z)")
_BLOCK_SCALAR = regex(r"[|>][-+0-9]*(?:\s+#.*|\s*)")


def diagnose(text: str, names: Names, check: Check, *, is_free: bool = False) -> Diagnosis:
    """Return the mistakes in a text that ``check`` refuses. With ``is_free``, fields of any name may have fields."""
    lines = text.split("\n")
    if len(lines) > MAX_DIAGNOSED_LINES:
        return Diagnosis((), "", frozenset(names))
    mistakes: list[Mistake] = []
    faulty: set[str] = set()
    guesses: list[Guess] = []
    present = {line.partition(":")[0].strip() for line in lines}
    above = ""
    indents = indented_first_fields(lines, names)
    for index, indent in indents.items():
        lines[index] = lines[index][len(indent) :]
    for start, end in split_fields(lines, names, check):
        part = _Field(lines[start:end], names, check, present, is_free)
        part.diagnose()
        if part.guess:
            guesses.append(Guess(start, part.guess))
        if any(m.fault == front_matter.LOOSE_LINE for m in part.mistakes):
            faulty.add(above.partition(":")[0])  # the loose line may belong to its value
        above = "\n".join(lines[start:end]).strip()
        mistakes += [structs.replace(m, line=m.line + start) for m in part.mistakes]
        lines[start:end] = part.lines
        faulty |= part.faulty
    mistakes = [  # what is replaced has another place in the file if the indentation of its line was removed
        structs.replace(m, column=m.column + len(indents[m.line]), replacement=None) if m.line in indents else m
        for m in mistakes
    ]
    at = {mistake.line for mistake in mistakes}
    mistakes += [_indented(index, lines[index], indent) for index, indent in indents.items() if index not in at]
    return Diagnosis(tuple(mistakes[:MAX_MISTAKES]), "\n".join(lines), frozenset(faulty), tuple(guesses))


@dataclass(slots=True)
class _Field:
    """The lines of one field, repaired step by step. ``mistakes`` are those found so far.

    With ``is_guess``, a value was repaired of which more may be wrong, so that it is not checked any further; ``guess``
    has the repaired lines.
    """

    lines: list[str]
    names: Names
    check: Check
    present: Collection[str]
    is_free: bool = False
    mistakes: list[Mistake] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)
    is_guess: bool = False
    guess: str = ""
    original: Sequence[str] = ()

    def diagnose(self) -> None:
        """Find the mistakes, and repair the lines or empty them."""
        original = self.original = list(self.lines)
        self._characters()
        if self._works():
            return
        if self._may_have_fields(self.names.get(self._name())) and self._inner():
            return
        repaired = False
        steps = (
            self._brackets,
            self._names,
            self._bullets,
            self._several_fields,
            self._values,
            self._indentation,
            self._inner_fields,
        )
        for step in (self._items, *steps) if self.is_free else steps:
            step()
            repaired = self._works()
            if repaired:
                break
        if not repaired and not self.mistakes:
            self._give_up(original)
        if repaired and self.is_guess:
            self.guess = "\n".join(self.lines)
        if not repaired or self.is_guess:
            self.faulty |= fields_meant(original[0], self.names)
            self.lines = [""] * len(original)

    def _may_have_fields(self, field: Field | None) -> bool:
        return field.type in INNER_FIELDS if field else self.is_free

    def _name(self) -> str:
        return self.lines[0].partition(":")[0].strip()

    def _inner(self) -> bool:
        """Diagnose a field that may have fields of its own, and return whether it has.

        The lines below it are a text in YAML by themselves.
        """
        field = self.names.get(self._name())
        if is_too_deep(self.lines):
            self._leave_out()
            return True
        if has_block(self.lines):
            found = diagnose_block(self.lines, INNER_FIELDS[field.type] if field else {}, self.check, diagnose)
            self._add_all(found.mistakes)
            self.lines, self.guess = list(found.lines), found.guess
            if not self.mistakes or not self._works():
                self._leave_out()
            return True
        value, has_more = _value_of(self.lines[0]), any(map(str.strip, self.lines[1:]))
        if field is None:
            is_unclear = value.startswith("{") and has_more
        else:
            is_unclear = value.startswith(("{", "[")) or has_more
            if is_unclear and field.type == "vrij":
                self._as_any_field()
        if is_unclear:
            self._leave_out()
        return is_unclear

    def _items(self) -> None:
        """Repair a list of items with names and values."""
        found = diagnose_items(self.lines, self.check, diagnose)
        if found:
            self._add_all(found.mistakes)
            self.lines, self.is_guess = list(found.lines), True

    def _as_any_field(self) -> None:
        """Diagnose a list or a value in brackets as that of a field of any type. What refuses a list says more."""
        part = _Field(self.lines, {}, self.check, (), is_free=True)
        part.diagnose()
        self.guess = part.guess or "\n".join(part.lines).strip()
        is_list = self.guess and not _value_of(self.lines[0]).startswith("{")
        self._add_all([Mistake(0, 0, front_matter.INVALID_YAML)] if is_list else part.mistakes)

    def _add_all(self, mistakes: Sequence[Mistake]) -> None:
        """Add the mistakes on lines that have no known mistake yet."""
        known = {mistake.line for mistake in self.mistakes}
        self.mistakes += [mistake for mistake in mistakes if mistake.line not in known]

    def _leave_out(self) -> None:
        """Leave out a field that may have fields of its own, and report that if nothing else is known to be wrong."""
        field = self.names.get(self._name())
        if not self.mistakes and field and field.type == "bronnen":
            self.mistakes.append(Mistake(self._line_of_fault(self.lines), 0, site.INVALID_SOURCES))
        elif not self.mistakes:
            self._give_up(self.lines)
        self.faulty.add(self._name())
        self.lines = [""] * len(self.lines)

    def _line_of_fault(self, lines: Sequence[str]) -> int:
        fault = self.check("\n".join(lines))
        return fault.line - 1 if fault else 0

    def _works(self) -> bool:
        return self.check("\n".join(self.lines)) is None

    def _value_works(self, value: str) -> bool:
        return self.check(f"x: {value}") is None

    def _add(
        self,
        index: int,
        column: int,
        fault: front_matter.YamlFault,
        /,
        replacement: Replacement | None = None,
        **values: str,
    ) -> None:
        """Add a mistake. Only the first on a line counts, because its remedy is that line as it should be."""
        earlier = next((mistake for mistake in self.mistakes if mistake.line == index), None)
        if earlier is None:
            self.mistakes.append(Mistake(index, column, fault, values, replacement=replacement))
        elif values.get("line"):
            earlier.values["line"] = values["line"]

    def _characters(self) -> None:
        found = repair_characters(self.lines)
        if found is not None:
            line = found.lines[found.line].rstrip()
            if line[:1].isspace():
                line = f"'{line}'"
            self._add(found.line, found.column, found.fault, line=line, where=found.where)
            self.lines = list(found.lines)

    def _names(self) -> None:
        """Repair a name that has another sign after it than a colon and a space."""
        names = {*self.names, *LINK_FIELDS}
        for index, line in enumerate(self.lines):
            found = repair_name(line, names, is_first=index == 0)
            if found:
                self.lines[index] = found.line
                self._add(index, found.column, found.fault, line=found.line.strip(), sign=found.sign, text=line.strip())

    def _values(self) -> None:
        """Repair values, each on its own line, or on several lines that are joined."""
        if _BLOCK_SCALAR.fullmatch(_value_of(self.lines[0])):
            return
        for start, end in self._entries():
            head = self._head(self.lines[start])
            value = " ".join([head["value"].strip(), *(line.strip() for line in self.lines[start + 1 : end])]).strip()
            if not head["head"].strip():
                continue
            field = self._field_of(head)
            if field and field.type in INNER_FIELDS and not head["value"].strip():
                break  # what is below it is no value, but fields
            is_list = field.type in PLURAL_TYPES if field else self.is_free
            may_be_list = is_list and "-" not in head["dashes"]
            found = repair_for_field(value, field, self._value_works) if field else None
            found = found or repair_value(
                value, self._value_works, may_be_list=may_be_list, may_have_fields=self._may_have_fields(field)
            )
            if found is None:
                continue
            lines, at = self.lines[start:end], head.start("value")
            replacement = find_replacement(lines, at, found, field) if lines == self.original[start:end] else None
            column = head.start("value") + (found.offset if found.offset < len(head["value"]) else 0)
            repaired = f"{head['head'].rstrip()} {found.value}"
            quotes = "enkele" if found.value.startswith("'") else "dubbele"
            self.lines[start:end] = [repaired, *[""] * (end - start - 1)]
            kept = f"{head['head'].strip()} {found.kept}"
            line = repaired.strip()
            self._add(start, column, found.fault, replacement, line=line, quotes=quotes, sign=found.sign, kept=kept)
            self.is_guess = True

    def _several_fields(self) -> None:
        """Find the fields on a line that has more than one. They are left out: there is no room for their lines."""
        fields = split_line(self.lines[0], self.names, self.present)
        if fields and not any(self.lines[1:]) and all(self.check(field) is None for field in fields):
            column = self.lines[0].index(fields[1])
            line = enumerate_dutch([f"'{field}'" for field in fields])
            self._add(0, column, front_matter.SEVERAL_FIELDS, number=str(len(fields)), line=line)
            self.faulty |= {field.partition(":")[0] for field in fields}
            self.is_guess = True
            self.lines = ["\n".join(fields)]

    def _field_of(self, head: re.Match[str]) -> Field | None:
        """Return the field to which a value belongs: by the name before it, or else by that above it."""
        if self.is_free:
            return None
        name = head["name"].strip(" \t:")
        field = self.names.get(name or self.lines[0].partition(":")[0].strip())
        if name and (field is None or "-" in head["dashes"] or head["head"][:1].isspace()):
            return LINK_PARTS.get(name, field)
        return field

    def _head(self, line: str) -> re.Match[str]:
        """Return the dashes and the name before a value. In an item, only a link has names."""
        head = _HEAD.match(line)
        is_loose = head and "-" in head["dashes"] and head["name"].strip(" \t:").lower() not in LINK_FIELDS
        own = self.names.get(self._name())
        if head is None or (is_loose and not self.is_free and not (own and own.type == "koppelingen")):
            head = _DASHES.match(line)
        assert head  # noqa: S101 (every part of it may be empty)
        return head

    def _entries(self) -> Iterator[tuple[int, int]]:
        """Yield the start and end of the lines of each value: from a name or an item to the next."""
        start, depth_of_text = 0, -1
        for index in range(1, len(self.lines) + 1):
            line = self.lines[index] if index < len(self.lines) else "- "
            depth = len(line) - len(line.lstrip())
            if depth_of_text >= 0 and (depth > depth_of_text or not line.strip()):
                start = index + 1  # a text that keeps its lines, in which every sign is right
                continue
            depth_of_text = depth if _BLOCK_SCALAR.fullmatch(_value_of(line)) else -1
            name = line.partition(":")[0].strip().lower()
            is_named = name in self._inner_names() or (self.is_free and _NAMED.match(line))
            if _ITEM.match(line) or not line.strip() or line.lstrip().startswith("#") or is_named:
                if start < index and self.lines[start].strip() and not self.lines[start].lstrip().startswith("#"):
                    yield start, index
                start = index

    def _inner_names(self) -> Collection[str]:
        return {*self.names, *LINK_FIELDS}

    def _brackets(self) -> None:
        """Put quotes around the values in brackets that need them."""
        for found in repair_in_brackets(self.lines, self.check):
            replacement = found.replacement if self.lines[found.index] == self.original[found.index] else None
            quotes = "enkele" if found.value.startswith("'") else "dubbele"
            self._add(found.index, found.column, found.fault, replacement, line=found.line.strip(), quotes=quotes)
            self.lines[found.index] = found.line
            self.is_guess = True

    def _bullets(self) -> None:
        """Repair a list whose items begin with a sign other than a dash."""
        found = repair_bullets(self.lines, self._value_works)
        if found:
            self._add(found.line, found.column, found.fault, line=found.lines[found.line], where=found.where)
            self.lines = list(found.lines)

    def _indentation(self) -> None:
        """Repair a list whose items differ in indentation, or that begins beside the name."""
        name = self.lines[0].partition(":")[0]
        may_be_list = name not in self.names or self.names[name].type in PLURAL_TYPES
        beside = repair_list_after_value if may_be_list else repair_text_with_dashes
        for repair in (beside, repair_indentation):
            found = repair(self.lines, self._value_works)
            if found and self.check("\n".join(found.lines)) is None:
                repaired = found.lines[found.line]
                self._add(found.line, found.column, found.fault, line=repaired, where=found.where)
                self.lines = list(found.lines)
                self.is_guess = found.fault == front_matter.TEXT_WITH_DASHES
                return

    def _inner_fields(self) -> None:
        """Repair fields that are indented, so that they seem to belong to the field above them."""
        inner = [i for i in range(1, len(self.lines)) if self._is_indented_field(self.lines[i])]
        if not inner:
            return
        repaired: list[str] = []
        for start, end in pairwise((0, *inner, len(self.lines))):
            line = self.lines[start]
            if start:
                mistake = _indented(start, line.strip(), line[: len(line) - len(line.lstrip())])
                self._add(start, 0, mistake.fault, line=mistake.values["line"])
            part = _Field(
                [line.strip() if start else line, *self.lines[start + 1 : end]], self.names, self.check, self.present
            )
            part.diagnose()
            self._add_all([structs.replace(m, line=m.line + start, replacement=None) for m in part.mistakes])
            self.faulty |= part.faulty
            repaired += part.lines
        self.lines = repaired

    def _is_indented_field(self, line: str) -> bool:
        return line[:1].isspace() and line.partition(":")[0].strip() in self.names and ":" in line

    def _give_up(self, original: Sequence[str]) -> None:
        """Report what the parser says, if that says more than that the text is no YAML."""
        fault = self.check("\n".join(original))
        line = next((i for i, text in enumerate(original) if text.strip()), 0)
        if fault is not None and not front_matter.is_unexplained(fault):
            self.mistakes.append(Mistake(fault.line - 1, fault.column - 1, front_matter.INVALID_YAML, parsed=fault))
        elif ":" not in original[line]:
            self._add(line, 0, front_matter.LOOSE_LINE, line=original[line].strip())
        else:
            line = max(line, min(self._line_of_fault(original), len(original) - 1))
            self._add(line, len(original[line]) - len(original[line].lstrip()), front_matter.INVALID_YAML)


def _indented(index: int, line: str, indent: str) -> Mistake:
    """Return the mistake of a field that should not be indented."""
    fault = front_matter.TAB_BEFORE_FIELD if "\t" in indent else front_matter.INDENTED_FIELD
    return Mistake(index, 0, fault, {"line": line.strip()})


def _value_of(line: str) -> str:
    match = _HEAD.match(line)
    return match["value"] if match else ""
