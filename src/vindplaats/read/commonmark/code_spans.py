"""Find the code spans in a text (CommonMark 0.31, 6.1) without parsing anything else, in linear time."""

import re

from vindplaats.patterns import regex

_BACKTICKS = regex(r"`+")
_ESCAPE_OR_BACKTICKS = regex(r"\\.|`+", re.DOTALL)
_NOT_LINE_END = regex(r"[^\n]")


def blank_code_spans(paragraph: str) -> str:
    """Return the text of a block with spaces in place of its code spans. Lines and columns stay the same."""
    if "`" not in paragraph:
        return paragraph
    ends: dict[int, list[int]] = {}  # the ends of runs of backticks by their length, last one first
    for run in reversed(list(_BACKTICKS.finditer(paragraph))):
        ends.setdefault(len(run[0]), []).append(run.end())
    parts: list[str] = []
    shown = position = 0
    while found := _ESCAPE_OR_BACKTICKS.search(paragraph, position):
        position = found.end()
        later = ends.get(len(found[0]), []) if found[0][0] == "`" else []
        while later and later[-1] <= position:
            later.pop()
        if later:
            position = later[-1]
            parts += [paragraph[shown : found.start()], _NOT_LINE_END.sub(" ", paragraph[found.start() : position])]
            shown = position
    return "".join((*parts, paragraph[shown:]))
