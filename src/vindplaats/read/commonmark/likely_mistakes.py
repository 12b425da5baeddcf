"""Find what editors probably did not mean: Markdown in HTML, lists from another program, commands for another system.

In code, such things may be examples, so they are not reported. The exception is HTML that is code only because it is
indented.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise

from vindplaats.patterns import regex
from vindplaats.read.commonmark.block import TEXT_KINDS, Block, leaves
from vindplaats.read.commonmark.code_spans import blank_code_spans
from vindplaats.read.commonmark.comments import EMPTY
from vindplaats.read.commonmark.nearly_comments import OTHER_COMMENT_PART
from vindplaats.read.commonmark.oddity import Oddity, OddityKind
from vindplaats.read.commonmark.table_rows import column_alignments
from vindplaats.read.commonmark.unfinished import wrong_delimiters
from vindplaats.read.fingerprints import non_ascii
from vindplaats.read.notations.mojibake import MOJIBAKE
from vindplaats.text import MAX_QUOTE_LENGTH

_MARKDOWN = regex(
    r"\*\*[^\s*>](?:.*?[^\s*])?\*\*|~~[^\s~>].*?~~|(?<![\w*])\*[^\s*>](?:[^*]*[^\s*])?\*(?![\w*])"
    r"|(?<!\w)_[^\s_>](?:[^_]*[^\s_])?_(?!\w)|\]\([^()\s]+\)|!\[|\[\^[^\]\s]+\]|```|`[^`]+`"
    r"|^\s*(?:[-*+]|[0-9]{1,3}[.)])\s+\S|^[> \t]*(?:#{1,6}\s|\|.*\|[> \t]*$)",
    re.MULTILINE,
)
"""Markdown in HTML whose tags have been overwritten with ``>``. ``<h2>1. Kop`` and ``<p>- kort`` do not match."""
_SIGN_IN_HTML = regex(r"[*~_\[\]`#|!{]|<%|:::|\?\?\?|^[^\S\n]*[-+0-9]", re.MULTILINE)
"""A sign that `_MARKDOWN` or a command may begin with in HTML."""
_TAG = regex(r"<[^<>]*>")
_RAW_TEXT = regex(
    r"<!--.*?-->|<(pre|script|style|textarea|code|kbd|samp|svg|math)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_HEADING_TAG = regex(r"<h1\b[^>]*>", re.IGNORECASE)
_COMMAND = regex(
    r"(?<!\\)(?:\{\{-?[ ]*[A-Za-z_$.#/'\"!>].{0,300}?\}\}|\{%-?[ ]*[A-Za-z_].{0,300}?%\}|\{\{[<%].{0,300}?[>%]\}\}"
    r"|\{#[ ].{0,300}?#\}|<%.{0,300}?%>|\{\{[<%].*|\{%-?[ ]*[A-Za-z_].*)"
    r"|^(?::::.*|(?:(?:!!!|\?\?\?\+?)[ ][a-z-]+(?:[ ]\".*\")?|\{:(?::.*|/?[a-z_]+)\})[ \t]*$)"
)
"""``{{ x }}``, ``{% x %}``, ``{# x #}`` or ``<% x %>`` anywhere, or a line such as ``:::``, ``!!! note`` or ``{:toc}``.

The lengths are limited, because searching for an end that is missing would take quadratic time.
"""
_ATTRIBUTES = regex(r"\{:[ ]*[.#][^{}]*\}[ \t]*$")
"""A line of attributes, such as ``{: .x}``. At the start of a paragraph, it applies to nothing."""
_COMMAND_NAME = regex(r"\{[{%][<%#-]?[ ]*([\w-]+)")
_COMMAND_END = regex(r"\{[{%][<%-]?[ ]*(?:/[ ]*|end)([\w-]+)|:::+$")
_FENCE_NAME = ":::"
_BULLETS = "\u2022\u00b7\u25aa\u25ab\u25e6\u2023\u25cf\u25cb\u25a0\u25a1"
_PRIVATE_BULLETS = "\uf000-\uf0ff"
_BULLET = regex(rf"[{_BULLETS}{_PRIVATE_BULLETS}](?=\s*\S)")
_PRIVATE_BULLET = regex(rf"[{_PRIVATE_BULLETS}]")
_BULLET_AFTER_TAG = regex(
    rf"<(?:br|p|li|div|dd)\b[^<>]*>(?:\s|&nbsp;|<(?:b|font|span)\b[^<>]*>)*(?=[{_BULLETS}{_PRIVATE_BULLETS}])",
    re.IGNORECASE,
)
_BULLET_REFERENCE = regex(r"&(?:bull|middot|#[xX]?[0-9A-Fa-f]{2,5});")
_LETTER_BULLET = regex(r"o[ \t\u00a0]+\S")
_SUSPECT_SIGN = regex(rf"[{_BULLETS}{_PRIVATE_BULLETS}\u00c2-\u00c5\u00e2\u00ef\ufffd{{](?:(?<!\u00ef)|[\u00bb\u00bf])")
"""A bullet, the beginning of a command, or the first character of `MOJIBAKE`. The letter ``\u00ef`` is common in Dutch,
so it counts only together with the second character."""
_NOT_LINE_END = regex(r"[^\n]")
_UNCONVERTED_KINDS = frozenset({2, 6, 7})
"""The kinds of HTML block in which editors may have meant Markdown: comments (text may follow them) and tags."""
_BLOCK_TAG = regex(r"\s*</?[A-Za-z][^<>]*>")
_ROW = regex(r"\|.*\|[ \t]*$|\|[ \t]*:?-{3,}:?[ \t]*\|")
_ITEM_WITHOUT_SPACE = regex(r"([-+]|[0-9]{1,2}[.)])[^\W\d_]|([-+*]|[0-9]{1,2}[.)])\u00a0")
_HEADING_WITHOUT_SPACE = regex(r"#{2,6}(?:[^\W_]|\*\*)|#{1,6}\u00a0")
_DASH = regex(r"([\u2012-\u2015])[ \t\u00a0]+\S")
_NUMBERED = regex(r"(([0-9]{1,3})[.)])[ \t]+\S")
_ITEM = regex(r"([-*+]|1[.)])[ \t]+\S")
_SUSPECT_STARTS = frozenset("o-+*|:&#!?0123456789\u2012\u2013\u2014\u2015")
_TABLE_STARTS = _SUSPECT_STARTS - {"|"}
_SUSPECT_LINE = regex(r"[o*#]\s|##|[-+|&\u2012-\u2015]|:[:-]|!!!|\?\?\?|[0-9]{1,3}[.)]")
"""The first characters, and the start, of a line of text that may have a mistake without a suspect sign."""
_MARK_BEFORE_CODE = regex(r"^(?:[-+*o\u2012-\u2015]|#+|[0-9]+[.)])(?=`)", re.MULTILINE)

_Line = tuple[int, str]
"""The number of a line in the document, and its text without code."""


def find_mistakes(document: Block, source: str) -> Iterator[Oddity]:
    """Yield the likely mistakes in a document, in the order of their lines. A command and its end are one mistake.

    ``source`` is the text of the document.
    """
    has_signs = _may_have_sign(source)
    if not _may_have_any(document, has_signs=has_signs):
        return
    opened: Counter[str] = Counter()
    for oddity in sorted(_in_container(document, has_signs=has_signs), key=lambda oddity: oddity.line):
        if oddity.kind == "opdracht":
            end = _COMMAND_END.match(oddity.text)
            if end and opened[end[1] or _FENCE_NAME]:
                opened[end[1] or _FENCE_NAME] -= 1
                continue
            name = _COMMAND_NAME.match(oddity.text)
            opened[name[1] if name else oddity.text[: len(_FENCE_NAME)]] += 1
        yield oddity


def _may_have_any(document: Block, *, has_signs: bool) -> bool:
    """Return whether a document may have likely mistakes. Most documents have none."""
    return any(
        leaf.kind == "html" or (leaf.kind in TEXT_KINDS and _is_suspect(leaf, has_signs=has_signs))
        for leaf in leaves(document)
    )


def _in_container(block: Block, *, has_signs: bool) -> Iterator[Oddity]:
    """Yield the likely mistakes in the blocks of a container, in any order.

    ``has_signs`` is whether the document may have a suspect sign.
    """
    suspects: list[list[_Line]] = []  # for each child, its lines if it may have a mistake
    in_html = in_rows = False
    for child in block.children:
        lines: list[_Line] = []
        row: Oddity | None = None
        if child.kind in TEXT_KINDS:
            if _is_suspect(child, has_signs=has_signs):
                lines = _lines_of(child)
                yield from _in_text(lines)
                if child.kind == "paragraph":
                    row = _find_row(lines)
                    yield from _in_paragraph(lines)
        elif child.kind == "html":
            in_html = True
            yield from _in_html(child)
            lines = [line for line in _lines_of(child) if _BULLET_AFTER_TAG.search(line[1])] if has_signs else []
        elif child.kind == "code" and in_html and _BLOCK_TAG.match(child.lines[0]):
            in_html = False  # code blocks after it are the same mistake
            yield Oddity("inspringing", child.lines[0].strip()[:MAX_QUOTE_LENGTH], child.start)
        elif child.children:
            inner = _in_container(child, has_signs=has_signs)
            yield from _once_for_each_bullet(inner) if child.kind == "list" else inner
        if row is not None and not in_rows:  # empty lines may separate the rows of one table
            yield row
        in_rows = row is not None
        suspects.append(lines)
    if any(suspects):
        yield from _foreign_bullets(suspects)


def _once_for_each_bullet(found: Iterator[Oddity]) -> Iterator[Oddity]:
    """Yield the likely mistakes in the items of a list. The same foreign bullet in several items is one mistake."""
    bullets: set[str] = set()
    for oddity in found:
        if oddity.kind == "opsomming":
            if oddity.text in bullets:
                continue
            bullets.add(oddity.text)
        yield oddity


def _lines_of(block: Block) -> list[_Line]:
    """Return the lines of a block, with spaces in place of code.

    Code directly after the mark of a list or heading keeps its first backtick: in ``*`x` ``, no space follows the star.
    """
    text = blank_code_spans(block.text)
    if "`" in block.text:
        shown = list(text)
        for mark in _MARK_BEFORE_CODE.finditer(block.text):
            if not shown[mark.start()].isspace():  # else it is within code
                shown[mark.end()] = "`"
        text = "".join(shown)
    return list(zip(block.numbers, text.split("\n"), strict=True))


def _is_suspect(block: Block, *, has_signs: bool) -> bool:
    """Return whether the text of a block may have a mistake. Most texts have none, and need no further search."""
    starts = _TABLE_STARTS if block.kind == "table" else _SUSPECT_STARTS
    for line in block.lines:
        if line[:1] in starts and _SUSPECT_LINE.match(line):
            return True
    return has_signs and _has_sign(block.text)


def _has_sign(text: str) -> bool:
    """Return whether a text has a sign that a likely mistake may begin with, wherever it is in a line."""
    return ("%" in text and "<%" in text) or bool(_SUSPECT_SIGN.search(text))


def _may_have_sign(source: str) -> bool:
    """Return whether `_has_sign` may be true for a part of a document. Few characters of a document are searched."""
    return _has_sign(non_ascii(source, keep=b"{<%"))


def _may_have_command(line: str) -> bool:
    """Return whether `_COMMAND` can match in a line. Searching for it takes ten times as long."""
    return "{" in line or "<%" in line or line.startswith((":::", "!!!", "???"))


def _may_have_markdown(html: str) -> bool:
    """Return whether a block of HTML may have Markdown or commands."""
    return bool(_SIGN_IN_HTML.search(html))


def _overwrite(pattern: re.Pattern[str], text: str) -> str:
    """Return the text with every match of the pattern overwritten with ``>``. Line ends stay."""
    return pattern.sub(lambda found: _NOT_LINE_END.sub(">", found[0]), text)


def _in_text(lines: Sequence[_Line]) -> Iterator[Oddity]:
    for number, line in lines:
        if command := _find_command(line):
            yield Oddity("opdracht", command[0].rstrip(), number)
    for number, line in lines:
        if not line.isascii() and (wrong := MOJIBAKE.search(line)):
            yield Oddity("tekens", wrong[0], number)


def _find_command(line: str) -> re.Match[str] | None:
    """Return the first command for another system in a line, unless it is part of a comment."""
    command = _COMMAND.search(line) if _may_have_command(line) else None
    return command if command and not OTHER_COMMENT_PART.match(line, command.start()) else None


def _find_row(lines: Sequence[_Line]) -> Oddity | None:
    """Return the first line that looks like a row of a table, or None."""
    for index, (number, line) in enumerate(lines):
        # A delimiter row begins with one of these. Before any other that is found here, there was code.
        alignments = column_alignments(line) if "|" in line and line[0] in "|:-" else None
        if alignments is not None and not index:
            return Oddity("tabel-kop", line.strip(), number, f"| {' | '.join(['kop'] * len(alignments))} |")
        if alignments is not None or _ROW.match(line):
            head = index - 1 if alignments is not None else index
            if meant := wrong_delimiters([text for _, text in lines], head):
                return Oddity("tabel-streepjes", lines[head + 1][1].strip(), lines[head + 1][0], meant)
            return Oddity("tabel", line.strip()[:MAX_QUOTE_LENGTH], number)
    return None


def _in_paragraph(lines: Sequence[_Line]) -> Iterator[Oddity]:
    """Yield the headings, attributes and list items in a paragraph that are shown as plain text.

    The headings have no ordinary space after their hashes. Of each sort of list item, only the first one is yielded.
    The sorts are: an item that is indented too far, an item without an ordinary space after its marker, an item that
    begins with a dash, and the first item of a numbered list directly after text.
    """
    for number, line in lines:
        if _HEADING_WITHOUT_SPACE.match(line):
            yield Oddity("kop-spatie", line[:MAX_QUOTE_LENGTH], number)
    if attributes := _ATTRIBUTES.match(lines[0][1]):
        yield Oddity("opdracht", attributes[0].rstrip(), lines[0][0])
    for number, line in lines:
        if found := _ITEM.match(line):
            yield Oddity("diepe-lijst", found[1], number)
            break
    yield from _first_of_two("lijst-spatie", _ITEM_WITHOUT_SPACE, lines)
    yield from _first_of_two("opsomming", _DASH, lines)
    yield from _late_list(lines)


def _first_of_two(kind: OddityKind, pattern: re.Pattern[str], lines: Sequence[_Line]) -> Iterator[Oddity]:
    """Yield the first line that matches a pattern and is followed by another line that matches it."""
    for (number, line), (_, following) in pairwise(lines):
        if (found := pattern.match(line)) and pattern.match(following):
            yield Oddity(kind, found[found.lastindex or 0], number)
            return


def _late_list(lines: Sequence[_Line]) -> Iterator[Oddity]:
    """Yield the first item of an ordered list that directly follows a line of text but does not begin at 1."""
    for index, ((_, before), (number, line)) in enumerate(pairwise(lines), 2):
        found = _NUMBERED.match(line)
        if found is None:
            continue
        item_after = _NUMBERED.match(lines[index][1]) if index < len(lines) else None
        is_counted = item_after is not None and int(item_after[2]) == int(found[2]) + 1
        if is_counted or before.rstrip().endswith(":"):
            yield Oddity("late-lijst", found[1], number)
            return


def _foreign_bullets(blocks: Sequence[Sequence[_Line]]) -> Iterator[Oddity]:
    """Yield the first line of each list with bullets from another program. Its items may be consecutive paragraphs.

    ``o`` is also a word, so it is a bullet only if two lines begin with it.
    """
    in_list = False
    letters: list[int] = []
    for lines in blocks:
        if not lines:
            in_list, letters = False, []
            continue
        bullets = [(number, found[0]) for number, line in lines if (found := _find_bullet(line))]
        if bullets and not in_list:
            yield Oddity("opsomming", bullets[0][1], bullets[0][0])
        in_list = bool(bullets)
        before, new = len(letters), [number for number, line in lines if _LETTER_BULLET.match(line)]
        letters = [*letters, *new] if new else []
        if before <= 1 < len(letters):
            yield Oddity("opsomming", "o", letters[0])


def _find_bullet(line: str) -> re.Match[str] | None:
    """Return the bullet at the start of a line or after a tag such as ``<br>``, or one from Word anywhere, or None.

    A bullet at the start may be a character reference, such as ``&bull;``.
    """
    if reference := _BULLET_REFERENCE.match(line):
        line = unescape(reference[0]) + line[reference.end() :]
    elif "|" not in line and (tag := _BULLET_AFTER_TAG.search(line)):  # no other list is possible in a cell
        line = line[tag.end() :]
    return _BULLET.match(line) or _PRIVATE_BULLET.search(line)


def _in_html(block: Block) -> Iterator[Oddity]:
    for number, line in zip(block.numbers, block.lines, strict=True):
        if heading := _HEADING_TAG.search(line):
            yield Oddity("kop", _TAG.sub("", line[heading.end() :]).strip(), number)
        if not line.isascii() and (wrong := MOJIBAKE.search(line)):
            yield Oddity("tekens", wrong[0], number)
    if block.number in _UNCONVERTED_KINDS and _may_have_markdown(block.text):
        shown = block.text.replace(EMPTY, " " * len(EMPTY))
        text = _overwrite(_TAG, _overwrite(_RAW_TEXT, shown))
        for index, line in enumerate(text.split("\n")):
            if command := _find_command(line):
                written = block.lines[index][command.start() : command.end()].replace(EMPTY, "")
                yield Oddity("opdracht", written.rstrip(), block.numbers[index])
        if found := _MARKDOWN.search(text):
            index = text.count("\n", 0, found.end() - 1)
            line = block.lines[index].replace(EMPTY, "").strip()
            yield Oddity("html", line[:MAX_QUOTE_LENGTH], block.numbers[index])
