"""Text for colleagues is never published, and text for visitors never vanishes without a report."""

import pytest

from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.read.front_matter import parse_yaml
from vindplaats.read.markdown import convert

HIDDEN = {
    "comment": "<!-- GEHEIM -->",
    "comment with empty lines": "<!-- a\n\nGEHEIM\n\n-->",
    "comment of three lines": "<!--\nGEHEIM\n-->",
    "comment with a cell": "<!-- a | GEHEIM | b -->",
    "comment in a comment": "<!-- a <!-- b --> GEHEIM -->",
    "comment with backticks": "<!-- `GEHEIM`` -->",
    "comment with a fence": "<!--\n```\nGEHEIM\n-->",
    "comment with other blocks": "<!--\n# GEHEIM\n\n- GEHEIM\n\n> GEHEIM\n\n[a]: GEHEIM\n-->",
    "two comments": "<!-- GEHEIM --> <!-- GEHEIM -->",
    "instruction": "<? GEHEIM ?>",
    "PHP": '<?php\n\nif (a > b) { echo "GEHEIM"; }\n\n?>',
    "CDATA": "<![CDATA[ GEHEIM ]]>",
    "CDATA with empty lines": "<![CDATA[\n\nGEHEIM > GEHEIM\n\n]]>",
    "declaration": "<!DOCTYPE GEHEIM>",
    "declaration with a quote": '<!ELEMENT a "GEHEIM > GEHEIM">',
}
PLACES = {
    "text": "ZICHT {} ZICHT",
    "a paragraph": "ZICHT\n\n{}\n\nZICHT",
    "the line after text": "ZICHT\n{}\nZICHT",
    "an item": "- ZICHT {}\n- ZICHT",
    "an ordered item": "1. ZICHT\n\n   {}\n\n2. ZICHT",
    "a nested item": "- ZICHT\n  - ZICHT {}\n  - ZICHT",
    "a quote": "> ZICHT {}\n\nZICHT",
    "a definition": "ZICHT\n:   ZICHT {}",
    "a footnote": "ZICHT[^1]\n\n[^1]: ZICHT {}",
    "a heading": "## ZICHT {}\n\nZICHT",
    "a link": "[ZICHT {}](/projecten/) ZICHT",
    "HTML": "<div>\nZICHT {}\n</div>\n\nZICHT",
    "preformatted text": "<pre>\nZICHT {}\n</pre>\n\nZICHT",
    "details": "<details><summary>ZICHT</summary>\n\nZICHT {}\n\n</details>",
    "text after code": "`ZICHT` {} `ZICHT`",
    "text after a backtick": "\\` ZICHT {} ZICHT",
}


def _convert(source: str) -> tuple[str, tuple[Diagnostic, ...]]:
    body, reported = convert("content/projecten/x.md", source)
    return body.html + body.first + body.opening, reported


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("place", PLACES)
def test_hidden_text_is_in_no_output(hidden: str, place: str) -> None:
    source = PLACES[place].format(HIDDEN[hidden])
    output, reported = _convert(source)
    assert "GEHEIM" not in output
    assert "&lt;!" not in output
    assert output.count("ZICHT") >= source.count("ZICHT")
    expected = [] if HIDDEN[hidden].startswith("<!--") else ["html-weggelaten"]
    assert [diagnostic.code for diagnostic in reported] == expected


@pytest.mark.parametrize(
    "source",
    [
        "![x <!-- GEHEIM -->](a.png)",
        '[a](/projecten/ "x <!-- GEHEIM -->")',
        '[a]\n\n[a]: /projecten/ "x <!-- GEHEIM -->"',
        "*[HTM]: Taal <!-- GEHEIM -->\n\nHTM",
        '<b title="x <!-- GEHEIM -->">a</b>',
        '## a {: title="x <!-- GEHEIM -->"}',
    ],
)
def test_a_comment_leaves_nothing_in_an_attribute(source: str) -> None:
    output, _ = _convert(source)
    assert "GEHEIM" not in output
    assert "!--" not in output


@pytest.mark.parametrize(
    ("source", "markup"),
    [
        ("a <!--\nb\n--> c", "<p>a  c</p>"),
        ("- a <!--\n\n  b -->\n- c", "<ul>\n<li>a </li>\n<li>c</li>\n</ul>"),
        ("`<!-- a -->` <!-- b --> c", "<p><code>&lt;!-- a --&gt;</code>  c</p>"),
        ("x ` y <!-- z -->\n` w <!-- q -->", "<p>x <code>y &lt;!-- z --&gt;</code> w </p>"),
        ("a <!-- b --> `c` <!-- d --> `<!-- e -->`", "<p>a  <code>c</code>  <code>&lt;!-- e --&gt;</code></p>"),
        ("a <? b\n\nc ?>", "<p>a &lt;? b</p>\n<p>c ?&gt;</p>"),
        ("Ja <!echt waar\n\n> d", "<p>Ja &lt;!echt waar</p>\n<blockquote>\n<p>d</p>\n</blockquote>"),
        ("a --> b", "<p>a --&gt; b</p>"),
        ("a<!-- c --> `-->` b", "<p>a <code>--&gt;</code> b</p>"),
        ("`<!--` a --> b", "<p><code>&lt;!--</code> a --&gt; b</p>"),
    ],
)
def test_text_around_comments_and_code_with_comments_stay(source: str, markup: str) -> None:
    assert convert("content/projecten/x.md", source)[0].html == markup


def test_other_hidden_text_is_reported_once_for_each_kind() -> None:
    _, reported = _convert("a <?b?>\n\n<?c\n?> d\n\ne <!F>")
    assert [(d.line, d.column, d.message.partition(" mag")[0]) for d in reported] == [
        (1, 3, "<? … ?>"),
        (6, 3, "<!… >"),
    ]
    assert "(2 keer)" in reported[0].message


def test_conditions_of_word_are_reported_once() -> None:
    output, reported = _convert("<p><![if !supportLists]>a<![endif]></p>\n\nb <![if gte mso 9]> c<![endif]>")
    assert "![" not in output
    assert [(d.line, d.message.partition(" mag")[0]) for d in reported] == [(1, "<![if … ]>")]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("a\n\nb <!-- c", 3),
        ("<?php\na", 1),
        ("a <![CDATA[ b", 1),
        ("x <! -- a -->", 1),
        ("x <!\u2014 a \u2014>", 1),
        ("x <--! a -->", 1),
        ("a\n[//]: # (b)", 2),
        ("[comment]: <> (a (b) c)", 1),
        ("` a <!-- b ` c -->", 1),
        ("    <!-- a\n\nb\n\n-->", 1),
        ("<!-- a --> b -->", 1),
        ("c <!-- a\n\na --> b -->", 3),
        ("<!--> b -->", 1),
        ("| <!-- a --> b --> |\n|---|", 1),
        ("- <!-- a -->\n\n  b\n\n  -->", 5),
    ],
)
def test_what_is_nearly_a_comment_is_an_error(source: str, line: int) -> None:
    _, reported = _convert(source)
    assert ("commentaar-open", "error", line) in [(d.code, d.severity, d.line) for d in reported]


def test_markdown_after_a_comment_on_its_line_is_reported_as_it_is_not_converted() -> None:
    assert [d.code for d in _convert("<!-- a --> **b**")[1]] == ["tekst-vorm"]
    assert _convert("<!-- a --> b")[1] == ()


def test_a_comment_that_is_indented_as_code_is_reported() -> None:
    assert [(d.code, d.line) for d in _convert("- a\n\n      <!-- b -->\n")[1]] == [("tekst-vorm", 3)]


@pytest.mark.parametrize("source", ["\\<! -- a", "`<! -- a`", "\\[//]: # (a)", "[//]: # (a)\n\nb", "5 <! 6", "a <- b"])
def test_text_about_comments_is_accepted(source: str) -> None:
    assert _convert(source)[1] == ()


def test_a_command_of_another_system_in_html_is_reported() -> None:
    assert [d.code for d in _convert("<div>\n{% include a %}\n</div>")[1]] == ["tekst-vorm"]
    assert [d.code for d in _convert("<div>\n{% comment %}a{% endcomment %}\n</div>")[1]] == ["commentaar-open"]


@pytest.mark.parametrize("value", ["Kort <!-- GEHEIM -->", '"<?php GEHEIM ?>"', "[a, '<![CDATA[ GEHEIM ]]>']"])
def test_hidden_text_in_front_matter_is_an_error(value: str) -> None:
    report = Report()
    assert parse_yaml("a.md", f"titel: a\nsamenvatting: {value}\n", report).refused
    assert [(d.code, d.line) for d in report.diagnostics] == [("yaml-html", 2)]
