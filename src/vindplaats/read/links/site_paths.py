"""The addresses on this site to which the menu and the footer lead."""

from urllib.parse import unquote

from msgspec import Struct

from vindplaats.read.links.web_addresses import path_on_site
from vindplaats.read.notations.addresses import is_web_address
from vindplaats.read.records import SiteLink


class SitePath(Struct, frozen=True):
    """An address on this site in a link of the menu or footer: the path from the root, and what comes after it.

    ``path`` is decoded and begins with a slash; it is empty if the link has no such path. ``anchor`` is decoded, and
    ``query`` is not.
    """

    path: str
    query: str = ""
    anchor: str = ""


def path_of_link(link: SiteLink, base_url: str) -> SitePath | None:
    """Return the address on this site to which a link of the menu or footer leads, or None if it leads elsewhere."""
    if is_web_address(link.url):
        path = path_on_site(link.url, base_url)
        if path is None:
            return None
    else:
        path = unquote(link.url.partition("#")[0].partition("?")[0])
    address, _, anchor = link.url.partition("#")
    return SitePath(path if path.startswith("/") else "", address.partition("?")[2], unquote(anchor))
