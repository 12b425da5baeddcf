from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.dutch.dates import dutch_date
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.dutch.person_names import sorting_name, split_name
from vindplaats.dutch.sorting import plain_letters, sort_key
from vindplaats.text import shorten


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
        ("J.P. van der Aa", ("J.P.", "van der", "Aa")),
        ("Els in ’t Veld", ("Els", "in ’t", "Veld")),
        ("Anne-Marie van Aa-de Bie", ("Anne-Marie", "van", "Aa-de Bie")),
        ("Anne-Marie Aa-van der Bie", ("Anne-Marie", "", "Aa-van der Bie")),
        ("Hedy d'Aa", ("Hedy", "d'", "Aa")),
        ("Bjørn Œvreå", ("Bjørn", "", "Œvreå")),
    ],
)
def test_names_are_taken_apart(name: str, parts: tuple[str, str, str]) -> None:
    assert split_name(name) == parts


def test_de_vries_sorts_under_v() -> None:
    names = ["Zoë Zwart", "Jan de Vries", "Anna Visser", "Piet van Aken"]
    assert sorted(names, key=lambda n: sort_key(sorting_name(n))) == [
        "Piet van Aken", "Anna Visser", "Jan de Vries", "Zoë Zwart",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "sorting"),
    [
        ("Jan de Vries", "Vries, Jan de"),
        ("Anna van der Berg", "Berg, Anna van der"),
        ("Els in ’t Veld", "Veld, Els in ’t"),
        ("Hedy d'Aa", "Aa, Hedy d'"),
        ("Bo IJssel-de Boer", "IJssel-de Boer, Bo"),
        ("Stef", "Stef"),
    ],
)
def test_names_as_lists_and_citations_write_them(name: str, sorting: str) -> None:
    assert sorting_name(name) == sorting


def test_ij_sorts_as_ij_however_it_is_written() -> None:
    names = ["Ÿsbrand", "Ik", "Ĳda", "IJzer", "Ijs", "IJl", "Jan"]
    assert sorted(names, key=sort_key) == ["Ĳda", "IJl", "Ijs", "Ÿsbrand", "IJzer", "Ik", "Jan"]


def test_accents_and_signs_sort_only_between_equals() -> None:
    assert sorted(["Zorg", "élan", "Eland", "'s Avonds", "elan"], key=sort_key) == [
        "elan", "élan", "Eland", "'s Avonds", "Zorg",
    ]  # fmt: skip


def test_plain_letters() -> None:
    assert plain_letters("Bjørn ÿ ĳ Ÿ y\u0308 ý é") == "bjorn ij ij ij ij y e"


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
