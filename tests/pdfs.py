"""Seventeen kinds of PDF, made by code: good, incomplete, broken and hostile ones.

`KINDS` has a function for each. A hostile one is small as a file, but takes a gigabyte, billions of steps or endless
recursion to read without limits. All words are made up.
"""

import io
import zlib
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions

from support import XMP

WORDS = ("flexwoning", "zeepaard", "leerhuis", "buurtbus", "regenton", "stadstuin", "waterbord", "duinpan")
"""A word for each page: the word of page n (from 0) is ``word(n)``."""
LONG_LINES = ("Bewoners van Zeedorp gaven hun mening over de", "plannen van het kasteel aan de gracht.")


def word(page: int) -> str:
    """Return a word that is on one page only: ``"flexwoninga"`` is on page 0."""
    letters = ""
    number = page
    while not letters or number:
        letters = chr(97 + number % 26) + letters
        number //= 26
    return WORDS[page % len(WORDS)] + letters


def assemble(objects: Sequence[bytes], root: str = "/Root 1 0 R") -> bytes:
    """Return a PDF with these objects, numbered from 1."""
    data = b"%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} {root} >>\nstartxref\n{len(data)}\n%%EOF\n".encode()
    return data + table + trailer


def stream(content: bytes, entries: str = "", *, packed: bool = False) -> bytes:
    """Return a stream, packed with deflate if asked."""
    if packed:
        content, entries = zlib.compress(content, 9), f"{entries} /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(content), content)


def show(lines: Sequence[str], left: int = 72, top: int = 760) -> bytes:
    """Return the operators that write lines below each other."""
    shown = [
        line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") for line in lines
    ]
    return b"BT /F1 12 Tf 14 TL %d %d Td " % (left, top) + b" ".join(b"(%s) Tj T*" % line for line in shown) + b" ET\n"


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def document(
    contents: Sequence[bytes],
    *,
    tagged: bool = True,
    lang: str = "nl-NL",
    title: str = "Een verzonnen onderzoek",
    box: str = "[0 0 595 842]",
    resources: str = "",
    more: Sequence[bytes] = (),
) -> bytes:
    """Return a PDF with these content streams, one a page.

    The font is object 3. ``more`` are the objects from number 6 on, and ``resources`` says what pages use of them.
    """
    first = 6 + len(more)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(contents)))
    xmp = XMP.format(title=title).encode()
    catalogue = "/Type /Catalog /Pages 2 0 R"
    catalogue += f" /Lang ({lang})" if lang else ""
    catalogue += " /MarkInfo << /Marked true >> /StructTreeRoot 5 0 R" if tagged else ""
    catalogue += " /Metadata 4 0 R /ViewerPreferences << /DisplayDocTitle true >>" if title else ""
    objects = [
        f"<< {catalogue} >>".encode(),
        f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>".encode(),
        FONT,
        stream(xmp, "/Type /Metadata /Subtype /XML"),
        b"<< /Type /StructTreeRoot /K [<< /S /Document >>] >>",
        *more,
    ]
    for number, content in enumerate(contents):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents {first + 2 * number + 1} 0 R "
        objects += [
            f"{page} /Resources << /Font << /F1 3 0 R >> {resources} >> >>".encode(),
            content if content.startswith(b"<<") else stream(content),
        ]
    return assemble(objects)


def report(
    pages: int = 3, *, tagged: bool = True, lang: str = "nl-NL", title: str = "Een verzonnen onderzoek"
) -> bytes:
    """Return a report with a running head, a page number, and one word of its own on each page (`word`)."""
    contents = [
        show(["Bureau Zeepaard", "", *LONG_LINES, f"Hier staat {word(n)} genoemd.", "", f"Pagina {n + 1} van {pages}"])
        for n in range(pages)
    ]
    return document(contents, tagged=tagged, lang=lang, title=title)


def two_columns() -> bytes:
    """Return one page with two columns."""
    left = ["Links begint", "het verhaal van", "de molenaar"]
    right = ["Rechts eindigt", "de reis van", "de veerman"]
    return document([show(left, 72) + show(right, 320)])


def scan(pages: int = 2) -> bytes:
    """Return pages that are pictures, without text."""
    picture = stream(bytes(8 * 8), "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray "
                     "/BitsPerComponent 8")  # fmt: skip
    draw = b"q 595 0 0 842 0 0 cm /P Do Q"
    return document([draw] * pages, resources="/XObject << /P 6 0 R >>", more=[picture])


def encrypted(user: str, owner: str, *, readable: bool = True) -> bytes:
    """Return a report that is encrypted; without a ``user`` password it opens for all."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(report())))
    allowed = UserAccessPermissions.all()
    if not readable:
        allowed &= ~(UserAccessPermissions.EXTRACT | UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS)
    writer.encrypt(user, owner_password=owner, permissions_flag=allowed, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def damaged() -> bytes:
    """Return a report of which only the first and the last lines are left."""
    whole = report()
    return whole[:9] + bytes(len(whole) - 300) + whole[-291:]


def zeros(size: int) -> bytes:
    """Return ``size`` zero bytes, a multiple of a mebibyte, packed with deflate; the same packed block is repeated."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = (size % 65521 << 16) + 1  # Adler-32 of zeros
    return b"\x78\xda" + block * (size >> 20) + b"\x03\0" + checksum.to_bytes(4, "big")


def bomb(size: int = 1 << 30) -> bytes:
    """Return a page whose content unpacks to a gigabyte."""
    packed = zeros(size)
    return document([b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)])


def picture_bomb(size: int = 1 << 30) -> bytes:
    """Return a page with a picture that unpacks to a gigabyte."""
    packed = zeros(size)
    side = 1 << 15
    entries = f"/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceGray /BitsPerComponent 8"
    picture = f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"
    return document([b"q 595 0 0 842 0 0 cm /P Do Q"], resources="/XObject << /P 6 0 R >>", more=[picture])


def many_operators(count: int = 5_000_000) -> bytes:
    """Return a page that writes five million times."""
    return document([stream(b"BT /F1 1 Tf " + b"(a)Tj " * count + b"ET", packed=True)])


def nested_forms(depth: int = 9) -> bytes:
    """Return a page with a form that draws a form ten times, which draws a form ten times, and so on."""
    box = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    forms = [stream(b"/N Do " * 10, f"{box} /Resources << /XObject << /N {7 + n} 0 R >> >>") for n in range(depth - 1)]
    last = stream(show(["Diep"]), f"{box} /Resources << /Font << /F1 3 0 R >> >>")
    return document([b"/N Do"], resources="/XObject << /N 6 0 R >>", more=[*forms, last])


def cyclic_pages() -> bytes:
    """Return a page tree that has itself as a child, below a chain of a thousand nodes."""
    chain = [f"<< /Type /Pages /Count 1 /Kids [{n + 1} 0 R] >>".encode() for n in range(2, 1002)]
    return assemble(
        [b"<< /Type /Catalog /Pages 2 0 R >>", *chain, b"<< /Type /Pages /Count 1 /Kids [2 0 R 1002 0 R] >>"]
    )


def huge_page() -> bytes:
    """Return a page of 700 by 700 metres."""
    return document([show(["Groot"])], box="[0 0 2000000 2000000]")


Kind = Literal["goed", "onvolledig", "kapot", "vijandig"]

KINDS: Mapping[str, tuple[Kind, Callable[[], bytes]]] = MappingProxyType(
    {
        "tags": ("goed", report),
        "zonder-tags": ("onvolledig", lambda: report(tagged=False)),
        "twee-kolommen": ("goed", two_columns),
        "lang": ("goed", lambda: report(300)),
        "zonder-titel": ("onvolledig", lambda: report(title="")),
        "scan": ("onvolledig", scan),
        "wachtwoord": ("kapot", lambda: encrypted("geheim", "meester")),
        "beveiligd": ("onvolledig", lambda: encrypted("", "meester", readable=False)),
        "afgebroken": ("kapot", lambda: report()[:-300]),
        "beschadigd": ("kapot", damaged),
        "geen-pdf": ("kapot", lambda: b"<!doctype html><title>Niet gevonden</title>"),
        "leeg": ("kapot", lambda: b""),
        "bom": ("vijandig", bomb),
        "vijf-miljoen": ("vijandig", many_operators),
        "formulieren": ("vijandig", nested_forms),
        "kringloop": ("vijandig", cyclic_pages),
        "reus": ("vijandig", huge_page),
    }
)
"""Every kind by name, with what it stands for."""
