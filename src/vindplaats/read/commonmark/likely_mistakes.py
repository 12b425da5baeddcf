"""Find what editors probably did not mean: Markdown within HTML, lists of another program, commands of another system.

Code is not looked at, because it shows what others write.
"""

import re
from collections.abc import Iterator

from vindplaats.read.commonmark.block import Block
from vindplaats.read.commonmark.inline_parser import Oddity

_MARKDOWN = re.compile(
    r"\*\*\S|\]\([^)\s]+\)|!\[|\[\^|```|~~\S|(?:^|>)\s*(?:[-*+]|[0-9]{1,3}[.)])\s+\S|^\s*#{1,6}\s|^\s*\|.*\|\s*$|`[^`<>]+`"
)
_TAG = re.compile(r"<[^<>]*>")
_RAW_TEXT_TAG = re.compile(r"<(pre|script|style|textarea|code|svg|math)\b", re.IGNORECASE)
_HEADING_TAG = re.compile(r"<h1\b[^>]*>", re.IGNORECASE)
_COMMAND = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|^:::.*|\{\{[<%].*|\{%.*")
_BULLET = re.compile(r"[\u2022\u00b7\u25aa\u25ab\u25e6\u2023\u25cf\u25cb\u25a0\u25a1\uf000-\uf0ff]\s*(?=\S)")
_PRIVATE_BULLET = re.compile(r"[\uf000-\uf0ff]")
_LETTER_BULLET = re.compile(r"o[ \t\u00a0]+\S")
_MOJIBAKE = re.compile(r"[\u00c2\u00c3][\u00a0-\u00bf]|\u00e2\u20ac[\u0090-\u00bf\u2018-\u2122]?")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:.*?)(?<!`)\1(?!`)")
_MAX_QUOTE_LENGTH = 40
_TEXT_KINDS = frozenset({"paragraph", "heading", "table"})
_UNCONVERTED_KINDS = frozenset({6, 7})
"""The kinds of HTML block that end at a blank line, after which Markdown is converted."""


def find_mistakes(block: Block) -> Iterator[Oddity]:
    """Yield likely mistakes in a container, each at a line of the document."""
    for child in block.children:
        if child.kind in _TEXT_KINDS:
            yield from _in_text(child)
        elif child.kind == "html":
            yield from _in_html(child)
        yield from find_mistakes(child)


def _in_text(block: Block) -> Iterator[Oddity]:
    lines = [_CODE_SPAN.sub(lambda code: " " * len(code[0]), line) for line in block.lines]
    letters = [number for number, line in zip(block.numbers, lines, strict=True) if _LETTER_BULLET.match(line)]
    if len(letters) > 1:
        yield Oddity("opsomming", "o", letters[0])
    bullets = [
        (number, found[0].strip())
        for number, line in zip(block.numbers, lines, strict=True)
        if (found := _BULLET.match(line) or _PRIVATE_BULLET.search(line))
    ]
    if bullets:
        yield Oddity("opsomming", bullets[0][1], bullets[0][0])
    for number, line in zip(block.numbers, lines, strict=True):
        if command := _COMMAND.search(line):
            yield Oddity("opdracht", command[0], number)
        if wrong := _MOJIBAKE.search(line):
            yield Oddity("tekens", wrong[0], number)


def _in_html(block: Block) -> Iterator[Oddity]:
    raw = bool(_RAW_TEXT_TAG.search(block.text))
    reported = False
    for number, line in zip(block.numbers, block.lines, strict=True):
        if heading := _HEADING_TAG.search(line):
            yield Oddity("kop", _TAG.sub("", line[heading.end() :]).strip(), number)
        if wrong := _MOJIBAKE.search(line):
            yield Oddity("tekens", wrong[0], number)
        if raw or reported or block.number not in _UNCONVERTED_KINDS:
            continue
        if _MARKDOWN.search(_TAG.sub(lambda tag: ">" * len(tag[0]), line)):
            yield Oddity("html", line.strip()[:_MAX_QUOTE_LENGTH], number)
            reported = True
