"""Where nothing changed since the last build, and not the date: then there is nothing to do but say so again.

This module is what such a build consists of, so it imports little: start-up is most of the time that it takes.
"""

import time

from vindplaats.inputs.inventory import combined_digest
from vindplaats.inputs.snapshot import Snapshot, save_inventory
from vindplaats.publish.build_record import load_published, options_key, still_stands
from vindplaats.result import OK, BuildResult


def unchanged(snapshot: Snapshot, start: float) -> BuildResult | None:
    """What came of the last build, where another would come to the same; None where that is not certain.

    ``start`` is when it began, as `time.perf_counter` has it.
    Raises `OSError`.
    """
    if snapshot.store is None or not snapshot.inventory.total:
        return None
    published = load_published(snapshot.store, snapshot.options.output)
    if published is None or published.options != options_key(snapshot.options):
        return None
    if combined_digest(snapshot.files, snapshot.digests) != published.inputs or not still_stands(
        snapshot.options.output, published
    ):
        return None
    save_inventory(snapshot, snapshot.digests)
    return BuildResult(
        diagnostics=published.diagnostics,
        exit_code=OK,
        output=snapshot.options.output,
        pages=published.pages,
        files=len(published.files),
        seconds=time.perf_counter() - start,
    )
