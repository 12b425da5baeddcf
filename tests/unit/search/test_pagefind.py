import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from vindplaats.errors import PublishError
from vindplaats.search import pagefind
from vindplaats.search.pagefind import ENGINE, build_index

PAGE = '<html lang="nl"><body data-pagefind-body><p>Een verzonnen tekst</p></body></html>'


@pytest.fixture
def shadow(tmp_path: Path) -> Path:
    (tmp_path / "shadow").mkdir()
    (tmp_path / "shadow/index.html").write_text(PAGE, encoding="utf-8")
    return tmp_path / "shadow"


def program(folder: Path, code: str) -> str:
    path = folder / "pagefind"
    path.write_text(f"#!{sys.executable}\n{code}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_release_is_the_installed_one() -> None:
    assert f"pagefind {version('pagefind')}" == f"pagefind {version('pagefind_bin')}" == ENGINE


def test_settings_of_others_have_no_effect(shadow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGEFIND_OUTPUT_PATH", str(shadow / "elders"))
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    (shadow.parent / "pagefind.yml").write_text("glob: niets", encoding="utf-8")
    build_index(str(shadow), str(shadow.parent / "index"))
    assert sorted(os.listdir(shadow)) == ["index.html"]
    assert list((shadow.parent / "index/fragment").iterdir())


def test_a_failure_says_what_to_do(shadow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = program(shadow.parent, "import sys; print('\\nde schijf is vol\\n', file=sys.stderr); sys.exit(3)")
    monkeypatch.setattr(pagefind, "_program", lambda: failing)
    with pytest.raises(
        PublishError, match=r"code 3: de schijf is vol\). Er is niets gepubliceerd; .*--no-search.*'zoeken: false'"
    ):
        build_index(str(shadow), str(shadow.parent / "index"))


def test_an_index_that_lacks_files_is_a_failure(shadow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "_program", lambda: program(shadow.parent, "pass"))
    with pytest.raises(PublishError, match=r"code 0\)"):
        build_index(str(shadow), str(shadow.parent / "index"))


@pytest.mark.parametrize("kept", [0, 0.5, 0.99])
@pytest.mark.parametrize("pattern", ["pagefind.js", "*.json", "*.pf_meta", "wasm.nl.pagefind", "*/*.pf_fragment"])
def test_a_file_that_is_cut_off_is_a_failure(
    pattern: str, kept: float, shadow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the disk is full, Pagefind writes a part of its files and exits with code 0."""
    run = pagefind._run

    def cut_off(*arguments: Any) -> tuple[int, str]:
        done = run(*arguments)
        path = next((shadow.parent / "index").glob(pattern))
        os.truncate(path, int(path.stat().st_size * kept))
        return done

    monkeypatch.setattr(pagefind, "_run", cut_off)
    with pytest.raises(PublishError, match="niet heel weggeschreven; is de schijf vol"):
        build_index(str(shadow), str(shadow.parent / "index"))


def test_a_system_without_pagefind(shadow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(PublishError, match=r"niet geïnstalleerd.*--no-search"):
        build_index(str(shadow), str(shadow.parent / "index"))


def test_a_program_that_cannot_be_run(shadow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "_program", lambda: str(shadow.parent / "weg"))
    with pytest.raises(PublishError, match="--no-search"):
        build_index(str(shadow), str(shadow.parent / "index"))


def test_an_exception_of_look_ends_the_program(shadow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeping = program(shadow.parent, "import os, time; open('../pid', 'w').write(str(os.getpid())); time.sleep(60)")
    monkeypatch.setattr(pagefind, "_program", lambda: sleeping)

    def look() -> None:
        if (shadow.parent / "pid").is_file():
            raise InterruptedError

    start = time.monotonic()
    with pytest.raises(InterruptedError):
        build_index(str(shadow), str(shadow.parent / "index"), look)
    assert time.monotonic() - start < 30
    assert not is_alive(int((shadow.parent / "pid").read_text()))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl(2)")
def test_the_program_dies_with_its_parent(shadow: Path) -> None:
    sleeping = program(shadow.parent, "import os, time; open('../pid', 'w').write(str(os.getpid())); time.sleep(60)")
    code = (
        "from vindplaats.search import pagefind\n"
        f"pagefind._program = lambda: {sleeping!r}\n"
        f"pagefind.build_index({str(shadow)!r}, 'index')\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code])
    number = shadow.parent / "pid"
    until(lambda: number.is_file() and number.read_text() != "")
    parent.kill()
    parent.wait()
    until(lambda: not is_alive(int(number.read_text())))


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def is_alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
