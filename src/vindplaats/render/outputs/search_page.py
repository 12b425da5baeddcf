"""The search page, and the words that it suggests."""

from markupsafe import Markup
from msgspec import json

from vindplaats.render.artifact import SearchPage, SearchWords
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.frame import page_view, write_page
from vindplaats.render.views.pages import TekstView


def make_search_page(facts: PageFacts, artifact: SearchPage) -> bytes:
    """Make the search page."""
    url = artifact.path.removesuffix("index.html")
    page = page_view(facts, url, titel="Zoeken", beschrijving="Zoek in al het onderzoek.", niet_indexeren=True)
    return write_page(facts, "pagina", page, tekst=TekstView("Zoeken", "", Markup()))


def make_search_words(facts: PageFacts, _: SearchWords) -> bytes:
    """Make the list of words that the search page may suggest: ``{"woorden": ["arbeidsmarkt", ...]}``."""
    return json.encode({"woorden": facts.search_words("")})
