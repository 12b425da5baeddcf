from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.notations.dois import doi_meant, doi_url, parse_doi

SICI = "10.1002/(SICI)1097-0000(1998)17:15<1661::AID-X968>3.0.CO;2-2"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1234/abc", "10.1234/abc"),
        (SICI, SICI),
        (f"https://doi.org/{SICI}", SICI),
        ("https://doi.org/10.1002/(SICI)1097-0000(1998)17:15%3C1661::AID-X968%3E3.0.CO;2-2", SICI),
        ("10.1234/a#b", "10.1234/a#b"),
        ("10.1234/a%23b", "10.1234/a%23b"),  # only an address is percent encoded
        ("10.1234/100%", "10.1234/100%"),
        ("https://doi.org/10.1234/a%23b", "10.1234/a#b"),
        ("https://www.doi.org/10.1234/abc", "10.1234/abc"),
        ("http://dx.doi.org/10.1234/abc", "10.1234/abc"),
        ("HTTPS://DOI.ORG/10.1234/ABC", "10.1234/ABC"),
        ("doi.org/10.1234/abc", "10.1234/abc"),
        ("https://doi.org/10.1234%2Fabc", "10.1234/abc"),
        ("10.1234%2Fabc", "10.1234/abc"),
        ("doi:10.1234/abc", "10.1234/abc"),
        ("doi: 10.1234/abc", "10.1234/abc"),
        ("DOI 10.1234/abc", "10.1234/abc"),
        ("DOI: https://doi.org/10.1234/abc", "10.1234/abc"),
        ("info:doi/10.1234/abc", "10.1234/abc"),
        ("<https://doi.org/10.1234/abc>", "10.1234/abc"),
        ("10.1234/abc.", "10.1234/abc"),
        ("10.1234/abc,", "10.1234/abc"),
        ("https://doi.org/10.1234/abc).", "10.1234/abc"),
        ("10.1234/abc(1)", "10.1234/abc(1)"),
        ("10.1000.10/123", "10.1000.10/123"),
        ("https://doi.org/10.1234/%C3%A9", "10.1234/é"),
        ("https://doi.org/10.1234/a%ff", "10.1234/a%ff"),
        ("hallo", None),
        ("10.1234", None),
        ("10.1234/", None),
        ("10.12/abc", None),
        ("10.1234/a b", None),
        ("https://doi.org/10.1234/a%20b", None),
        ("https://doi.org/10.1234/a%0Ab", None),
        ("https://elders.example/10.1234/abc", None),
        ("https://doi.org.elders.example/10.1234/abc", None),
        ("10.1234/" + "a" * 2000, None),
    ],
)
def test_a_doi_is_read_however_it_is_written(text: str, doi: str | None) -> None:
    assert parse_doi(text) == doi


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://uitgever.example/doi/abs/10.1234/abc?tab=1", "10.1234/abc"),
        ("https://hdl.handle.example/10.1234/a%23b", "10.1234/a#b"),
        ("zie 10.1234/abc", "10.1234/abc"),
        ("10.1234 / abc", "10.1234/abc"),
        ("10.1234/abc (rapport)", "10.1234/abc"),
        ("[10.1234/abc](https://doi.org/10.1234/abc)", "10.1234/abc"),
        ("[rapport](https://doi.org/10.1234/abc)", "10.1234/abc"),
        ('<a href="https://doi.org/10.1234/a%23b">10.1234/a#b</a>', "10.1234/a#b"),
        ('href="https://doi.org/10.1234/a%23b"', "10.1234/a#b"),
        ("DOI <10.1234/abc>.", "10.1234/abc"),
        ("zie 10.1234/a<b>", "10.1234/a<b>"),
        ("https://uitgever.example/doi/10.1234/o'abc", "10.1234/o'abc"),
        ("10.1234/abc rapport", None),
        ("10.1234/abc en 10.1234/def", None),
        ("", None),
    ],
)
def test_a_doi_is_found_in_other_text(text: str, doi: str | None) -> None:
    assert doi_meant(text) == doi


@pytest.mark.parametrize(
    ("doi", "url"),
    [
        ("10.1234/abc(1);2", "https://doi.org/10.1234/abc(1);2"),
        ("10.1234/a#b%?\"<>", "https://doi.org/10.1234/a%23b%25%3F%22%3C%3E"),
        ("10.1234/a{b}[c]^`|\\+", "https://doi.org/10.1234/a%7Bb%7D%5Bc%5D%5E%60%7C%5C%2B"),
        ("10.1234/é", "https://doi.org/10.1234/%C3%A9"),
    ],
)  # fmt: skip
def test_the_address_of_a_doi_is_percent_encoded(doi: str, url: str) -> None:
    assert doi_url(doi) == url


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40))
def test_the_address_leads_back_to_the_doi(suffix: str) -> None:
    doi = parse_doi(f"10.1234/{suffix}")
    if doi is not None:
        assert parse_doi(doi_url(doi)) == doi
        assert unquote(doi_url(doi)).endswith(doi)
