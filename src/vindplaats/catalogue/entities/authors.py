"""Split the names of authors, which editors type in many ways, into the parts that a citation needs.

The first of these rules that applies decides whether a name is that of an organisation or a person:

- in braces, as in BibTeX (``{Bureau X}``): an organisation;
- the name of the institute itself, a client or a partner: an organisation;
- a text that looks like several names (`_SEVERAL`), such as ``Jan Bos en Piet Puk``: kept whole, as an organisation;
- a single word before a comma (``Vries, Jan de``): a person;
- a single word, or a name with a word such as "stichting" (`_ORGANISATION`): an organisation;
- any other name: a person.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import structs

from vindplaats.catalogue.corpus import Auteur, Entry, Study
from vindplaats.catalogue.entities.registers import split_abbreviation
from vindplaats.catalogue.folding import fold_organisation, fold_person
from vindplaats.config import SiteConfig
from vindplaats.diagnostics import names as name_faults
from vindplaats.diagnostics.diagnostic import Report
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
"""Matches a folded word that marks the name of an organisation, such as "fonds" or "onderwijsfonds"."""
_SEVERAL = re.compile(r"[;/&]|,.*,|\s(?:en|of|and|or)\s", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_DEGREE = re.compile(r"(?:(?:prof|dr|drs|ir|ing|mr|dhr|mw|em|ds)\.|(?-i:prof|dr|drs|ir|ing|mr))\s+", re.IGNORECASE)
_DEGREE_AFTER = re.compile(r"(?:,?\s+(?:MSc|BSc|PhD|LLM|LLB|MBA|MPhil|DPhil)\b\.?)+$")


def read_author(text: str, is_known: Callable[[str], bool] = lambda _: False) -> Auteur:
    """Parse the name of an author: ``"dr. Jan de Vries"`` becomes ``Auteur("Vries", "Jan", "de")``.

    ``is_known(name)`` returns whether a name is that of a known organisation. Degrees and a note in parentheses are
    dropped from the name of a person. A text that probably names several persons is kept whole, as an organisation.
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
    return Auteur(last or text, first, between)


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


def add_authors(
    studies: Sequence[Study], records: Iterable[Record], site: SiteConfig, report: Report
) -> tuple[tuple[Study, ...], tuple[Entry, ...]]:
    """Return the studies with their authors, and the entries of all authors in Dutch alphabetical order.

    If files spell the name of an author differently, the entry has the spelling of the first file by path, and each
    study keeps its own. The institute itself has no entry. Report texts that may name several authors.
    """
    if not any(study.project.auteurs for study in studies):
        return tuple(studies), ()
    institute = fold_organisation(site.organisatie or site.naam)
    known = frozenset({institute, *map(fold_organisation, _organisations(studies, records))})
    readings = {text: _read(text, institute, known) for study in studies for text in study.project.auteurs}
    found = []
    for study in studies:
        authors: dict[str, Auteur] = {}
        for text in study.project.auteurs:
            author = readings[text]
            authors.setdefault(_key(author), author)
            if author.organisatie and author.familie == text and _may_be_several(text, known):
                report.add(name_faults.SEVERAL_AUTHORS.at(study.project.place("auteurs"), text=text))
        found.append(structs.replace(study, auteurs=tuple(authors.values())) if authors else study)
    return tuple(found), _make_entries(found)


def _read(text: str, institute: str, known: frozenset[str]) -> Auteur:
    """Parse the name of an author; ``institute`` and ``known`` are folded names of organisations."""
    author = read_author(text, lambda name: fold_organisation(name) in known)
    is_institute = author.organisatie and fold_organisation(author.familie) == institute
    return structs.replace(author, instituut=is_institute)


def _may_be_several(text: str, known: frozenset[str]) -> bool:
    names = {fold_organisation(text), fold_organisation(split_abbreviation(text)[0])}
    return not (names & known or _is_organisation(text)) and bool(_SEVERAL.search(text))


def _organisations(studies: Iterable[Study], records: Iterable[Record]) -> Iterator[str]:
    """Yield the names of clients as registered and as mentioned by studies, and the names of partners of studies."""
    for record in records:
        if isinstance(record, Opdrachtgever):
            yield from (record.naam, record.afkorting or record.naam, *(alias.text for alias in record.aliassen))
    for study in studies:
        yield from study.project.partners
        for client in study.opdrachtgevers:
            yield from (client.mention.text, split_abbreviation(client.mention.text)[0])


def _key(author: Auteur) -> str:
    """Return the folded name of an author. That of a person is inverted and ends in a comma: ``"vries,jande,"``."""
    return fold_organisation(author.naam) if author.organisatie else fold_person(author.omgekeerd + ",")


def author_id(author: Auteur) -> PageId | None:
    """Return the id of an author, or None for the institute itself, which has no page of its own."""
    return None if author.instituut else PageId("publicaties", f"?{_key(author)}")


def _make_entries(studies: Iterable[Study]) -> tuple[Entry, ...]:
    members: dict[PageId, list[tuple[Study, Auteur]]] = {}
    for study in studies:
        for author in study.auteurs:
            if page_id := author_id(author):
                members.setdefault(page_id, []).append((study, author))
    found = []
    for page_id, written in members.items():
        study, author = min(written, key=lambda pair: pair[0].project.file)
        entry = Entry(
            id=page_id,
            kind="publicaties",
            naam=author.naam,
            place=study.project.place("auteurs"),
            projecten=tuple(study.project.id for study, _ in written),
        )
        found.append((sort_key(author.omgekeerd), page_id, entry))
    return tuple(entry for _, _, entry in sorted(found, key=lambda item: item[:2]))
