"""``content/site.yaml`` to a frozen `SiteConfig`."""

import os
from urllib.parse import urlsplit

from msgspec import Struct

from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics import files, site
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, has_errors
from vindplaats.dutch.os_errors import refusal
from vindplaats.read.front_matter import MAX_PAGE_BYTES, YamlPair, decode, parse_yaml
from vindplaats.read.listing import SITE_FILE
from vindplaats.read.records import FieldPlace, Mention
from vindplaats.read.schema import SITE_FIELDS
from vindplaats.read.values import is_web_address, read_fields

PER_PAGINA = 50


class SiteConfig(Struct, frozen=True, kw_only=True):
    """What holds for the whole site. ``base_url`` ends in a slash; `organisatie` is `naam` where left out."""

    naam: str
    base_url: str
    taal: str = "nl"
    beschrijving: str = ""
    organisatie: str = ""
    email: str = ""
    per_pagina: int = PER_PAGINA
    accent: str = ""
    menu: tuple[Mention, ...] = ()
    fields: tuple[FieldPlace, ...] = ()

    def place(self, naam: str) -> Place:
        """Where the field stands; the top of the file where it is absent."""
        return next((Place(SITE_FILE, f.line, f.column) for f in self.fields if f.naam == naam), Place(SITE_FILE))


NO_SITE = SiteConfig(naam="", base_url="")
"""What stands in for a site.yaml that has faults or does not matter."""


def read_site(source: str) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    """Read the configuration of ``source``; None where it cannot be used, with what is wrong with it."""
    entries = _entries(source)
    if entries is None or isinstance(entries, Diagnostic):
        return None, (entries,) if entries else ()
    values, told = read_fields(SITE_FILE, entries, SITE_FIELDS)
    places = {entry.key.text: Place(SITE_FILE, entry.key.line, entry.key.column) for entry in entries}
    values = values or {}
    if values.get("taal", "nl") != "nl":
        told += (site.LANGUAGE_NOT_SUPPORTED.at(places["taal"], language=values["taal"]),)
    if values.get("per_pagina", PER_PAGINA) < 1:
        told += (field_faults.NUMBER_TOO_SMALL.at(places["per_pagina"], name="per_pagina"),)
    if "accent" in places and "accent" not in values and not has_errors(told):
        told += (field_faults.EMPTY_COLOUR.at(places["accent"], name="accent"),)
    if "base_url" in values and not is_base_url(values["base_url"]):
        told += (field_faults.BAD_URL.at(places["base_url"], name="base_url", text=values["base_url"]),)
    if has_errors(told):
        return None, told
    values["base_url"] = with_slash(values["base_url"])
    values.setdefault("organisatie", values["naam"])
    fields = tuple(FieldPlace(name, place.line, place.column) for name, place in places.items())
    return SiteConfig(fields=fields, **values), told


def _entries(source: str) -> tuple[YamlPair, ...] | Diagnostic | None:
    """The fields of the file, or why there are none; None where that is told with the rest of ``content/``."""
    path = os.path.join(source, SITE_FILE)
    if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
        return None  # to open a pipe is to wait for ever
    try:
        with open(path, "rb") as stream:
            data = stream.read(MAX_PAGE_BYTES + 1)
    except FileNotFoundError:
        return site.MISSING_SITE.at(Place(SITE_FILE))
    except OSError as error:
        return files.UNREADABLE.at(Place(SITE_FILE), reason=refusal(error))
    text = decode(SITE_FILE, data)
    return text if isinstance(text, Diagnostic) else parse_yaml(SITE_FILE, text)


def is_base_url(text: str) -> bool:
    """Tell whether a site can stand at this address: http or https, with no more to it than a host and a path."""
    if not is_web_address(text, ("http", "https")) or "?" in text or "#" in text:
        return False
    parts = urlsplit(text)
    return "@" not in parts.netloc and not parts.path.startswith("//")


def with_slash(url: str) -> str:
    """The address with a slash at its end, so that paths can be put behind it."""
    return url if url.endswith("/") else url + "/"
