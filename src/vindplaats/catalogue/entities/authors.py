"""Split the names of authors, which editors type in many ways, into the parts that a citation needs.

The first of these rules that applies decides whether a name is that of an organisation or a person:

- in braces, as in BibTeX (``{Bureau X}``): an organisation;
- the name of the institute itself, a client or a partner: an organisation;
- a text that looks like several names, such as ``Jan Bos en Piet Puk``: kept whole, as an organisation, and reported;
- a name that looks like that of an organisation (`looks_like_organisation`);
- any other name: a person.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial

from msgspec import structs

from vindplaats.catalogue.corpus import Auteur, Entry, Study
from vindplaats.catalogue.entities.halved_names import join_authors, report_halves
from vindplaats.catalogue.entities.name_lists import is_placeholder
from vindplaats.catalogue.entities.registers import split_abbreviation
from vindplaats.catalogue.folding import fold_organisation, fold_person
from vindplaats.config import SiteConfig
from vindplaats.diagnostics import names as name_faults
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.dutch.lists import TOGETHER
from vindplaats.dutch.organisation_names import looks_like_organisation
from vindplaats.dutch.person_names import APOSTROPHES, ASIDE, parse_name
from vindplaats.dutch.several_names import split_several, without_others
from vindplaats.dutch.sorting import plain_letters, sort_key, with_ij
from vindplaats.patterns import regex
from vindplaats.read.fingerprints import DASHES
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Opdrachtgever, Project, Record
from vindplaats.text import without_invisible

_TOGETHER_IN_FRONT = regex(rf"(?:{TOGETHER})[ ](?=\S)", re.IGNORECASE | re.VERBOSE)
"""Words in front of the name of somebody who helped: ``m.m.v. Anna Bos``."""
_BRACED = regex(r"\{\s*([^{}]*[^{}\s])\s*\}")
_SUFFIX = regex(r"\s(?:[js]n?r\.?|junior|senior)$", re.IGNORECASE)
_WORD = regex("[a-z0-9]+")
_SILENT = regex(r"(?<=\.)-|[\s.]")
"""What may differ between two spellings that surely are of one person, such as ``J.-P. Bos`` and ``J P Bos``."""


def read_author(text: str, is_known: Callable[[str], bool] = lambda _: False) -> Auteur:
    """Parse the name of an author: ``"dr. Jan de Vries"`` becomes ``Auteur("Vries", "Jan", "de")``.

    ``is_known(name)`` returns whether a name is that of a known organisation. Titles and a note in parentheses are
    dropped from the name of a person, and so is "et al.". A text that probably names several persons is kept whole, as
    an organisation.
    """
    braced = _BRACED.fullmatch(text)
    if braced:
        return Auteur(braced[1], organisatie=True)
    if _is_known(text, is_known) or split_several(text):
        return Auteur(text, organisatie=True)
    text = (without_others(text) or text).strip(" ,;/&+|") or text
    text = text[match.end() :] if (match := _TOGETHER_IN_FRONT.match(text)) else text
    if "{" not in text and looks_like_organisation(ASIDE.sub("", text)):
        return Auteur(text, organisatie=True)
    name = parse_name(text)
    return Auteur(name.last, name.first, name.between, achtervoegsel=name.suffix)


def _is_known(text: str, is_known: Callable[[str], bool]) -> bool:
    return is_known(text) or is_known(split_abbreviation(text)[0])


def add_authors(
    studies: Sequence[Study], records: Collection[Record], site: SiteConfig, report: Report
) -> tuple[tuple[Study, ...], tuple[Entry, ...]]:
    """Return the studies with their authors, and the entries of all authors in Dutch alphabetical order.

    If files spell the name of an author differently, the entry has the spelling of the first file by path, and each
    study keeps its own. The institute itself has no entry. Report texts that may name several authors, in all records,
    and spellings that may be of another person than the entry.
    """
    projects = [record for record in records if isinstance(record, Project) and record.auteurs]
    if not projects:
        return tuple(studies), ()
    institute = fold_organisation(site.organisatie or site.naam)
    known = frozenset({institute, *map(fold_organisation, _organisations(studies, records))})
    is_one = cache(partial(_is_one, known=known))
    for project in projects:
        mentions = join_authors(project.auteurs)
        report_halves(project, "auteurs", project.auteurs, mentions, report)
        for mention in mentions:
            if not is_one(mention.text):
                _report_several(mention.text, known, project.at(mention), report)
    mentioned = [(study, join_authors(study.project.auteurs)) for study in studies]
    texts = {mention.text for _, mentions in mentioned for mention in mentions}
    readings = {
        text: _read(text, institute, known)
        for text in texts
        if without_others(text) != "" and not _is_nobody(text, known)
    }
    found = []
    for study, mentions in mentioned:
        authors: dict[str, Auteur] = {}
        for mention in mentions:
            if author := readings.get(mention.text):
                authors.setdefault(_key(author), author)
        found.append(structs.replace(study, auteurs=tuple(authors.values())) if authors else study)
    entries = _make_entries(found)
    _report_spellings(projects, readings, {entry.id: entry.naam for entry in entries}, report)
    return tuple(found), entries


def _report_spellings(
    projects: Iterable[Project], readings: Mapping[str, Auteur], names: Mapping[PageId, str], report: Report
) -> None:
    """Report each name of a person that differs from the name of the entry in letters, capitals or hyphens.

    ``names`` has the names of the entries. A spelling is reported once, where it is first.
    """
    persons = {text: author for text, author in readings.items() if not author.organisatie}
    ids = {text: page_id for text, author in persons.items() if (page_id := author_id(author)) and page_id in names}
    differ = {text for text, page_id in ids.items() if _spelling(persons[text].naam) != _spelling(names[page_id])}
    mentions = [(p.at(mention), mention.text) for p in projects for mention in p.auteurs if mention.text in differ]
    reported = set[tuple[PageId, str]]()
    for place, text in sorted(mentions):
        name, other = persons[text].naam, names[ids[text]]
        if (spelling := (ids[text], _spelling(name))) not in reported:
            reported.add(spelling)
            report.add(name_faults.SIMILAR_AUTHOR.at(place, near=other, name=name, other=other))


def _spelling(name: str) -> str:
    """Return a name without what may differ between two spellings that surely are of one person."""
    name = _SUFFIX.sub("", with_ij(unicodedata.normalize("NFKC", APOSTROPHES.sub("'", name))))
    return _SILENT.sub("", DASHES.sub("-", name))


def _read(text: str, institute: str, known: frozenset[str]) -> Auteur:
    """Parse the name of an author; ``institute`` and ``known`` are folded names of organisations."""
    author = read_author(text, lambda name: fold_organisation(name) in known)
    is_institute = author.organisatie and fold_organisation(author.familie) == institute
    return structs.replace(author, instituut=is_institute)


def _is_one(text: str, known: frozenset[str]) -> bool:
    """Return whether a text names one author and nothing else. A known organisation and a name in braces are one."""
    if _BRACED.fullmatch(text) or _is_known(text, lambda name: fold_organisation(name) in known):
        return True
    return not is_placeholder(text) and without_others(text) is None and not split_several(text)


def _report_several(text: str, known: frozenset[str], place: Place, report: Report) -> None:
    """Report a text that is not one author (`_is_one`)."""
    rest = without_others(text)
    if _is_nobody(text, known):
        report.add(name_faults.not_a_name(place, text, "auteurs", only=False, required=False))
    elif names := split_several(text):
        report.add(name_faults.several_authors(place, text, names))
    elif rest is not None:
        report.add(name_faults.AUTHORS_LEFT_OUT.at(place, text=text, others=text[len(rest) :].strip(" ,;")))


def _is_nobody(text: str, known: frozenset[str]) -> bool:
    """Return whether a text is a word such as "n.n.b." and not the name of a known organisation."""
    return is_placeholder(text) and not _is_known(text, lambda name: fold_organisation(name) in known)


def _organisations(studies: Sequence[Study], records: Iterable[Record]) -> Iterator[str]:
    """Yield the names of clients as registered and as mentioned by studies, and the names of partners of studies."""
    for record in records:
        if isinstance(record, Opdrachtgever):
            yield from (record.naam, record.afkorting or record.naam, *(alias.text for alias in record.aliassen))
    yield from {partner for study in studies for partner in study.partners}
    for text in {client.mention.text for study in studies for client in study.opdrachtgevers}:
        yield from (text, split_abbreviation(text)[0])


@lru_cache(maxsize=65536)
def _key(author: Auteur) -> str:
    """Return the folded name of an author. That of a person ends in a comma: ``"jandevries,"``, ``"j.devries,"``.

    Two names of persons that would have the same address have the same key: accents, hyphens and dots do not count.
    """
    if author.organisatie:
        return fold_organisation(author.naam)
    words = _WORD.findall(plain_letters(APOSTROPHES.sub("'", without_invisible(author.naam))))
    key = "".join(f"{word}." if len(word) == 1 else word for word in words)
    return f"{key or fold_person(author.naam)},"


@lru_cache(maxsize=65536)
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
            sorteernaam=author.sorteernaam,
        )
        found.append((sort_key(author.sorteernaam), page_id, entry))
    return tuple(entry for _, _, entry in sorted(found, key=lambda item: item[:2]))
