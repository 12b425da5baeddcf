"""Folders in ``content/`` that are of no kind of page: one message, where the editor has something to mend."""

import json
from pathlib import Path

import pytest

from support import make_source, run_here

SITE = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n"


def faults(folder: Path) -> list[tuple[str, str, str, str]]:
    done = run_here("check", "--source", str(folder), "--format", "json")
    return [(f["severity"], f["code"], f["file"], f["remedy"]) for f in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("name", "right"),
    [("static", "static"), ("Static", "static"), ("wortel", "wortel"), ("templates", "templates"),
     ("sjablonen", "templates")],
)  # fmt: skip
def test_a_folder_in_content_may_belong_beside_it(name: str, right: str, tmp_path: Path) -> None:
    remedy = f"Verplaats wat erin staat naar de map {right}/ naast content/."
    assert faults(make_source(tmp_path, {f"{name}/x.css": "p {}"})) == [
        ("warning", "onbekende-map", f"content/{name}", remedy)
    ]


@pytest.mark.parametrize("files", [{"projects/a.md": "x"}, {"projects/a.md": "x", "projects/b/c.md": "x"}])
def test_an_unknown_folder_is_one_warning(files: dict[str, str], tmp_path: Path) -> None:
    ((severity, code, file, remedy),) = faults(make_source(tmp_path, files))
    assert (severity, code, file) == ("warning", "onbekende-map", "content/projects")
    assert remedy.startswith("De mappen zijn projecten,")


@pytest.mark.parametrize("field", ["menu", "voet"])
@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("/beeld/plan.pdf", "wortel/beeld/plan.pdf"),
        ("https://proef.example/beeld/diep/plan.pdf", "wortel/beeld/diep/plan.pdf"),
        ("/plan.pdf", "wortel/plan.pdf"),
        ("/static/plan.pdf", "static/plan.pdf"),
    ],
)
def test_a_file_that_the_menu_or_the_footer_names_in_content_is_one_error(
    field: str, url: str, right: str, tmp_path: Path
) -> None:
    name = url.removeprefix("https://proef.example").removeprefix("/")
    source = make_source(tmp_path, {"site.yaml": f"{SITE}{field}: [{{titel: Plan, url: {url!r}}}]\n", name: "%PDF-1.4"})
    assert faults(source) == [("error", "kapotte-link", "content/site.yaml", f"Verplaats het naar {right}.")]
    (source / right).parent.mkdir(parents=True)
    (source / "content" / name).rename(source / right)
    assert faults(source) == []


def test_a_file_beside_a_page_has_its_own_message(tmp_path: Path) -> None:
    site = f"{SITE}menu: [{{titel: Plan, url: /paginas/plan.pdf}}]\n"
    found = faults(
        make_source(tmp_path, {"site.yaml": site, "paginas/plan.pdf": "x", "paginas/a.md": "---\ntitel: A\n---\n"})
    )
    assert [(code, file) for _, code, file, _ in found] == [
        ("zwerfbestand", "content/paginas/plan.pdf"),
        ("kapotte-link", "content/site.yaml"),
    ]


def test_what_else_is_in_such_a_folder_is_another_mistake(tmp_path: Path) -> None:
    site = f"{SITE}menu: [{{titel: Plan, url: /beeld/plan.pdf}}]\n"
    source = make_source(tmp_path, {"site.yaml": site, "beeld/plan.pdf": "x", "beeld/foto.jpg": "x"})
    assert [(code, file) for _, code, file, _ in faults(source)] == [
        ("onbekende-map", "content/beeld"),
        ("kapotte-link", "content/site.yaml"),
    ]
