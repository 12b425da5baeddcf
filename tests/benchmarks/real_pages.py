"""Compare how our converter and the oracle show the real Markdown pages in folders outside this repository.

``python tests/benchmarks/real_pages.py FOLDER... [--show KIND N]``

It prints how many pages differ visibly without a warning, by kind of difference and for Dutch pages apart, how many
diagnostics a page gets by code, and how long the conversion takes. Pages that differ only in the space between the
items of a list, or by an extension of ours, are counted apart. `--show` prints N pages with a difference of the kind,
with the lines of the oracle (``-``) and ours (``+``). Front matter is removed, and the commands of other systems are
kept. Never commit anything from these pages.
"""

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from markdown_oracle import FILE, KINDS, MINOR_KINDS, Difference, compare, explained, oracle, our_shape
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.read.markdown import convert

SUFFIXES = frozenset({".md", ".markdown"})
REMOVED_HTML = "html-weggelaten"
SHOWN_LINES = 24
SHOWN_COLUMNS = 200
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE)
_DUTCH = re.compile(r"\b(?:de|het|een|van|en|niet|voor|zijn|wordt|met|dat|op|te)\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|a|of|and|not|for|are|is|with|that|on|to)\b", re.IGNORECASE)
_MIN_SURPLUS = 5
"""How many more of these words a page must have in Dutch than in English to count as Dutch."""


class Page(NamedTuple):
    """How one real page fares."""

    path: Path
    dutch: bool
    difference: Difference | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its differences."""
        return self.difference.kinds if self.difference else frozenset()

    @property
    def only_minor(self) -> bool:
        """Whether it differs only in what an editor would not call a fault."""
        return self.kinds <= MINOR_KINDS

    @property
    def silent(self) -> bool:
        """Whether the page differs visibly and no diagnostic says that its form is not as written."""
        return self.difference is not None and not explained(self.diagnostics)

    @property
    def unexplained(self) -> bool:
        """Like `silent`, if removed HTML is not taken for an explanation."""
        others = [diagnostic for diagnostic in self.diagnostics if diagnostic.code != REMOVED_HTML]
        return self.difference is not None and not explained(others)


class Run(NamedTuple):
    """All pages, and how many seconds each converter took."""

    pages: tuple[Page, ...]
    seconds: float
    oracle_seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", nargs=2, metavar=("KIND", "N"))
    arguments = parser.parse_args()
    run = convert_all(arguments.folders)
    if arguments.show:
        kind, number = arguments.show
        if kind not in KINDS:
            parser.error(f"the kinds are {', '.join(KINDS)}")
        print("\n".join(show(run.pages, kind, int(number))))
    else:
        print("\n".join(summary(run)))


def sources(folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of every Markdown file, without its front matter."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in SUFFIXES and path.is_file():
                text = path.read_text(encoding="utf-8", errors="replace")
                text = text.replace("\x00", "\ufffd")
                yield path, _FRONT_MATTER.sub("", text, count=1) if _FRONT_MATTER.match(text) else text


def convert_all(folders: Sequence[Path]) -> Run:
    """Convert all pages twice, and compare."""
    pages, seconds, oracle_seconds = [], 0.0, 0.0
    for path, source in sources(folders):
        start = time.process_time()
        body, diagnostics = convert(FILE, source)
        middle = time.process_time()
        expected = oracle(source)
        oracle_seconds += time.process_time() - middle
        seconds += middle - start
        dutch = len(_DUTCH.findall(source)) > len(_ENGLISH.findall(source)) + _MIN_SURPLUS
        pages.append(Page(path, dutch, compare(expected, our_shape(body)), diagnostics))
    return Run(tuple(pages), seconds, oracle_seconds)


def summary(run: Run) -> Iterator[str]:
    """Yield the lines of the report: a column for all pages, and one for those in Dutch."""
    dutch = tuple(page for page in run.pages if page.dutch)

    def row(name: str, test: Callable[[Page], bool]) -> str:
        numbers = []
        for pages in (run.pages, dutch):
            found = sum(map(test, pages))
            numbers.append(f"{found:8}{found / max(len(pages), 1):8.1%}")
        return f"{name:40}{''.join(numbers)}"

    yield f"{'':40}{'all':>8}{'':8}{'Dutch':>8}"
    yield row("pages", bool)
    yield row("differ visibly without a warning", lambda page: page.silent and not page.only_minor)
    yield row("  or only one about removed HTML", lambda page: page.unexplained and not page.only_minor)
    yield row("differ only by minor kinds, no warning", lambda page: page.silent and page.only_minor)
    yield row("differ with a warning", lambda page: page.difference is not None and not page.silent)
    yield row("do not differ", lambda page: page.difference is None)
    yield ""
    yield "differ without a warning, by kind (a page may have several):"
    for kind in KINDS:
        yield row(f"  {kind}", lambda page, kind=kind: page.silent and kind in page.kinds)  # type: ignore[misc]
    yield ""
    yield "diagnostics by code, their number a page, and the pages that have any:"
    codes = Counter(diagnostic.code for page in run.pages for diagnostic in page.diagnostics)
    for code, times in codes.most_common():
        having = sum(any(diagnostic.code == code for diagnostic in page.diagnostics) for page in run.pages)
        yield f"  {code:38}{times:8}{times / len(run.pages):8.2f}{having:8}"
    yield f"  {'all':38}{codes.total():8}{codes.total() / max(len(run.pages), 1):8.2f}"
    yield ""
    yield f"{run.seconds:.1f} s of processor time, and {run.oracle_seconds:.1f} s for the oracle"


def show(pages: Sequence[Page], kind: str, number: int) -> Iterator[str]:
    """Yield some pages with a difference of this kind and no warning, those with the shortest difference first."""
    found = [page for page in pages if page.silent and page.difference and kind in page.kinds]
    for page in sorted(found, key=lambda page: len(page.difference.text if page.difference else ""))[:number]:
        lines = page.difference.text.split("\n") if page.difference else []
        yield f"== {page.path}"
        yield from (line[:SHOWN_COLUMNS] for line in lines[:SHOWN_LINES])


if __name__ == "__main__":
    main()
