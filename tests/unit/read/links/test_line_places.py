"""The places of links: each must be the line of that link, whatever else mentions the same address."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vindplaats.read.commonmark.references import decode_references
from vindplaats.read.links import line_places
from vindplaats.read.markdown import convert


def places(source: str) -> list[tuple[int, int]]:
    body, _ = convert("content/projecten/x.md", source)
    return [(link.line, link.column) for link in (*body.links, *body.web_links)]


@pytest.mark.parametrize(
    "code",
    [
        "`[x](y.md)`",
        "``a ` [x](y.md)``",
        "a `b` `[x](y.md)` c",
        "`een\n[x](y.md)`",
        "```\n[x](y.md)\n```",
        "    [x](y.md)",
        "- a\n\n  ~~~\n  [x](y.md)\n  ~~~",
        "`<a href=y.md>x</a>`",
        "\\`` ` `[x](y.md)`",
        "\\\\`[x](y.md)`",
    ],
)
def test_a_link_in_code_does_not_shift_the_place_of_another(code: str) -> None:
    line = code.count("\n") + 3
    assert places(f"{code}\n\nZie [x](y.md)") == [(line, 9)]


@pytest.mark.parametrize("text", ["een ` twee", "\\`een\\`", "een ``` twee", "`een\n\ntwee`", "een \\\\` twee"])
def test_a_backtick_that_begins_no_code_hides_no_link(text: str) -> None:
    line = text.count("\n") + 2
    assert places(f"{text}\n[x](y.md)") == [(line, 5)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://x.nl/", [(1, 1)]),
        ("Zie [a](https://x.nl/?b&amp;c)", [(1, 9)]),
        ("Zie [a](\\\\server\\map\\b.docx)", [(1, 9)]),
        ("Zie [a](b\\_c.md)", [(1, 9)]),
        ("Zie https://x.nl/a.", [(1, 5)]),
        ("Zie (https://x.nl/a), en\nhttps://x.nl/a", [(1, 6), (2, 1)]),
        ("www.x.nl en\n\nwww.x.nl", [(1, 1), (3, 1)]),
        ("<https://x.nl/a>\n\n- https://x.nl/a", [(1, 2), (3, 3)]),
        ("| a |\n|---|\n| https://x.nl/ |", [(3, 3)]),
        ("**https://x.nl/**", [(1, 3)]),
        ("[https://x.nl/](https://x.nl/)\n\nhttps://x.nl/", [(1, 17), (3, 1)]),
        ("`https://x.nl/`\n\nhttps://x.nl/", [(3, 1)]),
        ("https://x.nl/?a=1&amp;b=2", [(1, 1)]),
        ("<a href='https://x.nl/'>https://x.nl/</a>\n\nhttps://x.nl/", [(1, 10), (3, 1)]),
        ("[a](https://x.nl/) https://x.nl/ [b](https://x.nl/)", [(1, 5), (1, 20), (1, 38)]),
    ],
)
def test_a_bare_address_has_its_place(source: str, expected: list[tuple[int, int]]) -> None:
    assert places(source) == expected


PIECES = (
    "[a](https://x.nl/a)", "](https://www.x.nl)", "](http://x.nl/a_)", "](https://x.nl/b/)", "](y.md)", "https://x.nl/a",
    "https://", "www.", "wWw.", "www.x.nl", "ww", "w.", "a@x.nl", "@", "[", "]", "(", ")", "<", ">", "=", '"', "'", " ",
    "\n", "_", "/", "&amp;", "\\", "é", "[a]: https://x.nl/a", "<https://x.nl/a>", "a",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("[a](https://x.nl/a)[b](https://x.nl/a) https://x.nl/a")
@example("[https://x.nl/a](https://x.nl/a) w[a](https://x.nl/a)ww.x.nl")
def test_law_that_addresses_are_not_searched_for_where_all_are_in_links(source: str) -> None:
    """A text without an address of its own, and one without ``<`` and ``=``, is searched with a faster pattern."""
    expected: dict[str, list[int]] = {}
    for match in line_places._TARGET.finditer(source):
        expected.setdefault(decode_references(match[1]), []).append(match.start(1))
    line_places._add_autolinks(source, expected)
    assert line_places.LinePlaces("x.md", source, 1)._positions_of_target == expected


def test_all_of_many_links_have_their_places() -> None:
    lines = [f"{'x' * number} [a](https://x.nl/)" for number in range(30)]
    assert places("\n".join(lines)) == [(number + 1, number + 6) for number in range(30)]
