"""``check --fix``: only what is wrong changes, whatever the style of the file."""

import json
import os
import re
import stat
import subprocess
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fix_files import STYLES, File, files
from support import AS_OF, examples, law, make_source, run_here, tree
from vindplaats.commands import fix as fix_command
from vindplaats.commands.fix import Change
from vindplaats.diagnostics.diagnostic import Fix, NewField, NewKey, NewText
from vindplaats.options import Options, no_progress
from vindplaats.pipeline import check
from vindplaats.read.schema import FIELDS, Field
from vindplaats.read.yaml_syntax.edits import apply_fixes

FILES = tuple(files())
REGISTERED = {
    "contactpersonen/bo.md": "---\nnaam: Bo Aa\naliassen: [Bootje]\n---\n",
    "opdrachtgevers/zf.md": "---\nnaam: Stichting Zeefonds\nafkorting: ZF\n---\n",
    "opdrachtgevers/gp.md": "---\nnaam: Gemeente Proefdorp\n---\n",
    "werkvelden/wonen.md": "---\ntitel: Wonen\n---\n",
    "werkvelden/zorg.md": "---\ntitel: Zorg\n---\n",
}
SITE = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n"
WITH_EDITOR = f"{SITE}redactie: {{dienst: github, opslag: a/b}}\n"
MATTER = "---\ntitel: Zee\nwerkveld: {werkveld}\nopdrachtgever: {client}\ncontactpersoon: {person}\njaar: 2022\n---\n"


def remaining(folder: Path) -> set[str]:
    """Return the codes of the diagnostics of a source, except that of an absent web editor."""
    return {d.code for d in check(Options(source=str(folder))).diagnostics} - {"redactie-ontbreekt"}


def source(folder: Path, pages: dict[str, bytes], site: str = SITE) -> Path:
    make_source(folder, {"site.yaml": site, **REGISTERED})
    (folder / "content/projecten").mkdir(parents=True, exist_ok=True)
    for name, data in pages.items():
        (folder / f"content/projecten/{name}.md").write_bytes(data)
    return folder


def pages_of(folder: Path) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (folder / "content/projecten").glob("*.md")}


def run(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    return run_here("check", "--source", str(folder), "--as-of", AS_OF, *options)


def fixed(folder: Path, text: str, site: str = SITE) -> str:
    """Return what becomes of a page."""
    source(folder, {"x": text.encode()}, site)
    run(folder, "--fix")
    return pages_of(folder)["x"].decode()


def test_there_are_sixty_files_in_thirty_styles() -> None:
    assert len(STYLES) >= 30
    assert len(FILES) >= 60


def test_files_with_nothing_to_fix_stay_as_they_are(tmp_path: Path) -> None:
    right = {file.name: file.right for file in FILES}
    source(tmp_path, right)
    before = tree(tmp_path)
    shown = run(tmp_path, "--diff")
    assert (shown.returncode, shown.stdout) == (0, "")
    done = run(tmp_path, "--fix")
    assert (done.returncode, done.stdout) == (0, "")
    assert tree(tmp_path) == before


def test_of_a_file_with_one_fault_only_that_changes(tmp_path: Path) -> None:
    source(tmp_path, {file.name: file.wrong for file in FILES})
    before = tree(tmp_path)
    shown = run(tmp_path, "--diff")
    assert shown.returncode == 1
    assert tree(tmp_path) == before
    done = run(tmp_path, "--fix")
    assert done.stdout == shown.stdout
    pages = pages_of(tmp_path)
    for file in FILES:
        assert pages[file.name] == file.right, file.name
    assert done.returncode == 0, done.stderr
    again = run(tmp_path, "--fix")
    assert (again.returncode, again.stdout) == (0, "")
    assert pages_of(tmp_path) == pages


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_fault_is_one_diagnostic_that_says_that_it_is_fixed(file: File, tmp_path: Path) -> None:
    result = check(Options(source=str(source(tmp_path, {"x": file.wrong}))))
    found = [d for d in result.diagnostics if d.file == "content/projecten/x.md"]
    assert len(found) == 1, found
    assert found[0].fix is not None
    assert "'vindplaats check --fix'" in run(tmp_path).stderr


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("noor de wit", "Noor de Wit"),
        ("Noor", "Noor de Wit"),
        ("wit # x", "Noor de Wit # x"),
        ('"Noor"', "Noor de Wit"),
        ("Bootje", "Bo Aa"),
        ("contactpersonen/bo", "Bo Aa"),
        ("[Noor, bo]", "[Noor de Wit, Bo Aa]"),
        ("\n  - Noor of Bo\n  - “Bo Aa”", "\n  - Noor de Wit\n  - Bo Aa\n  - Bo Aa"),
        ("[Noor of Bo]", "[Noor de Wit, Bo Aa]"),
        ("Noor of Bo", "\n  - Noor de Wit\n  - Bo Aa"),
        ("Noor of Bo # twee", "\n  - Noor de Wit\n  - Bo Aa # twee"),
        ("Noor of Piet", "Noor of Piet"),
        ("Noor de Wit", "Noor de Wit"),
    ],
)
def test_names_are_written_in_full_on_a_site_with_a_web_editor(value: str, expected: str, tmp_path: Path) -> None:
    text = MATTER.replace("contactpersoon: {person}", "contactpersoon:{person}")
    before = text.format(werkveld="Wonen", client="[]", person=value if value.startswith("\n") else f" {value}")
    after = text.format(werkveld="Wonen", client="[]", person=expected if expected.startswith("\n") else f" {expected}")
    assert fixed(tmp_path / "met", before, WITH_EDITOR) == after
    assert pages_of(source(tmp_path / "zonder", {"x": before.encode()}))["x"] == before.encode()
    codes = [d.code for d in check(Options(source=str(tmp_path / "zonder"))).diagnostics]
    assert "naam-niet-voluit" not in codes


@pytest.mark.parametrize(
    ("werkveld", "client", "expected"),
    [
        ("WONEN", "ZF", ("Wonen", "Stichting Zeefonds")),
        ("[zorg]", "Stichting Zeefonds (ZF)", ("[Zorg]", "Stichting Zeefonds")),
        ("wonen en zorg", "[gp, zf]", ("\n  - Wonen\n  - Zorg", "[Gemeente Proefdorp, Stichting Zeefonds]")),
    ],
)
def test_clients_and_werkvelden_too(werkveld: str, client: str, expected: tuple[str, str], tmp_path: Path) -> None:
    before = MATTER.format(werkveld=werkveld, client=client, person="Noor de Wit")
    after = MATTER.format(werkveld=expected[0], client=expected[1], person="Noor de Wit")
    assert fixed(tmp_path, before, WITH_EDITOR) == after.replace(": \n", ":\n")
    assert remaining(tmp_path) == set()


def test_a_successor_too(tmp_path: Path) -> None:
    source(tmp_path, {}, WITH_EDITOR)
    gone = tmp_path / "content/contactpersonen/weg.md"
    gone.write_text("---\nnaam: Jo Bos\nvertrokken_op: 2020-01-01\nopvolger: noor # nu\n---\n", encoding="utf-8")
    assert run(tmp_path, "--fix").returncode == 0
    assert remaining(tmp_path) == set()
    assert "opvolger: Noor de Wit # nu\n" in gone.read_text(encoding="utf-8")


def test_without_a_full_name_of_its_own_an_entry_keeps_its_id(tmp_path: Path) -> None:
    source(tmp_path, {"x": MATTER.format(werkveld="Wonen", client="[]", person="contactpersonen/een").encode()},
           WITH_EDITOR)  # fmt: skip
    for name in ("een", "twee"):
        (tmp_path / f"content/contactpersonen/{name}.md").write_text("---\nnaam: Jo Bos\n---\n", encoding="utf-8")
    done = run(tmp_path, "--fix")
    assert (done.returncode, done.stdout) == (0, "")


def test_an_absent_opdrachtgever_is_left_out_on_a_site_with_a_web_editor(tmp_path: Path) -> None:
    text = MATTER.format(werkveld="Wonen", client="[]", person="Noor de Wit").replace("opdrachtgever: []\n", "")
    done = run(source(tmp_path, {"x": text.encode()}, WITH_EDITOR), "--fix")
    assert (done.returncode, done.stdout) == (0, "")
    assert remaining(tmp_path) == set()
    (tmp_path / "content/site.yaml").write_text(SITE, encoding="utf-8")
    assert "+opdrachtgever: []\n" in run(tmp_path, "--diff").stdout


@pytest.mark.parametrize(
    "broken", ["lettertype: Comic Sans\n", "<<<<<<< HEAD\n", "menu: [\n", "redactie: {dienst: svn}\n"]
)
@pytest.mark.parametrize("site", [SITE, WITH_EDITOR])
def test_an_absent_opdrachtgever_waits_until_the_configuration_can_be_read(
    site: str, broken: str, tmp_path: Path
) -> None:
    text = MATTER.format(werkveld="Wonen", client="[]", person="Noor de Wit").replace("opdrachtgever: []\n", "")
    assert fixed(tmp_path, text, site + broken) == text
    assert "opdrachtgever" not in run(tmp_path).stderr


def test_an_absent_opdrachtgever_is_written_once_the_configuration_is_fixed(tmp_path: Path) -> None:
    text = MATTER.format(werkveld="Wonen", client="[]", person="Noor de Wit")
    without = text.replace("opdrachtgever: []\n", "")
    assert fixed(tmp_path / "zonder", without, f"{SITE}organisatie: Zee: nu\n") == text
    assert fixed(tmp_path / "met", without, f"{WITH_EDITOR}organisatie: Zee: nu\n") == without


def test_several_faults_in_one_file_are_fixed_at_once(tmp_path: Path) -> None:
    text = (
        "---\nTitel: 's Nachts: in de wijk # x\nwerkveld: Wonen, Zorg\ncontactpersoon: “Noor de Wit”\n"
        "jaar: 2022\npublicatiedatum: 12-05-2022\nsamenvatting: Cafe\u0301\n---\n"
    )
    assert fixed(tmp_path, text) == (
        '---\ntitel: "\'s Nachts: in de wijk" # x\nwerkveld:\n  - Wonen\n  - Zorg\nopdrachtgever: []\n'
        "contactpersoon: Noor de Wit\njaar: 2022\npublicatiedatum: 2022-05-12\nsamenvatting: Café\n---\n"
    )
    assert run(tmp_path, "--strict").returncode == 0


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("titel: Zee: nu", "titel: 'Zee: nu'"),
        ("titel: Zee: nu\n  en straks", "titel: 'Zee: nu en straks'"),
        ("titel: “Zee: nu”", "titel: 'Zee: nu'"),
        ("titel: 't Gooi", 'titel: "\'t Gooi"'),
        ('titel: Zee: "nu"', "titel: 'Zee: \"nu\"'"),
        ("titel: Zee:", "titel: 'Zee:'"),
        ("titel:\n  Zee: nu", "titel:\n  'Zee: nu'"),
        ("titel: «Zee»", "titel: Zee"),
        ("titel: “[a], b”", "titel: '[a], b'"),
    ],
)
def test_quotes_are_written_as_web_editors_write_them(line: str, expected: str, tmp_path: Path) -> None:
    text = MATTER.format(werkveld="Wonen", client="[]", person="Noor de Wit")
    assert fixed(tmp_path, text.replace("titel: Zee", line)) == text.replace("titel: Zee", expected)


def test_the_configuration_is_fixed_too(tmp_path: Path) -> None:
    source(tmp_path, {}, "Naam: Proef: nu\nbase_url: https://proef.example/\nzoeken: nee\n")
    done = run(tmp_path, "--fix")
    assert done.returncode == 0, done.stderr
    now = (tmp_path / "content/site.yaml").read_text(encoding="utf-8")
    assert now == "naam: 'Proef: nu'\nbase_url: https://proef.example/\nzoeken: nee\n"


def test_what_cannot_be_fixed_is_reported_and_the_rest_is_fixed(tmp_path: Path) -> None:
    text = MATTER.format(werkveld="Wonen", client="[]", person="Noor de Wit").replace(
        "jaar: 2022", "jaar: ooit\nsamenvatting: &zee x\npublicatiedatum: 12-05-2022"
    )
    source(tmp_path, {"x": text.encode()})
    done = run(tmp_path, "--fix")
    assert done.returncode == 1
    assert "ongeldig-jaar" in done.stderr
    assert pages_of(tmp_path)["x"].decode() == text.replace("12-05-2022", "2022-05-12")


def test_the_diff_can_be_applied_with_git(tmp_path: Path) -> None:
    wrong = source(tmp_path / "a", {file.name: file.wrong for file in FILES})
    patch = run(wrong, "--diff").stdout.encode()
    subprocess.run(["git", "apply", "-"], input=patch, cwd=wrong, check=True, capture_output=True)
    assert pages_of(wrong) == {file.name: file.right for file in FILES}


def test_the_mode_of_a_file_stays_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    source(tmp_path, {"x": FILES[0].wrong})
    path = tmp_path / "content/projecten/x.md"
    path.chmod(0o640)
    run(tmp_path, "--fix")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(path.parent) == ["x.md"]
    assert path.read_bytes() == FILES[0].right


def test_a_file_that_cannot_be_written_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source(tmp_path, {"x": FILES[0].wrong})

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    done = run(tmp_path, "--fix")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(". Er is niets geschreven.\n")
    assert tree(tmp_path / "content/projecten") == {"x.md": FILES[0].wrong}


def test_what_was_written_before_a_refusal_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source(tmp_path, {"a": FILES[0].wrong, "b": FILES[1].wrong, "c": FILES[2].wrong})
    replace = os.replace

    def refuse(new: str, old: str) -> None:
        if old.endswith("b.md"):
            raise OSError(28, "No space left on device", new)
        replace(new, old)

    monkeypatch.setattr(os, "replace", refuse)
    done = run(tmp_path, "--fix")
    assert done.returncode == 2
    assert pages_of(tmp_path) == {"a": FILES[0].right, "b": FILES[1].wrong, "c": FILES[2].wrong}
    assert done.stdout == Change("content/projecten/a.md", FILES[0].wrong, FILES[0].right).diff()
    assert "weigert: content/projecten/b.md: " in done.stderr
    assert done.stderr.endswith(". Wel verbeterd: content/projecten/a.md.\n")


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source(tmp_path, {"x": FILES[0].wrong, "y": FILES[1].wrong})
    find = fix_command.find_changes

    def find_and_edit(*arguments: object) -> object:
        found = find(*arguments)  # type: ignore[arg-type]
        (tmp_path / "content/projecten/y.md").write_bytes(FILES[2].right)
        return found

    monkeypatch.setattr(fix_command, "find_changes", find_and_edit)
    done = run(tmp_path, "--fix")
    assert done.returncode == 2
    assert "content/projecten/y.md is intussen gewijzigd" in done.stderr
    assert pages_of(tmp_path) == {"x": FILES[0].wrong, "y": FILES[2].right}


@pytest.mark.parametrize("option", ["--fix", "--diff"])
@pytest.mark.parametrize("name", ["projecten/x.md", "site.yaml"])
def test_a_file_that_changed_during_the_check_is_not_written(
    name: str, option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = MATTER.format(werkveld="Wonen, Zorg", client="[]", person="Noor de Wit")
    source(tmp_path, {"x": text.encode()}, SITE.replace("naam", "Naam"))
    path = tmp_path / "content" / name
    edited = path.read_text(encoding="utf-8").replace("titel: Zee", "titel: Zand").replace("Naam: Proef", "Naam: P")

    def check_and_edit(*arguments: object) -> object:
        result = check(*arguments)  # type: ignore[arg-type]
        path.write_text(edited, encoding="utf-8")
        return result

    monkeypatch.setattr(fix_command, "check", check_and_edit)
    done = run(tmp_path, option)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"content/{name} is intussen gewijzigd" in done.stderr
    assert path.read_text(encoding="utf-8") == edited


def test_a_text_is_only_replaced_where_it_is() -> None:
    fix = NewText(2, 8, 3, 6, "Zee: nu\n  en", "'Zee: nu en'")
    there = b"---\r\ntitel: Zee: nu\r\n  en\r\n---\r\n"
    fields = FIELDS["projecten"]
    assert apply_fixes("content/projecten/x.md", there, [fix], fields) == there.replace(
        b"Zee: nu\r\n  en", b"'Zee: nu en'"
    )
    for other in (there.replace(b"nu", b"nooit"), b"x\n" + there, b"---\ntitel: a\n---\n", b""):
        assert apply_fixes("content/projecten/x.md", other, [fix], fields) == other


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("“Zee\n  nu”", "“Zee\n  nu”"),
        ("“Cafe\u0301”", "Café"),
        ("“Zee\tnu”", "Zee nu"),
        ("“Zee\u2028nu”", "Zee nu"),
    ],
    ids=ascii,
)
def test_curly_quotes_are_found_in_the_file(line: str, expected: str, tmp_path: Path) -> None:
    text = MATTER.format(werkveld="Wonen", client="[]", person="Noor de Wit")
    assert fixed(tmp_path, text.replace("Zee", line)) == text.replace("Zee", expected)


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_another_format_than_text_is_wrong_use(option: str, tmp_path: Path) -> None:
    source(tmp_path, {"x": FILES[0].wrong})
    done = run(tmp_path, option, "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{option} en --format json gaan niet samen" in done.stderr


def test_fix_with_diff_only_shows(tmp_path: Path) -> None:
    source(tmp_path, {"x": FILES[0].wrong})
    assert run(tmp_path, "--fix", "--diff").returncode == 1
    assert pages_of(tmp_path)["x"] == FILES[0].wrong


def test_json_has_no_fix(tmp_path: Path) -> None:
    (found,) = json.loads(run(source(tmp_path, {"x": FILES[0].wrong}), "--format", "json").stdout)
    assert "fix" not in found


TEXTS = st.text(st.sampled_from("ab é'\"“”:,#-[]{}&*!|>%@`\\/.京🌊0\t"), min_size=1, max_size=12)
COMMENT = " # zie ook"
VALUES = {
    "titel": ["Zee", "“Zee”", "'s Nachts", "Zee: nu", "Cafe\u0301", "«Zee: nu»"],
    "werkveld": ["Wonen", "wonen", "Wonen, Zorg", "[Wonen, zorg]", "\n  - Zorg\n  - “Wonen”", "WONEN en zorg"],
    "opdrachtgever": ["[]", "ZF", "Stichting Zeefonds", "[zf, gemeente proefdorp]", "'Stichting Zeefonds (ZF)'"],
    "contactpersoon": ["Noor de Wit", "Noor", '"noor"', "Noor of Bo", "[Bootje, noor]", "\n  - wit\n  - Bo Aa"],
    "jaar": ["2022", "“2022”", "'2022'"],
    "publicatiedatum": ["2022-05-12", "12-05-2022", "“12-05-2022”"],
    "samenvatting": ["Kort", ">-\n  Kort\n  en goed", "“Kort: krachtig”", "Zee: nu\n  en straks"],
}
"""Values of each field, some of which have a fault."""


@st.composite
def front_matter(draw: st.DrawFn) -> str:
    """Make the front matter of a project, with its fields in any order and style, some of which have faults."""
    needed = draw(st.permutations(("titel", "werkveld", "contactpersoon", "jaar")))
    others = draw(st.lists(st.sampled_from(("opdrachtgever", "publicatiedatum", "samenvatting")), unique=True))
    lines = []
    for name in (*needed, *others):
        written = draw(st.sampled_from([name, name, name.capitalize(), name.upper()]))
        text = draw(st.sampled_from(VALUES[name]))
        if name == "samenvatting":
            text = draw(st.one_of(st.just(text), TEXTS))
        comment = draw(st.sampled_from(["", "", COMMENT, "  "])) if "\n" not in text else ""
        space = "" if text.startswith("\n") else draw(st.sampled_from([" ", "  "]))
        lines.append(f"{written}:{space}{text}{comment}")
    return "\n".join(("---", *lines, "---", "", "Tekst.", ""))


def span(text: str, fix: Fix) -> tuple[int, int]:
    """Return the part of a file that a fix may change, without a comment after it."""
    lines = text.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, lines))]
    start = starts[fix.line - 1] + fix.column - 1
    if isinstance(fix, NewText):
        return start, starts[fix.end_line - 1] + fix.end_column - 1
    if isinstance(fix, NewKey):
        return start, text.index(":", start)
    last = fix.line
    is_field = fix.column == 1
    while is_field and lines[last].startswith(" "):
        last += 1
    end = starts[last] - len(lines[last - 1]) + len(lines[last - 1].rstrip().removesuffix(COMMENT))
    if isinstance(fix, NewField):
        end = starts[last] - len(lines[last - 1]) + len(lines[last - 1].rstrip("\r\n"))
        return end, end
    return text.index(":", start) + 1 if is_field else start, end


def is_kept(before: str, after: str, fixes: Iterable[Fix]) -> bool:
    """Return whether everything outside the parts that fixes may change is in ``after``, in order."""
    pieces, done = [], 0
    for start, end in sorted({span(before, fix) for fix in fixes}):
        pieces.append(before[done : max(done, start)])
        done = max(done, end)
    return re.fullmatch(".*?".join(map(re.escape, (*pieces, before[done:]))), after, re.DOTALL) is not None


@law
@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=front_matter(), line_end=st.sampled_from(["\n", "\r\n"]), bom=st.sampled_from(["", "\ufeff"]),
       site=st.sampled_from([SITE, WITH_EDITOR]))  # fmt: skip
def test_law_that_fixing_ends_and_changes_only_what_has_a_fix(
    text: str, line_end: str, bom: str, site: str, tmp_path: Path
) -> None:
    before = (bom + text).replace("\n", line_end)
    options = Options(source=str(source(tmp_path, {"x": before.encode()}, site)), jobs=1)

    def apply(file: str, data: bytes, fixes: Sequence[Fix], declared: tuple[Field, ...]) -> bytes:
        after = apply_fixes(file, data, fixes, declared)
        texts = (data.decode().removeprefix(bom), after.decode().removeprefix(bom))
        assert is_kept(*texts, fixes), (texts, fixes)
        return after

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fix_command, "apply_fixes", apply)
        found = fix_command.find_changes(options, no_progress)
    assert [d for d in found.result.diagnostics if d.fix] == []
    for change in found.changes:
        after = change.after.decode()
        assert after.startswith("\ufeff") == bool(bom)
        assert line_end != "\r\n" or after.count("\n") == after.count("\r\n")


def test_a_diff_says_where_there_is_no_line_end() -> None:
    diff = Change("content/x.md", b"a\nb", b"a\nc").diff()
    assert diff == (
        "--- a/content/x.md\n+++ b/content/x.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
        "\\ No newline at end of file\n"
    )
