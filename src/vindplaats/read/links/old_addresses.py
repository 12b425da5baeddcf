"""Read old addresses of pages, which editors copy from a browser or from the previous site, to redirect from them."""

import re
from urllib.parse import unquote

from vindplaats.diagnostics import addresses, fields
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.patterns import regex
from vindplaats.read.fields.context import FieldContext
from vindplaats.read.portable_names import MAX_NAME_BYTES, MAX_PATH_BYTES, is_refused
from vindplaats.read.records import Mention
from vindplaats.text import CONTROLS, nfc, yaml_value

_SITE = regex(r"https?://[^/?#]+", re.IGNORECASE)
"""The beginning of a whole web address, up to its path. The host may be any text: the catalogue compares it."""
_BARE_HOST = regex(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/", re.IGNORECASE)
"""A host without ``https://`` before it, with the slash after it: ``www.voorbeeld.nl/``."""
_EXTENSION = regex(r"\.[a-z][a-z0-9]{0,5}$", re.IGNORECASE)
_SLASHES = regex(r"[\\/]+")
_START = r"(?=/|https?://)"
_BETWEEN = regex(rf"\s*[,;|]\s*{_START}|\s+(?:(?:en|of|and|or|[-–&+])\s+)?{_START}", re.IGNORECASE)
"""The separator of two old addresses in one text, if the second begins with its slash."""
_LOOSE = regex(rf"{_BETWEEN.pattern}|(?:(?<=/)|(?<=\.html)|(?<=\.htm))\s*[,;|]\s*(?=\S)", re.IGNORECASE)
"""The separator of two old addresses in one text, if the first ends like an address or the second begins like one."""


def split_old_addresses(text: str) -> tuple[tuple[str, ...], bool]:
    """Return the old addresses in a text, such as ``/oud/a/, /oud/b/``, and whether each begins as it should.

    A space or a comma may be part of an address, such as ``/Huur, koop en zorg/``.
    """
    parts = tuple(part for part in _LOOSE.split(text) if part)
    plain = re.split(r"\s*[,;|]\s+", text)
    if len(plain) > 1 and not re.match(_START, text) and all("/" in part for part in plain):
        parts = tuple(plain)
    return parts, len(parts) < 2 or all(re.match(_START, part) for part in parts)  # noqa: PLR2004


def read_old_addresses(text: str, place: Place, field: FieldContext) -> tuple[Mention, ...] | None:
    """Return the old addresses in one text (`read_old_address`), or None if there are none."""
    parts, are_right = split_old_addresses(text)
    if not are_right:
        paths = [part if _SITE.match(part) else _right_form(nfc(unquote(part))) for part in parts]
        write = field.written(", ".join(paths)) if field.item else field.line(f"[{', '.join(map(yaml_value, paths))}]")
        field.report.add(fields.BAD_PATH.at(place, name=field.name, text=text, write=(write,)))
        return None
    found = [read_old_address(part, place, field.name, field.report) for part in parts]
    return tuple(Mention(path, place.line, place.column) for path in found if path is not None) or None


def read_old_address(text: str, place: Place, name: str, report: Report) -> str | None:
    """Return an old address on this site, or report why nothing can redirect from it and return None.

    The result is a decoded path, such as ``/oud pad/`` for ``/oud%20pad/``, because that is the file that a web server
    looks for. A whole web address is returned as it is, because only the catalogue knows the address of this site.
    ``name`` is the field with the address.
    """
    address, _, fragment = text.partition("#")
    whole = _SITE.match(address)
    path = nfc(unquote(address[whole.end() :] or "/" if whole else address))
    right = _right_form(path)
    if "?" in address:
        report.add(addresses.QUERY.at(place, text=text, name=name))
    elif right == "/" or any(step.startswith(".") for step in right.split("/")):
        report.add(fields.BAD_PATH.at(place, name=name, text=text))
    elif problem := _problem(right):
        report.add(addresses.UNREDIRECTABLE.at(place, text=text, name=name, problem=problem))
    elif not whole and (right != path or fragment):
        is_host = _BARE_HOST.match(path) and not path.partition("/")[0].endswith((".html", ".htm"))
        report.add(fields.BAD_PATH.at(place, name=name, text=text, near=f"https://{path}" if is_host else right))
    else:
        return text if whole else path
    return None


def _right_form(path: str) -> str:
    r"""Return a path with one slash at its start and between its steps: ``/oud/pad/`` for ``oud\pad/``."""
    return "/" + _SLASHES.sub("/", path).lstrip("/")


def _problem(path: str) -> str:
    """Return in Dutch why the site can have no page that redirects at a decoded path, or an empty text if it can."""
    steps = path.strip("/").split("/")
    refused = next(filter(is_refused, steps), "")
    extension = _EXTENSION.search(path)
    if "\ufffd" in path:
        return "wat na % staat is geen UTF-8"
    if CONTROLS.search(path) or "\0" in path:
        return "er staat een stuurteken in"
    if refused:
        return f"een map of bestand kan op Windows niet '{refused}' heten"
    if extension and extension[0].lower() not in {".html", ".htm"}:
        return f"op een adres dat eindigt op {extension[0]} kan geen pagina staan"
    if len(path.encode()) > MAX_PATH_BYTES or any(len(step.encode()) > MAX_NAME_BYTES for step in steps):
        return "het is te lang"
    return ""
