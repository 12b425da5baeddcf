"""Determine the size of a drawing (SVG), whether it can run scripts or needs other files, and whether it is XML.

A drawing is searched as text. It is only parsed as XML, to find out whether it is well-formed, if it declares no
entities, because these could expand to any size.
"""

import html
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


_REFERENCE = regex(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")
_SCRIPT_ADDRESS = regex(r"javascript:|(?:href|src)=[\"']?data:(?!image/)", re.IGNORECASE)
"""An address that runs a script, in a text without white space: browsers leave out line ends and tabs."""
_HTML_NAMES = regex(r"xmlns(?::([^\s=:<>\"']{1,200}))?\s*=\s*[\"']http://www\.w3\.org/1999/xhtml[\"']")
"""The declaration of a prefix (or none) for elements of HTML, which a browser runs in a drawing too."""
_OUTSIDE = regex(
    r"<(?:[\w.-]{1,200}:)?(?:image|use|feimage)\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*?(?<![\w-])href\s*+=\s*+[\"']\s*+"
    r"(?!#|data:)[^\s\"']|\burl\(\s*+[\"']?\s*+(?!#|data:)[^\s\"')]|@import\b",
    re.IGNORECASE,
)
"""A picture, a part or a style of another file."""


def is_active(data: bytes) -> bool:
    """Return whether a drawing may have active content: scripts, event handlers, elements of HTML or embedded pages."""
    if _ACTIVE.search(data):
        return True
    text = _decoded(data)
    if b"&" in data and _ACTIVE.search(text.encode("latin-1", "replace")):
        return True
    if _SCRIPT_ADDRESS.search(_SPACE.sub("", text)):
        return True
    return any(not prefix or f"<{prefix}:" in text for prefix in _HTML_NAMES.findall(text))


_SPACE = regex(r"[\x00-\x20]+")


def _decoded(data: bytes) -> str:
    """Return the text of a drawing with its character references decoded, except those of markup, such as ``&lt;``."""
    if b"&" not in data:
        return data.decode("latin-1")
    return _REFERENCE.sub(_character, data.decode("latin-1"))


def _character(match: re.Match[str]) -> str:
    found = html.unescape(match[0])
    return match[0] if found in {"<", ">", "&", '"', "'"} else found


def needs_outside(data: bytes) -> bool:
    """Return whether a drawing shows parts of other files: browsers leave them out, or get them from other sites.

    A link to another page is no such part.
    """
    return bool(_OUTSIDE.search(_decoded(data)))


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
