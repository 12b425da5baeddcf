"""Templates: replaced one by one, all compiled at each build, faults told with file and line."""

import json
from pathlib import Path

import pytest

from support import make_source, project, tree
from vindplaats.cli import main


def diagnostics(source: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, object]]]:
    code = main(["build", "--source", str(source), "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def with_template(folder: Path, name: str, text: str) -> Path:
    source = make_source(folder, {"projecten/a.md": project("A")})
    path = source / "templates" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return source


def test_a_site_replaces_one_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = with_template(tmp_path, "project.html", "<p>eigen: {{ project.titel }}</p>")
    assert diagnostics(source, capsys) == (0, [])
    assert (source / "public/projecten/a/index.html").read_text(encoding="utf-8") == "<p>eigen: A</p>"
    assert "<main" in (source / "public/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("project.html", "\n{% if %}", 2),
        ("home.html", "\n\n{{ bestaat_niet }}", 3),
        ("base.html", "{{ site.bestaat_niet }}", 1),
        ("home.html", "{{ 1 / 0 }}", 1),
        ("ongebruikt.html", "{{ x | geenfilter }}", 1),
        ("home.html", "\n{% include 'weg.html' %}", 2),
    ],
)
def test_a_fault_in_a_template_is_exit_2_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, line: int
) -> None:
    source = with_template(tmp_path, name, text)
    code, found = diagnostics(source, capsys)
    assert code == 2
    (fault,) = [d for d in found if d["severity"] == "error"]
    assert (fault["code"], fault["file"], fault["line"]) == ("sjabloon-fout", f"templates/{name}", line)
    assert not (source / "public").exists()


def test_a_template_nobody_reads_is_a_warning_with_the_nearest_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, (found,) = diagnostics(with_template(tmp_path, "projekt.html", "x"), capsys)
    assert code == 0
    assert found["code"] == "onbekend-sjabloon"
    assert found["remedy"] == "Bedoelde u 'project.html'?"


@pytest.mark.parametrize("name", ["README.md", "readme.md", "delen/README.md"])
def test_a_readme_among_the_templates_is_ignored(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    source = with_template(tmp_path, "home.html", "eerste pagina")
    assert diagnostics(source, capsys) == (0, [])
    before = tree(source / "public")
    readme = source / "templates" / name
    readme.parent.mkdir(exist_ok=True)
    for text in ("Links read `{{ pagina.wortel }}`.", "No Jinja: {% if %} {{ x | geenfilter }}"):
        readme.write_text(text, encoding="utf-8")
        assert diagnostics(source, capsys) == (0, [])
        assert tree(source / "public") == before
    readme.write_bytes(b"\xff")
    assert diagnostics(source, capsys) == (0, [])


def test_a_readme_that_a_template_includes_is_a_part_like_any_other(tmp_path: Path) -> None:
    source = with_template(tmp_path, "home.html", "{% include 'README.md' %}")
    for text in ("een", "twee"):
        (source / "templates/README.md").write_text(text, encoding="utf-8")
        assert main(["build", "--source", str(source)]) == 0
        assert (source / "public/index.html").read_text(encoding="utf-8") == text


def test_a_part_that_a_template_reads_is_no_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = with_template(tmp_path, "_kaart.html", "kaart")
    (source / "templates/home.html").write_text("{% include '_kaart.html' %}", encoding="utf-8")
    assert diagnostics(source, capsys) == (0, [])
    assert (source / "public/index.html").read_text(encoding="utf-8") == "kaart"


def test_text_of_front_matter_is_escaped(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("'<script>alert(1)</script>'")})
    assert main(["build", "--source", str(source)]) == 0
    for page in (source / "public").rglob("*.html"):
        assert "<script>" not in page.read_text(encoding="utf-8")


def test_static_files_of_the_site_come_before_those_of_the_theme(tmp_path: Path) -> None:
    source = make_source(tmp_path, {})
    (source / "static/fonts").mkdir(parents=True)
    (source / "static/stijl.css").write_text("/* eigen */", encoding="utf-8")
    (source / "static/fonts/a.woff2").write_bytes(b"x")
    assert main(["build", "--source", str(source)]) == 0
    assert (source / "public/static/stijl.css").read_text(encoding="utf-8") == "/* eigen */"
    assert (source / "public/static/fonts/a.woff2").is_file()
    assert (source / "public/static/icoon.svg").is_file()


def test_a_fault_is_found_in_the_template_that_has_it_from_a_relative_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_template(tmp_path, "home.html", '{% extends "base.html" %}\n{% block inhoud %}{{ weg }}{% endblock %}')
    monkeypatch.chdir(tmp_path)
    code, found = diagnostics(Path(), capsys)
    assert code == 2
    assert [(d["file"], d["line"]) for d in found] == [("templates/home.html", 2)]
