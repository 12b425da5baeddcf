"""Who wrote a report: names taken apart as citations need them, whichever way an editor typed them.

Whether a name is an organisation's is decided in order: in braces, as BibTeX has it (``{Bureau X}``); the institute
itself, or a client or partner on the site; one word alone; a word that organisations have and persons have not. With a
comma it is a person, unless several words stand before it and such a word is among them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import structs

from vindplaats.catalogue.corpus import Auteur, Entry, Study
from vindplaats.catalogue.entities.registers import split_abbreviation
from vindplaats.catalogue.folding import fold_organisation, fold_person
from vindplaats.config import SiteConfig
from vindplaats.diagnostics import names as name_faults
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.dutch.person_names import begins_with_between, split_inverted, split_name
from vindplaats.dutch.sorting import plain_letters, sort_key
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Opdrachtgever, Record

_BRACED = re.compile(r"\{\s*([^{}]*[^{}\s])\s*\}")
_WORD = re.compile(r"[^\W_]+")
_ORGANISATION = re.compile(
    "(?:.*(?:"
    "academie|advies|autoriteit|bureau|centrum|commissie|dienst|federatie|fonds|gemeente|groep|hogeschool|inspectie"
    "|instituut|ministerie|netwerk|onderzoek|platform|provincie|stichting|universiteit|vereniging|waterschap"
    "|academy|center|centre|college|consultancy|council|foundation|group|institute|ministry|network|research|university"
    ")|bv|nv|ltd|inc|gmbh|[0-9]+)"
)
"""Words that organisations have in their names and persons have not; most of them also end a compound."""
_SEVERAL = re.compile(r"[;/&]|,.*,|\s(?:en|of|and|or)\s", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_DEGREE = re.compile(r"(?:(?:prof|dr|drs|ir|ing|mr|dhr|mw|em|ds)\.|(?-i:prof|dr|drs|ir|ing|mr))\s+", re.IGNORECASE)
_DEGREE_AFTER = re.compile(r"(?:,?\s+(?:MSc|BSc|PhD|LLM|LLB|MBA|MPhil|DPhil)\b\.?)+$")


def read_author(text: str, is_known: Callable[[str], bool] = lambda _: False) -> Auteur:
    """A name as its editor typed it; ``is_known`` tells whether an organisation is called that.

    Degrees and what stands behind it in parentheses are no part of a person's name. What may be more persons in one
    text stays as it was typed, as an organisation's would.
    """
    braced = _BRACED.fullmatch(text)
    if braced:
        return Auteur(braced[1], organisatie=True)
    if is_known(text) or is_known(split_abbreviation(text)[0]) or _is_organisation(text):
        return Auteur(text, organisatie=True)
    plain = _ASIDE.sub("", _DEGREE_AFTER.sub("", text)) or text
    if _SEVERAL.search(plain):
        return Auteur(text, organisatie=True)
    last, comma, rest = (part.strip() for part in plain.partition(","))
    if comma and last:
        first, between, last = split_inverted(_without_degrees(last), _without_degrees(rest))
    elif begins_with_between(plain):
        first, between, last = split_inverted(plain, "")
    else:
        first, between, last = split_name(_without_degrees(last or rest))
    return Auteur(last, first, between)


def _is_organisation(text: str) -> bool:
    before, comma, _ = text.partition(",")
    words = _WORD.findall(plain_letters(text.replace(".", "")))
    if len(before.split()) < 2:  # noqa: PLR2004 (one word)
        return not comma
    return any(_ORGANISATION.fullmatch(word) for word in words)


def _without_degrees(text: str) -> str:
    while (match := _DEGREE.match(text)) and match.end() < len(text):
        text = text[match.end() :]
    return text


def with_authors(
    studies: Iterable[Study], records: Iterable[Record], site: SiteConfig
) -> tuple[tuple[Study, ...], tuple[Entry, ...], list[Diagnostic]]:
    """The studies with their authors; each author with their studies, in Dutch order; and what is wrong.

    An author is called what their first file, by path, calls them. The institute itself is no entry.
    """
    studies = tuple(studies)
    if not any(study.project.auteurs for study in studies):
        return studies, (), []
    institute = fold_organisation(site.organisatie or site.naam)
    known = {institute, *map(fold_organisation, _organisations(studies, records))}
    told: list[Diagnostic] = []
    read: dict[str, Auteur] = {}

    def author(text: str) -> Auteur:
        if text not in read:
            found = read_author(text, lambda name: fold_organisation(name) in known)
            own = found.organisatie and fold_organisation(found.familie) == institute
            read[text] = structs.replace(found, instituut=own)
        return read[text]

    found = []
    for study in studies:
        named: dict[str, Auteur] = {}
        for text in study.project.auteurs:
            one = author(text)
            named.setdefault(_key(one), one)
            if one.organisatie and one.familie == text and _may_be_several(text, known):
                told.append(name_faults.SEVERAL_AUTHORS.at(study.project.place("auteurs"), text=text))
        found.append(structs.replace(study, auteurs=tuple(named.values())) if named else study)
    return tuple(found), _entries(found), told


def _may_be_several(text: str, known: set[str]) -> bool:
    names = {fold_organisation(text), fold_organisation(split_abbreviation(text)[0])}
    return not (names & known or _is_organisation(text)) and bool(_SEVERAL.search(text))


def _organisations(studies: Iterable[Study], records: Iterable[Record]) -> Iterator[str]:
    """The names of all clients and partners, as they are registered or mentioned."""
    for record in records:
        if isinstance(record, Opdrachtgever):
            yield from (record.naam, record.afkorting or record.naam, *(alias.text for alias in record.aliassen))
    for study in studies:
        yield from study.project.partners
        for client in study.opdrachtgevers:
            yield from (client.mention.text, split_abbreviation(client.mention.text)[0])


def _key(author: Auteur) -> str:
    """Equal for two spellings of one name: of a person with a comma, which none of an organisation has."""
    return fold_organisation(author.naam) if author.organisatie else fold_person(author.omgekeerd + ",")


def author_id(author: Auteur) -> PageId | None:
    """Return the id of an author, or None for the institute itself, which has no page among them."""
    return None if author.instituut else PageId("publicaties", f"?{_key(author)}")


def _entries(studies: Sequence[Study]) -> tuple[Entry, ...]:
    members: dict[PageId, list[tuple[Study, Auteur]]] = {}
    for study in studies:
        for author in study.auteurs:
            if key := author_id(author):
                members.setdefault(key, []).append((study, author))
    found = []
    for key, written in members.items():
        study, author = min(written, key=lambda one: one[0].project.file)
        entry = Entry(
            id=key,
            kind="publicaties",
            naam=author.naam,
            place=study.project.place("auteurs"),
            projecten=tuple(one.project.id for one, _ in written),
        )
        found.append((sort_key(author.omgekeerd), key, entry))
    return tuple(entry for _, _, entry in sorted(found, key=lambda one: one[:2]))
