"""Tables of the measurements of search, with the goals."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median

from msgspec import Struct

from benchmarks.processes import Made, Usage
from benchmarks.search_visit import Visits, by_kind, typical
from benchmarks.speed_tables import NOTHING, markdown_row

DEMO = 0
"""Stands for the site in ``content/`` among the numbers of studies."""
WITH, WITHOUT = "with search", "without search"
TEXT_EDIT, MARKUP_EDIT = "edit of indexed text", "edit of markup alone"
MAX_FACTOR = 1.5
"""The limit for the time of a build with search, as a multiple of one without, at `FACTOR_STUDIES` studies."""
FACTOR_STUDIES = 100
MAX_BYTES = {1_000: 250_000, 10_000: 450_000}
"""The limits for the bytes to a first result with filters, by number of studies."""
MAX_FIRST_MS, MAX_LATER_MS = 800, 100
"""The limits for the time from a pause to results on the demo site, for the first search and for later ones."""


class Figures(Struct, frozen=True):
    """The measurements of one site. ``times`` and ``peaks`` (in bytes) are by kind of build; empty if not measured.

    ``index`` is the number and bytes of the files of the index.
    """

    studies: int
    times: Mapping[str, tuple[Usage, ...]]
    peaks: Mapping[str, tuple[float, ...]]
    index: Made
    visits: Visits | None

    @property
    def label(self) -> str:
        """The head of the column of the site."""
        return "`content/`" if self.studies == DEMO else f"{self.studies:,} studies"


Cell = Callable[[Figures], str]


def main_table(sizes: Sequence[Figures]) -> Iterator[str]:
    """Yield a Markdown table with a column per site."""
    yield markdown_row(["", "at most", *(figures.label for figures in sizes)])
    yield markdown_row(["---"] * (2 + len(sizes)))
    for label, limit, cell in _rows():
        cells = [cell(figures) for figures in sizes]
        if {*cells} != {NOTHING}:
            yield markdown_row([label, limit, *cells])


def load_table(sizes: Sequence[Figures]) -> Iterator[str]:
    """Yield a Markdown table of what is loaded until the results of a query are shown, by kind of file."""
    found = {
        figures.label: by_kind(typical(figures.visits.arrived).sent) for figures in sizes if figures.visits is not None
    }
    if not found:
        return
    yield markdown_row(["loaded for “arbeidsmarkt”", *found])
    yield markdown_row(["---"] * (1 + len(found)))
    for kind in dict.fromkeys(kind for kinds in found.values() for kind in kinds):
        cells = (f"{kilobytes(kinds[kind].size)} ({kinds[kind].path})" if kind in kinds else NOTHING
                 for kinds in found.values())  # fmt: skip
        yield markdown_row([kind, *cells])


def factor(figures: Figures, measure: str) -> float | None:
    """Return the median of a build with search as a multiple of one without, or None if one is missing."""
    ours, theirs = (figures.times.get(kind) for kind in (WITH, WITHOUT))
    if not ours or not theirs:
        return None
    return _median(ours, measure) / _median(theirs, measure)


def kilobytes(size: float) -> str:
    """Return a number of bytes in kB (1,000 bytes)."""
    return f"{size / 1000:,.0f} kB"


def _rows() -> Iterator[tuple[str, str, Cell]]:
    """Yield the label, limit and cell of every row."""
    for kind in (WITHOUT, WITH):
        yield f"build {kind}: wall clock (processor time)", NOTHING, _seconds(kind)
    for measure, label in (("wall", "wall clock"), ("cpu", "processor time")):
        limit = f"{MAX_FACTOR} ({FACTOR_STUDIES} studies)" if measure == "wall" else NOTHING
        yield f"with search, as a multiple of without: {label}", limit, _factor(measure)
    for kind in (WITHOUT, WITH):
        yield f"peak memory of all processes, {kind}", NOTHING, _peak(kind)
    for kind in (TEXT_EDIT, MARKUP_EDIT):
        yield f"build after an {kind}: wall clock (processor time)", NOTHING, _seconds(kind)
    yield "files of the index (bytes)", NOTHING, lambda f: f"{f.index.count:,} ({f.index.size / 1e6:.1f} MB)"
    limits = "; ".join(f"{kilobytes(size)} ({studies:,})" for studies, size in MAX_BYTES.items())
    yield "over the wire, page opened, all studies shown", limits, _visit(lambda v: kilobytes(typical(v.opened).size))
    yield "over the wire, page opened with “arbeidsmarkt”", limits, _visit(lambda v: kilobytes(typical(v.arrived).size))
    yield "the same, “de gemeente van het beleid”", NOTHING, _visit(lambda v: kilobytes(typical(v.common).size))
    for label, name in (("all studies", "opened"), ("results", "arrived"), ("those of the common query", "common")):
        yield f"from opening to {label}", NOTHING, _opening(name)
    first = f"{MAX_FIRST_MS} ms (`content/`)"
    yield "from the first pause to results", first, _visit(lambda v: f"{typical(v.typed).milliseconds:.0f} ms")
    yield (
        "from later pauses to results, median (slowest)",
        f"{MAX_LATER_MS} ms (`content/`)",
        _visit(lambda v: f"{median(v.later_ms):.0f} ms ({max(v.later_ms):.0f})"),
    )


def _seconds(kind: str) -> Cell:
    def cell(figures: Figures) -> str:
        usages = figures.times.get(kind)
        return f"{_median(usages, 'wall'):.2f} s ({_median(usages, 'cpu'):.2f})" if usages else NOTHING

    return cell


def _factor(measure: str) -> Cell:
    def cell(figures: Figures) -> str:
        found = factor(figures, measure)
        return NOTHING if found is None else f"{found:.2f}"

    return cell


def _peak(kind: str) -> Cell:
    def cell(figures: Figures) -> str:
        peaks = figures.peaks.get(kind)
        return f"{median(peaks) / 2**20:,.0f} MiB" if peaks else NOTHING

    return cell


def _opening(name: str) -> Cell:
    return _visit(lambda visits: f"{typical(getattr(visits, name)).milliseconds:.0f} ms")


def _visit(text: Callable[[Visits], str]) -> Cell:
    return lambda figures: NOTHING if figures.visits is None else text(figures.visits)


def _median(usages: Sequence[Usage], measure: str) -> float:
    return median(usage.wall if measure == "wall" else usage.cpu for usage in usages)
