"""Front matter is found where its fences are nearly right, with one message for each."""

import pytest

from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.front_matter import RawDocument, split_document
from vindplaats.read.schema import FIELDS

DECLARED = FIELDS["projecten"]


def split(text: str) -> tuple[RawDocument | None, list[tuple[str, int, int]]]:
    report = Report()
    document = split_document("x.md", text.encode(), report, DECLARED)
    return document, [(item.code, item.line, item.column) for item in report.diagnostics]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitel: x\n----\nTekst\n", 3),
        ("---\ntitel: x\n——\nTekst\n", 3),
        ("---\ntitel: x\n—\nTekst\n", 3),
        ("---\ntitel: x\n  ---\nTekst\n", 3),
        ("---\ntitel: x\n+++\nTekst\n", 3),
        ("---\ntitel: x\n...\nTekst\n\n---\n\nTekst\n", 3),
        ("--- \u200b\ntitel: x\n---\nTekst\n", 1),
        ("----\ntitel: x\n----\nTekst\n", 1),
        ("-–—\ntitel: x\n---\nTekst\n", 1),
        ("\n\n---\ntitel: x\n---\nTekst\n", 1),
        ("---\n---\ntitel: x\n---\nTekst\n", 2),
        ("---\ntaal: nl\n---\ntitel: x\ntrefwoorden:\n  - a\n---\nTekst\n", 3),
        ("---\ntaal: nl\n---\ntitel: x\ntrefwoorden:\n  - a\n\nTekst\n", 3),
    ],
)
def test_a_fence_that_is_nearly_right_is_reported_and_taken_as_meant(text: str, line: int) -> None:
    document, found = split(text)
    assert found == [("front-matter-streepjes", line, 1)]
    assert document
    assert document.matter.refused
    assert "titel" in [pair.key.text for pair in document.fields]
    assert document.body.lstrip("\n").startswith("Tekst\n")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitel: x\n\n# Kop\n\nTekst: dit is de tekst\n",
        "---\ntitel: x\n\nTekst\n\n---\n\nNog meer\n",
        "---\ntitel: x\nTekst, meteen\n",
        "---\ntitel: x",
    ],
)
def test_front_matter_without_an_end_is_one_mistake(text: str) -> None:
    document, found = split(text)
    assert found == [("front-matter-open", 1, 1)]
    assert document
    assert document.matter.refused
    assert [pair.key.text for pair in document.fields] == ["titel"]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitel: x\n---\n\nNoot: dit is tekst\n---\n",
        "---\ntitel: x\n---\ntitel: dit is tekst\n---\n",
        "---\ntitel: x\n---\nTekst\n\n----\n\n---\n",
        "---\nsamenvatting: |\n  a\n  ----\n  b\n---\nTekst\n",
        "---   \ntitel: x\n---\t\nTekst\n",
        "---\ntitel: x\nreeks: ---\n---\nTekst\n",
    ],
)
def test_a_line_in_the_body_or_in_a_text_is_no_fence(text: str) -> None:
    document, found = split(text)
    assert found == []
    assert document
    assert not document.matter.refused


@pytest.mark.parametrize(
    "text", ["", "# Kop\n", "Tekst\n---\n", "***\n\nTekst\n", "---\n"[:3] + "x\n", "+++\n\nTekst\n+++\n"]
)
def test_a_text_without_fields_has_no_front_matter(text: str) -> None:
    assert split(text) == (None, [("geen-front-matter", 1, 1)])
