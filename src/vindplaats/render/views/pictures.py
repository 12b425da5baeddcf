"""Images of a page: in several widths and formats, of which a browser takes what suits its screen.

HTML, 4.8.4 ("Images"): a `picture` with a `source` for each format and the original for who knows neither.
"""

import re
from collections.abc import Callable
from urllib.parse import quote

from vindplaats.media.variants import MEDIA_TYPES, Picture, widths
from vindplaats.read.image_tags import IMG_TAG, read_attributes
from vindplaats.read.link_marks import read_link_mark
from vindplaats.render.routing.addresses import variant_url
from vindplaats.render.views.pages import BeeldView, BronView, VariantView

SIZES = "(min-width: 38em) 36em, 100vw"
"""How wide an image of a text stands at most: a column (`--maat` in the style sheet), or the screen if that is less."""


def picture_view(picture: Picture, address: str, *, square: bool = False) -> BeeldView:
    """A picture whose original is at ``address``, from the root of the site; ``square`` as a portrait."""
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
    """The HTML of a body, its images in several sizes where ``view_of`` has those of its n-th link; their marks stay.

    ``root`` leads from its page to the root of the site. The first image is asked for at once, since it may be what the
    visitor sees first (web.dev/lcp); the others when they are about to come into view. What an editor wrote of size or
    loading stays.
    """
    seen = 0

    def shown(match: re.Match[str]) -> str:
        nonlocal seen
        known = read_attributes(match[0])
        number = read_link_mark(known.get("src", ""))
        if number is None:  # in a comment, say
            return match[0]
        seen += 1
        return _picture(known, view_of(number), root, first=seen == 1)

    return IMG_TAG.sub(shown, html)


def _picture(known: dict[str, str], view: BeeldView | None, root: str, *, first: bool) -> str:
    if not first:
        known.setdefault("loading", "lazy")
    known.setdefault("decoding", "async")
    if view is None:
        return _tag("img", known)
    across, along = _size(known, view)
    if across and along:
        known["width"], known["height"] = str(across), str(along)
    shown = _tag("img", known)
    if not view.bronnen:
        return shown
    sizes = f"(min-width: {across}px) {across}px, 100vw" if across < view.breedte else SIZES
    sources = "".join(
        _tag("source", {"type": source.soort, "srcset": _set(source, root), "sizes": sizes}) for source in view.bronnen
    )
    return f"<picture>{sources}{shown}</picture>"


def _size(known: dict[str, str], view: BeeldView) -> tuple[int, int]:
    """Width and height: those that an editor wrote, one from the other, else those of the file; 0 where not known."""
    across, along = (int(known[n]) if known.get(n, "").isdecimal() else 0 for n in ("width", "height"))
    if across and along:
        return across, along
    if not view.breedte:
        return 0, 0
    if across:
        return across, max(1, round(across * view.hoogte / view.breedte))
    if along:
        return max(1, round(along * view.breedte / view.hoogte)), along
    return view.breedte, view.hoogte


def _set(source: BronView, root: str) -> str:
    return ", ".join(f"{root}{one.url} {one.breedte}w" for one in source.varianten)


def _tag(name: str, values: dict[str, str]) -> str:
    written = "".join(f' {key}="{value.replace(chr(34), "&quot;")}"' for key, value in values.items())
    return f"<{name}{written}>"
