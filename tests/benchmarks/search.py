"""Measure what search costs a build and a visitor, on sites whose words have natural frequencies.

``TMPDIR=/dev/shm python tests/benchmarks/search.py --studies 0 100 1000 10000 [--only build,memory,edit,visit]``

0 studies is the demo site in ``content/``. The other sites are made by `benchmarks.institute`. Builds run as whole
processes on a source in a temporary folder: set TMPDIR to a folder on a tmpfs. Everything about one size is measured in
one run of this script, builds with and without search in turn. No time makes the script fail. It needs Linux and, for
visits, the extra `test` and Chromium.

- build: a build from scratch without cache, with and without search.
- memory: the same, in separate runs, because sampling takes time.
- edit: a build with cache after a sentence was added to a study, and one after a word of a study was emphasised, which
  changes its page but no indexed text. The script fails if the first leaves the index as it is, or the second does not.
- visit: what Chromium loads of ``/zoeken/`` from an empty cache, over a server that sends gzip, and how long it takes
  until results and filters with counts are shown (`benchmarks.search_visit`).

Sites of more than `MANY_STUDIES` studies are built once per kind, since their times vary little.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).parents[1]))

import vindplaats
from benchmarks.institute import write_institute
from benchmarks.processes import FailedError, Made, Usage, peak_memory, run
from benchmarks.search_tables import (
    DEMO,
    MARKUP_EDIT,
    TEXT_EDIT,
    WITH,
    WITHOUT,
    Figures,
    load_table,
    main_table,
)
from benchmarks.search_visit import measure_visits
from support import REPOSITORY

AS_OF = "2026-11-23"
PARTS = ("build", "memory", "edit", "visit")
MANY_STUDIES = 2_000
MEMORY_RUNS = 2
MIN_FILE_AGE_S = 4
"""Seconds after which a cache trusts the modification time of a file."""
SENTENCE = "Bij deze wijziging kwam er een zin over waterschapsverkiezingen bij, nummer {}."


class Site(Struct, frozen=True):
    """A source in a temporary folder."""

    folder: Path

    @property
    def output(self) -> Path:
        """The folder of the published site."""
        return self.folder / "public"

    @property
    def log(self) -> Path:
        """The file for the output of commands."""
        return self.folder.with_suffix(".log")

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.output / "pagefind"

    def clean(self) -> None:
        """Remove everything that builds left: output, caches and locks."""
        for path in self.folder.iterdir():
            if path.name != "content":
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def command(self, *options: str) -> tuple[str, ...]:
        """Return the command that builds the site."""
        return (sys.executable, "-m", "vindplaats", "build", "--as-of", AS_OF, "--source", str(self.folder), *options)


BUILDS = {WITHOUT: ("--no-cache", "--no-search"), WITH: ("--no-cache",)}
"""The options of builds from scratch."""


def main() -> None:
    """Run the measurements that the command line asks for, and print the tables."""
    options = _parser().parse_args()
    print(f"Python {platform.python_version()}, vindplaats {vindplaats.__version__}, {time.strftime('%Y-%m-%d')}")
    print(f"{platform.system()} {platform.release()}, {len(os.sched_getaffinity(0))} cores\n")
    sizes: list[Figures] = []
    for studies in sorted(options.studies):
        with tempfile.TemporaryDirectory() as folder:
            start = time.monotonic()
            sizes.append(measure(studies, Path(folder), options.runs, options.only))
            print(f"{sizes[-1].label}: measured in {time.monotonic() - start:.0f} s", flush=True)
    for table in (main_table(sizes), load_table(sizes)):
        print("\n" + "\n".join(table))


def measure(studies: int, folder: Path, runs: int, only: tuple[str, ...] = PARTS) -> Figures:
    """Write a site of ``studies`` studies, or the demo, into ``folder``, and measure the parts in ``only``."""
    site = Site(folder / "bron")
    site.folder.mkdir()
    if studies == DEMO:
        shutil.copytree(REPOSITORY / "content", site.folder / "content")
    else:
        write_institute(site.folder, studies)
    written = time.monotonic()
    build_runs = 1 if studies > MANY_STUDIES else runs
    times = _times(site, build_runs) if "build" in only else {}
    peaks = _peaks(site, min(build_runs, MEMORY_RUNS)) if "memory" in only else {}
    time.sleep(max(0.0, MIN_FILE_AGE_S - (time.monotonic() - written)))
    site.clean()
    run(site.command(), site.log)
    index = files_of(site.index)
    visits = measure_visits(site.output, runs) if "visit" in only else None
    if "edit" in only:
        times = {**times, **_edits(site, build_runs)}
    return Figures(studies, times, peaks, index, visits)


def files_of(folder: Path) -> Made:
    """Return the number and bytes of the files below a folder."""
    sizes = [os.stat(os.path.join(root, name)).st_size for root, _, names in os.walk(folder) for name in names]
    if not sizes:
        raise FailedError(f"{folder} has no files")
    return Made(len(sizes), sum(sizes))


def _times(site: Site, runs: int) -> Mapping[str, tuple[Usage, ...]]:
    """Build without and with search in turn. The first build of all is not counted if there are more."""
    found: dict[str, list[Usage]] = {kind: [] for kind in BUILDS}
    for number in range(runs + (runs > 1)):
        for kind, options in BUILDS.items():
            site.clean()
            usage = run(site.command(*options), site.log)
            if site.index.exists() != (kind == WITH):
                raise FailedError(f"the index of a build {kind} exists or not, as it should not")
            if number or runs == 1:
                found[kind].append(usage)
    return {kind: tuple(usages) for kind, usages in found.items()}


def _peaks(site: Site, runs: int) -> Mapping[str, tuple[float, ...]]:
    found: dict[str, list[float]] = {kind: [] for kind in BUILDS}
    for _ in range(runs):
        for kind, options in BUILDS.items():
            site.clean()
            found[kind].append(peak_memory(site.command(*options), site.log))
    return {kind: tuple(peaks) for kind, peaks in found.items()}


def _edits(site: Site, runs: int) -> Mapping[str, tuple[Usage, ...]]:
    """Measure builds after edits of studies, on the output of a build with cache. The first edit is not counted."""
    found: dict[str, list[Usage]] = {TEXT_EDIT: [], MARKUP_EDIT: []}
    files = sorted((site.folder / "content/projecten").glob("*.md"))
    for number in range(runs + 1):
        file = files[number * len(files) // (runs + 1)]
        for kind in (MARKUP_EDIT, TEXT_EDIT):
            before = _identity(site.index)
            text = file.read_text(encoding="utf-8")
            edited = emphasised(text) if kind == MARKUP_EDIT else f"{text}\n{SENTENCE.format(number)}\n"
            file.write_text(edited, encoding="utf-8")
            usage = run(site.command(), site.log)
            if (_identity(site.index) == before) != (kind == MARKUP_EDIT):
                raise FailedError(
                    f"after an {kind} of {file.name} the index was {'kept' if kind == TEXT_EDIT else 'made'}"
                )
            if number:
                found[kind].append(usage)
    return {kind: tuple(usages) for kind, usages in found.items()}


def emphasised(text: str) -> str:
    """Return the source of a page with the first word of its last paragraph emphasised."""
    blocks = text.rstrip().split("\n\n")
    last = max(place for place, block in enumerate(blocks) if block[0].isalpha())
    word, space, rest = blocks[last].partition(" ")
    blocks[last] = f"*{word}*{space}{rest}"
    return "\n\n".join(blocks) + "\n"


def _identity(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Return the names, sizes and modification times of the files below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return frozenset((path.name, stat.st_size, stat.st_mtime_ns) for path in files for stat in (path.stat(),))


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(text.split(","))
    if unknown := {*parts} - {*PARTS}:
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(sorted(unknown))}")
    return parts


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure what search costs a build and a visitor.")
    parser.add_argument("--studies", type=int, nargs="+", default=[DEMO, 100, 1000], help="sizes; 0 is content/")
    parser.add_argument("--runs", type=int, default=5, help="runs of each kind (default: 5)")
    parser.add_argument("--only", type=_parts, default=PARTS, help=f"some of {','.join(PARTS)} (default: all)")
    return parser


if __name__ == "__main__":
    main()
