"""Files are made in chunks that do not need much memory each, and the results of these are joined."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import make_source, project
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.errors import RenderFailedError
from vindplaats.options import Options
from vindplaats.pipeline import build
from vindplaats.publish import make_files, update
from vindplaats.publish.asked_facts import as_bytes, as_numbers
from vindplaats.publish.build_record import MadeFiles, split_fingerprints
from vindplaats.publish.make_files import (
    FILES_PER_CHUNK,
    FILES_PER_LIST_PAGE,
    STUDIES_PER_FILE,
    ChunkResult,
    Workshop,
    _chunks,
    _join_results,
)
from vindplaats.read.page_id import PageId
from vindplaats.render.artifact import Artifact, CitationList, ListPage, PictureVariant, RobotsFile, SearchIndex
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.list_keys import PageList, YearProjects

FORMS = ("bib", "ris", "json")


class Facts:
    """Each year has the number of studies that is its own number."""

    def pages_of(self, key: PageList) -> tuple[PageId, ...]:
        assert isinstance(key, YearProjects)
        return (PageId("projecten", "a"),) * key.jaar


FACTS = cast("PageFacts", Facts())


def citations(studies: int) -> list[Artifact]:
    return [CitationList(f"{studies}.{form}", YearProjects(studies), form) for form in FORMS]


def pages(count: int) -> list[Artifact]:
    return [ListPage(f"{number}.html", YearProjects(1), number) for number in range(count)]


def others(count: int) -> list[Artifact]:
    return [RobotsFile(f"{number}.txt") for number in range(count)]


@given(
    st.lists(
        st.one_of(
            st.integers(0, 50_000).map(citations), st.integers(0, 150).map(pages), st.integers(0, 450).map(others)
        ),
        max_size=6,
    )
)
def test_law_that_each_file_is_in_one_chunk_in_order(groups: list[list[Artifact]]) -> None:
    artifacts = list(chain.from_iterable(groups))
    chunks = _chunks(FACTS, artifacts, 2)
    assert list(chain.from_iterable(chunks)) == artifacts
    assert all(len(chunk) > 0 for chunk in chunks)
    for chunk in chunks if len(artifacts) > FILES_PER_CHUNK else ():
        lists = {artifact.key for artifact in chunk if isinstance(artifact, CitationList)}
        studies = sum(len(FACTS.pages_of(key)) // STUDIES_PER_FILE for key in lists)
        shown = sum(isinstance(artifact, ListPage) for artifact in chunk)
        plain = sum(isinstance(artifact, RobotsFile) for artifact in chunk)
        assert plain + shown * FILES_PER_LIST_PAGE + studies <= FILES_PER_CHUNK or (
            len(lists) == 1 and not plain + shown
        )


@pytest.mark.parametrize(("count", "processes", "sizes"), [
    (201, 2, {200, 1}), (3200, 2, {200}), (6400, 2, {400}), (6400, 4, {200}), (50_000, 2, {800, 400}),
])  # fmt: skip
def test_chunks_of_many_files_are_larger(count: int, processes: int, sizes: set[int]) -> None:
    assert {len(chunk) for chunk in _chunks(FACTS, others(count), processes)} == sizes


def test_a_large_chunk_has_no_more_lists_than_a_small_one() -> None:
    for count in (FILES_PER_CHUNK, 50_000):
        chunks = _chunks(FACTS, [*others(count), *pages(400), *citations(30_000)], 2)
        shown = [sum(isinstance(artifact, ListPage) for artifact in chunk) for chunk in chunks]
        assert max(shown) == FILES_PER_CHUNK // FILES_PER_LIST_PAGE
        assert len(chunks[-1]) == len(FORMS)


def test_few_files_are_one_chunk() -> None:
    few = [*pages(FILES_PER_CHUNK - len(FORMS)), *citations(100_000)]
    assert _chunks(FACTS, few, 2) == [few]


def test_all_formats_of_a_list_are_in_one_chunk() -> None:
    chunks = _chunks(FACTS, [*others(FILES_PER_CHUNK), *citations(30_000), *citations(20_000)], 2)
    assert [len(chunk) for chunk in chunks] == [FILES_PER_CHUNK, len(FORMS), len(FORMS)]


def test_results_of_all_chunks_are_joined() -> None:
    chunks = [others(2), citations(1)]
    first = ChunkResult(
        ("site ", "kaart a"), (as_bytes([0]), as_bytes([0, 1])), {"site ": b"1" * 8, "kaart a": b"2" * 8}
    )
    second = ChunkResult(("kaart b", "site "), (as_bytes([1, 0]), as_bytes([1]), b""), {"kaart b": b"3" * 8})
    made = _join_results(chunks, (first, second))
    assert made.paths == ("0.txt", "1.txt", "1.bib", "1.ris", "1.json")
    assert (made.facts, made.fingerprints) == (("site ", "kaart a", "kaart b"), b"1" * 8 + b"2" * 8 + b"3" * 8)
    found = [list(as_numbers(made.asked.of(place))) for place in range(5)]
    assert found == [[0], [0, 1], [0, 2], [0], []]


def test_several_processes_make_files_from_the_same_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {f"projecten/p{number}.md": project(f"Proef {number}") for number in range(FILES_PER_CHUNK // 2)}
    source = make_source(tmp_path / "bron", pages)
    found: list[tuple[dict[str, bytes], dict[str, set[str]]]] = []

    def make(workshop: Workshop, artifacts: Sequence[Artifact], processes: int) -> MadeFiles:
        made = make_files.make_files(workshop, artifacts, processes)
        asked = (
            {made.facts[number] for number in as_numbers(made.asked.of(place))} for place in range(len(made.paths))
        )
        fingerprints = dict(zip(made.facts, split_fingerprints(made.fingerprints), strict=True))
        found.append((fingerprints, dict(zip(made.paths, asked, strict=True))))
        return made

    monkeypatch.setattr(update, "make_files", make)
    for jobs in (1, 2):
        build(Options(source=str(source), output=str(tmp_path / f"uit-{jobs}"), jobs=jobs, cache=False, search="none"))
    assert len(found[0][1]) > FILES_PER_CHUNK
    assert found[1] == found[0]


@pytest.mark.parametrize(("files", "size"), [(1, 10**9), (7, 10**9), (10**9, 1), (10**9, 30_000), (10**9, 10**9)])
def test_the_size_of_batches_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int, size: int
) -> None:
    pages = {f"projecten/p{number}.md": project(f"Proef {number}") for number in range(20)}
    source = make_source(tmp_path / "bron", pages)
    found: list[MadeFiles] = []

    def make(workshop: Workshop, artifacts: Sequence[Artifact], processes: int) -> MadeFiles:
        found.append(make_files.make_files(workshop, artifacts, processes))
        return found[-1]

    monkeypatch.setattr(update, "make_files", make)
    for folder in ("een", "ander"):
        build(Options(source=str(source), output=str(tmp_path / folder), jobs=1, cache=False, search="none"))
        monkeypatch.setattr(make_files, "_FILES_PER_BATCH", files)
        monkeypatch.setattr(make_files, "_BYTES_PER_BATCH", size)
    assert found[0] == found[1]
    assert files_in(tmp_path / "een") == files_in(tmp_path / "ander")


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_fault_is_raised_although_later_results_lack_the_fingerprints_of_its_chunk() -> None:
    fault = Diagnostic("sjabloon", "error", "templates/home.html", 1, 1, "Er is een fout.", "Herstel die.")
    later = ChunkResult(("site ",), (as_bytes([0]),))
    with pytest.raises(RenderFailedError) as raised:
        _join_results([others(1), others(1)], (ChunkResult(fault=fault), later))
    assert raised.value.diagnostic == fault


def test_pictures_and_the_search_index_are_in_other_chunks() -> None:
    assert _chunks(FACTS, [PictureVariant("a.avif", "a.png", 1, False), SearchIndex("pagefind", b"")], 2) == []
