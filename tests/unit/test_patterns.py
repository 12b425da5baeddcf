import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats import patterns
from vindplaats.patterns import compile_all, regex

PACKAGE = Path(patterns.__file__).parent
TEXTS = st.text("ab1 .\n", max_size=12)


@given(st.sampled_from([r"a+b?", r"(?P<first>a)|(\d)", r"^\s|\.$", r"(?!)", "", r"[^a]{2}"]), TEXTS, st.integers(0, 4))
def test_law_that_a_pattern_finds_what_a_compiled_one_finds(pattern: str, text: str, start: int) -> None:
    ours, real = regex(pattern, re.MULTILINE), re.compile(pattern, re.MULTILINE)
    for method in ("match", "search", "fullmatch"):
        found, expected = getattr(ours, method)(text, start), getattr(real, method)(text, start)
        assert (found and (found.span(), found.groupdict())) == (expected and (expected.span(), expected.groupdict()))
    assert [found.span() for found in ours.finditer(text)] == [found.span() for found in real.finditer(text)]
    assert ours.findall(text) == real.findall(text)
    assert ours.split(text) == real.split(text)
    assert ours.sub("-", text, 2) == real.sub("-", text, 2)
    assert ours.subn("-", text) == real.subn("-", text)
    assert ours.pattern == real.pattern


def test_bytes_may_be_searched() -> None:
    assert regex(rb"a.c", re.DOTALL).match(b"a\nc")


def test_a_pattern_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        _ = regex("a").scanner  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        re.sub(regex("a"), "b", "a")


def test_every_pattern_of_the_package_compiles_and_is_compiled_once() -> None:
    for path in PACKAGE.rglob("*.py"):
        if path.name != "__main__.py":
            importlib.import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
    late = regex("a")
    compile_all()
    assert "match" in vars(late)
    assert not patterns._patterns
    before = late.match
    compile_all()
    assert late.match is before


def test_importing_compiles_no_pattern_of_the_package() -> None:
    program = (
        "from vindplaats import patterns; patterns._Pattern.compile = None\n"
        "import vindplaats.commands.build, vindplaats.pipeline; print(len(patterns._patterns) > 300)"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "True\n"


def test_patterns_of_modules_are_compiled_when_they_are_used() -> None:
    eager = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path in PACKAGE.rglob("*.py")
        for call in _calls_at_import(ast.parse(path.read_text(encoding="utf-8")))
        if ast.unparse(call.func) == "re.compile"
    ]
    assert eager == []


def _calls_at_import(node: ast.AST) -> list[ast.Call]:
    """Return the calls in a module that are not in a function."""
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        return []
    inner = [call for child in ast.iter_child_nodes(node) for call in _calls_at_import(child)]
    return [node, *inner] if isinstance(node, ast.Call) else inner
