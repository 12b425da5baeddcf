"""Everything that a link can lead to."""

import posixpath
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from msgspec import Struct

from vindplaats.catalogue.corpus import Attachment
from vindplaats.catalogue.link_suggestions import names_of_pages
from vindplaats.catalogue.select import Selection
from vindplaats.config import SiteConfig
from vindplaats.diagnostics.diagnostic import Place
from vindplaats.read.content import Content
from vindplaats.read.links.videos import DUTCH, is_like_captions
from vindplaats.read.listing import OtherFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Mention, Record
from vindplaats.text import nfc

FILE_FIELDS = ("rapport", "bijlagen", "foto")
"""The fields that name files."""


class LinkContext(Struct, frozen=True, dict=True):
    """Everything that a link can lead to. All paths begin with ``content/``.

    - ``pages`` maps the path of each page's file to its id, including pages that could not be read.
    - ``records`` has the records of the pages that could be read.
    - ``files`` has the other files, by path.
    - ``shown`` has the ids of the pages on the site.
    - ``survivors`` maps the id of each merged page to the id of the page that it was merged into.
    - ``incomplete`` has the ids of drafts that have no record because they lack required fields.
    - ``unusable`` has the paths of other files that are never opened. Each of these files has been reported, so links
      to them are not reported.
    - ``base_url`` is the address of the site, and ``frame_hosts`` has the hosts of frames (`insluiten`).
    """

    pages: Mapping[str, PageId]
    records: Mapping[PageId, Record]
    files: Mapping[str, OtherFile]
    shown: frozenset[PageId]
    survivors: Mapping[PageId, PageId]
    incomplete: frozenset[PageId]
    unusable: frozenset[str] = frozenset()
    base_url: str = ""
    frame_hosts: tuple[str, ...] = ()

    @cached_property
    def linkable(self) -> Mapping[str, PageId]:
        """The id of each page on the site by the path of its file, without pages that were merged into another."""
        return {file: page for file, page in self.pages.items() if page in self.shown and page not in self.survivors}

    @cached_property
    def addresses(self) -> Mapping[str, PageId]:
        """The id of each page in ``records`` by its address, such as ``/projecten/x/``, made at the first such link."""
        return {f"/{record.url}": record.id for record in self.records.values()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The file of each page by every path that editors may use for it, made at the first link that is broken."""
        urls = {page_id: url for url, page_id in self.addresses.items()}
        return names_of_pages((file, urls.get(page_id, "")) for file, page_id in self.pages.items())

    def is_of_another(self, file: str, record: Record) -> bool:
        """Return whether a file belongs to another page than ``record``: one in its folder, which refers to it."""
        others = self._users.get(file, frozenset()) - {record.file}
        return any(posixpath.dirname(other) == posixpath.dirname(file) for other in others)

    def is_used(self, file: str) -> bool:
        """Return whether any page refers to a file."""
        return file in self._users

    def language_beside(self, file: str) -> str:
        """Return the language of the pages on the site that refer to a file.

        If these are in several languages, only the pages in the folder of the file count; if those are too, the
        language is that of the site.
        """
        users = [self.pages[page] for page in self._users.get(file, ()) if page in self.pages]
        shown = [self.records[page] for page in users if page in self.shown and page in self.records]
        beside = [page for page in shown if posixpath.dirname(page.file) == posixpath.dirname(file)]
        for pages in (shown, beside):
            languages = {getattr(page, "taal", "") or DUTCH for page in pages}
            if len(languages) == 1:
                return languages.pop()
        return DUTCH

    @cached_property
    def captions(self) -> Mapping[str, tuple[str, ...]]:
        """The files that have captions according to their names, by folder, made at the first video."""
        found: dict[str, tuple[str, ...]] = {}
        for file in filter(is_like_captions, self.files):
            folder = posixpath.dirname(file)
            found[folder] = (*found.get(folder, ()), file)
        return found

    @cached_property
    def _users(self) -> Mapping[str, frozenset[str]]:
        """The paths of the pages that refer to each file, made at the first file that is missing."""
        users: dict[str, set[str]] = {}
        for record in self.records.values():
            for file in _files_of(record):
                users.setdefault(file, set()).add(record.file)
        return {file: frozenset(pages) for file, pages in users.items()}


def _files_of(record: Record) -> Iterator[str]:
    """Yield the paths of the files to which the fields and links of a page refer, whether they exist or not."""
    yield from (link.target for link in record.body.links if link.kind == "file")
    yield from (path_of(mention, record) for name in FILE_FIELDS for mention in mentioned_files(record, name))


def attachment_of(record: Record, file: OtherFile, place: Place) -> Attachment:
    """Return ``file`` as an attachment of a page.

    Below the address of the page, the attachment has the path of ``file`` relative to the folder of ``record``, such as
    ``bijlagen/tabel.pdf``. If ``file`` is not in that folder, only its name is used.
    """
    folder = posixpath.dirname(record.file) + "/"
    path = file.file.removeprefix(folder) if file.file.startswith(folder) else posixpath.basename(file.file)
    return Attachment(file, path, place)


@cache
def _file_fields_of(record_type: type[Record]) -> tuple[str, ...]:
    return tuple(name for name in FILE_FIELDS if name in record_type.__struct_fields__)


def filled_file_fields(record: Record) -> list[str]:
    """Return the fields among `FILE_FIELDS` in which a page names files."""
    return [name for name in _file_fields_of(type(record)) if getattr(record, name)]


def mentioned_files(record: Record, name: str) -> tuple[Mention, ...]:
    """Return the files that a page names in the field ``name``, one of `FILE_FIELDS`; no page has all these fields."""
    value: Mention | tuple[Mention, ...] | None = getattr(record, name, None)
    return value if isinstance(value, tuple) else (value,) if value else ()


def path_of(mention: Mention, record: Record) -> str:
    """Return the path from the source of a file that a field names, such as ``content/projecten/x/rapport.pdf``."""
    return nfc(posixpath.normpath(posixpath.join(posixpath.dirname(record.file), mention.text)))


def make_link_context(
    content: Content, selection: Selection, survivors: Mapping[PageId, PageId], site: SiteConfig
) -> LinkContext:
    """Collect everything that a link in the selected records can lead to."""
    return LinkContext(
        pages=content.known,
        records=selection.records,
        files={file.file: file for file in content.others},
        shown=frozenset(record.id for record in selection.shown),
        survivors=survivors,
        incomplete=content.incomplete - selection.records.keys(),
        unusable=content.unusable,
        base_url=site.base_url,
        frame_hosts=site.insluiten,
    )
