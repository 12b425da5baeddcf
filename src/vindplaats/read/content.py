"""Read all of ``content/``. This is the only module of its stage that opens files."""

import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from vindplaats.diagnostics import fields, files
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
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
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Record


class Content(Struct, frozen=True):
    """Everything that was read, sorted by path: the records, and the files beside them.

    ``known`` maps every page file to its id, also if the page has errors and so no record, because a link to it is not
    another fault. ``unusable`` are files that cannot be opened, for the same reason. ``digests`` are those of the files
    that were read, now or in an earlier build, by their paths as the disk spells them. ``incomplete`` are the ids of
    drafts that lack required fields.
    """

    records: tuple[Record, ...]
    others: tuple[OtherFile, ...]
    known: dict[str, PageId]
    digests: Digests = {}
    unusable: frozenset[str] = frozenset()
    incomplete: frozenset[PageId] = frozenset()


def read_content(
    source: str,
    jobs: int = 1,
    *,
    seen: Sequence[FileStat] | None = None,
    trusted: Digests | None = None,
    memory: PageCache | None = None,
) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Read the content of ``source`` with ``jobs`` processes. Raises `OSError` if the folder cannot be read.

    ``seen`` is the inventory of the source. ``trusted`` are the digests of files that certainly did not change since
    ``memory``, the cache of pages, was written. New pages are added to that cache.
    """
    report = Report()
    seen = scan_source(source) if seen is None else seen
    memory = memory or open_temporary_cache()
    listing = list_content(seen, report)
    read = _read_all(source, listing.pages, jobs, trusted or {}, memory)
    digests = {page.disk: read[page.disk].digest for page in listing.pages if read[page.disk].digest}
    records: list[Record] = []
    for page in listing.pages:
        result = read[page.disk]
        report.extend(result.diagnostics)
        if result.record is not None:
            records.append(result.record)
    others = tuple(_with_digests(source, listing.others, trusted or {}, digests))
    known = {page.file: page.id for page in listing.pages} | {file: page for file, page in listing.unusable if page}
    unusable = frozenset(file for file, page in listing.unusable if not page)
    incomplete = frozenset(known[d.file] for d in report.diagnostics if d.code == fields.INCOMPLETE_DRAFT.code)
    return Content(tuple(records), others, known, digests, unusable, incomplete), report.diagnostics


def _with_digests(
    source: str, others: tuple[OtherFile, ...], trusted: Digests, digests: dict[str, bytes]
) -> Iterator[OtherFile]:
    """Add digests to files whose name another file has too: only those can be copies in exact doubles."""
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
    """Return each page as read, by its path on the disk: from the cache if the bytes of the file have not changed."""
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
        return b""  # reported when the page is read


def _read_chunks(source: str, chunks: Sequence[Sequence[PageFile]], jobs: int, memory: PageCache) -> Iterable[int]:
    """Read the pages of each chunk into a frame of ``memory``, and yield where each frame begins."""
    if jobs < 2 or len(chunks) < 2:  # noqa: PLR2004 (one chunk needs no workers)
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
