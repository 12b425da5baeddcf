"""The cache that is kept between builds: files in the folder ``.vindplaats`` of the source.

A saved file begins with a version, which is usually a digest of the code that wrote it (`version`), and a checksum. If
either does not match, the file is treated as absent. Files hold only data: loading a file never executes code.
"""

import functools
import hashlib
import os
import stat
import sys
import zlib
from collections.abc import Iterator
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
"""The content of ``CACHEDIR.TAG``, which tells backup programs that the folder is a cache (bford.info/cachedir)."""
_MARKERS = {".gitignore": _GITIGNORE, "CACHEDIR.TAG": _CACHEDIR_TAG}
"""The files, by name, that tell git and backup programs to skip the folder."""


class Store(Struct, frozen=True):
    """The cache in ``folder``, which ignores files that were saved with another ``version``."""

    folder: str
    version: bytes

    def path(self, name: str) -> str:
        """Return the path of the file ``name``."""
        return os.path.join(self.folder, name)

    def load(self, name: str) -> bytes:
        """Return the bytes saved as ``name``, or ``b""`` if the file is unreadable, damaged or of another version."""
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
        """Return the value of type ``type`` saved as ``name``, or None if it is absent or cannot be decoded."""
        data = self.load(name)
        try:
            return msgpack.decode(data, type=type) if data else None
        except (DecodeError, ValueError, RecursionError):
            return None

    def save(self, name: str, content: bytes) -> None:
        """Save ``content`` as ``name``, atomically. An `OSError` is ignored: it only makes the next build slower."""
        unfinished = self.path(name + _UNFINISHED_SUFFIX)
        try:
            with open(unfinished, "wb") as stream:
                stream.write(self.version + _checksum(content) + content)
            os.replace(unfinished, self.path(name))
        except OSError:
            with suppress(OSError):
                os.unlink(unfinished)

    def forget(self) -> None:
        """Delete every saved file. Folders in the store stay."""
        for name in _names(self.folder):
            if name not in _MARKERS:
                with suppress(OSError):
                    os.unlink(self.path(name))

    def clock(self) -> int | None:
        """Return the time of the disk's own clock: the mtime, in ns, of a file written now, or None if that fails."""
        try:
            with open(self.path("klok"), "wb", buffering=0) as stream:
                stream.write(b".")
                return os.fstat(stream.fileno()).st_mtime_ns
        except OSError:
            return None


def store_folder(source_dir: str) -> str:
    """Return the path of the cache folder of ``source_dir``, or ``""`` if a file or symbolic link has that path."""
    folder = os.path.join(source_dir, CACHE_FOLDER)
    return "" if os.path.islink(folder) or (os.path.lexists(folder) and not os.path.isdir(folder)) else folder


def remove_leftovers(folder: str) -> None:
    """Delete files that a killed build left unfinished, and anything that is not a regular file or a folder.

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
    """Open the store of ``source_dir``, creating its folder if needed. Return None if the folder cannot be written."""
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
    return Store(folder, _own_version())


@functools.cache
def _own_version() -> bytes:
    """Return the `version` of this process, which stays the same when files on disk change: `serve` runs for hours."""
    return version()


def version() -> bytes:
    """Return a digest (16 bytes) of the software that makes a build, to detect that it has changed.

    The digest covers the code (also that of templates) and the word lists of this package, the version of Python, and
    the names and versions of all installed packages. These are read from the names of metadata folders, such as
    ``jinja2-3.1.4.dist-info``, which is faster than importing the packages.
    """
    whole = hashlib.blake2b(sys.version.encode(), digest_size=16)
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for path in sorted(_files_below(package)):
        with open(path, "rb", buffering=0) as stream:
            whole.update(path[len(package) :].encode() + b"\0" + stream.read())
    installed = {name for folder in sys.path for name in _names(folder) if name.endswith((".dist-info", ".egg-info"))}
    whole.update("\n".join(sorted(installed)).encode("utf-8", "surrogateescape"))
    return whole.digest()


def _files_below(package: str) -> Iterator[str]:
    """Yield the paths of the code, the generated code and the word lists of a package."""
    for folder, _, names in os.walk(package):  # pathlib takes twice as long, which every build would notice
        yield from (os.path.join(folder, name) for name in names if name.endswith((".py", ".json", ".txt")))


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _checksum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(4, "big")
