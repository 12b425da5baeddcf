"""Every mention of the site to the entry that it means, and the entries that no registry has."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache, partial
from typing import cast

from msgspec import Struct

from vindplaats.catalogue.corpus import How, Resolved
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
from vindplaats.diagnostics import names
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Kind, Mention, Opdrachtgever, Persoon, Project, Publishable, Record, Werkveld
from vindplaats.suggest import nearest


class Unverified(Struct, frozen=True):
    """An entry that is only mentioned: how it is written where it comes first, and where that is."""

    id: PageId
    kind: Kind
    naam: str
    place: Place
    afkorting: str = ""


class Resolutions(Struct, frozen=True):
    """Who is meant, by id of the page that mentions them, and who is in no registry; `persons` is the register."""

    werkvelden: Mapping[PageId, tuple[Resolved, ...]]
    opdrachtgevers: Mapping[PageId, tuple[Resolved, ...]]
    contactpersonen: Mapping[PageId, tuple[Resolved, ...]]
    unverified: tuple[Unverified, ...]
    persons: Register


class _Open(Struct, frozen=True):
    """A mention that no registry knows."""

    page: PageId
    mention: Mention
    place: Place


def resolve(records: Iterable[Record], faulty: Collection[Kind] = ()) -> tuple[Resolutions, tuple[Diagnostic, ...]]:
    """Resolve all mentions of ``records``. The outcome does not depend on the order of ``records``.

    Of the kinds in ``faulty`` a registered entry could not be read; who is in no registry of that kind is not told,
    for it may be that entry.
    """
    records = sorted(records, key=lambda r: r.file)
    timed = [r for r in records if isinstance(r, Publishable)]
    persons, told_p = register_persons(r for r in records if isinstance(r, Persoon))
    clients, told_c = register_clients(r for r in records if isinstance(r, Opdrachtgever))
    werkvelden = register_werkvelden(r for r in records if isinstance(r, Werkveld))
    told = [*told_p, *told_c]
    unverified: list[Unverified] = []
    studies = [r for r in timed if isinstance(r, Project)]
    by_person, told_p = _resolve_kind("contactpersonen", timed, persons, unverified, told)
    by_client, told_c = _resolve_kind("opdrachtgevers", studies, clients, unverified, told)
    by_werkveld, told_w = _resolve_kind("werkvelden", timed, werkvelden, unverified, told)
    for kind, unknown in (("contactpersonen", told_p), ("opdrachtgevers", told_c), ("werkvelden", told_w)):
        told += () if kind in faulty else unknown
    return Resolutions(by_werkveld, by_client, by_person, tuple(unverified), persons), tuple(told)


_FIELD: Mapping[Kind, str] = {
    "contactpersonen": "contactpersoon",
    "opdrachtgevers": "opdrachtgever",
    "werkvelden": "werkveld",
}


def _resolve_kind(
    kind: Kind,
    records: Iterable[Publishable],
    register: Register,
    unverified: list[Unverified],
    told: list[Diagnostic],
) -> tuple[dict[PageId, tuple[Resolved, ...]], tuple[Diagnostic, ...]]:
    """Resolve the mentions of one kind: first those that a registry knows, then the rest among themselves.

    What is ambiguous goes to ``told``; who is in no registry is returned, for the caller to tell or not.
    """

    @cache  # the same names over and over
    def meant(text: str) -> tuple[tuple[str, int, How, tuple[PageId, ...]], ...]:
        parts = split_persons(text, register) if kind == "contactpersonen" else ((text, 0),)
        find = partial(find_client, register=register) if kind == "opdrachtgevers" else register.find
        return tuple((part, offset, *find(part)) for part, offset in parts)

    slots: dict[PageId, list[Resolved | _Open]] = {}
    for record in records:
        slots[record.id] = []
        for mention in cast("tuple[Mention, ...]", getattr(record, _FIELD[kind])):
            found = meant(mention.text)
            for text, offset, how, ids in found:
                part = _part(mention, text, offset, one_of_many=len(found) > 1)
                if len(ids) > 1:
                    told.append(names.several_candidates(record.at(part), text, register.candidates(ids)))
                elif ids:
                    slots[record.id].append(Resolved(part, record.file, ids[0], how))
                else:
                    slots[record.id].append(_Open(record.id, part, record.at(part)))
    rest = [item for slot in slots.values() for item in slot if isinstance(item, _Open)]
    named, unknown = _name_the_rest(kind, rest, register)
    unverified += {entry.id: entry for entry in named.values()}.values()
    return {page: _once(_close(slot, named)) for page, slot in slots.items()}, unknown


def _part(mention: Mention, text: str, offset: int, *, one_of_many: bool) -> Mention:
    """A name within a mention, with the place of its own where its characters stand side by side in the file."""
    if text == mention.text:
        return mention
    if not one_of_many or mention.start is None:
        return Mention(text, mention.line, mention.column)
    line, column = mention.start
    return Mention(text, line, column + offset)


def _close(slot: list[Resolved | _Open], named: Mapping[str, Unverified]) -> Iterable[Resolved]:
    for item in slot:
        if isinstance(item, Resolved):
            yield item
        else:
            how: How = "unverified"
            yield Resolved(item.mention, item.place.file, named[item.mention.text].id, how)


def _once(resolved: Iterable[Resolved]) -> tuple[Resolved, ...]:
    """Each entry once, where it is first mentioned."""
    first: dict[PageId, Resolved] = {}
    for item in resolved:
        first.setdefault(item.id, item)
    return tuple(first.values())


def _name_the_rest(
    kind: Kind, open_mentions: list[_Open], register: Register
) -> tuple[dict[str, Unverified], tuple[Diagnostic, ...]]:
    """Entries for mentions no registry knows, by text; one warning (for a werkveld: an error each) a name."""
    fold = fold_person if kind == "contactpersonen" else fold_organisation
    open_mentions.sort(key=lambda o: o.place)
    shorts: dict[str, set[str]] = {}
    if kind == "opdrachtgevers":
        for item in open_mentions:
            name, short = split_abbreviation(item.mention.text)
            if short:
                shorts.setdefault(fold(short), set()).add(fold(name))
    groups: dict[str, list[_Open]] = {}
    for item in open_mentions:
        name, short = split_abbreviation(item.mention.text) if kind == "opdrachtgevers" else (item.mention.text, "")
        key = fold(name)
        meant = shorts.get(key, set())
        groups.setdefault(next(iter(meant)) if len(meant) == 1 and not short else key, []).append(item)
    named: dict[str, Unverified] = {}
    told: list[Diagnostic] = []
    for items in groups.values():
        entry = _entry(kind, items)
        named |= {item.mention.text: entry for item in items}
        told += _tell(kind, items, register)
    return named, tuple(told)


def _entry(kind: Kind, items: list[_Open]) -> Unverified:
    """The entry of one unknown name: written as it is first, with its abbreviation where one is given."""
    texts = [item.mention.text for item in items]
    name, short = texts[0], ""
    if kind == "opdrachtgevers":
        pairs = [split_abbreviation(text) for text in texts]
        name, short = next((pair for pair in pairs if pair[1]), pairs[0])
    # The folded name is the id, not the slug: names are never merged because slugs happen to clash. "?" keeps it
    # apart from the ids of files.
    fold = fold_person if kind == "contactpersonen" else fold_organisation
    return Unverified(PageId(kind, f"?{fold(name)}"), kind, name, items[0].place, short)


def _tell(kind: Kind, items: list[_Open], register: Register) -> Iterable[Diagnostic]:
    text, place = items[0].mention.text, items[0].place
    if kind == "werkvelden":
        if register.names:
            near = nearest(text, register.spellings)
            yield from (names.UNKNOWN_WERKVELD.at(item.place, text=item.mention.text, near=near) for item in items)
        return
    near = nearest(text, register.spellings)
    tell = names.unknown_person if kind == "contactpersonen" else names.unknown_client
    yield tell(place, text, near, len(items))
