"""The pages of the preview: a page of the site, with the notice of errors and the bar."""

import re
from pathlib import Path

from vindplaats.patterns import regex
from vindplaats.preview.bar import make_bar
from vindplaats.preview.notice import Notice
from vindplaats.render.routing.addresses import PREVIEW

_FILES = {"notice.css": "text/css", "notice.js": "text/javascript", "live.js": "text/javascript"}
_LINKS = f"""
<link rel="stylesheet" href="/{PREVIEW}/notice.css">
<script src="/{PREVIEW}/notice.js" defer></script>""".encode()
_ATTRIBUTES = rb"""(?:\s(?:"[^"]*"|'[^']*'|[^'">])*)?"""
_TAGS = regex(
    rb"<!--.*?-->|<(script|style|title|textarea|template|noscript)\b.*?</\1\s*>|<(!doctype|html|head|/head|body)"
    + _ATTRIBUTES
    + b">",
    re.IGNORECASE | re.DOTALL,
)
"""Matches the tags around the head and the body, and whatever may contain text that looks like one."""

_BODY_STARTS = (b"body", b"/head", b"html", b"!doctype")
"""What the body begins after: the first of these that a page has."""


def preview_file(address: str) -> tuple[str, bytes] | None:
    """Return the media type and the bytes of one of our own files, or None if ``address`` is not the address of one."""
    name = address.removeprefix(f"/{PREVIEW}/")
    if name == address or name not in _FILES:
        return None
    return f"{_FILES[name]}; charset=utf-8", (Path(__file__).parent / name).read_bytes()


def with_notice(page: bytes, notice: Notice, address: str) -> bytes:
    """Return a page with what ``notice`` says about it.

    ``address`` is the address of the page, such as ``"/projecten/x/"``. Our style and script come first in the head,
    also if there is nothing to say yet, and the rest first in the body, wherever that begins if it has no tag.
    """
    added = f"{notice.overlay}{make_bar(notice, address)}".encode(errors="replace")
    places: dict[bytes, int] = {}
    for found in _TAGS.finditer(page):
        if found[2]:
            places.setdefault(found[2].lower(), found.end())
    body = next((places[tag] for tag in _BODY_STARTS if tag in places), 0)
    head = min(places.get(b"head", body), body)
    return page[:head] + _LINKS + page[head:body] + added + page[body:]
