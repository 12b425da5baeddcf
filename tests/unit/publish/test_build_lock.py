"""Builds of one site wait for each other; builds of different sites do not."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from support import AS_OF, command, make_source, project, run_here, tree
from vindplaats.publish.build_lock import build_lock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no flock")

HOLDING = """
import sys, time
from vindplaats.publish.build_lock import build_lock

with build_lock(sys.argv[1], lambda: None):
    print("x", flush=True)
    time.sleep(60)
"""


def never() -> None:
    pytest.fail("no other build holds the lock")


def test_a_build_waits_for_another_even_if_that_one_is_killed(tmp_path: Path) -> None:
    output = str(tmp_path / "public")
    with subprocess.Popen([sys.executable, "-c", HOLDING, output], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.read(1) == b"x"
        waited: list[bool] = []

        def wait() -> None:
            waited.append(True)
            holder.send_signal(signal.SIGKILL)

        with build_lock(output, wait):
            assert waited == [True]
    with build_lock(output, never):
        assert os.listdir(tmp_path) == []


def test_builds_of_different_sites_do_not_wait(tmp_path: Path) -> None:
    with build_lock(str(tmp_path / "a" / "public"), never), build_lock(str(tmp_path / "b" / "public"), never):
        pass


@pytest.mark.parametrize("rounds", [1, pytest.param(3, marks=pytest.mark.slow)])
def test_two_simultaneous_builds_publish_the_same_site_as_one(rounds: int, tmp_path: Path) -> None:
    source = make_source(tmp_path, {f"projecten/p{i}.md": project(f"Project {i}") for i in range(40)})
    arguments = ["build", "--source", str(source), "--as-of", AS_OF, "--output"]
    output, clean = str(tmp_path / "public"), str(tmp_path / "elders" / "public")
    assert run_here(*arguments, output).returncode == 0
    for number in range(rounds):
        make_source(source, {f"projecten/p{i}.md": project(f"Project {i}, {number}") for i in range(40)})
        both = [subprocess.Popen(command(*arguments, output), stderr=subprocess.PIPE) for _ in range(2)]
        for process in both:
            process.communicate(timeout=60)
        assert [process.returncode for process in both] == [0, 0]
        assert run_here(*arguments, clean, "--no-cache").returncode == 0
        assert tree(Path(output)) == tree(Path(clean))
