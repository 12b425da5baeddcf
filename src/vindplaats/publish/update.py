"""Bring a published site up to date: make outdated files again and keep the rest."""

import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

from msgspec import Struct, structs

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.inputs.snapshot import Snapshot, current_inventory, ensure_unchanged, save_inventory
from vindplaats.publish.build_record import (
    NO_RECORD,
    BuildRecord,
    MadeFiles,
    load_record,
    next_record,
    save,
    with_fingerprints,
)
from vindplaats.publish.make_files import Workshop, make_files
from vindplaats.publish.outdated import NO_PREVIOUS, Reasons, outdated
from vindplaats.publish.picture_cache import open_picture_cache, remove_unused
from vindplaats.publish.publish import SITE_MARKERS, Change, keep_spare, publish
from vindplaats.publish.published_site import (
    PublishedSite,
    join_paths,
    load_published,
    options_key,
    split_paths,
)
from vindplaats.publish.standby_mark import are_below
from vindplaats.publish.tampering import MIN_FILES_FOR_PROCESS, find_tampering, folders_of
from vindplaats.publish.trees import Trees, tree_id
from vindplaats.render.artifact import PictureVariant, SearchIndex
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.site_plan import SitePlan
from vindplaats.render.routing.addresses import SEARCH_INDEX
from vindplaats.result import OK, BuildResult
from vindplaats.search.plan import IndexPlan
from vindplaats.workers.fork_map import in_background

_TICK_S = 0.001
"""Seconds between two readings of the clock of the file system."""
_MAX_TICK_WAIT_S = 0.05
"""Maximum number of seconds to wait for the clock of the file system to advance. Kernel ticks are 1 to 10 ms apart."""


class CurrentSite(Struct, frozen=True):
    """The published site, the record of how each of its files was made, and any changes made to it by others.

    ``changed`` has the paths of files that others changed or removed, and ``added`` the paths that they added,
    or put in the place of a folder.
    """

    published: PublishedSite
    record: BuildRecord
    changed: Collection[str]
    added: Collection[str]


class _Changes(Struct, frozen=True):
    """The changes to make to the site ``current``, or to make a site from scratch if that is None.

    ``outdated`` has the paths of the files to make, each with all reasons to make it, and ``removed`` the paths of the
    files to remove. ``record`` is the record of the current site, or `NO_RECORD`, with the present fingerprints of its
    facts. ``bases`` has the present digests of bases.
    """

    current: CurrentSite | None
    outdated: Mapping[str, Reasons]
    removed: tuple[str, ...]
    record: BuildRecord
    bases: Mapping[str, bytes]


@contextmanager
def current_site(snapshot: Snapshot) -> Iterator[Callable[[], CurrentSite | None]]:
    """Begin to look for what others did to the site at the output, and yield a function that returns that site.

    It returns None if the site must be made from scratch: if there is no record of it, or others changed or removed any
    of its `SITE_MARKERS`. Another process looks at a large site, while this one reads the source.
    """
    output, store = snapshot.options.output, snapshot.store
    published = load_published(store, output) if store else None
    if store is None or published is None:
        yield lambda: None
        return

    def look() -> tuple[set[str], set[str]]:
        return find_tampering(output, published.files, published.folders, published.finished)

    def load() -> CurrentSite | None:
        record = load_record(store, output, published)
        changed, added = tampering()
        if record is NO_RECORD or changed & SITE_MARKERS.keys():
            return None
        return CurrentSite(published, record, changed, added)

    with in_background(
        look, snapshot.options.processes if len(published.files) >= MIN_FILES_FOR_PROCESS else 1
    ) as tampering:
        yield load


def update(
    snapshot: Snapshot,
    plan: SitePlan,
    index: IndexPlan | None,
    diagnostics: tuple[Diagnostic, ...],
    current: CurrentSite | None,
) -> BuildResult:
    """Publish a site as planned: make the outdated files and keep the rest.

    ``current`` is the site that is there now, or None to make it from scratch. ``index`` is the plan of the search
    index, if this build may make one. ``diagnostics`` are the warnings about the source. They are saved with the
    site, and returned in the result.

    Raises `OSError`, `PublishError`, `RenderFailedError`, and `SourceChangedError` if the source has changed since the
    snapshot. If it raises any of these, the old site stays as it was.
    """
    output = snapshot.options.output
    plan = _with_index(plan, index.artifact if index else _kept_index(snapshot, plan, current))
    changes = _find_changes(plan, current)

    def fill(tree: str) -> MadeFiles:
        return _fill(snapshot, plan, index, changes, tree)

    def record(made: MadeFiles) -> str:
        return _record(snapshot, plan, diagnostics, changes, made)

    site = current.published.site if current else ""
    if changes.outdated or changes.removed or not current:
        publish(output, Change(tuple(changes.outdated), changes.removed, site), fill, record)
        _clean_picture_cache(snapshot, plan, changes)
    else:
        ensure_unchanged(snapshot, plan.digests)
        keep_spare(output, site, record(MadeFiles()))
    return BuildResult(
        diagnostics=diagnostics,
        exit_code=OK,
        output=output,
        pages=plan.pages,
        files=len(_files(output, plan)),
        made=tuple(changes.outdated.items()),
        gone=changes.removed,
    )


def _kept_index(snapshot: Snapshot, plan: SitePlan, current: CurrentSite | None) -> SearchIndex | None:
    """Return the search index of the current site if this build keeps it, and others have not changed it."""
    if snapshot.options.search != "keep" or not plan.facts.site.zoeken or current is None:
        return None
    if any(path.startswith(f"{SEARCH_INDEX}/") for path in current.changed):
        return None
    return current.record.index


def _with_index(plan: SitePlan, index: SearchIndex | None) -> SitePlan:
    return structs.replace(plan, artifacts={**plan.artifacts, index.path: index}) if index else plan


def _find_changes(plan: SitePlan, current: CurrentSite | None) -> _Changes:
    bases = plan.facts.base_digests(current.record.bases if current else None)
    if current is None:
        return _Changes(None, dict.fromkeys(plan.artifacts, (NO_PREVIOUS,)), (), NO_RECORD, bases)
    record = current.record
    facts = _changed_facts(plan.facts, record, bases)
    changed = {SEARCH_INDEX if path.startswith(f"{SEARCH_INDEX}/") else path for path in current.changed}
    is_same = plan.encoded == record.artifacts
    gone = (record.by_path.keys() - plan.artifacts.keys() if not is_same else set()).union(current.added)
    return _Changes(
        current,
        outdated(plan.artifacts, plan.encoded, record, facts, changed),
        tuple(sorted(path for path in gone if are_below((path,)))),  # before the rest, so that nothing leads elsewhere
        structs.replace(record, fingerprints=with_fingerprints(record.fingerprints, facts)),
        bases,
    )


def _changed_facts(facts: PageFacts, record: BuildRecord, bases: Mapping[str, bytes]) -> dict[int, bytes]:
    """Return the present fingerprints of the facts in a record that have changed, by position.

    A fact is made only if one of its bases has changed.
    """
    maybe = {
        number: facts.fingerprint(record.facts[number])
        for number in facts.may_differ(record.facts, record.bases, bases)
    }
    return {number: value for number, value in maybe.items() if value != record.fingerprint(number)}


def _fill(snapshot: Snapshot, plan: SitePlan, index: IndexPlan | None, changes: _Changes, tree: str) -> MadeFiles:
    """Make the outdated files in a tree, and check that the source has not changed. Raises what `update` raises."""
    options, pictures = snapshot.options, open_picture_cache(snapshot.store)
    workshop = Workshop(
        plan.facts,
        options.source,
        plan.digests,
        pictures,
        tree,
        index,
        Trees(options.output).shadow,
        lambda: ensure_unchanged(snapshot, {}),
        {},
        set(),
    )
    made = make_files(workshop, [plan.artifacts[path] for path in changes.outdated], options.processes)
    ensure_unchanged(snapshot, plan.digests)
    return made


def _record(
    snapshot: Snapshot, plan: SitePlan, diagnostics: tuple[Diagnostic, ...], changes: _Changes, made: MadeFiles
) -> str:
    """Save the record of the site that is now published, and return the identity of the site.

    Without a cache, or if its clock cannot be read, save nothing and return ``""``.
    """
    output, store = snapshot.options.output, snapshot.store
    finished = _wait_for_tick(store.clock) if store else None
    if store is None or finished is None:
        return ""
    files, inventory = join_paths(_files(output, plan)), current_inventory(snapshot, plan.digests)
    save_inventory(snapshot, inventory)
    before = changes.current.published if changes.current else None
    is_same = before is not None and before.file_paths == files
    folders = before.folder_paths if before and is_same else join_paths(folders_of(split_paths(files)))
    published = PublishedSite(
        tree=tree_id(output),
        finished=finished,
        inputs=inventory.total,
        options=options_key(snapshot.options),
        diagnostics=diagnostics,
        pages=plan.pages,
        file_paths=files,
        folder_paths=folders,
    )
    record = next_record(tuple(plan.artifacts), plan.encoded, changes.record, made, changes.bases)
    save(store, output, published, structs.replace(record, site=published.site, index=_index_of(plan)))
    return published.site


def _files(output: str, plan: SitePlan) -> tuple[str, ...]:
    """Return the path of every file of the site at ``output``, which was published as planned, sorted.

    The order of the plan follows titles, so that most edits of a title would change it.
    """
    paths = [path for path in plan.artifacts if path != SEARCH_INDEX]
    if _index_of(plan):
        for place, _, names in os.walk(os.path.join(output, SEARCH_INDEX)):
            paths += [os.path.relpath(os.path.join(place, name), output).replace(os.sep, "/") for name in names]
    return tuple(sorted((*paths, *SITE_MARKERS)))


def _index_of(plan: SitePlan) -> SearchIndex | None:
    index = plan.artifacts.get(SEARCH_INDEX)
    return index if isinstance(index, SearchIndex) else None


def _clean_picture_cache(snapshot: Snapshot, plan: SitePlan, changes: _Changes) -> None:
    cache = open_picture_cache(snapshot.store)
    if cache and any(isinstance(plan.artifacts[path], PictureVariant) for path in changes.outdated):
        remove_unused(cache, plan.artifacts.values(), plan.digests)


def _wait_for_tick(clock: Callable[[], int | None]) -> int | None:
    """Wait until ``clock``, the clock of the file system, advances, so that any later change has a later time.

    Give up after `_MAX_TICK_WAIT_S`. Return the time in nanoseconds, or None if the clock cannot be read.
    """
    before = now = clock()
    end = time.monotonic() + _MAX_TICK_WAIT_S
    while now == before and time.monotonic() < end:
        time.sleep(_TICK_S)
        now = clock()
    return now
