"""The blocks of a document: paragraphs, headings, lists and everything else that takes up whole lines."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

BlockKind = Literal[
    "document", "quote", "list", "item", "footnote", "terms", "definition",  # containers
    "paragraph", "heading", "rule", "code", "fence", "html", "table", "abbreviation",  # leaves
]  # fmt: skip
TEXT_KINDS = frozenset({"paragraph", "heading", "table"})
CODE_KINDS = frozenset({"code", "fence"})
CONTAINERS = frozenset({"document", "quote", "list", "item", "footnote", "terms", "definition"})


class Block:
    """One block, with the lines from which it was read.

    A container has ``children``. A leaf has ``lines``, without the markers and the indent of the containers around it,
    and ``numbers``, the number of each of these lines in the document (from 0). ``start`` and ``end`` are the numbers
    of the first and last line of the block, without the blank lines after it. The other attributes are used by some
    kinds only:

    - ``level``: the level of a heading, from 1 to 6.
    - ``marker``: the bullet of a list, or the character after its numbers; the fence of a code block; the label of a
      footnote; ``"loose"`` for a definition after a blank line.
    - ``number``: the first number of an ordered list, or None for a list with bullets; the kind of an HTML block (1 to
      7, as in the specification).
    - ``indent``: the number of columns by which a fence, or each line within an item, footnote or definition, is
      indented.
    - ``info``: the text after the opening fence. ``closed``: whether there is a closing fence.
    - ``alignments``: the alignment of each column of a table: "", "left", "center" or "right".
    """

    # Few blocks have these, and making a block takes less time without them.
    level: int = 0
    marker: str = ""
    number: int | None = None
    indent: int = 0
    info: str = ""
    closed: bool = False
    alignments: tuple[str, ...] = ()

    def __init__(self, kind: BlockKind, start: int) -> None:
        self.kind: BlockKind = kind
        self.start = self.end = start
        self.children: list[Block] = []
        self.lines: list[str] = []
        self.numbers: list[int] = []

    def add(self, line: str, number: int) -> None:
        """Add a line to a leaf."""
        self.lines.append(line)
        self.numbers.append(number)
        self.end = number

    @property
    def text(self) -> str:
        """The lines of the leaf, joined."""
        return "\n".join(self.lines)

    @property
    def is_loose(self) -> bool:
        """Whether a blank line separates items of a list, or blocks within one of its items (CommonMark 0.31, 5.3)."""
        return _has_gap(self.children) or any(_has_gap(item.children) for item in self.children)


def _has_gap(blocks: list[Block]) -> bool:
    return len(blocks) > 1 and any(after.start > before.end + 1 for before, after in pairwise(blocks))


def leaves(block: Block) -> Iterator[Block]:
    """Yield the blocks in a container that contain no other blocks, in the order of the document."""
    left = block.children[::-1]
    while left:
        child = left.pop()
        if child.children:
            left += child.children[::-1]
        else:
            yield child
