"""Compounds are split into parts that people search for, and other words are not split.

``compounds.json`` was written by someone who had not seen the code. The rules were tuned on the words at odd places
(1, 3, 5 …) only; the words at even places show how the rules do on words that they were not made for. ``also`` are
parts that may be found too. ``compounds_dev.txt`` are the words by which the rules were made.

``python tests/unit/dutch/test_compounds.py`` writes ``compounds_wrong.txt``, which lists what is split wrongly.
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.dutch import compounds
from vindplaats.dutch.compound_parts import compound_parts, data_lines, plain
from vindplaats.dutch.compounds import split_compound
from vindplaats.dutch.word_forms import part_forms

HERE = Path(__file__).parent
WRONG = HERE / "compounds_wrong.txt"
PREFIXES = frozenset({"anti-", "co-", "e-", "ex-", "non-", "pro-", "re-"})
"""Prefixes with a hyphen are no parts: the hyphen splits them off, whatever the rules do."""
MIN_RECALL, MIN_PRECISION = 0.90, 0.95


class Example(NamedTuple):
    word: str
    parts: tuple[str, ...]
    also: tuple[str, ...] = ()


class Score(NamedTuple):
    recall: float
    precision: float
    wrong: tuple[str, ...]


def unseen() -> list[Example]:
    rows = json.loads((HERE / "compounds.json").read_text(encoding="utf-8"))
    return [Example(row["word"], tuple(row["parts"]), tuple(row.get("also", ()))) for row in rows]


def development() -> list[Example]:
    lines = (HERE / "compounds_dev.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":") for line in lines if not line.startswith("#"))
    return [Example(word, tuple(parts.split())) for word, parts in pairs]


def found_parts(word: str) -> list[tuple[str, set[str]]]:
    """Return each part with the forms by which it is found; nothing for a word that is not split."""
    parts = split_compound(word)
    if len(parts) == 1:
        return []
    counted = (part for part in parts if part.lower() not in PREFIXES)
    plain_parts = [(part, plain(part.strip("-"))) for part in counted]
    return [(part, {key, *bases().get(key, ()), *map(plain, part_forms(part))}) for part, key in plain_parts]


@cache
def bases() -> dict[str, set[str]]:
    """Return the words that a part is a form of: ``{"arbeids": {"arbeid"}}``, by the lists that the rules use."""
    lines = {line.split()[0]: line for name in ("compound_parts.txt", "own_parts.txt") for line in data_lines(name)}
    found: dict[str, set[str]] = {}
    for line in lines.values():
        word, roles, *forms = plain(line).split()
        for form in (word, *forms, *([f"{word}s"] if "s" in roles else [])):
            found.setdefault(form, set()).add(word)
    return found


def score(examples: list[Example]) -> Score:
    right = expected = found = 0
    wrong = []
    for word, parts, also in examples:
        got = found_parts(word)
        missed = [part for part in parts if not any(plain(part) in forms for _, forms in got)]
        allowed = {plain(part) for part in (*parts, *also)}
        spurious = [part for part, forms in got if not forms & allowed]
        right += len(parts) - len(missed)
        expected += len(parts)
        found += len(parts) - len(missed) + len(spurious)
        if missed or spurious:
            wrong.append(f"{word}: {'|'.join(split_compound(word))} (expected: {', '.join(parts) or 'no parts'})")
    return Score(right / expected, right / found, tuple(wrong))


def wrong_lines() -> str:
    header = "# What is split wrongly of compounds.json. Written by test_compounds.py.\n"
    return header + "".join(f"{line}\n" for line in score(unseen()).wrong)


@pytest.mark.parametrize("place", [0, 1], ids=["never tuned on", "tuned on"])
def test_unseen_compounds_are_found_by_their_parts(place: int) -> None:
    result = score(unseen()[place::2])
    assert result.recall >= MIN_RECALL
    assert result.precision >= MIN_PRECISION


def test_the_list_is_long_enough_to_judge_by() -> None:
    compounds, traps = [each for each in unseen() if each.parts], [each for each in unseen() if not each.parts]
    assert len(compounds) >= 190
    assert len(traps) >= 40


def test_what_is_split_wrongly_is_listed() -> None:
    assert WRONG.read_text(encoding="utf-8") == wrong_lines(), f"run python {Path(__file__).name}"


def test_the_words_by_which_the_rules_were_made() -> None:
    result = score(development())
    assert result.recall >= 0.97, result.wrong
    assert result.precision >= 0.97, result.wrong


def test_words_that_are_no_compound_remain_whole() -> None:
    assert [word for word, parts, _ in development() if not parts and len(split_compound(word)) > 1] == []


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("arbeidsmarktonderzoek", ("arbeids", "markt", "onderzoek")),
        ("Arbeidsmarktonderzoek", ("Arbeids", "markt", "onderzoek")),
        ("ARBEIDSMARKT", ("ARBEIDS", "MARKT")),
        ("sociale-woningmarktbeleid", ("sociale-", "woning", "markt", "beleid")),
        ("co-ouderschap", ("co-", "ouderschap")),
        ("24-uurszorg", ("24-uurs", "zorg")),
        ("cliëntenraad", ("cliënten", "raad")),
        ("clientenraad", ("clienten", "raad")),
        ("zorgfoto's", ("zorg", "foto's")),
        ("zorgfoto’s", ("zorg", "foto’s")),
        ("vrĳdagavond", ("vrĳdag", "avond")),
        ("woningmarktprĳs", ("woning", "markt", "prĳs")),
        ("kinderopvangtoeslag", ("kinder", "opvang", "toeslag")),
        ("DigiD", ("DigiD",)),
        ("WoningMarkt", ("WoningMarkt",)),
        ("onderzoek", ("onderzoek",)),
        ("huisvesting", ("huisvesting",)),
        ("", ("",)),
        ("--", ("--",)),
        ("2021", ("2021",)),
        ("²0arbeidsmarkt", ("²0arbeids", "markt")),
    ],
)
def test_parts_are_written_as_in_the_word(word: str, parts: tuple[str, ...]) -> None:
    assert split_compound(word) == parts


words = st.lists(
    st.sampled_from(["arbeids", "Markt", "ONDERZOEK", "ĳs", "-", "'", "’", "é", "e\u0301", "ß", "İ", "7", "_", "s"])
    | st.sampled_from(sorted(compound_parts().first)[::50])
    | st.text(max_size=4),
    max_size=8,
).map("".join)


@given(words)
def test_parts_joined_are_the_word(word: str) -> None:
    parts = split_compound(word)
    assert "".join(parts) == word
    assert all(parts) or word == ""
    assert split_compound(word) == parts


@pytest.mark.parametrize("word", ["a" * 5000, "markt" * 1000, "markt-" * 1000, "-" * 5000, "a1" * 2500])
def test_long_words_are_not_split(word: str) -> None:
    assert split_compound(word) == (word,)


@pytest.mark.parametrize("word", ["markt" * 12, "arbeidsmarkt" * 5, "zorg" * 15, "e" * 60])
def test_the_work_for_one_word_is_bounded(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = 0
    first_cost = compounds._first_cost

    def counted(*arguments: str) -> int:
        nonlocal looked_up
        looked_up += 1
        return first_cost(*arguments)  # type: ignore[arg-type]

    compounds.split_plain.cache_clear()
    monkeypatch.setattr(compounds, "_first_cost", counted)
    split_compound(word)
    assert looked_up < 4 * 60 * 60


def test_a_word_has_one_line_in_our_own_list() -> None:
    own = [line.split()[0] for line in data_lines("own_parts.txt")]
    assert sorted(own) == sorted(set(own))


if __name__ == "__main__":
    WRONG.write_text(wrong_lines(), encoding="utf-8")
