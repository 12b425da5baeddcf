"""The HTML for frames of other sites, of which nothing is requested before a visitor presses a button.

The script ``static/kader.js`` shows a warning and the button. Pressing the button replaces both with the frame in the
``<template>``, whose contents a browser does not load. Without JavaScript, visitors see only the link that the editor
wrote.
"""

import re
from collections.abc import Collection, Mapping
from html import escape, unescape
from types import MappingProxyType

from msgspec import Struct

from vindplaats.read.image_tags import IMG_TAG, read_attributes
from vindplaats.read.links.frames import LINK_ALONE, host_of, is_framed
from vindplaats.read.notations.languages import is_right_to_left
from vindplaats.read.plain_text import plain_text
from vindplaats.render.views.pictures import html_tag

FRAME_SCRIPT = "kader.js"
"""The script in ``static/`` of pages with a frame."""
_SANDBOX = "allow-forms allow-popups allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts"
"""What a frame may do. A player needs scripts and its own origin. No frame may navigate the page that it is in."""
_ALLOW = "encrypted-media; fullscreen; picture-in-picture"
_REFERRER = "strict-origin-when-cross-origin"
"""How much of the page's address a frame gets: only its origin, without which YouTube refuses to play."""


class _Words(Struct, frozen=True):
    """The texts in the box of a frame. ``{}`` stands for the host."""

    warning: str
    button: str
    title: str


_WORDS: Mapping[str, _Words] = MappingProxyType({
    "nl": _Words(
        "Als u dit laadt, krijgt {} uw IP-adres te zien en kan die site gegevens over u bewaren, zoals cookies.",
        "Hier laden",
        "Inhoud van {}",
    ),
    "en": _Words(
        "If you load this, {} will see your IP address and may store data about you, such as cookies.",
        "Load here",
        "Content from {}",
    ),
})  # fmt: skip


def with_frames(html: str, hosts: Collection[str], language: str, script: str) -> str:
    """Return the HTML of a body in which a box replaces each paragraph that holds only a link to one of ``hosts``.

    ``language`` is the language of the page, and ``script`` the address of `FRAME_SCRIPT` relative to the page.
    """
    found = 0

    def replace_link(match: re.Match[str]) -> str:
        nonlocal found
        if not is_framed(unescape(match["address"]), hosts):
            return match[0]
        found += 1
        return _box(match, language)

    html = LINK_ALONE.sub(replace_link, html)
    return f'{html}\n<script src="{escape(script)}" defer></script>' if found else html


def _box(match: re.Match[str], language: str) -> str:
    """Return the box for a link that is alone in its paragraph.

    If the link holds a picture, the box shows it as a still, with the picture's description below it. The description
    remains when the frame has loaded.
    """
    address, inner = match["address"], match["inner"]
    host = host_of(unescape(address))
    main = language.partition("-")[0]
    words = _WORDS.get(main, _WORDS["nl"])
    lang = "" if main in _WORDS else ' lang="nl" dir="ltr"' if is_right_to_left(language) else ' lang="nl"'
    still = IMG_TAG.search(inner)
    name = plain_text(inner) or (unescape(read_attributes(still[0]).get("alt", "")) if still else "")
    is_address = inner == address
    title = escape(name if name and not is_address else words.title.format(host))
    of = "" if is_address or not name else f'<span class="sr">: {title}</span>'
    if still and not plain_text(inner):
        inner = inner.replace(still[0], _without_text(still[0]), 1) + f'<span class="naam">{title}</span>'
    frame = (
        f'<iframe src="{address}" title="{title}" sandbox="{_SANDBOX}" allow="{_ALLOW}" referrerpolicy="{_REFERRER}">'
        "</iframe>"
    )
    return (
        f'<div class="vp-kader{" beeld" if still else ""}">\n'
        f'{match["before"]}<a{match["first"]} href="{address}"{match["rest"]}>{inner}</a>{match["after"]}\n'
        f'<div class="laden"{lang} hidden>\n'
        f"<p>{escape(words.warning.format(host))}</p>\n"
        f'<button type="button">{words.button}{of}</button>\n'
        f"</div>\n<template>{frame}</template>\n</div>"
    )


def _without_text(image: str) -> str:
    """Return the tag of an image without alternative text, for where that text is beside it."""
    return html_tag("img", read_attributes(image) | {"alt": ""})
