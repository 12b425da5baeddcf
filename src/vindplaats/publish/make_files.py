"""Makes the files of a site in a tree: pages and files for machines, copies and pictures, by several processes."""

from collections.abc import Iterable, Sequence
from itertools import chain, groupby

from msgspec import Struct

from vindplaats.cache.store import Store
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.errors import RenderFailedError
from vindplaats.inputs.inventory import Digests
from vindplaats.inputs.theme_files import disk_path
from vindplaats.publish.build_record import MadeFiles
from vindplaats.publish.picture_cache import make_pictures
from vindplaats.publish.trees import copy, write
from vindplaats.render.artifact import Artifact, Copy, PictureVariant
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.plan import make_file
from vindplaats.workers.fork_map import fork_map

FILES_PER_CHUNK = 200
"""Files that a worker makes at a time. Fewer than two chunks are made without workers, which take longer to start."""
MAX_ORIGINALS_PER_CHUNK = 16
"""Originals whose variants a worker makes at a time, at most."""
MIN_PICTURE_CHUNKS = 64
"""Chunks of pictures from which on a chunk has more than one original."""


class Workshop(Struct, frozen=True):
    """What files are made from (``facts``, and the files of ``source`` with their digests), and the tree they go to.

    ``pictures`` is the cache of picture variants, None without a cache.
    """

    facts: PageFacts
    source: str
    digests: Digests
    pictures: Store | None
    tree: str


class ChunkResult(Struct, frozen=True):
    """The facts that the files of a chunk were made from, or the fault of a template or a picture."""

    made: MadeFiles = MadeFiles()
    fault: Diagnostic | None = None


def make_files(workshop: Workshop, artifacts: Sequence[Artifact], processes: int) -> MadeFiles:
    """Make files. Raises `OSError`, and `RenderFailedError` with the first fault of a template or a picture."""
    chunks: list[Sequence[Artifact]] = [*_chunks(artifacts), *_picture_chunks(artifacts)]

    def make(number: int) -> ChunkResult:
        return _make_chunk(workshop, chunks[number])

    results = tuple(fork_map(make, len(chunks), processes))
    for result in results:
        if result.fault:
            raise RenderFailedError(result.fault)
    return MadeFiles(
        {path: facts for result in results for path, facts in result.made.asked.items()},
        {fact: value for result in results for fact, value in result.made.fingerprints.items()},
    )


def _chunks(artifacts: Iterable[Artifact]) -> list[Sequence[Artifact]]:
    """Return everything but the pictures, in chunks."""
    others = [artifact for artifact in artifacts if not isinstance(artifact, PictureVariant)]
    return [others[i : i + FILES_PER_CHUNK] for i in range(0, len(others), FILES_PER_CHUNK)]


def _picture_chunks(artifacts: Iterable[Artifact]) -> list[list[PictureVariant]]:
    """Return the pictures, those of one original in one chunk, so that it is decoded once."""
    by_original: dict[str, list[PictureVariant]] = {}
    for artifact in artifacts:
        if isinstance(artifact, PictureVariant):
            by_original.setdefault(artifact.original, []).append(artifact)
    groups = list(by_original.values())
    size = max(1, min(MAX_ORIGINALS_PER_CHUNK, len(groups) // MIN_PICTURE_CHUNKS))
    return [list(chain.from_iterable(groups[i : i + size])) for i in range(0, len(groups), size)]


def _make_chunk(workshop: Workshop, artifacts: Sequence[Artifact]) -> ChunkResult:
    """Make the files of a chunk; a fault is returned, because exceptions with a value cannot be pickled."""
    facts = workshop.facts
    asked: dict[str, tuple[str, ...]] = {}
    fingerprints: dict[str, bytes] = {}
    try:
        variants = (artifact for artifact in artifacts if isinstance(artifact, PictureVariant))
        for _, group in groupby(variants, lambda variant: variant.original):
            make_pictures(list(group), workshop.tree, workshop.source, workshop.pictures, workshop.digests)
        for artifact in artifacts:
            asked_here = _make(workshop, artifact)
            asked[artifact.path] = tuple(asked_here)
            for fact in asked_here:  # not asked_here - fingerprints.keys(), which goes through all fingerprints
                if fact not in fingerprints:
                    fingerprints[fact] = facts.fingerprint(fact)
    except RenderFailedError as failed:
        return ChunkResult(fault=failed.diagnostic)
    return ChunkResult(MadeFiles(asked, fingerprints))


def _make(workshop: Workshop, artifact: Artifact) -> frozenset[str]:
    """Make one file, unless it is a picture, and return the facts that it was made from."""
    facts = workshop.facts
    match artifact:
        case PictureVariant(original=source):  # made already
            return facts.record(lambda: facts.file_digest(source))[1]
        case Copy(path=path, source=source):
            copy(workshop.tree, path, disk_path(workshop.source, source))
            return facts.record(lambda: facts.file_digest(source))[1]
        case _:
            data, asked = make_file(facts, artifact)
            write(workshop.tree, artifact.path, data)
            return asked
