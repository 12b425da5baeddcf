"""The plan of a site: every file to publish, and the facts that these files are made from."""

import os
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct, msgpack

from vindplaats.catalogue.corpus import Corpus
from vindplaats.config import with_slash
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.diagnostics.site import SITE_FILE
from vindplaats.errors import RenderFailedError
from vindplaats.inputs.inventory import Digests, FileStat
from vindplaats.inputs.snapshot import Snapshot, complete_digests
from vindplaats.inputs.theme_files import disk_path
from vindplaats.options import Options
from vindplaats.render.artifact import Artifact, Page, RenderedPage
from vindplaats.render.facts.page_facts import PageFacts, RenderInputs
from vindplaats.render.outputs.plan import make_file, plan
from vindplaats.render.outputs.web_editor import editor_files
from vindplaats.render.routing.addresses import Routes
from vindplaats.render.routing.root_files import root_files
from vindplaats.render.site_model import SiteModel
from vindplaats.render.theme.templates import static_files


class SitePlan(Struct, frozen=True, dict=True):
    """Every file to publish, and what these files are made from.

    ``artifacts`` has the files by their path on the site, ``facts`` the facts that they are made from, and ``digests``
    the digest of each file of the source or the theme that the build uses, by its path in the inventory.
    """

    artifacts: Mapping[str, Artifact]
    facts: PageFacts
    digests: Digests

    @cached_property
    def pages(self) -> int:
        """The number of pages of the site, including redirects and the "not found" page."""
        return sum(isinstance(artifact, Page) for artifact in self.artifacts.values())

    @cached_property
    def encoded(self) -> bytes:
        """All artifacts in order, as msgpack: equal in two builds that plan the same site."""
        return msgpack.encode(list(self.artifacts.values()))


def plan_artifacts(
    corpus: Corpus, routes: Routes, files: Iterable[FileStat], *, search: bool
) -> Mapping[str, Artifact]:
    """Return every file of the site, except the search index (`search.plan`), by its path.

    ``files`` is the inventory of the source. ``search`` says whether the site has a search page.
    """
    files = tuple(files)
    static = static_files(files, corpus.site.lettertype)
    planned = plan(corpus, routes, static, root_files(files), editor_files(files), search=search)
    return {artifact.path: artifact for artifact in planned}


def has_search(options: Options, corpus: Corpus) -> bool:
    """Return whether the site gets a search page and a search index."""
    return corpus.site.zoeken and options.search != "none"


def plan_site(snapshot: Snapshot, model: SiteModel) -> SitePlan:
    """Return the plan of a site with the facts that its files are made from.

    Raises `OSError` if a file that the site needs cannot be read.
    """
    options, corpus, routes = snapshot.options, model.corpus, model.routes
    disk_paths = {item.file.file: item.file.disk for item in routes.files.values()}
    digests = complete_digests(snapshot, model.digests, (SITE_FILE, *disk_paths.values()))
    sizes = {file: os.stat(disk_path(options.source, disk)).st_size for file, disk in disk_paths.items()}
    inputs = RenderInputs(
        model=model,
        base_url=with_slash(options.base_url or corpus.site.base_url),
        preview=options.preview,
        file_sizes=sizes,
        digests=digests,
        planned=model.planned.values(),
        search=has_search(options, corpus),
    )
    return SitePlan(model.planned, PageFacts(inputs), digests)


def try_render(plan: SitePlan) -> tuple[Diagnostic, ...]:
    """Render the pages without writing them, until a template fails. Return the diagnostic of that template, if any."""
    try:
        for artifact in plan.artifacts.values():
            if isinstance(artifact, RenderedPage):
                make_file(plan.facts, artifact)
    except RenderFailedError as failed:
        return (failed.diagnostic,)
    return ()
