"""Registers of persons, opdrachtgevers and werkvelden, in which names are looked up.

A name is looked up in steps, and the first step that finds an entry decides:

1. as a whole id: ``contactpersonen/jos``;
2. as a full name;
3. as an alias or abbreviation;
4. as an id without its kind (``jos``), as the first or last name of a person, or as a name without its titles.

An id without its kind is as weak as a first name: with ``jos.md`` (Jos Bos) and ``jos-aa.md`` (Jos Aa), "Jos" is
ambiguous. A name that only resembles a registered one is never resolved to it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct, structs

from vindplaats.catalogue.folding import fold_organisation, fold_person
from vindplaats.diagnostics import names as name_faults
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.dutch.honorifics import without_titles
from vindplaats.dutch.person_names import parse_name, sorting_name
from vindplaats.patterns import regex
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Opdrachtgever, Persoon, Werkveld

Fold = Callable[[str], str]
"""A function that returns the key of a name. All spellings of a name have the same key."""
Tier = Mapping[str, tuple[PageId, ...]]
"""The names of one sort, such as aliases: maps each folded name to the sorted ids of the entries that it may mean."""
FoldedName = tuple[str, PageId]
"""A folded name and the id of the entry that has it."""

_WITH_ABBREVIATION = regex(r"(.*\S)\s*\(([^()]+)\)")


class Register(Struct, frozen=True):
    """All names of the entries of one kind, in the tiers in which they are looked up.

    ``bare_ids`` and ``inferred`` (first and last names) are looked up together. ``names`` has the full name of each
    entry. ``spellings`` has all names, abbreviations and aliases as editors wrote them; one of these may be suggested
    for a name that is not found. ``first_names`` and ``last_names`` are those of persons, folded.
    ``emails`` maps the e-mail addresses of persons, in lower case, to their full names, unless several have it.
    """

    fold: Fold
    whole_ids: Tier
    full: Tier
    aliases: Tier
    bare_ids: Tier
    inferred: Tier
    names: Mapping[PageId, str]
    spellings: tuple[str, ...]
    first_names: frozenset[str] = frozenset()
    last_names: frozenset[str] = frozenset()
    emails: Mapping[str, str] = MappingProxyType({})

    def find(self, text: str) -> tuple[PageId, ...]:
        """Return the entries that a name may mean: none if it is unknown, several if it is ambiguous."""
        return self.find_folded(self.fold(text))

    def find_folded(self, key: str) -> tuple[PageId, ...]:
        """Return the entries that an already folded name may mean, as `find` does."""
        last = {*self.bare_ids.get(key, ()), *self.inferred.get(key, ())}
        return self.whole_ids.get(key) or self.full.get(key) or self.aliases.get(key) or tuple(sorted(last))

    def find_full(self, text: str) -> tuple[PageId, ...]:
        """Return the entries that have a name as their id, full name or alias."""
        key = self.fold(text)
        return self.whole_ids.get(key) or self.full.get(key) or self.aliases.get(key) or self.bare_ids.get(key, ())

    def candidates(self, ids: Iterable[PageId]) -> tuple[tuple[str, str], ...]:
        """Return the full name of each entry, with its id if several of these entries have that name, else with ``""``.

        Example: ``(("Jos Bos", ""), ("Jos Aa", ""))``.
        """
        folded = {page_id: self.fold(self.names[page_id]) for page_id in ids}
        names = list(folded.values())
        return tuple(
            (self.names[page_id], str(page_id) if names.count(name) > 1 else "") for page_id, name in folded.items()
        )


class _Claim(Struct, frozen=True):
    """A name, abbreviation or alias of an entry, and its place in the file of that entry.

    ``is_alias`` is also true for an abbreviation.
    """

    text: str
    owner: PageId
    place: Place
    is_alias: bool = True


def register_persons(persons: Iterable[Persoon], report: Report) -> Register:
    """Register all contactpersonen. Report an alias that another person also has, as an alias or as a full name."""
    claims, full, inferred = [], [], list[FoldedName]()
    emails: dict[str, list[str]] = {}
    first_names, last_names = set[str](), set[str]()
    for person in persons:
        plain = without_titles(person.naam)
        first, between, last, _ = parse_name(plain)
        parts = {first, last, f"{between} {last}".strip(), plain, sorting_name(plain)} - {"", person.naam}
        inferred += [(fold_person(part), person.id) for part in parts]
        if first:
            first_names.add(fold_person(first))
            last_names |= {fold_person(last), fold_person(f"{between} {last}".strip())}
        full += [(fold_person(name), person.id) for name in (person.naam, sorting_name(person.naam))]
        if person.email:
            emails.setdefault(person.email.casefold(), []).append(person.naam)
        claims.append(_Claim(person.naam, person.id, person.place("naam"), is_alias=False))
        claims += [_Claim(alias.text, person.id, person.at(alias)) for alias in person.aliassen]
    _report_shared_names(fold_person, claims, report, allow_namesakes=True)
    found = _register(fold_person, claims, full, inferred)
    owners = MappingProxyType({email: names[0] for email, names in emails.items() if len(names) == 1})
    return structs.replace(found, first_names=frozenset(first_names), last_names=frozenset(last_names), emails=owners)


def register_clients(clients: Iterable[Opdrachtgever], report: Report) -> Register:
    """Register all opdrachtgevers. Report a name, abbreviation or alias that another opdrachtgever also has."""
    claims, full = [], []
    for client in clients:
        full.append((fold_organisation(client.naam), client.id))
        claims.append(_Claim(client.naam, client.id, client.place("naam"), is_alias=False))
        if client.afkorting:
            full.append((_fold_with_abbreviation(client.naam, client.afkorting), client.id))
            claims.append(_Claim(client.afkorting, client.id, client.place("afkorting")))
        claims += [_Claim(alias.text, client.id, client.at(alias)) for alias in client.aliassen]
    _report_shared_names(fold_organisation, claims, report, allow_namesakes=False)
    return _register(fold_organisation, claims, full)


def register_werkvelden(werkvelden: Iterable[Werkveld]) -> Register:
    """Register all werkvelden."""
    claims = [_Claim(field.titel, field.id, field.place("titel"), is_alias=False) for field in werkvelden]
    return _register(fold_organisation, claims, [(fold_organisation(claim.text), claim.owner) for claim in claims])


def _register(
    fold: Fold, claims: Sequence[_Claim], full: Iterable[FoldedName], inferred: Iterable[FoldedName] = ()
) -> Register:
    names = {claim.owner: claim.text for claim in claims if not claim.is_alias}
    return Register(
        fold=fold,
        whole_ids=_make_tier((fold(str(page_id)), page_id) for page_id in names),
        full=_make_tier(full),
        aliases=_make_tier((fold(claim.text), claim.owner) for claim in claims if claim.is_alias),
        bare_ids=_make_tier((fold(page_id.name), page_id) for page_id in names),
        inferred=_make_tier(inferred),
        names=MappingProxyType(names),
        spellings=tuple(claim.text for claim in claims),
    )


def _make_tier(pairs: Iterable[FoldedName]) -> Tier:
    found: dict[str, set[PageId]] = {}
    for key, owner in pairs:
        found.setdefault(key, set()).add(owner)
    return MappingProxyType({key: tuple(sorted(ids)) for key, ids in found.items()})


def _report_shared_names(fold: Fold, claims: Iterable[_Claim], report: Report, *, allow_namesakes: bool) -> None:
    """Report each claim to a name that an earlier entry also claims.

    With ``allow_namesakes``, several entries may have the same full name.
    """
    seen: dict[str, list[_Claim]] = {}
    for claim in claims:
        earlier = seen.setdefault(fold(claim.text), [])
        for first in earlier:
            if first.owner != claim.owner and (first.is_alias or claim.is_alias or not allow_namesakes):
                report.add(name_faults.NAME_CLAIMED_TWICE.at(claim.place, text=claim.text, other=first.place.file))
                break
        earlier.append(claim)


def split_abbreviation(text: str) -> tuple[str, str]:
    """Split ``Naam (AFK)`` into ``("Naam", "AFK")``; without an abbreviation the second text is empty."""
    match = _WITH_ABBREVIATION.fullmatch(text)
    return (match[1], match[2].strip()) if match else (text, "")


def _fold_with_abbreviation(name: str, abbreviation: str) -> str:
    """Return the key of ``Naam (AFK)``: ``"naam(afk)"``. The parentheses distinguish it from that of ``Naam AFK``."""
    return f"{fold_organisation(name)}({fold_organisation(abbreviation)})"


def find_client(text: str, register: Register) -> tuple[PageId, ...]:
    """Return the clients that a name may mean.

    ``Naam (AFK)`` is looked up as a whole first. If it is not found, ``Naam`` and ``AFK`` are looked up separately, and
    the clients found by either are returned, or none if ``Naam`` is unknown.
    """
    name, abbreviation = split_abbreviation(text)
    if not abbreviation:
        return register.find(text)
    ids = register.find_folded(_fold_with_abbreviation(name, abbreviation)) or register.find(text)
    if ids:
        return ids
    by_name, by_abbreviation = register.find(name), register.find(abbreviation)
    if by_name and by_abbreviation:
        return tuple(sorted({*by_name, *by_abbreviation}))
    return by_name
