"""Facts that are not made again because their bases are the same, are the same."""

from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import pytest

from mutations.law import play
from search_engine import published_shadow_trees
from support import SEARCHED, make_source, project, tree
from vindplaats.cli import main
from vindplaats.publish import update
from vindplaats.publish.build_record import BuildRecord
from vindplaats.render.facts.bases import CITED, CLIENTS, LISTS, OF_CORPUS, PLANNED, RELATIONS, WORDS
from vindplaats.render.facts.page_facts import PageFacts

CLIENT = "opdrachtgevers/fonds.md"
FILES = {
    "projecten/vis.md": project("Vis", body="Een.").replace("[]", "Fonds"),
    "projecten/net.md": project("Net", body="Twee.").replace("[]", "Fonds"),
    CLIENT: "---\nnaam: Fonds\n---\n",
}


@pytest.mark.parametrize(
    ("base", "kind", "path", "text"),
    [
        (CLIENTS, "kaart", CLIENT, "---\nnaam: Fonds\nafkorting: FV\n---\n"),
        (CITED, "citaat", "site.yaml", f"{SEARCHED['site.yaml']}zoeken: nee\norganisatie: Bureau Verzinsel\n"),
        (RELATIONS, "verwant", "projecten/zee.md", project("Zee", body="Drie.").replace("[]", "Fonds")),
        (LISTS, "lijst", "projecten/net.md", project("Net", jaar="2019", body="Twee.").replace("[]", "Fonds")),
        (PLANNED, "adreslijst", "paginas/over.md", "---\ntitel: Over\n---\nOver ons.\n"),
        (WORDS, "zoekwoorden", "projecten/net.md", project("Netten", body="Twee.").replace("[]", "Fonds")),
    ],
)
def test_a_fact_follows_what_many_facts_share(base: str, kind: str, path: str, text: str, tmp_path: Path) -> None:
    assert _stale(tmp_path / "goed", {path: text}) == []
    original = PageFacts.base_digests
    with patch.object(PageFacts, "base_digests", lambda facts, before: original(facts, before) | {base: b""}):
        assert kind in {fact.partition(" ")[0] for fact in _stale(tmp_path / "fout", {path: text})}


def test_digests_of_an_earlier_build_are_used_only_while_the_corpus_is_the_same(tmp_path: Path) -> None:
    """Whether digests are made or taken from an earlier build, they are equal."""
    taken: list[int] = []
    original = PageFacts.base_digests

    def compare(facts: PageFacts, before: Mapping[str, bytes] | None) -> dict[str, bytes]:
        marked = {name: bytes(8) if name in OF_CORPUS else value for name, value in (before or {}).items()}
        taken.append(sum(original(facts, marked)[name] == bytes(8) for name in OF_CORPUS))
        found = original(facts, before)
        assert found == original(facts)
        return found

    builds: list[tuple[Mapping[str, str], tuple[str, ...]]] = [
        ({}, ()),
        ({"projecten/net.md": project("Net", body="Andere woorden.").replace("[]", "Fonds")}, ()),
        ({"projecten/net.md": project("Netten", body="Andere woorden.").replace("[]", "Fonds")}, ()),
        ({"projecten/vis.md": project("Vis", body="Nog meer woorden.").replace("[]", "Fonds")}, ()),
        (
            {"projecten/vis.md": project("Vis", body="Nog meer.").replace("[]", "Fonds")},
            ("--base-url", "https://a.example/"),
        ),
    ]
    files = dict(FILES)
    with patch.object(PageFacts, "base_digests", compare):
        for change, arguments in builds:
            files |= change
            assert main(["build", "--source", str(make_source(tmp_path, files)), *arguments]) == 0
    assert taken == [0, len(OF_CORPUS), 0, len(OF_CORPUS), 0]


def test_the_base_of_citations_is_what_they_say_of_the_site(tmp_path: Path) -> None:
    seen: list[bytes] = []
    original = PageFacts.base_digests

    def keep(facts: PageFacts, before: Mapping[str, bytes] | None) -> dict[str, bytes]:
        found = original(facts, before)
        seen.append(found[CITED])
        return found

    text = f"{SEARCHED['site.yaml']}zoeken: nee\n"
    with patch.object(PageFacts, "base_digests", keep):
        for site in (text, f"# Een regel erbij\n{text}email: info@proef.example\n", text.replace("Proef", "Test")):
            assert main(["build", "--source", str(make_source(tmp_path, {**FILES, "site.yaml": site}))]) == 0
    assert [digest == seen[0] for digest in seen] == [True, True, False]


def test_a_fact_follows_the_pages_that_are_merged_into_its_page(tmp_path: Path) -> None:
    """The file of the page itself does not change, and neither does anything that the base of other pages holds."""
    doubles = {f"projecten/{name}.md": project("Zee", body="Drie golven.") for name in ("zee", "zus")}
    change = {"projecten/zus.md": project("Zee", body="Drie golven.", extra="samenvatting: Golven.\n")}
    found: list[str] = []
    assert _stale(tmp_path / "goed", change, doubles, found) == []
    assert {"project projecten/zee", "kaart projecten/zee"} <= set(found)


def _stale(
    folder: Path, change: Mapping[str, str], more: Mapping[str, str] | None = None, seen: list[str] | None = None
) -> list[str]:
    """Build a source, change it, and build it again. Return the facts that were wrongly taken to be the same.

    ``more`` are files that the source has too. The facts that have changed are added to ``seen``.
    """
    found: list[str] = []
    original = update._changed_facts

    def compare(facts: PageFacts, record: BuildRecord, bases: Mapping[str, bytes]) -> dict[int, bytes]:
        changed = original(facts, record, bases)
        found.extend(_wrong(facts, record, changed))
        (seen if seen is not None else []).extend(record.facts[number] for number in changed)
        return changed

    with patch.object(update, "_changed_facts", compare), published_shadow_trees():
        for files in ({**FILES, **SEARCHED, **(more or {})}, change):
            assert main(["build", "--source", str(make_source(folder, dict(files)))]) == 0
    return found


def _wrong(facts: PageFacts, record: BuildRecord, changed: Mapping[int, bytes]) -> list[str]:
    """Return the facts in a record of which ``changed`` does not say what they are now."""
    return [
        fact
        for number, fact in enumerate(record.facts)
        if changed.get(number, record.fingerprint(number)) != facts.fingerprint(fact)
    ]


@pytest.mark.parametrize("seed", [11, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (12, 13, 14))])
def test_facts_that_are_not_made_again_are_as_if_they_were(seed: int, tmp_path: Path) -> None:
    original = update._changed_facts
    kept: list[int] = []
    wrong: list[str] = []

    def compare(facts: PageFacts, record: BuildRecord, bases: Mapping[str, bytes]) -> dict[int, bytes]:
        changed = original(facts, record, bases)
        wrong.extend(_wrong(facts, record, changed))
        kept.append(len(record.facts) - len(facts.may_differ(record.facts, record.bases, bases)))
        return changed

    with published_shadow_trees(), patch.object(update, "_changed_facts", compare):
        play(tmp_path, seed, range(20))
    assert wrong == []
    assert max(kept) > 10  # otherwise the comparison would say nothing


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_others_did_is_undone_whichever_process_finds_it(
    jobs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "MIN_FILES_FOR_PROCESS", 1)
    source = make_source(tmp_path / "bron", FILES)
    command = ["build", "--source", str(source), "--no-search", "--as-of", "2026-11-30", "--jobs", jobs]
    assert main(command) == 0
    (source / "public/projecten/vis/index.html").write_text("van een ander")
    (source / "public/erbij.html").write_text("van een ander")
    (source / "public/projecten/net/index.html").unlink()
    page = source / "content/projecten/vis.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\nEen zin erbij.\n", encoding="utf-8")
    assert main(command) == 0
    assert main([*command, "--no-cache", "--output", str(tmp_path / "schoon")]) == 0
    assert tree(source / "public") == tree(tmp_path / "schoon")
