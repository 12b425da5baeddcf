from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.converter import CONSTRUCTS, GAPS
from support import examples, law
from vindplaats.errors import NestingError
from vindplaats.read.commonmark.block import CONTAINERS, Block
from vindplaats.read.commonmark.block_parser import MAX_BLOCK_DEPTH, BlockParser


def parse(source: str) -> Block:
    return BlockParser(source.split("\n")).parse()


def outline(block: Block) -> str:
    """Return the kinds of the blocks in a container, such as ``"list(item(paragraph))"``."""
    return " ".join(
        f"{child.kind}({outline(child)})" if child.kind in CONTAINERS else child.kind for child in block.children
    )


def leaves(block: Block) -> Iterator[Block]:
    for child in block.children:
        if child.kind in CONTAINERS:
            yield from leaves(child)
        else:
            yield child


ITEM = "item(paragraph)"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ""),
        ("een\ntwee\n\ndrie", "paragraph paragraph"),
        ("tekst\n# Kop\ntekst", "paragraph heading paragraph"),
        ("#Kop", "paragraph"),
        ("Kop\n---", "heading"),
        ("- a\n---\n- b", f"list({ITEM}) rule list({ITEM})"),
        ("tekst\n***", "paragraph rule"),
        ("tekst\n> a\nlui\n\nb", "paragraph quote(paragraph) paragraph"),
        ("> ```\n> a\nb", "quote(fence) paragraph"),
        ("    a\n\n    b\n\nc", "code paragraph"),
        ("tekst\n    geen code", "paragraph"),
        ("- a\n\n      code", "list(item(paragraph code))"),
        ("tekst\n```\n# a\n\n```\nna", "paragraph fence paragraph"),
        ("~~~ r\n```\n~~~~\nna", "fence paragraph"),
        ("```a`b", "paragraph"),
        ("<div>\n*a*\n\n*b*\n</div>", "html paragraph html"),
        ("tekst\n<b>\n", "paragraph"),
        ("<!-- a -->\nb", "html paragraph"),
        ("<pre>\n\n# a\n</pre>\nb", "html paragraph"),
        ("tekst\n|a|b|\n|-|-|\n|1|2|\n\nna", "paragraph table paragraph"),
        ("|a|b|\n|-|\n", "paragraph"),
        ("- |a|\n  |-|", "list(item(table))"),
        ("tekst\n- a", f"paragraph list({ITEM})"),
        ("tekst\n1. a", f"paragraph list({ITEM})"),
        ("tekst\n2. a", "paragraph"),
        ("tekst\n-", "heading"),
        ("tekst\n*\na", "paragraph"),
        ("- a\n+ b\n1. c\n2) d", " ".join([f"list({ITEM})"] * 4)),
        ("- a\n  - b\n    - c", f"list(item(paragraph list(item(paragraph list({ITEM})))))"),
        ("1. a\n   - b\n2. c", f"list(item(paragraph list({ITEM})) {ITEM})"),
        ("1. a\n  - b", f"list({ITEM}) list({ITEM})"),
        ("-\n\n  a", "list(item()) paragraph"),
        ("-\ta\n\n\tb", "list(item(paragraph paragraph))"),
        ("[^1]: a\n\n    b\n\nc", "footnote(paragraph paragraph) paragraph"),
        ("> [^1]: a", "quote(footnote(paragraph))"),
        ("a\nb\n: c\n: d\n\n    e", "terms(paragraph paragraph definition(paragraph) definition(paragraph paragraph))"),
        (": a", "paragraph"),
        ("- a\n: b", f"list({ITEM})"),
        ("[a]: b.md\n: c", "paragraph"),
        ("- [a]: b.md\n  : c", f"list({ITEM})"),
        ("*[SER]: Raad", "abbreviation"),
        ("[a]: b.md\n'c'", "paragraph"),
    ],
)
def test_blocks(source: str, expected: str) -> None:
    assert outline(parse(source)) == expected


def test_a_definition_list_does_not_begin_in_the_middle_of_a_list_item() -> None:
    assert outline(parse("- a\n\n  : b")) == "list(item(terms(paragraph definition(paragraph))))"


@pytest.mark.parametrize(
    ("source", "label", "destination", "title", "line"),
    [
        ("[a]: b.md", "a", "b.md", "", 0),
        ("tekst\n\n> [A b]:\n> <c d> 'e'", "A b", "c d", "e", 2),
        ("[a]: b\nKop\n---", "a", "b", "", 0),
        ("- [a]: b (c)", "a", "b", "c", 0),
    ],
)
def test_definitions_of_links_are_no_text(source: str, label: str, destination: str, title: str, line: int) -> None:
    parser = BlockParser(source.split("\n"))
    document = parser.parse()
    (found,) = parser.references
    assert (found.label, found.destination, found.title, found.line) == (label, destination, title, line)
    assert "[a" not in "".join(leaf.text for leaf in leaves(document)).lower()


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("## Kop ##", ["Kop"]),
        ("## Kop \\##", ["Kop \\##"]),
        ("  een\n   twee", ["een", "twee"]),
        ("> een\ntwee", ["een", "twee"]),
        ("- een\n  twee", ["een", "twee"]),
        ("     a\n\n    b\n\n", [" a", "", "b"]),
        ("  ```\n    a\n b\n  ```", ["  a", "b"]),
        (">\t\tcode", ["  code"]),
        ("-\t\tcode", ["  code"]),
        ("-     b\n      \n         \n      c", ["b", "", "   ", "c"]),
        ("- ```\n  a\n  \n    \n  b", ["a", "", "  ", "b"]),
        ("1. ```\n   a\n\n   b\n   ```", ["a", "", "b"]),
    ],
)
def test_a_leaf_has_its_lines_without_markers_and_indent(source: str, lines: list[str]) -> None:
    (leaf,) = leaves(parse(source))
    assert leaf.lines == lines


def test_what_a_block_says_of_itself() -> None:
    ordered, fence, table, note = parse("7) a\n\n~~~~ r echo\n~~~~\n\n|a|b|\n|:-:|-:|\n\n[^x]: y").children
    assert (ordered.number, ordered.marker) == (7, ")")
    assert (fence.marker, fence.info) == ("~~~~", "r echo")
    assert table.alignments == ("center", "right")
    assert note.marker == "x"
    assert [(block.start, block.end) for block in (ordered, fence, table, note)] == [(0, 0), (2, 3), (5, 6), (8, 8)]


@pytest.mark.parametrize("marker", ["> ", "- ", "1. ", "[^1]: "])
def test_nesting_has_a_maximum(marker: str) -> None:
    assert parse(marker * (MAX_BLOCK_DEPTH // 2 - 1) + "x").children
    with pytest.raises(NestingError) as caught:
        parse("tekst\n\n" + marker * (MAX_BLOCK_DEPTH + 1) + "x")
    assert caught.value.line == 2


WORDS = st.text(st.sampled_from("abé XYZ,;'é"), min_size=1, max_size=12).filter(lambda text: text[0].isalpha())


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=4))
def test_text_without_marks_is_one_paragraph_a_block(blocks: list[list[str]]) -> None:
    document = parse("\n\n".join("\n".join(lines) for lines in blocks))
    assert [(block.kind, block.lines) for block in document.children] == [("paragraph", lines) for lines in blocks]


@law
@settings(max_examples=examples(1000), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CONSTRUCTS), st.sampled_from(GAPS)), max_size=12))
def test_every_line_is_in_at_most_one_leaf_and_is_lost_in_none(parts: list[tuple[str, str]]) -> None:
    """A line in no leaf has markers only, or belongs to a definition of a link."""
    lines = "".join(part for pair in parts for part in pair).split("\n")
    parser = BlockParser(lines)
    numbers: list[int] = []
    for leaf in leaves(parser.parse()):
        assert len(leaf.lines) == len(leaf.numbers)
        for line, number in zip(leaf.lines, leaf.numbers, strict=True):
            assert line.strip() in lines[number]
        numbers += leaf.numbers
    assert len(numbers) == len(set(numbers))
    for number in set(range(len(lines))) - set(numbers):
        has_words = any(sign.isalpha() for sign in lines[number].partition("```")[0].partition("~~~")[0])
        near = [definition.line for definition in parser.references if definition.line <= number]
        assert not has_words or near or "[^" in lines[number], lines[number]


@law
@settings(max_examples=examples(1000), deadline=None)
@given(st.text(st.one_of(st.sampled_from("\n\n \t>-*+1.):|`~#=<![]^_a"), st.characters()), max_size=60))
def test_any_text_has_blocks(source: str) -> None:
    document = parse(source)
    for leaf in leaves(document):
        assert document.start <= leaf.start <= leaf.end <= document.end
