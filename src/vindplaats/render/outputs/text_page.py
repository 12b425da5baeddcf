"""Pages of text, such as "Over ons"."""

from vindplaats.read.fields.free_values import plain_mapping
from vindplaats.render.artifact import TextPage
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.frame import page_view, write_page
from vindplaats.render.outputs.page_parts import body_html, description
from vindplaats.render.theme.page_templates import DEFAULT_TEMPLATE
from vindplaats.render.views.pages import (
    TekstView,
)
from vindplaats.render.views.table_of_contents import contents_of


def make_text_page(facts: PageFacts, artifact: TextPage) -> bytes:
    """Make a page of text."""
    text = facts.static_page(artifact.text)
    record, url = text.record, artifact.path.removesuffix("index.html")
    page = page_view(
        facts,
        url,
        titel=record.titel,
        beschrijving=description(record.samenvatting, record.body, record.titel),
        taal=record.taal or facts.site.taal,
        menu=str(record.id),
    )
    body = body_html(facts, record.body, text.links, url, language=record.taal)
    view = TekstView(record.titel, record.samenvatting, body, contents_of(body), plain_mapping(record.extra))
    return write_page(facts, record.sjabloon or DEFAULT_TEMPLATE, page, tekst=view)
