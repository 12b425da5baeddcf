"""Images in a body: their tags, and a warning for one without an alternative text."""

import pytest

from vindplaats.read.image_tags import read_attributes
from vindplaats.read.markdown import convert


def reported(text: str) -> list[tuple[int, int, str]]:
    _, found = convert("content/projecten/x.md", text, 10)
    return [(d.line, d.column, d.severity) for d in found if d.code == "afbeelding-zonder-tekst"]


@pytest.mark.parametrize(
    "text",
    ["![](x.png)", "![ ](x.png)", "<img src='x.png'>", '<img src="x.png" alt>', '<img alt="" src="x.png">',
     '<img alt="&nbsp; " src="x.png">', "![][a]\n\n[a]: x.png", "[![](x.png)](y.md)", '<img title="alt" src="x.png">'],
)  # fmt: skip
def test_an_image_without_alternative_text_is_reported(text: str) -> None:
    assert len(reported(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["![Lezers](x.png)", "<img src='x.png' alt='Lezers'>", "<img src=x.png alt=Lezers>", "`![](x.png)`",
     "    ![](x.png)\n", "<!-- ![](x.png) <img src='x.png'> -->", "[](x.png)", "![>](x.png)", '![a"b](x.png)'],
)  # fmt: skip
def test_an_image_with_alternative_text_is_not_reported(text: str) -> None:
    assert reported(text) == []


def test_each_image_is_reported_at_its_own_line() -> None:
    assert reported("![a](x.png)\n\n![](x.png)\n\ntekst ![](y.png)\n") == [(12, 5, "warning"), (14, 11, "warning")]


def test_attributes_in_any_order_and_spelling() -> None:
    assert read_attributes("""<img  ALT='a "b" > c' src=x.png data-x  title="" alt="tweede"/>""") == {
        "alt": 'a "b" > c', "src": "x.png", "data-x": "", "title": "",
    }  # fmt: skip
    assert read_attributes("<img>") == read_attributes("<img/>") == {}
