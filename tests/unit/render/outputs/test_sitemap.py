"""The sitemap lists every page that search engines may show once, with a real date or none."""

import re
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from rich_site import BASE, build, rich_source
from support import AS_OF, make_source, project
from vindplaats.cli import main
from vindplaats.render.facts import sitemap_days

SCHEMA = Path(__file__).parents[3] / "schemas/sitemap.xsd"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def addresses(file: Path, schema: etree.XMLSchema) -> dict[str, str]:
    """Return every address in a file of the sitemap with its date, after validating the file against the schema."""
    tree = etree.parse(str(file))
    schema.assertValid(tree)
    return {place[0].text or "": (place[1].text or "") if len(place) > 1 else "" for place in tree.getroot()}


def canonical(site: Path) -> set[str]:
    """Return the canonical addresses of all pages that may be indexed."""
    found = set()
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if '<meta name="robots" content="noindex">' not in text:
            found |= set(re.findall('<link rel="canonical" href="([^"]*)">', text))
    return found


def test_every_page_is_in_the_sitemap(site: Path, schema: etree.XMLSchema) -> None:
    found = addresses(site / "sitemap.xml", schema)
    assert found.keys() == canonical(site)
    robots = RobotFileParser()
    robots.parse((site / "robots.txt").read_text(encoding="utf-8").splitlines())
    base = min(found, key=len)
    assert robots.site_maps() == [f"{base}sitemap.xml"]
    assert all(robots.can_fetch("*", url) for url in found)


def test_drafts_are_not_in_the_sitemap(tmp_path: Path, schema: etree.XMLSchema) -> None:
    site = build(rich_source(tmp_path), "--drafts")
    assert (site / "projecten/geheim/index.html").is_file()
    found = addresses(site / "sitemap.xml", schema)
    assert found.keys() == canonical(site)
    assert f"{BASE}projecten/geheim/" not in found
    assert "geheim" not in (site / "feed.xml").read_text(encoding="utf-8").lower()


def test_dates_are_those_that_editors_set(rich: Path, schema: etree.XMLSchema) -> None:
    found = addresses(rich / "sitemap.xml", schema)
    days = {url.removeprefix(BASE): day for url, day in found.items()}
    assert days["projecten/meren/"] == "2021-05-12"
    assert days["projecten/kaal/"] == ""
    assert days["projecten/later/"] == "2026-03-01"  # it was not published before
    assert days["nieuws/diep/"] == days["nieuws/"] == "2021-06-02"
    assert days[""] == "2026-03-01"
    assert days["werkvelden/water/"] == "2021-05-12"
    assert days["werkvelden/water/pagina/2/"] == "2026-03-01"
    assert days["contactpersonen/noor/"] == "2021-06-02"  # her news is on that page too
    assert days["jaren/2020/"] == days["over-ons/"] == days["werkvelden/"] == ""


def test_a_sitemap_with_too_many_addresses_is_split(
    tmp_path: Path, schema: etree.XMLSchema, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap_days, "MAX_SITEMAP_URLS", 10)
    source = rich_source(tmp_path)
    site = build(source)
    index = addresses(site / "sitemap.xml", schema)
    assert [*index] == [f"{BASE}sitemap-{n}.xml" for n in range(1, len(index) + 1)]
    assert len(index) > 2
    found: dict[str, str] = {}
    for url, last in index.items():
        part = addresses(site / url.removeprefix(BASE), schema)
        assert len(part) <= 10
        assert max(part.values()) == last
        assert not part.keys() & found.keys()
        found |= part
    assert found.keys() == canonical(site)
    # With fewer pages it is one file again.
    monkeypatch.setattr(sitemap_days, "MAX_SITEMAP_URLS", 1000)
    make_source(source, {"projecten/kaal.md": project("Kaler", jaar="2020")})
    build(source)
    assert addresses(site / "sitemap.xml", schema).keys() == canonical(site)
    assert not [*site.glob("sitemap-*")]


def test_a_change_in_the_text_of_a_page_does_not_render_the_sitemap(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A")})
    build(source)
    for text, made in ((project("B"), False), (project("B", extra="publicatiedatum: 2021-05-12\n"), True)):
        make_source(source, {"projecten/a.md": text})
        capsys.readouterr()
        assert main(["build", "--source", str(source), "--as-of", AS_OF, "--explain"]) == 0
        why = capsys.readouterr().err
        assert ("sitemap.xml: adressen of datums in deel 1 van de sitemap zijn veranderd" in why) == made
