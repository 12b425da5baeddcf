"""Make the files of a site (pages, feeds and other data, copies, pictures) in a tree, with several processes."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from itertools import chain, groupby, pairwise

from msgspec import Struct

from vindplaats.cache.store import Store
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.errors import RenderFailedError
from vindplaats.inputs.inventory import Digests
from vindplaats.inputs.theme_files import disk_path
from vindplaats.publish.asked_facts import AskedFacts, as_bytes, as_numbers
from vindplaats.publish.build_record import MadeFiles
from vindplaats.publish.picture_cache import make_pictures
from vindplaats.publish.trees import copy, make_room, write
from vindplaats.render.artifact import Artifact, CitationList, Copy, ListPage, PictureVariant, SearchIndex
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.plan import make_file
from vindplaats.search.plan import IndexPlan
from vindplaats.workers.fork_map import fork_map

FILES_PER_CHUNK, FILES_PER_LARGE_CHUNK = 200, 800
"""Maximum number of files in a chunk, of a small site and of a large one. A worker makes one chunk at a time. If there
is only one chunk, the main process makes it, because starting a worker takes time and there is no other work to do
meanwhile. With larger chunks, workers send the same facts to the main process less often."""
CHUNKS_PER_PROCESS = 8
"""Number of chunks for each process from which chunks grow, so that all processes finish at about the same time."""
FILES_PER_LIST_PAGE = 4
"""A page of a list counts as this many files in a small chunk, because it shows the cards of many pages."""
STUDIES_PER_FILE = 100
"""The citations of a whole list count as one file in a small chunk for each of this many studies."""
MAX_ORIGINALS_PER_CHUNK = 16
"""Maximum number of originals in a chunk of pictures. A chunk has all variants of its originals."""
MIN_PICTURE_CHUNKS = 64
"""Minimum number of chunks of pictures, if there are that many originals. With fewer than twice this number of
originals, each original has a chunk of its own."""

_FILES_PER_BATCH, _BYTES_PER_BATCH = 50, 2_000_000
"""A batch of files, which are written after all of them have been made, ends when it has this many files or bytes."""


class Workshop(Struct, frozen=True):
    """What a worker needs to make files: their inputs, a cache, and the folder to write to.

    The inputs are ``facts``, and the files in the folder ``source``, with their ``digests``. ``pictures`` is the cache
    of picture variants, or None if the build uses no cache. ``tree`` is the path of the tree to write to. ``index`` is
    the plan of the search index, if the site has one, and ``shadow`` the path of a temporary folder for its shadow
    tree. ``look`` is called now and then while the index is made, and raises an exception to end the build. ``known``
    has the fingerprints that this process has made: many files are made from the same facts. ``folders`` has the
    folders in which it has written.
    """

    facts: PageFacts
    source: str
    digests: Digests
    pictures: Store | None
    tree: str
    index: IndexPlan | None
    shadow: str
    look: Callable[[], None]
    known: dict[str, bytes]
    folders: set[str]


class ChunkResult(Struct, frozen=True):
    """The result of a chunk: the facts that its files were made from, or the fault of a template or a picture.

    ``facts`` has each fact once. ``asked`` has the facts of each file, in the order of the chunk: positions in
    ``facts``, as bytes of an array of integers. ``fingerprints`` has the fingerprints of those facts that no earlier
    chunk of the same process was made from.
    """

    facts: tuple[str, ...] = ()
    asked: tuple[bytes, ...] = ()
    fingerprints: Mapping[str, bytes] = {}
    fault: Diagnostic | None = None


def make_files(workshop: Workshop, artifacts: Sequence[Artifact], processes: int) -> MadeFiles:
    """Make the files of ``artifacts`` and return the facts that each was made from.

    Raises `OSError`, and `RenderFailedError` with the first fault of a template or a picture.
    """
    index = [(artifact,) for artifact in artifacts if isinstance(artifact, SearchIndex)]
    # The search index is first, because it takes longest, and Pagefind runs while other processes make other files.
    chunks: list[Sequence[Artifact]] = [
        *index,
        *_chunks(workshop.facts, artifacts, processes),
        *_picture_chunks(artifacts),
    ]

    def make(number: int) -> ChunkResult:
        return _make_chunk(workshop, chunks[number])

    with workshop.index.shadow_tree(workshop.shadow, processes) if workshop.index and index else nullcontext():
        return _join_results(chunks, fork_map(make, len(chunks), processes))


def _join_results(chunks: Sequence[Sequence[Artifact]], results: Iterable[ChunkResult]) -> MadeFiles:
    """Return the results of all chunks as one. Raises `RenderFailedError` with the first fault, after the last chunk.

    Each result is numbered again as it comes, because the texts of its facts take more memory than all numbers.
    """
    numbers: dict[str, int] = {}
    fingerprints = bytearray()
    paths: list[str] = []
    counts, asked = array("I"), array("I")
    faults: list[Diagnostic] = []
    for chunk, result in zip(chunks, results, strict=True):
        faults += [result.fault] if result.fault else []
        if faults:
            continue  # nothing else of any result matters
        for fact in result.facts:
            if fact not in numbers:  # then no earlier chunk was made from it, so the result has its fingerprint
                numbers[fact] = len(numbers)
                fingerprints += result.fingerprints[fact]
        places = [numbers[fact] for fact in result.facts]
        for artifact, found in zip(chunk, result.asked, strict=True):
            paths.append(artifact.path)
            of_file = [places[number] for number in as_numbers(found)]
            counts.append(len(of_file))
            asked.extend(of_file)
    if faults:
        raise RenderFailedError(faults[0])
    return MadeFiles(tuple(paths), tuple(numbers), bytes(fingerprints), AskedFacts(counts.tobytes(), asked.tobytes()))


def _chunks(facts: PageFacts, artifacts: Iterable[Artifact], processes: int) -> list[Sequence[Artifact]]:
    """Return all artifacts except picture variants and the search index, in chunks.

    A worker keeps what it makes for a file, in case another file needs it. So files that show many pages count as
    several files, unless there is only one chunk. A large chunk has no more of them than a small one.
    """
    others = [artifact for artifact in artifacts if not isinstance(artifact, PictureVariant | SearchIndex)]
    if len(others) <= FILES_PER_CHUNK:
        return [others] if others else []
    most = min(max(FILES_PER_CHUNK, len(others) // (processes * CHUNKS_PER_PROCESS)), FILES_PER_LARGE_CHUNK)
    chunks: list[Sequence[Artifact]] = []
    start = size = 0
    for place, (before, artifact) in enumerate(pairwise((None, *others))):
        count = _count_as_files(facts, artifact, before, most // FILES_PER_CHUNK)
        if place > start and count and size + count > most:
            chunks.append(others[start:place])
            start, size = place, 0
        size += count
    return [*chunks, others[start:]]


def _count_as_files(facts: PageFacts, artifact: Artifact | None, before: Artifact | None, scale: int) -> int:
    """Return as how many files an artifact counts in a chunk, after the artifact ``before``.

    The chunk is ``scale`` times as large as a small one.
    """
    match artifact, before:
        case ListPage(), _:
            return FILES_PER_LIST_PAGE * scale
        case CitationList(key=key), CitationList(key=other) if key == other:
            return 0  # the same citations in another format
        case CitationList(key=key), _:
            return max(1, len(facts.pages_of(key)) // STUDIES_PER_FILE * scale)
    return 1


def _picture_chunks(artifacts: Iterable[Artifact]) -> list[list[PictureVariant]]:
    """Return the picture variants in chunks. All variants of an original are in one chunk, to decode it only once."""
    by_original: dict[str, list[PictureVariant]] = {}
    for artifact in artifacts:
        if isinstance(artifact, PictureVariant):
            by_original.setdefault(artifact.original, []).append(artifact)
    groups = list(by_original.values())
    size = max(1, min(MAX_ORIGINALS_PER_CHUNK, len(groups) // MIN_PICTURE_CHUNKS))
    return [list(chain.from_iterable(groups[i : i + size])) for i in range(0, len(groups), size)]


def _make_chunk(workshop: Workshop, artifacts: Sequence[Artifact]) -> ChunkResult:
    """Make the files of a chunk, up to the first fault.

    The fault is returned, not raised: the parent process cannot unpickle a `RenderFailedError`.
    """
    numbers: dict[str, int] = {}
    asked: list[bytes] = []
    fingerprints: dict[str, bytes] = {}
    try:
        variants = (artifact for artifact in artifacts if isinstance(artifact, PictureVariant))
        for _, group in groupby(variants, lambda variant: variant.original):
            make_pictures(list(group), workshop.tree, workshop.source, workshop.pictures, workshop.digests)
        for asked_here in chain.from_iterable(_make_batches(workshop, artifacts)):
            for fact in asked_here.difference(numbers):
                numbers[fact] = len(numbers)
                if fact not in workshop.known:
                    workshop.known[fact] = fingerprints[fact] = workshop.facts.fingerprint(fact)
            asked.append(as_bytes(map(numbers.__getitem__, asked_here)))
    except RenderFailedError as failed:
        return ChunkResult(fault=failed.diagnostic)
    return ChunkResult(tuple(numbers), tuple(asked), fingerprints)


def _make_batches(workshop: Workshop, artifacts: Iterable[Artifact]) -> Iterator[list[frozenset[str]]]:
    """Make files, and yield for each batch the facts that each file was made from.

    Making, writing and finding fingerprints alternate by batches, not by files, because a processor is faster when it
    does the same many times in a row (see `read_pages`).
    """
    made: list[tuple[str, bytes]] = []
    asked: list[frozenset[str]] = []
    size = 0
    for artifact in artifacts:
        data, asked_here = _make(workshop, artifact)
        asked.append(asked_here)
        if data is not None:
            made.append((artifact.path, data))
            size += len(data)
        if len(asked) >= _FILES_PER_BATCH or size >= _BYTES_PER_BATCH:
            _write_all(workshop, made)
            yield asked
            made, asked, size = [], [], 0
    _write_all(workshop, made)
    yield asked


def _write_all(workshop: Workshop, made: Iterable[tuple[str, bytes]]) -> None:
    for path, data in made:
        write(workshop.tree, path, data, workshop.folders)


def _make(workshop: Workshop, artifact: Artifact) -> tuple[bytes | None, frozenset[str]]:
    """Return the bytes of a file, if it must still be written, and the facts that it was made from.

    A picture variant has been made already, by `make_pictures`.
    """
    facts = workshop.facts
    match artifact:
        case PictureVariant(original=source):  # made by `make_pictures`
            return None, facts.record(lambda: facts.file_digest(source))[1]
        case Copy(path=path, source=source):
            copy(workshop.tree, path, disk_path(workshop.source, source))
            return None, facts.record(lambda: facts.file_digest(source))[1]
        case SearchIndex(path=path):
            from vindplaats.search.pagefind import build_index  # noqa: PLC0415 (start-up: not in most builds)

            build_index(workshop.shadow, make_room(workshop.tree, path), workshop.look)
            return None, frozenset()
        case _:
            return make_file(facts, artifact)
