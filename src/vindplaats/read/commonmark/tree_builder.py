"""Make the tree of elements of a document from its blocks, and collect the oddities in it."""

import re
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown.util import HTML_PLACEHOLDER_RE, AtomicString, HtmlStash
from msgspec import structs

from vindplaats.patterns import regex
from vindplaats.read.commonmark.block import Block
from vindplaats.read.commonmark.footnotes import Footnotes
from vindplaats.read.commonmark.inline_parser import InlineContext, InlineParser, is_plain
from vindplaats.read.commonmark.oddity import Oddity, OddityKind
from vindplaats.read.commonmark.references import Definition, decode_references, literal, normalise_label
from vindplaats.read.commonmark.table_rows import split_row

_TASK = regex(r"\[([ xX])\][ \t]+(?=\S)")
_TASK_SIGNS = {" ": "\u2610", "x": "\u2611", "X": "\u2611"}
"""A box, empty or ticked. It is a character, because a form control has no use on a published page."""
_TASK_CLASS = "taak"
_SIGN_CLASS = "teken"
"""The classes of a task list item and of its sign. The style sheet puts the sign in the place of the bullet."""
_ALERT = regex(r"\[!(note|tip|important|warning|caution)\][ \t]*", re.IGNORECASE)
_ALERT_TITLES = {
    "note": "Opmerking",
    "tip": "Tip",
    "important": "Belangrijk",
    "warning": "Waarschuwing",
    "caution": "Let op",
}
"""The Dutch titles of alerts. GitHub and GitLab show such titles above a quote too."""
_MAX_EMPTY_CELLS = 50_000
"""Maximum number of empty cells that are added to short rows on a page. A wide table with many rows could need more."""
_ADDRESS_SIGNS = frozenset("/.#:@?")
"""The destination of a link has at least one of these characters. Ordinary text after ``[word]:`` may have none."""
_CELLS = frozenset({"td", "th"})
_ABBREVIATION = regex(r"\*\[([^\\\]]+)\][ ]?:[ ]*(.*)")


class TreeBuilder:
    """Builds the tree of one document."""

    def __init__(self, document: Block, references: list[Definition], stash: HtmlStash) -> None:
        self.oddities: list[Oddity] = []
        self.abbreviations: dict[str, str] = {}
        self._document = document
        self._empty_cells = 0
        self._footnotes = Footnotes()
        definitions: dict[str, Definition] = {}
        for definition in references:
            first = definitions.setdefault(normalise_label(definition.label), definition)
            if first.destination != definition.destination:
                self._note("link-dubbel", definition.line, definition.label)
        self._context = InlineContext(definitions, self._footnotes, stash, set())

    def build_into(self, root: Element) -> None:
        """Add the blocks of the document to an element."""
        for block in _footnotes_in(self._document):
            if not self._footnotes.define(block):
                self._note("noot-dubbel", block.start, block.marker)
        self._add_children(root, self._document.children, tight=False)
        self._add_footnotes(root)
        for block in self._footnotes.unused():
            self._note("noot-ongebruikt", block.start, block.marker)
        for label, definition in self._context.definitions.items():
            if label not in self._context.used and _ADDRESS_SIGNS.isdisjoint(definition.destination):
                self._note("link-ongebruikt", definition.line, definition.label)

    def _note(self, kind: OddityKind, line: int, text: str) -> None:
        self.oddities.append(Oddity(kind, text, line))

    def _add_children(self, parent: Element, blocks: list[Block], *, tight: bool) -> None:
        raw: list[str] = []  # consecutive HTML blocks
        for block in blocks:
            if block.kind == "html":
                raw.append(f"\n{self._context.stash.store(block.text)}\n")
                continue
            if raw:
                _append_text(parent, "\n".join(raw))
                raw = []
            self._add_block(parent, block, tight=tight)
        if raw:
            _append_text(parent, "\n".join(raw))

    def _add_block(self, parent: Element, block: Block, *, tight: bool) -> None:  # noqa: C901 (a case for each kind)
        match block.kind:
            case "paragraph":
                self._add_paragraph(parent, block, tight=tight)
            case "rule":
                SubElement(parent, "hr")
            case "quote":
                self._add_quote(SubElement(parent, "blockquote"), block)
            case "abbreviation":
                self._add_abbreviation(block)
            case "heading":
                self._add_heading(parent, block)
            case "code" | "fence":
                self._add_code(parent, block)
            case "table":
                self._add_table(parent, block)
            case "list":
                self._add_list(parent, block)
            case "terms":
                self._add_terms(parent, block)
            case "footnote" | "document" | "item" | "definition":
                pass  # footnotes come last; the others are added by the containers around them

    # Leaves

    def _add_text(self, element: Element, text: str, numbers: list[int]) -> None:
        """Parse a text into an element, and note what is odd in it. ``numbers`` are the lines that it was read from."""
        if is_plain(text):
            element.text = text
        else:
            self._parse_text(element, text, numbers)

    def _parse_text(self, element: Element, text: str, numbers: list[int]) -> None:
        parser = InlineParser(text, self._context)
        parser.parse_into(element)
        for oddity in parser.oddities:
            if oddity.kind == "nadruk" and element.tag in _CELLS and not oddity.text.strip("*"):
                continue  # as in "Totaal**", where the stars refer to a note below the table
            self.oddities.append(structs.replace(oddity, line=numbers[min(oddity.line, len(numbers) - 1)]))

    def _add_paragraph(self, parent: Element, block: Block, *, tight: bool) -> None:
        if not block.lines:
            return  # it had only definitions of links
        text = block.text.rstrip(" \t")
        if not tight:
            self._add_text(SubElement(parent, "p"), text, block.numbers)
            return
        if is_plain(text):
            _append_text(parent, text)
            return
        box = Element("span")
        self._parse_text(box, text, block.numbers)
        _append_text(parent, box.text or "")
        parent.extend(box)

    def _add_heading(self, parent: Element, block: Block) -> None:
        heading = SubElement(parent, f"h{block.level}")
        self._add_text(heading, block.text.rstrip(" \t"), block.numbers)
        if not self._context.has_content(heading):
            self._note("lege-kop", block.start, "#" * block.level)
        elif block.level == 1:
            words = HTML_PLACEHOLDER_RE.sub("", "".join(heading.itertext()))
            self._note("kop", block.start, unescape(words).strip())

    def _add_code(self, parent: Element, block: Block) -> None:
        code = SubElement(SubElement(parent, "pre"), "code")
        language = decode_references(block.info).split(maxsplit=1)
        if language:
            code.set("class", literal(f"language-{language[0]}"))
        code.text = AtomicString(literal("".join(f"{line}\n" for line in block.lines)))

    def _add_table(self, parent: Element, block: Block) -> None:
        table = SubElement(parent, "table")
        part, tag = SubElement(table, "thead"), "th"
        columns = len(block.alignments)
        for index, line in enumerate(block.lines):
            if index == 1:
                part, tag = SubElement(table, "tbody"), "td"
            row, cells, numbers = SubElement(part, "tr"), split_row(line), [block.numbers[index]]
            if len(cells) < columns:
                added = min(columns - len(cells), _MAX_EMPTY_CELLS - self._empty_cells)
                self._empty_cells += added
                cells += [""] * added
            for text, alignment in zip(cells, block.alignments, strict=False):
                cell = SubElement(row, tag)
                if alignment:
                    cell.set("align", alignment)
                self._add_text(cell, text, numbers)
            if lost := " | ".join(cell for cell in cells[columns:] if cell):
                self._note("cel", block.numbers[index], lost)

    # Containers

    def _add_quote(self, quote: Element, block: Block) -> None:
        """Add the content of a quote. A first line such as ``[!NOTE]`` may make it an alert."""
        first = block.children[0] if block.children else None
        is_text = first is not None and first.kind == "paragraph" and first.lines
        alert = _ALERT.fullmatch(first.lines[0]) if first is not None and is_text else None
        if first is not None and alert and (len(first.lines) > 1 or len(block.children) > 1):
            title = _ALERT_TITLES[alert[1].lower()]
            quote.set("class", "attentie")
            SubElement(SubElement(quote, "p"), "strong").text = title
            del first.lines[0], first.numbers[0]
        self._add_children(quote, block.children, tight=False)

    def _add_list(self, parent: Element, block: Block) -> None:
        element = SubElement(parent, "ul" if block.number is None else "ol")
        if block.number not in {None, 1}:
            element.set("start", str(block.number))
        tight = not block.is_loose
        for item in block.children:
            child = SubElement(element, "li")
            first = item.children[0] if item.children else None
            is_text = first is not None and first.kind == "paragraph" and first.lines
            task = _TASK.match(first.lines[0]) if first is not None and is_text else None
            if first is not None and task:
                first.lines[0] = first.lines[0][task.end() :]
            self._add_children(child, item.children, tight=tight)
            if task:
                child.set("class", _TASK_CLASS)
                _put_sign(child if tight else child[0], _TASK_SIGNS[task[1]])

    def _add_terms(self, parent: Element, block: Block) -> None:
        element = SubElement(parent, "dl")
        for child in block.children:
            if child.kind == "paragraph":
                self._add_text(SubElement(element, "dt"), child.text.rstrip(" \t"), child.numbers)
            else:
                tight = not child.marker and len(child.children) == 1
                self._add_children(SubElement(element, "dd"), child.children, tight=tight)

    def _add_abbreviation(self, block: Block) -> None:
        found = _ABBREVIATION.match(block.text)
        if found and found[1].strip() and found[2].strip():
            self.abbreviations[found[1].strip()] = found[2].strip()

    def _add_footnotes(self, root: Element) -> None:
        if not self._footnotes.numbers:
            return
        box = SubElement(root, "div", {"class": "footnote"})
        SubElement(box, "hr")
        notes = SubElement(box, "ol")
        done: list[tuple[str, Element]] = []
        while len(done) < len(self._footnotes.numbers):  # a note may mention another for the first time
            label = list(self._footnotes.numbers)[len(done)]
            note = SubElement(notes, "li", {"id": f"fn-{self._footnotes.numbers[label]}"})
            self._add_children(note, self._footnotes.defined[label].children, tight=False)
            done.append((label, note))
        for label, note in done:
            self._footnotes.add_backlinks(label, note)


def _append_text(parent: Element, text: str) -> None:
    """Add text at the end of an element, on a new line unless the element is empty."""
    if len(parent):
        last = parent[-1]
        last.tail = f"{last.tail}\n{text}" if last.tail and last.tail.strip() else f"\n{text}"
    else:
        parent.text = f"{parent.text}\n{text}" if parent.text else text


def _put_sign(element: Element, sign: str) -> None:
    """Put the sign of a task before the text of an element."""
    span = Element("span", {"class": _SIGN_CLASS})
    span.text = sign
    span.tail = f" {element.text or ''}"
    element.text = ""
    element.insert(0, span)


def _footnotes_in(block: Block) -> list[Block]:
    """Return the footnotes in a container, including those in lists and quotes, in the order of the document."""
    found: list[Block] = []
    for child in block.children:
        if child.kind == "footnote":
            found.append(child)
        if child.children:
            found += _footnotes_in(child)
    return found
