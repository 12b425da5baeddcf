"""Kill many builds at random moments while readers watch the site.

`python tests/benchmarks/killed.py --kills 300 --seed 1` kills 300 builds, of every kind and in every phase. It stops at
the first kill after which a reader saw neither the old nor the new site, or the next build did not repair the site.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from killing import KINDS, GuaranteeBrokenError, Site, kill_plan

TABLE_ROWS = 11
"""One row for each tenth of the time of a build, and one for later kills."""


def main() -> int:
    """Run the kills that the command line asks for. Return 1 if a guarantee is broken."""
    options = _parser().parse_args()
    tenths: Counter[tuple[str, str]] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    start, reads = time.perf_counter(), [0, 0]
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder).resolve(), options.pages)
        print("seconds a build:", ", ".join(f"{kind} {seconds:.2f}" for kind, seconds in site.seconds.items()))
        for number, (kind, share, group) in enumerate(kill_plan(options.kills, options.seed), 1):
            try:
                result = site.kill(kind, share, group=group)
            except GuaranteeBrokenError as broken:
                target = "the whole group" if group else "the main process"
                print(f"\nkill {number} ({kind}, {target} at {share:.3f} of {site.seconds[kind]:.2f} s): {broken}")
                return 1
            state = "finished" if result.finished else result.published
            tenths[str(min(int(share * 10), TABLE_ROWS - 1)), state] += 1
            kinds[kind, state] += 1
            reads = [reads[0] + result.by_path, reads[1] + result.by_folder]
            if number % 25 == 0:
                print(f"{number} kills, {time.perf_counter() - start:.0f} s", flush=True)
    _print_table("tenth of its time", [str(row) for row in range(TABLE_ROWS)], tenths)
    _print_table("kind", KINDS, kinds)
    print(f"\n{options.kills} kills, nothing wrong.")
    print(f"Whole sites read: {reads[0]} by path, {reads[1]} through an open folder.")
    return 0


def _print_table(head: str, rows: Sequence[str], counts: Mapping[tuple[str, str], int]) -> None:
    print(f"\n| {head} | old site | new site | no site yet | had finished |\n|---|---|---|---|---|")
    for row in rows:
        cells = (counts.get((row, state), 0) for state in ("old", "new", "none", "finished"))
        print(f"| {row} |" + "".join(f" {cell} |" for cell in cells))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Kill builds at random moments while readers watch the site.")
    parser.add_argument("--kills", type=int, default=300, help="number of kills (default: 300)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the moments (default: 1)")
    parser.add_argument("--pages", type=int, default=450, help="projects in the site (default: 450)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
