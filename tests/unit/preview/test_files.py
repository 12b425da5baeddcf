from pathlib import Path

import pytest

from vindplaats.preview.files import Found, find_file


@pytest.fixture
def root(tmp_path: Path) -> str:
    site = tmp_path / "site"
    for name in ("index.html", "404.html", "projecten/één x/index.html", "static/stijl.css"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    (tmp_path / "geheim.html").write_text("geheim", encoding="utf-8")
    return str(site)


@pytest.mark.parametrize(
    ("path", "status", "file"),
    [
        ("/", "200", "index.html"),
        ("/index.html", "200", "index.html"),
        ("/projecten/één x/", "200", "projecten/één x/index.html"),
        ("/static/stijl.css", "200", "static/stijl.css"),
        ("/static/", "404", "404.html"),
        ("/nergens/", "404", "404.html"),
        ("/../geheim.html", "404", "404.html"),
        ("//geheim.html", "404", "404.html"),
        ("/static/\0.css", "404", "404.html"),
    ],
)
def test_the_file_of_an_address(root: str, path: str, status: str, file: str) -> None:
    found = find_file(root, path)
    assert found.status.startswith(status)
    assert found.file == str(Path(root, file))
    assert found.is_there == (status == "200")


def test_a_folder_without_a_slash_leads_to_the_folder(root: str) -> None:
    assert find_file(root, "/projecten/één x") == Found("301 Moved Permanently", "/projecten/%C3%A9%C3%A9n%20x/")


def test_a_site_that_does_not_exist_has_no_files(tmp_path: Path) -> None:
    for path in ("/", "/projecten/x/"):
        assert find_file(str(tmp_path / "site"), path) == Found("404 Not Found", "")
