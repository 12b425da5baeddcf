"""Say what an editor should write in a field that names a file that does not exist."""

import posixpath

from vindplaats.catalogue.link_context import FILE_FIELDS, LinkContext, mentioned_files, path_of
from vindplaats.catalogue.links_meant import file_meant, parts_of, portrait_meant
from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics import links as link_faults
from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.read.links.web_addresses import is_local, path_on_site
from vindplaats.read.listing import CONTENT
from vindplaats.read.records import Mention, Publishable, Record
from vindplaats.text import yaml_value


def missing_file(mention: Mention, name: str, record: Record, context: LinkContext) -> Diagnostic:
    """Return the diagnostic for a file that the field ``name`` mentions and that does not exist."""
    place, path = record.at(mention), path_of(mention, record)
    address = link_faults.web_address(mention.text)
    if address and not is_local(address) and path_on_site(address, context.base_url) is None:
        return _elsewhere(mention, name, address, record)
    if parts := parts_of(mention.text):
        return _several(place, name, parts)
    if near := (portrait_meant if name == "foto" else file_meant)(path, record, context):
        return link_faults.missing_file(place, mention.text, posixpath.relpath(near, posixpath.dirname(record.file)))
    if is_local(mention.text) or address:
        return link_faults.MISSING_FILE.at(place, raw=mention.text)
    if not path.startswith(CONTENT + "/"):
        return link_faults.OUTSIDE_LINK.at(place, raw=mention.text)
    return link_faults.missing_file(place, mention.text, None)


def _elsewhere(mention: Mention, name: str, address: str, record: Record) -> Diagnostic:
    """Return the diagnostic for a web address where the name of a file should be."""
    place = record.at(mention)
    if not isinstance(record, Publishable):
        return media.FOREIGN_PHOTO.at(place, raw=address, name=name)
    title = "Het rapport" if name == "rapport" else "De bijlage"
    link = f"{{titel: {title}, url: {yaml_value(address)}}}"
    first = next(item for field in FILE_FIELDS for item in mentioned_files(record, field) if _is_address(item))
    has_links = bool(record.links) or "links" in record.refused or first != mention
    return link_faults.address_as_file(place, name, address, link, has_links=has_links)


def _is_address(mention: Mention) -> bool:
    return link_faults.web_address(mention.text) is not None


def _several(place: Place, name: str, files: tuple[str, ...]) -> Diagnostic:
    """Return the diagnostic for several names of files in one text."""
    if name != "bijlagen":
        return field_faults.MANY_FILES.at(place, name=name, number=len(files))
    return link_faults.files_in_text(place, name, f"[{', '.join(map(yaml_value, files))}]")
