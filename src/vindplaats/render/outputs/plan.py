"""The pages of the site, all of them in `plan`: studies, news, texts, the first page, redirects, 404."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from vindplaats.catalogue.corpus import Corpus
from vindplaats.inputs.theme_files import THEME_PREFIX
from vindplaats.read.page_id import PageId
from vindplaats.render.artifact import Artifact, Maker
from vindplaats.render.facts.page_facts import ACCENT_URL, COMMON, PageFacts
from vindplaats.render.outputs.citation_files import make_entry, make_list, plan_exports
from vindplaats.render.outputs.feeds import make_atom, make_json_feed, plan_feeds
from vindplaats.render.outputs.headers import HEADERS, make_headers
from vindplaats.render.outputs.home import make_home
from vindplaats.render.outputs.indexes import make_index, plan_indexes
from vindplaats.render.outputs.manifest import make_manifest
from vindplaats.render.outputs.nieuwsbericht import make_nieuwsbericht
from vindplaats.render.outputs.overviews import make_overview
from vindplaats.render.outputs.project import make_project
from vindplaats.render.outputs.redirects import make_not_found, make_redirect
from vindplaats.render.outputs.sitemap import make_robots, make_sitemap, make_sitemap_index, plan_sitemap
from vindplaats.render.outputs.text_page import make_text_page
from vindplaats.render.routing.addresses import MANIFEST, Routes
from vindplaats.render.theme.accent import accent_css


def plan(corpus: Corpus, routes: Routes, static: Iterable[str]) -> Iterator[Artifact]:
    """Every file of the site; ``static`` are the paths of static files, as they were seen."""
    pages = tuple(_plan_pages(corpus, routes))
    yield from pages
    yield from plan_feeds(corpus, routes)
    yield from plan_sitemap(corpus, pages)
    yield Artifact(MANIFEST, "webmanifest")
    yield Artifact(HEADERS, "headers")
    yield from (Artifact(url, "kopie", item.file.disk) for url, item in routes.files.items())
    if corpus.site.accent:  # before the static files: one of that name takes its place
        yield Artifact(ACCENT_URL, "accent", corpus.site.accent)
    for path, variant in routes.variants.items():
        yield Artifact(path, "portret" if variant.square else "beeld", variant.disk, variant.width)
    yield from (Artifact(path.removeprefix(THEME_PREFIX), "kopie", path) for path in static)


def _plan_pages(corpus: Corpus, routes: Routes) -> Iterator[Artifact]:
    yield Artifact("index.html", "home")
    yield from (_page(routes, study.project.id, "project") for study in corpus.studies)
    yield from (_page(routes, bericht.record.id, "nieuwsbericht") for bericht in corpus.berichten)
    yield from plan_indexes(corpus, routes)
    yield from plan_exports(corpus, routes)
    yield from (_page(routes, text.record.id, "pagina") for text in corpus.paginas)
    yield Artifact("404.html", "404")
    yield from (Artifact(path, "redirect", str(target)) for path, target in routes.redirects.items())


def _page(routes: Routes, of: PageId, maker: Maker) -> Artifact:
    return Artifact(f"{routes.pages[of]}index.html", maker, str(of))


def make_page(site: PageFacts, artifact: Artifact) -> tuple[bytes, frozenset[str]]:
    """The bytes of a page or a file for machines, and the facts it was made of. Raises `TemplateFailedError`."""
    site.asked.clear()
    page = _MAKERS[artifact.maker](site, artifact)
    facts = {*site.asked, f"{COMMON} "}
    if artifact.is_page:
        facts.add(f"{site.templates.kind} {artifact.maker}")
    return page, frozenset(facts)


_MAKERS: Mapping[str, Callable[[PageFacts, Artifact], bytes]] = {
    "home": make_home,
    "project": make_project,
    "nieuwsbericht": make_nieuwsbericht,
    "index": make_index,
    "overzicht": make_overview,
    "pagina": make_text_page,
    "404": make_not_found,
    "redirect": make_redirect,
    "accent": lambda _, artifact: accent_css(artifact.of),
    "headers": make_headers,
    "atom": make_atom,
    "jsonfeed": make_json_feed,
    "sitemap": make_sitemap,
    "sitemapindex": make_sitemap_index,
    "robots": make_robots,
    "webmanifest": make_manifest,
    "vermelding": make_entry,
    "literatuurlijst": make_list,
}
