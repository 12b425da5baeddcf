"""Front matter is written such that every text comes back, with quotes only where they are needed."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from support import examples, law
from vindplaats.read.document import read_page
from vindplaats.read.listing import PageFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Pagina
from vindplaats.read.schema import FIELDS
from vindplaats.read.yaml_syntax.writing import write_front_matter, write_text

PLAIN = (
    "Wonen in de zorg", "2021 in cijfers", "3D-printen", "a:b", "C#", "wijk#3", "R&D", "x & y", "(a) b",
    "50% meer", "Yes we can", "nee", "Ünïcode", "日本", "e-mail@voorbeeld.nl", "1 mei", "$ 5", "/oud/pad/", "a \\ b",
    "🌇 stad", "10 + 3", "null punt", "a's", 'een "citaat"', "en/of", "…", "=x",
)  # fmt: skip
QUOTED = (
    "Zorg: nu", "Zorg:", "# 1", "wijk #3", "- x", "-x", "-", "---", "? x", "?", ": x", "[a] b", "{a}", "null",
    "~", "Null", "true", "NO", "on", "y", "2021", "007", "0x1F", "0o17", "1e3", "1.5", ".5", "-5", "+31", "1_000",
    ".inf", "-.INF", ".nan", "2021-05-12", "2021-5-1", "2021-05-12 10:00:00", "12:30", "12:30:45", "'s Nachts", "'t",
    '"a"', "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "“Wonen”", "„Wonen”", "‘Wonen’", "«a»", "=", "<<", " a", "a ",
    "Aa // bb", "a /* b", "a -", "a-", ", a", "] a",
)  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_a_text_that_needs_no_quotes_has_none(text: str) -> None:
    assert write_text(text) == text
    assert yaml.safe_load(f"x: {write_text(text)}") == {"x": text}


@pytest.mark.parametrize("text", QUOTED)
def test_other_texts_are_in_single_quotes_or_with_an_apostrophe_in_double_ones(text: str) -> None:
    assert write_text(text) == (f'"{text}"' if "'" in text else f"'{text}'")
    assert yaml.safe_load(f"x: {write_text(text)}") == {"x": text}


def test_a_text_with_both_quotes_is_in_single_ones() -> None:
    assert write_text('\'t is "stil": \\ a') == "'''t is \"stil\": \\ a'"
    assert write_text("'t is \\ a") == '"\'t is \\\\ a"'


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "\x07", "\x85", "\u2028", "\ufeff", "\x00", '"\\\n'])
def test_control_characters_and_line_ends_are_escaped(text: str) -> None:
    assert write_text(text).startswith('"')
    assert yaml.safe_load(f"x: {write_text(text)}") == {"x": text}


SIGNS = st.text(alphabet="ab1 :#-'\"[]{}&*!|>%@`,?~\\/.=<é😀“”_+", max_size=12)


@law
@given(st.one_of(SIGNS, st.text(max_size=20), st.sampled_from((*PLAIN, *QUOTED))))
@settings(max_examples=examples(1000))
def test_whatever_is_written_comes_back(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert yaml.safe_load(f"x: {write_text(text)}") == {"x": text}
    assert yaml.safe_load(f"x:\n  - {write_text(text)}\n  - {write_text(text)}\n") == {"x": [text, text]}


def test_fields_are_in_the_order_of_the_schema_with_lists_below_each_other() -> None:
    values = {"jaar": "2026", "werkveld": ("Wonen", "Zorg: nu"), "opdrachtgever": (), "titel": "2026"}
    assert write_front_matter(values, FIELDS["projecten"]) == (
        "---\ntitel: '2026'\nwerkveld:\n  - Wonen\n  - 'Zorg: nu'\nopdrachtgever: []\njaar: 2026\n---\n"
    )


def test_a_value_that_is_no_date_is_written_as_a_text() -> None:
    """So that reading it says what is wrong with the value, and not with the YAML."""
    assert "datum: 2026-10-05\n" in write_front_matter({"datum": "2026-10-05"}, FIELDS["nieuws"])
    assert "datum: '12: mei'\n" in write_front_matter({"datum": "12: mei"}, FIELDS["nieuws"])


@pytest.mark.parametrize("title", [text for text in (*PLAIN, *QUOTED) if text.strip() == text and text])
def test_a_title_is_read_as_it_was_written_without_a_warning(title: str) -> None:
    page = PageFile("content/paginas/x.md", "content/paginas/x.md", "paginas", PageId("paginas", "x"))
    read = read_page(page, write_front_matter({"titel": title}, FIELDS["paginas"]).encode())
    assert isinstance(read.record, Pagina)
    assert read.record.titel == title
    assert not read.diagnostics
