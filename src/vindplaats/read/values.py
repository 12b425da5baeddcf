"""Validate fields and read their values. For each type of field, a reader returns the value or reports a fault."""

import re
from datetime import date
from itertools import chain
from typing import Any

from msgspec import structs

from vindplaats.diagnostics import addresses, dates, files, site
from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics import links as link_faults
from vindplaats.diagnostics.diagnostic import NewField, NewValue, Place, Report, has_errors
from vindplaats.dutch.dates import days_meant, parse_date, years_meant
from vindplaats.dutch.lists import split_keywords
from vindplaats.dutch.numbers import number_meant
from vindplaats.patterns import regex
from vindplaats.read.fields.context import FieldContext, Reader, TextReader
from vindplaats.read.fields.export_formats import read_formats
from vindplaats.read.fields.fonts import read_font
from vindplaats.read.fields.frame_hosts import read_hosts
from vindplaats.read.fields.free_values import FreeMapping, free_fields, texts_of
from vindplaats.read.fields.git_services import SERVICE_NAMES_AS_CODE
from vindplaats.read.fields.name_texts import name_alone, without_parentheses
from vindplaats.read.fields.names import NamedFields, name_fields
from vindplaats.read.fields.policy_sources import read_sources
from vindplaats.read.fields.shapes import report_free, report_link, report_shape
from vindplaats.read.fields.web_editor import WebEditor, make_web_editor, report_no_fields
from vindplaats.read.links.old_addresses import read_old_addresses
from vindplaats.read.links.web_addresses import is_local
from vindplaats.read.notations.addresses import address_meant, email_meant, is_email, is_web_address
from vindplaats.read.notations.dois import doi_meant, parse_doi
from vindplaats.read.notations.languages import normal_tag, tag_meant
from vindplaats.read.notations.slugs import slug_meant
from vindplaats.read.notations.yes_or_no import truth_of
from vindplaats.read.records import ExternalLink, Mention, SiteLink
from vindplaats.read.schema import Field, FieldType
from vindplaats.read.yaml_syntax.raw_values import (
    Mapping,
    RawValue,
    Scalar,
    Sequence,
    YamlPair,
    has_more_lines,
    is_blank,
    raw_of,
)
from vindplaats.slug import slugify
from vindplaats.text import CONTROLS, visible_text

FIRST_YEAR = 1900
"""The earliest year that a project or a date may have."""
_HAS_SCHEME = regex(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_COLOUR = regex(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def read_fields(
    file: str, fields: NamedFields, declared: tuple[Field, ...], report: Report, *, draft: bool = False
) -> dict[str, Any] | None:
    """Validate the fields of one document against their declaration, and report everything that is wrong.

    Return the values by field name, leaving out fields that are absent, empty or invalid. A required field with
    ``may_be_empty`` is an empty list if it has no value. Return None if a required field is left out. In a draft, a
    required field that is absent or empty is reported as a warning, not as an error.
    """
    values = read_valid_fields(file, fields, declared, report, draft=draft)
    return values if all(field.name in values for field in declared if field.required) else None


def read_valid_fields(
    file: str, fields: NamedFields, declared: tuple[Field, ...], report: Report, *, draft: bool = False
) -> dict[str, Any]:
    """Return the values of the fields that are valid, as `read_fields` does, also if a required one is left out."""
    values: dict[str, Any] = {}
    pairs = {pair.key.text: pair for pair in fields.pairs}
    above: YamlPair | None = None
    for field in declared:
        pair = pairs.get(field.name)
        if pair is None and not field.required:
            continue
        place = Place(file) if pair is None else Place(file, pair.key.line, pair.key.column)
        if pair is None or _is_empty(pair.value, field):
            value: Any = () if field.required and field.may_be_empty else None
            no_list = pair is None or not isinstance(pair.value, Sequence) or pair.value.items
            if field.required and field.name not in fields.guessed and (no_list or not field.may_be_empty):
                fault = field_faults.missing_field if pair is None else field_faults.empty_field
                found = fault(place, field.name, may_be_empty=field.may_be_empty, draft=draft)
                report.add(found.fixed_by(_new_list(field, pair, above)))
        else:
            # The faults of a field are reported at its key; only the items of a list have places of their own.
            raw = structs.replace(pair.value, line=place.line, column=place.column)
            of_field = Report() if has_more_lines(pair) else report
            about = FieldContext(field.name, field.type, file, of_field)
            value = read_value(without_parentheses(raw, about), about)
            if of_field is not report:
                report.extend(field_faults.of_all_lines(found, field.name) for found in of_field.diagnostics)
        if value is not None:
            values[field.name] = value
        above = pair or above
    return values


def _new_list(field: Field, pair: YamlPair | None, above: YamlPair | None) -> NewField | None:
    """Return the fix that writes an empty list for an absent field that may be one, below the field ``above``."""
    if pair is not None or above is None or not field.may_be_empty:
        return None
    return NewField(above.key.line, above.key.column, f"{field.name}: []")


def read_value(value: RawValue, field: FieldContext) -> object:
    """Return the value of a field as its type says, or report what is wrong with it and return None."""
    return READERS[field.type](value, field)


def _is_empty(value: RawValue, field: Field) -> bool:
    """Return whether a value says nothing.

    Where a list may be empty, so may its items: web editors leave an empty item in a list from which all was removed.
    Of formats, every value says something, because an empty list is not the same as leaving the field out.
    """
    if field.type == "formaten":
        return False
    if isinstance(value, Sequence):
        return not value.items or (field.may_be_empty and all(is_blank(item) for item in value.items))
    return is_blank(value)


def _raw_text(value: RawValue, field: FieldContext) -> str | None:
    """Return the text of a value as written, or report that it is a list or a mapping, has controls or is empty."""
    if not isinstance(value, Scalar):
        report_shape(value, field)
        return None
    # A control character comes from an escape in the YAML: "\x01".
    if not value.text.isprintable() and CONTROLS.search(" ".join(value.text.split())):
        field.report.add(files.CONTROL_CHARACTER.at(field.place(value)))
        return None
    if is_blank(value):
        field.report.add(field_faults.EMPTY_ITEM.at(field.place(value), name=field.name))
        return None
    return value.text


def _text_of(value: RawValue, field: FieldContext) -> str | None:
    """Return the text of a value as visitors see it, or report why it is not a text that a page can show."""
    text = _raw_text(value, field)
    return None if text is None else visible_text(text)


def _of_text(read_text: TextReader) -> Reader:
    """Return a `Reader` that passes the text of a value to ``read_text``."""

    def read(value: RawValue, field: FieldContext) -> object:
        text = _text_of(value, field)
        return None if text is None else read_text(text, field.place(value), field)

    return read


def _many(read: Reader) -> Reader:
    """Return a `Reader` for one value or a list. It returns a tuple of the valid items, or None if all are invalid."""

    def read_many(value: RawValue, field: FieldContext) -> tuple[Any, ...] | None:
        items: tuple[RawValue, ...] = (value,)
        if isinstance(value, Sequence):
            items, field = value.items, structs.replace(field, item=True)
        found = [read(item, field) for item in items]
        valid = tuple(item for item in found if item is not None)
        return valid if valid or not items else None

    return read_many


def _words(value: RawValue, field: FieldContext) -> tuple[str, ...] | None:
    """Return keywords from a list, or from one text such as ``huur, wonen`` or ``huur; wonen``."""
    texts = tuple(mention.text for mention in READERS["namen"](value, field) or ())
    return split_keywords(texts[0]) if texts and isinstance(value, Scalar) else texts or None


def _mention(value: RawValue, field: FieldContext) -> Mention | None:
    if (text := _text_of(value, field)) is None or not isinstance(value, Scalar):
        return None
    name = name_alone(text, value, field)
    raw = raw_of(value) if name == text else None
    return Mention(name, value.line, value.column, *_start_of(value, name), "" if raw == name else raw)


def _file(value: RawValue, field: FieldContext) -> Mention | None:
    """Return the name of a file. Invisible characters stay, because the name on disk may have them too."""
    text = _raw_text(value, field)
    if text is None:
        return None
    text = " ".join(text.split())
    return Mention(text, value.line, value.column, *_start_of(value, text))


def _start_of(value: RawValue, text: str) -> tuple[int, int]:
    """Return the place of the first character of a text, or zeros if it is not written literally."""
    return (isinstance(value, Scalar) and text == value.text and value.start) or (0, 0)


def _year(text: str, place: Place, field: FieldContext) -> int | None:
    if not re.fullmatch(r"[0-9]{4}", text):
        write = tuple(field.written(str(year)) for year in years_meant(text))
        field.report.add(dates.BAD_YEAR.at(place, text=text, write=write))
        return None
    if int(text) < FIRST_YEAR:
        field.report.add(dates.year_out_of_range(place, int(text), None))
        return None
    return int(text)


def _date(text: str, place: Place, field: FieldContext) -> date | None:
    day = parse_date(text)
    days = (day,) if day else days_meant(text)
    if days and max(days).year < FIRST_YEAR:
        field.report.add(dates.date_out_of_range(place, field.name, max(days), None))
        return None
    if day is None:
        meant = NewValue(place.line, place.column, text, tuple(str(day) for day in days[:1]), is_first=len(days) > 1)
        field.report.add(dates.bad_date(place, field.name, text, days).fixed_by(meant if days else None))
    return day


def _number(text: str, place: Place, field: FieldContext) -> int | None:
    if not re.fullmatch(r"-?[0-9]{1,6}", text):
        number = number_meant(text)
        write = () if number is None else (field.written(str(number)),)
        field.report.add(field_faults.BAD_NUMBER.at(place, name=field.name, text=text, write=write))
        return None
    return int(text)


def _boolean(text: str, place: Place, field: FieldContext) -> bool | None:
    value = truth_of(text)
    if value is None:
        write = (field.written("true"), field.written("false"))
        field.report.add(field_faults.BAD_BOOLEAN.at(place, name=field.name, text=text, write=write))
    return value


def _url(text: str, place: Place, field: FieldContext) -> str | None:
    if not is_web_address(text):
        meant = address_meant(text)
        write = (f"{field.name}: {meant}",) if meant else ()
        field.report.add(field_faults.BAD_URL.at(place, name=field.name, text=text, write=write))
        return None
    if is_local(text) and field.name != "base_url":  # a base_url may be that of a preview
        field.report.add(link_faults.LOCAL_FIELD.at(place, raw=text, name=field.name))
    return text


def _email(text: str, place: Place, field: FieldContext) -> str | None:
    if not is_email(text):
        meant = email_meant(text)
        write = (field.written(meant),) if meant else ()
        field.report.add(field_faults.BAD_EMAIL.at(place, name=field.name, text=text, write=write))
        return None
    return text


def _language(text: str, place: Place, field: FieldContext) -> str | None:
    tag = normal_tag(text)
    if tag is None:
        meant = tag_meant(text)
        write = (field.written(meant),) if meant else ()
        field.report.add(field_faults.BAD_LANGUAGE.at(place, name=field.name, text=text, write=write))
    return tag


def _slug(text: str, place: Place, field: FieldContext) -> Mention | None:
    if slugify(text) != text:
        field.report.add(addresses.BAD_SLUG.at(place, text=text, near=slug_meant(text)))
        return None
    return Mention(text, place.line, place.column)


def _doi(text: str, place: Place, field: FieldContext) -> str | None:
    """Return a DOI without a prefix such as ``https://doi.org/``."""
    doi = parse_doi(text)
    if doi is None:
        meant = doi_meant(text)
        write = (field.written(meant),) if meant else ()
        field.report.add(field_faults.BAD_DOI.at(place, text=text, write=write))
    return doi


def _colour(text: str, place: Place, field: FieldContext) -> str | None:
    """Return a CSS colour of three or six hexadecimal digits; the editor may leave out the ``#``."""
    match = _COLOUR.fullmatch(text)
    if match is None:
        field.report.add(field_faults.BAD_COLOUR.at(place, name=field.name, text=text))
        return None
    return f"#{match[1].lower()}"


def _paths(value: RawValue, field: FieldContext) -> tuple[Mention, ...] | None:
    found = _many(_of_text(read_old_addresses))(value, field)
    return None if found is None else tuple(chain.from_iterable(found))


def _link(value: RawValue, field: FieldContext) -> ExternalLink | None:
    """Return the link that a mapping ``{titel: ..., url: ...}`` describes."""
    report = Report()
    fields = (
        name_fields(field.file, value.entries, LINK_FIELDS, read_value, report)
        if isinstance(value, Mapping)
        else NamedFields(())
    )
    if not (fields.pairs or fields.guessed):
        report_link(value, field)
        return None
    values = read_fields(field.file, fields, LINK_FIELDS, report)
    place = _report_in_link(value, field, report)
    return None if values is None else ExternalLink(values["titel"], values["url"], place.line, place.column)


def _report_in_link(value: RawValue, field: FieldContext, found: Report) -> Place:
    """Report the faults that were found in a link, with an example if a field is missing, and return its place."""
    place = field.place(value)
    incomplete = field_faults.MISSING_IN_LINK if field.type == "koppelingen" else site.INCOMPLETE_LINK
    for diagnostic in found.diagnostics:
        missing = diagnostic.code == field_faults.MISSING_FIELD.code
        field.report.add(incomplete.at(place, missing=diagnostic.message) if missing else diagnostic)
    return place


def _site_item(value: RawValue, field: FieldContext) -> Mention | SiteLink | None:
    """Return an item of the menu or the footer: a name or text, or a link. `report_site_list` refuses other shapes."""
    if not isinstance(value, Mapping) or not value.entries:
        return _mention(value, field) if field.type == "menu" else _text_item(value, field)
    report = Report()
    fields = name_fields(field.file, value.entries, SITE_LINK_FIELDS, read_value, report)
    is_known = not has_errors(report.diagnostics)  # otherwise what is missing may be what has another name
    declared = SITE_LINK_FIELDS if is_known else tuple(structs.replace(one, required=False) for one in SITE_LINK_FIELDS)
    values = read_fields(field.file, fields, declared, report)
    place = _report_in_link(value, field, report)
    return (
        None if values is None or not is_known else SiteLink(values["titel"], values["url"], place.line, place.column)
    )


def _text_item(value: RawValue, field: FieldContext) -> Mention | None:
    text = _text_of(value, field)
    if isinstance(value, Scalar) and "\n" in value.text.strip():
        field.report.add(site.LINES_IN_ITEM.at(field.place(value), name=field.name))
    return None if text is None else Mention(text, value.line, value.column)


def _address(text: str, place: Place, field: FieldContext) -> str | None:
    """Return a web address, or a text that may be an address on this site, which is checked when these are known."""
    is_path = text.startswith("/") and not text.startswith("//")
    is_address = not is_path and (_HAS_SCHEME.match(text) or address_meant(text))
    return _url(text, place, field) if is_address else text


def _free(value: RawValue, field: FieldContext) -> FreeMapping | None:
    """Return a mapping of any values. Of these, only control characters are reported: no page may have them."""
    if not isinstance(value, Mapping):
        report_free(value, field)
        return None
    found = free_fields(value)
    if any(not text.isprintable() and CONTROLS.search(text) for text in texts_of(found)):
        field.report.add(files.CONTROL_CHARACTER.at(field.place(value)))
        return None
    return found


def _web_editor(value: RawValue, field: FieldContext) -> WebEditor | None:
    """Return the repository that a mapping ``{dienst: ..., opslag: ..., tak: ...}`` describes."""
    if not isinstance(value, Mapping) or not value.entries:
        report_no_fields(value, field)
        return None
    report = Report()
    fields = name_fields(field.file, value.entries, WEB_EDITOR_FIELDS, read_value, report)
    values = read_fields(field.file, fields, WEB_EDITOR_FIELDS, report)
    for diagnostic in report.diagnostics:
        missing = diagnostic.code == field_faults.MISSING_FIELD.code
        place = field.place(value)
        field.report.add(site.INCOMPLETE_WEB_EDITOR.at(place, missing=diagnostic.message) if missing else diagnostic)
    places = {pair.key.text: Place(field.file, pair.key.line, pair.key.column) for pair in fields.pairs}
    return None if values is None else make_web_editor(values, places, field)


LINK_FIELDS = (
    Field("titel", "tekst", "tekst van de link", required=True),
    Field("url", "url", "webadres", required=True),
)
"""The fields of an item of ``links``."""
SITE_LINK_FIELDS = (LINK_FIELDS[0], structs.replace(LINK_FIELDS[1], type="adres"))
"""The fields of a link in the menu or the footer."""
WEB_EDITOR_FIELDS = (
    Field("dienst", "tekst", SERVICE_NAMES_AS_CODE, required=True),
    Field("opslag", "tekst", "de repository, zoals `eigenaar/naam`", required=True),
    Field("tak", "tekst", "de branch; anders `main`"),
)
"""The fields of ``redactie``."""

READERS: dict[FieldType, Reader] = {
    "tekst": _text_of,
    "teksten": _many(_text_of),
    "woorden": _words,
    "naam": _mention,
    "namen": _many(_mention),
    "bestand": _file,
    "bestanden": _many(_file),
    "beeld": _file,
    "paden": _paths,
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
    "formaten": read_formats,
    "bronnen": read_sources,
    "hosts": read_hosts,
    "lettertype": _of_text(read_font),
    "vrij": _free,
    "adres": _of_text(_address),
    "menu": _many(_site_item),
    "voet": _many(_site_item),
    "redactie": _web_editor,
}
