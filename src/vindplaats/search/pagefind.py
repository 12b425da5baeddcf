"""Run Pagefind, the search engine. This is the only module of the build that knows which engine the site uses.

Pagefind is a program. It indexes a folder of HTML, and writes the index and the JavaScript that searches it.
"""

import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

from msgspec import DecodeError, json

from vindplaats.errors import PublishError

ENGINE = "pagefind 1.5.2"
"""The engine and its release. An index made by another release is outdated: it belongs to other JavaScript."""

UNUSED = (
    "pagefind-component-ui.css", "pagefind-component-ui.js", "pagefind-highlight.js", "pagefind-modular-ui.css",
    "pagefind-modular-ui.js", "pagefind-ui.css", "pagefind-ui.js", "wasm.unknown.pagefind",
)  # fmt: skip
"""Files that Pagefind writes for interfaces and languages that we do not use."""
REQUIRED = ("pagefind.js", "pagefind-entry.json")
"""Files without which nobody can search."""

_running: "list[subprocess.Popen[bytes]]" = []
"""Pagefind, as long as it runs in this process or in a thread of it."""

_LOOK_S = 0.2
"""Minimum number of seconds between two calls of ``look``."""
_LOOK_TIME_SHARE = 0.05
"""Maximum share of the time (0 to 1) to spend in ``look``."""

_LAUNCH = (
    "import ctypes, os, sys\n"
    "ctypes.CDLL(None).prctl(1, 9)\n"  # PR_SET_PDEATHSIG, SIGKILL
    "if os.getppid() != int(sys.argv[1]): os._exit(1)\n"
    "os.execv(sys.argv[2], sys.argv[2:])\n"
)
"""A program that asks the kernel to kill it as soon as its parent ends, and then becomes another program. It could be
the ``preexec_fn`` of `subprocess.Popen`, if that were safe in a process with threads, such as ``serve``."""


def build_index(tree: str, output: str, look: Callable[[], None] = lambda: None) -> None:
    """Index the shadow tree in the folder ``tree``, and write the index into the new folder ``output``.

    ``look`` is called now and then; whatever it raises ends Pagefind. Raises `PublishError` if Pagefind cannot be run
    or fails.
    """
    command = [_program(), "--site", ".", "--output-path", output, "--force-language", "nl", "--silent"]
    code, complaint = _run(command, tree, look)
    if code or not all(os.path.isfile(os.path.join(output, name)) for name in REQUIRED):
        raise PublishError(_failed(f"Pagefind stopte met code {code}{': ' if complaint else ''}{complaint}"))
    for name in UNUSED:
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(output, name))
    for name in _incomplete(output):
        raise PublishError(_failed(f"{name} is niet heel weggeschreven; is de schijf vol?"))


def _incomplete(index: str) -> Iterator[str]:
    """Yield the name of each file that is cut off. If the disk is full, Pagefind says nothing and exits with code 0."""
    for folder, _, names in os.walk(index):
        for name in names:
            with open(os.path.join(folder, name), "rb") as stream:
                if not _is_whole(name, stream.read()):
                    yield name


def _is_whole(name: str, data: bytes) -> bool:
    """Return whether a file of an index has its end: scripts end in a semicolon, and all but JSON is compressed."""
    if name.endswith(".js"):
        return data.endswith(b";")
    try:
        if name.endswith(".json"):
            json.decode(data)
            return True
        unpacked = zlib.decompressobj(zlib.MAX_WBITS + 16)
        unpacked.decompress(data)
    except (DecodeError, zlib.error):
        return False
    return unpacked.eof


def stop() -> None:
    """Kill Pagefind if another thread runs it. That thread gets a `PublishError`."""
    for process in tuple(_running):
        process.kill()


def _failed(reason: str) -> str:
    return (
        f"De zoekindex is niet te maken ({reason}). Er is niets gepubliceerd; bouw zonder met --no-search, of zet "
        "'zoeken: false' in site.yaml."
    )


def _program() -> str:
    """Return the path of Pagefind. Raises `PublishError` if it is not installed, as on a system without a wheel."""
    try:
        import pagefind_bin  # type: ignore[import-untyped]  # noqa: PLC0415 (absent on some systems)

        return str(pagefind_bin.get_executable())
    except (ImportError, FileNotFoundError):
        raise PublishError(_failed("Pagefind is niet geïnstalleerd, of bestaat niet voor dit systeem")) from None


def _run(command: list[str], folder: str, look: Callable[[], None]) -> tuple[int, str]:
    """Run a program in ``folder``. Return its exit code and the last line of its errors."""
    if sys.platform.startswith("linux"):
        command = [sys.executable, "-I", "-S", "-c", _LAUNCH, str(os.getpid()), *command]
    # Pagefind also reads options from its environment and from the folder in which it runs, which has only our pages.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        process = subprocess.Popen(  # noqa: S603 (our own program and arguments)
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )  # fmt: skip
    except OSError as error:
        raise PublishError(_failed(str(error))) from None
    with process:
        _running.append(process)
        try:
            complaint = _wait(process, look)
        except BaseException:
            process.kill()
            raise
        finally:
            _running.remove(process)
    lines = complaint.decode(errors="replace").split("\n")
    return process.returncode, next((line.strip() for line in reversed(lines) if line.strip()), "")


def _wait(process: "subprocess.Popen[bytes]", look: Callable[[], None]) -> bytes:
    """Wait for a process, and return what it wrote to standard error."""
    pause = _LOOK_S
    while True:
        try:
            return process.communicate(timeout=pause)[1]
        except subprocess.TimeoutExpired:
            start = time.perf_counter()
            look()
            pause = max(_LOOK_S, (time.perf_counter() - start) / _LOOK_TIME_SHARE)
