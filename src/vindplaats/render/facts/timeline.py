"""Count the projects of a list by year and by werkveld, and make timelines of the years."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from vindplaats.catalogue.corpus import Study
from vindplaats.read.page_id import PageId
from vindplaats.render.views.lists import JaarView

MAX_GAPLESS_YEARS = 60
"""Maximum length, in years, of a timeline with a bar for every year. A longer one omits years without projects."""


class Spread(Struct, frozen=True, gc=False):
    """The years and werkvelden of the projects of a list, each paired with its number of projects: ``(2021, 14)``.

    Years are sorted newest first, werkvelden in the order of the overview of werkvelden.
    """

    jaren: tuple[tuple[int, int], ...]
    werkvelden: tuple[tuple[PageId, int], ...]


def spread_of(studies: Iterable[Study], order: Mapping[PageId, int]) -> Spread:
    """Return the spread of a list of studies. ``order`` has the position of each werkveld among all werkvelden."""
    listed = tuple(studies)
    years = Counter([study.project.jaar for study in listed])
    werkvelden = Counter([werkveld.id for study in listed for werkveld in study.werkvelden])
    return Spread(
        tuple(sorted(years.items(), reverse=True)),
        tuple((werkveld, werkvelden[werkveld]) for werkveld in sorted(werkvelden, key=order.__getitem__)),
    )


def timeline(years: Iterable[tuple[int, int]], url: Callable[[int], str], here: int = 0) -> tuple[JaarView, ...]:
    """Return the bars of a timeline, oldest first, or an empty tuple for fewer than two years.

    ``years`` are pairs of a year and its number of projects, ``url`` returns the address of a year, and ``here`` is the
    year of the page itself, or 0.
    """
    counts = dict(years)
    if len(counts) < 2:  # noqa: PLR2004 (a timeline of one bar says nothing)
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
