"""Texts that lose characters in the web editor: each gives a warning on a site that has one, and `--fix` keeps them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import examples, law, make_source, run_here
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.options import Options
from vindplaats.pipeline import check
from vindplaats.read.fields.as_saved import as_saved
from vindplaats.read.yaml_syntax.writing import write_text

SITE = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n"
WITH_EDITOR = f"{SITE}redactie: {{dienst: github, opslag: a/b}}\n"
PROJECT = "---\ntitel: Zee\nwerkveld: Wonen\nopdrachtgever: []\ncontactpersoon: Noor de Wit\njaar: 2022\n{}\n---\n"
PERSON = "---\nnaam: Noor de Wit\n{}\n---\n"

JAVASCRIPT = r"""
const number = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$|^0o[0-7]+$|^0x[0-9a-fA-F]+$/
const saved = text => {
    if (!number.test(text)) return text
    const value = Number(text)
    if (!Number.isFinite(value)) return value < 0 ? "-.inf" : ".inf"
    return Object.is(value, -0) ? "-0" : String(value)
}
let input = ""
process.stdin.on("data", part => { input += part })
process.stdin.on("end", () => console.log(JSON.stringify(JSON.parse(input).map(saved))))
"""
"""What the editor makes of a text: it reads numbers by the core schema, and writes them as JavaScript does."""

PARTS = st.sampled_from(["0", "00", "1", "7", "10", "2020", "9007199254740993", "123456789012345678901", "9" * 310])
NUMBERS = st.one_of(
    st.text("0123456789", min_size=1, max_size=24),
    st.from_regex(r"[-+]?[0-9]{0,18}\.?[0-9]{0,18}([eE][-+]?[0-9]{1,3})?", fullmatch=True),
    st.from_regex(r"0[xo][0-9a-f]{1,20}", fullmatch=True),
    st.floats().map(repr),
    st.integers().map(str),
    st.tuples(st.sampled_from(["", "+", "-"]), PARTS, st.sampled_from(["", ".", ".0", ".10", ".5"])).map("".join),
    st.text("+-.0123456789eExo_:", max_size=8),
)
"""Texts that are numbers, and texts that nearly are."""


def found(folder: Path, files: dict[str, str], site: str = WITH_EDITOR) -> list[Diagnostic]:
    """Return the diagnostics of a source, except that of an absent web editor."""
    make_source(folder, {"site.yaml": site, "werkvelden/wonen.md": "---\ntitel: Wonen\n---\n", **files})
    return [d for d in check(Options(source=str(folder))).diagnostics if d.code != "redactie-ontbreekt"]


def person(line: str) -> dict[str, str]:
    return {"contactpersonen/noor.md": PERSON.format(line)}


@pytest.mark.parametrize(
    ("line", "place", "saved", "remedy", "after"),
    [
        ("telefoon: +31612345678", (3, 1), "31612345678", "Schrijf 'telefoon: \"+31612345678\"'.",
         "telefoon: '+31612345678'"),
        ("telefoon: 0301234567 # kantoor", (3, 1), "301234567", "Schrijf 'telefoon: \"0301234567\"'.",
         "telefoon: '0301234567' # kantoor"),
        ("functie: True", (3, 1), "true", "Schrijf 'functie: \"True\"'.", "functie: 'True'"),
        ("functie: .NaN", (3, 1), ".nan", "Schrijf 'functie: \".NaN\"'.", "functie: '.NaN'"),
        ("slug: 007", (3, 1), "7", "Schrijf 'slug: \"007\"'.", "slug: '007'"),
        ("functie:\n  1e3", (3, 1), "1000",
         "Schrijf 'functie: \"1e3\"'. Dat komt in plaats van alle regels van 'functie'.", "functie:\n  '1e3'"),
        ("aliassen: [007, Noor]", (3, 12), "7", "Schrijf '\"007\"'.", "aliassen: ['007', Noor]"),
        ("aliassen:\n  - Noor\n  - 2020.10", (5, 5), "2020.1", "Schrijf '\"2020.10\"'.",
         "aliassen:\n  - Noor\n  - '2020.10'"),
    ],
)  # fmt: skip
def test_a_text_that_loses_characters_gives_one_warning(
    line: str, place: tuple[int, int], saved: str, remedy: str, after: str, tmp_path: Path
) -> None:
    (fault,) = found(tmp_path / "met", person(line))
    assert (fault.code, fault.severity, (fault.line, fault.column)) == ("verkeerde-waarde", "warning", place)
    assert fault.message.endswith(f"zij bewaart {saved}.")
    assert fault.remedy == remedy
    assert found(tmp_path / "zonder", person(line), SITE) == []
    assert run_here("check", "--source", str(tmp_path / "met"), "--fix").returncode == 0
    page = tmp_path / "met/content/contactpersonen/noor.md"
    assert page.read_text(encoding="utf-8") == PERSON.format(after)
    assert found(tmp_path / "daarna", person(after)) == []
    again = run_here("check", "--source", str(tmp_path / "met"), "--fix")
    assert (again.returncode, again.stdout) == (0, "")


@pytest.mark.parametrize(
    ("line", "places", "after"),
    [
        ("extra: {prijs: 1.10, Code: 007}", [(7, 9), (7, 22)], "extra: {prijs: '1.10', Code: '007'}"),
        ("extra:\n  lijst:\n    - 1.5\n    - [0x1F]\n    - nr: 1e3", [(10, 8), (11, 7)],
         "extra:\n  lijst:\n    - 1.5\n    - ['0x1F']\n    - nr: '1e3'"),
        ("extra: {nr: 12345678901234567890}", [(7, 9)], "extra: {nr: '12345678901234567890'}"),
    ],
)  # fmt: skip
def test_a_text_in_a_free_field_stays_a_text(
    line: str, places: list[tuple[int, int]], after: str, tmp_path: Path
) -> None:
    files = {**person(""), "projecten/x.md": PROJECT.format(line)}
    assert [(d.line, d.column) for d in found(tmp_path / "met", files) if d.code == "verkeerde-waarde"] == places
    assert run_here("check", "--source", str(tmp_path / "met"), "--fix").returncode == 0
    page = (tmp_path / "met/content/projecten/x.md").read_text(encoding="utf-8")
    assert page == PROJECT.format(after)
    assert found(tmp_path / "daarna", {**files, "projecten/x.md": page}) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("extra: {2019: a, b: c}", ["2019"]),
        ("extra: {'2019': a, -1: b, 1e3: c, 0x1F: d}", ["2019", "-1", "1e3", "0x1F"]),
        ("extra: {a: {b: [{'': c}, [{' ': d}]]}}", ["", " "]),
        ("extra: {a.b: c, ~: d, __proto__: e}", ["a.b", "~", "__proto__"]),
    ],
)
def test_a_name_that_the_editor_loses_gives_a_warning(line: str, names: list[str], tmp_path: Path) -> None:
    files = {**person(""), "projecten/x.md": PROJECT.format(line)}
    reported = [d for d in found(tmp_path / "met", files) if d.code == "verloren-naam"]
    assert [d.message.split("'")[1] for d in reported] == names
    assert {d.severity for d in reported} == {"warning"}
    assert found(tmp_path / "zonder", files, SITE) == []


@pytest.mark.parametrize(
    "line",
    [
        "isbn: 9789012345678",
        "rapportnummer: 2020",
        "rapportnummer: 2020.5",
        "rapportnummer: '007'",
        'rapportnummer: "007"',
        "rapportnummer: 2020-010",
        "rapportnummer: true",
        "rapportnummer: null",
        "rapportnummer: 1_000",
        "rapportnummer: |\n  007",
        "trefwoorden: [huur, '010']",
        "trefwoorden: 007, 008",
        "volgorde: 1\nextra: {prijs: 1.5, code: '007', dag: 2022-05-01, waar: True, leeg: }",
        "extra: {2x: a, '1 a': b, c d: [1, '1.10', [2, {e1: 1}]], Infinity2: x, 'é': y, '~': z}",
        "concept: TRUE",
    ],
)
def test_a_text_that_stays_the_same_gives_none(line: str, tmp_path: Path) -> None:
    reported = found(tmp_path, {**person("telefoon: 030-1234567"), "projecten/x.md": PROJECT.format(line)})
    assert [d for d in reported if d.code in {"verkeerde-waarde", "verloren-naam"}] == []


def test_the_title_of_a_link_is_a_text_too(tmp_path: Path) -> None:
    links = "links:\n  - titel: 0x1F\n    url: https://zee.example/\n  - {titel: 007, url: https://zee.example/a}"
    files = {**person(""), "projecten/x.md": PROJECT.format(links)}
    assert [(d.code, d.line, d.column) for d in found(tmp_path, files)] == [
        ("verkeerde-waarde", 8, 5), ("verkeerde-waarde", 10, 6)
    ]  # fmt: skip
    assert run_here("check", "--source", str(tmp_path), "--fix").returncode == 0
    page = (tmp_path / "content/projecten/x.md").read_text(encoding="utf-8")
    assert page == PROJECT.format(links.replace("0x1F", "'0x1F'").replace("007", "'007'"))
    assert found(tmp_path / "daarna", {**files, "projecten/x.md": page}) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("projecten/x.md", PROJECT.format("doi: 007")),  # no DOI at all
        ("projecten/x.md", PROJECT.format("aliassen: [007]")),  # no path
        ("projecten/x.md", PROJECT.replace("Noor de Wit", "007").format("")),  # no full name
    ],
)
def test_one_mistake_gives_one_message(name: str, text: str, tmp_path: Path) -> None:
    reported = found(tmp_path, {**person("aliassen: ['007']"), name: text})
    assert len(reported) == 1
    assert "bewaart" not in reported[0].message


def test_what_the_web_editor_does_not_show_may_have_any_value(tmp_path: Path) -> None:
    assert found(tmp_path, {**person(""), "index.md": "---\nsamenvatting: 007\n---\n\nWelkom.\n"}) == []
    assert found(tmp_path / "site", person(""), f"{WITH_EDITOR}beschrijving: 007\n") == []


def test_the_warning_comes_from_the_cache_too(tmp_path: Path) -> None:
    make_source(tmp_path, {"site.yaml": SITE, "werkvelden/wonen.md": "---\ntitel: 007\n---\n", **person("")})
    command = ("build", "--source", str(tmp_path), "--output", str(tmp_path / "public"))
    assert "verkeerde-waarde" not in run_here(*command).stderr
    (tmp_path / "content/site.yaml").write_text(WITH_EDITOR, encoding="utf-8")
    assert "verkeerde-waarde" in run_here(*command).stderr


@pytest.mark.parametrize("text", ["0x" + "f" * 400, "1e999", "+.Inf", "-.INF", ".NAN", "FALSE", "007", "0o17", "1."])
def test_a_value_of_another_type_is_written_as_yaml_reads_it(text: str) -> None:
    assert as_saved(as_saved(text)) == as_saved(text) != text
    assert write_text(text) == f"'{text}'"


@law
@given(texts=st.lists(NUMBERS, min_size=10, max_size=40))
@settings(max_examples=examples(200), deadline=None)
def test_a_number_is_saved_as_javascript_writes_it(texts: list[str]) -> None:
    node = shutil.which("node")
    if node is None:
        assert "CI" not in os.environ, "node is missing"
        pytest.skip("node is missing")
    command = [node, "-e", JAVASCRIPT]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    for text, expected in zip(texts, json.loads(done.stdout), strict=True):
        assert as_saved(text) == expected, text
        if expected != text:
            assert write_text(text) == f"'{text}'"
