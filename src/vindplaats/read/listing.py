"""Divide the files in ``content/`` into pages, other files such as images, and files that do not belong there."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from vindplaats.diagnostics import files
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.diagnostics.site import HOME_FILE
from vindplaats.inputs.inventory import (
    MISPLACED_HIDDEN,
    ROOT_FOLDER,
    UNOPENED_KINDS,
    WELL_KNOWN,
    FileStat,
    folder_meant,
)
from vindplaats.inputs.page_names import is_backup, right_page_name
from vindplaats.inputs.theme_files import THEME_PREFIX
from vindplaats.patterns import regex
from vindplaats.read.page_id import PageId
from vindplaats.read.portable_names import is_refused
from vindplaats.read.records import HOME, KINDS, Kind
from vindplaats.text import nfc

CONTENT = "content"
_CONTENT_PREFIX = CONTENT + "/"
_STATIC_PREFIX = "static/"
_OWN_STYLE = f"{_STATIC_PREFIX}eigen.css"
"""The style sheet that every page links to if it is there (`vindplaats.render.routing.addresses.OWN_STYLE`)."""
_NEARLY_STYLE = frozenset({_OWN_STYLE, f"{_OWN_STYLE}.txt"})
"""Paths, in lower case, of a file that is meant as that style sheet."""
_TOP_LEVEL_STEPS = 2
"""Number of parts in the path of a file directly in the content folder: ``content/site.yaml`` has 2."""
_KINDS: Mapping[str, Kind] = {kind: kind for kind in KINDS}

_NEARLY_HOME = regex(r"_?index\.(?:md|markdown|md\.txt)|(?:home|homepage|start|startpagina)\.md", re.IGNORECASE)


class PageFile(Struct, frozen=True, gc=False):
    """A Markdown file that is a page.

    ``file`` is its path from the source in composed Unicode (NFC); ``disk`` is the same path as it is spelled on disk.
    """

    file: str
    disk: str
    kind: Kind
    id: PageId


class OtherFile(Struct, frozen=True):
    """A file beside the pages, such as an image or a report. It is published only if a page names it.

    ``digest`` (hexadecimal) shows whether two files of the same name are copies. It is empty if no other file has that
    name.
    """

    file: str
    disk: str
    digest: str = ""

    @property
    def sameness(self) -> tuple[str, str]:
        """A key that is equal for copies of one file: files with the same name and the same bytes."""
        return (posixpath.basename(self.file), self.digest) if self.digest else (self.file, "")


class Listing(Struct, frozen=True):
    """The pages and other files in ``content/``, sorted by path.

    ``unusable`` has the paths of files that are never opened, and the right paths of misnamed pages. These files have
    been reported, so links to these paths are not reported. Each path is paired with the id of its page, or with None
    if it is not the path of a page. ``static`` has the files in ``static/``, and ``unknown_folders`` the paths of the
    files in each folder of ``content/`` that is of no kind of page. The catalogue reports these folders.
    """

    pages: tuple[PageFile, ...]
    others: tuple[OtherFile, ...]
    unusable: tuple[tuple[str, PageId | None], ...] = ()
    static: tuple[OtherFile, ...] = ()
    unknown_folders: Mapping[str, tuple[str, ...]] = {}


def list_content(stats: Iterable[FileStat], report: Report) -> Listing:
    """Divide the files of ``content/`` that are in ``stats``. Report those that do not belong there.

    Backups, and files with the name README.md, are ignored.
    """
    pages: list[PageFile] = []
    others: list[OtherFile] = []
    unusable: list[tuple[str, PageId | None]] = []
    misnamed: list[tuple[str, str]] = []
    unknown: dict[str, list[str]] = {}
    stats = tuple(stats)
    inside = [stat for stat in stats if stat.path.startswith(_CONTENT_PREFIX)]
    homes = sorted(
        (nfc(stat.path) for stat in inside if _may_be_home(stat)), key=lambda file: (file != HOME_FILE, file)
    )
    for stat in inside:
        file = nfc(stat.path)
        parts = file.split("/")
        _check_name(stat, file, report)
        if not is_text(stat.path) or _is_ignored(stat, parts[-1]):
            continue
        if stat.kind in UNOPENED_KINDS:
            report.add(files.UNOPENED[stat.kind].at(Place(file)))
            unusable.append((file, HOME if file == HOME_FILE else _page_id(parts)))
        elif stat.kind == "map":
            if len(parts) == _TOP_LEVEL_STEPS and parts[1] not in KINDS:
                unknown[file] = []
        elif len(parts) == _TOP_LEVEL_STEPS:
            found = _at_top_level(stat, file, homes, report)
            pages += [found] if isinstance(found, PageFile) else []
            others += [found] if isinstance(found, OtherFile) else []
        elif kind := _KINDS.get(parts[1]):
            if right := _right_path(parts):
                misnamed.append((file, right))
            elif page := _page_id(parts):
                pages.append(PageFile(file, stat.path, kind, page))
            else:
                others.append(OtherFile(file, stat.path))
        else:
            unknown.setdefault("/".join(parts[:_TOP_LEVEL_STEPS]), []).append(file)
    unusable += _check_page_names(misnamed, (page.file for page in pages), report)
    pages.sort(key=lambda page: page.file)
    others.sort(key=lambda other: other.file)
    folders = {folder: tuple(below) for folder, below in unknown.items()}
    static = [
        OtherFile(nfc(stat.path), stat.path)
        for stat in stats
        if not stat.kind and stat.path.startswith(_STATIC_PREFIX) and is_text(stat.path)
    ]
    return Listing(tuple(pages), tuple(others), tuple(unusable), tuple(static), folders)


def _check_name(stat: FileStat, file: str, report: Report) -> None:
    """Report a name that is not text, or that is not valid on every operating system."""
    name = posixpath.basename(file)
    if is_text(stat.path):
        if is_refused(name):
            report.add(files.NAME_NOT_PORTABLE.at(Place(file), name=name))
    elif stat.kind != "map":  # for a folder, each file in it is reported instead
        report.add(files.NAME_NOT_TEXT.at(Place(stat.path.encode("utf-8", "backslashreplace").decode())))


def _is_ignored(stat: FileStat, name: str) -> bool:
    """Return whether a file is a backup or a README, which are neither published nor reported."""
    is_readme = (right_page_name(name, in_page_folder=False) or name).lower() == "readme.md"
    return not stat.kind and (is_readme or is_backup(name))


def _right_path(parts: Sequence[str]) -> str | None:
    """Return the right path of a misnamed page, or None if the path is right or is not the path of a page."""
    right = right_page_name(parts[-1], in_page_folder=len(parts) > _TOP_LEVEL_STEPS + 1)
    return None if right is None else "/".join((*parts[:-1], right))


def _check_page_names(
    misnamed: Iterable[tuple[str, str]], pages: Iterable[str], report: Report
) -> Iterator[tuple[str, PageId | None]]:
    """Report pages whose names are misspelled, and yield what `Listing.unusable` has for them.

    ``misnamed`` pairs the path of each such page with its right path. Both are yielded, so that links to either are not
    reported.
    """
    taken = {page.casefold(): page for page in pages}
    for file, right in misnamed:
        other, page_id = taken.get(right.casefold(), file), _page_id(right.split("/"))
        if other == file:
            report.add(files.PAGE_MISNAMED.at(Place(file), name=posixpath.basename(right)))
        else:
            report.add(files.PAGE_MISNAMED_TWICE.at(Place(file), other=other))
        yield file, page_id if file.endswith(".md") else None
        yield right, page_id


def _page_id(parts: Sequence[str]) -> PageId | None:
    """Return the id of the page at a path, or None if a file there is not a page.

    ``content/nieuws/wijk.md`` and ``content/nieuws/wijk/index.md`` both have the id ``nieuws/wijk``.
    """
    name = parts[-1]
    if len(parts) <= _TOP_LEVEL_STEPS or parts[1] not in _KINDS or not name.endswith(".md"):
        return None
    own = parts[-2] if name == "index.md" and len(parts) > _TOP_LEVEL_STEPS + 1 else name.removesuffix(".md")
    return PageId(_KINDS[parts[1]], own)


def check_theme_files(stats: Iterable[FileStat]) -> tuple[Diagnostic, ...]:
    """Report files outside ``content/`` that are never opened, or whose names do not work on every system.

    Names that differ only in case or Unicode form are reported as well, and so are nearly right names of folders beside
    ``content/``, and the `MISPLACED_HIDDEN`.
    """
    report = Report()
    taken: dict[str, str] = {}
    stats = tuple(stats)
    for stat in stats:
        if stat.path in MISPLACED_HIDDEN:
            exists = any(other.path == WELL_KNOWN for other in stats)
            of_hidden = files.MISPLACED_HIDDEN_TWICE if exists else files.MISPLACED_HIDDEN
            report.add(of_hidden.at(Place(stat.path), name=posixpath.basename(stat.path), right=WELL_KNOWN))
            continue
        if stat.path.startswith((_CONTENT_PREFIX, THEME_PREFIX)):
            continue
        if stat.kind == "map" and "/" not in stat.path and (right := folder_meant(stat.path)):
            exists = right == CONTENT or any(other.path.startswith(f"{right}/") for other in stats)
            alone = files.MISPLACED_FOLDER if "/" in right else files.NEARLY_FOLDER
            of_folder = files.NEARLY_FOLDER_TWICE if exists else alone
            report.add(of_folder.at(Place(stat.path), name=stat.path, right=right))
            continue
        if not is_text(stat.path):
            if stat.path.startswith(f"{ROOT_FOLDER}/"):  # its path is an address
                _check_name(stat, stat.path, report)
            continue
        name = posixpath.basename(stat.path)
        if stat.kind in UNOPENED_KINDS:
            report.add(files.UNOPENED[stat.kind].at(Place(stat.path)))
        elif is_refused(name):
            report.add(files.NAME_NOT_PORTABLE.at(Place(stat.path), name=name))
        elif (other := taken.setdefault(nfc(stat.path).casefold(), stat.path)) != stat.path:
            report.add(files.SAME_NAME.at(Place(stat.path), other=other))
    _check_style(stats, report)
    return report.diagnostics


def _check_style(stats: Sequence[FileStat], report: Report) -> None:
    """Report a file that has nearly the name of the style sheet of a site, unless that is there too."""
    if not any(stat.path == _OWN_STYLE for stat in stats):
        for stat in stats:
            if not stat.kind and stat.path.lower() in _NEARLY_STYLE:
                report.add(files.NEARLY_STYLE.at(Place(stat.path), right=posixpath.basename(_OWN_STYLE)))


def _may_be_home(stat: FileStat) -> bool:
    """Return whether a file is the one with the text of the home page, or has nearly its name."""
    folder, _, name = stat.path.rpartition("/")
    return folder == CONTENT and stat.kind != "map" and (stat.path == HOME_FILE or bool(_NEARLY_HOME.fullmatch(name)))


def _at_top_level(stat: FileStat, file: str, homes: Sequence[str], report: Report) -> PageFile | OtherFile | None:
    """Return a file directly in ``content/`` that is the home page, or one that the home page or site.yaml may name.

    Report a Markdown file that is not a page. ``homes`` has the files that may be the home page, the most likely first.
    """
    name = posixpath.basename(file)
    if not stat.kind and file == HOME_FILE:
        return PageFile(file, stat.path, "start", HOME)
    if file in homes:
        if file == homes[0]:
            report.add(files.NEARLY_HOME.at(Place(file)))
        else:
            report.add(files.NEARLY_HOME_TWICE.at(Place(file), other=homes[0]))
    elif files.is_markdown(file):
        report.add(files.stray_file(Place(file)))
    elif name != "site.yaml":
        return OtherFile(file, stat.path)
    return None


def is_text(name: str) -> bool:
    """Return whether a name is text. Bytes that are not valid UTF-8 come from the disk as lone surrogates (PEP 383)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
