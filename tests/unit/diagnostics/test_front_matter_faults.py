import pytest

from vindplaats.diagnostics.diagnostic import Place
from vindplaats.diagnostics.front_matter import invalid_yaml


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("titel:\tWonen", "Vervang de tab door spaties."),
        ("titel: @wonen", "Zet een waarde die met @ begint tussen aanhalingstekens."),
        ('titel: "Wonen', "Staat elk aanhalingsteken er twee keer, aan het begin en het eind?"),
        (
            "titel: Zorg: een verkenning",
            'Zet een waarde met een dubbele punt tussen aanhalingstekens: titel: "Zorg: een verkenning".',
        ),
        ("partners: [a, b", "Sluit elk haakje."),
        ("titel", "Schrijf 'naam: waarde', sluit elk aanhalingsteken en haakje, en spring overal gelijk in."),
    ],
)
def test_the_remedy_for_invalid_yaml_depends_on_the_line(line: str, remedy: str) -> None:
    fault = invalid_yaml(Place("content/x.md", 3, 1), line)
    assert (fault.code, fault.line, fault.message, fault.remedy) == (
        "yaml-fout",
        3,
        "Dit is geen geldige YAML.",
        remedy,
    )
