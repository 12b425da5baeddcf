"""What the files are that pages show or bring along, and what is wrong with them: each is looked at once.

That is part of the model, since addresses depend on it: a picture has variants by its size. A picture is decoded whole,
so that one that is broken is told by `check` too, before anything is published.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from msgspec import Struct, msgpack

from vindplaats.cache.store import Store
from vindplaats.catalogue.corpus import Use
from vindplaats.diagnostics import links, media
from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.errors import BrokenPictureError, TooLargePictureError
from vindplaats.inputs.inventory import digest
from vindplaats.media import pdf, svg
from vindplaats.media.kinds import REPORT, kind_of, kind_of_name
from vindplaats.media.pdf import Pdf
from vindplaats.media.variants import Picture
from vindplaats.workers.fork_map import fork_map

MAX_PICTURE_BYTES = 32_000_000
"""Bytes of a picture at most: several hosts refuse files of more than 25 MiB."""


LAW_SINCE = date(2018, 9, 23)
"""Documents of before this day need not be accessible: Directive (EU) 2016/2102, article 1(4)(a)."""


MEDIA_FILE = "bestanden"
"""The name under which the store has what was found."""


_TOGETHER = 4
"""Files below which one process looks at them all."""


_MAGIC, _HEAD = b"%PDF-", 1024
"""How a PDF begins, and within how many bytes (ISO 32000-1, annex H, note 13)."""


Fault = str
"""What is wrong with a file: "" nothing, "kapot", "groot", or "anders" where it is no PDF."""


class MediaInfo(Struct, frozen=True, array_like=True):
    """What one file came to."""

    fault: Fault = ""
    picture: Picture = Picture()
    located: bool = False
    pdf: Pdf = Pdf()


class Media(Struct, frozen=True):
    """What is known of files, by path: the pictures that are shown, the pages of PDFs.

    ``digests`` are by path as the disk spells it.
    """

    pictures: Mapping[str, Picture] = {}
    pages: Mapping[str, int] = {}
    digests: Mapping[str, bytes] = {}


def survey(
    uses: Sequence[Use], source: str, digest_of: Callable[[str], bytes], store: Store | None, jobs: int
) -> tuple[Media, tuple[Diagnostic, ...]]:
    """Look at all files that pages use as more than something to download, by ``jobs`` processes; remember it.

    ``digest_of`` gives the digest of a file of the source, and raises `OSError`.
    """
    report = Report()
    digests: dict[str, bytes] = {}
    keys: dict[str, str] = {}
    for use in uses:
        file, kind = use.item.file, kind_of(use)
        if kind == "ander":
            report.add(_other_kind(use))
        elif kind and file.disk not in digests:
            with suppress(OSError):  # told of all files together (`build.py`)
                digests[file.disk] = digest_of(file.disk)
        if file.disk in digests:
            keys[file.file] = f"{kind_of_name(file.file)} {digests[file.disk].hex()}"
    known = _look_at_all({keys[u.item.file.file]: u.item.file.disk for u in uses if u.item.file.file in keys},
                         source, store, jobs)  # fmt: skip
    found = {file: known[key] for file, key in keys.items()}
    _check_media(uses, found, report)
    pictures = {file: one.picture for file, one in found.items() if not one.fault and not file.lower().endswith(REPORT)}
    pages = {file: one.pdf.pages for file, one in found.items()}
    return Media(pictures, pages, digests), report.diagnostics


def _other_kind(use: Use) -> Diagnostic:
    fault = media.NOT_A_PDF if use.role == "rapport" else media.NOT_AN_IMAGE
    return fault.at(use.item.place, file=use.item.file.file)


def _look_at_all(wanted: Mapping[str, str], source: str, store: Store | None, jobs: int) -> dict[str, MediaInfo]:
    """What each file comes to, by key: remembered, or looked at now. ``wanted`` gives where it is on the disk."""
    before = (store.recall(MEDIA_FILE, dict[str, MediaInfo]) if store else None) or {}
    known = {key: before[key] for key in wanted if key in before}
    new = sorted(wanted.keys() - known.keys())
    look: Callable[[int], tuple[MediaInfo, bool]] = lambda i: _look(os.path.join(source, wanted[new[i]]), new[i])  # noqa: E731
    found = dict(zip(new, fork_map(look, len(new), jobs if len(new) >= _TOGETHER else 1), strict=True))
    if store and (kept := known | {key: looked for key, (looked, certain) in found.items() if certain}) != before:
        store.save(MEDIA_FILE, msgpack.encode(kept))
    return known | {key: looked for key, (looked, _) in found.items()}


def _look(path: str, key: str) -> tuple[MediaInfo, bool]:
    """What a file comes to; and whether it is still the one of which the key has the digest."""
    kind, _, expected = key.partition(" ")
    most = pdf.MAX_PDF_BYTES if kind == "pdf" else MAX_PICTURE_BYTES
    with open(path, "rb") as stream:
        data = stream.read(most + 1)
    return inspect_media(data, kind), len(data) <= most and digest(data).hex() == expected


def inspect_media(data: bytes, kind: str) -> MediaInfo:
    """Look at the bytes of one file, of which there may be one more than the most, as what it is by its name."""
    most = pdf.MAX_PDF_BYTES if kind == "pdf" else MAX_PICTURE_BYTES
    if kind == "pdf":
        if _MAGIC not in data[:_HEAD]:
            return MediaInfo("anders")
        return MediaInfo(pdf=pdf.inspect(data)) if len(data) <= most else MediaInfo()
    if len(data) > most:
        return MediaInfo("groot")
    if kind == "tekening" and svg.acts(data):
        return MediaInfo("actief")
    if kind == "tekening":
        drawing = svg.inspect(data)
        return MediaInfo("kapot") if drawing is None else MediaInfo(picture=drawing)
    return _look_at_picture(data)


def _look_at_picture(data: bytes) -> MediaInfo:
    from vindplaats.media import pillow  # noqa: PLC0415 (start-up: only for a picture that is new)

    try:
        found = pillow.inspect(data)
    except BrokenPictureError:
        return MediaInfo("kapot")
    except TooLargePictureError:
        return MediaInfo("groot")
    return MediaInfo("", Picture(found.width, found.height, found.formats), found.located)


_FAULTS = {
    "actief": links.ACTIVE_FILE,
    "kapot": media.BROKEN_IMAGE,
    "groot": media.IMAGE_TOO_LARGE,
}
"""The fault that is reported for each value of `MediaInfo.fault` where a picture is shown."""


def _check_media(uses: Iterable[Use], found: Mapping[str, MediaInfo], report: Report) -> None:
    """Report what is wrong with files: at every place for a picture that cannot be shown, otherwise once per file."""
    said: set[tuple[str, str]] = set()

    def first(what: str, file: str) -> bool:
        new = (what, file) not in said
        said.add((what, file))
        return new

    for use in sorted(uses, key=lambda use: use.item.place):
        file, place = use.item.file.file, use.item.place
        looked = found.get(file)
        if looked is None:
            continue
        if looked.fault == "actief" or (looked.fault in _FAULTS and use.role in {"afbeelding", "foto"}):
            report.add(_FAULTS[looked.fault].at(place, file=file))
        elif use.role in {"afbeelding", "foto"}:
            if looked.located and first("locatie", file):
                report.add(media.IMAGE_WITH_LOCATION.at(place, file=file))
        elif looked.fault == "anders" and first("anders", file):
            report.add(media.NOT_A_PDF.at(place, file=file))
        elif use.role == "rapport" and looked.pdf.lacks and use.dated and use.dated >= LAW_SINCE and first("eis", file):
            report.add(media.inaccessible_pdf(place, file, looked.pdf.lacks))
