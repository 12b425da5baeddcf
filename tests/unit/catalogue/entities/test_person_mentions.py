"""How mentions of persons are read. Many names here are of nobody who is registered."""

import time

import pytest

from vindplaats.catalogue.entities.person_mentions import plain_name, read_persons
from vindplaats.catalogue.entities.person_suggestions import nearest_person
from vindplaats.catalogue.entities.registers import register_persons
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Persoon

NAMES = (
    "Bram Jansen", "Anna de Wit", "Jan de Vries", "Noor Vos", "Team Onderzoek & Statistiek", "René Bos", "Stef",
    "Jos Lubberman", "dr. Eva Mol", "Tal Ben-Hur", "Jan Willem van der Berg",
)  # fmt: skip
REGISTER = register_persons(
    [
        Persoon(id=PageId("contactpersonen", f"p{number}"), file=f"{number}.md", kind="contactpersonen", naam=naam)
        for number, naam in enumerate(NAMES)
    ],
    Report(),
)


def read(text: str) -> list[str]:
    """Return the full names of registered persons, and a question mark before those of others."""
    return [
        " of ".join(REGISTER.names[i] for i in name.ids) if name.ids else f"?{name.naam}"
        for name in read_persons(text, REGISTER)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jansen, Anna", "?Anna Jansen"),
        ("Vos, Bram", "?Bram Vos"),
        ("Jansen,Anna", "?Anna Jansen"),
        ("Jansen, Bram", "Bram Jansen"),
        ("jansen, bram", "Bram Jansen"),
        ("Vries, Jan de", "Jan de Vries"),
        ("de Vries, Jan", "Jan de Vries"),
        ("De Vries, Jan", "Jan de Vries"),
        ("Vries, drs. Jan de", "Jan de Vries"),
        ("Ben-Hur, Tal", "Tal Ben-Hur"),
        ("Van der Berg, Jan Willem", "Jan Willem van der Berg"),
        ("García Lorca, Federico", "?Federico García Lorca"),
        ("Stef, Vera", "?Vera Stef"),
        ("Vos, Jansen", "?Jansen Vos"),
        ("Smit, J.", "?J. Smit"),
        ("Aa, J.W. van der", "?J.W. van der Aa"),
        ("Darwin, Charles, Jr.", "?Charles Darwin Jr."),
        ("García Lorca, Federico José", "?Federico José García Lorca"),
        ("Jansen & Zn", "?Jansen & Zn"),
        ("Raad voor de Kust en de Zee", "?Raad voor de Kust en de Zee"),
        ("Jansen, Anna, Bos, Piet", "?Jansen, Anna, Bos, Piet"),
        ("Jos, Vera, Stef", "?Jos, Vera, Stef"),
        ("Noor Vos, projectleider", "?Noor Vos, projectleider"),
        ("Bram Jansen, MSc", "Bram Jansen"),
        ("Bram Jansen MSc", "Bram Jansen"),
        ("Dr. Piet Smit, PhD", "?Piet Smit"),
        ("prof.dr. P. Smit", "?P. Smit"),
        ("Eva Mol", "dr. Eva Mol"),
        ("Mol, Eva", "dr. Eva Mol"),
        ("Eva", "dr. Eva Mol"),
        ("Board of Directors", "?Board of Directors"),
        ("Ministry of Housing", "?Ministry of Housing"),
        ("Bureau Onderzoek en Statistiek", "?Bureau Onderzoek en Statistiek"),
        ("Team Onderzoek & Statistiek", "Team Onderzoek & Statistiek"),
        ("Team Wonen/Zorg", "?Team Wonen/Zorg"),
        ("Afdeling Wonen, Zorg en Welzijn", "?Afdeling Wonen, Zorg en Welzijn"),
        ("Jansen en Zonen", "?Jansen en Zonen"),
        ("Noor Vos en anderen", "Noor Vos"),
        ("Noor Vos e.a.", "Noor Vos"),
        ("P&O", "?P&O"),
        ("Ana María de la Cruz y Soto", "?Ana María de la Cruz y Soto"),
        ("Karin Bos (Universiteit Voorbeeld, afdeling Wonen)", "?Karin Bos (Universiteit Voorbeeld, afdeling Wonen)"),
        ("Karin Bos [wonen en zorg]", "?Karin Bos [wonen en zorg]"),
    ],
)
def test_a_text_that_names_one_person_or_organisation_is_not_split(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna, Bram", ["Anna de Wit", "Bram Jansen"]),
        ("Stef, Jos", ["Stef", "Jos Lubberman"]),
        ("Piet Jansen, Jan de Vries", ["?Piet Jansen", "Jan de Vries"]),
        ("J. Smit, A. de Boer", ["?J. Smit", "?A. de Boer"]),
        ("Noor Vos, Kees", ["Noor Vos", "?Kees"]),
        ("Noor Vos, MSc, Bram Jansen, PhD", ["Noor Vos", "Bram Jansen"]),
        ("Jansen, Bram, Vos, Noor", ["Bram Jansen", "Noor Vos"]),
        ("Smit, J., Boer, A. de", ["?J. Smit", "?A. de Boer"]),
        ("Jansen, Anna; Vries, Jan de", ["?Anna Jansen", "Jan de Vries"]),
        ("Jansen, A. en Wit, A. de", ["?A. Jansen", "?A. de Wit"]),
        ("Jansen, Anna en Stef", ["?Anna Jansen", "Stef"]),
        ("Smit, Anna en Stef", ["?Anna Smit", "Stef"]),
        ("Jos, Vera of Stef", ["Jos Lubberman", "?Vera", "Stef"]),
        ("Kees, Piet & Klaas", ["?Kees", "?Piet", "?Klaas"]),
        ("A. Bos, C. Dam, and E. Fop", ["?A. Bos", "?C. Dam", "?E. Fop"]),
        ("Lubberman; Vera", ["Jos Lubberman", "?Vera"]),
        ("Kees Kwal/Truus Schelp", ["?Kees Kwal", "?Truus Schelp"]),
        ("Anna de Wit (tot 2020), Noor Vos", ["?Anna de Wit (tot 2020)", "Noor Vos"]),
        ("Noor Vos of het secretariaat", ["Noor Vos", "?het secretariaat"]),
        ("Piet d'Aa en Bo 't Hart", ["?Piet d'Aa", "?Bo 't Hart"]),
        ("prof. dr. A. Bos en mr. C. Dam", ["?A. Bos", "?C. Dam"]),
        ("jos en vera", ["Jos Lubberman", "?vera"]),
    ],
)
def test_a_text_that_names_several_persons_is_split(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_the_place_of_each_name_is_known() -> None:
    names = read_persons("Jansen, Anna; dr. Noor Vos, MSc en Stef", REGISTER)
    assert [(name.text, name.offset) for name in names] == [("Jansen, Anna", 0), ("dr. Noor Vos", 14), ("Stef", 35)]


@pytest.mark.parametrize("text", [",", ";", "en", "of of", "MSc", "(", ", , ;"])
def test_a_text_without_a_name_is_one_unknown_name(text: str) -> None:
    (name,) = read_persons(text, REGISTER)
    assert not name.ids
    assert name.naam


@pytest.mark.parametrize("text", [",", "A, ", " en", ";", "(", "Jan Bos, ", "a", "a."])
def test_a_very_long_text_takes_little_time(text: str) -> None:
    before = time.process_time()
    read_persons(text * (40_000 // len(text)), REGISTER)
    assert time.process_time() - before < 1


def test_a_name_is_shown_in_its_usual_order() -> None:
    assert plain_name("Aa, drs. Bo van der") == "Bo van der Aa"
    assert plain_name("Jansen, directeur") == "Jansen, directeur"
    assert plain_name("Bos, Jo (wonen)") == "Bos, Jo (wonen)"


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Jos Lubbermann", "Jos Lubberman"),
        ("J. Lubberman", "Jos Lubberman"),
        ("Lubermann", "Jos Lubberman"),
        ("Anna Jansen", None),
        ("Bram Vos", None),
        ("Noor Vos, projectleider", "Noor Vos"),
        ("Noor Vos (afdeling Wonen)", "Noor Vos"),
        ("Noor Vos Afdeling Wonen", "Noor Vos"),
        ("Noor Vos, Kees", None),
        ("dr. Noor Voss", "Noor Vos"),
        ("Stef Smit", None),
    ],
)
def test_no_other_person_is_suggested(text: str, near: str | None) -> None:
    assert nearest_person(text, NAMES) == near
