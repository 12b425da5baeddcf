"""Write the HTML of a tree at once, as Python-Markdown does with tree processors, a serialiser and post processors.

Trees with attribute lists, abbreviations or a table of contents are left to the library. Most pages have none of these.
"""

from collections.abc import Callable, Iterable, Iterator
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import toc
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.util import ETX, HTML_PLACEHOLDER, STX

from vindplaats.patterns import regex
from vindplaats.read.commonmark.unfinished import ATTRIBUTES

_CONTENTS_MARKER = "[TOC]"
_PLACEHOLDER = HTML_PLACEHOLDER.partition("%s")[0]
_ATTRIBUTES = regex(ATTRIBUTES)
_ABBREVIATION = regex(r"\*\[[^\\\[\]\n]+\][ ]?:")
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
    """Return whether a page in Markdown seems to have what is left to the library, so that trying would be in vain."""
    return (
        _CONTENTS_MARKER in source
        or ("{" in source and _ATTRIBUTES.search(source) is not None)
        or ("*[" in source and _ABBREVIATION.search(source) is not None)
    )


def write_html(root: Element, converter: Markdown, make_anchor: Callable[[str, str], str]) -> str | None:
    """Return the HTML in an element, which stays as it is, or None if it must be left to the library."""
    try:
        html = _Writer(root, converter, make_anchor).write(root).strip()
    except LookupError:
        return None
    # The text of the marker and the brace of an attribute list are the same in HTML.
    if _CONTENTS_MARKER in html or ("{" in html and any(map(_ATTRIBUTES.search, root.itertext()))):
        return None
    return _with_stashed(html, converter) if STX in html else html


class _Writer:
    """Writes the elements of one page, and gives each heading an id that no other element has."""

    def __init__(self, root: Element, converter: Markdown, make_anchor: Callable[[str, str], str]) -> None:
        self._converter = converter
        self._make_anchor = make_anchor
        self._ids: set[str] = set()
        if next(root.iter("sup"), None) is not None:  # only footnotes and their mentions have ids
            self._ids.update(element.get("id", "") for tag in ("li", "sup") for element in root.iter(tag))
        self._counters: dict[str, int] = {}

    def write(self, parent: Element) -> str:
        """Return the HTML in an element. This is a loop because emphasis may nest deeper than functions can."""
        parts = [toc.escape_cdata(parent.text or "")]
        add = parts.append
        opened: list[tuple[Iterator[Element], str]] = []  # the elements around the present one, and what ends each
        siblings = iter(parent)
        while True:
            for element in siblings:
                tag, text, tail, attributes = element.tag, element.text or "", element.tail, element.items()
                end = _with_tail(tag, tail) if tail else _ENDS[tag]
                if tag in _HEADINGS:
                    add(self._heading(element) + end)
                    continue
                start = f"<{tag}{_written(attributes)}>" if attributes else f"<{tag}>"
                if "<" in text or ">" in text or "&" in text:
                    text = toc.escape_cdata(text)
                if not len(element):
                    add(f"{start}{text}{end}")
                    continue
                if element[0].tag in _BLOCKS and not text.strip():
                    text = "\n"
                add(start + text)
                opened.append((siblings, end))
                siblings = iter(element)
                break
            else:
                if not opened:
                    return "".join(parts)
                siblings, end = opened.pop()
                add(end)

    def _heading(self, element: Element) -> str:
        """Return a heading with its id, without its end."""
        html = words = self.write(element) if len(element) else toc.escape_cdata(element.text or "")
        if "<" in html:
            words = self.write(toc.remove_fnrefs(element))
        if STX in words:
            words = _with_stashed(words.strip(), self._converter)
        words = toc.strip_tags(words) if "<" in words else " ".join(words.split())
        anchor = toc.unique(self._make_anchor(unescape(words), "-"), self._ids, self._counters)
        return f"<{element.tag}{_written([('id', anchor)])}>{html}"


def _with_tail(tag: str, tail: str) -> str:
    """Return the end of an element that has text after it."""
    end = _ENDS[tag]
    if tag in _BLOCKS or tag == "br":
        if tail.isspace():
            return end
        end = end if tag == "br" else end[:-1]
    return end + (toc.escape_cdata(tail) if "<" in tail or ">" in tail or "&" in tail else tail)


def _written(attributes: Iterable[tuple[str, str]]) -> str:
    """Return attributes as the library writes them. Raise LookupError if its versions differ in how they do."""
    written = ""
    for name, value in sorted(attributes):
        if value == name:
            raise LookupError(name)
        if "<" in value or ">" in value or "&" in value or '"' in value:
            written += f' {name}="{toc.escape_cdata(value).replace(chr(34), "&quot;")}"'
        else:
            written += f' {name}="{value}"'
    return written


def _with_stashed(html: str, converter: Markdown) -> str:
    """Return HTML with the braces that editors escaped, and with raw HTML, for which it has placeholders up to here."""
    html = html.replace(f"{STX}123{ETX}", "{").replace(f"{STX}125{ETX}", "}")
    first, *others = html.split(_PLACEHOLDER)
    if not others:
        return html
    parts = [first]
    for other in others:
        number, _, after = other.partition(ETX)
        raw = str(converter.htmlStash.rawHtmlBlocks[int(number)])
        is_alone = parts[-1].endswith("<p>") and after.startswith("</p>")
        if is_alone and RawHtmlPostprocessor(converter).isblocklevel(raw):
            parts[-1], after = parts[-1].removesuffix("<p>"), after.removeprefix("</p>")
        parts += [raw, after]
    return "".join(parts).strip()
