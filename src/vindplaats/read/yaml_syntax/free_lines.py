"""Repair the lines of a field with free values (``extra``), in which any line may have a name and a value.

A mistake on one line makes the parser refuse all of them, or read them as one long text. So every line gets the repair
that it may need, and of these the ones are kept without which the parser does not read the whole.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from vindplaats.diagnostics import front_matter
from vindplaats.patterns import regex
from vindplaats.read.yaml_syntax.field_lines import Check
from vindplaats.read.yaml_syntax.values import Works, in_list, repair_value

_NAME = r"[^\s:#\"'\[\]{},&*!|>%@`-][^:#\"]*"
_HEAD = regex(rf"(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+)*)(?:(?P<name>{_NAME}):(?:[ \t]+|\Z))?(?P<value>.*)")
_NO_SPACE = regex(r"(?P<head>[ \t]*(?:-[ \t]+)*(?=[\w-]*[a-zA-Z])[\w-]+:)(?!//)(?P<value>[^\s:].*)")
_NO_SPACE_AFTER_DASH = regex(r"(?P<head>[ \t]*-)(?P<value>[^\s\d.-].*)")
_BLOCK_SCALAR = regex(r"[|>][-+0-9]*(?:\s+#.*|\s*)")
_NAMED = regex(r"[\w-]+:(?:\s|\Z)")
_OPENINGS = "\"'[{"
_FLOW_PAIR = regex(r"\s*(?P<name>[\w-]+):\s+(?P<value>.*?)\s*")
_OF_INDENT = (front_matter.TAB, front_matter.INDENT, front_matter.BULLET)
_TAB_WIDTHS = (2, 4, 8)
_MAX_LINES_OF_VALUE = 20
"""Maximum number of lines that are tried as one value in quotes or brackets."""


class FreeRepair(Struct, frozen=True):
    """A line as it should be, with the index, column and fault of what was wrong. ``sign`` is for the message."""

    index: int
    column: int
    fault: front_matter.YamlFault
    line: str
    sign: str = ""

    def values(self, before: str) -> dict[str, str]:
        """Return the values for the message, which shows the indentation only if that is what was wrong."""
        shown = self.line if self.fault in _OF_INDENT else self.line.strip()
        quotes = "enkele" if shown.endswith("'") else "dubbele"
        return {"line": shown, "quotes": quotes, "sign": self.sign, "text": before.strip(), "where": ""}


def repair_free(lines: Sequence[str], check: Check) -> tuple[FreeRepair, ...]:
    """Return the repairs without which the parser does not read the lines of a field, or nothing if none helps.

    The first line has the name of the field.
    """
    if len(lines) == 1 or not any(line.strip() for line in lines[1:]):
        found = _repair_flow(lines[0], lambda value: check(f"x: {value}") is None)
        return (found,) if found and check(found.line) is None else ()
    for width in _TAB_WIDTHS:
        repairs = {repair.index: repair for repair in _candidates(lines, width, check)}
        if not repairs or not _works(lines, repairs, check):
            continue
        for index in [*repairs]:
            fewer = {at: repair for at, repair in repairs.items() if at != index}
            if _works(lines, fewer, check):
                repairs = fewer
        return tuple(repairs.values())
    return ()


def _works(lines: Sequence[str], repairs: dict[int, FreeRepair], check: Check) -> bool:
    """Return whether the parser reads the repaired lines, and as names with values or as a list, not as a text."""
    text = "\n".join(repairs[index].line if index in repairs else line for index, line in enumerate(lines))
    # Below a name in the same column as those of the field, a text would be refused.
    first = next(line for line in text.split("\n")[1:] if line.strip() and not line.lstrip().startswith("#"))
    indent = first[: len(first) - len(first.lstrip())]
    is_list = first.lstrip().startswith("- ")
    return check(text) is None and (is_list or check(f"{text}\n{indent}vindplaats_: x") is None)


def _candidates(lines: Sequence[str], tab_width: int, check: Check) -> Iterator[FreeRepair]:
    """Yield the repair that each line may need; a line may be right as it is."""
    indents: list[int] = []
    above = ""  # the value of the line above, on which depends what this line can be
    index = 0
    while index + 1 < len(lines):
        index += 1
        line = lines[index]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        code = line.lstrip(" \t")
        indent = line[: len(line) - len(code)].expandtabs(tab_width)
        fault = front_matter.TAB if "\t" in line[: len(line) - len(code)] else None
        if _BLOCK_SCALAR.fullmatch(above):
            if len(indent) > indents[-1]:
                continue
            if not _NAMED.match(code):
                yield FreeRepair(index, 0, fault or front_matter.INDENT, f"{' ' * (indents[-1] + 2)}{code}")
                continue
        wanted = _indent(len(indent), indents, code, above)
        if wanted != len(indent):
            fault = fault or front_matter.INDENT
        indents = [*(level for level in indents if level < wanted), wanted]
        head = _HEAD.match(code)
        value = head["value"] if head else ""
        end = _end_of_value(lines, index, value, check) if value[:1] and value[0] in _OPENINGS else index
        of_text = _repair_text(code, check) if end == index else None
        if of_text:
            column = len(line) - len(code) + of_text.column
            yield FreeRepair(index, column, of_text.fault, f"{' ' * wanted}{of_text.line}", of_text.sign)
        elif fault:
            yield FreeRepair(index, 0, fault, f"{' ' * wanted}{code}")
        if end > index or (head and (head["name"] or head["dashes"])):
            above = value
        index = end


def _indent(found: int, indents: Sequence[int], code: str, above: str) -> int:
    """Return how far a line should be indented, given the ``indents`` of the lines that it may be inside."""
    if not indents or found in indents or (not above and found > indents[-1]):
        return found
    named = _HEAD.match(code)
    if not (named and (named["name"] or named["dashes"])):
        return found  # a text that goes on
    return min(indents, key=lambda level: (abs(level - found), -level))


def _repair_text(code: str, check: Check) -> FreeRepair | None:
    """Return the repair of a line without its indentation, or None if nothing seems wrong with it."""
    for pattern, fault in ((_NO_SPACE, front_matter.NO_SPACE), (_NO_SPACE_AFTER_DASH, front_matter.BULLET)):
        if match := pattern.fullmatch(code):
            return FreeRepair(0, 0, fault, f"{match['head']} {match['value']}")
    head = _HEAD.match(code)
    if head is None or not (head["name"] or head["dashes"]):
        return None
    found = repair_value(head["value"], lambda value: check(f"x: {value}") is None, may_be_list=True)
    if found is None:
        return None
    line = f"{code[: head.start('value')].rstrip()} {found.value}"
    return FreeRepair(0, head.start("value") + found.offset, found.fault, line, found.sign)


def _end_of_value(lines: Sequence[str], start: int, value: str, check: Check) -> int:
    """Return the index of the line on which a value ends that begins with a quotation mark or bracket."""
    for end in range(start, min(len(lines), start + _MAX_LINES_OF_VALUE)):
        rest = "\n ".join((value, *(line.strip() for line in lines[start + 1 : end + 1])))
        if check(f"x: {rest}") is None:
            return end
    return start


def _repair_flow(line: str, works: Works) -> FreeRepair | None:
    """Return a field with names and values in braces on one line, each value in quotes if it needs them."""
    head, _, value = line.partition(":")
    value = value.strip()
    inner = re.fullmatch(r"\{([^\[\]{}\"']*)\}?", value)
    if inner is None:
        return None
    pairs = [_FLOW_PAIR.fullmatch(part) for part in inner[1].split(",") if part.strip()]
    if not pairs or not all(pairs):
        return None
    written = [f"{pair['name']}: {in_list(pair['value'], works)}" for pair in pairs if pair]
    repaired = f"{head}: {{{', '.join(written)}}}"
    is_closed = value.endswith("}")
    fault = front_matter.COLON_IN_VALUE if is_closed else front_matter.UNCLOSED_BRACKET
    return FreeRepair(0, line.index("{"), fault, repaired)
