"""Colleagues who leave: who takes over from them, and where their details still stand.

From `vertrokken_op` on somebody has left. Who comes in their place is found here once, and what visitors are to see
no more is taken out of the corpus, so that no output can show it. Texts are the editors' own and are never changed:
a detail that stands in one is told, as a warning until that day and as an error from then on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, structs

from vindplaats.catalogue.corpus import Attachment, Entry
from vindplaats.catalogue.entities.registers import Register
from vindplaats.config import SiteConfig
from vindplaats.diagnostics import departures, names
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.read.contact_details import ContactFinder, decode_text, phone_numbers
from vindplaats.read.page_id import PageId
from vindplaats.read.records import ExternalLink, Mention, Opdrachtgever, Persoon, Publishable, Record
from vindplaats.suggest import nearest


def has_left(person: Persoon, day: date) -> bool:
    """Tell whether somebody is no colleague any more on ``day``."""
    return person.vertrokken_op is not None and person.vertrokken_op <= day


def check_departed(
    records: Mapping[PageId, Record],
    files: Mapping[PageId, Sequence[Attachment]],
    register: Register,
    site: SiteConfig,
    as_of: date,
    *,
    drafts: bool,
    complete: bool,
) -> tuple["Successors", list[Diagnostic]]:
    """Who takes over from whom; and what is wrong with that, and with what still stands of those who leave.

    ``files`` are those that each page links to and names. Where not all persons could be read (``complete``), a
    successor nobody knows is not told.
    """
    persons = sorted((r for r in records.values() if isinstance(r, Persoon)), key=lambda p: p.file)
    successors, told = _find_successors(persons, register, complete=complete)
    photos = {p.id: item for p in persons for item in files[p.id] if _is_own_photo(p, item)}
    details, faults = _find_details(persons, photos, site, as_of)
    told += faults
    if details:
        pages = [(r, files[r.id]) for r in records.values() if drafts or not (isinstance(r, Publishable) and r.concept)]
        told += _tell_details(pages, details, successors, site, as_of)
    return successors, told


def _is_own_photo(person: Persoon, file: Attachment) -> bool:
    return person.foto is not None and file.place == person.at(person.foto)


class Successors(Struct, frozen=True):
    """Who takes over from whom: the successor that each of ``persons`` names, by id."""

    persons: Mapping[PageId, Persoon]
    named: Mapping[PageId, PageId]

    def on(self, person: PageId, day: date) -> PageId | None:
        """Return who does the work of ``person`` on ``day``: they, or the first after them who has not left, if any."""
        seen: set[PageId] = set()
        successor: PageId | None = person
        while successor and has_left(self.persons[successor], day):
            if successor in seen:
                return None
            seen.add(successor)
            successor = self.named.get(successor)
        return successor


def _find_successors(
    persons: Iterable[Persoon], register: Register, *, complete: bool
) -> tuple[Successors, list[Diagnostic]]:
    """Who takes over from whom, and what is wrong with it, whatever the date."""
    told: list[Diagnostic] = []
    named: dict[PageId, PageId] = {}
    by_id = {person.id: person for person in persons}
    for person in by_id.values():
        if person.opvolger is None:
            continue
        text, place = person.opvolger.text, person.at(person.opvolger)
        _, ids = register.find(text)
        if len(ids) > 1:
            told.append(names.several_candidates(place, text, register.candidates(ids)))
        elif ids:
            named[person.id] = ids[0]
        elif complete:
            told.append(departures.UNKNOWN_SUCCESSOR.at(place, text=text, near=nearest(text, register.spellings)))
        if person.vertrokken_op is None:
            told.append(departures.SUCCESSOR_WITHOUT_DEPARTURE.at(place, name=person.naam))
    for circle in _circles(named):
        first = by_id[circle[0]]
        told.append(departures.circle_of_successors(first.place("opvolger"), [by_id[i].naam for i in circle]))
    return Successors(by_id, named), told


def _circles(named: Mapping[PageId, PageId]) -> Iterator[tuple[PageId, ...]]:
    """Every circle once, from the first of it in the order of ``named``."""
    known: set[PageId] = set()
    for start in named:
        path: list[PageId] = []
        person = start
        while person in named and person not in known:
            known.add(person)
            path.append(person)
            person = named[person]
        if person in path:
            circle = path[path.index(person) :]
            first = min(circle, key=list(named).index)
            turn = circle.index(first)
            yield (*circle[turn:], *circle[:turn])


def without_departed(entries: Iterable[Entry], successors: Successors, as_of: date) -> Iterator[Entry]:
    """The entries of persons; of those who left without what no visitor may see, and with who took over."""
    for entry in entries:
        person = entry.record
        if not isinstance(person, Persoon) or not has_left(person, as_of):
            yield entry
            continue
        yield structs.replace(
            entry,
            record=structs.replace(person, functie="", email="", telefoon="", foto=None),
            foto=None,
            vertrokken=True,
            opvolger=successors.on(entry.id, as_of),
        )


class Detail(Struct, frozen=True):
    """What may stand nowhere from ``left`` on, with whose it is; ``key`` is the same for all ways to write it."""

    what: departures.Detail
    key: object
    owner: Persoon
    left: date


def _find_details(
    persons: Iterable[Persoon], photos: Mapping[PageId, Attachment], site: SiteConfig, as_of: date
) -> tuple[tuple[Detail, ...], list[Diagnostic]]:
    """The details of all who left or will, but for those that a colleague who stays has too, and the general address.

    A general address that is registered as somebody's own is told: it may well be theirs.
    """
    bearers: dict[tuple[departures.Detail, object], list[Persoon]] = {}
    for person in persons:
        for pair in _details_of(person, photos.get(person.id)):
            bearers.setdefault(pair, []).append(person)
    details, told = [], []
    for (what, key), owners in bearers.items():
        days = [(owner.vertrokken_op, owner.file, owner) for owner in owners if owner.vertrokken_op is not None]
        if len(days) < len(owners):
            continue
        left, _, owner = max(days, key=lambda day: day[:2])
        if what == "email" and key == site.email.casefold():
            told.append(departures.general_address(site.place("email"), owner.naam, owner.file, left, as_of))
        else:
            details.append(Detail(what, key, owner, left))
    return tuple(details), told


def _details_of(person: Persoon, photo: Attachment | None) -> Iterator[tuple[departures.Detail, object]]:
    if person.email:
        yield "email", person.email.casefold()
    for number in phone_numbers(person.telefoon):
        yield "telefoon", number
    if photo is not None:
        yield "foto", photo.file.sameness


def _tell_details(
    pages: Iterable[tuple[Record, Sequence[Attachment]]],
    details: Sequence[Detail],
    successors: Successors,
    site: SiteConfig,
    as_of: date,
) -> Iterator[Diagnostic]:
    """Every place where one of ``details`` stands: a warning until it may not any more, an error from then on.

    With each page come the files that it links to and names. Pages that are yet to appear are looked through too.
    """
    by_key = {detail.key: detail for detail in details}
    finder = ContactFinder(*([str(d.key) for d in details if d.what == what] for what in ("email", "telefoon")))

    def tell(key: object, place: Place, since: date) -> Diagnostic:
        detail = by_key[key]
        owner, left = detail.owner, detail.left
        instead = successors.on(owner.id, max(left, as_of))
        return departures.departed_detail(
            place, detail.what, owner.naam, owner.file, left=left, since=max(left, since), as_of=as_of,
            instead=successors.persons[instead].naam if instead else "",
        )  # fmt: skip

    for record, files in pages:
        appears = getattr(record, "publiceren_op", None) or date.min
        goes = getattr(record, "verloopt_op", None) or date.max
        places = [*_in_fields(record, finder), *_in_body(record, finder), *_in_files(record, files, by_key)]
        for key, place in places:
            if max(by_key[key].left, appears, as_of) < goes:
                yield tell(key, place, appears)
    for name in ("naam", "organisatie", "beschrijving"):
        for _, key in finder.find(decode_text(getattr(site, name))):
            yield tell(key, site.place(name), date.min)


def _in_fields(record: Record, finder: ContactFinder) -> Iterator[tuple[object, Place]]:
    for field in record.fields:
        if _is_shown(record, field.naam):
            for text, place in _texts(record, field.naam):
                for _, key in finder.find(decode_text(text)):
                    yield key, place


def _is_shown(record: Record, naam: str) -> bool:
    """Tell whether what the field says can come to stand on the site, once those who leave have left."""
    if isinstance(record, Persoon) and record.vertrokken_op is not None:
        return naam in {"naam", "slug"}
    return not (naam == "aliassen" and isinstance(record, Persoon | Opdrachtgever))


def _texts(record: Record, naam: str) -> Iterator[tuple[str, Place]]:
    value: object = getattr(record, naam, None)
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, str):
            yield item, record.place(naam)
        elif isinstance(item, Mention):
            yield item.text, record.at(item)
        elif isinstance(item, ExternalLink):
            yield item.titel, record.place(naam)
            yield item.url, record.place(naam)


def _in_body(record: Record, finder: ContactFinder) -> Iterator[tuple[object, Place]]:
    """In the lines of the source; what only the reader sees as one (``06<b>12345678</b>``) at the body's first line."""
    body, seen = record.body, set()
    for line in body.contact_lines:
        for offset, key in finder.find_in_line(line.text):
            seen.add(key)
            yield key, Place(record.file, line.line, offset + 1)
    for key in sorted({key for _, key in finder.find(body.contact_words)} - seen):
        yield key, Place(record.file, body.line)


def _in_files(
    record: Record, files: Iterable[Attachment], by_key: Mapping[object, Detail]
) -> Iterator[tuple[object, Place]]:
    for item in files:
        # Of somebody who leaves, their own page gives up the photo by itself.
        own = isinstance(record, Persoon) and record.vertrokken_op is not None and _is_own_photo(record, item)
        if item.file.sameness in by_key and not own:
            yield item.file.sameness, item.place
