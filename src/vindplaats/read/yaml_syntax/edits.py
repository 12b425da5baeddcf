"""Apply fixes to a file: replace the parts that are wrong, and keep every other character as it is.

The file is never written from what was read from it. Comments, order, quotes, line ends and a BOM stay as they are.
"""

from collections.abc import Iterable, Sequence
from functools import partial

import yaml
from msgspec import Struct

from vindplaats.diagnostics.diagnostic import Diagnostic, Fix, NewField, NewKey, NewText, Report
from vindplaats.diagnostics.site import SITE_FILE
from vindplaats.errors import FrontMatterRefusedError
from vindplaats.patterns import regex
from vindplaats.read.schema import Field, fold_key
from vindplaats.read.yaml_syntax.fences import find_fences, without_fences
from vindplaats.read.yaml_syntax.mistakes import diagnose
from vindplaats.read.yaml_syntax.parser import LINE_ENDS, YamlSource, check, read
from vindplaats.read.yaml_syntax.places import FileText, Item, Nodes, Pair, span_of
from vindplaats.read.yaml_syntax.writing import write_in_flow, write_value
from vindplaats.text import nfc, visible_text, with_line_feeds

BOM = "\ufeff"
_BLANKS = regex(r"[ \t]*")
_DASH = regex(r"[ \t]*-[ \t]+")
"""What is before an item of a list on the first line of it."""


class _Edit(Struct, frozen=True, order=True):
    """What to write instead of the characters from ``start`` to ``end``."""

    start: int
    end: int
    text: str


def apply_fixes(file: str, data: bytes, fixes: Iterable[Fix], declared: tuple[Field, ...]) -> bytes:
    """Return the bytes of a file after as many of these fixes as possible; ``declared`` are the fields it may have.

    If fixes overlap, only the first is applied. Fixes in front matter that cannot be read are skipped. A readable file
    that would become unreadable is returned as it is.
    """
    whole = data.decode("utf-8")
    text = whole.removeprefix(BOM)
    source, is_readable = _readable(file, _lines_of(text), declared)
    editor = _Editor(FileText.of(text), source, {fold_key(field.name): field for field in declared})
    edits = sorted({edit for fix in fixes if (edit := editor.edit(fix))})
    parts: list[str] = []
    done = 0
    for edit in edits:
        if edit.start >= done:
            parts += (text[done : edit.start], edit.text)
            done = edit.end
    fixed = "".join((*parts, text[done:]))
    if is_readable and not _readable(file, _lines_of(fixed), declared)[1]:
        return data
    return (whole[: len(whole) - len(text)] + fixed).encode()


def _lines_of(text: str) -> list[str]:
    return with_line_feeds(text).split("\n")


def _as_parsed(text: str) -> str:
    """Return a text with the spaces that the parser gets in it."""
    return text.translate(LINE_ENDS | {ord("\t"): " "})


def _readable(file: str, lines: Sequence[str], declared: tuple[Field, ...]) -> tuple[YamlSource, bool]:
    """Return the front matter in lines as far as it can be read, and whether it is as it is in the file.

    What the parser refuses is repaired or left out, as when the page is read, so that every other line is the same.
    """
    fences = None if file == SITE_FILE else find_fences(file, lines, declared)
    if isinstance(fences, Diagnostic) or (fences and fences.toml):
        return YamlSource(file, "", 0), False
    text = fences.text(lines) if fences else without_fences("\n".join(lines))
    source = YamlSource(file, text.translate(LINE_ENDS), fences.first if fences else 0)
    for is_whole in (True, False):
        try:
            read(source, Report())
        except FrontMatterRefusedError:
            found = diagnose(source.text, {field.name: field for field in declared}, partial(check, file))
            source = YamlSource(file, found.text, source.offset)
        else:
            return source, is_whole
    return YamlSource(file, "", 0), False


def _text_of(node: yaml.Node) -> str:
    return visible_text(nfc(node.value)) if isinstance(node, yaml.ScalarNode) else ""


class _Editor:
    """Finds out for each fix which characters of a file it replaces."""

    def __init__(self, file: FileText, source: YamlSource, fields: dict[str, Field]) -> None:
        self._file = file
        self._fields = fields
        self._nodes = Nodes(source)
        self._read = source.lines

    def edit(self, fix: Fix) -> _Edit | None:
        """Return the edit for a fix, or None if what it replaces is not there."""
        place = (fix.line, fix.column)
        if isinstance(fix, NewText):
            if fix.end_line > len(self._file.lines):
                return None
            start, end = self._file.index(*place), self._file.index(fix.end_line, fix.end_column)
            there = "\n".join(_lines_of(self._file.text[start:end]))
            return _Edit(start, end, fix.text) if _as_parsed(there) == _as_parsed(fix.old) else None
        if isinstance(fix, NewKey):
            pair = self._nodes.pairs.get(place)
            return _Edit(*self._span(pair.key), fix.name) if pair and self._is_kept(pair.key) else None
        pair = self._nodes.fields.get(place)
        if isinstance(fix, NewField):
            return self._below(pair, fix.text) if pair and self._is_kept(pair.value) else None
        item = self._nodes.items.get(place)
        node = pair.value if pair else item.node if item else None
        if node is None or not self._is_kept(node) or _text_of(node) != fix.text:
            return None
        return self._value(pair, fix.values) if pair else self._item(item, fix.values) if item else None

    def _span(self, node: yaml.Node) -> tuple[int, int]:
        return span_of(self._file, self._nodes, node)

    def _is_kept(self, node: yaml.Node) -> bool:
        """Return whether the lines of a node were read as they are in the file."""
        first, (last, column) = self._nodes.start(node)[0], self._nodes.end(node)
        if column == 1 and last > first:
            last -= 1  # a text that keeps its lines ends where the next line begins
        return all(self._read.get(number, "") == self._file.line(number).translate(LINE_ENDS) for number in range(
            first, min(last, max(self._read)) + 1
        ))  # fmt: skip

    def _value(self, pair: Pair, values: Sequence[str]) -> _Edit | None:
        """Return the edit that gives a field these values: one text, or a list with an item on each line."""
        start, end = self._span(pair.value)
        written = self._write(pair.key, values, in_flow=pair.in_flow)
        if len(values) == 1 or pair.in_flow:
            return _Edit(start, end, written[0] if len(values) == 1 else f"[{', '.join(written)}]")
        line, column = self._nodes.start(pair.value)
        key_line, key_column = self._nodes.start(pair.key)
        new_line = self._file.line_end(line)
        if line == key_line:
            colon = self._file.text.index(":", self._span(pair.key)[1]) + 1
            indent = self._file.line(line)[: key_column - 1] + "  "
            return _Edit(colon, end, "".join(f"{new_line}{indent}- {item}" for item in written))
        indent = self._file.line(line)[: column - 1]
        if not _BLANKS.fullmatch(indent):  # the colon has a line of its own, below "? werkveld"
            return _Edit(start, end, f"[{', '.join(self._write(pair.key, values, in_flow=True))}]")
        return _Edit(start, end, f"{new_line}{indent}".join(f"- {item}" for item in written))

    def _item(self, item: Item, values: Sequence[str]) -> _Edit | None:
        """Return the edit that writes these values where an item of a list is."""
        start, end = self._span(item.node)
        written = self._write(None, values, in_flow=item.in_flow)
        if item.in_flow or len(values) == 1:
            return _Edit(start, end, ", ".join(written))
        line, column = self._nodes.start(item.node)
        dash = self._file.line(line)[: column - 1]
        if not _DASH.fullmatch(dash):
            return None
        return _Edit(start, end, f"{self._file.line_end(line)}{dash}".join(written))

    def _write(self, key: yaml.Node | None, values: Sequence[str], *, in_flow: bool) -> list[str]:
        field = self._fields.get(fold_key(key.value)) if key else None
        return [write_in_flow(field, value) if in_flow else write_value(field, value) for value in values]

    def _below(self, pair: Pair, text: str) -> _Edit:
        """Return the edit that writes a field on a line of its own, below another field."""
        _, end = self._span(pair.value)
        if pair.in_flow:
            return _Edit(end, end, f", {text}")
        number = next(n for n, (first, last) in enumerate(self._file.lines, 1) if first <= end <= last)
        key_line, key_column = self._nodes.start(pair.key)
        indent = self._file.line(key_line)[: key_column - 1]
        end = self._file.lines[number - 1][1]
        return _Edit(end, end, f"{self._file.line_end(number)}{indent if _BLANKS.fullmatch(indent) else ''}{text}")
