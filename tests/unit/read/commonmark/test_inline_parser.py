import re
from unittest.mock import patch
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.serializers import to_html_string
from markdown.util import HtmlStash

from support import examples, law
from vindplaats.read.commonmark import inline_parser
from vindplaats.read.commonmark.block import Block
from vindplaats.read.commonmark.footnotes import Footnotes
from vindplaats.read.commonmark.inline_parser import InlineContext, InlineParser, is_plain
from vindplaats.read.commonmark.oddity import Oddity
from vindplaats.read.commonmark.references import Definition

DEFINITIONS = {"bron": Definition("bron", "b.md", "", 0), "met titel": Definition("met titel", "c.md", "t", 0)}


def parser_of(text: str) -> InlineParser:
    notes = Footnotes()
    note = Block("footnote", 0)
    note.marker = "n"
    notes.define(note)
    return InlineParser(text, InlineContext(DEFINITIONS, notes, HtmlStash(), set()))


def parse(text: str) -> str:
    element = Element("p")
    parser_of(text).parse_into(element)
    return to_html_string(element).removeprefix("<p>").removesuffix("</p>")


def oddities(text: str) -> list[tuple[str, str, int]]:
    parser = parser_of(text)
    parser.parse_into(Element("p"))
    return [(oddity.kind, oddity.text, oddity.line) for oddity in parser.oddities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("een\ntwee", "een\ntwee"),
        ("een  \ntwee", "een<br>twee"),
        ("een\\\ntwee", "een<br>twee"),
        ("een \n  *twee*", "een\n<em>twee</em>"),
        ("een\\", "een\\"),
        ("`a *b*`", "<code>a *b*</code>"),
        ("`` a`b ``", "<code>a`b</code>"),
        ("`a\nb`", "<code>a b</code>"),
        ("`a` `b", "<code>a</code> `b"),
        ("`  `", "<code>  </code>"),
        ("\\`a`", "`a`"),
        ("`\\`", "<code>\\</code>"),
        ("\\*a\\* \\a", "*a* \\a"),
        ("&eacute; &geen; R&D", "é &amp;geen; R&amp;D"),
        ("[a](b.md)", '<a href="b.md">a</a>'),
        ("[a](<b c.md> 't')", '<a href="b.md c" title="t">a</a>'.replace("b.md c", "b c.md")),
        ("[*a* `]`](b)", '<a href="b"><em>a</em> <code>]</code></a>'),
        ("[a [b](c) d](e)", '[a <a href="c">b</a> d](e)'),
        ("[a](b(c)d)", '<a href="b(c)d">a</a>'),
        ("[a]()", '<a href="">a</a>'),
        ("[a][BRON] [bron][] [bron]", '<a href="b.md">a</a> <a href="b.md">bron</a> <a href="b.md">bron</a>'),
        ("[met\ntitel]", '<a href="c.md" title="t">met\ntitel</a>'),
        ("\\[bron]", "[bron]"),
        ("![*a* b](c.png 't')", '<img alt="a b" src="c.png" title="t">'),
        ("![a [b](c)](d)", '<img alt="a b" src="d">'),
        ("![a ![*b*](c) d](e)", '<img alt="a b d" src="e">'),
        (f"![{'*a **b ' * 600}c{'** d*' * 600}](e)", f'<img alt="{"a b " * 600}c{" d" * 600}" src="e">'),
        ("[![a](b)](c)", '<a href="c"><img alt="a" src="b"></a>'),
        ("!\\[a](b)", "![a](b)"),
        ("!", "!"),
        ("<https://a.example/*b*>", '<a href="https://a.example/*b*">https://a.example/*b*</a>'),
        ("https://a.example/_b_ *c*", '<a href="https://a.example/_b">https://a.example/_b</a>_ <em>c</em>'),
        ("`https://a.example`", "<code>https://a.example</code>"),
        ("[https://a.example](b)", '<a href="b">https://a.example</a>'),
        ("a < b > c", "a &lt; b &gt; c"),
        ("*[a*](b)", '*<a href="b">a*</a>'),
    ],
)
def test_texts(text: str, expected: str) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "quoted"),
    [
        ("zie [x] (https://a.example/)", "link-vorm", "[x] (https://a.example/)"),
        ("zie [x] (rapport.pdf)", "link-vorm", "[x] (rapport.pdf)"),
        ("zie [x] (../map/x.md#kop 'titel')", "link-vorm", "[x] (../map/x.md#kop 'titel')"),
        ("zie [x]\n(https://a.example/)", "link-vorm", "[x]"),
        ("zie (x)[https://a.example/]", "link-vorm", "(x)[https://a.example/]"),
        ("zie (https://a.example/)[x]", "link-vorm", "(https://a.example/)[x]"),
        ("zie (x)[rapport.pdf]", "link-vorm", "(x)[rapport.pdf]"),
        ("zie [x](https://a.example/ “titel”)", "link-vorm", "[x](https://a.example/ “titel”)"),
        ("zie [x](mijn rapport.pdf)", "link-vorm", "[x](mijn rapport.pdf)"),
        ("zie ![x](mijn foto.png)", "link-vorm", "![x](mijn foto.png)"),
        ("zie [x](rapport.pdf", "link", "[x](rapport.pdf"),
        ("zie [x][nergens]", "verwijzing", "[x][nergens]"),
        ("zie [x][]", "verwijzing", "[x][]"),
        ("zie ![x][nergens]", "verwijzing", "![x][nergens]"),
        ("noot[^9]", "noot", "[^9]"),
        ("noot[^9] en noot[^9]", "noot", "[^9]"),
        ("**Let op: dit", "nadruk", "**Let op: dit"),
        ("** vet **", "nadruk", "** vet **"),
        ("**vet **gedrukt", "nadruk", "**vet **gedrukt"),
        ("**“vet”**gedrukt", "nadruk", "**“vet”**gedrukt"),
        ("__ vet __", "nadruk", "__ vet __"),
        ("~~weg", "nadruk", "~~weg"),
        ("vet**", "nadruk", "**"),
        ("een\n** twee", "nadruk", "** twee"),
        ("tekst ```r code", "code", "```r code"),
        ("een <!-- twee", "commentaar", "<!-- twee"),
        ("[](b.md)", "lege-link", "[](b.md)"),
        ("[ ](b.md)", "lege-link", "[ ](b.md)"),
    ],
)
def test_what_looks_like_markdown_and_is_none_is_an_oddity(text: str, kind: str, quoted: str) -> None:
    """One mistake is one oddity, at its line."""
    found = oddities(text)
    assert [(name, words) for name, words, _ in found] == [(kind, quoted)]
    assert found[0][2] == text.count("\n", 0, text.index(quoted))


@pytest.mark.parametrize(
    "text",
    [
        *("(zie [1]) en [2], [3].", "[sic] en [...]", "zie [1][2]", "[1, 2][3–5]", "a[i][j]", "f(x)[y]", "[x](y)"),
        *(
            "[Jansen] (2020)",
            "[Jansen] (z.d.)",
            "[Jansen] (art. 3)",
            "[1] (art.3)",
            "[A] (en/of)",
            "[noot] (zie ook 1.2)",
        ),
        *("[x](https://a.example/)[^n]", "(https://a.example/)[^n]", "[x](https://a.example/)[sic]"),
        *("(ja)[a/b]", "(Jansen, 2020)[p. 4]", "(Jansen)[1.2]", "[x] gedaan", "[ ] te doen"),
        *("2 * 3 * 4", "2**3 = 8", "x**2 + y", "a ** b", "van ** tot *** ster", "Hotel ****", "5*", "sterretje*"),
        *(
            "0,45** en 0,12***",
            "0,45*** | 12%**",
            "(0,03)**",
            "*** p < 0,01",
            "een\n** p < 0,05",
            "Naam: ______ (invullen)",
        ),
        *("__init__ en snake__case", "~100 tot ~200", "~~ 40", "~/a en ~/b", "e-mail_naam", "`**`", "\\**a", "\\*\\*a"),
        *("`[x] (a.md)`", "`[^9]`", "\\[^9]", "\\[x] (a.md)", "\\[x][y]", "`` ` ``", "``aanhaling''", "a ` b"),
        *("noot[^n]", "{x} en {y}", "€ 2,- per 3", "a < b", "<!-- a -->", "[![a](b)](c)", "![](b)", "C:\\map\\*"),
    ],
)
def test_correct_text_has_no_oddity(text: str) -> None:
    assert oddities(text) == []


def test_used_definitions_are_remembered() -> None:
    parser = parser_of("[a][Bron] [met titel] [nergens]")
    parser.parse_into(Element("p"))
    assert {"bron", "met titel"} <= parser.context.used


@law
@settings(max_examples=examples(2000), deadline=None)
@given(st.text(st.one_of(st.sampled_from("*_~`[]()!<>&;\\ \n:/.^#abé"), st.characters(codec="utf-8")), max_size=40))
def test_any_text_is_parsed_and_keeps_its_letters(text: str) -> None:
    element = Element("p")
    parser = parser_of(text)
    parser.parse_into(element)
    shown = "".join(element.itertext())
    if not any(sign in text for sign in "[<&"):
        assert [sign for sign in shown if sign.isalpha()] == [sign for sign in text if sign.isalpha()]
    assert all(0 <= oddity.line <= text.count("\n") for oddity in parser.oddities)


@given(st.text("abc é.,;:'\"()?\n", max_size=60).filter(lambda text: " \n" not in text and "\n " not in text))
def test_text_without_marks_stays_as_it_is(text: str) -> None:
    element = Element("p")
    parser_of(text).parse_into(element)
    assert (element.text or "") == text
    assert len(element) == 0


@law
@settings(max_examples=examples(1000), deadline=None)
@given(st.text("ab @:/w.&*_![] \n", max_size=20))
def test_a_plain_text_is_parsed_as_it_is(text: str) -> None:
    if is_plain(text):
        element = Element("p")
        parser_of(text).parse_into(element)
        assert (element.text or "", len(element)) == (text, 0)


LINK_PARTS = [
    *("[een](https://a.example)", "[ ](x)", "[\u00a0](x)", "[^n](x)", "[^x](y)", "[a](b c)", "[a](<b>)", "[bron](x)"),
    *("[www.a.example](x)", "[a@b.example](x)", "[a](b(c))", "[a](b&amp;c)", "[a](\\b)", "[a](b 't')", "[a][bron]"),
    *("[a]()", "![a](b)", "(a)[b]", "[a](b)(c)", "[a](b)[c](d)", "[a [b](c) d](e)", "![x [a](b)](c)", "[**a**](b)"),
    *("[*a](b)*", "[a_b](c_d)", "[a\nb](c)", "[a](b\nc)", "[", "]", "](", "(", ")", "!", "*", "_", "`", "\\", "<", "&"),
    *("~~", "[^n]", "https://", "www.", "x@y.example", "http://x.example/(", "\n", "  \n", " ", "woord", ".", "\x7f"),
    *("\u2028", "{.k}"),
]


@law
@settings(max_examples=examples(2000), deadline=None)
@given(st.lists(st.sampled_from(LINK_PARTS), max_size=12).map("".join))
def test_law_that_a_plain_link_is_read_as_any_other_link(text: str) -> None:
    def results() -> tuple[str, list[Oddity], set[str]]:
        parser, element = parser_of(text), Element("p")
        parser.parse_into(element)
        return to_html_string(element), parser.oddities, parser.context.used

    quick = results()
    with patch.object(inline_parser, "_PLAIN_LINK", re.compile("(?!)")):
        assert quick == results()
