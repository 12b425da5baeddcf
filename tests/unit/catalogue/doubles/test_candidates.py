from array import array

from vindplaats.catalogue.doubles.candidates import MAX_GROUP_PAGES, find_candidates
from vindplaats.read.fingerprints import SHINGLE_WORDS, Trace


def hashes(*numbers: int) -> Trace:
    """Return the trace of a short text. It keeps every shingle."""
    return Trace(0, array("I", sorted(numbers)).tobytes(), len(numbers) + SHINGLE_WORDS - 1)


def spread(count: int, seed: int) -> list[int]:
    return [(seed * 2_654_435_761 + i * 40_503 * 65_521) % (1 << 32) for i in range(count)]


def test_pages_that_share_a_seventh_of_the_shorter_one_are_candidates() -> None:
    long = hashes(*range(100, 200))
    assert find_candidates([long, hashes(100, 101, 1, 2, 3, 4, 5, 6)], ["", ""], ()) == ((0, 1),)
    assert find_candidates([long, hashes(100, 1, 2, 3, 4, 5, 6, 7)], ["", ""], ()) == ()


def test_equal_skeletons_and_links_make_candidates() -> None:
    apart = [hashes(*range(10)), hashes(*range(10, 20)), hashes(19, *range(20, 29))]
    assert find_candidates(apart, ["monitor", "monitor", ""], ()) == ((0, 1),)
    assert find_candidates(apart, ["", "", ""], [(2, 1), (0, 1), (2, 2)]) == ((1, 2),)


def test_a_large_group_pairs_neighbours_only() -> None:
    most, many = MAX_GROUP_PAGES, MAX_GROUP_PAGES + 3
    same = [hashes(7)] * many
    neighbours = tuple((i, i + 1) for i in range(many - 1))
    assert find_candidates(same, [""] * many, ()) == neighbours
    assert find_candidates([Trace()] * many, ["jaarverslag"] * many, ()) == neighbours
    assert len(find_candidates(same[:most], [""] * most, ())) == most * (most - 1) // 2


def test_boilerplate_on_every_page_makes_no_candidates() -> None:
    footer = spread(9, 1)
    pages = [hashes(*footer, *spread(90, i)) for i in range(2, 60)]
    assert find_candidates(pages, [""] * len(pages), ()) == ()


def test_ranges_of_hashes_give_the_same_as_all_at_once() -> None:
    pages = [hashes(*spread(3000, i % 170)) for i in range(340)]  # over a million: several rounds
    expected = tuple((i, i + 170) for i in range(170))
    assert find_candidates(pages, [""] * len(pages), ()) == expected
    assert find_candidates(pages[:170], [""] * 170, ()) == ()
