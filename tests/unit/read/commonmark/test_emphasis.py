from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.serializers import to_html_string
from markdown.util import HtmlStash

from vindplaats.read.commonmark.emphasis import DelimiterRun, Node, append_nodes, resolve_emphasis
from vindplaats.read.commonmark.footnotes import Footnotes
from vindplaats.read.commonmark.inline_parser import InlineContext, InlineParser


def parse(text: str) -> str:
    element = Element("p")
    InlineParser(text, InlineContext({}, Footnotes(), HtmlStash(), set())).parse_into(element)
    return to_html_string(element).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a*", "<em>a</em>"),
        ("__a__", "<strong>a</strong>"),
        ("***a***", "<em><strong>a</strong></em>"),
        ("***a** b*", "<em><strong>a</strong> b</em>"),
        ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
        ("**a *b*c**", "<strong>a <em>b</em>c</strong>"),
        ("*a **b*", "*a *<em>b</em>"),
        ("**a*", "*<em>a</em>"),
        ("*foo**bar**baz*", "<em>foo<strong>bar</strong>baz</em>"),
        ("woord**deel**en", "woord<strong>deel</strong>en"),
        ("snake_case_naam", "snake_case_naam"),
        ("_(a)_", "<em>(a)</em>"),
        ("~~a~~ b~~c~~", "<del>a</del> b<del>c</del>"),
        ("~a~ ~~~b~~~", "~a~ ~~~b~~~"),
        ("**~~a~~**", "<strong><del>a</del></strong>"),
        ("* a * b", "* a * b"),
        ("*a _b* c_", "<em>a _b</em> c_"),
        ("*a\nb*", "<em>a\nb</em>"),
    ],
)
def test_runs_that_belong_together_are_emphasis(text: str, expected: str) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("sign", "before", "after", "can_open", "can_close"),
    [
        ("*", " ", "a", True, False),
        ("*", "a", " ", False, True),
        ("*", "a", "b", True, True),
        ("_", "a", "b", False, False),
        ("_", "(", "a", True, False),
        ("_", "a", ".", False, True),
        ("*", " ", " ", False, False),
        ("*", "a", "“", False, True),
        ("*", " ", "“", True, False),
        ("*", "\u00a0", "a", True, False),
        ("*", "a", "€", False, True),
    ],
)
def test_a_run_opens_and_closes_by_its_neighbours(
    sign: str,
    before: str,
    after: str,
    can_open: bool,
    can_close: bool,
) -> None:
    run = DelimiterRun(sign, 1, before, after, 0)
    assert (run.can_open, run.can_close) == (can_open, can_close)


def test_nodes_become_texts_and_children() -> None:
    parent = Element("p")
    append_nodes(parent, ["a", "b", Element("br"), "c", DelimiterRun("*", 2, " ", " ", 0), Element("br")])
    assert [parent.text, *(child.tail for child in parent)] == ["ab", "c**", None]


@given(st.lists(st.sampled_from(["*", "**", "_", "~~", "a", " ", "b"]), max_size=16))
def test_emphasis_loses_no_word_and_adds_no_text(parts: list[str]) -> None:
    text = "".join(parts).strip()
    element = Element("p")
    InlineParser(text, InlineContext({}, Footnotes(), HtmlStash(), set())).parse_into(element)
    shown = "".join(element.itertext())
    marks = str.maketrans("", "", "*_~")
    assert shown.translate(marks) == text.translate(marks)
    assert len(shown) <= len(text)


def test_many_openers_take_linear_time() -> None:
    nodes: list[Node] = [DelimiterRun("*", 1, " ", "a", 0), "a", DelimiterRun("_", 1, "a", " ", 0)]
    assert len(resolve_emphasis(nodes * 20_000)) == 60_000
