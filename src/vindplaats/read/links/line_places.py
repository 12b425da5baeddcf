"""Find where the links and other things in the HTML of a body are in its Markdown."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from vindplaats.diagnostics.diagnostic import Place
from vindplaats.patterns import regex
from vindplaats.read.commonmark.autolinks import find_autolinks
from vindplaats.read.commonmark.code_spans import blank_code_spans
from vindplaats.read.commonmark.references import decode_references

_TARGET = regex(r"""(?:\]\(\s*<?|\]:\s*<?|=\s*["']?|<)([^\s<>()"']+)(?=[\s>)"']|\Z)""")
MAX_SEARCHES = 100
"""Maximum number of searches of one kind for a page, because each takes time proportional to the size of the page."""
_LINE_END = regex("\n")
_BLANK_LINE = regex(r"(\n[ \t]*\n)")
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
        self._lines = source.split("\n")
        shown = _without_lines(self._lines, code_lines) if code_lines else source
        self._source = _without_code_spans(shown) if "`" in shown else shown
        self._first_line = first_line
        self._line_starts: list[int] = []
        self._times_asked: dict[str, int] = {}
        self._positions_of_pattern: dict[str, list[int]] = {}
        self._positions_of_target: dict[str, list[int]] = {}

    def find(self, value: str) -> Place:
        """Return the place of the next link with this target."""
        if not self._positions_of_target:  # all simple targets in one pass
            self._find_targets()
        if value in self._positions_of_target:
            return self._nth(value, self._positions_of_target[value])
        return self.first(rf"""(?:\]\(\s*<?|\]:\s*<?|=\s*["']?|<)({re.escape(value)})(?=[\s>)"']|\Z)""")

    def _find_targets(self) -> None:
        for match in _TARGET.finditer(self._source):
            target = decode_references(match[1])  # "?a=1&b=2" may be "?a=1&amp;b=2" in the source
            self._positions_of_target.setdefault(target, []).append(match.start(1))
        for link in reversed(find_autolinks(self._source)):
            positions = self._positions_of_target.setdefault(link.href, [])
            # An address in the text of a link is no link, and one in brackets or quotes was found above.
            if self._source[max(0, link.start - 1) : link.start] not in _BEFORE_TARGETS and link.start not in positions:
                positions.append(link.start)
        for positions in self._positions_of_target.values():
            positions.sort()

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
        if not self._line_starts:
            self._line_starts = [0, *(found.end() for found in _LINE_END.finditer(self._source))]
        line = bisect_right(self._line_starts, position) - 1
        return Place(self._file, self._first_line + line, position - self._line_starts[line] + 1)


def _without_lines(lines: Sequence[str], numbers: frozenset[int]) -> str:
    """Return the lines joined, with spaces in place of the lines in ``numbers``."""
    return "\n".join(" " * len(line) if number in numbers else line for number, line in enumerate(lines))


def _without_code_spans(source: str) -> str:
    """Return the source with spaces in place of its code spans; lines and columns stay the same."""
    # A code span must end in its own paragraph (CommonMark 0.31, 6.1).
    return "".join(blank_code_spans(part) if "`" in part else part for part in _BLANK_LINE.split(source))
