"""The files in ``content/``: which are pages, which are beside them, and which are neither."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from vindplaats.diagnostics import files
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.inputs.inventory import UNOPENED_KINDS, FileStat
from vindplaats.inputs.theme_files import THEME_PREFIX
from vindplaats.read.page_id import PageId
from vindplaats.read.portable_names import is_refused
from vindplaats.read.records import KINDS, Kind
from vindplaats.text import nfc

CONTENT = "content"
SITE_FILE = "content/site.yaml"
_BELOW = CONTENT + "/"
_TOP = 2
"""Steps in the path of a file in the content folder itself: ``content/site.yaml``."""
_KINDS: Mapping[str, Kind] = {kind: kind for kind in KINDS}


class PageFile(Struct, frozen=True):
    """A Markdown file that is a page. ``file`` is its path from the source; ``disk`` is how the disk spells it."""

    file: str
    disk: str
    kind: Kind
    id: PageId


class OtherFile(Struct, frozen=True):
    """A file beside the pages: an image, a report. Published only where a page names it.

    ``digest`` tells whether two files of one name are the same; it is empty where no other file has that name.
    """

    file: str
    disk: str
    digest: str = ""

    @property
    def sameness(self) -> tuple[str, str]:
        """A key that is equal for copies of one file, which have the same name and the same bytes."""
        return (posixpath.basename(self.file), self.digest) if self.digest else (self.file, "")


class Listing(Struct, frozen=True):
    """The files in ``content/``, sorted by path.

    ``unusable`` are files that are never opened, each with the id that it would have as a page, or None. What
    is wrong with them has been reported.
    """

    pages: tuple[PageFile, ...]
    others: tuple[OtherFile, ...]
    unusable: tuple[tuple[str, PageId | None], ...] = ()


def list_content(seen: Iterable[FileStat], report: Report) -> Listing:
    """Sort the files of the content folder by what they are, and report odd ones. ``README.md`` is not published."""
    pages: list[PageFile] = []
    others: list[OtherFile] = []
    unusable: list[tuple[str, PageId | None]] = []
    for one in seen:
        if not one.path.startswith(_BELOW):
            continue
        file = nfc(one.path)
        parts = file.split("/")
        name = parts[-1]
        _check_name(one, file, name, report)
        if not _is_text(one.path):
            continue
        if one.kind in UNOPENED_KINDS:
            report.add(files.UNOPENED[one.kind].at(Place(file)))
            unusable.append((file, _page_id(parts)))
        elif len(parts) == _TOP:
            _check_top(one, file, name, report)
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
        tuple(unusable),
    )


def _check_name(one: FileStat, file: str, name: str, report: Report) -> None:
    """Report a file or folder whose name is no text, or one that Windows cannot have."""
    if _is_text(one.path):
        if is_refused(name):
            report.add(files.NAME_NOT_PORTABLE.at(Place(file), name=name))
    elif one.kind != "map":  # a folder is reported by way of the files in it
        report.add(files.NAME_NOT_TEXT.at(Place(one.path.encode("utf-8", "backslashreplace").decode())))


def _page_id(parts: Sequence[str]) -> PageId | None:
    """Return the id of the page at this path, or None if a file there is not a page."""
    name = parts[-1]
    if len(parts) <= _TOP or parts[1] not in _KINDS or not name.endswith(".md"):
        return None
    own = parts[-2] if name == "index.md" and len(parts) > _TOP + 1 else name.removesuffix(".md")
    return PageId(_KINDS[parts[1]], own)


def check_theme_files(seen: Iterable[FileStat]) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each file of ``templates/`` and ``static/`` that is never opened, or not portable."""
    report = Report()
    taken: dict[str, str] = {}
    for one in seen:
        if one.path.startswith((_BELOW, THEME_PREFIX)) or not _is_text(one.path):
            continue
        if one.kind in UNOPENED_KINDS:
            report.add(files.UNOPENED[one.kind].at(Place(one.path)))
        elif is_refused(posixpath.basename(one.path)):
            report.add(files.NAME_NOT_PORTABLE.at(Place(one.path), name=posixpath.basename(one.path)))
        elif (other := taken.setdefault(nfc(one.path).casefold(), one.path)) != one.path:
            report.add(files.SAME_NAME.at(Place(one.path), other=other))
    return report.diagnostics


def _check_top(one: FileStat, file: str, name: str, report: Report) -> None:
    """Report a folder that is not that of a kind, once for all files in it, and a file outside such folders."""
    if one.kind == "map" and name not in KINDS:
        report.add(files.unknown_folder(Place(file), name, KINDS))
    elif not one.kind and name != "site.yaml" and name.lower() != "readme.md":
        report.add(files.stray_file(Place(file)))


def _is_text(name: str) -> bool:
    """Tell whether a name is text. Bytes that are not valid UTF-8 come from the disk as lone surrogates (PEP 383)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
