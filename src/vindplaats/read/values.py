"""One value of front matter after its type: each reader returns the value, or None after telling what is wrong."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from msgspec import structs
from slugify import slugify

from vindplaats.diagnostics import addresses, files
from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.dutch.dates import parse_date
from vindplaats.read.front_matter import CONTROLS, Mapping, RawValue, Scalar, Sequence, YamlPair
from vindplaats.read.portable_names import MAX_NAME_BYTES, MAX_PATH_BYTES
from vindplaats.read.records import ExternalLink, Mention
from vindplaats.read.schema import Field, FieldType
from vindplaats.suggest import nearest

Tell = Callable[[Diagnostic], None]
Reader = Callable[[RawValue, str, str, Tell], Any]
"""Takes a value, the name of its field, its file, and where to tell what is wrong."""

FIRST_YEAR = 1900
_EMAIL = re.compile(r"[^@\s<>\"',;:]+@[^@\s<>\"',;:]+\.[^@\s<>\"',;:]+")
LONGEST_EMAIL = 254
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"<>]+)", re.IGNORECASE)
_COLOUR = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def read_fields(
    file: str, fields: tuple[YamlPair, ...], declared: tuple[Field, ...], *, draft: bool = False
) -> tuple[dict[str, Any] | None, tuple[Diagnostic, ...]]:
    """Validate the fields of one document against their declaration.

    Returns the values by name (absent and empty ones left out), or None where they make no record; and all that
    is wrong. In a draft a missing required field is a warning.
    """
    told: list[Diagnostic] = []
    values: dict[str, Any] = {}
    by_name = {field.name: field for field in declared}
    present: set[str] = set()
    for entry in fields:
        name, place = entry.key.text, Place(file, entry.key.line, entry.key.column)
        field = by_name.get(name)
        if field is None:
            told.append(field_faults.UNKNOWN_FIELD.at(place, name=name, near=nearest(name, by_name)))
        elif _is_empty(entry.value) and not (field.may_be_empty and isinstance(entry.value, Sequence)):
            if field.required:
                present.add(name)
                told.append(field_faults.empty_field(place, name, may_be_empty=field.may_be_empty, draft=draft))
        else:
            present.add(name)
            # What is wrong with a field stands at its key; only the items of a list have a place of their own.
            raw = structs.replace(entry.value, line=place.line, column=place.column)
            value = READERS[field.type](raw, name, file, told.append)
            if value is not None:
                values[name] = value
    told += [
        field_faults.missing_field(Place(file), field.name, draft=draft)
        for field in declared
        if field.required and field.name not in present
    ]
    complete = all(field.name in values for field in declared if field.required)
    return (values if complete else None), tuple(told)


def _is_empty(value: RawValue) -> bool:
    if isinstance(value, Scalar):
        return not value.text.strip()
    return not (value.items if isinstance(value, Sequence) else value.entries)


def _scalar(value: RawValue, name: str, file: str, tell: Tell) -> tuple[str, Place] | None:
    place = Place(file, value.line, value.column)
    if not isinstance(value, Scalar):
        tell(field_faults.not_a_text(place, name, is_list=isinstance(value, Sequence)))
        return None
    text = _SPACE.sub(" ", value.text).strip()
    if CONTROLS.search(text):  # written as an escape: "\x01"
        tell(files.CONTROL_CHARACTER.at(place))
        return None
    if not text:
        tell(field_faults.EMPTY_ITEM.at(place, name=name))
        return None
    return text, place


def _text(value: RawValue, name: str, file: str, tell: Tell) -> str | None:
    found = _scalar(value, name, file, tell)
    return found and found[0]


def _mention(value: RawValue, name: str, file: str, tell: Tell) -> Mention | None:
    found = _scalar(value, name, file, tell)
    if found is None or not isinstance(value, Scalar):
        return None
    text, place = found
    return Mention(text, place.line, place.column, value.start if text == value.text else None)


def _many(read: Reader) -> Reader:
    """One value or a list of them, as a tuple; None when none of them is right."""

    def read_many(value: RawValue, name: str, file: str, tell: Tell) -> tuple[Any, ...] | None:
        items = value.items if isinstance(value, Sequence) else (value,)
        found = [read(item, name, file, tell) for item in items]
        right = tuple(item for item in found if item is not None)
        return right if right or not items else None

    return read_many


def _year(value: RawValue, name: str, file: str, tell: Tell) -> int | None:
    found = _scalar(value, name, file, tell)
    if found is None:
        return None
    text, place = found
    if not re.fullmatch(r"[0-9]{4}", text):
        tell(field_faults.BAD_YEAR.at(place, text=text))
        return None
    if int(text) < FIRST_YEAR:
        tell(field_faults.year_out_of_range(place, int(text), None))
        return None
    return int(text)


def _date(value: RawValue, name: str, file: str, tell: Tell) -> date | None:
    found = _scalar(value, name, file, tell)
    if found is None:
        return None
    day = parse_date(found[0])
    if day is None:
        tell(field_faults.BAD_DATE.at(found[1], name=name, text=found[0]))
    return day


def _number(value: RawValue, name: str, file: str, tell: Tell) -> int | None:
    found = _scalar(value, name, file, tell)
    if found is None:
        return None
    if not re.fullmatch(r"-?[0-9]{1,6}", found[0]):
        tell(field_faults.BAD_NUMBER.at(found[1], name=name, text=found[0]))
        return None
    return int(found[0])


def _truth(value: RawValue, name: str, file: str, tell: Tell) -> bool | None:
    found = _scalar(value, name, file, tell)
    if found is None:
        return None
    truth = {"true": True, "false": False}.get(found[0].lower())
    if truth is None:
        tell(field_faults.BAD_BOOLEAN.at(found[1], name=name, text=found[0]))
    return truth


def _url(value: RawValue, name: str, file: str, tell: Tell) -> str | None:
    found = _scalar(value, name, file, tell)
    if found is None:
        return None
    if not is_web_address(found[0]):
        tell(field_faults.BAD_URL.at(found[1], name=name, text=found[0]))
        return None
    return found[0]


def is_email(text: str) -> bool:
    """Tell whether ``text`` looks like an e-mail address; of at most 254 characters (RFC 5321, erratum 1690)."""
    return len(text) <= LONGEST_EMAIL and bool(_EMAIL.fullmatch(text))


def is_web_address(text: str, schemes: tuple[str, ...] = ("http", "https", "mailto")) -> bool:
    """Tell whether ``text`` is an address a visitor can follow, with one of ``schemes`` and without spaces."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 (raises when it is no number)
    except ValueError:
        return False
    if parts.scheme not in schemes or re.search(r"[\s\x00-\x1f<>\"\\]", text):
        return False
    return is_email(parts.path) if parts.scheme == "mailto" else bool(parts.hostname)


def _email(value: RawValue, name: str, file: str, tell: Tell) -> str | None:
    found = _scalar(value, name, file, tell)
    if found is None:
        return None
    if not is_email(found[0]):
        tell(field_faults.BAD_EMAIL.at(found[1], name=name, text=found[0]))
        return None
    return found[0]


def _language(value: RawValue, name: str, file: str, tell: Tell) -> str | None:
    found = _scalar(value, name, file, tell)
    if found is None:
        return None
    if not _LANGUAGE.fullmatch(found[0]):
        tell(field_faults.BAD_LANGUAGE.at(found[1], name=name, text=found[0]))
        return None
    return found[0]


def _slug(value: RawValue, name: str, file: str, tell: Tell) -> Mention | None:
    found = _scalar(value, name, file, tell)
    if found is None:
        return None
    if slugify(found[0]) != found[0]:
        tell(addresses.BAD_SLUG.at(found[1], text=found[0], near=slugify(found[0])))
        return None
    return Mention(found[0], found[1].line, found[1].column)


def _doi(value: RawValue, name: str, file: str, tell: Tell) -> str | None:
    """A DOI without what people put before it; its form is that of the DOI Handbook, section 2.2."""
    found = _scalar(value, name, file, tell)
    if found is None:
        return None
    match = _DOI.fullmatch(found[0])
    if match is None:
        tell(field_faults.BAD_DOI.at(found[1], text=found[0]))
        return None
    return match[1]


def _colour(value: RawValue, name: str, file: str, tell: Tell) -> str | None:
    """A colour of three or six hexadecimal digits, as CSS has it; the sign before it may be missing."""
    found = _scalar(value, name, file, tell)
    if found is None:
        return None
    match = _COLOUR.fullmatch(found[0])
    if match is None:
        tell(field_faults.BAD_COLOUR.at(found[1], name=name, text=found[0]))
        return None
    return f"#{match[1].lower()}"


def _path(value: RawValue, name: str, file: str, tell: Tell) -> Mention | None:
    found = _scalar(value, name, file, tell)
    if found is None:
        return None
    text, place = found
    if len(text.encode()) > MAX_PATH_BYTES:
        tell(addresses.too_long(place, text, MAX_NAME_BYTES, MAX_PATH_BYTES))
        return None
    steps = text[1:].removesuffix("/").split("/")
    bad = any(not step or step.startswith(".") for step in steps)
    if not text.endswith("/"):  # the name of a file, of which only HTML can redirect
        bad = bad or ("." in steps[-1] and not steps[-1].endswith((".html", ".htm")))
    if not text.startswith("/") or bad or re.search(r"[\s?#<>\"\\%]", text):
        tell(field_faults.BAD_PATH.at(place, name=name, text=text))
        return None
    return Mention(text, place.line, place.column)


def _link(value: RawValue, name: str, file: str, tell: Tell) -> ExternalLink | None:
    place = Place(file, value.line, value.column)
    if not isinstance(value, Mapping):
        tell(field_faults.NOT_A_LINK.at(place, name=name))
        return None
    values, told = read_fields(file, value.entries, LINK_FIELDS)
    for diagnostic in told:
        if diagnostic.code == field_faults.MISSING_FIELD.code:
            diagnostic = field_faults.MISSING_IN_LINK.at(place, missing=diagnostic.message)  # noqa: PLW2901
        tell(diagnostic)
    return None if values is None else ExternalLink(values["titel"], values["url"])


LINK_FIELDS = (
    Field("titel", "tekst", "tekst van de link", required=True),
    Field("url", "url", "webadres", required=True),
)

READERS: dict[FieldType, Reader] = {
    "tekst": _text,
    "teksten": _many(_text),
    "naam": _mention,
    "namen": _many(_mention),
    "bestand": _mention,
    "bestanden": _many(_mention),
    "paden": _many(_path),
    "koppelingen": _many(_link),
    "jaar": _year,
    "datum": _date,
    "getal": _number,
    "waarheid": _truth,
    "url": _url,
    "email": _email,
    "taal": _language,
    "slug": _slug,
    "doi": _doi,
    "kleur": _colour,
}
