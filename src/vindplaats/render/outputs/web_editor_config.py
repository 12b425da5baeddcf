"""The configuration of the web editor (Sveltia CMS): its forms, made from the declared fields."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from vindplaats.patterns import regex
from vindplaats.read.records import Kind
from vindplaats.read.schema import FIELDS, PLURAL_TYPES, Field, FieldType
from vindplaats.read.values import FIRST_YEAR, LINK_FIELDS
from vindplaats.render.routing.addresses import STATIC
from vindplaats.render.routing.free_names import MAX_NAME_LENGTH

Options = dict[str, Any]
"""Options of a collection or a field, as JSON has them."""

_COLLECTIONS: Mapping[Kind, tuple[str, str, str]] = MappingProxyType(
    {
        "projecten": ("Projecten", "project", "{{titel}}"),
        "nieuws": ("Nieuws", "nieuwsbericht", "{{datum}}: {{titel}}"),
        "werkvelden": ("Werkvelden", "werkveld", "{{titel}}"),
        "opdrachtgevers": ("Opdrachtgevers", "opdrachtgever", "{{naam}}"),
        "contactpersonen": ("Contactpersonen", "contactpersoon", "{{naam}}"),
        "paginas": ("Pagina's", "pagina", "{{titel}}"),
    }
)
"""The kinds of pages in the order of the menu, each with its name, its name in the singular, and how it is listed."""
_RELATIONS: Mapping[str, Kind] = MappingProxyType(
    {
        "werkveld": "werkvelden",
        "opdrachtgever": "opdrachtgevers",
        "contactpersoon": "contactpersonen",
        "opvolger": "contactpersonen",
    }
)
"""The kind of page that each field names by its title or name."""
_HINTS: Mapping[tuple[str, FieldType], str] = MappingProxyType(
    {
        ("opdrachtgever", "namen"): "wie de studie liet doen; laat leeg als niemand",
        ("concept", "waarheid"): "ja: nog niet op de site",
        ("partners", "namen"): "met wie de studie is gedaan, elk in een eigen vak",
        ("auteurs", "namen"): "auteurs van het rapport, zoals Vries, Jan de of Jan de Vries, elk in een eigen vak",
        ("trefwoorden", "woorden"): "trefwoorden, elk in een eigen vak",
        ("project", "naam"): "bestandsnaam van het project, zoals flexwonen: meestal het laatste stuk van zijn adres",
    }
)
"""Hints for fields whose help is about how they are written in a file."""
_SLUG_HINT = "het laatste stuk van het adres; wijzigt u dit, zet het oude adres dan bij aliassen, zoals /{kind}/oud/"
_CODE = regex("`(.+?)`")
_LONG_TEXTS = frozenset({"samenvatting"})


def editor_config(service: str, repository: str, branch: str, naam: str, base_url: str) -> Options:
    """Return the configuration of the web editor of a site, which saves to a branch of a repository."""
    return {
        "backend": {
            "name": service,
            "repo": repository,
            "branch": branch,
            "auth_methods": ["token"],  # the other method needs a service of its own
            "commit_messages": {
                "create": "Voeg {{collection}} \u2018{{slug}}\u2019 toe",
                "update": "Wijzig {{collection}} \u2018{{slug}}\u2019",
                "delete": "Verwijder {{collection}} \u2018{{slug}}\u2019",
                "uploadMedia": "Zet \u2018{{path}}\u2019 erbij",
                "deleteMedia": "Verwijder \u2018{{path}}\u2019",
            },
        },
        "app_title": f"Redactie – {naam}",
        "site_url": base_url,
        "show_preview_links": False,
        # For files of the whole site. The editor must have such a folder, and lists no files at all if it is the root.
        "media_folder": STATIC,
        "public_folder": f"/{STATIC}",
        # Names of uploads get no spaces or capitals. The policy allows no pictures of other hosts.
        "media_libraries": {"all": {"slugify_filename": True}, "stock_assets": {"providers": []}},
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": MAX_NAME_LENGTH},
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True},
        "collections": [_collection(kind) for kind in _COLLECTIONS],
    }


def _collection(kind: Kind) -> Options:
    """Return the collection of one kind of page. The editor makes each new page in a folder of its own."""
    label, singular, summary = _COLLECTIONS[kind]
    title = _title_of(kind)
    return {
        "name": kind,
        "label": label,
        "label_singular": singular,
        "folder": f"content/{kind}",
        "create": True,
        # With a page, the editor deletes all files in its folder, also those of other pages. No redirect would be left.
        "delete": False,
        "identifier_field": title,
        # The editor names a file after its title, and never renames it, because it would not keep the old address.
        "slug": {"template": f"{{{{{title}}}}}", "editable": False},
        "aliases_field": False,
        "summary": summary,
        "sortable_fields": [field.name for field in FIELDS[kind] if field.name in {title, "jaar", "datum"}],
        # Together these list ``x.md``, ``2019/x.md`` and ``x/index.md``, and make the last of these.
        "nested": {"subfolders": True},
        "meta": {"path": {"widget": "string", "label": "Map", "index_file": "index"}},
        # An upload lies beside the page that it belongs to.
        "media_folder": "",
        "public_folder": "",
        "fields": [*_fields(kind), {"name": "body", "label": "tekst", "widget": "markdown", **_BODY}],
    }


_BODY: Options = {"required": False, "modes": ["raw", "rich_text"], "hint": "de tekst van de pagina, in Markdown"}
"""The text of a page. The editor gives it back byte for byte only if it begins as Markdown."""


def _title_of(kind: Kind) -> str:
    return FIELDS[kind][0].name


def _fields(kind: Kind) -> Iterator[Options]:
    """Yield the fields of a form. What is not in it stays in the file: ``extra``, which may have any shape."""
    keeps_old_addresses = any(field.type == "paden" for field in FIELDS[kind])
    for field in FIELDS[kind]:
        if field.type != "vrij":
            is_address = field.type == "slug" and keeps_old_addresses
            yield _field(field) | ({"hint": _SLUG_HINT.format(kind=kind)} if is_address else {})


def _field(field: Field) -> Options:
    is_needed = field.required and not field.may_be_empty
    hint = _HINTS.get((field.name, field.type)) or _CODE.sub("\u2018\\1\u2019", field.help)
    return {"name": field.name, "label": field.name, "hint": hint, "required": is_needed, **_widget(field)}


def _widget(field: Field) -> Options:
    """Return the options that depend on the type of a field."""
    if register := _RELATIONS.get(field.name):
        return _relation(register, several=field.type in PLURAL_TYPES)
    if field.name in _LONG_TEXTS:
        return {"widget": "text"}
    if field.type == "koppelingen":
        return {"widget": "list", "summary": "{{titel}}", "fields": [_field(part) for part in LINK_FIELDS]}
    return _WIDGETS.get(field.type) or {"widget": "list" if field.type in PLURAL_TYPES else "string"}


_WIDGETS: Mapping[FieldType, Options] = MappingProxyType(
    {
        "jaar": {"widget": "number", "value_type": "int", "min": FIRST_YEAR, "max": 9999},
        "getal": {"widget": "number", "value_type": "int"},
        "datum": {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"},
        # A switch would read ``ja``, which it does not know, as false, and publish a draft.
        "waarheid": {
            "widget": "select",
            "options": [{"label": "nee", "value": False}, {"label": "ja", "value": True}],
            "default": False,
            "required": True,
        },
        "bestand": {"widget": "file", "choose_url": False},
        "bestanden": {"widget": "file", "multiple": True, "choose_url": False},
        "url": {"widget": "string", "type": "url"},
        "email": {"widget": "string", "type": "email"},
        "taal": {"widget": "string", "pattern": [r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$", "Een taalcode, zoals nl of en."]},
        "slug": {"widget": "string", "pattern": [r"^[a-z0-9]+(-[a-z0-9]+)*$", "Kleine letters, cijfers en streepjes."]},
    }
)
"""The options of types of fields for which the editor has a widget of its own."""


def _relation(register: Kind, *, several: bool) -> Options:
    """Return the options of a field that names a registered page by its title or name."""
    title = _title_of(register)
    return {
        "widget": "relation",
        "collection": register,
        "multiple": several,
        "value_field": title,
        "display_fields": [title],
        "search_fields": [name for name in (title, "afkorting", "aliassen") if name in _names(register)],
    }


def _names(kind: Kind) -> frozenset[str]:
    return frozenset(field.name for field in FIELDS[kind])
