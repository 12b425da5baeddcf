"""What lies in the source, and what is known of it from before: where every build begins.

A build is of one state of the source: before it publishes or tells anything it looks again (`hold`).
"""

import time

from msgspec import Struct, msgpack

from vindplaats.outcome import Options
from vindplaats.scan import RACY, Digests, Known, Seen, digest_file, disk_path, is_settled, learn, look, settle
from vindplaats.store import Store, open_store

KNOWN = "bron"
"""The name under which the store has what is known of the source."""


class SourceChangedError(Exception):
    """The source is not what it was when the build began."""


class Source(Struct, frozen=True):
    """What lies in the source, and what is known of it: the digests of files that were read before, as they are now.

    ``clock`` is what the clock of the disk said before anything was looked at, or a time before that; `store` is None
    where nothing is remembered.
    """

    options: Options
    store: Store | None
    clock: int
    seen: tuple[Seen, ...]
    known: Known
    digests: Digests


def look_at(options: Options) -> Source:
    """See what lies in the source. Raises `OSError` when it cannot be read."""
    store = open_store(options.source) if options.cache else None
    clock = store.clock() if store else None
    if store is None or clock is None:
        return Source(options, None, time.time_ns() - RACY, look(options.source), Known(), {})
    seen = look(options.source)
    known = store.recall(KNOWN, Known) or Known()
    return Source(options, store, clock, seen, known, settle(options.source, known, seen, clock))


def hold(source: Source, digests: Digests) -> None:
    """Raise `SourceChangedError` where the source is not what it was when the build began, whose ``digests`` it read.

    A file that changed before the first look has the times of a later change only if the clock of the disk did not go
    on in between, so those are read again.
    """
    try:
        if look(source.options.source) != source.seen:
            raise SourceChangedError
        for one in source.seen:
            recent = max(one.changed, one.altered) >= source.clock and one.path in digests
            if recent and digest_file(disk_path(source.options.source, one.path)) != digests[one.path]:
                raise SourceChangedError
    except OSError as error:
        raise SourceChangedError from error


def remember(source: Source, digests: Digests) -> Known:
    """Keep what is known of the source now, with these digests."""
    known = learn(source.clock, source.seen, digests)
    same = known.seen == source.known.seen and known.digests == source.known.digests
    if source.store and not (same and all(is_settled(one, source.known.clock) for one in source.seen)):
        source.store.save(KNOWN, msgpack.encode(known))
    return known
