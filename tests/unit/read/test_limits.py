"""Text that would take quadratic time is refused; text that people write never is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.read.front_matter import MAX_PAGE_BYTES
from vindplaats.read.limits import MAX_COUNTS, MAX_DEPTH, MAX_LENGTH, find_excess
from vindplaats.read.markdown import convert

REPOSITORY = Path(__file__).parents[3]
SLOW = ["[", "![", "[a](", "[a][", "[^", "<a", "<a b='", "</", "[a](<"]


@pytest.mark.parametrize("piece", SLOW)
def test_brackets_that_are_left_open_are_refused(piece: str) -> None:
    source = "Een zin.\n\n" + piece * 200
    place = find_excess(source)
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
        "<div>" * (MAX_COUNTS + 1),
        "<div></b>\n\n" * (MAX_COUNTS + 1),
        f"<p {'a=b ' * MAX_LENGTH}>",
        f"# a {{: {'a=b ' * MAX_LENGTH}}}",
    ],
)
def test_text_that_no_author_writes_is_refused(source: str) -> None:
    assert find_excess(source) >= 0
    assert [d.code for d in convert("content/projecten/x.md", source)[1]] == ["tekst-diepte"]


@pytest.mark.parametrize(
    "source",
    [
        "[een link](https://x.example/) (met een zin) en `code`. " * 400,
        "- [een link][1] en <https://x.example/>\n" * 2000 + "\n[1]: https://y.example/",
        "|a|b|\n|-|-|\n" + "|[x](y.md)|(z)|\n" * 3000,
        "(zie [a] en (b)) " * 2000,
        "Noot[^1]. " * (MAX_COUNTS - 1) + "\n\n[^1]: Ja.",
        "<div>a</div>\n\n" * (MAX_COUNTS + 1),
        "<ul>" + "<li>a <br>" * (MAX_COUNTS + 1) + "</ul>",
        "<https://x.example/> " * (MAX_COUNTS + 1),
        "5 < 6 en 7 > 3. " * 1000,
        ":-( " * 90,
        "Kop\n---\n\nTekst.\n\n" * 900,
    ],
)
def test_text_that_people_write_is_accepted(source: str) -> None:
    assert find_excess(source) == -1


@pytest.mark.parametrize("piece", ["# a\n", "x[^1] "])
def test_the_limit_itself_is_accepted(piece: str) -> None:
    assert find_excess(piece * MAX_COUNTS) == -1
    assert find_excess(piece * (MAX_COUNTS + 1)) == len(piece) * MAX_COUNTS + piece.find("[^") * ("[^" in piece)


def test_every_page_of_this_repository_is_accepted() -> None:
    pages = [p for folder in ("tests/sites", "src") for p in (REPOSITORY / folder).rglob("*.md")]
    assert len(pages) > 50
    assert [p for p in pages if find_excess(p.read_bytes().decode("utf-8", "replace")) >= 0] == []


@given(st.text(alphabet="[](){}<>`^#=-\n a", max_size=3000))
def test_the_position_is_within_the_text(source: str) -> None:
    assert -1 <= find_excess(source) < max(len(source), 1)


@pytest.mark.parametrize("piece", [*SLOW, "a*", "``a`", "[a](b) ", "x[^1] ", "# a\n", "[a](#b) ", "<b>", "&#3;", "> "])
@pytest.mark.parametrize("part", [10, pytest.param(2, marks=pytest.mark.slow)])
def test_a_large_page_of_any_sign_takes_little_time(piece: str, part: int) -> None:
    """Without limits, some of these took hours at half the size that a page may have."""
    body, reported = convert("content/projecten/x.md", (piece * MAX_PAGE_BYTES)[: MAX_PAGE_BYTES // part])
    assert body.html or reported
