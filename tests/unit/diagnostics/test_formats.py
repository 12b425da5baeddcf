import json
import re

import pytest

from vindplaats.diagnostics.diagnostic import Diagnostic, Report, Severity, collect, has_errors
from vindplaats.diagnostics.formats import to_github, to_json, to_text


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
