"""The input from which the metadata of a page is derived: the page and its site."""

from msgspec import Struct

from vindplaats.render.views.pages import PaginaView, SiteView


class PageContext(Struct, frozen=True):
    """The views of a page and of its site, with two settings that neither view has.

    ``base_url`` is the absolute address of the root of the site (``"https://example.org/"``), and ``per_page`` the
    number of items on one page of a list.
    """

    page: PaginaView
    site: SiteView
    base_url: str
    per_page: int
