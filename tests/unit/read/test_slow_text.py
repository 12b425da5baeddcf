"""A page of any kind takes little time: it is converted in linear time, or refused."""

import time

import pytest

from vindplaats.read.front_matter import MAX_PAGE_BYTES
from vindplaats.read.markdown import convert

PIECES = [
    *("<!-- a --> ", "a <!-- b -->\n", "- <!-- a -->\n", "\\<!-- a\n", "`<!-- a -->`\n", "<!-->", "<!A> ", "a <? b\n"),
    *(
        "https://a.b ",
        "www.a.b ",
        "a@b.c ",
        "*a_ ",
        "a*",
        "[a]",
        "[a]:\n",
        "[a]: b\n",
        "<div>",
        "<pre>",
        "<p>\n\n",
        "&",
    ),
    "[a](b.md) ",
]
FACTOR = 4
MAX_SECONDS = 6
"""For a page of the maximum size. It took a minute or more of each of these, or more than this."""


def _seconds(piece: str, size: int) -> float:
    source = (piece * size)[:size]
    start = time.process_time()
    convert("content/projecten/x.md", source)
    return time.process_time() - start


@pytest.mark.parametrize("piece", PIECES)
def test_the_time_does_not_grow_with_the_square_of_the_size(piece: str) -> None:
    _seconds(piece, 1000)
    size = MAX_PAGE_BYTES // 20
    short = min(_seconds(piece, size) for _ in range(2))
    assert _seconds(piece, size * FACTOR) < max(short, 0.02) * FACTOR * 2.5


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_the_largest_page_takes_little_time(piece: str) -> None:
    assert _seconds(piece, MAX_PAGE_BYTES) < MAX_SECONDS
