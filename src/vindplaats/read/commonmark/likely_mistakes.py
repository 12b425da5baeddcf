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
_NEARLY_COMMENT = re.compile(
    r"(?<!\\)(?:<!(?!--)[ \t]*[-\u2013\u2014]|<[ \t]+!--|<(?:--|[\u2013\u2014])!|&lt;!--)"
    r"|^\[(?://|[^\]\s\[\\]*)\]:[ \t]*(?:#(?=[ \t(\"'])|<>).*"
)
"""What was probably meant as a comment: ``<! --``, or with a dash of Word; and ``[//]: # (text)`` within other text."""
_CODE_OR_COMMENT = re.compile(
    r"\\.|(?<!`)(`+)(?!`)(?P<code>.*?)(?<!`)\1(?!`)|<!---?>|<!--[\n.]*-->|(?P<end>-->)", re.DOTALL
)
_MAX_QUOTE_LENGTH = 40
_TEXT_KINDS = frozenset({"paragraph", "heading", "table"})
_UNCONVERTED_KINDS = frozenset({2, 6, 7})
"""The kinds of HTML block with text for visitors: comments, which may have text after them, and those that end at a
blank line, after which Markdown is converted."""


def find_mistakes(block: Block) -> Iterator[Oddity]:
    """Yield likely mistakes in a container, each at a line of the document."""
    for child in block.children:
        if child.kind in _TEXT_KINDS:
            yield from _in_text(child)
        elif child.kind == "html":
            yield from _in_html(child)
        yield from find_mistakes(child)


def find_nearly_comments(document: Block) -> Iterator[Oddity]:
    """Yield what was probably meant as a comment, and would be published, in a document without comments.

    A comment that begins in code and ends outside it is one as well: ``a ` b <!-- c ` d -->``.
    """
    opened: Oddity | None = None  # a comment that began in code, and has not ended
    for block in _leaves(document):
        if block.kind in {"code", "fence"}:
            if block.kind == "code" and block.lines[0].lstrip().startswith("<!--"):
                yield Oddity("commentaar-ingesprongen", block.lines[0].strip()[:_MAX_QUOTE_LENGTH], block.numbers[0])
            for number, line in zip(block.numbers, block.lines, strict=True):
                opened = _after_code(line, number, opened)
            continue
        text = block.text if block.kind in _TEXT_KINDS else ""
        if "<" in text or "[" in text or "&lt;" in text:
            yield from _nearly_in_text(block)
        for found in _CODE_OR_COMMENT.finditer(text) if opened or "`" in text else ():
            if found["code"] and found["code"].strip() != "<!--":  # that is about comments
                opened = _after_code(found["code"], block.numbers[text.count("\n", 0, found.start())], opened)
            elif found["end"] and opened:
                yield opened
                opened = None


def _nearly_in_text(block: Block) -> Iterator[Oddity]:
    for number, line in zip(block.numbers, block.lines, strict=True):
        if nearly := _NEARLY_COMMENT.search(_CODE_SPAN.sub(lambda code: " " * len(code[0]), line)):
            yield Oddity("commentaar-vorm", nearly[0][:_MAX_QUOTE_LENGTH], number)


def _after_code(code: str, number: int, opened: Oddity | None) -> Oddity | None:
    """Return the comment that is open after some code, if any."""
    start = code.rfind("<!--")
    if "-->" in code[max(start, 0) :]:
        return None
    return opened if start < 0 else Oddity("commentaar-code", code[start : start + _MAX_QUOTE_LENGTH], number)


def _leaves(block: Block) -> Iterator[Block]:
    for child in block.children:
        yield from _leaves(child)
        if not child.children:
            yield child


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
        if not raw and (command := _COMMAND.search(line)):
            yield Oddity("opdracht", command[0], number)
        if raw or reported or block.number not in _UNCONVERTED_KINDS:
            continue
        if _MARKDOWN.search(_TAG.sub(lambda tag: ">" * len(tag[0]), line)):
            yield Oddity("html", line.strip()[:_MAX_QUOTE_LENGTH], number)
            reported = True
