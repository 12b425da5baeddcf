"""What a command takes as a whole process, and what kinds of pages it made. For Linux: it reads ``/proc``."""

import os
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

PAUSE = 0.02
"""Seconds between two samples of memory."""
HEAD = 1000
"""The bytes of a page that tell whether it redirects."""
SINGLE = {"index.html": "home", "404.html": "not found"}
SECTIONS = {"projecten": "project", "nieuws": "nieuwsbericht"}
"""Folders of pages, and what one is called; the others hold lists of projects."""


class FailedError(Exception):
    """A command or its output is not what it should be."""


class Usage(Struct, frozen=True):
    """Seconds on the wall, and of all processors in the command and in the processes that it waited for."""

    wall: float
    cpu: float


class Made(Struct, frozen=True):
    """Files of one kind, and their bytes together."""

    count: int
    size: int


def run(command: Sequence[str], log: Path) -> Usage:
    """What ``command`` takes; what it prints goes to ``log``. Raises `FailedError` at an exit code other than 0."""
    with log.open("wb") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    _check(process, log)
    return Usage(wall, usage.ru_utime + usage.ru_stime)


def peak_memory(command: Sequence[str], log: Path) -> float:
    """The most bytes that ``command`` and all processes under it held at once, shared memory counted once.

    It is a sum of proportional set sizes (PSS), sampled; sampling takes time, so nothing else is measured meanwhile.
    """
    peak = 0
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, start_new_session=True
        )
        while process.poll() is None:
            peak = max(peak, sum(map(_pss, _session(process.pid))))
            time.sleep(PAUSE)
    _check(process, log)
    return peak


def made(output: Path) -> Mapping[str, Made]:
    """The files of a site by kind, in order of name."""
    counts: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for root, _, names in os.walk(output):
        for name in names:
            path = os.path.join(root, name)
            with open(path, "rb") as stream:
                kind = kind_of(os.path.relpath(path, output), stream.read(HEAD))
            counts[kind] += 1
            sizes[kind] += os.stat(path).st_size
    return {kind: Made(counts[kind], sizes[kind]) for kind in sorted(counts)}


def kind_of(path: str, head: bytes) -> str:
    """The kind of page that the file at ``path`` is, from the root of the site; ``head`` is how it begins."""
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
    """How many pages a site has."""
    return sum(name.endswith(".html") for _, _, names in os.walk(folder) for name in names)


def _check(process: subprocess.Popen[bytes], log: Path) -> None:
    if process.returncode:
        told = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise FailedError(f"exit code {process.returncode} of {process.args!r}:\n{told}")


def _session(leader: int) -> Iterator[int]:
    """The processes of the session that ``leader`` began."""
    for name in os.listdir("/proc"):
        if not name.isdecimal():
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as stream:
                fields = stream.read().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(fields[3]) == leader:
            yield int(name)


def _pss(process: int) -> int:
    """The bytes of a process; of memory that it shares with n processes the n-th part."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as stream:
            for line in stream:
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass  # it ended meanwhile
    return 0
