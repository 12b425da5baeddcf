"""Facts that are not made again because their bases are the same, are the same."""

from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import pytest

from mutations.law import play
from search_engine import published_shadow_trees
from vindplaats.publish import update
from vindplaats.publish.build_record import BuildRecord
from vindplaats.render.facts.page_facts import PageFacts


@pytest.mark.parametrize("seed", [11, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (12, 13, 14))])
def test_facts_that_are_not_made_again_are_as_if_they_were(seed: int, tmp_path: Path) -> None:
    original = update._fingerprints
    kept: list[int] = []
    wrong: list[str] = []

    def compare(facts: PageFacts, record: BuildRecord, bases: Mapping[str, bytes]) -> tuple[bytes, ...]:
        found = original(facts, record, bases)
        wrong.extend(fact for fact, value in zip(record.facts, found, strict=True) if facts.fingerprint(fact) != value)
        same = {name for name, digest in bases.items() if record.bases.get(name) == digest}
        kept.append(sum(facts.is_same(fact, same) for fact in record.facts))
        return found

    with published_shadow_trees(), patch.object(update, "_fingerprints", compare):
        play(tmp_path, seed, range(20))
    assert wrong == []
    assert max(kept) > 10  # otherwise the comparison would say nothing
