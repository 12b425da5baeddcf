"""The duplicate cache only saves time: with and without it the doubles are the same."""

import os
import random
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from msgspec import msgpack, structs

from benchmarks.corpus import make_corpus, write
from vindplaats.catalogue.catalogue import CatalogueOptions, catalogue
from vindplaats.catalogue.corpus import Finding
from vindplaats.catalogue.doubles import pairs
from vindplaats.catalogue.doubles.cache import EMPTY_CACHE, DuplicateCache
from vindplaats.catalogue.doubles.candidates import MAX_GROUP_PAGES, Search, TracedPages
from vindplaats.catalogue.doubles.changes import Changes, SearchedPages, find_changes, search_changes
from vindplaats.catalogue.doubles.comparison import ComparedPages
from vindplaats.catalogue.doubles.exact import DoubleGroup
from vindplaats.catalogue.doubles.pairs import find_pairs
from vindplaats.config import NO_SITE
from vindplaats.read.content import Content, read_content
from vindplaats.read.page_cache import open_page_cache

DAY = date(2026, 11, 23)


def with_field(head: str, name: str, value: str) -> str:
    lines = [line for line in head.split("\n") if not line.startswith(f"{name}:")]
    return "\n".join([*lines, f"{name}: {value}"])


def change(rng: random.Random, content: Path) -> None:
    """Change one or a few pages: their words, title, client, links or declarations; or copy or delete them."""
    for _ in range(rng.choice([1, 1, 1, 2, 5])):
        pages = sorted((content / "projecten").glob("*.md")) + sorted((content / "nieuws").glob("*.md"))
        page, second = rng.sample(pages, 2)
        text = page.read_text(encoding="utf-8")
        head, _, body = text.removeprefix("---\n").partition("\n---\n")
        name = f"{second.parent.name}/{second.stem}"
        if rng.random() < 0.1:
            (page.parent / f"kopie-{rng.random()}.md").write_text(text, encoding="utf-8")
            continue
        if rng.random() < 0.1:
            page.unlink()
            continue
        head, body = rng.choice([
            (head, f"{body}\nEr waren {rng.randint(1, 99)} deelnemers aan dit deel van het onderzoek in de stad.\n"),
            (head, body + second.read_text(encoding="utf-8").partition("\n---\n")[2]),
            (head, body[len(body) // 2 :]),
            (head, f"{body}\n[Daar](../{name}.md).\n"),
            (with_field(head, "titel", f"Ander {rng.random()}"), body),
            (with_field(head, "opdrachtgever", "[]") if "projecten" in str(page) else head, body),
            (with_field(head, "geen_dubbel_van", f"[{name}]"), body),
            (with_field(head, "reeks" if "projecten" in str(page) else "project", second.stem), body),
            (with_field(head, "concept", "true"), body),
        ])  # fmt: skip
        page.write_text(f"---\n{head}\n---\n{body}", encoding="utf-8")


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3))])
@pytest.mark.parametrize("group", [MAX_GROUP_PAGES, 2])
def test_doubles_are_the_same_with_and_without_the_cache(
    seed: int, group: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vindplaats.catalogue.doubles.candidates.MAX_GROUP_PAGES", group)
    write(make_corpus(80, 120, seed), tmp_path)
    rng = random.Random(seed)
    previous = EMPTY_CACHE
    by_changes = []

    def spy(pages: TracedPages, before: Search, changes: Changes) -> Search | None:
        by_changes.append(found := search_changes(pages, before, changes))
        return found

    monkeypatch.setattr(pairs, "search_changes", spy)
    for _ in range(25):
        memory = open_page_cache(str(tmp_path / "paginas"), b"0" * 16)
        content, _ = read_content(str(tmp_path), cache=memory)
        clean, diagnostics = catalogue(content, NO_SITE, CatalogueOptions(DAY))
        again, diagnostics_again = catalogue(content, NO_SITE, CatalogueOptions(DAY), previous)
        assert again.corpus.pairs == clean.corpus.pairs
        assert (again, diagnostics_again) == (clean, diagnostics)
        previous = msgpack.decode(msgpack.encode(again.duplicate_cache), type=DuplicateCache)
        change(rng, tmp_path / "content")
    assert len([found for found in by_changes if found]) > 15


def test_doubles_are_the_same_whichever_process_finds_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    processes: list[int] = []

    def spy(
        pages: ComparedPages, groups: Iterable[DoubleGroup], previous: DuplicateCache, *, settled: bool, jobs: int
    ) -> tuple[tuple[Finding, ...], DuplicateCache]:
        findings, cache = find_pairs(pages, groups, previous, settled=settled, jobs=jobs)
        return findings, structs.replace(cache, pairs=os.getpid().to_bytes(8, "big"))

    monkeypatch.setattr("vindplaats.catalogue.catalogue.MIN_PAGES_FOR_PROCESS", 1)
    write(make_corpus(80, 120, 1), tmp_path)
    rng = random.Random(1)
    previous = EMPTY_CACHE
    for _ in range(4):
        content, _ = read_content(str(tmp_path))
        alone = catalogue(content, NO_SITE, CatalogueOptions(DAY), previous)
        assert catalogue(content, NO_SITE, CatalogueOptions(DAY, jobs=2), previous) == alone
        with monkeypatch.context() as patched:
            patched.setattr("vindplaats.catalogue.catalogue.find_pairs", spy)
            found, _ = catalogue(content, NO_SITE, CatalogueOptions(DAY, jobs=2), previous)
            processes.append(int.from_bytes(found.duplicate_cache.pairs, "big"))
        previous = alone[0].duplicate_cache
        change(rng, tmp_path / "content")
    assert processes[0] == os.getpid()  # there was no cache, so that all pages had to be compared
    assert os.getpid() not in processes[1:]


TEXT = " ".join(f"woord{n}" for n in range(80))
PAGES = {
    "projecten/a.md": f"titel: Wonen in Alfadorp\nopdrachtgever: Gemeente Alfadorp\n\n{TEXT}",
    "projecten/b.md": f"titel: Wonen\nopdrachtgever: Alfadorp\n\n{TEXT} meer tekst",
    "nieuws/n.md": f"titel: Rapport\n\nHet [rapport](/projecten/a/) is er, en [dit](/projecten/b/). {TEXT[:290]}",
    "opdrachtgevers/g.md": "naam: Gemeente Alfadorp",
}


@pytest.mark.parametrize(
    "changed",
    [
        {"opdrachtgevers/g.md": "naam: Gemeente Alfadorp\naliassen: [Alfadorp]"},
        {"projecten/b.md": "slug: beta\n" + PAGES["projecten/b.md"]},
    ],
)
def test_a_page_may_be_compared_again_although_its_file_is_the_same(
    changed: dict[str, str], contents: Callable[[dict[str, str]], Content], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another page may decide who its client is, or to which page it links."""

    def findings(previous: DuplicateCache = EMPTY_CACHE) -> tuple[Finding, ...]:
        found, _ = catalogue(contents({**PAGES, **changed}), NO_SITE, CatalogueOptions(DAY), previous)
        return found.corpus.pairs

    def forgetful(before: SearchedPages, pages: SearchedPages) -> Changes:
        both = (structs.replace(p, context=msgpack.encode(([()] * len(p.files),) * 2)) for p in (before, pages))
        return find_changes(*both)

    def before() -> DuplicateCache:
        return catalogue(contents(PAGES), NO_SITE, CatalogueOptions(DAY))[0].duplicate_cache

    assert findings(before()) == findings()
    monkeypatch.setattr(pairs, "find_changes", forgetful)
    assert findings(before()) != findings(), "a search that forgets clients and links makes a difference"
