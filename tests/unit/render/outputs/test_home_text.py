"""The text of the home page, ``content/index.md``: what it shows, where it is, and its mistakes."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from support import AS_OF, make_source, png, project, run_here, tree

SITE = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n"
TEXT = """\
## Wie wij zijn

Wij onderzoeken **vis**. Lees [wie wij zijn](paginas/over.md#team), [een project](projecten/vis.md) en het
[jaarverslag](jaarverslag.pdf). <!-- Een geheim. -->

![Een vis](vis.png)
"""
FRONT = "---\nsamenvatting: Kort en goed.\nextra: {thema: zee}\n---\n"
FILES = {
    "site.yaml": SITE,
    "paginas/over.md": "---\ntitel: Over ons\n---\n\n## Team\n\n[a](../index.md#wie-wij-zijn), [b](/#wie-wij-zijn)\n",
    "projecten/vis.md": project("Vis"),
}


def source(folder: Path, files: dict[str, str]) -> Path:
    make_source(folder, {**FILES, **files})
    (folder / "content/vis.png").write_bytes(png(40, 30))
    (folder / "content/jaarverslag.pdf").write_bytes(b"%PDF-1.4 verzonnen")
    return folder


def build(folder: Path, *more: str) -> dict[str, bytes]:
    done = run_here("build", "--source", str(folder), "--as-of", AS_OF, *more)
    assert done.returncode == 0, done.stderr
    return tree(folder / "public")


def page(data: bytes) -> BeautifulSoup:
    return BeautifulSoup(data.decode(), "html.parser")


def faults(folder: Path, name: str, text: str) -> list[tuple[str, str, str, int, str]]:
    make_source(folder, {"site.yaml": SITE, "paginas/over.md": "---\ntitel: Over ons\n---\n", name: text})
    done = run_here("check", "--source", str(folder), "--format", "json", "--as-of", AS_OF)
    assert "Traceback" not in done.stderr
    return [(f["severity"], f["code"], f["file"], f["line"], f["remedy"]) for f in json.loads(done.stdout)]


@pytest.mark.parametrize("front", ["", FRONT, "---\n---\n"])
def test_the_home_page_shows_the_text_with_its_links_and_files(front: str, tmp_path: Path) -> None:
    site = build(source(tmp_path, {"index.md": front + TEXT}))
    home = page(site["index.html"])
    (text,) = home.select("main .inhoud")
    assert [heading.get_text() for heading in home.select("h1, main .inhoud h2")] == ["Proef", "Wie wij zijn"]
    assert [link["href"] for link in text.select("a")] == [
        "./over/#tekst-team",
        "./projecten/vis/",
        "./jaarverslag.pdf",
    ]
    (image,) = text.select("img")
    assert (image["src"], image["width"], image["height"]) == ("./vis.png", "40", "30")
    assert {"jaarverslag.pdf", "vis.png"} <= site.keys()
    assert b"geheim" not in b"".join(site.values())
    (description,) = home.select("meta[name=description]")
    assert description["content"] == ("Kort en goed." if "samenvatting" in front else "Al het onderzoek van Proef.")
    assert '"vis.png"' in str(home.select("meta[property='og:image']")[0]).replace("https://proef.example/", "")


def test_other_pages_link_to_the_text(tmp_path: Path) -> None:
    site = build(source(tmp_path, {"index.md": TEXT}))
    links = [link["href"] for link in page(site["over/index.html"]).select("main .inhoud a")]
    assert links == ["../#tekst-wie-wij-zijn", "../#tekst-wie-wij-zijn"]


def test_the_text_is_no_page_of_its_own(tmp_path: Path) -> None:
    files = {"index.md": FRONT + TEXT}
    with_text = build(source(tmp_path / "met", files))
    plain = {**FILES, "paginas/over.md": "---\ntitel: Over ons\n---\n"}
    make_source(tmp_path / "zonder", plain)
    without = build(tmp_path / "zonder")
    assert {name for name in with_text if name.endswith(("html", "xml"))} == {
        name for name in without if name.endswith(("html", "xml"))
    }
    assert with_text["sitemap.xml"] == without["sitemap.xml"]
    assert [link.get_text() for link in page(with_text["index.html"]).select(".voet a")] == ["Over ons"]
    assert not page(without["index.html"]).select("main .inhoud")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", TEXT),
        (TEXT, ""),
        (TEXT, TEXT.replace("**vis**", "water")),
        (FRONT + TEXT, FRONT.replace("zee", "land") + TEXT),
    ],
)
def test_a_changed_text_is_on_the_site_after_the_next_build(before: str, after: str, tmp_path: Path) -> None:
    template = "{% extends 'base.html' %}{% block inhoud %}{{ home.inhoud }}{{ home.extra.get('thema') }}{% endblock %}"
    over = {"paginas/over.md": "---\ntitel: Over ons\n---\n\n## Team\n"}
    folder = source(tmp_path, {**over, **({"index.md": before} if before else {})})
    (folder / "templates").mkdir()
    (folder / "templates/home.html").write_text(template, encoding="utf-8")
    build(folder)
    (folder / "content/index.md").unlink(missing_ok=True)
    source(tmp_path, {**over, **({"index.md": after} if after else {})})
    assert build(folder) == build(folder, "--no-cache")


@pytest.mark.parametrize(
    "text",
    [
        "", "Hallo.\n", "# Welkom\n"[2:], "Let op: dit is tekst.\n", "\n\nHallo.\n", "---\n---\n", FRONT,
        "Vis & friet: lekker.\n", "**samenvatting**: een woord.\n",
    ],
)  # fmt: skip
def test_front_matter_is_optional(text: str, tmp_path: Path) -> None:
    assert faults(tmp_path, "index.md", text) == []


@pytest.mark.parametrize(
    ("text", "code", "line", "remedy"),
    [
        ("---\ntitel: Welkom\n---\n", "onbekend-veld", 2, "Haal het weg. Wilt u er andere woorden, zet die dan"),
        ("---\ntitle: Welkom\n---\n", "onbekend-veld", 2, "Haal het weg. Wilt u er andere woorden, zet die dan"),
        ("---\ninhoud: Welkom\n---\n", "onbekend-veld", 2, "Zet de tekst onder de laatste ---"),
        ("---\nfoto: vis.png\n---\n", "onbekend-veld", 2, "Zet de afbeelding in de tekst"),
        ("---\nconcept: ja\n---\n", "onbekend-veld", 2, "Zet het bestand buiten content/"),
        ("---\nextra: x\n---\n", "verkeerde-waarde", 2, "Schrijf bijvoorbeeld 'extra: {naam: x}'"),
        ("samenvatting: Kort.\n\nHallo.\n", "geen-front-matter", 1, ""),
        ("titel: Welkom\n\nHallo.\n", "geen-front-matter", 1, "Zet bovenaan een regel ---"),
        ("----\nsamenvatting: a\n----\nHallo.\n", "front-matter-streepjes", 1, "Maak van de regels 1 en 3"),
        ("[weg](paginas/weg.md)\n", "kapotte-link", 1, "Verwijs naar een bestaande pagina"),
        ("[over](over.md)\n", "kapotte-link", 1, "Bedoelde u 'paginas/over.md'?"),
        ("[over](/overr/)\n", "kapotte-link", 1, "Bedoelde u 'paginas/over.md'?"),
        ("![](weg.png)\n", "bestand-ontbreekt", 1, "Zet het naast de pagina"),
    ],
)
def test_a_mistake_in_the_text_is_one_error(text: str, code: str, line: int, remedy: str, tmp_path: Path) -> None:
    found = [fault for fault in faults(tmp_path, "index.md", text) if fault[1] != "afbeelding-zonder-tekst"]
    assert [(fault[0], fault[1], fault[2], fault[3]) for fault in found] == [("error", code, "content/index.md", line)]
    assert found[0][4].startswith(remedy)


@pytest.mark.parametrize("name", ["Index.md", "_index.md", "home.md", "Startpagina.md", "index.markdown"])
def test_a_name_that_is_nearly_right_is_one_warning(name: str, tmp_path: Path) -> None:
    (found,) = faults(tmp_path, name, "Hallo.\n")
    assert found[:3] == ("warning", "zwerfbestand", f"content/{name}")
    assert found[4] == "Is het de tekst van de startpagina? Noem het dan index.md."


@pytest.mark.parametrize("other", ["index.md", "Index.md"])
def test_a_name_that_is_nearly_right_beside_another_says_to_keep_one(other: str, tmp_path: Path) -> None:
    """To rename it, as is right without the other, would overwrite the other."""
    found = faults(make_source(tmp_path, {other: "Hallo.\n"}), "_index.md", "Ook hallo.\n")
    remedies = {fault[2]: fault[4] for fault in found}
    assert remedies["content/_index.md"] == f"Zet wat u wilt bewaren in content/{other}, en haal dit bestand weg."
    assert remedies.keys() == {"content/_index.md"} | ({"content/Index.md"} if other == "Index.md" else set())
    (tmp_path / "content/_index.md").unlink()
    (tmp_path / "content" / other).rename(tmp_path / "content/index.md")
    assert run_here("check", "--strict", "--source", str(tmp_path)).returncode == 0


@pytest.mark.parametrize("text", ["let: op\n", "nu: open\n\nKom langs.\n", "let: op\n---\n\nTekst.\n"])
def test_a_text_may_begin_with_a_word_and_a_colon(text: str, tmp_path: Path) -> None:
    assert faults(tmp_path, "index.md", text) == []


@pytest.mark.parametrize("ending", ["txt", "bib", "json", "ics", "webm", "vtt", "geojson", "R", "7z", "csv", "pdf"])
def test_a_file_of_any_type_beside_the_text_is_published(ending: str, tmp_path: Path) -> None:
    files = {f"a.{ending}": "verzonnen", f"b.{ending}": "los", "index.md": f"Zie [dit](a.{ending}).\n"}
    found = faults(make_source(tmp_path, files), "c.md", "Los.")
    assert [fault[1:3] for fault in found if fault[1] == "zwerfbestand"] == [
        ("zwerfbestand", f"content/b.{ending}"),
        ("zwerfbestand", "content/c.md"),
    ]
    assert [fault for fault in found if fault[0] == "error"] == []
    assert f"a.{ending}" in build(tmp_path)


def test_a_file_beside_the_text_that_may_run_something_is_one_message(tmp_path: Path) -> None:
    found = faults(make_source(tmp_path, {"a.html": "<p>"}), "index.md", "Zie [dit](a.html).\n")
    assert [fault[1:3] for fault in found] == [("actief-bestand", "content/index.md")]
    found = faults(tmp_path, "index.md", "Hallo.\n")
    assert [fault[1:3] for fault in found] == [("zwerfbestand", "content/a.html")]


def test_a_text_with_a_mistake_makes_no_file_beside_it_stray(tmp_path: Path) -> None:
    found = faults(make_source(tmp_path, {"a.csv": "1"}), "index.md", "---\nextra: [\n---\nZie [dit](a.csv).\n")
    assert {fault[2] for fault in found} == {"content/index.md"}


def test_the_configuration_cannot_be_linked(tmp_path: Path) -> None:
    found = faults(tmp_path, "index.md", "Zie [dit](site.yaml).\n")
    assert [fault[1] for fault in found] == ["bestand-ontbreekt"]


def test_files_beside_the_text_are_stray_if_nothing_refers_to_them(tmp_path: Path) -> None:
    make_source(tmp_path, {"site.yaml": SITE, "index.md": "Hallo [tabel](a.csv).\n", "a.csv": "1", "b.csv": "2"})
    done = run_here("check", "--source", str(tmp_path), "--format", "json")
    assert [(f["code"], f["file"]) for f in json.loads(done.stdout)] == [("zwerfbestand", "content/b.csv")]
