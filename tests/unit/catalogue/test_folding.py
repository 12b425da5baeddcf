import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.catalogue.folding import fold_organisation, fold_person
from vindplaats.read.words import fold_text


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text("0123456789.,-–'\" \u00a0\u202f\u00ad\u200bAé\u0301ẞİ²", max_size=40))
def test_folding_awkward_signs_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text())
def test_unicode_form_makes_no_difference(text: str) -> None:
    nfd = unicodedata.normalize("NFD", text)
    assert fold_text(nfd) == fold_text(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("one", "other"),
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
def test_same_words(one: str, other: str) -> None:
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize(("one", "other"), [("2019", "2020"), ("1,5", "15"), ("1.5", "15"), ("een", "één"), ("a", "b")])
def test_other_words(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


def test_persons_and_organisations() -> None:
    assert fold_person(" Jos  LUBBERMAN ") == fold_person("Jos Lubberman")
    assert fold_person("Bjorn") != fold_person("Bjørn")
    assert fold_organisation("A&O-fonds") == fold_organisation("a & o fonds") == fold_organisation("A en O Fonds")
    assert fold_organisation("Coöperatie") == fold_organisation("cooperatie")
    assert fold_organisation("VNG") != fold_organisation("VNG Risicobeheer")
