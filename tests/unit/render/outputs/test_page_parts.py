"""What pages show of the files that they offer: size, pages, the title in a PDF, and its first page."""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

from pdfs import encrypted
from support import AS_OF, make_source, pdf, project, tree
from vindplaats.cli import main
from vindplaats.render.outputs.page_parts import MAX_TITLE_LENGTH

NEWS = "---\ntitel: Kwallen geteld\ndatum: 2022-01-01\nbijlagen: [r.pdf]\n---\nVerzonnen tekst.\n"


def landscape(title: str = "") -> bytes:
    """Return a PDF of one page that is wider than it is high."""
    return pdf(title=title).replace(b"[0 0 595 842]", b"[0 0 842 595]")


def build(folder: Path, pages: Mapping[str, str], files: Mapping[str, bytes], *options: str) -> Path:
    """Build a source with pages and files (paths below content/) and return the folder of its site."""
    source = make_source(folder, dict(pages))
    for name, data in files.items():
        path = source / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert main(["build", "--source", str(source), "--as-of", AS_OF, *options]) == 0
    return source / "public"


def shown(site: Path, page: str = "projecten/a") -> list[str]:
    """Return the links to files on a page, as HTML."""
    html = (site / page / "index.html").read_text(encoding="utf-8")
    downloads = html.partition("<h2>Downloads</h2>")[2].partition("</section>")[0]
    return [link.removeprefix("../../projecten/a/") for link in re.findall(r"<a href=\"(.*?)</a>", downloads)]


def words(link: str) -> str:
    """Return the words of a link, in which lines are separated by ``|``."""
    text = re.sub(r"<[^>]*>", "", link.partition(">")[2].replace("<br>", "|"))
    return unescape(text).replace("\u00a0", " ")


def one_report(folder: Path, data: bytes, *, titel: str = "Kwallen in de haven", extra: str = "") -> str:
    """Build a site of one study with a report, and return the link to that report."""
    page = project(titel, extra=f"rapport: r.pdf\n{extra}")
    (link,) = shown(build(folder, {"projecten/a/index.md": page}, {"projecten/a/r.pdf": data}))
    return link


def test_a_project_shows_the_size_pages_title_and_first_page_of_its_files(tmp_path: Path) -> None:
    site = build(
        tmp_path,
        {"projecten/a/index.md": project("Kwallen", extra="rapport: r.pdf\nbijlagen: [tabel.pdf, ruw.csv]\n")},
        {
            "projecten/a/r.pdf": pdf(12, title="Kwallen in de haven"),
            "projecten/a/tabel.pdf": landscape("Tabellenboek"),
            "projecten/a/ruw.csv": b"a,b\n",
        },
    )
    report, table, raw = shown(site)
    assert words(report) == "Rapport|Kwallen in de haven|(PDF, 2 kB, 12 pagina’s)"
    assert words(table) == "tabel|Tabellenboek|(PDF, 1 kB, 1 pagina)"
    assert words(raw) == "ruw (CSV, 1 kB)"
    assert "<img" not in raw
    for link, name, loading in ((report, "r", "eager"), (table, "tabel", "lazy")):
        with Image.open(site / f"projecten/a/{name}-voorblad.webp") as picture:
            width, height = picture.size
            assert picture.format == "WEBP"
        assert (
            f'<img src="../../projecten/a/{name}-voorblad.webp" alt="" width="{width}" height="{height}" '
            f'loading="{loading}" decoding="async">'
        ) in link
        assert (width > height) == (name == "tabel")


@pytest.mark.parametrize("title", ["", "Kwallen in de haven", "KWALLEN IN DE HAVEN", "Rapport", "r.pdf"])
def test_a_title_that_says_nothing_new_is_not_shown(title: str, tmp_path: Path) -> None:
    assert words(one_report(tmp_path, pdf(title=title))) == "Rapport|(PDF, 1 kB, 1 pagina)"


def test_a_title_is_text_and_not_html(tmp_path: Path) -> None:
    link = one_report(tmp_path, pdf(title="<b>Kwallen</b> & 'meer'"))
    assert words(link) == "Rapport|<b>Kwallen</b> & 'meer'|(PDF, 1 kB, 1 pagina)"


def test_a_long_title_is_shortened(tmp_path: Path) -> None:
    shortened = words(one_report(tmp_path, pdf(title="kwal " * 40))).split("|")[1]
    assert shortened.endswith("kwal…")
    assert MAX_TITLE_LENGTH - 5 <= len(shortened) <= MAX_TITLE_LENGTH


def test_a_title_has_the_language_of_the_study(tmp_path: Path) -> None:
    link = one_report(tmp_path, pdf(title="Jellyfish counted"), extra="taal: en\n")
    assert '<span class="bestand" lang="en">Jellyfish counted</span>' in link


@pytest.mark.parametrize("data", [encrypted("geheim", "meester"), b"", pdf()[:150], b"Dit is een tekst."])
def test_a_file_that_does_not_open_has_no_picture(data: bytes, tmp_path: Path) -> None:
    link = one_report(tmp_path, data)
    assert words(link).startswith("Rapport (PDF, ")
    assert "<img" not in link
    assert not list((tmp_path / "public").rglob("*-voorblad.webp"))


def test_only_project_pages_show_first_pages(tmp_path: Path) -> None:
    pages = {"nieuws/n/index.md": NEWS, "projecten/a.md": project("Meren", body="[los](los.pdf)")}
    site = build(tmp_path, pages, {"nieuws/n/r.pdf": pdf(title="Kwallen"), "projecten/los.pdf": pdf()})
    assert not list(site.rglob("*-voorblad.webp"))
    assert "-voorblad" not in (site / "nieuws/n/index.html").read_text(encoding="utf-8")


def test_a_series_lists_reports_without_their_first_pages(tmp_path: Path) -> None:
    page = project("Kwallen", extra="reeks: Monitor\nrapport: r.pdf\n")
    site = build(tmp_path, {"projecten/a/index.md": page}, {"projecten/a/r.pdf": pdf(title="Verborgen")})
    html = (site / "reeksen/monitor/index.html").read_text(encoding="utf-8")
    assert "r.pdf" in html
    assert "-voorblad" not in html
    assert "Verborgen" not in html


def test_first_pages_are_the_same_with_and_without_a_cache_and_with_any_number_of_processes(tmp_path: Path) -> None:
    pages = {f"projecten/p{n}/index.md": project(f"Kwallen {n}", extra="rapport: r.pdf\n") for n in range(9)}
    files = {f"projecten/p{n}/r.pdf": pdf(n + 1, title=f"Titel {n}") for n in range(9)}
    first = tree(build(tmp_path / "een", pages, files, "--jobs", "1", "--no-cache"))
    assert sum(name.endswith("-voorblad.webp") for name in first) == 9
    second = build(tmp_path / "twee", pages, files, "--jobs", "2")
    assert tree(second) == first
    (second / "projecten/p3/r-voorblad.webp").unlink()
    assert tree(build(tmp_path / "twee", pages, files)) == first


def test_a_changed_report_gets_a_new_picture_and_others_are_left_alone(tmp_path: Path) -> None:
    pages = {f"projecten/{n}/index.md": project(f"Kwallen {n}", extra="rapport: r.pdf\n") for n in "ab"}
    site = build(tmp_path, pages, {f"projecten/{n}/r.pdf": pdf() for n in "ab"})
    before = {n: (site / f"projecten/{n}/r-voorblad.webp").stat() for n in "ab"}
    build(tmp_path, pages, {"projecten/a/r.pdf": landscape()})
    after = {n: (site / f"projecten/{n}/r-voorblad.webp").stat() for n in "ab"}
    assert after["b"].st_ino == before["b"].st_ino
    assert after["a"].st_ino != before["a"].st_ino
    with Image.open(site / "projecten/a/r-voorblad.webp") as picture:
        assert picture.width > picture.height
    build(tmp_path, pages, {"projecten/a/r.pdf": b"Dit is een tekst."})
    assert not (site / "projecten/a/r-voorblad.webp").exists()
