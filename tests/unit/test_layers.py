"""Rules that the source code follows: layers, imports and the sizes of modules and folders."""

import ast
import os
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
    "vindplaats.catalogue.doubles.judge": "the rules of one verdict, in order",
    "vindplaats.diagnostics.bodies": "one declaration after another",
    "vindplaats.diagnostics.fields": "one declaration after another",
    "vindplaats.diagnostics.front_matter": "one declaration after another",
    "vindplaats.diagnostics.media": "one declaration after another",
    "vindplaats.read.commonmark.block_parser": "one algorithm: a line is matched, opens blocks, is added",
    "vindplaats.read.commonmark.inline_parser": "one algorithm: a method for each special character",
    "vindplaats.read.commonmark.likely_mistakes": "one kind of mistake after another",
    "vindplaats.read.records": "one record after another",
    "vindplaats.read.values": "one reader for each type of value",
    "vindplaats.read.yaml_syntax.mistakes": "one repair of the lines of a field after another",
    "vindplaats.render.facts.page_facts": "one kind of fact after another",
    "vindplaats.render.outputs.indexes": "all kinds of list page, which share their parts",
    "vindplaats.render.views.pages": "one view after another",
}
"""Modules above `MAX_LINES`, each with the reason not to split it."""
MAX_MODULES = 20
"""Modules in a folder, its ``__init__`` not counted."""


def test_stages_import_only_downwards() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


IMPORT_EACH = """
import importlib, os, sys, traceback

# What the modules import from elsewhere is loaded once, since it takes most of the time. A module that forgets to
# import something still fails.
readable, writable = os.pipe()
child = os.fork()
if child == 0:
    os.close(readable)
    for module in sys.argv[1:]:
        try:
            importlib.import_module(module)
        except BaseException:
            pass  # reported below
    with open(writable, "w") as stream:
        stream.write(" ".join(name for name in sys.modules if not name.startswith("vindplaats")))
    os._exit(0)
os.close(writable)
with open(readable) as stream:
    elsewhere = stream.read().split()
os.waitpid(child, 0)
for name in elsewhere:
    if name not in sys.modules:
        importlib.import_module(name)

assert not [name for name in sys.modules if name.startswith("vindplaats")]
failed = []
for module in sys.argv[1:]:
    child = os.fork()
    if child == 0:
        try:
            importlib.import_module(module)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        failed.append(module)
sys.exit(f"do not import on their own: {failed}" if failed else 0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.parametrize(
    "modules",
    [MODULES[::10], pytest.param([m for n, m in enumerate(MODULES) if n % 10], marks=pytest.mark.slow)],
    ids=["one in ten", "others"],
)
def test_every_module_imports_on_its_own(modules: list[str]) -> None:
    halves = [  # two processes at once, because each import takes longer than the fork
        subprocess.Popen([sys.executable, "-c", IMPORT_EACH, *half], stderr=subprocess.PIPE, text=True)
        for half in (modules[::2], modules[1::2])
    ]
    for half in halves:
        _, errors = half.communicate()
        assert half.returncode == 0, errors


def test_only_the_terminal_prints() -> None:
    """Ruff rejects it elsewhere (T20); this test keeps other exceptions to that rule out."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name) and node.id == "print":
                assert path.name == "terminal.py", path


def test_a_long_module_has_a_reason() -> None:
    lines = {_name(path): path.read_text(encoding="utf-8").count("\n") for path in SOURCE.rglob("*.py")}
    assert {name for name, count in lines.items() if count > MAX_LINES} <= LONG_MODULES.keys() <= lines.keys()


def test_folders_have_few_modules_and_a_docstring_of_one_sentence() -> None:
    for init in (SOURCE / "vindplaats").rglob("__init__.py"):
        modules = [path for path in init.parent.glob("*.py") if path != init]
        assert len(modules) <= MAX_MODULES, init.parent
        sentence = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or ""
        assert re.fullmatch(r"[A-Z][^.]*\.", sentence), (init, sentence)
