"""Texts of any depth: they are converted, or the first line that nests too deeply is reported, with what helps."""

import inspect
import sys

import pytest

from vindplaats.read.markdown import convert

MOST = 50
"""What the remedy names."""
FRAMES = 500
"""Half of the calls that Python allows within each other."""
EMPHASIS = f"{'*a **b ' * 600}c{' d** e*' * 600}"
INNER = ["x", EMPHASIS, f"## {EMPHASIS}", f"![{EMPHASIS}](https://x.example/)", "|a|\n|-|"]
OTHERS = ["", "\n\n[TOC]\n\n## Kop[^z] {#id}\n\nXX\n\n*[XX]: Ja\n\n[^z]: XX"]


def nested(marker: str, depth: int) -> str:
    """Return the beginning of a text in containers: on one line, or for definitions on a line for each."""
    if marker == ": ":
        return "a\n" + "".join(f"{'  ' * level}: a\n" for level in range(depth - 1)) + f"{'  ' * (depth - 1)}: "
    if marker == "[^{}]: ":
        return "a[^1]\n\n" + "".join(marker.format(number + 1) for number in range(depth))
    return (marker * depth)[: len(marker) * depth // len(marker.split())]


MARKERS = ["- ", "1. ", "> ", "> - ", "[^{}]: ", ": "]


@pytest.mark.parametrize("others", OTHERS, ids=["alone", "with attributes"])
@pytest.mark.parametrize("inner", INNER, ids=["word", "emphasis", "heading", "image", "table"])
@pytest.mark.parametrize(("marker", "depth"), [*((marker, MOST) for marker in MARKERS), ("> ", 2 * MOST)])
def test_what_may_be_nested_takes_half_of_the_stack(marker: str, depth: int, inner: str, others: str) -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + FRAMES)
    try:
        body, reported = convert("content/projecten/x.md", nested(marker, depth) + inner + others)
    finally:
        sys.setrecursionlimit(limit)
    assert [d.code for d in reported if d.severity == "error"] == []
    assert not body.failed
    assert body.html


@pytest.mark.parametrize("marker", MARKERS)
def test_what_is_nested_too_deeply_is_reported_where_it_begins_and_the_remedy_helps(marker: str) -> None:
    source = f"Een zin.\n\n{nested(marker, 3 * MOST)}x\n\nEen zin."
    body, (fault,) = convert("content/projecten/x.md", source, 5)
    assert fault.code == "tekst-diepte"
    first = next(n for n in range(source.count("\n") + 1) if fails("\n".join(source.split("\n")[: n + 1])))
    assert fault.line == 5 + first
    assert fault.remedy.startswith(f"Zet er hooguit {MOST} in elkaar")
    assert body.failed
    assert not fails(f"Een zin.\n\n{nested(marker, MOST)}x\n\nEen zin.")


def fails(source: str) -> bool:
    return convert("content/projecten/x.md", source)[0].failed


@pytest.mark.parametrize("source", ["", "  \n", "<!-- niets -->", "- [ ] x", "[a](#b)"])
def test_a_text_that_is_empty_or_has_other_faults_has_not_failed(source: str) -> None:
    assert not fails(source)


@pytest.mark.parametrize("source", ["<!-- open", "[" * 200, "> " * 200])
def test_a_text_of_which_nothing_is_known_has_failed(source: str) -> None:
    assert fails(source)


@pytest.mark.parametrize("piece", ["[", "\\[ ", "[a](", "a < b ", "<a ", "``a` "])
def test_too_many_signs_in_a_paragraph_are_accepted_in_several_paragraphs(piece: str) -> None:
    (fault,) = convert("content/projecten/x.md", piece * 400)[1]
    assert fault.code == "tekst-diepte"
    assert "verdeel een lange alinea met lege regels" in fault.remedy
    assert not fails("\n\n".join([piece * 50] * 8))


@pytest.mark.parametrize("piece", ["# a\n", "x[^1] ", "*[A]: b\n"])
def test_too_many_of_a_kind_are_accepted_on_several_pages(piece: str) -> None:
    (fault,) = convert("content/projecten/x.md", piece * 1500)[1]
    assert fault.code == "tekst-diepte"
    assert "verdeel de tekst over pagina's" in fault.remedy
    assert not fails(piece * 750)
