"""The page of a news item."""

from vindplaats.dutch.dates import dutch_date
from vindplaats.render.artifact import NieuwsberichtPage
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.frame import publishable_page_view, write_page
from vindplaats.render.outputs.page_parts import body_html, contact_views, file_view, link_views
from vindplaats.render.views.pages import (
    BerichtView,
    Verwijzing,
)


def make_nieuwsbericht(site: PageFacts, artifact: NieuwsberichtPage) -> bytes:
    """Make the page of a nieuwsbericht."""
    bericht = site.berichten[artifact.bericht]
    record, url = bericht.record, artifact.path.removesuffix("index.html")
    view = BerichtView(
        titel=record.titel,
        taal=record.taal or site.view.taal,
        datum=dutch_date(record.datum),
        datum_iso=record.datum.isoformat(),
        samenvatting=record.samenvatting,
        inhoud=body_html(site, record.body, bericht.links, url),
        project=site.cards[bericht.project] if bericht.project else None,
        werkvelden=link_views(site, bericht.werkvelden),
        contactpersonen=contact_views(site, bericht.contactpersonen),
        bijlagen=tuple(file_view(site, item, url) for item in bericht.bijlagen),
        links=tuple(Verwijzing(link.titel, link.url) for link in record.links),
        concept=record.concept,
    )
    return write_page(site, "nieuwsbericht", publishable_page_view(site, record, url), bericht=view)
