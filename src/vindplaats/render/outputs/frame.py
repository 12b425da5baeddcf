"""The parts that every page has: title, address, breadcrumbs and head."""

from typing import Any
from urllib.parse import quote

from msgspec import structs

from vindplaats.read.records import Publishable
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.metadata.context import PageContext
from vindplaats.render.metadata.head import with_head
from vindplaats.render.outputs.page_parts import description
from vindplaats.render.routing.addresses import INDEXES, root_of
from vindplaats.render.views.pages import (
    PaginaView,
    SiteView,
    StaticAddresses,
    Verwijzing,
)


def page_view(facts: PageFacts, url: str, **values: object) -> PaginaView:
    """Return the view of the page at ``url`` (relative to the root). ``values`` are other fields of `PaginaView`."""
    address = {"canoniek": facts.base_url + quote(url), "wortel": root_of(url)}
    fields: dict[str, Any] = {"titel": "", "beschrijving": "", "taal": facts.site.taal, **address, **values}
    return PaginaView(statisch=StaticAddresses(fields["wortel"], facts.static_url), **fields)


def write_page(facts: PageFacts, template: str, page: PaginaView, **values: object) -> bytes:
    """Render a page with the template named ``template``, such as ``"project"``. Raises `RenderFailedError` on failure.

    ``values`` are the other views that the template receives, by variable name. The metadata in the head is derived
    from ``page`` and these views.
    """
    context = PageContext(page, facts.site, facts.base_url, facts.per_page)
    return facts.render(template, pagina=with_head(context, values.values()), **values)


def site_at(facts: PageFacts, path: str) -> SiteView:
    """Return the site with the policy of the page at ``path``, where that is not the policy of most pages."""
    return structs.replace(facts.site, beleid=facts.policies.meta(path)) if facts.site.beleid else facts.site


def crumb_of(kind: str) -> Verwijzing:
    """Return the breadcrumb that links to the list or overview in the folder ``kind``, such as ``"projecten"``."""
    return Verwijzing(INDEXES[kind], f"{kind}/")


def publishable_page_view(facts: PageFacts, record: Publishable, url: str) -> PaginaView:
    """Return the view of the page of a project or nieuwsbericht at ``url`` (relative to the root)."""
    return page_view(
        facts,
        url,
        titel=record.titel,
        beschrijving=description(record.samenvatting, record.body, record.titel),
        taal=record.taal or facts.site.taal,
        menu=record.kind,
        kruimels=(crumb_of(record.kind),),
        niet_indexeren=record.concept,
    )
