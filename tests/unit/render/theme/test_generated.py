"""The generated code of the default templates is what the generator of quick code makes, or is not used."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json, structs

from support import REPOSITORY
from vindplaats.render.theme import environment, generated, templates
from vindplaats.render.theme.environment import GeneratingEnvironment, SiteEnvironment
from vindplaats.render.theme.generated import GENERATED_FOLDER, INDEX, GeneratedIndex, find_generated
from vindplaats.render.theme.templates import check_theme, load_theme

FOLDER = REPOSITORY / "templates"
TEMPLATES = sorted(path.name for path in FOLDER.glob("*.html"))


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    generated._index.cache_clear()
    environment._compiled.clear()
    yield
    generated._index.cache_clear()
    environment._compiled.clear()


def known() -> GeneratedIndex:
    return json.decode(Path(GENERATED_FOLDER, INDEX).read_bytes(), type=GeneratedIndex)


def test_the_files_are_what_the_program_writes() -> None:
    """If this fails: run ``python .ci/templates.py``."""
    if known().jinja != jinja2.__version__:
        pytest.skip("another version of Jinja may generate other code")
    for seed in "1", "2":
        command = [sys.executable, str(REPOSITORY / ".ci/templates.py"), "--check"]
        assert subprocess.run(command, check=False, env=os.environ | {"PYTHONHASHSEED": seed}).returncode == 0


@pytest.mark.parametrize("name", TEMPLATES)
def test_law_that_the_code_of_a_template_is_what_the_generator_compiles(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, file = (FOLDER / name).read_text(encoding="utf-8"), str(FOLDER / name)
    quick = SiteEnvironment((str(FOLDER),))
    assert find_generated(name, source) is not None or known().jinja != jinja2.__version__
    code = quick.compile(source, name, file)
    environment._compiled.clear()
    monkeypatch.setattr(environment, "find_generated", lambda *_: None)
    slow = GeneratingEnvironment((str(FOLDER),))
    assert code == slow.compile(source, name, file)
    assert code.co_filename == file
    assert quick.referred == slow.referred


@given(st.sampled_from(TEMPLATES), st.data())
def test_law_that_a_changed_template_has_no_find_generated(name: str, data: st.DataObject) -> None:
    source = (FOLDER / name).read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(source)))
    changed = source[:at] + data.draw(st.sampled_from((" ", "\n", "x", "{{ 1 }}"))) + source[at:]
    assert find_generated(name, changed) is None
    assert find_generated(f"x{name}", source) is None


def test_a_template_of_a_site_is_compiled_from_its_own_text(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("{{ 1 + 1 }}", encoding="utf-8")
    assert SiteEnvironment((str(tmp_path), str(FOLDER))).get_template("404.html").render() == "2"


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"jinja": "3", "templates": {}}', b"other version"])
def test_an_index_that_cannot_be_used_counts_as_absent(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / INDEX
    if content is not None:
        other = json.encode(structs.replace(known(), jinja="0.1"))
        file.write_bytes(other if content == b"other version" else content)
    monkeypatch.setattr(generated, "GENERATED_FOLDER", str(tmp_path))
    assert all(find_generated(name, (FOLDER / name).read_text(encoding="utf-8")) is None for name in TEMPLATES)


@pytest.mark.skipif(known().jinja != jinja2.__version__, reason="another version of Jinja may generate other code")
@pytest.mark.parametrize("has_bytecode", [False, True])
def test_code_is_used_with_and_without_bytecode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_bytecode: bool
) -> None:
    shutil.copytree(GENERATED_FOLDER, tmp_path / "code", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(generated, "GENERATED_FOLDER", str(tmp_path / "code"))
    monkeypatch.setattr(sys, "dont_write_bytecode", not has_bytecode)
    monkeypatch.setattr(SiteEnvironment, "parse", None)
    for _ in range(2):
        environment._compiled.clear()
        SiteEnvironment((str(FOLDER),)).get_template("404.html")
        assert (tmp_path / "code/__pycache__").exists() is has_bytecode


def test_code_that_is_absent_is_generated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(Path(GENERATED_FOLDER, INDEX), tmp_path)
    monkeypatch.setattr(generated, "GENERATED_FOLDER", str(tmp_path))
    template = SiteEnvironment((str(FOLDER),)).get_template("404.html")
    assert template.filename == str(FOLDER / "404.html")


def test_law_that_a_site_with_a_copy_of_the_default_theme_is_checked_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = check_theme(load_theme(str(REPOSITORY)))
    environment._compiled.clear()
    monkeypatch.setattr(templates, "find_generated", lambda *_: None)
    monkeypatch.setattr(environment, "find_generated", lambda *_: None)
    assert quick == check_theme(load_theme(str(REPOSITORY)))
    assert quick.diagnostics == ()


@pytest.mark.parametrize("name", ["project.html", "base.html", "_delen.html"])
def test_a_changed_copy_of_the_default_theme_is_checked(name: str, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "templates")
    assert check_theme(load_theme(str(tmp_path))).diagnostics == ()
    with (tmp_path / "templates" / name).open("a", encoding="utf-8") as stream:
        stream.write('{% include "weg.html" %}')
    assert [d.code for d in check_theme(load_theme(str(tmp_path))).diagnostics][:1] == ["sjabloon-fout"]


@pytest.mark.parametrize("damage", ["text", "bytecode"])
def test_damaged_code_is_generated_again(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "generated"
    shutil.copytree(GENERATED_FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(generated, "GENERATED_FOLDER", str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    name, file = "home.html", str(FOLDER / "home.html")
    source = Path(file).read_text(encoding="utf-8")
    right = SiteEnvironment((str(FOLDER),), is_quick=False).compile(source, name, file)
    if damage == "text":
        Path(generated.code_path(name)).write_text("def (", encoding="utf-8")
    else:
        SiteEnvironment((str(FOLDER),)).compile(source, name, file)
        environment._compiled.clear()
        (bytecode,) = (folder / "__pycache__").iterdir()
        bytecode.write_bytes(bytecode.read_bytes()[:40])
    assert SiteEnvironment((str(FOLDER),)).compile(source, name, file) == right
