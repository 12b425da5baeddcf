"""Inspect the files that pages show or offer for download, and report faults in them.

Files are inspected before rendering, because addresses depend on the result: the size of a picture determines its
variants. A picture is decoded completely, so that `check` reports a broken one before anything is published.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from msgspec import Struct

from vindplaats.cache.store import Store
from vindplaats.catalogue.corpus import Use
from vindplaats.diagnostics import links, media
from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.media.heads import check_attached
from vindplaats.media.inspection import MediaInfo, Original, extract_name, inspect_all, open_extracts
from vindplaats.media.kinds import REPORT, kind_of, kind_of_name
from vindplaats.media.pdf import UNREAD_PROBLEMS, Pdf, unreadable
from vindplaats.media.reports import Reports, TemporaryStore
from vindplaats.media.svg import UNSIZED
from vindplaats.media.variants import Picture
from vindplaats.read.links.videos import is_other_video

ACCESSIBILITY_LAW_DATE = date(2018, 9, 23)
"""Documents published before this day need not be accessible: Directive (EU) 2016/2102, article 1(4)(a)."""


class Media(Struct, frozen=True):
    """The results of inspecting files.

    ``pictures`` has each picture without faults, by path. ``reports`` is what is known of PDFs. ``digests`` has the
    digest of each file, by path as the disk spells it. ``logos`` has the size of each logo, by path, or for a drawing
    without a size two numbers in the ratio of its sides.
    """

    pictures: Mapping[str, Picture] = {}
    reports: Reports = Reports()
    digests: Mapping[str, bytes] = {}
    logos: Mapping[str, Picture] = {}


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
    kept = open_extracts(store)
    infos = inspect_all(originals, source_dir, store, kept, jobs)
    for use in uses:
        if kind_of(use) == "ander":
            report.add(_WRONG_KINDS[_wrong_kind(use)].at(use.item.place, file=use.item.file.file))
    _check_media(uses, infos, report)
    pictures = {
        file: info.picture for file, info in infos.items() if not info.fault and not file.lower().endswith(REPORT)
    }
    digests = {original.disk: original.digest for original in originals}
    reports = _reports(uses, originals, infos, kept)
    shown = {use.item.file.file: infos.get(use.item.file.file) for use in uses if use.role == "logo"}
    logos = {file: _size_of_logo(info) for file, info in shown.items() if info}
    return Media(pictures, reports, digests, logos), report.diagnostics


def _size_of_logo(info: MediaInfo) -> Picture:
    """Return the size of a logo, or for a drawing without a size two numbers in the ratio of its sides."""
    if info.picture.width:
        return info.picture
    return Picture(*(info.shape if all(info.shape) else UNSIZED))


_WRONG_KINDS = {"rapport": media.NOT_A_PDF, "video": media.NOT_A_VIDEO, "afbeelding": media.NOT_AN_IMAGE}
"""The fault of a file that is not what it should be."""


def _wrong_kind(use: Use) -> str:
    """Return what a file should be that cannot serve its use: a key of `_WRONG_KINDS`."""
    if use.role == "rapport":
        return "rapport"
    return "video" if use.role == "afbeelding" and is_other_video(use.item.file.file) else "afbeelding"


def _reports(
    uses: Iterable[Use],
    originals: Iterable[Original],
    infos: Mapping[str, MediaInfo],
    kept: Store | TemporaryStore,
) -> Reports:
    others = {
        use.item.file.file: unreadable("geen-pdf") for use in uses if use.role == "rapport" and kind_of(use) == "ander"
    }
    pdfs = [original for original in originals if original.kind == "pdf"]
    return Reports(
        others | {pdf.file: infos[pdf.file].pdf for pdf in pdfs},
        {pdf.file: extract_name(pdf.key) for pdf in pdfs if infos[pdf.file].extracted},
        kept,
    )


def _originals(uses: Iterable[Use], digest_of: Callable[[str], bytes]) -> tuple[Original, ...]:
    """Return the files to inspect, each once. Unreadable files are left out: `check_readable` reports them."""
    originals: dict[str, Original] = {}
    for use in uses:
        file, kind = use.item.file, kind_of(use)
        if kind not in {"", "ander"} and file.disk not in originals:
            with suppress(OSError):
                originals[file.disk] = Original(file.file, file.disk, kind_of_name(file.file), digest_of(file.disk))
    return tuple(originals.values())


_FAULTS = {
    "kapot": media.BROKEN_IMAGE,
    "groot": media.IMAGE_TOO_LARGE,
}
"""What to report for a picture that is broken or too large."""


_LOGO_FAULTS = {
    "kapot": media.BROKEN_LOGO,
    "groot": media.IMAGE_TOO_LARGE,
    "actief": media.ACTIVE_LOGO,
}
"""What to report for a logo that is broken, too large, or can run scripts."""


MAX_LOGO_RATIO = 7
"""Maximum width of a logo, as a multiple of its height. One that is wider is shown less high."""
MIN_LOGO_HEIGHT = 150
"""Minimum height of a PNG logo: two pixels for each CSS pixel of the 75 in which a square one is shown."""


_PDF_FAULTS = {
    "leeg": media.PDF_EMPTY,
    "wachtwoord": media.PDF_WITH_PASSWORD,
    "kapot": media.PDF_BROKEN,
    "zonder-paginas": media.PDF_WITHOUT_PAGES,
    "geen-pdf": media.NOT_A_PDF,
}
"""The diagnostic for each `Pdf.fault`."""


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
    if use.role == "logo" and info.fault in _LOGO_FAULTS:
        return _LOGO_FAULTS[info.fault].at(use.item.place, file=use.item.file.file)
    if use.role == "logo" and not (info.picture.width or all(info.shape)):
        return media.LOGO_WITHOUT_SIZE.at(use.item.place, file=use.item.file.file)
    file, place, shown = use.item.file.file, use.item.place, use.role in {"afbeelding", "foto", "logo"}
    if info.fault == "actief":
        return links.active_file(place, file)
    if info.outside:
        return media.DRAWING_OF_OTHERS.at(place, file=file)
    if use.role == "logo" and (diagnostic := _fault_of_size(use, info)):
        return diagnostic
    if shown and info.fault in _FAULTS:
        return _FAULTS[info.fault].at(place, file=file)
    if shown:
        return media.IMAGE_WITH_LOCATION.at(place, file=file) if info.located else None
    if info.pdf.fault:
        return _PDF_FAULTS[info.pdf.fault].at(place, file=file)
    return _problems_of(use, info.pdf)


def _fault_of_size(use: Use, info: MediaInfo) -> Diagnostic | None:
    """Return the diagnostic for a logo that is too wide for its height, or has too few pixels, or None."""
    size, file, place = _size_of_logo(info), use.item.file.file, use.item.place
    if size.width > MAX_LOGO_RATIO * size.height:
        return media.LOGO_TOO_WIDE.at(place, file=file)
    if kind_of_name(file) != "tekening" and size.height < MIN_LOGO_HEIGHT:
        return media.LOGO_TOO_LOW.at(place, file=file, height=size.height, minimum=MIN_LOGO_HEIGHT)
    return None


def _may_be_inaccessible(use: Use) -> bool:
    """Return whether the law leaves it to the institute if a PDF is accessible, as far as this use of it tells."""
    return use.dated is None or use.dated < ACCESSIBILITY_LAW_DATE


def _problems_of(use: Use, pdf: Pdf) -> Diagnostic | None:
    """Return one diagnostic with the problems of a PDF that visitors can read, or None if none matters to this use."""
    problems = [code for code in pdf.problems if code in UNREAD_PROBLEMS or not _may_be_inaccessible(use)]
    if not problems:
        return None
    diagnostic = media.unsearched_pdf if problems[0] in UNREAD_PROBLEMS else media.inaccessible_pdf
    return diagnostic(use.item.place, use.item.file.file, problems)
