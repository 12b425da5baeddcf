from collections.abc import Callable
from datetime import date

import pytest

from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics.diagnostic import Diagnostic

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]


def is_published(site: Site, fields: str, day: str, *, drafts: bool = False) -> bool:
    return bool(site({"projecten/x.md": fields}, date.fromisoformat(day), drafts=drafts)[0].studies)


@pytest.mark.parametrize(
    ("fields", "day", "on"),
    [
        ("publiceren_op: 2024-06-01", "2024-05-31", False),
        ("publiceren_op: 2024-06-01", "2024-06-01", True),
        ("verloopt_op: 2024-06-01", "2024-05-31", True),
        ("verloopt_op: 2024-06-01", "2024-06-01", False),
        ("publicatiedatum: 2030-01-01", "2024-06-01", True),
        ("titel: x\nconcept: true", "2024-06-01", False),
        ("titel: x\nconcept: false", "2024-06-01", True),
    ],
)
def test_dates_and_drafts_decide_what_is_on_the_site(site: Site, fields: str, day: str, on: bool) -> None:
    assert is_published(site, fields, day) is on


def test_with_drafts_a_page_of_a_later_day_is_still_not_published(site: Site) -> None:
    assert is_published(site, "titel: x\nconcept: true", "2024-06-01", drafts=True)
    assert not is_published(site, "titel: x\nconcept: true\npubliceren_op: 2025-01-01", "2024-06-01", drafts=True)


@pytest.mark.parametrize(
    "fields",
    [
        "titel: x\nconcept: true\npubliceren_op: 2025-01-01", "publiceren_op: 2099-12-24", "verloopt_op: 2020-01-01",
        "titel: x\nconcept: true", "concept: true", "concept: true\nsamenvatting: Zonder titel.",
    ],
)  # fmt: skip
def test_the_preview_of_drafts_has_every_page(site: Site, fields: str) -> None:
    corpus, reported = site({"projecten/x.md": fields}, date(2024, 6, 1), drafts=True, hidden=True)
    assert [str(study.project.id) for study in corpus.studies] == ["projecten/x"]
    assert [d for d in reported if d.severity == "error"] == []


def test_an_incomplete_draft_in_the_preview_is_of_the_day_itself(site: Site) -> None:
    files = {"projecten/x.md": "concept: true", "nieuws/y.md": "concept: true\nsamenvatting: Zonder datum."}
    corpus = site(files, date(2024, 6, 1), drafts=True, hidden=True)[0]
    assert [study.project.jaar for study in corpus.studies] == [2024]
    assert [bericht.record.datum for bericht in corpus.berichten] == [date(2024, 6, 1)]


@pytest.mark.parametrize("own", ["publiceren_op: 2099-12-24", "verloopt_op: 2020-01-01", "titel: a\nconcept: true"])
def test_in_the_preview_no_hidden_page_is_merged_with_one_that_is_published(site: Site, own: str) -> None:
    text = "\n\nDe haven groeit en de zeepaarden tellen hun stallen in het voorjaar."
    files = {"projecten/a.md": f"{own}\ntitel: a" if "titel" not in own else own, "projecten/b.md": "titel: a"}
    files = {path: fields + text for path, fields in files.items()}
    corpus = site(files, date(2024, 6, 1), drafts=True, hidden=True)[0]
    assert len(corpus.studies) == 2
    assert all(study.doubles == () for study in corpus.studies)


def test_in_the_preview_a_link_to_a_hidden_page_works(site: Site) -> None:
    files = {"projecten/x.md": "concept: true", "paginas/y.md": "titel: y\n\n[x](../projecten/x.md)"}
    assert "link-niet-op-site" in {d.code for d in site(files, drafts=True)[1]}
    corpus, reported = site(files, drafts=True, hidden=True)
    assert {d.code for d in reported} & {"link-niet-op-site", "kapotte-link"} == set()
    assert [str(link.page) for link in corpus.paginas[0].links] == ["projecten/x"]


@pytest.mark.parametrize(("jaar", "wrong"), [(1900, False), (2024, False), (2025, False), (2026, True)])
def test_a_year_is_at_most_the_year_after_the_build(site: Site, jaar: int, wrong: bool) -> None:
    reported = site({"projecten/x.md": f"titel: x\njaar: {jaar}"}, date(2024, 6, 1))[1]
    found = [(d.severity, d.line, d.column) for d in reported if d.code == "ongeldig-jaar"]
    assert found == ([("error", 3, 1)] if wrong else [])


@pytest.mark.parametrize(("jaar", "wrong"), [(2025, False), (2026, True), (2062, True)])
def test_a_day_is_at_most_in_the_year_after_the_build(site: Site, jaar: int, wrong: bool) -> None:
    """A `datum` that is too late is not reported as a day to come as well."""
    pages = {
        "projecten/x.md": f"titel: x\njaar: 2024\npublicatiedatum: {jaar}-05-12",
        "nieuws/y.md": f"titel: y\ndatum: {jaar}-05-12\npubliceren_op: {jaar}-05-12",
    }
    reported = site(pages, date(2024, 6, 1))[1]
    found = [(d.severity, d.file, d.line) for d in reported if d.code in {"ongeldige-datum", "datum-in-toekomst"}]
    places = [("error", "content/nieuws/y.md", 3), ("error", "content/projecten/x.md", 4)]
    assert sorted(found) == (places if wrong else [])


@pytest.mark.parametrize(
    ("jaar", "far"), [(2012, True), (2016, True), (2017, False), (2021, False), (2022, False), (2023, True)]
)
def test_a_year_far_from_the_publication_is_a_warning(site: Site, jaar: int, far: bool) -> None:
    reported = site({"projecten/x.md": f"titel: x\njaar: {jaar}\npublicatiedatum: 2021-05-12"}, date(2024, 6, 1))[1]
    found = [(d.severity, d.line, d.column) for d in reported if d.code == "ongeldig-jaar"]
    assert found == ([("warning", 3, 1)] if far else [])


def test_a_period_that_ends_before_it_starts_is_an_error(site: Site) -> None:
    reported = site({"nieuws/x.md": "publiceren_op: 2024-02-01\nverloopt_op: 2024-02-01"})[1]
    assert [(d.severity, d.code, d.line) for d in reported] == [("error", "lege-periode", 3)]


def test_a_duplicate_id_is_an_error_that_names_the_other(site: Site) -> None:
    _, reported = site({"projecten/2020/x.md": "titel: a", "projecten/2021/x.md": "titel: b", "nieuws/x.md": ""})
    (fault,) = [d for d in reported if d.code == "dubbel-id"]
    assert (fault.severity, fault.file) == ("error", "content/projecten/2021/x.md")
    assert "content/projecten/2020/x.md" in fault.message


@pytest.mark.parametrize("folder", ["2020 - Kopie", "Kopie van 2020", "2020 (1)"])
def test_of_pages_with_one_id_the_one_in_a_copied_folder_is_reported(site: Site, folder: str) -> None:
    _, reported = site({f"projecten/{folder}/x.md": "titel: a", "projecten/2020/x.md": "titel: a"})
    (fault,) = [d for d in reported if d.code == "dubbel-id"]
    assert fault.file == f"content/projecten/{folder}/x.md"
    assert "kopie" in fault.message


def test_a_page_that_is_not_on_the_site_makes_no_entries(site: Site) -> None:
    corpus, _ = site({"projecten/x.md": "publiceren_op: 2025-01-01\ncontactpersoon: Later\nopdrachtgever: Ooit"})
    assert (corpus.contactpersonen, corpus.opdrachtgevers, corpus.jaren) == ((), (), ())
