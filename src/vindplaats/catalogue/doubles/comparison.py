"""Compare pages in pairs. Titles and words are kept in memory, so that they are rarely computed twice."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, msgpack

from vindplaats.catalogue.doubles.candidates import Pair
from vindplaats.catalogue.doubles.declarations import Declarations
from vindplaats.catalogue.doubles.judge import (
    Judgement,
    Likeness,
    Page,
    Words,
    judge,
    links_to_project,
    measure_likeness,
    read_words,
)
from vindplaats.catalogue.titles import read_title, same_skeleton
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Nieuwsbericht, Project, Publishable

MAX_PAGES_WITH_WORDS = 32
"""Maximum number of pages whose words are kept in memory. Pairs are compared in sorted order, so the words of a page
are usually still there when the next pair needs them."""


class Comparison(Struct, frozen=True, array_like=True):
    """The result of comparing two pages.

    ``linked`` says whether one page is a project, and the other is news that links to it and to no other project.
    ``same_title`` says whether the titles have the same skeleton.
    """

    first: PageId
    second: PageId
    judgement: Judgement
    likeness: Likeness
    linked: bool = False
    same_title: bool = False


class ComparedPages(Struct, frozen=True):
    """The pages among which to find doubles, and everything that their comparison depends on.

    ``records`` are in the order of `path_order`; a `Pair` has the positions of two of them. ``clients`` has the
    opdrachtgevers of each project, and ``links`` the other projects and news to which the text of each page links. The
    keys of both are the ids of pages.
    """

    records: tuple[Publishable, ...]
    clients: Mapping[PageId, tuple[PageId, ...]]
    links: Mapping[PageId, tuple[PageId, ...]]
    declarations: Declarations

    def ids(self, pair: Pair) -> tuple[PageId, PageId]:
        """Return the ids of the two pages of a pair."""
        return self.records[pair[0]].id, self.records[pair[1]].id

    def declared(self, pair: Pair) -> Judgement | None:
        """Return the judgement that follows from what an editor declared about a pair, or None if none follows."""
        return self.declarations.on(*self.ids(pair))

    def are_apart(self, pair: Pair) -> bool:
        """Return whether an editor declared with `geen_dubbel_van` that two pages of one kind are no doubles."""
        first, second = self.ids(pair)
        return first.kind == second.kind and self.declarations.keep_apart((first, second))

    def key(self, pair: Pair) -> bytes:
        """Return a digest of what the comparison of a pair depends on: ids, clients, links and digests of files."""
        records = [self.records[i] for i in pair]
        identities = [(record.id, record.digest) for record in records]
        clients = [self.clients.get(record.id, ()) for record in records]
        links = [self.links.get(record.id, ()) for record in records]
        return hashlib.blake2b(msgpack.encode([*identities, *clients, *links]), digest_size=16).digest()


class Comparer:
    """Compares pairs of pages. It keeps the titles of many pages in memory, and the words of a few."""

    def __init__(self, pages: ComparedPages) -> None:
        self._pages = pages
        self.page = lru_cache(maxsize=128 * MAX_PAGES_WITH_WORDS)(self._make_page)
        self._words = lru_cache(maxsize=MAX_PAGES_WITH_WORDS)(self._read_words)

    def compare(self, pair: Pair) -> Comparison | None:
        """Compare the pages of a pair. Return None if nothing suggests that they are doubles."""
        first, second = self.page(pair[0]), self.page(pair[1])
        likeness = self.likeness(pair)
        judgement = judge(first, second, (self._words(pair[0]), self._words(pair[1])), likeness)
        if judgement is None:
            return None
        linked, same_title = links_to_project(first, second), same_skeleton(first.title, second.title)
        return Comparison(first.id, second.id, judgement, likeness, linked, same_title)

    def likeness(self, pair: Pair) -> Likeness:
        """Measure how much the texts of a pair have in common."""
        i, j = pair
        return measure_likeness(self.page(i), self.page(j), self._words(i), self._words(j))

    def is_linked(self, pair: Pair) -> bool:
        """Return whether one page is a project, and the other is news that links to it and to no other project."""
        return links_to_project(self.page(pair[0]), self.page(pair[1]))

    def _read_words(self, i: int) -> Words:
        return read_words(self.page(i))

    def _make_page(self, i: int) -> Page:
        record = self._pages.records[i]
        links = self._pages.links.get(record.id, ())
        return Page(
            id=record.id,
            is_project=isinstance(record, Project),
            title=read_title(record.titel),
            jaar=record.jaar if isinstance(record, Project) else None,
            body=record.body,
            datum=record.datum if isinstance(record, Nieuwsbericht) else None,
            words=record.body.trace.words,
            clients=frozenset(self._pages.clients.get(record.id, ())),
            links=frozenset(page_id for page_id in links if page_id.kind == "projecten"),
        )
