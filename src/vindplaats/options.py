"""What a build is asked to do."""

import os
from datetime import date, datetime

from msgspec import Struct, structs


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


def today() -> date:
    """The day it is where the editors are."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 (start-up)

    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()
