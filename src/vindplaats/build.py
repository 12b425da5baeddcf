"""The pipeline: read, catalogue, render, publish. Everything else is called from here."""

import os
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from vindplaats import messages
from vindplaats.advice import warnings
from vindplaats.catalogue.catalogue import catalogue
from vindplaats.catalogue.corpus import Corpus
from vindplaats.config import NO_SITE, SiteConfig, read_site, with_slash
from vindplaats.diagnostics import Diagnostic, Place, collect, has_errors
from vindplaats.publish.publish import check_output, publish
from vindplaats.read.content import read_content
from vindplaats.read.files import SITE_FILE
from vindplaats.render.artifact import Artifact
from vindplaats.render.pages import plan
from vindplaats.render.routes import INDEXES, Routes, make_routes
from vindplaats.render.site import make_site
from vindplaats.render.theme import TemplateFailedError, Theme, load_theme, static_files
from vindplaats.suggest import nearest

OK, CONTENT_ERRORS, ENVIRONMENT_ERRORS = 0, 1, 2
"""Exit codes: fine (warnings too); the content has errors; wrong use, configuration, templates or environment."""

Progress = Callable[[str], None]


class Options(Struct, frozen=True, kw_only=True):
    """What the command line asks for. Empty texts and None mean: as the site says."""

    source: str = "."
    output: str = ""
    base_url: str = ""
    as_of: date | None = None
    drafts: bool = False
    strict: bool = False
    jobs: int = 0


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a run: all that is wrong, sorted; ``pages`` and ``files`` are 0 where nothing was published."""

    diagnostics: tuple[Diagnostic, ...]
    exit_code: int
    output: str = ""
    pages: int = 0
    files: int = 0
    seconds: float = 0.0


def build(options: Options, progress: Progress = lambda _: None) -> Outcome:
    """Build the site and publish it; an error publishes nothing.

    Raises `OSError` and `PublishError` when the disk or the place of the output refuses.
    """
    start = time.perf_counter()
    output = options.output or os.path.join(options.source, "public")
    check_output(output, options.source)
    artifacts, diagnostics, code = make_artifacts(options, progress)
    if artifacts is None:
        return Outcome(diagnostics=diagnostics, exit_code=code, seconds=time.perf_counter() - start)
    progress("publiceren")
    files = publish(artifacts, output)
    pages = sum(artifact.path.endswith(".html") for artifact in artifacts)
    return Outcome(
        diagnostics=diagnostics,
        exit_code=OK,
        output=output,
        pages=pages,
        files=files,
        seconds=time.perf_counter() - start,
    )


def check(options: Options, progress: Progress = lambda _: None) -> Outcome:
    """All of a build but the publishing. Raises `OSError` when the disk refuses."""
    start = time.perf_counter()
    artifacts, diagnostics, code = make_artifacts(options, progress)
    pages = sum(artifact.path.endswith(".html") for artifact in artifacts or ())
    return Outcome(diagnostics=diagnostics, exit_code=code, pages=pages, seconds=time.perf_counter() - start)


def make_artifacts(
    options: Options, progress: Progress
) -> tuple[tuple[Artifact, ...] | None, tuple[Diagnostic, ...], int]:
    """Read, catalogue and render: every file of the site, or None and the exit code where there are errors."""
    as_of = options.as_of or today()
    progress("lezen")
    site, told_of_site = read_site(options.source)
    theme, told_of_theme = load_theme(options.source)
    content = read_content(options.source, options.jobs or processors())
    progress("ordenen")
    # Where site.yaml has faults, the content is checked all the same, so that everything is told at once.
    corpus, told = catalogue(content, site or NO_SITE, as_of, drafts=options.drafts)
    routes, told_of_routes = make_routes(corpus)
    told_of_menu = _check_menu(corpus, content.known.values())
    told_of_site += (*told_of_theme, *told_of_menu)
    everything = (*told_of_site, *content.diagnostics, *told, *told_of_routes, *warnings(corpus))
    diagnostics = collect(everything, strict=options.strict)
    artifacts: tuple[Artifact, ...] | None = None
    if site is not None and theme is not None and not has_errors(diagnostics):
        progress("opmaken")
        try:
            artifacts = _render(options, site, corpus, routes, theme)
        except TemplateFailedError as failed:
            diagnostics = collect((*diagnostics, failed.diagnostic))
    return artifacts, diagnostics, exit_code(diagnostics)


def _render(options: Options, config: SiteConfig, corpus: Corpus, routes: Routes, theme: Theme) -> tuple[Artifact, ...]:
    disk = {url: os.path.join(options.source, item.file.disk) for url, item in routes.files.items()}
    sizes = {item.file.file: os.stat(disk[url]).st_size for url, item in routes.files.items()}
    base_url = with_slash(options.base_url or config.base_url)
    site = make_site(corpus, routes, theme, base_url, sizes)
    return (
        *plan(site),
        *(Artifact(url, copy_of=path) for url, path in disk.items()),
        *static_files(options.source),
    )


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
    if any(d.file == SITE_FILE or d.file.startswith("templates/") for d in errors):
        return ENVIRONMENT_ERRORS
    return CONTENT_ERRORS if errors else OK


def processors() -> int:
    """The processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # only Linux tells
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def today() -> date:
    """The day it is where the editors are."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()
