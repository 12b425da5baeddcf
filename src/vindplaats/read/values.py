"""Validate fields and read their values. For each type of field, a reader returns the value or reports a fault."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct, structs
from slugify import slugify

from vindplaats.diagnostics import addresses, files
from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics import links as link_faults
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.dutch.dates import parse_date
from vindplaats.read.front_matter import CONTROLS, Mapping, RawValue, Scalar, Sequence, YamlPair
from vindplaats.read.links.web_addresses import is_local
from vindplaats.read.notations.languages import normal_tag
from vindplaats.read.portable_names import MAX_NAME_BYTES, MAX_PATH_BYTES
from vindplaats.read.records import ExternalLink, Mention
from vindplaats.read.schema import Field, FieldType
from vindplaats.suggest import nearest

FIRST_YEAR = 1900
"""The earliest year that a project may have."""
_EMAIL = re.compile(r"[^@\s<>\"',;:]+@[^@\s<>\"',;:]+\.[^@\s<>\"',;:]+")
MAX_EMAIL_LENGTH = 254
"""Maximum number of characters in an e-mail address (RFC 5321, erratum 1690)."""
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"<>]+)", re.IGNORECASE)
_COLOUR = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


class FieldContext(Struct, frozen=True):
    """The field whose value is being read: its name, its file, and the report for faults in the value."""

    name: str
    file: str
    report: Report

    def place(self, value: RawValue) -> Place:
        """Return the place of a value of this field."""
        return Place(self.file, value.line, value.column)


Reader = Callable[[RawValue, FieldContext], Any]
"""A function that takes a value from YAML and returns the value to store, or reports a fault and returns None."""
TextReader = Callable[[str, Place, FieldContext], Any]
"""Like a `Reader`, for a value that is a text: it receives the text, with white space collapsed, and its place."""


def read_fields(
    file: str, fields: tuple[YamlPair, ...], declared: tuple[Field, ...], report: Report, *, draft: bool = False
) -> dict[str, Any] | None:
    """Validate the fields of one document against their declaration, and report everything that is wrong.

    Return the values by field name, leaving out fields that are absent, empty or invalid. An empty list is a value
    if the field has ``may_be_empty``. Return None if a required field is left out. In a draft, a required field that is
    absent or empty is reported as a warning, not as an error.
    """
    values: dict[str, Any] = {}
    by_name = {field.name: field for field in declared}
    present: set[str] = set()
    for pair in fields:
        name, place = pair.key.text, Place(file, pair.key.line, pair.key.column)
        field = by_name.get(name)
        if field is None:
            report.add(field_faults.UNKNOWN_FIELD.at(place, name=name, near=nearest(name, by_name)))
        elif _is_empty(pair.value) and not (field.may_be_empty and isinstance(pair.value, Sequence)):
            if field.required:
                present.add(name)
                report.add(field_faults.empty_field(place, name, may_be_empty=field.may_be_empty, draft=draft))
        else:
            present.add(name)
            # The faults of a field are reported at its key; only the items of a list have places of their own.
            raw = structs.replace(pair.value, line=place.line, column=place.column)
            value = READERS[field.type](raw, FieldContext(name, file, report))
            if value is not None:
                values[name] = value
    for field in declared:
        if field.required and field.name not in present:
            report.add(field_faults.missing_field(Place(file), field.name, draft=draft))
    complete = all(field.name in values for field in declared if field.required)
    return values if complete else None


def _is_empty(value: RawValue) -> bool:
    if isinstance(value, Scalar):
        return not value.text.strip()
    return not (value.items if isinstance(value, Sequence) else value.entries)


def _text_of(value: RawValue, field: FieldContext) -> str | None:
    """Return the text of a value with white space collapsed, or report why it is not a text that a page can show."""
    place = field.place(value)
    if not isinstance(value, Scalar):
        field.report.add(field_faults.not_a_text(place, field.name, is_list=isinstance(value, Sequence)))
        return None
    text = _SPACE.sub(" ", value.text).strip()
    if CONTROLS.search(text):  # from an escape in the YAML: "\x01"
        field.report.add(files.CONTROL_CHARACTER.at(place))
        return None
    if not text:
        field.report.add(field_faults.EMPTY_ITEM.at(place, name=field.name))
        return None
    return text


def _of_text(read_text: TextReader) -> Reader:
    """Return a `Reader` that passes the text of a value to ``read_text``."""

    def read(value: RawValue, field: FieldContext) -> object:
        text = _text_of(value, field)
        return None if text is None else read_text(text, field.place(value), field)

    return read


def _many(read: Reader) -> Reader:
    """Return a `Reader` for one value or a list. It returns a tuple of the valid items, or None if all are invalid."""

    def read_many(value: RawValue, field: FieldContext) -> tuple[Any, ...] | None:
        items = value.items if isinstance(value, Sequence) else (value,)
        found = [read(item, field) for item in items]
        valid = tuple(item for item in found if item is not None)
        return valid if valid or not items else None

    return read_many


def _mention(value: RawValue, field: FieldContext) -> Mention | None:
    text = _text_of(value, field)
    if text is None or not isinstance(value, Scalar):
        return None
    return Mention(text, value.line, value.column, value.start if text == value.text else None)


def _year(text: str, place: Place, field: FieldContext) -> int | None:
    if not re.fullmatch(r"[0-9]{4}", text):
        field.report.add(field_faults.BAD_YEAR.at(place, text=text))
        return None
    if int(text) < FIRST_YEAR:
        field.report.add(field_faults.year_out_of_range(place, int(text), None))
        return None
    return int(text)


def _date(text: str, place: Place, field: FieldContext) -> date | None:
    day = parse_date(text)
    if day is None:
        field.report.add(field_faults.BAD_DATE.at(place, name=field.name, text=text))
    return day


def _number(text: str, place: Place, field: FieldContext) -> int | None:
    if not re.fullmatch(r"-?[0-9]{1,6}", text):
        field.report.add(field_faults.BAD_NUMBER.at(place, name=field.name, text=text))
        return None
    return int(text)


def _boolean(text: str, place: Place, field: FieldContext) -> bool | None:
    value = {"true": True, "false": False}.get(text.lower())
    if value is None:
        field.report.add(field_faults.BAD_BOOLEAN.at(place, name=field.name, text=text))
    return value


def _url(text: str, place: Place, field: FieldContext) -> str | None:
    if not is_web_address(text):
        field.report.add(field_faults.BAD_URL.at(place, name=field.name, text=text))
        return None
    if is_local(text) and field.name != "base_url":  # a base_url may be that of a preview
        field.report.add(link_faults.LOCAL_FIELD.at(place, raw=text, name=field.name))
    return text


def is_email(text: str) -> bool:
    """Return whether ``text`` looks like an e-mail address."""
    return len(text) <= MAX_EMAIL_LENGTH and bool(_EMAIL.fullmatch(text))


def is_web_address(text: str, schemes: tuple[str, ...] = ("http", "https", "mailto")) -> bool:
    """Return whether ``text`` is an address that a visitor can follow, with one of ``schemes`` and no spaces."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 (raises `ValueError` if it is not a number)
    except ValueError:
        return False
    if parts.scheme not in schemes or re.search(r"[\s\x00-\x1f<>\"\\]", text):
        return False
    return is_email(parts.path) if parts.scheme == "mailto" else bool(parts.hostname)


def _email(text: str, place: Place, field: FieldContext) -> str | None:
    if not is_email(text):
        field.report.add(field_faults.BAD_EMAIL.at(place, name=field.name, text=text))
        return None
    return text


def _language(text: str, place: Place, field: FieldContext) -> str | None:
    tag = normal_tag(text)
    if tag is None:
        near = normal_tag(text.replace("_", "-"))
        field.report.add(field_faults.BAD_LANGUAGE.at(place, name=field.name, text=text, near=near))
    return tag


def _slug(text: str, place: Place, field: FieldContext) -> Mention | None:
    slug = slugify(text)
    if slug != text:
        field.report.add(addresses.BAD_SLUG.at(place, text=text, near=slug))
        return None
    return Mention(text, place.line, place.column)


def _doi(text: str, place: Place, field: FieldContext) -> str | None:
    """Return a DOI without a prefix such as ``https://doi.org/``. The DOI Handbook, section 2.2, defines the syntax."""
    match = _DOI.fullmatch(text)
    if match is None:
        field.report.add(field_faults.BAD_DOI.at(place, text=text))
        return None
    return match[1]


def _colour(text: str, place: Place, field: FieldContext) -> str | None:
    """Return a CSS colour of three or six hexadecimal digits; the editor may leave out the ``#``."""
    match = _COLOUR.fullmatch(text)
    if match is None:
        field.report.add(field_faults.BAD_COLOUR.at(place, name=field.name, text=text))
        return None
    return f"#{match[1].lower()}"


def _path(text: str, place: Place, field: FieldContext) -> Mention | None:
    """Return a path from the root of the site, such as ``/oud/pad/`` or ``/oud.html``."""
    if len(text.encode()) > MAX_PATH_BYTES:
        field.report.add(addresses.too_long(place, text, MAX_NAME_BYTES, MAX_PATH_BYTES))
        return None
    steps = text[1:].removesuffix("/").split("/")
    bad = any(not step or step.startswith(".") for step in steps)
    if not text.endswith("/"):  # the path of a file: only an HTML file can redirect
        bad = bad or ("." in steps[-1] and not steps[-1].endswith((".html", ".htm")))
    if not text.startswith("/") or bad or re.search(r"[\s?#<>\"\\%]", text):
        field.report.add(field_faults.BAD_PATH.at(place, name=field.name, text=text))
        return None
    return Mention(text, place.line, place.column)


def _link(value: RawValue, field: FieldContext) -> ExternalLink | None:
    """Return the link that a mapping ``{titel: ..., url: ...}`` describes."""
    place = field.place(value)
    if not isinstance(value, Mapping):
        field.report.add(field_faults.NOT_A_LINK.at(place, name=field.name))
        return None
    report = Report()
    values = read_fields(field.file, value.entries, LINK_FIELDS, report)
    for diagnostic in report.diagnostics:
        missing = diagnostic.code == field_faults.MISSING_FIELD.code
        field.report.add(field_faults.MISSING_IN_LINK.at(place, missing=diagnostic.message) if missing else diagnostic)
    return None if values is None else ExternalLink(values["titel"], values["url"], place.line, place.column)


LINK_FIELDS = (
    Field("titel", "tekst", "tekst van de link", required=True),
    Field("url", "url", "webadres", required=True),
)
"""The fields of an item of ``links``."""

READERS: dict[FieldType, Reader] = {
    "tekst": _text_of,
    "teksten": _many(_text_of),
    "naam": _mention,
    "namen": _many(_mention),
    "bestand": _mention,
    "bestanden": _many(_mention),
    "paden": _many(_of_text(_path)),
    "koppelingen": _many(_link),
    "jaar": _of_text(_year),
    "datum": _of_text(_date),
    "getal": _of_text(_number),
    "waarheid": _of_text(_boolean),
    "url": _of_text(_url),
    "email": _of_text(_email),
    "taal": _of_text(_language),
    "slug": _of_text(_slug),
    "doi": _of_text(_doi),
    "kleur": _of_text(_colour),
}
