import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.commonmark.block import Block
from vindplaats.read.commonmark.converter import make_converter
from vindplaats.read.commonmark.footnotes import Footnotes


def note(label: str) -> Block:
    block = Block("footnote", 0)
    block.marker = label
    return block


def convert(source: str) -> str:
    return make_converter().convert(source)


def test_the_first_of_two_notes_with_a_label_counts() -> None:
    notes = Footnotes()
    first, second = note("A"), note("a")
    assert (notes.define(first), notes.define(second)) == (True, False)
    assert notes.defined == {"a": first}


def test_notes_are_numbered_when_they_are_mentioned() -> None:
    notes = Footnotes()
    for label in "abc":
        notes.define(note(label))
    assert [mark is not None for mark in map(notes.mention, "caCx")] == [True, True, True, False]
    assert notes.numbers == {"c": 1, "a": 2}
    assert notes.missing == {"x"}
    assert [block.marker for block in notes.unused()] == ["b"]


@pytest.mark.parametrize(
    "source",
    [
        "b[^b] a[^a]\n\n[^a]: een\n[^b]: twee",
        "- b[^b]\n- a[^a]\n\n[^a]: een\n[^b]: twee",
        "> b[^b]\n\n[^b]: twee\n\na[^a]\n\n[^a]: een",
        "|b[^b]|\n|-|\n|a[^a]|\n\n[^a]: een\n[^b]: twee",
        "## b[^b]\n\na[^a]\n\n- [^a]: een\n\n> [^b]: twee",
        "b[^b]\n\n[^a]: een\n\n[^b]: twee, a[^a]",
    ],
)
def test_notes_follow_the_order_of_mention(source: str) -> None:
    html = convert(source)
    assert re.findall(r'href="#fn-(\d)"', html) == ["1", "2"]
    assert html.index('id="fn-1"') < html.index("twee") < html.index('id="fn-2"') < html.index("een")


def test_a_note_links_back_to_every_mention() -> None:
    html = convert("a[^x] b[^x]\n\n[^x]: noot")
    assert re.findall(r'<sup id="([^"]+)">', html) == ["fnref-1", "fnref2-1"]
    assert re.findall(r'class="footnote-backref" href="#([^"]+)"', html) == ["fnref-1", "fnref2-1"]


@pytest.mark.parametrize("last", ["    - lijst", "    ```\n    code\n    ```", "    > citaat"])
def test_the_link_back_has_a_paragraph_of_its_own_after_other_blocks(last: str) -> None:
    html = convert(f"a[^x]\n\n[^x]: noot\n\n{last}")
    assert '<p>\u00a0<a class="footnote-backref"' in html


def test_a_note_may_mention_itself() -> None:
    assert convert("a[^x]\n\n[^x]: noot[^x]").count("footnote-backref") == 2


def test_notes_without_a_mention_are_not_shown() -> None:
    assert convert("a\n\n[^x]: noot") == "<p>a</p>"


@given(st.lists(st.sampled_from("abcd"), max_size=8))
def test_every_mark_leads_to_a_note_and_back(labels: list[str]) -> None:
    notes = "\n".join(f"[^{label}]: noot {label}" for label in "abcd")
    html = convert(f"tekst{''.join(f'[^{label}]' for label in labels)}\n\n{notes}")
    ids = set(re.findall(r' id="([^"]+)"', html))
    targets = re.findall(r' href="#([^"]+)"', html)
    assert set(targets) == ids
    assert len(targets) == 2 * len(labels)
