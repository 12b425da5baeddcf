from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.dutch import dutch_date, enumerate_dutch, plain_letters, shorten, sort_key, sorting_name, split_name


def test_dates_are_written_out() -> None:
    assert dutch_date(date(2022, 5, 12)) == "12 mei 2022"


def test_enumerations() -> None:
    assert enumerate_dutch([]) == ""
    assert enumerate_dutch(["a"]) == "a"
    assert enumerate_dutch(["a", "b"], "of") == "a of b"
    assert enumerate_dutch(["a", "b", "c"]) == "a, b en c"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jan de Vries", ("Jan", "de", "Vries")),
        ("Anna van der Berg", ("Anna", "van der", "Berg")),
        ("Jos Lubberman", ("Jos", "", "Lubberman")),
        ("Stef", ("", "", "Stef")),
        ("Els in 't Veld", ("Els", "in 't", "Veld")),
        ("Jan Peter de Jong", ("Jan Peter", "de", "Jong")),
    ],
)
def test_names_are_taken_apart(name: str, parts: tuple[str, str, str]) -> None:
    assert split_name(name) == parts


def test_de_vries_sorts_under_v() -> None:
    names = ["Zoë Zwart", "Jan de Vries", "Anna Visser", "Piet van Aken"]
    assert sorted(names, key=lambda n: sort_key(sorting_name(n))) == [
        "Piet van Aken", "Anna Visser", "Jan de Vries", "Zoë Zwart",
    ]  # fmt: skip


def test_accents_and_signs_sort_only_between_equals() -> None:
    assert sorted(["Zorg", "élan", "Eland", "'s Avonds", "elan"], key=sort_key) == [
        "elan", "élan", "Eland", "'s Avonds", "Zorg",
    ]  # fmt: skip


def test_plain_letters() -> None:
    assert plain_letters("Bjørn ÿ ĳ é") == "bjorn y ij e"


def test_shorten_cuts_at_a_word() -> None:
    assert shorten("een twee drie", 100) == "een twee drie"
    assert shorten("een twee drie", 13) == "een twee drie"
    assert shorten("een twee drie", 12) == "een twee…"
    assert shorten("een twee, drie", 11) == "een twee…"
    assert shorten("arbeidsmarktonderzoek", 10) == "arbeidsma…"


@given(st.lists(st.text("abcé,.", min_size=1, max_size=12), max_size=30).map(" ".join), st.integers(1, 200))
def test_shorten_is_never_longer_than_asked_and_ends_at_a_word(text: str, most: int) -> None:
    short = shorten(text, most)
    assert len(short) <= most
    if short == text:
        return
    head = short.removesuffix("…")
    assert text.startswith(head)
    rest = text[len(head) :].lstrip(" ,;:.–-(")
    whole_words = not rest or text[: len(text) - len(rest)] != head
    assert whole_words or " " not in text[: most - 1]


@given(st.text(), st.integers(1, 50))
def test_shorten_takes_any_text(text: str, most: int) -> None:
    assert len(shorten(text, most)) <= most
