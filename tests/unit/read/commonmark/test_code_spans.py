import pytest

from vindplaats.read.commonmark.code_spans import blank_code_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b", "a b"),
        ("a `b` c", "a     c"),
        ("a ``b ` c`` d", "a             d"[: len("a ``b ` c`` d") - 1] + "d"),
        ("a `b\nc` d", "a   \n   d"),
        ("a ` b", "a ` b"),
        ("a \\`b` c", "a \\`b` c"),
        ("`a``b`", "      "),
    ],
)
def test_code_spans_become_spaces_and_nothing_moves(text: str, expected: str) -> None:
    assert blank_code_spans(text) == expected
    assert len(blank_code_spans(text)) == len(text)
