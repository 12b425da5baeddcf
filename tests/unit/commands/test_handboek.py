"""``vindplaats handboek`` prints the handbook, wherever it runs and whatever reads its output."""

import os
import subprocess
from pathlib import Path

import pytest

from pseudo_terminal import PseudoTerminal
from support import REPOSITORY, command, run_here

HANDBOOK = (REPOSITORY / "content" / "README.md").read_bytes()


def test_it_prints_the_markdown_as_it_is_in_a_folder_without_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run_here("handboek")
    assert (done.returncode, done.stdout, done.stderr) == (0, HANDBOOK.decode(), "")


def test_it_has_no_options() -> None:
    done = run_here("handboek", "--source", ".")
    assert done.returncode == 2
    assert "kent de optie '--source' niet" in done.stderr


@pytest.mark.parametrize("variables", [{"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}, {"TERM": "dumb"}])
def test_it_prints_utf8_in_any_locale(variables: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        command("handboek"), capture_output=True, cwd=tmp_path, env={**os.environ, **variables}, check=True
    )
    assert done.stdout == HANDBOOK


def test_a_terminal_also_shows_how_to_read_it_from_the_beginning() -> None:
    terminal = PseudoTerminal(command("handboek"))
    assert terminal.end() == 0
    assert terminal.shown.startswith("# Handboek voor de redactie\n")
    assert terminal.shown.endswith("met: vindplaats handboek | more\n")
