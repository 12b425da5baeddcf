"""Find what was probably meant as a comment but is not one, so that visitors would see it."""

import re
from collections.abc import Iterator

from vindplaats.read.commonmark.block import CODE_KINDS, TEXT_KINDS, Block, leaves
from vindplaats.read.commonmark.code_spans import blank_code_spans
from vindplaats.read.commonmark.oddity import Oddity, OddityKind
from vindplaats.text import MAX_QUOTE_LENGTH

_NEARLY_COMMENT = re.compile(
    r"(?<!\\)(?:<!(?!--)[ \t]*[-\u2013\u2014]|<[ \t]+!--|<(?:--|[\u2013\u2014])!|(&(?:lt|#0*60|#[xX]0*3[cC]);!--))"
    r"|^\[(?://|[^\]\s\[\\]*)\]:[ \t]*(?:#(?=[ \t(\"'])|<>).*"
)
"""Text like ``<! --``, including ``&lt;!--`` and forms with a dash from Word, or ``[//]: # (text)`` in a paragraph."""
_CODE_OR_COMMENT = re.compile(
    r"\\.|(?<!`)(`+)(?!`)(?P<code>.*?)(?<!`)\1(?!`)|<!---?>|<!--[\n.]*-->|(?P<end>-->)", re.DOTALL
)
_STRAY_END = re.compile(
    r"(?:<!---?>|<!--[\n.]*-->)(?P<shown>(?:(?!<!--|\\?-->).)*-->)?|^[ \t]*(?P<alone>-->)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
"""A group matches if a ``-->`` ends no comment: ``shown`` if it follows a comment, as in ``<!-- a --> geheim -->``, and
``alone`` if it is on a line of its own."""
_LITERAL_HTML = 1
"""The kind of HTML block for ``<pre>``, ``<script>`` and the like, in which ``-->`` may be code."""


def find_nearly_comments(document: Block) -> Iterator[Oddity]:
    """Yield what was probably meant as a comment and is still in the document after its comments were removed.

    This includes a ``-->`` that ends no comment, comments in indented code, and comments that begin in code and end
    outside it, such as ``a ` b <!-- c ` d -->``.
    """
    opened: Oddity | None = None  # a comment that began in code, and has not ended
    for block in leaves(document):
        if block.kind in CODE_KINDS:
            if block.kind == "code" and block.lines[0].lstrip().startswith("<!--"):
                yield Oddity("commentaar-ingesprongen", block.lines[0].strip()[:MAX_QUOTE_LENGTH], block.numbers[0])
            for number, line in zip(block.numbers, block.lines, strict=True):
                opened = _after_code(line, number, opened)
            continue
        if "-->" in block.text and block.number != _LITERAL_HTML:
            yield from _stray_ends(block)
        text = block.text if block.kind in TEXT_KINDS else ""
        if "<" in text or "[" in text or "&" in text:
            yield from _nearly_in_text(block)
        for found in _CODE_OR_COMMENT.finditer(text) if opened or "`" in text else ():
            if found["code"] and found["code"].strip() != "<!--":  # code with only ``<!--`` is about comments
                opened = _after_code(found["code"], block.numbers[text.count("\n", 0, found.start())], opened)
            elif found["end"] and opened:
                yield opened
                opened = None


def _stray_ends(block: Block) -> Iterator[Oddity]:
    text = blank_code_spans(block.text)
    for found in _STRAY_END.finditer(text):
        if found["shown"] or found["alone"]:
            yield Oddity("commentaar-vorm", "-->", block.numbers[text.count("\n", 0, found.end())])
            return  # the others are the same mistake


def _nearly_in_text(block: Block) -> Iterator[Oddity]:
    for number, line in zip(block.numbers, blank_code_spans(block.text).split("\n"), strict=True):
        if nearly := _NEARLY_COMMENT.search(line):
            kind: OddityKind = "commentaar-tekst" if nearly[1] else "commentaar-vorm"
            yield Oddity(kind, nearly[0][:MAX_QUOTE_LENGTH], number)


def _after_code(code: str, number: int, opened: Oddity | None) -> Oddity | None:
    """Return the comment that is open after some code, if any."""
    start = code.rfind("<!--")
    if "-->" in code[max(start, 0) :]:
        return None
    return opened if start < 0 else Oddity("commentaar-code", code[start : start + MAX_QUOTE_LENGTH], number)
