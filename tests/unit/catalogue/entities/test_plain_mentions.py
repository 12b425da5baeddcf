"""Names that are resolved in a short way, as on most pages, mean the same as in the long way."""

from datetime import date
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from vindplaats.catalogue.entities.resolve import Resolutions, resolve
from vindplaats.catalogue.select import Selection
from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.read.page_id import PageId
from vindplaats.read.records import (
    FieldPlace,
    Kind,
    Mention,
    Nieuwsbericht,
    Opdrachtgever,
    Persoon,
    Project,
    Publishable,
    Record,
    Werkveld,
    join_places,
)

PERSONS = (
    "Noor Vos", "Noor Aa", "Bram Noor", "Vos", "Noor", "dr. Noor Vos", "Vos, Noor", "Jan de Zee", "Zee", "Bram", "Geen",
    "Team Zee en Zand", "Piet Puk e.a.", "nv",
)  # fmt: skip
MENTIONED_PERSONS = (
    *PERSONS, "noor vos", "Vos, drs. Noor", "Noor Vos en Bram", "Noor, Bram", "Noor Vos e.a.", "geen", "Onbekend, Piet",
    "contactpersonen/a0", "a0", "en anderen", "Noor Vos; Jan de Zee", "N.", "Jan", "Zee, Jan de, Vos, Noor", "",
)  # fmt: skip
ORGANISATIONS = (
    "Zeefonds", "Raad voor de Zee (RZ)", "RZ", "Zee", "Zorg en Welzijn", "Zorg", "Welzijn", "C++", "Geen", "Fonds e.a.",
)  # fmt: skip
MENTIONED_ORGANISATIONS = (
    *ORGANISATIONS, "zeefonds", "Zeefonds, Zorg", "Zorg & Welzijn", "Zeefonds e.a.", "geen", "n.v.t.", "Raad (RZ)",
    "Zeefonds/RZ", "Gemeente Zee, Gemeente Zand", "Raad voor de Zee", "opdrachtgevers/a0", "-", ",", "Zorgg", "e.a.",
    "",
)  # fmt: skip


PLACES = join_places(
    FieldPlace(naam, line, 1)
    for line, naam in enumerate(("titel", "contactpersoon", "opdrachtgever", "werkveld", "partners"), 1)
)
Texts = tuple[str, ...]


def mentions(texts: Texts, line: int, *, listed: bool) -> tuple[Mention, ...]:
    """Return the value of the field at ``line``: a list, or else one text, which has the place of the field."""
    first = 20 if listed else 1
    return tuple(Mention(text, line, first + number, line, 20 + number) for number, text in enumerate(texts))


def project(number: int, persons: Texts, organisations: Texts, *, listed: bool) -> Publishable:
    return Project(
        id=PageId("projecten", f"p{number}"),
        file=f"content/projecten/p{number}.md",
        kind="projecten",
        places=PLACES,
        titel="P",
        jaar=2020,
        contactpersoon=mentions(persons, 2, listed=listed),
        opdrachtgever=mentions(organisations, 3, listed=listed),
        werkveld=mentions(organisations, 4, listed=listed),
        partners=mentions(organisations, 5, listed=listed),
    )


def bericht(number: int, persons: Texts) -> Publishable:
    return Nieuwsbericht(
        id=PageId("nieuws", f"n{number}"),
        file=f"content/nieuws/n{number}.md",
        kind="nieuws",
        places=PLACES,
        titel="N",
        datum=date(2020, 1, 1),
        contactpersoon=mentions(persons, 2, listed=False),
    )


def drawn(texts: Texts) -> st.SearchStrategy[Texts]:
    return st.lists(st.sampled_from(texts), max_size=4).map(tuple)


@st.composite
def pages(draw: st.DrawFn) -> list[Publishable]:
    """Draw pages: two for each of some texts, which is alone or the only one in a list, and some with longer lists."""
    found: list[Publishable] = []
    alone = zip(draw(st.permutations(MENTIONED_PERSONS)), draw(st.permutations(MENTIONED_ORGANISATIONS)), strict=False)
    for person, organisation in list(alone)[:12]:
        for listed in (True, False):
            found.append(project(len(found), (person,), (organisation,), listed=listed))
    for _ in range(6):
        found.append(project(len(found), draw(drawn(PERSONS)), draw(drawn(MENTIONED_ORGANISATIONS)), listed=True))
    return [*found, bericht(0, draw(drawn(MENTIONED_PERSONS)))]


def entries(kind: Kind, names: list[tuple[str, str]]) -> list[Record]:
    found: list[Record] = []
    for number, (naam, alias) in enumerate(names):
        page_id, file = PageId(kind, f"a{number}"), f"content/{kind}/a{number}.md"
        aliases = (Mention(alias, 3, 11),)
        if kind == "contactpersonen":
            found.append(Persoon(id=page_id, file=file, kind=kind, naam=naam, aliassen=aliases))
        elif kind == "opdrachtgevers":
            found.append(Opdrachtgever(id=page_id, file=file, kind=kind, naam=naam, aliassen=aliases))
        else:
            found.append(Werkveld(id=page_id, file=file, kind=kind, titel=naam))
    return found


def names_of(texts: Texts) -> st.SearchStrategy[list[tuple[str, str]]]:
    return st.lists(st.tuples(st.sampled_from(texts), st.sampled_from((*texts, "Alias"))), max_size=8)


def resolved(selection: Selection) -> tuple[list[object], tuple[Diagnostic, ...]]:
    report = Report()
    found = resolve(selection, report)
    names = tuple(name for name in Resolutions.__struct_fields__ if name != "persons")
    return [getattr(found, name) for name in names], report.diagnostics


@settings(max_examples=50)  # each has many pages
@given(pages(), names_of(PERSONS), names_of(ORGANISATIONS), st.integers(0, 3), st.booleans())
def test_law_that_plain_mentions_are_resolved_as_in_the_long_way(
    found: list[Publishable],
    persons: list[tuple[str, str]],
    organisations: list[tuple[str, str]],
    refused: int,
    is_complete: bool,
) -> None:
    registered = (
        *entries("contactpersonen", persons),
        *entries("opdrachtgevers", organisations),
        *entries("werkvelden", organisations[::-1]),
    )
    records = {record.id: record for record in (*found[refused:], *registered)}
    incomplete = frozenset[Kind]() if is_complete else frozenset[Kind](("contactpersonen", "werkvelden"))
    selection = Selection(records, tuple(records.values()), incomplete, date(2021, 1, 1), False, tuple(found[:refused]))
    with patch("vindplaats.catalogue.entities.resolve._Resolver._find_only", return_value=None):
        long_way = resolved(selection)
    assert resolved(selection) == long_way
