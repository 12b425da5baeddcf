"""Inspect pictures and PDFs, by several processes, and keep the results between builds."""

import math
import os
from collections.abc import Sequence, Set
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, msgpack, structs

from vindplaats.cache.store import Store
from vindplaats.errors import BrokenPictureError, TooLargePictureError
from vindplaats.inputs.inventory import digest
from vindplaats.media import svg
from vindplaats.media.pdf import MAX_PDF_BYTES, Pdf
from vindplaats.media.reports import REPORTS_FOLDER, TemporaryStore, judge_title, read_report
from vindplaats.media.variants import Picture
from vindplaats.workers.fork_map import fork_map

if TYPE_CHECKING:
    from vindplaats.media.pdfium import Pdfium

MAX_PICTURE_BYTES = 32_000_000
"""Maximum size of a picture in bytes. Several hosts have a lower limit: they refuse files of more than 25 MiB."""


MEDIA_FILE = "bestanden"
"""The name of the cache file that holds the results."""


_MIN_PARALLEL_FILES = 4
"""Minimum number of new files for which several processes are used. Fewer files are inspected in the main process."""


MAX_UNUSED_EXTRACTS = 100
"""If the unused extracts outnumber the files in use by more than this, all unused ones are removed."""


_MIN_BATCH_SIZE, _MAX_BATCH_SIZE = 4, 32
"""Number of PDFs that one process inspects, with one child process, before it sends their texts. To start the child
process takes as long as several PDFs, and the texts of too many would take too much memory."""


_BATCHES_PER_JOB = 2
"""Number of batches of PDFs for each process, if they are not too small. The process that ends first takes another."""


Fault = Literal["", "kapot", "groot", "actief"]
"""The fault of a picture: none, broken, too large, or a drawing that can run scripts."""


class MediaInfo(Struct, frozen=True, array_like=True):
    """The result of inspecting one file.

    ``located`` is true if the metadata of a picture says where it was taken, and ``extracted`` if there is an `Extract`
    of a PDF. ``shape`` is the width and height of a drawing, as far as its ratio goes (`svg.shape`); ``outside`` is
    true if it shows parts of other files.
    """

    fault: Fault = ""
    picture: Picture = Picture()
    located: bool = False
    pdf: Pdf = Pdf()
    extracted: bool = False
    shape: tuple[int, int] = (0, 0)
    outside: bool = False


class Original(Struct, frozen=True):
    """A file to inspect: its path, its path as the disk spells it, its kind (by extension), and its digest."""

    file: str
    disk: str
    kind: str
    digest: bytes

    @property
    def key(self) -> str:
        """The key in the cache: equal for files of one kind with the same bytes."""
        return f"{self.kind} {self.digest.hex()}"


def open_extracts(store: Store | None) -> Store | TemporaryStore:
    """Return where the texts and pictures of PDFs are kept."""
    return Store(store.path(REPORTS_FOLDER), store.version) if store else TemporaryStore()


class _Inspected(Struct, frozen=True):
    """The result for the file with ``key``, whether it still has the digest in that key, and the encoded `Extract`."""

    key: str
    info: MediaInfo
    unchanged: bool
    extract: bytes = b""


def inspect_all(
    originals: Sequence[Original], source_dir: str, store: Store | None, kept: Store | TemporaryStore, jobs: int
) -> dict[str, MediaInfo]:
    """Return the result for each file, by path. A new result is cached unless its file has changed meanwhile."""
    cached = (store.recall(MEDIA_FILE, dict[str, MediaInfo]) if store else None) or {}
    disks = {original.key: original.disk for original in originals}
    extracts = _names_in(kept)
    infos = {
        key: cached[key]
        for key in disks
        if key in cached and (not cached[key].extracted or extract_name(key) in extracts)
    }
    missing = sorted(disks.keys() - infos.keys())
    jobs = jobs if len(missing) >= _MIN_PARALLEL_FILES else 1
    batches = _batches(missing, jobs)

    if batches:
        # Before the processes are forked. (start-up: most builds find no new file)
        from vindplaats.media.pdfium import Pdfium  # noqa: PLC0415

    def inspect(number: int) -> list[_Inspected]:
        with Pdfium() as reader:
            return [_inspect_file(os.path.join(source_dir, disks[key]), key, reader) for key in batches[number]]

    reusable = infos.copy()
    for inspected in chain.from_iterable(fork_map(inspect, len(batches), jobs)):
        infos[inspected.key] = inspected.info
        if inspected.unchanged:
            reusable[inspected.key] = inspected.info
        if inspected.info.extracted:
            kept.save(extract_name(inspected.key), inspected.extract)
    if store and reusable != cached:
        store.save(MEDIA_FILE, msgpack.encode(reusable))
    _remove_unused(kept, extracts - set(map(extract_name, disks)), len(disks))
    return {original.file: _judged(infos[original.key], original.file) for original in originals}


def extract_name(key: str) -> str:
    """Return the name of the extract of the PDF with this key: its digest."""
    return key.partition(" ")[2]


def _names_in(kept: Store | TemporaryStore) -> frozenset[str]:
    """Return the names of the extracts that are kept, and make their folder."""
    if isinstance(kept, TemporaryStore):
        return frozenset()
    with suppress(OSError):
        os.makedirs(kept.folder, exist_ok=True)
        return frozenset(os.listdir(kept.folder))
    return frozenset()


def _remove_unused(kept: Store | TemporaryStore, idle: Set[str], used: int) -> None:
    """Remove the extracts that the site does not use, if there are too many (`MAX_UNUSED_EXTRACTS`)."""
    if isinstance(kept, Store) and len(idle) > used + MAX_UNUSED_EXTRACTS:
        for name in idle:
            with suppress(OSError):
                os.unlink(kept.path(name))


def _batches(keys: Sequence[str], jobs: int) -> list[Sequence[str]]:
    """Return the files that one of ``jobs`` processes inspects at a time: one picture, or several PDFs."""
    pdfs = [key for key in keys if key.startswith("pdf ")]
    others = [key for key in keys if not key.startswith("pdf ")]
    share = math.ceil(len(pdfs) / (jobs * _BATCHES_PER_JOB)) if jobs > 1 else len(pdfs)
    size = min(max(share, _MIN_BATCH_SIZE), _MAX_BATCH_SIZE)
    return [*([key] for key in others), *(pdfs[at : at + size] for at in range(0, len(pdfs), size))]


def _judged(info: MediaInfo, file: str) -> MediaInfo:
    """Return the result for the file at a path, which may be the title of a PDF."""
    return structs.replace(info, pdf=judge_title(info.pdf, file)) if info.pdf.title else info


def _inspect_file(path: str, key: str, reader: "Pdfium") -> _Inspected:
    """Return the result for a file."""
    kind, _, expected = key.partition(" ")
    limit = _max_bytes(kind)
    with open(path, "rb") as stream:
        data = stream.read(limit + 1)
    unchanged = len(data) <= limit and digest(data).hex() == expected
    if kind != "pdf":
        return _Inspected(key, inspect_picture(data, kind), unchanged)
    if len(data) > limit:
        return _Inspected(key, MediaInfo(pdf=Pdf(problems=("te-groot",))), unchanged)
    pdf, extract = read_report(data, reader)
    extracted = unchanged and extract is not None
    return _Inspected(
        key, MediaInfo(pdf=pdf, extracted=extracted), unchanged, msgpack.encode(extract) if extracted else b""
    )


def _max_bytes(kind: str) -> int:
    return MAX_PDF_BYTES if kind == "pdf" else MAX_PICTURE_BYTES


def inspect_picture(data: bytes, kind: str) -> MediaInfo:
    """Inspect the bytes of a picture, which is of ``kind`` according to its extension.

    If it is too large, ``data`` need not be complete: one byte more than the limit is enough.
    """
    if len(data) > MAX_PICTURE_BYTES:
        return MediaInfo("groot")
    if kind == "tekening":
        return _inspect_drawing(data)
    return _inspect_pixels(data)


def _inspect_drawing(data: bytes) -> MediaInfo:
    if svg.is_active(data):
        return MediaInfo("actief")
    drawing = svg.inspect(data)
    if drawing is None or not svg.is_well_formed(data):
        return MediaInfo("kapot")
    return MediaInfo(picture=drawing, shape=svg.shape(data), outside=svg.needs_outside(data))


def _inspect_pixels(data: bytes) -> MediaInfo:
    from vindplaats.media import pillow  # noqa: PLC0415 (start-up: only for a new picture)

    try:
        found = pillow.inspect(data)
    except BrokenPictureError:
        return MediaInfo("kapot")
    except TooLargePictureError:
        return MediaInfo("groot")
    return MediaInfo("", Picture(found.width, found.height, found.formats), found.located)
