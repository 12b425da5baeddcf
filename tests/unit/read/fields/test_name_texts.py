import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import law
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.fields import name_texts
from vindplaats.read.fields.context import FieldContext
from vindplaats.read.fields.name_texts import name_alone
from vindplaats.read.fields.names import name_fields
from vindplaats.read.front_matter import parse_yaml
from vindplaats.read.schema import FIELDS
from vindplaats.read.values import read_fields, read_value
from vindplaats.read.yaml_syntax.raw_values import Scalar


def read(yaml: str) -> tuple[list[str], list[str]]:
    """Return the names in a field of a project, and the remedies of the messages about it."""
    report = Report()
    field = next(field for field in FIELDS["projecten"] if field.name == yaml.partition(":")[0])
    pairs = parse_yaml("x.md", yaml, report).pairs
    values = read_fields("x.md", name_fields("x.md", pairs, (field,), read_value, report), (field,), report) or {}
    names = [getattr(item, "text", item) for item in values[field.name]]
    return names, [diagnostic.remedy for diagnostic in report.diagnostics]


CLIENT = "bij 'url' in het bestand van deze opdrachtgever in content/opdrachtgevers/"
EMAIL = "bij 'email' in het bestand van deze persoon in content/contactpersonen/"
PHONE = "bij 'telefoon' in het bestand van deze persoon in content/contactpersonen/"


@pytest.mark.parametrize(
    ("yaml", "names", "remedy"),
    [
        (
            'opdrachtgever: "[Zeefonds](https://z.example/)"',
            ["Zeefonds"],
            f"Schrijf 'opdrachtgever: Zeefonds', en zet https://z.example/ {CLIENT}.",
        ),
        (
            "opdrachtgever: Zeefonds (ZF), www.z.example",
            ["Zeefonds (ZF)"],
            f"Schrijf 'opdrachtgever: Zeefonds (ZF)', en zet https://www.z.example {CLIENT}.",
        ),
        (
            "contactpersoon: [Bo Aa, Jo Mol <jo@z.example>]",
            ["Bo Aa", "Jo Mol"],
            f"Schrijf 'Jo Mol', en zet jo@z.example {EMAIL}.",
        ),
        (
            "contactpersoon: Jo Mol, tel. +31 (0)20 000 00 00, e-mail jo@z.example",
            ["Jo Mol"],
            f"Schrijf 'contactpersoon: Jo Mol', en zet jo@z.example {EMAIL}, en zet +31 (0)20 000 00 00 {PHONE}.",
        ),
        (
            'partners: "[Duin: bureau](https://d.example/)"',
            ["Duin: bureau"],
            """Schrijf 'partners: "Duin: bureau"', en voeg aan 'links' toe: [{titel: "Duin: bureau", url: https://d.example/}].""",
        ),
        ('auteurs: "[Jo Mol](../jo-mol.md)"', ["Jo Mol"], "Schrijf 'auteurs: Jo Mol'."),
        ("werkveld: (Wonen, Zorg)", ["Wonen", "Zorg"], "Schrijf 'werkveld: [Wonen, Zorg]'."),
        ("auteurs: (Mol, Jan)", ["Mol, Jan"], "Schrijf 'auteurs: [\"Mol, Jan\"]'."),
        ("trefwoorden: (huur; wonen)", ["huur", "wonen"], "Schrijf 'trefwoorden: [huur, wonen]'."),
        ("bijlagen: (a.pdf, b.pdf)", ["a.pdf", "b.pdf"], "Schrijf 'bijlagen: [a.pdf, b.pdf]'."),
    ],
)
def test_what_is_beside_a_name_is_taken_from_it_and_gets_its_own_place(
    yaml: str, names: list[str], remedy: str
) -> None:
    assert read(yaml) == (names, [remedy])


@pytest.mark.parametrize(
    ("yaml", "names"),
    [
        ("contactpersoon: jo@z.example", ["jo@z.example"]),
        ("opdrachtgever: https://z.example/", ["https://z.example/"]),
        ("opdrachtgever: opdrachtgevers/zeefonds", ["opdrachtgevers/zeefonds"]),
        ("opdrachtgever: Bureau 1900-2000 [oud]", ["Bureau 1900-2000 [oud]"]),
        ("opdrachtgever: Telefoon 020-0000000 BV", ["Telefoon 020-0000000 BV"]),
        ("contactpersoon: Jo Mol (020)", ["Jo Mol (020)"]),
        ("partners: Zee@Work", ["Zee@Work"]),
        ("partners: Zee.nl / Duin", ["Zee.nl / Duin"]),
        ("werkveld: (Wonen)", ["Wonen"]),
        ("opdrachtgever: Zeefonds (zee, duin)", ["Zeefonds (zee, duin)"]),
    ],
)
def test_a_name_stays_as_it_is_if_nothing_else_is_beside_it(yaml: str, names: list[str]) -> None:
    assert read(yaml) == (names, [])


PARTS = st.one_of(
    st.text(max_size=4),
    st.sampled_from([
        "Noor de Wit", "[", "](", ")", "<a href=", ">", "</a>", "@", "x@y.nl", "mailto:", "http://a.nl", "WWW.a.nl",
        "www", "://", "tel.", "06", "0", "+31 ", "12345678", "٠٦١٢٣٤٥٦٧٨", " ", ",", ";", "(", "mail",
    ]),
)  # fmt: skip


@law
@given(parts=st.lists(PARTS, max_size=6), name=st.sampled_from(["contactpersoon", "opdrachtgever", "auteurs"]))
def test_law_that_a_name_without_a_sign_has_nothing_beside_it(parts: list[str], name: str) -> None:
    text, found = "".join(parts), []
    for sign in (name_texts._SIGN, re.compile("")):
        report = Report()
        with patch.object(name_texts, "_SIGN", sign):
            rest = name_alone(text, Scalar(text, 3, 5), FieldContext(name, "namen", "x.md", report))
        found.append((rest, report.diagnostics))
    assert found[0] == found[1]
