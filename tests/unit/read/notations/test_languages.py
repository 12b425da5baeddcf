"""Language tags: their syntax, spelling and direction."""

import pytest

from vindplaats.read.notations.languages import is_right_to_left, normal_tag, tag_meant


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("nl", "nl"), ("NL", "nl"), ("nl-be", "nl-BE"), ("zh-Hant", "zh-Hant"), ("ZH-hANT-tw", "zh-Hant-TW"),
        ("pt-BR", "pt-BR"), ("es-419", "es-419"), ("sr-Latn-RS", "sr-Latn-RS"), ("de-1996", "de-1996"),
        ("sl-rozaj-biske", "sl-rozaj-biske"), ("ca-ES-VALENCIA", "ca-ES-valencia"), ("fil", "fil"),
        ("ku-arab", "ku-Arab"),
    ],
)  # fmt: skip
def test_a_tag_gets_its_usual_spelling(text: str, tag: str) -> None:
    assert normal_tag(text) == tag


@pytest.mark.parametrize(
    "text", ["", "n", "Nederlands", "nl_BE", "nl-", "-nl", "nl-BEL", "nl-B", "zh-Hant-Hans", "de-1996-1996", "nl-BE-TW",
             "nl-12", "pt BR", "nl-BE-x-y", "٣٣", "ñl"]
)  # fmt: skip
def test_other_texts_are_no_tags(text: str) -> None:
    assert normal_tag(text) is None


@pytest.mark.parametrize(
    "tag", ["ar", "ar-EG", "he", "fa", "ur", "yi", "ps", "dv", "ku-Arab", "az-Arab-IR", "ckb", "sd"]
)
def test_these_are_written_from_right_to_left(tag: str) -> None:
    assert is_right_to_left(tag)


@pytest.mark.parametrize("tag", ["nl", "ku", "ar-Latn", "zh-Hant", "tr", "yi-Latn", "sd-Deva", "pt-BR", "geen taal"])
def test_these_are_not(tag: str) -> None:
    assert not is_right_to_left(tag)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Engels", "en"),
        ("nederlands", "nl"),
        ("Français", "fr"),
        ("pt_BR", "pt-BR"),
        ("en - US", "en-US"),
        ("ooit", None),
    ],
)
def test_the_tag_that_was_meant(text: str, tag: str | None) -> None:
    assert tag_meant(text) == tag
