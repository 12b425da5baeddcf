"""Find out with pypdf whether a PDF opens, how many pages it has and whether it is accessible.

Only this module imports pypdf, and only to inspect a PDF that is not in the cache.

A PDF is untrusted input. So pypdf is asked only for the structure and the metadata of the file, not for the content of
its pages, and may read from the file at most `MAX_READS` times. pypdf itself limits how much it decompresses. There is
no limit on time, because with such a limit the result for a file would depend on the speed of the machine.
"""

import io
import logging
from collections.abc import Iterable
from typing import Any, Literal, get_args

from msgspec import Struct

from vindplaats.errors import TooManyReadsError
from vindplaats.media.pdf_title import shown_title, xmp_title
from vindplaats.patterns import regex
from vindplaats.read.notations.languages import normal_tag

MAX_PDF_BYTES = 64_000_000
"""Maximum size of a PDF in bytes. `survey` does not inspect larger ones."""
MAX_READS = 2_000_000
"""Maximum number of times that pypdf may read from one file. A PDF of 100,000 objects takes some 300,000 reads."""
MAX_PAGES = 100_000
"""Maximum number of pages of a PDF. A larger count is considered a mistake."""
_MAGIC, _MAX_HEADER_BYTES = b"%PDF-", 1024
"""The signature of a PDF, and the number of bytes within which it must occur (ISO 32000-1, annex H, note 13)."""
_MAX_LINEARIZED_BYTES = 1024
"""Number of bytes at the start of a linearized PDF that contain its parameter dictionary (ISO 32000-1, F.3.3)."""
_LINEARIZED_LENGTH = regex(rb"/Linearized\b[^<>]*?/L\s+(\d{1,12})\b")
_PAGE = regex(rb"/Type\s*/(?:Page|ObjStm)\b")
"""The type of a page, or of a stream in which objects are packed (ISO 32000-1, 7.7.3.3 and 7.5.7)."""
_CERTIFICATE = regex(rb"/Filter\s*/Adobe\.PubSec\b")
"""The encryption of a PDF that only the owners of certain certificates can open (ISO 32000-1, 7.6.5)."""
_NO_LANGUAGES = frozenset({"und", "zxx", "mis", "mul"})
"""Tags that name no language (ISO 639-2)."""


PdfFault = Literal["", "geen-pdf", "leeg", "wachtwoord", "kapot", "zonder-paginas"]
"""Why visitors cannot read a PDF. It is empty if they can, or if that is unknown."""

PdfProblem = Literal[
    "geen-pdf", "leeg", "kapot", "zonder-paginas", "wachtwoord", "vastgelopen", "te-groot", "scan", "zonder-tekst",
    "zonder-tags", "zonder-taal", "zonder-titel", "titel-zonder-xmp", "titel-verborgen", "beveiligd",
]  # fmt: skip
"""What is wrong with a PDF, worst first. `diagnostics.media.PDF_PROBLEMS` says what each means and what to do."""
UNREAD_PROBLEMS: frozenset[PdfProblem] = frozenset({"vastgelopen", "te-groot"})
"""The problems that leave the text of a PDF unknown."""


class Pdf(Struct, frozen=True, array_like=True):
    """The properties of a PDF. What is unknown is 0, empty or false.

    ``title`` is the title in its metadata, or ``""`` if that is not a real title, and ``language`` its language tag.
    ``text_layer`` is true if it has text. ``width`` and ``height`` are the size in pixels of the picture of its first
    page. ``fault`` says why visitors cannot read it, if they cannot.
    """

    pages: int = 0
    title: str = ""
    language: str = ""
    tagged: bool = False
    text_layer: bool = False
    width: int = 0
    height: int = 0
    fault: PdfFault = ""
    problems: tuple[PdfProblem, ...] = ()

    @property
    def encrypted(self) -> bool:
        """Whether the file opens only with a password or a certificate."""
        return self.fault == "wachtwoord"


def worst_first(problems: Iterable[PdfProblem]) -> tuple[PdfProblem, ...]:
    """Return the problems in the order of `PdfProblem`."""
    return tuple(sorted(problems, key=get_args(PdfProblem).index))


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
        return unreadable("leeg")
    if _MAGIC not in data[:_MAX_HEADER_BYTES]:
        return unreadable("geen-pdf")
    if is_cut_off(data):
        return unreadable("kapot")
    try:
        reader = _open(data)
        if not _opens(reader):
            return unreadable("wachtwoord")
        root: Any = reader.trailer["/Root"]
        tree = root["/Pages"]
        kids = tree["/Kids"]
        if not kids:
            return unreadable("zonder-paginas")
        if not isinstance(kids[0].get_object(), dict):
            return _broken(data)
    except NotImplementedError:  # encrypted in a way that pypdf cannot read
        return unreadable("wachtwoord") if _CERTIFICATE.search(data) else Pdf()
    except (DependencyError, LimitReachedError, TooManyReadsError, RecursionError):
        return Pdf()  # too much work, or a missing library
    except Exception:  # pypdf raises all kinds of exceptions for a broken file
        return _broken(data)
    pages = _count(tree)
    return _describe(reader, root, pages) if 0 < pages <= MAX_PAGES else Pdf()


def unreadable(fault: PdfFault) -> Pdf:
    """Return the properties of a PDF that visitors cannot read."""
    return Pdf(fault=fault, problems=(fault,) if fault else ())


def _broken(data: bytes) -> Pdf:
    """Return what is known of a PDF that pypdf cannot read.

    If the cross-reference table of a PDF is wrong, browsers search the file for objects. So a file in which a page or a
    stream of objects can be found may still open.
    """
    return Pdf() if _PAGE.search(data) else unreadable("kapot")


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


def _describe(reader: Any, root: Any, pages: int) -> Pdf:
    """Return the properties of a PDF that opens, or only its number of pages if the others cannot be read."""
    try:
        older = shown_title(_text(reader.metadata, "/Title"))
        metadata = _metadata(root)
        title = older if metadata is None else xmp_title(metadata)
        language = normal_tag(_text(root, "/Lang").strip()) or ""
        language = "" if language in _NO_LANGUAGES else language
        tagged = _is_tagged(root)
        problems: tuple[tuple[PdfProblem, bool], ...] = (
            ("zonder-tags", not tagged),
            ("zonder-taal", not language),
            ("zonder-titel", not title and not older),
            ("titel-zonder-xmp", not title and bool(older)),
            ("titel-verborgen", not _shows_title(root)),
            ("beveiligd", not _may_be_read_aloud(reader)),
        )
        return Pdf(pages, title or older, language, tagged, problems=tuple(code for code, has in problems if has))
    except Exception:  # see `inspect`
        return Pdf(pages)


def _is_tagged(root: Any) -> bool:
    """Return whether a PDF is marked as tagged and has a structure tree with something in it (ISO 32000-1, 14.7.2)."""
    info, tree = _value(root, "/MarkInfo"), _value(root, "/StructTreeRoot")
    return bool(info and _is_true(_value(info, "/Marked")) and tree and _value(tree, "/K"))


def _shows_title(root: Any) -> bool:
    """Return whether viewers show the title in the title bar, and not the name of the file (PDF/UA-1, 7.1)."""
    preferences = _value(root, "/ViewerPreferences")
    return bool(preferences and _is_true(_value(preferences, "/DisplayDocTitle")))


def _may_be_read_aloud(reader: Any) -> bool:
    """Return whether programs that read aloud may take the text (ISO 32000-1, table 22, bits 5 and 10)."""
    from pypdf.constants import UserAccessPermissions  # noqa: PLC0415 (start-up)

    permissions = reader.user_access_permissions
    needed = UserAccessPermissions.EXTRACT | UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS
    return permissions is None or permissions & needed == needed


def _metadata(root: Any) -> bytes | None:
    """Return the XMP metadata of a PDF: ``b""`` if it has none, and None if pypdf cannot read it.

    Acrobat marks metadata that it did not encrypt with a filter that pypdf does not know.
    """
    metadata = _value(root, "/Metadata")
    if metadata is None:
        return b""
    try:
        return bytes(metadata.get_data())
    except Exception:  # see `inspect`
        return None


def _is_true(value: Any) -> bool:
    """Return whether a value is the boolean ``true``. As an object of pypdf, ``false`` counts as true in Python."""
    return getattr(value, "value", None) is True


def _text(dictionary: Any, name: str) -> str:
    """Return the text that a dictionary of a PDF has under a name, or ``""`` if it has none there.

    pypdf leaves a text as bytes if one of these is not in the encoding of PDF, such as the soft hyphen of Latin-1.
    """
    value = _value(dictionary, name)
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return str(value) if isinstance(value, str) else ""


def _value(dictionary: Any, name: str) -> Any:
    """Return what a dictionary of a PDF has under a name, or None if that is null or this is no dictionary."""
    from pypdf.generic import NullObject  # noqa: PLC0415 (start-up)

    value = dictionary.get(name) if isinstance(dictionary, dict) else None
    value = None if value is None else value.get_object()
    return None if isinstance(value, NullObject) else value
