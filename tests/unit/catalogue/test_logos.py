"""The logos that ``site.yaml`` names: which file is meant, and one message for each mistake."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from support import AS_OF, make_source, png, project, run_here, tree
from vindplaats.inputs.inventory import digest

SITE = "naam: Bureau Proef\nbase_url: https://proef.example/\nzoeken: nee\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120.5 40.2"><rect width="9" height="9"/></svg>'
ACTIVE = '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'
CONTENT: dict[str, str | bytes] = {
    "logo.svg": SVG,
    "wit.png": png(320, 160),
    "foto.jpg": b"x",
    "logo.eps": b"x",
    "paginas/diep.svg": SVG,
    "beeld/embleem.svg": SVG,
    "beeld/foto.jpg": b"x",
    "static/embleem.svg": SVG,
}
STATIC: dict[str, str | bytes] = {
    "beeld.svg": SVG,
    "kapot.svg": "nee",
    "actief.svg": ACTIVE,
    "leeg.png": b"",
    "map/merk.png": png(150, 300),
}


def source(folder: Path, lines: str, only: tuple[str, ...] = ()) -> Path:
    """Make a site with ``lines`` in its ``site.yaml``, and all files in ``static/``, but of ``CONTENT`` only some."""
    make_source(folder, {"site.yaml": f"{SITE}{lines}\n", "paginas/over.md": "---\ntitel: Over\n---\n"})
    files = {f"content/{name}": CONTENT[name] for name in only} | {
        f"static/{name}": data for name, data in STATIC.items()
    }
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def faults(folder: Path) -> list[tuple[str, str, int, int, str]]:
    done = run_here("check", "--source", str(folder), "--format", "json", "--as-of", AS_OF)
    assert "Traceback" not in done.stderr
    return [(f["code"], f["file"], f["line"], f["column"], f["remedy"]) for f in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("lines", "only"),
    [
        ("logo: logo.svg", ("logo.svg",)),
        ("logo: ./logo.svg", ("logo.svg",)),
        ("logo: wit.png", ("wit.png",)),
        ("logo: static/beeld.svg", ()),
        ("logo: /static/beeld.svg", ()),
        ("logo: ../static/beeld.svg", ()),
        ("logo: static/map/merk.png", ()),
        ("logo: logo.svg\nlogo_donker: wit.png", ("logo.svg", "wit.png")),
        ("logo: static/beeld.svg\nlogo_donker: static/map/merk.png", ()),
        ("logo: logo.svg\nlogo_donker: logo.svg", ("logo.svg",)),
        ("logo:", ()),
        ("logo: ''", ()),
    ],
)
def test_a_logo_is_beside_the_configuration_or_in_static(lines: str, only: tuple[str, ...], tmp_path: Path) -> None:
    assert faults(source(tmp_path, lines, only)) == []


@pytest.mark.parametrize(
    ("attributes", "content", "code"),
    [
        ('viewBox="0 0 9 9"', "<path/>", ""),
        ('width="9" height="9"', "", ""),
        ('width="9"', "", "afbeelding-zonder-maat"),
        ("", "<path/>", "afbeelding-zonder-maat"),
        ('viewBox="0 0 9 9"', "<path>", "afbeelding-kapot"),
        ("", "Zorg & Welzijn", "afbeelding-kapot"),
    ],
)
def test_a_drawing_that_browsers_cannot_show_well(attributes: str, content: str, code: str, tmp_path: Path) -> None:
    folder = source(tmp_path, "logo: logo.svg", ("logo.svg",))
    text = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{content}</svg>'
    (folder / "content/logo.svg").write_text(text, encoding="utf-8")
    assert [found[:3] for found in faults(folder)] == ([(code, "content/site.yaml", 4)] if code else [])


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Logo.SVG", "logo.svg"),
        ("logo", "logo.svg"),
        ("/logo.svg", "logo.svg"),
        ("../logo.svg", "logo.svg"),
        ("content/logo.svg", "logo.svg"),
        ("loog.svg", "logo.svg"),
        ("logo.png", "logo.svg"),
        ("C:\\logo.svg", "logo.svg"),
        ("http://localhost:8000/logo.svg", "logo.svg"),
        ("beeld.svg", "static/beeld.svg"),
        ("merk.png", "static/map/merk.png"),
        ("static\\beeld.svg", "static/beeld.svg"),
        ("https://proef.example/static/beeld.svg", "static/beeld.svg"),
    ],
)
def test_a_logo_that_does_not_exist_is_one_error_that_names_the_file(written: str, right: str, tmp_path: Path) -> None:
    found = faults(source(tmp_path, f"logo: {written}", ("logo.svg",) if right == "logo.svg" else ()))
    assert found == [("bestand-ontbreekt", "content/site.yaml", 4, 1, f"Bedoelde u '{right}'?")]
    assert faults(source(tmp_path, f"logo: {right}")) == []


@pytest.mark.parametrize(
    ("lines", "only", "code", "remedy"),
    [
        ("logo: https://elders.example/logo.svg", (), "afbeelding-van-elders", "Zet het logo in de map content"),
        ("logo: www.elders.example/x.svg", (), "afbeelding-van-elders", "Zet het logo in de map content"),
        ("logo: zzz.svg", (), "bestand-ontbreekt", "Zet het in de map content, naast site.yaml, en schrijf"),
        ("logo: true", (), "bestand-ontbreekt", "Zet het in de map content"),
        ("logo: paginas/over.md", (), "bestand-ontbreekt", "Zet het in de map content"),
        ("logo: foto.jpg", ("foto.jpg",), "afbeelding-soort", "Bewaar het logo als SVG, of anders als PNG."),
        ("logo: logo.eps", ("logo.eps",), "afbeelding-soort", "Bewaar het logo als SVG"),
        ("logo: paginas/diep.svg", ("paginas/diep.svg",), "bestand-ontbreekt",
         "Verplaats het naar de map content, naast site.yaml, en schrijf 'logo: diep.svg'."),
        *((f"logo: {written}", ("beeld/embleem.svg",), "bestand-ontbreekt",
           "Verplaats het naar de map content, naast site.yaml, en schrijf 'logo: embleem.svg'.")
          for written in ("beeld/embleem.svg", "/beeld/embleem.svg", "content/beeld/embleem.svg",
                          "../content/beeld/embleem.svg", "Beeld/Embleem.svg", "beeld\\embleem.svg")),
        ("logo: static/embleem.svg", ("static/embleem.svg",), "bestand-ontbreekt",
         "Verplaats het naar de map content, naast site.yaml, en schrijf 'logo: embleem.svg'."),
        ("logo_donker: beeld/embleem.svg\nlogo: static/beeld.svg", ("beeld/embleem.svg",), "bestand-ontbreekt",
         "Verplaats het naar de map content, naast site.yaml, en schrijf 'logo_donker: embleem.svg'."),
        ("logo: embleem.svg", ("beeld/embleem.svg",), "bestand-ontbreekt", "Zet het in de map content, naast site"),
        ("logo: beeld/foto.jpg", ("beeld/foto.jpg",), "bestand-ontbreekt", "Zet het in de map content"),
        ("logo: static/kapot.svg", (), "afbeelding-kapot", "Zet het bestand er opnieuw neer, of bewaar het logo"),
        ("logo: static/leeg.png", (), "afbeelding-kapot", "Zet het bestand er opnieuw neer, of bewaar het logo"),
        ("logo: static/actief.svg", (), "actief-bestand", "Bewaar het logo als SVG zonder scripts"),
        ("logo: [logo.svg]", ("logo.svg",), "verkeerde-waarde", "Schrijf 'logo: logo.svg'."),
        ("logo: [[logo.svg]]", ("logo.svg",), "verkeerde-waarde", "Schrijf 'logo: logo.svg'."),
        ("logo: {src: logo.svg, alt: Bureau}", ("logo.svg",), "verkeerde-waarde", "Schrijf 'logo: logo.svg'."),
        ("logo: [a, b, c]", (), "verkeerde-waarde", "Schrijf de waarde zonder haakjes of streepje."),
        *((f"logo: {value}", ("logo.svg", "wit.png"), "verkeerde-waarde",
           "Schrijf 'logo: logo.svg', en op de volgende regel 'logo_donker: wit.png' voor donkere schermen.")
          for value in ("[logo.svg, wit.png]", "{licht: logo.svg, donker: wit.png}", "{dark: wit.png, light: logo.svg}",
                        "logo.svg, wit.png")),
        ("logo_donker: wit.png", ("logo.svg", "wit.png"), "ontbrekend-veld", "Schrijf 'logo: logo.svg'."),
        ("logo_donker: wit.png", ("wit.png",), "ontbrekend-veld", "Schrijf 'logo: wit.png', en haal 'logo_donker' weg"),
        ("beeldmerk: logo.svg", ("logo.svg",), "onbekend-veld", "Bedoelde u 'logo'?"),
        ("logo_dark: logo.svg", ("logo.svg",), "onbekend-veld", "Bedoelde u 'logo_donker'?"),
        ("logo-donker: logo.svg\nlogo: logo.svg", ("logo.svg",), "onbekend-veld", "Schrijf 'logo_donker:'."),
    ],
)  # fmt: skip
def test_a_wrong_logo_is_one_message(lines: str, only: tuple[str, ...], code: str, remedy: str, tmp_path: Path) -> None:
    (found,) = faults(source(tmp_path, lines, only))
    assert found[:4] == (code, "content/site.yaml", 4, 1)
    assert found[4].startswith(remedy)


@pytest.mark.parametrize(
    ("name", "data", "remedy"),
    [
        ("logo.png", png(300, 149), "Bewaar het logo als SVG, of anders als PNG van ten minste 150 beeldpunten hoog."),
        ("logo.png", png(300, 150), ""),
        ("logo.png", png(1051, 150), "Neem een minder breed logo"),
        ("logo.png", png(1050, 150), ""),
        ("logo.svg", SVG.replace("120.5", "290").encode(), "Neem een minder breed logo"),
        ("logo.svg", SVG.replace("120.5", "280").encode(), ""),
        ("logo.svg", SVG.replace("viewBox", 'width="14" height="2" viewBox').encode(), ""),
        ("logo.svg", SVG.replace("viewBox", 'width="15" height="2" viewBox').encode(), "Neem een minder breed logo"),
    ],
)
def test_a_logo_that_is_low_or_wide_is_warned_about(name: str, data: bytes, remedy: str, tmp_path: Path) -> None:
    folder = source(tmp_path, f"logo: {name}")
    (folder / "content" / name).write_bytes(data)
    found = faults(folder)
    if not remedy:
        assert found == []
        return
    ((code, file, line, column, text),) = found
    assert (code, file, line, column) == ("logo-maat", "content/site.yaml", 4, 1)
    assert text.startswith(remedy)


def test_a_logo_in_an_unknown_folder_is_reported_apart_from_what_else_is_there(tmp_path: Path) -> None:
    found = faults(source(tmp_path, "logo: beeld/embleem.svg", ("beeld/embleem.svg", "beeld/foto.jpg")))
    assert [(code, file) for code, file, *_ in found] == [
        ("onbekende-map", "content/beeld"),
        ("bestand-ontbreekt", "content/site.yaml"),
    ]


@pytest.mark.parametrize("written", ["templates/merk.svg", "../templates/merk.svg", "/templates/merk.svg"])
@pytest.mark.parametrize("name", ["logo", "logo_donker"])
def test_a_logo_among_the_templates_is_one_message(written: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/merk.svg").write_text(SVG, encoding="utf-8")
    lines = f"{name}: {written}" if name == "logo" else f"{name}: {written}\nlogo: static/beeld.svg"
    assert [(code, line) for code, _, line, *_ in faults(source(tmp_path, lines))] == [("bestand-ontbreekt", 4)]


def test_a_logo_is_not_to_be_moved_onto_another_file(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/embleem.svg").write_text(SVG, encoding="utf-8")
    found = faults(source(tmp_path, "logo: beeld/embleem.svg", ("beeld/embleem.svg",)))
    assert [(code, remedy) for code, _, _, _, remedy in found] == [("bestand-ontbreekt", "Bedoelde u 'embleem.svg'?")]


def test_another_file_beside_the_configuration_is_stray(tmp_path: Path) -> None:
    found = faults(source(tmp_path, "logo: logo.svg", ("logo.svg", "wit.png", "foto.jpg")))
    assert [(code, file) for code, file, *_ in found] == [
        ("zwerfbestand", "content/foto.jpg"),
        ("zwerfbestand", "content/wit.png"),
    ]


def test_without_a_readable_configuration_no_file_beside_it_is_stray(tmp_path: Path) -> None:
    folder = source(tmp_path, "per_pagina: tien\nlogo: logo.svg", ("logo.svg", "wit.png", "beeld/embleem.svg"))
    assert [code for code, *_ in faults(folder)] == ["verkeerde-waarde"]


def test_a_logo_may_not_have_the_address_of_a_page(tmp_path: Path) -> None:
    folder = source(tmp_path, "logo: logo.svg", ("logo.svg",))
    (folder / "content/projecten").mkdir()
    text = project("Vis", extra="aliassen: [/logo.svg/]\n")
    (folder / "content/projecten/vis.md").write_text(text, encoding="utf-8")
    assert [(code, file) for code, file, *_ in faults(folder)] == [("dubbele-url", "content/site.yaml")]


def built(folder: Path, *more: str) -> dict[str, bytes]:
    done = run_here("build", "--source", str(folder), "--as-of", AS_OF, *more)
    assert done.returncode == 0, done.stderr
    return tree(folder / "public")


def head(page: bytes) -> BeautifulSoup:
    return BeautifulSoup(page.decode(), "html.parser")


def test_every_page_shows_the_logo_with_its_size_and_the_name_of_the_site(tmp_path: Path) -> None:
    site = built(source(tmp_path, "logo: logo.svg\nlogo_donker: static/map/merk.png", ("logo.svg",)))
    assert site["logo.svg"] == SVG.encode()
    for name, root in (("index.html", "./"), ("over/index.html", "../")):
        (link,) = head(site[name]).select("a.merk")
        (image,) = link.select("img")
        version = digest(SVG.encode()).hex()[:8]
        assert (image["src"], image["alt"]) == (f"{root}logo.svg?v={version}", "Bureau Proef")
        assert (image["width"], image["height"]) == ("1000", "334")
        (dark,) = link.select("source")
        assert dark["media"] == "(prefers-color-scheme: dark)"
        assert re.fullmatch(rf"{root}static/map/merk\.png\?v=[0-9a-f]{{8}}", str(dark["srcset"]))
        assert (dark["width"], dark["height"]) == ("150", "300")
        assert link.get_text(strip=True) == ""
    assert '"url":"https://proef.example/logo.svg"' in site["index.html"].decode().replace(" ", "")


def test_without_a_logo_every_page_shows_the_name(tmp_path: Path) -> None:
    page = head(built(source(tmp_path, ""))["index.html"])
    assert [link.get_text() for link in page.select("a.merk")] == ["Bureau Proef"]
    assert not page.select("a.merk img")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "logo: logo.svg"),
        ("logo: logo.svg", ""),
        ("logo: logo.svg", "logo: static/beeld.svg"),
        ("logo: logo.svg", "logo: logo.svg\nlogo_donker: wit.png"),
    ],
)
def test_a_changed_logo_is_on_every_page_after_the_next_build(before: str, after: str, tmp_path: Path) -> None:
    folder = source(tmp_path, before, ("logo.svg", "wit.png"))
    built(folder)
    source(tmp_path, after, ("logo.svg", "wit.png"))
    changed = built(folder)
    assert changed == built(folder, "--no-cache")
    assert ("logo.svg" in changed) == ("logo: logo.svg" in after)


@pytest.mark.parametrize("name", ["content/logo.svg", "static/beeld.svg"])
@pytest.mark.parametrize(("old", "new"), [("120.5", "60"), ('width="9"', 'width="8"')])
def test_a_changed_file_of_a_logo_is_published(name: str, old: str, new: str, tmp_path: Path) -> None:
    folder = source(tmp_path, f"logo: {name.removeprefix('content/')}", ("logo.svg",))
    built(folder)
    (folder / name).write_text(SVG.replace(old, new), encoding="utf-8")
    changed = built(folder)
    assert changed == built(folder, "--no-cache")
    assert changed[name.removeprefix("content/")] == SVG.replace(old, new).encode()
