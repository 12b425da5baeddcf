"""Robots find the files and identifiers of a study: the package signposting reads the page as they do."""

from pathlib import Path

import pytest
from signposting import Signposting
from signposting.htmllinks import HTML, _parse_html

from rich_site import BASE, build, rich_source
from vindplaats.render.routing.addresses import export_url


def signposts(page: Path, url: str) -> Signposting:
    """Return the links that signposting finds on a fetched page."""
    found: Signposting = _parse_html(HTML(page.read_text(encoding="utf-8"), "text/html", url, url))
    return found


def test_a_study_with_a_doi_and_files_has_all_signposts(rich: Path) -> None:
    url = f"{BASE}projecten/meren/"
    found = signposts(rich / "projecten/meren/index.html", url)
    assert found.citeAs
    assert found.citeAs.target == "https://doi.org/10.1234/abc(1)%25"
    assert {post.target for post in found.types} == {"https://schema.org/Report", "https://schema.org/AboutPage"}
    assert {(post.target, post.type) for post in found.items} == {
        (f"{url}r.pdf", "application/pdf"),
        (f"{url}tabel.csv", "text/csv"),
        (f"{url}ruw.xyz", None),
    }
    assert not found.license
    assert {post.target for post in found.authors} == {
        f"{BASE}publicaties/jan-willem-de-vries/",
        f"{BASE}publicaties/bo-aa/",
    }


def test_a_study_without_a_doi_is_cited_by_its_page(rich: Path) -> None:
    found = signposts(rich / "projecten/kaal/index.html", f"{BASE}projecten/kaal/")
    assert found.citeAs
    assert found.citeAs.target == f"{BASE}projecten/kaal/"
    assert not found.items


def test_a_study_has_signposts_to_its_exports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"{BASE}projecten/kaal/"
    found = signposts(build(rich_source(tmp_path)) / "projecten/kaal/index.html", url)
    assert {(post.target, post.type) for post in found.describedBy} == {
        (f"{url}kaal.bib", "application/x-bibtex"),
        (f"{url}kaal.ris", "application/x-research-info-systems"),
        (f"{url}kaal.json", "application/vnd.citationstyles.csl+json"),
    }


def test_only_studies_have_signposts(site: Path) -> None:
    for page in site.rglob("*.html"):
        is_study = page.parent.parent.name == "projecten" and 'http-equiv="refresh"' not in page.read_text("utf-8")
        assert bool(signposts(page, BASE).citeAs) == is_study, page


@pytest.mark.parametrize(
    ("url", "export"),
    [
        ("projecten/x/", "projecten/x/x.bib"),
        ("projecten/", "projecten/projecten.bib"),
        ("jaren/2021/", "jaren/2021/2021.bib"),
    ],
)
def test_exports_are_beside_their_page_and_have_its_name(url: str, export: str) -> None:
    assert export_url(url, "bib") == export
