"""Where nothing changed since the last build, and not the date: then there is nothing to do but say so again.

This module is what such a build consists of, so it imports little: start-up is most of the time that it takes.
"""

import time

from vindplaats.outcome import OK, Outcome
from vindplaats.publish.record import load_published, options_key, still_stands
from vindplaats.scan import total_of
from vindplaats.source import Source, remember


def unchanged(source: Source, start: float) -> Outcome | None:
    """What came of the last build, where another would come to the same; None where that is not certain.

    ``start`` is when it began, as `time.perf_counter` has it.
    Raises `OSError`.
    """
    if source.store is None or not source.known.total:
        return None
    published = load_published(source.store, source.options.output)
    if published is None or published.options != options_key(source.options):
        return None
    if total_of(source.seen, source.digests) != published.inputs or not still_stands(source.options.output, published):
        return None
    remember(source, source.digests)
    return Outcome(
        diagnostics=published.diagnostics,
        exit_code=OK,
        output=source.options.output,
        pages=published.pages,
        files=len(published.files),
        seconds=time.perf_counter() - start,
    )
