"""Determine the size of a drawing (SVG), and whether it can run scripts.

A drawing is searched as text and never parsed as XML, because entities could expand to any size.
"""

import re

from vindplaats.media.variants import Picture
from vindplaats.patterns import regex

MAX_HEAD_BYTES = 65_536
"""Number of bytes from the start of a file within which the whole ``<svg>`` tag must lie."""
_SVG_TAG = regex(rb"""<svg\b(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_NUMBER = rb"[-+.\deE]+[\s,]+"
_LENGTH = rb"(\d{1,6}(?:\.\d+)?)"
_VIEW_BOX = regex(rb"""\sviewBox\s*=\s*["']\s*""" + _NUMBER * 2 + _LENGTH + rb"[\s,]+" + _LENGTH + rb"""\s*["']""")
UNSIZED = (300, 150)
"""Width and height in CSS pixels of a picture that has neither a size nor a ratio."""
BOX_SCALE = 1000
"""Length of the longer side of a ``viewBox`` whose sides are not whole numbers, when both are made so."""
_SIZE = regex(rb"""\s(width|height)\s*=\s*["']\s*(\d{1,5})(?:\.\d*)?(?:px)?\s*["']""")


# Anything that could make a drawing active when a browser opens it on its own. A strict parser might miss markup that a
# lenient browser accepts; a search of the text does not. The price is that a drawing with such words in visible text is
# rejected as well.
_ACTIVE = regex(
    rb"<[^>]{0,200}?(?:script|foreignobject|iframe|embed|object|handler|listener)\b|<!entity|<\?xml-stylesheet|javascript:"
    rb"|\son[a-z]+\s*=|(?:href|src)\s*=\s*[\"']?\s*(?:data:(?!image/)|&)|\0",
    re.IGNORECASE,
)


def is_active(data: bytes) -> bool:
    """Return whether a drawing may have active content: scripts, event handlers or embedded pages."""
    return bool(_ACTIVE.search(data))


def inspect(data: bytes) -> Picture | None:
    """Return the size of a drawing in pixels (0 by 0 if width or height is unknown), or None if it is not an SVG."""
    tag = _SVG_TAG.search(data[:MAX_HEAD_BYTES])
    if tag is None:
        return None
    sizes = {name: int(value) for name, value in _SIZE.findall(tag[0])}
    known = sizes.get(b"width", 0) > 0 and sizes.get(b"height", 0) > 0
    return Picture(sizes[b"width"], sizes[b"height"]) if known else Picture()


def shape(data: bytes) -> tuple[int, int]:
    """Return the width and height in which a browser draws an SVG without a size, or two numbers in the same ratio.

    They are those of its ``viewBox``, or else those of any picture without a size (CSS 2.2, 10.3.2).
    """
    tag = _SVG_TAG.search(data[:MAX_HEAD_BYTES])
    box = _VIEW_BOX.search(tag[0]) if tag else None
    width, height = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    if not (width and height):
        return UNSIZED
    scale = 1 if width.is_integer() and height.is_integer() else BOX_SCALE / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))
