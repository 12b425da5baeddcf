"""What is remembered between builds: plain data in a dot-folder of the source, never code, thrown away at any doubt.

Every file begins with what it was made by (`version`), and has a checksum. One that does not fit is as good as absent.
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
_ASIDE = ".nieuw"
"""How the name of a file ends that is being written."""
_IGNORED = "*\n"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Gemaakt door Vindplaats; mag weg.\n"
"""Tells backup programs that this is a cache (bford.info/cachedir)."""
_OWN = {".gitignore": _IGNORED, "CACHEDIR.TAG": _TAG}


class Store(Struct, frozen=True):
    """The dot-folder at ``folder``; ``version`` is of the code that uses it."""

    folder: str
    version: bytes

    def path(self, name: str) -> str:
        """The path of a file of the store."""
        return os.path.join(self.folder, name)

    def load(self, name: str) -> bytes:
        """What was saved under ``name``; nothing where that is absent, damaged, or made by other code."""
        try:
            with open(self.path(name), "rb") as stream:
                data = stream.read()
        except OSError:
            return b""
        head = len(self.version) + 4
        content = data[head:]
        fits = data[: len(self.version)] == self.version and data[len(self.version) : head] == _checksum(content)
        return content if fits else b""

    def recall(self, name: str, type: type[T]) -> T | None:  # noqa: A002 (as msgspec calls it)
        """What was saved under ``name``, as a value of ``type``; None where that is not to be had."""
        data = self.load(name)
        try:
            return msgpack.decode(data, type=type) if data else None
        except (DecodeError, ValueError, RecursionError):
            return None

    def save(self, name: str, content: bytes) -> None:
        """Save, all or nothing; nothing where the disk refuses, for all that comes of it is a slower build."""
        aside = self.path(name + _ASIDE)
        try:
            with open(aside, "wb") as stream:
                stream.write(self.version + _checksum(content) + content)
            os.replace(aside, self.path(name))
        except OSError:
            with suppress(OSError):
                os.unlink(aside)

    def forget(self) -> None:
        """Remove all that was saved."""
        for name in _names(self.folder):
            if name not in _OWN:
                with suppress(OSError):
                    os.unlink(self.path(name))

    def clock(self) -> int | None:
        """What time the disk has it, in nanoseconds: its clock stamps the files. None where nothing can be written."""
        try:
            with open(self.path("klok"), "wb", buffering=0) as stream:
                stream.write(b".")
                return os.fstat(stream.fileno()).st_mtime_ns
        except OSError:
            return None


def store_folder(source: str) -> str:
    """Where the store of ``source`` is; empty where something else stands there, or a link to elsewhere."""
    folder = os.path.join(source, CACHE_FOLDER)
    return "" if os.path.islink(folder) or (os.path.lexists(folder) and not os.path.isdir(folder)) else folder


def remove_leftovers(folder: str) -> None:
    """Remove what a build left half written that was killed, and what is no plain file or folder.

    Links may be anybody's and lead anywhere, and to open a pipe is to wait. Only while no other uses the store.
    """
    for name in _names(folder):
        path = os.path.join(folder, name)
        with suppress(OSError):
            mode = os.lstat(path).st_mode
            if name.endswith(_ASIDE) or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                os.unlink(path)


def open_store(source: str) -> Store | None:
    """The store of ``source``, made where there was none; None where nothing can be written there."""
    folder = store_folder(source)
    if not folder:
        return None
    try:
        os.makedirs(folder, exist_ok=True)
        for name, text in _OWN.items():
            if not os.path.lexists(os.path.join(folder, name)):
                Path(folder, name).write_text(text, encoding="utf-8")
        if not os.access(folder, os.W_OK | os.X_OK):
            return None
    except OSError:
        return None
    return Store(folder, version())


def version() -> bytes:
    """A digest of all that decides what comes of a source: this package, Python, and what is installed.

    The names of installed packages have their versions in them, and are read without importing anything.
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
