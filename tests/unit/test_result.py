"""The exit code that belongs to a set of diagnostics."""

import pytest

from vindplaats.diagnostics.diagnostic import Diagnostic, Severity
from vindplaats.result import exit_code

PAGE, SITE, TEMPLATE = "content/projecten/a.md", "content/site.yaml", "templates/base.html"


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ([], 0),
        ([("warning", PAGE), ("warning", SITE)], 0),
        ([("error", PAGE), ("warning", SITE)], 1),
        ([("error", PAGE), ("error", SITE)], 2),
        ([("error", TEMPLATE)], 2),
    ],
)
def test_the_exit_code_follows_from_the_diagnostics(found: list[tuple[Severity, str]], code: int) -> None:
    assert exit_code(Diagnostic("x", severity, file, 1, 1, "", "") for severity, file in found) == code
