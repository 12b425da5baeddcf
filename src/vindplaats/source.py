"""What lies in the source, and what is known of it from before: where every build begins."""

from msgspec import Struct, msgpack

from vindplaats.outcome import Options
from vindplaats.scan import Digests, Known, Seen, is_settled, learn, look, settle
from vindplaats.store import Store, open_store

KNOWN = "bron"
"""The name under which the store has what is known of the source."""


class Source(Struct, frozen=True):
    """What lies in the source, and what is known of it: the digests of files that were read before, as they are now.

    ``clock`` is what the clock of the disk said before anything was looked at; `store` is None where nothing is
    remembered.
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
        return Source(options, None, 0, look(options.source), Known(), {})
    seen = look(options.source)
    known = store.recall(KNOWN, Known) or Known()
    return Source(options, store, clock, seen, known, settle(options.source, known, seen, clock))


def remember(source: Source, digests: Digests) -> Known:
    """Keep what is known of the source now, with these digests."""
    known = learn(source.clock, source.seen, digests)
    same = known.seen == source.known.seen and known.digests == source.known.digests
    if source.store and not (same and all(is_settled(one, source.known.clock) for one in source.seen)):
        source.store.save(KNOWN, msgpack.encode(known))
    return known
