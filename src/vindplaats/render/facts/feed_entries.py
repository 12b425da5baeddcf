"""The items of feeds: how an item is derived from a study or nieuwsbericht, and which pages each feed lists."""

from collections.abc import Iterable
from datetime import date
from heapq import nlargest

from msgspec import Struct

from vindplaats.catalogue.corpus import Bericht, Corpus, Study
from vindplaats.read.page_id import PageId
from vindplaats.render.list_keys import FeedOf, ListKey, PageKey, SiteFeed
from vindplaats.render.routing.addresses import Routes

MAX_FEED_ENTRIES = 50
"""Maximum number of items in one feed."""


class FeedItem(Struct, frozen=True, gc=False, kw_only=True):
    """A study or nieuwsbericht as an item of a feed.

    `url` is relative to the root of the site. `dag` is the day of the page (``"2021-03-09"``). `gegeven` says whether
    the front matter has a day. If it has only a year, `dag` is the first of January of that year.
    """

    id: str
    titel: str
    url: str
    taal: str
    samenvatting: str
    auteurs: tuple[str, ...]
    dag: str
    gegeven: bool


def day_of(page: Study | Bericht) -> date | None:
    """Return the day of a page: the later of its own date and `publiceren_op`.

    If the front matter has only one of these, return that one. If it has neither, return None.
    """
    record = page.project if isinstance(page, Study) else page.record
    own = page.project.publicatiedatum if isinstance(page, Study) else page.record.datum
    shown = record.publiceren_op
    return max(own, shown) if own and shown else own or shown


def feed_item(page: Study | Bericht, summary: str, routes: Routes, taal: str) -> FeedItem:
    """Return the feed item of a page.

    ``summary`` is the summary on the card of the page, and ``taal`` the language of the site, for a page that does not
    name one. A study with a year but no day is dated the first of January, so that it never looks newer than it is.
    """
    record = page.project if isinstance(page, Study) else page.record
    day = day_of(page)
    return FeedItem(
        id=str(record.id),
        titel=record.titel,
        url=routes.pages[record.id],
        taal=record.taal or taal,
        samenvatting=summary,
        auteurs=tuple(author.naam for author in page.auteurs) if isinstance(page, Study) else (),
        dag=_feed_day(page).isoformat(),
        gegeven=day is not None,
    )


def _feed_day(page: Study | Bericht) -> date:
    if isinstance(page, Study):
        return day_of(page) or date(page.project.jaar, 1, 1)
    return day_of(page) or page.record.datum


def feed_lists(corpus: Corpus) -> dict[ListKey, tuple[PageKey, ...]]:
    """Return the list of each feed: the newest pages of the site and of each werkveld, without drafts.

    Each list is sorted by day, newest first. Pages of the same day keep the order of the site, projects before news.
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
