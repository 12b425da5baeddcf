"""Store the HTML of bodies. It is the largest part of a site, so it stays on disk until a page is rendered."""

import os
import weakref
from pathlib import Path
from zlib import crc32

from vindplaats.errors import DamagedError


class SharedFile:
    """A file that stays open for reading until no object refers to it. A ``temporary`` file is deleted then or at exit.

    ``number`` is the file descriptor if the file is already open, otherwise negative.
    """

    __slots__ = ("__weakref__", "_descriptor")

    def __init__(self, path: str, *, temporary: bool = False, number: int = -1) -> None:
        how = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        self._descriptor = os.open(path, how) if number < 0 else number
        end = weakref.finalize(self, _close, self._descriptor, path if temporary else "", os.getpid())
        end.atexit = temporary

    def size(self) -> int:
        """Return the size of the file in bytes."""
        return os.fstat(self._descriptor).st_size

    def read(self, size: int, start: int) -> bytes:
        """Read ``size`` bytes from position ``start``, without moving the position that forked processes share."""
        if hasattr(os, "pread"):
            return os.pread(self._descriptor, size, start)
        os.lseek(self._descriptor, start, os.SEEK_SET)  # Windows, which has no fork
        return os.read(self._descriptor, size)


def _close(descriptor: int, temporary: str, owner: int) -> None:
    """Close a file, and then delete it if it is temporary: Windows deletes no open file."""
    os.close(descriptor)
    if temporary and owner == os.getpid():  # not in a forked process
        Path(temporary).unlink(missing_ok=True)


class StoredHtml:
    """HTML in UTF-8, either in memory or in a part of a file, which every call to `read` reads again."""

    __slots__ = ("_check", "_data", "_file", "_size", "_start")

    def __init__(self, data: bytes = b"") -> None:
        self._data: bytes | None = data
        self._file: SharedFile | None = None
        self._start, self._size, self._check = 0, len(data), 0

    @classmethod
    def in_file(cls, file: SharedFile, start: int, size: int, check: int) -> "StoredHtml":
        """Return the HTML in the ``size`` bytes of ``file`` from position ``start``; ``check`` is their CRC-32."""
        self = cls()
        self._data = None
        self._file, self._start, self._size, self._check = file, start, size, check
        return self

    def read(self) -> bytes:
        """Return the HTML in UTF-8. Raises `DamagedError` if the bytes in the file have changed."""
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
        return f"StoredHtml({self.read()!r})"


def omit_html(_: object) -> None:
    """Encode HTML as nothing. Use this where a digest of the page shows every change to it, or where it is empty."""
