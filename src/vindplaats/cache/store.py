"""The cache between builds: files in a dot-folder of the source, with data that cannot run code when it is loaded.

Every file begins with the version of the code that wrote it (`version`), and has a checksum. A file that does not match
is treated as absent.
"""

import hashlib
import os
import stat
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from msgspec import DecodeError, Struct, msgpack

T = TypeVar("T")

CACHE_FOLDER = ".vindplaats"
_UNFINISHED_SUFFIX = ".nieuw"
"""The suffix of a file that is still being written."""
_GITIGNORE = "*\n"
_CACHEDIR_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Gemaakt door Vindplaats; mag weg.\n"
"""Tells backup programs that the folder is a cache (bford.info/cachedir)."""
_MARKERS = {".gitignore": _GITIGNORE, "CACHEDIR.TAG": _CACHEDIR_TAG}
"""The files that tell git and backup programs to leave the folder alone."""


class Store(Struct, frozen=True):
    """The cache folder at ``folder``. Files that code of another ``version`` wrote are ignored."""

    folder: str
    version: bytes

    def path(self, name: str) -> str:
        """Return the path of a file in the store."""
        return os.path.join(self.folder, name)

    def load(self, name: str) -> bytes:
        """Return what was saved under ``name``, or no bytes if it is absent, damaged, or written by other code."""
        try:
            with open(self.path(name), "rb") as stream:
                data = stream.read()
        except OSError:
            return b""
        head = len(self.version) + 4
        content = data[head:]
        fits = data[: len(self.version)] == self.version and data[len(self.version) : head] == _checksum(content)
        return content if fits else b""

    def recall(self, name: str, type: type[T]) -> T | None:  # noqa: A002 (the name that msgspec uses)
        """Return what was saved under ``name`` as a value of ``type``, or None if there is no such value."""
        data = self.load(name)
        try:
            return msgpack.decode(data, type=type) if data else None
        except (DecodeError, ValueError, RecursionError):
            return None

    def save(self, name: str, content: bytes) -> None:
        """Save ``content`` atomically. An `OSError` is ignored: without the file the next build is only slower."""
        unfinished = self.path(name + _UNFINISHED_SUFFIX)
        try:
            with open(unfinished, "wb") as stream:
                stream.write(self.version + _checksum(content) + content)
            os.replace(unfinished, self.path(name))
        except OSError:
            with suppress(OSError):
                os.unlink(unfinished)

    def forget(self) -> None:
        """Delete everything that was saved."""
        for name in _names(self.folder):
            if name not in _MARKERS:
                with suppress(OSError):
                    os.unlink(self.path(name))

    def clock(self) -> int | None:
        """Return the time in nanoseconds that the file system gives to a file written now, or None if writing fails."""
        try:
            with open(self.path("klok"), "wb", buffering=0) as stream:
                stream.write(b".")
                return os.fstat(stream.fileno()).st_mtime_ns
        except OSError:
            return None


def store_folder(source_dir: str) -> str:
    """Return the cache folder of ``source_dir``, or an empty string if a file or symbolic link is in its place."""
    folder = os.path.join(source_dir, CACHE_FOLDER)
    return "" if os.path.islink(folder) or (os.path.lexists(folder) and not os.path.isdir(folder)) else folder


def remove_leftovers(folder: str) -> None:
    """Delete files that a killed build left unfinished, and anything that is not a plain file or folder.

    A symbolic link could make a build overwrite a file elsewhere, and opening a pipe would block. Call this only while
    no other build uses the store.
    """
    for name in _names(folder):
        path = os.path.join(folder, name)
        with suppress(OSError):
            mode = os.lstat(path).st_mode
            if name.endswith(_UNFINISHED_SUFFIX) or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                os.unlink(path)


def open_store(source_dir: str) -> Store | None:
    """Return the store of ``source_dir``, made if it does not exist, or None if nothing can be written there."""
    folder = store_folder(source_dir)
    if not folder:
        return None
    try:
        os.makedirs(folder, exist_ok=True)
        for name, text in _MARKERS.items():
            if not os.path.lexists(os.path.join(folder, name)):
                Path(folder, name).write_text(text, encoding="utf-8")
        if not os.access(folder, os.W_OK | os.X_OK):
            return None
    except OSError:
        return None
    return Store(folder, version())


def version() -> bytes:
    """Return a digest of everything that determines the result of a build besides the source.

    That is the code of this package, the version of Python, and the versions of the installed packages, which are in
    the names of their ``.dist-info`` folders, so that no package has to be imported.
    """
    whole = hashlib.blake2b(sys.version.encode(), digest_size=16)
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        whole.update(str(path.relative_to(package)).encode() + b"\0" + path.read_bytes())
    installed = {name for folder in sys.path for name in _names(folder) if name.endswith((".dist-info", ".egg-info"))}
    whole.update("\n".join(sorted(installed)).encode("utf-8", "surrogateescape"))
    return whole.digest()


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _checksum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(4, "big")
