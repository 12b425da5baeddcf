"""Measure how long it takes to read pages alone and in batches.

``python tests/benchmarks/reading.py [SOURCE...] [--pages 100] [--rounds 7]``

It prints the processor time in microseconds per page: the least of several rounds, in which the batches take turns.
Without a folder with a ``content/``, it reads made-up pages. To compare two commits, run it in both, in turn.
"""

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import make_corpus, write
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.inputs.inventory import scan_source
from vindplaats.read.document import read_pages
from vindplaats.read.listing import PageFile, list_content

BATCHES = (1, 10, 50)
WORDS = 360


def pages_of(source: Path, count: int | None = None) -> list[tuple[PageFile, bytes]]:
    """Return the first ``count`` pages of a source with their bytes, or all."""
    listed = list_content(scan_source(str(source)), Report()).pages[:count]
    return [(page, (source / page.disk).read_bytes()) for page in listed]


def measure(pages: Sequence[tuple[PageFile, bytes]], rounds: int, batches: Sequence[int] = BATCHES) -> dict[int, float]:
    """Return the processor time in microseconds per page by the size of a batch."""
    best = dict.fromkeys(batches, float("inf"))
    for _ in range(rounds):
        for size in batches:
            start = time.process_time()
            for first in range(0, len(pages), size):
                read_pages(pages[first : first + size])
            best[size] = min(best[size], time.process_time() - start)
    return {size: seconds / len(pages) * 1e6 for size, seconds in best.items()}


def main() -> None:
    """Measure each source."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    gc.disable()  # as in a build
    with tempfile.TemporaryDirectory() as folder:
        sources = options.sources or [Path(folder)]
        if not options.sources:
            write(make_corpus(max(options.pages, 60), WORDS), Path(folder))
        for source in sources:
            times = measure(pages_of(source, options.pages), options.rounds)
            print(f"{source.name if options.sources else 'made up'}:", end="")
            print("".join(f" {times[size]:6.0f} us in batches of {size}" for size in BATCHES))


if __name__ == "__main__":
    main()
