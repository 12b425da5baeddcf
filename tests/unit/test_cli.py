"""The command line is a contract: commands, options, outputs, exit codes."""

import gc
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from support import AS_OF, REPOSITORY, make_source, pdf, png, project, tree
from vindplaats import __version__, cli
from vindplaats.cli import main


def run(*arguments: str) -> int:
    return main([*arguments])


def test_build_publishes_and_prints_a_summary_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A")})
    assert run("build", "--source", str(source)) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"Gebouwd: \d+ pagina’s in .+public \(\d+,\d\d s; 0 fouten, 0 waarschuwingen\)\.", err.strip())
    assert (source / "public/projecten/a/index.html").is_file()


def test_json_is_the_only_output_on_stdout_and_has_the_documented_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A", extra="trefworden: B\n")})
    assert run("build", "--source", str(source), "--format", "json") == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert list(found) == ["code", "severity", "file", "line", "column", "message", "remedy"]
    assert found["code"] == "onbekend-veld"
    assert (found["severity"], found["file"], found["line"], found["column"]) == (
        "error",
        "content/projecten/a.md",
        7,
        1,
    )
    assert found["remedy"] == "Bedoelde u 'trefwoorden'?"


def test_json_of_a_site_without_errors_is_an_empty_array(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(tmp_path, {})
    assert run("check", "--source", str(source), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_text_goes_to_stderr_with_place_and_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A", extra="trefworden: B\n")})
    assert run("check", "--source", str(source)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("content/projecten/a.md:7:1: fout[onbekend-veld]: ")
    assert "\x1b" not in err


def test_github_format_is_escaped_and_has_paths_from_the_root(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_source(tmp_path / "site", {"projecten/a.md": project("A", extra="'100%': B\n")})
    monkeypatch.chdir(tmp_path)
    assert run("check", "--source", "site", "--format", "github") == 1
    assert capsys.readouterr().out.startswith(
        "::error file=site/content/projecten/a.md,line=7,col=1,title=onbekend-veld::Veld '100%25' bestaat niet."
    )


def test_errors_of_all_files_are_reported_together_and_sorted_and_keep_the_site(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A")})
    assert run("build", "--source", str(source), "--as-of", AS_OF) == 0
    before = tree(source / "public")
    make_source(tmp_path, {"projecten/a.md": project("A", jaar="x"), "projecten/b.md": "niets"})
    assert run("build", "--source", str(source), "--as-of", AS_OF) == 1
    assert tree(source / "public") == before
    assert sorted(p.name for p in source.iterdir()) == [".vindplaats", "content", "public"]


def test_check_writes_nothing(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A")})
    assert run("check", "--source", str(source)) == 0
    assert [p.name for p in source.iterdir()] == ["content"]


def test_a_warning_becomes_an_error_with_strict(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A").replace("Noor de Wit", "Onbekend")})
    assert run("check", "--source", str(source)) == 0
    assert run("check", "--source", str(source), "--strict") == 1


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        (None, "geen-site"),
        ("naam: X\n", "ontbrekend-veld"),
        ("naam: X\nbase_url: x\n", "ongeldige-url"),
        ("naam: X\nbase_url: https://x.example/\nmenu: [projektn]\n", "onbekend-menu"),
        ("naam: X\nbase_url: https://x.example/\nper_pagina: 0\n", "verkeerde-waarde"),
        ("naam: X\nbase_url: https://x.example/\ntaal: en\n", "nog-niet-ondersteund"),
    ],
)
def test_an_error_in_the_configuration_exits_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], site: str | None, expected: str
) -> None:
    source = make_source(tmp_path, {"site.yaml": site or ""})
    if site is None:
        (source / "content/site.yaml").unlink()
    assert run("build", "--source", str(source), "--format", "json") == 2
    assert {d["code"] for d in json.loads(capsys.readouterr().out)} == {expected}
    assert not (source / "public").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["biuld"], "Bedoelde u 'build'?"),
        (
            ["hulp"],
            "De opdrachten zijn init, new, handboek, check, duplicates, reports, serve, build, schema en completion.",
        ),
        (["build", "--draft"], "Bedoelde u '--drafts'?"),
        (["build", "--as-of", "morgen"], "'morgen' is geen bestaande dag"),
        (["build", "--as-of", "2026-02-30"], "'2026-02-30' is geen bestaande dag"),
        (["build", "--jobs", "0"], "'0' is geen aantal processen"),
        (["build", "--base-url", "x"], "'x' is geen webadres"),
        (["build", "--format", "xml"], "kies uit text, json, github"),
        (["build", "--output"], "bij --output hoort een waarde"),
        (["serve", "--port", "70000"], "'70000' is geen poort"),
        (["serve", "--host", "0.0.0.0"], "alleen deze computer"),
        (["serve", "--host", "::"], "alleen deze computer"),
        (["serve", "--host", "192.168.1.10"], "alleen deze computer"),
        (["serve", "--host", "example.org"], "alleen deze computer"),
        (["build", "--source", "bestaat-niet"], "staat geen map content/"),
        (["check", "--source", "bestaat-niet"], "Ga met `cd` naar de map van uw site, of noem die map met --source."),
        (["check", "."], "'.' hoort hier niet. Bedoelde u --source .?"),
        (["check"], "Begin er een nieuwe site met: vindplaats init ."),
        (["init"], "geef ook DIR. Zie vindplaats init --help."),
        (["init", "a", "b"], "'b' hoort hier niet. Zie vindplaats init --help."),
        (["init", "x", "--naam", "Ons", "instituut"], 'zet er dan rechte aanhalingstekens omheen: "Anna de Wit".'),
        (["init", "x", "--host", "gitea"], "kies uit github, gitlab, generic"),
        (["init", "x", "--base-url", "x.nl"], "'x.nl' is geen webadres"),
        (["init", ""], "geef de naam van een map; '.' is de map waarin u nu bent"),
        (["duplicates", "--diff", "a"], "bij --diff horen twee waarden"),
        (["duplicates", "--alles"], "Bedoelde u '--all'?"),
        (["duplicates", "--format", "github"], "kies uit text, json"),
    ],
)
def test_wrong_use_exits_with_2_and_a_dutch_message(
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err


def test_help_is_shown_without_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "gebruik: vindplaats" in capsys.readouterr().err


def test_the_documented_options_are_accepted(tmp_path: Path) -> None:
    source = make_source(tmp_path, {})
    assert run("build", "--source", str(source), "--no-search", "--no-cache", "--explain", "--jobs", "2") == 0


def build_py(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, REPOSITORY / "build.py", *arguments], capture_output=True, cwd=folder, text=True, check=False
    )


def test_build_py_builds_unless_its_arguments_name_another_command(tmp_path: Path) -> None:
    done = build_py(make_source(tmp_path, {}), "--output", str(tmp_path / "uit"))
    assert (done.returncode, (tmp_path / "uit/index.html").is_file()) == (0, True), done.stderr
    for command in "check", "build":
        done = build_py(tmp_path, command, "--source", "weg")
        assert (done.returncode, "staat geen map content/" in done.stderr) == (2, True), command
    assert build_py(tmp_path, "--version").stdout == f"vindplaats {__version__}\n"
    assert not (tmp_path / "public").exists()


def test_version_imports_no_heavy_modules() -> None:
    code = (
        "import sys; from vindplaats.cli import main; main(['--version']); "
        "heavy = {'yaml', 'markdown', 'jinja2', 'msgspec', 'slugify', 'tornado', 'argparse', 'threading'}; "
        "heavy |= {'typing', 're'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize(
    ("before", "arguments"),
    [
        ("", ["--version"]),
        ("", ["bouw"]),
        ("", ["check", "--source", "weg"]),
        ("import atexit; atexit.register(print, 'ten slotte'); print('eerst', end=' ')", ["--version"]),
        (
            "import threading, time; threading.Thread(target=lambda: (time.sleep(0.2), print('laat'))).start()",
            ["--version"],
        ),
        ("sys.stdout = None", ["check", "--source", "weg"]),
        ("sys.stdout = open('/dev/full', 'w'); sys.stdout.write('x')", ["check", "--source", "weg"]),
    ],
)
def test_a_program_ends_as_python_ends_it(before: str, arguments: list[str]) -> None:
    def outcome(end: str) -> tuple[int, str, str]:
        program = f"import sys; {before}\nfrom vindplaats.cli import main, run\n{end}"
        done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    assert outcome("run()") == outcome("sys.exit(main())")


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The exit codes of programs that would have ended this process at once."""
    codes: list[int] = []
    monkeypatch.setattr("os._exit", codes.append)
    monkeypatch.setattr("atexit._run_exitfuncs", lambda: None)
    monkeypatch.setattr("threading.active_count", lambda: 1)  # another test may have left a thread
    yield codes
    gc.enable()


@pytest.mark.parametrize(("command", "collects"), [("serve", True), ("check", False)])
@pytest.mark.usefixtures("ended")
def test_garbage_is_collected_only_by_a_command_that_goes_on(
    command: str, monkeypatch: pytest.MonkeyPatch, *, collects: bool
) -> None:
    found: list[bool] = []

    def record(*_: object) -> int:
        found.append(gc.isenabled())
        return 0

    monkeypatch.setattr("vindplaats.commands.serve.serve", record)
    monkeypatch.setattr("vindplaats.commands.check.run", record)
    monkeypatch.setattr("sys.argv", ["vindplaats", command, "--source", str(REPOSITORY)])
    with pytest.raises(SystemExit):
        cli.run()
    assert found == [collects]


@pytest.mark.parametrize("how", ["", "profiled", "monitored", "inspected", "in two threads"])
def test_a_program_that_is_observed_ends_slowly(how: str, monkeypatch: pytest.MonkeyPatch, ended: list[int]) -> None:
    monkeypatch.setattr("sys.argv", ["vindplaats", "--version"])
    if how == "profiled":
        monkeypatch.setattr("sys.getprofile", lambda: print)
    elif how == "monitored":
        tool = SimpleNamespace(get_tool={1: "coverage"}.get)
        monkeypatch.setattr("sys.monitoring", tool, raising=False)
    elif how == "inspected":
        monkeypatch.setenv("PYTHONINSPECT", "1")
    elif how == "in two threads":
        monkeypatch.setattr("threading.active_count", lambda: 2)
    with pytest.raises(SystemExit):
        cli.run()
    assert ended == ([] if how else [0])


def test_a_build_without_changes_imports_no_heavy_modules(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A")})
    assert run("build", "--source", str(source)) == 0
    code = (
        "import sys; from vindplaats.cli import main; main(sys.argv[1:]); "
        "heavy = {'yaml', 'markdown', 'jinja2', 'nh3', 'slugify', 'tornado', 'PIL', 'pypdf', 'rapidfuzz'}; "
        "print(sorted(heavy & set(sys.modules)), 'vindplaats.pipeline' in sys.modules)"
    )
    command = [sys.executable, "-c", code, "build", "--source", str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "[] False\n"


def test_a_build_imports_the_modules_for_pictures_and_reports_only_if_some_are_new(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a/index.md": project("A")})
    code = (
        "import sys; from vindplaats.cli import main; main(sys.argv[1:]); "
        "print(sorted({'PIL', 'pypdf'} & set(sys.modules)))"
    )

    def imported() -> str:
        command = [sys.executable, "-c", code, "build", "--source", str(source), "--jobs", "1"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert imported() == "[]"
    page = project("A", extra="rapport: r.pdf\n", body="![Een](a.png)")
    (source / "content/projecten/a/index.md").write_text(page, encoding="utf-8")
    (source / "content/projecten/a/a.png").write_bytes(png())
    (source / "content/projecten/a/r.pdf").write_bytes(pdf())
    assert imported() == "['PIL', 'pypdf']"
    (source / "content/nieuws").mkdir()
    (source / "content/nieuws/n.md").write_text("---\ntitel: N\ndatum: 2021-01-01\n---\n", encoding="utf-8")
    assert imported() == "[]"


def test_drafts_are_shown_only_on_request(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A", extra="concept: true\n")})
    page = source / "public/projecten/a/index.html"
    assert run("build", "--source", str(source)) == 0
    assert not page.exists()
    assert run("build", "--source", str(source), "--drafts") == 0
    assert "Concept" in page.read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [["\x1b[2J"], ["build", "--\x1b[2J"], ["build", "--source", "\x1b[2J"], ["duplicates", "--diff", "\x1b[2J", "b"],
     ["new", "\x1b[2J", "A"], ["new", "project", "\x1b"], ["init", "x/\x1b[2J\0"]],
)  # fmt: skip
def test_what_was_typed_cannot_send_control_codes_to_the_terminal(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_source(tmp_path, {"projecten/a.md": project("A")}))
    assert run(*words) == 2
    assert "\x1b" not in capsys.readouterr().err
