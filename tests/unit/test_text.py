from hypothesis import given
from hypothesis import strategies as st

from vindplaats.text import shorten


def test_shorten_cuts_at_a_word() -> None:
    assert shorten("een twee drie", 100) == "een twee drie"
    assert shorten("een twee drie", 13) == "een twee drie"
    assert shorten("een twee drie", 12) == "een twee…"
    assert shorten("een twee, drie", 11) == "een twee…"
    assert shorten("arbeidsmarktonderzoek", 10) == "arbeidsma…"


@given(st.lists(st.text("abcé,.", min_size=1, max_size=12), max_size=30).map(" ".join), st.integers(1, 200))
def test_shorten_respects_the_maximum_and_ends_at_a_word(text: str, max_length: int) -> None:
    short = shorten(text, max_length)
    assert len(short) <= max_length
    if short == text:
        return
    head = short.removesuffix("…")
    assert text.startswith(head)
    rest = text[len(head) :].lstrip(" ,;:.–-(")
    whole_words = not rest or text[: len(text) - len(rest)] != head
    assert whole_words or " " not in text[: max_length - 1]


@given(st.text(), st.integers(1, 50))
def test_shorten_accepts_any_text(text: str, max_length: int) -> None:
    assert len(shorten(text, max_length)) <= max_length
