"""What is known of the PDFs of a site: their properties, the text of their pages, and a picture of the first."""

import os
import tempfile
import weakref
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from msgspec import Struct, msgpack, structs

from vindplaats.cache.store import Store
from vindplaats.errors import DamagedError
from vindplaats.media import pdf
from vindplaats.media.pdf import Pdf, PdfProblem
from vindplaats.media.pdf_title import is_file_name

if TYPE_CHECKING:
    from vindplaats.media.pdfium import Pdfium, Reading

REPORTS_FOLDER = "rapporten"
"""The name of the folder in the store with the texts and pictures of PDFs, one file each, named after its digest."""
_SCAN_SHARE = 0.9
"""A PDF is a scan if at least this share of its pages are pictures without text."""


class Extract(Struct, frozen=True, array_like=True):
    """The text of each page of a PDF, and a picture of its first page (WebP; ``b""`` if there is none)."""

    texts: tuple[str, ...] = ()
    thumbnail: bytes = b""


class TemporaryStore:
    """Takes the place of a `Store` in a build without a cache. Its file has no name, so nothing of it is ever left."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed with this object)
        weakref.finalize(self, self._file.close)
        self._places: dict[str, tuple[int, int]] = {}

    def save(self, name: str, content: bytes) -> None:
        """Save ``content`` as ``name``. Raises `OSError` if the disk is full."""
        start = self._file.seek(0, 2)
        self._file.write(content)
        self._file.flush()
        self._places[name] = (start, len(content))

    def load(self, name: str) -> bytes:
        """Return the bytes saved as ``name``, or ``b""``."""
        start, size = self._places.get(name, (0, 0))
        if hasattr(os, "pread"):  # forked processes share the position in the file
            return os.pread(self._file.fileno(), size, start)
        self._file.seek(start)
        return self._file.read(size)


class Reports(Struct, frozen=True):
    """What is known of each PDF, by path.

    ``names`` has the names under which ``kept`` holds the extracts of files.
    """

    infos: Mapping[str, Pdf] = {}
    names: Mapping[str, str] = {}
    kept: Store | TemporaryStore | None = None

    def info(self, file: str) -> Pdf:
        """Return the properties of a PDF. Nothing is known of other files."""
        return self.infos.get(file, Pdf())

    def page_texts(self, file: str) -> tuple[str, ...]:
        """Return the text of each page of a PDF, or ``()`` if it is unknown. Raises `DamagedError`."""
        return self._extract(file).texts

    def thumbnail(self, file: str) -> bytes:
        """Return a picture of the first page of a PDF (WebP), or ``b""`` if there is none. Raises `DamagedError`."""
        return self._extract(file).thumbnail

    def _extract(self, file: str) -> Extract:
        name = self.names.get(file)
        if name is None or self.kept is None:
            return Extract()
        with suppress(ValueError):
            return msgpack.decode(self.kept.load(name), type=Extract)
        raise DamagedError(name)


def read_report(data: bytes, reader: "Pdfium") -> tuple[Pdf, Extract | None]:
    """Return the properties of a PDF, and an extract unless it cannot be read."""
    from vindplaats.media.page_texts import clean_pages  # noqa: PLC0415 (start-up: only for a PDF that is new)
    from vindplaats.media.pdf_streams import unpacks_to_too_much  # noqa: PLC0415
    from vindplaats.media.pdfium import MAX_PAGES  # noqa: PLC0415

    info = pdf.inspect(data)
    if info.fault:
        return info, None
    if info.pages > MAX_PAGES or unpacks_to_too_much(data):
        return _unread(info, "te-groot"), None
    reading = reader.read(data)
    if reading.outcome == "kapot":
        return pdf.unreadable("kapot"), None
    if reading.outcome != "gelezen":
        return _unread(info, reading.outcome), None
    text_layer = any(sign.isalnum() for text in reading.texts for sign in text)
    without_text: tuple[PdfProblem, ...] = ("scan",) if _is_scan(reading) else () if text_layer else ("zonder-tekst",)
    texts = clean_pages(reading.texts)
    found = structs.replace(
        info,
        pages=reading.pages,
        text_layer=text_layer,
        width=reading.width,
        height=reading.height,
        problems=pdf.worst_first((*without_text, *info.problems)),
    )
    return found, Extract(texts, reading.thumbnail)


def _unread(info: Pdf, problem: PdfProblem) -> Pdf:
    return structs.replace(info, problems=pdf.worst_first((problem, *info.problems)))


def _is_scan(reading: "Reading") -> bool:
    return 0 < reading.pages <= reading.pictures / _SCAN_SHARE


def judge_title(info: Pdf, file: str) -> Pdf:
    """Return the properties of a PDF at path ``file``: its title is none if it is the name of the file."""
    if not info.title or not is_file_name(info.title, file):
        return info
    others = (code for code in info.problems if code != "titel-zonder-xmp")
    return structs.replace(info, title="", problems=pdf.worst_first(("zonder-titel", *others)))
