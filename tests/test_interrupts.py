"""Ctrl+C and SIGTERM end a build, leave nothing behind, are never lost, and report whether the site was published."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from forked import ForkedProcess, run_forked
from support import AS_OF, make_source, project, run_here, tree
from vindplaats import pipeline
from vindplaats.commands import report
from vindplaats.publish import trees, update

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

MANY = {f"projecten/p{i}.md": project(f"Project {i}") for i in range(450)}
FEW = {"projecten/a.md": project("A")}

LOST = """
import os, sys
from vindplaats import cli, pipeline

# Python only prints exceptions that finalisers raise.
class Lost:
    def __del__(self):
        os.kill(os.getpid(), int(sys.argv[1]))

then_update = pipeline.update

def lost(*args, **kwargs):
    sys.unraisablehook = lambda _: None
    Lost()
    return then_update(*args, **kwargs)

pipeline.update = lost
sys.exit(cli.main(sys.argv[2:]))
"""
"""A program that builds and is interrupted where Python loses the exception."""

MOMENTS: dict[str, tuple[Any, str]] = {
    "catalogue": (pipeline, "begin_catalogue"),
    "swap": (trees, "swap"),
    "save": (update, "save"),
    "report": (report, "report_result"),
}
"""The functions after which a build is interrupted."""


def build(source: Path, *more: str) -> None:
    """Build without a signal."""
    done = run_here("build", "--source", str(source), "--as-of", AS_OF, *more)
    assert done.returncode == 0, done.stderr


def build_with_signal(where: str, number: int, source: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    """Build, and send the signal ``number`` at the moment ``where``."""
    arguments = ["build", "--source", str(source), "--as-of", AS_OF, *more]
    temporary = source.parent / "tijdelijk"
    if where == "lost":
        temporary.mkdir()
        return subprocess.run(
            [sys.executable, "-c", LOST, str(number), *arguments],
            capture_output=True, text=True, check=False, env=os.environ | {"TMPDIR": str(temporary)}, timeout=120,
        )  # fmt: skip

    def arrange() -> None:
        module, name = MOMENTS[where]
        function = getattr(module, name)

        def called(*args: Any, **kwargs: Any) -> Any:
            result = function(*args, **kwargs)
            os.kill(os.getpid(), number)
            return result

        setattr(module, name, called)

    return run_forked(*arguments, before=arrange, temporary=temporary)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("cache", [True, False])
def test_a_signal_before_publication_publishes_nothing(number: int, cache: bool, tmp_path: Path) -> None:
    source = make_source(tmp_path / "bron", FEW)
    done = build_with_signal("catalogue", number, source, *([] if cache else ["--no-cache"]))
    assert (done.returncode, done.stderr) == (128 + number, "\nAfgebroken.\n")
    assert sorted(path.name for path in source.iterdir() if path.name != ".vindplaats") == ["content"]
    assert os.listdir(tmp_path / "tijdelijk") == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("where", ["swap", "save", "report", "lost"])
def test_a_signal_after_publication_reports_that_the_site_is_published(number: int, where: str, tmp_path: Path) -> None:
    """The build record is saved as well, so that the next build has nothing to do."""
    source = make_source(tmp_path / "bron", FEW)
    build(source)
    (source / "content/projecten/a.md").write_text(project("A", body="Iets anders."))
    done = build_with_signal(where, number, source)
    assert done.returncode == 128 + number
    assert done.stderr.endswith("\nAfgebroken, maar wat gevraagd was is al gedaan.\n")
    before = os.stat(source / "public")
    assert "Iets anders." in (source / "public/projecten/a/index.html").read_text()
    build(source)
    assert os.stat(source / "public").st_ino == before.st_ino
    clean = tmp_path / "schoon/public"
    build(source, "--no-cache", "--output", str(clean))
    assert tree(source / "public") == tree(clean)


def running_in_group(number: int) -> list[str]:
    """Return the ids of the running processes of a group."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            state, _, pgid = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        found += [name] if pgid == str(number) and state != "Z" else []
    return found


def build_in_group(source: Path, *more: str) -> ForkedProcess:
    """Start a build by three workers, in its own process group."""
    arguments = ["build", "--source", str(source), "--as-of", AS_OF, "--jobs", "3", *more]
    return ForkedProcess(*arguments, session=True, temporary=source.parent / "tijdelijk")


def workers_of(process: ForkedProcess) -> list[int]:
    """Return the ids of the processes that a process started, as long as it runs."""
    try:
        return [int(number) for number in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    except OSError:
        return []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("whole", [True, False])
def test_a_signal_ends_all_workers(number: int, whole: bool, tmp_path: Path) -> None:
    source = make_source(tmp_path / "bron", MANY)
    process = build_in_group(source, "--no-cache")
    while len(workers_of(process)) < 2 and process.poll() is None:
        time.sleep(0.005)
    (os.killpg if whole else os.kill)(process.pid, number)
    stderr = process.communicate()[1]
    assert (process.returncode, stderr) == (128 + number, "\nAfgebroken.\n")
    assert running_in_group(process.pid) == []
    assert os.listdir(tmp_path / "tijdelijk") == []
    assert not (source / "public").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has /proc")
def test_killed_workers_end_the_build_with_one_line(tmp_path: Path) -> None:
    """A system that runs out of memory kills workers like this."""
    source = make_source(tmp_path / "bron", MANY)
    process = build_in_group(source)
    while process.poll() is None:  # kill all, because another worker can do the work of one
        for worker in workers_of(process):
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
    stderr = process.communicate()[1]
    assert process.returncode == 2
    assert stderr.startswith("vindplaats: Het systeem weigert: een van de processen is afgebroken")
    assert len(stderr.splitlines()) == 1
    assert not (source / "public").exists()
