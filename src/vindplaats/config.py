"""Read the configuration of a site, ``content/site.yaml``, into a frozen `SiteConfig`."""

import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct, structs

from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics import files, site
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report, has_errors
from vindplaats.diagnostics.site import SITE_FILE
from vindplaats.dutch.os_errors import refusal
from vindplaats.inputs.handbook import point_to_handbook
from vindplaats.read.fields.export_formats import EXPORT_FORMATS
from vindplaats.read.fields.free_values import NO_EXTRA, FreeMapping, texts_of
from vindplaats.read.fields.names import name_fields
from vindplaats.read.fields.policy_sources import Sources, ascii_host
from vindplaats.read.fields.site_links import SITE_LISTS, report_site_list
from vindplaats.read.fields.web_editor import WebEditor
from vindplaats.read.front_matter import MAX_PAGE_BYTES, decode, has_conflicts, parse_yaml, without_faulty
from vindplaats.read.notations.addresses import is_web_address
from vindplaats.read.records import FieldPlace, Mention, SiteLink
from vindplaats.read.schema import SITE_FIELDS
from vindplaats.read.values import read_valid_fields, read_value
from vindplaats.read.yaml_syntax.fences import without_fences
from vindplaats.read.yaml_syntax.parser import Fields
from vindplaats.read.yaml_syntax.raw_values import RawValue, Scalar, has_more_lines

PER_PAGINA = 50
"""Number of items on one page of a list if ``per_pagina`` is left out."""


class SiteConfig(Struct, frozen=True, kw_only=True):
    """The settings of a site. ``base_url`` ends in a slash. If ``organisatie`` is left out, it is equal to ``naam``.

    ``exporten`` has the formats of the citation files of the site, in the order of `EXPORT_FORMATS`. ``csp`` has the
    sources to add to its policies, by directive, and ``insluiten`` the hosts of frames. ``lettertype`` is the
    name of one of the fonts of the default theme (`FONTS`), or empty. ``redactie`` is where the web editor saves, or
    None if the site has none. ``fields`` has the place of each field, and ``long_fields`` those with several lines.
    """

    naam: str
    base_url: str
    taal: str = "nl"
    beschrijving: str = ""
    organisatie: str = ""
    email: str = ""
    per_pagina: int = PER_PAGINA
    accent: str = ""
    lettertype: str = ""
    logo: Mention | None = None
    logo_donker: Mention | None = None
    menu: tuple[Mention | SiteLink, ...] = ()
    voet: tuple[Mention | SiteLink, ...] = ()
    zoeken: bool = True
    exporten: tuple[str, ...] = EXPORT_FORMATS
    csp: Sources = ()
    insluiten: tuple[str, ...] = ()
    redactie: WebEditor | None = None
    extra: FreeMapping = NO_EXTRA
    fields: tuple[FieldPlace, ...] = ()
    long_fields: frozenset[str] = frozenset()

    def place(self, naam: str) -> Place:
        """Return the place of a field in ``site.yaml``, or the top of the file if the field is absent."""
        return next((Place(SITE_FILE, f.line, f.column) for f in self.fields if f.naam == naam), Place(SITE_FILE))

    def shown_texts(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each field that templates may show, with each of its texts."""
        yield from (("naam", self.naam), ("organisatie", self.organisatie), ("beschrijving", self.beschrijving))
        yield from (("extra", text) for text in texts_of(self.extra))
        for name, items in (("menu", self.menu), ("voet", self.voet)):
            for item in items:
                texts = (item.titel, item.url) if isinstance(item, SiteLink) else (item.text,)
                yield from ((name, text) for text in texts)


NO_SITE = SiteConfig(naam="", base_url="")
"""Stands for the configuration if ``site.yaml`` is invalid or not needed."""


def read_site(
    source_dir: str, overrides: Mapping[str, bytes] | None = None
) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    """Return the configuration of the site in ``source_dir``, or None if it is unusable, and the diagnostics.

    ``overrides`` may have what to read instead of ``site.yaml``.
    """
    report = Report()
    data = overrides[SITE_FILE] if overrides and SITE_FILE in overrides else _read_file(source_dir, report)
    config = None if data is None else _read_config(data, report)
    return config, point_to_handbook(report.diagnostics, source_dir)


def parse_site(data: bytes) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    """Return the configuration in the bytes of a ``site.yaml``, or None if it is unusable, and the diagnostics."""
    report = Report()
    config = _read_config(data, report)
    return config, report.diagnostics


def site_to_check(source_dir: str, instead: Mapping[str, bytes] | None = None) -> SiteConfig:
    """Return the address, menu and footer of a ``site.yaml`` with errors, so that links are checked as well.

    The rest is that of `NO_SITE`. The arguments are those of `read_site`.
    """
    report = Report()
    data = instead[SITE_FILE] if instead and SITE_FILE in instead else _read_file(source_dir, report)
    values, places = ({}, {}) if data is None else _read_values(data, report)
    kept = {name: values[name] for name in ("base_url", "menu", "voet", "long_fields") if name in values}
    return structs.replace(NO_SITE, fields=_field_places(places), **kept)


def _read_config(data: bytes, report: Report) -> SiteConfig | None:
    values, places = _read_values(data, report)
    if has_errors(report.diagnostics):
        return None
    own = ascii_host(urlsplit(values["base_url"]).hostname or "")
    if own in values.get("insluiten", ()):
        report.add(site.OWN_HOST.at(places["insluiten"], text=own, name="insluiten"))
        values["insluiten"] = tuple(host for host in values["insluiten"] if host != own)
    values.setdefault("organisatie", values["naam"])
    return SiteConfig(fields=_field_places(places), **values)


def _field_places(places: Mapping[str, Place]) -> tuple[FieldPlace, ...]:
    return tuple(FieldPlace(name, place.line, place.column) for name, place in places.items())


def _read_values(data: bytes, report: Report) -> tuple[dict[str, Any], dict[str, Place]]:
    """Return the valid values in the bytes of a ``site.yaml`` and the place of each field, and report what is wrong."""
    fields = _parse(data, report)
    if fields is None:
        return {}, {}
    named = name_fields(SITE_FILE, fields.pairs, SITE_FIELDS, read_value, report)
    lists = [pair for pair in named.pairs if pair.key.text in SITE_LISTS]
    wrong = [pair for pair in lists if report_site_list(pair, SITE_FILE, report)]
    named = structs.replace(named, pairs=tuple(pair for pair in named.pairs if pair not in wrong))
    values = read_valid_fields(SITE_FILE, named, without_faulty(SITE_FIELDS, fields), report)
    places = {pair.key.text: Place(SITE_FILE, pair.key.line, pair.key.column) for pair in named.pairs}
    if values.get("taal", "nl") != "nl":
        report.add(site.LANGUAGE_NOT_SUPPORTED.at(places["taal"], language=values["taal"]))
    if values.get("per_pagina", PER_PAGINA) < 1:
        report.add(field_faults.NUMBER_TOO_SMALL.at(places["per_pagina"], name="per_pagina"))
    if any(pair.key.text == "accent" and _is_blank(pair.value) for pair in named.pairs):
        report.add(field_faults.EMPTY_COLOUR.at(places["accent"], name="accent"))
    if "base_url" in values:
        url = values.pop("base_url")
        if is_base_url(url):
            values["base_url"] = with_slash(url)
        else:
            report.add(field_faults.BAD_URL.at(places["base_url"], name="base_url", text=url))
    values["long_fields"] = frozenset(pair.key.text for pair in named.pairs if has_more_lines(pair))
    return {name: value for name, value in values.items() if name not in fields.faulty}, places


def _is_blank(value: RawValue) -> bool:
    """Return whether there is nothing after a key, not even an empty text in quotes or a null."""
    return isinstance(value, Scalar) and not value.text and value.start is not None


def _read_file(source_dir: str, report: Report) -> bytes | None:
    """Return the bytes of ``site.yaml``, or report why it cannot be read and return None.

    A special file, such as a pipe, is not reported here but by `read.listing`.
    """
    path = os.path.join(source_dir, SITE_FILE)
    if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
        return None  # opening a pipe would block
    try:
        with open(path, "rb") as stream:
            return stream.read(MAX_PAGE_BYTES + 1)
    except FileNotFoundError:
        report.add(site.MISSING_SITE.at(Place(SITE_FILE)))
        return None
    except OSError as error:
        report.add(files.UNREADABLE.at(Place(SITE_FILE), reason=refusal(error)))
        return None


def _parse(data: bytes, report: Report) -> Fields | None:
    """Return the fields in the bytes of ``site.yaml``, or report why they cannot be parsed and return None."""
    text = decode(SITE_FILE, data, report)
    if text is None or has_conflicts(SITE_FILE, text, report):
        return None
    return parse_yaml(SITE_FILE, without_fences(text), report, declared=SITE_FIELDS)


def is_base_url(text: str) -> bool:
    """Return whether ``text`` is a valid ``base_url``.

    It must be an http(s) address without user name, query or fragment, and its path must not start with ``//``.
    """
    if not is_web_address(text, ("http", "https")) or "?" in text or "#" in text:
        return False
    parts = urlsplit(text)
    return "@" not in parts.netloc and not parts.path.startswith("//")


def with_slash(url: str) -> str:
    """Return the address with a slash at its end, so that paths can be appended."""
    return url if url.endswith("/") else url + "/"
