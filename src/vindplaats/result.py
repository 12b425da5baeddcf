"""The result of a build or a check, and its exit code."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.diagnostics.site import SITE_FILE
from vindplaats.inputs.inventory import Digests

OK, CONTENT_ERRORS, ENVIRONMENT_ERRORS = 0, 1, 2
"""Exit codes: 0 if there are no errors (there may be warnings), 1 for errors in the content, and 2 for wrong use and
for errors in the configuration, the templates or the environment."""


class PageSource(Struct, frozen=True, kw_only=True):
    """Where a page comes from, and why it is not on the site for everyone on the day of the build.

    ``id`` is the id of the page, such as ``"projecten/x"``. ``files`` are the paths of its files, such as
    ``"content/projecten/x.md"``: first that of the page, then those of the exact doubles merged into it. ``is_draft``
    says whether it is a draft. ``appears`` is the day on which it appears, if that is later than the day of the build,
    and ``expired`` the day on which it left the site, if that is not later. ``is_shown`` is false if the build did not
    make the page.
    """

    id: str
    files: tuple[str, ...]
    is_draft: bool = False
    appears: date | None = None
    expired: date | None = None
    is_shown: bool = True


class BuildResult(Struct, frozen=True, kw_only=True):
    """The result of a build or a check.

    ``diagnostics`` are sorted by place. ``output`` is the absolute path of the site. ``pages`` and ``files`` are the
    numbers of its pages and files. ``made`` has the path of each file that was made, with the reasons, such as
    ``("index.html", ("nieuw",))``, and ``gone`` has the paths of the files that were removed. A build with errors fills
    in only ``diagnostics``, ``exit_code`` and ``seconds``. A check fills in these three, ``digests`` and, unless errors
    are found before rendering, ``pages``.

    ``digests`` has the digests of the files of the source that a check has read, by their paths on disk.

    ``sources`` says where each page comes from, by its address, such as ``"projecten/x/"``. It is None unless this is a
    build for the preview that read the content and found no errors.
    """

    diagnostics: tuple[Diagnostic, ...]
    exit_code: int
    output: str = ""
    pages: int = 0
    files: int = 0
    seconds: float = 0.0
    made: tuple[tuple[str, tuple[str, ...]], ...] = ()
    gone: tuple[str, ...] = ()
    digests: Digests = {}
    sources: Mapping[str, PageSource] | None = None


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """Return the exit code for these diagnostics. If both 1 and 2 apply, return 2."""
    errors = [d for d in diagnostics if d.severity == "error"]
    if any(d.file == SITE_FILE or not d.file.startswith("content/") for d in errors):
        return ENVIRONMENT_ERRORS
    return CONTENT_ERRORS if errors else OK
