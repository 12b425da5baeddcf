"""The site that `serve` shows: built again after every change, while the last version without errors stays."""

import os
import traceback
from collections.abc import Callable, Mapping

from msgspec import structs

from vindplaats.config import read_site
from vindplaats.diagnostics import environment
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.dutch.os_errors import refusal
from vindplaats.errors import REFUSALS, SourceChangedError
from vindplaats.inputs.inventory import FileStat, scan_source
from vindplaats.options import Options
from vindplaats.pipeline import build_once
from vindplaats.preview.notice import Notice, make_notice
from vindplaats.preview.successor import with_moves
from vindplaats.render.policy import SITE_POLICIES, site_policies
from vindplaats.result import BuildResult, PageSource

Say = Callable[[str], None]
"""A function that writes a message to standard error."""
KEPT, NOTHING_YET = "de vorige versie blijft staan", "er is nog geen site om te tonen"


GONE = "De map content/ is er niet (meer). Zodra ze terug is, wordt de site opnieuw gebouwd."


def signature(source: str) -> tuple[FileStat, ...]:
    """Return the `FileStat` of every file that a build may read, or ``()`` if the source cannot be scanned."""
    try:
        return scan_source(source)
    except OSError:
        return ()


class Site:
    """The site that the preview shows.

    ``options.output`` is the folder with the last site that was built without errors, and ``policies`` are those of
    that site. ``notice`` is what the preview says about the last build, and about the pages of the site that is shown.
    ``moves`` says where files moved to (`preview.successor`).
    """

    def __init__(self, options: Options, say: Say) -> None:
        self.options = options
        self.is_stopping = False
        self.has_errors = False
        self.moves: Mapping[str, str] = {}
        self._files: tuple[FileStat, ...] = ()
        self.policies = SITE_POLICIES
        self.notice = Notice(options)
        self._say = say

    @property
    def exists(self) -> bool:
        """Whether there is a site to show. There is none until the first build without errors."""
        return os.path.isdir(self.options.output)

    def rebuild(self, files: tuple[FileStat, ...]) -> bool:
        """Build the site from a source whose `signature` is ``files``. Return False if the source changed meanwhile.

        The search index is kept as it is: `make_index` brings that up to date, which takes longer. If there are errors,
        the previous site stays. If the source changed, nothing is reported, because the next build will do that. There
        is no pause before that build, as there is in `publish.retry`: an editor who saves wants to see the last state.
        """
        if not os.path.isdir(os.path.join(self.options.source, "content")):
            # A build would make a folder for its cache, which would be in the way of a source that comes back.
            self._refuse(GONE)
            return True
        self.moves = with_moves(self.moves, self._files, files)
        self._files = files
        result = self._build(structs.replace(self.options, search="keep"))
        if result is None or (isinstance(result, str) and signature(self.options.source) != files):
            return False
        if isinstance(result, str):
            self._refuse(result)
        else:
            self._report(result)
        return True

    def make_index(self) -> None:
        """Make the search index if it is outdated. Give up if the source changes meanwhile: `rebuild` is next then."""
        if self.has_errors:
            return
        result = self._build(self.options)
        if isinstance(result, str) and not self.is_stopping:
            self._say(f"vindplaats: {result}")

    def _build(self, options: Options) -> BuildResult | str | None:
        """Return the result of a build, or in Dutch why there is none, or None if the source changed meanwhile."""
        try:
            return build_once(options)
        except SourceChangedError:
            return None
        except REFUSALS as error:
            return self._explain(error)
        except Exception as error:  # a bug in Vindplaats: report it and keep serving
            return describe_bug(error)

    def _report(self, result: BuildResult) -> None:
        for diagnostic in result.diagnostics:
            self._say(str(diagnostic))
        self._show(result.diagnostics, result.sources)
        seconds = f"{result.seconds:.2f} s".replace(".", ",")
        kept = KEPT if self.exists else NOTHING_YET
        self._say(f"Niet gebouwd; {kept} ({seconds})." if self.has_errors else f"Gebouwd ({seconds}).")

    def _refuse(self, reason: str) -> None:
        if self.is_stopping:
            return
        self._say(f"vindplaats: {reason}")
        self._show((environment.REFUSED.at(Place(""), reason=reason),), None)

    def _show(self, diagnostics: tuple[Diagnostic, ...], sources: Mapping[str, PageSource] | None) -> None:
        self.has_errors = any(diagnostic.severity == "error" for diagnostic in diagnostics)
        config = None if self.has_errors else read_site(self.options.source)[0]
        self.policies = site_policies(config) if config else self.policies
        sources = self.notice.sources if sources is None else sources
        self.notice = make_notice(self.options, diagnostics, sources, has_site=self.exists)

    def _explain(self, error: Exception) -> str:
        """Return what one of the `REFUSALS` means in Dutch, without the paths of this machine."""
        source = os.path.join(self.options.source, "")
        if not isinstance(error, OSError):
            return str(error).replace(self.options.output, "van de voorvertoning").replace(source, "")
        file = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
        name = file.removeprefix(source)
        return f"Het systeem weigert: {f'{name}: ' if name and name != file else ''}{refusal(error)}."


def describe_bug(error: Exception) -> str:
    """Return a message about a bug in Vindplaats: the type of the exception, and our last line before it was raised."""
    package = os.path.join(os.path.dirname(os.path.dirname(__file__)), "")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(package)]
    place = f", {frames[-1].filename.removeprefix(package)} regel {frames[-1].lineno}" if frames else ""
    return (
        f"Vindplaats zelf ging stuk ({type(error).__name__}{place}). Meld dit, met de uitvoer van 'vindplaats build'."
    )
