"""A build is of one state of its source: it starts over if the source changes while it runs."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from support import AS_OF, make_source, project, tree
from vindplaats import pipeline as module
from vindplaats.cli import main
from vindplaats.errors import SourceChangedError
from vindplaats.inputs.inventory import RACY_NS
from vindplaats.inputs.snapshot import ensure_unchanged, take_snapshot
from vindplaats.options import Options
from vindplaats.publish import retry as steady
from vindplaats.publish import update
from vindplaats.publish.publish import MARKER

FILES = {"projecten/a.md": project("A", body="Stand 0."), "projecten/b.md": project("B", body="Stand 0.")}
STAGES = ("read_site", "read_content", "begin_catalogue", "make_routes", "plan_site", "update")
"""The functions that the pipeline calls in turn; a file is saved after each."""


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steady, "FIRST_PAUSE_S", 0.001)


def build(source: Path, *more: str, command: str = "build") -> int:
    return main([command, "--source", str(source), "--as-of", AS_OF, *more])


def write(source: Path, number: int) -> None:
    for name in ("a", "b"):
        page = project(name.upper(), body=f"Stand {number}.")
        (source / f"content/projecten/{name}.md").write_text(page, encoding="utf-8")


def numbers(source: Path) -> list[str]:
    return [
        (source / f"public/projecten/{name}/index.html").read_text(encoding="utf-8").split("Stand ")[1].split(".")[0]
        for name in ("a", "b")
    ]


def after(monkeypatch: pytest.MonkeyPatch, where: object, name: str, change: Callable[[int], object]) -> list[int]:
    """Call ``change`` after each call of a function, with the number of that call. Return the list of those numbers."""
    calls: list[int] = []
    function = getattr(where, name)

    def changed(*args: object, **kwargs: object) -> object:
        calls.append(len(calls) + 1)
        try:
            return function(*args, **kwargs)
        finally:
            change(calls[-1])

    monkeypatch.setattr(where, name, changed)
    return calls


@pytest.mark.parametrize("cache", [True, False])
@pytest.mark.parametrize("stage", [*STAGES[:-1], "make_files"])
def test_a_file_saved_after_any_stage_restarts_the_build(
    stage: str, cache: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make_source(tmp_path, FILES)
    where = update if stage == "make_files" else module
    calls = after(monkeypatch, where, stage, lambda call: write(source, 1) if call == 1 else None)
    assert build(source, *([] if cache else ["--no-cache"])) == 0
    assert calls == [1, 2]
    assert numbers(source) == ["1", "1"]
    monkeypatch.undo()
    assert build(source, "--no-cache", "--output", str(tmp_path / "schoon/public")) == 0
    assert tree(source / "public") == tree(tmp_path / "schoon/public")


def test_a_file_deleted_during_the_build_restarts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_source(tmp_path, {**FILES, "projecten/c.md": project("C", extra="rapport: r.pdf\n")})
    (source / "content/projecten/r.pdf").write_bytes(b"verzonnen")

    def go(call: int) -> None:
        if call == 1:
            (source / "content/projecten/r.pdf").unlink()
            (source / "content/projecten/c.md").unlink()

    after(monkeypatch, module, "make_routes", go)
    assert build(source) == 0
    assert not (source / "public/projecten/c").exists()


def test_a_fault_that_is_fixed_during_the_build_is_not_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def mend(page: Path, call: int) -> None:
        if call == 1:
            page.write_text(project("C"))

    for command in ("build", "check"):
        source = make_source(tmp_path / command, {**FILES, "projecten/c.md": "kapot"})
        page = source / "content/projecten/c.md"
        with monkeypatch.context() as patch:
            after(patch, module, "read_content", partial(mend, page))
            assert build(source, command=command) == 0
    assert "geen-voorblad" not in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_source_that_keeps_changing_is_not_published(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make_source(tmp_path, FILES)
    assert build(source) == 0
    before = tree(source / "public")
    write(source, 50)
    calls = after(monkeypatch, module, "read_content", lambda call: write(source, call))
    assert build(source, command=command) == 2
    assert len(calls) == steady.MAX_ATTEMPTS
    assert "De content verandert telkens terwijl er wordt gebouwd" in capsys.readouterr().err
    assert tree(source / "public") == before


def test_an_error_of_the_disk_is_reported_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_source(tmp_path, FILES)
    calls: list[int] = []

    def refuse(*_: object) -> None:
        calls.append(1)
        raise OSError(5, "stuk")

    monkeypatch.setattr(module, "plan_site", refuse)
    assert build(source) == 2
    assert calls == [1]


def test_a_change_within_a_tick_of_the_clock_is_noticed(tmp_path: Path) -> None:
    """The times of the file stay the same, so that only its bytes show the change."""
    source = make_source(tmp_path, FILES)
    path = "content/projecten/a.md"
    snapshot = take_snapshot(Options(source=str(source)))
    digests = {file.path: b"wat gelezen is.." for file in snapshot.files if file.path == path}
    recent = max(file.ctime_ns for file in snapshot.files if file.path == path)
    ensure_unchanged(
        type(snapshot)(snapshot.options, None, recent + 1, snapshot.files, snapshot.inventory, {}), digests
    )
    with pytest.raises(SourceChangedError):
        ensure_unchanged(
            type(snapshot)(snapshot.options, None, recent, snapshot.files, snapshot.inventory, {}), digests
        )


def test_without_a_clock_of_the_disk_two_seconds_are_recent(tmp_path: Path) -> None:
    snapshot = take_snapshot(Options(source=str(make_source(tmp_path, FILES)), cache=False))
    assert 0 <= time.time_ns() - RACY_NS - snapshot.clock < 10**9


REWRITING = """
import os, sys, time, random
folder, rng, number = sys.argv[1], random.Random(1), 0
texts = {name: open(os.path.join(folder, name + ".md")).read() for name in ("a", "b")}
while True:
    number += 1
    for name in ("a", "b"):
        with open(os.path.join(folder, name + ".md"), "r+") as stream:
            stream.write(texts[name].replace("Stand 0.", f"Stand {number:04}."))
            stream.truncate()
    time.sleep(rng.choice([0.001, 0.05, 0.3, 1.0]))
"""


def test_two_files_that_are_rewritten_together_are_never_published_apart(tmp_path: Path) -> None:
    source = make_source(tmp_path, FILES)
    codes = []
    with subprocess.Popen([sys.executable, "-c", REWRITING, str(source / "content/projecten")]) as writer:
        try:
            for _ in range(40):
                codes.append(build(source))
                if (source / "public" / MARKER).exists():
                    assert len(set(numbers(source))) == 1
        finally:
            writer.kill()
    assert set(codes) <= {0, 2}
    assert 0 in codes
    assert os.listdir(source / "public")
