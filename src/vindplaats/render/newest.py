"""What lists for machines have of each page: its address and day in the sitemap, and its entry in feeds."""

from collections.abc import Collection, Iterable
from datetime import date
from heapq import nlargest

from msgspec import Struct

from vindplaats.catalogue.corpus import Bericht, Corpus, Study
from vindplaats.render.addresses import Routes
from vindplaats.render.artifact import Artifact
from vindplaats.render.spread import lists_of

MOST = 50_000
"""Addresses in one file, says the protocol of sitemaps.org."""
NEWEST = 50
"""Entries in one feed."""

Listed = tuple[str, str]
"""The address of a page from the root, and the day of its newest content (ISO); empty where none is known."""


class FeedItem(Struct, frozen=True, gc=False, kw_only=True):
    """A page as an entry of a feed. `dag` (ISO) is when it came; `gegeven` whether it is more than a year."""

    id: str
    titel: str
    url: str
    taal: str
    samenvatting: str
    auteurs: tuple[str, ...]
    dag: str
    gegeven: bool


def day_of(page: Study | Bericht) -> date | None:
    """The day that a page came, as its editor says: of publication, and not before it was on the site."""
    record = page.project if isinstance(page, Study) else page.record
    own = page.project.publicatiedatum if isinstance(page, Study) else page.record.datum
    shown = record.publiceren_op
    return max(own, shown) if own and shown else own or shown


def feed_item(page: Study | Bericht, summary: str, routes: Routes, taal: str) -> FeedItem:
    """The entry of a page. A study of which only the year is known came on its first day: it never seems newer than it
    is.
    """  # noqa: D205 (one sentence)
    record = page.project if isinstance(page, Study) else page.record
    day = day_of(page)
    return FeedItem(
        id=record.id,
        titel=record.titel,
        url=routes.pages[record.id],
        taal=record.taal or taal,
        samenvatting=summary,
        auteurs=tuple(author.naam for author in page.auteurs) if isinstance(page, Study) else (),
        dag=_feed_day(page),
        gegeven=day is not None,
    )


def _feed_day(page: Study | Bericht) -> str:
    day = day_of(page)
    if day is not None:
        return day.isoformat()
    return f"{page.project.jaar}-01-01" if isinstance(page, Study) else ""


def feed_lists(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """The ids of the newest pages that are no drafts: under ``feed`` of the site, under ``feed/`` and its
    id of a werkveld.

    Newest first; of one day in the order of the site, projects before news.
    """  # noqa: D205 (one sentence)
    days = {s.project.id: _feed_day(s) for s in corpus.studies if not s.project.concept}
    days |= {b.record.id: _feed_day(b) for b in corpus.berichten if not b.record.concept}

    def newest(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(nlargest(NEWEST, (i for i in ids if i in days), key=days.__getitem__))

    lists = {f"feed/{entry.id}": newest((*entry.projecten, *entry.nieuws)) for entry in corpus.werkvelden}
    return {"feed": newest(days), **lists}


def indexable(corpus: Corpus, artifacts: Iterable[Artifact]) -> list[Artifact]:
    """The pages that search engines may show: no redirects, no drafts, no overviews of nothing."""
    drafts = {s.project.id for s in corpus.studies if s.project.concept}
    drafts |= {b.record.id for b in corpus.berichten if b.record.concept}
    empty = {kind for kind in ("reeksen", "publicaties") if not getattr(corpus, kind)}
    hidden = drafts | empty
    return [a for a in artifacts if a.is_page and a.maker not in ("404", "redirect") and a.of not in hidden]


def parts(count: int) -> int:
    """How many files so many addresses take."""
    return max(1, -(-count // MOST))


def listed_addresses(corpus: Corpus, artifacts: Collection[Artifact], part: str) -> tuple[Listed, ...]:
    """What stands in the ``part`` (counted from 1) of the sitemap, of all files of the site. Raises `KeyError`."""
    pages = indexable(corpus, artifacts)
    number = int(part)
    if not 1 <= number <= parts(len(pages)):
        raise KeyError(part)
    days = _Days(corpus)
    return tuple(
        (page.path.removesuffix("index.html"), days.of(page)) for page in pages[(number - 1) * MOST : number * MOST]
    )


class _Days:
    """The newest day that is known of what each page shows."""

    def __init__(self, corpus: Corpus) -> None:
        self._size = corpus.site.per_pagina
        pages: tuple[Study | Bericht, ...] = (*corpus.studies, *corpus.berichten)
        self._days = {_id(page): day.isoformat() for page in pages if (day := day_of(page))}
        self._lists = lists_of(corpus)
        self._news = {entry.id: entry.nieuws for entry in corpus.contactpersonen}

    def of(self, page: Artifact) -> str:
        """The day, or the empty string."""
        if page.maker == "index":
            shown = self._lists[page.of][(page.number - 1) * self._size : page.number * self._size]
            news = self._news.get(page.of, ()) if page.number == 1 else ()
            return max((self._days.get(i, "") for i in (*shown, *news)), default="")
        if page.maker == "home":
            return max(self._days.values(), default="")
        return self._days.get(page.of, "")


def _id(page: Study | Bericht) -> str:
    return page.project.id if isinstance(page, Study) else page.record.id
