import pytest

from vindplaats.dutch.numbers import number_meant


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("eerste", 1), ("Één", 1), ("een", 1), ("tiende", 10), ("1e", 1), ("2de", 2), ("8ste", 8), ("1.", 1),
        ("1,0", 1), ("3)", 3), ("-2", -2), ("nul", 0), ("1,5", None), ("honderd", None), ("", None), ("eerst", None),
        ("1 2", None),
    ],
)  # fmt: skip
def test_the_number_that_was_meant(text: str, number: int | None) -> None:
    assert number_meant(text) == number
