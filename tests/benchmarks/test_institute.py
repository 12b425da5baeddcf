"""The made-up institute has as many distinct words as natural texts do, and the registries of a real site."""

import os
import random
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.institute import WORDS, Institute, client_count, person_count, write_institute, year_count
from benchmarks.word_frequencies import COMMON_WORDS, FUNCTION_WORDS, SIZE, draw, expected_distinct, vocabulary
from support import AS_OF, run_here, tree
from vindplaats.dutch.compounds import split_compound

MIN_DISTINCT = 100_000
"""The least number of distinct words of a site of 10,000 studies."""


def distinct_words(studies: int) -> tuple[int, int]:
    """Return the number of words of studies, and how many of them are distinct, without writing sentences."""
    institute = Institute(studies)
    seen: set[str] = set()
    for _ in range(studies):
        seen.update(institute.words(WORDS, institute.topics()))
    return studies * WORDS, len(seen)


def test_the_vocabulary_has_distinct_words_of_which_the_first_are_made_by_hand() -> None:
    words = vocabulary()
    assert len(words) == len({*words}) == SIZE
    assert {*FUNCTION_WORDS, *COMMON_WORDS} <= {*words[:1000]}
    assert words[:3] == ("de", "van", "het")


def test_the_number_of_distinct_words_grows_as_in_a_natural_language() -> None:
    count, found = distinct_words(500)
    # The topics of a study return in it, so it has fewer distinct words than independent words would have.
    assert 0.85 * expected_distinct(count) < found < 1.05 * expected_distinct(count)
    assert 0.85 * expected_distinct(10_000 * WORDS) > MIN_DISTINCT
    sizes = [expected_distinct(studies * WORDS) for studies in (100, 1_000, 10_000)]
    for less, more in pairwise(sizes):
        assert 3 < more / less < 5  # Heaps' law with an exponent of 0.5 to 0.7


@pytest.mark.slow
def test_a_site_of_ten_thousand_studies_has_enough_distinct_words() -> None:
    _, found = distinct_words(10_000)
    assert found > MIN_DISTINCT


def test_words_are_drawn_by_frequency() -> None:
    counts = Counter(draw(random.Random(1), 200_000))
    assert 0.055 < counts["de"] / 200_000 < 0.075
    assert [word for word, _ in counts.most_common(5)] == list(vocabulary()[:5])
    common = {*vocabulary()[:5_000]}
    assert 0.82 < sum(count for word, count in counts.items() if word in common) / 200_000 < 0.88


def test_rare_words_are_compounds_that_the_search_index_splits() -> None:
    rare = [word for word in vocabulary()[50_000:51_000] if word.islower()]
    assert len(rare) > 850
    assert sum(len(split_compound(word)) > 1 for word in rare) / len(rare) > 0.85


def test_equal_seeds_give_equal_sites_in_any_process(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from benchmarks.institute import write_institute as w;"
        "import sys; w(Path(sys.argv[1]), 12)"
    )
    for name in ("process", "here", "seed 2"):
        (tmp_path / name).mkdir()
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "process")],
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        check=True,
    )
    write_institute(tmp_path / "here", 12)
    write_institute(tmp_path / "seed 2", 12, seed=2)
    assert tree(tmp_path / "process") == tree(tmp_path / "here") != tree(tmp_path / "seed 2")


def test_clients_and_persons_grow_slower_than_studies() -> None:
    for count in (client_count, person_count, year_count):
        for studies in (1, 100, 1_000):
            assert count(studies) < count(10 * studies) < 10 * count(studies)
    institute = Institute(1_000)
    assert len({*institute.clients}) == client_count(1_000) > len({*institute.persons}) == person_count(1_000)


def test_studies_have_the_length_of_real_ones_and_the_site_has_no_faults(tmp_path: Path) -> None:
    lengths = [len(study.body.split()) for study in Institute(60).pages()]
    assert 0.9 * WORDS < sum(lengths) / len(lengths) < 1.1 * WORDS
    write_institute(tmp_path, 60)
    done = run_here("check", "--strict", "--source", str(tmp_path), "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
