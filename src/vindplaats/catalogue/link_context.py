"""Everything that a link can lead to, and the pages that editors mean by links that lead nowhere."""

import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

from msgspec import Struct

from vindplaats.catalogue.select import Selection
from vindplaats.read.content import Content
from vindplaats.read.links.anchors import ANCHOR_PREFIX
from vindplaats.read.links.web_addresses import local_path
from vindplaats.read.listing import CONTENT, OtherFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import KINDS, BodyLink, Record
from vindplaats.suggest import nearest

_MIN_NAME_SIMILARITY = 50.0
"""Minimum similarity (0 to 100) of the names in two addresses that are alike. The value was chosen, not measured: names
are short, and a name with one wrong letter out of three (similarity 67) must still count."""
_PAGE_EXTENSIONS = frozenset({".asp", ".aspx", ".htm", ".html", ".php"})
_LISTS: Mapping[str, str] = {
    **dict.fromkeys((".", "", CONTENT), "/"),
    **{f"{CONTENT}/{kind}": f"/{kind}/" for kind in KINDS if kind != "paginas"},
}
"""The address of a list or of the home page, by the path of the folder that an editor may link to instead."""
_UNQUOTED = "/!$&'+,;=:@àáâäçèéêëíìîïñóòôöúùûü"
"""Characters that need not be escaped in a link, in addition to those that `quote` never escapes."""


_PICTURES = frozenset({".avif", ".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"})
_SHEETS = frozenset({".csv", ".ods", ".tsv", ".xls", ".xlsm", ".xlsx"})
_DOCUMENTS = frozenset({".doc", ".docx", ".odt", ".pdf", ".rtf"})
_SLIDES = frozenset({".odp", ".ppt", ".pptx"})
_ARCHIVES = frozenset({".7z", ".gz", ".rar", ".tar", ".tgz", ".zip"})


class LinkContext(Struct, frozen=True):
    """Everything that a link can lead to. All paths begin with ``content/``.

    - ``pages`` maps the path of each page's file to its id, including pages that could not be read.
    - ``records`` has the records of the pages that could be read.
    - ``files`` has the other files, by path.
    - ``shown`` has the ids of the pages on the site.
    - ``survivors`` maps the id of each merged page to the id of the page that it was merged into.
    - ``incomplete`` has the ids of drafts that have no record because they lack required fields.
    - ``unusable`` has the paths of other files that are never opened. Each of these files has been reported, so links
      to them are not reported.
    - ``addresses`` maps the address of each page in ``records``, such as ``/projecten/x/``, to its id.
    - ``base_url`` is the address of the site.
    """

    pages: Mapping[str, PageId]
    records: Mapping[PageId, Record]
    files: Mapping[str, OtherFile]
    shown: frozenset[PageId]
    survivors: Mapping[PageId, PageId]
    incomplete: frozenset[PageId]
    unusable: frozenset[str] = frozenset()
    addresses: Mapping[str, PageId] = {}
    base_url: str = ""


def make_link_context(
    content: Content, selection: Selection, survivors: Mapping[PageId, PageId], base_url: str
) -> LinkContext:
    """Collect everything that a link in the selected records can lead to."""
    return LinkContext(
        pages=content.known,
        records=selection.records,
        files={file.file: file for file in content.others},
        shown=frozenset(record.id for record in selection.shown),
        survivors=survivors,
        incomplete=content.incomplete,
        unusable=content.unusable,
        addresses={f"/{record.url}": record.id for record in selection.records.values()},
        base_url=base_url,
    )


def page_meant(link: BodyLink, record: Record, context: LinkContext) -> str | None:
    """Read ``link`` as an address on the site, and return the right link to the page that it means, or None.

    In ``projecten/a.md``, the links ``b``, ``b/``, ``b.html``, ``b/index.html`` and ``../b/`` all mean ``b.md``. A
    folder such as ``../projecten/`` means the list at ``/projecten/``.
    """
    if link.image:
        return None
    stems = stems_of(link.target)
    if list_url := next((_LISTS[stem] for stem in stems if stem in _LISTS), None):
        return list_url
    names = [stem for stem in stems if stem.startswith(f"{CONTENT}/")]
    files = [f"{stem}{ending}" for stem in names for ending in (".md", "/index.md")]
    file = next((file for file in files if file in context.pages), None)
    if file is None:
        typed = unquote(link.raw.partition("#")[0].partition("?")[0])
        addresses = [stem.removeprefix(CONTENT) for stem in names]
        addresses += stems_of(posixpath.normpath(posixpath.join(f"/{record.url}", typed)))
        page_id = next((context.addresses[f"{a}/"] for a in addresses if f"{a}/" in context.addresses), None)
        file = context.records[page_id].file if page_id else None
    return file and link_to_file(file, record, link.anchor)


def is_page_name(path: str) -> bool:
    """Return whether a path has the extension of a web page, such as ``b.html`` or ``b.php``."""
    return posixpath.splitext(path)[1].lower() in _PAGE_EXTENSIONS


def stems_of(path: str) -> list[str]:
    """Return the paths, without a final slash, that an editor may mean by a path that looks like an address.

    ``/projecten/b.html`` gives ``/projecten/b.html`` and ``/projecten/b``.
    """
    path = path.removesuffix("/")
    if not is_page_name(path):
        return [path]
    stem = posixpath.splitext(path)[0]
    return [path, posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem]


def link_to_file(file: str, record: Record, anchor: str = "") -> str:
    """Return the link to the file of a page as it is written in the file of ``record``, such as ``../nieuws/y.md``."""
    path = quote(posixpath.relpath(file, posixpath.dirname(record.file)), _UNQUOTED)
    return f"{path}#{anchor}" if anchor else path


def nearest_address(address: str, known: Iterable[str]) -> str | None:
    """Return the path or address in ``known`` that is spelled most like ``address``, or None if none is similar.

    The names in the two must be similar as well, because whole addresses with the same folders are always alike.
    """
    near = nearest(address, known)
    return near if near and nearest(_name_in(address), [_name_in(near)], _MIN_NAME_SIMILARITY) else None


def nearest_file(path: str, files: Iterable[str], *, image: bool) -> str | None:
    """Return the path of the file that an editor probably meant by ``path``, or None.

    Only files of the same kind in the folder of ``path`` are considered, or only pictures if ``image`` is true. A file
    of another page may have a similar path, but is not what was meant.
    """
    folder, name = posixpath.split(path)
    kind = _PICTURES if image else _kind(path)
    stems = {
        posixpath.splitext(posixpath.basename(file))[0]: file
        for file in files
        if posixpath.dirname(file) == folder and _kind(file) == kind
    }
    near = nearest(posixpath.splitext(name)[0], stems)
    return stems[near] if near else None


def _kind(path: str) -> object:
    """Return a key that is the same for all files of one kind, such as ``a.jpg`` and ``b.png``."""
    extension = posixpath.splitext(path)[1].lower()
    kinds = (_PICTURES, _SHEETS, _DOCUMENTS, _SLIDES, _ARCHIVES)
    return next((kind for kind in kinds if extension in kind), extension)


def _name_in(address: str) -> str:
    """Return the name in an address or path: ``x`` for ``/projecten/x/``, ``x.md`` and ``x/index.md``."""
    return posixpath.basename(posixpath.splitext(address.removesuffix("/").removesuffix("/index.md"))[0])


def page_of_preview(address: str, record: Record, context: LinkContext) -> str | None:
    """Return the link that an editor should write instead of an address of the preview, or None if no page is there."""
    path = local_path(address)
    if path in _LISTS.values():
        return path
    page_id = next((context.addresses[f"{p}/"] for p in stems_of(path) if f"{p}/" in context.addresses), None)
    anchor = unquote(address.partition("#")[2]).removeprefix(ANCHOR_PREFIX)
    return link_to_file(context.records[page_id].file, record, anchor) if page_id else None
