"""Series on the site: their own pages, and the links between editions."""

import json
import re
from pathlib import Path

import pytest

from support import make_source, project, tree
from vindplaats.cli import main

FILES = {
    "projecten/a.md": project("Monitor 2018", jaar="2018", extra="reeks: Monitor wonen\n", body="Een."),
    "projecten/b.md": project("Monitor 2019, deel 1", jaar="2019", extra="reeks: Monitor wonen\n", body="Twee."),
    "projecten/c.md": project("Monitor, deel 2", jaar="2019", extra="reeks: monitor-wonen\n", body="Drie."),
    "projecten/d.md": project("Monitor 2020", jaar="2020", extra="reeks: Monitor wonen\n", body="Vier."),
    "projecten/e.md": project("Los", jaar="2020", body="Vijf."),
}


def pages(folder: Path, files: dict[str, str]) -> dict[str, str]:
    source = make_source(folder, files)
    assert main(["build", "--source", str(source)]) == 0
    return {path: data.decode() for path, data in tree(source / "public").items() if path.endswith(".html")}


def others(page: str) -> list[tuple[str, str]]:
    found = re.search(r'<nav class="edities".*?</nav>', page, re.DOTALL)
    links = re.findall(r'href="../../(.*?)">(.*?)</a>', found[0]) if found else []
    return [
        (url, re.sub(r'<span class="sr">(.*)</span>', r"(\1)", words).replace("<span>", "").replace("</span>", ""))
        for url, words in links
    ]


def test_each_edition_links_to_the_others_by_year_oldest_first(tmp_path: Path) -> None:
    site = pages(tmp_path, FILES)
    assert others(site["projecten/d/index.html"]) == [
        ("projecten/a/", "2018(: Monitor 2018)"),
        ("projecten/b/", "Monitor 2019, deel 1"),
        ("projecten/c/", "2019: Monitor, deel 2"),
    ]
    assert [url for url, _ in others(site["projecten/b/index.html"])] == [
        "projecten/a/",
        "projecten/c/",
        "projecten/d/",
    ]
    assert others(site["projecten/e/index.html"]) == []
    assert '<a href="../../reeksen/monitor-wonen/">Monitor wonen</a>' in site["projecten/c/index.html"]


def test_a_series_has_its_own_page_and_is_in_the_overview(tmp_path: Path) -> None:
    site = pages(tmp_path, FILES)
    page = site["reeksen/monitor-wonen/index.html"]
    assert "<h1>Monitor wonen</h1>" in page
    assert "4 projecten" in page
    assert re.findall(r"projecten/(\w)/", page.partition("<body>")[2]) == ["d", "b", "c", "a"]
    assert 'href="../reeksen/monitor-wonen/"' in site["reeksen/index.html"]
    assert '<a href="../reeksen/"' in site["jaren/index.html"]


def test_the_menu_omits_series_if_there_are_none(tmp_path: Path) -> None:
    site = pages(tmp_path, {"projecten/e.md": FILES["projecten/e.md"]})
    assert "reeksen/" not in site["jaren/index.html"]
    assert "Hier staat nog niets" in site["reeksen/index.html"]


def test_two_series_at_one_address_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "projecten/a.md": project("A", extra='reeks: "Wind & Water"\n', body="Een."),
        "projecten/b.md": project("B", extra="reeks: Wind Water\n", body="Twee."),
    }
    assert main(["check", "--source", str(make_source(tmp_path, files)), "--format", "json"]) == 1
    (fault,) = [d for d in json.loads(capsys.readouterr().out) if d["severity"] == "error"]
    assert (fault["code"], fault["file"], fault["line"]) == ("dubbele-url", "content/projecten/b.md", 7)
    assert "/reeksen/wind-water/" in fault["message"]
    assert "Wind & Water" in fault["message"]
    assert "andere naam" in fault["remedy"]


def test_editions_of_the_same_year_are_not_linked_and_a_title_has_its_language(tmp_path: Path) -> None:
    files = {name: FILES[name] for name in ("projecten/b.md", "projecten/c.md")}
    files["projecten/c.md"] = files["projecten/c.md"].replace("jaar: 2019", "jaar: 2019\ntaal: en")
    site = pages(tmp_path, files)
    assert ">Andere edities</h2>" in site["projecten/b/index.html"]
    assert '<span lang="en">Monitor, deel 2</span>' in site["projecten/b/index.html"]


def test_a_name_without_letters_is_reported_with_a_remedy_that_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A", extra='reeks: "!!!"\n')})
    assert main(["check", "--source", str(source), "--format", "json"]) == 1
    (fault,) = [d for d in json.loads(capsys.readouterr().out) if d["severity"] == "error"]
    assert (fault["code"], "letters" in fault["remedy"]) == ("ongeldige-slug", True)
