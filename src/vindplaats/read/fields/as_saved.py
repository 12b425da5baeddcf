"""Report texts that lose characters if an editor saves their page in the web editor (Sveltia CMS).

The web editor reads front matter with the core schema of YAML 1.2, and Vindplaats reads every value as it is typed. So
``telefoon: +31612345678`` is a text here, but a number there, which is saved as ``31612345678``.
"""

from collections.abc import Iterator
from decimal import Decimal
from math import copysign, isinf
from typing import Any

from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, NewText, Place, Report
from vindplaats.patterns import regex
from vindplaats.read.fields.context import FieldContext
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

_EXPONENT_BELOW, _EXPONENT_FROM = 1e-6, 1e21
"""JavaScript writes numbers between these without an exponent."""


def check_as_saved(
    file: str, fields: NamedFields, declared: tuple[Field, ...], values: dict[str, Any]
) -> tuple[Diagnostic, ...]:
    """Return a warning for each text that the web editor would change. ``values`` has the fields that are valid.

    They are only for a site that has a web editor.
    """
    types = {field.name: field.type for field in declared if field.name in values}
    report = Report()
    for pair in fields.pairs:
        field_type = types.get(pair.key.text)
        if field_type in _TEXTS:
            _check(file, pair, report)
        elif field_type == "koppelingen":
            for title in _titles(pair):
                _check(file, title, report)
    return report.diagnostics


def _titles(links: YamlPair) -> Iterator[YamlPair]:
    items = links.value.items if isinstance(links.value, Sequence) else (links.value,)
    for link in items:
        if isinstance(link, Mapping):
            yield from (pair for pair in link.entries if fold_key(pair.key.text) == "titel")


def _check(file: str, pair: YamlPair, report: Report) -> None:
    """Report the texts in the value of a field that the web editor would change."""
    is_list = isinstance(pair.value, Sequence)
    for value in pair.value.items if isinstance(pair.value, Sequence) else (pair.value,):
        # Only a text without quotes has a start. What is between curly quotes is a text for the web editor as well.
        if not isinstance(value, Scalar) or value.start is None or value.raw != "":
            continue
        text, (line, column) = value.text, value.start
        if (saved := as_saved(text)) == text:
            continue
        field = FieldContext(fold_key(pair.key.text), "tekst", file, report, item=is_list)
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
