import pytest

from vindplaats.read.commonmark.html_syntax import (
    AUTOLINK,
    AUTOMAIL,
    RAW_HTML,
    ends_at_blank_line,
    ends_html_block,
    html_block_kind,
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("<pre>", 1),
        ("<SCRIPT src='x'>", 1),
        ("<preview>", 7),
        ("<!-- a", 2),
        ("<?php", 3),
        ("<!DOCTYPE html>", 4),
        ("<![CDATA[", 5),
        ("<details>", 6),
        ("</div", 6),
        ("<div class=", 6),
        ("<divan>", 7),
        ("<b title='a > b'>", 7),
        ("</b> ", 7),
        ("<b>a", 0),
        ("<b", 0),
        ("< div>", 0),
        ("<3 keer", 0),
        ("<https://a.example>", 0),
    ],
)
def test_the_kind_of_an_html_block(line: str, kind: int) -> None:
    assert html_block_kind(line, in_paragraph=False) == kind
    assert html_block_kind(line, in_paragraph=True) == (0 if kind == 7 else kind)


@pytest.mark.parametrize(("kind", "line"), [(1, "a</Script>b"), (2, "a --> b"), (3, "?>"), (4, "x>"), (5, "a]]>")])
def test_a_block_ends_on_the_line_with_its_end(kind: int, line: str) -> None:
    assert ends_html_block(kind, line)
    assert not ends_html_block(kind, "tekst")
    assert not ends_at_blank_line(kind)


@pytest.mark.parametrize("kind", [6, 7])
def test_tags_end_at_a_blank_line(kind: int) -> None:
    assert ends_at_blank_line(kind)
    assert not ends_html_block(kind, "</div>")


@pytest.mark.parametrize(
    "text",
    [
        "<b>",
        "</b >",
        "<br/>",
        "<a href='x>y' b=c d>",
        '<a\nb="c\nd">',
        "<!---->",
        "<!-->",
        "<!-- a - b -->",
        "<?x?>",
        "<!A b>",
        "<![CDATA[>]]>",
    ],
)
def test_raw_html_in_a_paragraph(text: str) -> None:
    found = RAW_HTML.match(text + " na")
    assert found is not None
    assert found[0] == text


@pytest.mark.parametrize("text", ["<", "<3", "< b>", "<b a='>", "<a b=c'd>", "</b a>", "<é>", "<!x", "<a*b>"])
def test_other_angle_brackets_are_text(text: str) -> None:
    assert RAW_HTML.match(text) is None


@pytest.mark.parametrize(
    ("text", "links", "mails"),
    [
        ("<https://a.example/?b=*c*>", True, False),
        ("<mailto:a@b.example>", True, False),
        ("<a@b.example>", False, True),
        ("<a b@c.example>", False, False),
        ("<https://a b>", False, False),
        ("<a:b>", False, False),
        ("<naam>", False, False),
    ],
)
def test_addresses_in_angle_brackets(text: str, links: bool, mails: bool) -> None:
    assert (AUTOLINK.match(text) is not None, AUTOMAIL.match(text) is not None) == (links, mails)
