"""Values in brackets that need quotes get them, and nothing between the values changes."""

from functools import partial

import pytest

from vindplaats.diagnostics.front_matter import APOSTROPHE, COLON_IN_VALUE, CURLY
from vindplaats.read.yaml_syntax.brackets import repair_in_brackets
from vindplaats.read.yaml_syntax.parser import check

CHECK = partial(check, "x.md")


def fixed(text: str) -> str:
    """Return a text with what ``check --fix`` writes on each line."""
    lines = text.split("\n")
    for found in repair_in_brackets(lines, CHECK):
        part, line = found.replacement, lines[found.index]
        assert part.lines == 0
        lines[found.index] = line[: part.column] + part.text + line[part.end_column :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("links: [{titel: Zorg: nu, url: u}]", "links: [{titel: 'Zorg: nu', url: u}]"),
        ("links: [{titel: 's Nachts, url: u}]", "links: [{titel: \"'s Nachts\", url: u}]"),
        (
            "links:\n  - {titel: a: b, url: u}\n  - {titel: 't, url: u}",
            "links:\n  - {titel: 'a: b', url: u}\n  - {titel: \"'t\", url: u}",
        ),
        (
            "x: [\n  {\n    titel: a: b,   # c: d\n    url: u\n  },\n]",
            "x: [\n  {\n    titel: 'a: b',   # c: d\n    url: u\n  },\n]",
        ),
        ("x: [ 's avonds ,  \"x\" ]", "x: [ \"'s avonds\" ,  \"x\" ]"),
        ("x: ['s, 's, 's]", "x: [\"'s\", \"'s\", \"'s\"]"),
        ("x: [a,\n  's, # 't\n  b]  # 'n", "x: [a,\n  \"'s\", # 't\n  b]  # 'n"),
        ("x: [\"Wit, Noor de\", “{Bureau X}”]", "x: [\"Wit, Noor de\", '{Bureau X}']"),
        ("x: [“a: {b}”, “c, [d]”]", "x: ['a: {b}', 'c, [d]']"),
        ("x: {a: 'b: c', d: e: f}", "x: {a: 'b: c', d: 'e: f'}"),
        ("x:\n  [{titel: a: b,\n    url: u}]", "x:\n  [{titel: 'a: b',\n    url: u}]"),
    ],
)  # fmt: skip
def test_only_what_needs_quotes_changes(text: str, expected: str) -> None:
    assert CHECK(text)
    assert CHECK(expected) is None
    assert fixed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "x: [a, b",
        "x: ['s, b",
        "x: [a: b, c]]",
        "x: [@a, 's]",
        "x: [a, {b: c: d}",
        "x: {a: b: c}, d",
        "x: [" + "'s, " * 600 + "]",
        "x: 's [a: b]",
    ],
)
def test_what_needs_more_than_quotes_is_left_to_others(text: str) -> None:
    assert repair_in_brackets(text.split("\n"), CHECK) == ()


def test_the_first_fault_of_a_line_is_named_at_its_place() -> None:
    found = repair_in_brackets(["x: [a, Zorg: b: c,", "  's, “{d}”,", "  “{e}”]"], CHECK)
    assert [(one.index, one.column, one.fault) for one in found] == [
        (0, 11, COLON_IN_VALUE),
        (1, 2, APOSTROPHE),
        (2, 2, CURLY),
    ]
