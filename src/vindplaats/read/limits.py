"""What makes Python-Markdown, and parsers of HTML, take time that grows with the square of a text, refused beforehand.

What is refused no author writes; ``tests/benchmarks/slow_pages.py`` measures what takes how long. A limit on time would
make two builds of one source differ.
"""

import re
from collections.abc import Iterator

MAX_DEPTH = 100
"""Brackets, parentheses of links and tags within each other, or left open, in one paragraph."""
MAX_COUNTS = 1000
"""Footnote marks, headings, and abbreviations, on one page; backticks in one paragraph."""
MAX_LENGTH = 5000
"""Characters of one tag or list of attributes."""

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_SIGNS = re.compile(r"\]?\(|[\[\]()<>]")
_STEP = {"[": 0, "](": 1, "<": 2}
_BACK = {"]": 0, ")": 1, ">": 2}
_TAG = re.compile(rf"<[A-Za-z/!?][^>]{{{MAX_LENGTH}}}|\{{[^}}\n]{{{MAX_LENGTH}}}")
_ABBREVIATION = re.compile(r"^[ ]{0,3}\*\[", re.MULTILINE)
_HEADING = re.compile(r"^(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)


def beyond_limits(source: str) -> int:
    """Where a text has what takes too long, as a number of characters from its beginning; -1 where it has nothing."""
    if len(source) <= MAX_DEPTH:
        return -1
    if ("<" in source or "{" in source) and (found := _TAG.search(source)):
        return found.start()
    lines = source.count("\n") + 1
    for pattern, most in ((re.escape("[^"), source.count("[^")), (_HEADING, lines), (_ABBREVIATION, lines)):
        if most > MAX_COUNTS and len(found_all := [m.start() for m in re.finditer(pattern, source)]) > MAX_COUNTS:
            return found_all[MAX_COUNTS]
    if source.count("[") + source.count("<") + source.count("`") <= MAX_DEPTH:
        return -1
    return next(_deep(source), -1)


def _deep(source: str) -> Iterator[int]:
    """Where a paragraph is too much: every open sign is looked for to the end of its paragraph."""
    start = 0
    for end in (*(m.start() for m in _PARAGRAPHS.finditer(source)), len(source)):
        if source.count("`", start, end) > MAX_COUNTS:
            yield start + 2
        if end - start > MAX_DEPTH:
            depth = [0, 0, 0]
            for sign in _SIGNS.finditer(source, start, end):
                text = sign[0]
                if text == "](":
                    depth[0] = max(0, depth[0] - 1)
                if text in _STEP:
                    depth[_STEP[text]] += 1
                    if depth[_STEP[text]] > MAX_DEPTH:
                        yield sign.start()
                        return
                elif text in _BACK:
                    depth[_BACK[text]] = max(0, depth[_BACK[text]] - 1)
        start = end
