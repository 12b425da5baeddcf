"""Write the HTML of a tree at once, as Python-Markdown does with tree processors, a serialiser and post processors.

Trees with attribute lists, abbreviations or a table of contents are left to the library. Most pages have none of these.
"""

from collections.abc import Callable, Iterable, Iterator
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import toc
from markdown.util import ETX, STX

from vindplaats.patterns import regex
from vindplaats.read.commonmark.unfinished import ATTRIBUTES

_CONTENTS_MARKER = "[TOC]"
_ATTRIBUTES = regex(ATTRIBUTES)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    *("div", "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
"""The elements that are on lines of their own."""
_ENDS = (
    {tag: f"</{tag}>\n" for tag in _BLOCKS}
    | {tag: f"</{tag}>" for tag in ("a", "code", "del", "em", "span", "strong", "sup")}
    | {"hr": "\n", "br": "\n", "img": ""}
)
"""What is written at the end of each element."""


def may_need_library(source: str) -> bool:
    """Return whether a page in Markdown seems to have attributes or a table of contents, so that trying is in vain."""
    return _CONTENTS_MARKER in source or ("{" in source and _ATTRIBUTES.search(source) is not None)


def write_html(root: Element, converter: Markdown, make_anchor: Callable[[str, str], str]) -> str | None:
    """Return the HTML in an element, which stays as it is, or None if it must be left to the library."""
    try:
        html = _Writer(root, converter, make_anchor).write(root).strip()
    except LookupError:
        return None
    # The text of the marker and the brace of an attribute list are the same in HTML.
    if _CONTENTS_MARKER in html or ("{" in html and any(map(_ATTRIBUTES.search, root.itertext()))):
        return None
    return toc.run_postprocessors(_with_braces(html), converter) if STX in html else html


class _Writer:
    """Writes the elements of one page, and gives each heading an id that no other element has."""

    def __init__(self, root: Element, converter: Markdown, make_anchor: Callable[[str, str], str]) -> None:
        self._converter = converter
        self._make_anchor = make_anchor
        has_footnotes = next(root.iter("sup"), None) is not None  # nothing else has an id
        self._ids = {element.attrib["id"] for element in root.iter() if element.get("id")} if has_footnotes else set()
        self._counters: dict[str, int] = {}

    def write(self, parent: Element) -> str:
        """Return the HTML in an element. This is a loop because emphasis may nest deeper than functions can."""
        escape = toc.escape_cdata
        parts = [escape(parent.text or "")]
        opened: list[tuple[Iterator[Element], str]] = []  # the elements around the present one, and what ends each
        siblings = iter(parent)
        while True:
            for element in siblings:
                tag, text = element.tag, element.text or ""
                end = _with_tail(element, element.tail) if element.tail else _ENDS[tag]
                if tag in _HEADINGS:
                    parts.append(self._heading(element) + end)
                    continue
                attributes = element.items()
                start = f"<{tag}{_written(attributes)}>" if attributes else f"<{tag}>"
                if not len(element):
                    parts.append(start + escape(text) + end)
                    continue
                if element[0].tag in _BLOCKS and not text.strip():
                    text = "\n"
                parts.append(start + escape(text))
                opened.append((siblings, end))
                siblings = iter(element)
                break
            else:
                if not opened:
                    return "".join(parts)
                siblings, end = opened.pop()
                parts.append(end)

    def _heading(self, element: Element) -> str:
        """Return a heading with its id, without its end."""
        html = self.write(element)
        words = (html if "<" not in html else self.write(toc.remove_fnrefs(element))).strip()
        if STX in words:
            words = toc.run_postprocessors(_with_braces(words), self._converter)
        words = toc.strip_tags(words) if "<" in words else " ".join(words.split())
        anchor = toc.unique(self._make_anchor(unescape(words), "-"), self._ids, self._counters)
        return f"<{element.tag}{_written([('id', anchor)])}>{html}"


def _with_tail(element: Element, tail: str) -> str:
    """Return the end of an element that has text after it."""
    tag = element.tag
    if tag not in _BLOCKS and tag != "br":
        return _ENDS[tag] + toc.escape_cdata(tail)
    if tail.isspace():
        return _ENDS[tag]
    return (_ENDS[tag] if tag == "br" else _ENDS[tag][:-1]) + toc.escape_cdata(tail)


def _written(attributes: Iterable[tuple[str, str]]) -> str:
    """Return attributes as the library writes them. Raise LookupError if its versions differ in how they do."""
    written = ""
    for name, value in sorted(attributes):
        escaped = toc.escape_cdata(value).replace('"', "&quot;")
        if escaped == name:
            raise LookupError(name)
        written += f' {name}="{escaped}"'
    return written


def _with_braces(html: str) -> str:
    """Return HTML with the braces that editors escaped, which are numbers up to here."""
    return html.replace(f"{STX}123{ETX}", "{").replace(f"{STX}125{ETX}", "}")
