"""Resolve mentions of persons, opdrachtgevers and werkvelden to registered entries, or to new unverified entries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import cast

from msgspec import Struct

from vindplaats.catalogue.corpus import Resolved
from vindplaats.catalogue.entities.registers import (
    Register,
    find_client,
    register_clients,
    register_persons,
    register_werkvelden,
    split_abbreviation,
    split_persons,
)
from vindplaats.catalogue.folding import fold_organisation, fold_person
from vindplaats.catalogue.select import Selection
from vindplaats.diagnostics import names
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Kind, Mention, Opdrachtgever, Persoon, Project, Publishable, Werkveld
from vindplaats.suggest import nearest


class UnverifiedEntry(Struct, frozen=True):
    """An entry that is mentioned but not registered. ``place`` is the place of its first mention."""

    id: PageId
    kind: Kind
    naam: str
    place: Place
    afkorting: str = ""


class ResolvedMentions(Struct, frozen=True):
    """The entries of one kind that pages mention.

    ``by_page`` has the entries by the id of the page that mentions them. ``unverified`` has the entries that are in no
    register.
    """

    by_page: Mapping[PageId, tuple[Resolved, ...]]
    unverified: tuple[UnverifiedEntry, ...]


class Resolutions(Struct, frozen=True):
    """The entries that pages mention.

    Each of the three mappings has the entries of one kind, by the id of the page that mentions them. ``unverified`` has
    the unverified entries of all kinds. ``persons`` is the register of contactpersonen, in which successors are looked
    up later.
    """

    werkvelden: Mapping[PageId, tuple[Resolved, ...]]
    opdrachtgevers: Mapping[PageId, tuple[Resolved, ...]]
    contactpersonen: Mapping[PageId, tuple[Resolved, ...]]
    unverified: tuple[UnverifiedEntry, ...]
    persons: Register


class _Unknown(Struct, frozen=True):
    """A mention of a name that is in no register."""

    mention: Mention
    place: Place


def resolve(selection: Selection, report: Report) -> Resolutions:
    """Resolve the mentions on all projects and news. The result does not depend on the order of the records.

    If any page of a kind has no record, unknown names of that kind are not reported, because a name that seems unknown
    may be the name of that page.
    """
    records = sorted(selection.records.values(), key=lambda record: record.file)
    pages = [record for record in records if isinstance(record, Publishable)]
    persons = register_persons((record for record in records if isinstance(record, Persoon)), report)
    clients = register_clients((record for record in records if isinstance(record, Opdrachtgever)), report)
    werkvelden = register_werkvelden(record for record in records if isinstance(record, Werkveld))
    projects = [page for page in pages if isinstance(page, Project)]
    by_person = _Resolver("contactpersonen", persons, selection, report).resolve(pages)
    by_client = _Resolver("opdrachtgevers", clients, selection, report).resolve(projects)
    by_werkveld = _Resolver("werkvelden", werkvelden, selection, report).resolve(pages)
    return Resolutions(
        werkvelden=by_werkveld.by_page,
        opdrachtgevers=by_client.by_page,
        contactpersonen=by_person.by_page,
        unverified=(*by_person.unverified, *by_client.unverified, *by_werkveld.unverified),
        persons=persons,
    )


_FIELD: Mapping[Kind, str] = {
    "contactpersonen": "contactpersoon",
    "opdrachtgevers": "opdrachtgever",
    "werkvelden": "werkveld",
}
"""The field in which pages mention the entries of each kind."""


class _Resolver:
    """Resolves the mentions of entries of one kind."""

    def __init__(self, kind: Kind, register: Register, selection: Selection, report: Report) -> None:
        self.kind = kind
        self._register = register
        self._is_complete = kind not in selection.incomplete
        self._report = report
        self._fold = fold_person if kind == "contactpersonen" else fold_organisation
        self._find = cache(self._find_names)  # pages mention the same names over and over

    def resolve(self, pages: Iterable[Publishable]) -> ResolvedMentions:
        """Resolve the mentions on these pages, and report names that are ambiguous or unknown.

        An unknown name gets an unverified entry. An ambiguous name is dropped.
        """
        found = {page.id: tuple(self._resolve_page(page)) for page in pages}
        unknown = [item for items in found.values() for item in items if isinstance(item, _Unknown)]
        entries = self._name_unknown(unknown)
        by_page = {
            page_id: _each_entry_once(
                Resolved(item.mention, entries[item.mention.text].id) if isinstance(item, _Unknown) else item
                for item in items
            )
            for page_id, items in found.items()
        }
        return ResolvedMentions(by_page, tuple({entry.id: entry for entry in entries.values()}.values()))

    def _find_names(self, text: str) -> tuple[tuple[str, int, tuple[PageId, ...]], ...]:
        """Return the names in a mention, each with its offset and the registered entries that it may mean.

        Example: ``(("Jos", 0, (PageId("contactpersonen", "jos"),)), ("Stef", 7, ()))`` for "Jos of Stef".
        """
        if self.kind == "contactpersonen":
            parts = split_persons(text, self._register)
            return tuple((name, offset, self._register.find(name)) for name, offset in parts)
        ids = find_client(text, self._register) if self.kind == "opdrachtgevers" else self._register.find(text)
        return ((text, 0, ids),)

    def _resolve_page(self, page: Publishable) -> Iterator[Resolved | _Unknown]:
        for mention in cast("tuple[Mention, ...]", getattr(page, _FIELD[self.kind])):
            names_in_mention = self._find(mention.text)
            for name, offset, ids in names_in_mention:
                part = _part_of(mention, name, offset, one_of_many=len(names_in_mention) > 1)
                if len(ids) > 1:
                    candidates = self._register.candidates(ids)
                    self._report.add(names.several_candidates(page.at(part), name, candidates))
                elif ids:
                    yield Resolved(part, ids[0])
                else:
                    yield _Unknown(part, page.at(part))

    def _name_unknown(self, unknown: Iterable[_Unknown]) -> dict[str, UnverifiedEntry]:
        """Make an entry for each unknown name. Report the name too, unless the register is incomplete.

        Return the entries by the text of their mentions.
        """
        entries: dict[str, UnverifiedEntry] = {}
        for group in self._group_by_name(sorted(unknown, key=lambda item: item.place)):
            entry = self._make_entry(group)
            entries |= {item.mention.text: entry for item in group}
            if self._is_complete:
                self._report_unknown(group)
        return entries

    def _group_by_name(self, unknown: Sequence[_Unknown]) -> Iterable[list[_Unknown]]:
        """Group the mentions by name.

        A mention of "SER" joins those of "Sociaal-Economische Raad (SER)", unless another name has that
        abbreviation too.
        """
        parts = {item.mention.text: self._split(item.mention.text) for item in unknown}
        names_of: dict[str, set[str]] = {}
        for name, abbreviation in parts.values():
            if abbreviation:
                names_of.setdefault(self._fold(abbreviation), set()).add(self._fold(name))
        groups: dict[str, list[_Unknown]] = {}
        for item in unknown:
            name, abbreviation = parts[item.mention.text]
            key = self._fold(name)
            meant = names_of.get(key, set())
            groups.setdefault(next(iter(meant)) if len(meant) == 1 and not abbreviation else key, []).append(item)
        return groups.values()

    def _split(self, text: str) -> tuple[str, str]:
        return split_abbreviation(text) if self.kind == "opdrachtgevers" else (text, "")

    def _make_entry(self, group: list[_Unknown]) -> UnverifiedEntry:
        """Make the entry of an unknown name.

        The name is spelled as in the first mention that has an abbreviation or, if none has, as in the first mention.
        """
        parts = [self._split(item.mention.text) for item in group]
        name, abbreviation = next((part for part in parts if part[1]), parts[0])
        # The id has the folded name, not the slug, because different names may have the same slug.
        return UnverifiedEntry(PageId(self.kind, f"?{self._fold(name)}"), self.kind, name, group[0].place, abbreviation)

    def _report_unknown(self, group: list[_Unknown]) -> None:
        """Report an unknown person or client once, and an unknown werkveld at each of its mentions.

        Unknown werkvelden are not reported if no werkveld is registered.
        """
        text, place = group[0].mention.text, group[0].place
        if self.kind == "werkvelden" and not self._register.names:
            return
        near = nearest(text, self._register.spellings)
        if self.kind == "werkvelden":
            for item in group:
                self._report.add(names.UNKNOWN_WERKVELD.at(item.place, text=item.mention.text, near=near))
        elif self.kind == "contactpersonen":
            self._report.add(names.unknown_person(place, text, near, len(group)))
        else:
            self._report.add(names.unknown_client(place, text, near, len(group)))


def _part_of(mention: Mention, name: str, offset: int, *, one_of_many: bool) -> Mention:
    """Return ``name``, which is at ``offset`` in the text of ``mention``, as a mention of its own.

    Its place is that of the name if the mention has several names and is written literally (`Mention.start`). Otherwise
    it is the place of the whole mention.
    """
    if name == mention.text:
        return mention
    if not one_of_many or mention.start is None:
        return Mention(name, mention.line, mention.column)
    line, column = mention.start
    return Mention(name, line, column + offset)


def _each_entry_once(resolved: Iterable[Resolved]) -> tuple[Resolved, ...]:
    """Return only the first mention of each entry, in order."""
    first: dict[PageId, Resolved] = {}
    for item in resolved:
        first.setdefault(item.id, item)
    return tuple(first.values())
