"""The home page."""

from markupsafe import Markup

from vindplaats.read.fields.free_values import NO_EXTRA, plain_mapping
from vindplaats.render.artifact import HomePage
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.list_keys import AllNews, AllProjects, Overview
from vindplaats.render.outputs.frame import page_view, write_page
from vindplaats.render.outputs.overviews import year_timeline
from vindplaats.render.outputs.page_parts import body_html
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
    """Make the home page: werkvelden that have projects, the newest projects and news, a timeline, and a text."""
    projects = facts.pages_of(AllProjects())
    text = facts.home_text("")
    view = HomeView(
        werkvelden=tuple(line for i in facts.entries_of(Overview("werkvelden")) if (line := facts.line(i)).aantal),
        projecten=tuple(facts.card(i) for i in projects[:MAX_HOME_PROJECTS]),
        nieuws=tuple(facts.card(i) for i in facts.pages_of(AllNews())[:MAX_HOME_NEWS]),
        tijdlijn=year_timeline(facts),
        aantal=len(projects),
        feed=Verwijzing("Volg nieuws en onderzoek op deze site (Atom)", FEED),
        inhoud=body_html(facts, text.record.body, text.links, "") if text else Markup(""),
        extra=plain_mapping(text.record.extra if text else NO_EXTRA),
    )
    summary = text.record.samenvatting if text else ""
    description = summary or facts.site.beschrijving or f"Al het onderzoek van {facts.site.organisatie}."
    page = page_view(facts, "", titel=facts.site.naam, beschrijving=shorten(description))
    return write_page(facts, "home", page, home=view)
