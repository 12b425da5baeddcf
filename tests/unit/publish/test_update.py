"""Facts that are not made again because their bases are the same, are the same."""

from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import pytest

from mutations.law import play
from search_engine import published_shadow_trees
from support import SEARCHED, make_source, project
from vindplaats.cli import main
from vindplaats.publish import update
from vindplaats.publish.build_record import BuildRecord
from vindplaats.render.facts.page_facts import PageFacts

CLIENT = "opdrachtgevers/fonds.md"
FILES = {
    "projecten/vis.md": project("Vis", body="Een.").replace("[]", "Fonds"),
    "projecten/net.md": project("Net", body="Twee.").replace("[]", "Fonds"),
    CLIENT: "---\nnaam: Fonds\n---\n",
}


@pytest.mark.parametrize(
    ("kind", "path", "text"),
    [
        ("kaart", CLIENT, "---\nnaam: Fonds\nafkorting: FV\n---\n"),
        ("citaat", "site.yaml", f"{SEARCHED['site.yaml']}zoeken: nee\norganisatie: Bureau Verzinsel\n"),
        ("verwant", "projecten/zee.md", project("Zee", body="Drie.").replace("[]", "Fonds")),
    ],
)
def test_a_fact_follows_what_all_facts_of_its_kind_share(kind: str, path: str, text: str, tmp_path: Path) -> None:
    assert _stale(tmp_path / "goed", {path: text}) == []
    with patch.object(PageFacts.kinds[kind], "base", lambda _: None):
        assert {fact.partition(" ")[0] for fact in _stale(tmp_path / "fout", {path: text})} == {kind}


def test_the_base_of_citations_is_what_they_say_of_the_site(tmp_path: Path) -> None:
    seen: list[bytes] = []
    original = PageFacts.base_digests

    def keep(facts: PageFacts) -> dict[str, bytes]:
        found = original(facts)
        seen.append(found["citaat"])
        return found

    text = f"{SEARCHED['site.yaml']}zoeken: nee\n"
    with patch.object(PageFacts, "base_digests", keep):
        for site in (text, f"# Een regel erbij\n{text}email: info@proef.example\n", text.replace("Proef", "Test")):
            assert main(["build", "--source", str(make_source(tmp_path, {**FILES, "site.yaml": site}))]) == 0
    assert [digest == seen[0] for digest in seen] == [True, True, False]


def _stale(folder: Path, change: Mapping[str, str]) -> list[str]:
    """Build a source, change it, and build it again. Return the facts that were wrongly taken to be the same."""
    found: list[str] = []
    original = update._fingerprints

    def compare(facts: PageFacts, record: BuildRecord, bases: Mapping[str, bytes]) -> tuple[bytes, ...]:
        kept = original(facts, record, bases)
        found.extend(fact for fact, value in zip(record.facts, kept, strict=True) if facts.fingerprint(fact) != value)
        return kept

    with patch.object(update, "_fingerprints", compare):
        for files in (FILES, change):
            assert main(["build", "--source", str(make_source(folder, dict(files)))]) == 0
    return found


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
