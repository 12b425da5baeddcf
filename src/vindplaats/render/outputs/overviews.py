"""Overviews: a page for all werkvelden, clients, persons, series, authors or years, with links to their lists."""

from collections.abc import Iterable

from vindplaats.render.artifact import OverviewPage
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.facts.timeline import timeline
from vindplaats.render.list_keys import AllProjects, Overview, YearProjects
from vindplaats.render.outputs.frame import page_view, write_page
from vindplaats.render.routing.addresses import INDEXES
from vindplaats.render.views.lists import GroepView, IngangView, JaarView, OverzichtView

KINDS_BY_NAME = ("opdrachtgevers", "contactpersonen", "reeksen", "publicaties")
"""Kinds of entries with an overview that is sorted by name, and can therefore be grouped by letter."""
OPTIONAL_KINDS = ("reeksen", "publicaties")
"""Kinds of entries that many sites lack. An empty overview of such a kind asks search engines not to index it."""
MIN_LETTER_ENTRIES = 40
"""Minimum number of entries for an overview to be grouped by letter. That many lines do not fit on one screen."""


def make_overview(facts: PageFacts, artifact: OverviewPage) -> bytes:
    """Make the overview of all entries of a kind, or of all years."""
    kind = artifact.kind
    lines = tuple(facts.line(i) for i in facts.entries_of(Overview(kind)))
    view = OverzichtView(
        soort=kind,
        titel=INDEXES[kind],
        ingangen=lines,
        letters=_by_letter(lines) if kind in KINDS_BY_NAME and len(lines) >= MIN_LETTER_ENTRIES else (),
        tijdlijn=year_timeline(facts) if kind == "jaren" else (),
    )
    description = f"Alle {INDEXES[kind].lower()} van {facts.site.organisatie}, met hun projecten."
    page = page_view(
        facts,
        f"{kind}/",
        titel=INDEXES[kind],
        beschrijving=description,
        menu=kind,
        niet_indexeren=kind in OPTIONAL_KINDS and not lines,
    )
    return write_page(facts, "overzicht", page, overzicht=view)


def year_timeline(facts: PageFacts, here: int = 0) -> tuple[JaarView, ...]:
    """Return the timeline of all projects. ``here`` is the year of the page itself, or 0; its bar has no link."""
    return timeline(facts.spread(AllProjects()).jaren, lambda year: facts.url(YearProjects(year)), here)


def _by_letter(lines: Iterable[IngangView]) -> tuple[GroepView, ...]:
    """Group the lines of an overview by the letter that they are sorted under."""
    groups: dict[str, list[IngangView]] = {}
    for line in lines:
        groups.setdefault(line.letter, []).append(line)
    return tuple(GroepView(letter, f"vp-{letter[0].lower()}", tuple(found)) for letter, found in groups.items())
