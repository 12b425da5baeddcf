import sys
import unicodedata

import pytest
import yaml

from vindplaats.diagnostics.diagnostic import Report, has_errors
from vindplaats.read.front_matter import RawDocument, decode, split_document
from vindplaats.read.yaml_syntax import parser
from vindplaats.read.yaml_syntax.raw_values import Scalar, Sequence
from vindplaats.text import CONTROLS


def split(text: str | bytes) -> RawDocument:
    report = Report()
    document = split_document("x.md", text.encode() if isinstance(text, str) else text, report)
    assert isinstance(document, RawDocument)
    assert not has_errors(report.diagnostics)
    return document


def plain(text: str, line: int, column: int) -> Scalar:
    """Return a value that occurs literally in the file."""
    return Scalar(text, line, column, (line, column))


def refused(text: str | bytes) -> tuple[str, int, int]:
    report = Report()
    document = split_document("x.md", text.encode() if isinstance(text, str) else text, report)
    assert document is None or document.matter.refused
    (reported,) = report.diagnostics
    assert reported.severity == "error"
    assert reported.remedy
    return reported.code, reported.line, reported.column


@pytest.fixture(params=["C", "python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "python":
        monkeypatch.setattr(parser, "_Loader", yaml.BaseLoader)
    return str(request.param)


def test_every_value_has_a_place(loader: str) -> None:
    document = split("---\ntitel: Zorg\nwerkveld: [a, b]\ncontactpersoon:\n  - Jos\n  - Stef\n---\nTekst\n")
    titel, werkveld, contactpersoon = document.fields
    assert titel.key == plain("titel", 2, 1)
    assert titel.value == plain("Zorg", 2, 8)
    assert werkveld.value == Sequence((plain("a", 3, 12), plain("b", 3, 15)), 3, 11)
    assert isinstance(contactpersoon.value, Sequence)
    assert contactpersoon.value.items == (plain("Jos", 5, 5), plain("Stef", 6, 5))
    assert (document.body, document.body_line) == ("Tekst\n", 8)


@pytest.mark.parametrize("text", ["no", "yes", "on", "nul", "2021", "1_000", "0x10", "2022-05-12", "1e3", ".5"])
def test_scalars_are_what_the_editor_typed(loader: str, text: str) -> None:
    value = split(f"---\na: {text}\nb: '{text}'\nc: \"{text}\"\n---\n").fields
    assert [entry.value.text for entry in value if isinstance(entry.value, Scalar)] == [text] * 3


@pytest.mark.parametrize("null", ["null", "Null", "NULL", "~"])
def test_a_null_without_quotes_is_no_value(loader: str, null: str) -> None:
    fields = split(
        f"---\na: {null}\nb: '{null}'\nc: [{null}, x, \"{null}\"]\nd:\n  - {null}\ne: |-\n  {null}\n---\n"
    ).fields
    a, b, c, d, e = (pair.value for pair in fields)
    assert a == Scalar("", 2, 4)
    assert isinstance(b, Scalar)
    assert isinstance(e, Scalar)
    assert b.text == e.text == null
    assert isinstance(c, Sequence)
    assert [item.text for item in c.items if isinstance(item, Scalar)] == ["x", null]
    assert isinstance(d, Sequence)
    assert d.items == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_bom_and_line_ends_change_nothing(bom: str, end: str) -> None:
    plain = "---\ntitel: Zorg\njaar: 2021\n---\nEen\n\nTwee\n"
    assert split(bom + plain.replace("\n", end)) == split(plain)


def test_unicode_form_changes_nothing() -> None:
    text = "---\ntitel: Coördinatie\n---\n"
    assert split(text).fields[0].value == plain("Coördinatie", 2, 8)
    assert split(unicodedata.normalize("NFD", text)).fields[0].value == Scalar("Coördinatie", 2, 8)


def test_columns_count_characters() -> None:
    fields = split("---\nwerkveld: [één, twee]\n---\n").fields
    assert isinstance(fields[0].value, Sequence)
    assert fields[0].value.items[1] == plain("twee", 2, 17)


@pytest.mark.parametrize(
    ("value", "start"),
    [
        ("Jos of Stef", (2, 4)),
        ("  Bjørn, één  # wie", (2, 6)),
        ("'Jos of Stef'", None),
        ('"Jos \\u0026 Stef"', None),
        ("Jos\n  of Stef", None),
        (">\n  Jos of Stef", None),
        ("\n  Jos of Stef", (3, 3)),
    ],
)
def test_a_value_has_a_start_if_the_file_has_exactly_its_text(
    loader: str, value: str, start: tuple[int, int] | None
) -> None:
    scalar = split(f"---\na: {value}\n---\n").fields[0].value
    assert isinstance(scalar, Scalar)
    assert scalar.start == start


def test_empty_front_matter_and_body() -> None:
    assert split("---\n---\n").fields == ()
    assert split("---\na: b\n---").body == ""


def test_a_rule_in_the_body_is_not_a_fence() -> None:
    assert split("---\na: b\n---\nx\n\n---\n\ny\n").body == "x\n\n---\n\ny\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\njaar: 1\ntitel: a\njaar: 2\n---\n", ("dubbele-sleutel", 4, 1)),
        ("---\nlinks: [{url: a, url: b}]\n---\n", ("dubbele-sleutel", 2, 18)),
        ("---\na: 1\ntitel: &x Zorg\n---\n", ("yaml-anker", 3, 8)),
        ("---\na: &x Zorg\nb: x\n---\n", ("yaml-anker", 2, 4)),
        ("---\ntitel: !!str Zorg\n---\n", ("yaml-tag", 2, 8)),
        ("---\ntitel: !zorg Zorg\n---\n", ("yaml-tag", 2, 8)),
        ("Zonder velden\n", ("geen-front-matter", 1, 1)),
        ("", ("geen-front-matter", 1, 1)),
        ("---\ntitel: a\n", ("front-matter-open", 1, 1)),
        ("---\n- a\n- b\n---\n", ("yaml-fout", 2, 1)),
        ("---\ntitel: Zorg: een verkenning\n---\n", ("yaml-fout", 2, 12)),
        ("---\n[a, b]: c\n---\n", ("yaml-fout", 2, 1)),
        ("---\na: b\nc: [d, e\n---\n", ("yaml-fout", 3, 4)),
        ("---\na: b\nc:d\n---\n", ("yaml-fout", 3, 1)),
        ("---\na:b\nc: d\n---\n", ("yaml-fout", 2, 1)),
        ("---\na: b\nc: 'd\n\n---\n", ("yaml-fout", 3, 4)),
        ("---\na: b\nc:\u00a0d\n---\n", ("yaml-fout", 3, 3)),
        (b"---\ntitel: caf\xe9\n---\n", ("codering", 2, 11)),
        (b"---\ntitel: a\0b\n---\n", ("codering", 2, 9)),
        ("---\ntitel: a\x07b\n---\n", ("codering", 2, 9)),
        ("---\na: " + "[" * 2000 + "\n---\n", ("yaml-diepte", 2, 1004)),
        ("---\na: b\n" + "- " * 2000 + "c\n---\n", ("yaml-diepte", 3, 1)),
        ("---\na: b\n" + "? " * 2000 + "c\n---\n", ("yaml-diepte", 3, 1)),
        ("---\na: b\n\u2028\u2029\ntitel: a: b\n---\n", ("yaml-fout", 4, 9)),
        ("---\na: " + "[" * 20 + "]" * 20 + "\n---\n", ("yaml-diepte", 2, 14)),
    ],
)
def test_invalid_front_matter_is_refused(loader: str, text: str | bytes, expected: tuple[str, int, int]) -> None:
    assert refused(text) == expected


def test_a_duplicate_key_is_reported_with_the_first_line() -> None:
    report = Report()
    document = split_document("x.md", b"---\njaar: 1\njaar: 2\n---\n", report)
    assert document
    assert document.matter.refused
    assert "regel 2" in report.diagnostics[0].message


@pytest.mark.parametrize("title", ["A & B", "Kom nu!", "50 % meer", "2 * 3"])
def test_signs_within_a_value_mean_nothing_in_yaml(title: str) -> None:
    assert split(f"---\ntitel: {title}\n---\n").fields[0].value == plain(title, 2, 8)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("---\ntitel: x\n---\nregio\u0080\u0099s\n", 4, 6),
        ("---\ntitel: regio\u0092s\n---\n", 2, 13),
        ("---\ntitel: é\u0085\n---\n", 2, 9),
        ("\ufeff---\r\ntitel: x\r\n---\r\n\u0093Aha\u0094\r\n", 4, 1),
    ],
)
def test_a_text_that_was_converted_twice_is_refused_at_its_place(text: str, line: int, column: int) -> None:
    report = Report()
    assert split_document("x.md", text.encode(), report) is None
    (fault,) = report.diagnostics
    assert (fault.code, fault.line, fault.column) == ("codering", line, column)
    assert "tweemaal omgezet" in fault.message


def test_a_value_that_was_decoded_wrongly_is_a_warning_for_each_line() -> None:
    report = Report()
    fields = (
        "titel: Financi\u00c3\u00abn\nwerkveld: \u00c3\u00a9 \u00c3\u00ab # \u00c3\u00a9\njaar: 2021 # \u00c3\u00a9\n"
    )
    assert split_document("x.md", f"---\n{fields}---\n\u00c3\u00ab".encode(), report)
    found = [(fault.code, fault.severity, fault.line, fault.column) for fault in report.diagnostics]
    assert found == [("tekst-vorm", "warning", 2, 15), ("tekst-vorm", "warning", 3, 11)]


@pytest.mark.parametrize(
    "text",
    ["---\n<<<<<<< HEAD\ntitel: x\n=======\ntitel: y\n>>>>>>> tak\n---\n", "---\n<<<<<<< HEAD\na\n>>>>>>> x\n"],
)
def test_what_is_left_of_a_conflict_is_the_only_fault_of_a_page(text: str) -> None:
    assert refused(text) == ("samenvoegresten", 2, 1)


def test_a_pointer_of_git_lfs_is_no_page() -> None:
    assert refused("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n") == ("git-lfs", 1, 1)


def test_every_control_character_is_refused_and_no_other_character() -> None:
    for sign in map(chr, (*range(1, 0xD800), *range(0xE000, 0x10100), sys.maxunicode)):
        report = Report()
        refused = decode("a.md", f"a{sign}b".encode(), report) is None
        assert refused == bool(report.diagnostics) == bool(CONTROLS.match(sign)), hex(ord(sign))
