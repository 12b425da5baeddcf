"""Seventeen kinds of PDF on one site: each gives at most one message, and no other page changes."""

import json
from pathlib import Path

import pytest

from pdfs import KINDS
from support import make_source, project, tree
from vindplaats.cli import main
from vindplaats.media import inspection, pdfium
from vindplaats.media.pdfium import Pdfium
from vindplaats.media.reports import read_report

TITLES = (
    "Aardbeien", "Bijenkorven", "Citroenen", "Dakpannen", "Egels", "Fietspaden", "Grachten", "Heuvels", "Iepen",
    "Jachthavens", "Kastelen", "Lantaarns", "Molens", "Narcissen", "Oevers", "Parken", "Ramen",
)  # fmt: skip
EXPECTED = {
    "tags": "", "twee-kolommen": "", "lang": "", "reus": "",
    "zonder-tags": "pdf-toegankelijkheid", "zonder-titel": "pdf-toegankelijkheid", "scan": "pdf-toegankelijkheid",
    "beveiligd": "pdf-toegankelijkheid", "kringloop": "pdf-onleesbaar",
    "wachtwoord": "pdf-onleesbaar", "afgebroken": "pdf-onleesbaar", "beschadigd": "pdf-onleesbaar",
    "leeg": "pdf-onleesbaar", "geen-pdf": "geen-pdf",
    "bom": "pdf-niet-doorzocht", "vijf-miljoen": "pdf-niet-doorzocht", "formulieren": "pdf-niet-doorzocht",
}  # fmt: skip
"""The code of the message about each kind."""


def make_site(folder: Path, kinds: dict[str, bytes]) -> Path:
    """Make a site with one study for each kind; those in ``kinds`` have a report."""
    pages = {
        f"projecten/{kind}/index.md": project(
            title, body=f"{title} in Zeedorp.", extra=f"rapport: {kind}.pdf\n" if kind in kinds else ""
        )
        for kind, title in zip(KINDS, TITLES, strict=True)
    }
    source = make_source(folder, pages)
    for kind, data in kinds.items():
        (source / f"content/projecten/{kind}/{kind}.pdf").write_bytes(data)
    return source


def run(source: Path, command: str, capsys: pytest.CaptureFixture[str], *more: str) -> list[tuple[str, str]]:
    """Run a command that succeeds, and return the file and code of each message about a PDF."""
    assert main([command, "--source", str(source), "--format", "json", "--as-of", "2024-01-01", *more]) == 0
    found = json.loads(capsys.readouterr().out)
    return sorted((d["file"].split("/")[2], d["code"]) for d in found if "pdf" in d["code"])


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows with the size of each PDF that is inspected."""
    sizes: list[int] = []

    def record(data: bytes, reader: Pdfium) -> object:
        sizes.append(len(data))
        return read_report(data, reader)

    monkeypatch.setattr(inspection, "read_report", record)
    return sizes


def test_no_pdf_changes_another_page(tmp_path: Path, capsys: pytest.CaptureFixture[str], read: list[int]) -> None:
    kinds = {kind: make() for kind, (_, make) in KINDS.items()}
    assert EXPECTED.keys() == KINDS.keys()
    with_pdfs, without = make_site(tmp_path / "met", kinds), make_site(tmp_path / "zonder", {})
    expected = sorted((kind, code) for kind, code in EXPECTED.items() if code)
    assert run(with_pdfs, "build", capsys, "--jobs", "1") == expected
    assert len(read) == len(kinds)
    assert run(without, "build", capsys) == []

    changed = {
        path
        for path, data in tree(with_pdfs / "public").items()
        if tree(without / "public").get(path) != data and path.endswith(".html")
    }
    own = {f"projecten/{kind}/index.html" for kind in kinds}
    assert changed <= own, sorted(changed - own)
    for kind, data in kinds.items():
        assert (with_pdfs / f"public/projecten/{kind}/{kind}.pdf").read_bytes() == data

    # nothing is read again if nothing changed, or something else
    read.clear()
    assert run(with_pdfs, "build", capsys, "--jobs", "1") == expected
    (with_pdfs / "content/nieuws").mkdir(exist_ok=True)
    (with_pdfs / "content/nieuws/n.md").write_text(
        "---\ntitel: N\ndatum: 2021-01-01\ncontactpersoon: Noor de Wit\n---\n\nNieuw.\n", encoding="utf-8"
    )
    assert run(with_pdfs, "build", capsys, "--jobs", "1") == expected
    assert read == []


def test_check_gives_the_same_messages_with_several_processes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdfium, "MAX_MEMORY", 1 << 28)  # reached sooner
    source = make_site(tmp_path, {kind: make() for kind, (_, make) in KINDS.items()})
    before = tree(source)
    expected = sorted((kind, code) for kind, code in EXPECTED.items() if code)
    assert run(source, "check", capsys, "--jobs", "3") == expected
    assert tree(source) == before


def test_a_broken_pdf_is_an_error_only_if_that_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_site(tmp_path, {"leeg": b""})
    assert run(source, "build", capsys) == [("leeg", "pdf-onleesbaar")]
    assert main(["build", "--source", str(source), "--strict"]) == 1


def test_the_same_bytes_are_read_once(tmp_path: Path, capsys: pytest.CaptureFixture[str], read: list[int]) -> None:
    data = KINDS["tags"][1]()
    source = make_site(tmp_path, {"tags": data, "lang": data, "scan": data})
    assert run(source, "build", capsys) == []
    assert len(read) == 1
