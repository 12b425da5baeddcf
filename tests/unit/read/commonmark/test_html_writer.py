"""Which pages are written without the library. That they get its HTML is tested in `test_converter`."""

from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown

from benchmarks.corpus import make_corpus
from benchmarks.real_like import make_real_like
from vindplaats.read.commonmark.converter import make_anchor, make_converter
from vindplaats.read.commonmark.extension import CommonMark
from vindplaats.read.commonmark.html_writer import may_need_library, write_html


def written(source: str) -> str | None:
    extension = CommonMark()
    converter: Markdown = make_converter(extension)
    root = Element("div")
    extension.read(source, root, converter.htmlStash)
    before = content(root)
    html = write_html(root, converter, make_anchor)
    assert content(root) == before
    return html


def content(root: Element) -> list[tuple[str, dict[str, str], str | None, str | None]]:
    return [(element.tag, dict(element.items()), element.text, element.tail) for element in root.iter()]


def test_a_page_with_a_list_a_table_and_raw_html_is_written() -> None:
    source = "# Kop\n\n- een\n  - **twee**\n\n|a|b|\n|-|-|\n|`1 < 2`|\\{x}|\n\n<b>x</b>  \ny\n\n<hr>"
    assert written(source) == (
        '<h1 id="kop">Kop</h1>\n<ul>\n<li>een<ul>\n<li><strong>twee</strong></li>\n</ul>\n</li>\n</ul>\n'
        "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
        "<td><code>1 &lt; 2</code></td>\n<td>{x}</td>\n</tr>\n</tbody>\n</table>\n"
        "<p><b>x</b><br>\ny</p>\n\n<hr>"
    )


def test_headings_get_different_ids_and_none_of_a_footnote() -> None:
    assert written("# Fn 1\n\n# Fn 1[^a]\n\n# &copy;\n\n[^a]: Noot") == (
        '<h1 id="fn-1_1">Fn 1</h1>\n'
        '<h1 id="fn-1_2">Fn 1<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">1</a></sup></h1>\n'
        '<h1 id="c">©</h1>\n'
        '<div class="footnote">\n<hr>\n<ol>\n<li id="fn-1">\n'
        '<p>Noot\u00a0<a class="footnote-backref" href="#fnref-1" title="Terug naar voetnoot 1 in de tekst">↩</a></p>\n'
        "</li>\n</ol>\n</div>"
    )


@pytest.mark.parametrize(
    "source",
    [
        *("# Kop {#eigen}", "*a*{.b}", "[TOC]\n\n# Kop"),  # as a page is usually written
        *("a\n&#123;.b}", "*a*&lbrace;.b}", "&#91;TOC]", "\\[TOC]"),  # known only when the page has been read
        *("# Id", "[a](b 'title')", "![](x 'title')"),  # versions of the library differ
    ],
)
def test_the_rest_is_left_to_the_library(source: str) -> None:
    assert written(source) is None


@pytest.mark.parametrize("source", ["{x}", "*[a](b): c*", "\\{x}", "a {b c} d", "```r\nf <- function(x) { x }\n```"])
def test_what_is_nearly_an_attribute_or_an_abbreviation_is_written(source: str) -> None:
    assert not may_need_library(source)
    assert written(source) is not None


def test_a_page_with_abbreviations_is_not_tried() -> None:
    assert may_need_library("De SER.\n\n*[SER]: Raad")
    assert make_converter().convert("De SER.\n\n*[SER]: Raad") == '<p>De <abbr title="Raad">SER</abbr>.</p>'
    assert make_converter().convert("De a[b.\n\n*[a[b]: Raad") == '<p>De <abbr title="Raad">a[b</abbr>.</p>'


def test_what_only_looks_like_an_attribute_is_written_too() -> None:
    assert may_need_library("\\{#x}")
    assert written("\\{#x}") == "<p>{#x}</p>"


def test_almost_no_page_needs_the_library() -> None:
    pages = [page.body for page in (*make_corpus(60, 360, 1).pages, *make_real_like(30, 360).pages)]
    assert not any(may_need_library(page) or written(page) is None for page in pages)


def test_emphasis_may_nest_deeper_than_functions() -> None:
    html = written("*a **b " * 1000 + "x" + " c** d*" * 1000)
    assert html is not None
    assert html.count("<strong>") == 1000
