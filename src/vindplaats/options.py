"""The options of a build."""

import os
from collections.abc import Callable
from datetime import date, datetime

from msgspec import Struct, structs

Progress = Callable[[str], None]
"""A function that is called with the name of each stage of a build, in Dutch, when the stage begins."""


def no_progress(_: str) -> None:
    """Ignore the stage, for builds that show no progress."""


class Options(Struct, frozen=True, kw_only=True):
    """The options of the command line. For an empty text or None, the value of ``site.yaml`` or the default is used.

    With ``preview``, pages may run scripts; the pages of a published site forbid scripts (`render.outputs.headers`).
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
        """The day for which to build: a page whose date is later is not published yet."""
        return self.as_of or today()

    @property
    def processes(self) -> int:
        """The number of processes to use: ``jobs``, or one per processor if ``jobs`` is 0."""
        return self.jobs or processors()

    def filled_in(self) -> "Options":
        """Return the options with ``output`` as an absolute path and ``as_of`` filled in."""
        output = os.path.abspath(self.output or os.path.join(self.source, "public"))
        return structs.replace(self, output=output, as_of=self.day)


def today() -> date:
    """Return the current date in the time zone of the editors."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 (start-up: not needed with ``--as-of``)

    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def processors() -> int:
    """Return the number of processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux only
    return len(affinity(0)) if affinity else os.cpu_count() or 1
