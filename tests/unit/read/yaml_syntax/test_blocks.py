"""Mistakes in the lines below a field that has fields of its own: each is told at its line, and its remedy works."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import examples
from vindplaats.config import parse_site
from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.read.front_matter import parse_yaml
from vindplaats.read.schema import FIELDS, SITE_FIELDS
from vindplaats.read.yaml_syntax.mistakes import diagnose
from vindplaats.read.yaml_syntax.parser import check

BASE = "naam: Proef\nbase_url: https://proef.example/\n"

RIGHT = '  tijd: 10:30\n  b: |\n    x: y: z\n  c: "m:\n    n"'
"""Lines that are right, although they look like mistakes."""
TEAM = "  team:\n    - naam: Jan"


def reported(text: str) -> tuple[Diagnostic, ...]:
    return parse_site(f"{BASE}{text}\nper_pagina: 20\n".encode())[1]


def followed(text: str, found: Diagnostic) -> str:
    """Return the text with the line that the remedy gives, as far to the right as the old one if it does not say."""
    meant = found.remedy.partition(": ")[2].partition(". Schrijf anders")[0]
    meant = meant[1:-1] if meant[0] == meant[-1] == "'" else meant
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
    ("wrong", "right"),
    [
        ("  thema: Groen: de stad\n  meer: x", '  thema: "Groen: de stad"\n  meer: x'),
        ("  meer: x\n  thema: Groen: de stad", '  meer: x\n  thema: "Groen: de stad"'),
        ("  a: 1\n  b:\n    - c: d: e", '  a: 1\n  b:\n    - c: "d: e"'),
        ("  a:\n    b:\n      c: d: e\n  f: g", '  a:\n    b:\n      c: "d: e"\n  f: g'),
        ("  a: x: y\n  b: p: q", '  a: "x: y"\n  b: "p: q"'),
        ("  titel: Groen: de stad\n  samenvatting: x", '  titel: "Groen: de stad"\n  samenvatting: x'),
        ("  titel: **Groen**\n  url: -", '  titel: "**Groen**"\n  url: "-"'),
        ("\tthema: Groen\n  meer: x", "  thema: Groen\n  meer: x"),
        ("  thema: Groen\n\tmeer: x", "  thema: Groen\n  meer: x"),
        ("    thema: Groen\n\tmeer: x", "    thema: Groen\n    meer: x"),
        ('  thema: "Groen\n  meer: x', '  thema: "Groen"\n  meer: x'),
        ("  thema: 'Groen\n  meer: x", "  thema: 'Groen'\n  meer: x"),
        ("  thema: 's Nachts\n  meer: x", "  thema: \"'s Nachts\"\n  meer: x"),
        ("  thema:Groen\n  meer: x", "  thema: Groen\n  meer: x"),
        ("  meer: x\n  thema:Groen", "  meer: x\n  thema: Groen"),
        ("  a: 1\n   b: 2", "  a: 1\n  b: 2"),
        ("   a: 1\n  b: 2", "   a: 1\n   b: 2"),
        ("  lijst:\n    - a\n   - b", "  lijst:\n    - a\n    - b"),
        ("  lijst:\n    - a\n   b: c", "  lijst:\n    - a\n  b: c"),
        ("  a:\n    b: c\n     d: e\n  f: g", "  a:\n    b: c\n    d: e\n  f: g"),
        ("  a:\n     b: c\n   d: e", "  a:\n     b: c\n  d: e"),
        ("  wie: @jan\n  meer: x", '  wie: "@jan"\n  meer: x'),
        ("  wie: *jan", '  wie: "*jan"'),
        ("  wie: !jan", '  wie: "!jan"'),
        ('  a: "x" y', "  a: '\"x\" y'"),
        ("  a: [x, y\n  b: 1", "  a: [x, y]\n  b: 1"),
        ("  a: |\n  tekst", "  a: |\n    tekst"),
        (f"  a: 10:30 en: 11:30\n{RIGHT}", f'  a: "10:30 en: 11:30"\n{RIGHT}'),
        ("  a: {b: c: d, e: f}", '  a: {b: "c: d", e: f}'),
        ("  a: {b: @c, e: f}", '  a: {b: "@c", e: f}'),
        ("  a: {b: c", "  a: {b: c}"),
        ("  a: {{ b }}", '  a: "{{ b }}"'),
        (f"{TEAM}\n      rol: x: y", f'{TEAM}\n      rol: "x: y"'),
        (f"{TEAM}\n      rol:x", f"{TEAM}\n      rol: x"),
        (f"{TEAM}\n       rol: x", f"{TEAM}\n      rol: x"),
        (f"{TEAM}\n    -naam: Piet\n      rol: x", f"{TEAM}\n    - naam: Piet\n      rol: x"),
        (f"{TEAM}\n    - naam:Piet\n      rol: x", f"{TEAM}\n    - naam: Piet\n      rol: x"),
        (f"{TEAM}\n    - naam: Piet\n     rol: x", f"{TEAM}\n    - naam: Piet\n      rol: x"),
        ("  l:\n    - b: |\n        c: d: e\n      f: g: h", '  l:\n    - b: |\n        c: d: e\n      f: "g: h"'),
        ("  team:\n    - naam: Jan: J\n    - naam: \"Piet\n", '  team:\n    - naam: "Jan: J"\n    - naam: "Piet"\n'),
    ],
)  # fmt: skip
def test_each_wrong_line_has_one_message_with_the_line_as_it_should_be(wrong: str, right: str) -> None:
    found = reported(f"extra:\n{wrong}")
    pairs = zip(wrong.split("\n"), right.split("\n"), strict=True)
    assert [item.line for item in found] == [4 + index for index, (old, new) in enumerate(pairs) if old != new]
    text = f"extra:\n{wrong}"
    for item in found:
        text = followed(text, item)
    assert text == f"extra:\n{right}"
    assert reported(text) == ()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("\ta: 1\n\tb: 2", "  a: 1\n  b: 2"), ("\ta:\n\t\tb: 2", "  a:\n    b: 2")],
)
def test_tabs_on_several_lines_are_one_mistake(wrong: str, right: str) -> None:
    (found,) = reported(f"extra:\n{wrong}")
    first, _ = right.split("\n")
    assert found.remedy == f"Vervang elke tab door spaties, en zo ook op de regels eronder: '{first}'"
    assert reported(f"extra:\n{right}") == ()


def test_lines_below_a_name_in_an_item_stay_there() -> None:
    (found,) = reported(f"extra:\n{TEAM}\n      adres:\n        straat: Kade\n         plaats: Ede\n      rol: x")
    assert (found.line, found.remedy) == (8, "Maak ervan: '        plaats: Ede'")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("{a: b: c, d: e}", '{a: "b: c", d: e}'),
        ("{a: 'b: c', d: e: f}", "{a: 'b: c', d: \"e: f\"}"),
        ("{a: b, c: d", "{a: b, c: d}"),
        ("thema:Groen", "{thema: Groen}"),
        ("thema: Groen", "{thema: Groen}"),
        ("{{ a }}", '{naam: "{{ a }}"}'),
        ("[a, b", "{naam: [a, b]}"),
        ("[a: b: c, d]", '{naam: ["a: b: c", d]}'),
        ("\n  -a\n  -b", "{naam: [a, b]}"),
        ("\n- @a\n- b", '{naam: ["@a", b]}'),
        ("\n  - a: b: c", '{a: "b: c"}'),
        ("\n  - a: b: c\n    d: e", '{a: "b: c", d: e}'),
    ],
)
def test_values_without_lines_of_their_own(wrong: str, right: str) -> None:
    (found,) = reported(f"extra: {wrong}")
    assert found.line == 3
    assert f"extra: {right}" in found.remedy
    assert reported(f"extra: {right}") == ()


@pytest.mark.parametrize(
    "text",
    [
        "extra:\n  a: {b: c,\n    d: e: f}",
        "extra: {a: b: c,\n  d: e}",
        "extra: x\n  a: b",
    ],
)
def test_what_nobody_understands_is_one_message(text: str) -> None:
    (found,) = reported(text)
    assert (found.code, found.message) == ("yaml-fout", "Dit is geen geldige YAML.")


@pytest.mark.parametrize("sign", ["", "- "])
def test_fields_that_are_nested_very_deep_are_one_mistake(sign: str) -> None:
    nested = "\n".join(f"{' ' * 2 * depth}{sign}a:" for depth in range(1, 300))
    (found,) = reported(f"extra:\n  x:\n{nested}\n{' ' * 610}b: c: d")
    assert found.message == "Dit is geen geldige YAML."


def test_a_page_has_the_same_messages() -> None:
    report = Report()
    parse_yaml("projecten/a.md", "titel: A\nextra:\n  a: b: c\n  d:e\n", report, 1, FIELDS["projecten"])
    found = report.diagnostics
    assert [(item.code, item.line) for item in found] == [("yaml-fout", 4), ("yaml-fout", 5)]


LINE = st.text(alphabet="ab:- \t\"'[]{},#|&*@1\n", max_size=40)


@given(st.lists(LINE, min_size=1, max_size=5), st.sampled_from(["extra", "csp"]))
@settings(max_examples=examples(500), deadline=None)
def test_law_that_each_line_has_one_mistake_and_the_rest_is_read(texts: list[str], name: str) -> None:
    lines = [f"{name}:", *(f"  {line}" for text in texts for line in text.split("\n")), "naam: x"]
    text = "\n".join(lines)
    parse = partial(check, "x")
    if parse(text) is None:
        return
    found = diagnose(text, {field.name: field for field in SITE_FIELDS}, parse)
    places = [mistake.line for mistake in found.mistakes]
    assert len(places) == len(set(places))
    assert set(places) <= set(range(len(lines)))
    assert parse(found.text) is None
    assert found.text.count("\n") == text.count("\n")


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
