"""Find blocks that lack something: fences that are not closed, boxes, ids and tables that do not work.

Readers then see the marks, or see text as code, as on GitHub.
"""

import re
from collections.abc import Iterator, Sequence

from vindplaats.patterns import regex
from vindplaats.read.commonmark.block import Block, leaves
from vindplaats.read.commonmark.oddity import Oddity, OddityKind
from vindplaats.read.commonmark.references import Definition
from vindplaats.read.commonmark.table_rows import column_alignments, split_row
from vindplaats.text import MAX_QUOTE_LENGTH

ITEM = r"""(?:[#.][^\s{}"'=]+|[A-Za-z][\w-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+))"""
ATTRIBUTES = rf"\{{:?[ ]*({ITEM}(?:[ ]+{ITEM})*)[ ]*\}}"
"""Attributes such as ``{#id .class name="value"}``. Other words in braces are text."""
_GOOD_ATTRIBUTES = regex(rf"[ ]{ATTRIBUTES}")
_NEARLY_ID = regex(r"(?<![\\`])([ ]?)(?P<whole>\{:?[ ]*#(?P<id>[^\W\d][\w -]*)[}\])]?)[ ]*$")
_FENCE = regex(r"[ ]{0,3}(`{3,}|~{3,})[ \t]*[^\s`~][^`~]*$")
_WRONG_FENCE = regex(r"[ \t]*(?:['\"`~\u00b4\u2018\u2019\u201c\u201d]{2,}|[`~])[ \t]*")
"""A line with which an editor may have meant to close code."""
_ALERT = regex(r"\[!([^\]\n]{1,40})\][-+]?(.*)")
_ALERTS = {
    "note": "NOTE", "opmerking": "NOTE", "noot": "NOTE", "info": "NOTE", "informatie": "NOTE", "tip": "TIP",
    "hint": "TIP", "important": "IMPORTANT", "belangrijk": "IMPORTANT", "warning": "WARNING",
    "waarschuwing": "WARNING", "pas op": "WARNING", "caution": "CAUTION", "let op": "CAUTION", "danger": "CAUTION",
    "gevaar": "CAUTION",
}  # fmt: skip
"""The kinds of boxes by their name, in Dutch and in other systems as well."""
_ALL_ALERTS = "[!NOTE], [!TIP], [!IMPORTANT], [!WARNING] of [!CAUTION]"
_CONTENTS = regex(r"\[{0,2}_?toc_?\]{0,2}|\[{1,2}(?:inhoud|inhoudsopgave)\]{1,2}|\(toc\)", re.IGNORECASE)
_CONTENTS_MARK = "[TOC]"
_MAX_CONTENTS_LENGTH = len("[[inhoudsopgave]]")
_TAB = regex(r"(?<=\S)[ ]*\t\s*(?=\S)")
_LABEL = regex(r"[^\t]*:[ ]*\t")
"""A label with a colon before a tab begins no row."""
_MIN_WORDS = 5
"""Number of words from which an indented line or the text above dashes may be a sentence."""
_LIKE_CODE = regex(r"[{}<>=;$\\|_#*@~\[\]]|\w\(|//|\s{2}|^\W")


def find_unfinished(document: Block, source: str) -> Iterator[Oddity]:
    """Yield what lacks something in a document. ``source`` is the text of the document."""
    if "```" in source or "~~~" in source:
        yield from _open_fence(document)
    yield from _in_container(document, has_tabs="\t" in source)


def _open_fence(document: Block) -> Iterator[Oddity]:
    """Yield the first fence that is not closed. Those below it are the same mistake."""
    for block in leaves(document):
        if block.kind != "fence":
            continue
        if not block.closed:
            wrong = next((line.strip() for line in block.lines if _WRONG_FENCE.fullmatch(line)), "")
            kind: OddityKind = "codeblok" if any(line.strip() for line in block.lines) else "codeblok-leeg"
            yield Oddity("codeblok-teken" if wrong else kind, block.marker, block.start, wrong)
            return
        inner = [found for line in block.lines if (found := _FENCE.match(line))]
        if any(found[1].startswith(block.marker) for found in inner):
            yield Oddity("codeblok", block.marker, block.start)
            return


def _in_container(block: Block, *, has_tabs: bool) -> Iterator[Oddity]:
    before: Block | None = None
    for child in block.children:
        if child.kind == "paragraph":
            if child.lines and (has_tabs or len(child.lines[0].strip()) <= _MAX_CONTENTS_LENGTH):
                yield from _in_paragraph(child)
        elif child.kind == "heading":
            if child.end > child.numbers[-1] or "{" in child.lines[-1]:
                yield from _in_heading(child)
        elif child.kind == "quote":
            yield from _in_quote(child)
        elif child.kind == "code" and _follows_text(before) and _is_sentence(child):
            yield Oddity("code-zin", child.lines[0][:MAX_QUOTE_LENGTH], child.start)
        if child.children:
            yield from _in_container(child, has_tabs=has_tabs)
        before = child


def _in_quote(quote: Block) -> Iterator[Oddity]:
    """Yield a box without text below its first line, or of a kind that does not exist.

    A link in brackets is no box.
    """
    first = quote.children[0] if quote.children else None
    found = _ALERT.match(first.lines[0]) if first is not None and first.kind == "paragraph" and first.lines else None
    if first is None or found is None or found[2][:1] in {"(", "["}:
        return
    name = found[1].strip().lower()
    kind = _ALERTS.get(name, "")
    if kind.lower() != found[1].lower():
        meant = f"[!{kind}]" if kind else _ALL_ALERTS
        yield Oddity("kader-soort", f"[!{found[1]}]", first.numbers[0], meant)
    elif found[2].strip() or (len(first.lines) == 1 and len(quote.children) == 1):
        yield Oddity("kader-tekst", f"[!{found[1]}]", first.numbers[0])


def _in_heading(heading: Block) -> Iterator[Oddity]:
    """Yield an id that the heading does not get, and a heading that is a sentence above dashes."""
    line, number = heading.lines[-1], heading.numbers[-1]
    if (found := _NEARLY_ID.search(line)) and not _GOOD_ATTRIBUTES.fullmatch(f"{found[1]}{found['whole']}"):
        yield Oddity("attribuut", found["whole"], number, f" {{#{'-'.join(found['id'].split())}}}")
    is_underlined = heading.end > number
    is_sentence = line.rstrip().endswith(".") and len(line.split()) >= _MIN_WORDS
    if is_underlined and heading.level > 1 and (len(heading.lines) > 1 or is_sentence):
        yield Oddity("kop-streepjes", "---", heading.end)


def _in_paragraph(paragraph: Block) -> Iterator[Oddity]:
    """Yield a mark for the table of contents that is not one, and a table whose cells are separated by tabs."""
    text = paragraph.lines[0].strip()
    if len(paragraph.lines) == 1 and text != _CONTENTS_MARK and _CONTENTS.fullmatch(text) and not text.isalpha():
        yield Oddity("inhoud", text, paragraph.numbers[0])
    counts = {len(_TAB.findall(line)) if "\t" in line else 0 for line in paragraph.lines}
    if len(paragraph.lines) > 1 and len(counts) == 1 and 0 not in counts and not _LABEL.match(text):
        cells = [cell.replace("|", "\\|") for cell in _TAB.split(text)]
        head = f"'| {' | '.join(cells)} |' en '{dashes(len(cells))}'"
        yield Oddity("tabel-tabs", text[:MAX_QUOTE_LENGTH], paragraph.numbers[0], head)


def _follows_text(before: Block | None) -> bool:
    """Return whether the block before indented code is a paragraph of text, or nothing. A command may have a text."""
    return before is None or (before.kind == "paragraph" and not before.text.startswith(("!!!", "???")))


def _is_sentence(code: Block) -> bool:
    """Return whether indented code is a sentence: it has words and no signs of code, and ends like a sentence."""
    text = " ".join(code.lines)
    ends = text[:1].isupper() and text.rstrip().endswith((".", "!", "?"))
    return ends and len(text.split()) >= _MIN_WORDS and not any(map(_LIKE_CODE.search, code.lines))


def with_note(oddity: Oddity, document: Block, references: Sequence[Definition]) -> Oddity:
    """Return a mention of an unknown footnote with the text that begins its note, if that lacks ``^`` or its colon."""
    if oddity.kind != "noot":
        return oddity
    label = re.escape(oddity.text[2:-1])
    start = re.compile(rf"\\?\[{label}\]:|\[?\^{label}(?:\]?:|\][ \t])|{label}\]:|\[\^{label}:")
    if any(start.match(f"[{definition.label}]:") for definition in references):
        return Oddity("noot-dakje", oddity.text, oddity.line, f"[{oddity.text[2:-1]}]:")
    for block in leaves(document):
        for number, line in zip(block.numbers, block.lines, strict=True) if block.kind == "paragraph" else ():
            if number != oddity.line and (found := start.match(line)):
                return Oddity("noot-dakje", oddity.text, oddity.line, found[0].strip())
    return oddity


def dashes(count: int) -> str:
    """Return the delimiter row of a table with this many columns.

    >>> dashes(2)
    '|---|---|'
    """
    return f"|{'---|' * count}"


def wrong_delimiters(lines: list[str], index: int) -> str:
    """Return the delimiter row to write instead of the line below ``index``, or an empty text if that is not known.

    It is known if the line below a head is a delimiter row of another width, and no row below is wider than the head.
    """
    if index + 1 >= len(lines) or column_alignments(lines[index + 1]) is None:
        return ""
    width = len(split_row(lines[index]))
    is_wider = any(len(split_row(line)) > width for line in lines[index + 2 :])
    return "" if is_wider or width == 1 else dashes(width)
