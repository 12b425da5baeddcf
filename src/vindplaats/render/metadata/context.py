"""The page that metadata describes, and its site."""

from msgspec import Struct

from vindplaats.render.views.pages import PaginaView, SiteView


class PageContext(Struct, frozen=True):
    """A page and its site, as templates see them.

    ``base_url`` is the absolute address of the site, and ``per_page`` the number of items on a page of a list.
    """

    page: PaginaView
    site: SiteView
    base_url: str
    per_page: int
