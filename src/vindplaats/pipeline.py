"""The pipeline: read, catalogue, render, publish. Everything else is called from here."""

import errno
import os
import time
import warnings as warning
from collections.abc import Iterable
from functools import partial

from msgspec import Struct, msgpack, structs

from vindplaats.advice import warnings
from vindplaats.catalogue.catalogue import catalogue
from vindplaats.catalogue.corpus import Corpus
from vindplaats.catalogue.doubles.cache import EMPTY_CACHE as NO_EARLIER
from vindplaats.catalogue.doubles.cache import DuplicateCache
from vindplaats.config import NO_SITE, SiteConfig, read_site, with_slash
from vindplaats.diagnostics import files as file_faults
from vindplaats.diagnostics import site as site_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, collect, has_errors
from vindplaats.dutch.os_errors import refusal
from vindplaats.errors import DamagedError, PublishError, SourceChangedError, TemplateFailedError
from vindplaats.inputs.inventory import Digests, combined_digest, digest_file
from vindplaats.inputs.snapshot import Snapshot, ensure_unchanged, save_inventory, take_snapshot
from vindplaats.inputs.theme_files import THEME_PREFIX, disk_path
from vindplaats.media.survey import Media, survey
from vindplaats.options import Options, Progress, no_progress
from vindplaats.publish.build_lock import WAITING
from vindplaats.publish.fast_path import build_unless_unchanged
from vindplaats.publish.retry import retry_while_changing
from vindplaats.publish.update import update
from vindplaats.read.content import Content, read_content
from vindplaats.read.listing import SITE_FILE, check_theme_files
from vindplaats.read.page_cache import open_page_cache
from vindplaats.read.page_id import PageId
from vindplaats.render.artifact import Artifact, Page, RenderedPage
from vindplaats.render.citations.scholar import check_reports
from vindplaats.render.facts.page_facts import FileFacts, PageFacts, make_page_facts
from vindplaats.render.facts.sitemap_days import sitemap_entries
from vindplaats.render.outputs.headers import POLICY
from vindplaats.render.outputs.plan import make_file, plan
from vindplaats.render.routing.addresses import INDEXES, Routes
from vindplaats.render.routing.routes import make_routes
from vindplaats.render.theme.templates import Theme, ThemeCheck, check_theme, load_theme, static_files
from vindplaats.result import CONTENT_ERRORS, ENVIRONMENT_ERRORS, OK, BuildResult
from vindplaats.suggest import nearest
from vindplaats.workers.garbage import without_collecting

THEME_FILE = "sjablonen"
"""The name under which the store has what there was to say of the templates."""
DUPLICATES_FILE = "dubbel"
"""The name under which the store has what finding doubles found out."""
PAGES_FILE = "paginas"
"""The name under which the store has what reading made of each page."""


class Model(Struct, frozen=True):
    """All that is known of the site: what is to be on it, where, and what is wrong. ``theme`` None where that fails."""

    content: Content
    corpus: Corpus
    media: Media
    routes: Routes
    site: SiteConfig | None
    theme: Theme
    diagnostics: tuple[Diagnostic, ...]

    @property
    def exit_code(self) -> int:
        """The exit code that goes with what is wrong."""
        return exit_code(self.diagnostics)


def build(options: Options, progress: Progress = no_progress) -> BuildResult:
    """Build the site and publish it; an error publishes nothing.

    Raises `OSError` and `PublishError` when the disk or the place of the output refuses.
    """
    return build_unless_unchanged(
        options, lambda: progress(WAITING), lambda snapshot: build_changed(snapshot, progress)
    )


def build_changed(snapshot: Snapshot, progress: Progress) -> BuildResult:
    """Build and publish a source that has changed since the last build. For callers that hold the lock of the site."""
    with without_collecting():
        return retry_while_changing(snapshot, lambda now: _build_trusting(now, progress), progress)


def check(options: Options, progress: Progress = no_progress) -> BuildResult:
    """All of a build but the publishing. Raises `OSError` when the disk refuses, and `PublishError` as `build` does."""
    start = time.perf_counter()
    snapshot = take_snapshot(structs.replace(options.filled_in(), cache=False))
    outcome = retry_while_changing(snapshot, lambda now: _check(now, progress), progress)
    return structs.replace(outcome, seconds=time.perf_counter() - start)


def _build_trusting(snapshot: Snapshot, progress: Progress) -> BuildResult:
    """Build with what is remembered; without, and forget it all, where it turns out not to be what it should be."""
    try:
        return _build(snapshot, progress)
    except DamagedError:
        pass
    except (OSError, PublishError, SourceChangedError):
        raise
    except Exception as error:
        if snapshot.store is None:
            raise
        # Whoever can write there can make it say anything. Python shows this to developers only.
        warning.warn(f"what was remembered makes no sense: {error!r}", ResourceWarning, stacklevel=1)
    if snapshot.store:
        snapshot.store.forget()
    return _build(take_snapshot(structs.replace(snapshot.options, cache=False)), progress)


def _check(snapshot: Snapshot, progress: Progress) -> BuildResult:
    model = _model(snapshot, progress)
    pages = 0
    digests = model.content.digests
    if not has_errors(model.diagnostics):
        progress("opmaken")
        digests = _digests(snapshot, model)
        site, planned = _plan(snapshot, model, digests)
        pages = sum(isinstance(artifact, Page) for artifact in planned.values())
        try:
            for artifact in planned.values():
                if isinstance(artifact, RenderedPage):
                    make_file(site, artifact)
        except TemplateFailedError as failed:
            model = structs.replace(model, diagnostics=collect((*model.diagnostics, failed.diagnostic)))
    ensure_unchanged(snapshot, digests)
    return BuildResult(diagnostics=model.diagnostics, exit_code=model.exit_code, pages=pages)


def _build(snapshot: Snapshot, progress: Progress) -> BuildResult:
    model = _model(snapshot, progress)
    if has_errors(model.diagnostics):
        read = {**model.content.digests, **model.media.digests}
        ensure_unchanged(snapshot, read)
        save_inventory(snapshot, read)
        return BuildResult(diagnostics=model.diagnostics, exit_code=model.exit_code)
    progress("opmaken")
    digests = _digests(snapshot, model)
    site, planned = _plan(snapshot, model, digests)
    try:
        return update(snapshot, site, planned, digests, model.diagnostics, snapshot.options.processes)
    except TemplateFailedError as failed:
        ensure_unchanged(snapshot, digests)
        diagnostics = collect((*model.diagnostics, failed.diagnostic))
        return BuildResult(diagnostics=diagnostics, exit_code=exit_code(diagnostics))


def _model(snapshot: Snapshot, progress: Progress) -> Model:
    """Read and catalogue, and find the address of everything."""
    options = snapshot.options
    progress("lezen")
    site, told_of_site = read_site(options.source)
    theme = load_theme(options.source)
    checked = _checked(snapshot, theme)
    theme = structs.replace(theme, references=checked.references)
    content, told_of_pages = read_content(
        options.source,
        options.processes,
        files=snapshot.files,
        trusted=snapshot.digests,
        cache=open_page_cache(snapshot.store.path(PAGES_FILE), snapshot.store.version) if snapshot.store else None,
    )
    progress("ordenen")
    # Where site.yaml has faults, the content is checked all the same, so that everything is told at once.
    earlier = (snapshot.store and snapshot.store.recall(DUPLICATES_FILE, DuplicateCache)) or NO_EARLIER
    corpus, told, found_out = catalogue(
        content, site or NO_SITE, options.day, drafts=options.drafts, earlier=earlier, jobs=options.processes
    )
    if snapshot.store and found_out != earlier:
        snapshot.store.save(DUPLICATES_FILE, msgpack.encode(found_out))
    media, told_of_files = survey(
        corpus.uses,
        options.source,
        lambda path: content.digests.get(path) or _digest(snapshot, path),
        snapshot.store,
        options.processes,
    )
    routes, told_of_routes = make_routes(corpus, media)
    told_of_menu = _check_menu(corpus, content.known.values())
    everything = (
        *told_of_site, *check_theme_files(snapshot.files), *checked.told, *told_of_menu, *told_of_pages, *told,
        *told_of_files, *told_of_routes, *_closed_files(snapshot, routes), *warnings(corpus),
        *check_reports(corpus.studies, {one.path: one.size for one in snapshot.files}),
    )  # fmt: skip
    return Model(content, corpus, media, routes, site, theme, collect(everything, strict=options.strict))


def _closed_files(snapshot: Snapshot, routes: Routes) -> list[Diagnostic]:
    """Files that are to be published and that nobody may read."""
    return [
        file_faults.UNREADABLE.at(Place(item.file.file), reason=refusal(PermissionError(errno.EACCES, "")))
        for item in {item.file.file: item for item in routes.files.values()}.values()
        if not os.access(disk_path(snapshot.options.source, item.file.disk), os.R_OK)
    ]


def _checked(snapshot: Snapshot, theme: Theme) -> ThemeCheck:
    """What there is to say of the templates; remembered, since looking at all of them takes long."""
    files = [one for one in snapshot.files if one.path.removeprefix(THEME_PREFIX).startswith("templates/")]
    digests = {one.path: _digest(snapshot, one.path) for one in files if not one.kind}
    total = combined_digest(files, digests)
    before = snapshot.store.recall(THEME_FILE, tuple[bytes, ThemeCheck]) if snapshot.store else None
    if before and before[0] == total:
        return before[1]
    checked = check_theme(theme)
    if snapshot.store:
        snapshot.store.save(THEME_FILE, msgpack.encode((total, checked)))
    return checked


def _plan(snapshot: Snapshot, model: Model, digests: Digests) -> tuple[PageFacts, dict[str, Artifact]]:
    """Every file of the site by path, and what they are made of."""
    files = {item.file.file: item.file.disk for item in model.routes.files.values()}
    sizes = {file: os.stat(disk_path(snapshot.options.source, disk)).st_size for file, disk in files.items()}
    base_url = with_slash(snapshot.options.base_url or model.corpus.site.base_url)
    policy = "" if snapshot.options.preview else POLICY
    planned = {artifact.path: artifact for artifact in plan(model.corpus, model.routes, static_files(snapshot.files))}
    listed = partial(sitemap_entries, model.corpus, planned.values())
    published = FileFacts(sizes, digests, model.media.pages)
    return make_page_facts(model.corpus, model.routes, model.theme, base_url, published, listed, policy), planned


def _digests(snapshot: Snapshot, model: Model) -> Digests:
    """The digests of all files that the build is made of."""
    found = {**model.content.digests, **model.media.digests}
    wanted = [one.path for one in snapshot.files if not one.kind and not one.path.startswith("content/")]
    wanted += [item.file.disk for item in model.routes.files.values()]
    for path in (SITE_FILE, *wanted):
        if path not in found:
            found[path] = _digest(snapshot, path)
    return found


def _digest(snapshot: Snapshot, path: str) -> bytes:
    return snapshot.digests.get(path) or digest_file(disk_path(snapshot.options.source, path))


def _check_menu(corpus: Corpus, ids: Iterable[PageId]) -> list[Diagnostic]:
    """Menu items that are no overview and no page; a page with faults of its own is one all the same."""
    known = {*INDEXES, *(page.name for page in ids if page.kind == "paginas")}
    return [
        site_faults.UNKNOWN_MENU_ITEM.at(Place(SITE_FILE, m.line, m.column), text=m.text, near=nearest(m.text, known))
        for m in corpus.site.menu
        if m.text not in known
    ]


def exit_code(diagnostics: tuple[Diagnostic, ...]) -> int:
    """The exit code that goes with what is wrong."""
    errors = [d for d in diagnostics if d.severity == "error"]
    if any(d.file == SITE_FILE or not d.file.startswith("content/") for d in errors):
        return ENVIRONMENT_ERRORS
    return CONTENT_ERRORS if errors else OK
