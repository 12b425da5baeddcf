"""Links, headings and images in raw HTML that show nothing are reported; `test_markdown` has examples of each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import examples, law
from vindplaats.read.links.line_places import LinePlaces
from vindplaats.read.markdown import convert

PARTS = (
    *("[](x.md)", "[&nbsp;](https://x.nl)", "[![](a.png)](b.md)", "#", "## ", "## &nbsp;", "## [](y.md)", "Kop\n---"),
    *(
        "<a href='z.md'>",
        "</a>",
        "<h2>",
        "</h2>",
        "<img>",
        "<img src='a.png'>",
        "`<a href=''></a>`",
        "[^1]",
        "\n\n[^1]: ",
    ),
    *("\n", "\n\n", "\u00a0", "woord", "| ", " |\n|-|\n|", "- ", "\\", "<!-- x -->"),
)


@law
@settings(max_examples=examples(2000), deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=10).map("".join))
def test_law_that_a_text_without_tags_need_not_be_searched(source: str) -> None:
    quick = convert("content/paginas/x.md", source)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(LinePlaces, "has_tags", True)
        assert quick == convert("content/paginas/x.md", source)
