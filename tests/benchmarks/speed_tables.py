"""Tables of the measurements of builds, with the goals."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from msgspec import Struct

from benchmarks.corpora import NAMES, Name
from benchmarks.processes import Made, Usage

VINDPLAATS, HUGO, MINIMAL = "Vindplaats", "Hugo", "minimal Hugo"
NOTHING = "–"


class Figures(Struct, frozen=True):
    """The measurements of one corpus.

    ``source`` is the average size of a source file in bytes. ``times`` has the runs by tool and part, ``peaks`` the
    peak memory of each run in bytes, and ``made`` the files by kind, each by tool.
    """

    corpus: Name
    projects: int
    news: int
    source: int
    times: Mapping[tuple[str, str], tuple[Usage, ...]]
    peaks: Mapping[str, tuple[float, ...]]
    made: Mapping[str, Mapping[str, Made]]


class Goal(Struct, frozen=True):
    """The share of Hugo's cold build that a build of Vindplaats should take, by corpus, and the most it may take."""

    label: str
    part: str
    measure: str
    goal: tuple[float, float, float]
    most: tuple[float, float, float]


class Other(Struct, frozen=True):
    """Something that is measured of Vindplaats alone: what it is, the goal, and the median of the runs, with unit."""

    label: str
    goal: str
    measured: str


GOALS = (
    Goal("cold build, wall clock", "cold", "wall", (0.55, 0.70, 0.75), (0.75, 1.10, 1.20)),
    Goal("cold build, processor time", "cold", "cpu", (0.60, 0.75, 0.80), (0.70, 1.10, 1.20)),
    Goal("peak memory of all processes", "memory", "", (0.20, 0.20, 0.20), (0.22, 0.22, 0.22)),
    Goal("nothing changed, wall clock", "same", "wall", (0.02, 0.02, 0.02), (0.025, 0.025, 0.025)),
    Goal("every modification time changed, wall clock", "touched", "wall", (0.04, 0.04, 0.04), (0.06, 0.06, 0.06)),
    Goal("a sentence added to one project, wall clock", "edit", "wall", (0.05, 0.06, 0.06), (0.12, 0.12, 0.12)),
    Goal("a title changed, wall clock", "title", "wall", (0.12, 0.12, 0.12), (0.20, 0.20, 0.20)),
)
"""The goals for 10,000 projects, in the order of the corpora."""
PARTS = {"cold": "cold", "same": "nothing changed", "touched": "touched", "first": "first edit", "edit": "edit",
         "title": "title"}  # fmt: skip
"""The timed builds, in the order of the tables. The first edit after a cold build is a separate row."""


def share(figures: Figures, goal: Goal, tool: str) -> float | None:
    """Return the median of Vindplaats as a share of the median of a cold build by ``tool``, or None without these."""
    ours = value(figures, VINDPLAATS, goal.part, goal.measure)
    theirs = value(figures, tool, "memory" if goal.part == "memory" else "cold", goal.measure)
    return None if ours is None or not theirs else ours / theirs


def goal_table(figures: Figures) -> Iterator[str]:
    """Yield a Markdown table of shares of both builds by Hugo, with the goals."""
    title = f"{figures.projects:,} projects, {figures.corpus}"
    yield markdown_row(
        [title, "share of Hugo making the same files", "share of minimal Hugo", "goal", "not resolved above"]
    )
    yield markdown_row(["---"] * 5)
    place = NAMES.index(figures.corpus)
    for goal in GOALS:
        shares = [share(figures, goal, tool) for tool in (HUGO, MINIMAL)]
        if any(found is not None for found in shares):
            cells = (NOTHING if found is None else _rounded(found) for found in shares)
            yield markdown_row([goal.label, *cells, f"{goal.goal[place]:g}", f"{goal.most[place]:g}"])


def other_table(others: Sequence[Other]) -> Iterator[str]:
    """Yield a Markdown table of what is measured of Vindplaats alone."""
    if others:
        yield markdown_row(["Vindplaats", "at most", "measured"])
        yield markdown_row(["---"] * 3)
        for other in others:
            yield markdown_row([other.label, other.goal, other.measured])


def time_table(figures: Figures) -> Iterator[str]:
    """Yield a table of the medians behind the shares, with the fastest and slowest runs."""
    yield _row(["tool", "build", "runs", "wall s", "fastest", "slowest", "CPU s"])
    for part, label in PARTS.items():
        for tool in (VINDPLAATS, HUGO, MINIMAL):
            if usages := figures.times.get((tool, part)):
                walls = [usage.wall for usage in usages]
                seconds = (median(walls), min(walls), max(walls), median(usage.cpu for usage in usages))
                yield _row([tool, label, str(len(usages)), *(f"{second:.3f}" for second in seconds)])
    for tool, peaks in figures.peaks.items():
        yield _row([tool, "peak memory", str(len(peaks)), f"{median(peaks) / 2**20:.0f} MiB"])


def page_table(figures: Figures) -> Iterator[str]:
    """Yield a table of the number of files of each kind and their bytes, for every tool."""
    tools = [tool for tool in (VINDPLAATS, HUGO, MINIMAL) if tool in figures.made]
    yield _row(["", *(name for tool in tools for name in (tool, "bytes"))], first=20)
    for kind in sorted({kind for tool in tools for kind in figures.made[tool]}):
        found = [figures.made[tool].get(kind, Made(0, 0)) for tool in tools]
        yield _row([kind, *(f"{number:,}" for item in found for number in (item.count, item.size))], first=20)
    sums = [(sum(i.count for i in figures.made[tool].values()), _bytes(figures.made[tool])) for tool in tools]
    yield _row(["in total", *(f"{number:,}" for pair in sums for number in pair)], first=20)


def markdown_row(cells: Sequence[str]) -> str:
    """Return a row of a Markdown table, or the separator line if all cells are dashes."""
    return "|" + "|".join(cells) + "|" if set("".join(cells)) == {"-"} else f"| {' | '.join(cells)} |"


def value(figures: Figures, tool: str, part: str, measure: str) -> float | None:
    """Return a median, or None if nothing was measured."""
    if part == "memory":
        peaks = figures.peaks.get(tool)
        return median(peaks) if peaks else None
    usages = figures.times.get((tool, part))
    return median(getattr(usage, measure) for usage in usages) if usages else None


def _bytes(made: Mapping[str, Made]) -> int:
    return sum(item.size for item in made.values())


def _rounded(number: float) -> str:
    """Round a share to two significant digits or so: 0.45, 0.012."""
    return f"{number:.3f}" if number < 0.1 else f"{number:.2f}"


def _row(cells: Sequence[str], first: int = 14) -> str:
    head, *rest = cells
    return f"{head:<{first}}" + "".join(f"{cell:>16}" for cell in rest)
