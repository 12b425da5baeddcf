"""The field ``extra``: what values mean to templates, and one message for each mistake."""

from collections.abc import Mapping
from datetime import date
from typing import get_args

import pytest
from msgspec import msgpack

from support import whole_field
from vindplaats.config import parse_site
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.read.document import ReadPage, read_page
from vindplaats.read.fields.free_values import FreeMapping, PlainValue, plain_mapping
from vindplaats.read.listing import PageFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Kind

BASE = "naam: Proef\nbase_url: https://proef.example/\n"
REQUIRED: Mapping[Kind, str] = {
    "projecten": "titel: X\nwerkveld: W\nopdrachtgever: []\ncontactpersoon: C\njaar: 2021\n",
    "nieuws": "titel: X\ndatum: 2021-01-01\n",
    "werkvelden": "titel: X\n",
    "opdrachtgevers": "naam: X\n",
    "contactpersonen": "naam: X\n",
    "paginas": "titel: X\n",
    "start": "",
}


def read(text: str) -> tuple[Mapping[str, PlainValue], tuple[Diagnostic, ...]]:
    site, reported = parse_site((BASE + text).encode())
    return plain_mapping(site.extra if site else FreeMapping()), reported


def page_of(kind: Kind, text: str) -> ReadPage:
    file = f"content/{kind}/x.md"
    return read_page(PageFile(file, file, kind, PageId(kind, "x")), f"---\n{REQUIRED[kind]}{text}---\n".encode())


def test_every_kind_has_an_example() -> None:
    assert tuple(REQUIRED) == get_args(Kind)


@pytest.mark.parametrize("kind", REQUIRED)
def test_every_kind_of_page_may_have_extra_and_keeps_it_in_the_cache(kind: Kind) -> None:
    page = page_of(kind, "extra:\n  thema: groen\n  dag: 2026-12-01\n  lijst: [1, {a: 'x'}]\n")
    assert page.diagnostics == ()
    assert page.record is not None
    cached = msgpack.decode(msgpack.encode(page.record.extra), type=FreeMapping)
    for extra in (page.record.extra, cached):
        assert plain_mapping(extra) == {"thema": "groen", "dag": date(2026, 12, 1), "lijst": (1, {"a": "x"})}


@pytest.mark.parametrize("kind", REQUIRED)
def test_without_extra_the_mapping_is_empty(kind: Kind) -> None:
    record = page_of(kind, "").record
    assert record is not None
    assert plain_mapping(record.extra) == {}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("groen", "groen"),
        ("'12'", "12"),
        ('"ja"', "ja"),
        ("ja", True),
        ("Nee", False),
        ("true", True),
        ("false", False),
        ("no", "no"),
        ("aan", "aan"),
        ("0", 0),
        ("-3", -3),
        ("2026", 2026),
        ("0612345678", "0612345678"),
        ("007", "007"),
        ("-0", "-0"),
        ("+3", "+3"),
        ("1234567890123456789", "1234567890123456789"),
        ("1.5", 1.5),
        ("-2.25", -2.25),
        ("1.0", 1.0),
        ("1.50", "1.50"),
        ("1,5", "1,5"),
        ("1e5", "1e5"),
        (".5", ".5"),
        ("2026-12-01", date(2026, 12, 1)),
        ("2026-02-30", "2026-02-30"),
        ("'2026-12-01'", "2026-12-01"),
        ("", ""),
        ("null", ""),
        ("~", ""),
        ("[]", ()),
        ("{}", {}),
        ("[1, null, twee]", (1, "twee")),
        ("{a: {b: [c]}}", {"a": {"b": ("c",)}}),
        ("{a, b}", {"a": "", "b": ""}),
        ("a &amp; b", "a &amp; b"),
        ("x // y", "x // y"),
        ("|\n    een\n    twee\n", "een\ntwee\n"),
        (">\n    een\n    twee\n", "een twee\n"),
    ],
)
def test_a_value_without_quotes_may_be_more_than_a_text(written: str, value: PlainValue) -> None:
    found, reported = read(f"extra:\n  naam: {written}\n")
    assert reported == ()
    assert found == {"naam": value}
    assert type(found["naam"]) in {type(value), type(found)}


@pytest.mark.parametrize("number", ["0", "-7", "42", "1.5", "-0.25", "1.0", "999999999999999", "1234567890.12345"])
def test_a_number_is_shown_as_it_was_written(number: str) -> None:
    found, _ = read(f"extra: {{n: {number}}}\n")
    assert type(found["n"]) in {int, float}
    assert str(found["n"]) == number


def test_the_values_cannot_be_changed() -> None:
    found, _ = read("extra: {a: {b: 1}, c: [1]}\n")
    for mapping in (found, found["a"]):
        with pytest.raises(TypeError):
            mapping["x"] = 1  # type: ignore[index]
    assert isinstance(found["c"], tuple)


@pytest.mark.parametrize("text", ["", "extra:\n", "extra: ''\n", "extra: null\n", "extra: []\n", "extra: {}\n"])
def test_nothing_is_no_mistake(text: str) -> None:
    assert read(text) == ({}, ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("extra: hallo", "extra: {naam: hallo}"),
        ("extra: ja", "extra: {naam: ja}"),
        ("extra: '12'", 'extra: {naam: "12"}'),
        ("extra: 12", "extra: {naam: 12}"),
        ("extra: 'a: b'", "extra: {a: b}"),
        ("extra: [a, b]", "extra: {naam: [a, b]}"),
        ("extra: [[a], 'x: y']", 'extra: {naam: [[a], "x: y"]}'),
        ("extra:\n  - a: 1\n  - b: '2'", 'extra: {a: 1, b: "2"}'),
        ("extra:\n  - {a: 1, b: 2}\n  - {a: 3}", "extra: {naam: [{a: 1, b: 2}, {a: 3}]}"),
        ("extra:\n  - {a: 1}\n  - los", "extra: {naam: [{a: 1}, los]}"),
        ('extra:\n  - "een\\ntwee"', "extra: {naam: waarde}"),
        (f"extra: {'x' * 400}", "extra: {naam: waarde}"),
    ],
)
def test_values_without_names_are_one_error_whose_remedy_loses_nothing(text: str, line: str) -> None:
    _, (error,) = read(f"{text}\n")
    assert (error.severity, error.code, error.line, error.column) == ("error", "verkeerde-waarde", 3, 1)
    assert error.message == "In 'extra' hoort bij elke waarde een naam."
    assert error.remedy == f"Schrijf bijvoorbeeld '{line}', met een naam naar keuze.{whole_field(text)}"
    assert read(f"{line}\n")[1] == ()


@pytest.mark.parametrize("written", ['"\\x01"', '["\\x01"]', '{a: "\\x7f"}'])
def test_a_control_character_is_an_error(written: str) -> None:
    _, (error,) = read(f"extra: {{x: {written}}}\n")
    assert (error.code, error.line) == ("codering", 3)


@pytest.mark.parametrize(
    ("below", "first", "what"),
    [
        ("thema: groen\n", "thema", "van 'thema'"),
        ("thema: groen\nkleur: rood\nmenu: []\nzoeken: nee\n", "thema", "van 'thema' tot en met 'kleur'"),
    ],
)
def test_fields_that_are_not_indented_below_extra_are_one_error(below: str, first: str, what: str) -> None:
    _, (error,) = read(f"extra:\n{below}")
    assert (error.code, error.line, error.column) == ("onbekend-veld", 4, 1)
    assert error.message == f"Veld '{first}' bestaat niet."
    assert error.remedy == f"Hoort het bij 'extra'? Zet dan twee spaties voor elke regel {what}."


@pytest.mark.parametrize("text", ["extra:\nper_pagin: 3\n", "extra: {a: 1}\nper_pagin: 3\n", "per_pagin: 3\nextra:\n"])
def test_a_misspelt_field_below_extra_is_still_that_field(text: str) -> None:
    assert [error.remedy for error in read(text)[1]] == ["Bedoelde u 'per_pagina'?"]


def test_a_word_of_other_systems_means_extra_but_a_longer_name_does_not() -> None:
    assert [error.remedy for error in read("params: {a: 1}\n")[1]] == ["Bedoelde u 'extra'?"]
    (error,) = read("extra_uitleg: Zo werkt het.\n")[1]
    assert "'extra'" not in error.remedy


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("extra:\n  kleur: #7a1f4b\n  b: 1\n", {(4, 10): 'kleur: "#7a1f4b"'}),
        ("extra:\n  x: a #b\n  y: 1\n", {(4, 8): 'x: "a #b"'}),
        ("extra:\n  x:\n    y: a #b\n    z: 1\n", {(5, 10): 'y: "a #b"'}),
        (
            "extra:\n  x:\n    - y: Wijk #3\n      z: a #4\n    - y: #5\n",
            {(5, 15): '- y: "Wijk #3"', (6, 12): 'z: "a #4"', (7, 10): '- y: "#5"'},
        ),
        ("extra:\n  x:\n    - #3\n    - a\n", {(5, 7): '- "#3"'}),
        ("extra:\n  x: {a: 1} #y\n", {}),
        ("extra:\n  x: a # goed\n", {}),
    ],
)
def test_a_value_that_yaml_cuts_short_is_a_warning(text: str, places: Mapping[tuple[int, int], str]) -> None:
    reported = read(text)[1]
    assert {(item.severity, item.code) for item in reported} <= {("warning", "yaml-commentaar")}
    assert {(item.line, item.column) for item in reported} == set(places)
    assert all(places[item.line, item.column] in item.remedy for item in reported)
