import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from support import examples, law
from vindplaats.diagnostics.excerpt import MAX_WIDTH, TAB, display_width, excerpt, source_lines


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("a\u0308\u0323b", 2), ("東京", 4), ("한국", 4), ("ﾊﾝ", 2),
        ("ＡＢ", 4), ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("❤️", 2), ("1️⃣", 2), ("🇳🇱", 2), ("🇳🇱🇧🇪", 4), ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", 2),
        ("नमस्ते", 4), ("مرحبا", 5), ("\u1112\u1161\u11ab", 2), ("a\ufe0f", 1), ("…\ufe0f", 1), ("©\ufe0f", 2),
    ],
)  # fmt: skip
def test_the_display_width_of_a_text(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [
        ("titel: x", 1, 0), ("titel: x", 8, 7), ("titel: 東京 x", 9, 9), ("titel: 東京 x", 11, 12),
        ("e\u0301e\u0301x", 5, 2),
        ("👨‍👩‍👧‍👦: x", 8, 2),
        ("\tx", 2, len(TAB)), ("a\tx", 3, 1 + len(TAB)), ("", 1, 0), ("abc", 4, 3), ("abc", 99, 3),
        ("e\u0301x", 2, 0), ("abc", 0, 0),
    ],
)  # fmt: skip
def test_the_caret_is_below_the_character(line: str, column: int, caret: int) -> None:
    assert excerpt(line, column).caret == " " * caret + "^"


def test_a_long_line_is_cut_on_both_sides_of_the_character() -> None:
    line = "".join(chr(97 + number % 26) for number in range(100_000))
    for column in (1, 20, 50_000, 99_990, 100_000):
        found = excerpt(line, column, 40)
        assert found.character == line[column - 1]
        assert display_width(found.text) == 40
        assert found.text.startswith("…") == (column > 20)
        assert found.text.endswith("…") == (column < 99_980)
        assert found.text.replace("…", "") in line
    assert excerpt("a" * 40, 20, 40).text == "a" * 40


def test_a_short_part_leaves_its_room_to_the_other() -> None:
    found = excerpt("ab" + "c" * 100, 2, 40)
    assert (found.before, found.character, len(found.after)) == ("a", "b", 38)


def test_any_line_takes_no_time() -> None:
    start = time.perf_counter()
    for line in ("a" * 200_000, "x" + "\u0301" * 200_000, "東" * 200_000, "👨‍👩‍👧" * 50_000):
        for column in (1, len(line) // 2, len(line)):
            assert display_width(excerpt(line, column).text) <= MAX_WIDTH
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "sign", ["\0", "\x1b", "\x7f", "\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\u200f", "\ud800"]
)
def test_what_could_change_the_line_is_replaced_by_one_sign(sign: str) -> None:
    found = excerpt(f"a{sign}b", 3)
    assert sign not in found.text
    assert (len(found.before), found.character) == (2, "b")


def test_the_lines_of_a_file() -> None:
    assert source_lines("\ufeffa\r\nb\rc\nd".encode()) == ["a", "b", "c", "d"]
    assert source_lines("caf\xe9".encode("latin-1")) == ["caf\ufffd"]
    assert source_lines(b"") == [""]


@pytest.mark.parametrize(
    ("line", "column", "width", "text"),
    [
        ("\t0", 1, 4, TAB), ("000\t", 4, 4, TAB), ("a\tb", 2, 4, TAB), ("a\tb", 2, 5, f"{TAB}b"),
        ("a\tb", 2, 6, f"a{TAB}b"),
        ("\t0", 1, 1, TAB), ("東京", 1, 2, "東"), ("東京", 2, 2, "京"), ("ab", 1, 1, "a"), ("abc", 2, 2, "bc"),
        ("abcd", 2, 2, "b…"), ("\u0301" * 9 + "abcdefgh", 10, 1, "a"),
    ],
)  # fmt: skip
def test_a_sign_for_what_is_left_out_is_shown_only_where_it_fits(line: str, column: int, width: int, text: str) -> None:
    assert excerpt(line, column, width).text == text


@pytest.mark.parametrize(
    ("line", "column", "text"),
    [("x" + "\u0301" * 99 + "abcdefgh", 101, "…abcd…"), ("abcdefgh" + "\u0301" * 99, 7, "…efgh…")],
)
def test_a_sign_for_what_is_not_even_read_takes_room_too(line: str, column: int, text: str) -> None:
    assert excerpt(line, column, 6).text.replace("\u0301", "") == text


_WIDE_AND_NARROW = st.sampled_from("a0 \t…é東한👍🏽👩🇳🇱❤\u0301\u0308\u20e3\ufe0f\u200d\u200b\u1161\u11ab\U000e0067\x1b")
"""Signs that take from 0 to 4 columns, also together with the sign before them."""


@law
@settings(max_examples=examples(500), deadline=None)
@given(st.text(max_size=60) | st.text(_WIDE_AND_NARROW, max_size=60), st.integers(-5, 80), st.integers(1, 60))
@example("\t0", 0, 4)  # the tab takes all columns
@example("000\t", 4, 4)
@example("a" + "\ufe0f" * 9 + "b", 10, 1)  # cut within the accents of a letter
def test_an_excerpt_of_any_line_fits_and_points_at_its_character(line: str, column: int, width: int) -> None:
    found = excerpt(line, column, width)
    assert display_width(found.text) <= max(width, display_width(found.character))
    assert found.caret == " " * display_width(found.before) + "^"
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in found.text)
    if 0 < column <= len(line):
        assert found.character
