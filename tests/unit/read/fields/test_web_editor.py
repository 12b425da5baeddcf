"""The field ``redactie``: each mistake gives one message at its place, and what it says to write is right."""

import subprocess

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
        ("redactie: https://www.github.com/a/b/tree/main/content", (3, 1), "Schrijf 'redactie: {dienst: github, o"),
        ("redactie: git@gitlab.com:a/b/c.git", (3, 1), "Schrijf 'redactie: {dienst: gitlab, opslag: a/b/c}'."),
        ("redactie: ssh://git@gitlab.com/a/b/-/tree/main", (3, 1), "Schrijf 'redactie: {dienst: gitlab, opslag: a/b}'"),
        ("redactie: https://gitlab.instituut.example/a/b", (3, 1), "Noem een repository op een van die drie"),
        ("redactie: https://github.com.example/a/b", (3, 1), "Noem een repository op een van die drie"),
        ("redactie: https://example.org:8443/github.com/a", (3, 1), "Noem een repository op een van die drie"),
        ("redactie: git@git.instituut.example:a/b", (3, 1), "Noem een repository op een van die drie"),
        ("redactie: {dienst: gitlab.com, opslag: a/b}", (3, 12), "Bedoelde u 'gitlab'?"),
        ("redactie: {dienst: gitlab.instituut.example, opslag: a/b}", (3, 12), "Noem een repository op een van"),
        ("redactie: {dienst: githbu, opslag: a/b}", (3, 12), "Bedoelde u 'github'?"),
        ("redactie: {dienst: svn, opslag: a/b}", (3, 12), "Schrijf github, gitlab of gitea."),
        ("redactie:\n  dienst: github\n  opslag: site", (5, 3), "Schrijf de eigenaar en de naam"),
        ("redactie:\n  dienst: github\n  opslag: https://github.com/a/b", (5, 3), "Schrijf 'opslag: a/b'."),
        ("redactie:\n  dienst: github\n  opslag: github.com/a/b", (5, 3), "Schrijf 'opslag: a/b'."),
        ("redactie:\n  dienst: gitlab\n  opslag: gitlab.com/a/b", (5, 3), "Schrijf 'opslag: a/b'."),
        ("redactie:\n  dienst: github\n  opslag: a/b.git", (5, 3), "Schrijf 'opslag: a/b'."),
        (
            "redactie:\n  dienst: github\n  opslag: https://gitlab.com/a/b/c\n  tak: x",
            (5, 3),
            "Schrijf 'redactie: {dienst: gitlab, opslag: a/b/c, tak: x}'.",
        ),
        ("redactie:\n  dienst: gitlab\n  opslag: https://gitlab.instituut.example/a/b", (5, 3), "Noem een repository"),
        ("redactie:\n  dienst: github\n  opslag: git.instituut.example/a/b", (5, 3), "Schrijf de eigenaar en de naam"),
        ("redactie:\n  dienst: github\n  opslag: a/b/c", (5, 3), "Schrijf de eigenaar en de naam"),
        ("redactie:\n  dienst: gitea\n  opslag: a/b/c", (5, 3), "Schrijf de eigenaar en de naam"),
        ("redactie:\n  dienst: gitlab\n  opslag: a/../c", (5, 3), "Schrijf de eigenaar en de naam"),
        ("redactie:\n  dienst: github\n  opslag: café/site", (5, 3), "Schrijf de eigenaar en de naam"),
        ("redactie:\n  dienst: github\n  opslag: a/b\n  tak: de tak", (6, 3), "Schrijf de naam van de branch"),
        ("redactie:\n  dienst: github\n  opslag: a/b\n  branche: x", (6, 3), "Haal het weg, of zet een #"),
    ],
)
def test_each_mistake_gives_one_message(yaml: str, place: tuple[int, int], remedy: str) -> None:
    site, (reported,) = read(yaml)
    assert site is None
    assert (reported.severity, reported.line, reported.column) == ("error", *place)
    assert reported.remedy.startswith(remedy)


def is_branch_of_git(name: str) -> bool:
    done = subprocess.run(["git", "check-ref-format", "--branch", name], capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.parametrize(
    "name",
    ["main", "werk/x", "a.b", "v1.0-x", "é", "a@b", "../x..y", "a..b", ".a", "a/.b", "a.", "a/", "/a", "a//b", "a.lock",
     "a.lock/b", "@{1}", "a@{", "@", "-a", "a b", "a~1", "a^", "a:b", "a?", "a*", "a[b", "a\\b"],
)  # fmt: skip
def test_a_branch_is_one_as_git_says(name: str) -> None:
    site, reported = read(f"redactie: {{dienst: github, opslag: a/b, tak: '{name}'}}")
    # To git, "@" is a word for the branch at hand, and not the name of one.
    assert (reported == ()) == (site is not None) == (is_branch_of_git(name) and name != "@")


def test_what_a_remedy_says_to_write_is_right() -> None:
    for yaml in ("redactie: https://github.com/a/b/", "redactie: {dienst: github, opslag: 'git@gitlab.com:a/b/c'}"):
        _, (reported,) = read(yaml)
        site, left = read(reported.remedy.removeprefix("Schrijf '").removesuffix("'."))
        assert left == ()
        assert site is not None
        assert site.redactie is not None
