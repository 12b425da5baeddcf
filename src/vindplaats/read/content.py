"""All of ``content/`` read: the one place of this stage that touches the disk."""

import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from vindplaats.diagnostics import files
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.dutch.os_errors import refusal
from vindplaats.inputs.inventory import Digests, FileStat, digest_file, scan_source
from vindplaats.read.document import ReadPage, read_page
from vindplaats.read.front_matter import MAX_PAGE_BYTES
from vindplaats.read.listing import OtherFile, PageFile, list_content
from vindplaats.read.page_cache import (
    PAGES_PER_FRAME,
    CachedPage,
    PageCache,
    compact,
    is_wasteful,
    open_temporary_cache,
)
from vindplaats.read.records import Record


class Content(Struct, frozen=True):
    """Everything read, sorted by path: the records, the files beside them, and what is wrong.

    ``known`` maps every page file to its id, also of pages that made no record, so that a link to a page with a
    fault is not a fault as well; ``unusable`` are files that cannot be brought along, for the same reason. ``digests``
    are those of the files that were read, now or before, as the disk spells them.
    """

    records: tuple[Record, ...]
    others: tuple[OtherFile, ...]
    known: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]
    digests: Digests = {}
    unusable: frozenset[str] = frozenset()


def read_content(
    source: str,
    jobs: int = 1,
    *,
    seen: Sequence[FileStat] | None = None,
    trusted: Digests | None = None,
    memory: PageCache | None = None,
) -> Content:
    """Read the content of ``source`` with ``jobs`` processes. Raises `OSError` when the folder cannot be read.

    ``seen`` is what lies there, ``trusted`` the digests of files that certainly did not change since ``memory`` was
    written, which is added to.
    """
    seen = scan_source(source) if seen is None else seen
    memory = memory or open_temporary_cache()
    listing = list_content(seen)
    told = list(listing.diagnostics)
    read = _read_all(source, listing.pages, jobs, trusted or {}, memory)
    digests = {page.disk: read[page.disk].digest for page in listing.pages if read[page.disk].digest}
    records: list[Record] = []
    for page in listing.pages:
        result = read[page.disk]
        told += result.diagnostics
        if result.record is not None:
            records.append(result.record)
    others = tuple(_with_digests(source, listing.others, trusted or {}, digests))
    known = {page.file: page.id for page in listing.pages} | {file: page for file, page in listing.unusable if page}
    unusable = frozenset(file for file, page in listing.unusable if not page)
    return Content(tuple(records), others, known, tuple(told), digests, unusable)


def _with_digests(
    source: str, others: tuple[OtherFile, ...], trusted: Digests, digests: dict[str, bytes]
) -> Iterator[OtherFile]:
    """Digests for files whose name another file has too: only those can be copies in exact doubles."""
    names = Counter(posixpath.basename(other.file) for other in others)
    for other in others:
        if names[posixpath.basename(other.file)] < 2:  # noqa: PLR2004
            yield other
            continue
        digest = trusted.get(other.disk) or _digest_of(source, other.disk)
        if digest:
            digests[other.disk] = digest
        yield OtherFile(other.file, other.disk, digest.hex())


def _read_all(
    source: str, pages: Sequence[PageFile], jobs: int, trusted: Digests, memory: PageCache
) -> dict[str, ReadPage]:
    """What reading makes of each page, by its path on the disk: remembered where its bytes are those it was made of."""
    remembered, frames = memory.pages()
    found: dict[str, ReadPage] = {}
    unread: list[PageFile] = []
    for page in pages:
        before = remembered.get(page.disk)
        if (
            before is not None
            and before.read.digest
            and before.read.digest == (trusted.get(page.disk) or _digest_of(source, page.disk))
        ):
            found[page.disk] = before.read
        else:
            unread.append(page)
    chunks = [unread[i : i + PAGES_PER_FRAME] for i in range(0, len(unread), PAGES_PER_FRAME)]
    starts = _read_chunks(source, chunks, jobs, memory)
    for start in starts:
        found |= {page.disk: page.read for page in memory.frame(start)[0]}
        frames += 1
    if is_wasteful(len(remembered) + len(unread), frames, len(pages)):
        compact(memory, [CachedPage(page.disk, found[page.disk]) for page in pages])
    return found


def _digest_of(source: str, disk: str) -> bytes:
    try:
        return digest_file(os.path.join(source, disk))
    except OSError:
        return b""  # told when it is read


def _read_chunks(source: str, chunks: Sequence[Sequence[PageFile]], jobs: int, memory: PageCache) -> Iterable[int]:
    """Read the pages of each chunk into a frame of ``memory``; return where those begin."""
    if jobs < 2 or len(chunks) < 2:  # noqa: PLR2004 (two are where working together starts)
        for chunk in chunks:
            yield _read_chunk(source, chunk, memory)
        return
    from vindplaats.workers.fork_map import fork_map  # noqa: PLC0415 (start-up: only for large sites)

    yield from fork_map(lambda i: _read_chunk(source, chunks[i], memory), len(chunks), jobs)


def _read_chunk(source: str, pages: Iterable[PageFile], memory: PageCache) -> int:
    return memory.append(CachedPage(page.disk, _read(source, page)) for page in pages)


def _read(source: str, page: PageFile) -> ReadPage:
    try:
        with open(os.path.join(source, page.disk), "rb", buffering=0) as stream:
            data = stream.read(MAX_PAGE_BYTES + 1)
    except OSError as error:
        return ReadPage(None, (files.UNREADABLE.at(Place(page.file), reason=refusal(error)),))
    return read_page(page, data)
