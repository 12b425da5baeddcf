"""The field ``redactie``: each mistake gives one message at its place, and what it says to write is right."""

import pytest

from vindplaats.config import SiteConfig, parse_site
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.read.fields.web_editor import WebEditor

BASE = "naam: Proef\nbase_url: https://proef.example/\n"


def read(yaml: str) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    return parse_site(f"{BASE}{yaml}\n".encode())


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("redactie: {dienst: github, opslag: instituut/site, tak: hoofd}", ("github", "instituut/site", "hoofd")),
        ("redactie:\n  dienst: GitLab\n  opslag: groep/deel/site", ("gitlab", "groep/deel/site", "main")),
        ("redactie: {dienst: gitea, opslag: a/b.c, tak: werk/x}", ("gitea", "a/b.c", "werk/x")),
    ],
)
def test_where_the_web_editor_saves(yaml: str, expected: tuple[str, str, str]) -> None:
    site, reported = read(yaml)
    assert reported == ()
    assert site is not None
    assert site.redactie == WebEditor(*expected)


def test_a_site_without_the_field_has_no_web_editor() -> None:
    for yaml in ("", "redactie:", "redactie: {}"):
        site, reported = read(yaml)
        assert reported == ()
        assert site is not None
        assert site.redactie is None


@pytest.mark.parametrize(
    ("yaml", "place", "remedy"),
    [
        ("redactie: ja", (3, 1), "Schrijf 'redactie: {dienst: github, opslag: eigenaar/naam, tak: main}', met"),
        ("redactie: https://github.com/a/b.git", (3, 1), "Schrijf 'redactie: {dienst: github, opslag: a/b}'."),
        ("redactie: [github]", (3, 1), "Schrijf 'redactie: {dienst: github,"),
        ("redactie: {dienst: github}", (3, 1), "Schrijf het als 'redactie: {dienst: github,"),
        ("redactie: {opslag: a/b}", (3, 1), "Schrijf het als 'redactie: {dienst: github,"),
        ("redactie: {dienst: githbu, opslag: a/b}", (3, 12), "Bedoelde u 'github'?"),
        ("redactie: {dienst: svn, opslag: a/b}", (3, 12), "Kies uit github, gitlab en gitea."),
        ("redactie:\n  dienst: github\n  opslag: site", (5, 3), "Schrijf de eigenaar en de naam"),
        ("redactie:\n  dienst: github\n  opslag: https://github.com/a/b", (5, 3), "Schrijf 'opslag: a/b'."),
        ("redactie:\n  dienst: github\n  opslag: a/b\n  tak: de tak", (6, 3), "Schrijf de naam van de branch"),
        ("redactie:\n  dienst: github\n  opslag: a/b\n  branche: x", (6, 3), "Haal het weg, of zet een #"),
    ],
)
def test_each_mistake_gives_one_message(yaml: str, place: tuple[int, int], remedy: str) -> None:
    site, (reported,) = read(yaml)
    assert site is None
    assert (reported.severity, reported.line, reported.column) == ("error", *place)
    assert reported.remedy.startswith(remedy)
