"""A page with a mistake in YAML is not on the site, but the names and links on it are checked."""

from collections.abc import Callable

import pytest

from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics.diagnostic import Diagnostic

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]
REGISTERED = {
    "werkvelden/wonen.md": "",
    "contactpersonen/noor.md": "naam: Noor de Wit",
    "opdrachtgevers/zeefonds.md": "naam: Zeefonds",
}
WRONG = "titel: 's Nachts\nwerkveld: wonen\ncontactpersoon: Noor de Wit"


def codes(site: Site, files: dict[str, str]) -> list[tuple[str, str, int]]:
    reported = site({**REGISTERED, **files})[1]
    return [(d.file.removeprefix("content/"), d.code, d.line) for d in reported if d.code != "zwerfbestand"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WRONG, []),
        ("titel: 's Nachts\nwerkveld: wonnen\ncontactpersoon: Noor de Wit", [("onbekend-werkveld", 3)]),
        ("titel: a: b\nwerkveld: wonen\ncontactpersoon: Noor Witt", [("onbekende-persoon", 4)]),
        (f"{WRONG}\nopdrachtgever: Zeefond", [("onbekende-opdrachtgever", 5)]),
        (f"{WRONG}\nrapport: weg.pdf", [("bestand-ontbreekt", 5)]),
        (f"{WRONG}\n\n[b](weg.md)", [("kapotte-link", 8)]),
    ],
)
def test_what_can_be_read_is_checked(site: Site, text: str, expected: list[tuple[str, int]]) -> None:
    assert codes(site, {"projecten/x.md": text}) == [("projecten/x.md", code, line) for code, line in expected]


@pytest.mark.parametrize(
    "text",
    [
        "werkveld: wonnen: zorg\ncontactpersoon: Noor de Wit",
        "werkveld: wonnen\nen zorg\ncontactpersoon: Noor de Wit",
        "werkveld: wonnen\nwerkveld: wonen\ncontactpersoon: Noor de Wit",
        'werkveld: "wonnen\ncontactpersoon: Noor de Wit',
        "werkveld: wonnen jaar: 2021\ncontactpersoon: Noor de Wit",
    ],
)
def test_a_field_with_a_mistake_is_not_checked_further(site: Site, text: str) -> None:
    assert codes(site, {"projecten/x.md": text}) == []


def test_the_page_is_in_no_list_and_its_unknown_names_are_no_entries(site: Site) -> None:
    pages = {"projecten/x.md": f"{WRONG}\nopdrachtgever: Zeekomeet", "projecten/y.md": "opdrachtgever: Zeefonds"}
    corpus, _ = site({**REGISTERED, **pages})
    assert [study.project.id.name for study in corpus.studies] == ["y"]
    assert [entry.naam for entry in corpus.opdrachtgevers] == ["Zeefonds"]


def test_a_name_that_is_also_on_another_page_is_reported_once(site: Site) -> None:
    pages = {
        "projecten/x.md": f"{WRONG}\nopdrachtgever: Zeekomeet",
        "projecten/y.md": "werkveld: wonen\ncontactpersoon: Noor de Wit\nopdrachtgever: Zeekomeet",
    }
    assert codes(site, pages) == [("projecten/x.md", "onbekende-opdrachtgever", 5)]


def test_a_page_that_refers_to_it_has_no_message(site: Site) -> None:
    pages = {
        "projecten/x.md": WRONG,
        "projecten/y.md": "werkveld: wonen\ncontactpersoon: Noor de Wit\n\n[x](x.md) en [deel](x.md#deel)",
        "nieuws/n.md": "project: x",
    }
    assert codes(site, pages) == []


def test_news_with_a_mistake_names_a_study_that_exists(site: Site) -> None:
    assert codes(site, {"nieuws/n.md": "titel: 's Nachts\nproject: weg"}) == [("nieuws/n.md", "onbekend-project", 3)]
