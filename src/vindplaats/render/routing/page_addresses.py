"""The address of every page, from its kind and its name."""

from collections.abc import Iterator
from itertools import count

from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus, Entry
from vindplaats.diagnostics.diagnostic import Place
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Record
from vindplaats.render.list_keys import PageKey, WerkveldYear, YearProjects
from vindplaats.render.routing.addresses import entry_slug

_NUMBERED = ("opdrachtgevers", "contactpersonen", "publicaties")
"""Kinds of entries whose address gets a number if another has the slug. Two series are rather a mistake."""


class PageAddress(Struct, frozen=True, gc=False):
    """The parts of the address of a page: a folder such as ``werkvelden/``, and a slug.

    The slug is empty if the name of the page has no letter or digit. ``shown`` is the record or entry that the page
    shows, or None for a year.
    """

    key: PageKey
    folder: str
    slug: str
    shown: Record | Entry | None

    @property
    def url(self) -> str:
        """The address of the page, such as ``projecten/x/``."""
        return f"{self.folder}{self.slug}/"

    @property
    def path(self) -> str:
        """The path of the file of the page, such as ``projecten/x/index.html``."""
        return f"{self.folder}{self.slug}/index.html"

    @property
    def has_path(self) -> bool:
        """Whether the page can claim an address. One in a folder cannot if its slug is empty, which is reported."""
        return bool(self.slug or not self.folder)

    @property
    def place(self) -> Place:
        """The place in the source to which diagnostics about the address refer."""
        if isinstance(self.shown, Record):
            return self.shown.place("slug")
        return self.shown.place if self.shown else Place("content")


def page_addresses(corpus: Corpus) -> Iterator[PageAddress]:
    """Yield the parts of the address of each page that shows a record, an entry, a year, or a werkveld in a year."""
    records: list[Record] = [*(study.project for study in corpus.studies), *(item.record for item in corpus.berichten)]
    for record in records:
        yield PageAddress(record.id, f"{record.kind}/", record.step, record)
    slugs = _entry_slugs(corpus)
    for entry in corpus.entries:
        yield PageAddress(entry.id, f"{entry.kind}/", slugs[entry.id], entry)
    for year in corpus.jaren:
        yield PageAddress(YearProjects(year.jaar), "jaren/", str(year.jaar), None)
    werkvelden = {entry.id: entry for entry in corpus.werkvelden}
    for jaar, werkveld in corpus.werkveld_years:
        folder = f"werkvelden/{slugs[werkveld]}/"
        yield PageAddress(WerkveldYear(jaar, werkveld), folder, str(jaar), werkvelden[werkveld])
    for text in corpus.paginas:
        yield PageAddress(text.record.id, "", text.record.step, text.record)


def _entry_slugs(corpus: Corpus) -> dict[PageId, str]:
    """Return the last step of the address of each entry, by its id.

    Different names that editors only mention may have one slug, such as ``Bos & Mol`` and ``Bos Mol``. All but the
    first by id get a number: ``bos-mol-2``.
    """
    slugs = {entry.id: entry_slug(entry) for entry in corpus.entries}
    numbered = {entry.id for entry in corpus.entries if entry.record is None and entry.kind in _NUMBERED}
    taken = {(page_id.kind, slug) for page_id, slug in slugs.items() if page_id not in numbered}
    for page_id in sorted(numbered):
        slug = slugs[page_id]
        free = (f"{slug}-{number}" for number in count(2) if (page_id.kind, f"{slug}-{number}") not in taken)
        if slug and (page_id.kind, slug) in taken:
            slugs[page_id] = next(free)
        taken.add((page_id.kind, slugs[page_id]))
    return slugs
