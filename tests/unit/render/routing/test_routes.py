"""Reserved addresses: no page, alias or file can take an address of the site itself, but pages may link to them."""

import json
from pathlib import Path

import pytest

from support import AS_OF, make_source, pdf, project
from vindplaats.cli import main

WATER = "---\ntitel: Water\n---\n"


def reported(source: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    main(["check", "--source", str(source), "--as-of", AS_OF, "--format", "json"])
    return [(d["code"], d["message"]) for d in json.loads(capsys.readouterr().out)]


@pytest.mark.parametrize(
    "name", ["feed.xml", "feed.json", "sitemap.xml", "sitemap-1.xml", "sitemap-12.xml", "robots.txt",
             "site.webmanifest", "werkvelden/water/feed.xml", "Feed.XML", "feed.xml/verder"]
)  # fmt: skip
def test_an_alias_at_a_reserved_address_is_reported(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project("A", extra=f"aliassen: [/{name}/]\n")
    source = make_source(tmp_path, {"projecten/a.md": page, "werkvelden/water.md": WATER})
    assert reported(source, capsys) == [("dubbele-url", f"/{name}/ is van de site zelf.")]


@pytest.mark.parametrize("name", ["feeds.xml", "sitemap-x.xml", "projecten/feed.xml", "nieuws/water/feed.xml"])
def test_an_address_similar_to_a_reserved_one_is_allowed(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project("A", extra=f"aliassen: [/{name}/]\n")
    source = make_source(tmp_path, {"projecten/a.md": page, "werkvelden/water.md": WATER})
    assert reported(source, capsys) == []


def test_a_file_at_the_address_of_a_feed_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"werkvelden/water/index.md": f"{WATER}[Volg](feed.xml)\n", "werkvelden/water/feed.xml": "<a/>"}
    source = make_source(tmp_path, {"projecten/a.md": project("A"), **files})
    assert [code for code, _ in reported(source, capsys)] == ["actief-bestand"]


def test_pages_may_link_to_reserved_addresses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "[Volg](/feed.xml), [zo](/feed.json), [water](/werkvelden/water/feed.xml), [kaart](/sitemap.xml)"
    source = make_source(tmp_path, {"projecten/a.md": project("A", body=body), "werkvelden/water.md": WATER})
    assert reported(source, capsys) == []
    source = make_source(tmp_path, {"projecten/a.md": project("A", body="[Volg](/nieuws/feed.xml)")})
    assert [code for code, _ in reported(source, capsys)] == ["kapotte-link"]


def test_clients_that_differ_in_a_plus_or_hash_have_their_own_addresses(tmp_path: Path) -> None:
    page = project("A").replace("opdrachtgever: []", "opdrachtgever: [Zorg, Zorg+, C, C+, C++, C#]")
    assert "C++" in page
    source = make_source(tmp_path, {"projecten/a.md": page, "opdrachtgevers/zorg.md": "---\nnaam: Zorg\n---\n"})
    assert main(["build", "--source", str(source), "--as-of", AS_OF]) == 0
    names = {path.name for path in (source / "public" / "opdrachtgevers").iterdir() if path.is_dir()}
    assert names == {"zorg", "zorg-plus", "c", "c-plus", "c-plus-plus", "c-sharp"}


def folders(source: Path, kind: str) -> dict[str, str]:
    """Build the site, and return the first heading of each page directly below a list, by the name of its folder."""
    assert main(["build", "--source", str(source), "--as-of", AS_OF]) == 0
    pages = {path.parent.name: path.read_text() for path in (source / "public" / kind).glob("*/index.html")}
    return {name: text.partition("<h1>")[2].partition("</h1>")[0].strip() for name, text in pages.items()}


@pytest.mark.parametrize("names", [["Bos & Mol", "Bos Mol"], ["Bos Mol", "Bos & Mol"]])
def test_different_clients_with_one_slug_have_their_own_addresses_in_any_order(
    names: list[str], tmp_path: Path
) -> None:
    files = {
        f"projecten/{file}.md": project(file, body=file).replace("opdrachtgever: []", f"opdrachtgever: ['{name}']")
        for file, name in zip("ab", names, strict=True)
    }
    found = folders(make_source(tmp_path, files), "opdrachtgevers")
    assert found == {"bos-mol": "Bos &amp; Mol", "bos-mol-2": "Bos Mol"}


def test_a_person_and_an_organisation_of_one_name_have_their_own_addresses(tmp_path: Path) -> None:
    page = project("A", extra='auteurs: [Jan Bos, "{Jan Bos}", "{Jan & Bos}", "{Jan Bos 2}"]\n')
    found = folders(make_source(tmp_path, {"projecten/a.md": page}), "publicaties")
    assert found.keys() == {"jan-bos", "jan-bos-2", "jan-bos-3", "jan-bos-2-2"}


def test_the_address_of_a_name_with_a_dotted_y_is_that_of_ij(tmp_path: Path) -> None:
    page = project("A", extra="auteurs: [Jan van Dÿk, Jan van Dyk]\n")
    found = folders(make_source(tmp_path, {"projecten/a.md": page}), "publicaties")
    assert found == {"jan-van-dijk": "Jan van Dÿk", "jan-van-dyk": "Jan van Dyk"}


def with_pdf(folder: Path, files: dict[str, str], name: str = "r.pdf") -> Path:
    """Write a source with a project ``a`` that has a report."""
    source = make_source(folder, files)
    (source / "content/projecten/a" / name).write_bytes(pdf(title="Kwallen", tagged=True, lang="nl"))
    return source


def test_a_file_at_the_address_of_a_first_page_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = project("A", extra="rapport: r.pdf\nbijlagen: [R-voorblad.webp]\n")
    source = with_pdf(tmp_path, {"projecten/a/index.md": page, "projecten/a/R-voorblad.webp": "x"})
    (found,) = reported(source, capsys)
    assert found[0] == "dubbele-url"
    assert "een verkleinde versie van 'content/projecten/a/r.pdf'" in found[1]


def test_a_picture_with_the_name_of_a_report_may_be_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project("A", extra="rapport: r.pdf\nbijlagen: [r.webp]\n")
    source = with_pdf(tmp_path, {"projecten/a/index.md": page, "projecten/a/r.webp": "x"})
    assert reported(source, capsys) == []


def test_a_report_that_is_named_twice_or_shared_is_no_collision(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project("A", extra="rapport: r.pdf\nbijlagen: [r.pdf]\n")
    other = project("B", jaar="2019", extra="rapport: ../a/r.pdf\n")
    source = with_pdf(tmp_path, {"projecten/a/index.md": page, "projecten/b/index.md": other})
    assert reported(source, capsys) == []
    assert main(["build", "--source", str(source), "--as-of", AS_OF]) == 0
    found = {path.relative_to(source / "public").as_posix() for path in source.rglob("*-voorblad.webp")}
    assert len(found) == 2


def test_a_report_with_a_name_of_the_maximum_length_has_no_first_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = f"{'n' * 196}.pdf"
    page = project("A", extra=f"rapport: {name}\n")
    source = with_pdf(tmp_path, {"projecten/a/index.md": page}, name)
    assert reported(source, capsys) == []
    assert main(["build", "--source", str(source), "--as-of", AS_OF]) == 0
    assert not list(source.rglob("*-voorblad.webp"))
