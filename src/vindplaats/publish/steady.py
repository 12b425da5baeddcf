"""A source that changes while it is built: what is published is of one state of it."""

import time
from collections.abc import Callable

from vindplaats.outcome import Outcome
from vindplaats.publish.trees import PublishError
from vindplaats.source import Source, SourceChangedError, hold, look_at

ATTEMPTS = 5
PAUSE = 0.1
"""How often a build begins, at most, while the source keeps changing; seconds before the second time, then doubled."""
CHANGING = (
    "De content verandert telkens terwijl er wordt gebouwd; er is niets gepubliceerd. Probeer het opnieuw als alles is "
    "opgeslagen."
)


def of_one_state(source: Source, make: Callable[[Source], Outcome], progress: Callable[[str], None]) -> Outcome:
    """What ``make`` makes of the source, begun again where that changes meanwhile, or loses a file."""
    for number in range(ATTEMPTS):
        try:
            return make(source)
        except SourceChangedError:
            pass
        except OSError:
            if not _has_changed(source):
                raise
        progress("de content is gewijzigd; opnieuw")
        time.sleep(PAUSE * 2**number)
        source = look_at(source.options)
    raise PublishError(CHANGING)


def _has_changed(source: Source) -> bool:
    try:
        hold(source, {})
    except SourceChangedError:
        return True
    return False
