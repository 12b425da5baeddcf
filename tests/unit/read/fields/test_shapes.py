import pytest

from support import whole_field
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.fields.names import name_fields
from vindplaats.read.fields.shapes import names_of_files
from vindplaats.read.front_matter import parse_yaml
from vindplaats.read.schema import Field, FieldType
from vindplaats.read.values import read_fields, read_value


def remedy(yaml: str, type_: FieldType) -> str:
    """Return the remedy of the only message about a field."""
    report = Report()
    declared = (Field(yaml.partition(":")[0], type_, ""),)
    pairs = parse_yaml("x.md", yaml, report).pairs
    read_fields("x.md", name_fields("x.md", pairs, declared, read_value, report), declared, report)
    (error,) = report.diagnostics
    assert error.code == "verkeerde-waarde"
    return error.remedy


@pytest.mark.parametrize(
    ("yaml", "type_", "expected"),
    [
        ("titel: [Zorg]", "tekst", "titel: Zorg"),
        ("titel:\n  - Zorg", "tekst", "titel: Zorg"),
        ('titel: ["Zorg: nu"]', "tekst", 'titel: "Zorg: nu"'),
        ('titel: ["null"]', "tekst", 'titel: "null"'),
        ("titel: [wonen, werken]", "tekst", 'titel: "wonen, werken"'),
        ("jaar: [2021]", "jaar", "jaar: 2021"),
        ("datum: [2021-05-12]", "datum", "datum: 2021-05-12"),
        ("project: [a, b]", "naam", "project: a' of 'project: b"),
        ("telefoon: [1, 2]", "tekst", "telefoon: 1' of 'telefoon: 2"),
        ("reeks: [Monitor bankjes, Monitor pleinen]", "tekst", "reeks: Monitor bankjes' of 'reeks: Monitor pleinen"),
        ("rapportnummer: [1, 2]", "tekst", "rapportnummer: 1' of 'rapportnummer: 2"),
        ("titel:\n  Zorg: een verkenning", "tekst", 'titel: "Zorg: een verkenning"'),
        ("titel:\n  Zorg: nu\n  Deel: twee", "tekst", 'titel: "Zorg: nu, Deel: twee"'),
        ("telefoon: {vast: 1, mobiel: 2}", "tekst", "telefoon: 1' of 'telefoon: 2"),
        ("titel: {concept}", "tekst", 'titel: "{concept}"'),
        ("werkveld: {Wonen, Zorg}", "namen", "werkveld: [Wonen, Zorg]"),
        ("werkveld: {naam: Wonen}", "namen", "werkveld: Wonen"),
        ("werkveld: [{titel: Wonen, volgorde: 1}]", "namen", "Wonen"),
        ("auteurs: {Bureau Zeepaard}", "teksten", 'auteurs: "{Bureau Zeepaard}"'),
        ("auteurs: [[Jan]]", "teksten", "Jan"),
        ("rapport: {bestand: a.pdf}", "bestand", "rapport: a.pdf"),
        ("jaar: {van: 2020, tot: 2021}", "jaar", "jaar: 2020' of 'jaar: 2021"),
    ],
)
def test_the_remedy_is_the_line_to_write(yaml: str, type_: FieldType, expected: str) -> None:
    assert remedy(yaml, type_) == f"Schrijf '{expected}'.{whole_field(yaml)}"


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("links: https://x.example/a", "links: [{titel: x.example, url: https://x.example/a}]"),
        ("links: [www.x.example]", "{titel: www.x.example, url: https://www.x.example}"),
        ("links:\n  - '[Het rapport](https://x.example)'", "{titel: Het rapport, url: https://x.example}"),
        ("links:\n  - Het rapport: https://x.example", "{titel: Het rapport, url: https://x.example}"),
        ("links:\n  Het rapport: https://x.example", "links: [{titel: Het rapport, url: https://x.example}]"),
        ("links:\n  - 'R, deel 1': https://x.example", '{titel: "R, deel 1", url: https://x.example}'),
    ],
)
def test_a_link_of_which_the_address_is_known_is_written_out(yaml: str, expected: str) -> None:
    more = whole_field(yaml) if expected.startswith("links: ") else ""
    assert remedy(yaml, "koppelingen") == f"Schrijf '{expected}'.{more}"


@pytest.mark.parametrize("yaml", ["links: [Rapport]", "links: [{}]", "links: [[a]]", "links: {a: b}"])
def test_another_link_gets_an_example(yaml: str) -> None:
    assert remedy(yaml, "koppelingen") == "Schrijf {titel: Het rapport, url: https://...}."


@pytest.mark.parametrize("yaml", ["titel: [[[a]]]", "titel: {a: {b: c}}", f"titel: [{'a' * 400}]"])
def test_what_cannot_be_worked_out_gets_general_advice(yaml: str) -> None:
    assert not remedy(yaml, "tekst").startswith("Schrijf '")


def test_more_than_one_report_is_not_lost() -> None:
    assert "de andere bij 'bijlagen'" in remedy("rapport: [a.pdf, b.pdf]", "bestand")


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("[rapport.pdf, vragen.csv]", ["rapport.pdf", "vragen.csv"]),
        ("a.csv; b b.csv", ["a.csv; b b.csv", "a.csv", "b b.csv"]),
        ("[{titel: Tabel, bestand: bijlagen/tabel.csv}]", ["bijlagen/tabel.csv"]),
        ("Noor Vos", []),
        ("https://x.example/a.pdf", []),
    ],
)
def test_the_names_of_files_are_found_in_any_value(yaml: str, expected: list[str]) -> None:
    (pair,) = parse_yaml("x.md", f"veld: {yaml}\n", Report()).pairs
    assert list(names_of_files(pair.value)) == expected


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("afkorting: [ZF, ZFD]", "Schrijf 'afkorting: ZF' en zet bij 'aliassen' ook: [ZFD]."),
        ("naam: [Jo Mol, 'Mol, Jo', JM]", "Schrijf 'naam: Jo Mol' en zet bij 'aliassen' ook: [\"Mol, Jo\", JM]."),
    ],
)
def test_the_second_name_of_an_entry_becomes_an_alias(yaml: str, expected: str) -> None:
    assert remedy(yaml, "tekst") == expected
