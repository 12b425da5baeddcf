"""The sitemap (sitemaps.org) and robots.txt.

The ``lastmod`` of a page is the newest date of the content that it shows. A page without dated content has no
``lastmod``, because neither git nor the times of files reliably tell when its content changed.
"""

from collections.abc import Collection, Iterable, Iterator
from html import escape
from urllib.parse import quote

from vindplaats.catalogue.corpus import Corpus
from vindplaats.render.artifact import Artifact, RobotsFile, Sitemap, SitemapIndex
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.facts.sitemap_days import SitemapEntry, indexable, sitemap_file_count
from vindplaats.render.routing.addresses import ROBOTS, SITEMAP, sitemap_url

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def plan_sitemap(corpus: Corpus, pages: Collection[Artifact]) -> Iterator[RobotsFile | Sitemap | SitemapIndex]:
    """Yield robots.txt and the sitemap of ``pages``: one file or, if they do not fit in it, several and an index."""
    yield RobotsFile(ROBOTS)
    count = sitemap_file_count(len(pages))
    if count > 1:  # otherwise there is no need to find out which of them are in the sitemap
        count = sitemap_file_count(len(indexable(corpus, pages)))
    if count == 1:
        yield Sitemap(SITEMAP)
        return
    yield SitemapIndex(SITEMAP, count)
    yield from (Sitemap(sitemap_url(n), n) for n in range(1, count + 1))


def make_sitemap(facts: PageFacts, artifact: Sitemap) -> bytes:
    """Make one file of the sitemap: the address and, if known, the day of each page."""
    return _file("urlset", "url", facts, facts.sitemap_part(artifact.part))


def make_sitemap_index(facts: PageFacts, artifact: SitemapIndex) -> bytes:
    """Make the index of the files of the sitemap. The day of each file is the newest day among its pages."""
    days = (max(day for _, day in facts.sitemap_part(n)) for n in range(1, artifact.parts + 1))
    return _file("sitemapindex", "sitemap", facts, [(sitemap_url(n), day) for n, day in enumerate(days, 1)])


def _file(root: str, element: str, facts: PageFacts, listed: Iterable[SitemapEntry]) -> bytes:
    base = escape(facts.base_url)
    lines = "".join(
        f"<{element}><loc>{base}{quote(url)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{element}>\n"
        for url, day in listed
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{lines}</{root}>\n'.encode()


def make_robots(facts: PageFacts, _: RobotsFile) -> bytes:
    """Make robots.txt, which allows crawlers to read everything and tells them where the sitemap is.

    Crawlers look for it only at the root of a host (RFC 9309), so it has no effect for a site in a folder.
    """
    return f"User-agent: *\nAllow: /\n\nSitemap: {facts.base_url}{SITEMAP}\n".encode()
