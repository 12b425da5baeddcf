"""Find image tags in the HTML of a body, and check that images and videos have alternative texts."""

import html
import re
from collections.abc import Sequence

from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.patterns import regex
from vindplaats.read.link_marks import read_link_mark
from vindplaats.read.links.videos import is_video
from vindplaats.read.records import BodyLink

IMG_TAG = regex(r"""<img\b(?:[^<>"']++|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_ATTRIBUTE = regex(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>`]+))?""")


def read_attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag: ``<img src="a.png" ALT=x>`` gives ``{"src": "a.png", "alt": "x"}``.

    Character references in values are not decoded.
    """
    known: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(tag.strip("</>"))[1:]:
        known.setdefault(name.lower(), value[1:-1] if value[:1] in {'"', "'"} else value)
    return known


def check_alternative_texts(file: str, markup: str, links: Sequence[BodyLink], report: Report) -> None:
    """Report each image or video without alternative text in a body. Those on other sites are not checked.

    ``markup`` is the sanitised body of ``file`` with link marks, and ``links`` are the links to which the marks refer.
    """
    for tag in IMG_TAG.findall(markup) if any(link.image for link in links) else ():
        known = read_attributes(tag)
        number = read_link_mark(known.get("src", ""))
        if number is not None and not html.unescape(known.get("alt", "")).strip():
            link = links[number]
            fault = media.VIDEO_WITHOUT_TEXT if is_video(link.target) else media.IMAGE_WITHOUT_TEXT
            report.add(fault.at(Place(file, link.line, link.column), raw=link.raw))
