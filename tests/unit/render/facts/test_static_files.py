"""`pagina.statisch` gives a static file an address that changes with its bytes; ``eigen.css`` is linked by itself."""

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from support import AS_OF, make_source, project, real_case, run_here
from vindplaats.inputs.inventory import digest
from vindplaats.options import Options
from vindplaats.pipeline import build

LINK = re.compile(r'(?:href|src)="([^"]*static/[^"]*)"')


def build_site(source: Path, *more: str) -> list[dict[str, object]]:
    result = run_here("build", "--source", str(source), "--as-of", AS_OF, "--format", "json", *more)
    found: list[dict[str, object]] = json.loads(result.stdout)
    assert result.returncode == (2 if found else 0)
    return found


def site(folder: Path, statics: dict[str, str] = {}, extra: str = "", **texts: str) -> Path:  # noqa: B006 (not changed)
    yaml = f"naam: Proef\nbase_url: https://proef.example/onder/\nzoeken: nee\n{extra}"
    source = make_source(folder, {"site.yaml": yaml, "projecten/a.md": project("A", extra="aliassen: [/oud/]\n")})
    files = {f"static/{name}": text for name, text in statics.items()}
    files |= {f"templates/{name}.html": text for name, text in texts.items()}
    for path, text in files.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(text, encoding="utf-8")
    return source


def links(source: Path, path: str) -> list[str]:
    return [unescape(link) for link in LINK.findall((source / "public" / path).read_text(encoding="utf-8"))]


def test_law_that_each_page_links_to_the_present_version_of_its_static_files(tmp_path: Path) -> None:
    source = real_case(tmp_path)
    yaml = source / "content/site.yaml"
    yaml.write_text(yaml.read_text(encoding="utf-8") + "accent: '#7a1f4b'\n", encoding="utf-8")
    (source / "static").mkdir()
    (source / "static/icoon.svg").write_text("<svg/>", encoding="utf-8")
    (source / "static/eigen.css").write_text("p { color: red }", encoding="utf-8")
    assert run_here("build", "--source", str(source), "--as-of", AS_OF).returncode == 0
    public, seen = source / "public", set()
    for page in public.rglob("*.html"):
        if "pagefind" in page.parts:
            continue
        base = f"/{page.parent.relative_to(public).as_posix()}/".replace("/./", "/")
        for link in links(source, page.relative_to(public).as_posix()):
            path, _, version = urljoin(base, link).partition("?v=")
            assert version == digest((public / unquote(path[1:])).read_bytes()).hex()[:8], (page, link)
            seen.add(path)
    names = {
        "stijl.css",
        "accent.css",
        "eigen.css",
        "icoon.svg",
        "icoon-180.png",
        "zoekvak.js",
        "zoeken.css",
        "zoeken.js",
    }
    assert seen == {f"/static/{name}" for name in names}


def test_an_address_leads_from_the_page_and_is_quoted(tmp_path: Path) -> None:
    text = "{{ pagina.statisch('letters/Één 1.woff2') }} {{ pagina.statisch('a&b.css') }}"
    statics = {"letters/Één 1.woff2": "x", "a&b.css": "y"}
    source = site(tmp_path, statics, project=text, **{"404": text})
    assert build_site(source) == []
    first = f"static/letters/%C3%89%C3%A9n%201.woff2?v={digest(b'x').hex()[:8]}"
    second = f"static/a%26b.css?v={digest(b'y').hex()[:8]}"
    for page, root in (("projecten/a/index.html", "../../"), ("404.html", "/onder/")):
        assert (source / "public" / page).read_text(encoding="utf-8") == f"{root}{first} {root}{second}"


@pytest.mark.parametrize(
    ("name", "shown", "remedy"),
    [
        ("stjl.css", "stjl.css", "Bedoelde u 'stijl.css'?"),
        ("/static/stijl.css", "/static/stijl.css", "Bedoelde u 'stijl.css'?"),
        ("static/a.css", "static/a.css", "Bedoelde u 'a.css'?"),
        ("../stijl.css", "../stijl.css", "Bedoelde u 'stijl.css'?"),
        ("", "", "Zet het in static/, of noem een bestand dat er is."),
        ("vreemd.woff2", "vreemd.woff2", "Zet het in static/, of noem een bestand dat er is."),
    ],
)
def test_a_file_that_does_not_exist_is_an_error_at_its_line(name: str, shown: str, remedy: str, tmp_path: Path) -> None:
    source = site(tmp_path, {"a.css": "x"}, home=f"a\n\n{{{{ pagina.statisch('{name}') }}}}")
    (fault,) = build_site(source)
    assert (fault["code"], fault["file"], fault["line"]) == ("sjabloon-fout", "templates/home.html", 3)
    assert (fault["message"], fault["remedy"]) == (f"In static/ is geen bestand '{shown}'.", remedy)
    (fault,) = json.loads(run_here("check", "--source", str(source), "--format", "json").stdout)
    assert fault["line"] == 3


@pytest.mark.parametrize("value", ["none", "3", "[]", "site.naaam", "pagina", ""])
def test_a_value_that_is_no_name_is_an_error_at_its_line(value: str, tmp_path: Path) -> None:
    (fault,) = build_site(site(tmp_path, home=f"\n{{{{ pagina.statisch({value}) }}}}"))
    assert (fault["code"], fault["file"], fault["line"]) == ("sjabloon-fout", "templates/home.html", 2)


def test_a_style_sheet_of_the_site_is_linked_after_all_others(tmp_path: Path) -> None:
    more = '<link rel="stylesheet" href="static/nog.css">'
    base = f'{{% extends "standaard/base.html" %}}{{% block hoofd %}}{more}{{% endblock %}}'
    source = site(tmp_path, {"eigen.css": "x"}, "accent: '#7a1f4b'\n", base=base)
    assert build_site(source) == []
    for page in ("index.html", "projecten/a/index.html", "404.html"):
        sheets = [re.sub(r".*static/|\?.*", "", link) for link in links(source, page) if ".css" in link]
        assert sheets == ["stijl.css", "accent.css", "nog.css", "eigen.css"]
    (source / "static/eigen.css").unlink()
    build_site(source)
    assert not any("eigen.css" in link for link in links(source, "projecten/a/index.html"))


def test_an_edit_of_a_static_file_outdates_only_the_pages_that_use_it(tmp_path: Path) -> None:
    text = '{% extends "standaard/project.html" %}{% block hoofd %}{{ pagina.statisch("p.css") }}{% endblock %}'
    source = site(tmp_path, {"p.css": "een", "q.css": "een"}, project=text)
    build_site(source)
    for name, pages in (("p.css", ["projecten/a/index.html"]), ("q.css", [])):
        (source / "static" / name).write_text("twee", encoding="utf-8")
        result = build(Options(source=str(source), output=str(source / "public"), as_of=date.fromisoformat(AS_OF)))
        assert [path for path, _ in result.made] == [*pages, f"static/{name}"]
        assert all(reasons == (f"statisch {name}",) for path, reasons in result.made if path in pages)


def test_in_a_preview_an_edit_of_a_static_file_outdates_no_page(tmp_path: Path) -> None:
    source = site(tmp_path, {"eigen.css": "een"})
    options = Options(source=str(source), output=str(source / "uit"), as_of=date.fromisoformat(AS_OF), preview=True)
    build(options)
    assert 'href="./static/eigen.css"' in (source / "uit/index.html").read_text(encoding="utf-8")
    (source / "static/eigen.css").write_text("twee", encoding="utf-8")
    assert [path for path, _ in build(options).made] == ["static/eigen.css"]
