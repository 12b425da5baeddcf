"""Mistakes in the lines below a field that has fields of its own: each is told at its line, and its remedy works."""

import pytest

from vindplaats.config import parse_site
from vindplaats.diagnostics.diagnostic import Diagnostic

BASE = "naam: Proef\nbase_url: https://proef.example/\n"


def reported(text: str) -> tuple[Diagnostic, ...]:
    return parse_site(f"{BASE}{text}\nper_pagina: 20\n".encode())[1]


def followed(text: str, found: Diagnostic) -> str:
    """Return the text with the line that the remedy gives, as far to the right as the old one if it does not say."""
    meant = found.remedy.partition(": ")[2].strip("'")
    lines = text.split("\n")
    old = lines[found.line - 3]
    lines[found.line - 3] = (
        meant
        if "ingesprongen" in found.message or meant.startswith(" ")
        else old[: len(old) - len(old.lstrip())] + meant
    )
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("extra:\n  thema: Groen: de stad\n  kleur: rood", 4),
        ('extra:\n  thema: "Groen\n  kleur: rood', 4),
        ("extra:\n  thema:groen\n  kleur: rood", 4),
        ("extra:\n\tthema: groen", 4),
        ("extra:\n  thema: groen\n   kleur: rood", 5),
        ("extra:\n  thema: groen\n kleur: rood", 5),
        ("extra:\n  team:\n    - naam: Jan: de baas\n      rol: x\n  kleur: rood", 5),
        ('extra:\n  a:\n    b: "open\n    c: d\n  kleur: rood', 5),
        ("extra:\n  a:\n    b: c: d\n    e: |\n      lang: nee\n  f: g", 5),
        ("extra:\n  a: @x\n  b: [c, d]", 4),
        ("extra:\n  # uitleg: zie\n  a: b: c", 5),
        ("extra:\n  a: [b, c\n  d: e", 4),
        ("extra:\n  a: b\nmenu:\n  - nieuws\n  csp:\n    img-src: https://a.example", 7),
        ("csp:\n  img-src: data:\n  # alles\n  font-src: https://a.example", 4),
    ],
)
def test_a_mistake_is_told_at_its_line_and_can_be_mended(text: str, line: int) -> None:
    (found,) = reported(text)
    assert (found.severity, found.code in {"yaml-fout", "yaml-anker"}, found.line) == ("error", True, line)
    assert reported(followed(text, found)) == ()


@pytest.mark.parametrize(
    "text", ["extra: {thema: Groen: de stad}", "extra: {thema: groen", "extra:\n  - a: b: c", "extra:\n  a: {b: c: d}"]
)
def test_what_is_in_braces_is_not_rewritten(text: str) -> None:
    (found,) = reported(text)
    assert found.code == "yaml-fout"
    assert "Groen" not in found.remedy
    assert "b: c" not in found.remedy


def test_each_of_several_mistakes_is_told() -> None:
    found = reported("extra:\n  a: b: c\n  d: e\n  f: 'g\ncsp:\n  img-src: data:\n  scripts: https://a.example")
    assert [item.line for item in found] == [4, 6, 8, 9]


def test_fields_further_to_the_right_than_the_first_are_one_mistake() -> None:
    text = 'csp:\n script-src: https://a.example\n  img-src: ["data:"]\n  font-src: https://b.example'
    (found,) = reported(text)
    assert (found.line, found.remedy) == (
        5,
        "Maak ervan, en zo ook op de regels eronder: ' img-src: [\"data:\"]'",
    )
    assert reported(text.replace("\n  ", "\n ")) == ()


def test_a_field_that_is_indented_is_one_mistake() -> None:
    (found,) = reported("menu: [projecten]\n extra:\n  a:\n    - b: c\n      d: e")
    assert (found.line, found.message) == (4, "Dit veld is ingesprongen.")


def test_a_name_within_a_field_is_not_that_of_the_site() -> None:
    (found,) = reported("extra:\n  naam: Jan: de baas")
    assert found.line == 4


@pytest.mark.parametrize(
    ("text", "line", "last"),
    [
        ("csp:\nscript-src: https://a.example\nimg-src: https://b.example", 4, "tot en met 'img-src'"),
        ("csp:\nimg-src: https://b.example", 4, "van 'img-src'"),
        ("menu:\ntitel: Fonds\nurl: https://fonds.example", 4, "tot en met 'url'"),
        ("extra:\nthema: groen", 4, "van 'thema'"),
    ],
)
def test_lines_that_should_be_indented_are_one_mistake(text: str, line: int, last: str) -> None:
    (found,) = reported(text)
    assert (found.code, found.line) == ("onbekend-veld", line)
    assert found.remedy.endswith(f"{last}.")
    head, *below = text.split("\n")
    assert reported("\n".join([head, *(f"  {one}" for one in below)])) == ()


@pytest.mark.parametrize(
    ("text", "remedied"),
    [
        ("menu:\n  - [Ons fonds](https://fonds.example)", "menu:\n  - {titel: Ons fonds, url: https://fonds.example}"),
        ("voet: [Ons fonds](/fonds/)", "voet: {titel: Ons fonds, url: /fonds/}"),
    ],
)
def test_a_link_in_markdown_keeps_its_address(text: str, remedied: str) -> None:
    (found,) = reported(text)
    assert found.remedy == f"Schrijf: {remedied.rpartition(chr(10))[2].strip()}"
    assert reported(remedied) == ()


@pytest.mark.parametrize(
    "text",
    [
        "voet:\n  - [Ons fonds](https://fonds.example) en meer", "menu:\n  - {titel: Wijk #3, url: /over-ons/}",
        "menu:\n  - projecten\n  - {titel: Fonds: wij, url: https://fonds.example}", "voet: {titel: A, url: /a/",
    ],
)  # fmt: skip
def test_a_link_that_cannot_be_read_gets_an_example(text: str) -> None:
    (found,) = reported(text)
    example = found.remedy[found.remedy.index("{") :]
    assert reported(f"voet: [{example}]") == ()


def test_the_lines_of_an_item_move_with_its_dash() -> None:
    text = "menu:\n  -titel: Fonds\n   url: https://fonds.example\n  -projecten"
    (found,) = reported(text)
    assert found.remedy == "Maak ervan, en zet 'url' daaronder recht onder het eerste woord: '  - titel: Fonds'"
    assert reported("menu:\n  - titel: Fonds\n    url: https://fonds.example\n  - projecten") == ()


@pytest.mark.parametrize(
    "text",
    [
        "csp:\n  script-src: https://a.example #stats", "csp: #uit\n  img-src: https://a.example",
        "lettertype: Inter #x",
        "insluiten: #www.youtube.com", "insluiten: [a.example] #b.example", "menu:\n  - projecten #alles",
        "menu:\n  - titel: A\n    url: /a/ #x",
    ],
)  # fmt: skip
def test_a_comment_where_a_hash_can_be_nothing_else_is_not_reported(text: str) -> None:
    assert reported(text) == ()


@pytest.mark.parametrize("name", ["menu", "voet"])
def test_a_title_that_is_cut_short_is_told_with_that_line_alone(name: str) -> None:
    text = f"{name}:\n  - projecten\n  - titel: Wijk #3\n    url: /over-ons/"
    (found,) = reported(text)
    assert (found.code, found.line) == ("yaml-commentaar", 5)
    assert 'aanhalingstekens: - titel: "Wijk #3".' in found.remedy
    assert reported(text.replace("Wijk #3", '"Wijk #3"')) == ()


@pytest.mark.parametrize(("text", "line"), [("menu:\n  - titel: #3\n    url: /a/", 4), ("csp:\n  img-src: #x", 4)])
def test_what_is_empty_because_of_a_comment_is_one_mistake(text: str, line: int) -> None:
    assert [(item.code, item.line) for item in reported(text)] == [("leeg-veld", line)]
