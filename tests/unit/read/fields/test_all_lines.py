"""A remedy that writes a field on one line says what becomes of the other lines of that field."""

import json
import re
from pathlib import Path

import pytest

from support import make_source, project, run_here

SITE = "base_url: https://proef.example/\nzoeken: nee\n"
WRITTEN = re.compile(
    r"Schrijf:? [^':]*'?([a-z_-]+: .+?)'?"
    r"(?:, en op de volgende regel '(.+?)' voor .*|, of .*|, met .*| als .*|\. Dat .*)$"
)


def remedies(folder: Path, site: str = "", fields: str = "") -> list[str]:
    """Return the remedies for a site.yaml with these lines, or for a project with these fields."""
    name = "" if site.startswith("naam:") else "naam: Proef\n"
    files = {"site.yaml": f"{name}{SITE}{site}", "wij.svg": "<svg/>"}
    done = run_here(
        "check", "--source", str(make_source(folder, files | {"projecten/x.md": project("X", extra=fields)})),
        "--format", "json",
    )  # fmt: skip
    file = "content/projecten/x.md" if fields else "content/site.yaml"
    return [found["remedy"] for found in json.loads(done.stdout) if found["file"] == file]


LONG = [
    ("csp", "csp:\n  - script-src https://stats.example.org\n"),
    ("csp", "csp:\n- script-src https://stats.example.org\n"),
    ("csp", "csp: >\n  script-src https://stats.example.org;\n  img-src https://a.example\n"),
    ("csp", "csp:\n  script-src https://stats.example.org\n"),
    ("voet", "voet:\n  Adres: Postbus 1\n  Fonds: https://fonds.example/\n"),
    ("voet", "voet:\n  - Postbus 1\n  - '[Fonds](https://fonds.example/) en [Bond](https://bond.example/)'\n"),
    ("menu", "menu:\n  - name: Wij\n    link: https://wij.example/\n  - projecten\n"),
    ("menu", "menu:\n  projecten:\n  nieuws:\n"),
    ("menu", "menu:\n  - titel: Wij\n    url: https://wij.example/\n    items:\n      - projecten\n"),
    ("menu", "menu:\n  1. projecten\n  2. nieuws\n"),
    ("menu", "menu:\n  - projecten, nieuws\n"),
    ("extra", "extra:\n  - thema: groen\n  - kleur: rood\n"),
    ("extra", "extra:\n  - groen\n"),
    ("extra", "extra:\n  groen\n"),
    ("exporten", "exporten:\n  bib: ja\n  ris: nee\n"),
    ("exporten", "exporten:\n  - [bib, ris]\n"),
    ("logo", "logo:\n  src: wij.svg\n"),
    ("insluiten", "insluiten:\n  - https://a.example/x, https://b.example/\n"),
    ("insluiten", "insluiten:\n  https://a.example/x,\n  https://b.example/\n"),
    ("redactie", "redactie:\n  https://github.com/instituut/site\n"),
    ("naam", "naam:\n  - Proef\n"),
    ("beschrijving", "beschrijving:\n  Zorg: nu\n"),
]


@pytest.mark.parametrize(("name", "lines"), LONG)
def test_the_remedy_works_when_all_lines_are_replaced(name: str, lines: str, tmp_path: Path) -> None:
    (remedy,) = remedies(tmp_path, lines)
    assert remedy.endswith(f" Dat komt in plaats van alle regels van '{name}'.")
    found = WRITTEN.search(remedy)
    assert found is not None, remedy
    after = remedies(tmp_path, "\n".join(filter(None, found.groups())) + "\n")
    assert not any("Schrijf" in remedy or "YAML" in remedy for remedy in after), (found, after)


@pytest.mark.parametrize(
    ("fields", "name"), [("trefwoorden:\n  a:\n  b:\n", "trefwoorden"), ("reeks:\n  - A\n", "reeks")]
)
def test_a_page_has_such_remedies_too(fields: str, name: str, tmp_path: Path) -> None:
    (remedy,) = remedies(tmp_path, fields=fields)
    assert remedy.endswith(f" Dat komt in plaats van alle regels van '{name}'.")


@pytest.mark.parametrize(
    "lines",
    ["csp: [x]\n", "extra: [groen]\n", "menu: {projecten: , nieuws: }\n", "logo: [wij.svg]\n", "naam: [Proef]\n",
     "exporten: bib;ris\n", "beschrijving: {Zorg: nu}\n", "accent:\n  rood\n",
     "menu: projecten, nieuws\n", "voet: '[A](https://a.example) en [B](https://b.example)'\n"],
)  # fmt: skip
def test_another_remedy_does_not_say_so(lines: str, tmp_path: Path) -> None:
    assert remedies(tmp_path, lines)
    assert not any("alle regels" in remedy for remedy in remedies(tmp_path, lines))


def test_the_lines_of_a_directive_go_with_it(tmp_path: Path) -> None:
    (remedy,) = remedies(tmp_path, "csp:\n  script-src:\n    - none\n  img-src: https://a.example\n")
    assert remedy == "Haal 'script-src' met wat eronder staat weg."
    (remedy,) = remedies(tmp_path, "csp:\n  script-src:\n    - none\n    - https://a.example\n")
    assert remedy == "Haal het weg."
    (remedy,) = remedies(tmp_path, "csp:\n  script-src: >\n    a.example\n    b.example\n")
    assert remedy == (
        "Schrijf 'script-src: [a.example, b.example]'. Dat komt in plaats van alle regels van 'script-src'."
    )


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        ("voet: Adres: Postbus 1\n  Utrecht\n", 5),
        ("voet: Postbus 1\n- Utrecht\n- Zeewijk\n", 6),
        ("voet:\n  - Adres: Postbus 1: Utrecht\n    Fonds: x\n", 6),
        ("menu: - projecten\n      - nieuws\n", 5),
        ("menu: [projecten,\n  nieuws\n", 5),
        ("beschrijving: 'Zorg\n  nu\n  en later\n", 6),
        ("insluiten: a.example\n  - b.example\n", 5),
    ],
)
def test_a_mistake_in_yaml_on_several_lines_says_which_become_one(lines: str, last: int, tmp_path: Path) -> None:
    (remedy,) = remedies(tmp_path, lines)
    found = re.fullmatch(r"Maak van regel (\d) (?:en|tot en met) (\d) een regel\. [^:]*: (.*)", remedy)
    assert found is not None, remedy
    first, indent = int(found[1]) - 4, "  " if found[3].startswith("- ") else ""
    after = lines.split("\n")
    after[first : last - 3] = [indent + found[3]]
    assert (int(found[2]), remedies(tmp_path, "\n".join(after))) == (last, [])


@pytest.mark.parametrize(
    "lines", ["voet: Adres: Postbus 1\nzoekmachine: x\n", "menu: - projecten\n\n# x\n", "menu: [a\n"]
)
def test_a_mistake_on_one_line_does_not_say_so(lines: str, tmp_path: Path) -> None:
    assert not any("een regel." in remedy for remedy in remedies(tmp_path, lines))
