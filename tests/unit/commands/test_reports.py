"""The `reports` command, as an editor, a script and a spreadsheet would use it."""

import csv
import io
import json
from pathlib import Path
from typing import Any, get_args

import pytest

from forked import drop_privileges, run_forked
from pdfs import KINDS, encrypted
from support import make_source, pdf, project, tree
from vindplaats.cli import main
from vindplaats.commands.reports import ReportRow, summary, to_csv, to_text
from vindplaats.media.pdf import PdfProblem
from vindplaats.text import CONTROL_CHARACTERS

COLUMNS = [
    "file", "page_id", "size", "pages", "title", "language", "tagged", "text_layer", "encrypted", "problems",
]  # fmt: skip
NEWS = "---\ntitel: Kwallen geteld\ndatum: 2022-01-01\n{extra}---\nVerzonnen tekst.\n"


def site(folder: Path, pages: dict[str, str], pdfs: dict[str, bytes]) -> Path:
    """Write a source with pages and PDFs (paths below content/)."""
    source = make_source(folder, pages)
    for name, data in pdfs.items():
        path = source / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return source


def run(capsys: pytest.CaptureFixture[str], source: Path, *arguments: str) -> tuple[int, str, str]:
    code = main(["reports", "--source", str(source), *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def listed(capsys: pytest.CaptureFixture[str], source: Path) -> list[dict[str, Any]]:
    code, out, _ = run(capsys, source, "--format", "json")
    assert code == 0
    found: list[dict[str, Any]] = json.loads(out)
    return found


def row(file: str = "content/projecten/a/r.pdf", **changes: Any) -> ReportRow:
    """Return a row without problems, with changes."""
    known: dict[str, Any] = {
        "file": file, "page_id": "projecten/a", "size": 1200, "pages": 3, "title": "Kwallen", "language": "nl",
        "tagged": True, "text_layer": True, "encrypted": False, "problems": (),
    }  # fmt: skip
    return ReportRow(**(known | changes))


def test_json_has_one_object_a_file_with_exactly_the_documented_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = pdf(3, lang="nl", title="Kwallen in de haven")
    source = site(
        tmp_path,
        {"projecten/a/index.md": project("Kwallen", extra="rapport: r.pdf\n")},
        {"projecten/a/r.pdf": data},
    )
    (found,) = listed(capsys, source)
    assert list(found) == COLUMNS
    problems = found.pop("problems")
    assert found == {
        "file": "content/projecten/a/r.pdf",
        "page_id": "projecten/a",
        "size": len(data),
        "pages": 3,
        "title": "Kwallen in de haven",
        "language": "nl",
        "tagged": False,
        "text_layer": False,
        "encrypted": False,
    }
    assert "zonder-tags" in problems
    assert set(problems) <= set(get_args(PdfProblem))


def test_reports_and_attachments_of_projects_and_news_are_listed_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = site(
        tmp_path,
        {
            "projecten/a/index.md": project(
                "Kwallen", extra="rapport: r.PDF\nbijlagen: [b.pdf, t.csv]\n", body="[los](los.pdf)"
            ),
            "projecten/b/index.md": project("Later", extra="rapport: r.pdf\npubliceren_op: 2999-01-01\n"),
            "projecten/c/index.md": project("Concept", extra="rapport: r.pdf\nconcept: true\n"),
            "nieuws/n/index.md": NEWS.format(extra="bijlagen: [n.pdf]\n"),
        },
        {
            "projecten/a/r.PDF": pdf(1),
            "projecten/a/b.pdf": pdf(2),
            "projecten/a/los.pdf": pdf(3),
            "projecten/a/t.csv": b"a,b\n",
            "projecten/b/r.pdf": pdf(4),
            "projecten/c/r.pdf": pdf(5),
            "nieuws/n/n.pdf": pdf(6),
        },
    )
    assert {(found["file"], found["page_id"], found["pages"]) for found in listed(capsys, source)} == {
        ("content/projecten/a/r.PDF", "projecten/a", 1),
        ("content/projecten/a/b.pdf", "projecten/a", 2),
        ("content/nieuws/n/n.pdf", "nieuws/n", 6),
    }


def test_a_file_of_several_pages_has_one_row_with_the_first_page_by_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = "rapport: ../gedeeld/r.pdf\n"
    source = site(
        tmp_path,
        {
            "projecten/b/index.md": project("Kwallen in zee", extra=shared),
            "projecten/a/index.md": project("Zeepaarden in de sloot", jaar="2019", extra=shared),
        },
        {"projecten/gedeeld/r.pdf": pdf(1)},
    )
    assert [(found["file"], found["page_id"]) for found in listed(capsys, source)] == [
        ("content/projecten/gedeeld/r.pdf", "projecten/a")
    ]


def test_the_worst_file_is_first_and_what_is_unknown_is_null(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = pdf(1, tagged=True, lang="nl", title="Kwallen")
    files = "rapport: r.pdf\nbijlagen: [dicht.pdf, leeg.pdf, kapot.pdf, tekst.pdf, taal.pdf]\n"
    source = site(
        tmp_path,
        {"projecten/a/index.md": project("Zeepaarden", extra=files)},
        {
            "projecten/a/r.pdf": pdf(1),
            "projecten/a/taal.pdf": pdf(1, lang="nl"),
            "projecten/a/dicht.pdf": encrypted("geheim", "meester"),
            "projecten/a/leeg.pdf": b"",
            "projecten/a/kapot.pdf": good[:200],
            "projecten/a/tekst.pdf": b"Dit is een tekst.",
        },
    )
    found = listed(capsys, source)
    assert [Path(item["file"]).stem for item in found] == ["tekst", "leeg", "kapot", "dicht", "r", "taal"]
    assert [item["problems"][0] for item in found[:4]] == ["geen-pdf", "leeg", "kapot", "wachtwoord"]
    for item in found[:4]:
        assert (item["pages"], item["tagged"], item["text_layer"], item["title"]) == (None, None, None, "")
        assert item["encrypted"] == (item["problems"] == ["wachtwoord"])


SAFE = sorted(name for name, (kind, _) in KINDS.items() if kind != "vijandig")


def test_every_kind_of_pdf_has_its_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = site(
        tmp_path,
        {"projecten/a/index.md": project("Zeepaarden", extra=f"bijlagen: [{', '.join(f'{k}.pdf' for k in SAFE)}]\n")},
        {f"projecten/a/{kind}.pdf": KINDS[kind][1]() for kind in SAFE},
    )
    found = {Path(item["file"]).stem: item for item in listed(capsys, source)}
    assert sorted(found) == SAFE
    assert {kind for kind, item in found.items() if item["encrypted"]} == {"wachtwoord"}
    assert {kind for kind, item in found.items() if item["pages"] is None} == {
        "afgebroken", "beschadigd", "geen-pdf", "leeg", "wachtwoord",
    }  # fmt: skip
    assert {kind for kind, item in found.items() if item["text_layer"] is False} == {"scan"}
    assert {kind for kind, item in found.items() if item["tagged"] is False} == {"zonder-tags"}
    assert {kind for kind, item in found.items() if not item["problems"]} == {"tags", "twee-kolommen", "lang"}
    assert found["lang"]["pages"] == 300
    ranks = [
        min((get_args(PdfProblem).index(code) for code in item["problems"]), default=99) for item in found.values()
    ]
    assert ranks == sorted(ranks)


def test_text_is_a_table_on_stdout_and_a_summary_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = site(
        tmp_path,
        {"projecten/a/index.md": project("Kwallen", extra="rapport: r.pdf\n")},
        {"projecten/a/r.pdf": b"Dit is een tekst."},
    )
    assert run(capsys, source) == (
        0,
        (" grootte   blz.  bestand\n    1 kB      –  content/projecten/a/r.pdf\n                 geen-pdf\n"),
        "1 bestand, 0 zonder gebreken.\n",
    )


def test_the_table_is_aligned_and_fits_on_eighty_columns_whatever_the_problems() -> None:
    rows = [
        row(problems=get_args(PdfProblem)),
        row(size=123_456_789, pages=12_345, problems=("scan",)),
        row(pages=None),
    ]
    lines = to_text(rows).split("\n")
    assert max(map(len, lines)) <= 80
    start = lines[0].index("bestand")
    assert {line[start - 2 : start] for line in lines} == {"  "}
    cells = [line[start:] for line in lines[1:]]
    assert [cell for cell in cells if cell.startswith("content/")] == [item.file for item in rows]
    assert cells[-3:] == [rows[1].file, "scan", rows[2].file]
    assert " ".join(cells[1:-3]) == ", ".join(get_args(PdfProblem))
    assert lines[-3].split()[:3] == ["123,5", "MB", "12345"]
    assert lines[-1].split()[2] == "–"


def test_a_name_cannot_control_the_terminal() -> None:
    assert "\x1b" not in to_text([row("content/projecten/a/\x1b[31mr.pdf")])


def test_without_pdfs_every_format_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("Kwallen")})
    said = "Geen PDF's gevonden in 'rapport' en 'bijlagen'.\n"
    assert run(capsys, source) == (0, "", said)
    assert run(capsys, source, "--format", "json") == (0, "[]\n", said)
    assert run(capsys, source, "--format", "csv") == (0, ",".join(COLUMNS) + "\n", said)


def test_the_summary_counts_files_without_problems() -> None:
    assert summary([row()]) == "1 bestand, 1 zonder gebreken."
    assert summary([row(), row(problems=("scan",))]) == "2 bestanden, 1 zonder gebreken."


def test_csv_has_the_same_columns_and_values() -> None:
    rows = [
        row(title='Kwallen, "zeepaarden" en meer', problems=("scan", "zonder-tags")),
        row(pages=None, tagged=None, text_layer=None, title="", language=""),
    ]
    first, second = csv.DictReader(io.StringIO(to_csv(rows)))
    assert list(first) == COLUMNS
    assert first["title"] == rows[0].title
    assert (first["size"], first["pages"], first["tagged"], first["encrypted"]) == ("1200", "3", "true", "false")
    assert first["problems"] == "scan zonder-tags"
    assert [second[name] for name in ("pages", "title", "language", "tagged", "text_layer", "problems")] == [""] * 6


@pytest.mark.parametrize("title", ["=1+1", "+31 20", "-kwallen", "@SOM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_spreadsheet_takes_no_title_for_a_formula(title: str) -> None:
    (found,) = csv.DictReader(io.StringIO(to_csv([row(title=title)])))
    assert found["title"] == f"'{title.translate(CONTROL_CHARACTERS)}"


def test_errors_in_other_pages_are_reported_and_the_list_is_still_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = site(
        tmp_path,
        {
            "projecten/a/index.md": project("Kwallen", extra="rapport: r.pdf\nbijlagen: [weg.pdf]\n"),
            "projecten/b.md": "---\ntitel: [\n---\nVerzonnen.\n",
        },
        {"projecten/a/r.pdf": pdf(1)},
    )
    code, out, err = run(capsys, source, "--format", "json")
    assert code == 0
    assert [found["file"] for found in json.loads(out)] == ["content/projecten/a/r.pdf"]
    assert "content/projecten/b.md:" in err
    assert "weg.pdf" in err
    assert err.endswith(
        "1 bestand, 0 zonder gebreken.\nDe content heeft fouten; de lijst is misschien niet volledig.\n"
    )


def test_a_file_that_may_not_be_read_is_reported_and_not_listed(tmp_path: Path) -> None:
    source = site(
        tmp_path,
        {"projecten/a/index.md": project("Kwallen", extra="rapport: r.pdf\nbijlagen: [dicht.pdf]\n")},
        {"projecten/a/r.pdf": pdf(1), "projecten/a/dicht.pdf": pdf(1)},
    )
    (source / "content/projecten/a/dicht.pdf").chmod(0)
    tmp_path.chmod(0o755)
    done = run_forked("reports", "--source", str(source), "--format", "json", before=drop_privileges)
    assert done.returncode == 0, done.stderr
    assert [found["file"] for found in json.loads(done.stdout)] == ["content/projecten/a/r.pdf"]
    assert "content/projecten/a/dicht.pdf:1:1: fout[onleesbaar]" in done.stderr


@pytest.mark.parametrize("built", [False, True])
def test_nothing_is_written_in_the_source_and_a_cache_changes_nothing(
    built: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = site(
        tmp_path,
        {"projecten/a/index.md": project("Kwallen", extra="rapport: r.pdf\n")},
        {"projecten/a/r.pdf": pdf(2)},
    )
    if built:
        assert main(["build", "--source", str(source)]) == 0
        capsys.readouterr()
    before = tree(source)
    assert [found["pages"] for found in listed(capsys, source)] == [2]
    assert tree(source) == before


def test_wrong_use_gives_exit_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, tmp_path)[0] == 2
    source = make_source(tmp_path, {})
    assert run(capsys, source, "--format", "github")[0] == 2
    assert run(capsys, source, "--strict")[0] == 2
