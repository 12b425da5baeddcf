"""Parse YAML into values that know their line and column, or find out why that is impossible.

No scalar is converted to another type: ``no`` is the text ``"no"``, and ``2021`` is the same as ``"2021"``.
"""

import re
from itertools import islice
from typing import Any

import yaml
from msgspec import Struct

from vindplaats.diagnostics import files, front_matter
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.errors import FrontMatterRefusedError
from vindplaats.patterns import regex
from vindplaats.read.schema import LIST_FIELDS
from vindplaats.read.yaml_syntax.characters import HARD_SPACES, IN_NAME
from vindplaats.read.yaml_syntax.raw_values import Mapping, RawValue, Scalar, Sequence, YamlPair
from vindplaats.text import MAX_QUOTE_LENGTH, is_yaml_null, nfc

# libyaml, if PyYAML was built with it, is several times as fast. The pure-Python loader gives the same nodes.
_Mark = Any  # yaml.Mark, or the class of the C loader, which has the same shape but is unrelated in the stubs
_Loader: type[yaml.CBaseLoader] | type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

MAX_YAML_DEPTH = 10
"""Maximum depth of nested lists and mappings. Front matter needs three; the limit ends the recursion of `_value`."""

MAX_BRACKETS = 1000
"""Maximum number of opening brackets in front matter. A text with more is rejected before it is parsed, because deep
nesting exhausts the stack."""

_HTML_COMMENT = regex(r"(?:<!--|<\?|<!\[CDATA\[).*")
"""The beginning of a comment, instruction or CDATA section of HTML, which would be published."""

_DEEP_LINE = regex(rf"^[ ?:-]{{{MAX_BRACKETS}}}", re.MULTILINE)
"""The start of a line with so much indentation, or so many indicators (``- - -``), that it may be nested as deep as
`MAX_BRACKETS` brackets."""

SYNTAX_CODES = frozenset({front_matter.INVALID_YAML.code, front_matter.ANCHOR.code, front_matter.TAG.code})
"""The codes of faults for which `diagnose` looks for the mistake."""

_HIDDEN_ITEM = regex(rf"(?:^| )[-–—•·▪◦](?:[{HARD_SPACES}]|\S| )")
"""What may be an item of a list that became a part of a text, if that text takes up several lines."""
_BULLET_LINE = regex(r"\s*(?:-\s|[•·▪◦])")
_NO_DASH_LINE = regex(r"\s*[-–—]")

_SURROGATE = regex("[\ud800-\udfff]")
"""A surrogate. Only an escape (``"\\ud800"``) can put one in a text, and UTF-8 cannot encode it. Libyaml rejects it;
the pure-Python loader does not."""


LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""Characters that end a line in YAML 1.1 but not in a text editor. They become spaces, to keep line numbers right."""


class Fields(Struct, frozen=True):
    """The pairs of a YAML mapping that can be read.

    ``faulty`` has the names of fields that have been reported and left out. If ``refused``, an error was reported, so
    that the pairs are only good for finding more mistakes.
    """

    pairs: tuple[YamlPair, ...]
    faulty: frozenset[str] = frozenset()
    refused: bool = False


class YamlSource(Struct, frozen=True):
    """A text in YAML and where it comes from: ``offset`` is the number of lines above it in ``file``."""

    file: str
    text: str
    offset: int

    @property
    def parsed(self) -> str:
        """The text as the parser gets it, with a space for each tab that does not begin a line.

        Libyaml takes such a tab for a space, but the pure-Python loader refuses it.
        """
        if "\t" not in self.text:
            return self.text
        parts = ((line, len(line) - len(line.lstrip("\t"))) for line in self.text.split("\n"))
        return "\n".join(line[:tabs] + line[tabs:].replace("\t", " ") if line.strip() else "" for line, tabs in parts)

    @property
    def lines(self) -> dict[int, str]:
        """The lines of the text by their numbers in the file."""
        return dict(enumerate(self.text.split("\n"), self.offset + 1))

    @property
    def first_line(self) -> Place:
        """The place of the first line of the text."""
        return Place(self.file, 1 + self.offset)

    def place(self, mark: _Mark | None) -> Place:
        """Return the place in the file of a mark of the parser, or the top of the file if there is no mark."""
        if mark is None:
            return Place(self.file)
        return Place(self.file, mark.line + 1 + self.offset, mark.column + 1)


def check(file: str, text: str) -> Diagnostic | None:
    """Return the first fault in the syntax of a text in YAML, or None."""
    report = Report()
    try:
        read(YamlSource(file, text, 0), report)
    except FrontMatterRefusedError as error:
        return error.diagnostic
    return None


def read(source: YamlSource, report: Report) -> Fields:
    """Return the fields of a text, and report those with a value that is not allowed.

    Raises `FrontMatterRefusedError` for a mistake in the syntax.
    """
    fault = _too_deep(source) or _anchor_or_tag(source)
    if fault:
        raise FrontMatterRefusedError(fault)
    try:
        node = node_of(source)
        return Fields(()) if node is None else _fields(node, source, report)
    except yaml.YAMLError as error:
        raise FrontMatterRefusedError(_syntax_error(source, error)) from error
    except (ValueError, OverflowError) as error:  # raised by the Python loader, for "\Uffffffff"
        if isinstance(error, FrontMatterRefusedError):
            raise
        raise FrontMatterRefusedError(front_matter.INVALID_YAML.at(source.first_line)) from error
    except RecursionError as error:  # raised by the Python loader; libyaml has a limit of its own
        raise FrontMatterRefusedError(front_matter.TOO_DEEP.at(source.first_line)) from error


def node_of(source: YamlSource) -> yaml.Node | None:
    """Return the top node of a text, or None if the text is empty. Raises whatever the parser raises."""
    loader = _Loader(source.parsed)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _fields(node: yaml.Node, source: YamlSource, report: Report) -> Fields:
    """Return the fields in the top node of a text, and report those with a value that is not allowed."""
    if not isinstance(node, yaml.MappingNode):
        raise FrontMatterRefusedError(front_matter.NO_FIELDS.at(source.place(node.start_mark)))
    pairs: dict[str, YamlPair] = {}
    faulty: set[str] = set()
    for key_node, value_node in node.value:
        key = _key(key_node, source, 1)
        try:
            if key.text in pairs:
                raise FrontMatterRefusedError(_duplicate(key, pairs[key.text].key.line, source))
            pairs[key.text] = YamlPair(key, _value_of_key(value_node, source, 1))
        except FrontMatterRefusedError as error:
            if error.diagnostic.code in SYNTAX_CODES or error.diagnostic.code == front_matter.TOO_DEEP.code:
                raise
            report.add(error.diagnostic)
            faulty.add(key.text)
    return Fields(tuple(pairs.values()), frozenset(faulty), refused=bool(faulty))


def _too_deep(source: YamlSource) -> Diagnostic | None:
    """Return a fault if the text may be nested too deep for the parser, at the place where it exceeds the limit."""
    text = source.text
    many = text.count("[") + text.count("{") > MAX_BRACKETS
    found = next(islice(re.finditer(r"[\[{]", text), MAX_BRACKETS, None)) if many else _DEEP_LINE.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1 + source.offset
    return front_matter.TOO_DEEP.at(Place(source.file, line, found.start() - text.rfind("\n", 0, found.start())))


def _anchor_or_tag(source: YamlSource) -> Diagnostic | None:
    """Return a fault for the first anchor, alias, tag or directive, or None.

    It is found in the events of the parser, because the node tree does not show an anchor that no alias uses.
    """
    if not any(sign in source.text for sign in "&*!%"):
        return None
    try:
        for event in yaml.parse(source.parsed, Loader=_Loader):
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


def _value_of_key(node: yaml.Node, source: YamlSource, depth: int) -> RawValue:
    """Convert the value of a key as `_value` does. A null becomes an empty text."""
    value = _value(node, source, depth)
    return Scalar("", value.line, value.column) if isinstance(value, Scalar) and _is_null(node) else value


def _is_null(node: yaml.Node) -> bool:
    """Return whether a value is written as ``null`` or ``~``, without quotes. Web editors write these for no value."""
    return isinstance(node, yaml.ScalarNode) and not node.style and is_yaml_null(node.value)


def _value(node: yaml.Node, source: YamlSource, depth: int) -> RawValue:
    """Convert a node of the parser to a `RawValue`. Raise `FrontMatterRefusedError` if a node is not allowed."""
    if depth > MAX_YAML_DEPTH:
        raise FrontMatterRefusedError(front_matter.TOO_DEEP.at(source.place(node.start_mark)))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, source)
    mark = node.start_mark
    line, column = mark.line + 1 + source.offset, mark.column + 1
    if isinstance(node, yaml.SequenceNode):
        items = tuple([_value(item, source, depth + 1) for item in node.value if not _is_null(item)])
        return Sequence(items, line, column, len(items) < len(node.value))
    pairs: dict[str, YamlPair] = {}
    for key_node, value_node in node.value:
        key = _key(key_node, source, depth + 1)
        if key.text in pairs:
            raise FrontMatterRefusedError(_duplicate(key, pairs[key.text].key.line, source))
        pairs[key.text] = YamlPair(key, _value_of_key(value_node, source, depth + 1))
    return Mapping(tuple(pairs.values()), line, column)


def _scalar(node: yaml.ScalarNode, source: YamlSource) -> Scalar:
    value, begin, end = node.value, node.start_mark, node.end_mark
    if not value.isascii() and _SURROGATE.search(value):
        raise FrontMatterRefusedError(files.CONTROL_CHARACTER.at(source.place(begin)))
    if "<" in value and (hidden := _HTML_COMMENT.search(value)):
        place = source.place(begin)
        raise FrontMatterRefusedError(front_matter.HTML_COMMENT.at(place, text=hidden[0][:MAX_QUOTE_LENGTH]))
    text = nfc(value)
    first_line, start = begin.line, begin.column
    is_one_line = first_line == end.line
    if not is_one_line and not node.style and _HIDDEN_ITEM.search(text) and _has_items(source, begin, end):
        raise FrontMatterRefusedError(front_matter.INVALID_YAML.at(source.place(begin)))
    line, column = first_line + 1 + source.offset, start + 1
    # Quotes, escapes and line breaks all make the node in the file longer than its text.
    is_verbatim = is_one_line and start + len(text) == end.column and text == value
    if is_one_line:
        return Scalar(text, line, column, (line, column) if is_verbatim else None)
    return Scalar(text, line, column, lines=end.line - first_line + 1)


def _has_items(source: YamlSource, begin: _Mark, end: _Mark) -> bool:
    """Return whether the lines of a text look like items of a list: they begin with a bullet, or all with a dash."""
    lines = source.text.split("\n")[begin.line : end.line + 1]
    first = lines[0][begin.column :]
    return any(_BULLET_LINE.match(line) for line in lines[1:]) or all(
        _NO_DASH_LINE.match(line) for line in (first, *lines[1:])
    )


def _key(node: yaml.Node, source: YamlSource, depth: int) -> Scalar:
    """Return the key of a pair. Raise `FrontMatterRefusedError` if it is no word."""
    key = _value(node, source, depth)
    if not isinstance(key, Scalar):
        raise FrontMatterRefusedError(front_matter.KEY_NOT_A_WORD.at(source.place(node.start_mark)))
    if ":" in key.text or (not key.text.isascii() and IN_NAME.search(key.text)):
        raise FrontMatterRefusedError(front_matter.INVALID_YAML.at(source.place(node.start_mark)))
    return key


def _duplicate(key: Scalar, first_line: int, source: YamlSource) -> Diagnostic:
    fault = front_matter.DUPLICATE_LIST if key.text in LIST_FIELDS else front_matter.DUPLICATE_KEY
    return fault.at(Place(source.file, key.line, key.column), name=key.text, first_line=first_line)


def _syntax_error(source: YamlSource, error: yaml.YAMLError) -> Diagnostic:
    """Return the fault for an error of the YAML parser, at the place that the parser names."""
    if isinstance(error, yaml.reader.ReaderError):
        return _unreadable_character(source, error.position)
    if not isinstance(error, yaml.MarkedYAMLError):
        return front_matter.INVALID_YAML.at(source.first_line)
    if "depth" in (error.problem or ""):
        return front_matter.TOO_DEEP.at(source.place(error.problem_mark or error.context_mark))
    mark = error.context_mark or error.problem_mark
    last = source.text.rstrip().count("\n")
    line = min(mark.line if mark else 0, last)
    return front_matter.INVALID_YAML.at(Place(source.file, line + 1 + source.offset))


def _unreadable_character(source: YamlSource, position: int) -> Diagnostic:
    """Return the fault for a character that YAML does not allow."""
    before = source.text[:position]
    if _Loader is not yaml.BaseLoader:  # libyaml counts bytes, the Python loader characters
        before = source.text.encode()[:position].decode("utf-8", "ignore")
    line = before.count("\n") + 1 + source.offset
    return files.CONTROL_CHARACTER.at(Place(source.file, line, len(before) - (before.rfind("\n") + 1) + 1))
