"""Make an entry for each name that is mentioned but not registered, and report the name once.

Two spellings of a name are one entry. A person whose name differs from another in accents or punctuation only would
have the same address, so it is taken for the other, and a warning asks whether that was meant.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from msgspec import Struct

from vindplaats.catalogue.entities.name_lists import may_be_list, nearest_whole, propose_list
from vindplaats.catalogue.entities.person_mentions import find_person, may_be_several
from vindplaats.catalogue.entities.person_suggestions import nearest_person
from vindplaats.catalogue.entities.registers import Register, find_client, split_abbreviation
from vindplaats.diagnostics import names, several_names
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.dutch.person_names import parse_name
from vindplaats.dutch.sorting import plain_letters
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Kind, Mention
from vindplaats.slug import slugify


class UnverifiedEntry(Struct, frozen=True):
    """An entry that is mentioned but not registered. ``place`` is the place of its first mention."""

    id: PageId
    kind: Kind
    naam: str
    place: Place
    afkorting: str = ""


class UnknownName(Struct, frozen=True):
    """A mention of a name that is in no register.

    ``naam`` is what an entry of that name is called. ``whole`` is the text of which the mention may be a part; if that
    was split, ``reading`` has all names in it. ``is_item`` says whether that text is an item of a list.
    """

    mention: Mention
    place: Place
    naam: str
    whole: str
    reading: tuple[str, ...] = ()
    is_item: bool = False


Found = tuple[PageId, UnverifiedEntry | None]
"""The id of the entry that an unknown name is taken for, and the entry itself unless it is registered."""


def name_unknown(kind: Kind, unknown: Iterable[UnknownName], register: Register, report: Report) -> Mapping[str, Found]:
    """Return the entry of each unknown name by `UnknownName.naam`, and report the names."""
    groups = _group_by_name(kind, sorted(unknown, key=lambda item: item.place), register)
    if kind == "contactpersonen":
        return _name_persons(groups, register, report)
    entries: dict[str, Found] = {}
    for group in groups:
        entry = _make_entry(kind, group, register)
        entries |= {item.naam: (entry.id, entry) for item in group}
        if kind == "werkvelden":
            _report_werkveld(group, register, report)
        else:
            _report_client(group, register, report)
    return entries


def _group_by_name(kind: Kind, unknown: Sequence[UnknownName], register: Register) -> list[list[UnknownName]]:
    """Group the mentions by name.

    A mention of "SER" joins those of "Sociaal-Economische Raad (SER)", unless another name has that
    abbreviation too.
    """
    parts = {item.naam: _split(kind, item.naam) for item in unknown}
    names_of: dict[str, set[str]] = {}
    for name, abbreviation in parts.values():
        if abbreviation:
            names_of.setdefault(register.fold(abbreviation), set()).add(register.fold(name))
    groups: dict[str, list[UnknownName]] = {}
    for item in unknown:
        name, abbreviation = parts[item.naam]
        key = register.fold(name)
        meant = names_of.get(key, set())
        groups.setdefault(next(iter(meant)) if len(meant) == 1 and not abbreviation else key, []).append(item)
    return list(groups.values())


def _split(kind: Kind, text: str) -> tuple[str, str]:
    return split_abbreviation(text) if kind == "opdrachtgevers" else (text, "")


def _make_entry(kind: Kind, group: Sequence[UnknownName], register: Register) -> UnverifiedEntry:
    """Make the entry of an unknown name.

    The name is spelled as in the first mention that has an abbreviation or, if none has, as in the first mention.
    """
    parts = [_split(kind, item.naam) for item in group]
    name, abbreviation = next((part for part in parts if part[1]), parts[0])
    # The id has the folded name, not the slug, because different names may have the same slug.
    return UnverifiedEntry(PageId(kind, f"?{register.fold(name)}"), kind, name, group[0].place, abbreviation)


def _name_persons(groups: Sequence[Sequence[UnknownName]], register: Register, report: Report) -> Mapping[str, Found]:
    """Return the entry of each unknown person, and report the names; names from one text are reported together."""
    entries: dict[str, Found] = {}
    twins = _registered_twins(register) if groups else {}
    together: dict[tuple[str, str, int], list[tuple[UnknownName, str | None]]] = {}
    for group in groups:
        first = group[0]
        near: str | None
        if twin := next((twins[key] for key in _keys(first.naam) if key in twins), None):
            found, near = twin
        else:
            entry = _make_entry("contactpersonen", group, register)
            found, near = (entry.id, entry), _nearest(first.naam, register)
            twins |= dict.fromkeys(_keys(entry.naam), (found, entry.naam))
        entries |= {item.naam: found for item in group}
        if first.reading:
            together.setdefault((first.whole, first.place.file, first.place.line), []).append((first, near))
        else:
            several = may_be_several(first.whole, register)
            text = first.mention.text
            report.add(names.unknown_person(first.place, text, first.naam, near, len(group), may_be_several=several))
    for items in together.values():
        first = items[0][0]
        unknown, near_names = [item.naam for item, _ in items], [near for _, near in items]
        report.add(names.split_persons(first.place, unknown, near_names, first.whole, first.reading))
    return entries


def _nearest(name: str, register: Register) -> str | None:
    """Return the registered person whom a name resembles, or whose e-mail address it is."""
    address = name.strip("<> ").casefold().removeprefix("mailto:")
    return register.emails.get(address) or nearest_person(name, register.spellings)


def _registered_twins(register: Register) -> dict[str, tuple[Found, str]]:
    """Return registered persons with the name to suggest, by each of their names as it would be in an address.

    Names of more than one person are left out.
    """
    found: dict[str, tuple[Found, str]] = {}
    for spelling in register.spellings:
        first, between, last, _ = parse_name(spelling)
        for name in (spelling, first, last, f"{between} {last}".strip()):
            ids = find_person(name, register) if name else ()
            for key in _keys(name) if len(ids) == 1 else ():
                found.setdefault(key, ((ids[0], None), spelling))
    return found


def _keys(name: str) -> tuple[str, ...]:
    """Return a name without accents, as it would be in an address; "Dÿk" is both "dyk" and "dijk"."""
    return tuple(filter(None, (slugify(name), slugify(plain_letters(name)))))


def _report_werkveld(group: Sequence[UnknownName], register: Register, report: Report) -> None:
    """Report an unknown werkveld at each of its mentions.

    If no werkveld is registered, report only a text that looks like several, unless it is an item of a list.
    """
    for item in group:
        text, near = item.mention.text, nearest_whole(item.mention.text, register.spellings)
        parts = propose_list(text, register.find, lambda part: nearest_whole(part, register.spellings))
        missing = [part for part in parts if not register.find(part)]
        several = several_names.SeveralNames(item.place, text, parts, missing, item.is_item)
        if not register.names:
            if may_be_list(text, register.find) and not item.is_item:
                report.add(several_names.werkvelden_in_one(several))
        elif len(parts) > 1 and not near:
            report.add(several_names.several_werkvelden(several))
        else:
            report.add(names.UNKNOWN_WERKVELD.at(item.place, text=text, near=near))


def _report_client(group: Sequence[UnknownName], register: Register, report: Report) -> None:
    """Report an unknown client once."""
    find = partial(find_client, register=register)
    first = group[0]
    text = first.mention.text
    # "Zorg" is no misspelling of "Zorg+": the sign is there on purpose.
    others = [name for name in register.spellings if slugify(name) != slugify(text)]
    near = nearest_whole(text, others)
    if may_be_list(text, find) and not near:
        parts = propose_list(text, find, lambda part: nearest_whole(part, register.spellings))
        missing = [part for part in parts if not find(part)]
        several = several_names.SeveralNames(first.place, text, parts, missing, first.is_item)
        report.add(several_names.several_clients(several, len(group)))
    else:
        report.add(names.unknown_client(first.place, text, near, len(group)))
