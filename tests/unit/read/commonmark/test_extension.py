import pytest
from markdown import Markdown

from vindplaats.read.commonmark.converter import make_converter
from vindplaats.read.commonmark.extension import CommonMark


def convert(source: str) -> tuple[str, CommonMark]:
    extension = CommonMark()
    return make_converter(extension).convert(source), extension


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("## Kop {#eigen .klein}", '<h2 class="klein" id="eigen">Kop</h2>'),
        ('## Kop {: #eigen title="a b" }', '<h2 id="eigen" title="a b">Kop</h2>'),
        ("*a*{.b}", '<p><em class="b">a</em></p>'),
        ("![a](b.png){ width=50% }", '<p><img alt="a" src="b.png" width="50%"></p>'),
        ("tekst\n{: .b }", '<p class="b">tekst</p>'),
    ],
)
def test_attributes_have_one_form(source: str, expected: str) -> None:
    assert convert(source)[0] == expected


@pytest.mark.parametrize(
    "words", ["{k}", "{concept}", "{}", "{ }", "{x, y}", "{1}", "{a b}", "{#a b}", "{=html}", "{: los }"]
)
def test_other_words_in_braces_are_text(words: str) -> None:
    for source in (
        f"*x*{words} na",
        f"## Bijlage {words}",
        f"tekst\n{words}",
        f"`x`{words}",
        f"[x](y){words}",
        f"- a {words}",
    ):
        assert words in convert(source)[0]


@pytest.mark.parametrize("source", ["\\{.a}", "*x*\\{.a}", "`{.a}`", "## Kop \\{#a}"])
def test_an_escaped_brace_begins_no_attributes(source: str) -> None:
    html, _ = convert(source)
    assert "{" in html
    assert "class" not in html


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("tekst", ()),
        ("    a\n\n    b\n\nc", (0, 1, 2)),
        ("- ```\n  a\n  ```\n\n> ~~~\n> b", (1, 5)),
        ("<pre>\na\n</pre>", ()),
    ],
)
def test_the_lines_of_code_are_known(source: str, lines: tuple[int, ...]) -> None:
    assert sorted(convert(source)[1].code_lines) == list(lines)


def test_a_reset_forgets_the_last_document() -> None:
    extension = CommonMark()
    converter = make_converter(extension)
    converter.convert("SER **a\n\n    code\n\n*[SER]: Raad")
    assert (len(extension.oddities), extension.code_lines, extension.abbreviations) == (
        1,
        frozenset({2}),
        {"SER": "Raad"},
    )
    converter.reset()
    assert (extension.oddities, extension.code_lines, extension.abbreviations) == ((), frozenset(), {})
    assert "abbr" not in converter.convert("SER")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\r\nb\rc", "<p>a\nb\nc</p>"),
        ("a\x02b\x03", "<p>ab</p>"),
        ("```\n\n\na \n\n```", "<pre><code>\n\na \n\n</code></pre>"),
        ("a\tb", "<p>a\tb</p>"),
        ("```\na\tb\n```", "<pre><code>a\tb\n</code></pre>"),
        ("`a&amp;b` &amp;", "<p><code>a&amp;amp;b</code> &amp;</p>"),
    ],
)
def test_characters_are_kept(source: str, expected: str) -> None:
    assert convert(source)[0] == expected


def test_the_extension_works_without_ours_around_it() -> None:
    assert Markdown(extensions=[CommonMark()]).convert("~~a~~") == "<p><del>a</del></p>"
