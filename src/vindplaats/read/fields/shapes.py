"""Report a list or a mapping where a text should be, with the text that the editor probably meant."""

from vindplaats.diagnostics import fields as field_faults
from vindplaats.read.fields.context import FieldContext
from vindplaats.read.notations.addresses import address_meant
from vindplaats.read.yaml_syntax.raw_values import Mapping, RawValue, Scalar, Sequence
from vindplaats.text import visible_text, yaml_value

MAX_CHOICES = 3
"""Maximum number of values of a list of which a message says that one is right."""
_VALUE_KEYS = frozenset({"id", "label", "naam", "name", "titel", "title", "value", "waarde"})
"""Keys under which other systems keep the text of a value: ``{naam: Zeefonds}``."""


def report_shape(value: Sequence | Mapping, field: FieldContext) -> None:
    """Report a list or a mapping where a single text should be."""
    place = field.place(value)
    if isinstance(value, Mapping):
        field.report.add(field_faults.MAPPING_FOR_TEXT.at(place, name=field.name, write=_of_mapping(value, field)))
        return
    texts = _texts(value.items)
    if field.name == "rapport" and len(texts) > 1:
        field.report.add(field_faults.MANY_FILES.at(place, name=field.name, number=len(texts)))
    else:
        field.report.add(field_faults.LIST_FOR_TEXT.at(place, name=field.name, write=_of_list(texts, field)))


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


def _texts(values: tuple[RawValue, ...]) -> tuple[str, ...]:
    """Return the texts of the values, or nothing if one of them is a list or a mapping."""
    texts = tuple(visible_text(value.text) for value in values if isinstance(value, Scalar))
    return texts if len(texts) == len(values) else ()


def _of_list(texts: tuple[str, ...], field: FieldContext) -> tuple[str, ...]:
    """Return the lines of which one may be right for a list of ``texts``: all of it for a text, or else one value."""
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
    named = [text for key, text in zip(keys, texts, strict=True) if key.casefold() in _VALUE_KEYS]
    if named:
        return (field.written(named[0]),)
    if len(keys) == 1 and field.type in {"naam", "namen"}:
        return (field.written(f"{keys[0]}: {texts[0]}"),)
    return _of_list(tuple(map(": ".join, zip(keys, texts, strict=True))) if _is_prose(field) else texts, field)


def _is_prose(field: FieldContext) -> bool:
    """Return whether the values of a field can be joined with commas, because its text is only shown."""
    return field.type in {"tekst", "teksten"} and field.name != "telefoon"
