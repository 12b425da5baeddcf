"""The converter of bodies: Python-Markdown with `commonmark`, and shortcuts that give the same HTML in less time.

The shortcuts are subclasses, used in place of parts of the library. Anything unusual is left to the code of the
library. Tests compare the HTML with that of a converter without the shortcuts.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from unicodedata import normalize
from xml.etree.ElementTree import Element

import markdown
from markdown import treeprocessors
from markdown.extensions import Extension, toc
from markdown.serializers import to_html_string
from markdown.util import STX
from slugify import slugify

from vindplaats.patterns import regex
from vindplaats.read.commonmark.extension import CommonMark

_TAG_TEXTS = {tag: (f"<{tag}>", f"<{tag}", "") for tag in ("br", "hr", "img")} | {
    tag: (f"<{tag}>", f"<{tag}", f"</{tag}>")
    for tag in (
        *("div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre"),
        *("table", "thead", "tbody", "tr", "th", "td", "a", "abbr", "code", "del", "em", "span", "strong", "sup"),
    )
}
"""For each element: its start tag without attributes, the beginning of its start tag with attributes, its end tag."""

_COMBINING_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0302\u0303\u0308\u030a\u0327"))
"""The combining marks of ``à á â ã ä å ç`` and similar letters."""
_PLAIN_SLUG = regex(r"[A-Za-z0-9 -]*")


def make_converter(commonmark: CommonMark | None = None) -> markdown.Markdown:
    """Return a converter for bodies. As with every converter of the library, call `reset` before each page."""
    return _Markdown(extensions=[commonmark or CommonMark(), _TocExtension(slugify=make_anchor)], output_format="html")


def make_anchor(text: str, separator: str) -> str:
    """Return the id of a heading, as python-slugify makes it. That is slow, so only unusual texts are left to it."""
    # python-slugify also decomposes letters and drops these marks. It splits a text of ASCII letters, digits, spaces
    # and hyphens into words at its spaces and hyphens.
    plain = text if text.isascii() else normalize("NFKD", text).translate(_COMBINING_MARKS)
    if _PLAIN_SLUG.fullmatch(plain):
        return separator.join(plain.lower().replace("-", " ").split())
    return slugify(text, separator=separator)


class _UnescapeTreeprocessor(treeprocessors.UnescapeTreeprocessor):
    def run(self, root: Element) -> None:
        # The library replaces numbers between STX and ETX by characters. Only escaped braces leave such numbers.
        if any(STX in text for text in root.itertext()):
            super().run(root)


class _TocTreeprocessor(toc.TocTreeprocessor):
    """Builds a table of contents only if the page has a marker for it. Headings get their ids as in the library."""

    _has_marker = True

    def run(self, doc: Element) -> None:
        # The library puts the table in place of elements whose whole text is the marker.
        self._has_marker = any(element.text and self.marker in element.text for element in doc.iter())
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        return super().build_toc_div(toc_list) if self._has_marker else Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        if self._has_marker:
            super().replace_marker(root, elem)


class _TocExtension(toc.TocExtension):
    TreeProcessorClass = _TocTreeprocessor


def _to_html(element: Element) -> str:
    """Return the element as the library writes it. Anything unusual is left to the library itself."""
    data: list[str] = []
    try:
        _write(element, data.append)
    except (LookupError, TypeError, RecursionError):  # an unknown tag, an unusual attribute or too deep nesting
        return to_html_string(element)
    return "".join(data)


def _write(element: Element, write: Callable[[str], object]) -> None:
    bare, opens, closes = _TAG_TEXTS[element.tag]
    if element.attrib:
        write(opens)
        for name, value in sorted(element.items()):
            escaped = toc.escape_cdata(value).replace('"', "&quot;")
            if escaped == name:
                # Versions of the library differ in how they write an attribute whose value is its name.
                raise LookupError(name)
            write(f' {name}="{escaped}"')
        write(">")
    else:
        write(bare)
    if element.text:
        write(toc.escape_cdata(element.text))
    for child in element:
        _write(child, write)
    write(closes)
    if element.tail:
        write(toc.escape_cdata(element.tail))


class _Markdown(markdown.Markdown):
    """The converter of the library, with the shortcuts of this module."""

    output_formats = {**markdown.Markdown.output_formats, "html": _to_html}  # noqa: RUF012

    def registerExtensions(  # noqa: N802
        self, extensions: Sequence[Extension | str], configs: Mapping[str, dict[str, Any]]
    ) -> "_Markdown":
        """Register the extensions, and then a shortcut with the name and priority that the library documents."""
        super().registerExtensions(extensions, configs)
        self.treeprocessors.register(_UnescapeTreeprocessor(self), "unescape", 0)
        return self
