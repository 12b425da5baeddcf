"""Find the logos that ``site.yaml`` names, and report those that cannot be used."""

import posixpath
import re
from collections.abc import Collection, Mapping
from urllib.parse import unquote

from msgspec import Struct

from vindplaats.catalogue.corpus import Attachment
from vindplaats.catalogue.links_meant import parts_of
from vindplaats.config import SiteConfig
from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics import links as link_faults
from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.diagnostics.site import SITE_FILE
from vindplaats.patterns import regex
from vindplaats.read.content import Content
from vindplaats.read.links.web_addresses import is_local, path_on_site
from vindplaats.read.listing import CONTENT, OtherFile
from vindplaats.read.records import Mention
from vindplaats.suggest import nearest
from vindplaats.text import nfc, yaml_value

_KINDS = (".svg", ".png")
_PICTURE = regex(r"\.(?:ai|avif|bmp|eps|gif|heic|ico|jfif|jpe?g|pdf|png|psd|svgz?|tiff?|webp)$", re.IGNORECASE)
"""The extension of a file that may be meant as a logo."""
_STATIC = regex(r"(?:\.?\.?/)*(?=static/)")
"""What editors may write before ``static/``: a slash, or the way there from ``content/``."""
_BOTH = 2
"""Number of logos of a site: for light and for dark screens."""


class Logos(Struct, frozen=True):
    """The logos of the site, by field, and the paths of the files that the fields name or probably mean."""

    found: Mapping[str, Attachment]
    meant: frozenset[str]


def find_logos(site: SiteConfig, content: Content, report: Report) -> Logos:
    """Return the logos that ``site.yaml`` names, with their addresses, and report those that cannot be used."""
    found: dict[str, Attachment] = {}
    meant: set[str] = set()
    files = {posixpath.basename(file.file): file for file in content.others if _is_beside(file)}
    files |= {file.file: file for file in content.static}
    elsewhere = _files_elsewhere(content)
    for name, mention in (("logo", site.logo), ("logo_donker", site.logo_donker)):
        if mention is None:
            continue
        place, key = Place(SITE_FILE, mention.line, mention.column), _written(mention.text)
        if f"{CONTENT}/{key}" in content.unusable:
            continue  # reported when the folder was listed
        if key not in files:
            near = _meant(mention.text, files, site.base_url)
            meant |= {files[near].file} if near else set()
            wrong = f"/{posixpath.basename(_typed(mention.text, site.base_url))}"
            meant |= {file for file in elsewhere if file.casefold().endswith(wrong)}
            meant |= {f"{CONTENT}/{part}" for part in parts_of(mention.text)}
            report.add(_missing(mention, name, place, near, elsewhere, site))
            continue
        meant.add(files[key].file)
        if key.lower().endswith(_KINDS):
            found[name] = Attachment(files[key], key, place)
        else:
            report.add(media.NOT_A_LOGO.at(place, raw=mention.text))
    if site.logo_donker and not site.logo and "logo_donker" in found:
        file, dark = yaml_value(site.logo_donker.text), found["logo_donker"]
        light = [other.file for other in content.others if _is_beside(other) and other.file.lower().endswith(_KINDS)]
        meant |= set(light)
        light = [posixpath.basename(path) for path in light if path != dark.file.file]
        write = (f"logo: {yaml_value(light[0])}",) if len(light) == 1 else ()
        report.add(media.ONLY_DARK_LOGO.at(dark.place, write=write, file=file))
    return Logos(found, frozenset(meant))


def likely_logos(content: Content) -> frozenset[str]:
    """Return the pictures that may be meant as a logo: those beside ``site.yaml``, or in a folder without pages."""
    beside = [file.file for file in content.others if _is_beside(file)]
    inside = [file for files in content.unknown_folders.values() for file in files]
    return frozenset(filter(_PICTURE.search, (*beside, *inside)))


def _files_elsewhere(content: Content) -> tuple[str, ...]:
    """Return the paths of the files in the folders of ``content/``, where no logo can be."""
    inside = [file for files in content.unknown_folders.values() for file in files]
    return (*(file.file for file in content.others if not _is_beside(file)), *inside)


def _is_beside(file: OtherFile) -> bool:
    return posixpath.dirname(file.file) == CONTENT


def _written(text: str) -> str:
    """Return the name of a logo as `find_logos` knows it: ``logo.svg``, or ``static/logo.svg`` for ``/static/…``."""
    return posixpath.normpath(_STATIC.sub("", nfc(text), count=1))


def _missing(
    mention: Mention, name: str, place: Place, near: str | None, elsewhere: Collection[str], site: SiteConfig
) -> Diagnostic:
    """Return the diagnostic for a logo that does not exist.

    ``near`` is the file that was probably meant, if any, and ``elsewhere`` has the files where no logo can be.
    """
    text = mention.text
    address = link_faults.web_address(text)
    is_elsewhere = address and not is_local(address) and path_on_site(address, site.base_url) is None
    if is_elsewhere and (near is None or "://" in text):
        return media.FOREIGN_LOGO.at(place, raw=text, name=name)
    parts = parts_of(text)
    if len(parts) == _BOTH and name == "logo":
        return field_faults.TWO_LOGOS.at(place, light=yaml_value(parts[0]), dark=yaml_value(parts[1]))
    path = f"{CONTENT}/{_typed(text, site.base_url)}"
    found = next((file for file in elsewhere if file.casefold() == path and path.endswith(_KINDS)), None)
    if found and near != posixpath.basename(found):  # else moving it would replace another file
        folder, file = posixpath.split(found)
        return media.LOGO_ELSEWHERE.at(place, raw=text, name=name, folder=folder, file=yaml_value(file))
    return media.MISSING_LOGO.at(place, raw=text, near=near)


def _meant(text: str, files: Collection[str], base_url: str) -> str | None:
    """Return the name of the logo that was probably meant, or None."""
    usable = sorted(file for file in files if file.lower().endswith(_KINDS))
    typed = _typed(text, base_url)
    for part in (str, posixpath.basename, _stem):
        found = [file for file in usable if part(file.casefold()) == part(typed)]
        if len(found) == 1:
            return found[0]
    return nearest(typed, usable)


def _typed(text: str, base_url: str) -> str:
    """Return the path from ``content/`` that an editor may have meant by a text, in lower case: ``beeld/logo.svg``."""
    typed = unquote((path_on_site(text, base_url) if "://" in text else text) or text).replace("\\", "/").strip("/")
    return nfc(posixpath.normpath(typed)).removeprefix("../").removeprefix(f"{CONTENT}/").removeprefix("../").casefold()


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]
