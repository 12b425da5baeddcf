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


def remedies(text: str) -> list[str]:
    report = Report()
    split_document("x.md", text.encode(), report, DECLARED)
    return [item.remedy for item in report.diagnostics]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("jaar: 2021\n\nTekst\n", "regel 5 ('jaar: 2021')"),
        ("jaar: 2021\nrapport: a.pdf\n", "regels 5 tot en met 6 ('jaar: 2021')"),
        ("concept: true\n\nTekst\n", "regel 5 ('concept: true')"),
        ("links:\n  - {titel: a, url: b}\n", "regels 5 tot en met 6 ('links:')"),
    ],
)
def test_fields_below_front_matter_are_read(body: str, lines: str) -> None:
    text = f"---\ntitel: x\n---\n\n{body}"
    assert split(text)[1] == [("front-matter-streepjes", 5, 1)]
    assert remedies(text) == [f"Verplaats {lines} naar boven regel 3 (---)."]
    document = split(text)[0]
    assert document
    assert len(document.fields) > 1


@pytest.mark.parametrize(
    "body",
    [
        "links: de molen, rechts: de kerk\n",
        "samenvatting: dit is een zin.\n",
        "titel: x\n",
        "jaar: 2021\nen meer tekst\n",
        "reeks:vier\n",
        "Jaar: 2021\n",
    ],
)
def test_a_text_that_begins_with_the_name_of_a_field_is_a_text(body: str) -> None:
    assert split(f"---\ntitel: x\n---\n\n{body}")[1] == []


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("```\n---\ntitel: x\n---\n```\n\nTekst\n", "Haal de regels 1 en 5 (```) weg"),
        ("```yaml\n---\ntitel: x\n---\n\nTekst\n```\n", "Haal de regels 1 en 7 (```) weg"),
        ("~~~\n---\ntitel: x\n---\n\nTekst\n", "Haal regel 1 (~~~) weg"),
        ("```\n---\ntitel: x\n---\n\n```\ncode\n```\n", "Haal regel 1 (```) weg"),
        ("```yaml\ntitel: x\n```\nTekst\n", "Maak van de regels 1 en 3 drie streepjes"),
        ("titel: x\njaar: 2021\n\nTekst\n", "Zet als eerste regel van de pagina ---, en zet ook een regel --- onder"),
        ("```\ncode\n```\n", "Zet bovenaan een regel ---, daaronder de velden, en daaronder nog een regel ---."),
    ],
)
def test_the_remedy_names_every_line_that_is_wrong_or_absent(text: str, remedy: str) -> None:
    (found,) = remedies(text)
    assert found.startswith(remedy)
