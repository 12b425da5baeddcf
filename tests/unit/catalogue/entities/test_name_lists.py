import pytest

from vindplaats.catalogue.entities.name_lists import (
    is_placeholder,
    may_be_list,
    nearest_whole,
    propose_list,
    split_known,
)
from vindplaats.catalogue.folding import fold_organisation
from vindplaats.read.page_id import PageId

REGISTERED = {
    fold_organisation(name): (PageId("werkvelden", name),)
    for name in ("Wonen", "Zorg", "Zorg en welzijn", "Zeefonds", "Gemeente Zeewijk", "werkvelden/zorg", "Wonen (nieuw)")
}


def find(name: str) -> tuple[PageId, ...]:
    return REGISTERED.get(fold_organisation(name), ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wonen", ("Wonen",)),
        ("Wonen, Zorg", ("Wonen", "Zorg")),
        ("Wonen en Zorg", ("Wonen", "Zorg")),
        ("Wonen and Zorg", ("Wonen", "Zorg")),
        ("Wonen; Zorg;", ("Wonen", "Zorg")),
        ("Wonen/Zorg", ("Wonen", "Zorg")),
        ("Wonen & zorg", ("Wonen", "zorg")),
        ("Wonen + Zorg", ("Wonen", "Zorg")),
        ("Wonen | Zorg", ("Wonen", "Zorg")),
        ("Wonen - Zorg", ("Wonen", "Zorg")),
        ("Wonen, en Zorg", ("Wonen", "Zorg")),
        ("Zorg en welzijn", ("Zorg en welzijn",)),
        ("Wonen, Zorg en welzijn", ("Wonen", "Zorg en welzijn")),
        ("Zorg & welzijn en wonen", ("Zorg & welzijn", "wonen")),
        ("Zorg, Zorg en welzijn, Wonen", ("Zorg", "Zorg en welzijn", "Wonen")),
        ("werkvelden/zorg, Wonen", ("werkvelden/zorg", "Wonen")),
        ("Wonen (nieuw), Zorg", ("Wonen (nieuw)", "Zorg")),
        ("Wonen, Kunst", ()),
        ("Kunst", ()),
        (",", ()),
        ("Wonen, " * 50, ()),
    ],
)
def test_a_value_is_split_into_registered_names_alone(text: str, names: tuple[str, ...]) -> None:
    assert split_known(text, find) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wonen, Kunst", ("Wonen", "Kunst")),
        ("Wonen, Zorrg", ("Wonen", "Zorg")),
        ("Zorg en welzijn en kunst", ("Zorg en welzijn", "kunst")),
    ],
)
def test_a_proposal_loses_nothing(text: str, names: tuple[str, ...]) -> None:
    assert propose_list(text, find, {"Zorrg": "Zorg"}.get) == names


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Zorgg", "Zorg"),
        ("Zorg en welzeijn", "Zorg en welzijn"),
        ("Zorg, welzijn", "Zorg en welzijn"),
        ("Zorg en werken", None),
        ("Wonen en kunst", None),
        ("Gemeentes Zeewijk en Kwal", None),
    ],
)
def test_a_suggestion_loses_no_part(text: str, near: str | None) -> None:
    assert nearest_whole(text, ("Wonen", "Zorg", "Zorg en welzijn", "Gemeente Zeewijk")) == near


@pytest.mark.parametrize(
    "text",
    [
        "Zeefonds, Bureau Kwal", "Zeefonds en Bureau Kwal", "Gemeente Schelp en Stichting Kwal", "Bureau A, Bureau B",
        "Zeepaard, Kwal", "Zeepaard/Kwal", "Kwal; schelp", "Stichting Schelp & Gemeente Kwal", "Zeefonds en anderen",
    ],
)  # fmt: skip
def test_a_text_may_name_several_organisations(text: str) -> None:
    assert may_be_list(text, find)


@pytest.mark.parametrize(
    "text",
    [
        "Zeepaard", "Ministerie van Landbouw, Natuur en Voedselkwaliteit", "Zeepaard en Zonen", "Onderzoek & Advies",
        "Universiteit Voorbeeld, afdeling Wonen", "Zeepaard, Inc.", "Centrum voor Onderzoek en Advies", "Kwal & Co",
        "Gemeente Schelp en omstreken", "Schelp (kust, zee)", "Zeepaard B.V.",
        "Zeepaard - Kwal", "Bureau Zeepaard – onderzoek en advies",
    ],
)  # fmt: skip
def test_the_name_of_one_organisation_is_not_questioned(text: str) -> None:
    assert not may_be_list(text, find)


@pytest.mark.parametrize(
    "text",
    [
        "geen", "Geen", "n.v.t.", "NVT", "-", "—", "n/a", "onbekend", "intern", "?", "niet van toepassing", "nvt, x",
        "[]", "[ ]", "~", "{}", "null", "-, -", "geen, []",
    ],
)  # fmt: skip
def test_some_words_are_no_names(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["NA", "Geen Daden", "Interne Zaken", "Onbekende Soldaat BV", "N"])
def test_other_words_may_be_names(text: str) -> None:
    assert not is_placeholder(text)
