"""Take HTML comments out of Markdown before it is converted, because they are for colleagues and not for visitors.

CommonMark ends a comment that follows text at the next blank line, and shows the rest of it. Here a comment ends at its
``-->`` only, whatever is in between, and comments may be nested. Code keeps its comments, in blocks and in spans.
"""

import re

from msgspec import Struct

from vindplaats.read.commonmark.block import Block
from vindplaats.read.commonmark.block_parser import BlockParser

_EMPTY = "<!---->"
"""What a comment is replaced by. It leaves the blocks around it as they are on GitHub."""
_TOKEN = re.compile(r"<!--|-->")
_SHORT = re.compile(r"<!--?-?>")
_MARGIN = re.compile(r"[ \t>]*")
_MARK = re.compile(r"\\.|`+|<!---->|<!--", re.DOTALL)
_MARK_IN_HTML = re.compile(r"<!---->|<!--")


class Uncommented(Struct, frozen=True):
    """Markdown without comments and with as many lines. ``unclosed`` is the position of a comment without end, or -1.

    Everything after an unclosed comment is left out.
    """

    source: str
    unclosed: int = -1


def remove_comments(source: str) -> Uncommented:
    """Return Markdown without its comments. `NestingError` is raised if its blocks are nested too deeply."""
    if "<!--" not in source:
        return Uncommented(source)
    lines = source.split("\n")
    number = start = 0  # the next line to read, and the line on which the parser began
    parser = BlockParser(lines)
    while number < len(lines):
        if parser.is_between_blocks:
            parser, start = BlockParser(lines), number
        parser.add_line(number)
        comment = _find_comment(parser, lines, number) if "<!--" in lines[number] else None
        if comment is None:
            number += 1
            continue
        column, last_line, _ = comment
        if last_line < 0:
            position = sum(len(line) + 1 for line in lines[:number]) + column
            missing = len(lines) - number - 1
            return Uncommented("\n".join([*lines[:number], lines[number][:column]]) + "\n" * missing, position)
        _cut(lines, number, *comment)
        number, parser = start, BlockParser(lines)  # read the block again: it may end elsewhere now
    return Uncommented("\n".join(lines))


def _cut(lines: list[str], line: int, column: int, last_line: int, last_column: int) -> None:
    before = lines[line][:column] + _EMPTY
    if line == last_line:
        lines[line] = before + lines[line][last_column:]
        return
    lines[line] = before
    for number in range(line + 1, last_line):
        lines[number] = _margin(lines[number]).rstrip()
    after = lines[last_line][last_column:].strip()
    lines[last_line] = (_margin(lines[last_line]) + after).rstrip()


def _margin(line: str) -> str:
    """Return the white space and marks of quotes at the start of a line, which keep it in its list or quote."""
    found = _MARGIN.match(line)
    return found[0] if found else ""


def _find_comment(parser: BlockParser, lines: list[str], number: int) -> tuple[int, int, int] | None:
    """Return the column of the first comment that begins on a line, and the line and column after its end.

    The line is -1 if the comment has no end. None means that the line has no comment other than in code.
    """
    leaf = _last_leaf(parser.document)
    if not leaf.numbers or leaf.numbers[-1] != number or leaf.kind in {"code", "fence"}:
        return None
    text = leaf.lines[-1]
    offset = _first_opening(leaf, lines, number)
    if offset < 0:
        return None
    line = lines[number]
    column = max(line.rfind(text[offset:]), line.find("<!--"))
    if (short := _SHORT.match(line, column)) and short[0] != _EMPTY:
        return column, number, short.end()
    depth = 0
    for at in range(number, len(lines)):
        for token in _TOKEN.finditer(lines[at], column if at == number else 0):
            depth += 1 if token[0] == "<!--" else -1
            if not depth:
                return column, at, token.end()
    return column, -1, -1


def _first_opening(leaf: Block, lines: list[str], number: int) -> int:
    """Return where the first comment begins in the last line of a leaf, or -1."""
    last = leaf.lines[-1]
    if leaf.kind == "html":
        found = [mark.start() for mark in _MARK_IN_HTML.finditer(last) if mark[0] != _EMPTY]
        return found[0] if found else -1
    before = "\n".join(leaf.lines[:-1]) + "\n" if len(leaf.lines) > 1 and leaf.kind != "table" else ""
    text = before + last
    following = number + 1
    while leaf.kind == "paragraph" and following < len(lines) and lines[following].strip():
        text += "\n" + lines[following]
        following += 1
    position = 0
    while mark := _MARK.search(text, position):
        position = mark.end()
        if mark[0] == "<!--":
            start = mark.start() - len(before)
            return start if 0 <= start < len(last) else -1
        if mark[0].startswith("`"):
            closing = re.compile(rf"(?<!`){mark[0]}(?!`)").search(text, position)
            if closing:
                position = closing.end()
    return -1


def _last_leaf(block: Block) -> Block:
    while block.children:
        block = block.children[-1]
    return block
