"""Python-Markdown with shortcuts: the same HTML in less time, by skipping rules that cannot match a page.

Python-Markdown ("the library") tries every rule on every text. Here a rule is tried only if it can match, because most
rules need a character that most texts lack. Rules that this module does not know are always tried, and anything unusual
is left to the code of the library. So a shortcut is correct if the rules that it skips would have changed nothing. A
comment at each shortcut says why that is so, and tests compare the HTML with that of the library. The shortcuts are
subclasses of the library's classes, registered in their place.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast
from unicodedata import normalize
from xml.etree.ElementTree import Element, ElementTree

import markdown
from markdown import blockprocessors, preprocessors, treeprocessors
from markdown.blockparser import BlockParser
from markdown.extensions import Extension, abbr, attr_list, def_list, footnotes, sane_lists, tables, toc
from markdown.inlinepatterns import ReferenceInlineProcessor
from markdown.serializers import to_html_string
from markdown.util import ETX, STX, AtomicString
from slugify import slugify

_Processors = tuple[blockprocessors.BlockProcessor, ...]

_START_CHARACTERS: dict[type[blockprocessors.BlockProcessor], str] = {
    # These processors need an empty line or an indent, or (for a table) two lines and a "|". `_candidates` tries all
    # processors on a block that has any of those.
    **dict.fromkeys((blockprocessors.EmptyBlockProcessor, def_list.DefListIndentProcessor, tables.TableProcessor), ""),
    **dict.fromkeys((blockprocessors.ListIndentProcessor, blockprocessors.CodeBlockProcessor), ""),
    # The others match at the start of a line, after at most three spaces.
    blockprocessors.HashHeaderProcessor: "#",
    blockprocessors.SetextHeaderProcessor: "=-",
    blockprocessors.HRProcessor: "-_*",
    sane_lists.SaneOListProcessor: "0123456789",
    sane_lists.SaneUListProcessor: "*+-",
    def_list.DefListProcessor: ":",
    blockprocessors.BlockQuoteProcessor: ">",
    footnotes.FootnoteBlockProcessor: "[",
    abbr.AbbrBlockprocessor: "*",
    blockprocessors.ReferenceProcessor: "[",
}
"""For each block processor, its start characters: it changes no block in which no line starts with one of them."""
_ALL_START_CHARACTERS = frozenset(("", " ", *"".join(_START_CHARACTERS.values())))

_INLINE_TRIGGERS = {
    name: (trigger, alternative)
    for trigger, alternative, names in (
        ("`", "`", ("backtick",)),
        ("\\", "\\", ("escape",)),
        ("[^", "[^", ("footnote",)),
        ("[", "[", ("reference", "link", "short_reference")),
        ("![", "![", ("image_link", "image_reference", "short_image_ref")),
        ("<", "<", ("autolink", "automail", "html")),
        ("  \n", "  \n", ("linebreak",)),
        ("&", "&", ("entity",)),
        ("*", "_", ("em_strong", "em_strong2", "not_strong")),
    )
    for name in names
}
"""For each inline pattern, a trigger and an alternative: it cannot match a text that contains neither."""

_TAG_TEXTS = {tag: (f"<{tag}>", f"<{tag}", "") for tag in ("br", "hr", "img")} | {
    tag: (f"<{tag}>", f"<{tag}", f"</{tag}>")
    for tag in (
        *("div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre"),
        *("table", "thead", "tbody", "tr", "th", "td", "a", "abbr", "code", "em", "strong", "sup"),
    )
}
"""For each element: its start tag without attributes, the beginning of its start tag with attributes, its end tag."""

_COMBINING_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0302\u0303\u0308\u030a\u0327"))
"""The combining marks of ``à á â ã ä å ç`` and similar letters."""
_PLAIN_SLUG = re.compile(r"[A-Za-z0-9 -]*")


def make_converter() -> markdown.Markdown:
    """Return a converter for bodies. Call its `reset` before each page, as for every converter of the library."""
    notes = footnotes.FootnoteExtension(BACKLINK_TITLE="Terug naar voetnoot {} in de tekst", SEPARATOR="-")
    cells = tables.TableExtension(use_align_attribute=True)  # the sanitiser would remove a style attribute
    contents = _TocExtension(slugify=make_anchor)
    others = ("def_list", "attr_list", "abbr", "sane_lists")
    return _Markdown(extensions=[cells, notes, contents, *others], output_format="html")


def make_anchor(text: str, separator: str) -> str:
    """Return the id of a heading. It equals the result of python-slugify, which is slow for letters with accents."""
    # python-slugify also decomposes letters and drops these marks. It splits a text of ASCII letters, digits, spaces
    # and hyphens into words at its spaces and hyphens.
    plain = text if text.isascii() else normalize("NFKD", text).translate(_COMBINING_MARKS)
    if _PLAIN_SLUG.fullmatch(plain):
        return separator.join(plain.lower().replace("-", " ").split())
    return slugify(text, separator=separator)


class _NormalizeWhitespace(preprocessors.NormalizeWhitespace):
    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        # The library replaces only these characters, and makes lines that hold only spaces empty. It always adds two
        # line ends.
        if "\t" in source or "\r" in source or STX in source or ETX in source or any(map(str.isspace, lines)):
            return super().run(lines)
        return [*lines, "", ""]


class _HtmlBlockPreprocessor(preprocessors.HtmlBlockPreprocessor):
    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        # The library stashes only text that starts with "<". Otherwise it only changes "&#1" into "&#1;".
        if "<" in source or ("&" in source and "&#" in source):
            return super().run(lines)
        return lines


class _BlockParser(BlockParser):
    """A block parser that tries only the processors that may change a block, in the order of the library."""

    text = ""
    _every: _Processors = ()
    _plain: _Processors = ()

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._by_start: dict[str, _Processors] = {}
        self._by_starts: dict[frozenset[str], _Processors] = {}

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        """Parse as the library does, and keep the text of the page for the other shortcuts."""
        if len(self._every) != len(self.blockprocessors):
            self._every = tuple(self.blockprocessors)
            self._plain = self._processors_for(frozenset())
            self._by_start = {start: self._processors_for(frozenset({start})) for start in _ALL_START_CHARACTERS}
        self.text = "\n".join(lines)
        # In a new converter the state is empty, but after a page that was nested too deep it is not.
        self.state.clear()
        self.root = Element(self.md.doc_tag)
        self.parseChunk(self.root, self.text)
        return ElementTree(self.root)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Parse as the library does, with as many stack frames: the recursion limit bounds how deep quotes may nest."""
        while blocks:
            for processor in self._candidates(blocks[0]):
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    def _candidates(self, block: str) -> _Processors:
        start = block[:1]
        if start.isdecimal() and not start.isascii():
            return self._every  # a list may be numbered in any script
        if "\n" not in block:
            return self._by_start.get(start, self._plain)
        if "|" in block:
            return self._every
        starts = _ALL_START_CHARACTERS.intersection([line[:1] for line in block.split("\n")])
        if starts not in self._by_starts:
            self._by_starts[starts] = self._processors_for(starts)
        return self._by_starts[starts]

    def _processors_for(self, starts: frozenset[str]) -> _Processors:
        if not starts.isdisjoint(("", " ")):
            return self._every
        return tuple(
            p
            for p in self._every
            if type(p) not in _START_CHARACTERS or not starts.isdisjoint(_START_CHARACTERS[type(p)])
        )


def _text(md: markdown.Markdown) -> str:
    return cast("_BlockParser", md.parser).text


class _InlineProcessor(treeprocessors.InlineProcessor):
    """An inline processor that tries only the patterns that may match a text, in the order of the library."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        names = {id(md.inlinePatterns[name]): name for name in _INLINE_TRIGGERS if name in md.inlinePatterns}
        self._every = [
            (index, *_INLINE_TRIGGERS.get(names.get(id(pattern), ""), ("", "")), pattern)
            for index, pattern in enumerate(md.inlinePatterns)
        ]
        self._applicable = self._every

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Run as the library does, without the patterns that match nowhere on the page."""
        text = _text(self.md)
        self._applicable = [
            (index, trigger, alternative, pattern)
            for index, trigger, alternative, pattern in self._every
            # The text of an element comes from the page. The library adds only line ends, digits and placeholders, in
            # which no trigger occurs.
            if (trigger[:1] in text or alternative[:1] in text)
            # These patterns change nothing if no reference is defined, and all definitions have been parsed by now.
            and (self.md.references or not isinstance(pattern, ReferenceInlineProcessor))
        ]
        return super().run(tree, ancestors)

    # This overrides a private method. If a version of the library does not call it, conversion is only slower.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index, trigger, alternative, pattern in self._applicable:
            # Test this for each pattern, because earlier patterns have replaced what they matched by placeholders.
            if index >= patternIndex and (trigger in data or alternative in data):
                matched, start = True, 0
                while matched:
                    data, matched, start = apply(pattern, data, index, start)
        return data


class _UnescapeTreeprocessor(treeprocessors.UnescapeTreeprocessor):
    def run(self, root: Element) -> None:
        # The library replaces numbers between STX and ETX. Of what a page can contain, only a backslash produces these.
        if "\\" in _text(self.md):
            super().run(root)


class _AttrListTreeprocessor(attr_list.AttrListTreeprocessor):
    def run(self, doc: Element) -> None:
        # A list of attributes starts with a brace, and the library adds no braces to the text of the page.
        if "{" in _text(self.md):
            super().run(doc)


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
    except (LookupError, TypeError, RecursionError):  # unknown tags and attributes; nested too deep
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
    """The converter of the library, with the subclasses of this module in place of the library's own classes."""

    output_formats = {**markdown.Markdown.output_formats, "html": _to_html}  # noqa: RUF012

    def build_parser(self) -> "_Markdown":
        """Install `_BlockParser`, before extensions add processors to it."""
        super().build_parser()
        parser = _BlockParser(self)
        parser.blockprocessors = self.parser.blockprocessors
        for processor in parser.blockprocessors:
            processor.parser = parser
        self.parser = parser
        return self

    def registerExtensions(  # noqa: N802
        self, extensions: Sequence[Extension | str], configs: Mapping[str, dict[str, Any]]
    ) -> "_Markdown":
        """Install the other subclasses, under the names and priorities that the library documents."""
        super().registerExtensions(extensions, configs)
        self.preprocessors.register(_NormalizeWhitespace(self), "normalize_whitespace", 30)
        self.preprocessors.register(_HtmlBlockPreprocessor(self), "html_block", 20)
        self.treeprocessors.register(_InlineProcessor(self), "inline", 20)
        self.treeprocessors.register(_AttrListTreeprocessor(self), "attr_list", 8)
        self.treeprocessors.register(_UnescapeTreeprocessor(self), "unescape", 0)
        return self
