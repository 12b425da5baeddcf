"""What to write instead of a value that YAML does not read, if nothing but quotes is wrong with it."""

from collections.abc import Sequence

from vindplaats.diagnostics import front_matter
from vindplaats.read.schema import Field
from vindplaats.read.yaml_syntax.diagnosis import Replacement
from vindplaats.read.yaml_syntax.values import Repair, split_comment, unquoted
from vindplaats.read.yaml_syntax.writing import write_value

_NEED_QUOTES = (front_matter.APOSTROPHE, front_matter.COLON_IN_VALUE, front_matter.CURLY)
"""The mistakes for which ``check --fix`` writes quotes."""


def find_replacement(lines: Sequence[str], column: int, found: Repair, field: Field | None) -> Replacement | None:
    """Return what to write instead of the value on these lines of a file, from an index in the first, or None.

    A comment after the value stays. If the value takes up several lines, it becomes one, unless there is a ``#`` in it.
    """
    if found.fault not in _NEED_QUOTES:
        return None
    last = max(index for index, line in enumerate(lines) if line.strip())
    value, tail = split_comment(lines[last][0 if last else column :].rstrip())
    if last and (tail or any("#" in line for line in lines)):
        return None
    end_column = len(value) if last else column + len(value)
    new = split_comment(found.value)[0] if tail else found.value
    text = unquoted(new)
    return Replacement(column, last, end_column, new if text is None else write_value(field, text))
