"""The options of a build."""

import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal

from msgspec import Struct, structs

Progress = Callable[[str], None]
"""A function that is called with what a build is about to do, in Dutch, such as ``"lezen"`` or ``"ordenen"``."""


def no_progress(_: str) -> None:
    """Do nothing, for a build that shows no progress."""


class Options(Struct, frozen=True, kw_only=True):
    """The options of a build or a check.

    An option that is an empty text, None or 0 stands for the value in ``site.yaml`` (``base_url``) or a default. With
    ``preview``, pages lack the Content-Security-Policy of `render.outputs.headers`, because `serve` sends it as a
    header, with what its own scripts need. With ``preview``, ``drafts`` also shows pages that are not on the site on
    that day, and drafts that lack required fields.

    ``search`` says what to do about the search index: make it if it is outdated, leave the published one as it is, or
    publish a site without search. ``overrides`` has what to read instead of some files in ``content/``, by their paths
    on disk, to find out what `check` would say of these.
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
    search: Literal["build", "keep", "none"] = "build"
    overrides: Mapping[str, bytes] = {}

    @property
    def day(self) -> date:
        """The day for which to build: pages appear and expire as if it were this day."""
        return self.as_of or today()

    @property
    def processes(self) -> int:
        """The number of processes to use: ``jobs``, or one per processor if ``jobs`` is 0."""
        return self.jobs or processors()

    def filled_in(self) -> "Options":
        """Return the options with ``output`` as an absolute path and ``as_of`` as a date."""
        output = os.path.abspath(self.output or os.path.join(self.source, "public"))
        return structs.replace(self, output=output, as_of=self.day)


def today() -> date:
    """Return the current date in Amsterdam, the time zone of the editors."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 (start-up: not needed with ``--as-of``)

    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def processors() -> int:
    """Return the number of processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux only
    return len(affinity(0)) if affinity else os.cpu_count() or 1
