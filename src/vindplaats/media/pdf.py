"""Read the number of pages of a PDF, and whether it is accessible, with pypdf.

Only this module imports pypdf, and only to inspect a PDF that is not in the cache.

A PDF is untrusted input. So only the document catalogue and the metadata of the file are read, not its pages, and pypdf
may read from the file at most `MAX_READS` times. How much is decompressed is limited by pypdf itself. There is no limit
on time, because with such a limit the result for a file would depend on the machine.
"""

import io
import logging
import re
from typing import Any

from msgspec import Struct

from vindplaats.errors import TooManyReadsError

MAX_PDF_BYTES = 64_000_000
"""Maximum size of a PDF in bytes. `survey` does not inspect larger ones."""
MAX_READS = 2_000_000
"""Maximum number of times that pypdf may read from one file. A PDF of 100,000 objects takes some 300,000 reads."""
MAX_PAGES = 100_000
"""Maximum number of pages of a PDF. A larger count is considered a mistake."""
_XMP_TITLE = re.compile(rb"<dc:title\b[^>]*>(?:\s|<rdf:\w+[^>]*>)*[^\s<]")


class Pdf(Struct, frozen=True, array_like=True):
    """The number of ``pages`` of a PDF (0 if unknown), and what it ``lacks``: "tags", "taal" or "titel"."""

    pages: int = 0
    lacks: tuple[str, ...] = ()


class _LimitedFile(io.BytesIO):
    """A file in memory that raises `TooManyReadsError` after `MAX_READS` reads."""

    reads_left = MAX_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads_left -= 1
        if self.reads_left < 0:
            raise TooManyReadsError
        return super().read(size)


def inspect(data: bytes) -> Pdf:
    """Return the properties of a PDF, or an empty `Pdf` if it is broken or encrypted, or exceeds a limit."""
    from pypdf import PdfReader  # noqa: PLC0415 (start-up)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # pypdf logs every oddity
    try:
        reader = PdfReader(_LimitedFile(data), strict=False)
        if reader.is_encrypted:
            return Pdf()
        root: Any = reader.trailer["/Root"]
        # The count that the file declares. Counting the pages would mean walking a tree of unlimited size.
        pages = int(root["/Pages"]["/Count"])
        lacks = (
            *(() if _is_tagged(root) else ("tags",)),
            *(() if str(root.get("/Lang", "")).strip() else ("taal",)),
            *(() if _has_title(reader, root) else ("titel",)),
        )
    except Exception:  # pypdf raises all kinds of exceptions for a broken file
        return Pdf()
    return Pdf(pages, lacks) if 0 < pages <= MAX_PAGES else Pdf()


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
