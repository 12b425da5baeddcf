"""Parse front matter and ``site.yaml`` into values that know their line and column.

No scalar is converted to another type: ``no`` is the text ``"no"``, and ``2021`` is the same as ``"2021"``.
"""

import re
from itertools import islice
from typing import Any

import yaml
from msgspec import Struct

from vindplaats.diagnostics import bodies, files, front_matter
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.errors import FrontMatterRefusedError
from vindplaats.inputs.file_head import is_lfs_pointer
from vindplaats.read.notations.merge_conflicts import find_conflicts
from vindplaats.read.notations.mojibake import MOJIBAKE
from vindplaats.text import MAX_QUOTE_LENGTH, is_yaml_null, nfc

# libyaml, if PyYAML was built with it, is several times as fast. The pure-Python loader gives the same nodes.
_Mark = Any  # yaml.Mark, or the class of the C loader, which has the same shape but is unrelated in the stubs
_Loader: type[yaml.CBaseLoader] | type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_KEY_WITHOUT_SPACE = re.compile(r"[\w-]+:[^\s]")
_SWALLOWED_COMMENT = re.compile(r"""\s*(?:-\s+|[\w-]+:\s+)+[^"'\s#|>\[{][^#]*\s(#[^\s#].*)""")

MAX_PAGE_BYTES = 256_000
"""Maximum size of a page in bytes, some 40,000 words. It bounds the time to read one page (see also `read.limits`)."""


MAX_YAML_DEPTH = 10
"""Maximum depth of nested lists and mappings. Front matter needs three; the limit ends the recursion of `_value`."""

MAX_BRACKETS = 1000
"""Maximum number of opening brackets in front matter. A text with more is rejected before it is parsed, because deep
nesting exhausts the stack."""

_HTML_COMMENT = re.compile(r"(?:<!--|<\?|<!\[CDATA\[).*")
"""The beginning of a comment, instruction or CDATA section of HTML, which would be published."""

_DEEP_LINE = re.compile(rf"^[ ?:-]{{{MAX_BRACKETS}}}", re.MULTILINE)
"""The start of a line with so much indentation, or so many indicators (``- - -``), that it may be nested as deep as
`MAX_BRACKETS` brackets."""

_LINE_ENDS = dict.fromkeys((0x2028, 0x2029), " ")
"""Characters that end a line in YAML 1.1 but not in a text editor. They become spaces, to keep line numbers right."""

_SURROGATE = re.compile("[\ud800-\udfff]")
"""A surrogate. Only an escape (``"\\ud800"``) can put one in a text, and UTF-8 cannot encode it. Libyaml rejects it;
the pure-Python loader does not."""

CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Control characters other than NUL, and noncharacters. XML (1.0, 2.2) or HTML forbids or discourages them."""

_C1 = re.compile(rb"\xc2[\x80-\x9f]")
"""A character from U+0080 to U+009F, in UTF-8. Nobody types them: they come from bytes of UTF-8 or Windows-1252 that a
program took for Latin-1."""

_NO_CONTROLS = bytes([*b"\t\n\r", *range(0x20, 0x7F), *range(0x80, 0x100)])
"""All bytes except NUL and the `CONTROLS` of one byte. Of the other `CONTROLS`, `_C1` finds some; the rest
begin with ``ef bf`` in UTF-8 (U+FFFE and U+FFFF)."""


class Scalar(Struct, frozen=True):
    """A YAML scalar. ``text`` is its value, always as text, or empty for a key without a value or with a null.

    ``start`` is the line and column of the first character if the text is written literally in the file: on one line,
    without quotes or escapes. Character n of the text is then n columns after ``start``. Otherwise ``start`` is None.
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
    """A page split into the fields of its front matter and its body, with the number of the first line of the body."""

    file: str
    fields: tuple[YamlPair, ...]
    body: str
    body_line: int


def decode(file: str, data: bytes, report: Report) -> str | None:
    """Decode UTF-8, remove a BOM and turn every line end into a line feed, or report why that fails and return None."""
    if len(data) > MAX_PAGE_BYTES:
        report.add(files.PAGE_TOO_LARGE.at(Place(file), limit="256 kB"))
        return None
    if is_lfs_pointer(data):
        report.add(files.LFS_POINTER.at(Place(file)))
        return None
    if b"\0" in data:
        report.add(files.NUL_BYTE.at(_place_of_byte(file, data, data.index(b"\0"))))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        report.add(files.NOT_UTF8.at(_place_of_byte(file, data, error.start)))
        return None
    if strange := _C1.search(data):
        report.add(files.CONVERTED_TWICE.at(_place_of_byte(file, data, strange.start())))
        return None
    if (data.translate(None, _NO_CONTROLS) or b"\xef\xbf" in data) and (found := CONTROLS.search(text)):
        position = len(text[: found.start()].encode())
        report.add(files.CONTROL_CHARACTER.at(_place_of_byte(file, data, position)))
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def has_conflicts(file: str, text: str, report: Report) -> bool:
    """Report every merge conflict in a file, and return whether there are any. If so, the file is not worth reading."""
    found = find_conflicts(text)
    for line in found:
        report.add(front_matter.MERGE_CONFLICT.at(Place(file, line)))
    return bool(found)


def split_document(file: str, data: bytes, report: Report) -> RawDocument | None:
    """Split a page into its fields and its body, or report why that fails and return None.

    Each value that YAML cut short at a ``#`` that was probably not meant as a comment is reported too. The places of
    fields are places in the file, with columns counted in characters.
    """
    text = decode(file, data, report)
    if text is None:
        return None
    if has_conflicts(file, text, report):
        return None
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        report.add(front_matter.NO_FRONT_MATTER.at(Place(file)))
        return None
    fence = next((n for n, line in enumerate(lines[1:], 2) if line.startswith("---") and line.rstrip() == "---"), 0)
    if not fence:
        report.add(front_matter.NOT_CLOSED.at(Place(file)))
        return None
    yaml_text = "\n".join(lines[1 : fence - 1]) + "\n"
    fields = parse_yaml(file, yaml_text, report, offset=1)
    if fields is None:
        return None
    _report_swallowed_comments(file, yaml_text, report)
    return RawDocument(file, fields, "\n".join(lines[fence:]), fence + 1)


def parse_yaml(file: str, text: str, report: Report, offset: int = 0) -> tuple[YamlPair, ...] | None:
    """Return the pairs of the YAML mapping ``text``, or report why it cannot be used and return None.

    An empty text has no pairs, which is not a fault. ``offset`` is the number of lines above ``text`` in ``file``.
    """
    source = _YamlSource(file, text.translate(_LINE_ENDS), offset)
    fault = _too_deep(source) or _anchor_or_tag(source)
    if fault:
        report.add(fault)
        return None
    try:
        loader = _Loader(source.text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
        if node is None:
            return ()
        value = _value(node, source, 0)
        _report_mojibake(source, report)
    except yaml.YAMLError as error:
        report.add(_syntax_error(source, error))
        return None
    except FrontMatterRefusedError as error:
        report.add(error.diagnostic)
        return None
    except (ValueError, OverflowError):  # raised by the Python loader, for "\Uffffffff"
        report.add(front_matter.invalid_yaml(source.first_line, ""))
        return None
    except RecursionError:  # raised by the Python loader; libyaml has a limit of its own
        report.add(front_matter.TOO_DEEP.at(source.first_line))
        return None
    if not isinstance(value, Mapping):
        report.add(front_matter.NO_FIELDS.at(Place(file, value.line, value.column)))
        return None
    return value.entries


class _YamlSource(Struct, frozen=True):
    """A text in YAML and where it comes from: ``offset`` is the number of lines above it in ``file``."""

    file: str
    text: str
    offset: int

    @property
    def first_line(self) -> Place:
        return Place(self.file, 1 + self.offset)

    def place(self, mark: _Mark | None) -> Place:
        """Return the place in the file of a mark of the parser, or the top of the file if there is no mark."""
        if mark is None:
            return Place(self.file)
        return Place(self.file, mark.line + 1 + self.offset, mark.column + 1)


def _too_deep(source: _YamlSource) -> Diagnostic | None:
    """Return a fault if the text may be nested too deep for the parser, at the place where it exceeds the limit."""
    text = source.text
    many = text.count("[") + text.count("{") > MAX_BRACKETS
    found = next(islice(re.finditer(r"[\[{]", text), MAX_BRACKETS, None)) if many else _DEEP_LINE.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1 + source.offset
    return front_matter.TOO_DEEP.at(Place(source.file, line, found.start() - text.rfind("\n", 0, found.start())))


def _anchor_or_tag(source: _YamlSource) -> Diagnostic | None:
    """Return a fault for the first anchor, alias, tag or directive, or None.

    It is found in the events of the parser, because the node tree does not show an anchor that no alias uses.
    """
    if not any(sign in source.text for sign in "&*!%"):
        return None
    try:
        for event in yaml.parse(source.text, Loader=_Loader):
            if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
                return front_matter.TAG.at(source.place(event.start_mark), tag="%")
            if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
                return front_matter.ANCHOR.at(source.place(event.start_mark), name=event.anchor)
            tag = getattr(event, "tag", None)
            if tag is not None:
                return front_matter.TAG.at(source.place(event.start_mark), tag=tag)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        return None  # `parse_yaml` parses the text again and reports the error with its place
    return None


def _value(node: yaml.Node, source: _YamlSource, depth: int) -> RawValue:
    """Convert a node of the parser to a `RawValue`. Raise `FrontMatterRefusedError` if a node is not allowed."""
    place = source.place(node.start_mark)
    if depth > MAX_YAML_DEPTH:
        raise FrontMatterRefusedError(front_matter.TOO_DEEP.at(place))
    if isinstance(node, yaml.ScalarNode):
        if _SURROGATE.search(node.value):
            raise FrontMatterRefusedError(files.CONTROL_CHARACTER.at(place))
        if "<" in node.value and (hidden := _HTML_COMMENT.search(node.value)):
            raise FrontMatterRefusedError(front_matter.HTML_COMMENT.at(place, text=hidden[0][:MAX_QUOTE_LENGTH]))
        text = nfc(node.value)
        begin, end = node.start_mark, node.end_mark
        # Quotes, escapes and line breaks all make the node in the file longer than its text.
        verbatim = text == node.value and (begin.line, begin.column + len(text)) == (end.line, end.column)
        return Scalar(text, place.line, place.column, (place.line, place.column) if verbatim else None)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_value(item, source, depth + 1) for item in node.value if not _is_null(item))
        return Sequence(items, place.line, place.column)
    pairs = []
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        key = _value(key_node, source, depth + 1)
        key_place = Place(source.file, key.line, key.column)
        if not isinstance(key, Scalar):
            raise FrontMatterRefusedError(front_matter.KEY_NOT_A_WORD.at(key_place))
        if key.text in lines:
            fault = front_matter.DUPLICATE_KEY.at(key_place, name=key.text, first_line=lines[key.text])
            raise FrontMatterRefusedError(fault)
        lines[key.text] = key.line
        value = _value(value_node, source, depth + 1)
        pairs.append(YamlPair(key, Scalar("", value.line, value.column) if _is_null(value_node) else value))
    return Mapping(tuple(pairs), place.line, place.column)


def _is_null(node: yaml.Node) -> bool:
    """Return whether a value is written as ``null`` or ``~``, without quotes. Web editors write these for no value."""
    return isinstance(node, yaml.ScalarNode) and not node.style and is_yaml_null(node.value)


def _syntax_error(source: _YamlSource, error: yaml.YAMLError) -> Diagnostic:
    """Return the fault for an error of the YAML parser, at the line that probably caused the error."""
    if isinstance(error, yaml.reader.ReaderError):
        return _unreadable_character(source, error.position)
    if not isinstance(error, yaml.MarkedYAMLError):
        return front_matter.invalid_yaml(source.first_line, "")
    place = source.place(error.problem_mark or error.context_mark)
    if "depth" in (error.problem or ""):
        return front_matter.TOO_DEEP.at(place)
    lines = ["", *source.text.split("\n")]
    index = place.line - source.offset
    # The parser notices a key without a space after its colon only on the next line.
    suspect = index - 1
    if index >= len(lines) or not any(lines[index:]):  # it noticed only at the end that something was not closed
        suspect = index = max((number for number, line in enumerate(lines) if line.strip()), default=1)
        place = Place(source.file, index + source.offset)
    if _KEY_WITHOUT_SPACE.match(lines[suspect]) and ":\u00a0" not in lines[suspect]:
        return front_matter.NO_SPACE.at(Place(source.file, suspect + source.offset), line=lines[suspect].strip())
    return front_matter.invalid_yaml(place, lines[index])


def _unreadable_character(source: _YamlSource, position: int) -> Diagnostic:
    """Return the fault for a character that YAML does not allow."""
    before = source.text[:position]
    if _Loader is not yaml.BaseLoader:  # libyaml counts bytes, the Python loader characters
        before = source.text.encode()[:position].decode("utf-8", "ignore")
    line = before.count("\n") + 1 + source.offset
    return files.CONTROL_CHARACTER.at(Place(source.file, line, len(before) - (before.rfind("\n") + 1) + 1))


def _report_swallowed_comments(file: str, text: str, report: Report) -> None:
    """Report values that YAML cuts short at a ``#`` that was probably not meant as a comment: ``titel: Wijk #3``."""
    for number, line in enumerate(text.split("\n"), 2):  # the opening fence is line 1
        match = _SWALLOWED_COMMENT.match(line)
        if match:
            report.add(front_matter.COMMENT.at(Place(file, number, match.start(1) + 1), text=match[1]))


def _report_mojibake(source: _YamlSource, report: Report) -> None:
    """Report the first wrongly decoded character on each line, unless a ``#`` before it may begin a comment."""
    if source.text.isascii():
        return
    for number, line in enumerate(source.text.split("\n"), source.offset + 1):
        wrong = MOJIBAKE.search(line)
        if wrong and "#" not in line[: wrong.start()]:
            report.add(bodies.MOJIBAKE.at(Place(source.file, number, wrong.start() + 1), text=wrong[0]))


def _place_of_byte(file: str, data: bytes, position: int) -> Place:
    start = data.rfind(b"\n", 0, position) + 1
    column = len(data[start:position].decode("utf-8", errors="replace"))
    return Place(file, data.count(b"\n", 0, position) + 1, column + 1)
