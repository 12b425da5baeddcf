from xml.etree.ElementTree import Element

import pytest
from markdown.serializers import to_html_string
from markdown.util import HtmlStash

from vindplaats.read.commonmark import tree_builder
from vindplaats.read.commonmark.block_parser import BlockParser
from vindplaats.read.commonmark.tree_builder import TreeBuilder

TASK = '<li class="taak"><span class="teken">'
"""The start of an item of a task list, before its sign."""


def build(source: str) -> tuple[str, TreeBuilder]:
    parser = BlockParser(source.split("\n"))
    root, stash = Element("div"), HtmlStash()
    builder = TreeBuilder(parser.parse(), parser.references, stash)
    builder.build_into(root)
    html = to_html_string(root).removeprefix("<div>").removesuffix("</div>")
    for number, raw in enumerate(stash.rawHtmlBlocks):
        html = html.replace(stash.get_placeholder(number), str(raw))
    return html, builder


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("een\ntwee  \n\ndrie", "<p>een\ntwee</p><p>drie</p>"),
        ("## a *b*\n\nc\n---", "<h2>a <em>b</em></h2><h2>c</h2>"),
        ("***", "<hr>"),
        ("> a\n>\n> b", "<blockquote><p>a</p><p>b</p></blockquote>"),
        (
            "> [!NOTE]\n> a",
            '<blockquote class="attentie"><p><strong>Opmerking</strong></p><p>a</p></blockquote>',
        ),
        ("> [!NOTE] a\n> b", "<blockquote><p>[!NOTE] a\nb</p></blockquote>"),
        ("> [!NOTE]", "<blockquote><p>[!NOTE]</p></blockquote>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("- a\n  > b\n  c", "<ul><li>a<blockquote><p>b\nc</p></blockquote></li></ul>"),
        ("3. a\n7. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("0. a", '<ol start="0"><li>a</li></ol>'),
        (
            "- [ ] a\n- [X] *b*\n- [x]\n- [y] c",
            f"<ul>{TASK}☐</span> a</li>{TASK}☑</span> <em>b</em></li><li>[x]</li><li>[y] c</li></ul>",
        ),
        (
            "- [x] a\n\n- b",
            '<ul><li class="taak"><p><span class="teken">☑</span> a</p></li><li><p>b</p></li></ul>',
        ),
        ("    a <b>\n\n    &amp;", "<pre><code>a &lt;b&gt;\n\n&amp;amp;\n</code></pre>"),
        ("```r echo\n<NA>\n```", '<pre><code class="language-r">&lt;NA&gt;\n</code></pre>'),
        ("```\n```", "<pre><code></code></pre>"),
        (
            "|a|b|\n|-|:-:|\n|`c`|",
            (
                '<table><thead><tr><th>a</th><th align="center">b</th></tr></thead><tbody><tr><td><code>c</code></td>'
                '<td align="center"></td></tr></tbody></table>'
            ),
        ),
        ("|a|\n|-|", "<table><thead><tr><th>a</th></tr></thead></table>"),
        ("a\nb\n: c\n: d", "<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd>d</dd></dl>"),
        ("a\n\n: b", "<dl><dt>a</dt><dd><p>b</p></dd></dl>"),
        ("[a]: b.md\n\n[a]", '<p><a href="b.md">a</a></p>'),
        ("- [a]: b.md", "<ul><li></li></ul>"),
    ],
)  # fmt: skip
def test_blocks_become_elements(source: str, expected: str) -> None:
    assert build(source)[0] == expected


@pytest.mark.parametrize(
    ("source", "oddities"),
    [
        ("# Kop *x*", [("kop", "Kop x", 0)]),
        ("a\n\nKop\n===", [("kop", "Kop", 2)]),
        ("# <u>Kop</u> <br>", [("kop", "Kop", 0)]),
        ("##", [("lege-kop", "##", 0)]),
        ("tekst\n\n> # \n", [("lege-kop", "#", 2)]),
        ("## ![a](b)", []),
        ("## <!-- a -->", [("lege-kop", "##", 0)]),
        ("## <b></b>", [("lege-kop", "##", 0)]),
        ("## <img src='a'>", []),
        ("[<a name='x'>](y)", [("lege-link", "[<a name='x'>](y)", 0)]),
        ("|a|\n|-|\n|b|c|d|", [("cel", "c | d", 2)]),
        ("|a|\n|-|\n|b||", []),
        ("|a|\n|-|\n|`b|c`|", [("cel", "c`", 2)]),
        ("|a|\n|-|\n|b\\|c|", []),
        ("a[^x]\n\n[^x]: b\n\n[^X]: c", [("noot-dubbel", "X", 4)]),
        ("a\n\n- [^x]: b", [("noot-ongebruikt", "x", 2)]),
        ("a[^y]\n\n- b[^y]", [("noot", "[^y]", 0)]),
        ("[a]\n\n[a]: b.md\n[A]: c.md", [("link-dubbel", "A", 3)]),
        ("[a]\n\n[a]: b.md\n[A]: b.md", []),
        ("[Let op]: belangrijk", [("link-ongebruikt", "Let op", 0)]),
        ("[bron]: b.md", []),
        ("[x]: y\n\n[x]", []),
        ("\\[Let op]: belangrijk", []),
        ("een\n\n- twee\n  **drie", [("nadruk", "**drie", 3)]),
        ("|a|\n|-|\n|**b|", [("nadruk", "**b", 2)]),
        ("|a*|b**|\n|-|-|\n|c**|d***|", []),
        ("|a|b|\n|-|-|\n|**c|d**|", [("nadruk", "**c", 2)]),
        ("a\n: **b", [("nadruk", "**b", 1)]),
        ("a[^x]\n\n[^x]: b\n    [c] (d.md)", [("link-vorm", "[c] (d.md)", 3)]),
        ("[a]: b.md\ntekst [c][nergens]", [("verwijzing", "[c][nergens]", 1)]),
    ],
)
def test_oddities_have_the_line_of_the_document(source: str, oddities: list[tuple[str, str, int]]) -> None:
    assert [(oddity.kind, oddity.text, oddity.line) for oddity in build(source)[1].oddities] == oddities


def test_raw_html_is_kept_between_its_lines() -> None:
    html = build("<div>\na\n\n*b*\n</div>")[0]
    assert [line for line in html.split("\n") if line] == ["<div>", "a", "<p><em>b</em></p>", "</div>"]


def test_abbreviations_are_collected() -> None:
    html, builder = build("SER\n\n*[SER]: Sociaal-Economische Raad\n*[x]:\n*[ ]: y")
    assert (html, builder.abbreviations) == ("<p>SER</p>", {"SER": "Sociaal-Economische Raad"})


def test_rows_that_are_too_short_are_filled_up_to_a_maximum() -> None:
    columns, rows = 300, 400
    html, _ = build("|a" * columns + "|\n" + "|-" * columns + "|\n" + "|x|\n" * rows)
    assert html.count("<td>x") == rows
    assert 50_000 < html.count("<td>") <= 50_000 + rows


def test_short_rows_are_filled_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_builder, "_MAX_EMPTY_CELLS", 3)
    markup, _ = build("|a|b|c|\n|-|-|-|\n|x|\n|y|\n|z|\n|1|2|3|")
    assert [row.count("<td>") for row in markup.split("<tr>")[2:]] == [3, 2, 1, 3]
