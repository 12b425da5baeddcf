"""Values of which visitors would see more or less than the editor meant are reported."""

import pytest

from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.front_matter import parse_yaml
from vindplaats.read.schema import FIELDS
from vindplaats.read.yaml_syntax.parser import Fields
from vindplaats.read.yaml_syntax.raw_values import Scalar, Sequence


def parse(text: str) -> tuple[Fields, list[tuple[str, str, int, int]]]:
    report = Report()
    fields = parse_yaml("x.md", text, report, 0, FIELDS["projecten"])
    return fields, [(item.severity, item.code, item.line, item.column) for item in report.diagnostics]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("titel: Wijk #3\n", 1, 13),
        ("titel: Een titel\n  over wijk #3\n", 2, 13),
        ("samenvatting: #1 in wonen\n", 1, 15),
        ("trefwoorden:\n  - a #b\n", 2, 7),
        ("trefwoorden:\n  - #a\n  - b\n", 2, 5),
        ("trefwoorden: [a, #b\n  c]\n", 1, 18),
        ("trefwoorden: [a,\n  b #c\n  ]\n", 2, 5),
    ],
)
def test_a_comment_that_was_probably_a_value_is_a_warning(text: str, line: int, column: int) -> None:
    fields, found = parse(text)
    assert found == [("warning", "yaml-commentaar", line, column)]
    assert not fields.refused


@pytest.mark.parametrize(
    "text",
    [
        "titel: x # opmerking\n",
        'titel: "Wijk #3"\n',
        "titel: 'Wijk #3'\n",
        "titel: C# en F#\n",
        "samenvatting: |\n  Wijk #3\n  #4\n",
        "samenvatting: >\n  Wijk #3\n",
        'samenvatting: "Wijk\n  #3"\n',
        "# titel: #3\ntitel: x\n  # opmerking\nreeks: y\n",
        "trefwoorden: # onze\n  - a\n  # - b\n  - c\n",
        'trefwoorden: ["#a", b]\n',
    ],
)
def test_other_comments_and_signs_are_left_alone(text: str) -> None:
    assert parse(text)[1] == []


def test_a_required_field_that_is_only_a_comment_is_an_error_unless_the_page_is_a_draft() -> None:
    fields, found = parse("titel: # Kop\n")
    assert found == [("error", "yaml-commentaar", 1, 8)]
    assert fields.refused
    assert fields.faulty == {"titel"}
    fields, found = parse("concept: true\ntitel: # Kop\n")
    assert found == [("warning", "yaml-commentaar", 2, 8)]
    assert not fields.refused


def test_an_item_that_is_only_a_comment_is_left_out() -> None:
    (pair,) = parse("trefwoorden:\n  - #a\n  - b\n")[0].pairs
    assert isinstance(pair.value, Sequence)
    assert [item.text for item in pair.value.items if isinstance(item, Scalar)] == ["b"]


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("titel: “Wonen”\n", 8, "“Wonen”"),
        ("titel: „Wonen”\n", 8, "„Wonen”"),
        ("titel: ‘Wonen’\n", 8, "‘Wonen’"),
        ("titel: «Wonen»\n", 8, "«Wonen»"),
        ('titel: „Wonen"\n', 8, '„Wonen"'),
        ("werkveld: “Wonen”\n", 11, "Wonen"),
        ("jaar: ‘2021’\n", 7, "2021"),
    ],
)
def test_curly_quotes_stay_around_a_text_and_leave_a_name(text: str, column: int, value: str) -> None:
    fields, found = parse(text)
    assert found == [("warning", "gekrulde-aanhalingstekens", 1, column)]
    assert isinstance(fields.pairs[0].value, Scalar)
    assert fields.pairs[0].value.text == value


@pytest.mark.parametrize(
    "text",
    ["titel: “Zorg” en “wonen”\n", 'titel: "“Wonen”"\n', "titel: ‘s Nachts\n", "titel: Het “wonen”\n", "titel: “”\n"],
)
def test_other_curly_quotes_are_left_alone(text: str) -> None:
    assert parse(text)[1] == []
