"""What is remembered of a site that was published: of what each file was made, and what came of the build."""

import hashlib
import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct, msgpack

from vindplaats.diagnostics import Diagnostic
from vindplaats.outcome import Options
from vindplaats.publish.trees import identity, meddled
from vindplaats.render.artifact import Artifact
from vindplaats.scan import DIGEST
from vindplaats.store import FOLDER, Store


class Published(Struct, frozen=True, array_like=True):
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


class Made(Struct, frozen=True, array_like=True):
    """Of what each file of ``site`` was made: the numbers of its facts, of which there are names and fingerprints."""

    site: str
    facts: tuple[str, ...] = ()
    prints: tuple[bytes, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    asked: tuple[tuple[int, ...], ...] = ()


NOTHING = Made("")


def key_of(output: str) -> str:
    """A name for what is remembered of an output, by its absolute path."""
    return hashlib.blake2b(output.encode("utf-8", "surrogateescape"), digest_size=DIGEST).hexdigest()


def options_key(options: Options) -> bytes:
    """All that is asked and can make a difference to a site; with ``as_of`` filled in."""
    asked = (options.base_url, options.as_of, options.drafts, options.strict, options.preview)
    return hashlib.blake2b(msgpack.encode(asked), digest_size=DIGEST).digest()


def load_published(store: Store, output: str) -> Published | None:
    """The site that stands at ``output``, if it is the one that is remembered."""
    published = store.recall(f"site-{key_of(output)}", Published)
    return published if published and published.tree == identity(output) else None


def load_made(store: Store, output: str, published: Published) -> Made:
    """What the files of that site were made of; `NOTHING` where that is not known."""
    made = store.recall(f"gemaakt-{key_of(output)}", Made)
    return made if made and made.site == published.site else NOTHING


def save(store: Store, output: str, published: Published, made: Made) -> None:
    """Remember both."""
    key = key_of(output)
    store.save(f"gemaakt-{key}", msgpack.encode(made))
    store.save(f"site-{key}", msgpack.encode(published))


def forget(source: str, output: str) -> None:
    """Forget what is remembered of a site that is gone."""
    for name in (f"site-{key_of(output)}", f"gemaakt-{key_of(output)}"):
        with suppress(OSError):
            os.unlink(os.path.join(source, FOLDER, name))


def still_stands(output: str, published: Published) -> bool:
    """Tell whether nobody touched the site since it was published."""
    return meddled(output, published.files, published.finished) == (set(), set())


NEW = "nieuw"
"""The reason to make a file that was not there, or was something else."""
ANEW = "alles"
"""The reason to make every file, where it is not known what stands there."""
MEDDLED = "public"
"""The reason to make a file that somebody changed or removed where it was published."""


def outdated(
    planned: Mapping[str, Artifact], made: Made, now: Sequence[bytes], meddled: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """The paths that have to be made, each with all reasons: facts that are not what they were, or one of the above.

    ``now`` are the fingerprints of the facts of ``made`` as they are now, ``meddled`` the files that others changed.
    """
    changed = {i for i, (one, other) in enumerate(zip(made.prints, now, strict=True)) if one != other}
    before = {artifact.path: i for i, artifact in enumerate(made.artifacts)}
    found: dict[str, tuple[str, ...]] = {}
    for path, artifact in planned.items():
        i = before.get(path)
        if i is None or made.artifacts[i] != artifact:
            found[path] = (NEW,)
        elif path in meddled or not changed.isdisjoint(made.asked[i]):
            why = sorted(made.facts[fact] for fact in changed.intersection(made.asked[i]))
            found[path] = (*why, *([MEDDLED] if path in meddled else []))
    return found


def made_now(
    site: str,
    planned: Mapping[str, Artifact],
    before: Made,
    now: Sequence[bytes],
    asked: Mapping[str, Collection[str]],
    prints: Mapping[str, bytes],
) -> Made:
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
    return _without_idle(Made(site, tuple(facts), tuple(fingerprints), tuple(planned.values()), all_asked))


def _without_idle(made: Made) -> Made:
    """The same, without the facts of which no file is made any more, where there are."""
    used = set().union(*made.asked)
    if len(used) == len(made.facts):
        return made
    kept = sorted(used)
    number = {fact: i for i, fact in enumerate(kept)}
    return Made(
        made.site,
        tuple(made.facts[fact] for fact in kept),
        tuple(made.prints[fact] for fact in kept),
        made.artifacts,
        tuple(tuple(number[fact] for fact in one) for one in made.asked),
    )
