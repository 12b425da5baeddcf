"""The result of a build or a check, and the exit code that goes with it."""

from collections.abc import Iterable

from msgspec import Struct

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.diagnostics.site import SITE_FILE

OK, CONTENT_ERRORS, ENVIRONMENT_ERRORS = 0, 1, 2
"""Exit codes: 0 if there are no errors (perhaps warnings), 1 for errors in the content, and 2 for wrong use and
for errors in configuration, templates or environment."""


class BuildResult(Struct, frozen=True, kw_only=True):
    """The result of a build or a check.

    ``diagnostics`` are sorted. ``pages`` and ``files`` are the numbers of pages and files of the site, and 0 if there
    are errors. ``made`` has the path of each file that this build wrote, with the reasons for writing it. ``gone`` has
    the paths of files that were removed.
    """

    diagnostics: tuple[Diagnostic, ...]
    exit_code: int
    output: str = ""
    pages: int = 0
    files: int = 0
    seconds: float = 0.0
    made: tuple[tuple[str, tuple[str, ...]], ...] = ()
    gone: tuple[str, ...] = ()


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """Return the exit code for these diagnostics: the higher one if there are errors of both kinds."""
    errors = [d for d in diagnostics if d.severity == "error"]
    if any(d.file == SITE_FILE or not d.file.startswith("content/") for d in errors):
        return ENVIRONMENT_ERRORS
    return CONTENT_ERRORS if errors else OK
