"""Printing: what happens if the output cannot be written."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import command

COMMANDS = (["--version"], ["--help"], ["check", "--help"], ["handboek"])
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


@pytest.fixture
def pipe_without_reader() -> Iterator[int]:
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_reader_that_has_stopped_is_no_error(arguments: list[str], pipe_without_reader: int) -> None:
    done = subprocess.run(
        command(*arguments), stdout=pipe_without_reader, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_full_disk_gives_one_message(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command(*arguments), stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)
    assert (done.returncode, done.stderr.decode()) == (2, "vindplaats: Het systeem weigert: de schijf is vol.\n")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_output_that_is_closed_is_no_error(arguments: list[str]) -> None:
    # `>&-` in a shell: Python then has no standard output at all.
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *command(*arguments)], stderr=subprocess.PIPE, env=ENVIRONMENT, check=False
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0
