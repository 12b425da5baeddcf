"""Sanitise the HTML of bodies: keep only the elements and attributes on a list, and find what was removed.

nh3 parses HTML as browsers do (html5ever) and serialises the result, so later steps do not depend on the spelling of
the source. In the result, all tags are in lower case, and every attribute is written ``name="value"``.
"""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Literal

import nh3
from markdown.util import ETX, STX
from msgspec import Struct

from vindplaats.patterns import regex
from vindplaats.text import CONTROLS

SCHEMES = frozenset({"http", "https", "mailto"})
"""The schemes that an address may have. An address without a scheme is allowed too."""

_ALLOWED_TAGS = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small",
    "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
    "var", "wbr",
})  # fmt: skip
_REMOVED_WITH_CONTENT = frozenset({
    "applet", "audio", "canvas", "embed", "frame", "frameset", "iframe", "math", "noembed", "noframes", "noscript",
    "object", "option", "plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "video",
    "xmp",
})  # fmt: skip
"""Elements that are removed with their content, because that content is not text for readers."""
_WITHOUT_CONTENT = frozenset({"embed", "frame"})
_SELF_CLOSING = frozenset({"math", "svg"})
"""Elements that have no content if their tag ends in ``/>``. On HTML elements, that slash is ignored."""
_CELL_ATTRIBUTES = frozenset({"colspan", "rowspan", "headers", "scope", "abbr"})
_ALLOWED_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang", "name"},  # `read.markdown` turns a name into an id
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "td": set(_CELL_ATTRIBUTES),
    "th": set(_CELL_ATTRIBUTES),
    "time": {"datetime"},
}
ALIGNMENTS = {"left": "links", "center": "midden", "right": "rechts"}
"""The values of the ``align`` attribute of a table cell, each with the CSS class that replaces the attribute."""

_cleaner = nh3.Cleaner(
    tags=set(_ALLOWED_TAGS),
    clean_content_tags=set(_REMOVED_WITH_CONTENT),
    attributes=_ALLOWED_ATTRIBUTES,
    tag_attribute_values={cell: {"align": set(ALIGNMENTS)} for cell in ("td", "th")},
    url_schemes=set(SCHEMES),
    link_rel=None,  # `read.markdown` adds ``rel`` to links that lead out of the site
    strip_comments=True,
)

_TAG = regex(r'<(?:([a-z][a-z0-9]*(?: [a-z]+="[^"]*")*)>|/[a-z][a-z0-9]*>|!--[\n.]*-->)')
"""A tag in the form in which `sanitise` writes tags, or what replaces a comment. The group has the inside of a start
tag."""

RemovalKind = Literal["element", "attribuut", "adres"]


class Removal(Struct, frozen=True):
    """Something that `sanitise` removed: an element, an attribute, or an attribute with an address (``kind``).

    ``tag`` is the name of the element, ``name`` and ``value`` are those of the attribute.
    """

    kind: RemovalKind
    tag: str
    name: str = ""
    value: str = ""


def sanitise(markup: str) -> str:
    """Return the HTML with only allowed elements, attributes and addresses."""
    clean = _cleaner.clean(markup)
    # `decode` rejects control characters, but a source may contain a reference to one ("&#3;"), and Python-Markdown
    # leaks its own STX and ETX. If control characters were removed, "java&#3;script:" would become a scheme.
    may_have_controls = "&#" in markup or STX in markup or ETX in markup
    return CONTROLS.sub("\ufffd", clean) if may_have_controls else clean


def find_removals(markup: str, clean: str) -> tuple[Removal, ...]:
    """Return everything that `sanitise` removed from ``markup`` to make ``clean``, with one item for each occurrence.

    HTML comments are not reported, because readers would not have seen them.
    """
    if markup.replace("\u00a0", "&nbsp;") == clean or _has_all_tags(markup, clean):
        return ()
    return tuple(_compare(markup, clean))


def _has_all_tags(markup: str, clean: str) -> bool:
    """Return whether every start tag of ``markup`` is in ``clean`` as well, just as often and written the same.

    Then nothing is missing, and the HTML need not be parsed. Return False also if ``markup`` has anything that is not a
    tag in the form in which `sanitise` writes tags, because a parser might find other tags in it.
    """
    tags = _TAG.findall(markup)
    if len(tags) != markup.count("<"):
        return False
    missing = Counter(tags) - Counter(_TAG.findall(clean))
    return not any(missing)  # the empty text counts end tags and comments


def _compare(markup: str, clean: str) -> Iterator[Removal]:
    before, after = _TagCounter(markup), _TagCounter(clean)
    for tag, times in (before.elements - after.elements).items():
        yield from [Removal("element", tag)] * times
    for (tag, name, value), times in (before.attributes - after.attributes).items():
        if tag not in _ALLOWED_TAGS:
            continue  # reported with its element
        if not (name in _ALLOWED_ATTRIBUTES["*"] or name in _ALLOWED_ATTRIBUTES.get(tag, ())):
            yield from [Removal("attribuut", tag, name, value)] * times
        elif name in {"href", "src"}:
            yield from [Removal("adres", tag, name, value)] * times


class _TagCounter(HTMLParser):
    """Counts the elements and attributes in HTML, except those inside an element that is removed with its content."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: Counter[str] = Counter()
        self.attributes: Counter[tuple[str, str, str]] = Counter()
        self._removed = ""  # the outermost open element that is removed with its content
        self._depth = 0  # the number of open elements with that name
        self.feed(markup)
        self.close()

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 (the signature of the base class)
        """Skip a section (``<![``), because the parser raises for a section that it does not know."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count(tag, attrs)
        if self._removed:
            self._depth += tag == self._removed
        elif tag in _REMOVED_WITH_CONTENT and tag not in _WITHOUT_CONTENT:
            self._removed, self._depth = tag, 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SELF_CLOSING:
            self._count(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == self._removed
        if not self._depth:
            self._removed = ""

    def _count(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._removed:
            return  # reported with the element around it
        self.elements[tag] += 1
        self.attributes.update((tag, name, value or "") for name, value in attrs)
