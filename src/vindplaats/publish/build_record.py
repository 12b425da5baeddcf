"""The record of a published site: what each file was made from, and the result of the build."""

import hashlib
import os
from collections.abc import Collection, Mapping
from contextlib import suppress

from msgspec import Struct, msgpack

from vindplaats.cache.store import CACHE_FOLDER, Store
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.inputs.inventory import DIGEST_SIZE
from vindplaats.options import Options
from vindplaats.publish.tampering import find_tampering
from vindplaats.publish.trees import tree_id
from vindplaats.render.artifact import Artifact


class PublishedSite(Struct, frozen=True, array_like=True):
    """The site that was last published at an output, and the result of the build that published it.

    ``tree`` identifies the folder of the site (`tree_id`). ``finished`` is a time after the last file was written, in
    nanoseconds by the clock of the file system. ``inputs`` is a digest of the source (`Inventory.total`), and
    ``options`` a digest of the options (`options_key`). ``pages`` is the number of pages. ``files`` has the path of
    every file, and ``folders`` of every folder, which a build that changes nothing need not derive from the files.
    """

    tree: str
    finished: int
    inputs: bytes
    options: bytes
    diagnostics: tuple[Diagnostic, ...]
    pages: int
    files: tuple[str, ...]
    folders: tuple[str, ...]

    @property
    def site(self) -> str:
        """The identity of this version of the site, such as ``"2049 131085 1764355200000000000"``."""
        return f"{self.tree} {self.finished}"


class BuildRecord(Struct, frozen=True, array_like=True):
    """A record of the facts that each file of a site was made from.

    ``site`` is the identity of the site (`PublishedSite.site`). ``facts`` lists every fact, for example
    ``"kaart projecten/flexwonen"``, and ``fingerprints`` the fingerprint of each, in the same order. ``asked`` has a
    tuple for each artifact: the positions in ``facts``, counted from 0, of the facts that it was made from. ``bases``
    has the digests of what facts are derived from (`FactRegistry.base_digests`).
    """

    site: str
    facts: tuple[str, ...] = ()
    fingerprints: tuple[bytes, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    asked: tuple[tuple[int, ...], ...] = ()
    bases: Mapping[str, bytes] = {}


NO_RECORD = BuildRecord("")


class MadeFiles(Struct, frozen=True):
    """The facts that each file of one build was made from, by path of the file, and the fingerprints of these facts."""

    asked: Mapping[str, Collection[str]] = {}
    fingerprints: Mapping[str, bytes] = {}


def key_of(output: str) -> str:
    """Return the key of a site in the cache: 32 hexadecimal digits, derived from the absolute path of its output."""
    return hashlib.blake2b(output.encode("utf-8", "surrogateescape"), digest_size=DIGEST_SIZE).hexdigest()


def options_key(options: Options) -> bytes:
    """Return a digest (16 bytes) of the options that affect a site. Their ``as_of`` must not be None."""
    asked = (options.base_url, options.as_of, options.drafts, options.strict, options.preview, options.search)
    return hashlib.blake2b(msgpack.encode(asked), digest_size=DIGEST_SIZE).digest()


def load_published(store: Store, output: str) -> PublishedSite | None:
    """Return the site that was last published at ``output``, or None if it is not recorded or no longer there."""
    published = store.recall(f"site-{key_of(output)}", PublishedSite)
    return published if published and published.tree == tree_id(output) else None


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


def is_untouched(output: str, published: PublishedSite) -> bool:
    """Return whether nobody has changed, removed or added a file since the site was published."""
    return find_tampering(output, published.files, published.folders, published.finished) == (set(), set())


def next_record(planned: Mapping[str, Artifact], before: BuildRecord, made: MadeFiles) -> BuildRecord:
    """Return the record of a site after a build; its ``site`` is empty, because the site has no identity yet.

    ``planned`` has every artifact of the new site by path, and ``made`` the facts of the files that the build made. The
    facts of all other files come from ``before``: the record of the previous site, updated with the fingerprints that
    its facts have now.
    """
    places = {artifact.path: place for place, artifact in enumerate(before.artifacts)}
    numbers = {fact: number for number, fact in enumerate(before.facts)}
    facts, fingerprints = list(before.facts), list(before.fingerprints)
    for fact, value in made.fingerprints.items():
        if fact in numbers:
            fingerprints[numbers[fact]] = value
        else:
            numbers[fact] = len(facts)
            facts.append(fact)
            fingerprints.append(value)
    asked = tuple(
        tuple(numbers[fact] for fact in made.asked[path]) if path in made.asked else before.asked[places[path]]
        for path in planned
    )
    record = BuildRecord("", tuple(facts), tuple(fingerprints), tuple(planned.values()), asked, before.bases)
    return _without_unused(record)


def _without_unused(record: BuildRecord) -> BuildRecord:
    """Return the record without the facts that no file depends on any more."""
    used = set().union(*record.asked)
    if len(used) == len(record.facts):
        return record
    kept = sorted(used)
    numbers = {old: new for new, old in enumerate(kept)}
    return BuildRecord(
        record.site,
        tuple(record.facts[number] for number in kept),
        tuple(record.fingerprints[number] for number in kept),
        record.artifacts,
        tuple(tuple(numbers[number] for number in asked) for asked in record.asked),
        record.bases,
    )
