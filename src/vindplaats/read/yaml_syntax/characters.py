"""Characters in front matter that look like a space or like nothing, but are not read so by YAML."""

import re
from collections.abc import Sequence

from msgspec import Struct

from vindplaats.diagnostics import front_matter
from vindplaats.patterns import regex

HARD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces other than the ordinary one, for use in a class of a regular expression."""
_INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"


def _head(spaces: str) -> re.Pattern[str]:
    """Return the pattern of what precedes a value: indentation, dashes, and a name that may have ``spaces`` in it."""
    blank, first, rest = rf"[\s{_INVISIBLE}]", rf"[\w.\-{_INVISIBLE}]", rf"[\w .\-{spaces}{_INVISIBLE}]"
    return regex(rf"{blank}*(?:-{blank}+)*(?:{first}{rest}*:(?:\s+|\Z))?")


_FIRST_HEAD, _HEAD = _head(HARD_SPACES), _head("")
_HARD_SPACE = regex(rf"(?:(?<=[:\w-])|(?<=^)|(?<=\s))[{HARD_SPACES}]")
_ANY_HARD_SPACE = regex(f"[{HARD_SPACES}]")
_HIDDEN = regex(f"[{_INVISIBLE}]")
IN_NAME = regex(f"[{_INVISIBLE}{HARD_SPACES}]")
"""A character that is not shown, or a hard space. Nobody means one in the name of a field."""


class Lines(Struct, frozen=True):
    """Repaired lines, and the place (counted from 0) and the fault of the first that was wrong.

    ``where`` names the other lines, for the remedy.
    """

    line: int
    column: int
    fault: front_matter.YamlFault
    lines: tuple[str, ...]
    where: str = ""


def repair_characters(lines: Sequence[str]) -> Lines | None:
    """Return the lines of a field with ordinary spaces and without invisible characters around names and dashes.

    Values are left as they are. Return None if nothing was wrong.
    """
    if all(line.isascii() for line in lines):
        return None
    repaired, first = list(lines), None
    for index, line in enumerate(lines):
        head = (_HEAD if index else _FIRST_HEAD).match(line)
        if head is None:
            continue
        start = head[0]
        hidden, hard = _HIDDEN.search(start), _HARD_SPACE.search(start)
        if not hidden and not (hard and _matters(start)):
            continue
        repaired[index] = _HIDDEN.sub("", _ANY_HARD_SPACE.sub(" ", start)) + line[len(start) :]
        if first is None:
            found = hidden or hard
            assert found  # noqa: S101 (one of them was found)
            first = (index, found.start(), front_matter.INVISIBLE if hidden else front_matter.NO_BREAK_SPACE)
    if first is None:
        return None
    more = sum(before != after for before, after in zip(lines, repaired, strict=True)) > 1
    where = ", ook op de regels eronder" if more else ""
    return Lines(*first, tuple(repaired), where)


def _matters(start: str) -> bool:
    """Return whether a hard space directly follows a colon or dash, or is in a name or the indentation."""
    return bool(re.search(rf"(?:^\s*|[:\w-])[{HARD_SPACES}]", start)) and not re.match(rf"[{HARD_SPACES}\s]*\Z", start)
