"""The values of the field ``extra``, which may have any shape, and which only the templates of a site use.

They are kept as they were written; `plain_mapping` says what they mean to a template.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from vindplaats.patterns import regex
from vindplaats.read.yaml_syntax import raw_values
from vindplaats.read.yaml_syntax.raw_values import RawValue, Scalar, Sequence

_TRUTHS = MappingProxyType({"true": True, "ja": True, "false": False, "nee": False})
_WHOLE = regex(r"-?[1-9][0-9]{0,14}|0")
_DECIMAL = regex(r"-?(?:[1-9][0-9]{0,9}|0)\.(?:[0-9]{0,4}[1-9]|0)")
"""A number whose digits all stay if it is read and written again. A price such as ``1.50`` is a text."""
_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class FreeText(Struct, frozen=True, gc=False, array_like=True, tag="t"):
    """A text, and whether it is written without quotes, so that it may be a number, a date or a truth value."""

    text: str
    is_bare: bool = False


class FreeList(Struct, frozen=True, gc=False, array_like=True, tag="l"):
    """A list of free values."""

    items: "tuple[FreeValue, ...]"


class FreeMapping(Struct, frozen=True, gc=False, array_like=True, tag="m"):
    """Names with free values, in the order of the file."""

    pairs: "tuple[tuple[str, FreeValue], ...]" = ()


FreeValue = FreeText | FreeList | FreeMapping
"""A value of any shape, as it was written."""
NO_EXTRA = FreeMapping()


def free_value(value: RawValue) -> FreeValue:
    """Return a value from YAML as a free value. A name without a value has an empty text."""
    if isinstance(value, Scalar):
        return FreeText(value.text, value.start is not None)
    if isinstance(value, Sequence):
        return FreeList(tuple(map(free_value, value.items)))
    return free_fields(value)


def free_fields(mapping: raw_values.Mapping) -> FreeMapping:
    """Return a mapping from YAML as a free value."""
    return FreeMapping(tuple((pair.key.text, free_value(pair.value)) for pair in mapping.entries))


def texts_of(value: FreeValue) -> Iterator[str]:
    """Yield every text in a free value, also the names: templates may show these as well."""
    if isinstance(value, FreeText):
        yield value.text
    elif isinstance(value, FreeList):
        for item in value.items:
            yield from texts_of(item)
    else:
        for name, item in value.pairs:
            yield name
            yield from texts_of(item)


def meaning(value: FreeValue) -> object:
    """Return a value that is equal for free values that mean the same to a template: ``groen`` and ``"groen"``.

    The order of names does not matter. A number and a text of the same digits differ.
    """
    if isinstance(value, FreeText):
        plain = _plain(value)
        return type(plain), plain
    if isinstance(value, FreeList):
        return tuple(map(meaning, value.items))
    return {name: meaning(item) for name, item in value.pairs}


def shown_texts(value: FreeValue) -> Iterator[str]:
    """Yield every text in a free value except names, in quotes if it would mean something else without them."""
    if isinstance(value, FreeText):
        is_text = isinstance(_meaning(value.text), str)
        yield value.text if value.is_bare or is_text else f"'{value.text}'"
    elif isinstance(value, FreeList):
        for item in value.items:
            yield from shown_texts(item)
    else:
        for _, item in value.pairs:
            yield from shown_texts(item)


PlainValue = str | int | float | bool | date | tuple["PlainValue", ...] | Mapping[str, "PlainValue"]
"""A free value as a template receives it."""


def plain_mapping(mapping: FreeMapping) -> Mapping[str, PlainValue]:
    """Return the values of ``extra`` as templates receive them, in a mapping that cannot change."""
    return MappingProxyType({name: _plain(value) for name, value in mapping.pairs}) if mapping.pairs else _NOTHING


_NOTHING: Mapping[str, PlainValue] = MappingProxyType({})


def _plain(value: FreeValue) -> PlainValue:
    if isinstance(value, FreeMapping):
        return plain_mapping(value)
    if isinstance(value, FreeList):
        return tuple(map(_plain, value.items))
    return _meaning(value.text) if value.is_bare else value.text


def _meaning(text: str) -> PlainValue:
    """Return what a text without quotes means: a truth value, a number, a date, or the text itself."""
    truth = _TRUTHS.get(text.lower())
    if truth is not None:
        return truth
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _DAY.fullmatch(text):
        with suppress(ValueError):  # 2026-02-30
            return date.fromisoformat(text)
    return text
