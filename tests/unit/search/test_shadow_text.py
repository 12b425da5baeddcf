import json
import os
import shutil
import subprocess
from html import unescape
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import REPOSITORY, examples, law
from vindplaats.search.shadow_text import ShadowText, normal_text, shadow_word, shown_text

WORDS = (
    "arbeidsmarktonderzoek", "Arbeidsmarkt", "kastelen", "co-ouderschap", "bestuursleden", "VNG-arbeidsmarkt", "DigiD",
    "foto's", "snake_case", "a--b", "a---b", "-", "---", "kastelen-", "-kastelen", "2-kastelen-2",
    "<b>", "&amp;", "ĳsbaan", "12.500", "weeshuizen", "h\u00e9", "2019–2023", "kastelen—huizen", "wie…dan", "–-",
    "covid-19-beleidsplan",
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
    for taal in ("de", "en"):
        assert shown_text(_without_tags(shadow.other(text, taal))) == expected


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that undoes words as the search page does."""
    if not shutil.which("node"):
        if os.environ.get("CI"):
            pytest.fail("node is not installed; CI must have it")
        pytest.skip("node is not installed")
    module = tmp_path_factory.mktemp("script") / "zoeken-fragment.mjs"
    shutil.copyfile(REPOSITORY / "static/zoeken-fragment.js", module)
    return ["node", str(Path(__file__).parent / "shown.mjs"), str(module)]


@pytest.mark.parametrize("seed", range(2))
def test_the_search_page_shows_what_python_shows(script: list[str], seed: int) -> None:
    """`shown` of static/zoeken-fragment.js and `shown_text` are written twice, and undo the same."""
    chance = Random(seed)
    strings = (*WORDS, *"_-'’.,()<>&\u0301\u00b2 \u00a0–—…·éß日ʼn0", "--", "---")
    texts = ["".join(chance.choices(strings, k=chance.randint(1, 6))) for _ in range(1_000)]
    shadow = ShadowText({})
    written = [
        _without_tags(html)
        for text in texts
        for html in (shadow.dutch(text), shadow.other(text, "de"), shadow.other(text, "en"))
    ]
    words = [word for text in written for word in text.split()]
    done = subprocess.run(script, input=json.dumps(words), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [shown_text(word) for word in words]


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
        ("‘arbeidsmarkt’,", "‘arbeids--markt’,"),
        ("'kastelen'", "'kastelen---kasteel'"),
        ("thema's", "thema's"),
        ("arbeidsmarkt-", "arbeids--markt-"),
        ("arbeidsmarktonderzoek", "arbeids--markt--onderzoek---marktonderzoek-arbeidsmarktonderzoek"),
        ("kastelen;", "kastelen---kasteel;"),
        ("daken", "daken---dak"),
        ("dagbesteding", "dag--besteding---dagen-dagbesteding"),
        ("begrotingsbedragen", "begrotings--bedragen---bedrag-begrotingsbedrag-begrotingsbedragen"),
        ("weeshuizen", "wees--huizen"),
        ("thema", "thema---themata-themas"),
        ("VNG-arbeidsmarkt", "VNG-arbeids--markt---arbeidsmarkt-vngarbeidsmarkt"),
        ("co-ouderschap", "co-ouderschap"),
        ("DigiD", "DigiD"),
        ("snake_case", "snake_case"),
        ("kastelen-2021", "kastelen-2021"),
        ("covid-19-vaccinatiebeleid", "covid-19-vaccinatie--beleid"),
        ("1-oudergezinnen,", "1-ouder--gezinnen,"),
        ("kastelen--huis", "kastelen---kasteel----huis"),
        ("arbeidsmarkt2", "arbeidsmarkt2"),
        ("---", "-----"),
        ("2019–2023", "2019–--2023"),
        ("huis—kastelen", "huis—--kastelen---kasteel"),
        ("1–", "1–"),
    ],
)
def test_words(word: str, written: str) -> None:
    assert shadow_word(word) == written


def test_other_languages_are_not_split() -> None:
    assert ShadowText({}).other("arbeidsmarkt & a--b c–d", "de") == "arbeidsmarkt &amp; a----b c–--d"


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
