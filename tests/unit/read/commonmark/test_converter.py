"""The law of the converter: it gives the HTML of Python-Markdown itself, for any document in any order."""

import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from benchmarks.converter import CONSTRUCTS, GAPS, outcome, real_pages, stock_converter
from benchmarks.corpus import make_corpus
from support import examples, law
from vindplaats.read.commonmark.converter import make_converter
from vindplaats.read.markdown import convert

OURS = make_converter()
ALPHABET = "\n\n   \t*_`[](){}<>!#=-+.:|\\&;'\"^~/123aBé²٣\u2028\u00a0\x02\x03\r"

NASTY = [
    # escaped braces in an attribute
    *("![a \\} b](c)", "# ![a \\{.k\\}](c)"),
    # block starts, and what nearly is one
    *("#Kop", "# Kop #", "#", "# ", "####### Kop", "tekst\n# Kop\ntekst", "\\# geen kop", "# a\\#", "#\ntekst", " # a"),
    *("Kop\n===", "Kop\n---\ntekst", "Kop\n=-", "a\nb\n---", "Kop\n--- "),
    *("Kop\n---x", " Kop\n---", "Kop \n====", "\n---"),
    *("---", "***", "- - -", "* * *", "_ _ _", "tekst\n***\ntekst"),
    *("   ---", "    ---", "--", "**", "- - x", "-\t-\t-"),
    *("- a", "-a", "-", "- ", "+ a", "* a", "1. a", "1.a"),
    *("1) a", "01. a", "٣. drie", "²", "². a", "2021. jaar", "2021 jaar"),
    *("tekst\n- a", "tekst\n1. a", "- a\ntekst", "- a\n# Kop"),
    *("- a\n> b", "- a\n\ntekst", "٣. drie\n# Kop", "٣. a\n\n٤. b"),
    *(": a", ":a", "a\n: b", "a\n\n: b", "a\n:b", "a\nb\n: c"),
    *("a\n   : b", "a\n    : b", "a:\nb", ": a\nb", "- a\n: b"),
    *("> a", ">a", "tekst\n> a", "> a\ntekst", "   > a"),
    *("    > a", "> a\n\n> b", "> - a\n>\n> b", "> # a\n> b", "a > b"),
    *("[a]: b", "tekst\n[a]: b\ntekst [a]", "[a]:\n  b\n  'c'\n[a]"),
    *("[a]: b (c)\n[d]: e\n\n[a][d]", " [a]: b", "x[a]: b"),
    *("|a|b|\n|-|-|", "a|b\n-|-\n1|2", "a|b\n-|", "|a|\n|-|\n|b|", "|"),
    *("a | b", "tekst\na|b\n-|-", "`a|b`|c\n-|-", "a\\|b|c\n-|-"),
    *("|a|b|\n|:-|-:|\n|1|2|\n\ntekst", "- |a|b|\n  |-|-|", "> a|b\n> -|-"),
    *("| **a | b** |\n|---|---|", "a|b\n-|-\n- c"),
    *("    code", "tekst\n    geen code", "    a\n\n    b\n\nc", "    a\nb"),
    *("- a\n\n        code", "\tcode", "     a\n   b"),
    # nesting
    *("- a\n    - b\n        - c\n- d", "- a\n\n    b\n\n    - c\n\n- d", "1. a\n    - b\n2. c"),
    *("* * a", "- 1. a\n  2. b"),
    *("- a\n  b\n- c\n\n  d", "- a\n\n\n- b", "* a\n+ b\n- c"),
    *("1. a\n- b\n1. c", "- a\n   - b\n     - c", "- # a\n  b\n\n- c"),
    *("> > a\n> b", "> 1. a\n>     - b", "- > a\n  > b"),
    *("a\n: > b\n\n    c\n\n    - d", "a\n: b\n\n    : c", "- a\n\n  {: .k}"),
    # footnotes, abbreviations
    *("a[^1]\n\n[^1]: b", "[^1]: b\n[^2]: c\n\na[^2][^1][^2]", "a[^1]"),
    *("[^1]: b\n    c\n\n    d\n\ne[^1]", "[^1]: a[^1]"),
    *("# a[^1]\n\n[^1]: b", "///Footnotes Go Here///\n\na[^1]\n\n[^1]: b", "a[^1]\n\n[^1]:"),
    *("a[^1]\n\n> [^1]: b", "![^1]\n\n[^1]: b"),
    *("*[A]: b\n\nA *A* `A` [A](A)", "*[A]: ''\n\nA", "*[A]:\nb\n\nA"),
    *("*[TOC]: b\n\n[TOC]\n\n# TOC", "*[a\\b]: c\n\na", "* [A]: b\n\nA"),
    *("*[klzzwxh]: a\n\n*b*", "*[wzxhzdk]: a\n\n<b>c</b>"),
    *("*[zz1337820767766393qq]: a\n\nb[^1]\n\n[^1]: c", "*[a]: &<>\"\n\na"),
    # attributes
    *("# a {#b .c}", "# a {: #b }", "a\n{: .b }", "*a*{.b}", "- a\n{: .b }"),
    *("|a {.b}|\n|-|\n|c|", "a {b}", "a\n{: b }", "# a {}"),
    *("# a {: checked }", "# a {: b=b }", "# a {: b='\"&<>' }"),
    *("# a {: id=b }\n\n# b", "a\n: b {.c}", "# a {: data-toc-label='&b' }"),
    *("# a {: id }", "[TOC]\n\n# a {: id }", "*a*{: .b } }", "*a*{: hidden }"),
    *("![a](b){: loading=lazy }", "`{a}`{.b}", "\\{.a}"),
    *("a\n&#123;.b}", "*a*&#123;.b}", "- a\n  &lbrace;.b}", "`{.a}`", "# Id", "[a](b 'title')", "# a\n\n# \\{#a}"),
    # ids and the table of contents
    *("# a\n\n# a\n\n## a_1", "# Één *kop* & `code`", "# ½ ﬁ ’s", "#  - - ", "# 1,5 a"),
    *("# A'dam", "# &amp; b", "# ǖ", "# <b>a</b>"),
    *("[TOC]", "[TOC]\n\n# a\n\n### b\n\n## c", "tekst\n[TOC]", "- [TOC]\n\n# a"),
    *("&#91;TOC]\n\n# a", "# Fn 1[^1]\n\n# Fnref 1\n\n[^1]: a", "# a<br>b[^1] c\n\n[^1]: # d"),
    *("> [TOC]\n\n# a", "# [TOC]", "`[TOC]`\n\n# a"),
    *("\\[TOC]\n\n# a", "[T\x02OC]\n\n# a", "a|b\n-|-\n[TOC]|c\n\n# a"),
    *("[TOC]{.a}\n\n# b", "[TOC] \n\n# a", "[TOC]\n{: .a }\n\n# b"),
    # raw HTML and entities
    *("<div>*a*</div>", "<div>\n*a*\n</div>\n\n*b*", "a <b>*c*</b>", "<!-- *a* -->"),
    *("a <!-- *b* --> c", "<b", "a < b", "a <= b >c"),
    *("<pre>\n# a\n</pre>", "<script>*a*</script>", "<p>a\n\n*b*</p>", "- <div>a</div>"),
    *("<br>", "a<br/>b", "<?php *a* ?>", "</p>"),
    *("&amp;", "&#38;", "&#38", "&#38 a", "&#", "a & b", "a&b;"),
    *("&copy;", "&geen;", "`&amp;`", "[a](b&c)", "&#x26;", "&;\n\n&#x"),
    *("&lt;b&gt;", "# a & b", "# &copy; a", "|&|a|\n|-|-|\n|&amp;|b|", "<https://a.nl/?b&c=d>"),
    *("\\&amp;", "&\\amp;", "&#1\n", "&"),
    # escapes
    *("\\*a\\*", "\\\\*a*", "`\\*`", "\\", "a\\", "\\a", "\\<b>"),
    *("<b\\>", "[a](b\\)c)", "[a\\]](b)", "\\`a`", "\\\\`a`", "# a\\_b"),
    *("[a]: b\\_c\n\n[a]", "![\\*](b)", "<a href='\\*'>b</a>", "\\|a\\|", "\\x0292\\x03"),
    *("a\\\nb", "# \\[TOC]", "\\{a}", "[^\\*]"),
    # emphasis
    *("*a*", "**a**", "***a***", "_a_", "__a__", "a_b_c"),
    *("*a **b** c*", "**a *b***", "***a** b*", "*a _b* c_", "* a *", "**a*"),
    *("*a\nb*", "*a\n\nb*", "**a", "a**b**c", "_a*b_c*", "*[a*](b)"),
    *("*a `b* c`", "*a <b>c*</b>", "****a****", "_a_\n\n*b", "*_a*_"),
    # links, references, images
    *("[a](b)", "[a](<b c>)", "[a](b 'c')", '[a](b "c")', "[a](b(c)d)"),
    *("[a](b", "[a] (b)", "[a]()", "[](a)", "[[a](b)](c)"),
    *("[a][b]\n\n[b]: c", "[a] [b]\n\n[b]: c", "[b][]\n\n[B]: c"),
    *("[b]\n\n[b]: <c> 'd'", "![a][b]\n\n[b]: c", "![b]\n\n[b]: c 'd'"),
    *("[a][b]", "[b]", "![a](b)", "![a](b 'c')", "[![a](b)](c)"),
    *("![*a*](b)", "[*a*](b)", "[a\nb](c)", "[a](b\nc)", "!\\[a](b)"),
    *("<https://a.nl>", "<a@b.nl>", "<mailto:a@b.nl>", "<a:b>"),
    *("https://a.nl", "<https://a.nl/*b*>", "[<https://a.nl>](b)"),
    *("[a]: b\n\n> [a]\n\n- [a]\n\n[^1][a]\n\n[^1]: [a]", "[a]: b\n*[a]: c\n[^a]: d\n\n[a] a [^a]"),
    *("[a](b'c)", "[a](b\"c')d\")"),
    # line breaks, blanks, control characters
    *("a  \nb", "a   \nb", "a \nb", "a  ", "- a  \n  b", "> a  \n> b"),
    *("a\t\nb", "a  \n\nb", "|a  |\n|-|", "# a  \nb", "a  \n# b"),
    *("a\n \nb", "a\n\t\nb", "a\n\u00a0\nb", "   \na", "\n\n\na\n\n\n\nb"),
    *("a\r\nb\r\n\r\nc", "a\rb", "a\u2028b", "a\x0bb\x0cc", "a\x85b"),
    *("\x02", "a\x02b\x03", "\x02klzzwxh:0000\x03 *a*", "\x02wzxhzdk:0\x03 <b>a</b>"),
    *("\x0242\x03 \\*", "\x02amp\x03 &", "\x00", "\ufeffa"),
    *("\u00a0a", "\u2003# a", "\u00a0\n\na", "\u3000- a", "a\tb", "\t- a", "-\ta"),
    *("1.\ta", ">\ta", "a\n\u00a0\n- b", "é", "Ⅷ. a", "«a»"),
]  # fmt: skip


def check(source: str, ours: Markdown = OURS) -> None:
    assert outcome(ours, source) == outcome(stock_converter(), source)


def test_markdown_files_of_this_repository_give_equal_html() -> None:
    for source in real_pages():
        check(source)


@pytest.mark.parametrize("seed", [1, 2])
def test_generated_pages_give_equal_html(seed: int) -> None:
    stock = stock_converter()
    for page in make_corpus(100, 360, seed).pages:
        assert outcome(OURS, page.body) == outcome(stock, page.body)


@pytest.mark.parametrize("source", NASTY)
def test_difficult_documents_give_equal_html(source: str) -> None:
    """Each document is tried alone, between paragraphs, in a quote, and in a list item."""
    check(source)
    check(f"Voor.\n\n{source}\n\nNa.\n")
    check("\n".join(f"> {line}" for line in source.split("\n")))
    check(f"- a\n\n    {source.replace(chr(10), chr(10) + '    ')}\n\n- b")


def test_each_construct_gives_equal_html() -> None:
    for source in CONSTRUCTS:
        check(source)


@law
@settings(max_examples=examples(1500), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CONSTRUCTS), st.sampled_from(GAPS)), max_size=16))
def test_any_sequence_of_constructs_gives_equal_html(parts: list[tuple[str, str]]) -> None:
    check("".join(part for pair in parts for part in pair))


@law
@settings(max_examples=examples(800), deadline=None)
@given(st.text(st.one_of(st.sampled_from(ALPHABET), st.characters()), max_size=50))
def test_any_text_gives_equal_html(source: str) -> None:
    check(source)


def test_earlier_pages_do_not_matter() -> None:
    ours = make_converter()
    for before, after in pairwise([*NASTY, *CONSTRUCTS, *NASTY[::-7]]):
        outcome(ours, before)
        check(after, ours)


@pytest.mark.parametrize("deep", ["- " * 700 + "x", "> - " * 400 + "x", "[" * 700 + "x" + "](y)" * 700])
def test_a_page_nested_too_deep_leaves_no_state_behind(deep: str) -> None:
    ours = make_converter()
    outcome(ours, deep)
    for source in ("tekst\n\ntekst", "- a\n- b", "> a\n\nb", "*a* _b_", "1. a\n\n    b"):
        check(source, ours)


@pytest.mark.parametrize("depth", [1, 50, 100, 200, 250, 280, 300, 320, 500, 5000])
def test_quotes_stop_nesting_at_the_depth_of_the_library(depth: int) -> None:
    check(">" * depth + " diep\n\ntekst")
    check("> " * depth + "- *diep*\n\ntekst")


@pytest.mark.parametrize("nest", [("*a **b ", " c** d*"), ("[", "](x)"), ("- ", ""), ("> 1. ", ""), ("**a _b ", "_**")])
@pytest.mark.parametrize("depth", [10, 60, 120])
def test_deep_nesting_gives_equal_html(nest: tuple[str, str], depth: int) -> None:
    check(nest[0] * depth + "x" + nest[1] * depth)
    check("# " + nest[0] * depth + "x" + nest[1] * depth)


EMPHASIS = f"{'*a **b ' * 600}x XX{' c** d*' * 600}"
DEEP = {
    "emphasis": EMPHASIS,
    "emphasis of two signs": f"{'**a _b ' * 600}x{'_**' * 600}",
    "strikethrough": f"{'~~a *b ' * 600}x XX{' c* d~~' * 600}",
    "a heading": f"## {EMPHASIS}\n\n## x[^1] {EMPHASIS}\n\n[^1]: x",
    "a link": f"[{EMPHASIS}](y)",
    "an image": f"![{EMPHASIS}](y)",
    "a cell": f"|XX|\n|-|\n|{EMPHASIS}|",
    "an item": f"- > {EMPHASIS}",
    "a footnote": f"[^1]\n\n[^1]: {EMPHASIS}",
    "a term": f"{EMPHASIS}\n: {EMPHASIS}",
}
WITH = {
    "nothing": "",
    "attributes": "\n\n## Kop {#id}\n\n*x*{.y}",
    "abbreviations": "\n\n*[XX]: yy\n\nXX *XX* XX",
    "contents": "\n\n[TOC]\n\n> [TOC]\n\n## Kop [TOC]",
    "footnotes": "\n\nx[^2]\n\n[^2]: Ja.",
    "everything": "\n\n[TOC]\n\n## Kop[^2] {#id}\n\nXX\n\n*[XX]: yy\n\n[^2]: XX",
}


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("others", WITH.values(), ids=WITH)
def test_a_page_too_deep_for_the_library_has_its_html(deep: str, others: str) -> None:
    """The library calls itself for each level of emphasis. With a larger stack it gives the same HTML."""
    source = deep + others
    got = outcome(OURS, source)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(5000)
    try:
        assert got == outcome(stock_converter(), source)
    finally:
        sys.setrecursionlimit(limit)
    assert got != "RecursionError"


def test_five_thousand_quotes_do_not_crash() -> None:
    for source in (">" * 5000, "> " * 5000 + "x", "- " * 5000 + "x", "[" * 5000 + "x" + "](y)" * 5000):
        assert convert("content/x.md", source)
    assert convert("content/x.md", "tekst")[0].html == "<p>tekst</p>"


def test_processors_and_patterns_have_the_order_of_the_library() -> None:
    """This test is the first to fail if the library drops a name or changes a priority."""
    stock, ours = stock_converter(), make_converter()
    for kind in ("preprocessors", "inlinePatterns", "treeprocessors", "postprocessors"):
        assert _names(getattr(ours, kind)) == _names(getattr(stock, kind))
    assert _names(ours.parser.blockprocessors) == _names(stock.parser.blockprocessors)


def _names(registry: object) -> list[str]:
    return [type(item).__name__.lstrip("_") for item in registry]  # type: ignore[attr-defined]
