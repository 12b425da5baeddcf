"""Suggestions for broken links do no harm: each, typed literally instead of the link, gives the page that was meant."""

import json
import re
from pathlib import Path

import pytest

from support import make_source, project, run_here

SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>"
SITE = {
    "projecten/huurders.md": project("Huurders over hun huis", body="## Aanpak\n\n## Wat wij deden\n\nVerzonnen."),
    "projecten/wachttijden/index.md": project("Wachttijden", body="## Uitkomsten\n\n![Model](model.svg)"),
    "projecten/wachttijden/model.svg": SVG,
    "nieuws/2021/drie.md": "---\ntitel: Drie\ndatum: 2021-03-05\n---\n\nBericht.\n",
    "nieuws/Lang bericht (2021).md": "---\ntitel: Lang\ndatum: 2021-03-04\n---\n\n## Foto's\n\nTekst.\n",
    "paginas/over-ons.md": "---\ntitel: Over ons\n---\n\nTekst.\n",
}
HOUSE, WAIT, NEWS = "huurders.md", "wachttijden/index.md", "../nieuws/Lang%20bericht%20%282021%29.md"
DRIE, ABOUT = "../nieuws/2021/drie.md", "../paginas/over-ons.md"
MEANT = {
    # folders of projects
    "wachttijden": WAIT, "wachttijden/": WAIT, "../wachttijden/": WAIT, "../../wachttijden/": WAIT,
    "projecten/wachttijden/": WAIT, "wachttijden.md": WAIT, "wachttijden/index": WAIT, "wachttijden/#uitkomst":
    f"{WAIT}#uitkomsten", "/wachttijden/": WAIT, "../projecten/Wachttijden": WAIT,
    # addresses of visitors
    "huurders.html#aanpak": f"{HOUSE}#aanpak", "huurders.html#anpak": f"{HOUSE}#aanpak", "huurders.html#niets": HOUSE,
    "projecten/huurders.html": HOUSE, "../projecten/huurders": HOUSE, "huurders/": HOUSE, "../huurders/#aanpak":
    f"{HOUSE}#aanpak", "/projecten/huurders.php?id=2": HOUSE, "https://proef.example/projecten/huurders.html": HOUSE,
    "https://www.proef.example/oud/huurders.html#aanpak": f"{HOUSE}#aanpak", "proef.example/projecten/huurders/": HOUSE,
    "/nieuws/2021/drie/": DRIE, "../nieuws/drie.html": DRIE, "/nieuws/drie.md": DRIE, "../over-ons.html": ABOUT,
    "/paginas/over-ons.html": ABOUT, "/content/paginas/over-ons.md": ABOUT, "https://proef.example/over-on": ABOUT,
    # other spellings
    "Huurders.md": HOUSE, "Huurders": HOUSE, "HUURDERS.html": HOUSE, "huurder": HOUSE, "huurdes.htm": HOUSE,
    "huurders.MD": HOUSE, "huurders.markdown": HOUSE, "huurders.m": HOUSE, "huurders.md.": HOUSE,
    "huurders%20.md": HOUSE, "..\\projecten\\huurders.md#aanpak": f"{HOUSE}#aanpak", "wachttijden\\index.md": WAIT,
    "../nieuws/lang-bericht-2021": NEWS, "../nieuws/Lang%20bericht%202021.md#foto-s": f"{NEWS}#foto-s",
    "../nieuws/lang%20bericht.md": NEWS, "/nieuws/Lang%20bericht%20(2021)/": NEWS, "~/projecten/huurders.md": HOUSE,
    # headings
    "huurders.md#anpak": f"{HOUSE}#aanpak", "./huurders.md#wat%20wij%20deden": "./huurders.md#wat-wij-deden",
    "https://proef.example/projecten/huurders/#anpak": "https://proef.example/projecten/huurders/#aanpak",
    "/projecten/huurders/#wat_wij_deden": "/projecten/huurders/#wat-wij-deden",
    # lists, and sites without a scheme
    "projecten": "/projecten/", "../projecten.html": "/projecten/", "/nieuws.html": "/nieuws/", "/jaren": "/jaren/",
    "../index.html": "/", "www.elders.example/x": "https://www.elders.example/x", "elders.nl/x": "https://elders.nl/x",
}  # fmt: skip


def check(source: Path, links: list[str]) -> list[tuple[int, str]]:
    """Return the line and remedy of every fault, given a page with one link on each line from line 10 on."""
    body = "\n".join(f"[x]({link})" for link in links)
    make_source(source, {**SITE, "projecten/a.md": project("A", body=body)})
    result = run_here("check", "--source", str(source), "--format", "json")
    return [(fault["line"], fault["remedy"]) for fault in json.loads(result.stdout)]


def test_every_suggestion_works_and_is_what_was_meant(tmp_path: Path) -> None:
    links = [*MEANT]
    found = check(tmp_path, links)
    first = found[0][0]
    assert [line - first for line, _ in found] == [*range(len(links))]
    suggested = [re.fullmatch(r"Bedoelde u '(.*)'\?", remedy) for _, remedy in found]
    assert {link: match and match[1] for link, match in zip(links, suggested, strict=True)} == MEANT
    assert check(tmp_path, [*MEANT.values()]) == []


@pytest.mark.parametrize(
    "link", ["verhuizing.md", "zorg.html", "../nieuws/vier", "/projecten/", "../../geheim", "huurders.pdf", "x/"]
)
def test_a_link_that_resembles_nothing_gives_no_suggestion(link: str, tmp_path: Path) -> None:
    assert not [remedy for _, remedy in check(tmp_path, [link]) if "Bedoelde" in remedy]


def test_a_link_in_a_field_is_suggested_as_a_whole_address(tmp_path: Path) -> None:
    field = "links:\n  - titel: Proef\n    url: {}\n"
    for typed, url in {
        "https://proef.example/projecten/huurdrs.html#aanpak": "https://proef.example/projecten/huurders/#aanpak",
        "https://proef.example/projecten.html": "https://proef.example/projecten/",
        "https://proef.example/projecten/huurders/#anpak": "https://proef.example/projecten/huurders/#aanpak",
    }.items():
        for address, expected in ((typed, [f"Bedoelde u '{url}'?"]), (url, [])):
            make_source(tmp_path, {**SITE, "projecten/a.md": project("A", extra=field.format(address))})
            result = run_here("check", "--source", str(tmp_path), "--format", "json")
            assert [fault["remedy"] for fault in json.loads(result.stdout)] == expected


def missing(source: Path, files: dict[str, str]) -> list[str]:
    """Return the remedies for missing files in a site with ``files``."""
    make_source(source, files)
    result = run_here("check", "--source", str(source), "--format", "json")
    return [fault["remedy"] for fault in json.loads(result.stdout) if fault["code"] == "bestand-ontbreekt"]


WITHOUT = ["Zet het naast de pagina en schrijf de naam precies over, of haal de verwijzing weg."]


@pytest.mark.parametrize(
    ("typed", "picture", "near"),
    [
        ("noor-vos.jpg", "noor-bos.svg", ""),
        ("noor-vos.svg", "noor-bos.svg", ""),
        ("portret-noor.svg", "portret-anna.svg", ""),
        ("noor.svg", "noor-de-wit.svg", ""),
        ("portret.svg", "bo-vos.svg", "bo-vos.svg"),
        ("bo-vos.jpg", "Bo Vos.svg", "Bo Vos.svg"),
        ("bovos.svg", "bo-vos.svg", "bo-vos.svg"),
        ("Foto%20Bo.svg", "foto bo.svg", "foto bo.svg"),
    ],
)
def test_a_missing_portrait_is_never_that_of_a_colleague(typed: str, picture: str, near: str, tmp_path: Path) -> None:
    person = f"---\nnaam: Bo Vos\nfoto: {typed}\n---\n"
    found = missing(tmp_path, {"contactpersonen/bo-vos.md": person, f"contactpersonen/{picture}": SVG})
    assert found == ([f"Bedoelde u '{near}'?"] if near else WITHOUT)


def test_a_portrait_that_a_colleague_has_is_not_suggested(tmp_path: Path) -> None:
    files = {
        "contactpersonen/bo-vos.md": "---\nnaam: Bo Vos\nfoto: bo.jpg\n---\n",
        "contactpersonen/bo-bos.md": "---\nnaam: Bo Bos\nfoto: bo.svg\n---\n",
        "contactpersonen/bo.svg": SVG,
    }
    assert missing(tmp_path, files) == WITHOUT


def test_a_portrait_in_the_folder_of_the_person_is_suggested(tmp_path: Path) -> None:
    person = "---\nnaam: Bo Vos\nfoto: portet.svg\n---\n"
    files = {"contactpersonen/bo-vos/index.md": person, "contactpersonen/bo-vos/portret.svg": SVG}
    assert missing(tmp_path, files) == ["Bedoelde u 'portret.svg'?"]


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("figuur-3.svg", ""),
        ("kaart-2020.svg", ""),
        ("kaart-van-zeewijk-2021.svg", ""),
        ("kart-2021.svg", "kaart-2021.svg"),
        ("Kaart%202021.png", "kaart-2021.svg"),
        ("beelden\\plan.svg", "beelden/plan.svg"),
        ("eigen%20plaatj.svg", "eigen%20plaatje.svg"),
        ("ander.svg", ""),
        ("anders.png", "anders.svg"),
    ],
)
def test_a_missing_picture_is_only_one_that_really_resembles_it(typed: str, near: str, tmp_path: Path) -> None:
    pictures = ("figuur-1.svg", "figuur-2.svg", "kaart-2021.svg", "beelden/plan.svg", "eigen plaatje.svg", "anders.svg")
    files = {f"projecten/{name}": SVG for name in pictures}
    for name, link in (("a", typed), ("b", "anders.svg")):
        files[f"projecten/{name}.md"] = project(name, body=f"![Een kaart]({link})")
    assert missing(tmp_path, files) == ([f"Bedoelde u '{near}'?"] if near else WITHOUT)
    if near:
        make_source(tmp_path, {"projecten/a.md": project("a", body=f"![Een kaart]({near})")})
        assert missing(tmp_path, {}) == []


def test_the_file_that_was_meant_is_not_reported_as_well(tmp_path: Path) -> None:
    files = {
        "projecten/a.md": project("A", extra="rapport: raport.csv\n", body="![Een kaart](kart.svg)"),
        "projecten/rapport.csv": "a;b\n",
        "projecten/kaart.svg": SVG,
        "projecten/los.svg": SVG,
        "contactpersonen/bo-vos.md": "---\nnaam: Bo Vos\nfoto: bo.jpg\n---\n",
        "contactpersonen/bo-vos.svg": SVG,
    }
    make_source(tmp_path, files)
    found = json.loads(run_here("check", "--source", str(tmp_path), "--format", "json").stdout)
    codes = [(fault["code"], fault["file"].rpartition("/")[2]) for fault in found]
    missing_files = [("bestand-ontbreekt", "bo-vos.md"), *[("bestand-ontbreekt", "a.md")] * 2]
    assert sorted(codes) == sorted([*missing_files, ("zwerfbestand", "los.svg")])
