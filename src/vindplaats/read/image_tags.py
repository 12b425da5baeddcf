"""Images in the HTML of a body: their tags, and whether something is said of each."""

import html
import re
from collections.abc import Iterator, Sequence

from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.read.link_marks import read_link_mark
from vindplaats.read.records import BodyLink

IMG = re.compile(r"""<img\b(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>`]+))?""")


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag by name, in its order, as they are written there but for the quotes."""
    known: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(tag.strip("</>"))[1:]:
        known.setdefault(name.lower(), value[1:-1] if value[:1] in {'"', "'"} else value)
    return known


def without_text(file: str, markup: str, links: Sequence[BodyLink]) -> Iterator[Diagnostic]:
    """A warning for every image of the site of which nothing is said; ``links`` are those of the body, which
    `sanitise` made safe.
    """  # noqa: D205 (one sentence)
    for tag in IMG.findall(markup) if "<img" in markup else ():
        known = attributes(tag)
        number = read_link_mark(known.get("src", ""))
        if number is not None and not html.unescape(known.get("alt", "")).strip():
            link = links[number]
            yield media.IMAGE_WITHOUT_TEXT.at(Place(file, link.line, link.column), raw=link.raw)
