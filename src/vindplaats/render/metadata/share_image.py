"""The picture that stands for a page where others show a link to it."""

import re
from html import unescape
from urllib.parse import urljoin

from msgspec import Struct

from vindplaats.render.views.lists import ContactpersoonIndex, IndexView, View
from vindplaats.render.views.pages import BerichtView, PaginaView, ProjectView, SiteView, TekstView

DEFAULT = "static/deelbeeld.png"
"""The picture of the site, of a size that all networks show whole."""
DEFAULT_SIZE = (1200, 630)

_IMAGE = re.compile(r"<img\s[^>]*>")
_ATTRIBUTE = re.compile(r"""\s(src|alt|width|height)=(?:"([^"]*)"|'([^']*)')""")


class Picture(Struct, frozen=True):
    """A picture by its whole address; width and height in pixels, 0 where not known. `eigen` if the page shows it."""

    url: str
    alt: str
    breedte: int = 0
    hoogte: int = 0
    eigen: bool = True


def picture_of(view: View, page: PaginaView, site: SiteView, base_url: str) -> Picture:
    """The first picture of a page, or of a person their photo; else that of the site."""
    if isinstance(view, ContactpersoonIndex) and _is_shown(view.contact.foto):
        known = view.contact.beeld
        size = (known.breedte, known.hoogte) if known else (0, 0)
        return Picture(base_url + view.contact.foto, view.contact.naam, *size)
    html = ""
    if isinstance(view, ProjectView | BerichtView | TekstView):
        html = view.inhoud
    elif isinstance(view, IndexView):
        html = view.inleiding
    default = Picture(base_url + DEFAULT, f"Beeldmerk van {site.naam}", *DEFAULT_SIZE, eigen=False)
    return first_picture(html, page.canoniek) or default


def first_picture(html: str, url: str) -> Picture | None:
    """The first picture in the HTML of the page at ``url`` that networks can show."""
    if "<img" not in html:
        return None
    for tag in _IMAGE.finditer(html):
        found = {name: unescape(one or other) for name, one, other in _ATTRIBUTE.findall(tag[0])}
        address = _joined(url, found.get("src", "").strip())
        if _is_shown(address) and address.startswith(("http://", "https://")):
            return Picture(address, found.get("alt", ""), _pixels(found.get("width")), _pixels(found.get("height")))
    return None


def _joined(url: str, address: str) -> str:
    try:
        return urljoin(url, address) if address else ""
    except ValueError:  # an editor's own HTML may say anything, as `http://[`
        return ""


def _pixels(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0  # noqa: PLR2004


def _is_shown(address: str) -> bool:
    """Tell whether there is a picture that is no SVG, which no network shows."""
    return bool(address) and not address.partition("?")[0].lower().endswith((".svg", ".svgz"))
