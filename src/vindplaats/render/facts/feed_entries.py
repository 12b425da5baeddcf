"""What lists for machines have of each page: its address and day in the sitemap, and its entry in feeds."""

from collections.abc import Iterable
from datetime import date
from heapq import nlargest

from msgspec import Struct

from vindplaats.catalogue.corpus import Bericht, Corpus, Study
from vindplaats.read.page_id import PageId
from vindplaats.render.list_keys import FeedOf, ListKey, PageKey, SiteFeed
from vindplaats.render.routing.addresses import Routes

MAX_FEED_ENTRIES = 50
"""Entries in one feed."""


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
        id=str(record.id),
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


def feed_lists(corpus: Corpus) -> dict[ListKey, tuple[PageKey, ...]]:
    """Return the newest pages that are no drafts, of the site and of each werkveld.

    Newest first; of one day in the order of the site, projects before news.
    """
    days = {s.project.id: _feed_day(s) for s in corpus.studies if not s.project.concept}
    days |= {b.record.id: _feed_day(b) for b in corpus.berichten if not b.record.concept}

    def newest(ids: Iterable[PageId]) -> tuple[PageKey, ...]:
        return tuple(nlargest(MAX_FEED_ENTRIES, (i for i in ids if i in days), key=days.__getitem__))

    lists: dict[ListKey, tuple[PageKey, ...]] = {SiteFeed(): newest(days)}
    lists |= {FeedOf(entry.id): newest((*entry.projecten, *entry.nieuws)) for entry in corpus.werkvelden}
    return lists


def page_id(page: Study | Bericht) -> PageId:
    """Return the id of a study or nieuwsbericht."""
    return page.project.id if isinstance(page, Study) else page.record.id
