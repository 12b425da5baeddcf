"""Citations on the site: their files, their addresses, the meta elements of pages, and collisions with other files."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from jsonschema import Draft202012Validator

from support import make_source, pdf, project, tree
from vindplaats.cli import main
from vindplaats.media.pdf import MAX_PDF_BYTES
from vindplaats.render.citations.scholar import MAX_REPORT_BYTES
from vindplaats.render.routing import addresses

FILES = {
    "projecten/vis.md": project("Vis", jaar="2020", extra='auteurs: ["Vries, Jan de", Bo Aa]\n', body="Een."),
    "projecten/net.md": project("Net", extra="auteurs: [Jan de Vries, Proef]\nslug: netten\n", body="Twee."),
    "projecten/zee.md": project("Zee & meer", extra="publicatiedatum: 2022-05-12\n", body="Drie."),
    "werkvelden/water.md": "---\ntitel: Water\n---\n",
    "werkvelden/lucht.md": "---\ntitel: Lucht\n---\n",
    "nieuws/n.md": "---\ntitel: Nieuws\ndatum: 2021-01-01\nproject: vis\n---\nTekst.\n",
}


def site(folder: Path, files: dict[str, str]) -> dict[str, str]:
    assert main(["build", "--source", str(make_source(folder, files))]) == 0
    found = tree(folder / "public")
    return {
        path: data.decode()
        for path, data in found.items()
        if path.endswith((".html", ".bib", ".ris", ".json")) and path not in {"feed.json", "zoeken/woorden.json"}
    }


def faults(folder: Path, files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["check", "--source", str(make_source(folder, files)), "--format", "json"]) == 1
    reported: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return reported


def metas(page: str, name: str) -> list[str]:
    return re.findall(f'<meta name="{re.escape(name)}" content="([^"]*)">', page)


def test_every_study_and_every_list_of_studies_has_citation_files(tmp_path: Path) -> None:
    found = site(tmp_path, FILES)
    places = ["projecten/vis/vis", "projecten/netten/netten", "projecten/zee/zee", "projecten/projecten"]
    places += ["werkvelden/water/water", "jaren/2020/2020", "jaren/2021/2021"]
    exports = {path for path in found if not path.endswith(".html")}
    assert exports == {f"{place}.{form}" for place in places for form in ("bib", "ris", "json")}
    for place, keys in (
        ("projecten/projecten", ["net", "vis", "zee"]),
        ("werkvelden/water/water", ["net", "vis", "zee"]),
        ("jaren/2020/2020", ["vis"]),
        ("projecten/netten/netten", ["net"]),
    ):
        assert sorted(entry.key for entry in parse_string(found[f"{place}.bib"]).entries) == keys
        assert sorted(entry["id"] for entry in rispy.loads(found[f"{place}.ris"])) == keys
        assert sorted(item["id"] for item in json.loads(found[f"{place}.json"])) == keys


def test_the_citations_of_a_list_have_the_order_of_its_page(tmp_path: Path) -> None:
    found = site(tmp_path, FILES)
    shown = re.findall(r'<h3><a href="../projecten/(\w+)/', found["projecten/index.html"])
    listed = [item["URL"].split("/")[-2] for item in json.loads(found["projecten/projecten.json"])]
    assert listed == shown
    assert len(shown) == 3


def test_a_site_without_studies_has_no_citation_files(tmp_path: Path) -> None:
    assert {path for path in site(tmp_path, {}) if not path.endswith(".html")} == set()


def test_pages_of_studies_have_scholar_elements_and_news_does_not(tmp_path: Path) -> None:
    found = site(tmp_path, FILES)
    page = found["projecten/zee/index.html"]
    assert metas(page, "citation_title") == metas(page, "DC.title") == ["Zee &amp; meer"]
    assert metas(page, "citation_author") == ["Proef,"]
    assert metas(page, "citation_publication_date") == ["2022/05/12"]
    assert metas(page, "citation_public_url") == ["https://proef.example/projecten/zee/"]
    assert '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">' in page
    assert metas(found["projecten/vis/index.html"], "citation_author") == ["Vries, Jan de", "Aa, Bo"]
    for path, text in found.items():
        assert ("citation_" in text or "DC." in text) == (
            re.fullmatch(r"projecten/\w+/index\.html", path) is not None
        ), path


@pytest.mark.parametrize(
    ("name", "size", "warned"),
    [
        ("rapport.pdf", MAX_REPORT_BYTES, False),
        ("rapport.pdf", MAX_REPORT_BYTES + 1, True),
        ("rapport.pdf", MAX_PDF_BYTES + 1, False),  # another warning says that it is too large to be searched
        ("rapport.docx", 9 * MAX_REPORT_BYTES, False),
        ("a b.pdf", 900, False),
    ],
)
def test_a_report_is_linked_for_scholar_if_scholar_can_read_it(
    tmp_path: Path, name: str, size: int, warned: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"projecten/vis/index.md": project("Vis", extra=f'rapport: "{name}"\n'), f"projecten/vis/{name}": ""}
    path = make_source(tmp_path, files) / "content/projecten/vis" / name
    path.write_bytes(pdf() + b"\n%".ljust(size - len(pdf()), b"x"))
    assert main(["build", "--source", str(tmp_path), "--format", "json"]) == 0
    found = [d for d in json.loads(capsys.readouterr().out) if d["code"] == "rapport-te-groot"]
    assert [(d["file"], d["line"]) for d in found] == [("content/projecten/vis/index.md", 7)] * warned
    page = (tmp_path / "public/projecten/vis/index.html").read_text(encoding="utf-8")
    url = "https://proef.example/projecten/vis/" + name.replace(" ", "%20")
    assert metas(page, "citation_pdf_url") == [url] * (name.endswith(".pdf") and size <= MAX_REPORT_BYTES)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"<html></html>", pdf(0), pdf(2)[:-60]])
def test_a_report_that_nobody_can_open_is_offered_to_no_machine(tmp_path: Path, data: bytes) -> None:
    source = make_source(tmp_path, {"projecten/vis/index.md": project("Vis", extra="rapport: r.pdf\n")})
    (source / "content/projecten/vis/r.pdf").write_bytes(data)
    assert main(["build", "--source", str(source)]) == 0
    page = (source / "public/projecten/vis/index.html").read_text(encoding="utf-8")
    assert metas(page, "citation_pdf_url") == []
    assert "MediaObject" not in page
    assert 'rel="item"' not in page
    assert 'href="../../projecten/vis/r.pdf"' in page


def test_a_report_outside_the_folder_of_its_page_is_not_linked_for_scholar(tmp_path: Path) -> None:
    files = {
        "projecten/vis/index.md": project("Vis", extra="rapport: pdf/rapport.pdf\n"),
        "projecten/vis/pdf/rapport.pdf": "x",
    }
    assert metas(site(tmp_path, files)["projecten/vis/index.html"], "citation_pdf_url") == []


@pytest.mark.parametrize("name", ["vis.bib", "vis.json", "VIS.RIS"])
def test_a_file_at_the_address_of_a_citation_is_reported_with_both(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"projecten/vis/index.md": project("Vis", extra=f"bijlagen: {name}\n"), f"projecten/vis/{name}": "x"}
    (fault,) = [d for d in faults(tmp_path, files, capsys) if d["severity"] == "error"]
    assert (fault["code"], fault["file"], fault["line"]) == ("dubbele-url", "content/projecten/vis/index.md", 7)
    assert f"/projecten/vis/{name} " in fault["message"]
    assert "content/projecten/vis/index.md" in fault["message"]


@pytest.mark.parametrize(
    "path", ["/projecten/projecten.bib/", "/projecten/vis/vis.ris/x.html", "/jaren/2021/2021.json/x/"]
)
def test_an_alias_at_the_address_of_a_citation_is_reported(
    tmp_path: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"projecten/vis.md": project("Vis", extra=f"aliassen: {path}\n")}
    (fault,) = [d for d in faults(tmp_path, files, capsys) if d["severity"] == "error"]
    assert (fault["code"], fault["line"]) == ("dubbele-url", 7)


def test_other_files_with_such_names_are_allowed_and_citations_can_be_linked(tmp_path: Path) -> None:
    files = {
        "projecten/vis/index.md": project(
            "Vis", extra="bijlagen: [net.bib, vis.txt]\n", body="Zie [BibTeX](/projecten/vis/vis.bib)."
        ),
        "projecten/vis/net.bib": "x",
        "projecten/vis/vis.txt": "x",
    }
    assert '"../../projecten/vis/vis.bib"' in site(tmp_path, files)["projecten/vis/index.html"]


def test_a_link_to_a_missing_citation_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"projecten/vis.md": project("Vis", body="[x](/projecten/vis/net.bib) [y](/werkvelden/lucht/lucht.bib)")}
    assert [d["code"] for d in faults(tmp_path, files, capsys) if d["severity"] == "error"] == ["kapotte-link"] * 2


def test_authors_have_pages_and_projects_link_to_them(tmp_path: Path) -> None:
    found = site(tmp_path, FILES)
    overview = found["publicaties/index.html"]
    assert re.findall(r'<li><a href="../publicaties/([\w-]+)/">([^<]+)</a>.*?(\d) project', overview) == [
        ("bo-aa", "Bo Aa", "1"),
        ("jan-de-vries", "Jan de Vries", "2"),
    ]
    page = found["publicaties/jan-de-vries/index.html"]
    assert "<h1>Jan de Vries</h1>" in page
    assert re.findall(r'<h3><a href="../../projecten/(\w+)/', page) == ["netten", "vis"]
    assert 'content="2 projecten van Proef met auteur Jan de Vries."' in page
    assert '<dd><a href="../../publicaties/jan-de-vries/">Jan de Vries</a></dd>' in found["projecten/vis/index.html"]
    assert "<dd>Proef</dd>" in found["projecten/netten/index.html"]
    assert '<a href="../publicaties/"' in found["jaren/index.html"]


def test_the_menu_omits_authors_if_there_are_none(tmp_path: Path) -> None:
    found = site(tmp_path, {"projecten/zee.md": FILES["projecten/zee.md"]})
    assert "publicaties/" not in found["jaren/index.html"]
    assert "Zodra een project zijn auteurs noemt" in found["publicaties/index.html"]


def test_a_changed_study_renders_its_citations_and_those_of_its_lists(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site(tmp_path, FILES)
    make_source(tmp_path, {"projecten/vis.md": FILES["projecten/vis.md"].replace("Bo Aa", "Bo Bos")})
    capsys.readouterr()
    assert main(["build", "--source", str(tmp_path), "--explain"]) == 0
    made = set(
        re.findall(
            r"^([\w./-]+\.(?:bib|ris|json)): hoe projecten/vis wordt geciteerd", capsys.readouterr().err, re.MULTILINE
        )
    )
    places = ("projecten/vis/vis", "projecten/projecten", "werkvelden/water/water", "jaren/2020/2020")
    assert made == {f"{place}.{form}" for place in places for form in ("bib", "ris", "json")}


CHOICE = "naam: Proef\nbase_url: https://proef.example/\nexporten: {}\n"


def test_a_site_has_only_the_citation_files_that_it_chooses(tmp_path: Path) -> None:
    all_of_them = site(tmp_path / "alle", FILES)
    chosen = site(tmp_path / "keuze", {**FILES, "site.yaml": CHOICE.format("[csl, bib]")})
    exports = {path: text for path, text in all_of_them.items() if not path.endswith(".html")}
    kept = {path: text for path, text in exports.items() if not path.endswith(".ris")}
    assert {path: text for path, text in chosen.items() if not path.endswith(".html")} == kept
    assert not re.search("Zotero|EndNote|LaTeX", chosen["projecten/index.html"])  # a format may be for one of them
    for path in ("projecten/vis/index.html", "projecten/index.html", "werkvelden/water/index.html"):
        assert re.findall(r">(BibTeX|RIS|CSL-JSON)</a>", chosen[path]) == ["BibTeX", "CSL-JSON"], path
    described = re.findall(r'<link rel="describedby" href="[^"]*/(vis\.\w+)"', chosen["projecten/vis/index.html"])
    assert described == ["vis.bib", "vis.json"]


def test_a_site_without_citation_files_mentions_none(tmp_path: Path) -> None:
    chosen = site(tmp_path, {**FILES, "site.yaml": CHOICE.format("[]")})
    assert {path for path in chosen if not path.endswith(".html")} == set()
    for path, text in chosen.items():
        assert not re.search(r"\.bib|\.ris|BibTeX|CSL-JSON|describedby|Meenemen|titelbeschrijvingen", text), path
        assert not re.search(r"</h2>\s*</section>", text), path
    assert '<p class="citaat">' in chosen["projecten/vis/index.html"]
    assert "<h2>Volgen</h2>" in chosen["projecten/index.html"]


def test_a_format_that_the_site_lacks_reserves_no_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "projecten/vis/index.md": project("Vis", extra="bijlagen: vis.ris\naliassen: /projecten/projecten.json/\n"),
        "projecten/vis/vis.ris": "x",
    }
    chosen = site(tmp_path / "bib", {**files, "site.yaml": CHOICE.format("bib")})
    assert {"projecten/vis/vis.ris", "projecten/projecten.json/index.html"} <= set(chosen)
    codes = [d["code"] for d in faults(tmp_path / "alle", files, capsys) if d["severity"] == "error"]
    assert codes == ["dubbele-url"] * 2


def test_a_link_to_a_citation_that_the_site_lacks_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"projecten/vis.md": project("Vis", body="[x](/projecten/vis/vis.ris) [y](/projecten/vis/vis.bib)")}
    reported = faults(tmp_path, {**files, "site.yaml": CHOICE.format("bib")}, capsys)
    assert [d["code"] for d in reported if d["severity"] == "error"] == ["kapotte-link"]


def test_another_choice_of_citation_files_gives_what_a_clean_build_gives(tmp_path: Path) -> None:
    site(tmp_path / "na", FILES)
    for choice in ("[]", "[ris]", "[bib, ris, csl]", "csl"):
        later = {**FILES, "site.yaml": CHOICE.format(choice)}
        assert site(tmp_path / "na", later) == site(tmp_path / choice, later)


CSL_ITEMS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title", "URL"],
        "properties": {
            "id": {"type": "string"},
            "type": {"const": "webpage"},
            "title": {"type": "string"},
            "URL": {"type": "string", "format": "uri"},
        },
        "additionalProperties": False,
    },
}
"""The part of the schema of CSL's input that the index of years uses."""


@pytest.fixture
def of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the citations of all studies in the files of years if there are more than two."""
    monkeypatch.setattr(addresses, "MAX_CITATION_LIST", 2)


def read_back(found: dict[str, str], place: str) -> dict[str, list[tuple[str, str]]]:
    """Return the key and the address of each entry of a citation file, by format, as other programs read them."""
    library = parse_string(found[f"{place}.bib"])
    assert library.failed_blocks == []
    return {
        "bib": [(entry.key, entry.fields_dict["url"].value) for entry in library.entries],
        "ris": [(entry["id"], entry["urls"][0]) for entry in rispy.loads(found[f"{place}.ris"])],
        "json": [(item["id"], item["URL"]) for item in json.loads(found[f"{place}.json"])],
    }


@pytest.mark.usefixtures("of_two")
def test_the_citations_of_many_studies_are_those_of_years_with_an_index(tmp_path: Path) -> None:
    found = site(tmp_path, FILES)
    lists = {re.sub(r"\.\w+$", "", path) for path in found if not path.endswith(".html")}
    parts = ["jaren/2021/2021", "jaren/2020/2020"]
    assert {place for place in lists if "projecten/" not in place or place == "projecten/projecten"} == {
        "projecten/projecten", "werkvelden/water/water", *parts
    }  # fmt: skip
    for form, entries in read_back(found, "projecten/projecten").items():
        assert [url for _, url in entries] == [f"https://proef.example/{part}.{form}" for part in parts]
        studies = [key for part in parts for key, _ in read_back(found, part)[form]]
        assert sorted(studies) == ["net", "vis", "zee"]
        assert not {key for key, _ in entries} & set(studies)
    index = json.loads(found["projecten/projecten.json"])
    assert list(Draft202012Validator(CSL_ITEMS).iter_errors(index)) == []
    assert [item["title"] for item in index] == [
        f"Titelbeschrijvingen van onderzoek uit {year}" for year in ("2021", "2020")
    ]


@pytest.mark.usefixtures("of_two")
def test_the_citations_of_a_werkveld_are_never_split(tmp_path: Path) -> None:
    found = site(tmp_path, FILES)
    for entries in read_back(found, "werkvelden/water/water").values():
        assert sorted(key for key, _ in entries) == ["net", "vis", "zee"]
    assert ">BibTeX</a>" in found["werkvelden/water/index.html"]


def test_no_address_depends_on_the_number_of_studies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = site(tmp_path / "heel", FILES)
    monkeypatch.setattr(addresses, "MAX_CITATION_LIST", 2)
    in_years = site(tmp_path / "jaren", FILES)
    assert whole.keys() == in_years.keys()
    changed = {path for path, text in whole.items() if in_years[path] != text}
    assert changed == {
        f"projecten/{name}" for name in ("index.html", *(f"projecten.{x}" for x in ("bib", "ris", "json")))
    }


@pytest.mark.usefixtures("of_two")
def test_the_page_of_all_projects_leads_to_the_citations_of_each_year(tmp_path: Path) -> None:
    found = site(tmp_path, FILES)
    page = found["projecten/index.html"]
    assert "BibTeX" not in page
    after = page.partition("<h2>Volgen en meenemen</h2>")[2]
    assert re.findall(r'<li><a href="[./]*(jaren/[^"]*)">([^<]*)</a></li>', after) == [
        (f"jaren/{year}/", f"Titelbeschrijvingen uit {year}") for year in ("2021", "2020")
    ]
    for year in ("2021", "2020"):
        links = re.findall(r'href="[./]*([^"]*)">(?:BibTeX|RIS|CSL-JSON)<', found[f"jaren/{year}/index.html"])
        assert links == [f"jaren/{year}/{year}.{form}" for form in ("bib", "ris", "json")]
        assert set(links) <= set(found)


@pytest.mark.usefixtures("of_two")
def test_many_projects_without_citation_files_lead_nowhere(tmp_path: Path) -> None:
    found = site(tmp_path, FILES | {"site.yaml": CHOICE.format("[]")})
    assert {path for path in found if not path.endswith(".html")} == set()
    assert not any("titelbeschrijvingen" in text.lower() for text in found.values())


@pytest.mark.usefixtures("of_two")
def test_a_list_that_becomes_long_or_short_gives_what_a_clean_build_gives(tmp_path: Path) -> None:
    long = {path: text for path, text in FILES.items() if path != "nieuws/n.md"}
    short = {path: text for path, text in long.items() if path != "projecten/vis.md"}
    source = tmp_path / "na"
    seen = []
    for number, files in enumerate((short, long, short, long)):
        if files is short:
            (source / "content/projecten/vis.md").unlink(missing_ok=True)
        clean = site(tmp_path / str(number), files)
        assert site(source, files) == clean
        seen.append("jaren/2020/2020.bib" in clean)
    assert seen == [False, True, False, True]


@pytest.mark.usefixtures("of_two")
def test_an_edit_rewrites_only_the_citations_of_its_year_and_werkvelden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site(tmp_path, FILES)
    make_source(tmp_path, {"projecten/vis.md": FILES["projecten/vis.md"].replace("titel: Vis", "titel: Vissen")})
    capsys.readouterr()
    assert main(["build", "--source", str(tmp_path), "--explain"]) == 0
    made = set(re.findall(r"^([\w./-]+\.(?:bib|ris|json)): ", capsys.readouterr().err, re.MULTILINE))
    places = ("projecten/vis/vis", "jaren/2020/2020", "werkvelden/water/water")
    assert made - {"feed.json"} == {f"{place}.{form}" for place in places for form in ("bib", "ris", "json")}


def test_lists_up_to_the_limit_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "MAX_CITATION_LIST", 3)
    at_limit = site(tmp_path / "grens", FILES)
    monkeypatch.undo()
    assert at_limit == site(tmp_path / "gewoon", FILES)
