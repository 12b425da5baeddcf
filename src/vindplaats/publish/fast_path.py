"""The first step of every build, and the only one if nothing, not even the date, has changed since the last build.

A build without changes spends most of its time on start-up, so this module imports no code that reads or renders pages.
"""

import time
from collections.abc import Callable

from msgspec import structs

from vindplaats.cache.store import store_folder
from vindplaats.inputs.snapshot import Snapshot, current_inventory, save_inventory, take_snapshot
from vindplaats.options import Options
from vindplaats.publish.build_lock import build_lock
from vindplaats.publish.publish import check_output
from vindplaats.publish.published_site import is_untouched, load_published, options_key
from vindplaats.result import OK, BuildResult


def build_unless_unchanged(
    options: Options, wait: Callable[[], None], build: Callable[[Snapshot], BuildResult]
) -> BuildResult:
    """Return the result of the last build if a new build would give the same result; otherwise that of ``build``.

    ``build`` gets a snapshot of the source. Only one build of a site runs at a time, and ``wait`` is called if this
    build has to wait for another. Raises `OSError` if a file cannot be read or written, `PublishError` if the output
    folder cannot be used, and whatever ``build`` raises.
    """
    start = time.perf_counter()
    options = options.filled_in()
    check_output(options.output, options.source)
    store = store_folder(options.source) if options.cache else ""
    with build_lock(options.output, wait, store):
        snapshot = take_snapshot(options)
        result = _last_result(snapshot) or build(snapshot)
    return structs.replace(result, seconds=time.perf_counter() - start)


def _last_result(snapshot: Snapshot) -> BuildResult | None:
    """Return the result of the last build if it is certain that a new build would give the same, otherwise None.

    Raises `OSError`.
    """
    if snapshot.store is None or not snapshot.inventory.total:
        return None
    published = load_published(snapshot.store, snapshot.options.output)
    if published is None or published.options != options_key(snapshot.options):
        return None
    inventory = current_inventory(snapshot, snapshot.digests)
    if inventory.total != published.inputs:
        return None
    if not is_untouched(snapshot.options.output, published, snapshot.options.processes):
        return None
    save_inventory(snapshot, inventory)
    return BuildResult(
        diagnostics=published.diagnostics,
        exit_code=OK,
        output=snapshot.options.output,
        pages=published.pages,
        files=len(published.files),
    )
