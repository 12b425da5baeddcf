import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.notations.mojibake import _CONTINUATION, MOJIBAKE

ALTERNATIVES = re.compile(
    rf"[\u00c2\u00c3]{_CONTINUATION}|\u00e2\u20ac{_CONTINUATION}?|\u00e2{_CONTINUATION}{{2}}"
    rf"|(?<=[a-z])(?:\u00c3|[\u00c4\u00c5]{_CONTINUATION})|\u00ef\u00bb\u00bf|\u00ef\u00bf\u00bd|\ufffd"
)
"""The same pattern as one form of a character after another."""


@given(st.text("aZ\u00c2\u00c3\u00c4\u00c5\u00e2\u00ef\u00bb\u00bf\u00bd\u20ac\u0153\ufffd \n", max_size=12))
def test_law_that_the_pattern_finds_each_form(text: str) -> None:
    assert [found.span() for found in MOJIBAKE.finditer(text)] == [
        found.span() for found in ALTERNATIVES.finditer(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("caf\u00c3\u00a9", "\u00c3\u00a9"),
        ("\u00c2\u00a0", "\u00c2\u00a0"),
        ("\u00e2\u20ac\u02dczo\u00e2\u20ac\u2122", "\u00e2\u20ac\u02dc"),
        ("a\u00e2\u20acb", "\u00e2\u20ac"),
        ("\u00e2\u0153\u201d", "\u00e2\u0153\u201d"),
        ("g\u00c3 ", "\u00c3"),
        ("a\u00c5\u00a1b", "\u00c5\u00a1"),
        ("\u00ef\u00bb\u00bf", "\u00ef\u00bb\u00bf"),
        ("\u00ef\u00bf\u00bd", "\u00ef\u00bf\u00bd"),
        ("x\ufffdx", "\ufffd"),
    ],
)
def test_text_that_was_decoded_wrongly(text: str, expected: str) -> None:
    found = MOJIBAKE.search(f"zo: {text}")
    assert found is not None
    assert found[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "caf\u00e9",
        "be\u00efnvloed",
        "\u00c3 ",
        "A\u00c5\u00a1",
        "\u00c5 ",
        "ch\u00e2teau",
        "\u00ef\u00bb",
        "\u00c4pfel",
    ],
)
def test_text_that_was_not(text: str) -> None:
    assert MOJIBAKE.search(text) is None
