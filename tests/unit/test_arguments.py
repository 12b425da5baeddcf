"""Each command is declared once, and every list of commands is derived from the declarations."""

import ast
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from support import REPOSITORY, run_here
from vindplaats import arguments
from vindplaats.arguments import COMMANDS, Command, make_parser
from vindplaats.cli import main
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.errors import UsageError

NAMES = {command.name for command in COMMANDS}


def test_each_command_is_a_module_with_a_function_that_runs_it() -> None:
    runnable = {
        path.stem
        for path in (REPOSITORY / "src/vindplaats/commands").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == "run"
    }
    assert runnable == NAMES


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    listed = [name for name in re.findall(r"^    (\w+)", shown, re.MULTILINE) if name in NAMES]
    assert listed == [command.name for command in COMMANDS]
    assert all(command.help in re.sub(r"\s+", " ", shown) for command in COMMANDS)


def test_help_lists_commands_in_groups(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    groups = list(dict.fromkeys(command.group for command in COMMANDS))
    listed = re.findall(r"^  (\w.*):$", shown.partition("opdrachten:\n")[2], re.MULTILINE)
    assert listed == groups
    assert len(groups) > 1
    for command in COMMANDS:
        below = shown.partition(f"\n  {command.group}:\n")[2]
        assert re.search(rf"\A(?: {{4,}}.*\n)*?    {command.name}\b", below), command.name


def test_an_unknown_command_is_an_error_that_lists_the_commands() -> None:
    names = enumerate_dutch([command.name for command in COMMANDS])
    with pytest.raises(UsageError, match=re.escape(f"De opdrachten zijn {names}. Zie vindplaats --help.")):
        make_parser().parse(["xyzzy"])


def test_a_command_without_a_source_has_no_option_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    command = Command("uitleg", "Leg het uit.", lambda _: None, has_source=False)
    monkeypatch.setattr(arguments, "COMMANDS", [command])
    assert vars(make_parser().parse(["uitleg"])) == {"command": "uitleg", "version": False}
    with pytest.raises(UsageError, match="kent de optie '--source' niet"):
        make_parser().parse(["uitleg", "--source", "x"])


@pytest.mark.parametrize("name", ["", *sorted(NAMES)])
def test_each_help_ends_with_an_example_that_works(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([name, "--help"] if name else ["--help"])
    example = capsys.readouterr().out.partition("\nVoorbeeld:\n")[2]
    words = shlex.split(example.partition(">")[0])
    assert words[0] == "vindplaats"
    assert make_parser().parse(words[1:]).command == (name or words[1])


def test_each_example_works_in_a_new_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_here("init", str(tmp_path / "site")).returncode == 0
    monkeypatch.chdir(tmp_path / "site")
    examples = [
        f"{command.name} {command.example}".partition(">")[0] for command in COMMANDS if command.name != "serve"
    ]
    failed = [example for example in examples if run_here(*shlex.split(example)).returncode]
    assert failed == []


@pytest.mark.parametrize(("kind", "title"), [("pagina", "--"), ("--", "--"), ("--", "Wonen")])
def test_two_dashes_are_a_value_after_the_first(kind: str, title: str) -> None:
    found = make_parser().parse(["new", "--", kind, title])
    assert (found.kind, found.title) == (kind, title)


def test_a_wrong_choice_is_an_error_with_what_may_have_been_meant() -> None:
    for choice, said in (("jsno", "bedoelde u 'json'? Kies uit text, json"), ("a b", "kies uit text, json")):
        with pytest.raises(UsageError, match=re.escape(f"'{choice}' kan niet bij --format; {said}")):
            make_parser().parse(["check", "--format", choice])


@pytest.mark.parametrize("name", sorted(NAMES))
def test_only_the_module_of_the_command_in_use_is_imported(name: str) -> None:
    """A command without a source is rejected before its module is imported, and ``--help`` imports none either."""
    code = (
        "import sys; from vindplaats.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(sorted(m for m in sys.modules if m.startswith('vindplaats.commands')))"
    )
    done = subprocess.run([sys.executable, "-c", code, name, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
