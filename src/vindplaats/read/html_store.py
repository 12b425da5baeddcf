"""The HTML of a body: most of what a site is made of, so it stays on disk until a page is made."""

import os
from pathlib import Path
from zlib import crc32

from vindplaats.errors import DamagedError


class SharedFile:
    """A file to read from, open for as long as anything refers to it; with ``temporary`` it goes then.

    ``number`` is that of the file where it is open already.
    """

    __slots__ = ("_gone", "_number")

    def __init__(self, path: str, *, temporary: bool = False, number: int = -1) -> None:
        how = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        self._number = os.open(path, how) if number < 0 else number
        self._gone = (os.getpid(), path) if temporary else None

    def __del__(self) -> None:
        if hasattr(self, "_number"):
            os.close(self._number)
            if self._gone is not None and self._gone[0] == os.getpid():  # not in a process forked from it
                Path(self._gone[1]).unlink(missing_ok=True)

    def size(self) -> int:
        """How many bytes it has."""
        return os.fstat(self._number).st_size

    def read(self, size: int, start: int) -> bytes:
        """Read without moving: processes that were forked share where they are in a file."""
        if hasattr(os, "pread"):
            return os.pread(self._number, size, start)
        os.lseek(self._number, start, os.SEEK_SET)  # where there is no fork (Windows)
        return os.read(self._number, size)


class StoredHtml:
    """HTML as bytes: in memory, or a stretch of a file that is read at each call."""

    __slots__ = ("_check", "_data", "_file", "_size", "_start")

    def __init__(self, data: bytes = b"") -> None:
        self._data: bytes | None = data
        self._file: SharedFile | None = None
        self._start, self._size, self._check = 0, len(data), 0

    @classmethod
    def kept(cls, file: SharedFile, start: int, size: int, check: int) -> "StoredHtml":
        """The ``size`` bytes of ``file`` from ``start``, whose checksum (CRC-32) is ``check``."""
        self = cls()
        self._data = None
        self._file, self._start, self._size, self._check = file, start, size, check
        return self

    def read(self) -> bytes:
        """The HTML. Raises `DamagedError` where the file does not have it any more."""
        if self._data is not None:
            return self._data
        data = self._file.read(self._size, self._start) if self._file else b""
        if crc32(data) != self._check:
            raise DamagedError
        return data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StoredHtml) and self.read() == other.read()

    def __hash__(self) -> int:
        return hash(self.read())

    def __repr__(self) -> str:
        return f"Markup({self.read()!r})"
