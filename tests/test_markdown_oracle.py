"""Markdown is shown as GitHub shows it, or reported: the examples of CommonMark, our own corpus, and mixtures.

``python tests/test_markdown_oracle.py`` prints the lines that `differences.txt` should have now.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))

import pytest

from browser.conftest import absent
from markdown_oracle import FILE, Shape, compare, difference, explained, lines_of, oracle, our_shape, ours, text_of
from support import REPOSITORY
from vindplaats.read.markdown import convert

SPEC = REPOSITORY / "tests/browser/node_modules/commonmark-spec/spec.txt"
SHAPES = REPOSITORY / "tests/unit/read/shapes"
DIFFERENCES = SHAPES / "differences.txt"
NOT_YET = "not yet"
"""The reason of a difference that we mean to remove."""

MIN_AGREEING = {"spec": 389, "corpus": 409}
"""The number of examples that agree today. Raise it to `GOALS` as the converter gets better."""
GOALS = {"spec": 559, "corpus": 572}
"""95% of the 588 examples of CommonMark, and 90% of our 635 shapes."""
GOALS_HOLD = True
"""Whether the goals are reached, no reason is `NOT_YET`, and the laws on mixtures hold."""

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$|^#{1,6} *(.*?)$", re.DOTALL | re.MULTILINE)
_SKIPPED_SECTIONS = frozenset({"HTML blocks", "Raw HTML"})
"""What may be in HTML is a matter of the sanitiser, so the examples of these sections are left out."""
_STANDS_FOR = str.maketrans({"→": "\t", "␍": "\r", "⍽": "\u00a0", "␠": " "})


class Outcome(NamedTuple):
    """How one example fares."""

    difference: str
    """What differs, or an empty string if nothing does."""
    reported: bool


def spec_examples() -> dict[str, str]:
    """Return the Markdown of the examples of CommonMark by name, such as ``"spec 12"``."""
    if not SPEC.is_file():
        absent("commonmark-spec is not installed: run `npm ci` in tests/browser")
    text = SPEC.read_text(encoding="utf-8").partition("<!-- END TESTS -->")[0]
    found, section, number = {}, "", 0
    for match in _EXAMPLE.finditer(text):
        if match[2] is not None:
            section = match[2]
            continue
        number += 1
        if section not in _SKIPPED_SECTIONS:
            found[f"spec {number}"] = match[1].replace("→", "\t")
    return found


def corpus_shapes() -> dict[str, str]:
    """Return our own shapes by name, such as ``"lists/start at zero"``."""
    found = {}
    for file in sorted(SHAPES.glob("*.txt")):
        if file == DIFFERENCES:
            continue
        for shape in ("\n" + file.read_text(encoding="utf-8")).split("\n=== ")[1:]:
            name, _, source = shape.partition("\n")
            key = f"{file.stem}/{name}"
            assert key not in found, f"two shapes have the name {key}"
            found[key] = source.translate(_STANDS_FOR)
    return found


EXAMPLES: dict[str, Callable[[], dict[str, str]]] = {"spec": spec_examples, "corpus": corpus_shapes}


@cache
def outcomes(group: str) -> dict[str, Outcome]:
    """Return how each example of a group fares, by name."""
    found = {}
    for name, source in EXAMPLES[group]().items():
        body, diagnostics = convert(FILE, source)
        differs = compare(oracle(source), our_shape(body))
        found[name] = Outcome(differs.text if differs else "", explained(diagnostics))
    return found


def listed_differences() -> dict[str, str]:
    """Return the reason of every difference that is listed, by the name of its example."""
    lines = DIFFERENCES.read_text(encoding="utf-8").splitlines()
    return {name: reason for name, _, reason in (line.partition(": ") for line in lines if line)}


@pytest.mark.parametrize("group", EXAMPLES)
def test_enough_examples_agree(group: str) -> None:
    agreeing = sum(not outcome.difference for outcome in outcomes(group).values())
    assert agreeing >= (GOALS if GOALS_HOLD else MIN_AGREEING)[group]


@pytest.mark.parametrize("group", EXAMPLES)
def test_other_examples_are_reported_or_listed(group: str) -> None:
    listed = listed_differences()
    silent = {name: f.difference for name, f in outcomes(group).items() if f.difference and not f.reported}
    assert {name: text for name, text in silent.items() if name not in listed} == {}
    if GOALS_HOLD:
        assert [name for name in silent if listed[name] == NOT_YET] == []


def test_listed_differences_exist() -> None:
    """A reason outlives its difference otherwise. Before the goals hold, the list may be longer than needed."""
    known = {**outcomes("spec"), **outcomes("corpus")}
    listed = listed_differences()
    assert set(listed) <= set(known)
    assert all(listed.values())
    if GOALS_HOLD:
        assert [name for name in listed if not known[name].difference] == []


def test_the_corpus_is_large_and_varied() -> None:
    shapes = corpus_shapes()
    assert len(shapes) >= 600
    assert len(set(shapes.values())) == len(shapes)


# Mixtures

GAP = "§"
"""What a word of its own replaces in the pieces below."""
_LEAVES = (
    "§ §", "**§** §", "*§* en ~~§~~", "[§](rapport.md) §", "`§` §", "§\\\n§", "§  \n§", "Zie https://bron.example/§ §",
    "§[^1] §", "![§](kaart.png) §", "§_§_x", "<b>§</b> §", "§ <!-- geheim --> §", '**"§"** §', "1998. § §", "§ | §",
    "[§][r] §", "§ {§}", "&lt;§&gt; &amp; §", "**§", "§ [^9] [§](x", "§ * § _ §", "<!-- geheim -->§", "§ <https://§.example>",
)  # fmt: skip
"""Texts of one paragraph."""
_BLOCKS = (
    "- §\n- §", "1. §\n2. §", "- [ ] §\n- [x] §", "- §\n  - §", "- §\n    - §", "1. §\n   - §", "- §\n\n  §",
    "> §\n> §", "## §\n§", "§\n---\n§", "```\n§\n**§**\n```", "~~~ r\n# §\n\n§\n~~~", "    §\n    §",
    "| § | § |\n|---|:-:|\n| x | y |", "| a |\n|---|\n| § \\| § |", "§\n- §", "§\n1. §", "§\n> §",
    "§\n```\n§\n```", "<details>\n<summary>§</summary>\n\n§\n\n</details>", "<div>§</div>\n\n§", "***\n§ §",
    "* §\n+ §", "§\n§", "<!--\ngeheim\n\ngeheim\n-->\n\n§ §", "§\n| a |\n|---|\n| § |", "3) §\n4) §",
)  # fmt: skip
"""Texts of blocks."""
_ENDS = "\n\n[r]: rapport.md\n\n[^1]: §\n"
_WRAPPERS: tuple[Callable[[str], str], ...] = (
    lambda inner: _hanging("- ", "  ", inner),
    lambda inner: _hanging("1. ", "   ", inner),
    lambda inner: _hanging("- §\n\n    ", "    ", inner),
    lambda inner: _hanging("> ", "> ", inner),
    lambda inner: f"<details>\n<summary>§</summary>\n\n{inner}\n\n</details>",
)
_MARKERS = ("**", "```", "](", "[^", "<!--", "~~~")
_LINE_MARKER = re.compile(r"^(?:[-*+] |\d+[.)] |\|)", re.MULTILINE)
_SEEDS = range(40)


def _hanging(first: str, other: str, inner: str) -> str:
    lines = inner.split("\n")
    return "\n".join([first + lines[0], *(other + line if line else other.rstrip() for line in lines[1:])])


class Mixture(NamedTuple):
    """A made-up page: its Markdown, and the words in it, each of which occurs once."""

    source: str
    words: tuple[str, ...]


def mixtures(seed: int, count: int) -> Iterator[Mixture]:
    """Yield random pages of a few pieces, each within at most two blocks."""
    chance = random.Random(seed)
    for _ in range(count):
        pieces = []
        for _ in range(chance.randint(1, 4)):
            piece = chance.choice((*_LEAVES, *_BLOCKS))
            for _ in range(chance.randint(0, 2)):
                piece = chance.choice(_WRAPPERS)(piece)
            pieces.append(piece)
        first, *others = (chance.choice(("\n\n", "\n\n", "\n")).join(pieces) + _ENDS).split(GAP)
        words = tuple(f"woord{number:02}" for number in range(len(others)))
        yield Mixture(first + "".join(word + other for word, other in zip(words, others, strict=True)), words)


def find_fault(page: Mixture) -> str:
    """Return which law a page breaks, or an empty string if it breaks none."""
    body, diagnostics = convert(FILE, page.source)
    expected = oracle(page.source)
    if body.html.count("geheim") > text_of(expected).count("geheim"):  # it is shown in code, and only there
        return "a comment is shown"
    reported = explained(diagnostics)
    if reported and any(diagnostic.severity == "error" for diagnostic in diagnostics):
        return ""
    found = "\n".join([body.html, *(link.raw for link in body.links), *map(str, diagnostics)])
    right = "\n".join(lines_of(expected))
    if lost := [word for word in page.words if word in right and word not in found]:
        return f"lost: {', '.join(lost)}"
    shown, right = (text_of(shape, code=False) for shape in (our_shape(body), expected))
    markers = [marker for marker in _MARKERS if shown.count(marker) > right.count(marker)]
    if len(_LINE_MARKER.findall(shown)) > len(_LINE_MARKER.findall(right)):
        markers.append("at the start of a line")
    return f"shown in silence: {', '.join(markers)}" if markers and not reported else ""


def _faults(seeds: range, count: int) -> list[str]:
    return [
        f"{fault}\n{page.source}\n{difference(page.source)}"
        for seed in seeds
        for page in mixtures(seed, count)
        if (fault := find_fault(page))
    ]


@pytest.mark.parametrize("count", [5, pytest.param(200, marks=pytest.mark.slow)])
@pytest.mark.xfail(not GOALS_HOLD, reason="the converter does not follow GFM yet", raises=AssertionError, strict=False)
def test_mixtures_lose_no_word_and_show_no_marker_in_silence(count: int) -> None:
    found = _faults(_SEEDS, count)
    assert found == [], f"{len(found)} pages; the shortest:\n{min(found, key=len)}"


# The oracle itself

_SAME_SHAPE = {
    "# Kop": "## Kop",
    "<h1>Kop</h1>": "# Kop",
    "a <!-- b --> c": "a  c",
    "tekst\n\n<!-- b -->\n\ntekst": "tekst\n\ntekst",
    "www.bron.example": "www.bron.example",
    "een\ntwee": "een twee",
}
_OTHER_SHAPE = {
    "- a\n- b": "- a\n\n- b",
    "**a**": "<b>a</b>",
    "1. a": "2. a",
    "```\na  b\n```": "```\na b\n```",
    "[a](b)": "[a](c)",
    "![a](b)": "![c](b)",
    "|a|\n|-|": "|a|\n|:-|",
    "## a": "### a",
    "a\u00a0b": "a b",
    "- [ ] a": "- [x] a",
    "a[^1] b[^2]\n\n[^1]: c\n[^2]: d": "a[^2] b[^1]\n\n[^1]: d\n[^2]: c",
}


@pytest.mark.parametrize("source", _SAME_SHAPE)
def test_equal_shapes(source: str) -> None:
    assert oracle(source) == oracle(_SAME_SHAPE[source])


@pytest.mark.parametrize("source", [source for source in _OTHER_SHAPE if "[^" not in source])
def test_different_shapes(source: str) -> None:
    assert oracle(source) != oracle(_OTHER_SHAPE[source])


def test_notes_are_numbered_in_the_order_of_mention() -> None:
    """So the names of notes make no difference."""
    for source, renamed in _OTHER_SHAPE.items():
        if "[^" in source:
            assert oracle(source) == oracle(renamed)


@pytest.mark.parametrize(
    "source",
    [
        "# Kop\n\ntekst *schuin* **vet** `code` [a](b.md 't') ![c](d.png) <https://e.example/>",
        "[kop](#kop) [pagina](/x/#y)\n\n## Kop",
        "|a|b|\n|:-|-:|\n|1|2|",
        "a[^x] b[^y] a[^x]\n\n[^x]: een\n\n[^y]: twee",
        "> citaat\n\n1. een\n2. twee\n\n---",
        "    code <b> &amp;",
        "H<sub>2</sub>O <!-- geheim --> en <script>x</script>",
        "",
    ],
)
def test_what_we_have_in_another_form_on_purpose_is_no_difference(source: str) -> None:
    assert difference(source) is None
    assert ours(source) == oracle(source)


@pytest.mark.parametrize(
    ("source", "address", "after"),
    [
        ("https://a.example/x: een", "https://a.example/x", ": een"),
        ("https://a.example/x_*!", "https://a.example/x", "_*!"),
        ("https://a.example/?a=1&copy;", "https://a.example/?a=1", "©"),
        ("https://a.example/?a=1;b", "https://a.example/?a=1;b", ""),
    ],
)
def test_bare_addresses_end_as_on_github(source: str, address: str, after: str) -> None:
    assert lines_of(oracle(source)) == [f'p: <a href="{address}">{address}</a>{after}']


def test_words_by_block() -> None:
    shape: Shape = oracle("# Kop\n\na **b** `c`\n\n- d\n\n```\ne\n```")
    assert text_of(shape) == "Kop\na b c\nd\ne"
    assert text_of(shape, code=False) == "Kop\na b \ufffc\nd"


def _list_differences() -> Iterator[str]:
    """Yield the lines that the list should have now: what differs in silence, with the reason that it had."""
    reasons = listed_differences() if DIFFERENCES.is_file() else {}
    for group in EXAMPLES:
        for name, outcome in outcomes(group).items():
            if outcome.difference and not outcome.reported:
                yield f"{name}: {reasons.get(name, NOT_YET)}"


if __name__ == "__main__":
    print("\n".join(_list_differences()))
    for name in EXAMPLES:
        fared = outcomes(name).values()
        agreeing = sum(not outcome.difference for outcome in fared)
        silent = sum(bool(outcome.difference) and not outcome.reported for outcome in fared)
        print(f"{name}: {agreeing} of {len(fared)} agree, {silent} of the others in silence", file=sys.stderr)
