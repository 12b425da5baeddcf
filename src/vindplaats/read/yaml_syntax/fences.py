"""Find the ``---`` lines around front matter, also where an editor wrote them slightly wrong."""

import re
from collections.abc import Collection, Sequence

from msgspec import Struct

from vindplaats.diagnostics import fences as faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.patterns import regex
from vindplaats.read.schema import Field

FENCE = "---"

_DASH = "[-\u2010-\u2015\u2212]"
_NEARLY_FENCE = regex(
    rf"[ \t\xa0]*(?:(?:{_DASH}[ \xa0]?){{2,}}|[\u2014\u2015]|\+{{3,}}|={{3,}}|_{{3,}}|\*{{3,}}|\.{{3}}|…)"
    r"[\s\u200b-\u200f\ufeff]*"
)
"""A line that is probably meant as a fence: ``----``, ``–––`` (a word processor made the dashes longer), ``+++``."""

_FENCE_STARTS = ("--", *"\u2010\u2011\u2012–—\u2015\u2212…", "+++", "===", "___", "***", "...")
"""What a closing fence may begin with, right or nearly right."""

_FIELD_LINE = regex(r"\s|-(?:\s|\Z)|#|[\[\]{}]|\W?[\w][\w .-]{0,40}[:=]|\Z")
"""The start of a line that belongs in front matter: a field, a comment, an item or a line that is indented."""

_CODE = regex(r"(?P<sign>`{3,}|~{3,})\s*\w*\s*")
"""The opening line of a block of code."""

_TOML_FIELD = regex(r"[\w-]+\s*=")


class Fences(Struct, frozen=True):
    """Where front matter is: the indexes of its first line, of the line after its last, and of the first of the body.

    ``fault`` is what is wrong with a fence, if anything. ``toml`` says that the front matter is not YAML at all,
    and ``is_partial`` that more fields may follow it, so that none is known to be absent.
    ``inside`` is the index of a fence between two fields, or -1.
    """

    first: int
    last: int
    body: int
    fault: Diagnostic | None = None
    toml: bool = False
    is_partial: bool = False
    inside: int = -1

    def text(self, lines: Sequence[str]) -> str:
        """Return the text between the fences, in which a fence between two fields is an empty line."""
        inner = list(lines[self.first : self.last])
        if self.inside >= 0:
            inner[self.inside - self.first] = ""
        return "\n".join([*inner, ""])


def find_fences(file: str, lines: Sequence[str], declared: tuple[Field, ...]) -> Fences | Diagnostic:
    """Return where the front matter of a page is, or the fault if it has none. ``declared`` are its fields."""
    if lines[0].rstrip() != FENCE:
        return _find_without_opening(file, lines, {field.name for field in declared})
    for index in range(1, len(lines)):
        line = lines[index]
        if line.startswith(_FENCE_STARTS):
            if line.rstrip() == FENCE:
                found = _too_early(file, lines, index, declared) or _fields_below(file, lines, index, declared)
                return found or Fences(1, index, index + 1)
            if _NEARLY_FENCE.fullmatch(line) and _find_nearly(lines, 1, index + 1):
                return _nearly(file, lines, index)
    close = _find_nearly(lines, 1, len(lines))
    return _nearly(file, lines, close) if close else unclosed(file, lines)


def without_fences(text: str) -> str:
    """Return a text in YAML without the lines ``---`` that editors put around it as in a page."""
    lines = text.split("\n")
    filled = [index for index, line in enumerate(lines) if line.strip()]
    for index in filled[:1] + filled[-1:]:
        if lines[index].rstrip() == FENCE:
            lines[index] = ""
    return "\n".join(lines)


def _nearly(file: str, lines: Sequence[str], close: int) -> Fences:
    fault = faults.NOT_A_FENCE.at(Place(file, close + 1), text=lines[close].strip())
    return Fences(1, close, close + 1, fault)


def unclosed(file: str, lines: Sequence[str], first: int = 1) -> Fences:
    """Return where front matter without a closing fence ends: after the last line that looks like a part of it."""
    last = first
    for index in range(first, len(lines)):
        line = lines[index]
        if not line.strip() and index > first:
            break
        if not _FIELD_LINE.match(line):
            break
        if line.strip():
            last = index + 1
    above = lines[last - 1].strip()
    return Fences(first, last, last, faults.NOT_CLOSED.at(Place(file), line=last, text=above), is_partial=True)


def reaches_into_body(lines: Sequence[str], last: int) -> bool:
    """Return whether front matter up to the index ``last`` has text of the body: a plain line after an empty one."""
    empty = next((i for i in range(1, last) if not lines[i].strip()), last)
    text = next((line for line in lines[empty:last] if line.strip() and not line.startswith("#")), "")
    return empty > 1 and not _FIELD_LINE.match(text)


def _find_exact(lines: Sequence[str], start: int) -> int:
    """Return the index of the first line from ``start`` that is a fence, or 0."""
    return next((i for i in range(start, len(lines)) if lines[i].startswith(FENCE) and lines[i].rstrip() == FENCE), 0)


def _find_nearly(lines: Sequence[str], start: int, end: int) -> int:
    """Return the index of the first line that was probably meant as the closing fence, or 0."""
    for index in range(start, end):
        if _NEARLY_FENCE.fullmatch(lines[index]):
            return index
        if not _FIELD_LINE.match(lines[index]):
            return 0
    return 0


def _too_early(file: str, lines: Sequence[str], close: int, declared: tuple[Field, ...]) -> Fences | None:
    """Return where front matter is if its fields go on directly below the closing fence, or None."""
    if close + 1 >= len(lines) or ":" not in lines[close + 1]:
        return None
    names = {field.name for field in declared}
    name = lines[close + 1].partition(":")[0]
    if name not in names or any(line.startswith(f"{name}:") for line in lines[1:close]):
        return None
    last = close + 1
    while last + 1 < len(lines) and (
        lines[last + 1].partition(":")[0] in names or re.match(r"\s+\S|- ", lines[last + 1])
    ):
        last += 1
    place = Place(file, close + 1)
    if last + 1 < len(lines) and lines[last + 1].rstrip() == FENCE:
        return Fences(1, last + 1, last + 2, faults.FENCE_INSIDE.at(place), inside=close)
    fault = faults.FENCE_TOO_EARLY.at(place, line=last + 1, text=lines[last].strip())
    return Fences(1, last + 1, last + 1, fault, inside=close)


def _fields_below(file: str, lines: Sequence[str], close: int, declared: tuple[Field, ...]) -> Fences | None:
    """Return where front matter is if the body begins with a paragraph of fields that are absent above, or None.

    A sentence can begin with the name of a field, so that a field that is not required counts only without a full stop.
    """
    first = close + 1
    while first < len(lines) and not lines[first].strip():
        first += 1
    last = first
    while last < len(lines) and lines[last].strip():
        last += 1
    if first == last or ":" not in lines[first]:
        return None
    fields = {field.name: field for field in declared}
    for line in lines[first:last]:
        name, colon, value = line.partition(":")
        found = fields.get(name)
        is_first = line is lines[first]
        if not is_first and re.match(r"\s+\S|- ", line):
            continue
        is_prose = value.rstrip()[-1:] in set(".;!?") or (found is not None and found.type == "koppelingen" and value)
        if not colon or found is None or (value and not value[0].isspace()) or (is_prose and not found.required):
            return None
        if any(above.startswith(f"{name}:") for above in lines[1:close]):
            return None
    more = last - first > 1
    number = f"regels {first + 1} tot en met {last}" if more else f"regel {first + 1}"
    fault = faults.FIELDS_BELOW.at(Place(file, first + 1), number=number, text=lines[first].strip(), line=close + 1)
    return Fences(1, last, last, fault, inside=close)


def _find_in_code(file: str, lines: Sequence[str], first: int, names: Collection[str]) -> Fences | None:
    """Return where front matter is in a page, or the beginning of one, that is a block of code, or None."""
    code = _CODE.fullmatch(lines[first])
    if code is None:
        return None
    begin = next((i for i in range(first + 1, len(lines)) if lines[i].strip()), first)
    ends = [i for i in range(begin, len(lines)) if lines[i].rstrip() == code["sign"]]
    place = Place(file, first + 1)
    if lines[begin].rstrip() != FENCE:
        if not ends or lines[begin].partition(":")[0] not in names:
            return None
        fault = faults.NO_FENCES.at(place, first=first + 1, last=ends[0] + 1, text=lines[first].strip())
        return Fences(begin, ends[0], ends[0] + 1, fault)
    close = _find_exact(lines, begin + 1)
    if not close:
        return None
    below = next((i for i in range(close + 1, len(lines)) if lines[i].strip()), close)
    marks = [i for i in range(close + 1, len(lines)) if _CODE.fullmatch(lines[i])]
    end = -1 if len(marks) % 2 == 0 else below if below in ends else marks[-1]
    number = f"de regels {first + 1} en {end + 1}" if end >= 0 else f"regel {first + 1}"
    fault = faults.IN_CODE.at(place, number=number, sign=code["sign"])
    return Fences(begin + 1, close, end + 1 if end == below else close + 1, fault)


def _find_without_opening(file: str, lines: Sequence[str], names: Collection[str]) -> Fences | Diagnostic:
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    top = Place(file)
    if lines[first].rstrip() == FENCE:
        close = _find_exact(lines, first + 1)
        fault = faults.LINES_ABOVE.at(top)
        return Fences(first + 1, close, close + 1, fault) if close else faults.NO_FRONT_MATTER.at(top)
    if found := _find_in_code(file, lines, first, names):
        return found
    if lines[first].partition(":")[0] in names:
        place = Place(file, first + 1)
        close = _find_exact(lines, first + 1)
        if close:
            return Fences(first, close, close + 1, faults.NO_OPENING.at(place))
        end = unclosed(file, lines, first).last
        fault = faults.NOT_FENCED.at(place, last=end, text=lines[end - 1].strip())
        return Fences(first, end, end, fault, is_partial=True)
    if not _NEARLY_FENCE.fullmatch(lines[first]):
        return faults.NO_FRONT_MATTER.at(top)
    close = _find_exact(lines, first + 1)
    nearly = _find_nearly(lines, first + 1, close or len(lines))
    close, wrong = (nearly, True) if nearly else (close, False)
    if not close or not any(line.partition(":")[0].partition("=")[0].strip() in names for line in lines[first:close]):
        return faults.NO_FRONT_MATTER.at(top)
    place, text = Place(file, first + 1), lines[first].strip()
    toml = any(_TOML_FIELD.match(line) for line in lines[first + 1 : close])
    if toml:
        fault = faults.TOML.at(place, first=first + 1, last=close + 1)
    elif wrong:
        fault = faults.NO_FENCES.at(place, first=first + 1, last=close + 1, text=text)
    else:
        fault = faults.NOT_A_FENCE.at(place, text=text)
    return Fences(first + 1, close, close + 1, fault, toml)
