"""Markdown from public bug reports of other generators: what visitors see, or what the editor reads about it.

Each group has an input like that of a report, and relatives with another construct.
"""

import html
import re

import pytest

from vindplaats.read.markdown import convert

FILE = "content/projecten/x.md"


def shape(source: str) -> str:
    """Return the HTML in one line, without ids, classes and spaces between tags."""
    body, reported = convert(FILE, source)
    assert [diagnostic.message for diagnostic in reported] == []
    markup = re.sub(r' (?:id|class|rel|role|tabindex|aria-label)="[^"]*"', "", body.html)
    return re.sub(
        r"\s*(</?(?:[ou]l|li|p|h\d|table|thead|tbody|tr|t[dh]|pre|blockquote|details|div|hr|d[ldt])\b[^>]*>)\s*",
        r"\1",
        markup,
    )


def reported(source: str) -> list[tuple[str, int]]:
    """Return the text that each message quotes first, and its line."""
    found = convert(FILE, source)[1]
    assert {diagnostic.code for diagnostic in found} <= {"tekst-vorm"}
    return [
        (match[1] if (match := re.search(r"'(.*?)'(?:[ :.]|$)", diagnostic.message)) else "", diagnostic.line)
        for diagnostic in found
    ]


def words(source: str) -> str:
    """Return the text that a visitor reads."""
    return html.unescape(re.sub(r"<[^>]*>", "", convert(FILE, source)[0].html))


# Comments (01)


@pytest.mark.parametrize(
    "source",
    [
        "Veertig gesprekken. <!-- NOTITIE: nog\n\nniet noemen NOTITIE -->\n\nVerder.",
        "- huurders\n\n    <!-- NOTITIE\n\n    gevoelig NOTITIE -->\n\n- kopers",
        "1. een\n2. twee <!-- NOTITIE\n\n   NOTITIE -->\n3. drie",
        "> citaat <!-- NOTITIE\n>\n> NOTITIE -->\n> vervolg",
        "Woord\n: uitleg <!-- NOTITIE\n\n    NOTITIE -->",
        "Tekst[^1]\n\n[^1]: bron <!-- NOTITIE\n\n    NOTITIE -->",
        "| a | b |\n|---|---|\n| 1 <!-- NOTITIE | NOTITIE --> | 2 |",
        "<!-- buiten <!-- NOTITIE --> NOTITIE -->\n\nTekst.",
        "<details>\n<summary>Meer</summary>\n\ntekst <!-- NOTITIE\n\nNOTITIE -->\n\n</details>",
        "## Kop <!-- NOTITIE\n\n## NOTITIE -->",
    ],
)
def test_a_comment_is_for_colleagues_only(source: str) -> None:
    body, found = convert(FILE, source)
    assert found == ()
    assert "NOTITIE" not in repr(body)
    assert "--" not in words(source)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("Tekst.\n\n<!-- NOTITIE\n\nVervolg.", 3),
        ("- a <!-- NOTITIE", 1),
        ("<!-- een --> a\n\n| b |\n|---|\n| <!-- NOTITIE |", 5),
        ("> <!-- NOTITIE <!-- a -->", 1),
    ],
)
def test_a_comment_without_end_is_an_error_at_its_line(source: str, line: int) -> None:
    body, found = convert(FILE, source)
    assert [(diagnostic.severity, diagnostic.code, diagnostic.line) for diagnostic in found] == [
        ("error", "commentaar-open", line)
    ]
    assert "NOTITIE" not in repr(body)


@pytest.mark.parametrize(
    "source", ["`<!-- a -->`", "```\n<!-- a -->\n```", "- ~~~\n  <!-- a\n\n  -->\n  ~~~", "    <!-- a -->", "\\<!-- a"]
)
def test_code_may_show_a_comment(source: str) -> None:
    assert "<!-- a" in words(source)


# Lists (03, 04, 60-lijst-in-lijst, 60-lijst-na-alinea, 60-streep-onder-lijst)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "- wonen\n  - huur\n  - koop\n- zorg",
            "<ul><li>wonen<ul><li>huur</li><li>koop</li></ul></li><li>zorg</li></ul>",
        ),
        ("1. veld\n   - proef\n2. slot", "<ol><li>veld<ul><li>proef</li></ul></li><li>slot</li></ol>"),
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("1. a\n\n   uitleg\n\n2. b", "<ol><li><p>a</p><p>uitleg</p></li><li><p>b</p></li></ol>"),
        ("10. a\n    1. b\n11. c", '<ol start="10"><li>a<ol><li>b</li></ol></li><li>c</li></ol>'),
        ("> - a\n>   1. b\n> - c", "<blockquote><ul><li>a<ol><li>b</li></ol></li><li>c</li></ul></blockquote>"),
        ("* a\n\t* b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("- a\n   > b\n- c", "<ul><li>a<blockquote><p>b</p></blockquote></li><li>c</li></ul>"),
    ],
)
def test_blocks_in_a_list_stay_in_their_item(source: str, expected: str) -> None:
    assert shape(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Vragen:\n- wie\n- waar", "<p>Vragen:</p><ul><li>wie</li><li>waar</li></ul>"),
        ("Stappen:\n1. een\n2. twee", "<p>Stappen:</p><ol><li>een</li><li>twee</li></ol>"),
        ("Stappen:\n1) een\n2) twee", "<p>Stappen:</p><ol><li>een</li><li>twee</li></ol>"),
        ("**Vragen**\n* wie", "<p><strong>Vragen</strong></p><ul><li>wie</li></ul>"),
        ("> Vragen:\n> - wie", "<blockquote><p>Vragen:</p><ul><li>wie</li></ul></blockquote>"),
        ("- a\n\n  Vragen:\n  - wie", "<ul><li><p>a</p><p>Vragen:</p><ul><li>wie</li></ul></li></ul>"),
        ("Zo staat het:\n> citaat", "<p>Zo staat het:</p><blockquote><p>citaat</p></blockquote>"),
        (
            "Uitkomst:\n| a |\n|---|\n| 1 |",
            "<p>Uitkomst:</p><div><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></div>",
        ),
        ("In\n1998. Toen\n- a", "<p>In\n1998. Toen</p><ul><li>a</li></ul>"),
    ],
)
def test_a_block_may_follow_a_line_of_text(source: str, expected: str) -> None:
    assert shape(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- huur\n- koop\n---\n\nna", "<ul><li>huur</li><li>koop</li></ul><hr><p>na</p>"),
        ("1. Een lange zin.\n---", "<ol><li>Een lange zin.</li></ol><hr>"),
        ("> citaat\n---", "<blockquote><p>citaat</p></blockquote><hr>"),
        ("- a\n  - b\n***\nna", "<ul><li>a<ul><li>b</li></ul></li></ul><hr><p>na</p>"),
        ("- a\n\n  ---", "<ul><li><p>a</p><hr></li></ul>"),
    ],
)
def test_a_rule_after_a_list_makes_no_heading(source: str, expected: str) -> None:
    assert shape(source) == expected


# Tables (60-tabel-in-lijst)

TABLE = (
    "<div><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>"
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Uitkomst:\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n+ y",
            f"<p>Uitkomst:</p>{TABLE}<ul><li>x</li></ul><ul><li>y</li></ul>",
        ),
        ("- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |", f"<ul><li><p>x</p>{TABLE}</li></ul>"),
        ("> a | b\n> --|--\n> 1 | 2", f"<blockquote>{TABLE}</blockquote>"),
        ("|a|b|\n|-|-|\n|1|2|\n1. x\n2) y", f'{TABLE}<ol><li>x</li></ol><ol start="2"><li>y</li></ol>'),
        ("|a|b|\n|-|-|\n|1|2|\n## Kop", f"{TABLE}<h2>Kop</h2>"),
    ],
)
def test_tables_and_lists_end_each_other(source: str, expected: str) -> None:
    assert shape(source) == expected


# Code (05, 60-codeblok, 60-code-kwijt)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('```r\nx <- 1\n## keuze\nprint("<b>")\n```', 'x <- 1\n## keuze\nprint("<b>")\n'),
        ("```\n# A tibble\n  <chr> <dbl>\n\n2 <NA> &amp;\n```", "# A tibble\n  <chr> <dbl>\n\n2 <NA> &amp;\n"),
        ("tekst\n~~~ python echo=FALSE\n# a\n\n\n- b\n~~~", "# a\n\n\n- b\n"),
        ("- stap\n\n  ```\n  # a\n    b\n  ```", "# a\n  b\n"),
        ("1. stap\n   ```sh\n   ls *_*\n   ```", "ls *_*\n"),
        ("> ```\n> [x] (y)\n> ```", "[x] (y)\n"),
        ("    # a\n\n    {{< x >}}", "# a\n\n{{< x >}}\n"),
        ("````\n```\n[^9] **\n```\n````", "```\n[^9] **\n```\n"),
        ("<details>\n<summary>Code</summary>\n\n```\n<details>\n```\n\n</details>", "<details>\n"),
    ],
)
def test_a_code_block_keeps_every_character(source: str, code: str) -> None:
    body, found = convert(FILE, source)
    assert found == ()
    (shown,) = re.findall(r"<pre[^>]*><code[^>]*>(.*?)</code></pre>", body.html, re.DOTALL)
    assert html.unescape(shown) == code
    assert "<h" not in body.html


# Bare addresses (06)


@pytest.mark.parametrize(
    ("source", "addresses"),
    [
        (
            "Op https://klant.example/_rapporten_/2021 en www.klant.example.",
            ["https://klant.example/_rapporten_/2021", "http://www.klant.example"],
        ),
        ("- **https://klant.example/a_b_c**", ["https://klant.example/a_b_c"]),
        ("| bron |\n|---|\n| https://klant.example/a |", ["https://klant.example/a"]),
        ("Zie (https://klant.example/x_(y)).", ["https://klant.example/x_(y)"]),
        ("Tekst[^1]\n\n[^1]: https://klant.example/?a=1&b=*2*x", ["https://klant.example/?a=1&amp;b=*2*x"]),
        ("Mail naar noor_vos_x@klant.example", ["mailto:noor_vos_x@klant.example"]),
        ("## Zie www.klant.example", ["http://www.klant.example"]),
    ],
)
def test_a_bare_address_is_a_link(source: str, addresses: list[str]) -> None:
    body, found = convert(FILE, source)
    assert found == ()
    assert re.findall(r'href="((?:https?|mailto):[^"]*)"', body.html) == addresses
    assert "<em>" not in body.html


# Markdown in HTML (07, 60-markdown-in-html)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "<details>\n<summary>Methode</summary>\n\nWij deden **veertig**:\n\n- in A\n\n</details>",
            (
                "<details><summary>Methode</summary><p>Wij deden <strong>veertig</strong>:</p>"
                "<ul><li>in A</li></ul></details>"
            ),
        ),
        ("<div>\n\n## Kop\n\n</div>", "<div><h2>Kop</h2></div>"),
        ("<blockquote>\n\n1. a\n\n</blockquote>", "<blockquote><ol><li>a</li></ol></blockquote>"),
        ("- a\n\n  <div>\n\n  *b*\n\n  </div>", "<ul><li><p>a</p><div><p><em>b</em></p></div></li></ul>"),
        (
            "<table><tr><td>\n\n**a**\n\n</td></tr></table>",
            "<div><table><tbody><tr><td><p><strong>a</strong></p></td></tr></tbody></table></div>",
        ),
    ],
)
def test_markdown_in_html_is_converted_after_an_empty_line(source: str, expected: str) -> None:
    assert shape(source) == expected


def test_links_and_pictures_in_html_are_checked() -> None:
    body, _ = convert(
        FILE,
        "<details>\n<summary>Zie</summary>\n\n[a](weg.md) ![b](weg.png)\n\n</details>\n<p><a href='ook.md'>c</a></p>",
    )
    assert [link.raw for link in body.links] == ["weg.md", "weg.png", "ook.md"]


@pytest.mark.parametrize(
    ("source", "quoted"),
    [
        ("<details>\n<summary>Methode</summary>\nWij deden **veertig**\n</details>", ("Wij deden **veertig**", 3)),
        ("<div>\n- a\n- b\n</div>", ("- a", 2)),
        ("tekst\n\n<div>[a](b.md)</div>", ("<div>[a](b.md)</div>", 3)),
        ("- x\n\n  <p>\n  a[^1]\n  </p>", ("a[^1]", 4)),
    ],
)
def test_markdown_in_html_without_an_empty_line_is_reported(source: str, quoted: tuple[str, int]) -> None:
    assert reported(source) == [quoted]


# Footnotes (08, 09, 10)


@pytest.mark.parametrize(
    "source",
    [
        "Later[^3]. Eerste[^1].\n\n[^1]: Slot.\n[^3]: Begin.",
        "- Later[^b]\n- Eerste[^a]\n\n[^a]: Slot.\n[^b]: Begin.",
        "> Later[^x]\n\nEerste[^1].\n\n[^1]: Slot.\n\n[^x]: Begin.",
        "| Later[^2] |\n|---|\n| Eerste[^1] |\n\n[^1]: Slot.\n[^2]: Begin.",
        "[^1]: Slot.\n[^2]: Begin, met Eerste[^1].\n\nLater[^2].",
    ],
)
def test_the_first_note_in_the_text_is_number_one(source: str) -> None:
    text = words(source)
    assert text.index("Later1") < text.index("Begin") < text.index("Slot")
    assert "Eerste2" in text


def test_a_note_in_the_text_of_an_image_follows_the_image() -> None:
    body, found = convert(FILE, "![Kaart[^1]](kaart.png)\n\n[^1]: Bron.")
    assert found == ()
    assert re.search(r'<img alt="Kaart" [^>]*><sup id="tekst-fnref-1">', body.html)


@pytest.mark.parametrize(
    ("source", "words_left"),
    [
        ("tekst <o:p></o:p>", "tekst"),
        ("**a**<o:p>&nbsp;</o:p>\n\n- b<o:p></o:p>", "a\xa0b"),
        ("te <st1:place w:st='on'>Delft</st1:place> en <st1:City>Goes</st1:City>", "te Delft en Goes"),
        ("| a<w:x/> |\n|---|", "a"),
    ],
)
def test_elements_of_word_in_a_text_are_left_out_and_reported_once(source: str, words_left: str) -> None:
    assert "".join(words(source).split("\n")).strip() == words_left
    kinds = [diagnostic.message.partition(" mag ")[0] for diagnostic in convert(FILE, source)[1]]
    assert kinds == list(dict.fromkeys(kinds))
    assert all(re.fullmatch(r"<[a-z0-9]+:[a-z]+>|w:st bij <st1:place>", kind) for kind in kinds)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a[^1]\n\n[^1]: een\n\nb[^1]\n\n[^1]: twee", [("[^1]:", 7)]),
        ("a[^Noot]\n\n[^noot]: een\n\n- b\n\n  [^NOOT]: twee", [("[^NOOT]:", 7)]),
        ("> a[^1]\n>\n> [^1]: een\n\n[^1]: twee", [("[^1]:", 5)]),
        ("[a][b] [b]\n\n[b]: https://een.example/\n\n[B]: https://twee.example/", [("[B]:", 5)]),
        ("[b]\n\n[b]: een.md\n> [b]: twee.md", [("[b]:", 4)]),
    ],
)
def test_a_label_that_is_used_twice_is_reported_at_the_second(source: str, found: list[tuple[str, int]]) -> None:
    assert reported(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Tekst.\n\n[^z]: Nergens.", [("[^z]:", 3)]),
        ("Tekst[^a].\n\n[^a]: Wel.\n[^z]: Nergens.\n    Vervolg.", [("[^z]:", 4)]),
        ("- a\n\n  [^z]: Nergens.", [("[^z]:", 3)]),
        ("`[^z]` \\[^z]\n\n> [^z]: Nergens.", [("[^z]:", 3)]),
    ],
)
def test_a_note_that_is_not_mentioned_is_a_warning_at_its_line(source: str, found: list[tuple[str, int]]) -> None:
    assert reported(source) == found
    assert "Nergens" not in words(source)


# Failed links and foreign commands (11, 31, 60-sjabloon-in-link)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (
            (
                "[het rapport] (https://a.example/), (het stuk)[https://b.example/], [de bron][bron] en noot[^9]. "
                "[slim](https://c.example/ “titel”)."
            ),
            [
                "[het rapport] (https://a.example/)",
                "(het stuk)[https://b.example/]",
                "[de bron][bron]",
                "[^9]",
                "[slim](https://c.example/ “titel”)",
            ],
        ),
        ("- a [b] (c.pdf)", ["[b] (c.pdf)"]),
        ("| a |\n|---|\n| [b][nergens] |", ["[b][nergens]"]),
        ("## Kop ![b](c d.png)", ["![b](c d.png)"]),
        ("> [a](https://b.example/x y)", ["[a](https://b.example/x y)"]),
        ("Tekst[^1]\n\n[^1]: zie (a)[b/c.md]", ["(a)[b/c.md]"]),
        ("rapport](https://a.example/)", ["](https://a.example/)"]),
        ("noot[^1 ], [^ 2] en [^3", ["[^1 ]", "[^ 2]", "[^3"]),
        ("- [[Pagina]] of [[Pagina|tekst]], niet x[[i]] of [[1]]", ["[[Pagina]]", "[[Pagina|tekst]]"]),
    ],
)
def test_each_failed_link_is_reported(source: str, found: list[str]) -> None:
    assert sorted(text for text, _ in reported(source)) == sorted(found)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("## \n\nTekst.\n\n##\n\nMeer.", [1, 5]),
        ("- #### ####", [1]),
        ("Tekst\n> ###", [2]),
        ("## <!-- weg -->", [1]),
        ("##\n\n<h3></h3>\n\n<h2>Kop</h2>\n<h2 class='a'> <br>&nbsp;</h2>", [1, 3, 6]),
        ("<div>\n\n<h4><!-- weg --></h4>\n\n</div>\n\n<h2><img src='https://a.example/b.png' alt='b'></h2>", [3]),
    ],
)
def test_an_empty_heading_is_reported(source: str, lines: list[int]) -> None:
    assert [line for _, line in reported(source)] == lines


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (
            "Zie [gids]({{< param gids >}}/les.html).\n\n{{< figure src='x.png' >}}\n\n{% include x.html %}",
            ["{{< param gids >}}", "{{< figure src=", "{% include x.html %}"],
        ),
        ("- {{% notice %}}", ["{{% notice %}}"]),
        ("{{ site.title }} en meer", ["{{ site.title }}"]),
        ("::: {.callout-note}\ntekst", ["::: {.callout-note}"]),
        ("| a |\n|---|\n| {% raw %} |", ["{% raw %}"]),
    ],
)
def test_commands_of_other_systems_are_reported(source: str, found: list[str]) -> None:
    quoted = [text for text, _ in reported(source)]
    assert [text.startswith(start) for text, start in zip(quoted, found, strict=True)] == [True] * len(found)


# Braces, line ends and GitHub's additions (60-accolades, 60-backslash)


@pytest.mark.parametrize(
    "source",
    [
        "*x*{k} telt",
        "## Bijlage {k}",
        "`x`{k}",
        "[x](https://x.example/){k}",
        "- a {k}",
        "| {k} |\n|---|\n| **a**{k} |",
        "tekst\n{k}",
    ],
)
def test_words_in_braces_are_text(source: str) -> None:
    body, found = convert(FILE, source)
    assert found == ()
    assert body.html.count("{k}") == source.count("{k}")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Postbus 1\\\n1000 AA Amsterdam", "<p>Postbus 1<br>\n1000 AA Amsterdam</p>"),
        ("- Postbus 1\\\n  1000 AA", "<ul><li>Postbus 1<br>\n1000 AA</li></ul>"),
        ("> **a\\\n> b**", "<blockquote><p><strong>a<br>\nb</strong></p></blockquote>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("a\\", "<p>a\\</p>"),
        ("~~weg~~ tekst", "<p><del>weg</del> tekst</p>"),
        ("- ~~a~~b", "<ul><li><del>a</del>b</li></ul>"),
        ("- [x] af\n- [ ] open", "<ul><li><span>☑</span> af</li><li><span>☐</span> open</li></ul>"),
        ("1. [ ] a\n\n   b", "<ol><li><p><span>☐</span> a</p><p>b</p></li></ol>"),
        ("huis**num**mer", "<p>huis<strong>num</strong>mer</p>"),
    ],
)
def test_additions_are_shown_as_on_github(source: str, expected: str) -> None:
    assert shape(source) == expected
