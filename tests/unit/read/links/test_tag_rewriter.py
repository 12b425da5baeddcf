"""Links and images without text or address, and links to the computer of the editor."""

import re
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vindplaats.read.links import tag_rewriter
from vindplaats.read.links.line_places import LinePlaces
from vindplaats.read.links.tag_rewriter import TagRewriter
from vindplaats.read.markdown import convert
from vindplaats.read.sanitiser import sanitise

FILE = "content/projecten/x.md"


def reported(source: str) -> list[tuple[str, str, int, int]]:
    return [(d.severity, d.code, d.line, d.column) for d in convert(FILE, source, 10)[1]]


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("een <a href='https://x.nl/'></a>", 5),
        ("een <a href=y.md> </a>", 5),
        ("een <A class=x HREF='y.md'>&nbsp;</A>", 5),
        ("een <a href='#top'><b></b></a>", 5),
        ("een <a href=y.md title=Jaar><span class=x></span>\n</a>", 5),
        ("<div>\n<a href=y.md></a>\n</div>", 1),
        ("een [](y.md)", 5),
        ("een [ ](y.md)", 5),
    ],
)
def test_a_link_without_text_is_one_warning(source: str, column: int) -> None:
    line = 11 if source.startswith("<div>") else 10
    assert reported(source) == [("warning", "tekst-vorm", line, column)]


@pytest.mark.parametrize(
    "source",
    [
        "<a href=y.md><img src=k.png alt=Kaart></a>",
        "[![Kaart](k.png)](y.md)",
        "<a id=x></a>",
        "<a name=x></a>",
        "<a href=y.md>&#8594;</a>",
        "`<a href=y.md></a>`",
        "```\n<a href=y.md></a> <img>\n```",
        "<!-- <a href=y.md></a> <img> -->",
    ],
)
def test_a_link_with_an_image_or_without_an_address_needs_no_text(source: str) -> None:
    assert reported(source) == []


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("een <img>", 5),
        ("een <img alt=x>", 5),
        ("een <IMG alt='a > b' width=3>", 5),
        ("een <img data-src=k.png alt=x>", 5),
        ("een `<img>` <img alt=x>", 13),
    ],
)
def test_an_image_without_an_address_is_one_warning(source: str, column: int) -> None:
    found = [fault for fault in reported(source) if fault[1] != "html-weggelaten"]
    assert found == [("warning", "tekst-vorm", 10, column)]


def test_an_image_of_which_the_address_was_removed_has_been_reported() -> None:
    assert reported("<img src='data:image/png;base64,x' alt=x>") == [("warning", "html-weggelaten", 10, 11)]


def test_a_link_without_text_whose_address_is_removed_has_been_reported() -> None:
    codes = [code for _, code, _, _ in reported("[\n](javascript:alert(1))\n\n[](data:x)")]
    assert sorted(codes) == ["html-weggelaten", "html-weggelaten", "tekst-vorm", "tekst-vorm"]


def test_a_raw_link_without_text_is_reported_beside_one_whose_address_is_removed() -> None:
    found = reported("[](javascript:x)\n\n<a href=y.md></a>\n\n<a id=z></a>")
    assert ("warning", "tekst-vorm", 12, 1) in found


@pytest.mark.parametrize("source", ["[a]()", "<a href>a</a>", "<a href=''>a</a>", "![a]()", "<img src>"])
def test_an_empty_address_is_still_an_error(source: str) -> None:
    assert [fault[:3] for fault in reported(source)] == [("error", "kapotte-link", 10)]


def test_links_without_text_are_counted_apart_from_those_in_markdown() -> None:
    source = "[](y.md)\n\n<a href=y.md></a>\n\n[](y.md)\n\n<a href=y.md> </a>"
    assert [fault[2] for fault in reported(source)] == [10, 14, 12, 16]


@pytest.mark.parametrize(
    ("address", "column"),
    [("file:///C:/x.pdf", 9), ("C:\\Users\\jan\\x.pdf", 9), ("d:/x.pdf", 9), ("localhost:8000/x/", 9)],
)
def test_a_removed_address_on_the_computer_of_the_editor_is_reported_as_such(address: str, column: int) -> None:
    assert reported(f"een\n\nZie [x]({address})") == [("warning", "tekst-vorm", 12, column)]
    assert reported(f"een\n\n<img src='{address}' alt=x>") == [("warning", "tekst-vorm", 12, 11)]
    assert reported(f"```\n[x]({address})\n```") == []


@pytest.mark.parametrize("link", ["[x](a b.pdf)", "![x](a b.png)", "[x](map een/a.pdf 'T')"])
def test_an_address_with_a_space_is_one_warning_of_which_the_remedy_works(link: str) -> None:
    _, faults = convert(FILE, link)
    assert [(d.severity, d.code) for d in faults] == [("warning", "tekst-vorm")]
    assert "](<" in faults[0].remedy
    path = link.partition("](")[2].removesuffix(")").removesuffix(" 'T'")
    body, faults = convert(FILE, link.replace(path, f"<{path}>"))
    assert faults == ()
    assert body.links[0].target == f"content/projecten/{path}"


@pytest.mark.parametrize(
    "source",
    [
        "<details>\n<summary>S</summary>\n\n![k](k.png) [y](y.md)\n\n</details>",
        "<details><summary>[y](y.md)</summary>\n\n- ![k](k.png)\n- [y](y.md)\n\n</details>",
        "<div>\n\n> ![k](k.png)\n>\n> [y](y.md)\n\n</div>",
        "<details>\n<summary>S</summary>\n<img src=k.png alt=k> <a href=y.md>y</a>\n</details>",
        "- a\n\n  <details>\n\n  ![k](k.png)\n\n  [y](y.md)\n\n  </details>",
    ],
)
def test_links_and_images_in_blocks_of_html_are_found(source: str) -> None:
    body, _ = convert(FILE, source)
    assert {(link.target, link.image) for link in body.links} == {
        ("content/projecten/k.png", True),
        ("content/projecten/y.md", False),
    }
    assert all(source.split("\n")[link.line - 1][link.column - 1 :].startswith(link.raw) for link in body.links)


PIECES = (
    '<h1 id="x">', "<h1>", '<h2 id="x">', '<h2 id="kop">', "<h3>", '<h3 id="tekst-x">', "</h1>", "</h2>", "</h3>",
    '<a href="y.md">', '<a href=" y.md#z ">', '<a href="https://x.nl/">', '<a class="k" href="https://x.nl/">',
    '<a href="https://x.nl/?a&amp;b">', '<a href="mailto:a@x.nl">', '<a href="#x">', '<a href="#">', '<a href="">',
    '<a name="x">', '<a title=" id=" href="/y/">', "</a>", "https://x.nl/", "<table><tr>", '<td align="right">',
    '<th align="left" class="k">', '<td align="x">', "</table>", "<pre>", '<pre class="k">', "</pre>", '<p id="x">',
    '<p title="<h1>">', '<ol reversed="" start="2">', '<img src="k.png">', "<b>", "</b>", "Kop", "x", "&amp;", " ", "é",
)  # fmt: skip
ALL_TAGS = re.compile(r'<(?:(?P<bare>/?(?:h1|table)|pre)>|[a-z][a-z0-9]*(?: [a-z]+="[^"]*")+>)')


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example('<h2 id="x">Kop</h2><h3 id="kop">Kop</h3><p id="x">')
def test_law_that_simple_tags_are_rewritten_as_all_others_are(markup: str) -> None:
    def rewritten() -> tuple[object, ...]:
        made = TagRewriter("content/nieuws/x.md", LinePlaces("x.md", markup, 1))
        return made.rewrite(sanitise(markup)), made.anchors, made.aliases, made.links, made.web_links

    with patch.object(tag_rewriter, "_CHANGED_TAG", ALL_TAGS):
        expected = rewritten()
    assert rewritten() == expected
