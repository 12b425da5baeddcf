"""Run the fuzz target on every file of the corpus, without the fuzzer."""

from pathlib import Path

import pytest

from fuzz.fuzz_page import check

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())


@pytest.mark.parametrize("seed", CORPUS, ids=lambda seed: seed.name)
def test_a_file_of_the_corpus_keeps_the_promises(seed: Path) -> None:
    check(seed.read_bytes())


def test_the_corpus_is_not_empty() -> None:
    assert len(CORPUS) > 30
