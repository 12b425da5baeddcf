"""What would take time by the square of its size is refused; what people write never is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.front_matter import MAX_PAGE_BYTES
from vindplaats.read.limits import MAX_COUNTS, MAX_DEPTH, MAX_LENGTH, beyond_limits
from vindplaats.read.markdown import convert

REPOSITORY = Path(__file__).parents[3]
SLOW = ["[", "![", "[a](", "[a][", "[^", "<a", "<a b='", "</", "[a](<"]


@pytest.mark.parametrize("piece", SLOW)
def test_signs_that_are_left_open(piece: str) -> None:
    source = "Een zin.\n\n" + piece * 200
    place = beyond_limits(source)
    assert 10 + MAX_DEPTH * (len(piece) - 4) <= place <= 10 + (MAX_DEPTH + 2) * len(piece)
    assert [d.code for d in convert("content/projecten/x.md", source, 5)[1]] == ["tekst-diepte"]
    assert convert("content/projecten/x.md", source, 5)[1][0].line == 7


@pytest.mark.parametrize(
    "source",
    [
        "x[^1] " * (MAX_COUNTS + 1),
        "# a\n" * (MAX_COUNTS + 1),
        "a\n=\n" * (MAX_COUNTS + 1),
        "``a`" * MAX_COUNTS,
        f"<p {'a=b ' * MAX_LENGTH}>",
        f"# a {{: {'a=b ' * MAX_LENGTH}}}",
    ],
)
def test_what_no_author_writes(source: str) -> None:
    assert beyond_limits(source) >= 0
    assert [d.code for d in convert("content/projecten/x.md", source)[1]] == ["tekst-diepte"]


@pytest.mark.parametrize(
    "source",
    [
        "[een link](https://x.example/) (met een zin) en `code`. " * 400,
        "- [een link][1] en <https://x.example/>\n" * 2000 + "\n[1]: https://y.example/",
        "|a|b|\n|-|-|\n" + "|[x](y.md)|(z)|\n" * 3000,
        "(zie [a] en (b)) " * 2000,
        "Noot[^1]. " * (MAX_COUNTS - 1) + "\n\n[^1]: Ja.",
        "5 < 6 en 7 > 3. " * 1000,
        ":-( " * 90,
        "Kop\n---\n\nTekst.\n\n" * 900,
    ],
)
def test_what_people_write(source: str) -> None:
    assert beyond_limits(source) == -1


@pytest.mark.parametrize("piece", ["# a\n", "x[^1] "])
def test_the_most_there_may_be(piece: str) -> None:
    assert beyond_limits(piece * MAX_COUNTS) == -1
    assert beyond_limits(piece * (MAX_COUNTS + 1)) == len(piece) * MAX_COUNTS + piece.find("[^") * ("[^" in piece)


def test_no_page_of_this_repository_is_beyond_them() -> None:
    pages = [p for folder in ("tests/sites", "src") for p in (REPOSITORY / folder).rglob("*.md")]
    assert len(pages) > 50
    assert [p for p in pages if beyond_limits(p.read_bytes().decode("utf-8", "replace")) >= 0] == []


@given(st.text(alphabet="[](){}<>`^#=-\n a", max_size=3000))
def test_a_place_is_one_in_the_text(source: str) -> None:
    assert -1 <= beyond_limits(source) < max(len(source), 1)


@pytest.mark.parametrize("piece", [*SLOW, "a*", "``a`", "[a](b) ", "x[^1] ", "# a\n", "[a](#b) ", "<b>", "&#3;", "> "])
def test_a_page_of_half_the_size_that_is_allowed_is_read(piece: str) -> None:
    """Some of these took hours."""
    body, told = convert("content/projecten/x.md", (piece * MAX_PAGE_BYTES)[: MAX_PAGE_BYTES // 2])
    assert body.html or told
