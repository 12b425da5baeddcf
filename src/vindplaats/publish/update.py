"""A site brought up to date: what is outdated is made, by several processes, and the rest stays as it is."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain, groupby

from msgspec import Struct

from vindplaats.diagnostics import Diagnostic
from vindplaats.outcome import OK, Outcome
from vindplaats.processes import each
from vindplaats.publish.pictures import drop_idle, make_pictures, open_kept
from vindplaats.publish.publish import OWN, Change, keep_spare, publish
from vindplaats.publish.record import (
    ANEW,
    NOTHING,
    Made,
    Published,
    load_made,
    load_published,
    made_now,
    options_key,
    outdated,
    save,
)
from vindplaats.publish.reserve import are_below
from vindplaats.publish.trees import copy, identity, meddled, write
from vindplaats.render.artifact import PICTURES, Artifact
from vindplaats.render.facts import fingerprint
from vindplaats.render.pages import make_page
from vindplaats.render.site import Site
from vindplaats.render.theme import TemplateFailedError
from vindplaats.scan import Digests, disk_path
from vindplaats.source import Source, hold, remember
from vindplaats.store import Store

CHUNK = 200
"""Files a worker makes at a time; fewer than two chunks are made without workers, who cost more to start."""
MOST_ORIGINALS, FEW_CHUNKS = 16, 64
"""Originals of which a worker makes pictures at a time, at most; and chunks from which on it is more than one."""
_TICK = 0.001
_LONGEST = 0.05
"""Seconds to wait at most for the clock of the disk to go on: the kernel's ticks are 1 to 10 ms apart."""


class Stands(Struct, frozen=True):
    """The site that stands at the output, of which what was made of what; and what others did to it since."""

    published: Published
    made: Made
    changed: Collection[str]
    added: Collection[str]


class Results(Struct, frozen=True):
    """What came of making some files: the facts of each, with fingerprints; or the fault of a template or a picture."""

    asked: Mapping[str, Collection[str]] = {}
    prints: Mapping[str, bytes] = {}
    fault: Diagnostic | None = None


def update(
    source: Source,
    site: Site,
    planned: Mapping[str, Artifact],
    digests: Digests,
    diagnostics: tuple[Diagnostic, ...],
    jobs: int,
) -> Outcome:
    """Publish ``planned`` at the output: make what is outdated of ``site``, keep the rest.

    ``digests`` are those of all files that the site is made of, ``diagnostics`` what was told about them. Raises
    `OSError`, `PublishError` and `TemplateFailedError`, and `SourceChangedError` where the source is not what it was
    any more; the old site then stands as it was.
    """
    output = source.options.output
    stands = _standing(source)
    kept = open_kept(source.store)
    made = stands.made if stands else NOTHING
    kinds = site.kinds
    now = [fingerprint(fact, kinds) for fact in made.facts]
    todo = outdated(planned, made, now, stands.changed) if stands else dict.fromkeys(planned, (ANEW,))
    removed: Collection[str] = ()
    if stands:
        before = {artifact.path for artifact in made.artifacts}
        gone = (before | set(stands.added)) - planned.keys()
        removed = sorted(path for path in gone if are_below((path,)))
    pages = sum(artifact.is_page for artifact in planned.values())
    asked: dict[str, Collection[str]] = {}
    prints: dict[str, bytes] = {}

    def fill(tree: str) -> None:
        work = _Work(site, tree, source.options.source, kept, digests)
        for results in _make_all(work, [planned[path] for path in todo], jobs):
            asked.update(results.asked)
            prints.update(results.prints)
        hold(source, digests)

    def record() -> str:
        finished = _tick(source.store.clock) if source.store else None
        if source.store is None or finished is None:
            return ""
        inputs = remember(source, digests).total
        published = Published(
            identity(output), finished, inputs, options_key(source.options), diagnostics, pages, (*planned, *OWN)
        )
        save(source.store, output, published, made_now(published.site, planned, made, now, asked, prints))
        return published.site

    before_site = stands.published.site if stands else ""
    if todo or removed or not stands:
        publish(output, Change(tuple(todo), tuple(removed), before_site), fill, record)
        if kept and any(planned[path].maker in PICTURES for path in todo):
            drop_idle(kept, planned.values(), digests)
    else:
        hold(source, digests)
        keep_spare(output, before_site, record())
    return Outcome(
        diagnostics=diagnostics,
        exit_code=OK,
        output=output,
        pages=pages,
        files=len(planned) + len(OWN),
        made=tuple(todo.items()),
        gone=tuple(removed),
    )


def _standing(source: Source) -> Stands | None:
    """The site at the output, where it is the one that is remembered, and is ours still."""
    output = source.options.output
    published = load_published(source.store, output) if source.store else None
    if source.store is None or published is None:
        return None
    made = load_made(source.store, output, published)
    changed, added = meddled(output, published.files, published.finished)
    if made is NOTHING or changed & OWN.keys():
        return None
    return Stands(published, made, changed, added)


class _Work(Struct, frozen=True):
    """What files are made of, and where they go."""

    site: Site
    tree: str
    source: str
    kept: Store | None
    digests: Digests


def _make_all(work: _Work, artifacts: Sequence[Artifact], jobs: int) -> list[Results]:
    """Make files. Raises `TemplateFailedError` for the first that a template fails for, or a picture that broke."""
    plain = [artifact for artifact in artifacts if artifact.maker not in PICTURES]
    chunks = [plain[i : i + CHUNK] for i in range(0, len(plain), CHUNK)] + _by_original(artifacts)
    make: Callable[[int], Results] = lambda i: _make(work, chunks[i])  # noqa: E731
    done = list(each(make, len(chunks), jobs))
    for results in done:
        if results.fault:
            raise TemplateFailedError(results.fault)
    return done


def _by_original(artifacts: Sequence[Artifact]) -> list[list[Artifact]]:
    """The pictures among them, those of one original together: it is decoded once. Of several where there are many."""
    found: dict[str, list[Artifact]] = {}
    for artifact in artifacts:
        if artifact.maker in PICTURES:
            found.setdefault(artifact.of, []).append(artifact)
    originals = list(found.values())
    size = max(1, min(MOST_ORIGINALS, len(originals) // FEW_CHUNKS))
    return [list(chain.from_iterable(originals[i : i + size])) for i in range(0, len(originals), size)]


def _make(work: _Work, artifacts: Sequence[Artifact]) -> Results:
    site, tree = work.site, work.tree
    asked: dict[str, Collection[str]] = {}
    prints: dict[str, bytes] = {}
    kinds = site.kinds
    for of, group in groupby(artifacts, lambda one: one.of if one.maker in PICTURES else ""):
        if of and (fault := make_pictures(list(group), tree, work.source, work.kept, work.digests)):
            return Results(fault=fault)
    for artifact in artifacts:
        if artifact.maker in PICTURES:
            facts = frozenset((f"{site.contents.kind} {artifact.of}",))
        elif artifact.maker == "kopie":
            copy(tree, artifact.path, disk_path(work.source, artifact.of))
            facts = frozenset((f"{site.contents.kind} {artifact.of}",))
        else:
            try:
                page, facts = make_page(site, artifact)
            except TemplateFailedError as failed:
                return Results(fault=failed.diagnostic)
            write(tree, artifact.path, page)
        asked[artifact.path] = tuple(facts)
        for fact in facts:  # not facts - prints.keys(), which goes through all of prints
            if fact not in prints:
                prints[fact] = fingerprint(fact, kinds)
    return Results(asked, prints)


def _tick(clock: Callable[[], int | None]) -> int | None:
    """Wait for the clock of the disk to go on, so that what is changed from now on has another time; return it."""
    before = now = clock()
    end = time.monotonic() + _LONGEST
    while now == before and time.monotonic() < end:
        time.sleep(_TICK)
        now = clock()
    return now
