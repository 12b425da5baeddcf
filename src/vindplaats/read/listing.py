"""What stands in ``content/``: which files are pages, which are beside them, which are neither."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from vindplaats.diagnostics import files
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.inputs.inventory import UNOPENED_KINDS, FileStat
from vindplaats.inputs.theme_files import THEME_PREFIX
from vindplaats.read.portable_names import is_refused
from vindplaats.read.records import KINDS, Kind
from vindplaats.text import nfc

CONTENT = "content"
SITE_FILE = "content/site.yaml"
_BELOW = CONTENT + "/"
_TOP = 2
"""Steps in the path of what lies in the content folder itself."""
_KINDS: Mapping[str, Kind] = {kind: kind for kind in KINDS}


class PageFile(Struct, frozen=True):
    """A Markdown file that is a page. ``file`` is its path from the source, ``disk`` how the disk spells it."""

    file: str
    disk: str
    kind: Kind
    id: str


class OtherFile(Struct, frozen=True):
    """A file beside the pages: an image, a report. Published only where a page names it.

    ``digest`` tells whether two files of one name are the same; it is empty where no other file has that name.
    """

    file: str
    disk: str
    digest: str = ""

    @property
    def sameness(self) -> tuple[str, str]:
        """Equal for two files that are one: the same name and bytes."""
        return (posixpath.basename(self.file), self.digest) if self.digest else (self.file, "")


class Listing(Struct, frozen=True):
    """All of ``content/``, sorted by path, with what was odd about it.

    ``unusable`` are files that are never opened, which is told, with the id that each would have as a page (or none).
    """

    pages: tuple[PageFile, ...]
    others: tuple[OtherFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    unusable: tuple[tuple[str, str], ...] = ()


def list_content(seen: Iterable[FileStat]) -> Listing:
    """What is what in the content folder. ``README.md`` is no part of the site."""
    pages: list[PageFile] = []
    others: list[OtherFile] = []
    diagnostics: list[Diagnostic] = []
    unusable: list[tuple[str, str]] = []
    for one in seen:
        if not one.path.startswith(_BELOW):
            continue
        file = nfc(one.path)
        parts = file.split("/")
        name = parts[-1]
        diagnostics += _names(one, file, name)
        if not _is_text(one.path):
            continue
        if one.kind in UNOPENED_KINDS:
            diagnostics.append(files.UNOPENED[one.kind].at(Place(file)))
            unusable.append((file, _page_id(parts)))
        elif len(parts) == _TOP:
            diagnostics += _at_the_top(one, file, name)
        elif one.kind == "map" or name.lower() == "readme.md":
            continue
        elif kind := _KINDS.get(parts[1]):
            if page := _page_id(parts):
                pages.append(PageFile(file, one.path, kind, page))
            else:
                others.append(OtherFile(file, one.path))
    return Listing(
        tuple(sorted(pages, key=lambda p: p.file)),
        tuple(sorted(others, key=lambda o: o.file)),
        tuple(diagnostics),
        tuple(unusable),
    )


def _names(one: FileStat, file: str, name: str) -> Iterator[Diagnostic]:
    """What is wrong with the name of a file or folder."""
    if _is_text(one.path):
        if is_refused(name):
            yield files.NAME_NOT_PORTABLE.at(Place(file), name=name)
    elif one.kind != "map":  # of a folder it is told for what is in it
        yield files.NAME_NOT_TEXT.at(Place(one.path.encode("utf-8", "backslashreplace").decode()))


def _page_id(parts: Sequence[str]) -> str:
    """The id of the page that a file at this path is; empty where it is none."""
    name = parts[-1]
    if len(parts) <= _TOP or parts[1] not in _KINDS or not name.endswith(".md"):
        return ""
    own = parts[-2] if name == "index.md" and len(parts) > _TOP + 1 else name.removesuffix(".md")
    return f"{parts[1]}/{own}"


def check_theme_files(seen: Iterable[FileStat]) -> list[Diagnostic]:
    """Files of ``templates/`` and ``static/`` that are never opened, or that some system cannot have."""
    told: list[Diagnostic] = []
    taken: dict[str, str] = {}
    for one in seen:
        if one.path.startswith((_BELOW, THEME_PREFIX)) or not _is_text(one.path):
            continue
        if one.kind in UNOPENED_KINDS:
            told.append(files.UNOPENED[one.kind].at(Place(one.path)))
        elif is_refused(posixpath.basename(one.path)):
            told.append(files.NAME_NOT_PORTABLE.at(Place(one.path), name=posixpath.basename(one.path)))
        elif (other := taken.setdefault(nfc(one.path).casefold(), one.path)) != one.path:
            told.append(files.SAME_NAME.at(Place(one.path), other=other))
    return told


def _at_the_top(one: FileStat, file: str, name: str) -> Iterator[Diagnostic]:
    """Folders of no kind, told once and not for each file in them, and files that lie in none."""
    if one.kind == "map" and name not in KINDS:
        yield files.unknown_folder(Place(file), name, KINDS)
    elif not one.kind and name != "site.yaml" and name.lower() != "readme.md":
        yield files.stray_file(Place(file))


def _is_text(name: str) -> bool:
    """Tell whether a name is text; bytes that are not come from the disk as lone surrogates (PEP 383)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
