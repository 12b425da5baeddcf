import unicodedata

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from vindplaats.text import is_yaml_null, shorten, visible_text, with_line_feeds, yaml_value


def test_every_line_end_becomes_a_line_feed() -> None:
    assert with_line_feeds("a\r\nb\rc\nd\r\r\n\n\re") == "a\nb\nc\nd\n\n\n\ne"
    assert with_line_feeds("a\x85b\u2028c") == "a\x85b\u2028c"


def test_shorten_cuts_at_a_word() -> None:
    assert shorten("een twee drie", 100) == "een twee drie"
    assert shorten("een twee drie", 13) == "een twee drie"
    assert shorten("een twee drie", 12) == "een twee…"
    assert shorten("een twee, drie", 11) == "een twee…"
    assert shorten("arbeidsmarktonderzoek", 10) == "arbeidsma…"


@given(st.lists(st.text("abcé,.", min_size=1, max_size=12), max_size=30).map(" ".join), st.integers(1, 200))
def test_shorten_respects_the_maximum_and_ends_at_a_word(text: str, max_length: int) -> None:
    short = shorten(text, max_length)
    assert len(short) <= max_length
    if short == text:
        return
    head = short.removesuffix("…")
    assert text.startswith(head)
    rest = text[len(head) :].lstrip(" ,;:.–-(")
    whole_words = not rest or text[: len(text) - len(rest)] != head
    assert whole_words or " " not in text[: max_length - 1]


@given(st.text(), st.integers(1, 50))
def test_shorten_accepts_any_text(text: str, max_length: int) -> None:
    assert len(shorten(text, max_length)) <= max_length


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("Ziekte\u00adverzuim\u200b in beeld", "Ziekteverzuim in beeld"),
        ("\ufeffZorg\u2060 nu", "Zorg nu"),
        ("a\u200eb\u200fc\u061cd", "abcd"),
        ("a\u202eb\u202c \u2066c\u2069", "ab c"),
        ("e\u200b\u0301", "é"),  # the accent now follows its letter
        ("een \u200b twee\u00a0 drie", "een twee drie"),
        ("Jan\u200d de\u200c Vries", "Jan de Vries"),
        ("a\u200cb\u200dc", "abc"),
        ("\u200b\u00ad", ""),
        # Joiners that readers can see:
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("👩🏽\u200d🔬 meet", "👩🏽\u200d🔬 meet"),
        ("🏳\ufe0f\u200d🌈", "🏳\ufe0f\u200d🌈"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("👩\u200d", "👩"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("می\u200b\u200cخواهم", "می\u200cخواهم"),
        ("می\u200c", "می"),
        ("ه\u200d", "ه\u200d"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("क\u094d\u200cष", "क\u094d\u200cष"),
        ("ന\u0d4d\u200d", "ന\u0d4d\u200d"),
        ("ක\u0dca\u200dර", "ක\u0dca\u200dර"),
        ("क\u0301\u094d\u200dष", "क\u094d\u0301\u200dष"),  # composing puts the accent behind the virama
        ("क\u094d\u0301\u200cष", "क\u094d\u0301\u200cष"),
        ("a\u200d\u094d\u00ad\u0338", "a\u200d\u0338\u094d"),
        ("क\u200c\u0301ष", "क\u200c\u0301ष"),
        ("a\u0301\u200cम", "áम"),
        ("\u061c\u0301\u200dक", "\u0301\u200dक"),
        ("\u061c\u0301\u200da", "\u0301a"),  # a mark of direction is no letter
        ("👩\u0301\u200d👩", "👩\u0301\u200d👩"),
        ("👩\u200d\u3000x", "👩 x"),  # an ideographic space is no emoji
        ("\u212a\u200d👩", "K👩"),  # nor is the sign for kelvin, composed
        ("e\u0301", "é"),
        ("م\u00adن", "من"),
        ("a\u200cم", "aم"),
        ("Woon\u034fwensen", "Woonwensen"),
        ("Pi\u3164et\uffa0 Bos", "Piet Bos"),
        ("Pi\U000e0041et\U000e007f \U000e0001Bos", "Piet Bos"),
        (
            "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f!",
            "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f!",
        ),
        ("🏴\U000e0067a", "🏴a"),
    ],
)
def test_invisible_characters_go_unless_readers_see_what_they_do(text: str, visible: str) -> None:
    assert visible_text(text) == unicodedata.normalize("NFC", visible)


_SEEN_AND_UNSEEN = st.sampled_from(
    "aé \u00a0\u3000\u00ad\u200b\u200c\u200d\u200e\u202e\u2060\u3164\ufeff\u034f\u061c\u180e\u0301\u0323\u0338"
    "\u20e5\u3099\ufe0f=\u212a👩🔬🏴\U000e0067\U000e007fمی\u0653\u094d\u093cक"
)
"""Characters whose joiners matter, those that composing moves or replaces, and invisible ones."""


@given(st.text() | st.text(_SEEN_AND_UNSEEN))
@example("\u0301\u094d\u200cم")  # composed, the accent follows the virama
@example("\u0301\u094d\u200d")
@example("\u0301\u200b\u094d\u200cم")  # and so it does where something invisible was between them
@example("a\u200d\u094d\u00ad\u0338")
@example("\u061c\u0301\u200da")
@example("👩\u200d\u3000")
@example("\u212a\u200d👩")
def test_a_visible_text_stays_what_it_is(text: str) -> None:
    visible = visible_text(text)
    assert visible_text(visible) == visible
    assert unicodedata.is_normalized("NFC", visible)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Zorg", "Zorg"),
        ("https://zee.example/a#b", "https://zee.example/a#b"),
        ("2022-05-12", "2022-05-12"),
        ("Zorg: nu", '"Zorg: nu"'),
        ("a #b", '"a #b"'),
        ("/oud/pad/", "/oud/pad/"),
        ("/", "/"),
        ("_x", "_x"),
        ("null", '"null"'),
        ("'t Gooi", '"\'t Gooi"'),
        ('"a" en \\', '"\\"a\\" en \\\\"'),
        ("", '""'),
    ],
)
def test_a_yaml_value_is_quoted_if_it_must(text: str, value: str) -> None:
    assert yaml_value(text) == value


@given(st.text(st.sampled_from("ab1_ :#,[]{}'\"\\&*!|>%@`~?-.=/é")).map(lambda text: " ".join(text.split())))
def test_a_yaml_value_is_read_as_the_text(text: str) -> None:
    value = yaml_value(text)
    for document in (f"a: {value}", f"a: [{value}]", f"a: {{b: {value}}}", f"a:\n  - {value}"):
        read = yaml.load(document, Loader=yaml.BaseLoader)["a"]
        assert read in (text, [text], {"b": text})
    assert value != text or not is_yaml_null(text)
