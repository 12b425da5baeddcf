"""No file that holds front matter, or the pointer of Git LFS, is ever published as it is."""

import json
from pathlib import Path

import pytest

from support import make_source, pdf, png, project, run_here

POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n"
DRAFT = b"---\ntitel: Geheim\nconcept: true # niet tonen\n---\n"


def reported(source: Path, *options: str) -> list[tuple[str, str]]:
    done = run_here("build", "--source", str(source), "--format", "json", *options)
    assert not (source / "public").exists()
    return [(d["code"], f"{d['file']}:{d['line']}") for d in json.loads(done.stdout) if d["severity"] == "error"]


@pytest.mark.parametrize("name", ["r.pdf", "data.xlsx", "alles.zip", "beeld.png", "tekening.svg", "notitie"])
def test_a_pointer_of_git_lfs_is_reported_once_whatever_its_name(name: str, tmp_path: Path) -> None:
    page = project("X", extra=f"bijlagen: [{name}]\n", body=f"[a]({name}) en [b]({name})")
    source = make_source(
        tmp_path, {"projecten/x/index.md": page, "nieuws/x.md": "---\ntitel: X\ndatum: 2021-01-01\n---\n"}
    )
    (source / "content/projecten/x" / name).write_bytes(POINTER)
    assert reported(source) == [("git-lfs", f"content/projecten/x/{name}:1")]


def test_pointers_as_page_photo_report_and_static_file_are_reported(tmp_path: Path) -> None:
    files = {
        "contactpersonen/noor.md": "---\nnaam: Noor de Wit\nfoto: noor.jpg\n---\n",
        "projecten/x/index.md": project("X", extra="rapport: r.pdf\n", body="![Kaart](kaart.png)"),
    }
    source = make_source(tmp_path, files)
    (source / "static").mkdir()
    names = ["content/contactpersonen/noor.jpg", "content/projecten/x/kaart.png", "content/projecten/x/r.pdf"]
    names += ["content/projecten/y.md", "static/huisstijl.pdf"]
    for name in names:
        (source / name).write_bytes(POINTER)
    assert reported(source) == [("git-lfs", f"{name}:1") for name in names]


@pytest.mark.parametrize("name", ["x.txt", "x", "x.md.old.csv", "x.yml", "x.docx", "x.adoc"])
@pytest.mark.parametrize("data", [DRAFT, b"\xef\xbb\xbf" + DRAFT, DRAFT.decode().encode("utf-16")])
def test_a_file_with_front_matter_is_never_attached(name: str, data: bytes, tmp_path: Path) -> None:
    for number, page in enumerate((project("X", extra=f"bijlagen: [{name}]\n"), project("X", body=f"[a]({name})"))):
        source = make_source(tmp_path / str(number), {"projecten/x.md": page})
        (source / "content/projecten" / name).write_bytes(data)
        ((code, _),) = reported(source)
        assert code == "geen-bijlage"


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.md.old", "notities/y"])
def test_a_file_with_front_matter_is_never_copied_from_static(name: str, tmp_path: Path) -> None:
    path = make_source(tmp_path, {}) / "static" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(DRAFT)
    assert reported(tmp_path) == [("geen-bijlage", f"static/{name}:1")]


@pytest.mark.parametrize("path", ["static/beeld/film.mp4", "wortel/film.WEBM"])
@pytest.mark.parametrize(("data", "is_wrong"), [(b"<html>", True), (b"", True), (b"\0\0\0\x18ftypmp42", False)])
def test_a_video_for_all_pages_is_checked(path: str, data: bytes, is_wrong: bool, tmp_path: Path) -> None:
    source = make_source(tmp_path, {})
    (source / path).parent.mkdir(parents=True)
    (source / path).write_bytes(data)
    done = run_here("check", "--source", str(source), "--format", "json")
    found = [(d["severity"], d["code"], d["file"]) for d in json.loads(done.stdout)]
    assert (("warning", "afbeelding-kapot", path) in found) == is_wrong
    assert len(found) == is_wrong


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("B.MD", "extensie"), ("c.markdown", "extensie"), ("d.mdown", "extensie"), ("e.qmd", "extensie"),
        ("f.Rmd", "extensie"), ("j.mkd", "extensie"), ("x.md.txt", "extensie"), ("g.md~", "geen-bijlage"),
        ("#h.md#", "geen-bijlage"), ("i.md.bak", "geen-bijlage"), ("k.MD.BAK", "geen-bijlage"),
    ],
)  # fmt: skip
def test_a_page_with_another_name_is_neither_attached_nor_linked(name: str, code: str, tmp_path: Path) -> None:
    link = f"[a](<{name.replace('#', '%23')}>)"
    source = make_source(tmp_path, {"projecten/x.md": project("X", extra=f'bijlagen: ["{name}"]\n', body=link)})
    (source / "content/projecten" / name).write_bytes(DRAFT)
    assert {found for found, _ in reported(source)} == {code}


def test_following_the_remedy_makes_it_a_page(tmp_path: Path) -> None:
    files = {"projecten/x.md": project("X", body="[c](c.markdown)"), "projecten/c.markdown": project("C")}
    source = make_source(tmp_path, files)
    assert reported(source) == [("extensie", "content/projecten/c.markdown:1")]
    folder = source / "content/projecten"
    (folder / "c.markdown").rename(folder / "c.md")
    done = run_here("build", "--source", str(source), "--format", "json")
    assert [d["remedy"] for d in json.loads(done.stdout) if d["severity"] == "error"] == ["Bedoelde u 'c.md'?"]
    (folder / "x.md").write_text(project("X", body="[c](c.md)"), encoding="utf-8")
    assert run_here("build", "--source", str(source)).returncode == 0
    assert (source / "public/projecten/c/index.html").exists()


def test_ordinary_files_are_published(tmp_path: Path) -> None:
    page = project("X", extra="rapport: r.pdf\nbijlagen: [a.csv, b.diff]\n", body="![Tekst](p.png)")
    source = make_source(tmp_path, {"projecten/x/index.md": page})
    for name, data in {"r.pdf": pdf(), "a.csv": b"a;b\n---;2\n", "b.diff": b"--- a\n+++ b\n", "p.png": png()}.items():
        (source / "content/projecten/x" / name).write_bytes(data)
    assert run_here("build", "--source", str(source)).returncode == 0
    assert {p.name for p in (source / "public/projecten/x").iterdir()} >= {"r.pdf", "a.csv", "b.diff", "p.png"}
