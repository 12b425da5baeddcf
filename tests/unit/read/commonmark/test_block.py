import pytest

from vindplaats.read.commonmark.block import CONTAINERS, Block
from vindplaats.read.commonmark.block_parser import BlockParser


def test_a_leaf_keeps_its_lines_and_their_numbers() -> None:
    block = Block("paragraph", 3)
    block.add("een", 3)
    block.add("twee", 4)
    assert (block.text, block.numbers, block.start, block.end) == ("een\ntwee", [3, 4], 3, 4)
    assert block.kind not in CONTAINERS


@pytest.mark.parametrize(
    ("source", "is_loose"),
    [
        ("- a\n- b", False),
        ("- a\n\n- b", True),
        ("- a\n\n  b\n- c", True),
        ("- a\n  - b\n\n  - c\n- d", False),
        ("- a\n  - b\n\n- c", True),
        ("- a\n- b\n\ntekst", False),
        ("- ```\n  a\n\n  b\n  ```\n- c", False),
        ("- a\n  > b\n  >\n- c", False),
        ("1. a\n\n\n2. b", True),
    ],
)
def test_a_list_is_loose_if_a_blank_line_separates_its_items_or_their_blocks(source: str, is_loose: bool) -> None:
    assert BlockParser(source.split("\n")).parse().children[0].is_loose is is_loose
