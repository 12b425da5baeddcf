"""Write front matter in the style of web editors: lists below each other, and quotes only where they are needed.

What is written here comes back exactly: this package, PyYAML, and the packages yaml and js-yaml of npm all read the
same text. Only files are written here. The lines that remedies suggest are between single quotes themselves, so they
have double ones (`text.yaml_value`, `values.quoted`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from vindplaats.patterns import regex
from vindplaats.read.schema import Field

_SPECIAL = regex(
    r"""
    ["'`@%&*!|>,\[\]{}\#?:“”„‘’‚«»-]   # a first sign that means something, or begins a text in typographic quotes
    | .*:(?:\ |$)                       # a colon that ends a key
    | .*\ \#                            # a hash that begins a comment
    | .*\ /[/*]                         # signs that may begin a remark of a program
    | .*[ -]$                           # a last space or dash
    | \ | $                             # a first space, or nothing at all
    """,
    re.VERBOSE | re.DOTALL,
)
"""Matches a text that YAML, or a reader of it, may take for something else if it has no quotes."""

_OTHER_TYPE = regex(
    r"""
    ~ | null | true | false | yes | no | on | off | y | n | = | << | [-+]?\.inf | \.nan
    | [-+]?0x[\da-f_]+ | [-+]?0o?[0-7_]+ | [-+]?0b[01_]+       # whole numbers in other bases
    | [-+]?[\d.][\d_.]*(?:e[-+]?\d+)?                          # numbers
    | [-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?                 # numbers in base 60, which are times of day to people
    | \d{4}-\d\d?-\d\d?(?:(?:t|[ \t]+)[\d:. \t+z-]*)?          # dates
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A text that YAML 1.1 or 1.2 takes for a number, a date, a truth value or nothing if it has no quotes."""

_ESCAPED = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""A character that a text in single quotes cannot have, or does not keep."""
_IN_FLOW = regex(r"[,\[\]{}]")
"""Signs that end an item of a list in brackets, or begin another list."""
_AS_TYPED = regex(r"-?\d+|\d{4}-\d\d-\d\d|true|false")
"""A value of one of `_PLAIN_TYPES` as it should be. Anything else is written as a text, so that it can be reported."""
_PLAIN_TYPES = frozenset({"jaar", "datum", "getal", "waarheid"})


def write_text(text: str) -> str:
    """Return a text as a value in YAML: as it is, or in single quotes: ``'Zorg: nu'``.

    Double quotes, with escapes, are for control characters and line ends, and for a text with an apostrophe that has
    none of its own: ``"Zorg: 's avonds"``.
    """
    if _ESCAPED.search(text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'
    if _SPECIAL.match(text) or _OTHER_TYPE.fullmatch(text):
        return _quoted(text)
    return text


def _quoted(text: str) -> str:
    """Return a text without control characters between quotes."""
    if "'" in text and '"' not in text:
        return '"' + text.replace("\\", "\\\\") + '"'
    return "'" + text.replace("'", "''") + "'"


def write_value(field: Field | None, text: str) -> str:
    """Return a text as the value of a field: as `write_text` does, or as a number, date or truth if it is one."""
    is_plain = field is not None and field.type in _PLAIN_TYPES and _AS_TYPED.fullmatch(text)
    return text if is_plain else write_text(text)


def write_in_flow(field: Field | None, text: str) -> str:
    """Return a text as a value between brackets or braces, of a field or an item: ``'Wonen, werken'``."""
    written = write_value(field, text)
    return _quoted(text) if written == text and _IN_FLOW.search(text) else written


def write_front_matter(values: Mapping[str, str | Sequence[str]], declared: Iterable[Field]) -> str:
    """Return front matter with these values, in the order in which the fields are ``declared``.

    A value is a text or a list, and each item of a list has a line of its own: ``  - Wonen``.
    """
    lines = [_field(field, values[field.name]) for field in declared if field.name in values]
    return "\n".join(("---", *lines, "---", ""))


def _field(field: Field, value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return f"{field.name}: {write_value(field, value)}"
    if not value:
        return f"{field.name}: []"
    return "\n".join((f"{field.name}:", *(f"  - {write_text(item)}" for item in value)))
