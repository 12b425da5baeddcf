"""Who is meant: registries, and how a mention of a person, client or werkveld resolves.

In order, and a later step never overrules an earlier one: the id, the full name, an alias or abbreviation, and for
persons a first or last name that only one registered person bears. Nothing is resolved by likeness.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct

from vindplaats import messages
from vindplaats.catalogue.corpus import How
from vindplaats.catalogue.folding import fold_organisation, fold_person
from vindplaats.diagnostics import Diagnostic, Place
from vindplaats.dutch import sorting_name, split_name
from vindplaats.read.records import Opdrachtgever, Persoon, Werkveld

Fold = Callable[[str], str]
Tier = Mapping[str, tuple[str, ...]]
_PARTS = re.compile(r"\s*[,;/]\s*|\s+(?:en|of|and|or|&)\s+", re.IGNORECASE)
_WITH_ABBREVIATION = re.compile(r"(.+?)\s*\(([^()]+)\)")


class Register(Struct, frozen=True):
    """All names of one kind of entry: per step of resolving, the ids that a folded name stands for."""

    fold: Fold
    tiers: tuple[tuple[How, Tier], ...]
    names: Mapping[str, str]
    """Full name by id."""
    spellings: tuple[str, ...]
    """Every name and alias as written, to suggest."""

    def find(self, text: str) -> tuple[How, tuple[str, ...]]:
        """The ids that ``text`` can mean at the first step where there are any; ``unverified`` and none otherwise."""
        key = self.fold(text)
        for how, tier in self.tiers:
            ids = tier.get(key)
            if ids:
                return how, ids
        return "unverified", ()


def register_persons(persons: Iterable[Persoon]) -> tuple[Register, tuple[Diagnostic, ...]]:
    """The register of contactpersonen, and aliases that two of them claim."""
    persons = tuple(persons)
    first_and_last = []
    for person in persons:
        first, between, last = split_name(person.naam)
        parts = {first, last, f"{between} {last}".strip()} - {"", person.naam}
        first_and_last += [(part, person.id) for part in sorted(parts)]
    names = [(person.naam, person.id) for person in persons]
    turned = [(sorting_name(person.naam), person.id) for person in persons]
    aliases = [(a.text, p.id, p.at(a), p.file) for p in persons for a in p.aliassen]
    return _register(
        fold_person, names + turned, aliases, first_and_last, {p.id: p.naam for p in persons},
        {p.id: p.file for p in persons},
    )  # fmt: skip


def register_clients(clients: Iterable[Opdrachtgever]) -> tuple[Register, tuple[Diagnostic, ...]]:
    """The register of opdrachtgevers, and names that two of them claim."""
    clients = tuple(clients)
    names = [(c.naam, c.id) for c in clients]
    names += [(f"{c.naam} ({c.afkorting})", c.id) for c in clients if c.afkorting]
    aliases = [(a.text, c.id, c.at(a), c.file) for c in clients for a in c.aliassen]
    aliases += [(c.afkorting, c.id, c.place("afkorting"), c.file) for c in clients if c.afkorting]
    return _register(
        fold_organisation,
        names,
        aliases,
        [],
        {c.id: c.naam for c in clients},
        {c.id: c.file for c in clients},
    )


def register_werkvelden(werkvelden: Iterable[Werkveld]) -> Register:
    """The register of werkvelden."""
    werkvelden = tuple(werkvelden)
    names = {w.id: w.titel for w in werkvelden}
    return _register(fold_organisation, [(w.titel, w.id) for w in werkvelden], [], [], names, {})[0]


def _register(
    fold: Fold,
    names: list[tuple[str, str]],
    aliases: list[tuple[str, str, Place, str]],
    inferred: list[tuple[str, str]],
    by_id: dict[str, str],
    files: dict[str, str],
) -> tuple[Register, tuple[Diagnostic, ...]]:
    owners: dict[str, dict[str, None]] = {}
    for text, owner in names:
        owners.setdefault(fold(text), {})[owner] = None
    told = []
    for text, owner, place, _ in aliases:
        holders = owners.setdefault(fold(text), {})
        others = [holder for holder in holders if holder != owner]
        if others:
            told.append(messages.alias_claimed_twice(place, text, files[others[0]]))
        holders[owner] = None
    tiers: tuple[tuple[How, Tier], ...] = (
        ("explicit", _tier((fold(text), i) for i in by_id for text in (i, i.partition("/")[2]))),
        ("explicit", _tier((fold(text), owner) for text, owner in names)),
        ("alias", _tier((fold(text), owner) for text, owner, _, _ in aliases)),
        ("inferred", _tier((fold(text), owner) for text, owner in inferred)),
    )
    spellings = (*by_id.values(), *(text for text, *_ in aliases))
    return Register(fold, tiers, MappingProxyType(by_id), spellings), tuple(told)


def _tier(pairs: Iterable[tuple[str, str]]) -> Tier:
    found: dict[str, dict[str, None]] = {}
    for key, owner in pairs:
        found.setdefault(key, {})[owner] = None
    return MappingProxyType({key: tuple(sorted(ids)) for key, ids in found.items()})


def split_persons(text: str, register: Register) -> tuple[str, ...]:
    """Take "Jos of Stef" and "A, B en C" apart, unless a registered person bears the whole as a name."""
    if register.find(text)[1]:
        return (text,)
    return tuple(part for part in (p.strip() for p in _PARTS.split(text)) if part) or (text,)


def split_abbreviation(text: str) -> tuple[str, str]:
    """``Naam (AFK)`` as ``("Naam", "AFK")``; the abbreviation is empty where there is none."""
    match = _WITH_ABBREVIATION.fullmatch(text)
    return (match[1], match[2].strip()) if match else (text, "")


def find_client(text: str, register: Register) -> tuple[How, tuple[str, ...]]:
    """As `Register.find`, where ``Naam (AFK)`` is found by its name too, unless the abbreviation says otherwise."""
    how, ids = register.find(text)
    name, abbreviation = split_abbreviation(text)
    if ids or not abbreviation:
        return how, ids
    how, ids = register.find(name)
    _, ids_short = register.find(abbreviation)
    if ids and ids_short:
        return how, tuple(sorted({*ids, *ids_short}))
    return (how, ids) if ids else ("unverified", ())
