"""The page that the head describes, and the site that it is part of."""

from msgspec import Struct

from vindplaats.render.views.pages import PaginaView, SiteView


class PageContext(Struct, frozen=True):
    """A page and its site, as templates see them; ``base_url`` is the whole address of the site."""

    page: PaginaView
    site: SiteView
    base_url: str
    per_page: int
