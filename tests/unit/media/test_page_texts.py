"""The text of pages as the search index receives it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.media.page_texts import clean_pages


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("het arbeids\ufffemarktonderzoek", "het arbeidsmarktonderzoek"),
        ("het arbeids\x02markt", "het arbeidsmarkt"),
        ("het arbeids\xad\r\nmarkt", "het arbeidsmarkt"),
        ("het arbeids-\r\nmarkt", "het arbeidsmarkt"),
        ("het arbeids\u2010 \n markt", "het arbeidsmarkt"),
        ("weet\xadje", "weetje"),
        ("situ\ufffeatie", "situatie"),
        ("Noord\ufffeHollandse", "Noord-Hollandse"),
        ("Noord-\nHolland", "Noord-Holland"),
        ("co\ufffeouderschap", "co-ouderschap"),
        ("zee-\neend", "zee-eend"),
        ("covid\ufffe19", "covid-19"),
        ("2020-\n2021", "2020-2021"),
        ("12-\njarigen", "12-jarigen"),
        ("e\ufffemail", "e-mail"),
        ("niet\ufffeleden", "niet-leden"),
        ("woon\ufffeen werkverkeer", "woon- en werkverkeer"),
        ("ARBEIDS\ufffeMARKT", "ARBEIDS-MARKT"),
        ("vraag -\nantwoord", "vraag -\nantwoord"),
        ("aan het eind-", "aan het eind-"),
        ("e\ufb03ciënt \ufb01nancieel", "efficiënt financieel"),
        ("cafe\u0301", "café"),
        ("a\x00b\x1bc\x85d\u202ee", "abc\nde"),
        ("een\u2028twee\x0cdrie\r\n\r\nvier", "een\ntwee\ndrie\nvier"),
        ("x² ½ ① ｈ", "x² ½ ① ｈ"),
    ],
)
def test_a_text_is_made_readable(text: str, clean: str) -> None:
    assert clean_pages([text]) == (clean,)


def with_heads(pages: int, head: str = "Bureau Zeepaard", foot: str = "Pagina {}") -> list[str]:
    return [f"{head}\nOver onderwerp {'abcdefghijklm'[n]} staat hier iets.\n{foot.format(n + 1)}" for n in range(pages)]


@pytest.mark.parametrize("pages", [3, 4, 10])
@pytest.mark.parametrize("foot", ["Pagina {}", "{}", "- {} -", "Bureau Zeepaard | {} van 10"])
def test_running_heads_and_page_numbers_are_dropped(pages: int, foot: str) -> None:
    assert clean_pages(with_heads(pages, foot=foot)) == tuple(
        f"Over onderwerp {'abcdefghijklm'[n]} staat hier iets." for n in range(pages)
    )


def test_a_line_on_fewer_pages_is_kept() -> None:
    pages = [f"Onderwerp {letter}" for letter in "abcdefghij"]
    five = [f"Bureau Zeepaard\n{page}" if n < 5 else page for n, page in enumerate(pages)]
    six = [f"Bureau Zeepaard\n{page}" if n < 6 else page for n, page in enumerate(pages)]
    assert clean_pages(five) == tuple(five)
    assert clean_pages(six) == tuple(pages)


def test_a_short_document_has_no_running_heads() -> None:
    assert clean_pages(with_heads(2)) == tuple(with_heads(2))


def test_numbers_in_a_table_are_no_page_numbers() -> None:
    pages = [
        f"Kop\n{n} a\n{n} b\nTabel {'abcde'[n]}\n{n + 2} {n * 7}\n{n} huizen\n{n} c\n{n} d\nVoet" for n in range(5)
    ]
    assert all(f"{n} huizen" not in page or f"{n + 2} {n * 7}" in page for n, page in enumerate(clean_pages(pages)))
    assert "4 28" in clean_pages(pages)[2 + 0] or "4 14" in clean_pages(pages)[2]


def test_a_document_with_the_same_text_on_every_page_keeps_it() -> None:
    assert clean_pages(["Stembiljet"] * 5) == ("Stembiljet",) * 5
    pages = [f"Bladzijde {n}" for n in range(5)]
    assert clean_pages(pages) == tuple(pages)


@given(st.lists(st.text(), max_size=6))
def test_cleaning_keeps_the_number_of_pages_and_leaves_no_control_characters(texts: list[str]) -> None:
    cleaned = clean_pages(texts)
    assert len(cleaned) == len(texts)
    assert not any(ord(sign) < 32 and sign not in "\n\t" for text in cleaned for sign in text)
    "".join(cleaned).encode()
