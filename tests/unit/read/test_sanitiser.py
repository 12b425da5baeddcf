"""Unsafe HTML is removed however it is spelt, and reported at its place; everything else stays."""

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import examples, law
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.read import sanitiser
from vindplaats.read.markdown import convert
from vindplaats.read.sanitiser import _compare, find_removals, sanitise

FILE = "content/projecten/x.md"


def converted(source: str) -> tuple[str, list[Diagnostic]]:
    body, reported = convert(FILE, source, 10)
    return body.html, list(reported)


def elements(markup: str) -> list[tuple[str, dict[str, str]]]:
    tree = html5lib.parseFragment(markup, treebuilder="etree", namespaceHTMLElements=False)
    return [(element.tag, dict(element.attrib)) for element in tree.iter() if isinstance(element.tag, str)]


ELEMENTS = [
    ("<script>alert(1)</script>", "script"),
    ("tekst <SCRIPT src=x></SCRIPT>", "script"),
    ("<iframe src='https://x.example/'></iframe>", "iframe"),
    ("<style>body { display: none }</style>", "style"),
    ("<svg><a href='javascript:alert(1)'>x</a></svg>", "svg"),
    ("<math><mtext><img src=x onerror=alert(1)></mtext></math>", "math"),
    ("<object data='x.swf'></object>", "object"),
    ("<form action='https://x.example/'><input name=a></form>", "form"),
    ("<link rel=stylesheet href=x.css>", "link"),
    ("<meta http-equiv=refresh content='0; url=https://x.example/'>", "meta"),
    ("<base href='https://x.example/'>", "base"),
]


@pytest.mark.parametrize(("source", "tag"), ELEMENTS)
def test_forbidden_elements_are_removed_and_reported(source: str, tag: str) -> None:
    result, reported = converted(f"een\n\n{source}\n\ntwee")
    assert tag not in [name for name, _ in elements(result)]
    assert "alert" not in result
    assert [result[3:6], result[-8:-4]] == ["een", "twee"]
    mine = [d for d in reported if d.message.startswith(f"<{tag}>")]
    assert [(d.severity, d.code, d.line) for d in mine] == [("warning", "html-weggelaten", 12)]


ATTRIBUTES = [
    ("<p onclick='alert(1)'>x</p>", "onclick", 1),
    ("<p ONMOUSEOVER=alert(1)>x</p>", "onmouseover", 4),
    ("<p style='position: fixed'>x</p>", "style", 4),
    ("## Kop {: onclick=alert(1) }", "onclick", 11),
    ("x\n{: style='color: red' }", "style", 4),
    ("[x](y.pdf){: target=_blank }", "target", 14),
    ("<a href='y.pdf' ping='https://x.example/'>x</a>", "ping", 17),
    ("<img src=k.png alt=k srcset='https://x.example/k.png 2x'>", "srcset", 22),
    ("<p name=location>x</p>", "name", 4),
]


@pytest.mark.parametrize(("source", "name", "column"), ATTRIBUTES)
def test_forbidden_attributes_are_removed_and_reported(source: str, name: str, column: int) -> None:
    result, reported = converted(source)
    assert all(name not in attributes for _, attributes in elements(result))
    assert [(d.code, d.severity) for d in reported] == [("html-weggelaten", "warning")]
    assert reported[0].message.startswith(f"{name} bij <")
    assert reported[0].column == (column if column > 1 else 4)


ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#10;script:alert(1)", "&#106;avascript:alert(1)",
    "\x01javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/hosts", "blob:x", "feed:javascript:x",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "form", ["[x]({})", "<a href='{}'>x</a>", "[x][r]\n\n[r]: {}", "[x](y.md){{: href='{}' }}", "<img alt=k src='{}'>"]
)
def test_addresses_of_other_schemes_are_removed(form: str, address: str) -> None:
    result, reported = converted(form.format(address))
    for _, attributes in elements(result):
        for name in ("href", "src"):
            assert ":" not in attributes.get(name, "")
    assert reported or "{:" in form  # a list of attributes with a line end in it is text


def test_a_removed_address_is_reported_at_its_place() -> None:
    _, reported = converted("een\n\ntwee [x](javascript:alert(1))")
    assert [(d.code, d.severity, d.line, d.column) for d in reported] == [("html-weggelaten", "warning", 12, 10)]
    assert "'javascript:alert(1)'" in reported[0].message


def test_a_removed_image_is_quoted_in_part_and_belongs_beside_the_page() -> None:
    _, reported = converted(f"![Meer](data:image/png;base64,{'A' * 90_000})")
    assert [d.code for d in reported] == ["html-weggelaten"]
    assert len(reported[0].message) < 150
    assert "naast de pagina" in reported[0].remedy


@pytest.mark.parametrize(
    ("source", "tag"),
    [
        ("<svg><g><path d='M0'/><svg/></g></svg>", "svg"),
        ("<video controls><source src='a.mp4'></video>", "video"),
        ("<svg/>", "svg"),
        ("<select><option>a</option></select>", "select"),
        ("<embed src='a.swf'>", "embed"),
    ],
)
def test_what_was_in_a_removed_element_is_reported_with_it(source: str, tag: str) -> None:
    _, reported = converted(f"een\n\n{source}\n\n<font>twee</font>")
    assert [d.message.partition(" ")[0] for d in reported] == [f"<{tag}>", "<font>"]


def test_the_remedy_for_words_in_angle_brackets_keeps_them() -> None:
    _, reported = converted("Beste <naam>, a<b en b>c.")
    assert "\\ voor <" in reported[0].remedy
    result, reported = converted("Beste \\<naam>, a\\<b en b>c.")
    assert "Beste &lt;naam&gt;, a&lt;b en b&gt;c." in result
    assert reported == []


def test_the_same_thing_twice_is_one_warning_with_a_count() -> None:
    _, reported = converted("<b onclick=x>a</b>\n\n<b onclick=x>a</b>")
    assert [(d.line, d.column) for d in reported] == [(10, 4)]
    assert "(2 keer)" in reported[0].message


@pytest.mark.parametrize(
    "source",
    [
        "<details open><summary>Meer</summary>Tekst</details>",
        "<figure><img src='k.png' alt='Kaart' width=4 height=3><figcaption>Kaart</figcaption></figure>",
        "H<sub>2</sub>O, 10 m<sup>2</sup>, <kbd>Ctrl</kbd>, <mark>nu</mark>, <q lang=en>yes</q>",
        "<table><caption>T</caption><tr><th scope=col>a</th></tr></table>",
        'een < twee & "drie" <!-- voor collega\'s -->',
        "<https://x.example/?a=1&b=2> <post@x.example> `<script>`",
        "    <script>\n\n## Kop {#kop .klein lang=en}",
        "<ol start=3 reversed><li value=9>x</li></ol>",
        "|a|b|\n|:-|-:|\n|1 {.x}|2|",
    ],
)
def test_allowed_html_stays_without_a_diagnostic(source: str) -> None:
    assert converted(source)[1] == []


def test_comments_are_removed_without_a_diagnostic() -> None:
    result, reported = converted("een <!-- niet zeggen --> twee\n\n<!--\nnog niet\n-->")
    assert "niet" not in result
    assert reported == []


def test_ids_of_a_body_differ_from_those_of_the_theme() -> None:
    source = (
        "## Location\n\n## vp inhoud\n\n## Kop {#constructor}\n\n<p id=cookie>x</p>\n\n[a](#location)[^1]\n\n[^1]: b"
    )
    result, reported = converted(source)
    ids = [attributes["id"] for _, attributes in elements(result) if "id" in attributes]
    assert len(ids) == 6
    assert all(name.startswith("tekst-") for name in ids)
    assert 'href="#tekst-location"' in result
    assert 'href="#tekst-fn-1"' in result
    assert reported == []


def test_a_duplicate_id_is_an_error() -> None:
    _, reported = converted("## Kop {#eigen}\n\n<p id=eigen>x</p>")
    assert [(d.code, d.severity) for d in reported] == [("dubbel-anker", "error")]


def test_links_to_other_sites_have_noopener_and_noreferrer() -> None:
    result, _ = converted(
        "[a](https://x.example/) [b](//x.example) [c](y.md) [d](mailto:a@x.example) <https://x.example>"
    )
    rels = [attributes.get("rel") for name, attributes in elements(result) if name == "a"]
    assert rels == ["noopener noreferrer", "noopener noreferrer", None, None, "noopener noreferrer"]


def test_an_aligned_cell_keeps_its_own_class() -> None:
    result, reported = converted("|a|\n|-:|\n|1 {.x}|")
    assert ("td", {"class": "rechts x"}) in elements(result)
    assert reported == []


def test_a_table_with_attributes_scrolls_too() -> None:
    result, _ = converted("<table class=x><tr><td>1</td></tr></table>")
    assert result.startswith('<div class="tabel"')
    assert result.count("<div") == result.count("</div>") == 1


@pytest.mark.parametrize(
    "source", ["<p>x", "a <b>b", "</div></main>x", "<li>x", "<td>x</td>", "<!-- x", "<p title='", '<a href="x>']
)
def test_no_text_leaves_its_element(source: str) -> None:
    page = f"<main><div>{sanitise(source)}</div></main><footer>f</footer>"
    tree = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    body = tree.find("body")
    assert body is not None
    assert [element.tag for element in body] == ["main", "footer"]
    assert [element.tag for element in body[0]] == ["div"]


def test_a_misspelled_scheme_is_suggested() -> None:
    (found,) = convert("content/projecten/x.md", "[a](htps://b.example/c)")[1]
    assert found.remedy == "Bedoelde u 'https://b.example/c'?"


TAG_TEXTS = (
    *("<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<br>", "<br/>", "<div>", "</div>", "<DIV>", "</ div>", "< b>"),
    *('<a href="x">', '<a href="x&amp;y">', '<a href="x&y">', "<a href='x'>", "<a href=x>", "</a>", '<a href="<b>">'),
    *('<a href="javascript:x">', '<a href="x" href="y">', '<a\nhref="x">', '<a href = "x">', '<a title="&#61;&quot;">'),
    *('<img src="k.png" alt="">', '<img src="&#106;avascript:x">', '<img onerror="x" src="y">', '<img src="data:x">'),
    *("<table>", "</table>", "<tr>", "<td>", '<td align="left">', '<td align="scheef">', '<p style="x">'),
    *("<script>", "</script>", "<svg>", "</svg>", "<svg/>", "<title>", "</title>", "<textarea>", "<xmp>"),
    *("<!---->", "<!--\n.\n-->", "<!-->", "<!--->", "<!-- <b> -->", "<!-- x", "<![CDATA[<b>]]>", "<?x <b>?>", "<!x>"),
    *("<", ">", "&", "&lt;b&gt;", "&#60;i&#62;", '="', '"', "'", "A&O", "&equals;&quot;", "woord", " ", "\n", "\x0c"),
    *("\u00a0", "&nbsp;", '<a title="\u00a0&quot;">', "<a title=\u00a0>", "<p\u00a0>"),
)  # fmt: skip


@law
@settings(max_examples=examples(3000), deadline=None)
@given(st.lists(st.sampled_from(TAG_TEXTS), max_size=9).map("".join))
def test_removals_in_any_html_are_those_that_a_parser_finds(markup: str) -> None:
    clean = sanitise(markup)
    assert find_removals(markup, clean) == tuple(_compare(markup, clean))


@law
@settings(max_examples=examples(3000), deadline=None)
@given(st.lists(st.sampled_from(TAG_TEXTS), max_size=6), st.lists(st.sampled_from(TAG_TEXTS), max_size=6))
def test_html_with_all_tags_of_other_html_has_all_its_elements(before: list[str], after: list[str]) -> None:
    """The law does not depend on what the sanitiser removes: any two HTML texts may be compared."""
    markup, clean = "".join(before), sanitise("".join([*before, *after]))
    assert find_removals(markup, clean) == tuple(_compare(markup, clean))


@pytest.mark.parametrize(
    "source",
    [
        "Het A&O fonds, R&D &amp; meer.",
        "a &lt;b&gt; `<i>` {.x}",
        "<div>\n<p>a <b>b</b></p>\n</div>",
        "|a|\n|-|\n|b & c|",
        "Jaar\u00a02021 [a\u00a0b](https://x.nl 'c d')",
    ],
)
def test_text_with_an_ampersand_or_ordinary_html_is_not_parsed(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sanitiser, "_compare", None)
    assert convert(FILE, source)[1] == ()
