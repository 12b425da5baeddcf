"""Find links and headings in raw HTML that have no text, and images in raw HTML that have no address."""

import re
from collections.abc import Sequence

from vindplaats.diagnostics import bodies, media
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.patterns import regex
from vindplaats.read.commonmark.oddity import Oddity
from vindplaats.read.image_tags import IMG_TAG
from vindplaats.read.links.line_places import LinePlaces
from vindplaats.read.links.tag_rewriter import HEADING
from vindplaats.read.plain_text import plain_text

_LINK_ELEMENT = regex(r'<a((?: [a-z]+="[^"]*")*)>(.*?)</a>', re.DOTALL)
_EMPTY_LINK_SOURCE = regex(r"<a\b(?=[^<>]*\bhref\b)[^<>]*>(?:\s|&nbsp;|<(?!/?a\b|img\b)[^<>]*>)*</a\s*>", re.IGNORECASE)
_EMPTY_HEADING_SOURCE = regex(r"<h([1-6])\b[^<>]*>(?:\s|&nbsp;|<(?!/?h[1-6]\b|img\b)[^<>]*>)*</h\1\s*>", re.IGNORECASE)
_IMAGE_WITHOUT_SOURCE = regex(r"<img\b(?![^<>]*(?<![\w-])src(?![\w-]))[^<>]*>", re.IGNORECASE)


def report_empty_elements(clean: str, oddities: Sequence[Oddity], places: LinePlaces, report: Report) -> None:
    """Report links and headings in raw HTML that have no text, and images in raw HTML that have no address.

    Markdown links and headings without text are oddities, which have been reported already.
    """
    if not places.has_tags:
        return
    if "<h" in clean:
        empty = sum("<img" not in inner and _is_blank(inner) for _, _, inner in HEADING.findall(clean))
        known = sum(oddity.kind == "lege-kop" for oddity in oddities)
        for place, text in places.all(_EMPTY_HEADING_SOURCE, empty - known):
            report.add(bodies.HTML_HEADING_WITHOUT_TEXT.at(place, text=text))
    if "</a>" in clean:
        empty = sum(
            _may_have_led_somewhere(attributes) and "<img" not in inner and _is_blank(inner)
            for attributes, inner in _LINK_ELEMENT.findall(clean)
        )
        known = sum(oddity.kind == "lege-link" for oddity in oddities)
        for place, text in places.all(_EMPTY_LINK_SOURCE, empty - known):
            report.add(bodies.HTML_LINK_WITHOUT_TEXT.at(place, text=text))
    if "<img" in clean:
        without = sum(' src="' not in tag for tag in IMG_TAG.findall(clean))
        for place, text in places.all(_IMAGE_WITHOUT_SOURCE, without):
            report.add(media.IMAGE_WITHOUT_ADDRESS.at(place, text=text))


def _is_blank(markup: str) -> bool:
    text = markup.strip()
    return not text or (text[0] in "<&" and not plain_text(text))


def _may_have_led_somewhere(attributes: str) -> bool:
    """Return whether a link has an address, or had one that the sanitiser removed. Anchors never had one."""
    return ' href="' in attributes or not (' id="' in attributes or ' name="' in attributes)
