"""Divide the lines of a document into blocks: the first of the two phases of parsing CommonMark (0.31, appendix).

Blocks that are still open form a chain from the document to the paragraph or other block that the next line may
continue. Every line is first matched with the blocks of that chain. Then it may begin new blocks. What is left of the
line is added as text to the last block.
"""

from collections.abc import Sequence

from msgspec import structs

from vindplaats.errors import NestingError
from vindplaats.patterns import regex
from vindplaats.read.commonmark.block import CONTAINERS, Block, BlockKind
from vindplaats.read.commonmark.html_syntax import ends_at_blank_line, ends_html_block, html_block_kind
from vindplaats.read.commonmark.references import Definition, is_only_definitions, take_definitions
from vindplaats.read.commonmark.table_rows import column_alignments, split_row

_CODE_INDENT = 4
"""Number of columns of indent that turn a line into code. It is also the width of a tab stop."""
_FOOTNOTE_INDENT = 4
"""Number of columns of indent that keep a line within a footnote."""
MAX_BLOCK_DEPTH = 100
"""Maximum depth of nested containers. With it, no text exceeds the recursion limit of Python: everything that may nest
deeper, such as emphasis, is read and written by loops."""

_VERBATIM = frozenset({"fence", "code", "html"})
"""The blocks in which no other blocks begin."""
_CONTAINERS_OF_ALL = CONTAINERS - {"list", "terms"}
_CONTAINED = frozenset({("list", "item"), ("terms", "definition")})
"""What the other containers contain."""
_HEADING = regex(r"(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = regex(r"(?:=+|-+)[ \t]*$")
_BLANKS = frozenset({"", " ", "\t"})
_RULE = regex(r"(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
_FENCE = regex(r"`{3,}(?!.*`)|~{3,}")
_CLOSING_FENCE = regex(r"(`{3,}|~{3,})[ \t]*$")
_ITEM = regex(r"(?:([*+-])|([0-9]{1,9})([.)]))(?=[ \t]|$)")
_FOOTNOTE = regex(r"\[\^([^\]\s\[]+)\]:[ \t]*")
_DEFINITION = regex(r":(?=[ \t]+\S)")
_ABBREVIATION = regex(r"\*\[[^\\\]]+\][ ]?:")


class BlockParser:
    """Parses the lines of one document. `NestingError` is raised for a line that is nested too deeply."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.document = Block("document", 0)
        self.references: list[Definition] = []
        self._chain = [self.document]
        self._line = ""
        self._number = 0
        self._position = 0
        self._column = 0
        self._tab_rest = 0  # columns of a tab that are left after a marker took the others

    def parse(self) -> Block:
        """Read all lines, and return the document."""
        for number in range(len(self.lines)):
            self.add_line(number)
        self.finish()
        return self.document

    def finish(self) -> None:
        """Close the blocks that are still open."""
        self._close(1)

    def end_html(self) -> None:
        """Close the HTML block that the last line belongs to, if it is open. The caller has found its end."""
        if self._chain[-1].kind == "html":
            self._close(len(self._chain) - 1)

    def add_line(self, number: int) -> None:
        """Read one line. Lines must be read in order; earlier lines are not looked at again."""
        self._line = self.lines[number]
        self._number = number
        self._position = self._column = self._tab_rest = 0
        matched = self._match_containers()
        if matched and self._chain[matched - 1].kind not in _VERBATIM:
            matched = self._open_blocks(matched)
        if matched:
            self._add_rest(matched)

    # Looking at the current line

    def _indent(self) -> int:
        """Return the number of columns of white space at the current position."""
        line, position, column = self._line, self._position, self._column
        if line[position : position + 1] not in _BLANKS:
            return 0
        if self._tab_rest:
            position, column = position + 1, column + self._tab_rest
        while position < len(line):
            sign = line[position]
            if sign == " ":
                column += 1
            elif sign == "\t":
                column += _CODE_INDENT - column % _CODE_INDENT
            else:
                break
            position += 1
        return column - self._column

    def _skip_indent(self, columns: int) -> None:
        """Skip at most this many columns of white space."""
        line = self._line
        while columns > 0 and self._position < len(line):
            sign = line[self._position]
            if sign == "\t":
                width = self._tab_rest or _CODE_INDENT - self._column % _CODE_INDENT
                if width > columns:
                    self._tab_rest = width - columns
                    self._column += columns
                    return
                self._tab_rest = 0
            elif sign == " ":
                width = 1
            else:
                return
            self._position += 1
            self._column += width
            columns -= width

    def _skip_text(self, length: int) -> None:
        self._position += length
        self._column += length

    def _rest(self) -> str:
        if self._tab_rest:
            return " " * self._tab_rest + self._line[self._position + 1 :]
        return self._line[self._position :]

    def _split_indent(self) -> tuple[int, str]:
        """Return `_indent`, and the rest of the line without its indent."""
        if self._line[self._position : self._position + 1] not in _BLANKS:
            return 0, self._line[self._position :]
        return self._indent(), self._line[self._position :].lstrip(" \t")

    def _is_blank(self) -> bool:
        line, position = self._line, self._position
        return line[position : position + 1] in _BLANKS and not line[position:].strip(" \t")

    # Containers

    def _match_containers(self) -> int:
        """Return how many blocks of the chain the line continues, or 0 if the line is a closing fence.

        Skip the markers and the indent of those blocks.
        """
        for index in range(1, len(self._chain)):
            block = self._chain[index]
            if block.kind == "fence" and block.marker in self._line and self._closes_fence(block):
                block.end, block.closed = self._number, True
                self._close(index)
                return 0
            if not self._continues(block):
                return index
        return len(self._chain)

    def _closes_fence(self, block: Block) -> bool:
        indent, rest = self._split_indent()
        if indent >= _CODE_INDENT:
            return False
        found = _CLOSING_FENCE.match(rest)
        return found is not None and found[1].startswith(block.marker)

    def _continues(self, block: Block) -> bool:
        kind = block.kind
        if kind in {"list", "terms"}:
            return True
        if kind in {"item", "footnote", "definition"}:
            return self._continues_item(block)
        if kind in {"paragraph", "table"}:
            return not self._is_blank()
        if kind == "html":
            return not (ends_at_blank_line(block.number or 0) and self._is_blank())
        if kind == "quote":
            return self._continues_quote(block)
        if kind == "fence":
            self._skip_indent(block.indent)
            return True
        return kind == "code" and self._continues_code()

    def _continues_quote(self, block: Block) -> bool:
        indent, rest = self._split_indent()
        if indent >= _CODE_INDENT or not rest.startswith(">"):
            return False
        self._skip_indent(indent)
        self._skip_text(1)
        self._skip_indent(1)
        block.end = self._number
        return True

    def _continues_item(self, block: Block) -> bool:
        if self._line[self._position : self._position + 1] not in _BLANKS:
            return False
        if self._is_blank():
            self._skip_indent(block.indent)  # in code, any spaces after the indent are kept
            return bool(block.children)  # an item may begin with at most one blank line
        if self._indent() < block.indent:
            return False
        self._skip_indent(block.indent)
        return True

    def _continues_code(self) -> bool:
        if self._indent() >= _CODE_INDENT or self._is_blank():
            self._skip_indent(_CODE_INDENT)
            return True
        return False

    # New blocks

    def _open_blocks(self, matched: int) -> int:
        """Open the blocks that begin on the line.

        ``matched`` is how many blocks of the chain the line continues. Return how many it continues or has opened, or 0
        if a new block took the whole line.
        """
        while True:
            indent, rest = self._split_indent()
            if not rest:
                return matched
            if indent >= _CODE_INDENT:
                if self._chain[-1].kind == "paragraph":
                    return matched
                self._skip_indent(_CODE_INDENT)
                self._open("code", matched)
                return len(self._chain)
            if rest[0].isalpha():  # no block begins with a letter
                return matched
            kind = self._open_block(matched, indent, rest)
            if kind is None:
                return matched
            if kind not in CONTAINERS:
                return len(self._chain) if kind == "html" else 0
            matched = len(self._chain)

    def _open_block(self, matched: int, indent: int, rest: str) -> BlockKind | None:
        """Open the block that begins with ``rest``, the line without its indent. Return its kind, or None."""
        last = self._chain[matched - 1]
        paragraph = last if last.kind == "paragraph" else None
        first = rest[0]
        if first == ">":
            self._skip_indent(indent)
            self._skip_text(1)
            self._skip_indent(1)
            return self._open("quote", matched).kind
        if first == "#" and (found := _HEADING.match(rest)):
            heading = self._open("heading", matched)
            heading.level = len(found[1])
            heading.add(_without_closing_marks(rest[found.end() :]), self._number)
            self._close(len(self._chain) - 1)
            return "heading"
        if first in "`~" and (found := _FENCE.match(rest)):
            fence = self._open("fence", matched)
            fence.marker, fence.indent, fence.info = found[0], indent, rest[found.end() :].strip(" \t")
            return "fence"
        if first == "<" and (kind := html_block_kind(rest, in_paragraph=self._chain[-1].kind == "paragraph")):
            self._open("html", matched).number = kind
            return "html"
        if first in "=-:|" and paragraph is not None and (changed := self._change_paragraph(paragraph, rest)):
            return changed
        if first in "*_-" and _RULE.match(rest):
            self._open("rule", matched)
            self._close(len(self._chain) - 1)
            return "rule"
        if first in "[:*" and (opened := self._open_extra(matched, indent, rest)):
            return opened
        return self._open_item(matched, indent, rest, paragraph) if first in "*+-0123456789" else None

    def _change_paragraph(self, paragraph: Block, rest: str) -> BlockKind | None:
        """Turn the paragraph before the line into a heading or table, if the line is an underline or delimiter row."""
        if _UNDERLINE.match(rest) and not is_only_definitions(paragraph.text):
            paragraph.kind, paragraph.level = "heading", 1 if rest[0] == "=" else 2
            self._define_references(paragraph)
            paragraph.end = self._number
            self._close(len(self._chain) - 1)
            return "heading"
        alignments = column_alignments(rest)
        if alignments is None or len(split_row(paragraph.lines[-1])) != len(alignments):
            return None
        header, number = paragraph.lines.pop(), paragraph.numbers.pop()
        if paragraph.lines:
            paragraph.end = number - 1
        else:
            self._chain[-2].children.remove(paragraph)
            self._chain.pop()
        table = self._open("table", len(self._chain))
        table.start, table.alignments = number, tuple(alignments)
        table.add(header, number)
        table.end = self._number
        return "table"

    def _open_extra(self, matched: int, indent: int, rest: str) -> BlockKind | None:
        """Open a footnote, an abbreviation or a definition, and return its kind, or None if none begins."""
        if found := _FOOTNOTE.match(rest):
            footnote = self._open("footnote", matched)
            footnote.marker, footnote.indent = found[1], _FOOTNOTE_INDENT
            self._skip_indent(indent)
            self._skip_text(found.end())
            return "footnote"
        if _ABBREVIATION.match(rest):
            self._open("abbreviation", matched).add(rest, self._number)
            self._close(len(self._chain) - 1)
            return "abbreviation"
        if _DEFINITION.match(rest):
            return self._open_definition(matched, indent)
        return None

    def _open_definition(self, matched: int, indent: int) -> BlockKind | None:
        """Open a definition (``: text``) of the terms before it, which may have been read as a paragraph."""
        while self._chain[matched - 1].kind not in CONTAINERS:
            matched -= 1
        container = self._chain[matched - 1]
        if container.kind != "terms":
            before = container.children[-1] if container.children else None
            if before is None or before.kind not in {"paragraph", "terms"} or not (before.lines or before.children):
                return None
            if before.kind == "paragraph" and is_only_definitions(before.text):  # of links, so there are no terms
                return None
            self._close(matched)
            if before.kind == "paragraph":
                container.children.pop()
                before = self._make_terms(container, before)
            self._chain.append(before)
            matched += 1
        terms = self._chain[matched - 1]
        definition = self._open("definition", matched)
        definition.marker = "loose" if self._number > terms.children[-2].end + 1 else ""
        self._skip_indent(indent)
        self._skip_text(1)
        definition.indent = indent + 1 + self._skip_marker_gap()
        return "definition"

    @staticmethod
    def _make_terms(container: Block, paragraph: Block) -> Block:
        """Add the lines of a paragraph as terms to the list of terms before it in the container, or to a new list."""
        if not container.children or container.children[-1].kind != "terms":
            container.children.append(Block("terms", paragraph.start))
        terms = container.children[-1]
        for line, number in zip(paragraph.lines, paragraph.numbers, strict=True):
            term = Block("paragraph", number)
            term.add(line, number)
            terms.children.append(term)
        terms.end = paragraph.end
        return terms

    def _open_item(self, matched: int, indent: int, rest: str, paragraph: Block | None) -> BlockKind | None:
        """Open an item, and a new list if the item does not belong to the list before it."""
        found = _ITEM.match(rest)
        if found is None:
            return None
        number = int(found[2]) if found[2] else None
        if paragraph is not None and (number not in {None, 1} or not rest[found.end() :].strip(" \t")):
            return None
        marker = found[1] or found[3]
        last = self._chain[matched - 1]
        if last.kind != "list" or last.marker != marker or (last.number is None) != (number is None):
            if last.kind == "list":
                matched -= 1
            new = self._open("list", matched)
            new.marker, new.number = marker, number
            matched = len(self._chain)
        item = self._open("item", matched)
        self._skip_indent(indent)
        self._skip_text(found.end())
        item.indent = indent + found.end() + self._skip_marker_gap()
        return "item"

    def _skip_marker_gap(self) -> int:
        """Skip the white space after a marker, and return its width. If it exceeds four columns, only one counts."""
        gap = self._indent()
        width = gap if 1 <= gap <= _CODE_INDENT and not self._is_blank() else 1
        self._skip_indent(width)
        return width

    def _open(self, kind: BlockKind, matched: int) -> Block:
        """Open a block in the last of the first ``matched`` blocks that can contain it. Close those after it."""
        chain = self._chain
        while (parent := chain[matched - 1].kind) not in _CONTAINERS_OF_ALL and (parent, kind) not in _CONTAINED:
            matched -= 1
        if len(chain) > matched:
            self._close(matched)
        if kind in CONTAINERS and matched > MAX_BLOCK_DEPTH:
            raise NestingError(self._number)
        block = Block(kind, self._number)
        chain[-1].children.append(block)
        chain.append(block)
        return block

    # Text

    def _add_rest(self, matched: int) -> None:
        """Add the rest of the line as text. The line continues, or has opened, the first ``matched`` blocks."""
        chain = self._chain
        last, blank = chain[-1], self._is_blank()
        if last.kind == "paragraph" and not blank:  # a paragraph continues even if the line leaves its container
            last.add(self._rest().lstrip(" \t"), self._number)
            return
        if len(chain) > matched:
            self._close(matched)
            last = chain[-1]
        if last.kind in _VERBATIM:
            last.add(self._rest(), self._number)
            if last.kind == "html" and ends_html_block(last.number or 0, last.lines[-1]):
                last.marker = ""
                self._close(len(self._chain) - 1)
        elif not blank:
            self._add_text(self._rest().lstrip(" \t"))

    def _add_text(self, text: str) -> None:
        last = self._chain[-1]
        if last.kind not in {"paragraph", "table"}:
            last = self._open("paragraph", len(self._chain))
        last.add(text, self._number)

    # Closing

    def _close(self, length: int) -> None:
        """Close all blocks of the chain after the first ``length``."""
        chain = self._chain
        while len(chain) > length:
            block = chain.pop()
            if block.kind == "paragraph":
                if block.lines[0].startswith("["):
                    self._define_references(block)
            elif block.kind == "code":
                while not block.lines[-1].strip(" \t"):
                    block.lines.pop()
                    block.numbers.pop()
                block.end = block.numbers[-1]
            parent = chain[-1]
            if block.end > parent.end:  # noqa: PLR1730 (`max` takes more time)
                parent.end = block.end

    def _define_references(self, block: Block) -> None:
        """Move the definitions at the beginning of a paragraph to `references`."""
        definitions, rest = take_definitions(block.text)
        if definitions:
            count = len(block.lines) - (rest.count("\n") + 1 if rest else 0)
            self.references += [
                structs.replace(definition, line=block.numbers[definition.line]) for definition in definitions
            ]
            block.lines, block.numbers = block.lines[count:], block.numbers[count:]


def _without_closing_marks(text: str) -> str:
    """Return the text of a heading without the ``#`` signs at its end. Without a space before them, they are text."""
    text = text.strip(" \t")
    bare = text.rstrip("#")
    return text if bare and bare[-1] not in " \t" else bare.rstrip(" \t")
