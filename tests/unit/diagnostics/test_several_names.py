import pytest

from vindplaats.diagnostics import several_names
from vindplaats.diagnostics.diagnostic import Place
from vindplaats.diagnostics.several_names import SeveralNames

PLACE = Place("content/x.md")


@pytest.mark.parametrize(
    ("parts", "missing", "is_item", "proposal"),
    [
        (["Wonen", "Zorg"], [], False, "Zijn het er twee? Schrijf [Wonen, Zorg]."),
        (["Wonen", "Zee: nu"], [], False, 'Zijn het er twee? Schrijf [Wonen, "Zee: nu"].'),
        (["Wonen", "Zee"], ["Zee"], False, "Zijn het er twee? Schrijf [Wonen, Zee] en voeg 'Zee' daar toe."),
        (["Wonen", "Zorg", "Zee"], [], True, "Zijn het er drie? Schrijf in de lijst Wonen, Zorg, Zee."),
        (["A", "B", "C", "D", "E"], [], False, "Zijn het er vijf? Schrijf [A, B, C, D, E]."),
    ],
)
def test_the_remedy_has_the_names_as_they_are_to_be_written(
    parts: list[str], missing: list[str], is_item: bool, proposal: str
) -> None:
    several = SeveralNames(PLACE, "x", parts, missing, is_item)
    assert several_names.several_werkvelden(several).remedy == f"{proposal} Is het er een? Voeg het daar toe."
    assert several_names.several_clients(several, 1).remedy == (
        f"{proposal} Is het er een? Voeg de opdrachtgever daar toe."
    )


def test_the_remedy_for_names_that_are_in_no_register_keeps_the_whole() -> None:
    several = SeveralNames(PLACE, "Zee, Duin", ["Zee", "Duin"])
    remedy = 'Zijn het er twee? Schrijf [Zee, Duin]. Is het er een? Schrijf ["Zee, Duin"].'
    assert several_names.werkvelden_in_one(several).remedy == remedy
    assert several_names.partners_in_one(several).remedy == remedy
