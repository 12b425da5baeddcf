"""Tables of the measurements of Vindplaats and Hugo, with the goals."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from benchmarks.processes import Made, Usage

VINDPLAATS, HUGO = "Vindplaats", "Hugo"
NOTHING = "–"


class Figures(Struct, frozen=True):
    """The measurements of one size.

    `asked` is the requested number of projects and `source` the average size of a source file in bytes. `times` has the
    runs by (tool, part), `peaks` the peak memory of each run in bytes, and `made` the files by kind, each by tool.
    """

    asked: int
    projects: int
    news: int
    source: int
    times: Mapping[tuple[str, str], tuple[Usage, ...]]
    peaks: Mapping[str, tuple[float, ...]]
    made: Mapping[str, Mapping[str, Made]]


class Goal(Struct, frozen=True):
    """The share of Hugo's cold build that a build of Vindplaats should take at most."""

    label: str
    part: str
    measure: str
    limit: float


GOALS = (
    Goal("cold build, wall clock", "cold", "wall", 0.45),
    Goal("cold build, processor time", "cold", "cpu", 0.55),
    Goal("cold build, peak memory of all processes", "memory", "", 0.20),
    Goal("nothing changed, wall clock", "same", "wall", 0.03),
    Goal("every modification time changed, wall clock", "touched", "wall", 0.12),
    Goal("a sentence added to one project, wall clock", "edit", "wall", 0.06),
)
GROWTH_FROM, GROWTH_TO = 10_000, 100_000
"""Sizes, in projects, between which the time of a build should grow by a factor of at most `MAX_GROWTH`."""
MAX_GROWTH = 12
MAX_MEMORY_GIB = 0.75
"""The peak memory at `GROWTH_TO` projects."""
STARTUP = {"version": ("`vindplaats --version`", 80), "demo": ("cold build of `content/`", 350)}
"""The measurements of start-up, each with its limit in milliseconds."""
PARTS = {"cold": "cold", "same": "nothing changed", "first": "first edit", "edit": "edit", "touched": "touched"}
"""The timed builds, in the order of the tables. The first edit after a cold build is a separate row."""


def share(figures: Figures, goal: Goal) -> float | None:
    """Return the median of Vindplaats as a share of the median of Hugo's cold build, or None if one is missing."""
    ours = _value(figures, VINDPLAATS, goal.part, goal.measure)
    theirs = _value(figures, HUGO, "memory" if goal.part == "memory" else "cold", goal.measure)
    return None if ours is None or not theirs else ours / theirs


def goal_table(sizes: Sequence[Figures]) -> Iterator[str]:
    """Yield a Markdown table of shares of Hugo by size."""
    yield markdown_row(["share of Hugo's cold build", "at most", *(f"{f.asked:,} projects" for f in sizes)])
    yield markdown_row(["---"] * (2 + len(sizes)))
    for goal in GOALS:
        shares = [share(figures, goal) for figures in sizes]
        if any(found is not None for found in shares):
            cells = (NOTHING if found is None else _rounded(found) for found in shares)
            yield markdown_row([goal.label, f"{goal.limit:.2f}", *cells])


def other_table(sizes: Sequence[Figures], startup: Mapping[str, Sequence[Usage]]) -> Iterator[str]:
    """Yield a Markdown table of growth, memory and start-up of Vindplaats with their goals."""
    rows: list[list[str]] = []
    for less, more in pairwise(sizes):
        if (factor := growth(less, more)) is not None:
            limit = str(MAX_GROWTH) if (less.asked, more.asked) == (GROWTH_FROM, GROWTH_TO) else NOTHING
            label = f"cold build of {more.asked:,} projects, wall clock: times that of {less.asked:,}"
            rows.append([label, limit, f"{factor:.1f}"])
    for figures in sizes:
        if (peak := _value(figures, VINDPLAATS, "memory", "")) is not None:
            limit = f"{MAX_MEMORY_GIB} GiB" if figures.asked == GROWTH_TO else NOTHING
            rows.append([f"peak memory at {figures.asked:,} projects", limit, f"{peak / 2**30:.2f} GiB"])
    for name, usages in startup.items():
        label, milliseconds = STARTUP[name]
        rows.append([label, f"{milliseconds} ms", f"{1000 * median(usage.wall for usage in usages):.0f} ms"])
    if rows:
        yield markdown_row(["Vindplaats", "at most", "measured"])
        yield markdown_row(["---"] * 3)
        for row in rows:
            yield markdown_row(row)


def growth(less: Figures, more: Figures) -> float | None:
    """Return the time of a cold build of ``more`` as a multiple of that of ``less``."""
    shorter, longer = (_value(figures, VINDPLAATS, "cold", "wall") for figures in (less, more))
    return longer / shorter if shorter and longer else None


def time_table(sizes: Sequence[Figures]) -> Iterator[str]:
    """Yield a table of the medians behind the shares, with the fastest and slowest runs."""
    yield _row(["projects", "tool", "build", "runs", "wall s", "fastest", "slowest", "CPU s"])
    for figures in sizes:
        for part, label in PARTS.items():
            for tool in (VINDPLAATS, HUGO):
                if usages := figures.times.get((tool, part)):
                    walls = [usage.wall for usage in usages]
                    seconds = (median(walls), min(walls), max(walls), median(usage.cpu for usage in usages))
                    cells = [f"{figures.asked:,}", tool, label, str(len(usages))]
                    yield _row([*cells, *(f"{second:.3f}" for second in seconds)])
        for tool, peaks in figures.peaks.items():
            cells = [f"{figures.asked:,}", tool, "peak memory", str(len(peaks)), f"{median(peaks) / 2**20:.0f} MiB"]
            yield _row(cells)


def page_table(figures: Figures) -> Iterator[str]:
    """Yield a table of the number of pages of each kind and their bytes, for both tools."""
    tools = [tool for tool in (VINDPLAATS, HUGO) if tool in figures.made]
    yield _row(["", *(name for tool in tools for name in (tool, "bytes"))], first=20)
    for kind in sorted({kind for tool in tools for kind in figures.made[tool]}):
        found = [figures.made[tool].get(kind, Made(0, 0)) for tool in tools]
        yield _row([kind, *(f"{number:,}" for item in found for number in (item.count, item.size))], first=20)
    html = [[item for kind, item in figures.made[tool].items() if kind != "other file"] for tool in tools]
    sums = [(sum(item.count for item in items), sum(item.size for item in items)) for items in html]
    yield _row(["HTML in total", *(f"{number:,}" for pair in sums for number in pair)], first=20)


def markdown_row(cells: Sequence[str]) -> str:
    """Return a row of a Markdown table, or the separator line if all cells are dashes."""
    return "|" + "|".join(cells) + "|" if set("".join(cells)) == {"-"} else f"| {' | '.join(cells)} |"


def _value(figures: Figures, tool: str, part: str, measure: str) -> float | None:
    """Return a median, or None if nothing was measured."""
    if part == "memory":
        peaks = figures.peaks.get(tool)
        return median(peaks) if peaks else None
    usages = figures.times.get((tool, part))
    return median(getattr(usage, measure) for usage in usages) if usages else None


def _rounded(number: float) -> str:
    """Round a share to two significant digits or so: 0.45, 0.012."""
    return f"{number:.3f}" if number < 0.1 else f"{number:.2f}"


def _row(cells: Sequence[str], first: int = 10) -> str:
    head, *rest = cells
    return f"{head:<{first}}" + "".join(f"{cell:>16}" for cell in rest)
