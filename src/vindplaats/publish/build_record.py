"""The record of a published site: which facts each of its files was made from."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property

from msgspec import Struct, msgpack, structs

from vindplaats.cache.store import CACHE_FOLDER, Store
from vindplaats.publish.asked_facts import AskedFacts, as_bytes, as_numbers
from vindplaats.publish.published_site import PublishedSite, key_of
from vindplaats.render.artifact import Artifact, SearchIndex
from vindplaats.render.facts.tracking import FINGERPRINT_BYTES, NO_FINGERPRINT


class BuildRecord(Struct, frozen=True, array_like=True, dict=True):
    """A record of the facts that each file of a site was made from.

    ``site`` is the identity of the site (`PublishedSite.site`). ``facts`` lists every fact, sorted, for example
    ``"kaart projecten/flexwonen"``, and ``fingerprints`` has the fingerprint of each, joined in the same order.
    ``artifacts`` has every artifact (`SitePlan.encoded`), and ``asked`` the facts that each was made from. ``bases``
    has the digests of what facts are derived from (`PageFacts.base_digests`). ``index`` is the search index, if the
    site has one; it is among the artifacts too.

    Fingerprints and artifacts are kept as bytes, because most are the same in the next build, which can see that
    without decoding them.
    """

    site: str
    facts: tuple[str, ...] = ()
    fingerprints: bytes = b""
    artifacts: bytes = b""
    asked: AskedFacts = AskedFacts()
    bases: Mapping[str, bytes] = {}
    index: SearchIndex | None = None

    def fingerprint(self, number: int) -> bytes:
        """Return the fingerprint of the fact at a position in ``facts``."""
        return self.fingerprints[number * FINGERPRINT_BYTES : (number + 1) * FINGERPRINT_BYTES]

    @cached_property
    def by_path(self) -> dict[str, Artifact]:
        """The artifacts in order, by path."""
        found = msgpack.decode(self.artifacts, type=list[Artifact]) if self.artifacts else []
        return {artifact.path: artifact for artifact in found}


NO_RECORD = BuildRecord("")


def with_fingerprints(fingerprints: bytes, now: Mapping[int, bytes]) -> bytes:
    """Return the joined fingerprints of facts, with the present ones of some facts, by position."""
    found = bytearray(fingerprints)
    for number, value in now.items():
        found[number * FINGERPRINT_BYTES : (number + 1) * FINGERPRINT_BYTES] = value
    return bytes(found)


def split_fingerprints(joined: bytes) -> Iterator[bytes]:
    """Yield each of the fingerprints that have been joined."""
    for start in range(0, len(joined), FINGERPRINT_BYTES):
        yield joined[start : start + FINGERPRINT_BYTES]


class MadeFiles(Struct, frozen=True):
    """The facts that each file of one build was made from.

    ``paths`` has the path of each file, and ``asked`` the facts of each in the same order: positions in ``facts``, in
    any order. ``facts`` has each fact once, in any order, and ``fingerprints`` the fingerprint of each, joined.
    """

    paths: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    fingerprints: bytes = b""
    asked: AskedFacts = AskedFacts()


def load_record(store: Store, output: str, published: PublishedSite) -> BuildRecord:
    """Return the record of the ``published`` site, or `NO_RECORD` if the store has none."""
    record = store.recall(f"gemaakt-{key_of(output)}", BuildRecord)
    return record if record and record.site == published.site else NO_RECORD


def save(store: Store, output: str, published: PublishedSite, record: BuildRecord) -> None:
    """Save the published site and its build record."""
    key = key_of(output)
    store.save(f"gemaakt-{key}", msgpack.encode(record))
    store.save(f"site-{key}", msgpack.encode(published))


def forget(source: str, output: str) -> None:
    """Remove what the cache of ``source`` holds about the site at ``output``, but not the site itself."""
    for name in (f"site-{key_of(output)}", f"gemaakt-{key_of(output)}"):
        with suppress(OSError):
            os.unlink(os.path.join(source, CACHE_FOLDER, name))


def next_record(
    paths: Sequence[str], artifacts: bytes, before: BuildRecord, made: MadeFiles, bases: Mapping[str, bytes]
) -> BuildRecord:
    """Return the record of a site after a build; its ``site`` is empty, because the site has no identity yet.

    ``paths`` has the path of every artifact of the new site, in the order of ``artifacts`` (`SitePlan.encoded`), and
    ``made`` the facts of the files that the build made. The facts of all other files come from ``before``: the record
    of the previous site, updated with the fingerprints that its facts have now.
    """
    before = _with_facts(before, made.facts)
    numbers = {fact: number for number, fact in enumerate(before.facts)}
    known = [numbers[fact] for fact in made.facts]
    fingerprints = with_fingerprints(
        before.fingerprints, dict(zip(known, split_fingerprints(made.fingerprints), strict=True))
    )
    is_same = artifacts == before.artifacts
    places = {path: place for place, path in enumerate(paths if is_same else before.by_path)}
    made_places = {path: place for place, path in enumerate(made.paths)}

    def asked_of(path: str) -> bytes:
        place = made_places.get(path)
        if place is None:
            return before.asked.of(places[path])
        return as_bytes(sorted(map(known.__getitem__, as_numbers(made.asked.of(place)))))

    if is_same and all(before.asked.of(places[path]) == asked_of(path) for path in made.paths):
        return BuildRecord("", before.facts, fingerprints, artifacts, before.asked, bases)
    asked = AskedFacts.joined([asked_of(path) for path in paths])
    return _without_unused(BuildRecord("", before.facts, fingerprints, artifacts, asked, bases))


def _with_facts(record: BuildRecord, facts: Collection[str]) -> BuildRecord:
    """Return the record with ``facts`` too. Those that are new have no fingerprint yet."""
    new = set(facts).difference(record.facts)
    if not new:
        return record
    known = {fact: record.fingerprint(number) for number, fact in enumerate(record.facts)}
    every = sorted(known.keys() | new)
    numbers = {fact: number for number, fact in enumerate(every)}
    return structs.replace(
        record,
        facts=tuple(every),
        fingerprints=b"".join([known.get(fact, NO_FINGERPRINT) for fact in every]),
        asked=record.asked.renumbered([numbers[fact] for fact in record.facts]),
    )


def _without_unused(record: BuildRecord) -> BuildRecord:
    """Return the record without the facts that no file depends on any more."""
    used = sorted(record.asked.used())
    if len(used) == len(record.facts):
        return record
    return structs.replace(
        record,
        facts=tuple(record.facts[number] for number in used),
        fingerprints=b"".join(record.fingerprint(number) for number in used),
        asked=record.asked.renumbered({old: new for new, old in enumerate(used)}),
    )
