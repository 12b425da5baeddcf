"""A source that changes while it is built: what is published is of one state of it."""

import time
from collections.abc import Callable

from vindplaats.errors import PublishError, SourceChangedError
from vindplaats.inputs.snapshot import Snapshot, ensure_unchanged, take_snapshot
from vindplaats.result import BuildResult

MAX_ATTEMPTS = 5
FIRST_PAUSE_S = 0.1
"""How often a build begins, at most, while the source keeps changing; seconds before the second time, then doubled."""
CHANGING = (
    "De content verandert telkens terwijl er wordt gebouwd; er is niets gepubliceerd. Probeer het opnieuw als alles is "
    "opgeslagen."
)


def retry_while_changing(
    snapshot: Snapshot, make: Callable[[Snapshot], BuildResult], progress: Callable[[str], None]
) -> BuildResult:
    """What ``make`` makes of the source, begun again where that changes meanwhile, or loses a file."""
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
