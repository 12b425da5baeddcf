import random
from array import array
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.catalogue.doubles.candidates import (
    MAX_GROUP_PAGES,
    MIN_COMMON,
    Pair,
    TracedPages,
    find_candidates,
    search_all,
)
from vindplaats.catalogue.doubles.judge import MIN_ALIKE, MIN_CONTAINED
from vindplaats.read.fingerprints import SHINGLE_WORDS, Trace, hashed_shingles, plain_words, trace


def hashes(*numbers: int) -> Trace:
    """Return the trace of a short text. It keeps every shingle."""
    return Trace(0, array("I", sorted(numbers)).tobytes(), len(numbers) + SHINGLE_WORDS - 1)


def candidates(traces: Sequence[Trace], skeletons: Sequence[str], links: Iterable[Pair] = ()) -> tuple[Pair, ...]:
    return find_candidates(search_all(TracedPages(traces, skeletons, lambda _: [*links])), skeletons)


def spread(count: int, seed: int) -> list[int]:
    return [(seed * 2_654_435_761 + i * 40_503 * 65_521) % (1 << 32) for i in range(count)]


def test_pages_that_share_a_seventh_of_the_shorter_one_are_candidates() -> None:
    long = hashes(*range(100, 200))
    assert candidates([long, hashes(100, 101, 1, 2, 3, 4, 5, 6)], ["", ""]) == ((0, 1),)
    assert candidates([long, hashes(100, 1, 2, 3, 4, 5, 6, 7)], ["", ""]) == ()


def test_equal_skeletons_and_links_make_candidates() -> None:
    apart = [hashes(*range(10)), hashes(*range(10, 20)), hashes(19, *range(20, 29))]
    assert candidates(apart, ["monitor", "monitor", ""]) == ((0, 1),)
    assert candidates(apart, ["", "", ""], [(1, 2), (0, 1), (2, 2)]) == ((1, 2),)


@given(*[st.sets(st.integers(1, 60), min_size=1)] * 2)
def test_law_that_short_texts_that_are_alike_are_candidates(first: set[int], second: set[int]) -> None:
    common = len(first & second)
    alike = common >= MIN_ALIKE * len(first | second) or common >= MIN_CONTAINED * min(len(first), len(second))
    assert candidates([hashes(*first), hashes(*second)], ["", ""]) == ((0, 1),) or not alike


@pytest.mark.parametrize("share", [MIN_COMMON, 0.75])
@pytest.mark.parametrize("words", [130, 500])
def test_long_texts_that_are_just_alike_are_nearly_always_candidates(share: float, words: int) -> None:
    """Of descriptions of one study, which share 0.75 of the shorter text, none is missed."""
    rng = random.Random(1)
    found = 0
    for _ in range(60):
        texts = [[f"w{rng.randrange(10**6)}" for _ in range(words)] for _ in range(2)]
        texts[1][: round(share * words)] = texts[0][: round(share * words)]
        found += len(candidates([trace(" ".join(text)) for text in texts], ["", ""]))
    assert found >= (60 if share > MIN_COMMON else 57)


@pytest.mark.parametrize("row", ["Aantal woningen in {}", "Aantal per wijk {}", "Huur per wijk {}"])
@pytest.mark.parametrize("seed", range(4))
def test_pages_with_lists_of_their_own_are_candidates(row: str, seed: int) -> None:
    """A trace keeps a shingle of each row for every word of the rows that is sampled, such as "aantal" and "per"."""
    rng = random.Random(seed)
    prose = " ".join(f"w{rng.randrange(10**6)}" for _ in range(400))
    texts = [
        "\n".join([prose, *(f"- {row.format(place)} {rng.randrange(10**4)}" for _ in range(35))])
        for place in ("Alfadorp", "Betastad")
    ]
    first, second = (hashed_shingles(plain_words(text)) for text in texts)
    assert len(first & second) >= MIN_ALIKE * len(first | second)
    assert candidates([trace(text) for text in texts], ["", ""]) == ((0, 1),)


def test_pages_that_share_one_hash_beside_boilerplate_are_candidates_only_by_title() -> None:
    """Without boilerplate the first two share one in five, but of everything they share one in fifteen."""
    boilerplate = [spread(25, seed) for seed in (1, 2)]
    pages = [hashes(7, *spread(4, n + 10), *boilerplate[n % 2]) for n in range(2)]
    others = [hashes(*spread(90, n + 100), *boilerplate[n % 2]) for n in range(2 * MAX_GROUP_PAGES + 2)]
    none = [""] * len(others)
    between = [*others[:2], *pages, *others[2:]]  # so that the two are no neighbours in a group
    assert (2, 3) not in candidates(between, ["", "", *none], ())
    assert (2, 3) in candidates(between, ["", "", "monitor", "monitor", *none[2:]], ())


def test_a_large_group_pairs_neighbours_only() -> None:
    most, many = MAX_GROUP_PAGES, MAX_GROUP_PAGES + 3
    same = [hashes(7)] * many
    neighbours = tuple((i, i + 1) for i in range(many - 1))
    assert candidates(same, [""] * many) == neighbours
    assert candidates([Trace()] * many, ["jaarverslag"] * many) == neighbours
    assert len(candidates(same[:most], [""] * most)) == most * (most - 1) // 2


def test_boilerplate_on_every_page_makes_no_candidates() -> None:
    footer = spread(9, 1)
    pages = [hashes(*footer, *spread(90, i)) for i in range(2, 60)]
    assert candidates(pages, [""] * len(pages)) == ()


def test_ranges_of_hashes_give_the_same_as_all_at_once() -> None:
    pages = [hashes(*spread(3000, i % 170)) for i in range(340)]  # over a million: several rounds
    expected = tuple((i, i + 170) for i in range(170))
    assert candidates(pages, [""] * len(pages)) == expected
    assert candidates(pages[:170], [""] * 170) == ()
