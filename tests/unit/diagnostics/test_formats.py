import json
import re
import tomllib

import pytest

from declared_faults import DECLARED
from support import REPOSITORY
from vindplaats.diagnostics.diagnostic import Diagnostic, NewKey, Report, Severity, collect, has_errors
from vindplaats.diagnostics.formats import (
    HOMEPAGE,
    LocatedDiagnostic,
    fingerprints,
    to_github,
    to_gitlab,
    to_json,
    to_sarif,
    to_text,
)


def made(file: str = "content/x.md", line: int = 4, severity: Severity = "error", message: str = "Fout.") -> Diagnostic:
    return Diagnostic("onbekend-veld", severity, file, line, 1, message, "Herstel.")


def test_text_contains_place_severity_code_message_and_remedy() -> None:
    assert str(made()) == to_text(made()) == "content/x.md:4:1: fout[onbekend-veld]: Fout. Herstel."
    assert str(made(severity="warning")).startswith("content/x.md:4:1: waarschuwing[onbekend-veld]: ")


def test_colours_do_not_change_the_text() -> None:
    colours: dict[Severity, str] = {"error": "31", "warning": "33"}
    for severity, colour in colours.items():
        diagnostic = made(severity=severity)
        text = to_text(diagnostic, colours=True)
        assert re.sub(r"\x1b\[\d+m", "", text) == to_text(diagnostic)
        assert f"\x1b[{colour}m{diagnostic.label}\x1b[0m" in text


def test_a_report_keeps_diagnostics_in_the_order_they_were_added() -> None:
    a, b, c = made("a.md"), made("b.md"), made("c.md")
    report = Report()
    report.add(b)
    report.extend([c, a])
    assert report.diagnostics == (b, c, a)


def test_collect_sorts_by_place_and_removes_duplicates() -> None:
    a, b, c = made("a.md", 2), made("a.md", 10), made("b.md", 1)
    assert collect([c, b, a, b]) == (a, b, c)


def test_a_warning_becomes_an_error_with_strict() -> None:
    warnings = [made(severity="warning")]
    assert not has_errors(collect(warnings))
    assert has_errors(collect(warnings, strict=True))


def test_json_is_one_array_with_the_documented_keys() -> None:
    array = json.loads(to_json([made(message="Één")]))
    assert [list(item) for item in array] == [["code", "severity", "file", "line", "column", "message", "remedy"]]
    assert array[0]["message"] == "Één"
    assert json.loads(to_json([])) == []


@pytest.mark.parametrize(
    ("file", "message", "expected"),
    [
        ("content/x.md", "Fout.", "::error file=content/x.md,line=4,col=1,title=onbekend-veld::Fout. Herstel."),
        ("a,b:c.md", "100%\nja", "::error file=a%2Cb%3Ac.md,line=4,col=1,title=onbekend-veld::100%25%0Aja Herstel."),
    ],
)
def test_github_commands_are_escaped(file: str, message: str, expected: str) -> None:
    assert to_github([made(file, message=message)]) == expected


def test_github_paths_are_relative_to_the_repository() -> None:
    assert "file=site/content/x.md," in to_github([made()], "site/")


def located(
    line: str, *, code: str = "onbekend-veld", number: int = 4, file: str = "content/x.md"
) -> LocatedDiagnostic:
    return LocatedDiagnostic(Diagnostic(code, "error", file, number, 3, f"Fout op {number}.", "Herstel."), line, 7)


def test_a_fingerprint_is_of_the_code_the_file_and_the_text_of_the_line() -> None:
    (before,) = fingerprints([located("jaar: 1")])
    assert list(fingerprints([located("  jaar: 1 ", number=9)])) == [before]
    for other in (located("jaar: 2"), located("jaar: 1", code="x"), located("jaar: 1", file="content/y.md")):
        assert list(fingerprints([other])) != [before]


def test_equal_fingerprints_are_numbered() -> None:
    found = list(fingerprints([located("a"), located("b"), located("a", number=8), located("a", number=9)]))
    assert len(set(found)) == 4
    assert [print_.rpartition(":")[2] for print_ in found] == ["1", "1", "2", "3"]
    assert list(fingerprints([located("b"), located("a")])) == [found[1], found[0]]


def test_sarif_has_the_place_the_rule_and_the_words() -> None:
    diagnostic = located("京 x", file="content/é :#%.md")
    (run,) = json.loads(to_sarif([diagnostic], "site/"))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == "onbekend-veld"
    assert rule["help"] == {
        "text": "Verbeter de naam; zie 'Alle velden' in het handboek.",
        "markdown": "Verbeter de naam; zie 'Alle velden' in het handboek.",
    }
    (result,) = run["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("onbekend-veld", 0, "error")
    assert result["message"] == {"text": "Fout op 4. Herstel."}
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "site/content/%C3%A9%20%3A%23%25.md"},
                "region": {"startLine": 4, "startColumn": 7},
            }
        }
    ]
    assert list(result["partialFingerprints"].values()) == list(fingerprints([diagnostic]))


def test_sarif_of_a_fault_without_a_file_has_no_place() -> None:
    (run,) = json.loads(to_sarif([located("", file=""), located("", file="/vol/schijf")]))["runs"]
    assert run["results"][0]["locations"] == []
    assert run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///vol/schijf"}


def test_every_declared_code_can_be_a_rule() -> None:
    codes = sorted({fault.code for fault in DECLARED.values()})
    (run,) = json.loads(to_sarif([located("", code=code) for code in codes]))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == codes
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        # An alert has nothing above or below it.
        assert not re.search("hieronder|hierboven", rule["help"]["text"] + rule["shortDescription"]["text"])


def test_gitlab_has_five_keys() -> None:
    (found,) = json.loads(to_gitlab([located("jaar: 1")], "site/"))
    assert found == {
        "description": "Fout op 4. Herstel.",
        "check_name": "onbekend-veld",
        "fingerprint": next(fingerprints([located("jaar: 1")])),
        "severity": "major",
        "location": {"path": "site/content/x.md", "lines": {"begin": 4}},
    }
    assert json.loads(to_gitlab([])) == []


def test_every_format_but_json_says_that_a_fault_can_be_fixed() -> None:
    diagnostic = made().fixed_by(NewKey(4, 1, "jaar"))
    note = "'vindplaats check --fix' verbetert dit."
    assert to_text(diagnostic).split("\n") == [str(made()), f"    {note}"]
    assert to_github([diagnostic]).endswith(f"::Fout. Herstel.%0A{note}")
    found = LocatedDiagnostic(diagnostic, "", 1)
    assert json.loads(to_gitlab([found]))[0]["description"] == f"Fout. Herstel.\n{note}"
    assert json.loads(to_sarif([found]))["runs"][0]["results"][0]["message"]["text"] == f"Fout. Herstel.\n{note}"
    assert to_json([diagnostic]) == to_json([made()])


def test_the_address_of_the_program_is_that_of_the_package() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["urls"]["Homepage"] == HOMEPAGE
