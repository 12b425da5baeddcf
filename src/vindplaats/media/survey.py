"""Inspect the files that pages show or offer for download, and report faults in them.

Files are inspected before rendering, because addresses depend on the result: the size of a picture determines its
variants. A picture is decoded completely, so that `check` reports a broken one before anything is published.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Literal

from msgspec import Struct, msgpack

from vindplaats.cache.store import Store
from vindplaats.catalogue.corpus import Use
from vindplaats.diagnostics import links, media
from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.errors import BrokenPictureError, TooLargePictureError
from vindplaats.inputs.inventory import digest
from vindplaats.media import pdf, svg
from vindplaats.media.heads import check_attached
from vindplaats.media.kinds import REPORT, kind_of, kind_of_name
from vindplaats.media.pdf import Pdf
from vindplaats.media.variants import Picture
from vindplaats.workers.fork_map import fork_map

MAX_PICTURE_BYTES = 32_000_000
"""Maximum size of a picture in bytes. Several hosts have a lower limit: they refuse files of more than 25 MiB."""


ACCESSIBILITY_LAW_DATE = date(2018, 9, 23)
"""Documents published before this day need not be accessible: Directive (EU) 2016/2102, article 1(4)(a)."""


MEDIA_FILE = "bestanden"
"""The name of the cache file that holds the results."""


_MIN_PARALLEL_FILES = 4
"""Minimum number of new files for which several processes are used. Fewer files are inspected in the main process."""


_PDF_MAGIC, _MAX_PDF_HEADER_BYTES = b"%PDF-", 1024
"""The signature of a PDF, and the number of bytes within which it must occur (ISO 32000-1, annex H, note 13)."""


Fault = Literal["", "kapot", "groot", "actief", "anders"]
"""The fault of a file: none, broken, too large, a drawing that can run scripts, or not a PDF."""


class MediaInfo(Struct, frozen=True, array_like=True):
    """The result of inspecting one file; ``located`` is true if the metadata of a picture says where it was taken."""

    fault: Fault = ""
    picture: Picture = Picture()
    located: bool = False
    pdf: Pdf = Pdf()


class Media(Struct, frozen=True):
    """The results of inspecting files.

    ``pictures`` has each picture without faults, by path. ``pages`` has the number of pages of each file, by path: 0
    for a file that is not a PDF, and for a PDF whose number of pages is unknown. ``unreadable`` has the paths of the
    files with the extension of a PDF that are not PDFs or that visitors cannot read. ``digests`` has the digest of each
    file, by path as the disk spells it.
    """

    pictures: Mapping[str, Picture] = {}
    pages: Mapping[str, int] = {}
    unreadable: frozenset[str] = frozenset()
    digests: Mapping[str, bytes] = {}


class _Original(Struct, frozen=True):
    """A file to inspect: its path, its path as the disk spells it, its kind (by extension), and its digest."""

    file: str
    disk: str
    kind: str
    digest: bytes

    @property
    def key(self) -> str:
        """The key in the cache: equal for files of one kind with the same bytes."""
        return f"{self.kind} {self.digest.hex()}"


def survey(
    uses: Sequence[Use], source_dir: str, digest_of: Callable[[str], bytes], store: Store | None, jobs: int
) -> tuple[Media, tuple[Diagnostic, ...]]:
    """Inspect all files that need inspection (`kind_of`), with at most ``jobs`` processes, and report their faults.

    ``digest_of`` returns the digest of the file at a path of the source, or raises `OSError`. Results are cached in
    ``store``.
    """
    report = Report()
    refused = check_attached(uses, source_dir, report)
    uses = [use for use in uses if use.item.file.file not in refused]
    originals = _originals(uses, digest_of)
    infos = _inspect_all(originals, source_dir, store, jobs)
    for use in uses:
        if kind_of(use) == "ander":
            fault = media.NOT_A_PDF if use.role == "rapport" else media.NOT_AN_IMAGE
            report.add(fault.at(use.item.place, file=use.item.file.file))
    _check_media(uses, infos, report)
    pictures = {
        file: info.picture for file, info in infos.items() if not info.fault and not file.lower().endswith(REPORT)
    }
    pages = {file: info.pdf.pages for file, info in infos.items()}
    unreadable = frozenset(file for file, info in infos.items() if info.fault == "anders" or info.pdf.fault)
    digests = {original.disk: original.digest for original in originals}
    return Media(pictures, pages, unreadable, digests), report.diagnostics


def _originals(uses: Iterable[Use], digest_of: Callable[[str], bytes]) -> tuple[_Original, ...]:
    """Return the files to inspect, each once. Unreadable files are left out: `check_readable` reports them."""
    originals: dict[str, _Original] = {}
    for use in uses:
        file, kind = use.item.file, kind_of(use)
        if kind not in {"", "ander"} and file.disk not in originals:
            with suppress(OSError):
                originals[file.disk] = _Original(file.file, file.disk, kind_of_name(file.file), digest_of(file.disk))
    return tuple(originals.values())


def _inspect_all(
    originals: Sequence[_Original], source_dir: str, store: Store | None, jobs: int
) -> dict[str, MediaInfo]:
    """Return the result for each file, by path. A new result is cached unless its file has changed meanwhile."""
    cached = (store.recall(MEDIA_FILE, dict[str, MediaInfo]) if store else None) or {}
    disks = {original.key: original.disk for original in originals}
    infos = {key: cached[key] for key in disks if key in cached}
    new = sorted(disks.keys() - infos.keys())

    def inspect(number: int) -> tuple[MediaInfo, bool]:
        return _inspect_file(os.path.join(source_dir, disks[new[number]]), new[number])

    results = zip(new, fork_map(inspect, len(new), jobs if len(new) >= _MIN_PARALLEL_FILES else 1), strict=True)
    reusable = infos.copy()
    for key, (info, unchanged) in results:
        infos[key] = info
        if unchanged:
            reusable[key] = info
    if store and reusable != cached:
        store.save(MEDIA_FILE, msgpack.encode(reusable))
    return {original.file: infos[original.key] for original in originals}


def _inspect_file(path: str, key: str) -> tuple[MediaInfo, bool]:
    """Return the result for a file, and whether it still has the bytes whose digest is in ``key``."""
    kind, _, expected = key.partition(" ")
    limit = _max_bytes(kind)
    with open(path, "rb") as stream:
        data = stream.read(limit + 1)
    return inspect_media(data, kind), len(data) <= limit and digest(data).hex() == expected


def _max_bytes(kind: str) -> int:
    return pdf.MAX_PDF_BYTES if kind == "pdf" else MAX_PICTURE_BYTES


def inspect_media(data: bytes, kind: str) -> MediaInfo:
    """Inspect the bytes of one file, which is of ``kind`` according to its extension.

    If a file is too large for its kind, ``data`` need not be complete: one byte more than the limit is enough.
    """
    too_large = len(data) > _max_bytes(kind)
    if kind == "pdf":
        if data and _PDF_MAGIC not in data[:_MAX_PDF_HEADER_BYTES]:
            return MediaInfo("anders")
        return MediaInfo() if too_large else MediaInfo(pdf=pdf.inspect(data))
    if too_large:
        return MediaInfo("groot")
    if kind == "tekening":
        return _inspect_drawing(data)
    return _inspect_picture(data)


def _inspect_drawing(data: bytes) -> MediaInfo:
    if svg.is_active(data):
        return MediaInfo("actief")
    drawing = svg.inspect(data)
    return MediaInfo("kapot") if drawing is None else MediaInfo(picture=drawing)


def _inspect_picture(data: bytes) -> MediaInfo:
    from vindplaats.media import pillow  # noqa: PLC0415 (start-up: only for a new picture)

    try:
        found = pillow.inspect(data)
    except BrokenPictureError:
        return MediaInfo("kapot")
    except TooLargePictureError:
        return MediaInfo("groot")
    return MediaInfo("", Picture(found.width, found.height, found.formats), found.located)


_FAULTS = {
    "kapot": media.BROKEN_IMAGE,
    "groot": media.IMAGE_TOO_LARGE,
}
"""What to report for a picture that is broken or too large."""


_PDF_FAULTS = {
    "leeg": media.PDF_EMPTY,
    "wachtwoord": media.PDF_WITH_PASSWORD,
    "kapot": media.PDF_BROKEN,
    "zonder-pagina's": media.PDF_WITHOUT_PAGES,
}
"""The diagnostic for each `Pdf.fault`."""


def _check_media(uses: Iterable[Use], infos: Mapping[str, MediaInfo], report: Report) -> None:
    """Report the faults of files: `ACTIVE_FILE` and those in `_FAULTS` at every place of use, others once per file."""
    at_every_place = {links.ACTIVE_FILE.code, *(fault.code for fault in _FAULTS.values())}
    reported: set[tuple[str, str]] = set()
    for use in sorted(uses, key=lambda use: use.item.place):
        file = use.item.file.file
        diagnostic = _fault_of(use, infos[file]) if file in infos else None
        if diagnostic and (diagnostic.code in at_every_place or (diagnostic.code, file) not in reported):
            report.add(diagnostic)
            reported.add((diagnostic.code, file))


def _fault_of(use: Use, info: MediaInfo) -> Diagnostic | None:
    """Return the diagnostic for a use of a file, or None if the file has no fault that matters to this use."""
    file, place, shown = use.item.file.file, use.item.place, use.role in {"afbeelding", "foto"}
    if info.fault == "actief":
        return links.active_file(place, file)
    if shown and info.fault in _FAULTS:
        return _FAULTS[info.fault].at(place, file=file)
    if shown:
        return media.IMAGE_WITH_LOCATION.at(place, file=file) if info.located else None
    if info.fault == "anders":
        return media.NOT_A_PDF.at(place, file=file)
    if info.pdf.fault:
        return _PDF_FAULTS[info.pdf.fault].at(place, file=file)
    if use.role == "rapport" and info.pdf.lacks and use.dated and use.dated >= ACCESSIBILITY_LAW_DATE:
        return media.inaccessible_pdf(place, file, info.pdf.lacks)
    return None
