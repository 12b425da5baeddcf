"""The benchmark of search measures what it says, and prints a table per site."""

import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.processes import Made, Usage
from benchmarks.search import emphasised, files_of, measure
from benchmarks.search_tables import (
    DEMO,
    MARKUP_EDIT,
    TEXT_EDIT,
    WITH,
    WITHOUT,
    Figures,
    factor,
    load_table,
    main_table,
)
from benchmarks.search_visit import Search, Sent, Visits, by_kind, kind_of, typical
from search_engine import published_shadow_trees
from support import run_here


def test_an_emphasised_word_changes_no_text() -> None:
    assert emphasised("---\ntitel: X\n---\n\nEen.\n\nTwee drie.\n") == "---\ntitel: X\n---\n\nEen.\n\n*Twee* drie.\n"


def test_edits_make_the_index_only_if_indexed_text_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build_here(command: Sequence[str], _: Path) -> Usage:
        done = run_here(*command[3:])
        assert done.returncode == 0, done.stderr
        return Usage(1.0, 1.0)

    monkeypatch.setattr("benchmarks.search.run", build_here)
    monkeypatch.setattr("benchmarks.search.MIN_FILE_AGE_S", 0)
    with published_shadow_trees():
        assert {*measure(DEMO, tmp_path, 1, ("edit",)).times} == {TEXT_EDIT, MARKUP_EDIT}  # else it raises an error


@pytest.mark.slow
def test_every_part_is_measured(tmp_path: Path) -> None:
    found = measure(12, tmp_path, 1, ("build", "memory", "edit"))
    assert {kind: len(usages) for kind, usages in found.times.items()} == {
        "with search": 1, "without search": 1, "edit of indexed text": 1, "edit of markup alone": 1,
    }  # fmt: skip
    assert min(found.peaks[WITH]) > 2**20
    assert found.index.count > 12


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("chromium") and "CI" not in os.environ, reason="Chromium is not installed")
def test_visits_are_measured(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as thread:  # the browser of other tests may be open in this one
        visits = thread.submit(measure, 100, tmp_path, 1, ("visit",)).result().visits
    assert visits is not None
    assert by_kind(visits.opened[0].sent)["index: words"].path == "1 files"  # an empty query does not load the index
    kinds = by_kind(visits.arrived[0].sent)
    assert {"engine: JavaScript", "engine: WebAssembly", "index: metadata", "index: filters", "index: words"} <= {
        *kinds
    }
    assert 100_000 < visits.opened[0].size < visits.common[0].size < 1_000_000
    assert all(0 < milliseconds < 20_000 for milliseconds in (visits.typed[0].milliseconds, *visits.later_ms))


def figures(studies: int, *, visits: bool = True) -> Figures:
    sent = (
        Sent("zoeken/index.html", 4_000),
        Sent("pagefind/pagefind.js", 9_000),
        Sent("pagefind/x.pf_fragment", 1_000),
    )
    search = Search(250.0, sent)
    return Figures(
        studies=studies,
        times={WITHOUT: (Usage(2.0, 3.0),), WITH: (Usage(3.0, 3.3), Usage(5.0, 9.0), Usage(2.5, 3.0))},
        peaks={WITH: (2.0**30,)},
        index=Made(120, 2_345_678),
        visits=Visits((search,), (search,), (search,), (search,), (20.0, 30.0, 90.0)) if visits else None,
    )


def test_tables_have_a_column_per_site_and_a_row_per_measurement() -> None:
    sizes = [figures(0), figures(1_000, visits=False)]
    table = "\n".join(main_table(sizes))
    assert "| | at most | `content/` | 1,000 studies |".replace("| |", "|  |", 1) in table
    assert "| with search, as a multiple of without: wall clock | 1.5 (100 studies) | 1.50 | 1.50 |" in table
    assert "| peak memory of all processes, with search | – | 1,024 MiB | 1,024 MiB |" in table
    assert TEXT_EDIT not in table  # not measured
    assert "| files of the index (bytes) | – | 120 (2.3 MB) | 120 (2.3 MB) |" in table
    assert "| from later pauses to results, median (slowest) | 100 ms (`content/`) | 30 ms (90) | – |" in table
    assert "| engine: JavaScript | 9 kB (1 files) |" in "\n".join(load_table(sizes))
    assert list(load_table(sizes[1:])) == []
    assert factor(figures(0), "cpu") == pytest.approx(1.1)


def test_typical_is_the_median_of_several_searches() -> None:
    searches = [Search(float(time), (Sent("a", size),)) for time, size in ((5, 30), (1, 20), (3, 10))]
    assert (typical(searches).milliseconds, typical(searches).size) == (3.0, 20)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("pagefind/wasm.nl.pagefind", "engine: WebAssembly"), ("pagefind/pagefind.js", "engine: JavaScript"),
     ("pagefind/index/nl_1.pf_index", "index: words"), ("pagefind/filter/nl_1.pf_filter", "index: filters"),
     ("zoeken/woorden.json", "words for spelling"), ("static/stijl.css", "page, styles and scripts")],
)  # fmt: skip
def test_files_are_counted_by_kind(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_the_files_of_a_folder_are_counted(tmp_path: Path) -> None:
    (tmp_path / "diep").mkdir()
    (tmp_path / "diep/a").write_bytes(b"123")
    (tmp_path / "b").write_bytes(b"4")
    assert files_of(tmp_path) == Made(2, 4)
