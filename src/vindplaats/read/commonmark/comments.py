"""Before Markdown is converted, remove what is not for visitors: comments, ``<? … ?>``, CDATA and declarations.

Conditional tags from Word, such as ``<![if !supportLists]>``, are removed as well.

In CommonMark, a comment that follows text must end before the next blank line, or all of it is shown. Here a comment
ends only at its ``-->``, whatever is in between, and comments may be nested. Nothing is removed from code blocks and
code spans. The time taken is proportional to the length of the source.
"""

import re

from msgspec import Struct

from vindplaats.patterns import regex
from vindplaats.read.commonmark.block import CODE_KINDS, Block
from vindplaats.read.commonmark.block_parser import BlockParser

EMPTY = "<!---->"
"""What replaces a comment, so that the blocks around it are the same as on GitHub."""
EMPTIED = regex(r"<!--[\n.]*-->")
"""Matches what replaces a comment: `EMPTY` or, in a paragraph, a longer form that keeps the number of lines."""
_COMMENT_TOKEN = regex(r"<!--|-->")
_SHORT = regex(r"<!---->|<!---?>")
_TICKS = regex("`+")
_OPENING = r"<!--|<\?|<!\[CDATA\[|<!\[(?:if|endif)\b|<![A-Za-z]"
_MARK = regex(rf"\\.|`+|{_OPENING}")
_MARK_IN_HTML = regex(_OPENING)
_ENDINGS = {"<?": "?>", "<![CDATA[": "]]>"}
_NAMES = {"<?": "<? … ?>", "<![CDATA[": "<![CDATA[ … ]]>", "<![if": "<![if … ]>", "<![endif": "<![if … ]>"}
_DECLARATION = "<!… >"
_DECLARATION_WITH_QUOTES = regex(r'<![A-Za-z](?:[^>"]|"[^"]*")*>')
_INSTRUCTION = regex(r"<\?[A-Za-z=]")
_FOOTNOTE_LABEL = regex(r"\[\^[^\]]*\]:[ \t]*")
_NOT_MARGIN = regex(r"[^>\t]")
_MAY_BEGIN_BLOCK = regex(r"[ \t>]*(?:$|[-+*#|=<]|[0-9]{1,9}[.)]|:[ \t]|\[\^|`{3}|~{3})")
_ENDING_KINDS = frozenset({2, 3, 4, 5})
"""The kinds of HTML block that are comments, instructions, declarations and CDATA sections."""


class Hidden(Struct, frozen=True):
    """Something that was taken out but is not a comment: ``what`` is its name, and ``position`` is where it began."""

    what: str
    position: int


class Uncommented(Struct, frozen=True):
    """Markdown without its comments, but with the same number of lines.

    ``unclosed`` is where a comment or the like that has no end begins in the original, or -1. Everything after that
    position is left out.
    """

    source: str
    unclosed: int = -1
    hidden: tuple[Hidden, ...] = ()


def remove_comments(source: str) -> Uncommented:
    """Return Markdown without its comments. `NestingError` is raised if its blocks are nested too deeply."""
    if not _MARK_IN_HTML.search(source):
        return Uncommented(source)
    return _Remover(source).remove()


class _Remover:
    """Takes comments out of one source, line by line."""

    def __init__(self, source: str) -> None:
        self._original = source.split("\n")
        self._lines = list(self._original)
        self._parser = BlockParser(self._lines)
        self._offset = 0  # of the current line in the source
        self._length = 0  # of the current line, before anything is taken out
        self._hidden: list[Hidden] = []
        self._code = _CodeSpans(self._lines)
        # Endings that were sought in vain, each with the block that was searched, or None for the whole source.
        self._missing_ends: set[tuple[str, Block | None]] = set()

    def remove(self) -> Uncommented:
        """Return the source without comments."""
        for number, original in enumerate(self._original):
            self._parser.add_line(number)
            if "<" in original and (column := self._clean_line(number)) >= 0:
                position = self._position(number, column)
                kept = "\n".join(self._lines[: number + 1]) + "\n" * (len(self._lines) - number - 1)
                return Uncommented(kept, position, tuple(self._hidden))
            self._offset += len(original) + 1
        return Uncommented("\n".join(self._lines), -1, tuple(self._hidden))

    def _position(self, number: int, column: int) -> int:
        """Return the position in the source of a column of the current line, even if text before it was replaced."""
        return self._offset + len(self._original[number]) - self._length + column

    def _clean_line(self, number: int) -> int:
        """Take out the comments and the like that begin on a line. Return the column of one that has no end, or -1."""
        leaf = _last_leaf(self._parser.document)
        if not leaf.numbers or leaf.numbers[-1] != number or leaf.kind in CODE_KINDS:
            return -1
        line = self._lines[number]
        self._length = len(line)
        kept: list[str] = []  # what is not taken out
        column = kept_to = 0
        after: tuple[int, int] | None = None  # the end of a comment or the like that ends on a later line
        while after is None and (found := self._next_mark(leaf, number, column)) is not None:
            end = self._find_end(leaf, number, found)
            if end is None:
                column = found.end()
                continue
            kept += [line[kept_to : found.start()], EMPTY]
            if end[0] < 0:
                self._lines[number] = "".join(kept[:-1])
                return found.start()
            if not found[0].startswith("<!--"):
                self._hidden.append(Hidden(_NAMES.get(found[0], _DECLARATION), self._position(number, found.start())))
            column = kept_to = end[1]
            after = end if end[0] > number else None
        if kept:
            prefix = line[: -len(leaf.lines[-1].lstrip(" ")) or None]  # markers and indent
            if after is None:
                self._lines[number] = "".join([*kept, line[kept_to:]])
            else:
                self._cut_lines(leaf, "".join(kept[:-1]), (number, *after), prefix)
            self._update(leaf, self._lines[number], prefix)
        return -1

    def _next_mark(self, leaf: Block, number: int, column: int) -> re.Match[str] | None:
        """Return the next mark outside code that begins something to take out, or None."""
        line = self._lines[number]
        if leaf.kind == "html":
            return _MARK_IN_HTML.search(line, column)
        return self._code.next_mark(leaf, number, column)

    def _find_end(self, leaf: Block, number: int, start: re.Match[str]) -> tuple[int, int] | None:
        """Return the line and column after the end of what begins with ``start``.

        The line is -1 if there is no end. None means that ``start`` is text, or begins a comment that needs no change.
        """
        opening, line = start[0], self._lines[number]
        if opening == "<!--":
            if _SHORT.match(line, start.start()):
                return None
            return self._find_comment_end(number, start.start())
        ending = _ENDINGS.get(opening, ">")
        anywhere = leaf.kind == "html" or opening == "<![CDATA[" or bool(_INSTRUCTION.match(line, start.start()))
        scope = None if anywhere else leaf
        if (ending, scope) not in self._missing_ends:
            if ending == ">" and (quoted := _DECLARATION_WITH_QUOTES.match(line, start.start())):
                return number, quoted.end()
            if found := self._find_ending(ending, number, start.end(), scope):
                return found
            self._missing_ends.add((ending, scope))
        return (-1, -1) if leaf.kind == "html" or opening == "<![CDATA[" else None

    def _find_ending(self, ending: str, number: int, column: int, scope: Block | None) -> tuple[int, int] | None:
        """Return the line and column after the next ``ending``, or None. If ``scope`` is a block, search only that."""
        for at in range(number, len(self._lines)):
            text = self._lines[at]
            if at > number and scope is not None and (scope.kind != "paragraph" or not text.strip(" \t")):
                return None
            found = text.find(ending, column if at == number else 0)
            if found >= 0:
                return at, found + len(ending)
        return None

    def _find_comment_end(self, number: int, column: int) -> tuple[int, int]:
        depth = 0
        for at in range(number, len(self._lines)):
            for token in _COMMENT_TOKEN.finditer(self._lines[at], column if at == number else 0):
                depth += 1 if token[0] == "<!--" else -1
                if not depth:
                    return at, token.end()
        return -1, -1

    def _cut_lines(self, leaf: Block, before: str, place: tuple[int, int, int], prefix: str) -> None:
        """Take out a passage of several lines.

        ``before`` is the text before it on its first line. ``place`` has its first line, its last line and the column
        after it. A paragraph or an HTML block continues after the passage, even if the passage has empty lines.
        """
        first, last, column = place
        rest, between = self._lines[last][column:], last - first - 1
        if leaf.kind == "paragraph":
            cleaned = [f"{before}<!--", *["."] * between, f"-->{rest}"]
        elif leaf.kind == "html":
            margin = _NOT_MARGIN.sub(" ", _FOOTNOTE_LABEL.sub(" " * 4, prefix)) + EMPTY
            cleaned = [before + EMPTY, *[margin] * between, margin + rest]
        else:
            cleaned = [before + EMPTY, *[""] * between, rest.lstrip(" \t")]
        self._lines[first : last + 1] = cleaned

    def _update(self, leaf: Block, line: str, prefix: str) -> None:
        """Replace the last line that the parser has read in a paragraph or an HTML block."""
        if leaf.kind == "paragraph":
            leaf.lines[-1] = line.lstrip(" \t")
        elif leaf.kind == "html":
            leaf.lines[-1] = line[len(prefix) :]
            if leaf.number in _ENDING_KINDS:
                self._parser.end_html()


class _CodeSpans:
    """Finds marks outside code spans, and reads each line of a paragraph only once."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._leaf: Block | None = None  # the block that is being read
        self._place = (0, 0)  # the line and column from which to read on
        # The runs of backticks by length, last one first. Each has its line and its column, which is counted from the
        # end of the line (negative), because text before it may be taken out.
        self._ticks: dict[int, list[tuple[int, int]]] = {}
        self._known_to = 0  # the line up to which `_ticks` is complete

    def next_mark(self, leaf: Block, number: int, column: int) -> re.Match[str] | None:
        """Return the next mark on a line of a block, or None."""
        if leaf is not self._leaf:
            self._leaf = leaf
            self._place = (leaf.numbers[0] if leaf.kind == "paragraph" else number, 0)
        if leaf.kind != "paragraph" and self._place[0] < number:
            self._place = (number, 0)
        self._place = max(self._place, (number, column)) if column else self._place
        while self._place[0] <= number:
            at, start = self._place
            mark = _MARK.search(self._lines[at], start)
            if mark is None:
                self._place = (at + 1, 0)
            elif mark[0][0] == "`":
                self._place = self._after_code(leaf, at, mark)
            elif mark[0][0] == "\\" or at < number:  # earlier lines have nothing left to take out
                self._place = (at, mark.end())
            else:
                self._place = (at, mark.start())
                return mark
        return None

    def _after_code(self, leaf: Block, number: int, opening: re.Match[str]) -> tuple[int, int]:
        """Return the end of the code span that a run of backticks begins, or the end of the run if it begins none."""
        if number >= self._known_to:
            self._read_ticks(number)
        length, place = len(opening[0]), (number, opening.end() - len(self._lines[number]))
        ticks = self._ticks.get(length, [])
        while ticks and ticks[-1] < place:
            ticks.pop()
        last_line = self._known_to if leaf.kind == "paragraph" else number + 1
        if ticks and ticks[-1][0] < last_line:
            line, column = ticks.pop()
            return line, len(self._lines[line]) + column + length
        return number, opening.end()

    def _read_ticks(self, number: int) -> None:
        """Read the runs of backticks from a line on, up to the first later line that may begin another block."""
        found: list[tuple[int, int, int]] = []
        end = number
        while end < len(self._lines) and (end == number or not _MAY_BEGIN_BLOCK.match(self._lines[end])):
            line = self._lines[end]
            found += [(len(run[0]), end, run.start() - len(line)) for run in _TICKS.finditer(line)]
            end += 1
        self._known_to = end
        self._ticks = {}
        for length, at, column in reversed(found):
            self._ticks.setdefault(length, []).append((at, column))


def _last_leaf(block: Block) -> Block:
    while block.children:
        block = block.children[-1]
    return block
