import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.catalogue.folding import fold_organisation, fold_person
from vindplaats.read.fingerprints import fold_text


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text("0123456789.,-–'\" \u00a0\u202f\u00ad\u200bAé\u0301ẞİ²", max_size=40))
def test_folding_odd_characters_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text())
def test_unicode_form_makes_no_difference(text: str) -> None:
    nfd = unicodedata.normalize("NFD", text)
    assert fold_text(nfd) == fold_text(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("De Zorg", "de  zorg\n"),
        ("'zorg'", "\u2018zorg\u2019"),
        ('"zorg"', "„zorg”"),
        ("2019-2020", "2019–2020"),
        ("arbeids\u00admarkt", "arbeidsmarkt"),
        ("1.234.567", "1234567"),
        ("1\u00a0000", "1000"),
        ("één", "e\u0301e\u0301n"),
    ],
)
def test_spellings_with_the_same_words_are_equal(first: str, second: str) -> None:
    assert fold_text(first) == fold_text(second)


@pytest.mark.parametrize(
    ("first", "second"), [("2019", "2020"), ("1,5", "15"), ("1.5", "15"), ("een", "één"), ("a", "b")]
)
def test_other_words_are_not_equal(first: str, second: str) -> None:
    assert fold_text(first) != fold_text(second)


@given(st.text())
def test_folding_a_name_twice_changes_nothing(name: str) -> None:
    assert fold_person(fold_person(name)) == fold_person(name)
    assert fold_person(unicodedata.normalize("NFD", name)) == fold_person(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (" Jos  LUBBERMAN ", "Jos Lubberman"),
        ("J. Lubberman", "J.Lubberman"),
        ("Anna\u00a0de\u202fWit", "Anna de Wit"),
        ("Lubber\u00adman", "Lubberman"),
        ("\u200bJos\ufeff \u202aLubberman\u202c", "Jos Lubberman"),
        ("Anne\u2011Marie", "Anne-Marie"),
        ("Anne – Marie", "Anne-Marie"),
        ("Els in ’t Veld", "Els in 't Veld"),
        ("Thĳs Dÿk", "Thijs Dijk"),
        ("THĲS DŸK", "thijs dijk"),
        ("Dy\u0308k", "Dijk"),
        ("Bjørn Œvreå", "BJØRN ŒVREA\u030a"),
        ("Ｊos", "Jos"),
    ],
)
def test_spellings_of_the_name_of_a_person_are_equal(first: str, second: str) -> None:
    assert fold_person(first) == fold_person(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bjorn", "Bjørn"),
        ("Rene", "René"),
        ("Dyk", "Dijk"),
        ("Dýk", "Dÿk"),
        ("Anne-Marie", "Annemarie"),
        ("J. Lubberman", "Jos Lubberman"),
        ("J Lubberman", "J. Lubberman"),
    ],
)
def test_names_of_two_persons_are_not_equal(first: str, second: str) -> None:
    assert fold_person(first) != fold_person(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A&O-fonds", "a & o fonds"),
        ("A&O-fonds", "A en O Fonds"),
        ("A＆O", "A EN O"),
        ("Coöperatie", "cooperatie"),
        ("Waterschap De Dÿk", "waterschap de dĳk"),
        ("Sociaal\u2011Economische  Raad", "Sociaal Economische Raad"),
        ("S.E.R.", "SER"),
        ("Zee\u00adpaard\u200b", "Zeepaard"),
        ("Zorg+", "ZORG +"),
        ("C＋＋", "c++"),
        ("50+ Wonen", "50+-wonen"),
        ("Zorg + Welzijn", "Zorg Welzijn"),
        ("Zorg+Welzijn", "ZorgWelzijn"),
        ("#Zorg", "Zorg"),
        ("+Zorg", "Zorg"),
    ],
)
def test_spellings_of_the_name_of_a_client_are_equal(first: str, second: str) -> None:
    assert fold_organisation(first) == fold_organisation(second)


def test_names_of_two_clients_are_not_equal() -> None:
    assert fold_organisation("VNG") != fold_organisation("VNG Risicobeheer")
    assert fold_organisation("!") != fold_organisation("?")


@pytest.mark.parametrize(
    "names",
    [("C", "C+", "C++", "C#"), ("Zorg", "Zorg+"), ("50+ Wonen", "50 Wonen"), ("Plus+, de bond", "Plus, de bond")],
)
def test_a_plus_or_hash_at_the_end_of_a_word_makes_another_name(names: tuple[str, ...]) -> None:
    assert len({fold_organisation(name) for name in names}) == len(names)
