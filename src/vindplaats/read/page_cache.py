"""A cache of the results of reading pages, by path; a page is read again only if the digest of its file has changed.

The cache is a file of frames. A frame consists of a header, the records of some pages, and their HTML. New frames are
appended, even by several processes at once, and the last entry for a page replaces earlier ones. A damaged frame is
treated as absent. If the next frame cannot be found because of the damage, everything that follows is absent too.
"""

import errno
import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from struct import Struct as Layout
from zlib import crc32

from msgspec import Struct, ValidationError, msgpack

from vindplaats.cache.store import Store
from vindplaats.errors import DamagedError
from vindplaats.read.document import ReadPage
from vindplaats.read.html_store import SharedFile, StoredHtml

_HEAD = Layout(">4sIII")
"""The header of a frame: magic number, sizes in bytes of the records and of their HTML, CRC-32 of the records."""
_MAGIC = b"VPF1"
PAGES_PER_FRAME = 200
"""Maximum number of pages in a frame."""
MAX_STALE_SHARE = 0.25
"""The share of unused entries above which the file is rewritten."""
_SPARE_FRAMES = 64
"""Maximum number of frames beyond those that the pages need. With more, the file is rewritten. Every build in which a
page has changed adds at least one frame."""


class CachedPage(Struct, frozen=True, gc=False, array_like=True):
    """The result of reading a file, with the path of the file as the disk spells it."""

    disk: str
    read: ReadPage


class PageCache(Struct, frozen=True):
    """The cache in the file at ``path``.

    The file begins with ``version``: the version of the code that wrote the file, or nothing in a temporary cache.
    ``file`` is the open file. It stays open as long as the HTML of a page refers to it.
    """

    path: str
    version: bytes
    file: SharedFile

    def pages(self) -> tuple[dict[str, CachedPage], int]:
        """Return the latest entry of every page, by path, and the number of frames in the file."""
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
        """Return the pages of the frame at ``start`` and the position after it, or ``((), 0)`` if no frame is there.

        A damaged frame has no pages.
        """
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

        def stored_html(_: type, place: tuple[int, int, int]) -> StoredHtml:
            at, length, crc = place
            return StoredHtml.in_file(self.file, html + at, length, crc)

        try:
            return msgpack.decode(data, type=list[CachedPage], dec_hook=stored_html), html + rest
        except ValidationError:  # code of another version wrote this: the code was edited during a build
            return (), html + rest

    def append(self, pages: Iterable[CachedPage]) -> int:
        """Append a frame with ``pages`` and return its position. Several processes may do so at once.

        Raises `DamagedError` if the frame cannot be written, so that the build starts over without the cache. Raises
        `OSError` instead if the cache is temporary, because a build cannot do without a temporary one.
        """
        parts: list[bytes] = []
        at = 0

        def store_html(markup: StoredHtml) -> tuple[int, int, int]:
            nonlocal at
            parts.append(markup.read())
            at += len(parts[-1])
            return at - len(parts[-1]), len(parts[-1]), crc32(parts[-1])

        records = msgpack.encode(list(pages), enc_hook=store_html)
        data = b"".join((_HEAD.pack(_MAGIC, len(records), at, crc32(records)), records, *parts))
        # The file is opened here, because forked processes share the position of a file opened before the fork.
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
    """Return the cache at ``path``; create an empty one if none of this version exists. Raises `DamagedError`."""
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
    """Return a cache for one build, in a file that is deleted when nothing uses it any more. Raises `OSError`.

    On Linux the file has no name if the disk supports that, so that it disappears even if the process is killed.
    """
    with suppress(OSError, AttributeError):  # not every file system supports O_TMPFILE
        number = os.open(tempfile.gettempdir(), os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600)
        path = f"/proc/self/fd/{number}"
        if os.path.exists(path):
            return PageCache(path, b"", SharedFile(path, number=number))
        os.close(number)
    number, path = tempfile.mkstemp(prefix="vindplaats-")
    os.close(number)
    return PageCache(path, b"", SharedFile(path, temporary=True))


def compact(cache: PageCache, live: Sequence[CachedPage]) -> None:
    """Rewrite the file with only the pages in ``live``. Their HTML is still read from the old file, which stays open.

    If writing fails, the file is left unchanged.
    """
    aside = f"{cache.path}.nieuw"
    try:
        with open(aside, "wb") as stream:
            stream.write(cache.version)
        new = PageCache(aside, cache.version, cache.file)
        for start in range(0, len(live), PAGES_PER_FRAME):
            new.append(live[start : start + PAGES_PER_FRAME])
        os.replace(aside, cache.path)
    except (OSError, DamagedError):
        with suppress(OSError):
            os.unlink(aside)


def is_wasteful(cached: int, frames: int, live: int) -> bool:
    """Return whether to compact a cache of ``frames`` frames and ``cached`` entries; ``live`` entries are in use."""
    return live < (1 - MAX_STALE_SHARE) * cached or frames > cached // PAGES_PER_FRAME + _SPARE_FRAMES


def _empty(path: str, version: bytes) -> None:
    aside = f"{path}.nieuw"
    with open(aside, "wb") as stream:
        stream.write(version)
    os.replace(aside, path)


PAGES_FILE = "paginas"
"""The name of this cache in the store."""


def open_stored_page_cache(store: Store | None) -> PageCache | None:
    """Return the cache in the store, or None if there is no store. Raises `DamagedError`."""
    return open_page_cache(store.path(PAGES_FILE), store.version) if store else None
