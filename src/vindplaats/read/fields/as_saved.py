"""Report what is lost if an editor saves a page in the web editor (Sveltia CMS): characters of texts, and names.

The web editor reads front matter with the core schema of YAML 1.2, and Vindplaats reads every value as it is typed. So
``telefoon: +31612345678`` is a text here, but a number there, which is saved as ``31612345678``.

It keeps the values of a page in a table with one level (``extra.kleur``), from which it makes mappings again before it
saves. A name that is a number then makes a list, in which all other names beside it are lost.
"""

from collections.abc import Iterator
from decimal import Decimal
from math import copysign, isinf
from typing import Any

from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, NewText, Place, Report
from vindplaats.patterns import regex
from vindplaats.read.fields.context import FieldContext
from vindplaats.read.fields.free_values import FreeText, meaning
from vindplaats.read.fields.names import NamedFields
from vindplaats.read.schema import Field, FieldType, fold_key
from vindplaats.read.yaml_syntax.raw_values import Mapping, Scalar, Sequence, YamlPair, has_more_lines
from vindplaats.read.yaml_syntax.writing import write_text

_TEXTS: frozenset[FieldType] = frozenset({"tekst", "teksten", "woorden", "naam", "namen", "slug"})
"""The types of fields in which a value that looks like a number may be right, and is a text in the web editor."""

_NO_TEXT = regex(
    r"(?P<truth>[Tt]rue|TRUE|[Ff]alse|FALSE)|[-+]?\.(?P<infinity>inf|Inf|INF)|\.(?P<nan>nan|NaN|NAN)"
    r"|(?P<base>0o[0-7]+|0x[0-9a-fA-F]+)|(?P<number>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
"""A scalar without quotes that is no text in the core schema of YAML (YAML 1.2.2, section 10.3.2). Null is not here,
because `parser` reads it as no value too."""

_LOST_NAME = regex(
    r"(?s:.*\..*)|__proto__"
    r"|\s*(?:[-+]?(?:Infinity|[0-9]+(?:[eE][-+]?[0-9]+)?)|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)?\s*"
)
"""A name in ``extra`` that the web editor loses: with a dot, or a number in JavaScript, as an empty text is (0)."""
_NULLS = frozenset({"~", "null", "Null", "NULL"})
"""Names without quotes that are an empty text in JavaScript."""

_EXPONENT_BELOW, _EXPONENT_FROM = 1e-6, 1e21
"""JavaScript writes numbers between these without an exponent."""


def check_as_saved(
    file: str, fields: NamedFields, declared: tuple[Field, ...], values: dict[str, Any]
) -> tuple[Diagnostic, ...]:
    """Return a warning for each text and name that the web editor would change. ``values`` has the valid fields.

    They are only for a site that has a web editor.
    """
    types = {field.name: field.type for field in declared if field.name in values}
    report = Report()
    for pair in fields.pairs:
        field_type = types.get(pair.key.text)
        if field_type in _TEXTS:
            _check(file, pair, fold_key(pair.key.text), report)
        elif field_type == "koppelingen":
            for title in _titles(pair):
                _check(file, title, fold_key(title.key.text), report)
        elif field_type == "vrij":
            _check_free(file, pair, report)
    return report.diagnostics


def _check_free(file: str, pair: YamlPair, report: Report) -> None:
    """Report the texts in a free value that the web editor would change, and the names in it that it would lose."""
    _check(file, pair, pair.key.text, report, is_free=True)
    for item in pair.value.items if isinstance(pair.value, Sequence) else (pair.value,):
        if isinstance(item, Sequence):
            _check_free(file, YamlPair(pair.key, item), report)
        elif isinstance(item, Mapping):
            for inner in item.entries:
                key = inner.key
                if _LOST_NAME.fullmatch(key.text) or (key.start is not None and key.text in _NULLS):
                    place = Place(file, key.line, key.column)
                    report.add(field_faults.LOST_BY_EDITOR.at(place, name=key.text))
                _check_free(file, inner, report)


def _titles(links: YamlPair) -> Iterator[YamlPair]:
    items = links.value.items if isinstance(links.value, Sequence) else (links.value,)
    for link in items:
        if isinstance(link, Mapping):
            yield from (pair for pair in link.entries if fold_key(pair.key.text) == "titel")


def _check(file: str, pair: YamlPair, name: str, report: Report, *, is_free: bool = False) -> None:
    """Report the texts in the value of a field that the web editor would change.

    A free value changes if it means something else afterwards: ``1.10`` is a text that becomes a number.
    """
    is_list = isinstance(pair.value, Sequence)
    for value in pair.value.items if isinstance(pair.value, Sequence) else (pair.value,):
        # Only a text without quotes has a start. What is between curly quotes is a text for the web editor as well.
        if not isinstance(value, Scalar) or value.start is None or value.raw != "":
            continue
        text, (line, column) = value.text, value.start
        saved = as_saved(text)
        read, again = (meaning(FreeText(x, is_bare=True)) if is_free else x for x in (text, saved))
        if read == again:
            continue
        field = FieldContext(name, "tekst", file, report, item=is_list)
        at = value if is_list else pair.key
        found = field_faults.CHANGED_BY_EDITOR.at(
            Place(file, at.line, at.column), text=text, name=field.name, saved=saved, write=(field.line(f'"{text}"'),)
        ).fixed_by(NewText(line, column, line, column + len(text), text, write_text(text)))
        all_lines = not is_list and has_more_lines(pair)
        report.add(field_faults.of_all_lines(found, field.name) if all_lines else found)


def as_saved(text: str) -> str:
    """Return what the web editor makes of a value without quotes: ``"7"`` of ``007``, and of a text the same text."""
    found = _NO_TEXT.fullmatch(text)
    if found is None:
        return text
    match found.lastgroup:
        case "truth":
            return text.lower()
        case "nan":
            return ".nan"
        case "infinity":
            return _number(float(text.replace(".", "")))
        case "base":
            try:
                return _number(float(int(text, 0)))
            except OverflowError:
                return ".inf"
    return _number(float(text))


def _number(value: float) -> str:
    """Return a number as the web editor writes it in YAML: as JavaScript does, except for infinity and -0."""
    if isinf(value):
        return ".inf" if value > 0 else "-.inf"
    if value == 0:
        return "0" if copysign(1, value) > 0 else "-0"
    shortest = repr(value)  # the same digits as in JavaScript, but with other rules for an exponent
    if _EXPONENT_BELOW <= abs(value) < _EXPONENT_FROM:
        return f"{Decimal(shortest).normalize():f}"
    digits, exponent = shortest.split("e")
    return f"{digits}e{int(exponent):+}"
