"""Find out with pypdf whether a PDF opens, how many pages it has and whether it is accessible.

Only this module imports pypdf, and only to inspect a PDF that is not in the cache.

A PDF is untrusted input. So pypdf is asked only for the structure and the metadata of the file, not for the content of
its pages, and may read from the file at most `MAX_READS` times. pypdf itself limits how much it decompresses. There is
no limit on time, because with such a limit the result for a file would depend on the speed of the machine.
"""

import io
import logging
import re
from typing import Any, Literal

from msgspec import Struct

from vindplaats.errors import TooManyReadsError

MAX_PDF_BYTES = 64_000_000
"""Maximum size of a PDF in bytes. `survey` does not inspect larger ones."""
MAX_READS = 2_000_000
"""Maximum number of times that pypdf may read from one file. A PDF of 100,000 objects takes some 300,000 reads."""
MAX_PAGES = 100_000
"""Maximum number of pages of a PDF. A larger count is considered a mistake."""
_MAX_LINEARIZED_BYTES = 1024
"""Number of bytes at the start of a linearized PDF that contain its parameter dictionary (ISO 32000-1, F.3.3)."""
_LINEARIZED_LENGTH = re.compile(rb"/Linearized\b[^<>]*?/L\s+(\d{1,12})\b")
_PAGE = re.compile(rb"/Type\s*/(?:Page|ObjStm)\b")
"""The type of a page, or of a stream in which objects are packed (ISO 32000-1, 7.7.3.3 and 7.5.7)."""
_CERTIFICATE = re.compile(rb"/Filter\s*/Adobe\.PubSec\b")
"""The encryption of a PDF that only the owners of certain certificates can open (ISO 32000-1, 7.6.5)."""
_XMP_TITLE = re.compile(rb"<dc:title\b[^>]*>(?:\s|<rdf:\w+[^>]*>)*[^\s<]")


PdfFault = Literal["", "leeg", "wachtwoord", "kapot", "zonder-pagina's"]
"""Why visitors cannot read a PDF. It is empty if they can, or if that is unknown."""


class Pdf(Struct, frozen=True, array_like=True):
    """The number of ``pages`` of a PDF (0 if unknown), what it ``lacks`` ("tags", "taal" or "titel"), and its fault."""

    pages: int = 0
    lacks: tuple[str, ...] = ()
    fault: PdfFault = ""


class _LimitedFile(io.BytesIO):
    """A file in memory that raises `TooManyReadsError` after `MAX_READS` reads."""

    reads_left = MAX_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads_left -= 1
        if self.reads_left < 0:
            raise TooManyReadsError
        return super().read(size)


def inspect(data: bytes) -> Pdf:
    """Return the properties of a PDF. They are unknown if pypdf cannot decrypt it, or if it takes too much work."""
    from pypdf.errors import DependencyError, LimitReachedError  # noqa: PLC0415 (start-up)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # pypdf logs every oddity
    if not data:
        return Pdf(fault="leeg")
    if is_cut_off(data):
        return Pdf(fault="kapot")
    try:
        reader = _open(data)
        if not _opens(reader):
            return Pdf(fault="wachtwoord")
        root: Any = reader.trailer["/Root"]
        tree = root["/Pages"]
        kids = tree["/Kids"]
        if not kids:
            return Pdf(fault="zonder-pagina's")
        if not isinstance(kids[0].get_object(), dict):
            return _broken(data)
    except NotImplementedError:  # encrypted in a way that pypdf cannot read
        return Pdf(fault="wachtwoord") if _CERTIFICATE.search(data) else Pdf()
    except (DependencyError, LimitReachedError, TooManyReadsError, RecursionError):
        return Pdf()  # too much work, or a missing library
    except Exception:  # pypdf raises all kinds of exceptions for a broken file
        return _broken(data)
    pages = _count(tree)
    return Pdf(pages, _lacks(reader, root)) if 0 < pages <= MAX_PAGES else Pdf()


def _broken(data: bytes) -> Pdf:
    """Return what is known of a PDF that pypdf cannot read.

    If the cross-reference table of a PDF is wrong, browsers search the file for objects. So a file in which a page or a
    stream of objects can be found may still open.
    """
    return Pdf() if _PAGE.search(data) else Pdf(fault="kapot")


def _count(tree: Any) -> int:
    """Return the number of pages that a PDF declares, or 0. To count them would take too long if there are many."""
    try:
        return int(tree["/Count"])
    except Exception:  # see `inspect`
        return 0


def is_cut_off(data: bytes) -> bool:
    """Return whether the end of a PDF is missing.

    ``startxref`` comes after the last object (ISO 32000-1, 7.5.5). A linearized PDF has another one near its start, and
    declares the length of the file there (annex F).
    """
    if data.rfind(b"startxref") <= data.rfind(b"endobj"):
        return True
    length = _LINEARIZED_LENGTH.search(data[:_MAX_LINEARIZED_BYTES])
    return length is not None and int(length[1]) > len(data)


def _open(data: bytes) -> Any:
    """Open a PDF with pypdf, which tries the empty password if the file is encrypted."""
    from pypdf import PdfReader  # noqa: PLC0415 (start-up)

    return PdfReader(_LimitedFile(data), strict=False)


def _opens(reader: Any) -> bool:
    """Return whether a PDF opens without a password. A PDF that only restricts printing or copying opens."""
    from pypdf import PasswordType  # noqa: PLC0415 (start-up)

    return not reader.is_encrypted or reader.decrypt("") != PasswordType.NOT_DECRYPTED


def _lacks(reader: Any, root: Any) -> tuple[str, ...]:
    """Return what a PDF lacks, or nothing if that cannot be read."""
    try:
        return (
            *(() if _is_tagged(root) else ("tags",)),
            *(() if str(root.get("/Lang", "")).strip() else ("taal",)),
            *(() if _has_title(reader, root) else ("titel",)),
        )
    except Exception:  # see `inspect`
        return ()


def _is_tagged(root: Any) -> bool:
    """Return whether a PDF is tagged (ISO 32000-1, 14.8)."""
    info = root.get("/MarkInfo")
    return info is not None and bool(info.get_object().get("/Marked"))


def _has_title(reader: Any, root: Any) -> bool:
    """Return whether a PDF has a title in its XMP metadata (PDF/UA-1, 7.1) or in the older information dictionary."""
    if str((reader.metadata or {}).get("/Title") or "").strip():
        return True
    metadata = root.get("/Metadata")
    return metadata is not None and bool(_XMP_TITLE.search(metadata.get_object().get_data()))
