"""Find values in typographic quotes, as ``“Wonen”``, which YAML takes for a part of the value."""

from collections.abc import Mapping as Mappings
from collections.abc import Sequence as Several
from types import MappingProxyType

from msgspec import structs

from vindplaats.diagnostics import front_matter
from vindplaats.diagnostics.diagnostic import NewText, Place, Report
from vindplaats.patterns import regex
from vindplaats.read.schema import Field, FieldType, fold_key
from vindplaats.read.yaml_syntax.meant import LINK_PARTS
from vindplaats.read.yaml_syntax.raw_values import Mapping, RawValue, Scalar, Sequence, YamlPair, is_blank
from vindplaats.read.yaml_syntax.shown import Lines
from vindplaats.read.yaml_syntax.values import is_in_curly_quotes, quoted
from vindplaats.read.yaml_syntax.writing import write_in_flow, write_value
from vindplaats.text import MAX_QUOTE_LENGTH

MAYBE_QUOTES = regex("[“”„‘’‚«»]")
"""What is in every text for which `check_quotes` can have something to report."""
_MAYBE_IN_FLOW = regex(r"[,\[{]|^\s*$")
"""What may be before a value that is in brackets."""
_TEXTS = {"tekst", "teksten"}
_INNER_FIELDS: Mappings[FieldType, Mappings[str, Field]] = MappingProxyType({
    **dict.fromkeys(("koppelingen", "menu", "voet"), LINK_PARTS),
    **dict.fromkeys(("bronnen", "redactie"), MappingProxyType({})),
})  # fmt: skip
"""The types of values with fields in them that this package reads. Those of ``extra`` mean something to templates."""
MAX_PARTS = 20
"""Maximum number of items into which commas divide a text in quotes, for it to be joined again."""


def check_quotes(
    file: str, pairs: tuple[YamlPair, ...], lines: Lines, report: Report, declared: tuple[Field, ...]
) -> tuple[YamlPair, ...]:
    """Report values in typographic quotes, as ``“Wonen”``, which YAML takes for part of the value.

    Return the pairs. A name, year or address comes back without those quotes; a text keeps them.
    """
    return _check_pairs(file, pairs, lines, report, {fold_key(field.name): field for field in declared})


def _check_pairs(
    file: str, pairs: tuple[YamlPair, ...], lines: Lines, report: Report, fields: Mappings[str, Field]
) -> tuple[YamlPair, ...]:
    checked: list[YamlPair] = []
    for pair in pairs:
        value = _check_quotes(file, pair.value, lines, report, fields.get(fold_key(pair.key.text)))
        checked.append(pair if value is pair.value else YamlPair(pair.key, value))
    return tuple(checked)


def _check_quotes(file: str, value: RawValue, lines: Lines, report: Report, field: Field | None) -> RawValue:
    if isinstance(value, Mapping):
        fields = _INNER_FIELDS.get(field.type) if field else None
        if fields is not None:
            pairs = _check_pairs(file, _undivided_pairs(value.entries, lines), lines, report, fields)
            return value if _are_same(pairs, value.entries) else structs.replace(value, entries=pairs)
        text = _with_colon(value, lines) if field and field.type != "vrij" else None
        if text is None:
            return value
        value = text
    if isinstance(value, Sequence):
        whole = _undivided(value.items, lines)
        items = tuple(_check_quotes(file, item, lines, report, field) for item in whole)
        return value if _are_same(items, value.items) else structs.replace(value, items=items)
    if value.start is None or not is_in_curly_quotes(value.text):
        return value
    inner = value.text[1:-1]
    place = Place(file, value.line, value.column)
    line = lines[value.line]
    start = value.column - 1
    head, tail = line[:start].strip(), line[start + len(value.text) :]
    shown = f"{head} {quoted(inner)}{tail}".strip()
    kept = f"{head} {quoted(value.text)}{tail}".strip()
    name = inner[:MAX_QUOTE_LENGTH]
    in_flow = _MAYBE_IN_FLOW.search(line, 0, start)
    written = write_in_flow(field, inner) if in_flow else write_value(field, inner)
    is_text = field is not None and field.type in _TEXTS
    end = value.column + len(value.text)
    fix = NewText(value.line, value.column, value.line, end, line[start : end - 1], written, is_first=is_text)
    if is_text:
        report.add(front_matter.CURLY_QUOTES.at(place, text=name, line=shown, kept=kept).fixed_by(fix))
        return value
    report.add(front_matter.CURLY_NAME.at(place, text=name, line=shown).fixed_by(fix))
    return Scalar(inner, value.line, value.column + 1, (value.line, value.column + 1), value.text)


def _are_same(values: Several[object], others: Several[object]) -> bool:
    return len(values) == len(others) and all(a is b for a, b in zip(values, others, strict=True))


def _undivided(items: tuple[RawValue, ...], lines: Lines) -> tuple[RawValue, ...]:
    """Return items with a text in typographic quotes as one: YAML makes two of ``[“Wit, Anna de”]``."""
    if not any(map(_may_be_divided, items)):
        return items
    whole: list[RawValue] = []
    done = 0
    for index, item in enumerate(items):
        if index < done:
            continue
        done = index + 1
        for end in range(index + 1, min(index + MAX_PARTS, len(items))) if _may_be_divided(item) else ():
            if found := _joined(item, items[end], lines):
                item, done = found, end + 1  # noqa: PLW2901 (the item as it was meant)
                break
        whole.append(item)
    return tuple(whole)


def _undivided_pairs(pairs: tuple[YamlPair, ...], lines: Lines) -> tuple[YamlPair, ...]:
    """Return pairs with a text in typographic quotes as one value: ``{titel: “Wonen, nu”}`` has two names in YAML."""
    whole: list[YamlPair] = []
    is_part = False
    for pair, after in zip(pairs, (*pairs[1:], None), strict=True):
        if is_part:
            is_part = False
            continue
        value = pair.value
        if after and _may_be_divided(value) and is_blank(after.value) and (found := _joined(value, after.key, lines)):
            pair, is_part = YamlPair(pair.key, found), True  # noqa: PLW2901 (the pair as it was meant)
        whole.append(pair)
    return tuple(whole)


def _with_colon(value: Mapping, lines: Lines) -> Scalar | None:
    """Return a text in typographic quotes that YAML divides at its colon: ``- “Wonen: nu”``."""
    if len(value.entries) != 1:
        return None
    pair = value.entries[0]
    return _joined(pair.key, pair.value, lines)


def _may_be_divided(value: RawValue) -> bool:
    """Return whether a text begins with a typographic quotation mark that is no apostrophe."""
    return isinstance(value, Scalar) and value.start is not None and value.text[:1] in {"“", "„", "”", "«", "»"}


def _joined(first: RawValue, last: RawValue, lines: Lines) -> Scalar | None:
    """Return the text from one value to another if that is in typographic quotes."""
    if not isinstance(first, Scalar) or not isinstance(last, Scalar):
        return None
    if first.start is None or last.start is None or first.line != last.line:
        return None
    text = lines[first.line][first.column - 1 : last.column - 1 + len(last.text)]
    return Scalar(text, first.line, first.column, first.start) if is_in_curly_quotes(text) else None
