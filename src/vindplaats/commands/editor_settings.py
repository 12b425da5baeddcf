"""Files of a new source that tell text editors which fields there are: JSON Schemas, and forms of Front Matter CMS."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from msgspec import json

from vindplaats.json_schema import DIALECT, DOCUMENTS, schema_of
from vindplaats.read.schema import PLURAL_TYPES, Field, FieldType

SCHEMAS = ".vscode/schemas"
"""The folder with the schema of each document, which ``.remarkrc.yml`` and ``.vscode/settings.json`` name."""
FORMS = "frontmatter.json"
"""The file from which Front Matter CMS, an extension of VS Code, reads its settings."""

_WIDGETS: Mapping[FieldType, Mapping[str, Any]] = MappingProxyType({
    "jaar": {"type": "number"},
    "getal": {"type": "number"},
    "datum": {"type": "datetime", "dateFormat": "yyyy-MM-dd"},
    "waarheid": {"type": "boolean"},
    "bestand": {"type": "file"},
    "bestanden": {"type": "file", "multiple": True},
})  # fmt: skip
_NO_WIDGET = frozenset({"vrij", "koppelingen"})
"""The types of fields that have no form: they are written in the file itself."""


def editor_settings() -> dict[str, bytes]:
    """Return the files, by their path in a source."""
    files = {f"{SCHEMAS}/{document}.json": _json(_without_dialect(document)) for document in DOCUMENTS}
    return {**files, FORMS: _json(_forms())}


def _without_dialect(document: str) -> Mapping[str, Any]:
    """Return a schema without its ``$schema``, because the linter of Markdown refuses any dialect but an older one.

    It means the same in both.
    """
    schema = schema_of(document)
    assert schema["$schema"] == DIALECT  # noqa: S101 (else what follows would hide a difference)
    return {name: value for name, value in schema.items() if name != "$schema"}


def _forms() -> Mapping[str, Any]:
    kinds = {kind: fields for kind, fields in DOCUMENTS.items() if kind != "site"}
    return {
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.content.pageFolders": [
            # A new page would get a field `type`, and a year of 0. `vindplaats new` makes pages.
            {"title": kind, "path": f"[[workspace]]/content/{kind}", "contentTypes": [kind], "disableCreation": True}
            for kind in kinds
        ],
        "frontMatter.content.publicFolder": {"path": "static", "relative": True},
        "frontMatter.content.draftField": {"name": "concept", "type": "boolean"},
        "frontMatter.taxonomy.dateFormat": "yyyy-MM-dd",
        "frontMatter.taxonomy.indentArrays": True,
        "frontMatter.taxonomy.seoTitleField": "titel",
        "frontMatter.taxonomy.seoDescriptionField": "samenvatting",
        "frontMatter.taxonomy.contentTypes": [
            # A field that is emptied leaves the file, instead of becoming an empty text.
            {"name": kind, "clearEmpty": True, "fields": [_form(field) for field in fields if _has_form(field)]}
            for kind, fields in kinds.items()
        ],
    }


def _has_form(field: Field) -> bool:
    return field.type not in _NO_WIDGET


def _form(field: Field) -> Mapping[str, Any]:
    plain = {"type": "list"} if field.type in PLURAL_TYPES else {"type": "string"}
    needed = {"required": True} if field.required and not field.may_be_empty else {}
    return {
        "title": field.name,
        "name": field.name,
        "description": field.help.replace("`", "'"),
        **needed,
        **_WIDGETS.get(field.type, plain),
    }


def _json(value: Mapping[str, Any]) -> bytes:
    return json.format(json.encode(value), indent=2) + b"\n"
