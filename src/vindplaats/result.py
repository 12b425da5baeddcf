"""What a build is asked, and what came of it."""

from msgspec import Struct

from vindplaats.diagnostics.diagnostic import Diagnostic

OK, CONTENT_ERRORS, ENVIRONMENT_ERRORS = 0, 1, 2
"""Exit codes: fine (warnings too); the content has errors; wrong use, configuration, templates or environment."""


class BuildResult(Struct, frozen=True, kw_only=True):
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
