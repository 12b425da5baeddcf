from collections.abc import Callable
from datetime import date

import pytest

from support import texts
from vindplaats.catalogue.catalogue import CatalogueOptions, catalogue
from vindplaats.catalogue.corpus import Corpus, Entry
from vindplaats.config import SiteConfig
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.read.content import Content
from vindplaats.read.page_id import PageId
from vindplaats.read.records import FieldPlace, Persoon

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]
CODES = {
    "gegevens-vertrokken", "onbekende-opvolger", "opvolger-kring", "opvolger-zonder-vertrek", "meer-kandidaten",
}  # fmt: skip

GONE = "vertrokken_op: 2024-03-01"
"""Before the day of the tests, 2024-06-01."""
LATER = "vertrokken_op: 2024-07-01"
PIET = "email: piet@proef.example\ntelefoon: 020-000 00 02\nfoto: piet.jpg"
NOOR = {"contactpersonen/noor.md": "naam: Noor de Wit"}


def faults(reported: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return sorted((d for d in reported if d.code in CODES), key=lambda d: (d.file, d.line, d.column))


def person(corpus: Corpus, name: str) -> Entry:
    return next(e for e in corpus.contactpersonen if e.id.name == name)


def piet(dates: str = GONE, more: str = "") -> dict[str, str]:
    text = f"naam: Piet Puk\n{dates}\n{PIET}{more}"
    return {"contactpersonen/piet/index.md": text, "contactpersonen/piet/piet.jpg": ""}


@pytest.mark.parametrize(("day", "left"), [((2024, 2, 29), False), ((2024, 3, 1), True), ((2025, 1, 1), True)])
def test_a_person_has_left_from_the_day_of_departure_on(site: Site, day: tuple[int, int, int], left: bool) -> None:
    files = {**piet(f"{GONE}\nopvolger: noor\nfunctie: adviseur"), **NOOR, "projecten/x.md": "contactpersoon: Puk"}
    corpus, reported = site(files, date(*day))
    entry = person(corpus, "piet")
    assert isinstance(entry.record, Persoon)
    assert (entry.vertrokken, entry.opvolger) == (left, PageId("contactpersonen", "noor") if left else None)
    details = (entry.record.functie, entry.record.email, entry.record.telefoon, entry.record.foto, entry.foto)
    assert any(details) is not left
    assert all(details) is not left
    assert [str(r.id) for r in corpus.studies[0].contactpersonen] == ["contactpersonen/piet"]
    assert texts(entry.projecten) == ("projecten/x",)
    assert faults(reported) == []
    assert [d for d in reported if d.code == "zwerfbestand"] == []  # of the photo that is not published


@pytest.mark.parametrize(
    "mention", ["noor", "Noor de Wit", "NOOR  de wit", "Noor", "de Wit", "Wit, Noor de", "de Wit, dr. Noor", "NdW"]
)
def test_a_successor_is_looked_up_like_any_other_name(site: Site, mention: str) -> None:
    files = {**piet(f"{GONE}\nopvolger: {mention}"), "contactpersonen/noor.md": "naam: Noor de Wit\naliassen: [NdW]"}
    corpus, reported = site(files)
    assert person(corpus, "piet").opvolger == PageId("contactpersonen", "noor")
    assert faults(reported) == []


@pytest.mark.parametrize(
    ("mention", "remedy"),
    [
        ("Noor de Wid", "Bedoelde u 'Noor de Wit'?"),
        ("Xyzzy", "Schrijf een"),
        ("Noor en Piet", "Schrijf 'opvolger: Noor de Wit' of 'opvolger: Piet Puk'."),
        ("Noor / Xyzzy", "Schrijf een naam die daar staat"),
    ],
)
@pytest.mark.parametrize("dates", [GONE, LATER])
def test_an_unknown_successor_is_an_error_whatever_the_date(site: Site, mention: str, remedy: str, dates: str) -> None:
    (fault,) = faults(site({**piet(f"{dates}\nopvolger: {mention}"), **NOOR})[1])
    assert (fault.code, fault.severity, fault.line) == ("onbekende-opvolger", "error", 4)
    assert fault.remedy.startswith(remedy)


def test_an_unknown_successor_is_not_reported_if_a_person_could_not_be_read(site: Site) -> None:
    files = {**piet(f"{GONE}\nopvolger: Noor"), "contactpersonen/noor.md": "naam: Noor\nemail: geen"}
    assert faults(site(files)[1]) == []


def test_an_ambiguous_successor_is_an_error(site: Site) -> None:
    files = {**piet(f"{GONE}\nopvolger: Noor"), **NOOR, "contactpersonen/n.md": "naam: Noor Aa"}
    (fault,) = faults(site(files)[1])
    assert (fault.code, fault.line) == ("meer-kandidaten", 4)
    assert "Noor de Wit" in fault.message


def leave(**successors: str) -> dict[str, str]:
    """Return pages of persons who have all left, each with a successor or none."""
    return {
        f"contactpersonen/{name}.md": f"naam: {name.title()} X\n{GONE}" + (f"\nopvolger: {after}" if after else "")
        for name, after in successors.items()
    }


def test_a_chain_leads_to_the_first_who_is_still_here(site: Site) -> None:
    files = {**leave(a="b", b="c", d="a", e=""), "contactpersonen/c.md": f"naam: Cas\n{LATER}\nopvolger: e"}
    corpus, reported = site(files)
    assert [person(corpus, n).opvolger for n in "abde"] == [PageId("contactpersonen", "c")] * 3 + [None]
    assert faults(reported) == []
    corpus, _ = site(files, date(2024, 7, 1))
    assert [person(corpus, n).opvolger for n in "abcd"] == [None] * 4


@pytest.mark.parametrize(
    ("successors", "file", "message"),
    [
        ({"a": "a"}, "a", "A X is hier opvolger van zichzelf."),
        ({"a": "b", "b": "a"}, "a", "A X en B X volgen elkaar in een kring op."),
        ({"a": "c", "b": "c", "c": "d", "d": "b"}, "b", "B X, C X en D X volgen elkaar in een kring op."),
    ],
)
def test_a_circle_is_reported_once_at_its_first_person(
    site: Site, successors: dict[str, str], file: str, message: str
) -> None:
    (fault,) = faults(site(leave(**successors))[1])
    assert (fault.code, fault.severity, fault.line) == ("opvolger-kring", "error", 4)
    assert fault.file == f"content/contactpersonen/{file}.md"
    assert fault.message == message


def test_a_successor_of_a_person_who_stays_is_a_warning(site: Site) -> None:
    (fault,) = faults(site({**NOOR, "contactpersonen/a.md": "naam: Aa Bee\nopvolger: noor"})[1])
    assert (fault.code, fault.severity, fault.line) == ("opvolger-zonder-vertrek", "warning", 3)


@pytest.mark.parametrize("field", ["vertrokken_op: 1 maart 2021", "vertrokken_op: ja", "vertrokken: 2021-03-01"])
def test_a_departure_that_could_not_be_read_is_not_said_to_be_absent(site: Site, field: str) -> None:
    assert faults(site({**NOOR, "contactpersonen/a.md": f"naam: Aa Bee\nopvolger: noor\n{field}"})[1]) == []


def test_an_empty_departure_is_none(site: Site) -> None:
    (fault,) = faults(site({**NOOR, "contactpersonen/a.md": "naam: Aa Bee\nopvolger: noor\nvertrokken_op:"})[1])
    assert fault.code == "opvolger-zonder-vertrek"


TEXTS = {
    "projecten/body.md": "\n\nEerst.\n\nMail piet@proef.example.",
    "projecten/samenvatting.md": "titel: S\nsamenvatting: Bel +31 (0)20 00 000 02.",
    "projecten/partners.md": "titel: P\npartners: [Aa, PIET@proef.example]",
    "projecten/links.md": "titel: L\nlinks:\n  - {titel: x, url: 'mailto:piet@proef.example'}",
    "nieuws/contact.md": "contactpersoon: ['piet@proef.example']",
    "werkvelden/arbeid.md": "titel: Arbeid\n\nBel 0200000002",
    "opdrachtgevers/fonds.md": "naam: Fonds 020 0000002",
    "contactpersonen/bo.md": "naam: Bo\nfunctie: vervangt piet@proef.example",
    "paginas/contact.md": "titel: C\n\n![Piet](../contactpersonen/piet/piet.jpg)",
}
PLACES = {
    "projecten/body.md": (10, 6),
    "projecten/samenvatting.md": (3, 1),
    "projecten/partners.md": (3, 16),
    "projecten/links.md": (3, 1),
    "nieuws/contact.md": (2, 18),
    "werkvelden/arbeid.md": (4, 5),
    "opdrachtgevers/fonds.md": (2, 1),
    "contactpersonen/bo.md": (3, 1),
    "paginas/contact.md": (4, 9),
}


@pytest.mark.parametrize("path", TEXTS)
def test_a_detail_of_a_departed_person_in_a_text_is_an_error(site: Site, path: str) -> None:
    (fault,) = faults(site({**piet(f"{GONE}\nopvolger: noor"), **NOOR, path: TEXTS[path]})[1])
    assert (fault.code, fault.severity, fault.file) == ("gegevens-vertrokken", "error", f"content/{path}")
    assert (fault.line, fault.column) == PLACES[path]
    assert "van Piet Puk, die op 1 maart 2024 is vertrokken." in fault.message
    assert "of noem Noor de Wit." in fault.remedy
    assert "content/contactpersonen/piet/index.md" in fault.remedy


@pytest.mark.parametrize("path", TEXTS)
def test_before_that_day_it_is_a_warning_that_names_the_day(site: Site, path: str) -> None:
    (fault,) = faults(site({**piet(LATER), path: TEXTS[path]})[1])
    assert (fault.code, fault.severity, fault.file) == ("gegevens-vertrokken", "warning", f"content/{path}")
    assert "die op 1 juli 2024 vertrekt; vanaf 1 juli 2024 is dit een fout." in fault.message


def test_without_a_day_of_departure_nothing_is_reported(site: Site) -> None:
    assert faults(site({**piet("functie: adviseur"), **TEXTS})[1]) == []


def test_every_place_is_reported_also_on_the_page_of_the_person(site: Site) -> None:
    files = piet(GONE, "\n\nMail piet@proef.example,\nof bel 020-0000002 of (020) 000 00 02.")
    reported = faults(site(files)[1])
    assert [(d.line, d.column) for d in reported] == [(8, 6), (9, 8), (9, 24)]
    assert {d.severity for d in reported} == {"error"}


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("publiceren_op: 2024-06-30", "warning"),
        ("publiceren_op: 2024-05-01", "error"),
        ("verloopt_op: 2024-06-01", ""),
        ("verloopt_op: 2024-07-01", "error"),
        ("concept: true", ""),
    ],
)
def test_only_pages_that_are_or_will_be_on_the_site_count(site: Site, dates: str, expected: str) -> None:
    files = {**piet(), "projecten/x.md": f"titel: X\n{dates}\n\nMail piet@proef.example."}
    assert [d.severity for d in faults(site(files)[1])] == ([expected] if expected else [])


def test_a_page_that_expires_before_the_departure_does_not_count_and_drafts_count_with_drafts(site: Site) -> None:
    files = {**piet(LATER), "projecten/x.md": "titel: X\nverloopt_op: 2024-07-01\n\nMail piet@proef.example."}
    assert faults(site(files)[1]) == []
    files = {**piet(), "projecten/x.md": "titel: X\nconcept: true\n\nMail piet@proef.example."}
    assert [d.severity for d in faults(site(files, drafts=True)[1])] == ["error"]


@pytest.mark.parametrize(
    ("shared", "path"),
    [
        ("telefoon: (020) 000.00.02", "projecten/samenvatting.md"),
        ("email: Piet@Proef.example", "projecten/body.md"),
        ("foto: piet/piet.jpg", "paginas/contact.md"),
    ],
)
def test_a_detail_that_a_colleague_who_stays_shares_does_not_count(site: Site, shared: str, path: str) -> None:
    stays = {"contactpersonen/noor.md": f"naam: Noor\n{shared}"}
    assert faults(site({**piet(), **stays, path: TEXTS[path]})[1]) == []
    leaves = {"contactpersonen/noor.md": f"naam: Noor\n{shared}\n{LATER}"}
    (fault,) = faults(site({**piet(), **leaves, path: TEXTS[path]})[1])
    assert fault.severity == "warning"
    assert "van Noor, die op 1 juli 2024 vertrekt" in fault.message


def test_fields_that_the_site_never_shows_do_not_count(site: Site) -> None:
    files = {
        **piet("functie: mail piet@proef.example\naliassen: [piet@proef.example]\nvertrokken_op: 2024-03-01"),
        "projecten/x.md": "contactpersoon: Piet Puk",
    }
    assert faults(site(files)[1]) == []


def with_site(content: Content, **fields: str) -> list[Diagnostic]:
    places = tuple(FieldPlace(name, 3 + n, 1) for n, name in enumerate(fields))
    config = SiteConfig(naam="Proef", base_url="https://proef.example/", fields=places, **fields)  # type: ignore[arg-type]
    return faults(catalogue(content, config, CatalogueOptions(date(2024, 6, 1)))[1])


def test_the_configuration_of_the_site_counts_too(contents: Callable[[dict[str, str]], Content]) -> None:
    (fault,) = with_site(contents(piet()), organisatie="Proef", beschrijving="Mail piet@proef.example")
    assert (fault.code, fault.severity) == ("gegevens-vertrokken", "error")
    assert Place(fault.file, fault.line, fault.column) == Place("content/site.yaml", 4, 1)


def test_a_general_address_of_a_departed_person_is_reported_only_in_the_configuration(
    contents: Callable[[dict[str, str]], Content],
) -> None:
    content = contents({**piet(), "projecten/body.md": TEXTS["projecten/body.md"]})
    (fault,) = with_site(content, email="piet@proef.example")
    assert (fault.severity, fault.file, fault.line) == ("warning", "content/site.yaml", 3)
    assert "Piet Puk" in fault.message
    content = contents({**piet(), "contactpersonen/noor.md": "naam: Noor\nemail: piet@proef.example"})
    assert with_site(content, email="piet@proef.example") == []
