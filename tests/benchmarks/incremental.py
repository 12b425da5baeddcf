"""Compare incremental builds with clean ones after many random changes.

`python tests/benchmarks/incremental.py --steps 20000` runs 20,000 steps, in runs of one seed each and one process per
run. It stops at the first failing run and prints the difference, the previous steps, and a smaller list of steps that
still fails.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).parents[1]))

from mutations.law import LawBrokenError, play, shrink
from mutations.wrong import BUILDERS
from quick_templates import quick_templates
from search_engine import published_shadow_trees

STEPS_PER_RUN = 250
"""Steps of a run: after more steps all sources look alike."""
FILE_TIME_STEPS_S = (0, 0, 0, 1, 2)
"""The resolution of file times in seconds, which the seed picks; 0 means nanoseconds."""


class Run(Struct, frozen=True):
    """A run: a seed and its steps. ``wrong`` is the name of a wrong builder to use instead of the real one."""

    seed: int
    steps: tuple[int, ...]
    wrong: str = ""

    @property
    def coarse(self) -> int:
        """The resolution of file times in seconds."""
        return FILE_TIME_STEPS_S[self.seed % len(FILE_TIME_STEPS_S)]


class RunResult(Struct, frozen=True):
    """The result of a run: the number of steps done, and the fault that was found, if any."""

    steps: int
    fault: str = ""


def main() -> int:
    """Run what the command line asks for. Return 1 if a fault is found."""
    options = _parser().parse_args()
    if options.wrong:
        return _try_wrong_builders(options.seed, options.steps)
    if options.only:
        found = do(Run(options.seed, tuple(options.only)))
        print(found.fault or "The law holds.")
        return bool(found.fault)
    runs = [
        Run(options.seed + number, tuple(range(min(STEPS_PER_RUN, options.steps - start))))
        for number, start in enumerate(range(0, options.steps, STEPS_PER_RUN))
    ]
    start, done = time.perf_counter(), 0
    for run, found in _all(runs, options.jobs):
        done += found.steps
        seconds = time.perf_counter() - start
        print(f"seed {run.seed}: {found.steps} steps; {done} in total, {done / seconds:.1f} per second", flush=True)
        if found.fault:
            print(f"\n{found.fault}\n\nRepeat: --seed {run.seed} --only {' '.join(map(str, run.steps[: found.steps]))}")
            if not options.no_shrink:
                _print_smaller(run, found)
            return 1
    return 0


def do(run: Run) -> RunResult:
    """Do a run in a temporary folder."""
    done = [0]

    def progress(_: int) -> None:
        done[0] += 1

    with tempfile.TemporaryDirectory() as folder, quick_templates(), published_shadow_trees():
        more = {"main": BUILDERS[run.wrong]()} if run.wrong else {}
        try:
            play(Path(folder), run.seed, run.steps, coarse=run.coarse, progress=progress, **more)
        except LawBrokenError as broken:
            return RunResult(done[0] + 1, str(broken))
    return RunResult(done[0])


def _print_smaller(run: Run, found: RunResult) -> None:
    steps = shrink(lambda some: bool(do(Run(run.seed, tuple(some))).fault), run.steps[: found.steps])
    print(f"\nSmaller: --seed {run.seed} --only {' '.join(map(str, steps))}\n\n{do(Run(run.seed, tuple(steps))).fault}")


def _all(runs: Sequence[Run], jobs: int) -> Iterator[tuple[Run, RunResult]]:
    """Do all runs, each in a new process and ``jobs`` at a time. If a process dies, report its seed."""
    waiting = list(reversed(runs))
    running: dict[Future[RunResult], tuple[Run, ProcessPoolExecutor]] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            pool = ProcessPoolExecutor(1, mp_context=get_context("fork"))
            run = waiting.pop()
            running[pool.submit(do, run)] = (run, pool)
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            run, pool = running.pop(future)
            try:
                found = future.result()
            except BrokenProcessPool:
                found = RunResult(len(run.steps), f"seed {run.seed}: the process died")
            pool.shutdown()
            yield run, found


def _try_wrong_builders(seed: int, steps: int) -> int:
    """Print after how many steps each wrong builder is detected. Return 1 if one is not detected."""
    missed = 0
    for name in BUILDERS:
        done = 0
        for number, start in enumerate(range(0, steps, STEPS_PER_RUN)):
            found = do(Run(seed + number, tuple(range(min(STEPS_PER_RUN, steps - start))), name))
            done += found.steps
            if found.fault:
                print(f"{name}: detected after {done} steps: {found.fault.splitlines()[0]}", flush=True)
                break
        else:
            missed += 1
            print(f"{name}: NOT DETECTED in {done} steps", flush=True)
    return bool(missed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Compare incremental builds with clean ones after random changes.")
    parser.add_argument("--steps", type=int, default=1000, help="number of steps (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="the first seed (default: 1)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="parallel runs (default: one per core)")
    parser.add_argument("--only", type=int, nargs="+", help="run only these steps of the seed")
    parser.add_argument("--no-shrink", action="store_true", help="do not look for a smaller list of steps that fails")
    parser.add_argument("--wrong", action="store_true", help="check that deliberately wrong builders are detected")
    return parser


if __name__ == "__main__":
    sys.exit(main())
