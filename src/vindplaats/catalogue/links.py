"""Where the links of a page lead: to which page, file or path; and which of them are broken."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from vindplaats.catalogue.corpus import Attachment, LinkTarget, Role, Use
from vindplaats.diagnostics import links as link_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.read.listing import CONTENT, OtherFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import BodyLink, Mention, Project, Record
from vindplaats.suggest import nearest
from vindplaats.text import nfc


class LinkContext(Struct, frozen=True):
    """What a link can lead to: page files to ids, records by id, files by path, ids that are on the site.

    `survivors` maps a double that gave way to the page that took its place; `incomplete` are the ids of drafts that
    lack too much to be a record, so that they are never on the site. ``unusable`` are files with faults of their own.
    """

    known: Mapping[str, PageId]
    records: Mapping[PageId, Record]
    files: Mapping[str, OtherFile]
    shown: frozenset[PageId]
    survivors: Mapping[PageId, PageId]
    incomplete: frozenset[PageId]
    unusable: frozenset[str] = frozenset()


class Refs(Struct, frozen=True):
    """What one page refers to: links of its body, and files of its fields (by name of the field)."""

    links: tuple[LinkTarget, ...]
    files: Mapping[str, tuple[Attachment, ...]]

    @property
    def all_files(self) -> tuple[Attachment, ...]:
        """The files of links and of fields."""
        linked = (target.file for target in self.links if target.file is not None)
        return (*linked, *(item for items in self.files.values() for item in items))


NO_FILES: Mapping[str, tuple[Attachment, ...]] = {"rapport": (), "bijlagen": (), "foto": ()}
"""Of most pages: one mapping for all of them."""


_ACTIVE = frozenset({
    "asp", "aspx", "cgi", "hta", "htc", "htm", "html", "jar", "js", "jsp", "mht", "mhtml", "mjs", "php", "phtml",
    "shtml", "svgz", "swf", "wasm", "xht", "xhtml", "xml", "xsl", "xslt",
})  # fmt: skip
"""Endings of files that browsers or servers run, on the site's own address."""


def is_active(path: str) -> bool:
    """Tell whether a file could do more on the site than be downloaded, by the ending of its name."""
    return posixpath.splitext(path)[1][1:].lower() in _ACTIVE


def resolve_links(record: Record, around: LinkContext) -> tuple[tuple[LinkTarget, ...], list[Diagnostic]]:
    """The targets of all links in the body of ``record``, in its order, and what is wrong with them."""
    targets, told = [], []
    for link in record.body.links:
        target, fault = _resolve(link, record, around)
        targets.append(target)
        if fault is not None:
            told.append(fault)
    return tuple(targets), told


def _resolve(link: BodyLink, record: Record, around: LinkContext) -> tuple[LinkTarget, Diagnostic | None]:
    place = record.at(link)
    if link.kind == "path":
        return LinkTarget(link, path=link.target), None
    if not link.target.startswith(CONTENT + "/"):
        return LinkTarget(link), link_faults.OUTSIDE_LINK.at(place, raw=link.raw)
    if link.kind == "page":
        return _resolve_page(link, place, around)
    found = around.files.get(link.target)
    if link.target in around.unusable:
        return LinkTarget(link), None
    if is_active(link.target):
        return LinkTarget(link), link_faults.ACTIVE_FILE.at(place, file=link.raw)
    if found is None:
        return LinkTarget(link), link_faults.missing_file(place, link.raw, _near_file(link, place, around))
    return LinkTarget(link, file=attachment(record, found, place)), None


def _resolve_page(link: BodyLink, place: Place, around: LinkContext) -> tuple[LinkTarget, Diagnostic | None]:
    page = around.known.get(link.target)
    if page is None:
        return LinkTarget(link), link_faults.BROKEN_LINK.at(place, raw=link.raw, near=_near_page(link, place, around))
    record = around.records.get(page)
    if page in around.incomplete:
        return LinkTarget(link), link_faults.HIDDEN_LINK.at(place, raw=link.raw)
    if record is None:  # the page has faults of its own, which are told there
        return LinkTarget(link, page=page), None
    page = around.survivors.get(page, page)
    record = around.records[page]
    if link.anchor and link.anchor not in record.body.anchors:
        near = nearest(link.anchor, record.body.anchors)
        return LinkTarget(link), link_faults.BROKEN_ANCHOR.at(place, raw=link.raw, near=near and f"#{near}")
    if page not in around.shown:
        return LinkTarget(link), link_faults.HIDDEN_LINK.at(place, raw=link.raw)
    return LinkTarget(link, page=page), None


def _near_page(link: BodyLink, place: Place, around: LinkContext) -> str | None:
    near = nearest(link.target, around.known)
    return near and posixpath.relpath(near, posixpath.dirname(place.file))


def _near_file(link: BodyLink, place: Place, around: LinkContext) -> str | None:
    near = nearest(link.target, around.files)
    return near and posixpath.relpath(near, posixpath.dirname(place.file))


def attach(
    record: Record, mentions: Iterable[Mention], around: LinkContext
) -> tuple[tuple[Attachment, ...], list[Diagnostic]]:
    """The files that fields of ``record`` name, and those that are not there."""
    found, told = [], []
    for mention in mentions:
        place = record.at(mention)
        path = nfc(posixpath.normpath(posixpath.join(posixpath.dirname(record.file), mention.text)))
        if path in around.unusable:
            continue
        if is_active(path):
            told.append(link_faults.ACTIVE_FILE.at(place, file=mention.text))
            continue
        if not path.startswith(CONTENT + "/"):
            told.append(link_faults.OUTSIDE_LINK.at(place, raw=mention.text))
        elif path not in around.files:
            near = nearest(path, around.files)
            near = near and posixpath.relpath(near, posixpath.dirname(record.file))
            told.append(link_faults.missing_file(place, mention.text, near))
        else:
            found.append(attachment(record, around.files[path], place))
    return tuple(found), told


def attachment(record: Record, file: OtherFile, place: Place) -> Attachment:
    """``file`` as ``record`` brings it along: beside the page as it stands beside the source, else by its name."""
    folder = posixpath.dirname(record.file) + "/"
    path = file.file.removeprefix(folder) if file.file.startswith(folder) else posixpath.basename(file.file)
    return Attachment(file, path, place)


def refs_of(record: Record, around: LinkContext, told: list[Diagnostic]) -> Refs:
    """What a page refers to; what is wrong with it goes to ``told``."""
    links, faults = resolve_links(record, around)
    told += faults
    files: dict[str, tuple[Attachment, ...]] = {}
    for name in ("rapport", "bijlagen", "foto"):
        value: Mention | tuple[Mention, ...] | None = getattr(record, name, None)
        mentions = value if isinstance(value, tuple) else (value,) if value else ()
        files[name], faults = attach(record, mentions, around)
        told += faults
    return Refs(links, files if any(files.values()) else NO_FILES)


_ROLES: Mapping[str, Role] = {"rapport": "rapport", "foto": "foto"}


def uses_of(record: Record, refs: Refs) -> Iterator[Use]:
    """The files of a page, and what it uses each as."""
    for target in refs.links:
        if target.file is not None:
            yield Use(target.file, "afbeelding" if target.link.image else "bestand")
    dated = (record.publicatiedatum or date(record.jaar, 1, 1)) if isinstance(record, Project) else None
    for name, items in refs.files.items():
        yield from (Use(item, _ROLES.get(name, "bestand"), dated) for item in items)
