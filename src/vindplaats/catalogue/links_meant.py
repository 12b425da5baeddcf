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
from vindplaats.patterns import regex
from vindplaats.read.links.anchors import ANCHOR_PREFIX
from vindplaats.read.links.web_addresses import local_path
from vindplaats.read.listing import CONTENT
from vindplaats.read.records import BodyLink, Mention, Record

_SEPARATOR = regex(r"\s*[,;|]\s*|\s+(?:en|and|&)\s+")


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
    readings = (path, unquote(path), _from_root(path, record))
    if found := next((p for p in readings if p in context.files), None) or _beside(path, record, context, image=image):
        return found
    files = [file for file in context.files if same_name(file, path) or not context.is_of_another(file, record)]
    return nearest_file(path, sorted(files), image=image)


def _from_root(path: str, record: Record) -> str:
    """Return the path of a file that an editor wrote from the folder ``content``, or from the root of the site."""
    typed = path.removeprefix(f"{posixpath.dirname(record.file)}/").lstrip("/").removeprefix(f"{CONTENT}/")
    return f"{CONTENT}/{unquote(typed)}"


def _beside(path: str, record: Record, context: LinkContext, *, image: bool = False) -> str | None:
    """Return the only file of a page that has the name in ``path``, in another folder or without its extension."""
    folder, name = posixpath.dirname(record.file), posixpath.basename(unquote(path))
    own = [
        file
        for file in context.files
        if posixpath.dirname(file) == folder or (record.file.endswith("/index.md") and file.startswith(f"{folder}/"))
    ]
    names = {file: posixpath.basename(file) for file in own if not context.is_of_another(file, record)}
    found = [file for file, other in names.items() if other == name]
    if not found and not posixpath.splitext(name)[1] and not image:
        found = [file for file, other in names.items() if posixpath.splitext(other)[0] == name]
    return found[0] if len(found) == 1 else None


def portrait_meant(path: str, record: Record, context: LinkContext) -> str | None:
    """Return the path of the portrait that the editor of ``record`` probably meant by ``path``, or None."""
    path = posixpath.normpath(unquote(path.replace("\\", "/")))
    root = _from_root(path, record)
    if found := root if root in context.files else _beside(path, record, context):
        return found
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
    for text in (*record.file_names, *(part for mention in _mentions(record) for part in parts_of(mention.text))):
        yield path_of(Mention(text, 1, 1), record)


def _mentions(record: Record) -> Iterator[Mention]:
    """Yield the files that a page names in its fields."""
    for name in FILE_FIELDS:
        yield from mentioned_files(record, name)


def parts_of(text: str) -> tuple[str, ...]:
    """Return the names in a text with several names of files, such as ``a.csv, b.csv``, or nothing."""
    parts = tuple(part for part in _SEPARATOR.split(text) if part)
    return parts if len(parts) > 1 and all(posixpath.splitext(part)[1] for part in parts) else ()
