"""What lies in the source, and what is known of it from before: where every build begins.

A build is of one state of the source: before it publishes or tells anything it looks again (`ensure_unchanged`).
"""

import time

from msgspec import Struct, msgpack

from vindplaats.cache.store import Store, open_store
from vindplaats.errors import SourceChangedError
from vindplaats.inputs.inventory import (
    RACY_NS,
    Digests,
    FileStat,
    Inventory,
    current_digests,
    digest_file,
    is_settled,
    make_inventory,
    scan_source,
)
from vindplaats.inputs.theme_files import disk_path
from vindplaats.options import Options

INVENTORY_FILE = "bron"
"""The name under which the store has what is known of the source."""


class Snapshot(Struct, frozen=True):
    """What lies in the source, and what is known of it: the digests of files that were read before, as they are now.

    ``clock`` is what the clock of the disk said before anything was looked at, or a time before that; `store` is None
    where nothing is remembered.
    """

    options: Options
    store: Store | None
    clock: int
    files: tuple[FileStat, ...]
    inventory: Inventory
    digests: Digests


def take_snapshot(options: Options) -> Snapshot:
    """See what lies in the source. Raises `OSError` when it cannot be read."""
    store = open_store(options.source) if options.cache else None
    clock = store.clock() if store else None
    if store is None or clock is None:
        return Snapshot(options, None, time.time_ns() - RACY_NS, scan_source(options.source), Inventory(), {})
    seen = scan_source(options.source)
    known = store.recall(INVENTORY_FILE, Inventory) or Inventory()
    return Snapshot(options, store, clock, seen, known, current_digests(options.source, known, seen, clock))


def ensure_unchanged(snapshot: Snapshot, digests: Digests) -> None:
    """Raise `SourceChangedError` where the source is not what it was when the build began, whose ``digests`` it read.

    A file that changed before the first look has the times of a later change only if the clock of the disk did not go
    on in between, so those are read again.
    """
    try:
        if scan_source(snapshot.options.source) != snapshot.files:
            raise SourceChangedError
        for one in snapshot.files:
            recent = max(one.mtime_ns, one.ctime_ns) >= snapshot.clock and one.path in digests
            if recent and digest_file(disk_path(snapshot.options.source, one.path)) != digests[one.path]:
                raise SourceChangedError
    except OSError as error:
        raise SourceChangedError from error


def save_inventory(snapshot: Snapshot, digests: Digests) -> Inventory:
    """Keep what is known of the source now, with these digests."""
    known = make_inventory(snapshot.clock, snapshot.files, digests)
    same = known.seen == snapshot.inventory.seen and known.digests == snapshot.inventory.digests
    if snapshot.store and not (same and all(is_settled(one, snapshot.inventory.clock) for one in snapshot.files)):
        snapshot.store.save(INVENTORY_FILE, msgpack.encode(known))
    return known
