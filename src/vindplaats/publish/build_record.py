"""What is remembered of a site that was published: of what each file was made, and what came of the build."""

import hashlib
import os
from collections.abc import Collection, Mapping, Sequence
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
    """A site that stands at an output: made of ``inputs`` as ``options`` asked (both digests), with what was told.

    ``tree`` is its identity, ``finished`` what the clock of the disk said when nothing was written any more, ``files``
    every path in it.
    """

    tree: str
    finished: int
    inputs: bytes
    options: bytes
    diagnostics: tuple[Diagnostic, ...]
    pages: int
    files: tuple[str, ...]

    @property
    def site(self) -> str:
        """What tells this site from every other, for the mark of its spare."""
        return f"{self.tree} {self.finished}"


class BuildRecord(Struct, frozen=True, array_like=True):
    """Of what each file of ``site`` was made: the numbers of its facts, of which there are names and fingerprints."""

    site: str
    facts: tuple[str, ...] = ()
    prints: tuple[bytes, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    asked: tuple[tuple[int, ...], ...] = ()


NO_RECORD = BuildRecord("")


def key_of(output: str) -> str:
    """A name for what is remembered of an output, by its absolute path."""
    return hashlib.blake2b(output.encode("utf-8", "surrogateescape"), digest_size=DIGEST_SIZE).hexdigest()


def options_key(options: Options) -> bytes:
    """All that is asked and can make a difference to a site; with ``as_of`` filled in."""
    asked = (options.base_url, options.as_of, options.drafts, options.strict, options.preview)
    return hashlib.blake2b(msgpack.encode(asked), digest_size=DIGEST_SIZE).digest()


def load_published(store: Store, output: str) -> PublishedSite | None:
    """The site that stands at ``output``, if it is the one that is remembered."""
    published = store.recall(f"site-{key_of(output)}", PublishedSite)
    return published if published and published.tree == tree_id(output) else None


def load_record(store: Store, output: str, published: PublishedSite) -> BuildRecord:
    """What the files of that site were made of; `NO_RECORD` where that is not known."""
    made = store.recall(f"gemaakt-{key_of(output)}", BuildRecord)
    return made if made and made.site == published.site else NO_RECORD


def save(store: Store, output: str, published: PublishedSite, made: BuildRecord) -> None:
    """Remember both."""
    key = key_of(output)
    store.save(f"gemaakt-{key}", msgpack.encode(made))
    store.save(f"site-{key}", msgpack.encode(published))


def forget(source: str, output: str) -> None:
    """Forget what is remembered of a site that is gone."""
    for name in (f"site-{key_of(output)}", f"gemaakt-{key_of(output)}"):
        with suppress(OSError):
            os.unlink(os.path.join(source, CACHE_FOLDER, name))


def is_untouched(output: str, published: PublishedSite) -> bool:
    """Tell whether the site is exactly as it was published."""
    return find_tampering(output, published.files, published.finished) == (set(), set())


def next_record(
    site: str,
    planned: Mapping[str, Artifact],
    before: BuildRecord,
    now: Sequence[bytes],
    asked: Mapping[str, Collection[str]],
    prints: Mapping[str, bytes],
) -> BuildRecord:
    """What the files of ``site`` are made of: those in ``asked`` of those facts, the others of what they were made of.

    ``now`` are the fingerprints of the facts of ``before``, ``prints`` those of the facts in ``asked``.
    """
    place = {artifact.path: i for i, artifact in enumerate(before.artifacts)}
    number = {fact: i for i, fact in enumerate(before.facts)}
    facts, fingerprints = list(before.facts), list(now)
    for fact, value in prints.items():
        if fact in number:
            fingerprints[number[fact]] = value
        else:
            number[fact] = len(facts)
            facts.append(fact)
            fingerprints.append(value)
    all_asked = tuple(
        tuple(number[fact] for fact in asked[path]) if path in asked else before.asked[place[path]] for path in planned
    )
    return _without_idle(BuildRecord(site, tuple(facts), tuple(fingerprints), tuple(planned.values()), all_asked))


def _without_idle(made: BuildRecord) -> BuildRecord:
    """The same, without the facts of which no file is made any more, where there are."""
    used = set().union(*made.asked)
    if len(used) == len(made.facts):
        return made
    kept = sorted(used)
    number = {fact: i for i, fact in enumerate(kept)}
    return BuildRecord(
        made.site,
        tuple(made.facts[fact] for fact in kept),
        tuple(made.prints[fact] for fact in kept),
        made.artifacts,
        tuple(tuple(number[fact] for fact in one) for one in made.asked),
    )
