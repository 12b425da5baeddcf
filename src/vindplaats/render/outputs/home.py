"""The first page of the site."""

from vindplaats.render.artifact import HomePage
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.frame import page_view, write_page
from vindplaats.render.outputs.overviews import year_timeline
from vindplaats.render.routing.addresses import FEED
from vindplaats.render.views.lists import HomeView
from vindplaats.render.views.pages import (
    Verwijzing,
)
from vindplaats.text import shorten

HOME_PROJECTS = 6
"""Projects on the first page."""


HOME_NEWS = 4
"""News items on the first page."""


def make_home(site: PageFacts, _: HomePage) -> bytes:
    """Make the first page of the site."""
    projects = site.lists["projecten"]
    view = HomeView(
        werkvelden=tuple(line for i in site.lists["werkvelden"] if (line := site.lines[i]).aantal),
        projecten=tuple(site.cards[i] for i in projects[:HOME_PROJECTS]),
        nieuws=tuple(site.cards[i] for i in site.lists["nieuws"][:HOME_NEWS]),
        tijdlijn=year_timeline(site),
        aantal=len(projects),
        feed=Verwijzing("Volg nieuws en onderzoek op deze site (Atom)", FEED),
    )
    description = site.view.beschrijving or f"Al het onderzoek van {site.view.organisatie}."
    page = page_view(site, "", titel=site.view.naam, beschrijving=shorten(description))
    return write_page(site, "home", page, home=view)
