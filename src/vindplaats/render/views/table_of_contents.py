"""The table of contents of a text, made from the headings in its HTML."""

import re
from html import unescape

from vindplaats.patterns import regex
from vindplaats.render.views.pages import KopView

MIN_CONTENTS_HEADINGS = 4
"""Minimum number of ``h2`` headings for a table of contents: fewer can be taken in at a glance. The value is an
estimate, not a measurement."""

_HEADING = regex(r'<h([23])\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_NO_WORDS = regex(r"<sup\b.*?</sup>|<[^>]+>", re.DOTALL)


def contents_of(html: str) -> tuple[KopView, ...]:
    """Return the ``h2`` headings of a text, with the ``h3`` headings below each.

    Return an empty tuple for a text with fewer than `MIN_CONTENTS_HEADINGS` ``h2`` headings.
    """
    if html.count("<h2") < MIN_CONTENTS_HEADINGS:
        return ()
    found: list[tuple[str, str, list[KopView]]] = []
    for level, anchor, inner in _HEADING.findall(html):
        title = " ".join(unescape(_NO_WORDS.sub("", inner)).split())
        if level == "2":
            found.append((title, unescape(anchor), []))
        elif found:
            found[-1][2].append(KopView(title, unescape(anchor)))
    return tuple(KopView(title, anchor, tuple(below)) for title, anchor, below in found if title)
