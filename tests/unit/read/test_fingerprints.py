"""Folding, plain words and traces, and the law that ties them together."""

import re
import subprocess
import sys
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.fingerprints import (
    THOUSANDS,
    _fold_once,
    fold_text,
    fold_until_stable,
    hashed_shingles,
    non_ascii,
    plain_words,
    trace,
)

AWKWARD = st.text(st.sampled_from("aZé0123 .,-–'’“…\u00a0\u2009\u00ad\u200bß½²ﬁĲ€•\u0301ʼ\x1f&"), max_size=40)


@given(st.text() | AWKWARD)
def test_law_that_folding_is_as_slow_folding_until_nothing_changes(text: str) -> None:
    assert fold_text(text) == fold_until_stable(_fold_once, text)


@given(st.text() | AWKWARD)
def test_plain_words_are_the_same_for_texts_that_fold_to_the_same(text: str) -> None:
    assert plain_words(text) == plain_words(fold_text(text))


@pytest.mark.parametrize("every", [100, pytest.param(1, marks=pytest.mark.slow)])
def test_plain_words_agree_with_folding_for_every_character(every: int) -> None:
    """The first 12,288 characters, with most scripts, signs and spaces, are tried in every run."""
    wrong = [
        hex(code)
        for code in (*range(0x3000), *range(0x3000, sys.maxunicode + 1, every))
        if not 0xD800 <= code < 0xE000
        if plain_words(t := f"a{chr(code)}b 1{chr(code)}234 {chr(code)} x") != plain_words(fold_text(t))
    ]
    assert wrong == []


@given(AWKWARD)
def test_equal_texts_have_equal_traces(text: str) -> None:
    assert trace(text) == trace(fold_text(text)) == trace(text.swapcase().swapcase() if text.isascii() else text)


def test_words_lose_signs_and_keep_digits() -> None:
    assert plain_words("Zo’n 1.204 A&O-fondsen, (ook) in ’t café") == [
        b"zon", b"1204", b"aofondsen", b"ook", b"in", b"t", "café".encode(),
    ]  # fmt: skip


@given(*[st.lists(st.sampled_from([b"a", b"b", b"c"]), max_size=30)] * 2)
def test_law_that_hashes_have_as_much_in_common_as_the_shingles(first: list[bytes], second: list[bytes]) -> None:
    runs = [{tuple(words[i : i + 5]) for i in range(max(1, len(words) - 4)) if words} for words in (first, second)]
    hashed = [hashed_shingles(words) for words in (first, second)]
    assert [len(found) for found in hashed] == [len(found) for found in runs]
    assert len(hashed[0] & hashed[1]) == len(runs[0] & runs[1])


def test_shingles_are_runs_of_five_words() -> None:
    words = [b"a", b"b", b"c", b"d", b"e", b"f"]
    assert hashed_shingles(words) == {hash(tuple(words[:5])), hash(tuple(words[1:]))}
    assert hashed_shingles(words[:3]) == {hash((b"a", b"b", b"c"))}
    assert hashed_shingles([]) == set()


def test_a_trace_has_one_shingle_in_eight_or_all_of_a_short_text() -> None:
    text = " ".join(f"woord{i * 7919 % 100_003}" for i in range(20_000))
    traced = trace(text)
    kept = array("I", traced.shingles)
    assert list(kept) == sorted(set(kept))
    assert 0.11 < len(kept) / 19_996 < 0.14
    assert (traced.words, traced.sampling_rate) == (20_000, 8)
    short = trace(" ".join(text.split()[:50]))
    assert (len(array("I", short.shingles)), short.words, short.sampling_rate) == (46, 50, 1)


@pytest.mark.parametrize("words", [50, 400])
def test_texts_with_a_common_passage_have_common_shingles(words: int) -> None:
    passage = " ".join(f"w{i * 31 % 997}" for i in range(words))
    first, second = (set(array("I", trace(f"{x} {passage} {x}").shingles)) for x in ("voor en na", "iets heel anders"))
    whole = set(array("I", trace(passage).shingles))
    assert whole <= first & second
    assert len(whole) > 30


def test_a_trace_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "from vindplaats.read.fingerprints import trace; "
        "print(trace('Wij spraken met 412 huishoudens in de wijk. ' * 3))"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }  # fmt: skip
    assert len(outcomes) == 1
    assert "Trace(key=" in outcomes.pop()


@given(st.text() | AWKWARD)
def test_non_ascii_characters_are_kept_with_chosen_others(text: str) -> None:
    assert non_ascii(text) == "".join(sign for sign in text if sign > "\x7f")
    assert non_ascii(text, b"a&") == "".join(sign for sign in text if sign > "\x7f" or sign in "a&")


@given(st.text(st.sampled_from("aZÀÖØÞàöøþÉß ’×÷"), max_size=20))
def test_plain_words_ignore_case(text: str) -> None:
    assert plain_words(text) == plain_words(text.lower())


@given(st.text("019.\u00a0\u2009\u202f a,\n\u0663", max_size=20))
def test_law_that_only_separators_between_a_digit_and_three_digits_are_found(text: str) -> None:
    plain = re.compile("(?<=\\d)[.\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")
    assert [found.span() for found in THOUSANDS.finditer(text)] == [found.span() for found in plain.finditer(text)]
