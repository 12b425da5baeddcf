import gc
import unicodedata

import pytest

from vindplaats.read.link_marks import link_mark
from vindplaats.read.markdown import BodySource, convert, convert_all
from vindplaats.read.plain_text import plain_text
from vindplaats.read.records import Body, BodyLink

FILE = "content/projecten/2021/x.md"


def html(source: str) -> str:
    body, reported = convert(FILE, source)
    assert reported == ()
    return body.html


def reported(source: str, first_line: int = 10) -> list[tuple[str, str, int, int]]:
    return [(d.severity, d.code, d.line, d.column) for d in convert(FILE, source, first_line)[1]]


def links(source: str, first_line: int = 10) -> tuple[BodyLink, ...]:
    body, faults = convert(FILE, source, first_line)
    assert faults == ()
    for number in range(len(body.links)):
        assert f'"{link_mark(number)}"' in body.html
    return body.links


@pytest.mark.parametrize("source", ["", "\n", " \n\n"])
def test_a_body_may_be_empty(source: str) -> None:
    assert convert(FILE, source) == (Body(), ())


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "<td>1</td>"),
        ("Werk\n:   Arbeid\n", "<dd>Arbeid</dd>"),
        ("## Kop {#eigen .klein}\n", '<h2 class="klein" id="tekst-eigen">Kop</h2>'),
        ("De SER.\n\n*[SER]: Sociaal-Economische Raad\n", '<abbr title="Sociaal-Economische Raad">SER</abbr>'),
        ("[TOC]\n\n## Één\n", '<a href="#tekst-een">Één</a>'),
        ("## Één kop\n", '<h2 id="tekst-een-kop">Één kop</h2>'),
        ("* a\n\n1. b\n", "</ul>\n<ol>"),
        ("3. c\n4. d\n", '<ol start="3">'),
    ],
)
def test_markdown_extensions_are_enabled(source: str, part: str) -> None:
    assert part in html(source)


def test_footnotes_link_back_in_dutch() -> None:
    result = html("Tekst[^1]\n\n[^1]: Noot\n")
    assert 'title="Terug naar voetnoot 1 in de tekst"' in result
    assert "<p>Noot" in result


def test_pages_do_not_influence_each_other() -> None:
    first = html("## Kop\n\nTekst[^1]\n\n[^1]: Noot\n")
    assert html("## Kop\n\nTekst[^1]\n\n[^1]: Noot\n") == first
    assert "<abbr" in html("SER\n\n*[SER]: Raad\n")
    assert "<abbr" not in html("SER\n")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("# Kop\n", 10),
        ("tekst\n\n# Kop #\n", 12),
        ("tekst\n\nKop\n===\n", 12),
        ("    # code\n\n# Kop\n", 12),
        ("<!-- \n# weg\n-->\n\n# Kop\n", 14),
        ("<pre>\n# code\n</pre>\n\n# Kop\n", 14),
        ("tekst\n\n> # Kop\n", 12),
        ("tekst\n\n- # Kop\n", 12),
        ("tekst\n\n<h1 class='1'>Kop</h1>\n", 12),
    ],
)
def test_a_top_heading_is_a_warning_and_becomes_h2(source: str, line: int) -> None:
    body, faults = convert(FILE, source, 10)
    assert [(d.severity, d.code, d.line) for d in faults] == [("warning", "kop-niveau-1", line)]
    assert "'Kop'" in faults[0].message
    assert "<h1" not in body.html
    assert "Kop</h2>" in body.html


def test_lower_headings_are_not_changed() -> None:
    assert html("## Twee\n\n### Drie\n") == '<h2 id="tekst-twee">Twee</h2>\n<h3 id="tekst-drie">Drie</h3>'


def test_every_top_heading_is_reported_at_its_line() -> None:
    assert [line for _, _, line, _ in reported("# A\n\n## B\n\n# C\n\nD\n==\n")] == [10, 14, 16]


@pytest.mark.parametrize(
    ("source", "target", "line", "column"),
    [
        ("[y](../../nieuws/y.md)", "content/nieuws/y.md", 10, 5),
        ("een\n\ntwee [y](y.md 'Titel')", "content/projecten/2021/y.md", 12, 10),
        ("[y][1]\n\n[1]: y.md\n", "content/projecten/2021/y.md", 12, 6),
        ("[y]\n\n[y]: <../y.md>\n", "content/projecten/y.md", 12, 7),
        ("tekst\n<a href='y.md'>y</a>", "content/projecten/2021/y.md", 11, 10),
        ("tekst\n<a href=y.md>y</a>", "content/projecten/2021/y.md", 11, 9),
        ('<div>\n<A class=x HREF="y.md">y</A>\n</div>', "content/projecten/2021/y.md", 11, 18),
        ("Noot[^1]\n\n[^1]: Zie [y](y.md)\n", "content/projecten/2021/y.md", 12, 15),
        ("| a |\n|---|\n| [y](y.md) |\n", "content/projecten/2021/y.md", 12, 7),
    ],
)
def test_links_to_pages_are_found_with_their_place(source: str, target: str, line: int, column: int) -> None:
    (link,) = links(source)
    assert (link.kind, link.target, link.anchor, link.image) == ("page", target, "", False)
    assert (link.line, link.column) == (line, column)


@pytest.mark.parametrize(
    ("source", "target", "image"),
    [
        ("![f](foto.jpg)", "foto.jpg", True),
        ("![f][1]\n\n[1]: foto.jpg", "foto.jpg", True),
        ("<img alt='f' src='foto.jpg'>", "foto.jpg", True),
        ("<img src=foto.jpg alt=f>", "foto.jpg", True),
        ("[r](rapport%20een.pdf)", "rapport een.pdf", False),
        ("[r](<rapport een.pdf>)", "rapport een.pdf", False),
    ],
)
def test_links_to_files_are_found(source: str, target: str, image: bool) -> None:
    (link,) = links(source)
    assert (link.kind, link.target, link.image) == ("file", f"content/projecten/2021/{target}", image)


def test_links_keep_their_anchor() -> None:
    page, path = links("[y](y.md#kop) [z](/projecten/z/#a)")
    assert (page.target, page.anchor, page.raw) == ("content/projecten/2021/y.md", "kop", "y.md#kop")
    assert (path.kind, path.target, path.anchor) == ("path", "/projecten/z/", "a")


def test_unicode_form_of_a_link_makes_no_difference() -> None:
    (link,) = links(unicodedata.normalize("NFD", "[y](coördinatie.md)"))
    assert link.target == "content/projecten/2021/coördinatie.md"


def test_the_same_link_twice_has_two_places() -> None:
    assert [(link.line, link.column) for link in links("[a](y.md)\n\n[b](y.md)")] == [(10, 5), (12, 5)]


@pytest.mark.parametrize(
    "source",
    [
        "[x](https://x.nl/y.md)",
        "[x](//x.nl/y.md)",
        "[x](mailto:a@x.nl)",
        "<a@x.nl>",
        "<https://x.nl>",
        "`[x](y.md)`",
        "    [x](y.md)",
        "<!-- [x](y.md) <a href='y.md'> -->",
        "<span title=\"zie href='y.md'\">x</span>",
    ],
)
def test_addresses_on_other_sites_are_not_links(source: str) -> None:
    body, faults = convert(FILE, source)
    assert (body.links, faults) == ((), ())


def test_an_anchor_without_a_heading_is_an_error() -> None:
    assert reported("[a](#kop) [b](#eigen) [c](#html)\n\n## Kop\n\n## B {#eigen}\n\n<p id=html>x</p>") == []
    assert reported("tekst\n\n[a](#kip)\n\n## Kop\n") == [("error", "kapot-anker", 12, 5)]
    assert "'#kop'" in convert(FILE, "[a](#kopp)\n\n## Kop\n")[1][0].remedy


def test_a_link_without_an_address_is_an_error() -> None:
    assert reported("tekst\n\n[a]()\n")[0][:3] == ("error", "kapotte-link", 12)


def test_a_body_has_its_text_first_paragraph_and_anchors() -> None:
    body, _ = convert(FILE, "## Kop\n\nEen **vet** woord & [l](y.md).\n\nTwee\n")
    assert body.text == "Kop Een vet woord & l. Twee"
    assert body.first == "Een vet woord & l."
    assert body.anchors == ("kop",)


def test_plain_text_has_no_tags_or_entities() -> None:
    assert plain_text("<p>a<b>b</b></p><p>c &amp; d<br>e</p>") == "ab c & d e"


def test_tables_are_in_a_scrolling_box_without_inline_style() -> None:
    table = html("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n")
    assert table.startswith('<div class="tabel" role="group" tabindex="0" aria-label="Tabel"><table>')
    assert table.endswith("</table></div>")
    assert "style" not in table
    assert '<td class="rechts">4</td>' in table
    assert '<th class="midden">c</th>' in table


@pytest.mark.parametrize(
    ("source", "opens"),
    [
        ("```r\nx\n```", '<pre role="group" tabindex="0" aria-label="Code"><code class="language-r">'),
        ("    x", '<pre role="group" tabindex="0" aria-label="Code"><code>'),
        ('<pre class="a">x</pre>', '<pre role="group" tabindex="0" aria-label="Code" class="a">'),
        ("> - ```\n>   x\n>   ```", '<pre role="group" tabindex="0" aria-label="Code"><code>'),
    ],
)
def test_code_can_have_the_focus_to_be_scrolled(source: str, opens: str) -> None:
    assert html(source).count(opens) == html(source).count("<pre") == 1


@pytest.mark.parametrize("written", ["open", 'open=""', 'open="open"'])
def test_boolean_attributes_are_written_without_a_value(written: str) -> None:
    assert html(f"<details {written}>x</details>").startswith("<details open>")
    assert html('<ol reversed start="3"><li>x</li></ol>').startswith('<ol reversed start="3">')


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("https://x.example/a?b=1&c=2", True),
        ("<https://x.example/>", True),
        ("[https://x.example/](https://x.example/)", True),
        ("[x.example](https://x.example/)", False),
        ("[https://x.example/a](https://x.example/)", False),
        ("www.x.example", False),
        ("info@x.example", False),
    ],
)
def test_a_link_whose_text_is_its_address_has_a_class(source: str, shown: bool) -> None:
    assert (' class="adres"' in html(source)) == shown


def test_a_link_that_shows_its_address_keeps_its_class() -> None:
    shown = html('<a class="b" href="https://x.example/">https://x.example/</a>')
    assert ' class="adres b"' in shown
    assert shown.count("class=") == 1


def test_a_page_after_one_nested_too_deep_is_converted_as_usual() -> None:
    plain = convert("content/projecten/b.md", "![Kaart](k.svg)\n\n*schuin*")
    for depth in (300, 600, 800, 1000, 2000):
        body, reported = convert("content/projecten/a.md", "- " * depth + "x")
        assert reported or body.html
        assert convert("content/projecten/b.md", "![Kaart](k.svg)\n\n*schuin*") == plain


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("a[^n]\n\n1. [^n]: b\n2. [^n]: c", 4),
        ("a\n\n1. b\n2. [^2]: c", 4),
        ("a [1]\n\n[1]: b.md\n[1]: c.md", 1),
        ("a\n\nb\n\n1. [1]: c", 4),
    ],
)
def test_a_label_is_reported_at_its_bracket(source: str, column: int) -> None:
    _, diagnostics = convert(FILE, source)
    assert [(d.line, d.column) for d in diagnostics] == [(source.count("\n") + 1, column)]


def test_converting_makes_no_reference_cycles() -> None:
    """Garbage is not collected during a build, so such cycles would stay in memory."""
    source = BodySource("x.md", REFERENCES)
    convert_all([source])  # fills the caches
    gc.collect()
    convert_all([source] * 3)
    assert gc.collect() == 0


REFERENCES = """# Kop

Alinea met **nadruk**, `code`, [een link](https://elders.example/), [^1] en <b>HTML</b>, ![beeld](b.png).

- een
  - twee
    1. drie

> Citaat met [verwijzing][a].

| a | b |
|---|---|
| 1 | 2 |

```python
x = 1
```

<div>

blok

</div>

Term
: betekenis

[^1]: Noot.
[a]: https://elders.example/a
"""
"""A body with most constructs."""
