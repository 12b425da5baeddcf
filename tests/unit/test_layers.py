"""The house rules of the code itself."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support import REPOSITORY

SOURCE = REPOSITORY / "src"


def _name(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


MODULES = sorted(_name(path) for path in SOURCE.rglob("*.py") if path.name != "__main__.py")
MAX_LINES = 300
LONG_MODULES = {
    "vindplaats.read.converter": "one class for each class of Python-Markdown that is replaced, which belong together",
    "vindplaats.render.outputs.indexes": "all kinds of list page, which share their parts",
}
"""Modules above `MAX_LINES`, each with the reason not to split it."""
MAX_MODULES = 20
"""Modules in a folder, its ``__init__`` not counted."""


def test_stages_import_only_downwards() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", MODULES)
def test_every_module_imports_on_its_own(module: str) -> None:
    done = subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_only_the_terminal_prints() -> None:
    """Ruff allows it nowhere else (T20); this keeps an exception from being added beside that."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name) and node.id == "print":
                assert path.name == "terminal.py", path


def test_a_long_module_has_a_reason() -> None:
    lines = {_name(path): path.read_text(encoding="utf-8").count("\n") for path in SOURCE.rglob("*.py")}
    assert {name for name, count in lines.items() if count > MAX_LINES} <= LONG_MODULES.keys() <= lines.keys()


def test_no_folder_is_crowded_and_each_says_what_is_in_it() -> None:
    for init in (SOURCE / "vindplaats").rglob("__init__.py"):
        modules = [path for path in init.parent.glob("*.py") if path != init]
        assert len(modules) <= MAX_MODULES, init.parent
        sentence = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or ""
        assert re.fullmatch(r"[A-Z][^.]*\.", sentence), (init, sentence)
