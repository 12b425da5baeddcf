"""The meta elements for Google Scholar and Zotero, checked against the rules of those two."""

import re
from datetime import date

import pytest
from hypothesis import given

from citing import FULL, PLAIN, citations, cited
from vindplaats.catalogue.entities.authors import read_author
from vindplaats.render.citations.citation import Citation
from vindplaats.render.citations.scholar import scholar_metas, scholar_name


def metas(citaat: Citation, pdf: str = "") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in scholar_metas(citaat, pdf):
        assert not meta.eigenschap
        found.setdefault(meta.naam, []).append(meta.inhoud)
    return found


def zotero_creators(authors: list[str]) -> list[str]:
    """Split the contents of citation_author as Zotero's translator Embedded Metadata does."""
    found = []
    for author in authors:
        parts = [part for part in re.split(r"\s*;\s*", author) if part]
        if len(parts) == len(authors) == 1:
            by_comma = re.split(r"\s*,\s*", parts[0])
            if len(by_comma) > 1 and " " in by_comma[0] and " " in by_comma[1]:
                parts = by_comma
        found += parts
    return found


def test_a_page_has_every_meta_element() -> None:
    assert metas(FULL, "https://verzinsel.example/projecten/flexwonen/rapport.pdf") == {
        "citation_title": ["Flexwonen in Fabelstad"],
        "citation_author": ["Vries, Jan Willem de", "Dijk-de Vries, Anna van", "Bureau X,"],
        "citation_publication_date": ["2022/05/12"],
        "citation_technical_report_institution": ["Bureau Verzinsel"],
        "citation_technical_report_number": ["12"],
        "citation_language": ["nl"],
        "citation_doi": ["10.1234/abc_d"],
        "citation_abstract": ["Wat 50% van de buren vindt."],
        "citation_keywords": ["wonen;R&D"],
        "citation_public_url": ["https://verzinsel.example/projecten/flexwonen/"],
        "citation_pdf_url": ["https://verzinsel.example/projecten/flexwonen/rapport.pdf"],
        "DC.title": ["Flexwonen in Fabelstad"],
        "DC.creator": ["Vries, Jan Willem de", "Dijk-de Vries, Anna van", "Bureau X"],
        "DC.date": ["2022-05-12"],
        "DC.identifier": ["https://verzinsel.example/projecten/flexwonen/", "https://doi.org/10.1234/abc_d"],
        "DC.language": ["nl"],
    }


def test_without_named_authors_the_institute_is_the_author_and_a_year_alone_is_a_date() -> None:
    found = metas(PLAIN)
    assert found["citation_author"] == ["Bureau Verzinsel,"]
    assert found["DC.creator"] == ["Bureau Verzinsel"]
    assert found["citation_publication_date"] == ["2021"]
    assert "citation_pdf_url" not in found
    assert "citation_abstract" not in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("de Vries, Jan Willem", "Vries, Jan Willem de"),
        ("Jan Willem de Vries", "Vries, Jan Willem de"),
        ("de Vries, J.W.", "Vries, J.W. de"),
        ("Aa, J. van der", "Aa, J. van der"),
        ("van 't Hof, Jan Piet", "Hof, Jan Piet van 't"),
        ("Anna Maria van Dijk-de Vries", "van Dijk-de Vries, A.M."),
        ("Anna van Dijk-de Vries", "van Dijk-de Vries, Anna"),
        ("García Márquez, Gabriel José", "García Márquez, G.J."),
        ("García Márquez, Gabriel", "García Márquez, Gabriel"),
        ("Bo d'Aa", "Aa, Bo d'"),
        ("van der Aa, ", "van der Aa"),
        ("{Ministerie van Landbouw, Natuur en Voedsel}", "Ministerie van Landbouw Natuur en Voedsel,"),
        ("{Vis; Friet}", "Vis Friet,"),
        ("Koen Jan Van Daele jr.", "Van Daele, K.J., jr."),
    ],
)
def test_zotero_reads_one_creator_from_any_spelling_of_an_author(text: str, name: str) -> None:
    assert scholar_name(read_author(text), alone=True) == name
    assert zotero_creators([name]) == [name]


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("{Bureau Zeepaard}", "Bureau Zeepaard", ""),
        ("Raad van Toezicht", "Raad van Toezicht", ""),
        ("Koen Van Daele", "Van Daele", "Koen"),
        ("Jan de Vries", "Vries", "Jan de"),
    ],
)
def test_zotero_does_not_split_the_name_of_an_organisation(text: str, last: str, first: str) -> None:
    name = scholar_name(read_author(text), alone=False)
    # As `cleanAuthor` in Zotero's utilities does for an author with a comma.
    assert re.split(", ?", re.sub(r"\.([^ ])", r". \1", name)) == [last, first]


def test_zotero_would_split_a_name_written_against_the_conventions() -> None:
    assert zotero_creators(["de Vries, Jan Willem"]) == ["de Vries", "Jan Willem"]


@given(citations)
def test_zotero_counts_as_many_creators_as_there_are_authors(citaat: Citation) -> None:
    authors = [name for name in metas(citaat).get("citation_author", []) if re.search(r"[^\s,;.-]", name)]
    if len(citaat.auteurs) > 1 or not re.search(r"[,;]", citaat.auteurs[0].naam):
        assert len(zotero_creators(authors)) == len(authors)


@given(citations)
def test_dates_have_no_hyphens_and_no_element_is_empty(citaat: Citation) -> None:
    found = metas(citaat)
    assert re.fullmatch(r"\d{4}(/\d\d/\d\d)?", found["citation_publication_date"][0])
    assert len(found["citation_technical_report_institution"]) == 1
    assert all(value for values in found.values() for value in values)


def test_days_and_months_have_two_digits() -> None:
    assert metas(cited(datum=date(2021, 3, 4)))["citation_publication_date"] == ["2021/03/04"]
