"""Resolve the links of a page and the files that its fields name. Report those that are broken or not allowed."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from urllib.parse import unquote, urlsplit

from msgspec import Struct, structs

from vindplaats.catalogue.corpus import Attachment, LinkTarget, Role, Use
from vindplaats.catalogue.embeds import check_frames, find_captions, misnamed_captions
from vindplaats.catalogue.link_context import (
    FILE_FIELDS,
    LinkContext,
    attachment_of,
    filled_file_fields,
    mentioned_files,
    path_of,
)
from vindplaats.catalogue.link_suggestions import is_page_name, link_to_file, nearest_anchor
from vindplaats.catalogue.links_meant import file_meant, files_meant, link_meant, page_of_preview
from vindplaats.catalogue.missing_files import missing_file
from vindplaats.diagnostics import files as file_faults
from vindplaats.diagnostics import links as link_faults
from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.inputs.inventory import ROOT_FOLDER
from vindplaats.inputs.page_names import is_backup
from vindplaats.read.content import Content
from vindplaats.read.links.anchors import THEME_ID_PREFIX
from vindplaats.read.links.videos import is_video
from vindplaats.read.links.web_addresses import has_no_host, is_elsewhere, is_local, path_on_site
from vindplaats.read.listing import CONTENT
from vindplaats.read.page_id import PageId
from vindplaats.read.records import HOME, BodyLink, Nieuwsbericht, Project, Record
from vindplaats.text import without_invisible

_CONTENT, _STATIC, _ROOT = f"{CONTENT}/", "static/", f"{ROOT_FOLDER}/"


class References(Struct, frozen=True):
    """The links in the body of a page, and the files that its fields name, by field: `rapport`, `bijlagen`, `foto`.

    The n-th of ``links`` is the target of the n-th link mark of the body. After these come the targets of those web
    addresses in the body that lead to the site itself, and the captions of its videos. ``meant`` has the paths of the
    files that were probably meant where the page names a file that does not exist.
    """

    links: tuple[LinkTarget, ...]
    files: Mapping[str, tuple[Attachment, ...]]
    meant: frozenset[str] = frozenset()

    @property
    def all_files(self) -> tuple[Attachment, ...]:
        """All files to which the links and the fields of the page refer."""
        linked = (target.file for target in self.links if target.file is not None)
        return (*linked, *(item for items in self.files.values() for item in items))


NO_FILES: Mapping[str, tuple[Attachment, ...]] = {"rapport": (), "bijlagen": (), "foto": ()}
"""The `References.files` of every page without files in its fields. Sharing one mapping saves memory."""
NO_REFERENCES = References((), NO_FILES)
"""The references of every page that has none."""


_ACTIVE = frozenset({
    "asp", "aspx", "cgi", "hta", "htc", "htm", "html", "jar", "js", "jsp", "mht", "mhtml", "mjs", "php", "phtml",
    "shtml", "svgz", "swf", "wasm", "xht", "xhtml", "xml", "xsl", "xslt",
})  # fmt: skip
"""Extensions of files that a browser or server may run as part of the site."""


def is_active(path: str) -> bool:
    """Return whether a file has an extension of files that a browser or server may run as part of the site."""
    return posixpath.splitext(path)[1][1:].lower() in _ACTIVE


def find_references(record: Record, context: LinkContext, report: Report) -> References:
    """Resolve the links of a page and the files that its fields name. Report those that are broken or not allowed."""
    body, base_url = record.body, context.base_url
    own = []
    for link in body.web_links:
        if link.image or not is_elsewhere(link.target, base_url):
            target = _resolve_web_link(link, record, context, report)
            own += [target] if target else []
    if context.frame_hosts and body.web_links:
        check_frames(record, context, report)
    named = filled_file_fields(record)
    if not (own or body.links or named or body.lost_files or record.file_names):  # as most pages
        return NO_REFERENCES
    linkable = context.linkable if body.links else {}
    resolved = [
        LinkTarget(link, page=linkable[link.target])
        if link.target in linkable and not (link.anchor or link.image)  # as most links
        else _resolve_link(link, record, context, report)
        for link in body.links
    ]
    links = (*resolved, *own)
    if any(target.link.image and is_video(target.link.target) for target in links):
        links = (*links, *find_captions(links, record, context, report))
    if not (named or body.lost_files or record.file_names or any(link.kind == "file" for link in body.links)):
        return References(links, NO_FILES)
    files = {**NO_FILES, **{name: tuple(_find_files(record, name, context, report)) for name in named}}
    return References(links, files if any(files.values()) else NO_FILES, frozenset(files_meant(record, context)))


def _resolve_link(link: BodyLink, record: Record, context: LinkContext, report: Report) -> LinkTarget:
    if link.kind == "page" and link.target.startswith(_CONTENT):
        return _page_target(link, record, context, report)
    if link.kind == "path":
        return _path_target(link, record.at(link), context, report)
    if link.target.startswith((_STATIC, _ROOT)):  # "../../static/x.pdf", which works in previews of Markdown
        return LinkTarget(link, path=f"/{link.target.removeprefix(_ROOT)}", fragment=link.anchor)
    if link.target in context.unusable:
        return LinkTarget(link)  # already reported when the folder was listed
    if link.target in context.files and not is_active(link.target):
        file = attachment_of(record, context.files[link.target], record.at(link))
        return LinkTarget(link, file=file, fragment=link.anchor)
    _report_dead_link(link, record, context, report)
    return LinkTarget(link)


def _report_dead_link(link: BodyLink, record: Record, context: LinkContext, report: Report) -> None:
    """Report a link to a file that does not exist or may not be published, with what was probably meant."""
    place = record.at(link)
    if link.target in context.files:
        report.add(link_faults.active_file(place, link.raw))
    elif is_local(link.raw):
        report.add(link_faults.LOCAL_ADDRESS.at(place, raw=link.raw, near=page_of_preview(link.raw, record, context)))
    elif is_backup(posixpath.basename(link.target)):
        report.add(link_faults.BACKUP.at(place, file=link.raw))
    elif meant := link_meant(link, record, context):
        report.add(link_faults.BROKEN_LINK.at(place, raw=link.raw, near=meant))
    elif not link.target.startswith(_CONTENT):
        is_page = link.target.lower().endswith(".md") and not link.image
        report.add((link_faults.OUTSIDE_PAGE if is_page else link_faults.OUTSIDE_LINK).at(place, raw=link.raw))
    elif link.kind == "page" or (is_page_name(link.target) and not link.image):
        report.add(link_faults.BROKEN_LINK.at(place, raw=link.raw))
    else:
        near = file_meant(link.target, record, context, image=link.image)
        report.add(link_faults.missing_file(place, link.raw, near and link_to_file(near, record)))


def _resolve_web_link(link: BodyLink, record: Record, context: LinkContext, report: Report) -> LinkTarget | None:
    """Return the target of a web address if it is on the site, and None if it is elsewhere.

    Report addresses on the computer of the editor, and images on other sites.
    """
    if has_no_host(link.target):
        report.add(link_faults.without_host(record.at(link), link.raw))
        return None
    path = path_on_site(link.target, context.base_url)
    if path is not None:
        anchor = unquote(urlsplit(link.target).fragment)
        own = structs.replace(link, kind="path", target=path, anchor=anchor)
        return _path_target(own, record.at(link), context, report)
    if link.image:
        fault = media.FOREIGN_VIDEO if is_video(link.target.partition("?")[0]) else media.FOREIGN_IMAGE
        report.add(fault.at(record.at(link), raw=link.raw))
    elif is_local(link.target):
        near = page_of_preview(link.target, record, context)
        report.add(link_faults.LOCAL_ADDRESS.at(record.at(link), raw=link.raw, near=near))
    return None


def _path_target(link: BodyLink, place: Place, context: LinkContext, report: Report) -> LinkTarget:
    """Return the target of a link to an address of the site. Report a page that is not published or used as an image.

    Whether the site has the address at all is checked later, when all addresses are known.
    """
    page_id = context.addresses.get(link.target)
    if page_id is None:
        return LinkTarget(link, path=link.target, fragment=link.anchor)
    if link.image:
        report.add(media.PAGE_AS_IMAGE.at(place, raw=link.raw))
        return LinkTarget(link)
    page_id = context.survivors.get(page_id, page_id)
    if page_id not in context.shown:
        report.add(link_faults.HIDDEN_LINK.at(place, raw=link.raw))
        return LinkTarget(link)
    is_of_text = link.anchor and not link.anchor.startswith(THEME_ID_PREFIX)
    fragment = context.records[page_id].body.fragment(link.anchor) if is_of_text else link.anchor
    return LinkTarget(link, path=link.target, fragment=fragment or "")


def _page_target(link: BodyLink, record: Record, context: LinkContext, report: Report) -> LinkTarget:
    """Return the target of a link to the file of a page.

    Report a target that does not exist, is not published, or is used as an image.
    """
    page_id = context.pages.get(link.target)
    if page_id is None:
        _report_dead_link(link, record, context, report)
        return LinkTarget(link)
    if page_id in context.incomplete:
        report.add(link_faults.HIDDEN_LINK.at(record.at(link), raw=link.raw))
        return LinkTarget(link)
    if page_id not in context.records:
        return LinkTarget(link, page=page_id)  # the page could not be read, which has been reported at that page
    page_id = context.survivors.get(page_id, page_id)
    body = context.records[page_id].body if link.anchor else None
    fragment = body.fragment(link.anchor) if body else ""
    if body and fragment is None:
        page = "" if body.anchors else link.raw.partition("#")[0]
        report.add(link_faults.broken_anchor(record.at(link), link.raw, nearest_anchor(link.anchor, body), page))
        return LinkTarget(link)
    if page_id not in context.shown:
        report.add(link_faults.HIDDEN_LINK.at(record.at(link), raw=link.raw))
        return LinkTarget(link)
    if link.image:
        report.add(media.PAGE_AS_IMAGE.at(record.at(link), raw=link.raw))
    return LinkTarget(link, page=page_id, fragment=fragment or "")


def _find_files(record: Record, name: str, context: LinkContext, report: Report) -> Iterator[Attachment]:
    """Yield the files that a page names in the field ``name``. Report those that cannot be used."""
    for mention in mentioned_files(record, name):
        place = record.at(mention)
        path = path_of(mention, record)
        if path not in context.files:  # the name may have been copied from a text with invisible characters
            path = without_invisible(path)
        if path in context.unusable:
            continue
        if is_backup(posixpath.basename(path)):
            report.add(link_faults.BACKUP.at(place, file=mention.text))
        elif is_active(path):
            report.add(link_faults.active_file(place, mention.text))
        elif path in context.pages:
            report.add(link_faults.PAGE_AS_FILE.at(place, file=mention.text))
        elif path not in context.files:
            report.add(missing_file(mention, name, record, context))
        else:
            yield attachment_of(record, context.files[path], place)


def check_stray_files(
    content: Content, references: Mapping[PageId, References], named: Collection[str], report: Report
) -> None:
    """Report the files to which no page refers, except those that a page meant.

    Active files (`is_active`) are only reported beside ``site.yaml``. ``named`` has the paths of the files that
    ``site.yaml`` names or means. If any page has no record, or a text that could not be converted, report only files
    beside ``site.yaml``, because that page may refer to the others; if that is so of the home page, report none.
    """
    failed = {record.id for record in content.records if record.body.failed}
    is_home_unread = HOME in failed or (HOME in content.known.values() and HOME not in references)
    if not content.others or is_home_unread:
        return
    some = [found for found in references.values() if found is not NO_REFERENCES]
    used = {item.file.file for found in some for item in found.all_files}
    used.update(named, *(found.meant for found in some))
    active = {file.file for file in content.others if is_active(file.file)}
    if active:
        used |= {path for path in active if posixpath.dirname(path) != CONTENT}
        for record in content.records:  # each of these is an error at its place
            used.update(link.target for link in record.body.links)
            used.update(path_of(file, record) for name in FILE_FIELDS for file in mentioned_files(record, name))
    only_beside = bool(failed) or len(references) < len(content.known)
    videos = {x.file.file.file for found in some for x in found.links if x.file and is_video(x.link.target)}
    files = {file.file for file in content.others}
    for file in content.others:
        if file.file not in used and not (only_beside and posixpath.dirname(file.file) != CONTENT):
            captions = misnamed_captions(file.file, videos, files)
            report.add(captions or file_faults.stray_file(Place(file.file)))


_ROLES: Mapping[str, Role] = {"rapport": "rapport", "foto": "foto"}


def uses_of(record: Record, references: References) -> Iterator[Use]:
    """Yield each use of a file by a page: first in the links of its body, then in its fields."""
    for target in references.links:
        if target.file is not None:
            yield Use(target.file, _role_in_text(target.link))
    dated = _last_day(record)
    for name, items in references.files.items():
        yield from (Use(item, _ROLES.get(name, "bestand"), dated) for item in items)


def _role_in_text(link: BodyLink) -> Role:
    if link.image:
        return "video" if is_video(link.target) else "afbeelding"
    return "ondertitels" if link.kind == "captions" else "bestand"


def _last_day(record: Record) -> date | None:
    """Return the last day on which a page may have published the files in its fields, or None if it has no day."""
    match record:
        case Project():
            return record.publicatiedatum or date(record.jaar, 12, 31)
        case Nieuwsbericht():
            return record.datum
        case _:
            return None
