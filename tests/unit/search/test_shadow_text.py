from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import examples, law
from vindplaats.search.shadow_text import ShadowText, normal_text, shadow_word, shown_text

WORDS = (
    "arbeidsmarktonderzoek", "Arbeidsmarkt", "kastelen", "co-ouderschap", "bestuursleden", "VNG-arbeidsmarkt", "DigiD",
    "foto's", "snake_case", "a--b", "a---b", "-", "---", "kastelen-", "-kastelen", "2-kastelen-2",
    "<b>", "&amp;", "ĳsbaan", "12.500", "weeshuizen", "h\u00e9",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS) | st.sampled_from("_-'’.,()<>&\u0301\u00b2 \u00a0") | st.text(max_size=4)).map(
    "".join
)


@law
@settings(max_examples=examples(500), deadline=None)
@given(TEXTS)
def test_what_is_shown_is_the_text(text: str) -> None:
    shadow = ShadowText({})
    expected = " ".join(normal_text(text).split())
    assert shown_text(_without_tags(shadow.dutch(text))) == expected
    assert shown_text(unescape(shadow.other(text))) == expected


@law
@settings(max_examples=examples(500), deadline=None)
@given(TEXTS)
def test_a_word_between_spaces_stays_one(text: str) -> None:
    shadow = _without_tags(ShadowText({}).dutch(text))
    assert len(shadow.split()) == len(normal_text(text).split())


def _without_tags(markup: str) -> str:
    """Return the text of a shadow text, in which the only tags are those of weights."""
    for tag in {part.partition(">")[0] for part in markup.split("<span data-pagefind-weight=")[1:]}:
        markup = markup.replace(f"<span data-pagefind-weight={tag}>", "")
    return unescape(markup.replace("</span>", ""))


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("arbeidsmarkt", "arbeids--markt"),
        ("Arbeidsmarkt", "Arbeids--markt"),
        ("(arbeidsmarkt),", "(arbeids--markt),"),
        ("arbeidsmarkt-", "arbeids--markt-"),
        ("arbeidsmarktonderzoek", "arbeids--markt--onderzoek---marktonderzoek-arbeidsmarktonderzoek"),
        ("kastelen;", "kastelen---kasteel;"),
        ("VNG-arbeidsmarkt", "VNG-arbeids--markt---arbeidsmarkt-vngarbeidsmarkt"),
        ("co-ouderschap", "co-ouderschap"),
        ("DigiD", "DigiD"),
        ("snake_case", "snake_case"),
        ("kastelen-2021", "kastelen-2021"),
        ("kastelen--huis", "kastelen---kasteel----huis"),
        ("arbeidsmarkt2", "arbeidsmarkt2"),
        ("---", "-----"),
    ],
)
def test_words(word: str, written: str) -> None:
    assert shadow_word(word) == written


def test_other_languages_are_not_split() -> None:
    assert ShadowText({}).other("arbeidsmarkt & a--b") == "arbeidsmarkt &amp; a----b"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Ĳssel", "IJssel"),
        ("ef\ufb01ciënt", "efficiënt"),
        ("cafe\u0301", "café"),
        ("arbeids\u00admarkt\u200b", "arbeidsmarkt"),
    ],
)
def test_normal_text(text: str, normal: str) -> None:
    assert normal_text(text) == normal


def test_a_word_with_other_forms_weighs_more() -> None:
    shadow = ShadowText({})
    assert shadow.dutch("(kastelen)") == '<span data-pagefind-weight="2.0">(kastelen---kasteel)</span>'
    assert shadow.dutch("(kastelen)", 7.0) == '<span data-pagefind-weight="10.0">(kastelen---kasteel)</span>'
    assert shadow.dutch("a---b") == "a-----b"


def test_a_list_of_words_is_not_split() -> None:
    assert shadow_word("-".join(["arbeidsmarkt"] * 5)) == "-".join(["arbeidsmarkt"] * 5)
