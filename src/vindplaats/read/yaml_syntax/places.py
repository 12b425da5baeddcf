"""The nodes of front matter by their places in the file, to find out which characters a fix replaces.

The parser counts lines and columns. They stay right where a file has CRLF or a BOM, which the parser does not get.
"""

import re
from itertools import pairwise

import yaml
from msgspec import Struct

from vindplaats.patterns import regex
from vindplaats.read.yaml_syntax.parser import YamlSource, node_of

_LINE_END = regex(r"\r\n|\r|\n")

Span = tuple[int, int]
"""The index of the first character of a part of a text, and that of the first one after it."""


class FileText(Struct, frozen=True):
    """The text of a file as it is on disk, without a BOM, and where each line begins and ends."""

    text: str
    lines: tuple[Span, ...]

    @classmethod
    def of(cls, text: str) -> "FileText":
        """Divide a text into lines as diagnostics count them."""
        ends = [found.span() for found in _LINE_END.finditer(text)]
        bounds = pairwise(((0, 0), *ends, (len(text), len(text))))
        return cls(text, tuple((before[1], after[0]) for before, after in bounds))

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its end."""
        start, end = self.lines[number - 1]
        return self.text[start:end]

    def index(self, line: int, column: int) -> int:
        """Return the index of the character in a line and column, both counted from 1."""
        start, end = self.lines[line - 1]
        return min(start + column - 1, end)

    def line_end(self, number: int) -> str:
        """Return the characters that end a line, or those that end the first line if it is the last."""
        for at in (number - 1, 0):
            if at + 1 < len(self.lines):
                return self.text[self.lines[at][1] : self.lines[at + 1][0]]
        return "\n"


class Pair(Struct, frozen=True):
    """A key with its value, and whether they are between braces."""

    key: yaml.Node
    value: yaml.Node
    in_flow: bool


class Item(Struct, frozen=True):
    """An item of a list, and whether that is between brackets."""

    node: yaml.Node
    in_flow: bool


class Nodes:
    """The nodes of a text in YAML by the line and column, in the file, where each begins.

    ``fields`` are the pairs at the top, ``pairs`` those at any depth, and ``items`` the items of lists.
    """

    def __init__(self, source: YamlSource) -> None:
        self._offset = source.offset
        self.fields: dict[tuple[int, int], Pair] = {}
        self.pairs: dict[tuple[int, int], Pair] = {}
        self.items: dict[tuple[int, int], Item] = {}
        node = node_of(source)
        if isinstance(node, yaml.MappingNode):
            self._walk(node)
            keys = {id(key) for key, _ in node.value}
            self.fields = {place: pair for place, pair in self.pairs.items() if id(pair.key) in keys}

    def start(self, node: yaml.Node) -> tuple[int, int]:
        """Return the line and column in the file where a node begins."""
        return node.start_mark.line + 1 + self._offset, node.start_mark.column + 1

    def end(self, node: yaml.Node) -> tuple[int, int]:
        """Return the line and column after a node, without comments and empty lines that follow it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            if isinstance(node, yaml.SequenceNode):
                return self.end(last)
            return max(self.end(last[0]), self.end(last[1]))
        return node.end_mark.line + 1 + self._offset, node.end_mark.column + 1

    def _walk(self, node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self.pairs[self.start(key)] = Pair(key, value, bool(node.flow_style))
                self._walk(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self.items[self.start(item)] = Item(item, bool(node.flow_style))
                self._walk(item)


def span_of(file: FileText, nodes: Nodes, node: yaml.Node) -> Span:
    """Return the part of a file that a node takes up, with its quotes but without what follows it."""
    start = file.index(*nodes.start(node))
    end_line, end_column = nodes.end(node)
    end = file.index(min(end_line, len(file.lines)), end_column)
    return start, start + len(re.sub(r"\s+\Z", "", file.text[start:end]))
