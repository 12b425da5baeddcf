"""Bring a published site up to date: make outdated files again and keep the rest."""

import os
import time
from collections.abc import Callable, Collection, Mapping

from msgspec import Struct, structs

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.inputs.snapshot import Snapshot, current_inventory, ensure_unchanged, save_inventory
from vindplaats.publish.build_record import (
    NO_RECORD,
    BuildRecord,
    MadeFiles,
    PublishedSite,
    load_published,
    load_record,
    next_record,
    options_key,
    save,
)
from vindplaats.publish.make_files import Workshop, make_files
from vindplaats.publish.outdated import NO_PREVIOUS, Reasons, outdated
from vindplaats.publish.picture_cache import open_picture_cache, remove_unused
from vindplaats.publish.publish import SITE_MARKERS, Change, keep_spare, publish
from vindplaats.publish.standby_mark import are_below
from vindplaats.publish.tampering import find_tampering, folders_of
from vindplaats.publish.trees import Trees, tree_id
from vindplaats.render.artifact import PictureVariant, SearchIndex
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.site_plan import SitePlan
from vindplaats.render.routing.addresses import SEARCH_INDEX
from vindplaats.result import OK, BuildResult
from vindplaats.search.plan import IndexPlan

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
    """The changes to make to a site.

    ``outdated`` has the paths of the files to make, each with all reasons to make it, and ``removed`` the paths of the
    files to remove. ``record`` is the record of the current site, or `NO_RECORD`, with the present digests of bases
    and the present fingerprints of its facts.
    """

    outdated: Mapping[str, Reasons]
    removed: tuple[str, ...]
    record: BuildRecord


def update(
    snapshot: Snapshot, plan: SitePlan, index: IndexPlan | None, diagnostics: tuple[Diagnostic, ...]
) -> BuildResult:
    """Publish a site as planned: make the outdated files and keep the rest.

    ``index`` is the plan of the search index, if this build may make one. ``diagnostics`` are the warnings about the
    source. They are saved with the site, and returned in the result.

    Raises `OSError`, `PublishError`, `RenderFailedError`, and `SourceChangedError` if the source has changed since the
    snapshot. If it raises any of these, the old site stays as it was.
    """
    output = snapshot.options.output
    current = _load_current(snapshot)
    plan = _with_index(plan, index.artifact if index else _kept_index(snapshot, plan, current))
    changes = _find_changes(plan, current)

    def fill(tree: str) -> MadeFiles:
        return _fill(snapshot, plan, index, changes, tree)

    def record(made: MadeFiles) -> str:
        return _record(snapshot, plan, diagnostics, next_record(plan.artifacts, changes.record, made))

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


def _load_current(snapshot: Snapshot) -> CurrentSite | None:
    """Return the site at the output, or None if the site must be made from scratch.

    That is so if there is no record of the site, or if others changed or removed any of its `SITE_MARKERS`.
    """
    output = snapshot.options.output
    published = load_published(snapshot.store, output) if snapshot.store else None
    if snapshot.store is None or published is None:
        return None
    record = load_record(snapshot.store, output, published)
    changed, added = find_tampering(output, published.files, published.folders, published.finished)
    if record is NO_RECORD or changed & SITE_MARKERS.keys():
        return None
    return CurrentSite(published, record, changed, added)


def _kept_index(snapshot: Snapshot, plan: SitePlan, current: CurrentSite | None) -> SearchIndex | None:
    """Return the search index of the current site if this build keeps it, and others have not changed it."""
    if snapshot.options.search != "keep" or not plan.facts.site.zoeken or current is None:
        return None
    if any(path.startswith(f"{SEARCH_INDEX}/") for path in current.changed):
        return None
    return next((artifact for artifact in current.record.artifacts if isinstance(artifact, SearchIndex)), None)


def _with_index(plan: SitePlan, index: SearchIndex | None) -> SitePlan:
    return structs.replace(plan, artifacts={**plan.artifacts, index.path: index}) if index else plan


def _find_changes(plan: SitePlan, current: CurrentSite | None) -> _Changes:
    bases = plan.facts.base_digests()
    if current is None:
        return _Changes(dict.fromkeys(plan.artifacts, (NO_PREVIOUS,)), (), structs.replace(NO_RECORD, bases=bases))
    record = current.record
    now = structs.replace(record, fingerprints=_fingerprints(plan.facts, record, bases), bases=bases)
    before = {artifact.path for artifact in record.artifacts}
    changed = {SEARCH_INDEX if path.startswith(f"{SEARCH_INDEX}/") else path for path in current.changed}
    gone = (before - plan.artifacts.keys()).union(current.added)  # before the rest, so that nothing leads elsewhere
    return _Changes(
        outdated(plan.artifacts, record, now.fingerprints, changed),
        tuple(sorted(path for path in gone if are_below((path,)))),
        now,
    )


def _fingerprints(facts: PageFacts, record: BuildRecord, bases: Mapping[str, bytes]) -> tuple[bytes, ...]:
    """Return the present fingerprint of each fact in a record. Make a fact only if one of its bases has changed."""
    same = {name for name, digest in bases.items() if record.bases.get(name) == digest}
    return tuple(
        before if facts.is_same(fact, same) else facts.fingerprint(fact)
        for fact, before in zip(record.facts, record.fingerprints, strict=True)
    )


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
    )
    made = make_files(workshop, [plan.artifacts[path] for path in changes.outdated], options.processes)
    ensure_unchanged(snapshot, plan.digests)
    return made


def _record(snapshot: Snapshot, plan: SitePlan, diagnostics: tuple[Diagnostic, ...], record: BuildRecord) -> str:
    """Save the record of the site that is now published, and return the identity of the site.

    Without a cache, or if its clock cannot be read, save nothing and return ``""``.
    """
    output, store = snapshot.options.output, snapshot.store
    finished = _wait_for_tick(store.clock) if store else None
    if store is None or finished is None:
        return ""
    files, inventory = _files(output, plan), current_inventory(snapshot, plan.digests)
    save_inventory(snapshot, inventory)
    published = PublishedSite(
        tree=tree_id(output),
        finished=finished,
        inputs=inventory.total,
        options=options_key(snapshot.options),
        diagnostics=diagnostics,
        pages=plan.pages,
        files=files,
        folders=folders_of(files),
    )
    save(store, output, published, structs.replace(record, site=published.site))
    return published.site


def _files(output: str, plan: SitePlan) -> tuple[str, ...]:
    """Return the path of every file of the site at ``output``, which was published as planned."""
    paths = [path for path, artifact in plan.artifacts.items() if not isinstance(artifact, SearchIndex)]
    for folder in plan.artifacts.keys() - set(paths):
        for place, _, names in os.walk(os.path.join(output, folder)):
            paths += [os.path.relpath(os.path.join(place, name), output).replace(os.sep, "/") for name in names]
    return (*paths, *SITE_MARKERS)


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
