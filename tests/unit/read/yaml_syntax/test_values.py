"""What an editor meant with a value that YAML does not read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import examples, law
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.front_matter import parse_yaml
from vindplaats.read.yaml_syntax import parser
from vindplaats.read.yaml_syntax.raw_values import Scalar
from vindplaats.read.yaml_syntax.values import quoted, repair_value
from vindplaats.text import nfc


def works(value: str) -> bool:
    return parser.check("x.md", f"x: {value}") is None


@law
@settings(max_examples=examples(500))
@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"]), min_size=1).filter(str.isprintable)
)
def test_quotes_keep_every_character(text: str) -> None:
    report = Report()
    fields = parse_yaml("x.md", f"samenvatting: {quoted(text)}\n", report)
    if "<" not in text:
        (pair,) = fields.pairs
        assert isinstance(pair.value, Scalar)
        assert nfc(text) == pair.value.text


@pytest.mark.parametrize(
    ("value", "repaired"),
    [
        ("'s Nachts # let op", '"\'s Nachts" # let op'),
        ("'s Nachts #3", '"\'s Nachts #3"'),
        ("''s Nachts'", '"\'s Nachts"'),
        ('\'n "mooi" huis', "'''n \"mooi\" huis'"),
        ('"Zorg" en "wonen"', '\'"Zorg" en "wonen"\''),
        ("'Zorg' en 'wonen'", "\"'Zorg' en 'wonen'\""),
        ('"Zorg', '"Zorg"'),
        ("'Zorg\"", '"Zorg"'),
        ("[Zorg", '"[Zorg"'),
        ("[a] b [c]", '"[a] b [c]"'),
        ("{Bureau X} en Jan", '"{Bureau X} en Jan"'),
        ("> 50 jaar", '"> 50 jaar"'),
        ("*Zorg*: nu", '"*Zorg*: nu"'),
        ("a: b: c", '"a: b: c"'),
        ('a "b": c', "'a \"b\": c'"),
    ],
)
def test_a_text_is_quoted_so_that_nothing_is_lost(value: str, repaired: str) -> None:
    found = repair_value(value, works)
    assert found
    assert found.value == repaired


@pytest.mark.parametrize(
    ("value", "repaired"),
    [
        ("[a, b", "[a, b]"),
        ("[a, b,", "[a, b]"),
        ("[a, b)", "[a, b]"),
        ("[a, 't b", '[a, "\'t b"]'),
        ("[@a, &b]", '["@a", "&b"]'),
        ("[a: b: c, d]", '["a: b: c", d]'),
        ("[a], [b]", "[a, b]"),
        ("'a', 'b'", "['a', 'b']"),
        ("[a] b", '"[a] b"'),
    ],
)
def test_a_list_is_closed_or_its_items_are_quoted(value: str, repaired: str) -> None:
    found = repair_value(value, works, may_be_list=True)
    assert found
    assert found.value == repaired


@pytest.mark.parametrize("value", ["", "Zorg", '"a"', "[a, b]", "{a: b}", "a:b", "-5", "a # b"])
def test_a_value_that_can_be_read_is_left_alone(value: str) -> None:
    assert repair_value(value, works, may_be_list=True) is None


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_a_character_that_ends_a_line_only_in_yaml_ends_none(end: str) -> None:
    report = Report()
    parse_yaml("x.md", f"titel: Een{end}titel: Twee\ntitel: Drie\n", report)
    assert {item.line for item in report.diagnostics} <= {1, 2}
    assert report.diagnostics
