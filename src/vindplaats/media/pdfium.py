"""Read PDFs with PDFium in a child process (`media.pdfium_process`) that has limits on memory, time and output."""

import errno
import importlib.util
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Self

from msgspec import DecodeError, Struct, msgpack

from vindplaats.media import pdfium_process

MAX_PAGES = 2000
"""Maximum number of pages of a PDF whose text is read."""
MAX_CHARACTERS = 1_000_000
"""Maximum number of characters of a PDF whose text is read."""
MAX_CPU_S = 60
"""Maximum CPU time, in seconds, for one PDF."""
MAX_WALL_S = 180
"""Maximum time, in seconds, for one PDF. It is the only limit on time where the system has none on CPU time."""
MAX_MEMORY = 1 << 30
"""Maximum address space of the child process in bytes."""
MAX_ANSWER_BYTES = 16_000_000
"""Maximum size of one answer of the child process. A text of `MAX_CHARACTERS` with a thumbnail is smaller."""
DOES_NOT_START = "het programma dat PDF's leest start niet"
"""The message, in Dutch, of the error for a child process that does not start, whatever the file."""
_HEADER_BYTES = 8
_LIBRARIES = ("pypdfium2", "pypdfium2_raw", "PIL", "msgspec")


class Reading(Struct, frozen=True, array_like=True):
    """What PDFium read from a PDF.

    ``texts`` has the text of each page. ``pictures`` is the number of pages that are pictures without text.
    ``thumbnail`` is a picture of the first page (WebP) of ``width`` by ``height`` pixels, or ``b""``.

    If ``outcome`` is not "gelezen", only ``pages`` may be known. The file has too many pages or characters
    ("te-groot"), PDFium cannot open it ("kapot"), or it made the process abort or reach a limit ("vastgelopen").
    """

    outcome: Literal["gelezen", "te-groot", "kapot", "vastgelopen"]
    pages: int = 0
    texts: tuple[str, ...] = ()
    pictures: int = 0
    thumbnail: bytes = b""
    width: int = 0
    height: int = 0


class Pdfium:
    """A reader of PDFs. Its child process is started at the first file, and again if a file has made it end.

    Use it in a ``with`` statement, so that no process is left.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, data: bytes) -> Reading:
        """Read a PDF. If the process ends while it reads, a new process tries again, unless this was its first file.

        Raises `OSError` if the process cannot be started.
        """
        used = self._process is not None
        reading = self._ask(data)
        if reading is None and used:
            reading = self._ask(data)
        return reading or Reading("vastgelopen")

    def _ask(self, data: bytes) -> Reading | None:
        """Return the answer of the child process, or None if there is none. The process has then been killed."""
        self._process = process = self._process or _start()
        watchdog = threading.Timer(MAX_WALL_S, process.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            answer = _exchange(process, data)
        except BaseException:
            self._end()
            raise
        finally:
            watchdog.cancel()
        if answer is None:
            self._end()
        return answer

    def _end(self) -> None:
        """Kill the process, if there is one, and wait for it."""
        process, self._process = self._process, None
        if process:
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):
                stream.close()


def _start() -> subprocess.Popen[bytes]:
    """Start the child process and wait until it is ready."""
    process = _launch()
    if process.stdout and process.stdout.read(_HEADER_BYTES) == bytes(_HEADER_BYTES):
        return process
    _kill(process)
    raise ChildProcessError(errno.ECHILD, DOES_NOT_START)


def _launch() -> subprocess.Popen[bytes]:
    limits = (MAX_CPU_S, MAX_MEMORY, MAX_PAGES, MAX_CHARACTERS)
    program = (sys.executable, "-I", pdfium_process.__file__)
    return subprocess.Popen(  # noqa: S603 (our own program)
        (*program, *map(str, limits), *_library_folders()),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd=os.sep,
    )


def _library_folders() -> tuple[str, ...]:
    """Return the folders of the libraries, which the isolated mode of Python need not find by itself."""
    origins = [spec.origin for name in _LIBRARIES if (spec := importlib.util.find_spec(name)) and spec.origin]
    return tuple(dict.fromkeys(str(Path(origin).parents[1]) for origin in origins))


def _exchange(process: subprocess.Popen[bytes], data: bytes) -> Reading | None:
    """Send a PDF to the child process and return its answer, or None if it ends or answers nonsense."""
    requests, answers = process.stdin, process.stdout
    if not requests or not answers:
        return None
    try:
        _write(requests, len(data).to_bytes(_HEADER_BYTES, "big"))
        _write(requests, data)
        size = int.from_bytes(_read_exactly(answers, _HEADER_BYTES), "big")
        return msgpack.decode(_read_exactly(answers, size), type=Reading) if size <= MAX_ANSWER_BYTES else None
    except (EOFError, OSError, DecodeError, ValueError):
        return None


def _write(stream: IO[bytes], data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[stream.write(rest) :]


def _read_exactly(stream: IO[bytes], size: int) -> bytes:
    parts = []
    while size:
        part = stream.read(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
