"""A search for candidates by what changed gives the same as a search of all pages."""

import random
from array import array
from collections.abc import Callable, Iterator
from math import inf
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct, msgpack, structs

from vindplaats.catalogue.doubles import candidates, changes
from vindplaats.catalogue.doubles.cache import SearchColumns, pack_search, unpack_search
from vindplaats.catalogue.doubles.candidates import Pair, Search, TracedPages, find_candidates, search_all
from vindplaats.catalogue.doubles.changes import Changes, SearchedPages, find_changes, search_changes
from vindplaats.read.fingerprints import SHORT_TEXT_WORDS, Trace

GROUP = 3
"""Boilerplate is on more pages than this in these tests, so that shingles often become boilerplate or cease to be."""
TITLES = ("", "monitor")

by_changes = search_changes
"""The search by changes, which tests replace by one that forgets something."""


class Source(Struct):
    """The pages of a source by path, and the pairs that are linked or declared."""

    pages: dict[str, tuple[Trace, str]]
    links: set[tuple[str, str]]
    declared: set[tuple[str, str]]

    def traced(self) -> TracedPages:
        files = sorted(self.pages)
        return TracedPages(
            [self.pages[file][0] for file in files],
            [self.pages[file][1] for file in files],
            lambda chosen: [pair for pair in self._pairs(self.links, files) if any(i in chosen for i in pair)],
            frozenset(self._pairs(self.declared, files)),
        )

    def searched(self) -> SearchedPages:
        return self.searched_by(repr)

    def searched_by(self, describe: Callable[[tuple[Trace, str]], str]) -> SearchedPages:
        files = tuple(sorted(self.pages))
        digests = tuple(describe(self.pages[file]).encode() for file in files)
        links = [sorted(other for name, other in self.links if name == file) for file in files]
        return SearchedPages(files, digests, msgpack.encode(([()] * len(files), links)))

    @staticmethod
    def _pairs(named: set[tuple[str, str]], files: list[str]) -> Iterator[Pair]:
        position = {file: i for i, file in enumerate(files)}
        for names in named:
            if all(name in position for name in names):
                first, second = sorted(position[name] for name in names)
                yield first, second


def random_page(rng: random.Random) -> tuple[Trace, str]:
    """Make a page on one of two templates, or on none.

    Two pages that have only a few shingles in common beside their templates are candidates if their titles are equal or
    something is declared about them.
    """
    shingles = {rng.choice([rng.randrange(1, 8), rng.randrange(1, 60)]) for _ in range(rng.randrange(9))}
    template = rng.choice([0, 100, 100, 200, 200])
    shingles |= set(range(template, template + 40) if template else ())
    words = rng.choice([len(shingles) + 4, SHORT_TEXT_WORDS + 1 + rng.randrange(60)])
    return Trace(0, array("I", sorted(shingles)).tobytes(), words), rng.choice(TITLES)


def change(rng: random.Random, source: Source) -> None:
    """Add, change and remove pages; and link pages, or declare something about them."""
    for _ in range(rng.choice([1, 1, 2, 6])):
        file = f"{rng.randrange(12):02}"
        kind = rng.randrange(6)
        if kind == 0:
            source.pages.pop(file, None)
        elif kind < 3 or file not in source.pages:
            source.pages[file] = random_page(rng)
        elif kind == 3:
            trace, title = source.pages[file]
            shingles = {*memoryview(trace.shingles).cast("I"), rng.randrange(1, 60)}
            shingles.discard(rng.choice(sorted(shingles)))
            other = structs.replace(trace, shingles=array("I", sorted(shingles)).tobytes())
            source.pages[file] = rng.choice([(other, title), (trace, rng.choice(TITLES))])
        else:
            others = {f"{number:02}" for number in rng.sample(range(12), rng.choice([1, 4]))} - {file}
            named = source.links if kind == 4 else source.declared
            named.symmetric_difference_update({(file, other) for other in others})


def result(found: Search, pages: TracedPages) -> tuple[object, ...]:
    return pack_search(found), find_candidates(found, pages.skeletons)


def differences(seed: int, steps: int) -> Iterator[bool]:
    """Make changes and yield of each whether a search by changes differs from one of all pages."""
    rng = random.Random(seed)
    source = Source({}, set(), set())
    for _ in range(rng.randrange(24)):
        change(rng, source)
    before, packed = source.searched(), pack_search(search_all(source.traced()))
    for _ in range(steps):
        change(rng, source)
        pages, now = source.traced(), source.searched()
        columns = msgpack.decode(msgpack.encode(packed), type=SearchColumns)
        found = by_changes(pages, unpack_search(columns), find_changes(before, now))
        assert found is not None
        yield result(found, pages) != result(search_all(pages), pages)
        before, packed = now, pack_search(search_all(pages))


@pytest.fixture(autouse=True)
def _small() -> Iterator[None]:
    with patch.object(candidates, "MAX_GROUP_PAGES", GROUP), patch.object(changes, "MAX_CHANGED_SHARE", inf):
        yield


@settings(max_examples=60)
@given(st.integers(0, 10**9))
def test_law_that_a_search_by_changes_finds_what_a_search_of_all_pages_finds(seed: int) -> None:
    assert not any(differences(seed, 6))


WRONG_PARTS: dict[str, Callable[..., object]] = {
    "is_boilerplate": lambda _: False,
    "_find": lambda *_: {},
    "_lost": lambda *_: {},
    "_gained": lambda *_: {},
}
"""Parts of the search by changes that forget something, by the name of the function that is replaced."""


@pytest.mark.parametrize("name", WRONG_PARTS)
def test_the_law_finds_a_search_that_forgets_something(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, name, WRONG_PARTS[name])
    assert any(different for seed in range(200) for different in differences(seed, 6))


@pytest.mark.parametrize("part", [0, 1], ids=["trace", "title"])
def test_the_law_finds_a_digest_that_forgets_something(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Source, "searched", lambda source: source.searched_by(lambda page: repr(page[1 - part])))
    assert any(different for seed in range(200) for different in differences(seed, 6))


def test_the_law_finds_a_comparison_that_forgets_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def forget(source: Source) -> SearchedPages:
        found = source.searched_by(repr)
        none = [()] * len(found.files)
        return structs.replace(found, context=msgpack.encode((none, none)))

    monkeypatch.setattr(Source, "searched", forget)
    assert any(different for seed in range(200) for different in differences(seed, 6))


def test_the_law_finds_a_cache_that_forgets_declarations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a cache assumes that the declared pairs are as before."""

    def search(pages: TracedPages, before: Search, found: Changes) -> Search | None:
        size = len(before.own)
        same = frozenset((i, j) for i, j in pages.declared if max(i, j) < size)
        return search_changes(pages, structs.replace(before, declared=same), found)

    monkeypatch.setitem(globals(), "by_changes", search)
    assert any(different for seed in range(200) for different in differences(seed, 6))
