"""The page of a nieuwsbericht."""

from vindplaats.dutch.dates import dutch_date
from vindplaats.read.fields.free_values import plain_mapping
from vindplaats.render.artifact import NieuwsberichtPage
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.frame import publishable_page_view, write_page
from vindplaats.render.outputs.page_parts import body_html, contact_views, file_view, link_views
from vindplaats.render.views.pages import (
    BerichtView,
    Verwijzing,
)


def make_nieuwsbericht(facts: PageFacts, artifact: NieuwsberichtPage) -> bytes:
    """Make the page of a nieuwsbericht."""
    bericht = facts.nieuwsbericht(artifact.bericht)
    record, url = bericht.record, artifact.path.removesuffix("index.html")
    view = BerichtView(
        titel=record.titel,
        taal=record.taal or facts.site.taal,
        datum=dutch_date(record.datum),
        datum_iso=record.datum.isoformat(),
        samenvatting=record.samenvatting,
        inhoud=body_html(facts, record.body, bericht.links, url, language=record.taal),
        project=facts.card(bericht.project) if bericht.project else None,
        werkvelden=link_views(facts, bericht.werkvelden),
        contactpersonen=contact_views(facts, bericht.contactpersonen),
        bijlagen=tuple(file_view(facts, item, url) for item in bericht.bijlagen),
        links=tuple(Verwijzing(link.titel, link.url) for link in record.links),
        concept=record.concept,
        extra=plain_mapping(record.extra),
    )
    return write_page(facts, "nieuwsbericht", publishable_page_view(facts, record, url), bericht=view)
