"""What an editor probably meant by a link or the name of a file that leads nowhere, among everything that there is."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import structs

from vindplaats.catalogue.link_context import FILE_FIELDS, LinkContext, mentioned_files, path_of
from vindplaats.catalogue.link_suggestions import (
    LISTS,
    link_to_file,
    list_meant,
    nearest_anchor,
    nearest_file,
    nearest_portrait,
    own_path,
    page_meant,
    same_name,
    stems_of,
)
from vindplaats.inputs.page_names import right_page_name
from vindplaats.read.links.anchors import ANCHOR_PREFIX
from vindplaats.read.links.web_addresses import local_path
from vindplaats.read.records import BodyLink, Record


def link_meant(link: BodyLink, record: Record, context: LinkContext) -> str | None:
    """Return the link to the page or list that ``link`` probably means, with its anchor if that exists, or None."""
    own = own_path(link.raw, context.base_url)
    link = structs.replace(link, kind="path", target=own) if own else link
    if meant := list_meant(link, record):
        return meant
    file = page_meant(link, record, context.names)
    return _link_to_page(file, record, link.anchor, context) if file else None


def _link_to_page(file: str, record: Record, anchor: str, context: LinkContext) -> str:
    """Return the link to the file of a page, with the anchor there that is most like ``anchor``."""
    target = context.records.get(context.pages[file])
    return link_to_file(file, record, nearest_anchor(anchor, target.body if target else None))


def page_of_preview(address: str, record: Record, context: LinkContext) -> str | None:
    """Return the link that an editor should write instead of an address of the preview, or None if no page is there."""
    path = local_path(address)
    if path in LISTS.values():
        return path
    page_id = next((context.addresses[f"{p}/"] for p in stems_of(path) if f"{p}/" in context.addresses), None)
    anchor = unquote(address.partition("#")[2]).removeprefix(ANCHOR_PREFIX)
    return _link_to_page(context.records[page_id].file, record, anchor, context) if page_id else None


def file_meant(path: str, record: Record, context: LinkContext, *, image: bool = False) -> str | None:
    """Return the path of the file that the editor of ``record`` probably meant by ``path``, or None.

    If ``path`` is the misspelled path of a page, the path of that page is returned. A file of another page in the same
    folder is meant only if it has the same name.
    """
    folder, name = posixpath.split(path)
    right = right_page_name(name, in_page_folder=True)
    if right and (page := posixpath.join(folder, right)) in context.pages:
        return page
    path = posixpath.normpath(path.replace("\\", "/"))
    if found := next((p for p in (path, unquote(path)) if p in context.files), None):
        return found
    files = [file for file in context.files if same_name(file, path) or not context.is_of_another(file, record)]
    return nearest_file(path, sorted(files), image=image)


def portrait_meant(path: str, record: Record, context: LinkContext) -> str | None:
    """Return the path of the portrait that the editor of ``record`` probably meant by ``path``, or None."""
    path = posixpath.normpath(unquote(path.replace("\\", "/")))
    files = [file for file in context.files if not context.is_of_another(file, record)]
    return nearest_portrait(path, sorted(files), record)


def files_meant(record: Record, context: LinkContext) -> Iterator[str]:
    """Yield the paths of the files that were probably meant where a page names a file that does not exist."""
    yield from record.body.lost_files
    for link in record.body.links:
        if link.kind == "file" and link.target not in context.files:
            yield file_meant(link.target, record, context, image=link.image) or ""
    for name in FILE_FIELDS:
        for mention in mentioned_files(record, name):
            if (path := path_of(mention, record)) not in context.files:
                yield (portrait_meant if name == "foto" else file_meant)(path, record, context) or ""
