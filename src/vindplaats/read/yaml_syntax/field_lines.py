"""Divide front matter into its fields, each with the lines below it that belong to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.patterns import regex
from vindplaats.read.schema import Field
from vindplaats.read.yaml_syntax.names import LINK_FIELDS

Check = Callable[[str], Diagnostic | None]
"""A function that parses a text and returns what is wrong with it, with places in that text."""

Names = Mapping[str, Field]
"""The fields that a text may have, by their names."""

_BELONGS_ABOVE = regex(r"\s|#|-(?!-)|[\]}]|\Z")
"""The start of a line that belongs to the field above it."""

_FIELD_WITH_DASH = regex(r"-[ \t]+([\w-]+):(?:\s|\Z)")
EMPTY_FIELD = regex(r"[\w-]+:\s*(?:#.*)?")
"""A line with a name and no value beside it."""


def split_fields(lines: Sequence[str], names: Names, check: Check) -> Iterator[tuple[int, int]]:
    """Yield the start and end of the lines of each field.

    A line without a name belongs to the field above it if the two can be parsed together, as in a quotation of several
    lines, but not apart.
    """
    base = next((len(line) - len(line.lstrip()) for line in lines if line.strip() and not line.startswith("#")), 0)
    starts: list[int] = []
    for index, line in enumerate(lines):
        above = lines[starts[-1]] if starts else ""
        if not starts or not _BELONGS_ABOVE.match(line[base:]) or _is_field_with_dash(line[base:], above, names):
            starts.append(index)
    begin = 0
    while begin < len(starts):
        after = begin + 1
        while after < len(starts) and ":" not in lines[starts[after]]:
            after += 1
        end = starts[after] if after < len(starts) else len(lines)
        if after > begin + 1:
            above = "\n".join(lines[starts[begin] : starts[begin + 1]])
            if check(above) is None or check("\n".join(lines[starts[begin] : end])) is not None:
                after, end = begin + 1, starts[begin + 1]
        yield starts[begin], end
        begin = after


def indented_first_fields(lines: Sequence[str], names: Names) -> dict[int, str]:
    """Return the indentation of each field at the top that is indented, by its index, if the fields below are not."""
    indents: dict[int, str] = {}
    for index, line in enumerate(lines):
        name, colon, _ = line.partition(":")
        if not colon or name.strip(" \t") not in names:
            continue
        indent = name[: len(name) - len(name.lstrip(" \t"))]
        if not indent:
            return indents
        if not indents or indent in indents.values():
            indents[index] = indent
    return {}


def _is_field_with_dash(line: str, above: str, names: Names) -> bool:
    """Return whether a line is a field with a dash before its name, and no item of the field ``above``."""
    found = _FIELD_WITH_DASH.match(line)
    if found is None or found[1] not in names:
        return False
    return found[1] not in LINK_FIELDS or not EMPTY_FIELD.fullmatch(above)
