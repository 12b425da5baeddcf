"""The converter of bodies: Python-Markdown with our extension, and a shortcut that gives the same HTML in less time.

The shortcut writes the HTML of most pages without the library. Two of the library's tree processors are replaced by
loops, because the library calls itself for each level of a tree and emphasis may nest deeper than functions can. Tests
compare the HTML with that of the library.
"""

from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.util import AtomicString

from vindplaats.read.commonmark.extension import CommonMark, without_reserved
from vindplaats.read.commonmark.html_writer import may_need_library, write_html
from vindplaats.slug import slugify


def make_converter(commonmark: CommonMark | None = None) -> markdown.Markdown:
    """Return a converter for bodies. As with every converter of the library, call `reset` before each page."""
    return _Markdown(commonmark or CommonMark(), output_format="html")


def make_anchor(text: str, separator: str) -> str:
    """Return the id of a heading."""
    return slugify(text, separator=separator)


class _TocTreeprocessor(TocTreeprocessor):
    def replace_marker(self, root: Element, elem: Element) -> None:
        """Put the table of contents in the place of each ``[TOC]``, but not in headings and code."""
        containers = [root]
        while containers:
            container = containers.pop()
            for index, child in enumerate(container):
                if self.header_rgx.match(child.tag) or child.tag in {"pre", "code"}:
                    continue
                if len(child):
                    containers.append(child)
                elif child.text and child.text.strip() == self.marker:
                    container[index] = elem


class _TocExtension(TocExtension):
    TreeProcessorClass = _TocTreeprocessor


class _AbbrTreeprocessor(AbbrTreeprocessor):
    def iter_element(self, el: Element, parent: Element | None = None) -> None:  # noqa: ARG002 (its signature there)
        """Mark the abbreviations in an element and in everything that it contains."""
        for container in list(el.iter()):  # without the elements that are added below
            container.text, children = self._mark(container.text)
            for child in container:
                child.tail, following = self._mark(child.tail)
                children += [child, *following]
            container[:] = children

    def _mark(self, text: str | None) -> tuple[str | None, list[Element]]:
        """Return what is before the first abbreviation in a text, and an element for each one, with what follows it."""
        if not text or isinstance(text, AtomicString) or self.RE is None:
            return text, []
        found = [match for match in self.RE.finditer(text) if self.abbrs[match[0]]]
        starts = [match.start() for match in found] + [len(text)]
        return text[: starts[0]], [
            self.create_element(self.abbrs[match[0]], match[0], text[match.end() : following])
            for match, following in zip(found, starts[1:], strict=True)
        ]


class _Markdown(markdown.Markdown):
    """The converter of the library, with a shortcut for pages that need little of it."""

    def __init__(self, commonmark: CommonMark, **configuration: Any) -> None:
        self._commonmark = commonmark
        super().__init__(extensions=[commonmark, _TocExtension(slugify=make_anchor)], **configuration)
        self.treeprocessors.register(_AbbrTreeprocessor(self, commonmark.abbreviations), "abbr", 7)

    def convert(self, source: str) -> str:
        """Return the HTML of a page. If `html_writer` cannot write it, the library reads it again."""
        if source.strip() and not may_need_library(source):
            root = Element("div")
            self._commonmark.read(without_reserved(source), root, self.htmlStash)
            html = None if self._commonmark.abbreviations else write_html(root, self, make_anchor)
            if html is not None:
                return html
            self.htmlStash.reset()
        return super().convert(source)
