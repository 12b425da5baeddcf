"""Find what was probably meant as a comment but is not one, so that visitors would see it."""

import re
from collections.abc import Iterator

from vindplaats.patterns import regex
from vindplaats.read.commonmark.block import CODE_KINDS, TEXT_KINDS, Block, leaves
from vindplaats.read.commonmark.code_spans import blank_code_spans
from vindplaats.read.commonmark.oddity import Oddity, OddityKind
from vindplaats.text import MAX_QUOTE_LENGTH

_NEARLY_COMMENT = regex(
    r"(?<!\\)(?:<!(?!--)[ \t]*[-\u2013\u2014]|<[ \t]+!--|<(?:--|[\u2013\u2014])!|(&(?:lt|#0*60|#[xX]0*3[cC]);!--))"
    r"|^\[(?://|[^\]\s\[\\]*)\]:[ \t]*(?:#(?=[ \t(\"'])|<>).*"
)
"""Text like ``<! --``, including ``&lt;!--`` and forms with a dash from Word, or ``[//]: # (text)`` in a paragraph."""
OTHER_COMMENT = regex(
    r"(?<![\\<-])<(?:-{2,3}|[\u2013\u2014])[ \t]*(?P<a>[^\s>-].{0,300}?)[ \t]*(?:-->|[\u2013\u2014]>)"
    r"|(?<![\w<;\\-])!--[ \t]*(?P<b>[^\s>-].{0,300}?)[ \t]*-->"
    r"|(?<!\\)\{(?:#[ \t]*(?P<c>\S.{0,300}?)[ \t]*#|/\*(?P<d>.{1,300}?)\*/)\}"
    r"|(?<!\\)\{\{-?[ ]*(?:!--(?P<e>.{1,300}?)--|!(?P<f>[^-}].{0,300}?)|/\*(?P<g>.{1,300}?)\*/[ ]*-?)\}\}"
    r"|(?<!\\)\{%-?[ ]*comment\b[^%]{0,80}%\}(?P<h>.{1,300}?)\{%-?[ ]*endcomment[ ]*-?%\}"
    r"|(?<!\\)<%(?:--(?P<i>.{1,300}?)--|#(?P<j>.{1,300}?))%>"
    r"|(?<![\w%\\])%%[ \t]*(?P<k>[^\W\d][^%]{1,300}?)[ \t]*%%(?![\w%])"
    r"|^/\*+[ \t]*(?P<l>[^\s*/].{0,300}?)[ \t]*\*+/[ \t]*$"
)
"""A whole comment that is shown: ``<-- text -->``, ``!-- text -->`` or a comment of another system.

The lengths are limited, because searching for an end that is missing would take quadratic time. The arrow ``<-->`` does
not match.
"""
OTHER_COMMENT_PART = regex(rf"{OTHER_COMMENT.pattern}|\{{%-?[ ]*(?:end)?comment\b")
"""The same, or a tag of a comment of several lines. All of it is no command to take away, because it has a text."""
_OTHER_START = regex(
    r"(?:<(?:--|[\u2013\u2014])(?!>)|!--)(?=[ \t]|$)|(?:%%|/\*+|\{/\*|\{#|<%--|\{\{-?[ ]*(?:/\*|!--))(?=[ \t]|$)"
    r"|\{%-?[ ]*comment\b[^%]*%\}"
)
_OTHER_END = regex(
    r"(?:-->|[\u2013\u2014]>|%%|\*/\}?|#\}|--%>|(?:\*/[ ]*-?|--)\}\}|\{%-?[ ]*endcomment[ ]*-?%\})[ \t]*$"
)
"""The first line and the last line of such a comment if it has several lines."""
_CODE_OR_COMMENT = regex(r"\\.|(?<!`)(`+)(?!`)(?P<code>.*?)(?<!`)\1(?!`)|<!---?>|<!--[\n.]*-->|(?P<end>-->)", re.DOTALL)
_STRAY_END = regex(
    r"(?:<!---?>|<!--[\n.]*-->)(?P<shown>(?:(?!<!--|\\?-->).)*-->)?|^[ \t]*(?P<alone>-->)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
"""A group matches if a ``-->`` ends no comment: ``shown`` if it follows a comment, as in ``<!-- a --> geheim -->``, and
``alone`` if it is on a line of its own."""
_SIGNS = {
    "<": regex(r"<[!%\u2013\u2014-]"), "!": regex(r"!--"), ">": regex(r"-->"), "%": regex(r"%%"), "*": regex(r"/\*"),
    "{": regex(r"\{[#{%]"), ":": regex(r"\]:[ \t]*[#<`]"),
}  # fmt: skip
"""Patterns by a character that each match contains, because looking for one character takes very little time.

A document in which none of them matches has nothing that `find_nearly_comments` finds. A code span before ``#`` is
taken for spaces.
"""
_LITERAL_HTML = 1
"""The kind of HTML block for ``<pre>``, ``<script>`` and the like, in which ``-->`` may be code."""


def find_nearly_comments(document: Block, source: str) -> Iterator[Oddity]:
    """Yield what was probably meant as a comment and is still in the document after its comments were removed.

    This includes a ``-->`` that ends no comment, comments in indented code, and comments that begin in code and end
    outside it, such as ``a ` b <!-- c ` d -->``. ``source`` is the text of the document.
    """
    if not _may_have_any(source):
        return
    others, touched = _find_other_comments(document)
    yield from others
    opened: Oddity | None = None  # a comment that began in code, and has not ended
    for block in leaves(document):
        if block.kind in CODE_KINDS:
            if block.kind == "code" and block.lines[0].lstrip().startswith("<!--"):
                yield Oddity("commentaar-ingesprongen", block.lines[0].strip()[:MAX_QUOTE_LENGTH], block.numbers[0])
            for number, line in zip(block.numbers, block.lines, strict=True):
                opened = _after_code(line, number, opened)
            continue
        text = block.text if block.kind in TEXT_KINDS else ""
        nearly = list(_nearly_in_text(block)) if _may_have_nearly(text) else []
        yield from nearly
        if "-->" in block.text and block.number != _LITERAL_HTML and not nearly and touched.isdisjoint(block.numbers):
            yield from _stray_ends(block)
        for found in _CODE_OR_COMMENT.finditer(text) if opened or "`" in text else ():
            if found["code"] and found["code"].strip() != "<!--":  # code with only ``<!--`` is about comments
                opened = _after_code(found["code"], block.numbers[text.count("\n", 0, found.start())], opened)
            elif found["end"] and opened:
                yield opened
                opened = None


def _find_other_comments(document: Block) -> tuple[list[Oddity], set[int]]:
    """Return the comments of other forms in a document, and the numbers of the lines on which they begin and end."""
    found: list[Oddity] = []
    touched: set[int] = set()
    opened: Oddity | None = None
    for block in leaves(document):
        if block.kind in CODE_KINDS or block.number == _LITERAL_HTML or not _may_have_other(block):
            continue
        for number, line in _lines_without_code(block):
            if opened and _OTHER_END.search(line):
                found.append(opened)
                touched |= {opened.line, number}
                opened = None
            elif block.kind in TEXT_KINDS and _may_have_nearly(line) and _NEARLY_COMMENT.search(line):
                continue  # one mistake is one oddity
            elif wholes := [_other_comment(whole, number) for whole in OTHER_COMMENT.finditer(line)]:
                found += wholes
                touched.add(number)
            elif _OTHER_START.match(line):
                opened = Oddity("commentaar-vorm", line[:MAX_QUOTE_LENGTH].strip(), number)
    return found, touched


def _may_have_any(source: str) -> bool:
    """Return whether a document may have what `find_nearly_comments` finds. Few documents have any of these signs."""
    return any(character in source and sign.search(source) for character, sign in _SIGNS.items())


def _may_have_nearly(text: str) -> bool:
    """Return whether `_NEARLY_COMMENT` can match in a line of a text. Searching for it takes ten times as long."""
    return "<" in text or "&" in text or text.startswith("[") or "\n[" in text


def _may_have_other(block: Block) -> bool:
    """Return whether a comment of another form can begin or end in a block."""
    text = block.text
    return (
        "<" in text or ">" in text or "{" in text or "}" in text
        or "%%" in text or "/*" in text or "*/" in text or "!--" in text
    )  # fmt: skip


def _stray_ends(block: Block) -> Iterator[Oddity]:
    text = blank_code_spans(block.text)
    for found in _STRAY_END.finditer(text):
        if found["shown"] or found["alone"]:
            yield Oddity("commentaar-vorm", "-->", block.numbers[text.count("\n", 0, found.end())])
            return  # the others are the same mistake


def _other_comment(found: re.Match[str], number: int) -> Oddity:
    """Return the oddity for a whole comment of another form, with the comment to write instead."""
    words = (found[found.lastgroup or 0] or "").strip()
    return Oddity("commentaar-anders", found[0].strip(), number, f"<!-- {words} -->")


def _lines_without_code(block: Block) -> Iterator[tuple[int, str]]:
    return zip(block.numbers, blank_code_spans(block.text).split("\n"), strict=True)


def _nearly_in_text(block: Block) -> Iterator[Oddity]:
    for number, line in _lines_without_code(block):
        if _may_have_nearly(line) and (nearly := _NEARLY_COMMENT.search(line)):
            kind: OddityKind = "commentaar-tekst" if nearly[1] else "commentaar-vorm"
            yield Oddity(kind, nearly[0][:MAX_QUOTE_LENGTH], number)


def _after_code(code: str, number: int, opened: Oddity | None) -> Oddity | None:
    """Return the comment that is open after some code, if any."""
    start = code.rfind("<!--")
    if "-->" in code[max(start, 0) :]:
        return None
    return opened if start < 0 else Oddity("commentaar-code", code[start : start + MAX_QUOTE_LENGTH], number)
