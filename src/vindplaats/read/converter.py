"""Python-Markdown as this site uses it, with shortcuts past what a page does not hold: the same HTML in less time.

The library tries every rule on every text. Here a rule is tried only where it can match, for most need a character
that most texts lack. Rules that this module does not know are always tried, and whatever is unusual goes to the
library's own code. So a shortcut has to be right only in what it leaves out; why that cannot change the result is said
where it is made, and tests compare with the library. It is changed by the library's registries and by subclasses.
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

_STARTS: dict[type[blockprocessors.BlockProcessor], str] = {
    # These want an empty line or an indent; a table wants two lines and a "|". Any such block is tried on everything.
    **dict.fromkeys((blockprocessors.EmptyBlockProcessor, def_list.DefListIndentProcessor, tables.TableProcessor), ""),
    **dict.fromkeys((blockprocessors.ListIndentProcessor, blockprocessors.CodeBlockProcessor), ""),
    # All others match from the start of a line on, after three spaces at most.
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
"""The characters with one of which a line of the block must start, or else the block processor does nothing."""
_SPECIAL = frozenset(("", " ", *"".join(_STARTS.values())))

_TRIGGERS = {
    name: (one, other)
    for one, other, names in (
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
"""For each inline pattern two strings, one of which must be in a text, or else the pattern finds nothing there."""

_TAGS = {tag: (f"<{tag}>", f"<{tag}", "") for tag in ("br", "hr", "img")} | {
    tag: (f"<{tag}>", f"<{tag}", f"</{tag}>")
    for tag in (
        *("div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre"),
        *("table", "thead", "tbody", "tr", "th", "td", "a", "abbr", "code", "em", "strong", "sup"),
    )
}
"""How elements are opened without attributes and with them, and how they are closed."""

_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0302\u0303\u0308\u030a\u0327"))
"""The combining marks of `à á â ã ä å ç` and their like."""
_PLAIN_SLUG = re.compile(r"[A-Za-z0-9 -]*")


def make_converter() -> markdown.Markdown:
    """A converter for bodies. As with any of the library: `reset` before each page."""
    notes = footnotes.FootnoteExtension(BACKLINK_TITLE="Terug naar voetnoot {} in de tekst", SEPARATOR="-")
    cells = tables.TableExtension(use_align_attribute=True)  # as style it would be taken out of the HTML
    contents = _TocExtension(slugify=slug)
    others = ("def_list", "attr_list", "abbr", "sane_lists")
    return _Markdown(extensions=[cells, notes, contents, *others], output_format="html")


def slug(text: str, separator: str) -> str:
    """The id of a heading. What `slugify` makes of it, which for a letter with an accent looks for a module on disk."""
    # `slugify` decomposes too, and then drops these marks. Of ASCII letters, digits, spaces and hyphens it keeps all
    # but what would be a hyphen twice or at an end.
    plain = text if text.isascii() else normalize("NFKD", text).translate(_MARKS)
    if _PLAIN_SLUG.fullmatch(plain):
        return separator.join(plain.lower().replace("-", " ").split())
    return slugify(text, separator=separator)


class _NormalizeWhitespace(preprocessors.NormalizeWhitespace):
    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        # These are all that it replaces, with spaces on a line of nothing else. Always it adds two line ends.
        if "\t" in source or "\r" in source or STX in source or ETX in source or any(map(str.isspace, lines)):
            return super().run(lines)
        return [*lines, "", ""]


class _HtmlBlockPreprocessor(preprocessors.HtmlBlockPreprocessor):
    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        # All that it stashes starts with "<". Apart from that it writes "&#1" as "&#1;".
        if "<" in source or ("&" in source and "&#" in source):
            return super().run(lines)
        return lines


class _BlockParser(BlockParser):
    """Tries on a block only the processors that may do something with it, in their order."""

    text = ""
    _every: _Processors = ()
    _plain: _Processors = ()

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._by_start: dict[str, _Processors] = {}
        self._by_starts: dict[frozenset[str], _Processors] = {}

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        """As in the library, but the text is kept."""
        if len(self._every) != len(self.blockprocessors):
            self._every = tuple(self.blockprocessors)
            self._plain = self._those(frozenset())
            self._by_start = {start: self._those(frozenset({start})) for start in _SPECIAL}
        self.text = "\n".join(lines)
        # A page that was nested too deep leaves its state behind, which a new converter would not know.
        self.state.clear()
        self.root = Element(self.md.doc_tag)
        self.parseChunk(self.root, self.text)
        return ElementTree(self.root)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """As in the library, with as many frames on the stack: at some depth of that, quotes no longer nest."""
        while blocks:
            for processor in self._fitting(blocks[0]):
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    def _fitting(self, block: str) -> _Processors:
        start = block[:1]
        if start.isdecimal() and not start.isascii():
            return self._every  # lists are numbered in any script
        if "\n" not in block:
            return self._by_start.get(start, self._plain)
        if "|" in block:
            return self._every
        starts = _SPECIAL.intersection([line[:1] for line in block.split("\n")])
        if starts not in self._by_starts:
            self._by_starts[starts] = self._those(starts)
        return self._by_starts[starts]

    def _those(self, starts: frozenset[str]) -> _Processors:
        if not starts.isdisjoint(("", " ")):
            return self._every
        return tuple(p for p in self._every if type(p) not in _STARTS or not starts.isdisjoint(_STARTS[type(p)]))


def _text(md: markdown.Markdown) -> str:
    return cast("_BlockParser", md.parser).text


class _InlineProcessor(treeprocessors.InlineProcessor):
    """Tries on a text only the patterns that may match, in their order."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        names = {id(md.inlinePatterns[name]): name for name in _TRIGGERS if name in md.inlinePatterns}
        self._every = [
            (index, *_TRIGGERS.get(names.get(id(pattern), ""), ("", "")), pattern)
            for index, pattern in enumerate(md.inlinePatterns)
        ]
        self._rows = self._every

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Leave out what matches nowhere on the page first."""
        text = _text(self.md)
        self._rows = [
            (index, one, other, pattern)
            for index, one, other, pattern in self._every
            # Texts hold what the page holds. All that is added is line ends, digits, and placeholders of letters.
            if (one[:1] in text or other[:1] in text)
            # These change nothing where no reference is defined, and all blocks have been parsed by now.
            and (self.md.references or not isinstance(pattern, ReferenceInlineProcessor))
        ]
        return super().run(tree, ancestors)

    # Takes the place of a private method. A version of the library that does not call it is only slower.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index, one, other, pattern in self._rows:
            # Tested now and not before, for patterns replace what they match by placeholders.
            if index >= patternIndex and (one in data or other in data):
                matched, start = True, 0
                while matched:
                    data, matched, start = apply(pattern, data, index, start)
        return data


class _UnescapeTreeprocessor(treeprocessors.UnescapeTreeprocessor):
    def run(self, root: Element) -> None:
        # It replaces numbers between STX and ETX. Pages hold neither, and only a backslash makes the two.
        if "\\" in _text(self.md):
            super().run(root)


class _AttrListTreeprocessor(attr_list.AttrListTreeprocessor):
    def run(self, doc: Element) -> None:
        # A list of attributes starts with a brace, and nothing adds one to what the page holds.
        if "{" in _text(self.md):
            super().run(doc)


class _TocTreeprocessor(toc.TocTreeprocessor):
    """Makes a table of contents only where one is to stand. Headings get their ids as in the library."""

    _wanted = True

    def run(self, doc: Element) -> None:
        # The table replaces elements whose whole text is the marker.
        self._wanted = any(element.text and self.marker in element.text for element in doc.iter())
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        return super().build_toc_div(toc_list) if self._wanted else Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        if self._wanted:
            super().replace_marker(root, elem)


class _TocExtension(toc.TocExtension):
    TreeProcessorClass = _TocTreeprocessor


def _to_html(element: Element) -> str:
    """The element as the library writes it. The library does so itself where anything is unusual."""
    data: list[str] = []
    try:
        _write(element, data.append)
    except (LookupError, TypeError, RecursionError):  # tags and attributes that are not known here; too deep
        return to_html_string(element)
    return "".join(data)


def _write(element: Element, write: Callable[[str], object]) -> None:
    bare, opens, closes = _TAGS[element.tag]
    if element.attrib:
        write(opens)
        for name, value in sorted(element.items()):
            escaped = toc.escape_cdata(value).replace('"', "&quot;")
            if escaped == name:
                raise LookupError(name)  # versions of the library differ in how they write what is only true
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
    """The library's converter, with parts of this module in the places of its own."""

    output_formats = {**markdown.Markdown.output_formats, "html": _to_html}  # noqa: RUF012

    def build_parser(self) -> "_Markdown":
        """Put in the block parser before extensions add processors to it."""
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
        """Put in the rest, by the names and with the priorities that the library documents."""
        super().registerExtensions(extensions, configs)
        self.preprocessors.register(_NormalizeWhitespace(self), "normalize_whitespace", 30)
        self.preprocessors.register(_HtmlBlockPreprocessor(self), "html_block", 20)
        self.treeprocessors.register(_InlineProcessor(self), "inline", 20)
        self.treeprocessors.register(_AttrListTreeprocessor(self), "attr_list", 8)
        self.treeprocessors.register(_UnescapeTreeprocessor(self), "unescape", 0)
        return self
