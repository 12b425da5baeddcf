"""Mistakes inside `extra`, where any line may have a name and a value: one message each, at its line."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import examples, make_source, project, run_here
from vindplaats.read.yaml_syntax.free_lines import repair_free
from vindplaats.read.yaml_syntax.parser import check

REST = '  tijd: 10:30\n  b: |\n    x: y: z\n  c: "m:\n    n"'
"""Lines that are right, although they look like mistakes."""
MISTAKES = [
    ("  thema: Groen: de stad\n  meer: x", '  thema: "Groen: de stad"\n  meer: x'),
    ("  meer: x\n  thema: Groen: de stad", '  meer: x\n  thema: "Groen: de stad"'),
    ("  a: 1\n  b:\n    - c: d: e", '  a: 1\n  b:\n    - c: "d: e"'),
    ("  a:\n    b:\n      c: d: e\n  f: g", '  a:\n    b:\n      c: "d: e"\n  f: g'),
    ("  a: x: y\n  b: p: q", '  a: "x: y"\n  b: "p: q"'),
    ("  titel: Groen: de stad\n  samenvatting: x", '  titel: "Groen: de stad"\n  samenvatting: x'),
    ("\tthema: Groen\n  meer: x", "  thema: Groen\n  meer: x"),
    ("  thema: Groen\n\tmeer: x", "  thema: Groen\n  meer: x"),
    ("    thema: Groen\n\tmeer: x", "    thema: Groen\n    meer: x"),
    ("\ta: 1\n\tb: 2", "  a: 1\n  b: 2"),
    ("\ta:\n\t\tb: 2", "  a:\n    b: 2"),
    ('  thema: "Groen\n  meer: x', '  thema: "Groen"\n  meer: x'),
    ("  thema: 'Groen\n  meer: x", "  thema: 'Groen'\n  meer: x"),
    ("  thema: 's Nachts\n  meer: x", "  thema: \"'s Nachts\"\n  meer: x"),
    ("  thema:Groen\n  meer: x", "  thema: Groen\n  meer: x"),
    ("  meer: x\n  thema:Groen", "  meer: x\n  thema: Groen"),
    ("  a: 1\n   b: 2", "  a: 1\n  b: 2"),
    ("   a: 1\n  b: 2", "   a: 1\n   b: 2"),
    ("  lijst:\n    - a\n   - b", "  lijst:\n    - a\n    - b"),
    ("  wie: @jan\n  meer: x", '  wie: "@jan"\n  meer: x'),
    ("  wie: *jan", '  wie: "*jan"'),
    ("  wie: !jan", '  wie: "!jan"'),
    ('  a: "x" y', "  a: '\"x\" y'"),
    ("  a: [x, y\n  b: 1", "  a: [x, y]\n  b: 1"),
    ("  a: |\n  tekst", "  a: |\n    tekst"),
    (f"  a: 10:30 en: 11:30\n{REST}", f'  a: "10:30 en: 11:30"\n{REST}'),
]  # fmt: skip
BESIDE = [
    ("{a: b: c, d: e}", '{a: "b: c", d: e}'),
    ("{a: b, c: d", "{a: b, c: d}"),
    ("thema:Groen", "{thema: Groen}"),
    ("thema: Groen", "{thema: Groen}"),
]


def checked(folder: Path, extra: str, where: str) -> list[dict[str, object]]:
    fields = f"extra:{extra}\n"
    site = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n"
    files = {
        "page": {"projecten/p.md": project("P", extra=fields)},
        "site": {"site.yaml": f"{site}{fields}organisatie: Bureau\n", "projecten/p.md": project("P")},
    }
    done = run_here("check", "--source", str(make_source(folder, files[where])), "--format", "json")
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("where", ["page", "site"])
@pytest.mark.parametrize(("wrong", "right"), MISTAKES)
def test_each_wrong_line_has_one_message_with_the_line_as_it_should_be(
    wrong: str, right: str, where: str, tmp_path: Path
) -> None:
    first = {"page": 8, "site": 5}[where]
    found = checked(tmp_path, f"\n{wrong}", where)
    pairs = zip(wrong.split("\n"), right.split("\n"), strict=True)
    expected = {first + index: after for index, (before, after) in enumerate(pairs) if before != after}
    assert [fault["line"] for fault in found] == [*expected]
    for fault, line in zip(found, expected.values(), strict=True):
        assert line.strip() in str(fault["remedy"])
    assert checked(tmp_path, f"\n{right}", where) == []


@pytest.mark.parametrize(("wrong", "right"), BESIDE)
def test_values_beside_the_name(wrong: str, right: str, tmp_path: Path) -> None:
    (fault,) = checked(tmp_path, f" {wrong}", "page")
    assert fault["line"] == 7
    assert f"extra: {right}" in str(fault["remedy"])
    assert checked(tmp_path, f" {right}", "page") == []


def test_a_list_is_one_message_about_what_the_field_holds(tmp_path: Path) -> None:
    (fault,) = checked(tmp_path, "\n  -a\n  -b", "page")
    assert "Schrijf bijvoorbeeld 'extra: {naam: [a, b]}'" in str(fault["remedy"])


def test_what_nobody_understands_is_one_message(tmp_path: Path) -> None:
    (fault,) = checked(tmp_path, "\n  a: x\n  ]]\n  : b", "page")
    assert fault["code"] == "yaml-fout"


LINE = st.text(alphabet="ab:- \t\"'[]{},#|&*@1\n", max_size=40)


@given(st.lists(LINE, min_size=1, max_size=5))
@settings(max_examples=examples(2000), deadline=None)
def test_law_that_repairs_are_read_by_the_parser(texts: list[str]) -> None:
    lines = ["extra:", *(f"  {line}" for text in texts for line in text.split("\n"))]
    repairs = repair_free(lines, lambda text: check("x", text))
    for repair in repairs:
        lines[repair.index] = repair.line
    assert not repairs or check("x", "\n".join(lines)) is None
