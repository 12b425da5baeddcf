"""The keys of the lists and the pages of the site.

The build record stores each fact under its kind and the text of its key, such as ``lijst nieuws/opdrachtgevers/flow``
for the list ``NewsOf(PageId("opdrachtgevers", "flow"))``. `str` returns the text of a key, and `parse_list_key` parses
it.
"""

from typing import Literal, get_args

from msgspec import Struct

from vindplaats.read.page_id import PageId, parse_page_id

OverviewKind = Literal["werkvelden", "opdrachtgevers", "contactpersonen", "reeksen", "publicaties", "jaren"]
"""A kind of overview: a page that links to many lists, one for each entry of a kind, or one for each year."""

OVERVIEW_KINDS: dict[str, OverviewKind] = {kind: kind for kind in get_args(OverviewKind)}


class _Key(Struct, frozen=True, gc=False, array_like=True):
    pass


class AllProjects(_Key, frozen=True, tag="projecten"):
    """All projects."""

    def __str__(self) -> str:
        return "projecten"


class AllNews(_Key, frozen=True, tag="nieuws"):
    """All news."""

    def __str__(self) -> str:
        return "nieuws"


class EntryProjects(_Key, frozen=True, tag="ingang"):
    """The projects of an entry: a werkveld, client, person, series or author."""

    entry: PageId

    def __str__(self) -> str:
        return str(self.entry)


class NewsOf(_Key, frozen=True, tag="nieuws-van"):
    """The news that mentions an entry."""

    entry: PageId

    def __str__(self) -> str:
        return f"nieuws/{self.entry}"


class YearProjects(_Key, frozen=True, tag="jaar"):
    """The projects of a year."""

    jaar: int

    def __str__(self) -> str:
        return f"jaren/{self.jaar}"


class WerkveldYear(_Key, frozen=True, tag="werkveld-jaar"):
    """The projects of a werkveld in a year."""

    jaar: int
    werkveld: PageId

    def __str__(self) -> str:
        return f"jaren/{self.jaar}/{self.werkveld}"


class Overview(_Key, frozen=True, tag="overzicht"):
    """All entries of one kind, or all years, as an overview lists them."""

    kind: OverviewKind

    def __str__(self) -> str:
        return self.kind


class SiteFeed(_Key, frozen=True, tag="feed"):
    """The newest projects and news of the site."""

    def __str__(self) -> str:
        return "feed"


class FeedOf(_Key, frozen=True, tag="feed-van"):
    """The newest projects and news of a werkveld."""

    werkveld: PageId

    def __str__(self) -> str:
        return f"feed/{self.werkveld}"


PagedList = AllProjects | AllNews | EntryProjects | YearProjects | WerkveldYear
"""A list that is shown on pages of its own."""

PageList = PagedList | NewsOf | SiteFeed | FeedOf
"""A list of projects or news."""

ListKey = PageList | Overview

PageKey = PageId | YearProjects | WerkveldYear
"""The key of a page that has an address: its id or, for a page without an id, the key of the list that it shows."""


def parse_list_key(text: str) -> ListKey:
    """Parse the text of a list key, such as ``jaren/2021``. Raises `ValueError` if it is not a list key."""
    first, _, rest = text.partition("/")
    if first == "nieuws":
        return NewsOf(_page(rest)) if rest else AllNews()
    if first == "feed":
        return FeedOf(_page(rest)) if rest else SiteFeed()
    if first == "jaren" and rest:
        year, _, werkveld = rest.partition("/")
        return WerkveldYear(int(year), _page(werkveld)) if werkveld else YearProjects(int(year))
    if rest:
        return EntryProjects(_page(text))
    if first in OVERVIEW_KINDS:
        return Overview(OVERVIEW_KINDS[first])
    if first == "projecten":
        return AllProjects()
    raise ValueError(text)


def parse_page_key(text: str) -> PageKey:
    """Parse the text of a page key, such as ``projecten/x``. Raises `ValueError` if it is not a page key."""
    if not text.startswith("jaren/"):
        return _page(text)
    key = parse_list_key(text)
    if isinstance(key, YearProjects | WerkveldYear):
        return key
    raise ValueError(text)


def _page(text: str) -> PageId:
    found = parse_page_id(text)
    if found is None:
        raise ValueError(text)
    return found
