"""The survey of files that pages show or attach: what it reports, and that it inspects each file once."""

import json
import os
from pathlib import Path

import pytest
from PIL import Image

from support import make_source, pdf, png, project
from vindplaats.cli import main
from vindplaats.media import inspection
from vindplaats.media.pdf import Pdf
from vindplaats.media.pdfium import Pdfium
from vindplaats.media.reports import Extract, read_report

PERSON = "---\nnaam: Noor de Wit\nfoto: {}\n---\n"
PAGE = "content/projecten/x/index.md"


def faults(
    folder: Path, name: str, data: bytes, capsys: pytest.CaptureFixture[str], *, foto: bool = False, **more: str
) -> list[tuple[str, str]]:
    """Return the code and place of each diagnostic about a file that a page shows or attaches."""
    page = project("X", body=f"![Tekst]({name})") if not more else project("X", **more)
    files = {"projecten/x/index.md": page}
    if foto:
        files = {"contactpersonen/noor.md": PERSON.format(name)}
    source = make_source(folder, files)
    (source / ("content/contactpersonen" if foto else "content/projecten/x") / name).write_bytes(data)
    found = []
    for command in ("check", "build", "build"):
        code = main([command, "--source", str(source), "--format", "json"])
        out = capsys.readouterr()
        reported = json.loads(out.out)
        assert "Traceback" not in out.err
        assert code == (1 if any(d["severity"] == "error" for d in reported) else 0)
        assert (source / "public").exists() == (code == 0 and command == "build")
        found.append([(d["code"], f"{d['file']}:{d['line']}:{d['column']}") for d in reported])
    assert found[0] == found[1] == found[2]
    return found[0]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.jpg", b"", "afbeelding-kapot"),
        ("a.jpg", b"Dit is een brief.", "afbeelding-kapot"),
        ("a.png", png()[:60], "afbeelding-kapot"),
        ("a.png", png(9000, 9000)[:100_000], "afbeelding-te-groot"),
        ("a.svg", b"", "afbeelding-kapot"),
        ("a.heic", png(), "afbeelding-soort"),
        ("a.tif", png(), "afbeelding-soort"),
        ("a", png(), "afbeelding-soort"),
        ("a.pdf", pdf(), "afbeelding-soort"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("foto", [False, True])
def test_a_faulty_image_is_an_error_at_its_place(
    name: str, data: bytes, code: str, foto: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = "content/contactpersonen/noor.md:3:1" if foto else f"{PAGE}:9:10"
    assert faults(tmp_path, name, data, capsys, foto=foto) == [(code, place)]


@pytest.mark.parametrize("name", ["a.PNG", "a.jpeg", "a.gif"])
def test_the_extension_need_not_match_the_format(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults(tmp_path, name, png(), capsys) == []


def test_a_file_beyond_the_limit_is_not_decoded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "MAX_PICTURE_BYTES", len(png()))
    assert faults(tmp_path / "een", "a.png", png(), capsys) == []
    assert faults(tmp_path / "twee", "a.png", png() + b"\0", capsys) == [("afbeelding-te-groot", f"{PAGE}:9:10")]


def test_a_broken_image_of_a_page_for_a_later_day_is_reported_today(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = "publiceren_op: 2099-01-01\n"
    assert faults(tmp_path, "a.png", b"", capsys, extra=later, body="![Tekst](a.png)") == [
        ("afbeelding-kapot", f"{PAGE}:10:10")
    ]


def test_a_photo_with_a_location_is_reported_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 1.0)})
    Image.new("RGB", (9, 9)).save(tmp_path / "los.jpg", exif=exif)
    twice = "![Tekst](a.jpg) ![Tekst](a.jpg)"
    data = (tmp_path / "los.jpg").read_bytes()
    assert faults(tmp_path / "bron", "a.jpg", data, capsys, body=twice) == [("afbeelding-locatie", f"{PAGE}:9:10")]


@pytest.mark.parametrize(
    ("data", "extra", "codes"),
    [
        (b"Een brief.", "", ["geen-pdf"]),
        (b"<!doctype html><title>Niet gevonden</title>", "", ["geen-pdf"]),
        (b"", "", ["pdf-onleesbaar"]),
        (pdf(), "", ["pdf-toegankelijkheid"]),
        (pdf(tagged=True, lang="nl", title="T"), "", []),
        (b"%PDF-1.4 stuk", "", ["pdf-onleesbaar"]),
        (pdf(0), "", ["pdf-onleesbaar"]),
        (pdf(), "publicatiedatum: 2018-09-22\n", []),
        (pdf(), "publicatiedatum: 2018-09-23\n", ["pdf-toegankelijkheid"]),
    ],
)
def test_a_report_has_to_be_an_accessible_pdf(
    data: bytes, extra: str, codes: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    year = extra[17:21] or "2021"  # a `jaar` far from the publication is another fault
    reported = faults(tmp_path, "r.pdf", data, capsys, extra=f"rapport: r.pdf\n{extra}", jaar=year)
    assert reported == [(code, f"{PAGE}:7:1") for code in codes]


def test_an_older_report_need_not_be_accessible(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for field in ("rapport", "bijlagen"):
        name = f"{field}: r.pdf\n"
        assert faults(tmp_path / f"{field}17", "r.pdf", pdf(), capsys, extra=name, jaar="2017") == []
        assert faults(tmp_path / f"{field}18", "r.pdf", pdf(), capsys, extra=name, jaar="2018") == [
            ("pdf-toegankelijkheid", f"{PAGE}:7:1")
        ]


def test_an_attachment_of_news_has_to_be_accessible_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    news = "---\ntitel: N\ndatum: {}\nbijlagen: [r.pdf]\n---\n\nTekst.\n"
    for day, codes in (("2018-09-22", []), ("2018-09-23", ["pdf-toegankelijkheid"])):
        files = {"nieuws/n.md": news.format(day), "nieuws/r.pdf": pdf().decode()}
        assert main(["check", "--source", str(make_source(tmp_path / day, files)), "--format", "json"]) == 0
        assert [d["code"] for d in json.loads(capsys.readouterr().out)] == codes


def test_a_file_of_a_wrong_kind_is_reported_wherever_it_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert faults(tmp_path / "drie", "r.pdf", b"x", capsys, extra="bijlagen: r.pdf\n") == [("geen-pdf", f"{PAGE}:7:1")]
    assert faults(tmp_path / "vijf", "r.pdf", b"%PDF-", capsys, extra="bijlagen: r.pdf\n") == [
        ("pdf-onleesbaar", f"{PAGE}:7:1")
    ]
    assert faults(tmp_path / "vier", "r.docx", b"x", capsys, extra="rapport: r.docx\n") == [("geen-pdf", f"{PAGE}:7:1")]


@pytest.fixture
def inspected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    inspect_picture = inspection.inspect_picture

    def record_picture(data: bytes, kind: str) -> inspection.MediaInfo:
        found.append(kind)
        return inspect_picture(data, kind)

    def record_pdf(data: bytes, reader: Pdfium) -> tuple[Pdf, Extract | None]:
        found.append("pdf")
        return read_report(data, reader)

    monkeypatch.setattr(inspection, "inspect_picture", record_picture)
    monkeypatch.setattr(inspection, "read_report", record_pdf)
    return found


def test_each_file_is_inspected_once(tmp_path: Path, inspected: list[str]) -> None:
    source = make_source(tmp_path, {"projecten/x/index.md": project("X", extra="rapport: r.pdf\n", body="![T](a.png)")})
    (source / "content/projecten/x/a.png").write_bytes(png())
    (source / "content/projecten/x/r.pdf").write_bytes(pdf())

    def build() -> list[str]:
        inspected.clear()
        assert main(["build", "--source", str(source), "--jobs", "1"]) == 0
        return sorted(inspected)

    assert build() == ["beeld", "pdf"]
    os.utime(source / "content/projecten/x/a.png", (1, 1))
    (source / "content/projecten/y.md").write_text(project("Y", body="Anders."), encoding="utf-8")
    assert build() == []
    (source / "content/projecten/x/a.png").write_bytes(png(5, 5))
    assert build() == ["beeld"]
    (source / "content/projecten/x/r.pdf").write_bytes(pdf(2))
    assert build() == ["pdf"]


def test_several_processes_inspect_many_files(tmp_path: Path) -> None:
    names = [f"a{n}.png" for n in range(9)]
    page = project("X", body="\n\n".join(f"![T]({name})" for name in names))
    source = make_source(tmp_path, {"projecten/x/index.md": page})
    for number, name in enumerate(names):
        (source / "content/projecten/x" / name).write_bytes(png(number + 1, 1))
    assert main(["build", "--source", str(source), "--jobs", "2"]) == 0
    html = (source / "public/projecten/x/index.html").read_text(encoding="utf-8")
    assert all(f'width="{number + 1}" height="1"' in html for number in range(9))


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ('<image href="https://x.example/a.png"/>', ["afbeelding-onvolledig"]),
        ('<use href="#a"/>', []),
        ('<a href="java&#115;cript:alert(1)"><path/></a>', ["actief-bestand"]),
    ],
)
def test_a_drawing_is_reported_if_it_shows_other_files_or_hides_a_script(
    more: str, codes: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">{more}</svg>'
    assert [code for code, _ in faults(tmp_path, "beeld.svg", drawing.encode(), capsys)] == codes
