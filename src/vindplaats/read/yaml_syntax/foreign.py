"""Find in values what means something in HTML or in programs, but nothing in YAML."""

import re
from collections.abc import Mapping

from msgspec import Struct, structs

from vindplaats.diagnostics import front_matter
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.patterns import regex
from vindplaats.read.schema import Field
from vindplaats.read.yaml_syntax.entities import ENTITY, decode
from vindplaats.read.yaml_syntax.parser import check
from vindplaats.read.yaml_syntax.raw_values import Mapping as YamlMapping
from vindplaats.read.yaml_syntax.raw_values import RawValue, Scalar, Sequence, YamlPair, raw_of
from vindplaats.read.yaml_syntax.values import quoted
from vindplaats.text import nfc

MAYBE_FOREIGN = regex(r"&#?\w+;|\\ |\s//|\s/\*")
"""What is in every text for which `check_foreign` can have something to report."""

_REMARK = regex(r"\s+(?://+|/\*)\s*(?P<text>\w.*?)\s*(?:\*/)?\s*")
_IN_DOUBLE_QUOTES = regex(r"\\(?P<escaped>.?)|\"")
_PROSE = frozenset({"tekst", "teksten", "woorden", "koppelingen", "url", "paden", "kleur"})
"""Types of fields whose value may contain ``//``."""


class _Context(Struct, frozen=True):
    file: str
    lines: Mapping[int, str]
    report: Report
    type: str = ""

    def place(self, line: int, column: int) -> Place:
        return Place(self.file, line, column + 1)


def check_foreign(
    file: str, pairs: tuple[YamlPair, ...], lines: Mapping[int, str], report: Report, declared: tuple[Field, ...]
) -> tuple[YamlPair, ...]:
    """Report entities, a backslash that YAML drops, and comments as in programs.

    Return the pairs as they were meant.
    """
    types = {field.name: field.type for field in declared}
    checked = []
    for pair in pairs:
        if types.get(pair.key.text) == "vrij":
            checked.append(pair)  # a template may need HTML
            continue
        context = _Context(file, lines, report, types.get(pair.key.text, "tekst"))
        value = _checked(pair.value, context)
        checked.append(pair if value is pair.value else YamlPair(pair.key, value))
    return tuple(checked)


def _checked(value: RawValue, context: _Context) -> RawValue:
    if isinstance(value, Sequence):
        return structs.replace(value, items=tuple(_checked(item, context) for item in value.items))
    if isinstance(value, YamlMapping):
        entries = tuple(YamlPair(pair.key, _checked(pair.value, context)) for pair in value.entries)
        return structs.replace(value, entries=entries)
    return _without_remark(_with_backslash(_without_entities(value, context), context), context)


def _without_entities(value: Scalar, context: _Context) -> Scalar:
    """Return a text in which each entity of HTML is the character that it means, and report the first."""
    if "&" not in value.text or not ENTITY.search(value.text):
        return value
    text = decode(value.text)
    if text == value.text:  # "&Bureau;" is no entity
        return value
    number, found = value.line, None
    while found is None and number in context.lines:
        line = context.lines[number]
        begin = value.column - 1 if number == value.line else 0
        found = next((m for m in ENTITY.finditer(line, begin) if decode(m[0]) != m[0]), None)
        number += 1
    if found:
        line = context.lines[number - 1]
        whole = decode(line).strip()
        if value.start and check("", whole.removeprefix("- ")) is not None:
            whole = f"{line[: value.column - 1].strip()} {quoted(text)}"
        place = context.place(number - 1, found.start())
        context.report.add(front_matter.HTML_ENTITY.at(place, text=found[0], line=whole))
    return Scalar(nfc(text), value.line, value.column, raw=raw_of(value))


def _with_backslash(value: Scalar, context: _Context) -> Scalar:
    """Return a text with the backslash before a space, which YAML drops in double quotes, and report it.

    At the start or end of a line it is right: programs write it there to keep the space.
    """
    line = context.lines.get(value.line, "")
    start = value.column - 1
    if line[start : start + 1] != '"' or "\\ " not in line[start:]:
        return value
    first = end = None
    for found in _IN_DOUBLE_QUOTES.finditer(line, start + 1):
        if found[0] == '"':
            end = found.start()
            break
        if found["escaped"] == " " and first is None and line[start + 1 : found.start()].strip():
            first = found.start()
    if first is None or end is None:
        return value
    inner = re.sub(r"\\([\\\"/])", r"\1", line[start + 1 : end])
    if re.search(r"\\[^ ]", line[start + 1 : end].replace("\\\\", "").replace('\\"', "")):
        return value  # other escapes, which single quotes would show
    whole = f"{line[:start].strip()} {quoted(inner)}{line[end + 1 :]}".strip()
    context.report.add(front_matter.DROPPED_BACKSLASH.at(context.place(value.line, first), line=whole))
    return Scalar(nfc(inner), value.line, value.column, raw=raw_of(value))


def _without_remark(value: Scalar, context: _Context) -> Scalar:
    """Return a name, number or date without a comment as in a program after it, and report that comment."""
    if value.start is None or "/" not in value.text or context.type in _PROSE:
        return value
    found = next((m for m in re.finditer(r"\s+/[/*]", value.text)), None)
    remark = _REMARK.fullmatch(value.text, found.start()) if found else None
    line = context.lines[value.line]
    start = value.column - 1
    if found is None or remark is None or line[start + len(value.text) :].strip():
        return value
    is_name = context.type in {"naam", "namen"} and not remark["text"][0].islower()
    if is_name and "/*" not in remark[0]:  # "Zeefonds // Maanfonds" may be two names
        return value
    whole = f"{line[: start + found.start()].strip()} # {remark['text']}"
    column = start + found.end() - 2
    context.report.add(front_matter.COMMENT_SIGN.at(context.place(value.line, column), line=whole))
    return Scalar(value.text[: found.start()], value.line, value.column, value.start, raw=None)
