"""The home page."""

from vindplaats.render.artifact import HomePage
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.list_keys import AllNews, AllProjects, Overview
from vindplaats.render.outputs.frame import page_view, write_page
from vindplaats.render.outputs.overviews import year_timeline
from vindplaats.render.routing.addresses import FEED
from vindplaats.render.views.lists import HomeView
from vindplaats.render.views.pages import (
    Verwijzing,
)
from vindplaats.text import shorten

MAX_HOME_PROJECTS = 6
"""Maximum number of projects on the home page."""
MAX_HOME_NEWS = 4
"""Maximum number of news items on the home page."""


def make_home(facts: PageFacts, _: HomePage) -> bytes:
    """Make the home page: werkvelden that have projects, the newest projects and news, and a timeline."""
    projects = facts.pages_of(AllProjects())
    view = HomeView(
        werkvelden=tuple(line for i in facts.entries_of(Overview("werkvelden")) if (line := facts.line(i)).aantal),
        projecten=tuple(facts.card(i) for i in projects[:MAX_HOME_PROJECTS]),
        nieuws=tuple(facts.card(i) for i in facts.pages_of(AllNews())[:MAX_HOME_NEWS]),
        tijdlijn=year_timeline(facts),
        aantal=len(projects),
        feed=Verwijzing("Volg nieuws en onderzoek op deze site (Atom)", FEED),
    )
    description = facts.site.beschrijving or f"Al het onderzoek van {facts.site.organisatie}."
    page = page_view(facts, "", titel=facts.site.naam, beschrijving=shorten(description))
    return write_page(facts, "home", page, home=view)
