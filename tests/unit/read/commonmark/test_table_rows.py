import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.commonmark.table_rows import column_alignments, split_row


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a|b", ["a", "b"]),
        ("|a|b", ["a", "b"]),
        ("a|b|", ["a", "b"]),
        ("| a \\| b | c |", ["a | b", "c"]),
        ("| `a \\| b` |", ["`a | b`"]),
        ("| a \\\\| b |", ["a \\\\", "b"]),
        ("||a|", ["", "a"]),
        ("| |", [""]),
        ("|", [""]),
        ("|a||", ["a", ""]),
        ("  | a |\t", ["a"]),
        ("a", ["a"]),
        ("a \\|", ["a |"]),
    ],
)
def test_cells(line: str, cells: list[str]) -> None:
    assert split_row(line) == cells


@pytest.mark.parametrize(
    ("line", "alignments"),
    [
        ("|---|:--|--:|:-:|", ["", "left", "right", "center"]),
        ("-|-", ["", ""]),
        (":-", ["left"]),
        ("|-|", [""]),
        (" | - | -", ["", ""]),
        ("---", None),
        ("|", None),
        ("| |", None),
        ("|a|-|", None),
        ("|--|=|", None),
        ("|- -|", None),
        ("||--|", None),
    ],
)
def test_delimiter_rows(line: str, alignments: list[str] | None) -> None:
    assert column_alignments(line) == alignments


CELL = st.text("abé *`|", max_size=6).map(str.strip)


@given(st.lists(CELL, min_size=1, max_size=5))
def test_a_row_that_was_joined_is_split_again(cells: list[str]) -> None:
    row = "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    assert split_row(row) == cells


@given(st.lists(st.sampled_from(["-", ":-", "-:", ":--:"]), min_size=1, max_size=5))
def test_a_delimiter_row_has_as_many_columns_as_it_says(marks: list[str]) -> None:
    names = {"-": "", ":-": "left", "-:": "right", ":--:": "center"}
    assert column_alignments(f"|{'|'.join(marks)}|") == [names[mark] for mark in marks]


@given(st.text("ab|` \t", min_size=1, max_size=12).filter(lambda cells: bool(cells.strip(" \t"))))
def test_law_that_rows_with_and_without_a_backslash_are_split_alike(cells: str) -> None:
    assert split_row(f"\\x|{cells}") == ["\\x", *split_row(f"|{cells}")]
