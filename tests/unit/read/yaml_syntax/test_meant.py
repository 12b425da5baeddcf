"""A remedy never advises quotes where the field would refuse the value in quotes."""

import pytest

from vindplaats.diagnostics.diagnostic import Report, collect
from vindplaats.read.front_matter import parse_yaml
from vindplaats.read.schema import FIELDS


def remedies(text: str, kind: str = "projecten") -> list[str]:
    report = Report()
    parse_yaml("x.md", text, report, 0, FIELDS[kind])  # type: ignore[index]
    return [item.remedy for item in collect(report.diagnostics)]


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("titel: **Proef** met bankjes", "Schrijf: titel: Proef met bankjes"),
        ("titel: *Proef*: een begin", 'Schrijf: titel: "Proef: een begin"'),
        ("titel: *) Voetnoot", 'Zet de waarde tussen dubbele aanhalingstekens: titel: "*) Voetnoot"'),
        ("titel: - 5 graden", 'Zet de waarde tussen dubbele aanhalingstekens: titel: "- 5 graden"'),
        ("titel: [Het plan](https://x.example/)", "Schrijf: titel: Het plan"),
        ("titel: &eacute;&eacute;n huis", "Typ het teken zelf: titel: één huis"),
        ("contactpersoon: [A](../x/b.md) en [C](d/index.md)", "Schrijf: contactpersoon: [b, d]"),
        ("contactpersoon: [Noor Vos](https://x.example/)", "Schrijf: contactpersoon: Noor Vos"),
        ("contactpersoon: ?", "Vul in wat hier hoort te staan."),
        ("opdrachtgever: - # nog niet", "Schrijf als er geen is: opdrachtgever: [] # nog niet"),
        ("samenvatting: -", "Vul de waarde in, of haal deze regel weg."),
        ("doi: [x](https://doi.org/10.1234/abc)", "Schrijf: doi: https://doi.org/10.1234/abc"),
        ("bijlagen: [x](./a.pdf)", "Schrijf: bijlagen: a.pdf"),
        ("jaar: @2021", "Schrijf 'jaar: 2021'."),
        ("jaar: [2021", "Schrijf 'jaar: 2021'."),
        ("publicatiedatum: '2021-05-01", "Haal het teken weg: publicatiedatum: 2021-05-01"),
        ("verloopt_op: '2031-05-01 # dag", "Haal het teken weg: verloopt_op: 2031-05-01 # dag"),
        ("publicatiedatum: '1 mei 2021", "Schrijf 'publicatiedatum: 2021-05-01'."),
        ("publicatiedatum: '21", "Schrijf jaar-maand-dag, zoals 2026-12-01."),
        ("jaar: '2021-2022", "Schrijf 'jaar: 2021' of 'jaar: 2022'."),
        ("doi: '10.1234/abc", "Haal het teken weg: doi: 10.1234/abc"),
        ('titel: "Zorg";', 'Haal het weg: titel: "Zorg"'),
        ('werkveld: ["Wonen", "Zorg"],', 'Haal het weg: werkveld: ["Wonen", "Zorg"]'),
        ("werkveld: [, Wonen,, Zorg,,]", "Schrijf: werkveld: [Wonen, Zorg]"),
    ],
)
def test_the_remedy_says_what_the_field_needs(line: str, remedy: str) -> None:
    assert remedies(f"{line}\n") == [remedy]


@pytest.mark.parametrize("sign", ["&", "*", "@", "%", "- ", "* "])
def test_a_sign_before_a_name_is_left_out_or_kept(sign: str) -> None:
    (remedy,) = remedies(f"opdrachtgever: {sign}Zeefonds\n")
    assert remedy.startswith("Haal het teken weg: opdrachtgever: Zeefonds. ")
    assert remedy.endswith(f'schrijf dan: opdrachtgever: "{sign}Zeefonds"')


def test_a_tag_before_a_name_may_be_part_of_it() -> None:
    assert remedies("opdrachtgever: !Zee\n") == ['Zet de waarde tussen dubbele aanhalingstekens: opdrachtgever: "!Zee"']


def test_an_address_that_is_none_is_reported_by_its_field() -> None:
    assert remedies("naam: Noor Vos\nemail: @zeepaard.example\n", "contactpersonen") == [
        "Schrijf het als naam@voorbeeld.nl."
    ]


def test_each_link_in_markdown_becomes_an_item_with_a_title_and_an_address() -> None:
    assert remedies("links:\n  - [A](https://a.example/)\n  - [B](https://b.example/)\n") == [
        "Schrijf '{titel: A, url: https://a.example/}'.",
        "Schrijf '{titel: B, url: https://b.example/}'.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "titel: a\ncontactpersoon: Noor Vos\n- jaar: 2021\n",
        "titel: a\nwerkveld:\n- Wonen\n- jaar: 2021\n",
    ],
)
def test_a_dash_before_the_name_of_a_field_is_left_out(text: str) -> None:
    assert remedies(text) == ["Haal de andere tekens weg: jaar: 2021"]


def test_a_title_in_a_list_of_links_is_not_a_field() -> None:
    assert remedies("links:\n- titel: A\n  url: https://a.example/\n- titel: B: c\n  url: https://b.example/\n") == [
        'Zet de waarde tussen dubbele aanhalingstekens: - titel: "B: c"'
    ]


def test_a_line_with_hard_spaces_is_quoted_with_its_indentation() -> None:
    (remedy,) = remedies("links:\n\u00a0\u00a0- titel: A\n\u00a0\u00a0  url: https://a.example/\n")
    assert remedy.endswith(": '  - titel: A'")


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("werkveld: Wonen opdrachtgever: []", "'werkveld: Wonen' en 'opdrachtgever: []'"),
        ('titel: "Een" werkveld: Wonen', "'titel: \"Een\"' en 'werkveld: Wonen'"),
        ("werkveld: [Wonen], jaar: 2021", "'werkveld: [Wonen]' en 'jaar: 2021'"),
        (
            "werkveld: Wonen; jaar: 2021; contactpersoon: Noor Vos",
            "'werkveld: Wonen', 'jaar: 2021' en 'contactpersoon: Noor Vos'",
        ),
        ("jaar: 2021 concept: ja", "'jaar: 2021' en 'concept: ja'"),
    ],
)
def test_fields_on_one_line_each_get_a_line_of_their_own(line: str, remedy: str) -> None:
    assert remedies(f"{line}\nsamenvatting: a\n") == [f"Zet elk veld op een eigen regel: {remedy}"]


@pytest.mark.parametrize(
    "text",
    ["titel: Het jaar: een begin\njaar: 2021\n", "titel: Wat partners: doen\n", "titel: Zonder jaar:\n"],
)
def test_the_name_of_a_field_in_a_text_begins_no_field(text: str) -> None:
    (remedy,) = remedies(text)
    assert remedy.startswith("Zet de waarde tussen dubbele aanhalingstekens: titel: ")
