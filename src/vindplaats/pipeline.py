"""The pipeline, which calls the stages in turn: inventory, read, catalogue, media, routes, render, publish."""

import time
import warnings
from collections.abc import Iterable
from contextlib import suppress

from msgspec import structs

from vindplaats import advice
from vindplaats.catalogue.catalogue import CatalogueOptions, begin_catalogue
from vindplaats.catalogue.doubles.cache import recall_duplicates, save_duplicates
from vindplaats.catalogue.kept_catalogue import recall_catalogue, save_catalogue
from vindplaats.config import read_site, site_to_check
from vindplaats.diagnostics.diagnostic import Diagnostic, collect, has_errors
from vindplaats.diagnostics.fields import without_missing_lists
from vindplaats.diagnostics.names import SHORT_NAME
from vindplaats.diagnostics.site import SITE_FILE
from vindplaats.errors import DamagedError, PublishError, RenderFailedError, SourceChangedError
from vindplaats.inputs.inventory import Digests
from vindplaats.inputs.snapshot import (
    Snapshot,
    current_inventory,
    digest_of,
    ensure_unchanged,
    save_inventory,
    take_snapshot,
)
from vindplaats.media.heads import check_static
from vindplaats.media.survey import survey
from vindplaats.options import Options, Progress, no_progress
from vindplaats.publish.build_lock import WAITING
from vindplaats.publish.fast_path import build_unless_unchanged
from vindplaats.publish.retry import retry_while_changing
from vindplaats.publish.update import current_site, update
from vindplaats.read.content import Content, read_content
from vindplaats.read.listing import check_theme_files
from vindplaats.read.page_cache import open_stored_page_cache
from vindplaats.render.citations.scholar import check_reports
from vindplaats.render.outputs.site_plan import has_search, plan_artifacts, plan_site, try_render
from vindplaats.render.outputs.web_editor import check_web_editor
from vindplaats.render.policy import check_policies
from vindplaats.render.routing.checks import check_readable
from vindplaats.render.routing.page_sources import page_sources
from vindplaats.render.routing.path_links import check_path_links
from vindplaats.render.routing.root_files import check_root_files
from vindplaats.render.routing.routes import make_routes
from vindplaats.render.routing.site_links import check_site_links
from vindplaats.render.site_model import SiteModel
from vindplaats.render.theme.checked_theme import load_checked_theme
from vindplaats.render.theme.frames import check_frames
from vindplaats.render.theme.page_templates import check_page_templates
from vindplaats.result import BuildResult, exit_code
from vindplaats.search.plan import plan_index
from vindplaats.workers.garbage import leave_to_collector, without_collecting


def build(options: Options, progress: Progress = no_progress) -> BuildResult:
    """Build the site and publish it. If a diagnostic is an error, nothing is published.

    Raises `OSError` if a file cannot be read or written, and `PublishError` if the output folder cannot be used or the
    source keeps changing.
    """
    return build_unless_unchanged(
        options, lambda: progress(WAITING), lambda snapshot: build_changed(snapshot, progress)
    )


def build_changed(snapshot: Snapshot, progress: Progress) -> BuildResult:
    """Build and publish a source that may have changed since the last build. The caller must hold the `build_lock`."""
    with without_collecting():
        return retry_while_changing(snapshot, lambda now: _build_with_cache(now, progress), progress)


def build_once(options: Options) -> BuildResult:
    """Build the site and publish it as `build` does, but give up as soon as the source changes.

    Raises `SourceChangedError` then, and whatever `build` raises.
    """

    def once(snapshot: Snapshot) -> BuildResult:
        with without_collecting():
            return _build_with_cache(snapshot, no_progress)

    return build_unless_unchanged(options, lambda: None, once)


def check(options: Options, progress: Progress = no_progress) -> BuildResult:
    """Run the same stages as a build, without the cache and without publishing.

    Raises `OSError` if a file cannot be read, and `PublishError` if the source keeps changing.
    """
    start = time.perf_counter()
    snapshot = take_snapshot(structs.replace(options.filled_in(), cache=False))
    result = retry_while_changing(snapshot, lambda now: _check(now, progress), progress)
    return structs.replace(result, seconds=time.perf_counter() - start)


def _build_with_cache(snapshot: Snapshot, progress: Progress) -> BuildResult:
    """Build with the cache. If it is damaged, or the build fails unexpectedly, empty the cache and build without it."""
    try:
        return _build(snapshot, progress)
    except DamagedError:
        pass
    except (OSError, PublishError, SourceChangedError):
        raise
    except Exception as error:
        if snapshot.store is None:
            raise
        # The cause may be the cache, because others can write anything to it. Python hides this warning by default.
        warnings.warn(f"the cache makes no sense: {error!r}", ResourceWarning, stacklevel=1)
    if snapshot.store:
        snapshot.store.forget()
    return _build(take_snapshot(structs.replace(snapshot.options, cache=False)), progress)


def _build(snapshot: Snapshot, progress: Progress) -> BuildResult:
    """Build and publish the source. Raises `SourceChangedError` if the source has changed since the snapshot."""
    with current_site(snapshot) as load_current:
        model, diagnostics = _make_model(snapshot, progress)
        if has_errors(diagnostics):
            ensure_unchanged(snapshot, model.digests)
            save_inventory(snapshot, current_inventory(snapshot, model.digests))
            return BuildResult(diagnostics=diagnostics, exit_code=exit_code(diagnostics))
        progress("opmaken")
        plan = plan_site(snapshot, model)
        current = load_current()
    try:
        result = update(snapshot, plan, plan_index(snapshot, model), diagnostics, current)
    except RenderFailedError as failed:
        ensure_unchanged(snapshot, plan.digests)
        diagnostics = collect((*diagnostics, failed.diagnostic))
        return BuildResult(diagnostics=diagnostics, exit_code=exit_code(diagnostics))
    if not snapshot.options.preview:  # the preview goes on after a build, and needs the memory
        leave_to_collector(model, plan, current)
    return structs.replace(result, sources=model.sources)


def _check(snapshot: Snapshot, progress: Progress) -> BuildResult:
    """Check the source. Raises `SourceChangedError` if the source has changed since the snapshot."""
    model, diagnostics = _make_model(snapshot, progress)
    pages, digests = 0, model.digests
    if not has_errors(diagnostics):
        progress("opmaken")
        plan = plan_site(snapshot, model)
        pages, digests = plan.pages, plan.digests
        diagnostics = collect((*diagnostics, *try_render(plan)))
    ensure_unchanged(snapshot, digests)
    return BuildResult(diagnostics=diagnostics, exit_code=exit_code(diagnostics), pages=pages, digests=model.digests)


def _make_model(snapshot: Snapshot, progress: Progress) -> tuple[SiteModel, tuple[Diagnostic, ...]]:
    """Return the model of the site, and the sorted diagnostics of all stages up to and including routes.

    If ``site.yaml`` has errors, `site_to_check` replaces it, so that one build reports the errors in all files.
    """
    options, store = snapshot.options, snapshot.store
    progress("lezen")
    site, of_site = read_site(options.source, options.overrides)
    theme, of_theme = load_checked_theme(snapshot)
    content, of_pages = read_content(
        options.source,
        options.processes,
        files=snapshot.files,
        trusted=snapshot.digests,
        cache=open_stored_page_cache(store),
        overrides=options.overrides,
    )
    if site is None or site.redactie:  # while the site cannot be read, it may have a web editor
        of_pages = without_missing_lists(of_pages)
    progress("ordenen")
    previous = recall_duplicates(store)
    hidden = options.drafts and options.preview
    what = CatalogueOptions(options.day, drafts=options.drafts, jobs=options.processes, hidden=hidden)
    checked = site or site_to_check(options.source, options.overrides)
    kept = recall_catalogue(store)
    digests = {**_site_digest(snapshot), **content.digests}

    def digest(path: str) -> bytes:
        return digests.get(path) or digest_of(snapshot, path)

    with begin_catalogue(content, checked, what, previous, kept) as begun:
        corpus, of_corpus = begun.corpus, begun.diagnostics
        media, of_media = survey(corpus.uses, options.source, digest, store, options.processes)
        routes, of_routes = make_routes(corpus, media)
        planned = plan_artifacts(corpus, routes, snapshot.files, search=has_search(options, corpus))
        catalogued = begun.finish()
    if catalogued.duplicate_cache != previous:
        save_duplicates(store, catalogued.duplicate_cache)
    if catalogued.kept and catalogued.kept != kept:
        save_catalogue(store, catalogued.kept)
    of_editor = _of_editor(content, of_corpus) if site and site.redactie else ()
    diagnostics = (
        *of_site, *check_theme_files(snapshot.files), *check_static(snapshot.files, options.source),
        *check_page_templates(content, corpus.site, theme, of_theme, of_pages),
        *check_frames(theme, corpus.site, planned),
        *check_site_links(corpus, routes, planned, content), *check_policies(corpus.site),
        *check_web_editor(corpus.site, snapshot.files), *of_pages, *of_editor, *of_corpus, *of_media, *of_routes,
        *check_path_links(corpus, routes, planned), *check_root_files(snapshot.files, corpus, routes, planned),
        *check_readable(routes, options.source), *advice.warnings(catalogued.corpus),
        *check_reports(corpus.studies, {file.path: file.size for file in snapshot.files}),
    )  # fmt: skip
    sources = page_sources(content, corpus, routes) if options.preview else None
    key = catalogued.kept.key if catalogued.kept else b""
    model = SiteModel(corpus, routes, planned, theme, media.reports, {**digests, **media.digests}, sources, key)
    return model, collect(diagnostics, strict=options.strict)


def _of_editor(content: Content, of_corpus: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the warnings of pages for a site with a web editor, except where a name has to be written in full."""
    names = {found.place for found in of_corpus if found.code == SHORT_NAME.code}
    return tuple(found for found in content.of_editor if found.place not in names)


def _site_digest(snapshot: Snapshot) -> Digests:
    """Return the digest of ``site.yaml`` by its path, unless it cannot be opened or another text is read for it."""
    if SITE_FILE in snapshot.options.overrides:
        return {}
    if not any(file.path == SITE_FILE and not file.kind for file in snapshot.files):
        return {}
    with suppress(OSError):  # reported when the file is read
        return {SITE_FILE: digest_of(snapshot, SITE_FILE)}
    return {}
