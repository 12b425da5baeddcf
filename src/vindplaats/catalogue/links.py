"""Resolve the links of a page and the files that it names, and report those that are broken or not allowed."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from vindplaats.catalogue.corpus import Attachment, LinkTarget, Role, Use
from vindplaats.catalogue.select import Selection
from vindplaats.diagnostics import files as file_faults
from vindplaats.diagnostics import links as link_faults
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.inputs.page_names import is_backup, right_page_name
from vindplaats.read.content import Content
from vindplaats.read.listing import CONTENT, OtherFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import BodyLink, Mention, Project, Record
from vindplaats.suggest import nearest
from vindplaats.text import nfc


class LinkContext(Struct, frozen=True):
    """Everything that a link can lead to. All paths begin with ``content/``.

    - ``pages`` maps the path of each page's file to its id, including pages that could not be read.
    - ``records`` has the records of the pages that could be read.
    - ``files`` maps the path of each other file to that file.
    - ``shown`` has the pages on the site.
    - ``survivors`` maps the id of each page that was merged into another to the id of that other page.
    - ``incomplete`` has the drafts that have no record because they lack required fields.
    - ``unusable`` has the paths of files that are never opened, each of which has been reported.
    """

    pages: Mapping[str, PageId]
    records: Mapping[PageId, Record]
    files: Mapping[str, OtherFile]
    shown: frozenset[PageId]
    survivors: Mapping[PageId, PageId]
    incomplete: frozenset[PageId]
    unusable: frozenset[str] = frozenset()


def make_link_context(content: Content, selection: Selection, survivors: Mapping[PageId, PageId]) -> LinkContext:
    """Collect everything that a link in the selected records can lead to."""
    return LinkContext(
        pages=content.known,
        records=selection.records,
        files={file.file: file for file in content.others},
        shown=frozenset(record.id for record in selection.shown),
        survivors=survivors,
        incomplete=content.incomplete,
        unusable=content.unusable,
    )


class References(Struct, frozen=True):
    """The links in the body of a page, and the files that its fields name, by field: `rapport`, `bijlagen`, `foto`."""

    links: tuple[LinkTarget, ...]
    files: Mapping[str, tuple[Attachment, ...]]

    @property
    def all_files(self) -> tuple[Attachment, ...]:
        """All files to which the links and the fields of the page refer."""
        linked = (target.file for target in self.links if target.file is not None)
        return (*linked, *(item for items in self.files.values() for item in items))


NO_FILES: Mapping[str, tuple[Attachment, ...]] = {"rapport": (), "bijlagen": (), "foto": ()}
"""The `References.files` of every page without files in its fields. Sharing one mapping saves memory."""


_ACTIVE = frozenset({
    "asp", "aspx", "cgi", "hta", "htc", "htm", "html", "jar", "js", "jsp", "mht", "mhtml", "mjs", "php", "phtml",
    "shtml", "svgz", "swf", "wasm", "xht", "xhtml", "xml", "xsl", "xslt",
})  # fmt: skip
"""Extensions of files that a browser or server may run as a part of the site."""


def is_active(path: str) -> bool:
    """Return whether a browser or server may run a file as a part of the site, judging by its extension."""
    return posixpath.splitext(path)[1][1:].lower() in _ACTIVE


def find_references(record: Record, context: LinkContext, report: Report) -> References:
    """Resolve the links of a page and the files that its fields name. Report those that are broken or not allowed."""
    links = tuple(_resolve_link(link, record, context, report) for link in record.body.links)
    files: dict[str, tuple[Attachment, ...]] = {}
    for name in ("rapport", "bijlagen", "foto"):
        value: Mention | tuple[Mention, ...] | None = getattr(record, name, None)
        mentions = value if isinstance(value, tuple) else (value,) if value else ()
        files[name] = tuple(_find_files(record, name, mentions, context, report))
    return References(links, files if any(files.values()) else NO_FILES)


def _resolve_link(link: BodyLink, record: Record, context: LinkContext, report: Report) -> LinkTarget:
    place = record.at(link)
    if link.kind == "path":
        return LinkTarget(link, path=link.target)
    if not link.target.startswith(CONTENT + "/"):
        report.add(link_faults.OUTSIDE_LINK.at(place, raw=link.raw))
    elif link.kind == "page":
        return LinkTarget(link, page=_resolve_page(link, place, context, report))
    elif link.target in context.unusable:
        pass  # already reported when the folder was listed
    elif is_backup(posixpath.basename(link.target)):
        report.add(link_faults.BACKUP.at(place, file=link.raw))
    elif is_active(link.target):
        report.add(link_faults.ACTIVE_FILE.at(place, file=link.raw))
    elif link.target not in context.files:
        near = _nearest_path(link.target, context, record, image=link.image)
        report.add(link_faults.missing_file(place, link.raw, near))
    else:
        return LinkTarget(link, file=_attachment(record, context.files[link.target], place))
    return LinkTarget(link)


def _resolve_page(link: BodyLink, place: Place, context: LinkContext, report: Report) -> PageId | None:
    """Return the page that a link leads to. If it cannot be linked to, report why and return None."""
    page_id = context.pages.get(link.target)
    if page_id is None:
        near = nearest(link.target, context.pages)
        near = near and posixpath.relpath(near, posixpath.dirname(place.file))
        report.add(link_faults.BROKEN_LINK.at(place, raw=link.raw, near=near))
        return None
    if page_id in context.incomplete:
        report.add(link_faults.HIDDEN_LINK.at(place, raw=link.raw))
        return None
    if page_id not in context.records:
        return page_id  # the page could not be read, which has been reported at that page
    page_id = context.survivors.get(page_id, page_id)
    anchors = context.records[page_id].body.anchors
    if link.anchor and link.anchor not in anchors:
        near = nearest(link.anchor, anchors)
        report.add(link_faults.BROKEN_ANCHOR.at(place, raw=link.raw, near=near and f"#{near}"))
        return None
    if page_id not in context.shown:
        report.add(link_faults.HIDDEN_LINK.at(place, raw=link.raw))
        return None
    return page_id


def _find_files(
    record: Record, name: str, mentions: Iterable[Mention], context: LinkContext, report: Report
) -> Iterator[Attachment]:
    """Yield the files named by ``mentions``, the values of the field ``name``. Report those that are refused."""
    image = name == "foto"
    for mention in mentions:
        place = record.at(mention)
        path = nfc(posixpath.normpath(posixpath.join(posixpath.dirname(record.file), mention.text)))
        if path in context.unusable:
            continue
        if is_backup(posixpath.basename(path)):
            report.add(link_faults.BACKUP.at(place, file=mention.text))
        elif is_active(path):
            report.add(link_faults.ACTIVE_FILE.at(place, file=mention.text))
        elif not path.startswith(CONTENT + "/"):
            report.add(link_faults.OUTSIDE_LINK.at(place, raw=mention.text))
        elif path in context.pages:
            report.add(link_faults.PAGE_AS_FILE.at(place, file=mention.text))
        elif path not in context.files:
            near = _nearest_path(path, context, record, image=image)
            report.add(link_faults.missing_file(place, mention.text, near))
        else:
            yield _attachment(record, context.files[path], place)


_PICTURES = frozenset({".avif", ".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"})
_SHEETS = frozenset({".csv", ".ods", ".tsv", ".xls", ".xlsm", ".xlsx"})
_DOCUMENTS = frozenset({".doc", ".docx", ".odt", ".pdf", ".rtf"})
_SLIDES = frozenset({".odp", ".ppt", ".pptx"})
_ARCHIVES = frozenset({".7z", ".gz", ".rar", ".tar", ".tgz", ".zip"})


def _kind(path: str) -> object:
    """Return a key that is equal for paths of files of one kind: "a.jpg" and "b.png"."""
    extension = posixpath.splitext(path)[1].lower()
    kinds = (_PICTURES, _SHEETS, _DOCUMENTS, _SLIDES, _ARCHIVES)
    return next((kind for kind in kinds if extension in kind), extension)


def _nearest_path(path: str, context: LinkContext, record: Record, *, image: bool) -> str | None:
    """Return the path, relative to the folder of ``record``, of the file that the editor probably meant, or None.

    Files of other pages do not resemble it, however alike their paths, nor do files of another kind. So only those in
    the folder of ``path`` are considered. If it is the name of a page spelled wrong, the page itself is meant.
    """
    folder, name = posixpath.split(path)
    right = right_page_name(name, in_page_folder=True)
    if right and (page := posixpath.join(folder, right)) in context.pages:
        return posixpath.relpath(page, posixpath.dirname(record.file))
    kind = _PICTURES if image else _kind(path)
    stems = {
        posixpath.splitext(posixpath.basename(file))[0]: file
        for file in sorted(context.files)
        if posixpath.dirname(file) == folder and _kind(file) == kind
    }
    near = nearest(posixpath.splitext(name)[0], stems)
    return near and posixpath.relpath(stems[near], posixpath.dirname(record.file))


def _attachment(record: Record, file: OtherFile, place: Place) -> Attachment:
    """Return ``file`` as an attachment of a page.

    Its path below the page is its path in the folder of ``record``, such as ``bijlagen/tabel.pdf``. If it is not in
    that folder, the path is its base name.
    """
    folder = posixpath.dirname(record.file) + "/"
    path = file.file.removeprefix(folder) if file.file.startswith(folder) else posixpath.basename(file.file)
    return Attachment(file, path, place)


def check_stray_files(content: Content, references: Mapping[PageId, References], report: Report) -> None:
    """Report the files to which no page refers, except active ones (`is_active`).

    Report nothing if any page has no record, because that page may refer to the files.
    """
    if len(references) < len(content.known):
        return
    used = {item.file.file for found in references.values() for item in found.all_files}
    for file in content.others:
        if file.file not in used and not is_active(file.file):
            report.add(file_faults.stray_file(Place(file.file)))


_ROLES: Mapping[str, Role] = {"rapport": "rapport", "foto": "foto"}


def uses_of(record: Record, references: References) -> Iterator[Use]:
    """Yield each use of a file by a page: first in the links of its body, then in its fields."""
    for target in references.links:
        if target.file is not None:
            yield Use(target.file, "afbeelding" if target.link.image else "bestand")
    dated = (record.publicatiedatum or date(record.jaar, 1, 1)) if isinstance(record, Project) else None
    for name, items in references.files.items():
        yield from (Use(item, _ROLES.get(name, "bestand"), dated) for item in items)
