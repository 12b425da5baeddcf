"""Files from ``wortel/`` are at the root of the site, and never at an address of something else."""

import os
from datetime import date
from pathlib import Path

import pytest

from support import AS_OF, make_source, project, run_here
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.options import Options
from vindplaats.pipeline import check
from vindplaats.render.routing.root_files import root_files

SECURITY = "Contact: mailto:info@proef.example\n"
PAGES = {
    "projecten/x.md": project("Wonen", extra="aliassen: /oud/\nsamenvatting: Kort.\n"),
    "projecten/y/index.md": project("Zorg", extra="bijlagen: r.csv\nsamenvatting: Kort.\n"),
    "projecten/y/r.csv": "a,b",
    "paginas/over-ons.md": "---\ntitel: Over ons\nsamenvatting: Wij.\n---\nWij.",
    "werkvelden/water.md": "---\ntitel: Water\n---\nWater.",
}
TAKE, RENAME = "Haal het weg, of geef het een andere naam.", "Geef dit bestand een andere naam, of haal het weg."
RENAME_FOLDER = "Geef deze map een andere naam, of haal haar weg."
GENERATED = "een bestand dat de site zelf maakt"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_source(tmp_path / "bron", PAGES)


def put(source: Path, *paths: str, text: str = "x") -> None:
    for path in paths:
        file = source / "wortel" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def reported(source: Path) -> list[Diagnostic]:
    found = check(Options(source=str(source), as_of=date.fromisoformat(AS_OF))).diagnostics
    return [diagnostic for diagnostic in found if diagnostic.severity == "error"]


def build(source: Path, *options: str) -> Path:
    done = run_here("build", "--source", str(source), "--output", str(source.parent / "public"), *options)
    assert done.returncode == 0, done.stderr
    return source.parent / "public"


def test_every_file_is_published_at_the_root(source: Path) -> None:
    published = ("favicon.ico", "google1.html", ".well-known/security.txt", ".htaccess", "downloads/diep/x y.pdf",
                 "projecten/y/extra.txt")  # fmt: skip
    put(source, *published, text=SECURITY)
    site = build(source)
    for path in published:
        assert (site / path).read_text(encoding="utf-8") == SECURITY
    assert "google1" not in (site / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", [".DS_Store", "Thumbs.db", "~$x.docx", ".git/config", ".env", "downloads/.geheim", ".well-known/.geheim",
             "diep/.well-known/x", "__MACOSX/x"],
)  # fmt: skip
def test_what_programs_leave_is_not_published(source: Path, path: str) -> None:
    put(source, path, "favicon.ico")
    assert reported(source) == []
    assert not (build(source) / path).exists()


@pytest.mark.parametrize("name", ["README.md", "readme.md"])
def test_a_readme_is_for_colleagues(source: Path, name: str) -> None:
    put(source, name, text="---\ntitel: Uitleg\n---\n")
    put(source, f"map/{name}", f".well-known/{name}", "favicon.ico", "map/readme.md.txt")
    static = source / "static/map"
    static.mkdir(parents=True)
    for folder in (static, static.parent):
        (folder / name).write_text("uitleg", encoding="utf-8")
    (static / "x.css").write_text("p {}", encoding="utf-8")
    assert reported(source) == []
    site = build(source)
    assert [path for path in site.rglob("*") if path.name.lower() == "readme.md"] == []
    for path in ("map/readme.md.txt", "favicon.ico", "static/map/x.css"):
        assert (site / path).exists()


def test_backups_are_not_published_but_data_are(source: Path) -> None:
    backups, kept = ("x.md~", "google1.html.bak", "x.txt.BAK", "x.html.orig"), ("enquete.sav", "bak", "x~.txt")
    put(source, *backups, *(f"diep/{name}" for name in backups), *(f".well-known/{name}" for name in backups), *kept)
    (source / "static").mkdir()
    for name in (*backups, *kept):
        (source / "static" / name).write_text("x", encoding="utf-8")
    assert reported(source) == []
    site = build(source)
    found = {path.name for path in site.rglob("*")}
    assert found.isdisjoint(backups)
    assert found.issuperset(kept)


def test_a_site_without_the_folder_has_no_such_files(source: Path) -> None:
    assert reported(source) == []
    assert root_files(()) == ()


@pytest.mark.parametrize(
    "link", ["/favicon.ico", "/downloads/x.pdf", "/.well-known/security.txt", "../../wortel/downloads/x.pdf",
             "https://proef.example/favicon.ico", "/google1.html"],
)  # fmt: skip
def test_a_text_may_link_to_a_file(source: Path, link: str) -> None:
    put(source, "favicon.ico", "downloads/x.pdf", ".well-known/security.txt", "google1.html")
    page = source / "content/projecten/x.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n[Tekst]({link})\n", encoding="utf-8")
    assert reported(source) == []
    address = "/" + link.replace("../../wortel/", "").replace("https://proef.example/", "").lstrip("/")
    html = (build(source) / "projecten/x/index.html").read_text(encoding="utf-8")
    assert f'href="../..{address}"' in html
    (source / "wortel" / address[1:]).unlink()
    assert [fault.code for fault in reported(source)] == ["kapotte-link"]


def test_a_text_may_show_a_picture(source: Path) -> None:
    put(source, "beeld/kaart.svg", text='<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>')
    page = source / "content/projecten/x.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n![Kaart](/beeld/kaart.svg)\n", encoding="utf-8")
    assert reported(source) == []
    assert '../../beeld/kaart.svg"' in (build(source) / "projecten/x/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "message", "remedy"),
    [
        ("_headers", "/_headers is van de site zelf.",
         "Haal het weg; wat pagina's mogen laden, zet u bij 'csp' in content/site.yaml."),
        ("_redirects", "/_redirects is van de site zelf.",
         "Haal het weg; oude adressen zet u bij een pagina in 'aliassen'."),
        ("robots.txt", "/robots.txt is van de site zelf.", TAKE),
        ("Sitemap.XML", "/Sitemap.XML is van de site zelf.", TAKE),
        ("sitemap-3.xml", "/sitemap-3.xml is van de site zelf.", TAKE),
        ("index.html", "/index.html is van de site zelf.", TAKE),
        ("404.html", "/404.html is van de site zelf.", TAKE),
        ("site.webmanifest", "/site.webmanifest is van de site zelf.", TAKE),
        ("zoeken", "/zoeken is van de site zelf.", TAKE),
        ("nieuws/pagina/2/index.html", "/nieuws/pagina/2/index.html is van de site zelf.",
         "Haal het weg, of zet het in een andere map."),
        ("projecten", "Op /projecten staat al een map van de site.", RENAME),
        ("oud", "Op /oud staat al een map van de site.", RENAME),
        ("projecten/x/index.html", "Op /projecten/x/index.html staat al content/projecten/x.md.", RENAME),
        ("over-ons/Index.html", "Op /over-ons/Index.html staat al content/paginas/over-ons.md.", RENAME),
        ("oud/index.html", "Op /oud/index.html staat al een oud adres van content/projecten/x.md.", RENAME),
        ("projecten/y/R.csv", "Op /projecten/y/R.csv staat al content/projecten/y/r.csv.", RENAME),
        ("projecten/y/y.bib", f"Op /projecten/y/y.bib staat al {GENERATED}.", RENAME),
        ("werkvelden/water/index.html", "Op /werkvelden/water/index.html staat al content/werkvelden/water.md.",
         RENAME),
        ("jaren/2021/index.html", f"Op /jaren/2021/index.html staat al {GENERATED}.", RENAME),
    ],
)  # fmt: skip
def test_a_file_may_not_be_at_an_address_of_the_site(source: Path, path: str, message: str, remedy: str) -> None:
    put(source, path, "favicon.ico")
    (found,) = reported(source)
    assert (found.file, found.line, found.column, found.code) == (f"wortel/{path}", 1, 1, "dubbele-url")
    assert (found.message, found.remedy) == (message, remedy)
    file = source / "wortel" / path
    file.rename(source / "wortel/map.txt" if "map" in remedy else file.with_name("anders.txt"))  # as most remedies say
    assert reported(source) == []


@pytest.mark.parametrize(
    ("paths", "folder", "message", "remedy"),
    [
        (("zoeken/x.txt", "zoeken/diep/y.txt"), "zoeken", "/zoeken/ is van de site zelf.", RENAME_FOLDER),
        (("pagefind/x", ), "pagefind", "/pagefind/ is van de site zelf.", RENAME_FOLDER),
        (("feed.xml/x",), "feed.xml", "/feed.xml/ is van de site zelf.", RENAME_FOLDER),
        (("static/x.css", "static/y/z"), "static", "/static/ is van de site zelf.",
         "Verplaats wat erin staat naar static/."),
        (("projecten/y/r.csv/x",), "projecten/y/r.csv",
         "Op /projecten/y/r.csv staat al content/projecten/y/r.csv.", RENAME_FOLDER),
        (("Projecten/x.txt", "Projecten/Y/z"), "Projecten",
         "Op een Mac of op Windows is dit dezelfde map als projecten/ van de site.",
         "Verplaats wat erin staat naar wortel/projecten/."),
        (("projecten/Y/z",), "projecten/Y",
         "Op een Mac of op Windows is dit dezelfde map als projecten/y/ van de site.",
         "Verplaats wat erin staat naar wortel/projecten/y/."),
    ],
)  # fmt: skip
def test_a_folder_is_reported_once(
    source: Path, paths: tuple[str, ...], folder: str, message: str, remedy: str
) -> None:
    put(source, *paths)
    (found,) = reported(source)
    assert (found.file, found.code, found.message, found.remedy) == (
        f"wortel/{folder}", "dubbele-url", message, remedy)  # fmt: skip


def test_a_path_may_not_be_too_long(source: Path) -> None:
    put(source, "a" * 220)
    (found,) = reported(source)
    assert (found.code, found.remedy.endswith("het bestand een kortere naam.")) == ("ongeldige-slug", True)


@pytest.mark.parametrize(
    ("name", "code"), [(b"caf\xe9.txt", "bestandsnaam"), (b"aux.txt", "bestandsnaam"), (b"a:b", "bestandsnaam")]
)
def test_a_name_must_work_everywhere(source: Path, name: bytes, code: str) -> None:
    (source / "wortel").mkdir()
    Path(os.fsdecode(os.fsencode(source / "wortel") + b"/" + name)).write_text("x", encoding="utf-8")
    assert [fault.code for fault in reported(source)] == [code]


def test_names_that_differ_in_case_only(source: Path) -> None:
    put(source, "Favicon.ico", "favicon.ico")
    assert [(fault.code, fault.file) for fault in reported(source)] == [("bestandsnaam", "wortel/favicon.ico")]


def test_a_page_may_not_come_to_the_address_of_a_file(source: Path) -> None:
    put(source, "projecten/z/index.html")
    assert reported(source) == []
    (source / "content/projecten/z.md").write_text(project("Zee"), encoding="utf-8")
    assert [fault.file for fault in reported(source)] == ["wortel/projecten/z/index.html"]


def test_the_site_is_not_published_in_the_folder(source: Path) -> None:
    put(source, "favicon.ico")
    done = run_here("build", "--source", str(source), "--output", str(source / "wortel/public"))
    assert (done.returncode, "ligt in wortel/" in done.stderr) == (2, True)
