"""A site brought up to date: what is outdated is made, by several processes, and the rest stays as it is."""

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain, groupby

from msgspec import Struct

from vindplaats.cache.store import Store
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.errors import TemplateFailedError
from vindplaats.inputs.inventory import Digests
from vindplaats.inputs.snapshot import Snapshot, ensure_unchanged, save_inventory
from vindplaats.inputs.theme_files import disk_path
from vindplaats.publish.build_record import (
    NO_RECORD,
    BuildRecord,
    PublishedSite,
    load_published,
    load_record,
    next_record,
    options_key,
    save,
)
from vindplaats.publish.outdated import NO_PREVIOUS, outdated
from vindplaats.publish.picture_cache import make_pictures, open_kept, remove_unused
from vindplaats.publish.publish import SITE_MARKERS, Change, keep_spare, publish
from vindplaats.publish.standby_mark import are_below
from vindplaats.publish.tampering import find_tampering
from vindplaats.publish.trees import copy, tree_id, write
from vindplaats.render.artifact import Artifact, Copy, Page, PictureVariant
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.plan import make_file
from vindplaats.result import OK, BuildResult
from vindplaats.workers.fork_map import fork_map

FILES_PER_CHUNK = 200
"""Files a worker makes at a time; fewer than two chunks are made without workers, who cost more to start."""
MAX_ORIGINALS_PER_CHUNK, MIN_PICTURE_CHUNKS = 16, 64
"""Originals of which a worker makes pictures at a time, at most; and chunks from which on it is more than one."""
_TICK_S = 0.001
_MAX_TICK_WAIT_S = 0.05
"""Seconds to wait at most for the clock of the disk to go on: the kernel's ticks are 1 to 10 ms apart."""


class CurrentSite(Struct, frozen=True):
    """The site that stands at the output, of which what was made of what; and what others did to it since."""

    published: PublishedSite
    made: BuildRecord
    changed: Collection[str]
    added: Collection[str]


class ChunkResult(Struct, frozen=True):
    """What came of making some files: the facts of each, with fingerprints; or the fault of a template or a picture."""

    asked: Mapping[str, Collection[str]] = {}
    prints: Mapping[str, bytes] = {}
    fault: Diagnostic | None = None


def update(
    snapshot: Snapshot,
    site: PageFacts,
    planned: Mapping[str, Artifact],
    digests: Digests,
    diagnostics: tuple[Diagnostic, ...],
    jobs: int,
) -> BuildResult:
    """Publish ``planned`` at the output: make what is outdated of ``site``, keep the rest.

    ``digests`` are those of all files that the site is made of, ``diagnostics`` what was told about them. Raises
    `OSError`, `PublishError` and `TemplateFailedError`, and `SourceChangedError` where the source is not what it was
    any more; the old site then stands as it was.
    """
    output = snapshot.options.output
    stands = _standing(snapshot)
    kept = open_kept(snapshot.store)
    made = stands.made if stands else NO_RECORD
    now = [site.fingerprint(fact) for fact in made.facts]
    todo = outdated(planned, made, now, stands.changed) if stands else dict.fromkeys(planned, (NO_PREVIOUS,))
    removed: Collection[str] = ()
    if stands:
        before = {artifact.path for artifact in made.artifacts}
        gone = (before | set(stands.added)) - planned.keys()
        removed = sorted(path for path in gone if are_below((path,)))
    pages = sum(isinstance(artifact, Page) for artifact in planned.values())
    asked: dict[str, Collection[str]] = {}
    prints: dict[str, bytes] = {}

    def fill(tree: str) -> None:
        work = _Work(site, tree, snapshot.options.source, kept, digests)
        for results in _make_all(work, [planned[path] for path in todo], jobs):
            asked.update(results.asked)
            prints.update(results.prints)
        ensure_unchanged(snapshot, digests)

    def record() -> str:
        finished = _tick(snapshot.store.clock) if snapshot.store else None
        if snapshot.store is None or finished is None:
            return ""
        inputs = save_inventory(snapshot, digests).total
        published = PublishedSite(
            tree_id(output),
            finished,
            inputs,
            options_key(snapshot.options),
            diagnostics,
            pages,
            (*planned, *SITE_MARKERS),
        )
        save(snapshot.store, output, published, next_record(published.site, planned, made, now, asked, prints))
        return published.site

    before_site = stands.published.site if stands else ""
    if todo or removed or not stands:
        publish(output, Change(tuple(todo), tuple(removed), before_site), fill, record)
        if kept and any(isinstance(planned[path], PictureVariant) for path in todo):
            remove_unused(kept, planned.values(), digests)
    else:
        ensure_unchanged(snapshot, digests)
        keep_spare(output, before_site, record())
    return BuildResult(
        diagnostics=diagnostics,
        exit_code=OK,
        output=output,
        pages=pages,
        files=len(planned) + len(SITE_MARKERS),
        made=tuple(todo.items()),
        gone=tuple(removed),
    )


def _standing(snapshot: Snapshot) -> CurrentSite | None:
    """The site at the output, where it is the one that is remembered, and is ours still."""
    output = snapshot.options.output
    published = load_published(snapshot.store, output) if snapshot.store else None
    if snapshot.store is None or published is None:
        return None
    made = load_record(snapshot.store, output, published)
    changed, added = find_tampering(output, published.files, published.finished)
    if made is NO_RECORD or changed & SITE_MARKERS.keys():
        return None
    return CurrentSite(published, made, changed, added)


class _Work(Struct, frozen=True):
    """What files are made of, and where they go."""

    site: PageFacts
    tree: str
    source: str
    kept: Store | None
    digests: Digests


def _make_all(work: _Work, artifacts: Sequence[Artifact], jobs: int) -> list[ChunkResult]:
    """Make files. Raises `TemplateFailedError` for the first that a template fails for, or a picture that broke."""
    plain = [artifact for artifact in artifacts if not isinstance(artifact, PictureVariant)]
    chunks: list[Sequence[Artifact]] = [plain[i : i + FILES_PER_CHUNK] for i in range(0, len(plain), FILES_PER_CHUNK)]
    chunks += _by_original(artifact for artifact in artifacts if isinstance(artifact, PictureVariant))
    make: Callable[[int], ChunkResult] = lambda i: _make(work, chunks[i])  # noqa: E731
    done = list(fork_map(make, len(chunks), jobs))
    for results in done:
        if results.fault:
            raise TemplateFailedError(results.fault)
    return done


def _by_original(variants: Iterable[PictureVariant]) -> list[list[PictureVariant]]:
    """Group variants by original, which is then decoded once; several originals to a group where there are many."""
    found: dict[str, list[PictureVariant]] = {}
    for variant in variants:
        found.setdefault(variant.original, []).append(variant)
    originals = list(found.values())
    size = max(1, min(MAX_ORIGINALS_PER_CHUNK, len(originals) // MIN_PICTURE_CHUNKS))
    return [list(chain.from_iterable(originals[i : i + size])) for i in range(0, len(originals), size)]


def _make(work: _Work, artifacts: Sequence[Artifact]) -> ChunkResult:
    site, tree = work.site, work.tree
    asked: dict[str, Collection[str]] = {}
    prints: dict[str, bytes] = {}
    variants = (artifact for artifact in artifacts if isinstance(artifact, PictureVariant))
    for _, group in groupby(variants, lambda variant: variant.original):
        if fault := make_pictures(list(group), tree, work.source, work.kept, work.digests):
            return ChunkResult(fault=fault)
    for artifact in artifacts:
        match artifact:
            case PictureVariant(original=source):  # made above
                facts = _copied_facts(site, source)
            case Copy(path=path, source=source):
                copy(tree, path, disk_path(work.source, source))
                facts = _copied_facts(site, source)
            case _:
                try:
                    data, facts = make_file(site, artifact)
                except TemplateFailedError as failed:
                    return ChunkResult(fault=failed.diagnostic)
                write(tree, artifact.path, data)
        asked[artifact.path] = tuple(facts)
        for fact in facts:  # not facts - prints.keys(), which goes through all of prints
            if fact not in prints:
                prints[fact] = site.fingerprint(fact)
    return ChunkResult(asked, prints)


def _copied_facts(site: PageFacts, source: str) -> frozenset[str]:
    return site.record(lambda: site.file_digest(source))[1]


def _tick(clock: Callable[[], int | None]) -> int | None:
    """Wait for the clock of the disk to go on, so that what is changed from now on has another time; return it."""
    before = now = clock()
    end = time.monotonic() + _MAX_TICK_WAIT_S
    while now == before and time.monotonic() < end:
        time.sleep(_TICK_S)
        now = clock()
    return now
