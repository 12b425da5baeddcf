from collections.abc import Callable

import pytest

from vindplaats.catalogue.corpus import Corpus, How
from vindplaats.diagnostics import Diagnostic

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]
CODES = {"onbekende-persoon", "onbekende-opdrachtgever", "onbekend-werkveld", "meer-kandidaten", "dubbele-naam"}

PERSONS = {
    "contactpersonen/jos-lubberman.md": "naam: Jos Lubberman\naliassen: [JL]",
    "contactpersonen/stef.md": "naam: Stef",
    "contactpersonen/jan.md": "naam: Jan de Vries",
    "contactpersonen/piet.md": "naam: Piet de Vries",
}
CLIENTS = {
    "opdrachtgevers/flow.md": "naam: Fonds Leren en Ontwikkelen Wooncorporaties\nafkorting: FLOW\naliassen: Flowfonds",
    "opdrachtgevers/ao.md": "naam: A&O fonds Gemeenten",
    "opdrachtgevers/vng-risicobeheer.md": "naam: VNG Risicobeheer",
}


def faults(told: tuple[Diagnostic, ...], *without: str) -> list[Diagnostic]:
    return [d for d in told if d.code in CODES - set(without)]


def persons(site: Site, mention: str) -> tuple[list[tuple[str, How]], list[Diagnostic]]:
    corpus, told = site({**PERSONS, "projecten/x.md": f"contactpersoon: {mention}"})
    return [(r.id.removeprefix("contactpersonen/"), r.how) for r in corpus.studies[0].contactpersonen], faults(told)


def clients(site: Site, mention: str) -> tuple[list[tuple[str, How]], list[Diagnostic]]:
    corpus, told = site({**CLIENTS, "projecten/x.md": f"opdrachtgever: {mention}"})
    found = [(r.id.removeprefix("opdrachtgevers/"), r.how) for r in corpus.studies[0].opdrachtgevers]
    return found, faults(told, "onbekende-persoon")


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("jos-lubberman", [("jos-lubberman", "explicit")]),
        ("Jos Lubberman", [("jos-lubberman", "explicit")]),
        ("jos  LUBBERMAN", [("jos-lubberman", "explicit")]),
        ("'Lubberman, Jos'", [("jos-lubberman", "explicit")]),
        ("JL", [("jos-lubberman", "alias")]),
        ("Jos", [("jos-lubberman", "inferred")]),
        ("Lubberman", [("jos-lubberman", "inferred")]),
        ("Jan", [("jan", "explicit")]),
        ("Jos of Stef", [("jos-lubberman", "inferred"), ("stef", "explicit")]),
        ("Jan, Jos en Stef", [("jan", "explicit"), ("jos-lubberman", "inferred"), ("stef", "explicit")]),
        ("[Stef, Jos]", [("stef", "explicit"), ("jos-lubberman", "inferred")]),
        ("[Jos, Jos Lubberman]", [("jos-lubberman", "inferred")]),
    ],
)
def test_who_is_meant(site: Site, mention: str, expected: list[tuple[str, str]]) -> None:
    assert persons(site, mention) == (expected, [])


@pytest.mark.parametrize("mention", ["De Vries", "Vries"])
def test_two_candidates_are_an_error_that_names_both(site: Site, mention: str) -> None:
    _, (fault,) = persons(site, f"[Stef, {mention}]")
    assert (fault.severity, fault.code, fault.line, fault.column) == ("error", "meer-kandidaten", 2, 24)
    assert "Jan de Vries" in fault.message
    assert "Piet de Vries" in fault.message


def test_an_alias_goes_before_a_first_name(site: Site) -> None:
    files = {
        "contactpersonen/a.md": "naam: Jos Aalbers",
        "contactpersonen/b.md": "naam: Joseph Bos\naliassen: Jos",
        "projecten/x.md": "contactpersoon: Jos",
    }
    corpus, told = site(files)
    assert [(r.id, r.how) for r in corpus.studies[0].contactpersonen] == [("contactpersonen/b", "alias")]
    assert faults(told) == []


def test_an_unknown_person_is_one_warning_a_name_and_has_an_entry(site: Site) -> None:
    files = {
        **PERSONS,
        "nieuws/n.md": "contactpersoon: [Stef, Jos Lubbermann]",
        "projecten/x.md": "contactpersoon: jos lubbermann",
        "projecten/y.md": "contactpersoon: Jos Lubbermann",
    }
    corpus, told = site(files)
    (fault,) = faults(told)
    assert (fault.severity, fault.file, fault.line, fault.column) == ("warning", "content/nieuws/n.md", 2, 24)
    assert "3 keer" in fault.message
    assert fault.remedy == "Bedoelde u 'Jos Lubberman'?"
    (entry,) = [e for e in corpus.contactpersonen if e.record is None]
    assert (entry.naam, entry.projecten) == ("Jos Lubbermann", ("projecten/x", "projecten/y"))


def test_a_site_without_registries_works(site: Site) -> None:
    corpus, told = site({"projecten/x.md": "contactpersoon: Jos of Stef\nopdrachtgever: FLOW\nwerkveld: Zorg"})
    assert {d.severity for d in told} == {"warning"}
    assert [e.naam for e in corpus.contactpersonen] == ["Jos", "Stef"]
    assert [e.naam for e in corpus.opdrachtgevers] == ["FLOW"]
    assert [e.naam for e in corpus.werkvelden] == ["Zorg"]


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("flow", [("flow", "explicit")]),
        ("Fonds Leren en Ontwikkelen Wooncorporaties", [("flow", "explicit")]),
        ("Fonds Leren & Ontwikkelen Wooncorporaties (FLOW)", [("flow", "explicit")]),
        ("fonds leren en ontwikkelen woon-corporaties", [("flow", "explicit")]),
        ("Flow-fonds", [("flow", "alias")]),
        ("A&O-fonds gemeenten", [("ao", "explicit")]),
        ("A en O fonds Gemeenten", [("ao", "explicit")]),
        ("A&O fonds Gemeenten (AOFG)", [("ao", "explicit")]),
        ("[FLOW, VNG Risicobeheer]", [("flow", "explicit"), ("vng-risicobeheer", "explicit")]),
    ],
)
def test_which_client_is_meant(site: Site, mention: str, expected: list[tuple[str, str]]) -> None:
    assert clients(site, mention) == (expected, [])


def test_vng_is_not_vng_risicobeheer(site: Site) -> None:
    found, (fault,) = clients(site, "VNG")
    assert found == [("?vng", "unverified")]
    assert (fault.severity, fault.code, fault.line, fault.column) == ("warning", "onbekende-opdrachtgever", 2, 1)


def test_name_and_abbreviation_of_two_clients_is_ambiguous(site: Site) -> None:
    _, (fault,) = clients(site, "VNG Risicobeheer (FLOW)")
    assert fault.code == "meer-kandidaten"
    assert "VNG Risicobeheer" in fault.message
    assert "Fonds Leren" in fault.message


def test_unverified_names_and_abbreviations_are_one(site: Site) -> None:
    files = {
        "projecten/x.md": "opdrachtgever: SER",
        "projecten/y.md": "opdrachtgever: Sociaal-Economische Raad (SER)",
        "projecten/z.md": "opdrachtgever: Sociaal Economische Raad",
    }
    corpus, told = site(files)
    (entry,) = corpus.opdrachtgevers
    assert (entry.naam, entry.afkorting) == ("Sociaal-Economische Raad", "SER")
    assert len(entry.projecten) == 3
    assert len(faults(told, "onbekende-persoon")) == 1


@pytest.mark.parametrize("kind", ["contactpersonen", "opdrachtgevers"])
def test_an_alias_claimed_twice_is_an_error_at_the_second(site: Site, kind: str) -> None:
    files = {f"{kind}/a.md": "naam: Aa\naliassen: [X]", f"{kind}/b.md": "naam: Bb\naliassen: [Y, X]"}
    (fault,) = faults(site(files)[1])
    assert (fault.severity, fault.code) == ("error", "dubbele-naam")
    assert (fault.file, fault.line, fault.column) == (f"content/{kind}/b.md", 3, 15)
    assert f"content/{kind}/a.md" in fault.message


def test_an_unknown_werkveld_is_an_error_where_the_registry_has_entries(site: Site) -> None:
    files = {"werkvelden/zorg.md": "titel: Zorg", "projecten/x.md": "werkveld: [Zorg, Zorrg]"}
    (fault,) = faults(site(files)[1], "onbekende-persoon")
    assert (fault.severity, fault.code, fault.line, fault.column) == ("error", "onbekend-werkveld", 2, 18)
    assert fault.remedy == "Bedoelde u 'Zorg'?"


def test_every_registered_entry_is_there_with_or_without_projects(site: Site) -> None:
    corpus, _ = site({**PERSONS, **CLIENTS, "werkvelden/zorg.md": ""})
    assert [e.naam for e in corpus.contactpersonen] == ["Jos Lubberman", "Stef", "Jan de Vries", "Piet de Vries"]
    assert len(corpus.opdrachtgevers) == 3
    assert [e.projecten for e in corpus.werkvelden] == [()]
