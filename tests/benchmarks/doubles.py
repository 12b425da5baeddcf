"""Measure the time and memory of finding doubles among many pages, and how many of them are found.

``python tests/benchmarks/doubles.py --pages 1000 10000 100000 --seeds 1 2 3 [--words 500] [--hard]``

One new process writes each corpus and another reads and judges it, so that its peak memory is measured alone. The
corpus is in a temporary folder: set TMPDIR to a folder on a tmpfs, or the disk is measured as well. Times are of one
cold run. No time makes the script fail.
"""

import argparse
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import make_corpus, write
from benchmarks.scoring import FITTING, NOTHING, VERDICTS, Answers, Score, WrongVerdict, answers_of, score, total
from vindplaats.catalogue import catalogue as stage
from vindplaats.catalogue import resolved
from vindplaats.catalogue.corpus import Finding
from vindplaats.config import SiteConfig
from vindplaats.read.content import read_content
from vindplaats.read.fingerprints import trace
from vindplaats.read.records import Publishable

AS_OF = date(2026, 11, 23)
FINDERS = ((resolved, "find_exact_doubles"), (stage, "pages_to_compare"), (stage, "find_pairs"))
"""The functions that the catalogue calls to find doubles."""
EXAMPLES = 5
"""The number of wrongly reported pairs to print."""

TIMES = ("pages", "seed", "reading", "reading", "tracing", "finding", "both", "peak", "of a worker")
UNITS = ("", "", "wall ms", "CPU ms", "CPU ms", "CPU ms", "CPU ms", "MiB", "MiB")
WHAT = ("fitting", "misfit", "related", "unrelated")
WIDTH_OF_TIMES, WIDTH = 12, 13

P = ParamSpec("P")
T = TypeVar("T")


class Clock:
    """A sum of wall time, and of processor time in this process and in those that it waited for, in seconds."""

    def __init__(self) -> None:
        self.wall = 0.0
        self.cpu = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time of the block."""
        wall, cpu = time.perf_counter(), _cpu()
        yield
        self.wall += time.perf_counter() - wall
        self.cpu += _cpu() - cpu

    def timed(self, function: Callable[P, T]) -> Callable[P, T]:
        """Return the function wrapped to count its time."""

        def counted(*args: P.args, **kwargs: P.kwargs) -> T:
            with self.running():
                return function(*args, **kwargs)

        return counted


class Run(Struct, frozen=True):
    """The times (s), memory (MiB) and score of a run. Reading includes tracing."""

    reading_wall: float
    reading: float
    tracing: float
    finding: float
    peak: float
    peak_of_worker: float
    findings: tuple[Finding, ...]


def main() -> None:
    """Measure the sizes that the command line asks for, and print the results."""
    options = _parser().parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {options.jobs} reading processes")
    print(f"{options.words} words per page{', hard' if options.hard else ''}")
    print("Times are per page; reading includes tracing\n")
    print(_row(TIMES, WIDTH_OF_TIMES))
    print(_row(UNITS, WIDTH_OF_TIMES), flush=True)
    scores: dict[int, list[Score]] = {}
    for pages in options.pages:
        for seed in options.seeds:
            with tempfile.TemporaryDirectory() as folder:
                answers = in_fresh_process(make, folder, pages, options.words, seed, options.hard)
                run = in_fresh_process(measure, folder, options.jobs)
            scores.setdefault(pages, []).append(score(answers, run.findings))
            print(_row([str(pages), str(seed), *_figures(run, pages)], WIDTH_OF_TIMES), flush=True)
    for pages, found in scores.items():
        print(f"\n{pages} pages, {'all seeds' if len(found) > 1 else f'seed {options.seeds[0]}'}\n")
        print("\n".join(report(total(found))))


def make(folder: str, pages: int, words: int, seed: int, hard: bool) -> Answers:
    """Write a corpus into ``folder``, and return what a finder should find in it."""
    corpus = make_corpus(pages, words, seed, hard=hard)
    write(corpus, Path(folder))
    return answers_of(corpus)


def measure(folder: str, jobs: int) -> Run:
    """Read the source in ``folder`` and find its doubles."""
    reading, finding, tracing = Clock(), Clock(), Clock()
    with reading.running():
        content, _ = read_content(folder, jobs)
    with ExitStack() as patched:
        for module, name in FINDERS:
            patched.enter_context(patch.object(module, name, finding.timed(getattr(module, name))))
        site, options = SiteConfig(naam="x", base_url="https://x.example/"), stage.CatalogueOptions(AS_OF)
        found, _ = stage.catalogue(content, site, options)
    peak, peak_of_worker = _peak(resource.RUSAGE_SELF), _peak(resource.RUSAGE_CHILDREN)
    # The workers traced while they read; trace again to time it separately. Small sites are read by this process, where
    # `trace` caches the words, so that it takes less time here than it did.
    for record in content.records:
        if isinstance(record, Publishable):
            text = record.body.text
            with tracing.running():
                trace(text)
    return Run(reading.wall, reading.cpu, tracing.cpu, finding.cpu, peak, peak_of_worker, found.corpus.pairs)


def report(found: Score) -> Iterable[str]:
    """Yield two tables: the verdicts on planted pairs, and what the reported pairs really are."""
    columns = (*VERDICTS, NOTHING)
    yield _row(["planted", "pairs", *columns, "recall", "reported"])
    for kind, fitting in FITTING.items():
        counts = [found.judged.get((kind, verdict), 0) for verdict in columns]
        right = sum(count for verdict, count in zip(columns, counts, strict=True) if verdict in fitting)
        pairs, silent = sum(counts), counts[-1]
        yield _row([kind, str(pairs), *map(str, counts), _percent(right, pairs), _percent(pairs - silent, pairs)])
    yield ""
    yield _row(["verdict", "pairs", *WHAT, "precision"])
    for verdict in VERDICTS:
        counts = [found.reported.get((verdict, what), 0) for what in WHAT]
        good = counts[WHAT.index("fitting")] + counts[WHAT.index("related")]
        yield _row([verdict, str(sum(counts)), *map(str, counts), _percent(good, sum(counts))])
    yield ""
    yield f"editions, twins and overviews called exact or variant: {len(found.forbidden)}"
    yield from _examples(found.forbidden)
    yield f"unrelated pages that were reported: {len(found.unrelated)}"
    yield from _examples(found.unrelated)


def _examples(wrong: tuple[WrongVerdict, ...]) -> Iterable[str]:
    for verdict in wrong[:EXAMPLES]:
        yield f"    {verdict.kind} {verdict.verdict} {' '.join(verdict.ids)}"


def _figures(run: Run, pages: int) -> Iterable[str]:
    for seconds in (run.reading_wall, run.reading, run.tracing, run.finding, run.tracing + run.finding):
        yield f"{1000 * seconds / pages:.3f}"
    yield f"{run.peak:.0f}"
    yield f"{run.peak_of_worker:.0f}"


def _row(cells: Iterable[str], width: int = WIDTH) -> str:
    first, *others = cells
    return f"{first:<{WIDTH}}" + "".join(f"{cell:>{width}}" for cell in others)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%" if whole else "-"


def _cpu() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _peak(who: int) -> float:
    unit = 1 if sys.platform == "darwin" else 1024  # bytes on macOS, KiB elsewhere
    return resource.getrusage(who).ru_maxrss * unit / 2**20


def in_fresh_process(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what the function returns, called in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(function, *args, **kwargs).result()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure the time and memory of finding doubles, and what is found.")
    parser.add_argument("--pages", type=int, nargs="+", default=[10_000], help="sizes of the corpus (default: 10000)")
    parser.add_argument("--words", type=int, default=500, help="average words per page (default: 500)")
    parser.add_argument(
        "--seeds", type=int, nargs="+", default=[1], help="seeds of the corpora of each size (default: 1)"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="reading processes (default: one per core)")
    parser.add_argument("--hard", action="store_true", help="a large group of equal titles, a footer on every page")
    return parser


if __name__ == "__main__":
    main()
