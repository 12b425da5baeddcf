"""Who is meant: registries, and how a mention of a person, client or werkveld resolves.

In order, and a later step never overrules an earlier one: the id, the full name, an alias or abbreviation, and for
persons a first or last name that one person bears. An id without its folder (``jos``) that is also a name of somebody
else is no more than a first name: with ``jos.md`` (Jos Bos) and ``jos-aa.md`` (Jos Aa), "Jos" is one of the two, and we
do not know which. Nothing is resolved by likeness.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from vindplaats.catalogue.corpus import How
from vindplaats.catalogue.folding import fold_organisation, fold_person
from vindplaats.diagnostics import names as name_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.dutch.person_names import sorting_name, split_name
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Opdrachtgever, Persoon, Werkveld

Fold = Callable[[str], str]
Tier = Mapping[str, tuple[PageId, ...]]
Pair = tuple[str, PageId]
"""A folded name and the id that it stands for."""

_SIGN = r"\s*(?:[,;&]|(?<!contactpersonen)/)\s*"  # a whole id has a slash of its own
_PARTS = re.compile(
    rf"(?:{_SIGN}|\s+)(?:(?:en|of|and|or)(?:{_SIGN}|\s+))+|(?:{_SIGN})+",
    re.IGNORECASE,
)
_WITH_ABBREVIATION = re.compile(r"(.+?)\s*\(([^()]+)\)")


class Register(Struct, frozen=True):
    """All names of one kind of entry: for each way to resolve, the ids that a folded name stands for.

    ``names`` are the full names by id; ``spellings`` every name and alias as written, to suggest.
    """

    fold: Fold
    whole_ids: Tier
    full: Tier
    aliases: Tier
    bare_ids: Tier
    inferred: Tier
    names: Mapping[PageId, str]
    spellings: tuple[str, ...]

    def find(self, text: str) -> tuple[How, tuple[PageId, ...]]:
        """The ids that ``text`` can mean at the first step where there are any; ``unverified`` and none otherwise."""
        return self.find_folded(self.fold(text))

    def find_folded(self, key: str) -> tuple[How, tuple[PageId, ...]]:
        """As `find`, of a key as the tiers have it."""
        bare, inferred = self.bare_ids.get(key, ()), self.inferred.get(key, ())
        last = tuple(sorted({*bare, *inferred}))
        ids = self.whole_ids.get(key) or self.full.get(key) or self.aliases.get(key) or last
        if not ids:
            return "unverified", ()
        if ids[0] in (*self.whole_ids.get(key, ()), *self.full.get(key, ()), *bare):
            return "explicit", ids
        return ("alias" if ids[0] in self.aliases.get(key, ()) else "inferred"), ids

    def candidates(self, ids: Iterable[PageId]) -> tuple[tuple[str, str], ...]:
        """Full name of each of ``ids``, with its id where the name is that of another one too and else nothing."""
        folded = {i: self.fold(self.names[i]) for i in ids}
        names = list(folded.values())
        return tuple((self.names[i], str(i) if names.count(name) > 1 else "") for i, name in folded.items())


class _Claim(Struct, frozen=True):
    """A name that belongs to an entry, and where it is said to."""

    text: str
    owner: PageId
    place: Place
    alias: bool = True


def register_persons(persons: Iterable[Persoon]) -> tuple[Register, tuple[Diagnostic, ...]]:
    """The register of contactpersonen, and aliases that two of them claim; two may bear one full name."""
    claims, full, inferred = [], [], []
    for person in persons:
        first, between, last = split_name(person.naam)
        parts = {first, last, f"{between} {last}".strip()} - {"", person.naam}
        inferred += [(fold_person(part), person.id) for part in parts]
        full += [(fold_person(name), person.id) for name in (person.naam, sorting_name(person.naam))]
        claims.append(_Claim(person.naam, person.id, person.place("naam"), alias=False))
        claims += [_Claim(a.text, person.id, person.at(a)) for a in person.aliassen]
    told = _claimed_twice(fold_person, claims, namesakes=True)
    return _register(fold_person, claims, full, inferred), tuple(told)


def register_clients(clients: Iterable[Opdrachtgever]) -> tuple[Register, tuple[Diagnostic, ...]]:
    """The register of opdrachtgevers, and names that two of them claim."""
    claims, full = [], []
    for client in clients:
        full.append((fold_organisation(client.naam), client.id))
        claims.append(_Claim(client.naam, client.id, client.place("naam"), alias=False))
        if client.afkorting:
            full.append((_pair(client.naam, client.afkorting), client.id))
            claims.append(_Claim(client.afkorting, client.id, client.place("afkorting")))
        claims += [_Claim(a.text, client.id, client.at(a)) for a in client.aliassen]
    told = _claimed_twice(fold_organisation, claims, namesakes=False)
    return _register(fold_organisation, claims, full), tuple(told)


def register_werkvelden(werkvelden: Iterable[Werkveld]) -> Register:
    """The register of werkvelden."""
    claims = [_Claim(w.titel, w.id, w.place("titel"), alias=False) for w in werkvelden]
    return _register(fold_organisation, claims, [(fold_organisation(claim.text), claim.owner) for claim in claims])


def _register(fold: Fold, claims: Sequence[_Claim], full: Iterable[Pair], inferred: Iterable[Pair] = ()) -> Register:
    names = {claim.owner: claim.text for claim in claims if not claim.alias}
    return Register(
        fold=fold,
        whole_ids=_tier((fold(str(i)), i) for i in names),
        full=_tier(full),
        aliases=_tier((fold(claim.text), claim.owner) for claim in claims if claim.alias),
        bare_ids=_tier((fold(i.name), i) for i in names),
        inferred=_tier(inferred),
        names=MappingProxyType(names),
        spellings=tuple(claim.text for claim in claims),
    )


def _tier(pairs: Iterable[Pair]) -> Tier:
    found: dict[str, set[PageId]] = {}
    for key, owner in pairs:
        found.setdefault(key, set()).add(owner)
    return MappingProxyType({key: tuple(sorted(ids)) for key, ids in found.items()})


def _claimed_twice(fold: Fold, claims: Iterable[_Claim], *, namesakes: bool) -> Iterator[Diagnostic]:
    """A fault for every name that an earlier file has as well; with ``namesakes`` not where both are full names."""
    earlier: dict[str, list[_Claim]] = {}
    for claim in claims:
        others = earlier.setdefault(fold(claim.text), [])
        for other in others:
            if other.owner != claim.owner and (other.alias or claim.alias or not namesakes):
                yield name_faults.NAME_CLAIMED_TWICE.at(claim.place, text=claim.text, other=other.place.file)
                break
        others.append(claim)


def split_persons(text: str, register: Register) -> tuple[tuple[str, int], ...]:
    """Take "Jos of Stef" and "A, B en C" apart, unless a registered person bears the whole as a name.

    With each part goes how far in ``text`` it begins.
    """
    if register.find(text)[1]:
        return ((text, 0),)
    ends = [*(m.span() for m in _PARTS.finditer(text)), (len(text), len(text))]
    starts = [0, *(end for _, end in ends)]
    parts = tuple((text[start:end], start) for start, (end, _) in zip(starts, ends, strict=False) if start < end)
    return parts or ((text, 0),)


def split_abbreviation(text: str) -> tuple[str, str]:
    """``Naam (AFK)`` as ``("Naam", "AFK")``; the abbreviation is empty where there is none."""
    match = _WITH_ABBREVIATION.fullmatch(text)
    return (match[1], match[2].strip()) if match else (text, "")


def _pair(name: str, abbreviation: str) -> str:
    """The key of ``Naam (AFK)``, which is not that of a client whose name is "Naam AFK"."""
    return f"{fold_organisation(name)}({fold_organisation(abbreviation)})"


def find_client(text: str, register: Register) -> tuple[How, tuple[PageId, ...]]:
    """As `Register.find`, where ``Naam (AFK)`` is found by its name too, unless the abbreviation says otherwise."""
    name, abbreviation = split_abbreviation(text)
    if not abbreviation:
        return register.find(text)
    how, ids = register.find_folded(_pair(name, abbreviation))
    if not ids:
        how, ids = register.find(text)
    if ids:
        return how, ids
    how, ids = register.find(name)
    _, ids_short = register.find(abbreviation)
    if ids and ids_short:
        return how, tuple(sorted({*ids, *ids_short}))
    return (how, ids) if ids else ("unverified", ())
