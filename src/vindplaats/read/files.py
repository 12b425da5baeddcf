"""What stands in ``content/``: which files are pages, which are beside them, which are neither."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from vindplaats import messages
from vindplaats.diagnostics import Diagnostic, Place
from vindplaats.dutch import nfc
from vindplaats.read.records import KINDS, Kind
from vindplaats.scan import Seen

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
    """All of ``content/``, sorted by path, with what was odd about it."""

    pages: tuple[PageFile, ...]
    others: tuple[OtherFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def list_content(seen: Iterable[Seen]) -> Listing:
    """What is what in the content folder. ``README.md`` is no part of the site."""
    pages: list[PageFile] = []
    others: list[OtherFile] = []
    diagnostics: list[Diagnostic] = []
    for one in seen:
        if not one.path.startswith(_BELOW):
            continue
        file = nfc(one.path)
        parts = file.split("/")
        name = parts[-1]
        if not _is_text(one.path):
            if one.kind == "map":
                continue  # told for what is in it
            diagnostics.append(messages.bad_file_name(Place(one.path.encode("utf-8", "backslashreplace").decode())))
        elif one.kind == "link":
            diagnostics.append(messages.linked_folder(Place(file)))
        elif len(parts) == _TOP:
            diagnostics += _at_the_top(one, file, name)
        elif one.kind == "map" or name.lower() == "readme.md":
            continue
        elif kind := _KINDS.get(parts[1]):
            if name.endswith(".md"):
                own = parts[-2] if name == "index.md" and len(parts) > _TOP + 1 else name.removesuffix(".md")
                pages.append(PageFile(file, one.path, kind, f"{kind}/{own}"))
            else:
                others.append(OtherFile(file, one.path))
    return Listing(
        tuple(sorted(pages, key=lambda p: p.file)),
        tuple(sorted(others, key=lambda o: o.file)),
        tuple(diagnostics),
    )


def _at_the_top(one: Seen, file: str, name: str) -> Iterator[Diagnostic]:
    """Folders of no kind, told once and not for each file in them, and files that lie in none."""
    if one.kind == "map" and name not in KINDS:
        yield messages.unknown_folder(Place(file), name, KINDS)
    elif not one.kind and name != "site.yaml" and name.lower() != "readme.md":
        yield messages.stray_file(Place(file))


def _is_text(name: str) -> bool:
    """Tell whether a name is text; bytes that are not come from the disk as lone surrogates (PEP 383)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
