"""The addresses in the sitemap, and the day of the newest content of each page."""

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
)
from vindplaats.render.facts.feed_entries import day_of, page_id
from vindplaats.render.facts.lists import lists_of
from vindplaats.render.list_keys import EntryProjects, PagedList, PageKey

MAX_SITEMAP_URLS = 50_000
"""Addresses in one file, says the protocol of sitemaps.org."""


SitemapEntry = tuple[str, str]
"""The address of a page from the root, and the day of its newest content (ISO); empty where none is known."""


def indexable(corpus: Corpus, artifacts: Iterable[Artifact]) -> list[Page]:
    """Return the pages that search engines may show: no redirects, no drafts, no empty overviews."""
    drafts = {s.project.id for s in corpus.studies if s.project.concept}
    drafts |= {b.record.id for b in corpus.berichten if b.record.concept}
    empty = {kind for kind, found in (("reeksen", corpus.reeksen), ("publicaties", corpus.publicaties)) if not found}

    def is_shown(page: Page) -> bool:
        match page:
            case ProjectPage(study=key) | NieuwsberichtPage(bericht=key):
                return key not in drafts
            case OverviewPage(kind=kind):
                return kind not in empty
            case NotFoundPage() | RedirectPage():
                return False
        return True

    return [page for page in artifacts if isinstance(page, Page) and is_shown(page)]


def sitemap_file_count(count: int) -> int:
    """How many files so many addresses take."""
    return max(1, -(-count // MAX_SITEMAP_URLS))


def sitemap_entries(corpus: Corpus, artifacts: Collection[Artifact], part: int) -> tuple[SitemapEntry, ...]:
    """Return a part (counted from 1) of the sitemap of all files of the site. Raises `KeyError`."""
    pages = indexable(corpus, artifacts)
    if not 1 <= part <= sitemap_file_count(len(pages)):
        raise KeyError(part)
    days = _Days(corpus)
    return tuple(
        (page.path.removesuffix("index.html"), days.of(page))
        for page in pages[(part - 1) * MAX_SITEMAP_URLS : part * MAX_SITEMAP_URLS]
    )


class _Days:
    """The newest day that is known of what each page shows."""

    def __init__(self, corpus: Corpus) -> None:
        self._size = corpus.site.per_pagina
        pages: tuple[Study | Bericht, ...] = (*corpus.studies, *corpus.berichten)
        self._days: dict[PageKey, str] = {page_id(page): day.isoformat() for page in pages if (day := day_of(page))}
        self._lists = lists_of(corpus)
        self._news: dict[PagedList, tuple[PageKey, ...]] = {
            EntryProjects(entry.id): entry.nieuws for entry in corpus.contactpersonen
        }

    def of(self, page: Page) -> str:
        """Return the day (ISO), or the empty string."""
        match page:
            case ListPage(key=key, number=number):
                shown: tuple[PageKey, ...] = self._lists[key][(number - 1) * self._size : number * self._size]
                news = self._news.get(key, ()) if number == 1 else ()
                return max((self._days.get(shown_id, "") for shown_id in (*shown, *news)), default="")
            case ProjectPage(study=key) | NieuwsberichtPage(bericht=key):
                return self._days.get(key, "")
            case HomePage():
                return max(self._days.values(), default="")
        return ""
