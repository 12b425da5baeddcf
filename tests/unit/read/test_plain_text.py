"""The words of HTML: the quick way gives the same as the simple way."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.plain_text import TAG, plain_text

PIECES = ["woord", " ", "  ", "\n", "\n\n", "\t", "<p>", "</p>\n<p>", "<b>", "</b>", "<br>", "&amp;", "&nbsp;",
          "&#12;", '<a href="x">', "é", "\u00a0", "\u2009", "\u2003", "\u3000", "\u1680", "\x85", "\u2028",
          "\x1c", "\x0b", "\r"]  # fmt: skip
INLINE = re.compile(r"</?(?:a|b)\b")


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_white_space_is_single_but_hard_spaces_stay(markup: str) -> None:
    text = html.unescape(TAG.sub(lambda match: "" if INLINE.match(match[0]) else " ", markup))
    assert plain_text(markup) == re.sub(r"[^\S\u00a0\u2009\u202f]+", " ", text).strip()


@pytest.mark.parametrize("twice", [1, 2])
def test_block_tags_separate_words_and_inline_tags_do_not(twice: int) -> None:
    markup = "<p>Één<b>woord</b> en<br>nog</p><p>een <em class='a'>b</em>c</p>"
    assert [plain_text(markup)] * twice == ["Éénwoord en nog een bc"] * twice


_PLAIN_TAG = re.compile(r"""<!--.*?-->|</?[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""", re.DOTALL)


@given(st.text("<>/!-a\"' =\n", max_size=40))
def test_law_that_possessive_quantifiers_change_no_match(text: str) -> None:
    assert [found.span() for found in TAG.finditer(text)] == [found.span() for found in _PLAIN_TAG.finditer(text)]
