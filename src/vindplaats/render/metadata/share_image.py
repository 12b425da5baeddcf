"""The picture that link previews show for a page."""

import re
from html import unescape
from urllib.parse import urljoin

from msgspec import Struct

from vindplaats.render.metadata.context import PageContext
from vindplaats.render.views.lists import ContactpersoonIndex, IndexView, View
from vindplaats.render.views.pages import BerichtView, ProjectView, TekstView

DEFAULT_PICTURE = "static/deelbeeld.png"
"""The path of the site's own picture, of a size that all networks show without cropping."""
DEFAULT_PICTURE_SIZE = (1200, 630)
"""Width and height in pixels of the picture at `DEFAULT_PICTURE`."""

_IMAGE = re.compile(r"<img\s[^>]*>")
_ATTRIBUTE = re.compile(r"""\s(src|alt|width|height)=(?:"([^"]*)"|'([^']*)')""")


class ShareImage(Struct, frozen=True):
    """A picture at an absolute address.

    `breedte` and `hoogte` are its width and height in pixels, 0 if unknown. `eigen` is false for the default picture of
    the site, which the page itself does not show.
    """

    url: str
    alt: str
    breedte: int = 0
    hoogte: int = 0
    eigen: bool = True


def share_image_of(context: PageContext, view: View) -> ShareImage:
    """Return the photo on the page of a person, the first picture in any other page, or the default of the site."""
    if isinstance(view, ContactpersoonIndex) and _is_shown(view.contact.foto):
        known = view.contact.beeld
        size = (known.breedte, known.hoogte) if known else (0, 0)
        return ShareImage(context.base_url + view.contact.foto, view.contact.naam, *size)
    html = ""
    if isinstance(view, ProjectView | BerichtView | TekstView):
        html = view.inhoud
    elif isinstance(view, IndexView):
        html = view.inleiding
    default = ShareImage(
        context.base_url + DEFAULT_PICTURE, f"Beeldmerk van {context.site.naam}", *DEFAULT_PICTURE_SIZE, eigen=False
    )
    return first_picture(html, context.page.canoniek) or default


def first_picture(html: str, url: str) -> ShareImage | None:
    """Return the first picture in ``html``, on the page at ``url``, that networks can show; None if there is none."""
    if "<img" not in html:
        return None
    for tag in _IMAGE.finditer(html):
        found = {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(tag[0])}
        address = _joined(url, found.get("src", "").strip())
        if _is_shown(address) and address.startswith(("http://", "https://")):
            return ShareImage(address, found.get("alt", ""), _pixels(found.get("width")), _pixels(found.get("height")))
    return None


def _joined(url: str, address: str) -> str:
    try:
        return urljoin(url, address) if address else ""
    except ValueError:  # an editor's own HTML may hold an invalid address, such as `http://[`
        return ""


def _pixels(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0  # noqa: PLR2004


def _is_shown(address: str) -> bool:
    """Return whether networks show the picture at ``address``: it is not empty, nor the address of an SVG."""
    return bool(address) and not address.partition("?")[0].lower().endswith((".svg", ".svgz"))
