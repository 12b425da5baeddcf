"""Compare pages in pairs. Titles and shingles are kept in memory, so that they are rarely computed twice."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import ceil

from msgspec import Struct, msgpack

from vindplaats.catalogue.doubles.candidates import Pair
from vindplaats.catalogue.doubles.changes import SearchedPages
from vindplaats.catalogue.doubles.declarations import Declarations
from vindplaats.catalogue.doubles.judge import (
    Judgement,
    Likeness,
    Page,
    Words,
    judge,
    links_to_project,
    measure_likeness,
)
from vindplaats.catalogue.titles import read_title, same_skeleton
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Nieuwsbericht, Project, Publishable
from vindplaats.workers.fork_map import fork_map

MAX_PAGES_WITH_SHINGLES = 4096
"""Maximum number of pages whose shingles are kept in memory: 4 kB for a page of 500 words. The pairs that one worker
compares have fewer pages (`MAX_PAIRS_PER_CALL`)."""
MAX_PAGES_WITH_WORDS = 16
"""Maximum number of pages whose words are kept in memory, and whose shingles are kept as a set, which are ten times as
large. Pairs are compared in sorted order, so the first page of a pair is usually that of the pair before it."""
MIN_PAIRS_PER_CALL, MAX_PAIRS_PER_CALL = 100, 250
"""Least and largest number of pairs that a worker compares in one call. Of few long calls, fewer texts are read by more
than one worker. But a worker also looks at records, which are then copied into its memory, until it is replaced."""
CALLS_PER_JOB = 8
"""Number of calls among which the pairs of a small site are divided for each process, so that all processes finish at
about the same time."""


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

    ``records`` are in the order of `path_order`; a `Pair` has the positions of two of them. For the page at the same
    position, ``clients`` has its opdrachtgevers, and ``links`` the other projects and news to which its text links.
    """

    records: tuple[Publishable, ...]
    clients: tuple[tuple[PageId, ...], ...]
    links: tuple[tuple[PageId, ...], ...]
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

    def searched(self) -> SearchedPages:
        """Return the path of each page, and everything else that comparisons with it depend on."""
        return SearchedPages(
            files=tuple([record.file for record in self.records]),
            digests=tuple([record.digest for record in self.records]),
            context=msgpack.encode((self.clients, self.links)),
        )

    def only_links(self) -> Iterator[tuple[int, PageId]]:
        """Yield the position of each nieuwsbericht that links to only one project, and the id of that project."""
        for i, linked in enumerate(self.links):
            if linked and isinstance(self.records[i], Nieuwsbericht):
                projects = {page_id for page_id in linked if page_id.kind == "projecten"}
                if len(projects) == 1:
                    yield i, projects.pop()


class Comparer:
    """Compares pairs of pages. It keeps the titles and shingles of many pages in memory, and the words of a few.

    Nothing in it refers to the whole, because the garbage collector is off during a build: the pages would stay.
    """

    def __init__(self, pages: ComparedPages) -> None:
        self.page = page = lru_cache(maxsize=MAX_PAGES_WITH_SHINGLES)(lambda i: _make_page(pages, i))
        self._words = words = lru_cache(maxsize=MAX_PAGES_WITH_WORDS)(lambda i: Words(page(i).body))
        self._shingles = shingles = lru_cache(maxsize=MAX_PAGES_WITH_SHINGLES)(lambda i: words(i).hash_shingles())
        self._set_of_shingles = lru_cache(maxsize=MAX_PAGES_WITH_WORDS)(lambda i: frozenset(shingles(i)))

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
        return measure_likeness(self.page(i), self.page(j), self._set_of_shingles(i), self._shingles(j))


def _make_page(pages: ComparedPages, i: int) -> Page:
    record = pages.records[i]
    return Page(
        id=record.id,
        is_project=isinstance(record, Project),
        title=read_title(record.titel),
        jaar=record.jaar if isinstance(record, Project) else None,
        body=record.body,
        datum=record.datum if isinstance(record, Nieuwsbericht) else None,
        words=record.body.trace.words,
        clients=frozenset(pages.clients[i]),
        links=frozenset(page_id for page_id in pages.links[i] if page_id.kind == "projecten"),
    )


def compare_all(
    pairs: Sequence[Pair], comparer: Comparer, known: Mapping[Pair, Comparison | None], jobs: int
) -> dict[Pair, Comparison | None]:
    """Return the result of comparing each pair. Results that are ``known`` are reused."""
    new = [pair for pair in pairs if pair not in known]
    size = min(max(MIN_PAIRS_PER_CALL, ceil(len(new) / (jobs * CALLS_PER_JOB))), MAX_PAIRS_PER_CALL)
    chunks = [new[i : i + size] for i in range(0, len(new), size)]
    answers = fork_map(lambda n: [comparer.compare(pair) for pair in chunks[n]], len(chunks), jobs)
    compared = dict(zip(new, chain.from_iterable(answers), strict=True))
    return {pair: compared[pair] if pair in compared else known[pair] for pair in pairs}
