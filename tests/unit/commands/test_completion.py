"""The scripts that complete commands and options: shells accept them, and nothing else imports what makes them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import run_here
from vindplaats.arguments import COMMANDS, SHELLS
from vindplaats.commands.wish import PAGE_TYPES

CHECKS = {"bash": "-n", "zsh": "-n", "fish": "--no-execute"}
"""The option with which each shell parses a script without running it."""


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_knows_the_commands_and_their_options(shell: str) -> None:
    done = run_here("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    named = [command.name for command in COMMANDS] + [*PAGE_TYPES, "no-search", "github"]
    assert [name for name in named if name not in done.stdout] == []


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


def test_bash_completes_a_command_and_a_value(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(run_here("completion", "bash").stdout, encoding="utf-8")
    ask = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))\n_shtab_vindplaats; echo "${COMPREPLY[@]}"'

    def complete(*words: str) -> str:
        done = subprocess.run(
            ["bash", "-c", ask, "bash", script, "vindplaats", *words], capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    assert complete("du") == "duplicates"
    assert complete("check", "--format", "gith") == "github"
    assert complete("schema", "pag") == "paginas"


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
