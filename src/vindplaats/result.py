"""The result of a build or a check, and its exit code."""

from collections.abc import Iterable

from msgspec import Struct

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.diagnostics.site import SITE_FILE

OK, CONTENT_ERRORS, ENVIRONMENT_ERRORS = 0, 1, 2
"""Exit codes: 0 if there are no errors (there may be warnings), 1 for errors in the content, and 2 for wrong use and
for errors in the configuration, the templates or the environment."""


class BuildResult(Struct, frozen=True, kw_only=True):
    """The result of a build or a check.

    ``diagnostics`` are sorted by place. ``output`` is the absolute path of the site. ``pages`` and ``files`` are the
    numbers of its pages and files. ``made`` has the path of each file that was made, with the reasons, such as
    ``("index.html", ("nieuw",))``, and ``gone`` has the paths of the files that were removed. A build with errors fills
    in only ``diagnostics``, ``exit_code`` and ``seconds``. A check fills in these three and, unless errors are found
    before rendering, ``pages``.
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
    """Return the exit code for these diagnostics. If both 1 and 2 apply, return 2."""
    errors = [d for d in diagnostics if d.severity == "error"]
    if any(d.file == SITE_FILE or not d.file.startswith("content/") for d in errors):
        return ENVIRONMENT_ERRORS
    return CONTENT_ERRORS if errors else OK
