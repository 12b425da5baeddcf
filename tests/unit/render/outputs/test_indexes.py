"""Lists by year, with timelines and filters that link to the right page, and overviews by letter."""

import json
import re
from pathlib import Path

import pytest

from support import make_source
from vindplaats.cli import main
from vindplaats.render.facts.timeline import MAX_GAPLESS_YEARS, timeline

PROJECT = "---\ntitel: {}\nwerkveld: [{}]\nopdrachtgever: []\ncontactpersoon: Noor\njaar: {}\n---\n\nTekst {}.\n"


def source_of(folder: Path, *projects: tuple[str, int], **files: str) -> Path:
    """Write a source of projects, each with werkvelden and a year; a page of a list shows two of them."""
    pages = {f"projecten/p{n}.md": PROJECT.format(f"P{n}", *fields, n) for n, fields in enumerate(projects)}
    site = "naam: Proef\nbase_url: https://proef.example/\nper_pagina: 2\n"
    return make_source(folder, {**pages, "site.yaml": site, **files})


def build(source: Path) -> dict[str, str]:
    assert main(["build", "--source", str(source)]) == 0
    public = source / "public"
    return {p.parent.relative_to(public).as_posix(): p.read_text(encoding="utf-8") for p in public.rglob("index.html")}


def bars(page: str) -> list[tuple[str, str]]:
    """Return the link target and the text for screen readers of each bar of a timeline."""
    found = re.findall(r"<li><(?:a href=\"([^\"]*)\"|span[^>]*)><svg.*?</svg>(.*?)</(?:a|span)></li>", page)
    return [(url, re.sub(r"<[^>]+>", "", text)) for url, text in found]


def filters(page: str) -> list[tuple[str, str]]:
    nav = page[page.index('<nav class="filter"') :].split("</nav>", maxsplit=1)[0]
    return [
        (url, re.sub(r"<[^>]+>", "", text)) for url, text in re.findall(r"<li><a href=\"([^\"]*)\">(.*?)</li>", nav)
    ]


def test_a_werkveld_links_to_its_years_and_a_year_to_its_werkvelden(tmp_path: Path) -> None:
    site = build(source_of(tmp_path, ("Water, Lucht", 2021), ("Water", 2021), ("Water", 2021), ("Lucht", 2019)))
    assert bars(site["werkvelden/water"]) == []
    assert bars(site["werkvelden/lucht"]) == [
        ("../../werkvelden/lucht/2019/", "2019: 1 project"),
        ("", "2020: 0 projecten"),
        ("../../werkvelden/lucht/2021/", "2021: 1 project"),
    ]
    assert filters(site["jaren/2021"]) == [
        ("../../werkvelden/lucht/2021/", "Lucht 1 project"),
        ("../../werkvelden/water/2021/", "Water 3 projecten"),
    ]
    both = site["werkvelden/lucht/2021"]
    assert '<link rel="canonical" href="https://proef.example/werkvelden/lucht/2021/">' in both
    assert re.findall(r'href="[./]+projecten/(p\d)/', both) == ["p0"]
    assert filters(both) == [("../../../werkvelden/water/2021/", "Water 3 projecten")]
    assert '<span aria-current="page">' in both
    crumbs = both[both.index('class="kruimels"') :].split("</nav>")[0]
    assert re.findall(r">([^<>\n]+)</", crumbs) == ["Werkvelden", "Lucht", "Lucht in 2021"]
    assert re.findall(r'href="[./]+projecten/(p\d)/', site["werkvelden/water/2021/pagina/2"]) == ["p2"]
    assert not {"werkvelden/water/2019", "werkvelden/lucht/2020"} & site.keys()


def test_the_timeline_of_a_person_links_to_where_a_year_begins(tmp_path: Path) -> None:
    older = [("Lucht", 2019)] * 7
    site = build(source_of(tmp_path, ("Water", 2021), ("Water", 2020), ("Lucht", 2020), *older))
    page, second = site["contactpersonen/noor"], site["contactpersonen/noor/pagina/2"]
    assert [url for url, _ in bars(page)] == [
        "../../contactpersonen/noor/pagina/2/#vp-2019",
        "../../contactpersonen/noor/#vp-2020",
        "../../contactpersonen/noor/#vp-2021",
    ]
    assert re.findall(r'<h2 id="vp-(\d+)">', page) == ["2021", "2020"]
    assert re.findall(r'<h2 id="vp-(\d+)">', second) == ["2020", "2019"]
    assert filters(page) == [
        ("../../werkvelden/lucht/", "Lucht"),
        ("../../werkvelden/water/", "Water"),
    ]
    assert bars(second) == []
    few = build(source_of(tmp_path / "weinig", ("Water", 2021), ("Water", 2020)))["contactpersonen/noor"]
    assert bars(few) == []
    assert "2 projecten, 2020–2021" in few


def test_a_page_at_the_address_of_a_werkveld_in_a_year_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = source_of(tmp_path, ("Water", 2021), ("Water", 2020))
    page = source / "content/projecten/p1.md"
    text = page.read_text(encoding="utf-8").replace("jaar: 2020\n", "jaar: 2020\naliassen: /werkvelden/water/2021/\n")
    page.write_text(text, encoding="utf-8")
    assert main(["check", "--source", str(source), "--format", "json"]) == 1
    (fault,) = [d for d in json.loads(capsys.readouterr().out) if d["severity"] == "error"]
    assert fault["code"] == "dubbele-url"
    assert "/werkvelden/water/2021/" in fault["message"]


def test_long_overviews_are_grouped_by_letter(tmp_path: Path) -> None:
    people = ("Jan de Vries", "Émile Zee", "Bo Vos", "Ad 3", *(f"Cor Aa{chr(97 + n)}" for n in range(26)))
    more = {f"contactpersonen/p{n}.md": f"---\nnaam: {name}\n---\n" for n, name in enumerate(people)}
    more |= {f"contactpersonen/q{n}.md": f"---\nnaam: Dex Ba{chr(97 + n)}\n---\n" for n in range(14)}
    page = build(source_of(tmp_path, ("Water", 2021), **more))["contactpersonen"]
    assert re.findall(r'<h2 id="(vp-\w)">(.*?)</h2>', page) == [
        ("vp-0", "0–9"),
        ("vp-a", "A"),
        ("vp-b", "B"),
        ("vp-v", "V"),
        ("vp-w", "W"),
        ("vp-z", "Z"),
    ]
    assert re.findall(r'href="#(vp-\w)"', page) == ["vp-0", "vp-a", "vp-b", "vp-v", "vp-w", "vp-z"]
    short = build(source_of(tmp_path / "kort", ("Water", 2021)))["contactpersonen"]
    assert 'href="#vp-n' not in short


def test_authors_are_grouped_by_the_letter_that_they_are_sorted_under(tmp_path: Path) -> None:
    names = ["Stichting Platform", "De Zeeuwse Bank", "Jan de Vries", "Koen Van Daele", "Anna Warden Jr.", "Het Anker"]
    names += [f"Cor Ba{chr(97 + n)}" for n in range(26)] + [f"Dex Ca{chr(97 + n)}" for n in range(14)]
    source = source_of(tmp_path, ("Water", 2021))
    page = source / "content/projecten/p0.md"
    page.write_text(page.read_text(encoding="utf-8").replace("jaar:", f"auteurs: {names}\njaar:", 1), encoding="utf-8")
    groups = build(source)["publicaties"].split("<h2 id=")[1:]
    found = {group[1:5]: re.findall("|".join(names[:6]), group) for group in groups}
    assert {letter: found[letter] for letter in found if found[letter]} == {
        "vp-a": ["Het Anker"],
        "vp-s": ["Stichting Platform"],
        "vp-v": ["Koen Van Daele", "Jan de Vries"],
        "vp-w": ["Anna Warden Jr."],
        "vp-z": ["De Zeeuwse Bank"],
    }


def test_a_timeline_shows_years_without_projects_unless_there_are_too_many() -> None:
    near = timeline([(2000, 1), (2000 + MAX_GAPLESS_YEARS - 1, 4)], str)
    assert [(bar.aantal, bar.hoogte, bar.url) for bar in (near[0], near[1], near[-1])] == [
        (1, 25, "2000"),
        (0, 0, ""),
        (4, 100, str(2000 + MAX_GAPLESS_YEARS - 1)),
    ]
    assert len(near) == MAX_GAPLESS_YEARS
    assert [bar.jaar for bar in timeline([(1900, 1), (1900 + MAX_GAPLESS_YEARS, 4)], str)] == [
        1900,
        1900 + MAX_GAPLESS_YEARS,
    ]
    assert timeline([(2021, 3)], str) == ()
