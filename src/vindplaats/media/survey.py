"""Inspect the files that pages show or offer for download, and report faults in them.

Files are inspected before rendering, because addresses depend on the result: the size of a picture determines its
variants. A picture is decoded completely, so that `check` reports a broken one before anything is published.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain
from typing import Literal

from msgspec import Struct, msgpack, structs

from vindplaats.cache.store import Store
from vindplaats.catalogue.corpus import Use
from vindplaats.diagnostics import links, media
from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.errors import BrokenPictureError, TooLargePictureError
from vindplaats.inputs.inventory import digest
from vindplaats.media import svg
from vindplaats.media.heads import check_attached
from vindplaats.media.kinds import REPORT, kind_of, kind_of_name
from vindplaats.media.pdf import MAX_PDF_BYTES, Pdf
from vindplaats.media.pdfium import Pdfium
from vindplaats.media.reports import REPORTS_FOLDER, Reports, TemporaryStore, judge_title, read_report
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


_BATCH_SIZE = 8
"""Number of PDFs that one process inspects, with one child process."""


Fault = Literal["", "kapot", "groot", "actief"]
"""The fault of a picture: none, broken, too large, or a drawing that can run scripts."""


class MediaInfo(Struct, frozen=True, array_like=True):
    """The result of inspecting one file.

    ``located`` is true if the metadata of a picture says where it was taken, and ``extracted`` if there is an `Extract`
    of a PDF.
    """

    fault: Fault = ""
    picture: Picture = Picture()
    located: bool = False
    pdf: Pdf = Pdf()
    extracted: bool = False


class Media(Struct, frozen=True):
    """The results of inspecting files.

    ``pictures`` has each picture without faults, by path. ``reports`` is what is known of PDFs. ``digests`` has the
    digest of each file, by path as the disk spells it.
    """

    pictures: Mapping[str, Picture] = {}
    reports: Reports = Reports()
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
    kept = _open_extracts(store)
    infos = _inspect_all(originals, source_dir, store, kept, jobs)
    for use in uses:
        if kind_of(use) == "ander":
            fault = media.NOT_A_PDF if use.role == "rapport" else media.NOT_AN_IMAGE
            report.add(fault.at(use.item.place, file=use.item.file.file))
    _check_media(uses, infos, report)
    pictures = {
        file: info.picture for file, info in infos.items() if not info.fault and not file.lower().endswith(REPORT)
    }
    digests = {original.disk: original.digest for original in originals}
    return Media(pictures, _reports(originals, infos, kept), digests), report.diagnostics


def _open_extracts(store: Store | None) -> Store | TemporaryStore:
    """Return where the texts and pictures of PDFs are kept."""
    return Store(store.path(REPORTS_FOLDER), store.version) if store else TemporaryStore()


def _reports(originals: Sequence[_Original], infos: Mapping[str, MediaInfo], kept: Store | TemporaryStore) -> Reports:
    pdfs = [original for original in originals if original.kind == "pdf"]
    return Reports(
        {pdf.file: infos[pdf.file].pdf for pdf in pdfs},
        {pdf.file: pdf.digest.hex() for pdf in pdfs if infos[pdf.file].extracted},
        kept,
    )


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
    originals: Sequence[_Original], source_dir: str, store: Store | None, kept: Store | TemporaryStore, jobs: int
) -> dict[str, MediaInfo]:
    """Return the result for each file, by path. A new result is cached unless its file has changed meanwhile."""
    cached = (store.recall(MEDIA_FILE, dict[str, MediaInfo]) if store else None) or {}
    disks = {original.key: original.disk for original in originals}
    extracts = _names_in(kept)
    infos = {
        key: cached[key]
        for key in disks
        if key in cached and (not cached[key].extracted or key.partition(" ")[2] in extracts)
    }
    new = sorted(disks.keys() - infos.keys())
    batches = _batches(new)

    def inspect(number: int) -> list[_Inspected]:
        with Pdfium() as reader:
            return [_inspect_file(os.path.join(source_dir, disks[key]), key, reader) for key in batches[number]]

    results = fork_map(inspect, len(batches), jobs if len(new) >= _MIN_PARALLEL_FILES else 1)
    reusable = infos.copy()
    for inspected in chain.from_iterable(results):
        infos[inspected.key] = inspected.info
        if inspected.unchanged:
            reusable[inspected.key] = inspected.info
        if inspected.info.extracted:
            kept.save(inspected.key.partition(" ")[2], inspected.extract)
    if store and reusable != cached:
        store.save(MEDIA_FILE, msgpack.encode(reusable))
    return {original.file: judged(infos[original.key], original.file) for original in originals}


class _Inspected(Struct, frozen=True):
    """The result for the file with ``key``, whether it still has the digest in that key, and the encoded `Extract`."""

    key: str
    info: MediaInfo
    unchanged: bool
    extract: bytes = b""


def _names_in(kept: Store | TemporaryStore) -> frozenset[str]:
    """Return the names of the extracts that are kept, and make their folder."""
    if isinstance(kept, TemporaryStore):
        return frozenset()
    with suppress(OSError):
        os.makedirs(kept.folder, exist_ok=True)
        return frozenset(os.listdir(kept.folder))
    return frozenset()


def _batches(keys: Sequence[str]) -> list[Sequence[str]]:
    """Return the files that one process inspects at a time: one picture, or several PDFs."""
    pdfs = [key for key in keys if key.startswith("pdf ")]
    others = [key for key in keys if not key.startswith("pdf ")]
    return [*([key] for key in others), *(pdfs[at : at + _BATCH_SIZE] for at in range(0, len(pdfs), _BATCH_SIZE))]


def judged(info: MediaInfo, file: str) -> MediaInfo:
    """Return the result for the file at a path, which may be the title of a PDF."""
    return structs.replace(info, pdf=judge_title(info.pdf, file)) if info.pdf.title else info


def _inspect_file(path: str, key: str, reader: Pdfium) -> _Inspected:
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
    return MediaInfo("kapot") if drawing is None else MediaInfo(picture=drawing)


def _inspect_pixels(data: bytes) -> MediaInfo:
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
    "zonder-paginas": media.PDF_WITHOUT_PAGES,
    "geen-pdf": media.NOT_A_PDF,
}
"""The diagnostic for each `Pdf.fault`."""


_NOT_READ = ("te-groot", "vastgelopen")
"""Problems because of which the text of a PDF is unknown."""


def _check_media(uses: Iterable[Use], infos: Mapping[str, MediaInfo], report: Report) -> None:
    """Report the faults of files: `ACTIVE_FILE` and those in `_FAULTS` at every place of use, others once per file."""
    at_every_place = {links.ACTIVE_FILE.code, *(fault.code for fault in _FAULTS.values())}
    reported: set[str] = set()
    for use in sorted(uses, key=lambda use: (_may_be_inaccessible(use), use.item.place)):
        file = use.item.file.file
        diagnostic = _fault_of(use, infos[file]) if file in infos else None
        if diagnostic and (diagnostic.code in at_every_place or file not in reported):
            report.add(diagnostic)
            reported.add(file)


def _fault_of(use: Use, info: MediaInfo) -> Diagnostic | None:
    """Return the diagnostic for a use of a file, or None if the file has no fault that matters to this use."""
    file, place, shown = use.item.file.file, use.item.place, use.role in {"afbeelding", "foto"}
    if info.fault == "actief":
        return links.active_file(place, file)
    if shown and info.fault in _FAULTS:
        return _FAULTS[info.fault].at(place, file=file)
    if shown:
        return media.IMAGE_WITH_LOCATION.at(place, file=file) if info.located else None
    if info.pdf.fault:
        return _PDF_FAULTS[info.pdf.fault].at(place, file=file)
    return _problems_of(use, info.pdf)


def _may_be_inaccessible(use: Use) -> bool:
    """Return whether the law leaves it to the institute if a PDF is accessible, as far as this use of it tells."""
    return use.dated is None or use.dated < ACCESSIBILITY_LAW_DATE


def _problems_of(use: Use, pdf: Pdf) -> Diagnostic | None:
    """Return one diagnostic with the problems of a PDF that visitors can read, or None if none matters to this use."""
    problems = [code for code in pdf.problems if code in _NOT_READ or not _may_be_inaccessible(use)]
    if not problems:
        return None
    fault = media.UNSEARCHED_PDF if problems[0] in _NOT_READ else media.INACCESSIBLE_PDF
    return media.faulty_pdf(use.item.place, use.item.file.file, problems, fault)
