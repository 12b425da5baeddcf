"""The fields ``menu`` and ``voet``: names, texts and links, and one message for a list of another shape."""

import pytest

from support import whole_field
from vindplaats.config import SiteConfig, parse_site
from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.read.fields.site_links import report_site_list
from vindplaats.read.front_matter import parse_yaml
from vindplaats.read.records import Mention, SiteLink

BASE = "naam: Proef\nbase_url: https://proef.example/\n"


def read(text: str) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    return parse_site((BASE + text).encode())


def items(text: str, name: str) -> list[tuple[str, ...]]:
    site, reported = read(text)
    assert reported == ()
    found: tuple[Mention | SiteLink, ...] = getattr(site, name)
    return [(item.titel, item.url) if isinstance(item, SiteLink) else (item.text,) for item in found]


@pytest.mark.parametrize("name", ["menu", "voet"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[a, {titel: Fonds, url: 'https://fonds.example/'}]", [("a",), ("Fonds", "https://fonds.example/")]),
        ("{titel: Ons, url: /over-ons/}", [("Ons", "/over-ons/")]),
        ("\n  - a\n  - titel: Team\n    url: /over-ons/#team", [("a",), ("Team", "/over-ons/#team")]),
        ("[{url: 'mailto:info@proef.example', titel: Mail}]", [("Mail", "mailto:info@proef.example")]),
        ("[{titel: Start, url: /}]", [("Start", "/")]),
        ("a", [("a",)]),
        ("[]", []),
        ("", []),
        ("[a, null]", [("a",)]),
    ],
)
def test_items_are_texts_and_links(name: str, value: str, expected: list[tuple[str, ...]]) -> None:
    assert items(f"{name}: {value}\n", name) == expected


def test_a_text_of_the_footer_is_taken_as_it_is() -> None:
    text = "Bureau Proef (KvK 12345678), 020-000 00 00"
    assert items(f"voet: ['{text}', 'Postbus 1: Zeewijk']\n", "voet") == [(text,), ("Postbus 1: Zeewijk",)]


@pytest.mark.parametrize(
    ("menu", "expected"),
    [
        ("\n  - {name: Nieuws, href: /nieuws}\n  - {name: Over ons, link: /over-ons/}",
         "[{titel: Nieuws, url: /nieuws/}, {titel: Over ons, url: /over-ons/}]"),
        ("\n  Projecten: /projecten/\n  Over ons: /over-ons/",
         "[{titel: Projecten, url: /projecten/}, {titel: Over ons, url: /over-ons/}]"),
        ("\n  - Home: /\n  - nieuws", "[{titel: Home, url: /}, nieuws]"),
        ("\n  - url: /over-ons/\n  - titel: Ons\n  - nieuws", "[{titel: Ons, url: /over-ons/}, nieuws]"),
        (" {projecten, nieuws}", "[projecten, nieuws]"),
        ("\n  projecten: true\n  nieuws: true\n  jaren: false", "[projecten, nieuws]"),
        (" [[projecten, nieuws]]", "[projecten, nieuws]"),
        (" [{Titel: Ons, Href: /over-ons/}]", "[{titel: Ons, url: /over-ons/}]"),
        (" [{titel: A, link: /a/}, {title: B, url: /b/}]", "[{titel: A, url: /a/}, {titel: B, url: /b/}]"),
        (" [{naam: Fonds, link: fonds.example}]", "[{titel: Fonds, url: https://fonds.example}]"),
        (" [projecten, {Fonds: https://fonds.example}]", "[projecten, {titel: Fonds, url: https://fonds.example}]"),
        (" [[https://fonds.example/x]]", "[{titel: fonds.example, url: https://fonds.example/x}]"),
        ("\n  Wie wij zijn: /over-ons/", "[{titel: Wie wij zijn, url: /over-ons/}]"),
        ("\n  Water: /werkvelden/water/\n  Team: /over-ons/#team",
         "[{titel: Water, url: /werkvelden/water/}, {titel: Team, url: /over-ons/#team}]"),
        ("\n  - titel: Fonds\n  - url: https://fonds.example\n  - projecten",
         "[{titel: Fonds, url: https://fonds.example}, projecten]"),
        ("\n  - projecten\n  - titel: Ons\n  - url: /over-ons/", "[projecten, {titel: Ons, url: /over-ons/}]"),
        ("\n  - 'A, b': https://fonds.example", '[{titel: "A, b", url: https://fonds.example}]'),
    ],
)  # fmt: skip
def test_a_menu_of_another_system_keeps_its_titles_and_links(menu: str, expected: str) -> None:
    _, (error,) = read(f"menu:{menu}\n")
    assert (error.severity, error.code) == ("error", "verkeerde-waarde")
    assert error.remedy == f"Schrijf 'menu: {expected}'.{whole_field(f'menu:{menu}')}"
    assert read(f"menu: {expected}\n")[1] == ()


@pytest.mark.parametrize(
    ("voet", "expected"),
    [
        (" [{title: Privacy, link: /privacy/}]", "[{titel: Privacy, url: /privacy/}]"),
        (" {Privacy: /privacy/, Fonds: fonds.example}",
         "[{titel: Privacy, url: /privacy/}, {titel: Fonds, url: https://fonds.example}]"),
        ("\n  - Postbus 1: Zeewijk\n  - KvK: 123", '["Postbus 1: Zeewijk", "KvK: 123"]'),
        ("\n  - Adres: Postbus 1, Utrecht", '["Adres: Postbus 1, Utrecht"]'),
        ("\n  Privacy: /privacy/\n  Adres: Postbus 1\n  KvK: 123",
         '[{titel: Privacy, url: /privacy/}, "Adres: Postbus 1", "KvK: 123"]'),
        ("\n  - E-mail: info@x.example\n  - Website: www.x.example",
         '["E-mail: info@x.example", {titel: Website, url: https://www.x.example}]'),
        (" [[a, b], Over ons]", "[a, b, Over ons]"),
        ("\n  - titel: Ons\n  - url: /over-ons/", "[{titel: Ons, url: /over-ons/}]"),
    ],
)  # fmt: skip
def test_a_footer_of_another_system_keeps_its_texts_and_links(voet: str, expected: str) -> None:
    _, (error,) = read(f"voet:{voet}\n")
    assert (error.severity, error.code) == ("error", "verkeerde-waarde")
    assert error.remedy == f"Schrijf 'voet: {expected}'.{whole_field(f'voet:{voet}')}"
    assert read(f"voet: {expected}\n")[1] == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("menu", "\n  - Onderzoek:\n  - projecten"),
        ("menu", "\n  Onderzoek:\n  - projecten"), ("menu", "\n  main:\n    - name: Nieuws\n      url: /nieuws/"),
        ("menu", " [{name: Nieuws, href: /nieuws/, weight: 1}]"), ("menu", " {Adres: Postbus 1}"),
        ("menu", " [{title: Wij, pageRef: wij}]"), ("voet", "\n  - naam: Bureau\n    adres: Postbus 1"),
        ("voet", " {label: Privacy, to: /privacy/}"), ("voet", "\n  - titel: A\n  - url: /a/\n  - titel: B"),
        ("voet", "\n  Contact:\n    - Postbus 1"),
    ],
)  # fmt: skip
def test_a_list_that_would_lose_words_is_not_rewritten(name: str, value: str) -> None:
    _, (error,) = read(f"{name}:{value}\n")
    assert error.remedy.startswith(f"Schrijf het als een lijst, zoals '{name}: [")


@pytest.mark.parametrize(
    ("item", "remedy"),
    [
        ("{titel: Ons, url: /over-ons/, gewicht: 1}", "Haal het weg"),
        ("{titel: Ons, urll: /over-ons/}", "Bedoelde u 'url'?"),
         ("{titel: Ons, u@l: /over-ons/}", "Haal het weg"),
    ],
)  # fmt: skip
def test_another_field_of_a_link_is_one_mistake(item: str, remedy: str) -> None:
    _, (error,) = read(f"menu: [{item}]\n")
    assert error.code == "onbekend-veld"
    assert error.remedy.startswith(remedy)


@pytest.mark.parametrize("name", ["menu", "voet"])
def test_a_list_that_is_too_long_for_a_remedy_gets_an_example(name: str) -> None:
    links = ", ".join(f"{{name: Fonds {n}, href: https://fonds{n}.example}}" for n in range(9))
    _, (error,) = read(f"{name}: [{links}]\n")
    assert error.remedy.startswith(f"Schrijf het als een lijst, zoals '{name}: [")
    example = error.remedy.partition("'")[2].rpartition("'")[0].replace("https://...", "https://fonds.example")
    assert read(f"{example}\n")[1] == ()


@pytest.mark.parametrize("value", [" [projecten, nieuws]", " projecten", " []", "", "\n  - projecten", " [{}]"])
def test_a_list_of_names_is_not_reported(value: str) -> None:
    report = Report()
    (pair,) = parse_yaml("site.yaml", f"menu:{value}\n", report).pairs
    assert not report_site_list(pair, "site.yaml", report)


@pytest.mark.parametrize("name", ["menu", "voet"])
@pytest.mark.parametrize(
    ("item", "code", "column", "remedy"),
    [
        ("{titel: Fonds, url: www.fonds.example}", "ongeldige-url", 23, "Schrijf 'url: https://www.fonds.example'."),
        ("{titel: Fonds, url: fonds.example}", "ongeldige-url", 23, "Schrijf 'url: https://fonds.example'."),
        ("{titel: Fonds, url: //fonds.example/}", "ongeldige-url", 23, "Schrijf 'url: https://fonds.example/'."),
        ("{titel: Fonds, url: HTTPS//fonds.example}", "ongeldige-url", 23, "Schrijf 'url: https://fonds.example'."),
        ("{titel: Mail, url: info@x.example}", "ongeldige-url", 22, "Schrijf 'url: mailto:info@x.example'."),
        ("{titel: X, url: 'javascript:alert(1)'}", "ongeldige-url", 19, "Schrijf een heel adres dat met https://"),
        ("{titel: X}", "ontbrekend-veld", 8, "Schrijf een link als {titel: Over ons, url: /over-ons/}"),
        ("{url: /over-ons/}", "ontbrekend-veld", 8, "Schrijf een link als {titel: Over ons, url: /over-ons/}"),
        ("{titel: '', url: /over-ons/}", "leeg-veld", 9, "Vul het in."),
        ("{titel: X, url: ''}", "leeg-veld", 19, "Vul het in"),
        ("{titel: [a, b], url: /}", "verkeerde-waarde", 9, "Schrijf 'titel: \"a, b\"'."),
        ("{titel: X, url: {a: /x/}}", "verkeerde-waarde", 19, "Schrijf 'url: "),
        ("''", "leeg-veld", 8, "Vul haar in of haal haar weg."),
        ("{}", "verkeerde-waarde", 8, ""),
    ],
)
def test_a_wrong_item_is_one_error(name: str, item: str, code: str, column: int, remedy: str) -> None:
    site, (error,) = read(f"{name}: [{item}]\n")
    assert site is None
    assert (error.severity, error.code, error.line, error.column) == ("error", code, 3, column)
    assert error.remedy.startswith(remedy)


def test_lines_of_a_text_are_items_of_their_own() -> None:
    _, (warning,) = read("voet: |\n  Postbus 1\n  Zeewijk\n")
    assert (warning.severity, warning.line) == ("warning", 3)
    assert read("voet:\n  - Postbus 1\n  - Zeewijk\n")[1] == read("voet: Postbus 1\n  Zeewijk\n")[1] == ()


def test_spaces_after_mailto_are_left_out() -> None:
    _, (error,) = read("voet: [{titel: Mail, url: 'mailto: info@x.example'}]\n")
    assert error.remedy == "Schrijf 'url: mailto:info@x.example'."


def test_an_address_on_the_computer_of_the_editor_is_a_warning() -> None:
    site, (warning,) = read("menu: [{titel: X, url: 'http://localhost:8000/over-ons/'}]\n")
    assert site is not None
    assert (warning.severity, warning.code) == ("warning", "tekst-vorm")


@pytest.mark.parametrize("key", ["footer", "voettekst", "Footer-Links"])
def test_the_footer_is_known_by_other_words(key: str) -> None:
    _, (error,) = read(f"{key}: [a]\n")
    assert error.remedy == "Bedoelde u 'voet'?"


@pytest.mark.parametrize(
    ("lines", "line", "write"),
    [
        ("menu:\n  - titel: Wij\n    menu: [nieuws]", 2, ""),
        ("menu:\n  - projecten\n  - titel: Wij\n    url: /wij/\n    submenu:\n      - nieuws\n      - jaren", 4,
         "menu: [projecten, {titel: Wij, url: /wij/}, nieuws, jaren]"),
        ("menu:\n  - titel: Wij\n    url: /wij/\n    items:\n      - {titel: A, url: /nieuws/}", 3,
         "menu: [{titel: Wij, url: /wij/}, {titel: A, url: /nieuws/}]"),
        ("menu:\n  - Wij:\n    - nieuws\n    - Meer: [jaren, reeksen]", 1, ""),
        ("menu:\n  - titel: Wij\n    kinderen: nieuws", 2, ""),
        ("menu:\n  - Onderzoek:\n      - projecten\n      - werkvelden", 1, ""),
        ("menu:\n  - titel: Wij\n    menu:", 2, ""),
        ("menu:\n  - titel: Wij\n    iets: 3\n    menu: [nieuws]", 3, ""),
        ("voet:\n  - titel: Wij\n    menu: [nieuws]", 2, ""),
    ],
)  # fmt: skip
def test_a_submenu_is_one_message(lines: str, line: int, write: str) -> None:
    _, (fault,) = read(f"{lines}\n")
    assert (fault.code, fault.severity, fault.line) == ("verkeerde-waarde", "error", line + 3)
    assert "submenu's zijn er niet" in fault.message
    if not write:
        assert fault.remedy.startswith(f"Zet elk onderdeel in '{lines[:4]}' zelf, ")
        return
    assert write in fault.remedy
    assert read(f"{write}\n")[1] == ()
