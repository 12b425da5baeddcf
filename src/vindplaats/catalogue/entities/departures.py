"""Colleagues who leave: find successors, remove personal details from the corpus, and report details that remain.

From the day `vertrokken_op` on, a person counts as having left. Details that visitors may no longer see are removed
from the person's entry, so that no output can show them. The texts of editors are never changed: a detail in a text is
reported, as an error if the person has left and the page has appeared, and as a warning before that.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, structs

from vindplaats.catalogue.corpus import Attachment, Entry
from vindplaats.catalogue.entities.person_mentions import find_person, read_persons
from vindplaats.catalogue.entities.person_suggestions import nearest_person
from vindplaats.catalogue.entities.registers import Register
from vindplaats.catalogue.links import References
from vindplaats.catalogue.select import Selection
from vindplaats.config import SiteConfig
from vindplaats.diagnostics import departures, names
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.read.contact_details import ContactFinder, decode_text, phone_numbers
from vindplaats.read.fields.free_values import NO_EXTRA, FreeMapping, texts_of
from vindplaats.read.page_id import PageId
from vindplaats.read.records import ExternalLink, Mention, Opdrachtgever, Persoon, Publishable, Record
from vindplaats.text import yaml_value


def has_left(person: Persoon, day: date) -> bool:
    """Return whether a person has left by ``day``: their `vertrokken_op` is that day or an earlier one."""
    return person.vertrokken_op is not None and person.vertrokken_op <= day


class Successors(Struct, frozen=True):
    """The successors of persons.

    ``persons`` has all registered persons by id. ``named`` maps the id of a person to the id of the successor that the
    page of that person names.
    """

    persons: Mapping[PageId, Persoon]
    named: Mapping[PageId, PageId]

    def on(self, person: PageId, day: date) -> PageId | None:
        """Return the first person who has not left by ``day``: ``person``, or else one in the line of successors.

        Return None if everybody in the line has left.
        """
        seen: set[PageId] = set()
        successor: PageId | None = person
        while successor and has_left(self.persons[successor], day):
            if successor in seen:
                return None
            seen.add(successor)
            successor = self.named.get(successor)
        return successor


class Detail(Struct, frozen=True):
    """A detail of ``owner`` that the site may not show from the day ``left`` on.

    ``what`` is the name of its field on the page of the owner. ``key`` is the same however the detail is written: an
    e-mail address in lower case, a phone number in normal form (``"0201234567"``), or the `OtherFile.sameness` of a
    photo.
    """

    what: departures.Detail
    key: object
    owner: Persoon
    left: date


def check_departures(
    selection: Selection, references: Mapping[PageId, References], register: Register, site: SiteConfig, report: Report
) -> Successors:
    """Return the successors of all persons. Report wrong successors, and places that show details of persons who leave.

    ``references`` has the references of each page, and ``register`` the names of persons.
    """
    records = selection.records.values()
    persons = sorted((record for record in records if isinstance(record, Persoon)), key=lambda person: person.file)
    # If the page of a person could not be read, a successor who seems unknown may be that person.
    successors = _find_successors(persons, register, report, complete="contactpersonen" not in selection.incomplete)
    photos = {
        person.id: item for person in persons for item in references[person.id].all_files if _is_own_photo(person, item)
    }
    details = _find_details(persons, photos, site, selection.as_of, report)
    if details:
        search = _make_search(details, successors, selection.as_of)
        for record in records:
            if selection.drafts or not (isinstance(record, Publishable) and record.concept):
                _check_record(record, references[record.id].all_files, search, report)
        _check_site(site, search, report)
    return successors


def _is_own_photo(person: Persoon, file: Attachment) -> bool:
    return person.foto is not None and file.place == person.at(person.foto)


def _find_successors(persons: Iterable[Persoon], register: Register, report: Report, *, complete: bool) -> Successors:
    """Look up the successors of all persons, and report those that are ambiguous, unknown or in a circle.

    An unknown successor is reported only if the register is ``complete``. A successor of a person who is not leaving is
    reported too.
    """
    named: dict[PageId, PageId] = {}
    by_id = {person.id: person for person in persons}
    for person in by_id.values():
        if person.opvolger is None:
            continue
        text, place = person.opvolger.text, person.at(person.opvolger)
        ids = find_person(text, register)
        if len(ids) > 1:
            report.add(names.several_candidates(place, text, register.candidates(ids)))
        elif ids:
            named[person.id] = ids[0]
        elif complete:
            report.add(_unknown_successor(place, text, register))
        if person.vertrokken_op is None and "vertrokken_op" not in person.refused:
            report.add(departures.SUCCESSOR_WITHOUT_DEPARTURE.at(place, name=person.naam))
    for circle in _find_circles(named):
        place = by_id[circle[0]].place("opvolger")
        report.add(departures.circle_of_successors(place, [by_id[person].naam for person in circle]))
    return Successors(by_id, named)


def _unknown_successor(place: Place, text: str, register: Register) -> Diagnostic:
    """Return the diagnostic for a successor whose name is not registered, or who is several persons."""
    read = read_persons(text, register)
    if len(read) > 1 and all(len(name.ids) == 1 for name in read):
        write = tuple(f"opvolger: {yaml_value(register.names[name.ids[0]])}" for name in read)
        return departures.SEVERAL_SUCCESSORS.at(place, number=len(read), write=write)
    return departures.UNKNOWN_SUCCESSOR.at(place, text=text, near=nearest_person(text, register.spellings))


def _find_circles(named: Mapping[PageId, PageId]) -> Iterator[tuple[PageId, ...]]:
    """Yield each circle of successors once, starting with the member that comes first in ``named``."""
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
    """Yield each entry. If it is for a person who has left, remove their details and add the successor."""
    for entry in entries:
        person = entry.record
        if not isinstance(person, Persoon) or not has_left(person, as_of):
            yield entry
            continue
        yield structs.replace(
            entry,
            record=structs.replace(person, functie="", email="", telefoon="", foto=None, extra=NO_EXTRA),
            foto=None,
            vertrokken=True,
            opvolger=successors.on(entry.id, as_of),
        )


def _find_details(
    persons: Iterable[Persoon], photos: Mapping[PageId, Attachment], site: SiteConfig, as_of: date, report: Report
) -> tuple[Detail, ...]:
    """Return the details of persons with a `vertrokken_op`, except details that they share with a colleague who stays.

    If several persons who leave share a detail, its owner is the last of them to leave. If one of the details is
    the general e-mail address of the site, it is reported instead of returned.
    """
    owners_of: dict[tuple[departures.Detail, object], list[Persoon]] = {}
    for person in persons:
        for detail in _details_of(person, photos.get(person.id)):
            owners_of.setdefault(detail, []).append(person)
    details = []
    for (what, key), owners in owners_of.items():
        days = [(owner.vertrokken_op, owner.file, owner) for owner in owners if owner.vertrokken_op is not None]
        if len(days) < len(owners):
            continue
        left, _, owner = max(days, key=lambda day: day[:2])
        if what == "email" and key == site.email.casefold():
            report.add(departures.general_address(site.place("email"), owner.naam, owner.file, left, as_of))
        else:
            details.append(Detail(what, key, owner, left))
    return tuple(details)


def _details_of(person: Persoon, photo: Attachment | None) -> Iterator[tuple[departures.Detail, object]]:
    if person.email:
        yield "email", person.email.casefold()
    for number in phone_numbers(person.telefoon):
        yield "telefoon", number
    if photo is not None:
        yield "foto", photo.file.sameness


class _Search(Struct, frozen=True):
    """The details to search for, by key, and what is needed to find and report them."""

    details: Mapping[object, Detail]
    finder: ContactFinder
    successors: Successors
    as_of: date

    def diagnostic(self, key: object, place: Place, since: date) -> Diagnostic:
        """Return the diagnostic for a detail that visitors can see at ``place`` from the day ``since`` on."""
        detail = self.details[key]
        owner, left = detail.owner, detail.left
        successor = self.successors.on(owner.id, max(left, self.as_of))
        return departures.departed_detail(
            place, detail.what, owner.naam, owner.file, left=left, since=max(left, since), as_of=self.as_of,
            instead=self.successors.persons[successor].naam if successor else "",
        )  # fmt: skip


def _make_search(details: Sequence[Detail], successors: Successors, as_of: date) -> _Search:
    emails, numbers = ([str(detail.key) for detail in details if detail.what == what] for what in ("email", "telefoon"))
    return _Search({detail.key: detail for detail in details}, ContactFinder(emails, numbers), successors, as_of)


def _check_record(record: Record, files: Iterable[Attachment], search: _Search, report: Report) -> None:
    """Report each detail on a page, unless the page has expired, or will have expired when the owner leaves."""
    appears = getattr(record, "publiceren_op", None) or date.min
    expires = getattr(record, "verloopt_op", None) or date.max
    found = [*_in_fields(record, search.finder), *_in_body(record, search.finder), *_in_files(record, files, search)]
    for key, place in found:
        if max(search.details[key].left, appears, search.as_of) < expires:
            report.add(search.diagnostic(key, place, appears))


def _check_site(site: SiteConfig, search: _Search, report: Report) -> None:
    """Report each detail in the name, organisation, description or own values of the site."""
    for name, text in site.shown_texts():
        for _, key in search.finder.find(decode_text(text)):
            report.add(search.diagnostic(key, site.place(name), date.min))


def _in_fields(record: Record, finder: ContactFinder) -> Iterator[tuple[object, Place]]:
    """Yield the key and the place of each detail in the fields that the site may show."""
    for field in record.fields:
        if _is_shown(record, field.naam):
            for text, place in _texts(record, field.naam):
                for _, key in finder.find(decode_text(text)):
                    yield key, place


def _is_shown(record: Record, naam: str) -> bool:
    """Return whether the site may show the value of a field.

    For a person with a `vertrokken_op`, return whether the site may still show the value after the departure.
    """
    if isinstance(record, Persoon) and record.vertrokken_op is not None:
        return naam in {"naam", "slug"}
    return not (naam == "aliassen" and isinstance(record, Persoon | Opdrachtgever))


def _texts(record: Record, naam: str) -> Iterator[tuple[str, Place]]:
    """Yield each text in the value of a field with its place. An `ExternalLink` has two texts: title and URL."""
    value: object = getattr(record, naam, None)
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, str):
            yield item, record.place(naam)
        elif isinstance(item, Mention):
            yield item.text, record.at(item)
        elif isinstance(item, ExternalLink):
            yield from ((text, record.place(naam)) for text in (item.titel, item.url))
        elif isinstance(item, FreeMapping):
            yield from ((text, record.place(naam)) for text in texts_of(item))


def _in_body(record: Record, finder: ContactFinder) -> Iterator[tuple[object, Place]]:
    """Yield the key and the place of each detail in the body.

    A detail that markup splits, such as ``06<b>12345678</b>``, gets the place of the first line of the body.
    """
    body, seen = record.body, set()
    for line in body.contact_lines:
        for offset, key in finder.find_in_line(line.text):
            seen.add(key)
            yield key, Place(record.file, line.line, offset + 1)
    for key in sorted({key for _, key in finder.find(body.contact_words)} - seen):
        yield key, Place(record.file, body.line)


def _in_files(record: Record, files: Iterable[Attachment], search: _Search) -> Iterator[tuple[object, Place]]:
    """Yield the key and the place of each file that is a photo of somebody who leaves.

    The `foto` on the page of a person who leaves is left out, because `without_departed` removes it.
    """
    for item in files:
        own = isinstance(record, Persoon) and record.vertrokken_op is not None and _is_own_photo(record, item)
        if item.file.sameness in search.details and not own:
            yield item.file.sameness, item.place
