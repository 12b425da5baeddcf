import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import examples, law
from vindplaats.read.commonmark.comments import remove_comments
from vindplaats.read.markdown import convert

HIDDEN = "geheim"


def shown(source: str) -> str:
    return convert("content/x.md", source)[0].html


@pytest.mark.parametrize(
    "source",
    [
        "tekst <!-- geheim --> tekst",
        "tekst <!-- geheim\n\ngeheim --> tekst",
        "- a\n\n  <!-- geheim\n\n  geheim -->\n- b",
        "1. a <!-- geheim\n\ngeheim -->\n2. b",
        "> a <!-- geheim\n>\n> geheim -->\n> b",
        "a\n: b <!-- geheim\n\n    geheim -->",
        "a[^1]\n\n[^1]: b <!-- geheim\n\n    geheim -->",
        "|a|b|\n|-|-|\n|1 <!-- geheim | geheim -->|2|",
        "|a|\n|-|\n|1 <!-- geheim\n\ngeheim -->|\n\ntekst",
        "## Kop <!-- geheim -->",
        "## Kop <!-- geheim\n\n# geheim -->\ntekst",
        "Kop <!-- geheim\n---\ngeheim -->",
        "<!-- a <!-- geheim --> geheim -->tekst",
        "<!-- geheim -->\n<!-- geheim\n\n-->\ntekst",
        "<div>\n<!-- geheim\n\ngeheim -->\n</div>",
        "<details>\n\n- a <!-- geheim\n\n    geheim -->\n\n</details>",
        "[a <!-- geheim --> b](c.md)",
        "**a <!-- geheim --> b**",
        "<!-- geheim\n```\ngeheim\n-->\n\ntekst\n\n```\nx\n```",
        "`a` <!-- geheim --> `b`",
        "``a <!-- geheim --> `b",
        "\\`a <!-- geheim --> `b`",
        "*[SER]: Raad <!-- geheim -->\n\nSER",
        "[a]: b.md\n<!-- geheim\n\n-->\n\n[a]",
        "tekst <!-- geheim -- > geheim\n\n-->",
        "\t<!-- a -->\n\n- <!-- geheim\n-->",
        "a <!--geheim--><!--geheim-->",
    ],
)
def test_a_comment_is_in_no_output(source: str) -> None:
    result = remove_comments(source)
    if not source.startswith("\t"):
        assert HIDDEN not in result.source
    assert result.unclosed == -1
    assert result.source.count("\n") == source.count("\n")
    assert HIDDEN not in shown(source)


@pytest.mark.parametrize(
    "source",
    [
        "`<!-- geheim -->`",
        "``a ` <!-- geheim -->``",
        "a `b\nc <!-- geheim -->` d",
        "    <!-- geheim -->",
        "tekst\n\n\t<!-- geheim -->",
        "```\n<!-- geheim\n\n-->\n```",
        "- ~~~ html\n  <!-- geheim -->\n  ~~~",
        "> ```\n> <!-- geheim\n> ```",
        "tekst \\<!-- geheim",
        "&lt;!-- geheim --&gt;",
    ],
)
def test_code_and_escaped_text_keep_their_comments(source: str) -> None:
    assert remove_comments(source).source == source
    assert HIDDEN in shown(source)


@pytest.mark.parametrize(
    ("source", "unclosed"),
    [
        ("tekst\n\n<!-- geheim", 7),
        ("a <!-- geheim\n\n> b", 2),
        ("<!-- a --> b <!-- geheim\n\n", 13),
        ("a\n<!-- lang\n\nverhaal --> b <!-- geheim", 27),
        ("<!-- a <!-- geheim -->", 0),
        ("- a\n- <!-- geheim", 6),
        ("|a|\n|-|\n|<!-- geheim|", 9),
    ],
)
def test_an_unclosed_comment_hides_the_rest_and_has_a_position(source: str, unclosed: int) -> None:
    result = remove_comments(source)
    assert HIDDEN not in result.source
    assert result.source.count("\n") == source.count("\n")
    assert result.unclosed == unclosed
    assert source.startswith("<!--", unclosed)


@pytest.mark.parametrize("source", ["a <!--> b", "a <!---> b", "a --> b", "a <!---->b"])
def test_marks_that_are_no_comment_hide_nothing(source: str) -> None:
    result = remove_comments(source)
    assert (result.source, result.unclosed) == (source, -1)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- a <!-- x\n\n  y --> b\n- c", "- a <!--\n.\n--> b\n- c"),
        ("> a <!-- x\n> y -->\n> b", "> a <!--\n-->\n> b"),
        ("a <!-- x --> b", "a <!----> b"),
    ],
)
def test_the_blocks_around_a_comment_stay_as_they_are(source: str, expected: str) -> None:
    assert remove_comments(source).source == expected


PIECES = (
    "tekst",
    "geheim",
    "<!--",
    "-->",
    "\n",
    "\n\n",
    "`",
    "```\n",
    "- ",
    "> ",
    "    ",
    "|",
    "|-|\n",
    "## ",
    "<div>\n",
    "\\",
    ": ",
)


@law
@settings(max_examples=examples(2000), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_removing_keeps_the_number_of_lines_and_is_complete(parts: list[str]) -> None:
    source = "".join(parts)
    result = remove_comments(source)
    assert result.source.count("\n") == source.count("\n")
    if result.unclosed < 0:
        assert remove_comments(result.source) == result


@law
@settings(max_examples=examples(1000), deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES[:1], *PIECES[4:]]), max_size=6), st.lists(st.sampled_from(PIECES[4:]), max_size=4)
)
def test_a_comment_that_is_not_in_code_is_shown_nowhere(before: list[str], within: list[str]) -> None:
    """Outside code means that the converter does not show the same mark as code."""
    start = "".join(before)
    if "&lt;!--" in shown(start + "<!-- geheim -->") or "`" in start + "".join(within) or "    " in start:
        return
    source = f"{start}<!-- geheim {''.join(within)} geheim --> na"
    assert HIDDEN not in shown(source) or remove_comments(source).unclosed >= 0
