"""The extension of Python-Markdown that replaces its block processors and inline patterns.

Other parts of the library stay in use: the table of contents, attributes, abbreviations and the stash of raw HTML.
"""

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser as LibraryParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import PrettifyTreeprocessor
from markdown.util import ETX, STX, AtomicString, HtmlStash, Registry

from vindplaats.patterns import regex
from vindplaats.read.commonmark.block import CODE_KINDS, leaves
from vindplaats.read.commonmark.block_parser import BlockParser
from vindplaats.read.commonmark.likely_mistakes import find_mistakes
from vindplaats.read.commonmark.nearly_comments import find_nearly_comments
from vindplaats.read.commonmark.oddity import Oddity
from vindplaats.read.commonmark.tree_builder import TreeBuilder
from vindplaats.read.commonmark.unfinished import ATTRIBUTES, find_unfinished, with_note
from vindplaats.text import with_line_feeds


class CommonMark(Extension):
    """Reads CommonMark 0.31 with tables, footnotes, strikethrough, task lists and bare addresses, as GitHub does.

    Definition lists, abbreviations and attributes are read as well. After a conversion, ``oddities`` has what the
    editor should look at, and ``code_lines`` the numbers of the lines (from 0) that are code.
    """

    def __init__(self, **configuration: Any) -> None:
        super().__init__(**configuration)
        self.oddities: tuple[Oddity, ...] = ()
        self.code_lines: frozenset[int] = frozenset()
        self.abbreviations: dict[str, str] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (its name in the library)
        """Replace the parts of the library that read another kind of Markdown."""
        md.registerExtension(self)
        md.preprocessors = Registry()
        md.preprocessors.register(_LineEnds(md), "line_ends", 30)
        md.parser.blockprocessors = Registry()
        md.parser.blockprocessors.register(_Blocks(md.parser, self), "commonmark", 100)
        md.inlinePatterns = Registry()
        md.treeprocessors.deregister("inline")
        md.treeprocessors.register(_Prettify(md), "prettify", 10)
        md.treeprocessors.register(_Attributes(md), "attr_list", 8)
        md.treeprocessors.register(AbbrTreeprocessor(md, self.abbreviations), "abbr", 7)

    def read(self, source: str, parent: Element, stash: HtmlStash) -> None:
        """Read a whole document, with newlines as line ends, into an element. Raw HTML is put in the stash."""
        parser = BlockParser(source.removesuffix("\n").split("\n"))
        document = parser.parse()
        unfinished = tuple(find_unfinished(document, source))  # before the builder takes lines out of boxes
        builder = TreeBuilder(document, parser.references, stash)
        builder.build_into(parent)
        self.oddities = (
            *(with_note(oddity, document, parser.references) for oddity in builder.oddities),
            *find_mistakes(document, source),
            *find_nearly_comments(document, source),
            *unfinished,
        )
        self.code_lines = frozenset(
            number for leaf in leaves(document) if leaf.kind in CODE_KINDS for number in leaf.numbers
        )
        self.abbreviations.update(builder.abbreviations)

    def reset(self) -> None:
        """Forget the last document."""
        self.oddities = ()
        self.code_lines = frozenset()
        self.abbreviations.clear()


class _LineEnds(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return without_reserved("\n".join(lines)).split("\n")


def without_reserved(source: str) -> str:
    """Return a text with newlines as line ends, and without the two control characters that the library reserves."""
    source = with_line_feeds(source)
    if STX in source or ETX in source:
        source = source.replace(STX, "").replace(ETX, "")
    return source


class _Blocks(BlockProcessor):
    """Reads a whole document at once."""

    def __init__(self, parser: LibraryParser, extension: CommonMark) -> None:
        super().__init__(parser)
        self._extension = extension

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 (its signature in the library)
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        source = "\n\n".join(blocks)  # the library split it at blank lines
        blocks.clear()
        self._extension.read(source, parent, self.parser.md.htmlStash)


class _Prettify(PrettifyTreeprocessor):
    """Puts blocks on lines of their own, but keeps code as it is."""

    def run(self, root: Element) -> None:
        codes = [(code, code.text) for pre in root.iter("pre") for code in pre]
        super().run(root)
        for code, text in codes:
            code.text = AtomicString(text or "")


class _Attributes(AttrListTreeprocessor):
    """Reads attributes only if they look like ``{#id .class name="value"}``. Other words in braces are text."""

    # The library documents that subclasses may replace these, but its types forbid it.
    BASE_RE = ATTRIBUTES  # type: ignore[misc]
    HEADER_RE = regex(rf"(?<! )[ ]+{ATTRIBUTES}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = regex(rf"\n[ ]*{ATTRIBUTES}[ ]*$")  # type: ignore[misc]
    INLINE_RE = regex(rf"^{ATTRIBUTES}")  # type: ignore[misc]

    def run(self, doc: Element) -> None:
        if any("{" in text for text in doc.itertext()):
            super().run(doc)
