"""Signs of HTML and of programs are read as they were meant, and reported."""

import pytest

from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.front_matter import parse_yaml
from vindplaats.read.schema import FIELDS
from vindplaats.read.yaml_syntax.raw_values import Scalar


def parse(line: str) -> tuple[str, list[tuple[str, int, str]]]:
    report = Report()
    fields = parse_yaml("x.md", f"{line}\n", report, 0, FIELDS["projecten"])
    value = fields.pairs[0].value
    assert isinstance(value, Scalar)
    return value.text, [(item.code, item.column, item.remedy) for item in report.diagnostics]


@pytest.mark.parametrize(
    ("line", "text", "column", "remedy"),
    [
        ("titel: Proef met &eacute;&eacute;n", "Proef met één", 18, "titel: Proef met één"),
        ("titel: Zorg&#58; nu", "Zorg: nu", 12, 'titel: "Zorg: nu"'),
        ('titel: "A &amp; B"', "A & B", 11, 'titel: "A & B"'),
        ("opdrachtgever: A &amp; B", "A & B", 18, "opdrachtgever: A & B"),
        ("titel: A&nbsp;B &onzin;", "A B &onzin;", 9, "titel: A B &onzin;"),
    ],
)
def test_an_entity_is_its_character(line: str, text: str, column: int, remedy: str) -> None:
    assert parse(line) == (text, [("yaml-entiteit", column, f"Schrijf: {remedy}")])


def test_a_backslash_before_a_space_is_kept() -> None:
    text, found = parse('titel: "C:\\\\x \\"y\\" \\ z"')
    remedy = "Zet de waarde tussen enkele aanhalingstekens: titel: 'C:\\x \"y\" \\ z'"
    assert (text, found) == ('C:\\x "y" \\ z', [("yaml-backslash", 21, remedy)])


@pytest.mark.parametrize(
    ("line", "text", "column", "remedy"),
    [
        ("jaar: 2021 // vraag Bram", "2021", 12, "jaar: 2021 # vraag Bram"),
        ("jaar: 2021 /* vraag Bram */", "2021", 12, "jaar: 2021 # vraag Bram"),
        ("contactpersoon: Noor Vos // of Bram", "Noor Vos", 26, "contactpersoon: Noor Vos # of Bram"),
    ],
)
def test_a_comment_as_in_a_program_is_left_out(line: str, text: str, column: int, remedy: str) -> None:
    assert parse(line) == (text, [("yaml-fout", column, f"Schrijf: {remedy}")])


@pytest.mark.parametrize(
    "line",
    [
        "titel: AT&T; Zorg & wonen; R&D",
        "titel: Wonen // Zorg",
        "opdrachtgever: Zeefonds // Maanfonds",
        "opdrachtgever: https://x.example//y",
        "titel: 'a \\ b'",
        'titel: "a\\u00e9 b"',
        'titel: "lang\\\n  \\ verder"',
        'titel: "a\\\\ b"',
    ],
)
def test_real_text_is_left_alone(line: str) -> None:
    assert parse(line)[1] == []
