"""The search page, and the words that it suggests."""

from msgspec import json

from vindplaats.render.artifact import SearchPage, SearchWords
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.frame import crumb_of, page_view, site_at, write_page
from vindplaats.render.views.pages import ZoekenView

OVERVIEWS = ("projecten", "werkvelden", "opdrachtgevers", "jaren")
"""The lists and overviews that the search page offers to visitors without JavaScript, or who find nothing."""


def make_search_page(facts: PageFacts, artifact: SearchPage) -> bytes:
    """Make the search page. Its script does the rest in the browser."""
    page = page_view(
        facts,
        artifact.path.removesuffix("index.html"),
        titel="Zoeken",
        beschrijving=f"Zoek in onderzoek, nieuws en rapporten van {facts.site.organisatie}.",
        niet_indexeren=True,
    )
    view = ZoekenView(overzichten=tuple(map(crumb_of, OVERVIEWS)), leeg=not facts.has_hits(""))
    return write_page(facts, "zoeken", page, zoeken=view, site=site_at(facts, artifact.path))


def make_search_words(facts: PageFacts, _: SearchWords) -> bytes:
    """Make the list of words that the search page may suggest: ``{"woorden": ["arbeidsmarkt", ...]}``."""
    return json.encode({"woorden": facts.search_words("")})
