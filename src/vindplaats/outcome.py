"""What a build is asked, and what came of it."""

import os
from datetime import date, datetime

from msgspec import Struct, structs

from vindplaats.diagnostics import Diagnostic

OK, CONTENT_ERRORS, ENVIRONMENT_ERRORS = 0, 1, 2
"""Exit codes: fine (warnings too); the content has errors; wrong use, configuration, templates or environment."""


class Options(Struct, frozen=True, kw_only=True):
    """What the command line asks for. Empty texts and None mean: as the site says.

    A ``preview`` may have scripts of its own, which pages forbid on the site (`render.policy`).
    """

    source: str = "."
    output: str = ""
    base_url: str = ""
    as_of: date | None = None
    drafts: bool = False
    strict: bool = False
    jobs: int = 0
    cache: bool = True
    preview: bool = False

    @property
    def day(self) -> date:
        """The day for which to build."""
        return self.as_of or today()

    def filled_in(self) -> "Options":
        """The options with the output as an absolute path, and the day."""
        output = os.path.abspath(self.output or os.path.join(self.source, "public"))
        return structs.replace(self, output=output, as_of=self.day)


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a run: all that is wrong, sorted; ``pages`` and ``files`` are 0 where nothing was published.

    ``made`` tells of every file that was made why it was, and ``gone`` which are no more.
    """

    diagnostics: tuple[Diagnostic, ...]
    exit_code: int
    output: str = ""
    pages: int = 0
    files: int = 0
    seconds: float = 0.0
    made: tuple[tuple[str, tuple[str, ...]], ...] = ()
    gone: tuple[str, ...] = ()


def today() -> date:
    """The day it is where the editors are."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 (start-up)

    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def summary(outcome: Outcome, command: str) -> str:
    """One line: what was built or checked, how many pages, how long, and how much is wrong."""
    errors = sum(d.severity == "error" for d in outcome.diagnostics)
    warnings = len(outcome.diagnostics) - errors
    count = f"{errors} {'fout' if errors == 1 else 'fouten'}, "
    count += f"{warnings} {'waarschuwing' if warnings == 1 else 'waarschuwingen'}"
    seconds = f"{outcome.seconds:.2f} s".replace(".", ",")
    pages = f"{outcome.pages} {'pagina' if outcome.pages == 1 else 'pagina’s'}"
    if outcome.exit_code:
        stays = "; er is niets gepubliceerd" if command == "build" else ""
        return f"Niet in orde: {count} ({seconds}){stays}."
    if command == "check":
        return f"In orde: {pages} ({seconds}; {count})."
    return f"Gebouwd: {pages} in {_shown(outcome.output)} ({seconds}; {count})."


def _shown(path: str) -> str:
    """A path as short as it can be said from here."""
    try:
        here = os.getcwd()
    except FileNotFoundError:  # somebody removed the folder we are in
        return path
    return os.path.join(os.curdir, os.path.relpath(path, here)) if path.startswith(here + os.sep) else path
