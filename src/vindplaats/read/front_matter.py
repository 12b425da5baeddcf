"""Front matter and ``site.yaml``: YAML to values that know their line and column, without interpreting them.

Every scalar is the text that the editor typed: ``no`` stays "no", and ``2021`` is the same as ``"2021"``.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

import yaml
from msgspec import Struct

from vindplaats.diagnostics import files, front_matter
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.errors import FrontMatterRefusedError
from vindplaats.text import nfc

# libyaml where PyYAML was built with it, several times as fast; the pure-Python loader gives the same nodes.
_Mark = Any  # yaml.Mark, or the C loader's own class of the same shape, which the stubs keep apart
_Loader: type[yaml.CBaseLoader] | type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_NO_SPACE = re.compile(r"[\w-]+:[^\s]")
_HASH = re.compile(r"""\s*(?:-\s+|[\w-]+:\s+)+[^"'\s#|>\[{][^#]*\s(#[^\s#].*)""")

MAX_YAML_DEPTH = 10
"""Lists and mappings within each other: front matter needs three, a loop in our own code must end."""

MAX_BRACKETS = 1000
"""More opening brackets than this are no front matter; libyaml and recursion are kept from them."""

_DEEP = re.compile(rf"^[ ?:-]{{{MAX_BRACKETS}}}", re.MULTILINE)
"""How a line begins that opens as many lists or mappings without brackets, or stands within them."""

_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""What YAML 1.1 takes for the end of a line and editors do not, who count lines otherwise; white space in any value."""

_SURROGATE = re.compile("[\ud800-\udfff]")
"""What only an escape can put in a text (`"\\ud800"`), which no file can hold. Libyaml refuses it by itself."""


class Scalar(Struct, frozen=True):
    """A text as typed; ``text`` is empty for a key without a value.

    ``start`` is the line and column of its first character where it stands in the file exactly so: on one line,
    without quotes. Then the n-th character stands n columns further on.
    """

    text: str
    line: int
    column: int
    start: tuple[int, int] | None = None


class Sequence(Struct, frozen=True):
    """A YAML list."""

    items: "tuple[RawValue, ...]"
    line: int
    column: int


class YamlPair(Struct, frozen=True):
    """A key with its value."""

    key: Scalar
    value: "RawValue"


class Mapping(Struct, frozen=True):
    """A YAML mapping, in the order of the file."""

    entries: tuple[YamlPair, ...]
    line: int
    column: int


RawValue = Scalar | Sequence | Mapping


class RawDocument(Struct, frozen=True):
    """A page split in two: the fields of its front matter, and its body with the number of its first line."""

    file: str
    fields: tuple[YamlPair, ...]
    body: str
    body_line: int


MAX_PAGE_BYTES = 256_000
"""Bytes of a page at most, some 40,000 words. What it takes to read one is bounded by that (`read.limits` too)."""
CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""What neither XML (1.0, 2.2) nor HTML may have, but for NUL."""
_NO_CONTROLS = bytes([*b"\t\n\r", *range(0x20, 0x7F), *range(0x80, 0x100)])
"""All bytes but those of `CONTROLS` that are one byte in UTF-8; the two others begin with ``ef bf``."""


def decode(file: str, data: bytes, report: Report) -> str | None:
    """Return UTF-8 (with or without BOM) as text with plain line ends, or report why it is no text and return None."""
    if len(data) > MAX_PAGE_BYTES:
        report.add(files.PAGE_TOO_LARGE.at(Place(file), limit="256 kB"))
        return None
    if b"\0" in data:
        report.add(files.NUL_BYTE.at(_place_of(file, data, data.index(b"\0"))))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        report.add(files.NOT_UTF8.at(_place_of(file, data, error.start)))
        return None
    if (data.translate(None, _NO_CONTROLS) or b"\xef\xbf" in data) and (odd := CONTROLS.search(text)):
        report.add(files.CONTROL_CHARACTER.at(_place_of(file, data, len(text[: odd.start()].encode()))))
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def split_document(file: str, data: bytes, report: Report) -> RawDocument | None:
    """Split a page into its fields and its body, or report why that is impossible and return None.

    Lines count from the first of the file, columns in characters.
    """
    text = decode(file, data, report)
    if text is None:
        return None
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        report.add(front_matter.NO_FRONT_MATTER.at(Place(file)))
        return None
    number = next((n for n, line in enumerate(lines[1:], 2) if line.startswith("---") and line.rstrip() == "---"), 0)
    if not number:
        report.add(front_matter.NOT_CLOSED.at(Place(file)))
        return None
    head = "\n".join(lines[1 : number - 1]) + "\n"
    fields = parse_yaml(file, head, report, offset=1)
    if fields is None:
        return None
    _report_comments(file, head, 1, report)
    return RawDocument(file, fields, "\n".join(lines[number:]), number + 1)


def parse_yaml(file: str, text: str, report: Report, offset: int = 0) -> tuple[YamlPair, ...] | None:
    """Return the pairs of a YAML mapping, or report why there are none and return None.

    ``offset`` is the number of lines above ``text`` in the file.
    """
    try:
        return _parse(file, text, offset)
    except FrontMatterRefusedError as error:
        report.add(error.diagnostic)
        return None


def _parse(file: str, text: str, offset: int) -> tuple[YamlPair, ...]:
    """Return the pairs of a YAML mapping. Raises `FrontMatterRefusedError`."""

    def place(mark: _Mark | None) -> Place:
        return Place(file) if mark is None else Place(file, mark.line + 1 + offset, mark.column + 1)

    text = text.translate(_LINE_ENDS)
    deep = _find_deep_nesting(text)
    if deep is not None:
        raise FrontMatterRefusedError(front_matter.TOO_DEEP.at(Place(file, deep[0] + offset, deep[1])))
    _refuse_anchors_and_tags(text, place)
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
        if node is None:
            return ()
        value = _value(node, place, 0)
    except yaml.YAMLError as error:
        raise FrontMatterRefusedError(_syntax_fault(file, error, place, text, offset)) from None
    except FrontMatterRefusedError:  # a `ValueError` too
        raise
    except (ValueError, OverflowError):  # the Python loader, over "\Uffffffff"
        raise FrontMatterRefusedError(front_matter.invalid_yaml(Place(file, 1 + offset), "")) from None
    except RecursionError:  # PyYAML without libyaml, which stops by itself
        raise FrontMatterRefusedError(front_matter.TOO_DEEP.at(Place(file, 1 + offset))) from None
    if not isinstance(value, Mapping):
        raise FrontMatterRefusedError(front_matter.NO_FIELDS.at(Place(file, value.line, value.column)))
    return value.entries


def _find_deep_nesting(text: str) -> tuple[int, int] | None:
    """Return the line and column from which the text may be nested too deep for parsers, judged by its signs alone."""
    many = text.count("[") + text.count("{") > MAX_BRACKETS
    found = next(islice(re.finditer(r"[\[{]", text), MAX_BRACKETS, None)) if many else _DEEP.search(text)
    if found is None:
        return None
    return text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())


def _value(node: yaml.Node, place: Callable[[_Mark | None], Place], depth: int) -> RawValue:
    where = place(node.start_mark)
    if depth > MAX_YAML_DEPTH:
        raise FrontMatterRefusedError(front_matter.TOO_DEEP.at(where))
    if isinstance(node, yaml.ScalarNode):
        if _SURROGATE.search(node.value):
            raise FrontMatterRefusedError(files.CONTROL_CHARACTER.at(where))
        text = nfc(node.value)
        begin, end = node.start_mark, node.end_mark
        # Quotes, escapes and line breaks all make it longer in the file than it is.
        verbatim = text == node.value and (begin.line, begin.column + len(text)) == (end.line, end.column)
        return Scalar(text, where.line, where.column, (where.line, where.column) if verbatim else None)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_value(item, place, depth + 1) for item in node.value)
        return Sequence(items, where.line, where.column)
    entries = []
    seen: dict[str, Scalar] = {}
    for key_node, value_node in node.value:
        key = _value(key_node, place, depth + 1)
        if not isinstance(key, Scalar):
            raise FrontMatterRefusedError(front_matter.KEY_NOT_A_WORD.at(Place(where.file, key.line, key.column)))
        if key.text in seen:
            here = Place(where.file, key.line, key.column)
            raise FrontMatterRefusedError(
                front_matter.DUPLICATE_KEY.at(here, name=key.text, first_line=seen[key.text].line)
            )
        seen[key.text] = key
        entries.append(YamlPair(key, _value(value_node, place, depth + 1)))
    return Mapping(tuple(entries), where.line, where.column)


def _refuse_anchors_and_tags(text: str, place: Callable[[_Mark | None], Place]) -> None:
    """Raise `FrontMatterRefusedError` for the first anchor, alias, tag or directive.

    An anchor without an alias leaves no trace in the node tree, so they are looked for in the events.
    """
    if not any(sign in text for sign in "&*!%"):
        return
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
                raise FrontMatterRefusedError(front_matter.TAG.at(place(event.start_mark), tag="%"))
            if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
                raise FrontMatterRefusedError(front_matter.ANCHOR.at(place(event.start_mark), name=event.anchor))
            tag = getattr(event, "tag", None)
            if tag is not None:
                raise FrontMatterRefusedError(front_matter.TAG.at(place(event.start_mark), tag=tag))
    except FrontMatterRefusedError:  # a `ValueError` too
        raise
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        return  # the parse that follows reports it, with its place


def _syntax_fault(
    file: str, error: yaml.YAMLError, place: Callable[[_Mark | None], Place], text: str, offset: int
) -> Diagnostic:
    """Return the fault of YAML that cannot be parsed, at the line that an editor has to change."""
    if isinstance(error, yaml.reader.ReaderError):
        head = text[: error.position]
        if _Loader is not yaml.BaseLoader:  # libyaml counts bytes, the Python loader characters
            head = text.encode()[: error.position].decode("utf-8", "ignore")
        line = head.count("\n")
        return files.CONTROL_CHARACTER.at(Place(file, line + 1 + offset, len(head) - (head.rfind("\n") + 1) + 1))
    if not isinstance(error, yaml.MarkedYAMLError):
        return front_matter.invalid_yaml(Place(file, 1 + offset), "")
    where = place(error.problem_mark or error.context_mark)
    if "depth" in (error.problem or ""):
        return front_matter.TOO_DEEP.at(where)
    lines = ["", *text.split("\n")]
    index = where.line - offset
    if index >= len(lines):  # libyaml counts a line after the last one
        index = len(lines) - 1
        where = Place(file, index + offset)
    # A key without a space after its colon is noticed only on the next line.
    if _NO_SPACE.match(lines[index - 1]):
        return front_matter.NO_SPACE.at(Place(file, where.line - 1, 1), line=lines[index - 1].strip())
    return front_matter.invalid_yaml(where, lines[index])


def _report_comments(file: str, text: str, offset: int, report: Report) -> None:
    """Report values cut short by what YAML takes for a comment and the editor probably did not: ``titel: Wijk #3``."""
    for number, line in enumerate(text.split("\n"), 1 + offset):
        match = _HASH.match(line)
        if match:
            report.add(front_matter.COMMENT.at(Place(file, number, match.start(1) + 1), text=match[1]))


def _place_of(file: str, data: bytes, position: int) -> Place:
    start = data.rfind(b"\n", 0, position) + 1
    column = len(data[start:position].decode("utf-8", errors="replace"))
    return Place(file, data.count(b"\n", 0, position) + 1, column + 1)
