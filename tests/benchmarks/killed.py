"""Builds killed at random moments, as many as there is time for, while others read the site.

`python tests/benchmarks/killed.py --kills 300 --seed 1` kills that many, of every kind and in every phase, and stops at
the first after which somebody saw what is neither the old site nor the new one, or the next build did not mend it.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from killing import KINDS, Site, ViolatedError, moments

TENTHS = 11
"""Rows of the table: tenths of the time of a build, and what came after."""


def main() -> int:
    """Do what the command line asks for; 1 where something is found."""
    options = _parser().parse_args()
    tenths: Counter[tuple[str, str]] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    start, reads = time.perf_counter(), [0, 0]
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder).resolve(), options.pages)
        print("seconds a build:", ", ".join(f"{kind} {seconds:.2f}" for kind, seconds in site.seconds.items()))
        for number, (kind, share, group) in enumerate(moments(options.kills, options.seed), 1):
            try:
                seen = site.kill(kind, share, group=group)
            except ViolatedError as violated:
                whom = "the whole group" if group else "the main process"
                print(f"\nkill {number} ({kind}, {whom} at {share:.3f} of {site.seconds[kind]:.2f} s): {violated}")
                return 1
            what = "ended" if seen.ended else seen.stood
            tenths[str(min(int(share * 10), TENTHS - 1)), what] += 1
            kinds[kind, what] += 1
            reads = [reads[0] + seen.by_path, reads[1] + seen.by_folder]
            if number % 25 == 0:
                print(f"{number} kills, {time.perf_counter() - start:.0f} s", flush=True)
    _tell("tenth of its time", [str(row) for row in range(TENTHS)], tenths)
    _tell("kind", KINDS, kinds)
    print(f"\n{options.kills} kills, no violation. Sites read meanwhile: {reads[0]} by path, {reads[1]} as one folder.")
    return 0


def _tell(head: str, rows: Sequence[str], counts: Mapping[tuple[str, str], int]) -> None:
    print(f"\n| {head} | old site | new site | none yet | had ended |\n|---|---|---|---|---|")
    for row in rows:
        print(f"| {row} |" + "".join(f" {counts.get((row, what), 0)} |" for what in ("old", "new", "none", "ended")))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Builds killed at random moments, while others read the site.")
    parser.add_argument("--kills", type=int, default=300, help="how many (default: 300)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments (default: 1)")
    parser.add_argument("--pages", type=int, default=450, help="projects of the site (default: 450)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
