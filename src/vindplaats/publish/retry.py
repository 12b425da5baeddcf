"""Building a source that changes meanwhile: what is published is one state of it."""

import time
from collections.abc import Callable

from vindplaats.errors import PublishError, SourceChangedError
from vindplaats.inputs.snapshot import Snapshot, ensure_unchanged, take_snapshot
from vindplaats.options import Progress
from vindplaats.result import BuildResult

MAX_ATTEMPTS = 5
"""How many times a build starts while the source keeps changing."""
FIRST_PAUSE_S = 0.1
"""Seconds before the second attempt; each pause is twice the one before."""
CHANGING = (
    "De content verandert telkens terwijl er wordt gebouwd; er is niets gepubliceerd. Probeer het opnieuw als alles is "
    "opgeslagen."
)


def retry_while_changing(
    snapshot: Snapshot, make: Callable[[Snapshot], BuildResult], progress: Progress
) -> BuildResult:
    """Run ``make``, and start over with a new snapshot if the source changes or loses a file while it runs.

    Raises `PublishError` if it keeps changing, and what ``make`` raises.
    """
    for number in range(MAX_ATTEMPTS):
        try:
            return make(snapshot)
        except SourceChangedError:
            pass
        except OSError:
            if not _has_changed(snapshot):
                raise
        progress("de content is gewijzigd; opnieuw")
        time.sleep(FIRST_PAUSE_S * 2**number)
        snapshot = take_snapshot(snapshot.options)
    raise PublishError(CHANGING)


def _has_changed(snapshot: Snapshot) -> bool:
    try:
        ensure_unchanged(snapshot, {})
    except SourceChangedError:
        return True
    return False
