"""Facts about a PDF, whatever program made it."""

import io
import random
import zlib
from pathlib import Path
from typing import Literal, get_args

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions

import pdfs
from support import pdf
from vindplaats.diagnostics.diagnostic import Place
from vindplaats.diagnostics.fault import MAX_TEXT_LENGTH
from vindplaats.diagnostics.media import PDF_PROBLEMS, inaccessible_pdf
from vindplaats.media.pdf import MAX_PAGES, PdfFault, PdfProblem, inspect, unreadable

Algorithm = Literal["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"]
"""The ways to encrypt that pypdf knows."""


@pytest.mark.parametrize("pages", [1, 2, 84])
def test_pages_are_as_many_as_another_reader_counts(pages: int) -> None:
    assert inspect(pdf(pages)).pages == pages == len(PdfReader(io.BytesIO(pdf(pages))).pages)


def written() -> PdfWriter:
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(100, 100)
    return writer


def saved(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_missing_tags_language_and_title_are_found() -> None:
    assert inspect(pdf()).problems == ("zonder-tags", "zonder-taal", "zonder-titel", "titel-verborgen")
    assert inspect(pdf(tagged=True, title=" ")).problems == ("zonder-taal", "zonder-titel")
    found = inspect(pdf(tagged=True, lang="nl-NL", title="Verzonnen"))
    assert (found.title, found.language, found.tagged, found.problems) == ("Verzonnen", "nl-NL", True, ())


def test_every_problem_has_words_and_a_row_in_the_handbook() -> None:
    handbook = (Path(__file__).parents[3] / "content/README.md").read_text(encoding="utf-8")
    assert PDF_PROBLEMS.keys() == set(get_args(PdfProblem))
    assert [code for code in PDF_PROBLEMS if f"| `{code}` |" not in handbook] == []
    assert len(inaccessible_pdf(Place("x.md"), "x.pdf", get_args(PdfProblem)[7:]).remedy) < MAX_TEXT_LENGTH


GOOD = pdfs.report()


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (b"/Marked true", b"/Marked false", ("zonder-tags",)),
        (b"/MarkInfo", b"/Niets", ("zonder-tags",)),
        (b"/StructTreeRoot 5 0 R", b"", ("zonder-tags",)),
        (b"/K [<< /S /Document >>]", b"/K []", ("zonder-tags",)),
        (b"/K [<< /S /Document >>]", b"", ("zonder-tags",)),
        (b"/DisplayDocTitle true", b"/DisplayDocTitle false", ("titel-verborgen",)),
        (b"/DisplayDocTitle true", b"", ("titel-verborgen",)),
        (b"/Lang (nl-NL)", b"/Lang <FEFF006E006C>", ()),
        (b"/Lang (nl-NL)", b"/Lang ( EN )", ()),
        (b"/Lang (nl-NL)", b"/Lang (und)", ("zonder-taal",)),
        (b"/Lang (nl-NL)", b"/Lang (zxx)", ("zonder-taal",)),
        (b"/Lang (nl-NL)", b"/Lang (Nederlands)", ("zonder-taal",)),
        (b"/Lang (nl-NL)", b"/Lang ()", ("zonder-taal",)),
        (b"Een verzonnen onderzoek", b"Microsoft Word - x", ("zonder-titel",)),
        (b"Een verzonnen onderzoek", b"<rdf:li>Een deel</rdf:li>", ()),
        (b"%PDF-1.7\n", b"%PDF-1.7\n%", ()),
        (b"/Lang (nl-NL)", b"/Lang null", ("zonder-taal",)),
        (b"/K [<< /S /Document >>]", b"/K null", ("zonder-tags",)),
        (b"<< /Marked true >>", b"5", ("zonder-tags",)),
        (b"<< /DisplayDocTitle true >>", b"null", ("titel-verborgen",)),
        (b"/Metadata 4 0 R", b"/Metadata null", ("zonder-titel",)),
    ],
)
def test_what_an_accessible_pdf_must_have(old: bytes, new: bytes, problems: tuple[str, ...]) -> None:
    assert inspect(GOOD).problems == ()
    assert old in GOOD
    assert inspect(GOOD.replace(old, new)).problems == problems


@pytest.mark.parametrize(("readable", "problems"), [(True, ()), (False, ("beveiligd",))])
def test_an_owner_password_may_keep_out_programs_that_read_aloud(readable: bool, problems: tuple[str, ...]) -> None:
    found = inspect(pdfs.encrypted("", "meester", readable=readable))
    assert (found.encrypted, found.fault, found.pages, found.problems) == (False, "", 3, problems)


def test_the_remedy_names_every_permission_that_a_pdf_must_give() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(GOOD)))
    no_screen_readers = UserAccessPermissions.all() & ~UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS
    writer.encrypt("", owner_password="meester", permissions_flag=no_screen_readers, algorithm="AES-128")
    found = inspect(saved(writer))
    assert found.problems == ("beveiligd",)
    remedy = inaccessible_pdf(Place("x.md"), "x.pdf", found.problems).remedy
    assert "kopiëren" in remedy
    assert "schermlezers" in remedy


def test_metadata_that_cannot_be_read_hide_no_other_problem() -> None:
    crypt = b"/Subtype /XML /Filter /Crypt /DecodeParms << /Name /Identity >>"
    data = pdfs.report(tagged=False, lang="").replace(b"/Subtype /XML", crypt)
    assert inspect(data).problems == ("zonder-tags", "zonder-taal", "zonder-titel")
    entry = b"/Info << /Title (Verzonnen) >> /Root"
    found = inspect(data.replace(b"/Root", entry))
    assert (found.title, found.problems) == ("Verzonnen", ("zonder-tags", "zonder-taal"))


@pytest.mark.parametrize(("value", "title"), [(b"null", ""), (b"42", ""), (b"(Ver\\255zonnen)", "Ver\xadzonnen")])
def test_an_older_title_is_a_text(value: bytes, title: str) -> None:
    assert inspect(pdf(title="Verzonnen").replace(b"(Verzonnen)", value)).title == title


def test_a_title_only_in_the_older_metadata_is_reported() -> None:
    found = inspect(pdf(title="Verzonnen"))
    assert (found.title, "titel-zonder-xmp" in found.problems, "zonder-titel" in found.problems) == (
        "Verzonnen", True, False
    )  # fmt: skip


@pytest.mark.parametrize("algorithm", get_args(Algorithm))
def test_a_pdf_with_only_an_owner_password_is_read(
    algorithm: Algorithm,
) -> None:
    writer = written()
    writer.encrypt("", owner_password="meester", algorithm=algorithm)
    assert inspect(saved(writer)).pages == 3


@pytest.mark.parametrize("algorithm", get_args(Algorithm))
def test_a_pdf_with_a_user_password_opens_for_nobody(
    algorithm: Algorithm,
) -> None:
    writer = written()
    writer.encrypt("geheim", owner_password="meester", algorithm=algorithm)
    assert inspect(saved(writer)) == unreadable("wachtwoord")


def test_a_pdf_for_owners_of_a_certificate_opens_for_nobody_else() -> None:
    entry = b"/Info 3 0 R /Encrypt << /Filter /Adobe.PubSec /V 5 /Length 256 >>"
    assert inspect(pdf().replace(b"/Info 3 0 R", entry)) == unreadable("wachtwoord")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "leeg"),
        (b"%PDF-1.7\n", "kapot"),
        (pdf(3)[:-40], "kapot"),
        (pdf(3)[:200], "kapot"),
        (pdf(3)[:300] + bytes(500), "kapot"),
        (pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n9 0 obj << /Linearized 1 /L 99999 /N 1 >> endobj\n"), "kapot"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF\n", "kapot"),
        (pdf(0), "zonder-paginas"),
        (pdf(), ""),
        (pdf() + b"\n<html>van een server</html>\n", ""),
        (pdf() + b"\n9 0 obj\n<< >>\nendobj\nstartxref\n%d\n%%%%EOF\n" % pdf().rindex(b"xref\n0"), ""),
        (pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%" + b"x" * 2000 + b"\n"), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_pdf_that_nobody_can_open_has_a_fault(data: bytes, fault: PdfFault) -> None:
    assert inspect(data).fault == fault


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_pdf_that_was_cut_off_raises_nothing(share: float) -> None:
    whole = pdf(9)
    assert inspect(whole[: int(len(whole) * share)]).pages in {0, 9}


def test_a_pdf_with_any_wrong_byte_raises_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(1)
    for _ in range(300):
        data = bytearray(pdf(2, tagged=True))
        for _ in range(rng.randint(1, 20)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        assert 0 <= inspect(bytes(data)).pages <= MAX_PAGES
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("count", ["0", "-3", "99999999999", "(tien)", "2 0 R", "null", "<< >>"])
def test_an_impossible_number_of_pages_is_unknown(count: str) -> None:
    assert inspect(pdf().replace(b"/Count 1", f"/Count {count}".encode())).pages == 0


def test_a_hostile_pdf_takes_little_time() -> None:
    """Circular references, an endless cross-reference table, a stream that unpacks to a gigabyte."""
    circle = pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 0")
    start = circle.rindex(b"startxref\n") + 10
    number = circle[start:].split()[0]
    assert inspect(circle.replace(b"/Prev 0", b"/Prev " + number)).pages in {0, 1}
    assert inspect(pdf().replace(b"0 4\n", b"0 999999999\n")).pages in {0, 1}
    packed = zlib.compress(b"\0" * 10**8)
    stream = (
        b"1 0 obj\n<< /Type /XRef /Size 9 /W [1 1 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n"
        % len(packed)
    )
    assert inspect(b"%PDF-1.7\n" + stream + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n").pages == 0
    assert inspect(b"%PDF-1.7\n" + b"1 0 obj\n" * 200_000 + b"startxref\n9\n%%EOF\n").pages == 0
    assert inspect(b"%PDF-1.7\nstartxref\n9\n%%EOF\n" + b"[" * 100_000).pages == 0
