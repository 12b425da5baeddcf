"""What was measured of Vindplaats and Hugo, as tables beside the goals."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from benchmarks.processes import Made, Usage

VINDPLAATS, HUGO = "Vindplaats", "Hugo"
NOTHING = "–"


class Figures(Struct, frozen=True):
    """What was measured of one size, `asked` for in projects.

    `times` has the runs of each tool and part; `peaks` bytes; `made` the files of each tool by kind.
    """

    asked: int
    projects: int
    news: int
    source: int
    times: Mapping[tuple[str, str], tuple[Usage, ...]]
    peaks: Mapping[str, tuple[float, ...]]
    made: Mapping[str, Mapping[str, Made]]


class Goal(Struct, frozen=True):
    """A share of Hugo's cold build that a part of Vindplaats should take at most."""

    label: str
    part: str
    measure: str
    most: float


GOALS = (
    Goal("cold build, wall clock", "cold", "wall", 0.45),
    Goal("cold build, processor time", "cold", "cpu", 0.55),
    Goal("cold build, peak memory of all processes", "memory", "", 0.20),
    Goal("nothing changed, wall clock", "same", "wall", 0.03),
    Goal("every modification time changed, wall clock", "touched", "wall", 0.12),
    Goal("a sentence added to one project, wall clock", "edit", "wall", 0.06),
)
LARGEST, LARGE = 100_000, 10_000
"""Sizes between which the time of a build should grow by at most `GROWTH`."""
GROWTH = 12
MOST_MEMORY = 0.75
"""GiB at `LARGEST`."""
STARTUP = {"version": ("`vindplaats --version`", 80), "demo": ("cold build of `content/`", 350)}
"""What start-up is measured by, and milliseconds at most."""
PARTS = {"cold": "cold", "same": "nothing changed", "first": "first edit", "edit": "edit", "touched": "touched"}
"""What is timed, in the order of the tables. The first edit after a cold build is told apart."""


def share(figures: Figures, goal: Goal) -> float | None:
    """What share of Hugo's cold build Vindplaats takes: a ratio of medians."""
    mine = _value(figures, VINDPLAATS, goal.part, goal.measure)
    theirs = _value(figures, HUGO, "memory" if goal.part == "memory" else "cold", goal.measure)
    return None if mine is None or not theirs else mine / theirs


def goal_table(sizes: Sequence[Figures]) -> Iterator[str]:
    """Shares of Hugo by size, in Markdown."""
    yield markdown_row(["share of Hugo's cold build", "at most", *(f"{f.asked:,} projects" for f in sizes)])
    yield markdown_row(["---"] * (2 + len(sizes)))
    for goal in GOALS:
        shares = [share(figures, goal) for figures in sizes]
        if any(found is not None for found in shares):
            cells = (NOTHING if found is None else _rounded(found) for found in shares)
            yield markdown_row([goal.label, f"{goal.most:.2f}", *cells])


def other_table(sizes: Sequence[Figures], startup: Mapping[str, Sequence[Usage]]) -> Iterator[str]:
    """Growth, memory and start-up of Vindplaats beside their goals, in Markdown."""
    rows: list[list[str]] = []
    for less, more in pairwise(sizes):
        if (factor := growth(less, more)) is not None:
            most = str(GROWTH) if (less.asked, more.asked) == (LARGE, LARGEST) else NOTHING
            label = f"cold build of {more.asked:,} projects, wall clock: times that of {less.asked:,}"
            rows.append([label, most, f"{factor:.1f}"])
    for figures in sizes:
        if (peak := _value(figures, VINDPLAATS, "memory", "")) is not None:
            most = f"{MOST_MEMORY} GiB" if figures.asked == LARGEST else NOTHING
            rows.append([f"peak memory at {figures.asked:,} projects", most, f"{peak / 2**30:.2f} GiB"])
    for name, usages in startup.items():
        label, limit = STARTUP[name]
        rows.append([label, f"{limit} ms", f"{1000 * median(usage.wall for usage in usages):.0f} ms"])
    if rows:
        yield markdown_row(["Vindplaats", "at most", "measured"])
        yield markdown_row(["---"] * 3)
        for row in rows:
            yield markdown_row(row)


def growth(less: Figures, more: Figures) -> float | None:
    """How many times as long a cold build takes."""
    one, other = (_value(figures, VINDPLAATS, "cold", "wall") for figures in (less, more))
    return other / one if one and other else None


def time_table(sizes: Sequence[Figures]) -> Iterator[str]:
    """The medians that the shares are made of, and how far apart the runs were."""
    yield _row(["projects", "tool", "build", "runs", "wall s", "least", "most", "CPU s"])
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
    """What the two tools made: how many pages of each kind, of how many bytes."""
    tools = [tool for tool in (VINDPLAATS, HUGO) if tool in figures.made]
    yield _row(["", *(name for tool in tools for name in (tool, "bytes"))], first=20)
    for kind in sorted({kind for tool in tools for kind in figures.made[tool]}):
        found = [figures.made[tool].get(kind, Made(0, 0)) for tool in tools]
        yield _row([kind, *(f"{number:,}" for item in found for number in (item.count, item.size))], first=20)
    html = [[item for kind, item in figures.made[tool].items() if kind != "other file"] for tool in tools]
    sums = [(sum(item.count for item in items), sum(item.size for item in items)) for items in html]
    yield _row(["HTML together", *(f"{number:,}" for pair in sums for number in pair)], first=20)


def markdown_row(cells: Sequence[str]) -> str:
    """One row of a table in Markdown; of dashes only, the line below its head."""
    return "|" + "|".join(cells) + "|" if set("".join(cells)) == {"-"} else f"| {' | '.join(cells)} |"


def _value(figures: Figures, tool: str, part: str, measure: str) -> float | None:
    """A median, or None where nothing was measured."""
    if part == "memory":
        peaks = figures.peaks.get(tool)
        return median(peaks) if peaks else None
    usages = figures.times.get((tool, part))
    return median(getattr(usage, measure) for usage in usages) if usages else None


def _rounded(number: float) -> str:
    """Two digits that count: 0.45, 0.012."""
    return f"{number:.3f}" if number < 0.1 else f"{number:.2f}"


def _row(cells: Sequence[str], first: int = 10) -> str:
    head, *others = cells
    return f"{head:<{first}}" + "".join(f"{cell:>16}" for cell in others)
