"""Report a list or a mapping where a text should be, with the text that the editor probably meant."""

import re
from collections.abc import Iterator

from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics.diagnostic import NewValue
from vindplaats.diagnostics.site import SITE_FILE
from vindplaats.patterns import regex
from vindplaats.read.fields.context import FieldContext
from vindplaats.read.notations.addresses import address_meant
from vindplaats.read.schema import FieldType
from vindplaats.read.yaml_syntax.raw_values import Mapping, RawValue, Scalar, Sequence
from vindplaats.text import visible_text, yaml_value

MAX_CHOICES = 3
"""Maximum number of values in a list that a message offers as choices."""
_DARK = regex(r"\W*(?:donker|dark|nacht|night)", re.IGNORECASE)
_NAMED = regex(r"(\w[\w-]*): +(\S(?:.*\S)?)|([a-zA-Z][\w-]*):(?!//)(\S(?:.*\S)?)")
"""A text that should have been a field: ``thema: groen``."""
_COMMA = regex(r"[,;]")
_FILE_NAME = regex(r"(?!\w+://)\S(?:.{0,198}\S)?\.\w{1,5}")
_SINGLE = frozenset({"afkorting", "isbn", "rapportnummer", "reeks", "telefoon"})
"""The fields of one text that is a name or a number, so that two of them are not one."""
_WITH_COLON: frozenset[FieldType] = frozenset({"tekst", "teksten", "woorden", "naam", "namen"})
"""The types of values that may have a colon in them, and that take any text."""
_VALUE_KEYS = frozenset({"id", "label", "naam", "name", "titel", "title", "value", "waarde"})
"""Keys under which other systems keep the text of a value: ``{naam: Zeefonds}``."""
_NAME_KEYS = frozenset({"auteur", "author", "client", "contact", "organisatie", "organization", "persoon", "person"})
"""The same, of a value that is a name: ``{persoon: Noor de Wit}``. A text may begin with such a word."""


def report_shape(value: Sequence | Mapping, field: FieldContext) -> None:
    """Report a list or a mapping where a single text should be."""
    place = field.place(value)
    if field.type == "beeld":
        _report_logos(value, field)
        return
    if isinstance(value, Mapping):
        found = field_faults.MAPPING_FOR_TEXT.at(place, name=field.name, write=_of_mapping(value, field))
        field.report.add(found.fixed_by(_with_colon(value, field)))
        return
    texts = _texts(value.items)
    if field.name == "rapport" and len(texts) > 1:
        field.report.add(field_faults.MANY_FILES.at(place, name=field.name, number=len(texts)))
    elif field.name in {"afkorting", "naam"} and field.file != SITE_FILE and len(texts) > 1:
        line, others = field.written(texts[0]), ", ".join(map(yaml_value, texts[1:]))
        field.report.add(
            field_faults.MANY_NAMES.at(place, name=field.name, number=len(texts), line=line, others=others)
        )
    else:
        field.report.add(field_faults.LIST_FOR_TEXT.at(place, name=field.name, write=_of_list(texts, field)))


def _with_colon(value: Mapping, field: FieldContext) -> NewValue | None:
    """Return the fix for a text that is a mapping because of a colon in it: ``Zorg: nu``."""
    keys = [pair.key.text for pair in value.entries]
    texts = _texts(tuple(pair.value for pair in value.entries))
    if field.type not in _WITH_COLON or len(keys) != 1 or not any(texts) or keys[0].casefold() in _value_keys(field):
        return None
    place = field.place(value)
    return NewValue(place.line, place.column, "", (f"{keys[0]}: {texts[0]}",))


def _report_logos(value: Sequence | Mapping, field: FieldContext) -> None:
    """Report a list or a mapping where one logo should be: ``{licht: logo.svg, donker: wit.svg}``."""
    names = list(dict.fromkeys(names_of_files(value)))
    if len(names) == len(("logo", "logo_donker")):
        keys = [pair.key.text for pair in value.entries] if isinstance(value, Mapping) else []
        light, dark = reversed(names) if keys and _DARK.match(keys[0]) else names
        field.report.add(field_faults.TWO_LOGOS.at(field.place(value), light=yaml_value(light), dark=yaml_value(dark)))
        return
    write = (f"{field.name}: {yaml_value(names[0])}",) if len(names) == 1 else ()
    fault = field_faults.MAPPING_FOR_TEXT if isinstance(value, Mapping) else field_faults.LIST_FOR_TEXT
    field.report.add(fault.at(field.place(value), name=field.name, write=write))


def report_link(value: RawValue, field: FieldContext) -> None:
    """Report a value in ``links`` that is not a link, although its address may be known."""
    title = ""
    text = visible_text(value.text) if isinstance(value, Scalar) else ""
    if isinstance(value, Mapping) and len(value.entries) == 1:  # {Het rapport: https://...}
        title, (text, *_) = value.entries[0].key.text, (*_texts((value.entries[0].value,)), "")
    elif text.startswith("[") and "](" in text:  # [Het rapport](https://...)
        title = text[1:].partition("](")[0]
    url = address_meant(text)
    write: tuple[str, ...] = ()
    if url is not None:
        link = f"{{titel: {yaml_value(title or url.partition('://')[2].partition('/')[0])}, url: {yaml_value(url)}}}"
        write = (link if field.item else f"{field.name}: [{link}]",)
    field.report.add(field_faults.NOT_A_LINK.at(field.place(value), name=field.name, write=write))


def report_free(value: Scalar | Sequence, field: FieldContext) -> None:
    """Report a value of ``extra`` that is no mapping, with the same value under a name, or under the names in it."""
    items = value.items if isinstance(value, Sequence) else ()
    pairs = [pair for item in items if isinstance(item, Mapping) for pair in item.entries]
    names = {pair.key.text for pair in pairs}
    is_list_of_fields = pairs and all(isinstance(item, Mapping) for item in items) and len(names) == len(pairs)
    named = _NAMED.fullmatch(value.text) if isinstance(value, Scalar) else None
    meant = _flow(Mapping(tuple(pairs), 1, 1)) if is_list_of_fields else _flow(value)
    line = f"{field.name}: {meant}" if is_list_of_fields else f"{field.name}: {{naam: {meant}}}"
    if named:
        line = f"{field.name}: {{{named[1] or named[3]}: {yaml_value(named[2] or named[4])}}}"
    field.report.add(field_faults.not_free_fields(field.place(value), field.name, "" if meant is None else line))


def _flow(value: RawValue) -> str | None:
    """Return a value as YAML on one line that means the same, or None if a text in it has several lines."""
    if isinstance(value, Sequence):
        items = [_flow(item) for item in value.items]
        return None if None in items else f"[{', '.join(filter(None, items))}]"
    if isinstance(value, Mapping):
        values = [_flow(pair.value) for pair in value.entries]
        keys = [yaml_value(pair.key.text) for pair in value.entries]
        pairs = [f"{key}: {item}" for key, item in zip(keys, values, strict=True)]
        return None if None in values else f"{{{', '.join(pairs)}}}"
    if len(value.text.splitlines()) > 1:
        return None
    written = yaml_value(value.text)
    return written if value.start or written != value.text else f'"{value.text}"'  # quotes may be what makes it a text


def names_of_files(value: RawValue) -> Iterator[str]:
    """Yield what looks like the name of a file in a value, also in a list, a mapping or a text with commas."""
    if isinstance(value, Scalar):
        parts = (value.text, *map(str.strip, _COMMA.split(value.text)))
        yield from dict.fromkeys(part for part in parts if _FILE_NAME.fullmatch(part))
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from names_of_files(item)
    else:
        for pair in value.entries:
            yield from names_of_files(pair.key)
            yield from names_of_files(pair.value)


def _texts(values: tuple[RawValue, ...]) -> tuple[str, ...]:
    """Return the texts of the values, or nothing if one of them is a list or a mapping."""
    texts = tuple(visible_text(value.text) for value in values if isinstance(value, Scalar))
    return texts if len(texts) == len(values) else ()


def _of_list(texts: tuple[str, ...], field: FieldContext) -> tuple[str, ...]:
    """Return the lines that may be right for a list of ``texts``: the whole list as one text, or one of its values."""
    if _is_prose(field):
        return (field.written(", ".join(texts)),) if texts else ()
    return tuple(map(field.written, texts)) if len(texts) <= MAX_CHOICES else ()


def _of_mapping(value: Mapping, field: FieldContext) -> tuple[str, ...]:
    """Return the line that an editor meant by a mapping: ``titel: "Zorg: nu"``, or ``trefwoorden: [a, b]``."""
    keys = [pair.key.text for pair in value.entries]
    texts = _texts(tuple(pair.value for pair in value.entries))
    if not texts:
        return ()
    if not any(texts):  # {a, b} is a mapping without values
        plural = field.type in {"teksten", "namen", "bestanden", "paden"} and field.name != "auteurs" and not field.item
        if plural:
            return (field.line(f"[{', '.join(map(yaml_value, keys))}]"),)
        return (field.written(f"{{{', '.join(keys)}}}"),)
    named = [text for key, text in zip(keys, texts, strict=True) if key.casefold() in _value_keys(field)]
    if named:
        return (field.written(named[0]),)
    if len(keys) == 1 and field.type in {"naam", "namen"}:
        return (field.written(f"{keys[0]}: {texts[0]}"),)
    return _of_list(tuple(map(": ".join, zip(keys, texts, strict=True))) if _is_prose(field) else texts, field)


def _value_keys(field: FieldContext) -> frozenset[str]:
    return _VALUE_KEYS | _NAME_KEYS if field.type in {"naam", "namen"} else _VALUE_KEYS


def _is_prose(field: FieldContext) -> bool:
    """Return whether the values of a field can be joined with commas, because its text is only shown."""
    return field.type in {"tekst", "teksten"} and field.name not in _SINGLE
