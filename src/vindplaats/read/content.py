"""Read the pages in ``content/``. In the reading stage, only this module and `config` open files of the source."""

import os
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, msgpack, structs

from vindplaats.diagnostics import fields
from vindplaats.diagnostics import files as file_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.dutch.os_errors import refusal
from vindplaats.inputs.handbook import point_to_handbook
from vindplaats.inputs.inventory import Digests, FileStat, digest, digest_file, scan_source
from vindplaats.patterns import regex
from vindplaats.read.document import ReadPage, read_pages
from vindplaats.read.front_matter import MAX_PAGE_BYTES
from vindplaats.read.listing import Listing, OtherFile, PageFile, list_content
from vindplaats.read.page_cache import (
    PAGES_PER_FRAME,
    CachedPage,
    PageCache,
    compact,
    is_wasteful,
    open_temporary_cache,
)
from vindplaats.read.page_id import PageId
from vindplaats.read.records import RECORDS, Record

_FRONT_MATTER = regex(rb"---\r?\n.*?^---\r?\n", re.DOTALL | re.MULTILINE)
"""Front matter between fences as they should be. A page with other fences is read as a whole."""

_PAGES_PER_BATCH, _BYTES_PER_BATCH = 100, 2_000_000
"""A batch of pages that are read together, step by step, ends when it has this many pages or bytes. Larger batches are
no faster, and what all steps make of the pages of a batch is in memory at once."""

_REPEATED_FIELDS = ("places", "werkveld", "opdrachtgever", "contactpersoon", "jaar")
_REPEATED = {kind: [name for name in _REPEATED_FIELDS if name in kind.__struct_fields__] for kind in RECORDS.values()}
"""For each type of record, the attributes in which many pages have the same value."""


class Content(Struct, frozen=True):
    """The result of reading ``content/``: the records of pages, and the other files, both sorted by path.

    ``known`` maps the path of every page file to the id of its page. It includes pages that have no record, so that
    links to them are not reported as broken. ``unusable`` has the paths of other files that are never opened, so that
    links to those are not reported either. ``digests`` maps the path on disk of each file that was read, in this build
    or an earlier one, to its digest. ``incomplete`` has the ids of drafts that lack required fields, and ``drafts`` the
    records of these (`ReadPage.draft`). ``refused`` has records that are only good for checks (`ReadPage.refused`).
    ``static`` has the files in ``static/``, and ``unknown_folders`` is as in `Listing`. ``of_editor`` has the
    warnings that are only for a site with a web editor. ``outline`` is a digest of the paths and the outlines of all
    pages (`ReadPage.outline`).
    """

    records: tuple[Record, ...]
    others: tuple[OtherFile, ...]
    known: dict[str, PageId]
    digests: Digests = {}
    unusable: frozenset[str] = frozenset()
    incomplete: frozenset[PageId] = frozenset()
    refused: tuple[Record, ...] = ()
    drafts: tuple[Record, ...] = ()
    static: tuple[OtherFile, ...] = ()
    unknown_folders: Mapping[str, tuple[str, ...]] = {}
    of_editor: tuple[Diagnostic, ...] = ()
    outline: bytes = b""


def read_content(
    source_dir: str,
    jobs: int = 1,
    *,
    files: Sequence[FileStat] | None = None,
    trusted: Digests | None = None,
    cache: PageCache | None = None,
    overrides: Mapping[str, bytes] | None = None,
) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Read the content of a source with ``jobs`` processes. Raises `OSError` if the source cannot be scanned.

    ``files`` has the `FileStat` of every file in the source; by default the source is scanned. ``trusted`` has the
    digests of files that have certainly not changed since an earlier build. Pages that are not in ``cache``, or have
    changed, are read and added to it. By default the cache is temporary. ``overrides`` has what to read instead of some
    files, by their paths on disk; these have no digests.
    """
    report = Report()
    listing = list_content(scan_source(source_dir) if files is None else files, report)
    source = _Source(source_dir, trusted or {}, overrides or {})
    read = _read_pages(source, listing.pages, jobs, cache or open_temporary_cache())
    for page in read:
        report.extend(page.diagnostics)
    content = _make_content(listing, read, tuple(_with_digests(source, listing.others)))
    if overrides:
        digests = {path: digest for path, digest in content.digests.items() if path not in overrides}
        content = structs.replace(content, digests=digests)
    return content, point_to_handbook(report.diagnostics, source_dir)


def read_front_matter(source_dir: str) -> Content:
    """Return the content of a source without the bodies of its pages, and without reporting any fault.

    That is enough to know which pages and names there are, and far quicker than reading everything. Raises `OSError` if
    the source cannot be scanned.
    """
    listing = list_content(scan_source(source_dir), Report())
    source = _Source(source_dir, {})
    return _make_content(listing, list(source.read(listing.pages, bodies=False)), listing.others)


def _make_content(listing: Listing, read: Sequence[ReadPage], others: tuple[OtherFile, ...]) -> Content:
    """Combine the listing with the results of reading: ``read`` has a result for each of `Listing.pages`, in order."""
    digests = {file.disk: page.digest for file, page in zip(listing.pages, read, strict=True) if page.digest}
    digests |= {other.disk: bytes.fromhex(other.digest) for other in others if other.digest}
    known = {file.file: file.id for file in listing.pages} | {file: page for file, page in listing.unusable if page}
    unusable = frozenset(file for file, page in listing.unusable if not page)
    records = tuple(page.record for page in read if page.record is not None)
    incomplete = frozenset(
        file.id
        for file, page in zip(listing.pages, read, strict=True)
        if page.diagnostics and any(diagnostic.code == fields.INCOMPLETE_DRAFT.code for diagnostic in page.diagnostics)
    )
    refused = tuple(page.refused for page in read if page.refused is not None)
    drafts = tuple(page.draft for page in read if page.draft is not None)
    of_editor = tuple(diagnostic for page in read for diagnostic in page.of_editor)
    outlines = [(file.file, page.outline) for file, page in zip(listing.pages, read, strict=True)]
    outline = digest(msgpack.encode((outlines, listing.unusable)))
    beside = (listing.static, listing.unknown_folders, of_editor, outline)
    return Content(records, others, known, digests, unusable, incomplete, refused, drafts, *beside)


class _Source(Struct, frozen=True):
    """The source folder, and the digests of the files in it that have not changed since an earlier build.

    ``overrides`` has what to read instead of some files.
    """

    folder: str
    trusted: Digests
    overrides: Mapping[str, bytes] = {}

    def digest(self, disk: str) -> bytes:
        """Return the digest of a file, or ``b""`` if it cannot be read."""
        if disk in self.trusted:
            return self.trusted[disk]
        try:
            return digest_file(os.path.join(self.folder, disk))
        except OSError:
            return b""

    def read(self, pages: Sequence[PageFile], *, bodies: bool = True) -> Iterator[ReadPage]:
        """Read pages from the disk, or only their front matter."""
        for batch in _batches((page, self._open(page, bodies=bodies)) for page in pages):
            read = iter(read_pages([(page, data) for page, data in batch if isinstance(data, bytes)]))
            yield from (next(read) if isinstance(data, bytes) else data for _, data in batch)

    def _open(self, page: PageFile, *, bodies: bool) -> bytes | ReadPage:
        """Return the bytes of a page, or only those of its front matter, or what is known if it cannot be opened."""
        if page.disk in self.overrides:
            return self.overrides[page.disk]
        try:
            with open(os.path.join(self.folder, page.disk), "rb", buffering=0) as stream:
                data = stream.read(MAX_PAGE_BYTES + 1)
        except OSError as error:
            return ReadPage(None, (file_faults.UNREADABLE.at(Place(page.file), reason=refusal(error)),))
        matter = None if bodies else _FRONT_MATTER.match(data)
        return matter[0] if matter else data


def _batches(opened: Iterable[tuple[PageFile, bytes | ReadPage]]) -> Iterator[list[tuple[PageFile, bytes | ReadPage]]]:
    batch: list[tuple[PageFile, bytes | ReadPage]] = []
    size = 0
    for page, data in opened:
        batch.append((page, data))
        size += len(data) if isinstance(data, bytes) else 0
        if len(batch) >= _PAGES_PER_BATCH or size >= _BYTES_PER_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _with_digests(source: _Source, others: Sequence[OtherFile]) -> Iterator[OtherFile]:
    """Yield the files. Files with the same base name get a digest, because only such files are compared."""
    names = Counter(posixpath.basename(other.file) for other in others)
    for other in others:
        if names[posixpath.basename(other.file)] > 1:
            yield OtherFile(other.file, other.disk, source.digest(other.disk).hex())
        else:
            yield other


def _read_pages(source: _Source, files: Sequence[PageFile], jobs: int, cache: PageCache) -> list[ReadPage]:
    """Return the result for each file: from the cache if the digest of the file has not changed, otherwise read now."""
    cached, frames = cache.pages()
    pages: dict[str, ReadPage] = {}
    unread: list[PageFile] = []
    for file in files:
        before = cached.get(file.disk)
        if before is not None and before.read.digest and before.read.digest == source.digest(file.disk):
            pages[file.disk] = before.read
        else:
            unread.append(file)
    shared = _SharedValues()
    chunks = [unread[i : i + PAGES_PER_FRAME] for i in range(0, len(unread), PAGES_PER_FRAME)]
    for chunk, start in zip(chunks, _read_chunks(source, chunks, jobs, cache), strict=True):
        found = cache.frame(start)[0]
        pages |= {file.disk: shared.share(file, page.read) for file, page in zip(chunk, found, strict=bool(found))}
        frames += 1
    if is_wasteful(len(cached) + len(unread), frames, len(files)):
        compact(cache, [CachedPage(file.disk, pages[file.disk]) for file in files])
    return [pages[file.disk] for file in files]


class _SharedValues:
    """The values of pages that this build has read. Equal values are in memory once.

    Most pages name the same few werkvelden, opdrachtgevers and contactpersonen, at the same places of their front
    matter; and the page cache holds some values twice. Pages from the cache share nothing, because finding equal values
    takes about as long as decoding a page. A build that reads few pages also makes few files, and needs less memory.
    """

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def share(self, file: PageFile, page: ReadPage) -> ReadPage:
        """Return the page that was read from ``file``, after giving it the objects of earlier values equal to its own.

        That is invisible, as all of these are immutable. Making copies of records would take longer.
        """
        record = page.record
        if record is not None:
            for name in _REPEATED[type(record)]:
                value = getattr(record, name)
                structs.force_setattr(record, name, self._known.setdefault(value, value))
            for name, other in (("id", file.id), ("file", file.file), ("digest", page.digest)):
                if getattr(record, name) == other:
                    structs.force_setattr(record, name, other)
            if record.step == file.id.name:
                structs.force_setattr(record, "step", file.id.name)
            for link in record.body.web_links:
                if link.raw == link.target:
                    structs.force_setattr(link, "raw", link.target)
        return page


def _read_chunks(source: _Source, chunks: Sequence[Sequence[PageFile]], jobs: int, cache: PageCache) -> Iterable[int]:
    """Read the pages of each chunk into a frame of the cache; yield the positions of the frames."""

    def read_chunk(number: int) -> int:
        read = source.read(chunks[number])
        return cache.append(CachedPage(file.disk, page) for file, page in zip(chunks[number], read, strict=True))

    if jobs < 2 or len(chunks) < 2:  # noqa: PLR2004 (one chunk cannot be divided)
        yield from map(read_chunk, range(len(chunks)))
        return
    from vindplaats.workers.fork_map import fork_map  # noqa: PLC0415 (start-up: only for large sites)

    yield from fork_map(read_chunk, len(chunks), jobs)
