"""Pages without content of their own: redirects from old addresses, and the "not found" page."""

from urllib.parse import quote, urlsplit

from vindplaats.render.artifact import NotFoundPage, RedirectPage
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.frame import page_view, write_page
from vindplaats.render.views.pages import (
    RedirectView,
)


def make_not_found(facts: PageFacts, _: NotFoundPage) -> bytes:
    """Make the "not found" page.

    Hosts serve it at any missing address, however deep, so its links are not relative: they start with the path of the
    site on its host.
    """
    root = urlsplit(facts.base_url).path or "/"
    page = page_view(
        facts,
        "404.html",
        titel="Pagina niet gevonden",
        beschrijving="Deze pagina is er niet (meer).",
        wortel=root,
        niet_indexeren=True,
    )
    return write_page(facts, "404", page)


def make_redirect(facts: PageFacts, artifact: RedirectPage) -> bytes:
    """Make the page at an old address, which sends visitors on to the new address."""
    card = facts.card(artifact.target)
    page = page_view(
        facts,
        artifact.path.removesuffix("index.html"),
        titel=card.titel,
        beschrijving=f"Deze pagina is verplaatst naar: {card.titel}.",
        canoniek=facts.base_url + quote(card.url),
        taal=card.taal,
        niet_indexeren=True,
    )
    return write_page(facts, "redirect", page, redirect=RedirectView(titel=card.titel, url=card.url))
