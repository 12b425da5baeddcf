"""Typographic quotes around values are reported wherever the value is, and fixed where they are."""

import pytest

from vindplaats.diagnostics.diagnostic import NewText, Report
from vindplaats.read.front_matter import parse_yaml
from vindplaats.read.schema import FIELDS, SITE_FIELDS


def fixes(text: str, *, is_site: bool = False) -> list[str]:
    """Return the line of each value in typographic quotes, as its fix makes it."""
    report = Report()
    parse_yaml("x.md", text, report, 0, SITE_FIELDS if is_site else FIELDS["projecten"])
    lines = text.split("\n")
    found: list[str] = []
    for diagnostic in report.diagnostics:
        assert (diagnostic.code, type(diagnostic.fix)) == ("gekrulde-aanhalingstekens", NewText)
        fix = diagnostic.fix
        assert isinstance(fix, NewText)
        line = lines[fix.line - 1]
        found.append(line[: fix.column - 1] + fix.text + line[fix.end_column - 1 :])
    return found


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("links:\n- titel: “Kust”\n  url: ‘https://k.example/’\n", ["- titel: Kust", "  url: https://k.example/"]),
        ("links: [{titel: «Kust», url: https://k.example/}]\n", ["links: [{titel: Kust, url: https://k.example/}]"]),
        ("links: {titel: „Kust”, url: https://k.example/}\n", ["links: {titel: Kust, url: https://k.example/}"]),
        ("links: [{titel: “Kust, nu”, url: u}]\n", ["links: [{titel: 'Kust, nu', url: u}]"]),
        ("auteurs: [“Wit, Noor de”, Bo Aa]\n", ["auteurs: ['Wit, Noor de', Bo Aa]"]),
        (
            "trefwoorden: [a, “b, c, d” , “e”]\n",
            ["trefwoorden: [a, 'b, c, d' , “e”]", "trefwoorden: [a, “b, c, d” , e]"],
        ),
        ("trefwoorden:\n  - “Zorg: nu”  # kort\n", ["  - 'Zorg: nu'  # kort"]),
        ("trefwoorden: [“Zorg: nu”]\n", ["trefwoorden: ['Zorg: nu']"]),
        ("titel:\n  “Zorg: nu”\n", ["  'Zorg: nu'"]),
    ],
)
def test_quotes_are_found_inside_links_and_around_commas_and_colons(text: str, fixed: list[str]) -> None:
    assert fixes(text) == fixed


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("menu:\n  - {titel: “Fonds”, url: /fonds/}\n", ["  - {titel: Fonds, url: /fonds/}"]),
        (
            "voet: [Postbus 1, {titel: Privacy, url: “/privacy/”}]\n",
            ["voet: [Postbus 1, {titel: Privacy, url: /privacy/}]"],
        ),
        ("redactie: {dienst: “github”, opslag: a/b}\n", ["redactie: {dienst: github, opslag: a/b}"]),
        (
            "csp:\n  img-src: [“data:”, “'self'”]\n",
            ["  img-src: ['data:', “'self'”]", "  img-src: [“data:”, \"'self'\"]"],
        ),
    ],
)
def test_quotes_are_found_in_the_fields_of_the_site(text: str, fixed: list[str]) -> None:
    assert fixes(text, is_site=True) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "extra: {a: “b”, c: [“d, e”]}\n",
        "auteurs: [“Wit, Noor de, Bo Aa]\n",
        "auteurs: [“Wit” Noor, de “Bo” Aa]\n",
        "trefwoorden: [’s avonds, opa’]\n",
        "trefwoorden: [“a,\n  b”]\n",
        "links: [{titel: Het “goede” doel, url: https://k.example/}]\n",
    ],
)
def test_other_quotes_are_left_alone(text: str) -> None:
    assert fixes(text) == []
