"""What stands in ``content/``: which files are pages, which are beside them, which are neither."""

import os
import posixpath

from msgspec import Struct

from vindplaats import messages
from vindplaats.diagnostics import Diagnostic, Place
from vindplaats.dutch import nfc
from vindplaats.read.records import KINDS, Kind

CONTENT = "content"
SITE_FILE = "content/site.yaml"


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
    """All of ``content/``, sorted by path, with what was odd about it."""

    pages: tuple[PageFile, ...]
    others: tuple[OtherFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def list_content(source: str) -> Listing:
    """List the content folder of ``source``. Hidden files and ``README.md`` are no part of the site.

    Raises `OSError` when the folder cannot be read.
    """
    pages: list[PageFile] = []
    others: list[OtherFile] = []
    diagnostics: list[Diagnostic] = []
    for disk in _walk(source, CONTENT):
        file = nfc(disk)
        refused = _refused(source, disk)
        if refused is not None:
            diagnostics.append(refused)
            continue
        parts = file.split("/")
        name = parts[-1]
        if name.lower() == "readme.md" or file == SITE_FILE:
            continue
        kind = next((k for k in KINDS if len(parts) > 2 and k == parts[1]), None)  # noqa: PLR2004
        if kind is None:
            continue  # told once for the folder, or as a stray file, below
        if name.endswith(".md"):
            own = parts[-2] if name == "index.md" and len(parts) > 3 else name.removesuffix(".md")  # noqa: PLR2004
            pages.append(PageFile(file, disk, kind, f"{kind}/{own}"))
        else:
            others.append(OtherFile(file, disk))
    with os.scandir(os.path.join(source, CONTENT)) as entries:
        for entry in entries:
            name = nfc(entry.name)
            if name.startswith(".") or name.lower() == "readme.md" or entry.is_symlink() or not _is_text(name):
                continue
            if entry.is_dir() and name not in KINDS:
                diagnostics.append(messages.unknown_folder(Place(f"{CONTENT}/{name}"), name, KINDS))
            elif not entry.is_dir() and name != "site.yaml":
                diagnostics.append(messages.stray_file(Place(f"{CONTENT}/{name}")))
    return Listing(
        tuple(sorted(pages, key=lambda p: p.file)),
        tuple(sorted(others, key=lambda o: o.file)),
        tuple(diagnostics),
    )


def _refused(source: str, disk: str) -> Diagnostic | None:
    """Why a path can be neither page nor attachment, where that is so."""
    if not _is_text(disk):
        return messages.bad_file_name(Place(disk.encode("utf-8", "backslashreplace").decode()))
    if os.path.isdir(os.path.join(source, disk)):
        return messages.linked_folder(Place(nfc(disk)))
    return None


def _is_text(name: str) -> bool:
    """Tell whether a name is text; bytes that are not come from the disk as lone surrogates (PEP 383)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _walk(source: str, folder: str) -> list[str]:
    found: list[str] = []
    with os.scandir(os.path.join(source, folder)) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = posixpath.join(folder, entry.name)
            if entry.is_dir(follow_symlinks=False):
                found += _walk(source, path)
            else:
                found.append(path)
    return found
