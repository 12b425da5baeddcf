"""The pipeline: read, catalogue, render, publish. Everything else is called from here."""

import errno
import os
import time
import warnings as warning
from collections.abc import Callable, Iterable
from functools import partial

from msgspec import Struct, msgpack, structs

from vindplaats import messages
from vindplaats.advice import warnings
from vindplaats.catalogue.catalogue import catalogue
from vindplaats.catalogue.corpus import Corpus
from vindplaats.catalogue.earlier import NOTHING as NO_EARLIER
from vindplaats.catalogue.earlier import Earlier
from vindplaats.config import NO_SITE, SiteConfig, read_site, with_slash
from vindplaats.diagnostics import Diagnostic, Place, collect, has_errors
from vindplaats.dutch import refusal
from vindplaats.media.survey import Media, survey
from vindplaats.outcome import CONTENT_ERRORS, ENVIRONMENT_ERRORS, OK, Options, Outcome
from vindplaats.processes import without_collecting
from vindplaats.publish.alone import WAITING, alone
from vindplaats.publish.publish import check_output
from vindplaats.publish.steady import of_one_state
from vindplaats.publish.trees import PublishError
from vindplaats.publish.unchanged import unchanged
from vindplaats.publish.update import update
from vindplaats.read.content import Content, read_content
from vindplaats.read.files import SITE_FILE, odd_files
from vindplaats.read.markup import DamagedError
from vindplaats.read.memory import open_memory
from vindplaats.render.addresses import INDEXES, Routes
from vindplaats.render.artifact import Artifact
from vindplaats.render.newest import listed_addresses
from vindplaats.render.pages import make_page, plan
from vindplaats.render.policy import POLICY
from vindplaats.render.routes import make_routes
from vindplaats.render.scholar import check_reports
from vindplaats.render.site import Files, Site, make_site
from vindplaats.render.theme import Checked, TemplateFailedError, Theme, check_theme, load_theme, static_files
from vindplaats.scan import THEME, Digests, digest_file, disk_path, total_of
from vindplaats.source import Source, SourceChangedError, hold, look_at, remember
from vindplaats.store import store_folder
from vindplaats.suggest import nearest

THEMES = "sjablonen"
"""The name under which the store has what there was to say of the templates."""
EARLIER = "dubbel"
"""The name under which the store has what finding doubles found out."""
MEMORY = "paginas"
"""The name under which the store has what reading made of each page."""

Progress = Callable[[str], None]


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


def build(options: Options, progress: Progress = lambda _: None) -> Outcome:
    """Build the site and publish it; an error publishes nothing.

    Raises `OSError` and `PublishError` when the disk or the place of the output refuses.
    """
    start = time.perf_counter()
    options = options.filled_in()
    check_output(options.output, options.source)
    store = store_folder(options.source) if options.cache else ""
    with alone(options.output, lambda: progress(WAITING), store):
        source = look_at(options)
        return unchanged(source, start) or build_anew(source, start, progress)


def build_anew(source: Source, start: float, progress: Progress = lambda _: None) -> Outcome:
    """As `build`, of what lies in the source, where that is not what it was."""
    with without_collecting():
        outcome = of_one_state(source, lambda now: _build_trusting(now, progress), progress)
    return structs.replace(outcome, seconds=time.perf_counter() - start)


def check(options: Options, progress: Progress = lambda _: None) -> Outcome:
    """All of a build but the publishing. Raises `OSError` when the disk refuses, and `PublishError` as `build` does."""
    start = time.perf_counter()
    source = look_at(structs.replace(options.filled_in(), cache=False))
    outcome = of_one_state(source, lambda now: _check(now, progress), progress)
    return structs.replace(outcome, seconds=time.perf_counter() - start)


def _build_trusting(source: Source, progress: Progress) -> Outcome:
    """Build with what is remembered; without, and forget it all, where it turns out not to be what it should be."""
    try:
        return _build(source, progress)
    except DamagedError:
        pass
    except (OSError, PublishError, SourceChangedError):
        raise
    except Exception as error:
        if source.store is None:
            raise
        # Whoever can write there can make it say anything. Python shows this to developers only.
        warning.warn(f"what was remembered makes no sense: {error!r}", ResourceWarning, stacklevel=1)
    if source.store:
        source.store.forget()
    return _build(look_at(structs.replace(source.options, cache=False)), progress)


def _check(source: Source, progress: Progress) -> Outcome:
    model = _model(source, progress)
    pages = 0
    digests = model.content.digests
    if not has_errors(model.diagnostics):
        progress("opmaken")
        digests = _digests(source, model)
        site, planned = _plan(source, model, digests)
        pages = sum(artifact.is_page for artifact in planned.values())
        try:
            for artifact in planned.values():
                if artifact.is_page:
                    make_page(site, artifact)
        except TemplateFailedError as failed:
            model = structs.replace(model, diagnostics=collect((*model.diagnostics, failed.diagnostic)))
    hold(source, digests)
    return Outcome(diagnostics=model.diagnostics, exit_code=model.exit_code, pages=pages)


def _build(source: Source, progress: Progress) -> Outcome:
    model = _model(source, progress)
    if has_errors(model.diagnostics):
        read = {**model.content.digests, **model.media.digests}
        hold(source, read)
        remember(source, read)
        return Outcome(diagnostics=model.diagnostics, exit_code=model.exit_code)
    progress("opmaken")
    digests = _digests(source, model)
    site, planned = _plan(source, model, digests)
    try:
        return update(source, site, planned, digests, model.diagnostics, source.options.jobs or processors())
    except TemplateFailedError as failed:
        hold(source, digests)
        diagnostics = collect((*model.diagnostics, failed.diagnostic))
        return Outcome(diagnostics=diagnostics, exit_code=exit_code(diagnostics))


def _model(source: Source, progress: Progress) -> Model:
    """Read and catalogue, and find the address of everything."""
    options = source.options
    progress("lezen")
    site, told_of_site = read_site(options.source)
    theme = load_theme(options.source)
    checked = _checked(source, theme)
    theme = structs.replace(theme, references=checked.references)
    content = read_content(
        options.source,
        options.jobs or processors(),
        seen=source.seen,
        trusted=source.digests,
        memory=open_memory(source.store.path(MEMORY), source.store.version) if source.store else None,
    )
    progress("ordenen")
    # Where site.yaml has faults, the content is checked all the same, so that everything is told at once.
    earlier = (source.store and source.store.recall(EARLIER, Earlier)) or NO_EARLIER
    corpus, told, found_out = catalogue(
        content, site or NO_SITE, options.day, drafts=options.drafts, earlier=earlier, jobs=options.jobs or processors()
    )
    if source.store and found_out != earlier:
        source.store.save(EARLIER, msgpack.encode(found_out))
    media, told_of_files = survey(
        corpus.uses,
        options.source,
        lambda path: content.digests.get(path) or _digest(source, path),
        source.store,
        options.jobs or processors(),
    )
    routes, told_of_routes = make_routes(corpus, media)
    told_of_menu = _check_menu(corpus, content.known.values())
    everything = (
        *told_of_site, *odd_files(source.seen), *checked.told, *told_of_menu, *content.diagnostics, *told,
        *told_of_files, *told_of_routes, *_closed_files(source, routes), *warnings(corpus),
        *check_reports(corpus.studies, {one.path: one.size for one in source.seen}),
    )  # fmt: skip
    return Model(content, corpus, media, routes, site, theme, collect(everything, strict=options.strict))


def _closed_files(source: Source, routes: Routes) -> list[Diagnostic]:
    """Files that are to be published and that nobody may read."""
    return [
        messages.unreadable(Place(item.file.file), refusal(PermissionError(errno.EACCES, "")))
        for item in {item.file.file: item for item in routes.files.values()}.values()
        if not os.access(disk_path(source.options.source, item.file.disk), os.R_OK)
    ]


def _checked(source: Source, theme: Theme) -> Checked:
    """What there is to say of the templates; remembered, since looking at all of them takes long."""
    files = [one for one in source.seen if one.path.removeprefix(THEME).startswith("templates/")]
    digests = {one.path: _digest(source, one.path) for one in files if not one.kind}
    total = total_of(files, digests)
    before = source.store.recall(THEMES, tuple[bytes, Checked]) if source.store else None
    if before and before[0] == total:
        return before[1]
    checked = check_theme(theme)
    if source.store:
        source.store.save(THEMES, msgpack.encode((total, checked)))
    return checked


def _plan(source: Source, model: Model, digests: Digests) -> tuple[Site, dict[str, Artifact]]:
    """Every file of the site by path, and what they are made of."""
    files = {item.file.file: item.file.disk for item in model.routes.files.values()}
    sizes = {file: os.stat(disk_path(source.options.source, disk)).st_size for file, disk in files.items()}
    base_url = with_slash(source.options.base_url or model.corpus.site.base_url)
    policy = "" if source.options.preview else POLICY
    planned = {artifact.path: artifact for artifact in plan(model.corpus, model.routes, static_files(source.seen))}
    listed = partial(listed_addresses, model.corpus, planned.values())
    published = Files(sizes, digests, model.media.pages)
    return make_site(model.corpus, model.routes, model.theme, base_url, published, listed, policy), planned


def _digests(source: Source, model: Model) -> Digests:
    """The digests of all files that the build is made of."""
    found = {**model.content.digests, **model.media.digests}
    wanted = [one.path for one in source.seen if not one.kind and not one.path.startswith("content/")]
    wanted += [item.file.disk for item in model.routes.files.values()]
    for path in (SITE_FILE, *wanted):
        if path not in found:
            found[path] = _digest(source, path)
    return found


def _digest(source: Source, path: str) -> bytes:
    return source.digests.get(path) or digest_file(disk_path(source.options.source, path))


def _check_menu(corpus: Corpus, ids: Iterable[str]) -> list[Diagnostic]:
    """Menu items that are no overview and no page; a page with faults of its own is one all the same."""
    known = {*INDEXES, *(i.removeprefix("paginas/") for i in ids if i.startswith("paginas/"))}
    return [
        messages.unknown_menu(Place(SITE_FILE, m.line, m.column), m.text, nearest(m.text, known))
        for m in corpus.site.menu
        if m.text not in known
    ]


def exit_code(diagnostics: tuple[Diagnostic, ...]) -> int:
    """The exit code that goes with what is wrong."""
    errors = [d for d in diagnostics if d.severity == "error"]
    if any(d.file == SITE_FILE or not d.file.startswith("content/") for d in errors):
        return ENVIRONMENT_ERRORS
    return CONTENT_ERRORS if errors else OK


def processors() -> int:
    """The processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # only Linux tells
    return len(affinity(0)) if affinity else os.cpu_count() or 1
