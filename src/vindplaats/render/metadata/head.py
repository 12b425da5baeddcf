"""The metadata in the head of a page: OpenGraph, JSON-LD, Signposting and links to feeds.

It is derived from the view that the template receives, so it cannot reveal more than the page shows. Redirects and the
"not found" page, which has no view of its own, have no metadata.
"""

from collections.abc import Iterable

from msgspec import structs

from vindplaats.render.metadata.context import PageContext
from vindplaats.render.metadata.linked_data import linked_data
from vindplaats.render.metadata.open_graph import open_graph
from vindplaats.render.metadata.share_image import share_image_of
from vindplaats.render.metadata.signposting import signposts
from vindplaats.render.routing.addresses import FEED, JSON_FEED
from vindplaats.render.views.lists import HomeView, View, WerkveldIndex
from vindplaats.render.views.pages import PaginaView, ProjectView, RedirectView, Relatie, SiteView

ATOM_TYPE, JSON_FEED_TYPE = "application/atom+xml", "application/feed+json"


def with_head(context: PageContext, views: Iterable[object]) -> PaginaView:
    """Return the page with metadata added, in which all addresses are absolute.

    The metadata describes the first of ``views`` that is a `View` and not a redirect. Without such a view, the page is
    returned unchanged.
    """
    page = context.page
    view = next((view for view in views if isinstance(view, View) and not isinstance(view, RedirectView)), None)
    if view is None:
        return page
    picture = share_image_of(context, view)
    signs = signposts(view, page, context.base_url) if isinstance(view, ProjectView) else ()
    return structs.replace(
        page,
        metas=(*page.metas, *open_graph(context, view, picture)),
        relaties=(*page.relaties, *_alternates(view, context.site, context.base_url), *signs),
        jsonld=linked_data(context, view, picture),
    )


def _alternates(view: View, site: SiteView, base_url: str) -> tuple[Relatie, ...]:
    """Return the links of a page to feeds.

    The home page links to both feeds of the site, the page of a werkveld to its own feed, and other pages to none.
    """
    if isinstance(view, HomeView):
        return (
            Relatie("alternate", base_url + FEED, ATOM_TYPE, site.naam),
            Relatie("alternate", base_url + JSON_FEED, JSON_FEED_TYPE, site.naam),
        )
    if isinstance(view, WerkveldIndex) and view.feed:
        return (Relatie("alternate", base_url + view.feed.url, ATOM_TYPE, f"{view.titel} – {site.naam}"),)
    return ()
