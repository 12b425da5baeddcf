"""What the preview adds to every page: the errors of the last build, and a bar about the page itself.

A `Notice` is made once per build, because the errors are the same on every page.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.options import Options
from vindplaats.preview.overlay import make_overlay
from vindplaats.result import PageSource


class Notice(Struct, frozen=True):
    """What the preview says about the last build.

    ``overlay`` is the HTML of its errors, empty if there are none. ``warnings`` has its warnings by file, and
    ``sources`` where each page that is shown comes from, by address.
    """

    options: Options
    overlay: str = ""
    warnings: Mapping[str, Sequence[Diagnostic]] = {}
    sources: Mapping[str, PageSource] = {}

    def source_of(self, address: str) -> PageSource | None:
        """Return where the page at an address comes from, or None if it is made from no file of its own.

        Any form of the address will do: ``"/projecten/x"``, ``"projecten/x/"`` or ``"projecten/x/index.html"``.
        """
        address = address.lstrip("/").removesuffix("index.html")
        return self.sources.get(address) or self.sources.get(f"{address}/")


def make_notice(
    options: Options, diagnostics: Iterable[Diagnostic], sources: Mapping[str, PageSource], *, has_site: bool
) -> Notice:
    """Return what to say about a build with these diagnostics.

    ``sources`` are those of the site that is shown. ``has_site`` says whether there is a site, from this build or an
    earlier one.
    """
    errors: list[Diagnostic] = []
    warnings: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if diagnostic.severity == "error":
            errors.append(diagnostic)
        else:
            warnings.setdefault(diagnostic.file, []).append(diagnostic)
    overlay = make_overlay(errors, options.source, has_site=has_site) if errors else ""
    return Notice(options, overlay, warnings, sources)
