import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.diagnostics.files import stray_file
from vindplaats.inputs.inventory import scan_source
from vindplaats.read.content import read_content
from vindplaats.read.listing import check_theme_files, list_content
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Project


def fill(source: Path, *paths: str) -> Path:
    for path in paths:
        file = source / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\ntitel: x\n---\n", encoding="utf-8")
    return source


def ids(source: Path) -> list[str]:
    return [str(page.id) for page in list_content(scan_source(str(source)), Report()).pages]


@pytest.mark.parametrize(
    ("path", "page_id"),
    [
        ("projecten/flexwonen.md", "projecten/flexwonen"),
        ("projecten/2021/flexwonen.md", "projecten/flexwonen"),
        ("projecten/flexwonen/index.md", "projecten/flexwonen"),
        ("projecten/2021/flexwonen/index.md", "projecten/flexwonen"),
        ("nieuws/a/b/c/d.md", "nieuws/d"),
        ("paginas/over-ons.md", "paginas/over-ons"),
    ],
)
def test_an_id_consists_of_kind_and_name(tmp_path: Path, path: str, page_id: str) -> None:
    assert ids(fill(tmp_path, path)) == [page_id]


def test_unicode_form_of_a_name_changes_nothing(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "coördinatie")
    source = fill(tmp_path, f"projecten/{name}.md")
    assert ids(source) == ["projecten/coördinatie"]
    assert read_content(str(source))[0].known == {
        "content/projecten/coördinatie.md": PageId("projecten", "coördinatie")
    }


def test_readme_and_hidden_files_are_no_pages(tmp_path: Path) -> None:
    source = fill(
        tmp_path, "README.md", "projecten/README.md", "projecten/2021/readme.md", ".git/x.md", "projecten/.x.md"
    )
    report = Report()
    listing = list_content(scan_source(str(source)), report)
    assert (listing.pages, listing.others, report.diagnostics) == ((), (), ())


def test_stray_files_are_warned_about_and_unknown_folders_are_listed_with_their_files(tmp_path: Path) -> None:
    source = fill(tmp_path, "site.yaml", "los.md", "los.txt", "projects/a.md", "projects/b/c.md", "projecten/a.md")
    (source / "content/leeg").mkdir()
    report = Report()
    listing = list_content(scan_source(str(source)), report)
    assert [(d.severity, d.code, d.file) for d in report.diagnostics] == [("warning", "zwerfbestand", "content/los.md")]
    assert listing.unknown_folders == {
        "content/leeg": (),
        "content/projects": ("content/projects/a.md", "content/projects/b/c.md"),
    }
    assert ids(source) == ["projecten/a"]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("statisch", "static"), ("Static", "static"), ("statics", "static"), ("wortels", "wortel"),
        ("Wortel", "wortel"),
        ("Templates", "templates"), ("template", "templates"), ("tempaltes", "templates"), ("sjablonen", "templates"),
        ("contents", "content"), ("Content", "content"),
    ],
)  # fmt: skip
def test_a_folder_with_nearly_the_right_name_is_warned_about(name: str, right: str, tmp_path: Path) -> None:
    source = fill(tmp_path, "site.yaml")
    (source / name).mkdir()
    (source / name / "x.css").write_text("p {}", encoding="utf-8")
    (fault,) = check_theme_files(scan_source(str(source)))
    assert (fault.severity, fault.code, fault.file) == ("warning", "onbekende-map", name)
    if right == "content":
        assert fault.remedy == "Verplaats wat op de site moet naar content/, of noem de map heel anders."
        return
    assert fault.remedy == f"Noem haar '{right}'."
    (source / name).rename(source / right)
    assert check_theme_files(scan_source(str(source))) == ()
    (source / name).mkdir()
    (fault,) = check_theme_files(scan_source(str(source)))
    assert fault.remedy == f"Verplaats wat op de site moet naar {right}/, of noem de map heel anders."


@pytest.mark.parametrize(
    ("file", "right"),
    [("eigen.css", "static"), ("X.JS", "static"), ("a.woff2", "static"), ("favicon.ico", "wortel"),
     ("security.txt", "wortel"), ("google1234.html", "wortel"), ("x.csv", ""), ("projecten/x.css", "")],
)  # fmt: skip
def test_a_stray_file_may_belong_beside_content(file: str, right: str) -> None:
    remedy = stray_file(Place(f"content/{file}")).remedy
    assert remedy.startswith(f"Verplaats het naar de map {right}/" if right else "Verwijs ernaar in een tekst")


@pytest.mark.parametrize("folder", ["static", "content", "templates"])
@pytest.mark.parametrize("has_right", [False, True])
def test_a_folder_well_known_in_another_is_not_skipped_without_a_word(
    folder: str, has_right: bool, tmp_path: Path
) -> None:
    source = fill(tmp_path, "site.yaml")
    wrong, right = source / folder / ".well-known", source / "wortel/.well-known"
    wrong.mkdir(parents=True)
    (wrong / "security.txt").write_text("Contact: mailto:info@proef.example", encoding="utf-8")
    (right if has_right else right.parent).mkdir(parents=True)
    (fault,) = check_theme_files(scan_source(str(source)))
    assert (fault.severity, fault.code, fault.file) == ("warning", "onbekende-map", f"{folder}/.well-known")
    if has_right:
        assert fault.remedy == "Verplaats wat erin staat naar wortel/.well-known/, en haal deze map weg."
        (wrong / "security.txt").rename(right / "security.txt")
        wrong.rmdir()
    else:
        assert fault.remedy == "Verplaats haar naar wortel/.well-known, naast content/."
        wrong.rename(right)
    assert check_theme_files(scan_source(str(source))) == ()


@pytest.mark.parametrize("has_right", [False, True])
def test_the_folder_well_known_belongs_in_another(has_right: bool, tmp_path: Path) -> None:
    source = fill(tmp_path, "site.yaml")
    folders = (".well-known", "wortel/.well-known") if has_right else (".well-known",)
    for folder in folders:
        (source / folder).mkdir(parents=True)
        (source / folder / "security.txt").write_text("x", encoding="utf-8")
    (fault,) = check_theme_files(scan_source(str(source)))
    assert (fault.severity, fault.code, fault.file) == ("warning", "onbekende-map", ".well-known")
    if has_right:
        assert fault.remedy == "Verplaats wat op de site moet naar wortel/.well-known/, of noem de map heel anders."
        return
    assert fault.remedy == "Verplaats haar naar wortel/.well-known."
    (source / "wortel").mkdir()
    (source / ".well-known").rename(source / "wortel/.well-known")
    assert check_theme_files(scan_source(str(source))) == ()


@pytest.mark.parametrize("name", ["Eigen.css", "EIGEN.CSS", "eigen.css.txt", "eigen.Css"])
def test_a_style_sheet_with_nearly_the_right_name_is_warned_about(name: str, tmp_path: Path) -> None:
    source = fill(tmp_path, "site.yaml")
    (source / "static").mkdir()
    (source / "static" / name).write_text("p {}", encoding="utf-8")
    (source / "static/ander.css").write_text("p {}", encoding="utf-8")
    (fault,) = check_theme_files(scan_source(str(source)))
    assert (fault.severity, fault.code, fault.file) == ("warning", "bestandsnaam", f"static/{name}")
    assert fault.remedy == "Noem het eigen.css."
    (source / "static" / name).rename(source / "static/eigen.css")
    assert check_theme_files(scan_source(str(source))) == ()


@pytest.mark.parametrize(
    "name",
    ["status", "context", "tests", "wereld", "templates-oud", "static.bak", "public", "src", "worker", "contact"],
)
def test_a_folder_with_another_name_is_not_warned_about(name: str, tmp_path: Path) -> None:
    source = fill(tmp_path, "site.yaml")
    (source / name).mkdir()
    (source / "statisch").write_text("een bestand", encoding="utf-8")
    assert check_theme_files(scan_source(str(source))) == ()


def test_pictures_beside_the_configuration_may_be_logos(tmp_path: Path) -> None:
    source = fill(tmp_path, "site.yaml", "logo.svg", "Logo.PNG", "projecten/a.md", "projecten/b.svg")
    report = Report()
    listing = list_content(scan_source(str(source)), report)
    assert report.diagnostics == ()
    assert [other.file for other in listing.others] == [
        "content/Logo.PNG",
        "content/logo.svg",
        "content/projecten/b.svg",
    ]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("projecten/B.MD", "B.md"),
        ("projecten/c.markdown", "c.md"),
        ("nieuws/2021/d.qmd", "d.md"),
        ("projecten/x/Index.md", "index.md"),
        ("projecten/x/INDEX.MD", "index.md"),
        ("paginas/e.md.txt", "e.md"),
    ],
)
def test_a_page_whose_name_is_spelled_wrong_is_an_error_that_says_its_name(
    tmp_path: Path, path: str, name: str
) -> None:
    report = Report()
    listing = list_content(scan_source(str(fill(tmp_path, path))), report)
    assert (listing.pages, listing.others) == ((), ())
    assert [(d.severity, d.code, d.file) for d in report.diagnostics] == [("error", "extensie", f"content/{path}")]
    assert f"Noem het bestand {name}," in report.diagnostics[0].remedy


def test_a_right_name_that_is_taken_is_not_advised(tmp_path: Path) -> None:
    report = Report()
    list_content(scan_source(str(fill(tmp_path, "projecten/c.md", "projecten/C.markdown"))), report)
    (fault,) = report.diagnostics
    assert (fault.code, fault.file) == ("extensie", "content/projecten/C.markdown")
    assert "content/projecten/c.md is er al" in fault.message


def test_backups_and_other_readmes_are_ignored(tmp_path: Path) -> None:
    names = ("x.md~", "x.md.bak", "#x.md#", "README.MD", "readme.mdown")
    source = fill(tmp_path, "los.md~", "site.yaml.bak", *(f"projecten/{name}" for name in names))
    report = Report()
    listing = list_content(scan_source(str(source)), report)
    assert (listing.pages, listing.others, listing.unusable, report.diagnostics) == ((), (), (), ())


def test_files_beside_pages_are_attachments(tmp_path: Path) -> None:
    listing = list_content(
        scan_source(str(fill(tmp_path, "projecten/a/index.md", "projecten/a/rapport.pdf"))), Report()
    )
    assert [file.file for file in listing.others] == ["content/projecten/a/rapport.pdf"]


def test_pages_and_files_are_sorted_by_path(tmp_path: Path) -> None:
    source = fill(tmp_path, "projecten/b.md", "projecten/a.md", "nieuws/c.md")
    assert ids(source) == ["nieuws/c", "projecten/a", "projecten/b"]


def test_workers_give_the_same_as_one_process(tmp_path: Path) -> None:
    source = fill(tmp_path, *(f"paginas/p{i}.md" for i in range(450)))
    assert read_content(str(source), jobs=2) == read_content(str(source), jobs=1)


def test_two_files_whose_names_differ_in_unicode_form_only_are_both_read(tmp_path: Path) -> None:
    text = "---\ntitel: {}\nwerkveld: A\nopdrachtgever: []\ncontactpersoon: B\njaar: 2021\n---\n"
    forms: tuple[tuple[Literal["NFC", "NFD"], str], ...] = (("NFC", "Een"), ("NFD", "Twee"))
    for form, titel in forms:
        path = tmp_path / "content/projecten" / unicodedata.normalize(form, "caf\u00e9.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(titel), encoding="utf-8")
    content, _ = read_content(str(tmp_path))
    assert sorted(record.titel for record in content.records if isinstance(record, Project)) == ["Een", "Twee"]
