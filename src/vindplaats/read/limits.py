"""Limits that keep the conversion of a body from taking quadratic time.

For some texts, HTML parsers and the search for brackets need time proportional to the square of the length.
``tests/benchmarks/slow_pages.py`` finds such texts. Editors never write them, so they are rejected before they are
converted. A limit on time would be simpler, but then two builds of the same source could differ.
"""

import re
from collections import Counter
from collections.abc import Iterator

from vindplaats.patterns import regex

MAX_DEPTH = 100
"""Maximum nesting depth of ``[``, of ``](`` and of ``<`` in one paragraph. A bracket that is never closed counts as a
level around everything that follows it."""
MAX_COUNTS = 1000
"""Maximum number of footnote marks, of headings, of abbreviations and of nested elements in a body, and of backticks
in a paragraph. Each of these is counted separately."""
MAX_LENGTH = 5000
"""Maximum number of characters in one tag or one attribute list, such as ``{: .klasse }``."""

_PARAGRAPHS = regex(r"\n[ \t]*\n")
_BRACKET = regex(r"\]?\(|[\[\]()<>]")
_OPENING = {"[": 0, "](": 1, "<": 2}
_CLOSING = {"]": 0, ")": 1, ">": 2}
_LONG_TAG = regex(rf"<[A-Za-z/!?][^>]{{{MAX_LENGTH}}}")
_LONG_LIST = regex(rf"\{{[^}}\n]{{{MAX_LENGTH}}}")
_ELEMENT = regex(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])")
_CLOSED_BY_THEMSELVES = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
})  # fmt: skip
_FOOTNOTE_MARK = regex(r"\[\^")
_ABBREVIATION = regex(r"^[ ]{0,3}\*\[", re.MULTILINE)
_HEADING = regex(r"^(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)


def find_excess(source: str) -> int:
    """Return a position at which a body in Markdown exceeds a limit, or -1 if it exceeds none."""
    if len(source) <= MAX_DEPTH:
        return -1
    if len(source) > MAX_LENGTH and (long := [found.start() for found in _find_long(source)]):
        return min(long)
    lines, brackets, tags = source.count("\n") + 1, source.count("["), source.count("<")
    for pattern, upper_bound in ((_FOOTNOTE_MARK, brackets), (_HEADING, lines), (_ABBREVIATION, lines)):
        if upper_bound > MAX_COUNTS:
            positions = [match.start() for match in pattern.finditer(source)]
            if len(positions) > MAX_COUNTS:
                return positions[MAX_COUNTS]
    if tags > MAX_COUNTS and (position := _find_open_elements(source)) >= 0:
        return position
    if brackets + tags + source.count("`") <= MAX_DEPTH:
        return -1
    return next(_find_excess_in_paragraphs(source), -1)


def _find_long(source: str) -> Iterator[re.Match[str]]:
    """Yield the first tag and the first attribute list that are longer than `MAX_LENGTH`, if there are any."""
    for sign, pattern in (("<", _LONG_TAG), ("{", _LONG_LIST)):
        if sign in source and (found := pattern.search(source)):
            yield found


def _find_open_elements(source: str) -> int:
    """Return the position of the first element that is opened within `MAX_COUNTS` others, or -1."""
    opened: Counter[str] = Counter()
    depth = 0
    for tag in _ELEMENT.finditer(source):
        name = tag[2].lower()
        if name in _CLOSED_BY_THEMSELVES:
            continue
        if not tag[1]:
            opened[name] += 1
            depth += 1
            if depth > MAX_COUNTS:
                return tag.start()
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return -1


def _find_excess_in_paragraphs(source: str) -> Iterator[int]:
    """Yield positions where a paragraph exceeds a limit, and stop at the first bracket that is nested too deeply.

    These limits apply to a paragraph, because parsers look for a closing bracket up to the end of the paragraph.
    """
    start = 0
    for end in (*(m.start() for m in _PARAGRAPHS.finditer(source)), len(source)):
        if source.count("`", start, end) > MAX_COUNTS:
            yield start + 2
        if end - start > MAX_DEPTH:
            depth = [0, 0, 0]
            for bracket in _BRACKET.finditer(source, start, end):
                text = bracket[0]
                if text == "](":
                    depth[0] = max(0, depth[0] - 1)
                if text in _OPENING:
                    depth[_OPENING[text]] += 1
                    if depth[_OPENING[text]] > MAX_DEPTH:
                        yield bracket.start()
                        return
                elif text in _CLOSING:
                    depth[_CLOSING[text]] = max(0, depth[_CLOSING[text]] - 1)
        start = end
