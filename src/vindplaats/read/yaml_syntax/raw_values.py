"""The values of YAML with their places: a text, a list, or a mapping of keys to values."""

from msgspec import Struct

from vindplaats.text import visible_text


class Scalar(Struct, frozen=True):
    """A YAML scalar. ``text`` is its value, always as text, or empty for a key without a value or with a null.

    ``start`` is the line and column of the first character if the text is written literally in the file: on one line,
    without quotes or escapes. Character n of the text is then n columns after ``start``. Otherwise ``start`` is None.

    ``raw`` is the value that YAML reads if ``text`` is what was meant by it: ``“Wonen”`` for ``Wonen``. It is None if
    there is more in the value than the text, and empty if the two are the same. ``lines`` is the number of lines that
    the value takes up.
    """

    text: str
    line: int
    column: int
    start: tuple[int, int] | None = None
    raw: str | None = ""
    lines: int = 1


class Sequence(Struct, frozen=True):
    """A YAML list. Items that are null are left out; ``had_nulls`` says whether there were any."""

    items: "tuple[RawValue, ...]"
    line: int
    column: int
    had_nulls: bool = False


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


def raw_of(value: Scalar) -> str | None:
    """Return the value that YAML reads, or None if there is more in it than the text that was meant."""
    return value.text if value.raw == "" else value.raw


def has_more_lines(pair: YamlPair) -> bool:
    """Return whether a value goes on after the line of its key."""
    value = pair.value
    if isinstance(value, Scalar):
        return value.line + value.lines - 1 > pair.key.line
    return _last_line(value) > pair.key.line


def _last_line(value: RawValue) -> int:
    """Return the last line on which a value has a text."""
    if isinstance(value, Scalar):
        return value.line + value.lines - 1
    inside = value.items if isinstance(value, Sequence) else [pair.value for pair in value.entries]
    return max(value.line, _last_line(inside[-1])) if inside else value.line


def is_blank(value: RawValue) -> bool:
    """Return whether a value is an empty text, list or mapping."""
    if isinstance(value, Scalar):
        # The first character answers it for most texts, in less time.
        return not "!" <= value.text[:1] <= "~" and not visible_text(value.text)
    return not (value.items if isinstance(value, Sequence) else value.entries)
