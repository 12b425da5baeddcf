import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from support import examples, law
from vindplaats.read.commonmark import likely_mistakes, nearly_comments
from vindplaats.read.commonmark.block_parser import BlockParser
from vindplaats.read.commonmark.likely_mistakes import find_mistakes
from vindplaats.read.commonmark.nearly_comments import find_nearly_comments
from vindplaats.read.commonmark.oddity import Oddity
from vindplaats.read.commonmark.unfinished import find_unfinished


def mistakes(source: str) -> list[tuple[str, str, int]]:
    document = BlockParser(source.split("\n")).parse()
    return [(oddity.kind, oddity.text, oddity.line) for oddity in find_mistakes(document, source)]


@pytest.mark.parametrize(
    ("source", "kind", "text", "line"),
    [
        # commands
        ('tekst {{< figure src="x.png" >}} tekst', "opdracht", '{{< figure src="x.png" >}}', 0),
        ("Zie [gids]({{< param gids >}}/les.html).", "opdracht", "{{< param gids >}}", 0),
        ("tekst\n\n{% include x.html %}", "opdracht", "{% include x.html %}", 2),
        ("- {{ page.title }}", "opdracht", "{{ page.title }}", 0),
        ("> {{< x", "opdracht", "{{< x", 0),
        ("::: note", "opdracht", "::: note", 0),
        ("## {% x %}", "opdracht", "{% x %}", 0),
        ("|a|\n|-|\n|{{% x %}}|", "opdracht", "{{% x %}}", 2),
        ("[a]({{ '/x/' | relative_url }})", "opdracht", "{{ '/x/' | relative_url }}", 0),
        ("<ul>\n{%- for x in y %}\n</ul>", "opdracht", "{%- for x in y %}", 1),
        ("<ul>\n::: note\n</ul>", "opdracht", "::: note", 1),
        ("<ul>\n::: <br>\n</ul>", "opdracht", "::: <br>", 1),
        ("{{> kop}}", "opdracht", "{{> kop}}", 0),
        ("<% x %>", "opdracht", "<% x %>", 0),
        ("- x\n{:toc}", "opdracht", "{:toc}", 1),
        ("{::options x='y' /}", "opdracht", "{::options x='y' /}", 0),
        ("{: .lead}\na", "opdracht", "{: .lead}", 0),
        ('!!! note "Let op"', "opdracht", '!!! note "Let op"', 0),
        ("{{#if a}} b {{/if}}", "opdracht", "{{#if a}}", 0),
        # lists
        ("tekst\n• een\n• twee", "opsomming", "•", 1),
        ("• een\n\n• twee\n\n• drie", "opsomming", "•", 0),
        ("o een\no twee", "opsomming", "o", 0),
        ("o\teen\n\no\ttwee", "opsomming", "o", 0),
        ("\uf0b7 een", "opsomming", "\uf0b7", 0),
        ("een \uf0a7 twee", "opsomming", "\uf0a7", 0),
        ("- • een", "opsomming", "•", 0),
        ("– een\n– twee", "opsomming", "–", 0),
        ("- • een\n- • twee", "opsomming", "•", 0),
        ("tekst\n-een\n-twee", "lijst-spatie", "-", 1),
        ("1.een\n2.twee", "lijst-spatie", "1.", 0),
        ("-\u00a0een\n-\u00a0twee", "lijst-spatie", "-", 0),
        ("tekst\n##Kop", "kop-spatie", "##Kop", 1),
        ("#\u00a0Kop", "kop-spatie", "#\u00a0Kop", 0),
        ("> ##1. Kop", "kop-spatie", "##1. Kop", 0),
        ("De stappen:\n2. twee", "late-lijst", "2.", 1),
        ("tekst\n3) drie\n4) vier", "late-lijst", "3)", 1),
        ("tekst\n      - een\n      - twee", "diepe-lijst", "-", 1),
        ("- a\n\n  tekst\n          1. b", "diepe-lijst", "1.", 3),
        ("tekst\n     * een", "diepe-lijst", "*", 1),
        ("&bull; een\n&bull; twee", "opsomming", "•", 0),
        ("&#61623; een", "opsomming", "\uf0b7", 0),
        ("tekst:<br>• een<br>• twee", "opsomming", "•", 0),
        ("<p>• een</p>\n\n<p>• twee</p>", "opsomming", "•", 0),
        ("<p class=a><span>·<span>&nbsp;</span></span>een</p>", "opsomming", "·", 0),
        ("<li>\uf0a7 een</li>", "opsomming", "\uf0a7", 0),
        # tables
        ("| a | b |\n| 1 | 2 |", "tabel", "| a | b |", 0),
        ("| a | b |\n|---|\n| 1 | 2 |", "tabel-streepjes", "|---|", 1),
        ("a | b\n--|--|--", "tabel-streepjes", "--|--|--", 1),
        ("|a|\n|-|\n|b|\n\n|c|", "tabel", "|c|", 4),
        ("|---|---| |a|b", "tabel", "|---|---| |a|b", 0),
        # characters
        ("caf\u00c3\u00a9", "tekens", "\u00c3\u00a9", 0),
        ("a\n\u00e2\u20ac\u2122s", "tekens", "\u00e2\u20ac\u2122", 1),
        ("<p>caf\u00c3\u00a9</p>", "tekens", "\u00c3\u00a9", 0),
        ("\u00c3\u2030\u00e9n", "tekens", "\u00c3\u2030", 0),
        ("voil\u00c3 dat", "tekens", "\u00c3", 0),
        ("\u00e2\u201a\u00ac 5", "tekens", "\u00e2\u201a\u00ac", 0),
        ("Milo\u00c5\u00a1", "tekens", "\u00c5\u00a1", 0),
        ("\u00ef\u00bb\u00bftekst", "tekens", "\u00ef\u00bb\u00bf", 0),
        ("caf\ufffd", "tekens", "\ufffd", 0),
        # HTML
        ("<div>\n**vet** tekst\n</div>", "html", "**vet** tekst", 1),
        ("<div>\n*schuin*\n</div>", "html", "*schuin*", 1),
        ("<details>\n<summary>a</summary>\n- een\n- twee\n</details>", "html", "- een", 2),
        ("<details>\n<summary>Zie <code>x</code></summary>\n## Kop\n</details>", "html", "## Kop", 2),
        ("<td>[a](b.md)</td>", "html", "<td>[a](b.md)</td>", 0),
        ("<div>\n|a|b|\n|-|-|\n</div>", "html", "|a|b|", 1),
        ("<!-- a --> **vet**", "html", "<!-- a --> **vet**", 0),
        ("<!----> - een", "html", "- een", 0),
        ("<!----> | a | b |", "html", "| a | b |", 0),
        ("<div>## Kop</div>", "html", "<div>## Kop</div>", 0),
        ("<p>| a | b |</p>", "html", "<p>| a | b |</p>", 0),
        ("<div>\n<h1>Kop</h1>\n</div>", "kop", "Kop", 1),
        ("<table>\n\n    <tr>\n    <td>a</td>\n\n    </tr>\n\n</table>", "inspringing", "<tr>", 2),
    ],
)
def test_a_mistake_is_found_once_at_its_line(source: str, kind: str, text: str, line: int) -> None:
    assert mistakes(source) == [(kind, text, line)]


@pytest.mark.parametrize(
    "source",
    [
        *(
            "{{1, 2}, {3}}",
            "{x}",
            "a\n{: .x}",
            "!!! Let op",
            "[!x](a.md)",
            "S\u00c3O PAULO, AMANH\u00c3 en \u00c5rhus",
            "pr\u00eat, ch\u00e2teau\u2026",
            "| a |\n|---|\n| • een<br>• twee |",
            "<p><a>x</a> · <a>y</a></p>",
            "&amp; meer",
            "<h2>1. Kop</h2>\n<td>- 5</td>",
            "{%}",
            "100% {",
            "`{{ x }}`",
            "```\n{{< x >}}\n```",
            "    {% x %}",
            "\\{{ x }}",
            ":-)",
            "`a\n{{ x }}`",
        ),
        *(
            "Zaal 3 · 10:00 • gratis",
            "o zo mooi",
            "o.a.\no.b.",
            "Ø · iets",
            "`•`",
            "\u00c2 en \u00c3",
            "S\u00c3O PAULO",
            "À la carte",
        ),
        *(
            "- een\n- twee",
            "tekst – en\nnog – meer",
            "– een streep",
            "-5 graden\n-3 graden",
            "*a* b\n*c* d",
            "-een",
            "#wonen #zorg\n#1 in Nederland",
            "tekst\n####### zeven",
            "\\##Kop",
            "\\- een\n\\- twee",
        ),
        *(
            "in het jaar\n1998. Daarna",
            "het waren er\n12. Toen",
            "3.5 en\n4.5",
            "|x| is de lengte",
            "a | b",
            "x | y\n\n---",
            "\\| a |\n\\| b |",
        ),
        *(
            "<summary>1. Methode</summary>",
            "<figcaption>2. Figuur</figcaption>",
            "<p>- kort</p>",
            "<td>-5</td>",
            "<td>0,4**</td><td>0,1***</td>",
        ),
        *(
            "<p>2*3*4 en a_b_c</p>",
            "<pre>\n**a**\n</pre>",
            "<div><code>**a**</code></div>",
            "<div>\n\n**a**\n\n</div>",
            '<a title="**a**">b</a>',
        ),
        *(
            "<style>\n- a\n</style>",
            "<svg>\n- a\n</svg>",
            "<!-- **a** -->",
            "<?php **a** ?>",
            "<h2>Kop</h2>",
            "<div>\n\n    code\n\n</div>",
            "    <b>",
        ),
        *("*`a*` tekst", "*`a*` tekst\n+ 1 is 2", "o`a` tekst\no`b` tekst", "#`a` tekst", "Zie:\n5.`x` a"),
        *("tekst\n-`x` a", "2020\n`a`|-|", "`a`|-|"),
    ],
)
def test_correct_text_has_no_mistakes(source: str) -> None:
    assert mistakes(source) == []


def test_separate_mistakes_are_found_separately() -> None:
    assert [line for _, _, line in mistakes("• a\n\ntekst\n\n• b\n\n> • c")] == [0, 4, 6]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("::: note\n\ntekst\n\n:::", ["::: note"]),
        (":::: a\n\n::: b\n\n:::\n\n::::", [":::: a", "::: b"]),
        (":::", [":::"]),
        ("{{< a >}}\n- b\n\n{{< /a >}}", ["{{< a >}}"]),
        ("{% if a %}\n\n> {% b %}\n\n{% endif %}", ["{% if a %}", "{% b %}"]),
        ("{% endif %}\n\n{% if %}", ["{% endif %}", "{% if %}"]),
        ("{{% a %}}\n\n{{% /b %}}", ["{{% a %}}", "{{% /b %}}"]),
    ],
)
def test_a_command_and_its_end_are_one_mistake(source: str, found: list[str]) -> None:
    assert [text for _, text, _ in mistakes(source)] == found


@given(st.lists(st.text("abcdefgh é,.;", min_size=1).filter(lambda text: text[0] in "abcdefgh"), max_size=4))
def test_words_have_no_mistakes(lines: list[str]) -> None:
    assert mistakes("\n".join(lines)) == []


SIGNS = (
    "{{ x }}", "{% x %}", "{# x #}", "{: .x}", "{{< x >}}", "<% x %>", ":::", "!!! note", "??? x", "<! --", "&lt;!--",
    "[//]: # (x)", "<--!", "`", "<!--", "\u00c3\u00a9", "\ufffd", "\u2022 x", "- ", "1. ", "> ", "# ", "<div>",
    "</div>", "a", " ", "\t", "\n", "\n\n", "\n    ", "|", "o ", "\uf0a7", "&bull; ", "12. x", "+x", "\u2013 x", "##x",
    "*", "_x_", "[toc]", "[!x]", "```", "{#x}", "|a|b|", "|-|", ": ", "<br>", "\u00ef", "\u00bb\u00bf", "?",
)  # fmt: skip
STARTS = (
    "<--", "<\u2013", "<\u2014", "!--", "%%", "/*", "{/*", "{#", "<%--", "{{/*", "{{!--", "{{!",
    "{% comment %}", "<%#", "<!-",
)  # fmt: skip
ENDS = ("-->", "\u2013>", "\u2014>", "%%", "*/", "*/}", "#}", "--%>", "*/}}", "--}}", "}}", "{% endcomment %}", "%>")
COMMENTS = st.tuples(st.sampled_from(STARTS), st.sampled_from(["\n\n", " x ", "\nx\n"]), st.sampled_from(ENDS))


@law
@settings(max_examples=examples(5000))
@given(st.lists(st.sampled_from(SIGNS) | COMMENTS.map("".join), max_size=8).map("".join))
@example("`a`|-|")
@example("2020\n`a`|-|")
def test_law_that_the_quick_tests_miss_nothing(source: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        quick = oddities(source)
        patched.setattr(likely_mistakes, "_may_have_command", lambda _: True)
        patched.setattr(likely_mistakes, "_may_have_sign", bool)
        patched.setattr(likely_mistakes, "_has_sign", bool)
        patched.setattr(likely_mistakes, "_may_have_markdown", lambda _: True)
        patched.setattr(nearly_comments, "_may_have_any", lambda _: True)
        patched.setattr(nearly_comments, "_may_have_nearly", bool)
        patched.setattr(nearly_comments, "_may_have_other", lambda block: bool(block.lines))
        patched.setattr(likely_mistakes, "_may_have_any", lambda *_, **_more: True)
        assert quick == oddities(source, "```\t")  # all that `find_unfinished` looks for in the source


def oddities(source: str, searched: str = "") -> list[Oddity]:
    document = BlockParser(source.split("\n")).parse()
    unfinished = find_unfinished(document, searched or source)
    return [*find_mistakes(document, source), *find_nearly_comments(document, source), *unfinished]
