"""The JSON Schema (2020-12) of the front matter of each kind of page and of ``site.yaml``, from the declared fields.

A schema describes front matter as a parser of YAML 1.2 reads it, so that `2024` may be a number and `2026-12-01` is a
text. What `check` accepts without a remark is valid. What depends on other pages, files or the day cannot be expressed.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from vindplaats.read.fields.export_formats import EXPORT_FORMATS
from vindplaats.read.fields.fonts import FONTS
from vindplaats.read.fields.git_services import SERVICES
from vindplaats.read.notations.addresses import MAX_EMAIL_LENGTH
from vindplaats.read.notations.dois import MAX_DOI_LENGTH
from vindplaats.read.notations.yes_or_no import YES_AND_NO
from vindplaats.read.schema import DIRECTIVES, FIELDS, PLURAL_TYPES, SITE_FIELDS, Field, FieldType
from vindplaats.read.values import FIRST_YEAR, LINK_FIELDS, SITE_LINK_FIELDS, WEB_EDITOR_FIELDS

Schema = Mapping[str, Any]
"""A schema, or a part of one, as JSON has it."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS: Mapping[str, tuple[Field, ...]] = MappingProxyType({
    **{kind: fields for kind, fields in FIELDS.items() if kind != "start"},
    "site": SITE_FIELDS,
})  # fmt: skip
"""The fields of every document that has a schema. The text of the home page has none: it may lack front matter."""

_DESCRIPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "projecten": "Velden van een project",
        "nieuws": "Velden van een nieuwsbericht",
        "werkvelden": "Velden van een werkveld",
        "opdrachtgevers": "Velden van een opdrachtgever",
        "contactpersonen": "Velden van een contactpersoon",
        "paginas": "Velden van een pagina met tekst",
        "site": "Instellingen van de site, in content/site.yaml",
    }
)
_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""A text. YAML reads some texts as numbers or as yes or no; Vindplaats takes them as they are written."""
_BLANKS: tuple[Schema, ...] = (
    {"type": ["string", "null"], "pattern": r"^\s*$"},
    {"type": "array", "items": {"type": "null"}},
)
"""The values of a field that is not filled in. Lists of nothing come from web editors."""


def schema_of(document: str) -> Schema:
    """Return the schema of a kind of page, such as ``"projecten"``, or of ``"site"``."""
    return {"$schema": DIALECT, **_body(document)}


def schema_of_all() -> Schema:
    """Return one schema with that of each document in ``$defs``, for tools that refer to ``#/$defs/projecten``."""
    return {"$schema": DIALECT, "$defs": {document: _body(document) for document in DOCUMENTS}}


def _body(document: str) -> Schema:
    own = _OF_SITE if document == "site" else {}
    return {"title": document, "description": _DESCRIPTIONS[document], **_of_fields(DOCUMENTS[document], own)}


def _of_fields(fields: tuple[Field, ...], own: Mapping[str, Schema] = MappingProxyType({})) -> Schema:
    """Return the schema of a mapping. ``own`` has that of the value of some fields, instead of that of their type."""
    return {
        "type": "object",
        "properties": {
            field.name: {"description": field.help, **(own.get(field.name) or _of_field(field))} for field in fields
        },
        "required": [field.name for field in fields if field.required and not field.may_be_empty],
        "additionalProperties": False,
    }


def _of_field(field: Field) -> Schema:
    """Return the schema of the value of a field: one value, a list where it may be one, or nothing."""
    one = _one(field.type)
    forms = [one]
    if field.type in PLURAL_TYPES:
        forms.append(_list_of(one, field))
    if not field.required and field.type != "formaten":
        forms += _BLANKS
    return forms[0] if len(forms) == 1 else {"anyOf": forms}


def _one(type_: FieldType) -> Schema:
    """Return the schema of one value of a type."""
    match type_:
        case "koppelingen":
            return _of_fields(LINK_FIELDS)
        case "redactie":
            return _of_fields(WEB_EDITOR_FIELDS, _OF_WEB_EDITOR)
        case "menu" | "voet":
            text = _TEXT if type_ == "menu" else {**_TEXT, "pattern": r"^\s*\S.*\s*$"}  # a footer has one line for each
            return {"anyOf": [text, _of_fields(SITE_LINK_FIELDS)]}
        case _:
            return _OF_TYPES[type_]


def _list_of(one: Schema, field: Field) -> Schema:
    """Return the schema of a list. Items without a value, as after a last dash, do not count."""
    if field.type == "formaten":
        return {"type": "array", "items": one, "uniqueItems": True}
    items = {"type": "array", "items": {"anyOf": [one, {"type": "null"}]}}
    return {**items, "contains": one} if field.required and not field.may_be_empty else items


def _text(pattern: str, *also: str, **more: object) -> Schema:
    """Return the schema of a text that matches a pattern, apart from the white space around it.

    ``also`` has the other types as which YAML reads such texts.
    """
    return {"type": ["string", *also] if also else "string", "pattern": rf"^\s*(?:{pattern})\s*$", **more}


def _any_case(word: str) -> str:
    """Return a pattern for a word in any case: there are no flags in JSON Schema."""
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


_HTTP_HOST = r"""[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"\\/?#]+"""
_MAILTO = r"""[Mm][Aa][Ii][Ll][Tt][Oo]:[^\s<>"',;:]+@[^\s<>"',;:]+"""
_EMAIL = r"""[^@\s<>"',;:]+@[^@\s<>"',;:]+\.[^@\s<>"',;:]+"""
_LANGUAGE = (
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
_DOI = r"(?:.*[\s/:<])?10\.[0-9]{4,9}(?:\.[0-9]+)*(?:/|%2[Ff])\S+"
_HOST = r"[^\s/:@]+\.[^\s/:@.]+"

_FREE_TEXTS: tuple[FieldType, ...] = (
    "tekst", "teksten", "woorden", "naam", "namen", "bestand", "bestanden", "beeld", "adres"
)  # fmt: skip
_OF_TYPES: Mapping[FieldType, Schema] = MappingProxyType({
    **dict.fromkeys(_FREE_TEXTS, _TEXT),
    "paden": _text(rf"/[^?#]+|{_HTTP_HOST}/+[^/?#][^?#]*"),
    "jaar": _text(r"(?:19|[2-9]\d)\d\d", "integer", minimum=FIRST_YEAR, maximum=9999),
    "datum": _text(r"(?:19|[2-9]\d)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", format="date"),
    "getal": _text(r"-?\d{1,6}", "integer", minimum=-999_999, maximum=999_999),
    "waarheid": _text("|".join(map(_any_case, YES_AND_NO)), "boolean"),
    "url": _text(rf"""{_HTTP_HOST}[^\s<>"\\]*|{_MAILTO}"""),
    "email": _text(_EMAIL, maxLength=MAX_EMAIL_LENGTH),
    "taal": _text(_LANGUAGE),
    "slug": _text(r"[a-z0-9]+(?:-[a-z0-9]+)*", "integer", "boolean", minimum=0),
    "doi": _text(_DOI, maxLength=MAX_DOI_LENGTH),
    "kleur": _text(r"#?(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", "integer", minimum=0, maximum=999_999),
    "formaten": {"enum": list(EXPORT_FORMATS)},
    "bronnen": {
        "type": "object",
        "properties": {
            name: {"description": f"bronnen voor {name}", "anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
            for name in DIRECTIVES
        },
        "additionalProperties": False,
    },
    "hosts": _text(_HOST),
    "lettertype": _text("|".join(r"[\s_-]*".join(map(_any_case, name.lower().split())) for name in FONTS)),
    "vrij": {"type": "object"},
})  # fmt: skip
"""The schema of one value of each type that is no link."""
_BRANCH = r"(?![-/.])(?:(?!\.\.|//|/\.)[^\s~^:?*\[\\])*[^\s~^:?*\[\\/.]"
_OF_WEB_EDITOR: Mapping[str, Schema] = MappingProxyType({
    "dienst": _text("|".join(map(_any_case, SERVICES))),
    "opslag": _text(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+"),
    "tak": {"anyOf": [_text(_BRANCH, "number", "boolean"), *_BLANKS]},
})  # fmt: skip
"""The schema of each field of ``redactie``."""
_OF_SITE: Mapping[str, Schema] = MappingProxyType(
    {
        "base_url": _text(rf"""{_HTTP_HOST}(?:/[^\s<>"\\?#]*)?"""),
        "taal": {"anyOf": [_text(r"[Nn][Ll]"), *_BLANKS]},
        "per_pagina": {"anyOf": [_text(r"0{0,5}[1-9]\d{0,5}", "integer", minimum=1, maximum=999_999), *_BLANKS]},
        "accent": {"anyOf": [_OF_TYPES["kleur"], *_BLANKS]},
    }
)
"""The schema of each field of ``site.yaml`` about which `config` says more than its type does."""
