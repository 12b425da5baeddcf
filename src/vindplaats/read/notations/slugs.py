"""The last part of the address of a page, which editors may write as a whole address or with capitals."""

import re

from vindplaats.patterns import regex
from vindplaats.read.records import KINDS
from vindplaats.slug import slugify

_END = regex(r"\.(?:html?|md|php)$|/index(?:\.\w+)?$", re.IGNORECASE)
_MAX_NAMES = 2
"""A text with more parts than this between slashes is the path of an address, unlike ``wonen/zorg``."""


def slug_meant(text: str) -> str:
    """Return the slug that an editor meant by another text, or an empty text.

    It is the last part of an address: ``x`` for ``/projecten/x/`` and ``https://voorbeeld.nl/projecten/x.html``.
    """
    _, scheme, rest = text.rpartition("://")
    path = _END.sub("", re.split("[?#]", rest.strip())[0].rstrip("/"))
    parts = [part for part in path.split("/") if part]
    is_path = scheme or "/" in (text[:1], text[-1:]) or len(parts) > _MAX_NAMES or (parts[:1] and parts[0] in KINDS)
    return slugify(parts[-1]) if is_path and parts else slugify(text)
