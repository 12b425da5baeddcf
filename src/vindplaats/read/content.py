"""All of ``content/`` read: the one place of this stage that touches the disk."""

import hashlib
import os
import posixpath
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from vindplaats import messages
from vindplaats.diagnostics import Diagnostic, Place
from vindplaats.read.document import ReadPage, read_page
from vindplaats.read.files import Listing, OtherFile, PageFile, list_content
from vindplaats.read.records import Record

CHUNK = 200
"""Pages a worker takes at a time; fewer than two chunks are read without workers, who cost more to start."""


class Content(Struct, frozen=True):
    """Everything read, sorted by path: the records, the files beside them, and what is wrong.

    ``known`` maps every page file to its id, also of pages that made no record, so that a link to a page with a
    fault is not a fault as well.
    """

    records: tuple[Record, ...]
    others: tuple[OtherFile, ...]
    known: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]


def read_content(source: str, jobs: int = 1) -> Content:
    """Read the content of ``source`` with ``jobs`` processes. Raises `OSError` when the folder cannot be read."""
    listing: Listing = list_content(source)
    told = list(listing.diagnostics)
    records = []
    for result in _read_all(source, listing.pages, jobs):
        told += result.diagnostics
        if result.record is not None:
            records.append(result.record)
    others = _with_digests(source, listing.others)
    known = {page.file: page.id for page in listing.pages}
    return Content(tuple(records), others, known, tuple(told))


def _with_digests(source: str, others: tuple[OtherFile, ...]) -> tuple[OtherFile, ...]:
    """Digests for files whose name another file has too: only those can be copies in exact doubles."""
    names = Counter(posixpath.basename(other.file) for other in others)

    def digest(other: OtherFile) -> OtherFile:
        if names[posixpath.basename(other.file)] < 2:  # noqa: PLR2004
            return other
        with open(os.path.join(source, other.disk), "rb") as stream:
            return OtherFile(other.file, other.disk, hashlib.file_digest(stream, "sha256").hexdigest())

    return tuple(digest(other) for other in others)


def _read_all(source: str, pages: tuple[PageFile, ...], jobs: int) -> Iterator[ReadPage]:
    chunks = [pages[i : i + CHUNK] for i in range(0, len(pages), CHUNK)]
    if jobs < 2 or len(chunks) < 2:  # noqa: PLR2004 (two are where working together starts)
        yield from _read_chunk(source, pages)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (start-up: 29 ms, only for large sites)

    with ProcessPoolExecutor(min(jobs, len(chunks))) as workers:
        for results in workers.map(_read_chunk, [source] * len(chunks), chunks):
            yield from results


def _read_chunk(source: str, pages: tuple[PageFile, ...]) -> list[ReadPage]:
    results = []
    for page in pages:
        try:
            with open(os.path.join(source, page.disk), "rb") as stream:
                data = stream.read()
        except OSError as error:
            results.append(ReadPage(None, (messages.unreadable(Place(page.file), error.strerror or ""),)))
        else:
            results.append(read_page(page, data))
    return results
