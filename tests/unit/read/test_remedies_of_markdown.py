"""Every message about Markdown goes away when its remedy is followed to the letter, and nothing is lost then."""

import html
import re

import pytest

from vindplaats.diagnostics.bodies import ODDITIES
from vindplaats.read.markdown import convert

FILE = "content/projecten/x.md"

REMEDIES: dict[str, list[tuple[str, str]]] = {
    "attribuut": [
        ("## a {#x", "## a {#x}"), ("## a{#x}", "## a {#x}"), ("## a {#x y}", "## a {#x-y}"),
        ("## a {#x)", "## a {#x}"),
    ],
    "cel": [
        ("|a|\n|-|\n|b|c|", "|a| |\n|-|-|\n|b|c|"),
        ("|a|\n|-|\n|b|c|", "|a|\n|-|\n|b\\|c|"),
        ("|a|b|\n|-|-|\n|`c|d`|e|", "|a|b|\n|-|-|\n|`c\\|d`|e|"),
    ],
    "code": [("tekst ```\ncode", "tekst\n```\ncode\n```")],
    "code-zin": [
        ("a\n\n    Dit is een zin over b.", "a\n\nDit is een zin over b."),
        ("    Dit is een zin\n    over b en c.", "Dit is een zin\nover b en c."),
    ],
    "codeblok": [
        ("```\na\n\n## b", "```\na\n```\n\n## b"),
        ("```\na\n\n```python\nb\n```", "```\na\n```\n\n```python\nb\n```"),
        ("- a\n  ```\n  b\n\nc", "- a\n  ```\n  b\n  ```\n\nc"),
    ],
    "codeblok-teken": [
        ("~~~\na\n'''\n\nb", "~~~\na\n~~~\n\nb"),
        ("```\na\n``\n\nb", "```\na\n```\n\nb"),
        ("````\na\n```\n\nb", "````\na\n````\n\nb"),
        ("```\na\n~~~\n\nb", "```\na\n```\n\nb"),
    ],
    "codeblok-leeg": [("```\na\n```\n```", "```\na\n```")],
    "commentaar": [("a <!-- b", "a <!-- b -->"), ("a <!-- b", "a \\<!-- b")],
    "commentaar-anders": [
        ("a\n\n<-- b -->", "a\n\n<!-- b -->"), ("a {# b #}", "a <!-- b -->"), ("a %% b %%", "a <!-- b -->"),
        ("a {{!-- b --}}", "a <!-- b -->"), ("a {{! b }}", "a <!-- b -->"), ("a {/* b */}", "a <!-- b -->"),
        ("{% comment %} b {% endcomment %}", "<!-- b -->"), ("a <%# b %>", "a <!-- b -->"), ("/* b */", "<!-- b -->"),
        ("a <\u2013 b \u2013>", "a <!-- b -->"), ("!-- b -->", "<!-- b -->"),
        ("<div>\n{# b #}\n</div>", "<div>\n<!-- b -->\n</div>"),
        ("a {# b #}", "a \\{# b #}"), ("a <-- b -->", "a \\<-- b -->"), ("{{/* b */}}", "<!-- b -->"),
    ],
    "commentaar-code": [("a ` b <!-- c ` d -->", "a ` b `` <!-- c `` ` d"), ("a `<!-- b` -->", "a `b` <!-- c -->")],
    "commentaar-ingesprongen": [("a\n\n    <!-- b -->", "a\n\n<!-- b -->"), ("    <!-- b -->", "```\n<!-- b -->\n```")],
    "commentaar-tekst": [
        ("a &lt;!-- b --&gt;", "a <!-- b -->"), ("a &lt;!-- b --&gt;", "a `<!-- b -->`"),
        ("a &#60;!-- b -->", "a <!-- b -->"),
    ],
    "commentaar-vorm": [
        ("a <! -- b -->", "a <!-- b -->"),
        ("< !-- b -->", "<!-- b -->"),
        ("a <--! b -->", "a <!-- b -->"),
        ("<\u2014! b -->", "<!-- b -->"), ("a <! -- b -->", "a \\<! -- b -->"),
        ("<--\nx\n\ny\n-->\n\nc", "<!--\nx\n\ny\n-->\n\nc"), ("%%\nx\n%%\n\nb", "<!--\nx\n-->\n\nb"),
        ("{% comment %}\nx\n{% endcomment %}", "<!--\nx\n-->"), ("/*\nx\n*/", "<!--\nx\n-->"),
        ("a <!-- b --> c -->", "a <!-- b --> c \\-->"), ("a\n\n-->", "a\n\n\\-->"),
    ],
    "diepe-lijst": [("a\n      - b\n      - c", "a\n- b\n- c"), ("- a\n\n  b\n         1. c", "- a\n\n  b\n  1. c")],
    "doorhaling": [
        ("a ~b~ c", "a ~~b~~ c"), ("a~b~c", "a<sub>b</sub>c"), ("a ~b c~ d", "a \\~b c\\~ d"),
    ],
    "html": [
        ("<div>\n**a**\n</div>", "<div>\n\n**a**\n\n</div>"),
        ("<div>[a](https://b.example)</div>", "<div>\n\n[a](https://b.example)\n\n</div>"),
        ("<details>\n<summary>a</summary>\n- b\n</details>", "<details>\n<summary>a</summary>\n\n- b\n\n</details>"),
        ("<!-- a --> **b**", "<!-- a -->\n\n**b**"),
    ],
    "inhoud": [("[TOC\n\n## a", "[TOC]\n\n## a"), ("[toc]", "[TOC]"), ("[[_TOC_]]", "[TOC]"), ("[toc]", "\\[toc]")],
    "inspringing": [
        ("<table>\n\n    <tr><td>a</td></tr>\n\n</table>", "<table>\n\n<tr><td>a</td></tr>\n\n</table>"),
        ("<div>\n\n    <b>a</b>\n\n</div>", "<div>\n\n```\n<b>a</b>\n```\n\n</div>"),
    ],
    "kader-soort": [
        ("> [!LET OP]\n> a", "> [!CAUTION]\n> a"),
        ("> [!info]\n> a", "> [!NOTE]\n> a"), ("> [!Zeep]\n> a", "> [!TIP]\n> a"),
    ],
    "kader-tekst": [("> [!NOTE] a", "> [!NOTE]\n> a"), ("> [!NOTE]\n\na", "> [!NOTE]\n> a")],
    "kop": [("# a", "## a"), ("a\n===", "## a")],
    "kop-spatie": [("##a", "## a"), ("##\u00a0a", "## a"), ("##**a**", "## **a**")],
    "kop-streepjes": [
        ("Dit is een zin over a.\n---\nb", "Dit is een zin over a.\n\n---\n\nb"), ("a\nb\n---", "a\nb\n\n---"),
        ("a\nb\n---", "## a b"),
    ],
    "lijst-spatie": [("-a\n-b", "- a\n- b"), ("1.a\n2.b", "1. a\n2. b"), ("*\u00a0a\n*\u00a0b", "* a\n* b")],
    "late-lijst": [("a:\n2. b\n3. c", "a:\n\n2. b\n3. c")],
    "lege-kop": [("##\n\na", "## b\n\na"), ("##\n\na", "a"), ("## <!-- a -->", "## b")],
    "lege-link": [("[](https://b.example)", "[a](https://b.example)"), ("a [ ](https://b.example)", "a")],
    "link": [
        ("[a](b c)", "\\[a](b c)"),
    ],
    "link-pagina": [("[a](x y.md)", "[a](y.md)"), ("[a](x y.md#z)", "[a](y.md#z)")],
    "link-vorm": [
        ("[a] (https://b.example)", "[a](https://b.example)"),
        ("[a] (x.md 't')", "[a](x.md 't')"),
        ("![zeep] (x.png)", "![zeep](x.png)"),
        ("(zeep)[x.png]", "![zeep](x.png)"),
        ("(a)[x.md]", "[a](x.md)"),
        ("[a](x.md \u2018t\u2019)", '[a](x.md "t")'),
        ("[a](#b c)\n\n## B c", "[a](#b-c)\n\n## B c"),
        ("[a](x y.pdf)", "[a](<x y.pdf>)"),
        ("[a]\n(https://b.example)", "[a](https://b.example)"),
        ("(a)[https://b.example]", "[a](https://b.example)"),
        ("(https://b.example)[a]", "[a](https://b.example)"),
        ("[a](https://b.example/c d)", "[a](<https://b.example/c d>)"),
        ("[a](https://b.example “c”)", '[a](https://b.example "c")'),
    ],
    "link-wiki": [("[[zeep]]", "[zeep](x.md)"), ("[[zeep|a]]", "[a](x.md)"), ("[[zeep]]", "\\[[zeep]]")],
    "link-dubbel": [
        ("[a]\n\n[a]: https://b.example\n[a]: https://c.example", "[a] [d]\n\n[a]: https://b.example\n[d]: https://c.example")
    ],
    "link-ongebruikt": [("[Let op]: belangrijk", "\\[Let op]: belangrijk"), ("a\n\n[b]: c", "a")],
    "nadruk": [
        ("** a **", "**a**"),
        ("**a **b", "**a** b"),
        ("**a:**b", "**a:** b"),
        ("**a", "**a**"),
        ("**a", "\\*\\*a"),
        ("~~a", "\\~\\~a"),
        ("__ a __", "\\_\\_ a \\_\\_"),
        ("- a\n  ** b", "- a\n  \\*\\* b"),
    ],
    "noot": [("a[^9] b[^9]", "a[^9] b[^9]\n\n[^9]: de noot"), ("- a[^9]", "- a[^9]\n\n[^9]: de noot")],
    "noot-vorm": [("a[^b c]", "a[^1]\n\n[^1]: d"), ("a[^ b]", "a\\[^ b]"), ("a[^b", "a\\[^b")],
    "noot-dakje": [
        ("a[^1]\n\n[1]: b c", "a[^1]\n\n[^1]: b c"), ("a[^1]\n\n[1]: b.nl", "a[^1]\n\n[^1]: b.nl"),
        ("a[^1]\n\n[^1] b", "a[^1]\n\n[^1]: b"), ("a[^1]\n\n^1: b", "a[^1]\n\n[^1]: b"),
    ],
    "noot-dubbel": [("a[^1]\n\n[^1]: b\n\n[^1]: c", "a[^1] d[^2]\n\n[^1]: b\n\n[^2]: c")],
    "noot-ongebruikt": [("a\n\n[^1]: b", "a[^1]\n\n[^1]: b"), ("a\n\n[^1]: b", "a")],
    "opdracht": [
        ("{{< a >}}\n\nb", "b"),
        ("a {% b %} c", "a c"),
        ("a {{ b }}", "a \\{{ b }}"), ("::: a\n\nb\n\n:::", "b"),
    ],
    "opsomming": [
        ("• a\n• b", "- a\n- b"),
        ("o a\no b", "- a\n- b"),
        ("a\n– b\n– c", "a\n- b\n- c"),
        ("\uf0b7 a \uf0b7 b", "- a\n- b"),
        ("- • a", "- a"),
    ],
    "tabel": [
        ("|a|b|\n|c|d|", "|a|b|\n|---|---|\n|c|d|"),
        ("|a|b|\n|---|\n|c|d|e|", "|a|b| |\n|---|---|---|\n|c|d|e|"),
        ("|a|\n|---|\n|b|\n\n|c|", "|a|\n|---|\n|b|\n|c|"),
        ("|a|b|\n\n|---|---|\n\n|c|d|", "|a|b|\n|---|---|\n|c|d|"),
        ("|a|", "\\|a|"),
    ],
    "tabel-kop": [("|---|---|\n|a|b|", "|c|d|\n|---|---|\n|a|b|")],
    "tabel-streepjes": [
        ("|a|b|\n|---|\n|c|d|", "|a|b|\n|---|---|\n|c|d|"),
        ("|a|b|\n|-|-|-|\n|c|d|", "|a|b|\n|---|---|\n|c|d|"),
    ],
    "tabel-tabs": [("a\tb\nc\td", "| a | b |\n|---|---|\n| c | d |")],
    "tekens": [("caf\u00c3\u00a9", "café")],
    "verwijzing": [
        ("[a][b]", "[a](https://c.example)"),
        ("[a][b]", "[a][b]\n\n[b]: https://c.example"),
        ("[a][]", "[a][]\n\n[a]: https://c.example"),
        ("[a][b]", "\\[a][b]"),
    ],
}  # fmt: skip
"""For each kind: Markdown with one mistake, and the same after an editor did what the message says."""


def letters(text: str) -> set[str]:
    """Return the words of one letter in a text, which are those of the editor in the cases above."""
    return set(re.findall(r"\b[a-d]\b", re.sub("<!-- . -->", "", text)))


def test_every_kind_has_a_case() -> None:
    assert REMEDIES.keys() == ODDITIES.keys()


@pytest.mark.parametrize(
    "text",
    [
        "Pijl <--> en a <-- b staan er los van.",
        "Tussen 5%% en 6%% ligt niets; `{# x #}` is code.",
        "## Verzameling {a, b}",
        "## Kop {#id .klasse}",
        "Kop\n---",
        "Wat is een kop?\n---",
        "    print('Dit is een zin over zeep.')",
        "    Bewaar het bestand als x_y.txt.",
        "```md\n~~~\n```",
        "````\n```python\n```\n````",
        "> [!NOTE](https://a.example)",
        "Naam:\tNoor\nPlaats:\tZeewijk",
    ],
)
def test_text_that_is_meant_as_it_is_gives_no_message(text: str) -> None:
    assert convert(FILE, text)[1] == ()


@pytest.mark.parametrize(
    ("kind", "before", "after"), [(kind, *case) for kind, cases in REMEDIES.items() for case in cases]
)
def test_a_message_goes_away_when_its_remedy_is_followed(kind: str, before: str, after: str) -> None:
    """One mistake gives one message."""
    (message,) = convert(FILE, before)[1]
    assert (message.code, message.severity) == (ODDITIES[kind].code, ODDITIES[kind].severity)
    body, messages = convert(FILE, after)
    assert messages == ()
    if kind != "verwijzing":  # its labels are not shown
        kept = letters(before) & letters(after)
        assert kept <= letters(html.unescape(re.sub(r"<(?!a )[^>]*>", " ", body.html)))
