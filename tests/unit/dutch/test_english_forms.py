"""Singulars and plurals of English words, as far as the stemmer for Dutch does not connect them."""

import pytest

from vindplaats.dutch.english_forms import other_english_forms


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("story", "stories"), ("Policy", "policies"), ("child", "children"), ("woman", "women"), ("tax", "taxes"),
        ("analysis", "analyses"), ("branch", "branches"), ("virus", "viruses"), ("criterion", "criteria"),
    ],
)  # fmt: skip
def test_singular_and_plural(one: str, several: str) -> None:
    assert other_english_forms(one) == (several,)
    assert other_english_forms(several) == (one.lower(),)


@pytest.mark.parametrize(
    "word",
    [
        "house",
        "houses",
        "series",
        "species",
        "this",
        "that",
        "only",
        "yearly",
        "various",
        "survey2",
        "café",
        "by",
        "",
        "-",
    ],
)
def test_other_words_have_no_other_forms(word: str) -> None:
    assert other_english_forms(word) == ()
