"""What reading made of each file, remembered by the digest of its bytes, so that a page is read once.

A memory is a file of frames, each of some pages: a head, the records, their HTML. New frames come at its end, also from
several processes at once, and the last that is said of a file holds. A frame that is damaged, and what follows one that
was not finished, is as good as absent.
"""

import errno
import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from struct import Struct as Layout
from zlib import crc32

from msgspec import Struct, ValidationError, msgpack

from vindplaats.errors import DamagedError
from vindplaats.read.document import ReadPage
from vindplaats.read.html_store import SharedFile, StoredHtml

_HEAD = Layout(">4sIII")
"""A frame's first bytes: what it is, the size of its records, that of their HTML, the checksum of the records."""
_MAGIC = b"VPF1"
PAGES_PER_FRAME = 200
"""Pages in a frame."""
MAX_STALE_SHARE = 0.25
"""The share of pages that are out of date from which the file is written anew."""
_FEW = 64
"""Frames above those that the pages need, from which it is as well: every edit adds one."""


class CachedPage(Struct, frozen=True, gc=False, array_like=True):
    """A file, as the disk spells its path, and what reading made of it."""

    disk: str
    read: ReadPage


class PageCache(Struct, frozen=True):
    """The memory at ``path``, made by the code of ``version``; ``file`` is open for as long as pages of it are used."""

    path: str
    version: bytes
    file: SharedFile

    def pages(self) -> tuple[dict[str, CachedPage], int]:
        """All that is remembered, by path; and how many frames that takes, those that are out of date included."""
        found: dict[str, CachedPage] = {}
        start, frames = len(self.version), 0
        size = self.file.size()
        while start < size:
            pages, start = self.frame(start)
            if start == 0:
                break
            frames += 1
            found |= {page.disk: page for page in pages}
        return found, frames

    def frame(self, start: int) -> tuple[Sequence[CachedPage], int]:
        """The pages of the frame at ``start``, and where the next one is; 0 where no frame can be told."""
        head = self.file.read(_HEAD.size, start)
        if len(head) < _HEAD.size:
            return (), 0
        magic, size, rest, check = _HEAD.unpack(head)
        if magic != _MAGIC:
            return (), 0
        html = start + _HEAD.size + size
        data = self.file.read(size, start + _HEAD.size)
        if crc32(data) != check:
            return (), html + rest

        def kept(_: type, place: tuple[int, int, int]) -> StoredHtml:
            at, length, crc = place
            return StoredHtml.kept(self.file, html + at, length, crc)

        try:
            return msgpack.decode(data, type=list[CachedPage], dec_hook=kept), html + rest
        except ValidationError:  # by other code of the same version: somebody is working on it
            return (), html + rest

    def append(self, pages: Iterable[CachedPage]) -> int:
        """Remember ``pages``; return where their frame begins. Several processes may do so at once.

        Raises `OSError`, and `DamagedError` where a build can do without.
        """
        parts: list[bytes] = []
        at = 0

        def keep(markup: StoredHtml) -> tuple[int, int, int]:
            nonlocal at
            parts.append(markup.read())
            at += len(parts[-1])
            return at - len(parts[-1]), len(parts[-1]), crc32(parts[-1])

        records = msgpack.encode(list(pages), enc_hook=keep)
        data = b"".join((_HEAD.pack(_MAGIC, len(records), at, crc32(records)), records, *parts))
        # Opened anew: where a forked process is in its file it knows only if no other one moves it.
        try:
            with open(self.path, "ab", buffering=0) as stream:
                if stream.write(data) != len(data):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), self.path)
                return stream.tell() - len(data)
        except OSError as error:
            if self.version:
                raise DamagedError from error
            raise


def open_page_cache(path: str, version: bytes) -> PageCache:
    """The memory at ``path``; an empty one where there is none by this version. Raises `DamagedError`."""
    try:
        if not os.path.exists(path):
            _empty(path, version)
        file = SharedFile(path)
        if file.read(len(version), 0) != version:
            _empty(path, version)
            file = SharedFile(path)
    except OSError as error:
        raise DamagedError from error
    return PageCache(path, version, file)


def open_temporary_cache() -> PageCache:
    """A memory for one build only, in a file that goes when nothing uses it any more. Raises `OSError`.

    On Linux it never has a name, so that it goes also with a process that is killed.
    """
    with suppress(OSError, AttributeError):  # not every disk can do this
        number = os.open(tempfile.gettempdir(), os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600)
        path = f"/proc/self/fd/{number}"
        if os.path.exists(path):
            return PageCache(path, b"", SharedFile(path, number=number))
        os.close(number)
    number, path = tempfile.mkstemp(prefix="vindplaats-")
    os.close(number)
    return PageCache(path, b"", SharedFile(path, temporary=True))


def compact(memory: PageCache, live: Sequence[CachedPage]) -> None:
    """Write the memory at its path anew, with nothing but ``live``, whose HTML goes on to be read from the old one.

    Where the disk refuses it stays as it is.
    """
    aside = f"{memory.path}.nieuw"
    try:
        with open(aside, "wb") as stream:
            stream.write(memory.version)
        new = PageCache(aside, memory.version, memory.file)
        for start in range(0, len(live), PAGES_PER_FRAME):
            new.append(live[start : start + PAGES_PER_FRAME])
        os.replace(aside, memory.path)
    except (OSError, DamagedError):
        with suppress(OSError):
            os.unlink(aside)


def is_wasteful(remembered: int, frames: int, live: int) -> bool:
    """Tell whether a memory of so many pages in so many frames is to be renewed, of which ``live`` pages are of use."""
    return live < (1 - MAX_STALE_SHARE) * remembered or frames > remembered // PAGES_PER_FRAME + _FEW


def _empty(path: str, version: bytes) -> None:
    aside = f"{path}.nieuw"
    with open(aside, "wb") as stream:
        stream.write(version)
    os.replace(aside, path)
