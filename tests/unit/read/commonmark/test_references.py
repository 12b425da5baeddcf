import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.commonmark.references import (
    decode_entity,
    decode_references,
    is_only_definitions,
    literal,
    normalise_label,
    parse_destination,
    parse_label,
    parse_title,
    skip_space,
    take_definitions,
)


@pytest.mark.parametrize(
    ("one", "other"), [("De  Bron", "de bron"), (" a\nb ", "A B"), ("Straße", "STRASSE"), ("É", "é")]
)
def test_labels_match_without_case_and_spaces(one: str, other: str) -> None:
    assert normalise_label(one) == normalise_label(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a]", ("a", 3)),
        ("[a\\]b] c", ("a\\]b", 6)),
        ("[a\nb]", ("a\nb", 5)),
        ("[]", None),
        ("[ ]", None),
        ("[a[b]", None),
        ("[" + "a" * 1000 + "]", None),
        ("a]", None),
    ],
)
def test_labels(text: str, expected: tuple[str, int] | None) -> None:
    assert parse_label(text, 0) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.md) b", ("a.md", 4)),
        ("a(b)c)", ("a(b)c", 5)),
        ("a\\)b)", ("a)b", 4)),
        ("<a b>)", ("a b", 5)),
        ("<a\nb>", None),
        ("<a", None),
        ("a&amp;b ", ("a&b", 7)),
        ("a(b", None),
        ("C:\\x", ("C:\\x", 4)),
        (")", ("", 0)),
        ("(" * 33 + ")" * 33, None),
    ],
)
def test_destinations(text: str, expected: tuple[str, int] | None) -> None:
    assert parse_destination(text, 0) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a"', ("a", 3)),
        ("'a \"b\"' c", ('a "b"', 7)),
        ("(a)", ("a", 3)),
        ('"a\\"b"', ('a"b', 6)),
        ('"a\nb"', ("a\nb", 5)),
        ('"a\n\nb"', None),
        ("“a”", None),
        ('"a', None),
        ('""', ("", 2)),
    ],
)
def test_titles(text: str, expected: tuple[str, int] | None) -> None:
    assert parse_title(text, 0) == expected


@pytest.mark.parametrize(("text", "end"), [("a", 0), ("  a", 2), (" \n b", 3), ("\n\na", 1), ("\u00a0a", 0)])
def test_space_has_at_most_one_line_end(text: str, end: int) -> None:
    assert skip_space(text, 0) == end


@pytest.mark.parametrize(
    ("text", "labels", "rest"),
    [
        ("[a]: b", ["a"], ""),
        ("[a]: b\n[c]: <d e> 'f'\ntekst", ["a", "c"], "tekst"),
        ("[a]:\n  b\n  'c'", ["a"], ""),
        ("[a]: b\n'c' d", ["a"], "'c' d"),
        ("[a]: b c", [], "[a]: b c"),
        ("[a]: b 'c' d", [], "[a]: b 'c' d"),
        ("[a]:", [], "[a]:"),
        ("[a] : b", [], "[a] : b"),
        ("[a]: <>", ["a"], ""),
        ("tekst\n[a]: b", [], "tekst\n[a]: b"),
    ],
)
def test_definitions_are_taken_from_the_start(text: str, labels: list[str], rest: str) -> None:
    definitions, after = take_definitions(text)
    assert ([definition.label for definition in definitions], after) == (labels, rest)
    assert is_only_definitions(text) == (bool(labels) and not rest)


def test_a_definition_knows_its_line() -> None:
    assert [found.line for found in take_definitions("[a]: b\n[c]:\nd\n[e]: f")[0]] == [0, 1, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\\*b", "a*b"),
        ("a\\b", "a\\b"),
        ("&eacute;&#233;&#xE9;", "ééé"),
        ("&geen;", "&geen;"),
        ("&#0;", "\ufffd"),
        ("&eacute", "&eacute"),
        ("\\&eacute;", "&eacute;"),
    ],
)
def test_escapes_and_entities_are_decoded(text: str, expected: str) -> None:
    assert decode_references(text) == expected


def test_an_unknown_entity_is_empty() -> None:
    assert (decode_entity("eacute"), decode_entity("geen")) == ("é", "")


@given(st.text("a&;b"))
def test_a_literal_text_has_no_entities(text: str) -> None:
    assert decode_references(literal(text)) == text


@given(st.text("[]:<>() ab'\"\\\n"))
def test_taking_definitions_only_shortens_a_text(text: str) -> None:
    definitions, rest = take_definitions(text)
    assert text.endswith(rest)
    assert bool(definitions) == (rest != text)
