"""The text of a list key identifies it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.page_id import PageId
from vindplaats.render.list_keys import PageKey, WerkveldYear, YearProjects, parse_list_key, parse_page_key

ENTRIES = st.builds(
    PageId,
    st.sampled_from(["werkvelden", "opdrachtgevers", "contactpersonen", "reeksen", "publicaties"]),
    st.text(min_size=1),
)
YEARS = st.integers(1900, 2100)


@given(
    st.one_of(
        ENTRIES.map(str),
        ENTRIES.map(lambda entry: f"nieuws/{entry}"),
        ENTRIES.map(lambda entry: f"feed/{entry}"),
        YEARS.map(lambda year: f"jaren/{year}"),
        st.builds(lambda year, entry: f"jaren/{year}/{entry}", YEARS, ENTRIES),
        st.sampled_from(["projecten", "nieuws", "feed", "werkvelden", "jaren", "publicaties"]),
    )
)
def test_a_list_key_survives_a_round_trip(text: str) -> None:
    assert str(parse_list_key(text)) == text


@given(st.one_of(ENTRIES, st.builds(YearProjects, YEARS), st.builds(WerkveldYear, YEARS, ENTRIES)))
def test_a_page_key_survives_a_round_trip(key: PageKey) -> None:
    assert parse_page_key(str(key)) == key


@pytest.mark.parametrize("text", ["", "x", "x/y", "jaren/x", "nieuws/x", "feed/x/y", "jaren/2021/x"])
def test_other_texts_are_rejected(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (its text is not for people)
        parse_list_key(text)


@pytest.mark.parametrize("text", ["", "jaren", "projecten", "jaren/x"])
def test_lists_without_a_page_key_are_rejected(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (its text is not for people)
        parse_page_key(text)
