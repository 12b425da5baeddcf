"""The pages and files that editors probably mean by links that lead nowhere, as links that work if typed literally."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, unquote, urlsplit

from vindplaats.patterns import regex
from vindplaats.read.links.anchors import ANCHOR_PREFIX
from vindplaats.read.links.videos import OTHER_VIDEOS, VIDEOS
from vindplaats.read.listing import CONTENT
from vindplaats.read.records import KINDS, Body, BodyLink, Record
from vindplaats.slug import slugify
from vindplaats.suggest import nearest
from vindplaats.text import nfc

_MIN_SIMILARITY = 75.0
"""Minimum similarity (0 to 100) of the names of two files, or of two addresses, for one to be suggested instead of the
other: one letter in four may be wrong."""
_MIN_NAME_SIMILARITY = 60.0
"""Minimum similarity (0 to 100) of the names in two addresses that are alike. The value was chosen, not measured: names
are short, and a name with one wrong letter out of three (similarity 67) must still count."""
_PAGE_EXTENSIONS = frozenset({".asp", ".aspx", ".htm", ".html", ".php"})
_PAGE_FILE = regex(r"\.(?:md|markdown|mdx?|mkd|m|d)$", re.IGNORECASE)
_EXTENSION = regex(r"\.[a-z][a-z0-9]{0,5}$", re.IGNORECASE)
_NUMBER = regex(r"\d+")
LISTS: Mapping[str, str] = {"/": "/", **{f"/{kind}": f"/{kind}/" for kind in KINDS if kind != "paginas"}}
"""The address of a list or of the home page, by the path that an editor may link to instead."""
_UNQUOTED = "/!$&'+,;=:@àáâäçèéêëíìîïñóòôöúùûü"
"""Characters that need not be escaped in a link, in addition to those that `quote` never escapes."""


_PICTURES = frozenset({".avif", ".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"})
_SHEETS = frozenset({".csv", ".ods", ".tsv", ".xls", ".xlsm", ".xlsx"})
_DOCUMENTS = frozenset({".doc", ".docx", ".odt", ".pdf", ".rtf"})
_VIDEOS = VIDEOS | OTHER_VIDEOS
_SLIDES = frozenset({".odp", ".ppt", ".pptx"})
_ARCHIVES = frozenset({".7z", ".gz", ".rar", ".tar", ".tgz", ".zip"})


def names_of_pages(files: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the file of each page by every path that editors may use for it.

    ``files`` has the file and the address of each page; the address is empty if it is unknown. The page in
    ``content/nieuws/2021/y.md`` has the paths ``/nieuws/2021/y`` and ``/nieuws/y``, without an extension.
    """
    pairs = tuple(files)
    names = {url.removesuffix("/"): file for file, url in pairs if url}
    return names | {_stem_of_page(file): file for file, _ in pairs}


def page_meant(link: BodyLink, record: Record, names: Mapping[str, str]) -> str | None:
    r"""Read ``link`` as a path to a page, and return the file of the page that it probably means, or None.

    In ``projecten/a.md``, the links ``b``, ``b/``, ``b.html``, ``../b/``, ``/projecten/B.html`` and
    ``projecten\b.md`` all mean ``b.md``. If no page has such a path, the page with the same name is meant, or else the
    page whose path is most alike. ``names`` is the result of `names_of_pages`.
    """
    readings = [*_readings(link, record)]
    stems = [
        stem for path in readings if _may_be_page(path) for stem in stems_of(_PAGE_FILE.sub("", path.rstrip(".,")))
    ]
    if link.image or not stems:
        return None
    slugs = [slug for stem in stems for slug in _as_addresses(stem)]
    if exact := next((names[stem] for stem in (*stems, *slugs) if stem in names), None):
        return exact
    last = tuple({f"/{_last(slug)}" for slug in slugs})
    same = {file for name, file in names.items() if name.endswith(last)}
    if len(same) == 1:
        return same.pop()
    near = next((near for stem in dict.fromkeys((stems[0], stems[-1])) if (near := nearest_address(stem, names))), None)
    return names[near] if near else None


def list_meant(link: BodyLink, record: Record) -> str | None:
    """Return the address of the list that is meant by a link to a folder, such as ``../projecten/``, or None."""
    if link.image:
        return None
    stems = [stem or "/" for path in _readings(link, record) for stem in stems_of(path)]
    return next((LISTS[stem] for stem in stems if stem in LISTS), None)


def _readings(link: BodyLink, record: Record) -> Iterator[str]:
    """Yield the paths, from the folder ``content`` or the root of the site, that an editor may mean by ``link``."""
    typed = unquote(link.raw.partition("#")[0].partition("?")[0]).strip().replace("\\", "/")
    if link.kind in {"path", "web"}:  # an address from the root of the site, possibly with a host before it
        typed = link.target
    yield _clean(posixpath.join(posixpath.dirname(record.file).removeprefix(CONTENT), typed))
    yield _clean(posixpath.join(f"/{record.url}", typed))
    yield _clean(typed.lstrip("./~"))


def _clean(path: str) -> str:
    """Return a path that begins with one slash, without ``..`` and without the folder ``content`` at its start."""
    path = posixpath.normpath(f"/{path.lstrip('/')}")
    return nfc(path.removeprefix(f"/{CONTENT}")) or "/"


def _as_addresses(stem: str) -> Iterator[str]:
    """Yield addresses of pages for a path with capitals, spaces or folders: ``/nieuws/y`` for ``/nieuws/2021/Y``."""
    first, *_, last = stem[1:].split("/") if stem.count("/") > 1 else ("paginas", stem[1:])
    yield f"/{slugify(last)}" if first == "paginas" else f"/{first}/{slugify(last)}"


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _may_be_page(path: str) -> bool:
    """Return whether a path can mean a page: it has the extension of a page or of Markdown, or no extension."""
    path = path.rstrip(".,")
    return is_page_name(path) or bool(_PAGE_FILE.search(path)) or not _EXTENSION.search(path)


def _stem_of_page(file: str) -> str:
    """Return the path of a page without extension, such as ``/projecten/b`` for ``content/projecten/b/index.md``."""
    return file.removeprefix(CONTENT).removesuffix(".md").removesuffix("/index")


def is_page_name(path: str) -> bool:
    """Return whether a path has the extension of a web page, such as ``b.html`` or ``b.php``."""
    return posixpath.splitext(path)[1].lower() in _PAGE_EXTENSIONS


def stems_of(path: str) -> list[str]:
    """Return the paths, without a final slash, that an editor may mean by a path that looks like an address.

    ``/projecten/b.html`` gives ``/projecten/b.html`` and ``/projecten/b``, and ``/b/index`` gives ``/b`` as well.
    """
    path = path.removesuffix("/")
    stem = posixpath.splitext(path)[0] if is_page_name(path) else path
    return [*dict.fromkeys((path, stem.removesuffix("/index")))]


def link_to_file(file: str, record: Record, anchor: str = "") -> str:
    """Return the link to a file as it is written in the file of ``record``, such as ``../nieuws/y.md``."""
    path = quote(posixpath.relpath(file, posixpath.dirname(record.file)), _UNQUOTED)
    return f"{path}#{quote(anchor, _UNQUOTED)}" if anchor else path


def nearest_anchor(anchor: str, body: Body | None) -> str:
    """Return the name of ``anchor`` in a link to a body, or else the most similar name there, or an empty text.

    The anchor is returned as it is if there is no body to look in.
    """
    if not anchor or body is None or body.fragment(anchor) is not None:
        return anchor
    return nearest(anchor.removeprefix(ANCHOR_PREFIX), (*body.anchors, *dict(body.aliases))) or ""


def nearest_address(address: str, known: Iterable[str]) -> str | None:
    """Return the path or address in ``known`` that is spelled most like ``address``, or None if none is similar.

    The names in the two must be similar as well, because whole addresses with the same folders are always alike.
    """
    near = _nearest_with_numbers(address, known)
    return near if near and nearest(_name_in(address), [_name_in(near)], _MIN_NAME_SIMILARITY) else None


def nearest_file(path: str, files: Iterable[str], *, image: bool) -> str | None:
    """Return the path of the file that an editor probably meant by ``path``, or None.

    Only files of the same kind in the folder of ``path`` are considered, or only pictures if ``image`` is true and
    ``path`` is not that of a video. A file of another page may have a similar path, but is not what was meant. A name
    with another number is another file.
    """
    folder, name = posixpath.split(path)
    kind = _PICTURES if image and _kind(path) is not _VIDEOS else _kind(path)
    stems = {
        posixpath.splitext(posixpath.basename(file))[0]: file
        for file in files
        if posixpath.dirname(file) == folder and _kind(file) == kind
    }
    stem = posixpath.splitext(name)[0]
    near = _nearest_with_numbers(stem, stems)
    return stems[near] if near else None


def nearest_portrait(path: str, files: Iterable[str], record: Record) -> str | None:
    """Return the picture that was probably meant by ``path``, as the portrait of ``record``, or None.

    A similar name may be that of a colleague. So in a folder with the portraits of several people, the picture must
    have the name of the page or that in ``path``, apart from capitals, signs and the extension.
    """
    pictures = [
        file for file in files if posixpath.dirname(file) == posixpath.dirname(path) and _kind(file) == _PICTURES
    ]
    own = record.file.endswith("/index.md") and posixpath.dirname(path).startswith(posixpath.dirname(record.file))
    names = {slugify(_name_in(path)), record.step}
    named = [file for file in pictures if slugify(_name_in(file)) in names]
    if len(named) == 1:
        return named[0]
    return nearest_file(path, pictures, image=True) if own else None


def same_name(one: str, other: str) -> bool:
    """Return whether two files are in one folder and have one name, apart from capitals, signs and the extension."""
    same_folder = posixpath.dirname(one) == posixpath.dirname(other)
    return same_folder and slugify(_name_in(one)) == slugify(_name_in(other))


def _nearest_with_numbers(text: str, known: Iterable[str]) -> str | None:
    """Return the most similar name that has every number of ``text``, or None.

    ``rapport-2021`` is not a misspelled ``rapport-2020``. Numbers are only compared if any name is similar, because
    reading those of all names is slow.
    """
    names = tuple(known)
    near = nearest(text, names, _MIN_SIMILARITY)
    numbers = set(_NUMBER.findall(text))
    if near is None or numbers <= set(_NUMBER.findall(near)):
        return near
    return nearest(text, [name for name in names if numbers <= set(_NUMBER.findall(name))], _MIN_SIMILARITY)


def _kind(path: str) -> object:
    """Return a key that is the same for all files of one kind, such as ``a.jpg`` and ``b.png``."""
    extension = posixpath.splitext(path)[1].lower()
    kinds = (_PICTURES, _SHEETS, _DOCUMENTS, _SLIDES, _VIDEOS, _ARCHIVES)
    return next((kind for kind in kinds if extension in kind), extension)


def _name_in(address: str) -> str:
    """Return the name in an address or path: ``x`` for ``/projecten/x/``, ``x.md`` and ``x/index.md``."""
    return posixpath.basename(posixpath.splitext(address.removesuffix("/").removesuffix("/index.md"))[0])


def own_path(raw: str, base_url: str) -> str | None:
    """Return the path in an address of this site without a scheme, such as ``voorbeeld.nl/nieuws/``, or None."""
    host, slash, path = raw.partition("/")
    own = (urlsplit(base_url).hostname or "").removeprefix("www.")
    return f"/{path}" if own and slash and host.lower().removeprefix("www.") == own else None
