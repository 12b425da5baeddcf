"""A title of any script can be divided into its words."""

import pytest

from vindplaats.catalogue.titles import read_title


@pytest.mark.parametrize("text", ["𓀀", "𐀀 2021", "ㄅ", "日本 deel 2", "\U0001e900"])
def test_letters_without_a_likeness_in_our_alphabet_are_words(text: str) -> None:
    assert read_title(text).skeleton
