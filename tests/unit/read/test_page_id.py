import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.page_id import PageId, PageKind, parse_page_id

KINDS: tuple[PageKind, ...] = ("projecten", "nieuws", "contactpersonen", "reeksen")
ids = st.builds(PageId, st.sampled_from(KINDS), st.text(min_size=1))


@given(ids)
def test_an_id_is_read_back_from_its_text(page: PageId) -> None:
    assert parse_page_id(str(page)) == page


@given(ids, ids)
def test_ids_sort_as_their_texts(first: PageId, second: PageId) -> None:
    assert (first < second) == (str(first) < str(second))


@pytest.mark.parametrize("text", ["", "flexwonen", "projecten", "projecten/", "jaren/2021", "/projecten/flexwonen"])
def test_other_texts_are_not_ids(text: str) -> None:
    assert parse_page_id(text) is None
