"""The places of links: each must be the line of that link, whatever else mentions the same address."""

import pytest

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
