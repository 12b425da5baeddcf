"""The table of contents of a text: what its headings are, found in its HTML as it will be published."""

import re
from html import unescape

from vindplaats.render.views.pages import KopView

ENOUGH = 4
"""Headings of the first level from which a text counts as long. A choice: fewer are seen at a glance."""

_HEADING = re.compile(r'<h([23])\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_NO_WORDS = re.compile(r"<sup\b.*?</sup>|<[^>]+>", re.DOTALL)


def contents_of(html: str) -> tuple[KopView, ...]:
    """The headings of a long text (``h2``, and below them ``h3``); none of a short one."""
    if html.count("<h2") < ENOUGH:
        return ()
    found: list[tuple[str, str, list[KopView]]] = []
    for level, anchor, inner in _HEADING.findall(html):
        title = " ".join(unescape(_NO_WORDS.sub("", inner)).split())
        if level == "2":
            found.append((title, unescape(anchor), []))
        elif found:
            found[-1][2].append(KopView(title, unescape(anchor)))
    return tuple(KopView(title, anchor, tuple(below)) for title, anchor, below in found if title)
