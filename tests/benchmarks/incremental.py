"""Incremental builds against clean ones, for as many random steps as there is time for.

`python tests/benchmarks/incremental.py --steps 20000` does that many, in runs of one seed each, every run in a process
of its own, and tells the first that fails: what differs, what came before, and the fewest steps that fail as well.
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

from mutations.law import LawBrokenError, play, quick_templates, shrink
from mutations.wrong import BUILDERS

RUN = 250
"""Steps of a run: after more of them all sources look alike."""
COARSE = (0, 0, 0, 1, 2)
"""What the disk's clock counts in, in seconds, by seed."""


class Run(Struct, frozen=True):
    """One run: a seed and the steps of it, and the builder where that is a wrong one."""

    seed: int
    steps: tuple[int, ...]
    wrong: str = ""

    @property
    def coarse(self) -> int:
        """The seconds that the disk counts in."""
        return COARSE[self.seed % len(COARSE)]


class Found(Struct, frozen=True):
    """What came of a run: how far it got, and what is wrong, if anything."""

    steps: int
    fault: str = ""


def main() -> int:
    """Do what the command line asks for; 1 where something is found."""
    options = _parser().parse_args()
    if options.wrong:
        return _try_wrong_builders(options.seed, options.steps)
    if options.only:
        found = do(Run(options.seed, tuple(options.only)))
        print(found.fault or "The law holds.")
        return bool(found.fault)
    runs = [
        Run(options.seed + number, tuple(range(min(RUN, options.steps - start))))
        for number, start in enumerate(range(0, options.steps, RUN))
    ]
    start, done = time.perf_counter(), 0
    for run, found in _all(runs, options.jobs):
        done += found.steps
        seconds = time.perf_counter() - start
        print(f"seed {run.seed}: {found.steps} steps; {done} in all, {done / seconds:.1f} a second", flush=True)
        if found.fault:
            print(f"\n{found.fault}\n\nRepeat: --seed {run.seed} --only {' '.join(map(str, run.steps[: found.steps]))}")
            if not options.no_shrink:
                _tell_fewer(run, found)
            return 1
    return 0


def do(run: Run) -> Found:
    """Do a run, and throw away what it made."""
    done = [0]

    def progress(_: int) -> None:
        done[0] += 1

    with tempfile.TemporaryDirectory() as folder, quick_templates():
        more = {"main": BUILDERS[run.wrong]()} if run.wrong else {}
        try:
            play(Path(folder), run.seed, run.steps, coarse=run.coarse, progress=progress, **more)
        except LawBrokenError as broken:
            return Found(done[0] + 1, str(broken))
    return Found(done[0])


def _tell_fewer(run: Run, found: Found) -> None:
    steps = shrink(lambda some: bool(do(Run(run.seed, tuple(some))).fault), run.steps[: found.steps])
    print(f"\nFewer: --seed {run.seed} --only {' '.join(map(str, steps))}\n\n{do(Run(run.seed, tuple(steps))).fault}")


def _all(runs: Sequence[Run], jobs: int) -> Iterator[tuple[Run, Found]]:
    """Do all runs, each in a fresh process, as many at a time as asked for; a process that dies tells its seed."""
    waiting = list(reversed(runs))
    going: dict[Future[Found], tuple[Run, ProcessPoolExecutor]] = {}
    while waiting or going:
        while waiting and len(going) < jobs:
            pool = ProcessPoolExecutor(1, mp_context=get_context("fork"))
            run = waiting.pop()
            going[pool.submit(do, run)] = (run, pool)
        for future in wait(going, return_when=FIRST_COMPLETED).done:
            run, pool = going.pop(future)
            try:
                found = future.result()
            except BrokenProcessPool:
                found = Found(len(run.steps), f"seed {run.seed}: the process died")
            pool.shutdown()
            yield run, found


def _try_wrong_builders(seed: int, steps: int) -> int:
    """Print after how many steps each wrong builder is found; 1 where one is not."""
    missed = 0
    for name in BUILDERS:
        done = 0
        for number, start in enumerate(range(0, steps, RUN)):
            found = do(Run(seed + number, tuple(range(min(RUN, steps - start))), name))
            done += found.steps
            if found.fault:
                print(f"{name}: found after {done} steps: {found.fault.splitlines()[0]}", flush=True)
                break
        else:
            missed += 1
            print(f"{name}: NOT FOUND in {done} steps", flush=True)
    return bool(missed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Incremental builds against clean ones, random step after random step."
    )
    parser.add_argument("--steps", type=int, default=1000, help="how many steps (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="the first seed (default: 1)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="runs at a time (default: one a core)")
    parser.add_argument("--only", type=int, nargs="+", help="these steps of the seed, no others")
    parser.add_argument("--no-shrink", action="store_true", help="do not look for fewer steps that fail")
    parser.add_argument("--wrong", action="store_true", help="see that builders which are wrong on purpose are found")
    return parser


if __name__ == "__main__":
    sys.exit(main())
