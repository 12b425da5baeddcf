"""Every seed and every find keeps the promise; runs without the fuzzer."""

from pathlib import Path

import pytest

from fuzz.fuzz_page import check

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())


@pytest.mark.parametrize("seed", CORPUS, ids=lambda seed: seed.name)
def test_seed(seed: Path) -> None:
    check(seed.read_bytes())


def test_there_are_seeds() -> None:
    assert len(CORPUS) > 30
