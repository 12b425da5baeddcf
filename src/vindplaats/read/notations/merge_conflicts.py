"""Find the conflict markers that git leaves in a file that it could not merge."""

from collections.abc import Sequence

from vindplaats.patterns import regex

_OURS, _THEIRS = regex(r"<{7}(?: |\Z)"), regex(r">{7}(?: |\Z)")
_BASE = regex(r"\|{7} [^|]+\Z")
"""The marker above the common ancestor. Seven pipes without text, or with more pipes, are a row of a table."""
_FENCE_OPENS = regex(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(`{3,}(?=[^`]*\Z)|~{3,})")
_FENCE_CLOSES = regex(r"[ \t>]*(`{3,}|~{3,})[ \t]*\Z")
"""The first and last line of a fenced code block (CommonMark 0.31.2, 4.5), also in a list or a quote."""


def find_conflicts(text: str) -> tuple[int, ...]:
    """Return the numbers of the first lines of all conflicts in a file, counted from 1.

    If an editor has removed some markers of a conflict, the first marker that is left counts. Only ``=======`` does not
    count, because it also underlines a heading. Markers in a fenced code block are text.
    """
    # Looking for one character first takes much less time, and most pages have none of the three.
    if not any(sign in text and sign * 7 in text for sign in "<>|"):
        return ()
    lines = text.split("\n")
    first = _first_body_line(lines)
    found: list[int] = []
    inside, fenced_until = False, -1
    for index, line in enumerate(lines):
        if index <= fenced_until:
            continue
        if _OURS.match(line):
            found.append(index + 1)
            inside = True
        elif _THEIRS.match(line):
            if not inside:
                found.append(index + 1)
            inside = False
        elif inside:
            continue
        elif _BASE.match(line):
            found.append(index + 1)
            inside = True
        elif index >= first and (fence := _FENCE_OPENS.match(line)):
            fenced_until = _last_fenced_line(lines, index, fence[1])
    return tuple(found)


def _first_body_line(lines: Sequence[str]) -> int:
    """Return the index of the first line after the front matter, which has no code blocks."""
    if lines[0].rstrip() != "---":
        return 0
    return next((index for index, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)


def _last_fenced_line(lines: Sequence[str], opening: int, fence: str) -> int:
    """Return the index of the line that closes the code block.

    Return -1 if nothing closes it, so that the markers in the rest of the file are not overlooked.
    """
    for index in range(opening + 1, len(lines)):
        match = _FENCE_CLOSES.match(lines[index])
        if match and match[1].startswith(fence):
            return index
    return -1
