"""Retry a build if the source changes while it runs, so that a site never mixes two versions of the source."""

import time
from collections.abc import Callable

from vindplaats.errors import PublishError, SourceChangedError
from vindplaats.inputs.snapshot import Snapshot, ensure_unchanged, take_snapshot
from vindplaats.options import Progress
from vindplaats.result import BuildResult

MAX_ATTEMPTS = 5
"""Maximum number of attempts to build a source that keeps changing."""
FIRST_PAUSE_S = 0.1
"""Seconds to wait before the second attempt. Each later pause is twice as long as the one before."""
CHANGING = (
    "De content verandert telkens terwijl er wordt gebouwd; er is niets gepubliceerd. Probeer het opnieuw als alles is "
    "opgeslagen."
)


def retry_while_changing(
    snapshot: Snapshot, make: Callable[[Snapshot], BuildResult], progress: Progress
) -> BuildResult:
    """Return ``make(snapshot)``. If the source changes meanwhile, start over with a new snapshot.

    Raises `PublishError` if the source keeps changing, and whatever else ``make`` raises.
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
