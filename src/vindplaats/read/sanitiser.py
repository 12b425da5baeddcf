"""HTML that an editor can cause, made safe: only what is on a list is left, and what is not is told.

nh3 parses as browsers do (html5ever) and writes what it allows anew, so nothing depends on how it was spelt, and what
comes after it reads one spelling: tags in lower case, every attribute as ``name="value"``.
"""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Literal

import nh3
from markdown.util import ETX, STX
from msgspec import Struct

from vindplaats.read.front_matter import CONTROLS

SCHEMES = frozenset({"http", "https", "mailto"})
"""What addresses may begin with; those without a scheme stay on the site."""

_TAGS = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small",
    "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
    "var", "wbr",
})  # fmt: skip
_EMPTIED = frozenset({
    "applet", "audio", "canvas", "embed", "frame", "frameset", "iframe", "math", "noembed", "noframes", "noscript",
    "object", "option", "plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "video",
    "xmp",
})  # fmt: skip
"""Of these the content goes too: it is no text for readers."""
_CELL = frozenset({"colspan", "rowspan", "headers", "scope", "abbr"})
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "td": set(_CELL),
    "th": set(_CELL),
    "time": {"datetime"},
}
ALIGNMENTS = {"left": "links", "center": "midden", "right": "rechts"}
"""How cells may be aligned, with the class that comes in its place: a strict policy forbids inline style."""

_cleaner = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(_EMPTIED),
    attributes=_ATTRIBUTES,
    tag_attribute_values={cell: {"align": set(ALIGNMENTS)} for cell in ("td", "th")},
    url_schemes=set(SCHEMES),
    link_rel=None,  # links outside get theirs where they are told from links within the site
    strip_comments=True,
)

RemovalKind = Literal["element", "attribuut", "adres"]


class Removal(Struct, frozen=True):
    """What was taken out: an element; an attribute of ``tag``; or an attribute with an address nobody may follow."""

    kind: RemovalKind
    tag: str
    name: str = ""
    value: str = ""


def sanitise(markup: str) -> str:
    """The HTML with nothing in it but what is allowed."""
    clean = _cleaner.clean(markup)
    # A source has none of these (`decode`), but may refer to one by its number, and Python-Markdown leaks its own. They
    # are replaced, not left out: what stands around them could be something else together ("java&#3;script:").
    return CONTROLS.sub("\ufffd", clean) if any(sign in markup for sign in ("&#", STX, ETX)) else clean


def find_removals(source: str, markup: str, clean: str) -> tuple[Removal, ...]:
    """What `sanitise` left out of ``markup``, each as often as it was; ``source`` is the Markdown of it all.

    Comments are not told: they are for colleagues.
    """
    # Without these, Markdown makes only elements and attributes that are allowed, and nothing is added to them. So
    # nothing but an address can be missing, and that can be counted.
    plain = not any(sign in source for sign in "<{&")
    if plain and markup.count('="') == clean.count('="'):
        return ()
    return tuple(_missing(markup, clean))


def _missing(markup: str, clean: str) -> Iterator[Removal]:
    before, after = _Inventory(markup), _Inventory(clean)
    for tag, times in (before.elements - after.elements).items():
        yield from [Removal("element", tag)] * times
    for (tag, name, value), times in (before.attributes - after.attributes).items():
        if tag not in _TAGS:
            continue  # told with its element
        if not (name in _ATTRIBUTES["*"] or name in _ATTRIBUTES.get(tag, ())):
            yield from [Removal("attribuut", tag, name, value)] * times
        elif name in {"href", "src"}:
            yield from [Removal("adres", tag, name, value)] * times


class _Inventory(HTMLParser):
    """The elements and attributes of HTML, each with how often it is there."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: Counter[str] = Counter()
        self.attributes: Counter[tuple[str, str, str]] = Counter()
        self.feed(markup)
        self.close()

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 (its signature)
        """Go past "<![": the parser raises where it knows no such section."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes.update((tag, name, value or "") for name, value in attrs)
