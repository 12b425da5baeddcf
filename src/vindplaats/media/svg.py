"""Determine the size of a drawing (SVG), whether it can run scripts, and whether browsers can read it.

A drawing is searched as text. It is only parsed as XML, to find out whether it is well-formed, if it declares no
entities, because these could expand to any size.
"""

import re
from xml.parsers import expat

from vindplaats.media.variants import Picture
from vindplaats.patterns import regex

MAX_HEAD_BYTES = 65_536
"""Number of bytes from the start of a file within which the whole ``<svg>`` tag must lie."""
_SVG_TAG = regex(rb"""<svg\b(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_NUMBER = rb"[-+.\deE]+[\s,]+"
_LENGTH = rb"(\d{1,6}(?:\.\d+)?)"
_VIEW_BOX = regex(rb"""\sviewBox\s*=\s*["']\s*""" + _NUMBER * 2 + _LENGTH + rb"[\s,]+" + _LENGTH + rb"""\s*["']""")
UNSIZED = (300, 150)
"""Width and height in CSS pixels in which browsers draw a picture that has neither a size nor a ratio."""
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


def is_well_formed(data: bytes) -> bool:
    """Return whether a drawing that is not active (`is_active`) is XML: browsers show nothing of any other drawing."""
    parser, is_last = expat.ParserCreate(), True
    try:
        parser.Parse(data, is_last)
    except expat.ExpatError as error:
        return error.code in _ENCODING_ERRORS
    except (LookupError, ValueError):  # an encoding that Python does not know, but browsers may
        return True
    return True


_ENCODING_ERRORS = frozenset(
    expat.errors.codes[text]
    for text in (expat.errors.XML_ERROR_UNKNOWN_ENCODING, expat.errors.XML_ERROR_INCORRECT_ENCODING)
)


def inspect(data: bytes) -> Picture | None:
    """Return the size of a drawing in pixels (0 by 0 if width or height is unknown), or None if it is not an SVG."""
    tag = _SVG_TAG.search(data[:MAX_HEAD_BYTES])
    if tag is None:
        return None
    sizes = {name: int(value) for name, value in _SIZE.findall(tag[0])}
    known = sizes.get(b"width", 0) > 0 and sizes.get(b"height", 0) > 0
    return Picture(sizes[b"width"], sizes[b"height"]) if known else Picture()


def shape(data: bytes) -> tuple[int, int]:
    """Return the width and height of the ``viewBox`` of a drawing, or two numbers in the same ratio; else two zeros."""
    tag = _SVG_TAG.search(data[:MAX_HEAD_BYTES])
    box = _VIEW_BOX.search(tag[0]) if tag else None
    width, height = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    if not (width and height):
        return 0, 0
    scale = 1 if width.is_integer() and height.is_integer() else BOX_SCALE / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))
