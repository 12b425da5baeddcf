import re
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.contact_details import ContactFinder, _may_hold, contact_lines, contact_words, phone_numbers

MAIL = "piet@voorbeeld.example"
PHONE = "0200000002"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("020-000 00 02", (PHONE,)),
        ("(020) 000 00 02", (PHONE,)),
        ("020/0000002", (PHONE,)),
        ("+31 20 000 00 02", (PHONE,)),
        ("+31 (0)20 000 00 02", (PHONE,)),
        ("0031 20 0000002", (PHONE,)),
        ("31 20 000 00 02", (PHONE,)),
        ("020‑000–00 02", (PHONE,)),
        ("020 000 00 02 (toestel 12)", (PHONE,)),
        ("ma t/m do 9-17 uur: 020 000 00 02", (PHONE,)),
        ("020 000 00 02 of 06-00000003", (PHONE, "0600000003")),
        ("020 000 00 02 / 06-00000003", (PHONE, "0600000003")),
        ("020-0000002/06-00000003", (PHONE, "0600000003")),
        ("020 000 00 02 +31 6 0000 0003", (PHONE, "0600000003")),
        ("+32 2 000 00 04", ("+3220000004",)),
        ("0032 2 000 00 04", ("+3220000004",)),
        ("112", ()),
        ("", ()),
    ],
)
def test_a_number_has_one_form(text: str, numbers: tuple[str, ...]) -> None:
    assert phone_numbers(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "020-000 00 02",
        "(020) 000.00.02",
        "Bel 2021 020-0000002 of mail",
        "tel:+31200000002",
        "+31 (0)20 000 00 02",
        "0031 20 000 00 02",
        "020 – 000 00 02",
        "020\n0000002",
        "020\u00a0000\u00ad0002",
    ],
)
def test_a_dutch_number_is_found_however_it_is_written(text: str) -> None:
    assert [found for _, found in ContactFinder((), [PHONE]).find(text)] == [PHONE]


@pytest.mark.parametrize(
    "text", ["020-000 00 03", "1020 000 00 02", "020 000 00 021", "20 000 00 02", "+32 20 0000002"]
)
def test_a_different_number_is_not_found(text: str) -> None:
    assert list(ContactFinder((), [PHONE]).find(text)) == []


def test_foreign_and_local_numbers_are_found() -> None:
    finder = ContactFinder((), ["+3220000004", "5550123"])
    assert [found for _, found in finder.find("0032-2-000 00 04, +32 2 0000004")] == ["+3220000004"] * 2
    assert [found for _, found in finder.find("555-0123")] == ["5550123"]
    assert list(finder.find("02 000 00 04")) == []


@pytest.mark.parametrize(
    "text",
    [
        "PIET@Voorbeeld.Example",
        "<piet@voorbeeld.example>",
        "[mail](mailto:piet@voorbeeld.example?subject=x)",
        "_piet@voorbeeld.example_ en meer",
        "mail piet@voorbeeld.example.",
    ],
)
def test_an_address_is_found(text: str) -> None:
    ((position, found),) = ContactFinder([MAIL], ()).find(text)
    assert found == MAIL
    assert text[position:].lower().startswith(MAIL)


@pytest.mark.parametrize(
    "text",
    [
        "jan.piet@voorbeeld.example",
        "jan_piet@voorbeeld.example",
        "xpiet@voorbeeld.example",
        "piet@voorbeeld.example.org",
        "piet@voorbeeld.example-site.org",
        "piet@voorbeeldxexample",
    ],
)
def test_a_longer_address_that_contains_it_is_not_found(text: str) -> None:
    assert list(ContactFinder([MAIL], ()).find(text)) == []


@pytest.mark.parametrize(
    ("line", "position"),
    [
        ("regel piet@voorbeeld.example", 6),
        ("[x](mailto:piet%40voorbeeld.example)", 0),
        ("piet&#64;voorbeeld.example", 0),
        ("piet\u00ad@voorbeeld.example", 0),
    ],
)
def test_an_encoded_address_or_number_is_found(line: str, position: int) -> None:
    (kept,) = contact_lines(f"Een\n\n{line}\nTwee", 10)
    assert (kept.text, kept.line) == (line, 12)
    assert list(ContactFinder([MAIL], [PHONE]).find_in_line(kept.text)) == [(position, MAIL)]


@pytest.mark.parametrize("text", [f"Een {MAIL} twee", f"Bel {PHONE[:3]} {PHONE[3:]} nu", f"Bel +31 {PHONE[1:]}"])
def test_an_address_or_number_split_by_tags_is_kept(text: str) -> None:
    kept = contact_words(f"{'woord ' * 200}{text}{' woord' * 200}")
    assert len(kept) < 400
    assert [what for _, what in ContactFinder([MAIL], [PHONE]).find(kept)] == [
        what for _, what in ContactFinder([MAIL], [PHONE]).find(text)
    ]
    assert len(list(ContactFinder([MAIL], [PHONE]).find(kept))) == 1


def test_nothing_is_kept_of_a_text_without_addresses_or_numbers() -> None:
    text = "In 2020 zeiden 1.204 mensen & 12% dat A&O goed is.\n" * 20
    assert contact_lines(text, 1) == ()
    assert contact_words(text) == ""


def test_a_number_in_any_script_and_with_anything_between_is_kept() -> None:
    for sign in filter(re.compile(r"\d").match, map(chr, range(sys.maxunicode + 1))):
        assert contact_words(f"woord {sign * 7} woord"), hex(ord(sign))
    for sign in filter(re.compile(r"[\s()./·•\u00ad\u200b-\u2015\u2060\u2212-]").match, map(chr, range(0x10000))):
        assert contact_words(f"woord {sign.join('1234567')} woord"), hex(ord(sign))


PIECES = (
    "a@x.nl", "@", "%", "%40", "&#64;", "&percnt;40", "&", "40", "0200000002", "02 00/00", "00-00", "3", "\u00ad",
    "\u200b", "\u202e", "\u2060", "\ufeff", "\u0664", "é", "–", "’", "…", " ", "woord", "\n", "\n", "\r", "\u2028", "|",
)  # fmt: skip


def assert_only_lines_that_may_hold_a_detail(source: str) -> None:
    expected = [(line, number) for number, line in enumerate(source.split("\n"), 7) if _may_hold(line)]
    assert [(mention.text, mention.line) for mention in contact_lines(source, 7)] == expected


@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_law_that_only_lines_that_may_hold_a_detail_are_kept(source: str) -> None:
    assert_only_lines_that_may_hold_a_detail(source)


def test_a_detail_with_any_character_in_it_is_kept() -> None:
    for sign in map(chr, [*range(0x3100), *range(0xFD00, 0x10000)]):
        assert_only_lines_that_may_hold_a_detail(f"een\n020{sign}0000002\n%{sign}40\n&#48;2{sign}0\n")


def test_long_runs_of_digits_take_little_time() -> None:
    start = time.monotonic()
    assert list(ContactFinder([MAIL], [PHONE]).find("12 34-5 " * 20_000 + "@" * 50_000)) == []
    assert time.monotonic() - start < 20
