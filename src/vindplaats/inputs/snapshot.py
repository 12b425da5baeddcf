"""Snapshots of the source: its files, with the current digests of those that an earlier build has read.

Every build takes a snapshot when it begins. A build must not mix two versions of the source, so before it publishes or
reports anything, it checks that the source is still the same (`ensure_unchanged`).
"""

import time
from collections.abc import Iterable

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
"""The name of the inventory in the cache."""


class Snapshot(Struct, frozen=True):
    """The files of the source, and the current digests of those that an earlier build has read.

    ``inventory`` is what the last build saved, and ``unchanged`` says whether no file has changed since. ``clock`` is
    the time in nanoseconds by the clock of the file system, read before the files were listed. ``store`` is None if the
    build uses no cache. Then ``inventory`` and ``digests`` are empty, and ``clock`` is the system time minus `RACY_NS`,
    so that `ensure_unchanged` treats a file as recent if it changed within `RACY_NS` before the snapshot.
    """

    options: Options
    store: Store | None
    clock: int
    files: tuple[FileStat, ...]
    inventory: Inventory
    digests: Digests
    unchanged: bool = False


def take_snapshot(options: Options) -> Snapshot:
    """Return a snapshot of the source. Raises `OSError` if the source cannot be read."""
    store = open_store(options.source) if options.cache else None
    clock = store.clock() if store else None
    if store is None or clock is None:
        return Snapshot(options, None, time.time_ns() - RACY_NS, scan_source(options.source), Inventory(), {})
    files = scan_source(options.source)
    known = store.recall(INVENTORY_FILE, Inventory) or Inventory()
    if known.has_same(files, clock):
        return Snapshot(options, store, clock, files, known, known.digests_of(files), unchanged=True)
    return Snapshot(options, store, clock, files, known, current_digests(options.source, known, files, clock))


def ensure_unchanged(snapshot: Snapshot, digests: Digests) -> None:
    """Raise `SourceChangedError` if the source has changed since the snapshot, or can no longer be read.

    ``digests`` has the digests of the files that the build has read. The times of a file do not show a change if the
    clock of the file system has not advanced since the previous change. So each file in ``digests`` that last changed
    at the time of the snapshot or later is read again, and its digest is compared.
    """
    try:
        if scan_source(snapshot.options.source) != snapshot.files:
            raise SourceChangedError
        for file in snapshot.files:
            recent = max(file.mtime_ns, file.ctime_ns) >= snapshot.clock and file.path in digests
            if recent and digest_file(disk_path(snapshot.options.source, file.path)) != digests[file.path]:
                raise SourceChangedError
    except OSError as error:
        raise SourceChangedError from error


def current_inventory(snapshot: Snapshot, digests: Digests) -> Inventory:
    """Return the inventory of the snapshot with these digests."""
    if snapshot.unchanged and digests == snapshot.digests:
        return snapshot.inventory
    return make_inventory(snapshot.clock, snapshot.files, digests)


def save_inventory(snapshot: Snapshot, inventory: Inventory) -> None:
    """Save the `current_inventory` of a snapshot for the next build.

    It is saved only if its stats or digests differ from those of the previous inventory, or if some times in the
    previous inventory cannot be trusted.
    """
    before = snapshot.inventory
    same = snapshot.unchanged or (
        inventory.stats == before.stats and all(is_settled(file, before.clock) for file in snapshot.files)
    )
    if snapshot.store and not (same and inventory.digests == before.digests):
        snapshot.store.save(INVENTORY_FILE, msgpack.encode(inventory))


def digest_of(snapshot: Snapshot, path: str) -> bytes:
    """Return the digest of a file of the source or the theme. Raises `OSError`."""
    return snapshot.digests.get(path) or digest_file(disk_path(snapshot.options.source, path))


def complete_digests(snapshot: Snapshot, digests: Digests, paths: Iterable[str]) -> Digests:
    """Return ``digests`` plus the digests of the files at ``paths`` and of all files outside ``content/``.

    Raises `OSError`.
    """
    others = [file.path for file in snapshot.files if not file.kind and not file.path.startswith("content/")]
    return {path: digest_of(snapshot, path) for path in (*paths, *others) if path not in digests} | dict(digests)
