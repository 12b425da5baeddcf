import re

from hypothesis import given
from hypothesis import strategies as st

from vindplaats.dutch.person_names import sorting_name
from vindplaats.dutch.sorting import plain_letters, sort_key, without_article


def test_de_vries_sorts_under_v() -> None:
    names = ["Zoë Zwart", "Jan de Vries", "Anna Visser", "Piet van Aken"]
    assert sorted(names, key=lambda n: sort_key(sorting_name(n))) == [
        "Piet van Aken", "Anna Visser", "Jan de Vries", "Zoë Zwart",
    ]  # fmt: skip


def test_ij_sorts_as_ij_however_it_is_written() -> None:
    names = ["Ÿsbrand", "Ik", "Ĳda", "IJzer", "Ijs", "IJl", "Jan"]
    assert sorted(names, key=sort_key) == ["Ĳda", "IJl", "Ijs", "Ÿsbrand", "IJzer", "Ik", "Jan"]


def test_accents_and_signs_sort_only_between_equals() -> None:
    assert sorted(["Zorg", "élan", "Eland", "'s Avonds", "elan"], key=sort_key) == [
        "elan", "élan", "Eland", "'s Avonds", "Zorg",
    ]  # fmt: skip


def test_plain_letters_have_no_accents_or_ligatures() -> None:
    assert plain_letters("Bjørn ÿ ĳ Ÿ y\u0308 ý é") == "bjorn ij ij ij ij y e"


def test_numbers_sort_by_their_value() -> None:
    names = ["Deel 10", "Deel 2", "Deel 02", "Deel 2a", "Deel 1.10", "Deel 1.9", "Deel", "Deel twee", "100 dagen", "Aa"]
    assert sorted(names, key=sort_key) == [
        "100 dagen", "Aa", "Deel", "Deel 1.9", "Deel 1.10", "Deel 02", "Deel 2", "Deel 2a", "Deel 10", "Deel twee",
    ]  # fmt: skip


@given(
    st.text(max_size=20) | st.lists(st.sampled_from(["deel", " 2", "10.", "é", "-", "ĳ", "٣"]), max_size=6).map("".join)
)
def test_law_that_signs_are_spaces_and_numbers_are_words(text: str) -> None:
    letters = "".join(sign if sign.isalnum() or not sign.isascii() else " " for sign in plain_letters(text))
    words = re.sub("[0-9]+", lambda n: f" {len(n[0].lstrip('0')):04}{n[0].lstrip('0')} ", letters).split()
    assert sort_key(text) == (" ".join(words), text)


def test_an_article_in_front_is_not_sorted() -> None:
    names = ["De Zeeuwse Bank", "Het Anker", "'t Gilde", "The Shell", "L'Île", "Deltabank", "Hetty", "De"]
    assert [without_article(name) for name in names] == [
        "Zeeuwse Bank", "Anker", "Gilde", "Shell", "Île", "Deltabank", "Hetty", "De",
    ]  # fmt: skip
