"""Titles of PDFs: which are real, and where they are in the metadata."""

import pytest

from support import XMP
from vindplaats.media.pdf_title import MAX_TITLE_LENGTH, is_file_name, shown_title, xmp_title


@pytest.mark.parametrize(
    "title",
    [
        "",
        " \t",
        "Microsoft Word - eindrapport.docx",
        "Microsoft Word 2016 - concept",
        "microsoft powerpoint - praatje",
        "PowerPoint-presentatie",
        "Document1",
        "document 12",
        "Untitled",
        "untitled (2)",
        "Naamloos",
        "Naamloos-1",
        "Titel",
        "eindrapport_v3_DEF.docx",
        "brochure.indd",
        "\x00\x02",
    ],
)
def test_what_programs_fill_in_is_no_title(title: str) -> None:
    assert shown_title(title) == ""
    assert xmp_title(XMP.format(title=title).encode()) == ""


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Wonen in Zeedorp", "Wonen in Zeedorp"),
        ("  Wonen\n in\xa0Zeedorp ", "Wonen in Zeedorp"),
        ("Documenten over flexwonen", "Documenten over flexwonen"),
        ("Naamloos geluk", "Naamloos geluk"),
        ("Titels en ambten", "Titels en ambten"),
        ("De wet van 1.pdf tot nu", "De wet van 1.pdf tot nu"),
        ("x" * 400, "x" * MAX_TITLE_LENGTH),
    ],
)
def test_other_titles_are_real(title: str, shown: str) -> None:
    assert shown_title(title) == shown


def test_a_title_in_xmp_is_read_in_any_encoding() -> None:
    text = XMP.format(title="Caf&#233; &amp; <b>museum</b> in Zeedorp é")
    for encoding in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"):
        assert xmp_title(text.encode(encoding)) == "Café & museum in Zeedorp é"
    assert xmp_title(b"<dc:title>Kort</dc:title>") == "Kort"


@pytest.mark.parametrize(
    "metadata",
    [b"", b"<dc:title", b"<dc:title/>", b"<dc:title><rdf:li>x", b"</dc:title><dc:title>", b"\xff\xfe<", bytes(99)],
)
def test_broken_metadata_have_no_title(metadata: bytes) -> None:
    assert xmp_title(metadata) == ""


def test_long_metadata_take_little_time() -> None:
    assert xmp_title(b"<dc:title" * 1_000_000) == ""
    assert len(xmp_title(b"<dc:title>" + b"<rdf:li" * 1_000_000 + b"</dc:title>")) <= MAX_TITLE_LENGTH


@pytest.mark.parametrize(
    ("title", "same"),
    [("eindrapport-v3", True), ("Eindrapport-V3", True), ("eindrapport-v3.pdf", True), ("Eindrapport v3", False)],
)
def test_the_name_of_the_file_is_no_title(title: str, same: bool) -> None:
    assert is_file_name(title, "content/projecten/x/eindrapport-v3.pdf") is same
