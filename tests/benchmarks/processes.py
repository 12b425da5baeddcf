"""Measure the time and memory of commands, and count the kinds of pages they made. Linux only: it reads ``/proc``."""

import os
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

SAMPLE_INTERVAL_S = 0.02
"""The time between two samples of memory."""
HEAD_BYTES = 1000
"""The number of bytes of a page that show whether it redirects."""
SINGLE = {"index.html": "home", "404.html": "not found"}
SECTIONS = {"projecten": "project", "nieuws": "nieuwsbericht"}
"""The kind of the pages in a folder. Other folders hold lists of projects."""


class FailedError(Exception):
    """A command failed, or its output is wrong."""


class Usage(Struct, frozen=True):
    """Wall time and processor time in seconds, of a command and the processes that it waited for."""

    wall: float
    cpu: float


class Made(Struct, frozen=True):
    """The number of files of one kind and their total size in bytes."""

    count: int
    size: int


def environment() -> dict[str, str]:
    """Return the environment for what is measured. Python keeps its bytecode in it, as on the machine of an editor."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Sequence[str], log: Path) -> Usage:
    """Run ``command`` with its output in ``log``, and return its usage. Raise `FailedError` if it fails."""
    with log.open("wb") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, env=environment())
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    _check(process, log)
    return Usage(wall, usage.ru_utime + usage.ru_stime)


def peak_memory(command: Sequence[str], log: Path) -> float:
    """Return the peak memory, in bytes, of ``command`` and all its child processes together.

    It is the sum of their proportional set sizes (PSS), which counts shared memory once. It is sampled, which takes
    time, so times should not be measured in the same run.
    """
    peak = 0
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            env=environment(),
            start_new_session=True,
        )
        while process.poll() is None:
            peak = max(peak, sum(map(_pss, _session(process.pid))))
            time.sleep(SAMPLE_INTERVAL_S)
    _check(process, log)
    return peak


def made(output: Path) -> Mapping[str, Made]:
    """Return the files of a site by kind, sorted by name of the kind."""
    counts: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for root, _, names in os.walk(output):
        for name in names:
            path = os.path.join(root, name)
            with open(path, "rb") as stream:
                kind = kind_of(os.path.relpath(path, output), stream.read(HEAD_BYTES))
            counts[kind] += 1
            sizes[kind] += os.stat(path).st_size
    return {kind: Made(counts[kind], sizes[kind]) for kind in sorted(counts)}


def kind_of(path: str, head: bytes) -> str:
    """Return the kind of the file at ``path``, relative to the site. ``head`` is its first bytes."""
    if not path.endswith(".html"):
        return "other file"
    if b'http-equiv="refresh"' in head:
        return "redirect"
    if path in SINGLE:
        return SINGLE[path]
    match path.split("/"):
        case [*_, "pagina", _, "index.html"]:
            return "list, further page"
        case [section, "index.html"]:
            return "list" if section in SECTIONS else "overview"
        case [section, _, "index.html"]:
            return SECTIONS.get(section, "list")
        case ["werkvelden", _, _, "index.html"]:
            return "list of a year"
    return "other page"


def count_html(folder: Path) -> int:
    """Return the number of HTML files of a site."""
    return sum(name.endswith(".html") for _, _, names in os.walk(folder) for name in names)


def _check(process: subprocess.Popen[bytes], log: Path) -> None:
    if process.returncode:
        output = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise FailedError(f"exit code {process.returncode} of {process.args!r}:\n{output}")


def _session(leader: int) -> Iterator[int]:
    """Yield the ids of the processes in the session of ``leader``."""
    for name in os.listdir("/proc"):
        if not name.isdecimal():
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as stream:
                fields = stream.read().rpartition(")")[2].split()
        except OSError:
            continue  # the process has ended
        if int(fields[3]) == leader:
            yield int(name)


def _pss(process: int) -> int:
    """Return the proportional set size of a process in bytes, or 0 if it has ended."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as stream:
            for line in stream:
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass  # the process has ended
    return 0
