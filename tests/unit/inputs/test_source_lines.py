"""The line that a diagnostic is about, with a caret below what is wrong."""

import re
from pathlib import Path

import pytest

from support import AS_OF, make_source, run_here
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.excerpt import display_width
from vindplaats.inputs.source_lines import SourceLines

REST = "werkveld: Water\nopdrachtgever: []\ncontactpersoon: Noor de Wit\n"


def shown(folder: Path, lines: str) -> tuple[str, str, str]:
    """Return what `check` prints about the only fault of a page: the message, the line and the caret."""
    make_source(folder, {"projecten/x.md": f"---\n{lines}---\n"})
    done = run_here("check", "--source", str(folder), "--as-of", AS_OF)
    message, line, caret, *_ = done.stderr.split("\n")
    return message, line, caret


@pytest.mark.parametrize(
    ("lines", "place", "line", "below"),
    [
        (f"titel: A\n{REST}jaar: ooit\n", "6:1", "jaar: ooit", "ooit"),
        (f"titel: A\n{REST}jaar   :   ooit # x\n", "6:1", "jaar   :   ooit # x", "ooit"),
        (f"titel: A\n{REST}jaar:\tooit\n", "6:1", "jaar:    ooit", "ooit"),
        (f"titel: A\n{REST}jaar: 京都\n", "6:1", "jaar: 京都", "京都"),
        (f"{{titel: 京都 👩‍👩‍👧 x\u0301, {REST.replace(chr(10), ', ')}jaar: ooit}}\n", "2:", "jaar: ooit}", "ooit}"),
        (f"titel: A\n{REST}jaar: 2021\nLinks: []\n", "7:1", "Links: []", "Links"),
        (f"titel: A\n{REST}jaar: 2021\nmailto: x@y.nl\n", "7:1", "mailto: x@y.nl", "mailto"),
        (f"titel: A\n{REST}jaar: 2021\npublicatiedatum:\n  ooit\n", "7:1", "  ooit", "ooit"),
        (f"titel: A\n{REST}jaar: # x\n\n  # y\n    ooit # z\n", "6:1", "    ooit # z", "ooit"),
        (f"titel: A\n{REST}jaar: >-\n  ooit\n", "6:1", "  ooit", "ooit"),
        (f"titel: A\n{REST}jaar: |2- # x\n  ooit\n", "6:1", "  ooit", "ooit"),
        (f"titel: A\n{REST}jaar:\n- ooit\n", "6:1", "- ooit", "ooit"),
        (f"titel: A\n{REST}jaar:\n  -  ooit\n", "6:1", "  -  ooit", "ooit"),
        (f'titel: A\n{REST}"jaar": ooit\n', "6:1", '"jaar": ooit', "ooit"),
        (f"titel: A\n{REST}'jaar' : 'ooit'\n", "6:1", "'jaar' : 'ooit'", "'ooit'"),
        (f"titel: A\n{REST}jaar: 2021\ntrefwoorden: [a, [b]]\n", "7:18", "trefwoorden: [a, [b]]", "[b]"),
    ],
)
def test_the_caret_is_below_what_is_wrong(lines: str, place: str, line: str, below: str, tmp_path: Path) -> None:
    message, found, caret = shown(tmp_path, lines)
    assert re.match(rf"content/projecten/x\.md:{place}[0-9:]*: (?:fout|waarschuwing)\[[a-z-]+\]: ", message), message
    assert found.startswith("    ")
    assert found.endswith(line)
    assert re.fullmatch(r" +\^", caret)
    assert display_width(found[: found.rindex(below)]) == len(caret) - 1


def test_a_fault_of_a_whole_page_shows_no_line(tmp_path: Path) -> None:
    message, *rest = shown(tmp_path, f"titel: A\n{REST}")
    assert "ontbrekend-veld" in message
    assert rest[0].startswith("Niet in orde")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("content/projecten/x.md", "---\ntitel: A\n---\nLet: op\n"),
        ("content/projecten/x.md", "Let: op\n"),
        ("templates/base.html", "Let: op\n"),
    ],
)
def test_only_fields_have_values(file: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    line = text.count("\n")
    diagnostic = Diagnostic("verkeerde-waarde", "error", file, line, 1, "", "")
    assert SourceLines(str(tmp_path)).column(diagnostic) == 1


def test_the_configuration_is_one_list_of_fields(tmp_path: Path) -> None:
    make_source(tmp_path, {"site.yaml": "naam: Proef\nbase_url: nergens\n"})
    done = run_here("check", "--source", str(tmp_path))
    assert "    base_url: nergens\n              ^\n" in done.stderr


def test_a_name_that_the_web_editor_loses_is_wrong_itself(tmp_path: Path) -> None:
    names = "extra:\n  2019: rood\n  a.b:\n    - groen\n  kaart: {x.y: geel}\n"
    page = f"---\ntitel: A\n{REST}jaar: 2021\n{names}---\n"
    site = "naam: Proef\nbase_url: https://proef.example/\nredactie: {dienst: github, opslag: proef/inhoud}\n"
    make_source(tmp_path, {"site.yaml": site, "projecten/x.md": page})
    done = run_here("check", "--source", str(tmp_path), "--as-of", AS_OF)
    lines = done.stderr.split("\n")
    found = [lines[at + 1 : at + 3] for at, line in enumerate(lines) if "[verloren-naam]" in line]
    assert found == [
        ["      2019: rood", "      ^"],
        ["      a.b:", "      ^"],
        ["      kaart: {x.y: geel}", "              ^"],
    ]


def test_the_name_on_disk_may_have_decomposed_letters(tmp_path: Path) -> None:
    make_source(tmp_path, {"projecten/e\u0301e\u0301n/index.md": f"---\ntitel: A\n{REST}jaar: ooit\n---\n"})
    done = run_here("check", "--source", str(tmp_path), "--as-of", AS_OF)
    assert done.stderr.startswith("content/projecten/één/index.md:6:1: ")
    assert "    jaar: ooit\n          ^\n" in done.stderr


def test_lines_of_files_elsewhere_are_not_shown(tmp_path: Path) -> None:
    source, elsewhere = tmp_path / "bron", tmp_path / "elders"
    for folder in (source / "content/projecten", elsewhere):
        folder.mkdir(parents=True)
        (folder / "x.md").write_text("een regel\n", encoding="utf-8")
    (source / "content/nieuws").symlink_to(elsewhere)
    (source / "content/projecten/y.md").symlink_to(elsewhere / "x.md")
    (source / "content/binnen").symlink_to(source / "content/projecten")
    lines = SourceLines(str(source))
    shown = {
        name: lines.line(Place(f"content/{name}.md")) for name in ("projecten/x", "binnen/x", "nieuws/x", "projecten/y")
    }
    assert shown == {"projecten/x": "een regel", "binnen/x": "een regel", "nieuws/x": None, "projecten/y": None}
