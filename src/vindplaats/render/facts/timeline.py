"""How lists of projects are spread over years and werkvelden, and the timelines that show it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from vindplaats.catalogue.corpus import Study
from vindplaats.read.page_id import PageId
from vindplaats.render.views.lists import JaarView

MAX_GAPLESS_YEARS = 60
"""Years in which a timeline also shows that there were no projects; over more it shows only those that have some."""


class Spread(Struct, frozen=True, gc=False):
    """How many projects of a list there are of each year, newest first, and of each werkveld (by id), in order."""

    jaren: tuple[tuple[int, int], ...]
    werkvelden: tuple[tuple[PageId, int], ...]


def spread_of(studies: Iterable[Study], order: Mapping[PageId, int]) -> Spread:
    """The spread of a list; ``order`` is the place of every werkveld in its overview."""
    years: Counter[int] = Counter()
    fields: Counter[PageId] = Counter()
    for study in studies:
        years[study.project.jaar] += 1
        fields.update(r.id for r in study.werkvelden)
    return Spread(
        tuple(sorted(years.items(), reverse=True)),
        tuple((field, fields[field]) for field in sorted(fields, key=order.__getitem__)),
    )


def timeline(years: Iterable[tuple[int, int]], url: Callable[[int], str], here: int = 0) -> tuple[JaarView, ...]:
    """Bars for ``years`` (each with its number of projects), oldest first; ``here`` is the year of the page itself.

    Fewer than two years make no timeline.
    """
    counts = dict(years)
    if len(counts) < 2:  # noqa: PLR2004 (a line takes two points)
        return ()
    first, last, highest = min(counts), max(counts), max(counts.values())
    shown = range(first, last + 1) if last - first < MAX_GAPLESS_YEARS else sorted(counts)
    return tuple(
        JaarView(
            year,
            counts.get(year, 0),
            round(100 * counts.get(year, 0) / highest),
            url(year) if year in counts and year != here else "",
            year == here,
        )
        for year in shown
    )
