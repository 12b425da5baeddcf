from collections.abc import Callable

import pytest

from support import texts
from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics.diagnostic import Diagnostic, collect

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]
CODES = {"onbekende-persoon", "onbekende-opdrachtgever", "onbekend-werkveld", "meer-kandidaten", "dubbele-naam"}

PERSONS = {
    "contactpersonen/jos-lubberman.md": "naam: Jos Lubberman\naliassen: [JL]",
    "contactpersonen/stef.md": "naam: Stef",
    "contactpersonen/jan.md": "naam: Jan de Vries",
    "contactpersonen/piet.md": "naam: Piet de Vries",
    "contactpersonen/bo.md": "naam: Bjørn Dÿk",
}
CLIENTS = {
    "opdrachtgevers/flow.md": "naam: Fonds Leren en Ontwikkelen Wooncorporaties\nafkorting: FLOW\naliassen: Flowfonds",
    "opdrachtgevers/ao.md": "naam: A&O fonds Gemeenten",
    "opdrachtgevers/vng-risicobeheer.md": "naam: VNG Risicobeheer",
}


def faults(reported: tuple[Diagnostic, ...], *without: str) -> list[Diagnostic]:
    return [d for d in reported if d.code in CODES - set(without)]


def persons(site: Site, mention: str) -> tuple[list[str], list[Diagnostic]]:
    corpus, reported = site({**PERSONS, "projecten/x.md": f"contactpersoon: {mention}"})
    return [r.id.name for r in corpus.studies[0].contactpersonen], faults(reported)


def clients(site: Site, mention: str) -> tuple[list[str], list[Diagnostic]]:
    corpus, reported = site({**CLIENTS, "projecten/x.md": f"opdrachtgever: {mention}"})
    found = [r.id.name for r in corpus.studies[0].opdrachtgevers]
    return found, faults(reported, "onbekende-persoon")


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("jos-lubberman", ["jos-lubberman"]),
        ("Jos Lubberman", ["jos-lubberman"]),
        ("jos  LUBBERMAN", ["jos-lubberman"]),
        ("'Lubberman, Jos'", ["jos-lubberman"]),
        ("JL", ["jos-lubberman"]),
        ("Jos", ["jos-lubberman"]),
        ("Lubberman", ["jos-lubberman"]),
        ("Jan", ["jan"]),
        ("J.L", ["?j.l"]),
        ("jan de vries", ["jan"]),
        ("'Vries,Jan  de'", ["jan"]),
        ("contactpersonen/jan", ["jan"]),
        ("contactpersonen/jan of Stef", ["jan", "stef"]),
        ("BJØRN DIJK", ["bo"]),
        ("Dĳk", ["bo"]),
        ("Jos of Stef", ["jos-lubberman", "stef"]),
        ("Stef en Bjørn", ["stef", "bo"]),
        ("Stef & Jos", ["stef", "jos-lubberman"]),
        ("Stef, Jos", ["stef", "jos-lubberman"]),
        ("Stef/Jos", ["stef", "jos-lubberman"]),
        ("Stef; Jos", ["stef", "jos-lubberman"]),
        ("Stef en/of Jos", ["stef", "jos-lubberman"]),
        ("Stef, en Jos,", ["stef", "jos-lubberman"]),
        ("[Stef of Jan, Bjørn]", ["stef", "jan", "bo"]),
        ("Jan, Jos en Stef", ["jan", "jos-lubberman", "stef"]),
        ("[Stef, Jos]", ["stef", "jos-lubberman"]),
        ("[Jos, Jos Lubberman]", ["jos-lubberman"]),
    ],
)
def test_a_mention_resolves_to_a_registered_person(site: Site, mention: str, expected: list[str]) -> None:
    found, reported = persons(site, mention)
    assert found == expected
    assert [d.code for d in reported] == ["onbekende-persoon" for name in expected if name.startswith("?")]


def test_a_mention_keeps_its_text_and_place(site: Site) -> None:
    corpus, _ = site({**PERSONS, "projecten/x.md": "titel: X\ncontactpersoon: [jos  LUBBERMAN, 'Vera']"})
    found = [(r.mention.text, r.mention.line, r.mention.column) for r in corpus.studies[0].contactpersonen]
    assert found == [("jos LUBBERMAN", 3, 18), ("Vera", 3, 34)]


@pytest.mark.parametrize(
    ("mention", "columns"),
    [
        ("Jos, Vera  of Stef", [1, 1, 1]),  # two spaces are one in the text, so we do not know
        ("Jos, Vera of Stef", [17, 22, 30]),
        ("[Jan, Vera en Bjørn]", [18, 23, 31]),
        ("['Vera en Bjørn']", [18, 18]),
        ("Vera", [1]),
    ],
)
def test_each_of_several_names_has_its_own_place_if_the_text_allows(
    site: Site, mention: str, columns: list[int]
) -> None:
    corpus, _ = site({**PERSONS, "projecten/x.md": f"contactpersoon: {mention}"})
    assert [r.mention.column for r in corpus.studies[0].contactpersonen] == columns


@pytest.mark.parametrize("mention", ["J. Lubberman", "J.Lubberman", "Jos Lubbermans", "Stefan"])
def test_initials_and_similar_names_are_unknown(site: Site, mention: str) -> None:
    (found,), (fault,) = persons(site, mention)
    assert found.startswith("?")
    assert (fault.code, fault.severity) == ("onbekende-persoon", "warning")
    assert "Bedoelde u" in fault.remedy


def test_initials_can_be_an_alias(site: Site) -> None:
    files = {
        "contactpersonen/jos.md": "naam: Jos Lubberman\naliassen: [J. Lubberman]",
        "projecten/x.md": "contactpersoon: j.lubberman",
    }
    corpus, reported = site(files)
    assert [str(r.id) for r in corpus.studies[0].contactpersonen] == ["contactpersonen/jos"]
    assert faults(reported) == []


@pytest.mark.parametrize("mention", ["De Vries", "Vries"])
def test_two_candidates_are_an_error_that_names_both(site: Site, mention: str) -> None:
    _, (fault,) = persons(site, f"[Stef, {mention}]")
    assert (fault.severity, fault.code, fault.line, fault.column) == ("error", "meer-kandidaten", 2, 24)
    assert "Jan de Vries" in fault.message
    assert "Piet de Vries" in fault.message


def test_an_alias_comes_before_a_first_name(site: Site) -> None:
    files = {
        "contactpersonen/a.md": "naam: Jos Aalbers",
        "contactpersonen/b.md": "naam: Joseph Bos\naliassen: Jos",
        "projecten/x.md": "contactpersoon: Jos",
    }
    corpus, reported = site(files)
    assert [str(r.id) for r in corpus.studies[0].contactpersonen] == ["contactpersonen/b"]
    assert faults(reported) == []


@pytest.mark.parametrize("registered", ["naam: Jos Bos", "naam: Jos Bos\naliassen: [Joske]"])
def test_a_file_name_that_is_a_first_name_does_not_decide_between_two(site: Site, registered: str) -> None:
    files = {
        "contactpersonen/jos.md": registered,
        "contactpersonen/jos-aa.md": "naam: Jos Aa",
        "projecten/x.md": "contactpersoon: Jos",
    }
    (fault,) = faults(site(files)[1])
    assert fault.code == "meer-kandidaten"
    assert fault.message == "'Jos' kan Jos Bos of Jos Aa zijn."
    files["contactpersonen/jos-aa.md"] += "\naliassen: [Jos]"
    corpus, reported = site(files)
    assert [str(r.id) for r in corpus.studies[0].contactpersonen] == ["contactpersonen/jos-aa"]
    assert faults(reported) == []


def test_an_id_tells_two_persons_with_one_name_apart(site: Site) -> None:
    files = {
        "contactpersonen/stef.md": "naam: Stef",
        "contactpersonen/stef-2.md": "naam: stef",
        "projecten/x.md": "contactpersoon: Stef",
    }
    (fault,) = faults(site(files)[1])
    assert (fault.code, fault.line) == ("meer-kandidaten", 2)
    assert fault.message == "'Stef' kan Stef (contactpersonen/stef) of stef (contactpersonen/stef-2) zijn."
    assert "voluit" not in fault.remedy
    corpus, reported = site({**files, "projecten/x.md": "contactpersoon: contactpersonen/stef-2"})
    assert [str(r.id) for r in corpus.studies[0].contactpersonen] == ["contactpersonen/stef-2"]
    assert faults(reported) == []


def test_spellings_of_an_unknown_name_are_one_entry_and_under_strict_an_error(site: Site) -> None:
    files = {
        "projecten/x.md": "contactpersoon: J. Puk\nopdrachtgever: Zee-paard",
        "projecten/y.md": "contactpersoon: j.puk\nopdrachtgever: ZEEPAARD",
    }
    corpus, reported = site(files)
    assert [str(e.id) for e in corpus.contactpersonen] == ["contactpersonen/?j.puk"]
    assert [str(e.id) for e in corpus.opdrachtgevers] == ["opdrachtgevers/?zeepaard"]
    assert [(d.code, d.severity) for d in faults(collect(reported, strict=True))] == [
        ("onbekende-persoon", "error"), ("onbekende-opdrachtgever", "error"),
    ]  # fmt: skip


def test_an_unknown_person_is_reported_once_and_has_an_entry(site: Site) -> None:
    files = {
        **PERSONS,
        "nieuws/n.md": "contactpersoon: [Stef, Jos Lubbermann]",
        "projecten/x.md": "contactpersoon: jos lubbermann",
        "projecten/y.md": "contactpersoon: Jos Lubbermann",
    }
    corpus, reported = site(files)
    (fault,) = faults(reported)
    assert (fault.severity, fault.file, fault.line, fault.column) == ("warning", "content/nieuws/n.md", 2, 24)
    assert "3 keer" in fault.message
    assert fault.remedy == "Bedoelde u 'Jos Lubberman'?"
    (entry,) = [e for e in corpus.contactpersonen if e.record is None]
    assert (entry.naam, texts(entry.projecten)) == ("Jos Lubbermann", ("projecten/x", "projecten/y"))


def test_a_site_without_registered_entries_works(site: Site) -> None:
    corpus, reported = site({"projecten/x.md": "contactpersoon: Jos of Stef\nopdrachtgever: FLOW\nwerkveld: Zorg"})
    assert {d.severity for d in reported} == {"warning"}
    assert [e.naam for e in corpus.contactpersonen] == ["Jos", "Stef"]
    assert [e.naam for e in corpus.opdrachtgevers] == ["FLOW"]
    assert [e.naam for e in corpus.werkvelden] == ["Zorg"]


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("flow", ["flow"]),
        ("Fonds Leren en Ontwikkelen Wooncorporaties", ["flow"]),
        ("Fonds Leren & Ontwikkelen Wooncorporaties (FLOW)", ["flow"]),
        ("fonds leren en ontwikkelen woon-corporaties", ["flow"]),
        ("Flow-fonds", ["flow"]),
        ("A&O-fonds gemeenten", ["ao"]),
        ("A en O fonds Gemeenten", ["ao"]),
        ("A&O fonds Gemeenten (AOFG)", ["ao"]),
        ("Flowfonds (FLOW)", ["flow"]),
        ("a en o fonds (gemeenten)", ["ao"]),
        ("opdrachtgevers/ao", ["ao"]),
        ("[FLOW, VNG Risicobeheer]", ["flow", "vng-risicobeheer"]),
    ],
)
def test_a_mention_resolves_to_a_registered_client(site: Site, mention: str, expected: list[str]) -> None:
    assert clients(site, mention) == (expected, [])


def test_vng_is_not_vng_risicobeheer(site: Site) -> None:
    found, (fault,) = clients(site, "VNG")
    assert found == ["?vng"]
    assert (fault.severity, fault.code, fault.line, fault.column) == ("warning", "onbekende-opdrachtgever", 2, 1)


def test_an_abbreviation_in_parentheses_is_not_the_last_word_of_a_name(site: Site) -> None:
    files = {
        "opdrachtgevers/fonds.md": "naam: Fonds\nafkorting: A",
        "opdrachtgevers/fonds-a.md": "naam: Fonds A",
        "projecten/x.md": "opdrachtgever: [Fonds (A), Fonds A]",
    }
    corpus, reported = site(files)
    found = [str(r.id) for r in corpus.studies[0].opdrachtgevers]
    assert found == ["opdrachtgevers/fonds", "opdrachtgevers/fonds-a"]
    assert faults(reported, "onbekende-persoon") == []


def test_name_and_abbreviation_of_two_clients_is_ambiguous(site: Site) -> None:
    _, (fault,) = clients(site, "VNG Risicobeheer (FLOW)")
    assert fault.code == "meer-kandidaten"
    assert "VNG Risicobeheer" in fault.message
    assert "Fonds Leren" in fault.message


def test_an_unknown_name_and_its_abbreviation_are_one_entry(site: Site) -> None:
    files = {
        "projecten/x.md": "opdrachtgever: SER",
        "projecten/y.md": "opdrachtgever: Sociaal-Economische Raad (SER)",
        "projecten/z.md": "opdrachtgever: Sociaal Economische Raad",
    }
    corpus, reported = site(files)
    (entry,) = corpus.opdrachtgevers
    assert (entry.naam, entry.afkorting) == ("Sociaal-Economische Raad", "SER")
    assert len(entry.projecten) == 3
    assert len(faults(reported, "onbekende-persoon")) == 1


@pytest.mark.parametrize("kind", ["contactpersonen", "opdrachtgevers"])
def test_an_alias_claimed_twice_is_an_error_at_the_second(site: Site, kind: str) -> None:
    files = {f"{kind}/a.md": "naam: Aa\naliassen: [X]", f"{kind}/b.md": "naam: Bb\naliassen: [Y, X]"}
    (fault,) = faults(site(files)[1])
    assert (fault.severity, fault.code) == ("error", "dubbele-naam")
    assert (fault.file, fault.line, fault.column) == (f"content/{kind}/b.md", 3, 15)
    assert f"content/{kind}/a.md" in fault.message


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [
        ("naam: Zeepaard", "naam: Zee-Paard", (2, 1)),
        ("naam: Aa\nafkorting: SZ", "naam: Bb\nafkorting: S.Z.", (3, 1)),
        ("naam: Aa\nafkorting: SZ", "naam: Bb\naliassen: [sz]", (3, 12)),
        ("naam: Aa\naliassen: [SZ]", "naam: Bb\nafkorting: SZ", (3, 1)),
        ("naam: Aa\naliassen: [Bb]", "naam: Bb", (2, 1)),
        ("naam: Aa", "naam: Bb\naliassen: [Aa]", (3, 12)),
        ("naam: Aa", "naam: Bb\nafkorting: AA", (3, 1)),
    ],
)
def test_a_name_of_two_clients_is_an_error_at_the_second(
    site: Site, first: str, second: str, place: tuple[int, int]
) -> None:
    (fault,) = faults(site({"opdrachtgevers/b.md": second, "opdrachtgevers/a.md": first})[1])
    assert (fault.severity, fault.code, fault.file) == ("error", "dubbele-naam", "content/opdrachtgevers/b.md")
    assert (fault.line, fault.column) == place
    assert "content/opdrachtgevers/a.md" in fault.message


def test_two_persons_may_have_one_name_but_not_as_an_alias(site: Site) -> None:
    assert (
        faults(site({"contactpersonen/a.md": "naam: Jan Jansen", "contactpersonen/b.md": "naam: Jan Jansen"})[1]) == []
    )
    files = {"contactpersonen/a.md": "naam: Aa\naliassen: [Jan Jansen]", "contactpersonen/b.md": "naam: Jan Jansen"}
    assert [(d.code, d.file) for d in faults(site(files)[1])] == [("dubbele-naam", "content/contactpersonen/b.md")]


def test_an_entry_may_repeat_its_own_name(site: Site) -> None:
    files = {
        "opdrachtgevers/a.md": "naam: Zee\nafkorting: ZEE\naliassen: [zee, Z.E.E.]",
        "contactpersonen/a.md": "naam: Jos\naliassen: [Jos, JOS]",
    }
    assert faults(site(files)[1]) == []


def test_an_unknown_werkveld_is_an_error_if_any_is_registered(site: Site) -> None:
    files = {"werkvelden/zorg.md": "titel: Zorg", "projecten/x.md": "werkveld: [Zorg, Zorrg]"}
    (fault,) = faults(site(files)[1], "onbekende-persoon")
    assert (fault.severity, fault.code, fault.line, fault.column) == ("error", "onbekend-werkveld", 2, 18)
    assert fault.remedy == "Bedoelde u 'Zorg'?"


def test_a_registered_entry_without_projects_is_on_the_site(site: Site) -> None:
    corpus, _ = site({**PERSONS, **CLIENTS, "werkvelden/zorg.md": ""})
    assert [e.naam for e in corpus.contactpersonen] == [
        "Bjørn Dÿk",
        "Jos Lubberman",
        "Stef",
        "Jan de Vries",
        "Piet de Vries",
    ]
    assert len(corpus.opdrachtgevers) == 3
    assert [e.projecten for e in corpus.werkvelden] == [()]


WERKVELDEN = {
    "werkvelden/wonen.md": "titel: Wonen",
    "werkvelden/zorg.md": "titel: Zorg",
    "werkvelden/zorg-en-welzijn.md": "titel: Zorg en welzijn",
}


def other_faults(reported: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """Return the faults of names, except that the person of the fixture is unknown."""
    return [d for d in reported if d.code in {*CODES, "geen-naam", "partners-in-een"} and "Iemand" not in d.message]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Wonen, Zorg", ["wonen", "zorg"]),
        ("Wonen en Zorg", ["wonen", "zorg"]),
        ("Zorg en welzijn", ["zorg-en-welzijn"]),
        ("Wonen; Zorg & welzijn", ["wonen", "zorg-en-welzijn"]),
        ("werkvelden/wonen / zorg", ["wonen", "zorg"]),
    ],
)
def test_a_single_value_may_name_several_werkvelden(site: Site, value: str, expected: list[str]) -> None:
    corpus, reported = site({**WERKVELDEN, "projecten/x.md": f"werkveld: {value}"})
    assert [r.id.name for r in corpus.studies[0].werkvelden] == expected
    assert other_faults(reported) == []


@pytest.mark.parametrize(
    ("value", "column", "remedy"),
    [
        ("Wonen, Zorrg", 1, "Zijn het er twee? Schrijf [Wonen, Zorg]. "),
        ("Wonen, Kunst", 1, "Zijn het er twee? Schrijf [Wonen, Kunst] en voeg 'Kunst' daar toe. "),
        ("Kunst & Zorg en welzijn, Wonen", 1, "Zijn het er drie? Schrijf [Kunst, Zorg en welzijn, Wonen]"),
        ('["Wonen, Zorg"]', 12, "Zijn het er twee? Schrijf in de lijst Wonen, Zorg. "),
        ("Zorg en welzijnn", 1, "Bedoelde u 'Zorg en welzijn'?"),
        ("Zorrg", 1, "Bedoelde u 'Zorg'?"),
    ],
)
def test_a_value_that_is_not_all_registered_is_one_question(site: Site, value: str, column: int, remedy: str) -> None:
    (fault,) = other_faults(site({**WERKVELDEN, "projecten/x.md": f"werkveld: {value}"})[1])
    assert (fault.code, fault.severity, fault.line, fault.column) == ("onbekend-werkveld", "error", 2, column)
    assert fault.remedy.startswith(remedy)


@pytest.mark.parametrize(("value", "asked"), [("Wonen, Zorg", True), ("Zorg en welzijn", False), ('["A, B"]', False)])
def test_without_registered_werkvelden_only_a_list_is_questioned(site: Site, value: str, asked: bool) -> None:
    found = other_faults(site({"projecten/x.md": f"werkveld: {value}"})[1])
    assert [(d.severity, d.remedy) for d in found] == [
        ("warning", 'Zijn het er twee? Schrijf [Wonen, Zorg]. Is het er een? Schrijf ["Wonen, Zorg"].')
    ] * asked


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("FLOW, VNG Risicobeheer", ["flow", "vng-risicobeheer"]),
        ("Flowfonds en A&O fonds Gemeenten", ["flow", "ao"]),
        ("Fonds Leren en Ontwikkelen Wooncorporaties (FLOW); VNG Risicobeheer", ["flow", "vng-risicobeheer"]),
    ],
)
def test_a_single_value_may_name_several_clients(site: Site, value: str, expected: list[str]) -> None:
    assert clients(site, value) == (expected, [])


def test_a_client_that_may_be_two_is_one_question(site: Site) -> None:
    found, (fault,) = clients(site, "FLOW en Stichting Kwal")
    assert found == ["?flowenstichtingkwal"]
    assert fault.remedy == (
        "Zijn het er twee? Schrijf [FLOW, Stichting Kwal] en voeg 'Stichting Kwal' daar toe. "
        "Is het er een? Voeg de opdrachtgever daar toe."
    )
    _, (fault,) = clients(site, "Ministerie van Landbouw, Natuur en Voedselkwaliteit")
    assert "Zijn het" not in fault.remedy


@pytest.mark.parametrize("word", ["geen", "n.v.t.", "'-'", "'[]'", '"~"', "['[]']", "onbekend", "Intern"])
def test_a_word_for_none_is_no_client(site: Site, word: str) -> None:
    corpus, reported = site({"projecten/x.md": f"opdrachtgever: {word}"})
    (fault,) = other_faults(reported)
    assert (fault.code, fault.severity, fault.line) == ("geen-naam", "warning", 2)
    assert fault.remedy == "Schrijf 'opdrachtgever: []' als er geen is."
    assert not corpus.opdrachtgevers
    assert not corpus.studies[0].opdrachtgevers


def test_a_client_may_be_called_so(site: Site) -> None:
    corpus, reported = site({"opdrachtgevers/i.md": "naam: Intern", "projecten/x.md": "opdrachtgever: intern"})
    assert [str(r.id) for r in corpus.studies[0].opdrachtgevers] == ["opdrachtgevers/i"]
    assert other_faults(reported) == []


@pytest.mark.parametrize(
    ("path", "fields", "remedy"),
    [
        ("projecten/x.md", "contactpersoon: geen", "Schrijf wie de lezer kan bellen of mailen."),
        ("nieuws/x.md", "contactpersoon: geen", "Haal het weg."),
        ("projecten/x.md", "contactpersoon: [Iemand, onbekend]", "Haal het weg."),
        ("projecten/x.md", "opdrachtgever: [Stichting Kwal, geen]", "Haal het weg."),
        ("projecten/x.md", "partners: geen", "Haal het weg."),
    ],
)
def test_a_word_for_none_is_reported_in_every_field(site: Site, path: str, fields: str, remedy: str) -> None:
    found = [d for d in other_faults(site({path: fields})[1]) if d.code == "geen-naam"]
    assert [d.remedy for d in found] == [remedy]


@pytest.mark.parametrize(
    ("value", "expected", "asked"),
    [
        ("FLOW, VNG Risicobeheer", ("FLOW", "VNG Risicobeheer"), False),
        ("FLOW; Bureau Kwal", ("FLOW; Bureau Kwal",), True),
        ("[FLOW, 'Bureau A, Bureau B']", ("FLOW", "Bureau A, Bureau B"), False),
        ("Kwal en Zonen", ("Kwal en Zonen",), False),
        ("[FLOW, geen]", ("FLOW",), True),
    ],
)
def test_partners_in_one_value_are_several_if_all_are_clients(
    site: Site,
    value: str,
    expected: tuple[str, ...],
    asked: bool,
) -> None:
    corpus, reported = site({**CLIENTS, "projecten/x.md": f"partners: {value}"})
    assert corpus.studies[0].partners == expected
    assert len(other_faults(reported)) == asked


@pytest.mark.parametrize(
    ("mention", "name"), [("Bjorn Dijk", "Bjørn Dÿk"), ("Bjorn", "Bjørn Dÿk"), ("Jos. Lubberman", "Jos Lubberman")]
)
def test_a_name_that_differs_in_accents_only_is_a_warning(site: Site, mention: str, name: str) -> None:
    corpus, reported = site({**PERSONS, "projecten/x.md": f"contactpersoon: {mention}"})
    (fault,) = faults(reported)
    assert (fault.code, fault.severity, fault.remedy) == ("onbekende-persoon", "warning", f"Bedoelde u '{name}'?")
    assert [e.naam for e in corpus.contactpersonen if e.projecten] == [name]


def test_two_unknown_names_that_differ_in_accents_are_one_entry_and_a_question(site: Site) -> None:
    files = {"projecten/x.md": "contactpersoon: Chloë Smit", "projecten/y.md": "contactpersoon: Chloe Smit"}
    corpus, reported = site(files)
    assert [e.naam for e in corpus.contactpersonen] == ["Chloë Smit"]
    assert [(d.file, d.remedy.startswith("Bedoelde u 'Chloë Smit'")) for d in faults(reported)] == [
        ("content/projecten/x.md", False),
        ("content/projecten/y.md", True),
    ]


@pytest.mark.parametrize("name", ["Rene Smit", "René Smit"])
def test_an_accent_tells_two_registered_persons_apart(site: Site, name: str) -> None:
    files = {"contactpersonen/a.md": "naam: Rene Smit", "contactpersonen/b.md": "naam: René Smit"}
    corpus, reported = site({**files, "projecten/x.md": f"contactpersoon: {name}"})
    assert [e.naam for e in corpus.contactpersonen if e.projecten] == [name]
    assert faults(reported) == []


@pytest.mark.parametrize(
    ("mention", "column", "unknown", "reading"),
    [
        ("Jan en Kees Kwal", 24, "'Kees Kwal' staat", "; '{}' is gelezen als 'Jan' en 'Kees Kwal'"),
        ("Kees Mol, Ans Aa", 17, "'Kees Mol' en 'Ans Aa' staan", "; '{}' is gelezen als 'Kees Mol' en 'Ans Aa'"),
        ("'Schelp, Truus'", 1, "'Truus Schelp' ('Schelp, Truus') staat", ""),
    ],
)
def test_a_warning_says_how_a_text_was_read(site: Site, mention: str, column: int, unknown: str, reading: str) -> None:
    _, (fault,) = persons(site, mention)
    assert (fault.line, fault.column) == (2, column)
    assert fault.message == f"{unknown} niet in content/contactpersonen/{reading.format(mention)}."


@pytest.mark.parametrize("mention", ["García Lorca, Federico José", "Jos, Vera, Stef", "'Lubberman en Vera'"])
def test_a_text_that_may_be_several_names_after_all_can_be_split(site: Site, mention: str) -> None:
    (found,), (fault,) = persons(site, mention)
    assert found.startswith("?")
    assert fault.remedy.endswith("Zijn het er meer? Zet er een puntkomma tussen.")
    more, _ = persons(site, mention.replace(",", ";").replace(" en ", "; "))
    assert len(more) > 1


def test_a_text_that_was_split_can_be_one_name(site: Site) -> None:
    files = {"projecten/x.md": "contactpersoon: Kees Kwal en Schelp"}
    (fault,) = faults(site(files)[1])
    assert fault.remedy.endswith("Is het een enkele naam? Voeg 'Kees Kwal en Schelp' daar toe.")
    corpus, reported = site({**files, "contactpersonen/kks.md": "naam: Kees Kwal en Schelp"})
    assert [r.id.name for r in corpus.studies[0].contactpersonen] == ["kks"]
    assert faults(reported) == []


def test_a_client_is_not_suggested_for_one_with_a_plus(site: Site) -> None:
    files = {"opdrachtgevers/zorg.md": "naam: Zorg", "projecten/x.md": "opdrachtgever: Zorg+"}
    corpus, reported = site(files)
    (fault,) = other_faults(reported)
    assert (fault.code, "Bedoelde" in fault.remedy) == ("onbekende-opdrachtgever", False)
    assert [str(r.id) for r in corpus.studies[0].opdrachtgevers] == ["opdrachtgevers/?zorg+"]


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("[de Vries, Jan]", ["jan"]),
        ("[Stef, de Vries, Jan]", ["stef", "jan"]),
        ("[Jos, Stef]", ["jos-lubberman", "stef"]),
        ("[Lubberman, Jos]", ["jos-lubberman"]),
    ],
)
def test_items_that_are_halves_of_one_registered_name_are_joined(site: Site, mention: str, expected: list[str]) -> None:
    corpus, reported = site({**PERSONS, "projecten/x.md": f"contactpersoon: {mention}"})
    assert [r.id.name for r in corpus.studies[0].contactpersonen] == expected
    joined = [d.remedy for d in reported if d.code == "naam-in-delen"]
    assert len(joined) == ("Vries" in mention)
    assert all('"de Vries, Jan"]' in remedy for remedy in joined)
    assert faults(reported) == []


@pytest.mark.parametrize("sign", [" + ", " | ", " · ", " i.s.m. ", " in samenwerking met ", " samen met "])
def test_persons_are_split_at_signs_and_words_of_cooperation(site: Site, sign: str) -> None:
    assert persons(site, f"Jos Lubberman{sign}Stef") == (["jos-lubberman", "stef"], [])


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        ("contactpersoon: Stef en anderen", "Stef"),
        ("contactpersoon: [Stef, e.a.]", "Stef"),
        ("opdrachtgever: FLOW e.a.", "FLOW"),
        ("partners: [Bureau Golf, en anderen]", "Bureau Golf"),
    ],
)
def test_others_without_a_name_are_reported(site: Site, field: str, kept: str) -> None:
    corpus, reported = site({**PERSONS, **CLIENTS, "projecten/x.md": field})
    (message,) = [d for d in reported if d.code == "geen-naam"]
    assert message.remedy == "Noem iedereen in een lijst, [a, b], of haal het weg."
    study = corpus.studies[0]
    mentioned = {*study.partners, *(r.mention.text for r in (*study.contactpersonen, *study.opdrachtgevers))}
    assert kept in mentioned
    assert not [name for name in mentioned if "anderen" in name or "e.a." in name]


@pytest.mark.parametrize("name", ["Coöperatie Zee u.a.", "Stichting Met Anderen", "Stichting Samen met Ouders"])
def test_words_of_an_unknown_organisation_are_no_others(site: Site, name: str) -> None:
    corpus, reported = site({**CLIENTS, "projecten/x.md": f"opdrachtgever: {name}"})
    assert [r.mention.text for r in corpus.studies[0].opdrachtgevers] == [name]
    assert "geen-naam" not in {d.code for d in reported}


@pytest.mark.parametrize(("emails", "near"), [(["bo@z.example"], True), (["bo@z.example", "bo@z.example"], False)])
def test_an_address_suggests_the_person_who_alone_has_it(site: Site, emails: list[str], near: bool) -> None:
    files = {f"contactpersonen/p{n}.md": f"naam: Bo Aa{n}\nemail: {email}" for n, email in enumerate(emails)}
    _, reported = site({**files, "projecten/x.md": "contactpersoon: mailto:Bo@z.example"})
    (message,) = faults(reported, "onbekende-opdrachtgever")
    assert (message.remedy == "Bedoelde u 'Bo Aa0'?") == near


def test_two_clients_in_one_value_are_written_as_a_list(site: Site) -> None:
    _, (message,) = clients(site, "FLOW en het A&O fonds Gemeenten")
    assert message.remedy.startswith("Zijn het er twee? Schrijf [FLOW, A&O fonds Gemeenten]. Is het er een?")
