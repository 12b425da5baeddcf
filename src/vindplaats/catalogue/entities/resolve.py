"""Resolve mentions of persons, opdrachtgevers and werkvelden to registered entries, or to new unverified entries."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from operator import attrgetter
from typing import cast

from msgspec import Struct

from vindplaats.catalogue.corpus import Resolved
from vindplaats.catalogue.entities.halved_names import join_persons, report_halves
from vindplaats.catalogue.entities.name_lists import (
    is_item,
    is_placeholder,
    split_known,
)
from vindplaats.catalogue.entities.partners import find_partners
from vindplaats.catalogue.entities.person_mentions import find_person, read_persons
from vindplaats.catalogue.entities.registers import (
    Register,
    find_client,
    register_clients,
    register_persons,
    register_werkvelden,
)
from vindplaats.catalogue.entities.unknown_names import UnknownName, UnverifiedEntry, name_unknown
from vindplaats.catalogue.entities.written_names import NameWriting
from vindplaats.catalogue.select import Selection
from vindplaats.diagnostics import names
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.dutch.several_names import without_others
from vindplaats.read.page_id import PageId
from vindplaats.read.records import (
    Kind,
    Mention,
    Opdrachtgever,
    Persoon,
    Project,
    Publishable,
    Werkveld,
)


class ResolvedMentions(Struct, frozen=True):
    """The entries of one kind that pages mention.

    ``by_page`` has the entries by the id of the page that mentions them. ``unverified`` has the entries that are in no
    register.
    """

    by_page: Mapping[PageId, tuple[Resolved, ...]]
    unverified: tuple[UnverifiedEntry, ...]


class Resolutions(Struct, frozen=True):
    """The entries that pages mention.

    Each of the first three mappings has the entries of one kind, by the id of the page that mentions them. ``partners``
    has the names of partners, which have no entries, of each page that has any. ``unverified`` has the unverified
    entries of all kinds. ``persons`` is the register of contactpersonen, in which successors are looked up later.
    """

    werkvelden: Mapping[PageId, tuple[Resolved, ...]]
    opdrachtgevers: Mapping[PageId, tuple[Resolved, ...]]
    contactpersonen: Mapping[PageId, tuple[Resolved, ...]]
    partners: Mapping[PageId, tuple[str, ...]]
    unverified: tuple[UnverifiedEntry, ...]
    persons: Register


def resolve(selection: Selection, report: Report, *, full_names: bool = False) -> Resolutions:
    """Resolve the mentions on all projects and news. The result does not depend on the order of the records.

    With ``full_names``, report mentions that are not the full name of an entry.

    The mentions on pages that are refused are resolved as well, so that they are reported.

    If any page of a kind has no record, unknown names of that kind are not reported, because a name that seems unknown
    may be the name of that page.
    """
    records = sorted(selection.records.values(), key=attrgetter("file"))
    checked = sorted((*records, *selection.refused), key=attrgetter("file"))
    pages = [record for record in checked if isinstance(record, Publishable)]
    persons = register_persons((record for record in records if isinstance(record, Persoon)), report)
    clients = register_clients((record for record in records if isinstance(record, Opdrachtgever)), report)
    werkvelden = register_werkvelden(record for record in records if isinstance(record, Werkveld))
    projects = [page for page in pages if isinstance(page, Project)]
    by_person = _Resolver("contactpersonen", persons, selection, report, full_names=full_names).resolve(pages)
    by_client = _Resolver("opdrachtgevers", clients, selection, report, full_names=full_names).resolve(projects)
    by_werkveld = _Resolver("werkvelden", werkvelden, selection, report, full_names=full_names).resolve(pages)
    return Resolutions(
        werkvelden=by_werkveld.by_page,
        opdrachtgevers=by_client.by_page,
        contactpersonen=by_person.by_page,
        partners=find_partners(projects, clients, report),
        unverified=(*by_person.unverified, *by_client.unverified, *by_werkveld.unverified),
        persons=persons,
    )


MENTIONING_FIELDS: Mapping[Kind, str] = {
    "contactpersonen": "contactpersoon",
    "opdrachtgevers": "opdrachtgever",
    "werkvelden": "werkveld",
}
"""The field in which pages mention the entries of each kind."""


class _Part(Struct, frozen=True):
    """A name in a mention, its offset in the text of the mention, and the entries that it may mean.

    ``naam`` is how the entry is named if it is not registered.
    """

    text: str
    offset: int
    ids: tuple[PageId, ...]
    naam: str


class _Resolver:
    """Resolves the mentions of entries of one kind."""

    def __init__(
        self, kind: Kind, register: Register, selection: Selection, report: Report, *, full_names: bool
    ) -> None:
        self.kind = kind
        self._field = MENTIONING_FIELDS[kind]
        self._register = register
        self._is_complete = kind not in selection.incomplete
        self._refused = {record.id for record in selection.refused}
        self._report = report
        self._find = partial(find_client, register=register) if kind == "opdrachtgevers" else register.find
        find = partial(find_person, register=register) if kind == "contactpersonen" else self._find
        self._writing = NameWriting(kind, self._field, register, find, full_names)
        # Pages mention the same names over and over, and at the same places. Such pages share one result.
        self._split = cache(self._split_mention)
        self._read = cache(self._read_mention)
        self._only = cache(self._find_only)
        self._plain = cache(self._resolve_plainly)
        self._has_full_names = cache(self._are_full_names)

    def resolve(self, pages: Iterable[Publishable]) -> ResolvedMentions:
        """Resolve the mentions on these pages, and report names that are ambiguous or unknown.

        An unknown name gets an unverified entry. An ambiguous name is dropped, and so is a word such as "geen".
        """
        by_page: dict[PageId, tuple[Resolved, ...]] = {}
        found: dict[PageId, tuple[Resolved | UnknownName, ...]] = {}
        for page in pages:
            mentions = getattr(page, self._field)
            plain = self._plain(mentions)
            by_page[page.id] = plain or ()
            if plain is None or (self._writing.full and not self._has_full_names(mentions)):
                found[page.id] = tuple(self._resolve_page(page))
        unknown = [item for items in found.values() for item in items if isinstance(item, UnknownName)]
        report = self._report if self._is_complete else Report()
        entries = name_unknown(self.kind, unknown, self._register, report)
        for page_id, items in found.items():
            by_page[page_id] = _each_entry_once(
                Resolved(item.mention, entries[item.naam][0]) if isinstance(item, UnknownName) else item
                for item in items
            )
        used = {item.id for page_id in found if page_id not in self._refused for item in by_page[page_id]}
        unverified = dict.fromkeys(entry for _, entry in entries.values() if entry and entry.id in used)
        return ResolvedMentions(by_page, tuple(unverified))

    def _resolve_plainly(self, mentions: tuple[Mention, ...]) -> tuple[Resolved, ...] | None:
        """Return the same as `_resolve_page`, if each mention of a page is the name of one registered entry.

        That is so on most pages. Return None for any other page. Such names are never halves of one (`join_persons`).
        """
        found = []
        for mention in mentions:
            page_id = self._only(mention.text)
            if page_id is None:
                return None
            found.append(Resolved(mention, page_id))
        return tuple(found) if len(found) < 2 else _each_entry_once(found)  # noqa: PLR2004 (one is once)

    def _find_only(self, text: str) -> PageId | None:
        """Return the entry that a text means by itself, whether or not it is an item of a list, and None if unsure."""
        if self._read(text) != (False, "", text):
            return None
        readings = {part for listed in (True, False) for part in self._split(text, listed)}
        if len(readings) != 1:
            return None
        (part,) = readings
        return part.ids[0] if part.text == text and len(part.ids) == 1 else None

    def _resolve_page(self, page: Publishable) -> Iterator[Resolved | UnknownName]:
        field = self._field
        mentions = written = cast("tuple[Mention, ...]", getattr(page, field))
        if self.kind == "contactpersonen" and len(written) > 1:
            mentions = join_persons(written, partial(find_person, register=self._register))
            report_halves(page, field, written, mentions, self._report)
        for mention in mentions:
            listed = is_item(page, field, mention)
            is_absent, others, text = self._read(mention.text)
            if is_absent:
                required, only = isinstance(page, Project), not listed or len(mentions) == 1
                place = page.at(mention)
                self._report.add(names.not_a_name(place, mention.text, field, only=only, required=required))
                continue
            if others:
                self._report.add(names.OTHERS.at(page.at(mention), text=others, field=field))
            parts = self._split(text, listed) if text else ()
            known = [(part.text, part.ids[0]) for part in parts if len(part.ids) == 1]
            if known and not others and mentions == written and len(known) == len(parts):
                found = self._writing.fault(page.at(mention), mention, known, is_item=listed)
                self._report.extend([found] if found else [])
            for part in parts:
                named = _mention_of(mention, part, one_of_many=len(parts) > 1)
                if len(part.ids) > 1:
                    candidates = self._register.candidates(part.ids)
                    self._report.add(names.several_candidates(page.at(named), part.text, candidates))
                elif part.ids:
                    yield Resolved(named, part.ids[0])
                else:
                    reading = tuple(each.naam for each in parts) if len(parts) > 1 else ()
                    yield UnknownName(named, page.at(named), part.naam, text, reading, listed)

    def _are_full_names(self, mentions: tuple[Mention, ...]) -> bool:
        """Return whether each of the mentions of a page, which name one entry each, is a full name."""
        if any(mention.raw != "" for mention in mentions):
            return False
        found = [(mention.text, self._only(mention.text)) for mention in mentions]
        return all(page_id is not None and self._writing.full_name((text, page_id)) == text for text, page_id in found)

    def _read_mention(self, text: str) -> tuple[bool, str, str]:
        """Return whether a text says that there is no name, its words such as "en anderen", and the text without them.

        Names of werkvelden are read as they are.
        """
        if self.kind == "werkvelden":
            return False, "", text
        if is_placeholder(text) and not self._find(text):
            return True, "", text
        others = self._others(text)
        return False, others, (without_others(text) or "") if others else text

    def _others(self, text: str) -> str:
        """Return the words such as "en anderen" at the end of a text, or ``""``.

        After the name of an organisation they are so only if that is registered, as they may be a part of it.
        """
        rest = without_others(text)
        if rest is None or self._register.find_full(text):
            return ""
        others = text[len(rest) :].strip(" ,;")
        return others if not rest or self.kind == "contactpersonen" or self._find(rest) else ""

    def _split_mention(self, text: str, is_item: bool) -> tuple[_Part, ...]:  # noqa: FBT001 (a key of the cache)
        """Return the names in a mention. An item of a list has several only if they are persons."""
        if self.kind == "contactpersonen":
            found = read_persons(text, self._register)
            return tuple(_Part(name.text, name.offset, name.ids, name.naam) for name in found)
        listed = () if is_item else split_known(text, self._find)
        parts, after = [], 0
        for name in listed or (text,):
            offset = text.index(name, after)
            parts.append(_Part(name, offset, self._find(name), name))
            after = offset + len(name)
        return tuple(parts)


def _mention_of(mention: Mention, part: _Part, *, one_of_many: bool) -> Mention:
    """Return a part of a mention as a mention of its own.

    Its place is that of the name if the mention has several names and is written literally (`Mention.start_line`).
    Otherwise it is the place of the whole mention.
    """
    if part.text == mention.text:
        return mention
    if not one_of_many or not mention.start_line:
        return Mention(part.text, mention.line, mention.column)
    return Mention(part.text, mention.start_line, mention.start_column + part.offset)


def _each_entry_once(resolved: Iterable[Resolved]) -> tuple[Resolved, ...]:
    """Return only the first mention of each entry, in order."""
    first: dict[PageId, Resolved] = {}
    for item in resolved:
        first.setdefault(item.id, item)
    return tuple(first.values())
