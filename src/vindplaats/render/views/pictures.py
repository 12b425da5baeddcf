"""The HTML for images in several widths and formats, from which a browser chooses the best one for its screen.

An image becomes a ``<picture>`` element with a ``<source>`` for each format, and with the original for browsers that
support none of those formats (HTML standard, 4.8.4, "Images").
"""

import re
from collections.abc import Callable
from urllib.parse import quote

from vindplaats.media.variants import MEDIA_TYPES, Picture, widths
from vindplaats.read.image_tags import IMG_TAG, read_attributes
from vindplaats.read.link_marks import read_link_mark
from vindplaats.render.routing.addresses import variant_url
from vindplaats.render.views.pages import BeeldView, BronView, VariantView

TEXT_IMAGE_SIZES = "(min-width: 38em) 36em, 100vw"
"""The ``sizes`` attribute of an image in a text: the width of the column (``--maat`` in the style sheet) or, on a
narrower screen, the width of the screen."""


def picture_view(picture: Picture, address: str, *, square: bool = False) -> BeeldView:
    """Return the view of a picture. ``address`` is that of the original; ``square`` is true for a person's photo."""
    steps = widths(picture, square=square)
    sources = tuple(
        BronView(
            MEDIA_TYPES[kind],
            tuple(VariantView(quote(variant_url(address, width, kind, square=square)), width) for width in steps),
        )
        for kind in picture.formats
        if steps
    )
    return BeeldView(quote(address), picture.width, picture.height, sources)


def with_pictures(html: str, view_of: Callable[[int], BeeldView | None], root: str) -> str:
    """Return the HTML of a body with each image in all widths and formats of its view. Link marks are kept.

    ``view_of`` takes the number of a link mark and returns the view of that image, or None if the site has no such
    picture. ``root`` is the path from the page to the root of the site, such as ``../../``. The first image loads at
    once, because it may be the largest element on the first screen (web.dev/lcp). The others load when they are about
    to come into view. A size or ``loading`` that an editor wrote is kept.
    """
    seen = 0

    def replace_image(match: re.Match[str]) -> str:
        nonlocal seen
        attributes = read_attributes(match[0])
        number = read_link_mark(attributes.get("src", ""))
        if number is None:  # for example an image inside a comment
            return match[0]
        seen += 1
        return _picture(attributes, view_of(number), root, first=seen == 1)

    return IMG_TAG.sub(replace_image, html)


def _picture(attributes: dict[str, str], view: BeeldView | None, root: str, *, first: bool) -> str:
    if not first:
        attributes.setdefault("loading", "lazy")
    attributes.setdefault("decoding", "async")
    if view is None:
        return html_tag("img", attributes)
    width, height = _size(attributes, view)
    if width and height:
        attributes["width"], attributes["height"] = str(width), str(height)
    image = html_tag("img", attributes)
    if not view.bronnen:
        return image
    sizes = f"(min-width: {width}px) {width}px, 100vw" if width < view.breedte else TEXT_IMAGE_SIZES
    sources = "".join(
        html_tag("source", {"type": source.soort, "srcset": _srcset(source, root), "sizes": sizes})
        for source in view.bronnen
    )
    return f"<picture>{sources}{image}</picture>"


def _size(attributes: dict[str, str], view: BeeldView) -> tuple[int, int]:
    """Return the width and height of an image in pixels, or zeros if they are unknown.

    Sizes that the editor wrote take precedence over those of the file. If the editor wrote only a width or only a
    height, the other is computed from the proportions of the file.
    """
    width, height = (int(attributes[n]) if attributes.get(n, "").isdecimal() else 0 for n in ("width", "height"))
    if width and height:
        return width, height
    if not view.breedte:
        return 0, 0
    if width:
        return width, max(1, round(width * view.hoogte / view.breedte))
    if height:
        return max(1, round(height * view.breedte / view.hoogte)), height
    return view.breedte, view.hoogte


def _srcset(source: BronView, root: str) -> str:
    return ", ".join(f"{root}{variant.url} {variant.breedte}w" for variant in source.varianten)


def html_tag(name: str, values: dict[str, str]) -> str:
    """Return the start tag of an element. Only quotes in the values of its attributes are escaped."""
    written = "".join(f' {key}="{value.replace(chr(34), "&quot;")}"' for key, value in values.items())
    return f"<{name}{written}>"
