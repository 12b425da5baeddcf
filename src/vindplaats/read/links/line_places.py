"""Find where the links and other things in the HTML of a body are in its Markdown."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice

from vindplaats.diagnostics.diagnostic import Place
from vindplaats.patterns import regex
from vindplaats.read.commonmark.autolinks import find_autolinks
from vindplaats.read.commonmark.code_spans import blank_code_spans
from vindplaats.read.commonmark.references import decode_references

_TARGET = regex(r"""(?:\]\(\s*<?|\]:\s*<?|=\s*["']?|<)([^\s<>()"']+)(?=[\s>)"']|\Z)""")
_BRACKET_TARGET = regex(r"""\][(:]\s*([^\s<>()"']+)(?=[\s>)"']|\Z)""")
"""`_TARGET` for a text without ``=`` and ``<``. It begins with one fixed character, which ``re`` finds much faster."""
_WEB_TARGET = regex(r"\](?=\()\(https?://[\w./~%=?#-]*[^\W_]/?\)")
"""A link to a web address that `find_autolinks` would find too, with the same start and the same text. The lookahead
keeps ``re`` from searching for two characters at once, which takes longer."""
MAX_SEARCHES = 100
"""Maximum number of searches of one kind for a page, because each takes time proportional to the size of the page."""
_BLANK_LINE = regex(r"(\n[ \t]*\n)")
_FEW_PLACES = 10
"""The number of places of a text that are found by counting its lines each time, before a list of these is made."""
_BEFORE_TARGETS = frozenset({"[", "<", "=", '"', "'"})


class LinePlaces:
    """Finds where each link in the HTML is in the Markdown.

    The place of the n-th link to a target is that of the n-th mention of the target. HTML has no line numbers, so the
    source, without its code, is searched for ``](target``, ``]: target``, ``="target"`` and bare web addresses. If a
    target has fewer mentions than links, as with reference definitions, the last mention is the place of the remaining
    links. If nothing is found (perhaps because of escaped characters), or after `MAX_SEARCHES` searches, the place is
    the first line.
    """

    def __init__(self, file: str, source: str, first_line: int, code_lines: frozenset[int] = frozenset()) -> None:
        self._file = file
        self._markdown = source
        self._first_line = first_line
        self._code_lines = code_lines
        self._places_found = 0
        self._times_asked: dict[str, int] = {}
        self._positions_of_pattern: dict[str, list[int]] = {}

    @cached_property
    def _lines(self) -> list[str]:
        return self._markdown.split("\n")

    @cached_property
    def _source(self) -> str:
        """The Markdown with spaces in place of its code, so that lines and columns stay the same."""
        shown = _without_lines(self._lines, self._code_lines) if self._code_lines else self._markdown
        return _without_code_spans(shown) if "`" in shown else shown

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate([len(line) + 1 for line in self._lines], initial=0))

    @property
    def has_tags(self) -> bool:
        """Whether the Markdown may have tags of HTML."""
        return "<" in self._markdown

    def find(self, value: str) -> Place:
        """Return the place of the next link with this target."""
        if value in self._positions_of_target:
            return self._nth(value, self._positions_of_target[value])
        return self.first(rf"""(?:\]\(\s*<?|\]:\s*<?|=\s*["']?|<)({re.escape(value)})(?=[\s>)"']|\Z)""")

    @cached_property
    def _positions_of_target(self) -> dict[str, list[int]]:
        """The positions of all simple targets, found in one pass."""
        source = self._source
        found: dict[str, list[int]] = {}
        pattern = _TARGET if "<" in source or "=" in source else _BRACKET_TARGET
        for match in pattern.finditer(source):
            target = decode_references(match[1])  # "?a=1&b=2" may be "?a=1&amp;b=2" in the source
            found.setdefault(target, []).append(match.start(1))
        return found if _has_web_targets_only(source) else _add_autolinks(source, found)

    def all(self, pattern: re.Pattern[str], count: int) -> Iterator[tuple[Place, str]]:
        """Yield the place and the text of the first ``count`` matches of a pattern, or nothing if it is negative."""
        for match in islice(pattern.finditer(self._source), max(0, count)):
            yield self._at(match.start()), match[0]

    def first(self, pattern: str) -> Place:
        """Return the place of a match of ``pattern``, or of its group, if any. The n-th call gives the n-th match."""
        return self._nth(pattern, self.positions(pattern))

    def positions(self, pattern: str) -> Sequence[int]:
        """Return the positions in the source of the matches of ``pattern``, or of its group, if any."""
        if pattern not in self._positions_of_pattern:
            found = (
                re.finditer(pattern, self._source, re.IGNORECASE)
                if len(self._positions_of_pattern) < MAX_SEARCHES
                else ()
            )
            self._positions_of_pattern[pattern] = [m.start(m.re.groups) for m in found]
        return self._positions_of_pattern[pattern]

    def in_line(self, number: int, text: str) -> Place:
        """Return the place of a text in a line of the source (from 0), or that of the line if the text is not in it."""
        column = self._lines[number].find(text.partition("\n")[0]) if text else -1
        return Place(self._file, self._first_line + number, max(1, column + 1))

    def _nth(self, key: str, positions: Sequence[int]) -> Place:
        number = self._times_asked.get(key, 0)
        self._times_asked[key] = number + 1
        if not positions:
            return Place(self._file, self._first_line, 1)
        return self._at(positions[min(number, len(positions) - 1)])

    def _at(self, position: int) -> Place:
        self._places_found += 1
        if self._places_found <= _FEW_PLACES:
            line, start = self._source.count("\n", 0, position), self._source.rfind("\n", 0, position) + 1
        else:
            line = bisect_right(self._line_starts, position) - 1
            start = self._line_starts[line]
        return Place(self._file, self._first_line + line, position - start + 1)


def _add_autolinks(source: str, positions_of_target: dict[str, list[int]]) -> dict[str, list[int]]:
    known = {target: frozenset(positions) for target, positions in positions_of_target.items()}
    for link in reversed(find_autolinks(source)):
        positions = positions_of_target.setdefault(link.href, [])
        # An address in the text of a link is no link, and one in brackets or quotes was found already.
        is_within = source[max(0, link.start - 1) : link.start] in _BEFORE_TARGETS
        if not is_within and link.start not in known.get(link.href, ()):
            positions.append(link.start)
    for positions in positions_of_target.values():
        positions.sort()
    return positions_of_target


def _has_web_targets_only(source: str) -> bool:
    """Return whether a text has no other address than in its links, so that `_add_autolinks` would add nothing."""
    rest = _WEB_TARGET.sub("", source)
    return "://" not in rest and "@" not in rest and b"www." not in rest.encode().lower()


def _without_lines(lines: Sequence[str], numbers: frozenset[int]) -> str:
    """Return the lines joined, with spaces in place of the lines in ``numbers``."""
    return "\n".join(" " * len(line) if number in numbers else line for number, line in enumerate(lines))


def _without_code_spans(source: str) -> str:
    """Return the source with spaces in place of its code spans; lines and columns stay the same."""
    # A code span must end in its own paragraph (CommonMark 0.31, 6.1).
    return "".join(blank_code_spans(part) if "`" in part else part for part in _BLANK_LINE.split(source))
