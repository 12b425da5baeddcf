"""The list of all files of the site, and the function that makes each type of file."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from vindplaats.catalogue.corpus import Corpus
from vindplaats.inputs.theme_files import THEME_PREFIX
from vindplaats.read.page_id import PageId
from vindplaats.render.artifact import (
    AccentSheet,
    Artifact,
    AtomFeed,
    CitationIndex,
    CitationList,
    Copy,
    GeneratedFile,
    HeadersFile,
    HomePage,
    JsonFeed,
    ListPage,
    NieuwsberichtPage,
    NotFoundPage,
    OverviewPage,
    PictureVariant,
    ProjectPage,
    RedirectPage,
    RenderedPage,
    ReportThumbnail,
    RobotsFile,
    SearchPage,
    SearchWords,
    Sitemap,
    SitemapIndex,
    StudyCitation,
    TextPage,
    WebEditorFile,
    WebManifest,
)
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.facts.site_view import ACCENT_URL
from vindplaats.render.outputs.citation_files import (
    make_citation_index,
    make_citation_list,
    make_study_citation,
    plan_exports,
)
from vindplaats.render.outputs.feeds import make_atom, make_json_feed, plan_feeds
from vindplaats.render.outputs.headers import HEADERS_PATH, make_headers
from vindplaats.render.outputs.home import make_home
from vindplaats.render.outputs.indexes import make_index, plan_indexes
from vindplaats.render.outputs.manifest import make_manifest
from vindplaats.render.outputs.nieuwsbericht import make_nieuwsbericht
from vindplaats.render.outputs.overviews import make_overview
from vindplaats.render.outputs.project import make_project
from vindplaats.render.outputs.redirects import make_not_found, make_redirect
from vindplaats.render.outputs.search_page import make_search_page, make_search_words
from vindplaats.render.outputs.sitemap import make_robots, make_sitemap, make_sitemap_index, plan_sitemap
from vindplaats.render.outputs.text_page import make_text_page
from vindplaats.render.outputs.web_editor import make_web_editor_file, plan_web_editor
from vindplaats.render.routing.addresses import MANIFEST, SEARCH_PAGE, SEARCH_WORDS, Routes
from vindplaats.render.theme.accent import accent_css


def plan(
    corpus: Corpus,
    routes: Routes,
    static: Iterable[str],
    root: Iterable[Copy],
    editor: Iterable[Copy] = (),
    *,
    search: bool,
) -> list[Artifact]:
    """Return every file of the site, except the search index.

    ``static`` are the paths of the static files in the inventory, ``root`` are the files for the root of the site
    (`root_files`), and ``editor`` those of the web editor, if there is one. ``search`` says whether the site has a
    search page. If several artifacts have the same path, the last one is published.
    """
    pages = _plan_pages(corpus, routes)
    return [
        *root,  # first, because a file of the site itself replaces it
        *pages,
        *plan_feeds(corpus, routes),
        *plan_sitemap(corpus, pages),
        *((SearchPage(SEARCH_PAGE), SearchWords(SEARCH_WORDS)) if search else ()),
        *plan_web_editor(corpus.site, editor),
        WebManifest(MANIFEST),
        HeadersFile(HEADERS_PATH),
        *(Copy(url, item.file.disk) for url, item in routes.files.items()),
        # before the static files, because a static file at the same path replaces it
        *([AccentSheet(ACCENT_URL, corpus.site.accent)] if corpus.site.accent else ()),
        *(PictureVariant(path, found.disk, found.width, found.square) for path, found in routes.variants.items()),
        *(ReportThumbnail(path, item.file.file, item.file.disk) for path, item in routes.thumbnails.items()),
        *(Copy(path.removeprefix(THEME_PREFIX), path) for path in static),
    ]


def _plan_pages(corpus: Corpus, routes: Routes) -> list[Artifact]:
    def path(page: PageId) -> str:
        return f"{routes.pages[page]}index.html"

    return [
        HomePage("index.html"),
        *[ProjectPage(path(study.project.id), study.project.id) for study in corpus.studies],
        *[NieuwsberichtPage(path(bericht.record.id), bericht.record.id) for bericht in corpus.berichten],
        *plan_indexes(corpus, routes),
        *plan_exports(corpus, routes),
        *[TextPage(path(text.record.id), text.record.id) for text in corpus.paginas],
        NotFoundPage("404.html"),
        *[RedirectPage(path, target) for path, target in routes.redirects.items()],
    ]


def make_file(facts: PageFacts, artifact: RenderedPage | GeneratedFile) -> tuple[bytes, frozenset[str]]:
    """Make a page or a file for machines. Return its bytes and the names of the facts that it was made from.

    Raises `RenderFailedError`.
    """

    def make() -> bytes:
        facts.common("")
        return _MAKERS[type(artifact)](facts, artifact)

    return facts.record(make)


_MAKERS: Mapping[type[RenderedPage | GeneratedFile], Callable[[PageFacts, Any], bytes]] = {
    HomePage: make_home,
    ProjectPage: make_project,
    NieuwsberichtPage: make_nieuwsbericht,
    ListPage: make_index,
    OverviewPage: make_overview,
    TextPage: make_text_page,
    NotFoundPage: make_not_found,
    RedirectPage: make_redirect,
    SearchPage: make_search_page,
    SearchWords: make_search_words,
    AccentSheet: lambda _, artifact: accent_css(artifact.colour),
    ReportThumbnail: lambda facts, artifact: facts.thumbnail(artifact.report, artifact.original),
    HeadersFile: make_headers,
    AtomFeed: make_atom,
    JsonFeed: make_json_feed,
    Sitemap: make_sitemap,
    SitemapIndex: make_sitemap_index,
    RobotsFile: make_robots,
    WebManifest: make_manifest,
    WebEditorFile: make_web_editor_file,
    StudyCitation: make_study_citation,
    CitationList: make_citation_list,
    CitationIndex: make_citation_index,
}
