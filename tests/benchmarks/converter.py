"""Compare our converter with Python-Markdown itself on many generated documents, and measure the time of both.

``python tests/benchmarks/converter.py --documents 20000 --seed 1``

Documents are random sequences of constructs, pages with shuffled lines, and noise. Documents with different results are
printed, and the exit code is then 1. Times are processor time in ms per page, the best of several rounds.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from markdown import Markdown
from markdown.extensions.toc import TocExtension

from benchmarks.corpus import make_corpus
from vindplaats.read.commonmark.converter import make_converter
from vindplaats.read.commonmark.extension import CommonMark
from vindplaats.slug import slugify

ROOT = Path(__file__).parents[2]
ROUNDS = 7
SHOWN = 3

GAPS = (
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\n\n\n",
    " ",
    "",
    "  \n",
    "\n    ",
    "\n\n    ",
    "\n  ",
    "\n\n        ",
    "\n> ",
    "\n   ",
)
"""Separators between constructs."""
CONSTRUCTS = (
    # words
    *("woord", "Een zin, met komma's. ", "SER", "HTML", "3", "10", "a", "é", "Ⅷ", "٣", "²", "[TOC]", "TOC", "\\"),
    *("\x02", "\x03", "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "\x0292\x03", "\x02amp\x03", "\x00", "\ufeff"),
    *("\t", "\u00a0", "\u2003", "\u2028", "\x0b", "\x0c", "\x85"),
    *("\r", "\r\n", "   ", " ", "    \n", "\n \n", "\n\t\n"),
    # blocks
    *("# Kop", "## Kop ##", "###### Kop", "####### Kop"),
    *("#Kop", "# Eén kop {#eigen .klas}", "## Kop", "#", "Kop {: #x }"),
    *("Kop\n===", "Kop\n---", "Kop\n=", "Kop\n-=", "Kop\n--- ", "==="),
    *("---", "***", "* * *", "- - -", "___", "--", "=-="),
    *("- punt", "* punt", "+ punt", "-", "- ", "-geen"),
    *("1. een", "2. twee", "10. tien", "٣. drie", "1.geen", "1) geen"),
    *("- a\n- b\n- c", "- a\n\n- b", "1. a\n2. b"),
    *("* a\n    * b\n        * c", "- a\n\n    b", "- # Kop\n  tekst", "* * a"),
    *("> citaat", ">", "> > dubbel", ">> x", "> - a\n> - b"),
    *("> a\nlui", ">geen spatie", "   > x", "    > x", "> \n> x"),
    *("    code", "\tcode", "    a\n\n    b", "    a\nb", "```\ncode\n```", "~~~", "    <b>&amp;", "     code   "),
    *("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n--|--\n1 | 2", "|a|\n|-|\n|1|"),
    *("a|b\n:-|-:\n`x|y`|\\|", "|", "|-|", "a|b"),
    *("| a | b |\n|:-:|---|", "| **a | b** |\n|---|---|\n| [x](y) | z |\n| te | veel | cellen |", "|---|---|"),
    *("Woord\n: uitleg", "Woord\n:   uitleg\n\n    meer", ": uitleg", ":"),
    *(":   ", "a\nb\n: c\n: d", ": a\n\n: b", "Woord\n\n: los"),
    *("[^1]: Noot", "[^1]", "[^a]: Noot\n    verder\n\n    nog", "[^a]"),
    *("[^a][^a]", "[^]: x", "[^]", "[^ 1]", "tekst[^1]: x"),
    *("[^1]: een\n[^a]: twee", "///Footnotes Go Here///", "[^1]:", "[^b]: > citaat\n    - a", "![^1]", "[^b]"),
    *("*[SER]: Raad", "*[HTML]: H", "*[SER]: ''", "*[woord]:\n titel"),
    *("*[]: x", "*[TOC]: inhoud", "*[a]: & < >", "*[klzzwxh]: x"),
    *("[r]: y.md", '[r]: <y.md> "Titel"', "[r]: y.md\n    'Titel'", "[ R ]:\nhttps://x.nl"),
    *("[r]:", "[]: x", "[r]: a (b)", "[SER]: x"),
    # attributes
    *("{: .klas }", "{#id}", "{.a .b #c k=v}", "{: k='v w' }", '{: k="&<>" }'),
    *("{: checked }", "{: los }", "{", "}", "{}", "{ }"),
    *("{: id }", "{: id=}", "{: data-toc-label='X' }", "{: class }"),
    *("{: #a } }", "{:.x}", "{: hidden=hidden k=k}", "{ .x"),
    # inline
    *("*nadruk*", "**vet**", "***beide***", "_nadruk_", "__vet__", "a_b_c"),
    *("*a **b** c*", "**a *b***", "*a _b* c_", "*", "**", "_"),
    *("***a** b*", "* a *", "**a*", "*a**", "****", "_*a*_"),
    *("*a\nb*", "**[x](y)**", "*`a*`", "\\*a*", "*a\\*", "a*b*c", "__a_"),
    *("`code`", "``a`b``", "`", "```", "`<b>&amp;`", "`a", "\\`a`", "\\\\`a`", "` a `", "`{x}`", "`[a](b)`", "`\\``"),
    *("[x](y.md)", "[x](<y z>)", '[x](y "T")', "[x](y 'T')", "[x](y(z))"),
    *("[x]()", "[](y)", "[x] (y)", "[x](y", "[[x](y)](z)"),
    *('[x](y"T)', "[*x*](y)", "[x](a*b*c)", "[x](a&b)", '[x](y "a&b<c>\\"")'),
    *("[x](y){.k}", "[x](y)]", "[", "]", "](", "!"),
    *("[r]", "[x][r]", "[x] [r]", "[r][]", "[R]", "![r]"),
    *("![x][r]", "[x][geen]", "![r][]", "[x\ny][r]", "[SER]", "[TOC](x)"),
    *("![f](foto.jpg)", '![f](foto.jpg "T")', "![*f*](x)", "![]()"),
    *("![f", "![a![b](c)](d)", "[![f](a)](b)", "!\\[a](b)"),
    *("<https://x.nl>", "<https://x.nl/?a=1&b=*2*>", "<a@x.nl>", "<mailto:a@x.nl>", "<x>"),
    *("<", ">", "a < b > c", "<>", "<!", "</"),
    *("<b>vet</b>", "<br>", "<br/>", "<div>blok</div>", "<div>\n\n*a*\n\n</div>"),
    *("<p>x", "</p>", "<!-- c -->", "<!-- *a*", "-->"),
    *("<span title='a*b*'>*c*</span>", "<pre>\n# x\n</pre>", "<script>a<b</script>"),
    *("<style>", "<?php x ?>", "<![CDATA[x]]>"),
    *("<h1>Kop</h1>", "<table><tr><td>x</td></tr></table>", "<hr>"),
    *("<div", "<DIV>x</DIV>\ntekst", "<a href='#x'>x</a>", "<img src=x>"),
    *("&amp;", "&", "&#38;", "&#x26;", "&#38", "&#", "&#;"),
    *("&#1 ", "&x", "&copy;", "&geen;", "R&D", "a & b;", "&;", "&#xZ;"),
    *("\\*", "\\_", "\\`", "\\[", "\\#", "\\\\", "\\|", "\\{"),
    *("&#91;TOC]", "&#123;.x}", "&lbrace;#y}", "# Id", "[x](y 'title')", "# Fn 1", "# Class"),
    *("\\<", "\\>", "\\n", "\\&", "\\!", "\\1", "a  \nb", "a \nb", "a\\\nb"),
)  # fmt: skip
_NOISE = "\n\n\n   \t*_`[](){}<>!#=-+.:|\\&;'\"^~/123aB\u00e9\u2028\x02"


def stock_converter() -> Markdown:
    """Return the converter of the library with our extension and options, and without our shortcut."""
    contents = TocExtension(slugify=lambda text, separator: slugify(text, separator=separator))
    return Markdown(extensions=[CommonMark(), contents], output_format="html")


def outcome(converter: Markdown, source: str) -> str:
    """Return the HTML, or the name of the exception."""
    converter.reset()
    try:
        return converter.convert(source)
    except Exception as error:  # our converter must fail as the library does
        return type(error).__name__


def real_pages() -> list[str]:
    """Return all Markdown files of this repository, including front matter."""
    paths = (path for folder in ("tests/sites", "src") for path in (ROOT / folder).rglob("*.md"))
    return [path.read_bytes().decode("utf-8", "replace") for path in sorted([*paths, *ROOT.glob("*.md")])]


def _bodies() -> list[str]:
    """Return the bodies of the pages of the real case."""
    texts = (path.read_text("utf-8") for path in sorted((ROOT / "tests/sites/bureau").rglob("*.md")))
    return [text.split("\n---\n", 1)[-1] for text in texts if text.startswith("---\n")]


def documents(count: int, rng: random.Random, pages: list[str]) -> Iterator[str]:
    """Yield ``count`` made-up documents."""
    for _ in range(count):
        kind = rng.random()
        if kind < 0.6:
            yield "".join(
                part for _ in range(rng.randint(1, 14)) for part in (rng.choice(CONSTRUCTS), rng.choice(GAPS))
            )
        elif kind < 0.85:
            yield _shuffled(rng, rng.choice(pages))
        else:
            yield "".join(rng.choices(_NOISE, k=rng.randint(1, 60)))


def _shuffled(rng: random.Random, page: str) -> str:
    """Return some lines of a page with constructs between them."""
    lines = page.split("\n")
    start = rng.randrange(len(lines))
    lines = lines[start : start + rng.randint(1, 25)]
    for _ in range(rng.randint(0, 6)):
        at = rng.randrange(len(lines))
        how = rng.random()
        if how < 0.4:
            lines.insert(at, rng.choice(CONSTRUCTS))
        elif how < 0.7:
            cut = rng.randint(0, len(lines[at]))
            lines[at] = lines[at][:cut] + rng.choice(CONSTRUCTS) + lines[at][cut:]
        elif how < 0.85:
            lines[at] = rng.choice(GAPS).lstrip("\n") + lines[at]
        else:
            lines[at] = ""
    return "\n".join(lines)


def _fuzz(count: int, seed: int) -> int:
    """Return the number of documents with different results."""
    rng = random.Random(seed)
    pages = real_pages() + [page.body for page in make_corpus(100, 360, seed).pages]
    stock, ours = stock_converter(), make_converter()
    wrong = 0
    for source in documents(count, rng, pages):
        expected, got = outcome(stock, source), outcome(ours, source)
        if expected.endswith("Error"):
            stock = stock_converter()  # the library keeps state of a page that it could not convert
        if expected != got:
            wrong += 1
            if wrong <= SHOWN:
                print(f"{source!r}\n  expected {expected!r}\n  got      {got!r}")
    return wrong


def _milliseconds(converter: Markdown, pages: list[str]) -> float:
    def once() -> float:
        start = time.process_time()
        for page in pages:
            converter.reset()
            converter.convert(page)
        return time.process_time() - start

    return min(once() for _ in range(ROUNDS)) / len(pages) * 1000


def main() -> int:
    """Fuzz, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = _fuzz(options.documents, options.seed)
    print(f"{options.documents} documents, {wrong} with different results")
    made: tuple[tuple[str, list[str]], ...] = (
        ("made up, 360 words", [page.body for page in make_corpus(300, 360, options.seed).pages]),
        ("content/", _bodies()),
    )
    makers: tuple[Callable[[], Markdown], ...] = (stock_converter, make_converter)
    for name, pages in made:
        before, after = (_milliseconds(maker(), pages) for maker in makers)
        print(f"{name}: {before:.3f} ms per page before, {after:.3f} after, {before / after:.1f} times as fast")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
