"""What pypdf sees in a PDF. The only module that imports it, for a PDF that is new.

A PDF comes from anybody. What is looked at is little (the catalogue, never a page), in at most `MAX_PDF_BYTES` and
`MAX_READS`; pypdf bounds what it unpacks. Bounded is the work, not the clock: the same file always comes to the same.
"""

import io
import logging
import re
from typing import Any

from msgspec import Struct

from vindplaats.errors import TooManyReadsError

MAX_PDF_BYTES = 64_000_000
"""Bytes of a PDF at most; of a larger one nothing is found out."""
MAX_READS = 2_000_000
"""Times that pypdf may read; one of 100,000 objects takes some 300,000."""
MAX_PAGES = 100_000
"""A count of pages beyond this is none."""
_TITLE = re.compile(rb"<dc:title\b[^>]*>(?:\s|<rdf:\w+[^>]*>)*[^\s<]")


class Pdf(Struct, frozen=True, array_like=True):
    """A PDF: how many ``pages``, 0 where that is not known; and what it ``lacks`` of "tags", "taal" and "titel"."""

    pages: int = 0
    lacks: tuple[str, ...] = ()


class _Bounded(io.BytesIO):
    """A file that can be read so many times."""

    left = MAX_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise TooManyReadsError
        return super().read(size)


def inspect(data: bytes) -> Pdf:
    """What is known of a PDF; of one that is broken, encrypted or too large, nothing."""
    from pypdf import PdfReader  # noqa: PLC0415 (start-up)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity
    try:
        reader = PdfReader(_Bounded(data), strict=False)
        if reader.is_encrypted:
            return Pdf()
        root: Any = reader.trailer["/Root"]
        # As the catalogue counts them: to count them ourselves is to walk through a tree that may be of any size.
        pages = int(root["/Pages"]["/Count"])
        lacks = (
            *(() if _marked(root) else ("tags",)),
            *(() if str(root.get("/Lang", "")).strip() else ("taal",)),
            *(() if _titled(reader, root) else ("titel",)),
        )
    except Exception:  # of a file that is broken it raises whatever it runs into
        return Pdf()
    return Pdf(pages, lacks) if 0 < pages <= MAX_PAGES else Pdf()


def _marked(root: Any) -> bool:
    """Tell whether it is a tagged PDF (ISO 32000-1, 14.8)."""
    info = root.get("/MarkInfo")
    return info is not None and bool(info.get_object().get("/Marked"))


def _titled(reader: Any, root: Any) -> bool:
    """Tell whether it has a title, where readers look for it: XMP (PDF/UA-1, 7.1) or the older dictionary."""
    if str((reader.metadata or {}).get("/Title") or "").strip():
        return True
    metadata = root.get("/Metadata")
    return metadata is not None and bool(_TITLE.search(metadata.get_object().get_data()))
