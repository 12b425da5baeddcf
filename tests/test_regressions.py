"""Bugs found in use and in review, each with the input that revealed it."""

import io
import json
import os
import re
import socket
import sys
import time
from pathlib import Path
from urllib.parse import unquote

import pytest

from support import AS_OF, make_source, pdf, project, tree
from vindplaats.cli import main


def build(source: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[tuple[str, str]]]:
    """Return the exit code, and the code and place of every diagnostic."""
    code = main(["build", "--source", str(source), "--as-of", AS_OF, "--format", "json", *options])
    found = json.loads(capsys.readouterr().out)
    return code, [(d["code"], f"{d['file']}:{d['line']}:{d['column']}") for d in found]


PDF = pdf(tagged=True, lang="nl", title="Verzonnen").decode()


@pytest.mark.parametrize(
    ("extra", "body", "expected"),
    [
        ("doi: hallo\n", "x", ("ongeldige-doi", 7, 1)),
        ("", "![](https://elders.example/x.png)", ("afbeelding-van-elders", 9, 5)),
        ("", "[x](/projecten/a/#niks)", ("kapot-anker", 9, 5)),
        ("aliassen: /a//b/\n", "x", ("ongeldig-pad", 7, 1)),
        ("aliassen: /.nojekyll/\n", "x", ("ongeldig-pad", 7, 1)),
        ("aliassen: /404.html/\n", "x", ("dubbele-url", 7, 1)),
        ("aliassen: /index.html/x/\n", "x", ("dubbele-url", 7, 1)),
        ("", "\n".join(f"{'    ' * depth}- x" for depth in range(300)), ("tekst-diepte", 59, 1)),
        ("samenvatting: é é \x07\n", "x", ("codering", 7, 19)),
        ("jaar2:2026\n", "x", ("yaml-fout", 7, 1)),
    ],
)
def test_an_error_is_reported_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], extra: str, body: str, expected: tuple[str, int, int]
) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A", extra=extra, body=body)})
    code, found = build(source, capsys)
    name, line, column = expected
    assert code == 1
    assert (name, f"content/projecten/a.md:{line}:{column}") in found


def test_a_value_cut_short_by_a_comment_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("Wijk #3 in beeld")})
    assert build(source, capsys) == (0, [("yaml-commentaar", "content/projecten/a.md:2:13")])
    source = make_source(tmp_path, {"projecten/a.md": project("'Wijk #3 in beeld'  # zo bedoeld")})
    assert build(source, capsys) == (0, [])


def test_a_doi_is_linked_once_however_it_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extra = "doi: https://doi.org/10.1234/abc\n"
    source = make_source(tmp_path, {"projecten/a.md": project("A", extra=extra)})
    assert build(source, capsys) == (0, [])
    page = (source / "public/projecten/a/index.html").read_text(encoding="utf-8")
    assert 'href="https://doi.org/10.1234/abc"' in page


SICI = "10.1002/(SICI)1097-0000(1998)17:15<1661::AID-X968>3.0.CO;2-2"
ADDRESS = re.compile(r"https://doi\.org/[^\s\"}<\\]+")


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("10.1234/a#b", "10.1234/a%23b"),
        (SICI, "10.1002/(SICI)1097-0000(1998)17:15%3C1661::AID-X968%3E3.0.CO;2-2"),
        ("https://doi.org/10.1234/50%25", "10.1234/50%25"),
        ("http://dx.doi.org/10.1234%2Fa%3Fb.", "10.1234/a%3Fb"),
    ],
)
def test_a_doi_has_one_address_in_every_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], doi: str, address: str
) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A", extra=f'doi: "{doi}"\n')})
    assert build(source, capsys) == (0, [])
    texts = {path.name: path.read_text("utf-8") for path in (source / "public/projecten/a").iterdir()}
    found = {name: ADDRESS.findall(text) for name, text in texts.items()}
    assert len(found["index.html"]) >= 4  # the link, APA, JSON-LD, Dublin Core, Signposting
    assert {url for urls in found.values() for url in urls} == {f"https://doi.org/{address}"}
    plain = unquote(address)
    assert f"doi = {{{plain}}}" in texts["a.bib"]
    assert f"DO  - {plain}\n" in texts["a.ris"]
    assert json.loads(texts["a.json"])[0]["DOI"] == plain


def test_a_linked_folder_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = make_source(tmp_path / "elders", {"projecten/a.md": project("A")})
    source = make_source(tmp_path / "site", {})
    (source / "content/projecten").symlink_to(elsewhere / "content/projecten")
    assert build(source, capsys) == (1, [("verwijzende-map", "content/projecten:1:1")])


def test_a_file_name_that_cannot_be_decoded_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A")})
    Path(os.fsdecode(bytes(source / "content/projecten") + b"/\xff.txt")).write_text("x", encoding="utf-8")
    code, ((name, _),) = build(source, capsys)
    assert (code, name) == (1, "bestandsnaam")


def test_a_template_that_extends_itself_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A")})
    (source / "templates").mkdir()
    (source / "templates/project.html").write_text('{% extends "project.html" %}', encoding="utf-8")
    code, found = build(source, capsys)
    assert code == 2
    assert found[0][0] == "sjabloon-fout"


def test_json_is_utf_8_whatever_the_locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A").replace("Noor de Wit", "Ömer")})
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stdout)
    assert main(["check", "--source", str(source), "--format", "json"]) == 0
    stdout.flush()
    assert "Ömer" in stdout.buffer.getvalue().decode()


def test_headings_in_deep_quotes_are_fast(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A", body="# Kop\n\n" + "> " * 30 + "x")})
    start = time.monotonic()
    assert build(source, capsys)[0] == 0
    assert time.monotonic() - start < 60  # it took minutes, doubling with each quote


def test_an_entry_can_be_named_by_its_full_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = project("A").replace("Noor de Wit", "contactpersonen/noor").replace("[]", "opdrachtgevers/zeepaard")
    source = make_source(tmp_path, {"projecten/a.md": page, "opdrachtgevers/zeepaard.md": "---\nnaam: Zeepaard\n---\n"})
    assert build(source, capsys) == (0, [])


def test_a_copied_folder_with_its_files_and_old_address_is_one_study(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = project(
        "A",
        extra="rapport: r.pdf\nbijlagen: b.csv\naliassen: /oud/\n",
        body="![Kaart](k.svg)\n\nWij telden alle bankjes.",
    )
    data = {"r.pdf": PDF, "b.csv": PDF, "k.svg": "<svg/>"}
    files = {f"projecten/{n}/{name}": text for n in "ab" for name, text in data.items()}
    source = make_source(tmp_path, {"projecten/a/index.md": text, "projecten/b/index.md": text, **files})
    assert build(source, capsys) == (0, [("exact-dubbel", "content/projecten/b/index.md:1:1")])
    exports = (".bib", ".ris", ".json")
    assert {p for p in tree(source / "public") if p.startswith("projecten/") and not p.endswith(exports)} == {
        "projecten/index.html", "projecten/a/index.html", "projecten/a/r.pdf", "projecten/a/b.csv",
        "projecten/a/r-voorblad.webp", "projecten/a/k.svg", "projecten/b/index.html",
    }  # fmt: skip


def test_another_report_of_the_same_name_is_a_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = project("A", extra="rapport: r.pdf\n")
    files = {"projecten/a/r.pdf": PDF, "projecten/b/r.pdf": PDF + "anders"}
    source = make_source(tmp_path, {"projecten/a/index.md": text, "projecten/b/index.md": text, **files})
    code, found = build(source, capsys)
    assert code == 1
    assert ("dubbel-conflict", "content/projecten/b/index.md:7:1") in found


def test_superscript_digits_differ_from_plain_digits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {
        "projecten/a.md": project("A", body="Het is 10² meter."),
        "projecten/b.md": project("A", body="Het is 102 meter."),
    }
    assert build(make_source(tmp_path, pages), capsys) == (0, [])


def test_a_link_to_a_heading_that_a_merge_removes_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {
        "projecten/a.md": project("A", body="## Kop\n\nx"),
        "projecten/b.md": project("A", body="## Kop {#eigen}\n\nx"),
        "projecten/c.md": project("C", body="[kop](b.md#eigen)"),
    }
    code, found = build(make_source(tmp_path, pages), capsys)
    assert code == 1
    assert ("kapot-anker", "content/projecten/c.md:9:7") in found


def test_links_to_aliases_are_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extra = "aliassen: /oud/\n"
    source = make_source(tmp_path, {"projecten/a.md": project("A", extra=extra, body="[x](/oud/)")})
    assert build(source, capsys) == (0, [])


def test_names_that_differ_by_an_accent_are_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {f"projecten/{n}.md": project(n).replace("Noor de Wit", name) for n, name in (("a", "Rene"), ("b", "René"))}
    source = make_source(tmp_path, pages)
    assert build(source, capsys) == (0, [("onbekende-persoon", f"content/projecten/{n}.md:5:1") for n in "ab"])


def test_every_page_has_a_description(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {
        "projecten/a.md": project("Leeg", extra="aliassen: /oud/\n", body=""),
        "projecten/b.md": project("Noot", body="Het was 20[^1] procent.\n\n[^1]: Ongeveer."),
    }
    source = make_source(tmp_path, pages)
    assert build(source, capsys) == (0, [])
    for page in (source / "public").rglob("*.html"):
        assert '<meta name="description" content="' in page.read_text(encoding="utf-8"), page
    assert 'content="Het was 20 procent."' in (source / "public/projecten/b/index.html").read_text(encoding="utf-8")


def test_one_broken_registry_entry_is_one_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {
        "werkvelden/water.md": "---\ntitle: Water\n---\n",
        "werkvelden/lucht.md": "---\ntitel: Lucht\n---\n",
        "projecten/a.md": project("A"),
    }
    code, found = build(make_source(tmp_path, pages), capsys)
    assert code == 1
    assert {place.split(":")[0] for _, place in found} == {"content/werkvelden/water.md"}


def test_a_faulty_page_in_the_menu_is_one_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = "naam: Proef\nbase_url: https://proef.example/\nmenu: [over]\n"
    source = make_source(tmp_path, {"site.yaml": site, "paginas/over.md": "---\ntietel: Over\n---\n"})
    code, found = build(source, capsys)
    assert code == 1
    assert {place.split(":")[0] for _, place in found} == {"content/paginas/over.md"}


def test_an_error_of_the_disk_is_reported_in_the_requested_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make_source(tmp_path, {})
    (source / "uit").write_text("van mij", encoding="utf-8")
    code, ((name, _),) = build(source, capsys, "--output", str(source / "uit"))
    assert (code, name) == (2, "omgeving")
    assert (source / "uit").read_text(encoding="utf-8") == "van mij"


def test_an_option_of_another_command_is_not_suggested(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--strict"]) == 2
    assert "Bedoelde u '--strict'" not in capsys.readouterr().err


def test_a_port_in_use_is_reported_before_the_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(tmp_path, {})
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--source", str(source), "--port", str(port)]) == 2
    stderr = capsys.readouterr().err
    assert f"poort {port} niet te gebruiken" in stderr
    assert "De site staat op" not in stderr


class Terminal(io.StringIO):
    """Standard error that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variable", "value", "coloured"), [("X", "", True), ("NO_COLOR", "1", False), ("TERM", "dumb", False)]
)
def test_colours_follow_the_environment_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, *, coloured: bool
) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A", extra="x: y\n")})
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv(variable, value)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["check", "--source", str(source)]) == 1
    assert ("\x1b[31m" in terminal.getvalue()) is coloured


def test_two_persons_at_one_address_are_reported_if_one_leaves_and_has_a_photo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leaving = "---\nnaam: Bo Aa\nslug: noor\nvertrokken_op: 2027-01-01\nfoto: f.svg\n---\n"
    files = {"contactpersonen/bo.md": leaving, "contactpersonen/f.svg": "<svg/>", "projecten/a.md": project("A")}
    code, found = build(make_source(tmp_path, files), capsys)
    assert (code, found) == (1, [("dubbele-url", "content/contactpersonen/noor.md:1:1")])


def test_a_missing_template_is_reported_without_local_folders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make_source(tmp_path, {})
    (source / "templates").mkdir()
    (source / "templates/404.html").write_text('{% include "weg.html" %}', encoding="utf-8")
    assert main(["build", "--source", str(source)]) == 2
    stderr = capsys.readouterr().err
    assert "templates/404.html:1:13: fout[sjabloon-fout]: " in stderr
    assert "Sjabloon 'weg.html' bestaat niet" in stderr
    assert str(tmp_path) not in stderr


def test_pages_that_refer_to_a_page_with_a_mistake_get_no_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "projecten/a.md": project("'s Nachts"),
        "projecten/b.md": project("B", body="[a](a.md#kop) en [weg](weg.md)"),
        "nieuws/c.md": "---\ntitel: C\ndatum: 2021-02-03\nproject: a\n---\n",
        "contactpersonen/d.md": "---\nnaam: [Dirk Bos\n---\n",
        "projecten/e.md": project("E").replace("Noor de Wit", "Dirk Bos"),
    }
    source = make_source(tmp_path, files)
    assert build(source, capsys) == (
        1,
        [
            ("yaml-fout", "content/contactpersonen/d.md:2:7"),
            ("yaml-fout", "content/projecten/a.md:2:8"),
            ("kapotte-link", "content/projecten/b.md:9:24"),
        ],
    )


def test_site_yaml_has_the_same_messages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = "naam: 't Zeepaardje\nbase_url:https://zeepaard.example/\nbeschrijving: #1 in zee\n"
    source = make_source(tmp_path, {"site.yaml": site})
    assert build(source, capsys) == (
        2,
        [
            ("yaml-fout", "content/site.yaml:1:7"),
            ("yaml-fout", "content/site.yaml:2:1"),
            ("yaml-commentaar", "content/site.yaml:3:15"),
        ],
    )
