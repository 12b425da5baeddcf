"""Find values that YAML reads, but that show visitors more or less than the editor meant."""

from collections.abc import Mapping as Mappings

from msgspec import structs

from vindplaats.diagnostics import front_matter
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.patterns import regex
from vindplaats.read.schema import Field, FieldType
from vindplaats.read.yaml_syntax.raw_values import Mapping, RawValue, Scalar, Sequence, YamlPair
from vindplaats.read.yaml_syntax.values import quoted

Lines = Mappings[int, str]
"""The lines of the front matter, by their numbers in the file."""

_HEAD = r"\s*(?:-\s+)*(?:[\w-][\w -]*:\s+)?"
_SWALLOWED = regex(rf"""(?P<head>{_HEAD})(?P<value>[^"'\s#|>\[{{][^#]*\s(?P<comment>\#[^\s#].*))""")
_IN_BRACKETS = regex(r"""(?P<head>\s+|[^"'#]*?[\[,]\s*)(?P<value>(?:[^,"'#\[\]]*\s)?(?P<comment>\#[^\s#].*))""")
_ONLY_COMMENT = regex(rf"(?P<head>{_HEAD})(?P<value>#.*)")

MAYBE_COMMENT = regex(r"[\s\[,]#")
"""What is in every text for which `check_comments` can have something to report."""
_LINKS = {"menu", "voet"}
_WITHOUT_HASH = {"adres", "bronnen", "hosts", "kleur", "lettertype", "menu"}
"""Types of values that never have a ``#`` after a space. Only a colour may begin with one, which has its own fault."""


def check_comments(
    file: str, pairs: tuple[YamlPair, ...], lines: Lines, report: Report, declared: tuple[Field, ...]
) -> tuple[YamlPair, ...]:
    """Report values that YAML cuts short at a ``#`` that was probably not meant as a comment: ``titel: Wijk #3``.

    Return the pairs without the fields and items that are empty because their value begins with ``#``. That is an error
    if the page cannot do without the field.
    """
    needed = {field.name for field in declared if field.required} if not _is_draft(pairs) else set()
    types = {field.name: field.type for field in declared}
    kept: list[YamlPair] = []
    for pair, after in zip(pairs, (*pairs[1:], None), strict=False):
        last = after.key.line if after else max(lines) + 1
        kind = types.get(pair.key.text)
        if (kind == "vrij" and not isinstance(pair.value, Scalar)) or (kind in _LINKS and _has_fields(pair.value)):
            _check_free(file, pair.value, {number: lines[number] for number in range(pair.key.line, last)}, report)
            kept.append(pair)
            continue
        numbers = [number for number in range(pair.key.line, last) if "#" in lines[number]]
        if not numbers or kind in _WITHOUT_HASH or _is_protected(pair, lines):
            kept.append(pair)
            continue
        emptied = [number for number in numbers if _is_emptied(lines[number], pair)]
        for number in numbers:
            place = Place(file, number)
            if number in emptied:
                is_error = pair.key.text in needed and not _has_items(pair)
                _report_emptied(place, lines[number], report, is_error=is_error)
            else:
                _report_swallowed(place, pair, lines, report)
        if emptied and isinstance(pair.value, Sequence):
            items = tuple(i for i in pair.value.items if i.line not in emptied or not _is_nothing(i))
            kept.append(YamlPair(pair.key, structs.replace(pair.value, items=items)))
        elif not emptied:
            kept.append(pair)
    return tuple(kept)


def _check_free(file: str, value: RawValue, lines: Lines, report: Report) -> None:
    """Report values that are cut short in the fields of a value of any shape that takes up these lines."""
    if isinstance(value, Mapping) and lines[value.line][value.column - 1 : value.column] != "{":
        is_link = {"titel", "url"} >= {pair.key.text for pair in value.entries}
        nested = tuple(Field(pair.key.text, _type_of(pair, is_link=is_link), "") for pair in value.entries)
        own = {number: line for number, line in lines.items() if number >= value.line}
        check_comments(file, value.entries, own, report, nested)
    elif isinstance(value, Sequence):
        ends = (*(item.line for item in value.items[1:]), max(lines) + 1)
        for item, end in zip(value.items, ends, strict=True):
            _check_free(file, item, {number: lines[number] for number in range(item.line, end)}, report)


def _type_of(pair: YamlPair, *, is_link: bool) -> FieldType:
    """Return the type of an inner field as far as it matters here. A link says itself that one of its fields is empty.

    An address has no ``#`` after a space.
    """
    if is_link and (pair.key.text == "url" or _is_nothing(pair.value)):
        return "adres"
    return "vrij" if _has_fields(pair.value) else "tekst"


def _has_fields(value: RawValue) -> bool:
    """Return whether there are fields in a value, so that each of these is to be checked on its own."""
    return isinstance(value, Mapping) or (isinstance(value, Sequence) and any(map(_has_fields, value.items)))


def _is_draft(pairs: tuple[YamlPair, ...]) -> bool:
    concept = next((pair.value for pair in pairs if pair.key.text == "concept"), None)
    return isinstance(concept, Scalar) and concept.text.lower() == "true"


def _is_nothing(value: RawValue) -> bool:
    return isinstance(value, Scalar) and not value.text


def _has_items(pair: YamlPair) -> bool:
    return isinstance(pair.value, Sequence) and not all(_is_nothing(item) for item in pair.value.items)


def _is_protected(pair: YamlPair, lines: Lines) -> bool:
    """Return whether a value is in quotes, or a text that keeps its lines, in which ``#`` is a sign like any other."""
    value = pair.value
    return isinstance(value, Scalar) and lines[value.line][value.column - 1 : value.column] in {'"', "'", "|", ">"}


def _is_emptied(line: str, pair: YamlPair) -> bool:
    """Return whether a line has a name or a dash with nothing but a comment after it, and nothing below it."""
    only = _ONLY_COMMENT.fullmatch(line)
    if not only or not only["head"].strip():
        return False
    return _is_nothing(pair.value) or (isinstance(pair.value, Sequence) and line.lstrip().startswith("- "))


def _report_emptied(place: Place, line: str, report: Report, *, is_error: bool) -> None:
    only = _ONLY_COMMENT.fullmatch(line)
    assert only  # noqa: S101 (`_is_emptied` has matched it)
    text = only["value"].rstrip()
    value = quoted(text)
    fault = front_matter.EMPTIED if is_error else front_matter.ONLY_COMMENT
    report.add(
        fault.at(
            Place(place.file, place.line, only.start("value") + 1),
            text=text,
            quotes="enkele" if value.startswith("'") else "dubbele",
            line=f"{only['head'].strip()} {value}",
        )
    )


def _report_swallowed(place: Place, pair: YamlPair, lines: Lines, report: Report) -> None:
    line = lines[place.line]
    in_brackets = isinstance(pair.value, Sequence) and not line.lstrip().startswith("- ")
    found = (_IN_BRACKETS if in_brackets else _SWALLOWED).fullmatch(line)
    if not found:
        return
    if line.lstrip().startswith("- "):
        example = f"{found['head'].strip()} {quoted(found['value'].rstrip())}"
    else:
        head, *texts = _texts_of(pair, lines)
        value = f"[{', '.join(_items(texts))}]" if in_brackets else quoted(" ".join(texts))
        example = f"{head} {value}"
    place = Place(place.file, place.line, found.start("comment") + 1)
    report.add(front_matter.COMMENT.at(place, text=found["comment"], example=example))


def _texts_of(pair: YamlPair, lines: Lines) -> list[str]:
    """Return the name of a field with its colon, and the text on each of its lines."""
    name, colon, text = lines[pair.key.line].partition(":")
    texts = [f"{name.strip()}{colon}", text.strip()]
    number, indent = pair.key.line + 1, _indent(lines[pair.key.line])
    while number in lines and lines[number].strip() and _indent(lines[number]) > indent:
        texts.append(lines[number].strip())
        number += 1
    return [text for text in texts if text and (text[0] != "#" or len(texts) == 1)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _items(texts: list[str]) -> list[str]:
    """Return the items of a list in brackets on several lines, each with quotes if it has a ``#``."""
    parts = [part.strip(" []") for text in texts for part in text.split(",")]
    return [quoted(part) if "#" in part and part[0] not in "\"'" else part for part in parts if part]
