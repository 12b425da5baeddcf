"""The tables of the comparison with Hugo, and what builds are measured with."""

import sys
from pathlib import Path

import pytest

from benchmarks import speed
from benchmarks.corpora import NAMES, Name, corpus_of
from benchmarks.processes import FailedError, Made, Usage, count_html, made, peak_memory, run
from benchmarks.source import source_of, write
from benchmarks.speed_tables import (
    GOALS,
    HUGO,
    MINIMAL,
    VINDPLAATS,
    Figures,
    Other,
    goal_table,
    other_table,
    page_table,
    share,
    time_table,
)


def figures(corpus: Name = "ordinary", *, hugo: bool = True) -> Figures:
    """Return figures in which Vindplaats takes half as long as Hugo, and other builds a tenth of a cold one or less."""
    times = {
        (VINDPLAATS, "cold"): tuple(Usage(wall, wall) for wall in (9.0, 4.0, 5.0)),
        (VINDPLAATS, "same"): (Usage(0.5, 0.5),),
        (VINDPLAATS, "edit"): (Usage(0.1, 0.1),),
    }
    if hugo:
        times[HUGO, "cold"] = tuple(Usage(wall, 4 * wall) for wall in (10.0, 8.0, 30.0))
        times[MINIMAL, "cold"] = (Usage(5.0, 5.0),)
    page = {"project": Made(10, 1000), "other file": Made(2, 5)}
    return Figures(
        corpus=corpus,
        projects=1000,
        news=1,
        source=3000,
        times=times,
        peaks={VINDPLAATS: (2.0**28,), HUGO: (2.0**30,)},
        made={VINDPLAATS: page, HUGO: page | {"home": Made(1, 1)}},
    )


def test_shares_are_ratios_of_medians() -> None:
    wall, cpu, memory, same, touched, edit, title = (share(figures(), goal, HUGO) for goal in GOALS)
    assert (wall, cpu, memory, same, touched, edit, title) == (0.5, 0.125, 0.25, 0.05, None, 0.01, None)
    assert share(figures(), GOALS[0], MINIMAL) == 1
    assert not any(share(figures(hugo=False), goal, tool) for goal in GOALS[:2] for tool in (HUGO, MINIMAL))


def test_the_table_shows_both_shares_with_the_goals_of_the_corpus() -> None:
    lines = list(goal_table(figures("passages")))
    assert lines[0] == (
        "| 1,000 projects, passages | share of Hugo making the same files | share of minimal Hugo"
        " | goal | not resolved above |"
    )
    assert lines[1] == "|---|---|---|---|---|"
    assert "| cold build, wall clock | 0.50 | 1.00 | 0.7 | 1.1 |" in lines
    assert "| peak memory of all processes | 0.25 | – | 0.2 | 0.22 |" in lines
    assert "| a sentence added to one project, wall clock | 0.010 | 0.020 | 0.06 | 0.12 |" in lines
    assert not any("modification" in line for line in lines)


def test_what_is_measured_of_vindplaats_alone_has_a_table_of_its_own() -> None:
    lines = list(other_table([Other("`vindplaats --version`", "40 ms", "50 ms")]))
    assert lines[-1] == "| `vindplaats --version` | 40 ms | 50 ms |"
    assert not list(other_table([]))


def test_medians_and_file_counts_are_printed() -> None:
    lines = [line.split() for line in time_table(figures())]
    assert ["Vindplaats", "cold", "3", "5.000", "4.000", "9.000", "5.000"] in lines
    assert ["minimal", "Hugo", "cold", "1", "5.000", "5.000", "5.000", "5.000"] in lines
    assert ["Hugo", "peak", "memory", "1", "1024", "MiB"] in lines
    assert [line.split() for line in page_table(figures())][1:] == [
        ["home", "0", "0", "1", "1"],
        ["other", "file", "2", "5", "2", "5"],
        ["project", "10", "1,000", "10", "1,000"],
        ["in", "total", "12", "1,005", "13", "1,006"],
    ]


@pytest.mark.parametrize("name", NAMES)
def test_changes_show_on_the_page_of_every_corpus(name: Name) -> None:
    page = next(page for page in corpus_of(name, 50).pages if page.jaar is not None)
    text = source_of(page)
    changed, shown = speed.CHANGES[1][1](text, 3)
    assert f"titel: '{page.titel.replace(chr(39), chr(39) * 2)}, herzien als versie 3'\n" in changed
    assert shown == ", herzien als versie 3</h1>"
    assert len(changed.splitlines()) == len(text.splitlines())
    changed, shown = speed.CHANGES[0][1](text, 3)
    assert changed.startswith(text)
    assert shown in changed


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_all_builds_are_measured(tmp_path: Path) -> None:
    corpus = corpus_of("ordinary", 50)
    write(corpus, tmp_path / "site")
    build = (*speed.BUILD, "--source", str(tmp_path / "site"))
    tool = speed.Tool(VINDPLAATS, tmp_path / "site", frozenset({"content"}), build, len(corpus.pages))
    found = speed.measure("ordinary", corpus, [tool], ("same", "title"), 2)
    assert found.times.keys() == {(VINDPLAATS, kind) for kind in ("cold", "same", "first", "title")}
    assert {len(usages) for usages in found.times.values()} == {2}
    assert found.projects + found.news == len(corpus.pages)


def test_files_are_counted_by_kind(tmp_path: Path) -> None:
    for name in ("projecten/a", "projecten/b", "static"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "projecten/a/index.html").write_bytes(b"1234")
    (tmp_path / "projecten/b/index.html").write_bytes(b"12")
    (tmp_path / "static/stijl.css").write_bytes(b"1")
    assert made(tmp_path) == {"other file": Made(1, 1), "project": Made(2, 6)}
    assert count_html(tmp_path) == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_the_usage_of_a_command_includes_its_children(tmp_path: Path) -> None:
    log = tmp_path / "log"
    child = "x = bytearray(b'1' * 60_000_000); sum(x)"
    code = f"import subprocess, sys; print('output', flush=True); subprocess.run([sys.executable, '-c', {child!r}])"
    usage = run([sys.executable, "-c", code], log)
    assert usage.wall > 0
    assert usage.cpu > run([sys.executable, "-c", ""], log).cpu
    assert peak_memory([sys.executable, "-c", code], log) > 60_000_000
    for measure in (run, peak_memory):
        with pytest.raises(FailedError, match=r"exit code 3.*\noutput"):
            measure([sys.executable, "-c", "import sys; print('output'); sys.exit(3)"], log)
