"""The picture that link previews show for a page."""

from html import unescape
from urllib.parse import urljoin

from msgspec import Struct

from vindplaats.patterns import regex
from vindplaats.render.metadata.context import PageContext
from vindplaats.render.views.lists import ContactpersoonIndex, HomeView, IndexView, View
from vindplaats.render.views.pages import BerichtView, ProjectView, TekstView

DEFAULT_PICTURE = "static/deelbeeld.png"
"""The path of the default picture of a site. It has a size that social networks show without cropping."""
DEFAULT_PICTURE_SIZE = (1200, 630)
"""Width and height of the default picture in pixels."""

_IMAGE = regex(r"<img\s[^>]*>")
_ATTRIBUTE = regex(r"""\s(src|alt|width|height)=(?:"([^"]*)"|'([^']*)')""")


class ShareImage(Struct, frozen=True):
    """The picture that link previews show for a page; `url` is absolute.

    `breedte` and `hoogte` are its width and height in pixels, 0 if unknown. `eigen` is true if the page itself shows
    the picture, and false for the default picture of the site.
    """

    url: str
    alt: str
    breedte: int = 0
    hoogte: int = 0
    eigen: bool = True


def share_image_of(context: PageContext, view: View) -> ShareImage:
    """Return the picture of a page.

    That is the photo of the person, the first picture in the text, the first page of a report, or the default picture.
    """
    if isinstance(view, ContactpersoonIndex) and _is_shown(view.contact.foto):
        known = view.contact.beeld
        size = (known.breedte, known.hoogte) if known else (0, 0)
        return ShareImage(context.base_url + view.contact.foto, view.contact.naam, *size)
    html = ""
    if isinstance(view, ProjectView | BerichtView | TekstView | HomeView):
        html = view.inhoud
    elif isinstance(view, IndexView):
        html = view.inleiding
    default = ShareImage(
        context.base_url + DEFAULT_PICTURE, f"Beeldmerk van {context.site.naam}", *DEFAULT_PICTURE_SIZE, eigen=False
    )
    shown = first_picture(html, context.page.canoniek)
    if shown is None and isinstance(view, ProjectView):
        shown = _first_page(context, view)
    return shown or default


def _first_page(context: PageContext, view: ProjectView) -> ShareImage | None:
    """Return the picture of the first page of the report or else of the first attachment that has one, or None."""
    for file in (*((view.rapport,) if view.rapport else ()), *view.bijlagen):
        if file.beeld:
            title = file.documenttitel or (view.titel if file is view.rapport else file.titel)
            alt = f"Eerste bladzijde van '{title}'"
            return ShareImage(context.base_url + file.beeld.url, alt, file.beeld.breedte, file.beeld.hoogte)
    return None


def first_picture(html: str, url: str) -> ShareImage | None:
    """Return the first picture in ``html`` that social networks can show, or None. ``url`` is that of the page."""
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
    except ValueError:  # HTML that an editor wrote may have an invalid address, such as `http://[`
        return ""


def _pixels(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0  # noqa: PLR2004


def _is_shown(address: str) -> bool:
    """Return whether social networks can show the picture at ``address``: false for an SVG and an empty address."""
    return bool(address) and not address.partition("?")[0].lower().endswith((".svg", ".svgz"))
