"""The metadata in the head of a page, derived from its view so that it never says more than visitors may see.

Pages without a view of their own (404) and redirects have no metadata.
"""

from collections.abc import Iterable

from msgspec import structs

from vindplaats.render.metadata.linked_data import linked_data
from vindplaats.render.metadata.open_graph import open_graph
from vindplaats.render.metadata.share_image import share_image_of
from vindplaats.render.metadata.signposting import signposts
from vindplaats.render.routing.addresses import FEED, JSON_FEED
from vindplaats.render.views.lists import HomeView, View, WerkveldIndex
from vindplaats.render.views.pages import PaginaView, ProjectView, RedirectView, Relatie, SiteView

ATOM_TYPE, JSON_FEED_TYPE = "application/atom+xml", "application/feed+json"


def with_head(page: PaginaView, views: Iterable[object], site: SiteView, base_url: str, per_page: int) -> PaginaView:
    """Return the page with metadata about its view, the first of ``views`` that describes a page.

    All addresses in the metadata are absolute: they start with ``base_url``. ``per_page`` is the number of items on a
    page of a list.
    """
    view = next((view for view in views if isinstance(view, View) and not isinstance(view, RedirectView)), None)
    if view is None:
        return page
    picture = share_image_of(view, page, site, base_url)
    return structs.replace(
        page,
        metas=(*page.metas, *open_graph(page, view, site, picture)),
        relaties=(*page.relaties, *_alternates(view, site, base_url), *_signposts(view, page, base_url)),
        jsonld=linked_data(page, view, site, base_url, per_page, picture),
    )


def _signposts(view: View, page: PaginaView, base_url: str) -> tuple[Relatie, ...]:
    return signposts(view, page, base_url) if isinstance(view, ProjectView) else ()


def _alternates(view: View, site: SiteView, base_url: str) -> tuple[Relatie, ...]:
    """Return links to the feeds of the home page or of a werkveld.

    Only the home page links to the feeds of the whole site, under the name of the site.
    """
    if isinstance(view, HomeView):
        return (
            Relatie("alternate", base_url + FEED, ATOM_TYPE, site.naam),
            Relatie("alternate", base_url + JSON_FEED, JSON_FEED_TYPE, site.naam),
        )
    if isinstance(view, WerkveldIndex) and view.feed:
        return (Relatie("alternate", base_url + view.feed.url, ATOM_TYPE, f"{view.titel} – {site.naam}"),)
    return ()
