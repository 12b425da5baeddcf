"""The scripts that complete commands and options: shells accept them, and nothing else imports what makes them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support import run_here
from vindplaats.arguments import COMMANDS, SHELLS, Command, make_parser
from vindplaats.commands.wish import PAGE_TYPES

CHECKS = {"bash": "-n", "zsh": "-n", "fish": "--no-execute"}
"""The option with which each shell parses a script without running it."""


@pytest.mark.parametrize("shell", SHELLS)
def test_there_is_a_script_for_each_shell(shell: str) -> None:
    done = run_here("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert "_shtab_vindplaats" in done.stdout


@pytest.mark.parametrize("shell", CHECKS)
def test_a_shell_accepts_its_script(shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        assert "CI" not in os.environ, f"{shell} is missing"
        pytest.skip(f"{shell} is missing")
    script = tmp_path / "script"
    script.write_text(run_here("completion", shell).stdout, encoding="utf-8")
    done = subprocess.run([program, CHECKS[shell], script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


Complete = Callable[..., list[str]]


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Complete:
    """A function that returns what bash makes of the last of some words, after the name of the program."""
    script = tmp_path_factory.mktemp("bash") / "script"
    script.write_text(run_here("completion", "bash").stdout, encoding="utf-8")
    ask = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))\n_shtab_vindplaats; echo "${COMPREPLY[@]}"'

    def ask_bash(*words: str) -> list[str]:
        done = subprocess.run(
            ["bash", "-c", ask, "bash", script, "vindplaats", *words], capture_output=True, text=True, check=True
        )
        return done.stdout.split()

    return ask_bash


def test_bash_completes_commands_and_values(complete: Complete) -> None:
    assert sorted(complete("")) == sorted(command.name for command in COMMANDS)
    assert complete("du") == ["duplicates"]
    assert complete("check", "--format", "gith") == ["github"]
    assert complete("schema", "pag") == ["paginas"]
    assert complete("new", "") == [*PAGE_TYPES]
    assert complete("completion", "") == [*SHELLS]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_bash_completes_the_options_of_each_command(command: Command, complete: Complete) -> None:
    parser = make_parser().commands[command.name]
    options = {name for action in parser._actions for name in action.option_strings if name.startswith("--")}
    assert set(complete(command.name, "--")) == options
    assert "--help" in options


@pytest.mark.parametrize("words", [["check", "--help"], ["schema", "site"]], ids=" ".join)
def test_no_other_command_imports_shtab(words: list[str]) -> None:
    code = (
        "import sys; from vindplaats.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('shtab' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")
