"""The entries of the sitemap: the address of each page and the day of its newest content."""

from collections.abc import Collection, Iterable

from vindplaats.catalogue.corpus import Bericht, Corpus, Study
from vindplaats.render.artifact import (
    Artifact,
    HomePage,
    ListPage,
    NieuwsberichtPage,
    NotFoundPage,
    OverviewPage,
    Page,
    ProjectPage,
    RedirectPage,
    SearchPage,
)
from vindplaats.render.facts.feed_entries import day_of, page_id
from vindplaats.render.facts.lists import lists_of
from vindplaats.render.list_keys import EntryProjects, PagedList, PageKey

MAX_SITEMAP_URLS = 50_000
"""Maximum number of addresses in one sitemap file (protocol of sitemaps.org)."""


SitemapEntry = tuple[str, str]
"""The address of a page, relative to the root, and the day of its newest content, such as ``"2021-03-09"``. The day is
``""`` if it is unknown."""


def indexable(corpus: Corpus, artifacts: Iterable[Artifact]) -> list[Page]:
    """Return the pages that search engines may list.

    Redirects, the "not found" page, the search page, drafts, and empty overviews of series or authors are left out.
    """
    drafts = {s.project.id for s in corpus.studies if s.project.concept}
    drafts |= {b.record.id for b in corpus.berichten if b.record.concept}
    empty = {kind for kind, found in (("reeksen", corpus.reeksen), ("publicaties", corpus.publicaties)) if not found}

    def is_shown(page: Page) -> bool:
        if isinstance(page, ProjectPage):
            return page.study not in drafts
        if isinstance(page, NieuwsberichtPage):
            return page.bericht not in drafts
        if isinstance(page, OverviewPage):
            return page.kind not in empty
        return not isinstance(page, NotFoundPage | RedirectPage | SearchPage)

    return [page for page in artifacts if isinstance(page, Page) and is_shown(page)]


def sitemap_file_count(count: int) -> int:
    """Return the number of sitemap files for ``count`` addresses, at least 1."""
    return max(1, -(-count // MAX_SITEMAP_URLS))


def sitemap_entries(corpus: Corpus, artifacts: Collection[Artifact], part: int) -> tuple[SitemapEntry, ...]:
    """Return the entries of sitemap file ``part``, counted from 1. Raises `KeyError` if there is no such file."""
    pages = indexable(corpus, artifacts)
    if not 1 <= part <= sitemap_file_count(len(pages)):
        raise KeyError(part)
    days = _Days(corpus)
    return tuple(
        (page.path.removesuffix("index.html"), days.of(page))
        for page in pages[(part - 1) * MAX_SITEMAP_URLS : part * MAX_SITEMAP_URLS]
    )


class _Days:
    """The day of the newest content of each page."""

    def __init__(self, corpus: Corpus) -> None:
        self._size = corpus.site.per_pagina
        pages: tuple[Study | Bericht, ...] = (*corpus.studies, *corpus.berichten)
        self._days: dict[PageKey, str] = {page_id(page): day.isoformat() for page in pages if (day := day_of(page))}
        self._lists = lists_of(corpus)
        self._news: dict[PagedList, tuple[PageKey, ...]] = {
            EntryProjects(entry.id): entry.nieuws for entry in corpus.contactpersonen
        }

    def of(self, page: Page) -> str:
        """Return the day of the newest content of a page, such as ``"2021-03-09"``, or ``""`` if there is none."""
        if isinstance(page, ProjectPage):
            return self._days.get(page.study, "")
        if isinstance(page, NieuwsberichtPage):
            return self._days.get(page.bericht, "")
        if isinstance(page, ListPage):
            shown = self._lists[page.key][(page.number - 1) * self._size : page.number * self._size]
            news = self._news.get(page.key, ()) if page.number == 1 else ()
            return max([self._days.get(shown_id, "") for shown_id in (*shown, *news)], default="")
        return max(self._days.values(), default="") if isinstance(page, HomePage) else ""
