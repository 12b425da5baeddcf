"""Judge a page that an editor wants to add, by the rules for pages that exist: names, doubles and faults."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, structs

from vindplaats.catalogue.doubles.declarations import find_project, page_names
from vindplaats.catalogue.entities.departures import check_departures
from vindplaats.catalogue.entities.name_lists import is_placeholder
from vindplaats.catalogue.entities.person_mentions import find_person
from vindplaats.catalogue.entities.registers import (
    Register,
    find_client,
    register_clients,
    register_persons,
    register_werkvelden,
)
from vindplaats.catalogue.entities.resolve import MENTIONING_FIELDS
from vindplaats.catalogue.resolved import group_content, resolve_content
from vindplaats.catalogue.select import select
from vindplaats.config import NO_SITE, SiteConfig
from vindplaats.diagnostics import names
from vindplaats.diagnostics.diagnostic import Diagnostic, Report, has_errors
from vindplaats.read.content import Content
from vindplaats.read.fields.names import name_fields
from vindplaats.read.fingerprints import fold_text
from vindplaats.read.front_matter import split_document
from vindplaats.read.page_id import PageId
from vindplaats.read.records import (
    RECORDS,
    FieldPlace,
    Kind,
    Mention,
    Nieuwsbericht,
    Opdrachtgever,
    Persoon,
    Project,
    Record,
    Werkveld,
    join_places,
)
from vindplaats.read.schema import FIELDS
from vindplaats.read.values import read_valid_fields, read_value
from vindplaats.read.yaml_syntax.writing import write_front_matter

REGISTERED: Mapping[str, Kind] = {field: kind for kind, field in MENTIONING_FIELDS.items()}
"""The kind of entries that each of these fields names."""

_OF_NAMES = frozenset(
    fault.code
    for fault in (
        names.UNKNOWN_WERKVELD,
        names.UNKNOWN_PERSON,
        names.UNKNOWN_CLIENT,
        names.UNKNOWN_PROJECT,
        names.SEVERAL_CANDIDATES,
        names.NOT_A_NAME,
        names.NAME_CLAIMED_TWICE,
    )
)
_UNNAMED = "?"
"""The name of a page that has no file yet. No file can have this name."""


class Registry(Struct, frozen=True):
    """The content of a source on a day, and the register of each kind of entry in it."""

    content: Content
    registers: Mapping[Kind, Register]
    today: date

    def find(self, kind: Kind, text: str) -> tuple[PageId, ...]:
        """Return the entries that a name may mean, by the rules for mentions."""
        register = self.registers[kind]
        if kind == "contactpersonen":
            return find_person(text, register)
        return find_client(text, register) if kind == "opdrachtgevers" else register.find(text)

    def name(self, page_id: PageId) -> str:
        """Return the text to write in order to mention an entry: its name, or its id if others have that name too."""
        kind = next(kind for kind in self.registers if kind == page_id.kind)
        name = self.registers[kind].names[page_id]
        return name if self.find(kind, name) == (page_id,) else str(page_id)


class Given(Struct, frozen=True):
    """The values of fields of a new page as they are to be written, and the faults in what was given.

    Names are spelled as in the register, whatever spelling was given.
    """

    values: Mapping[str, str | tuple[str, ...]]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def refused(self) -> tuple[Diagnostic, ...]:
        """The faults that keep the page from being written: all errors, and names that are not registered."""
        return tuple(d for d in self.diagnostics if d.severity == "error" or is_of_names(d))


def is_of_names(diagnostic: Diagnostic) -> bool:
    """Return whether a fault is that a name means nothing, means more than one thing, or is taken."""
    return diagnostic.code in _OF_NAMES


def make_registry(content: Content, today: date) -> Registry:
    """Return the names in a source. The faults in its registers are not reported."""
    report = Report()
    return Registry(
        content,
        {
            "werkvelden": register_werkvelden(r for r in content.records if isinstance(r, Werkveld)),
            "opdrachtgevers": register_clients((r for r in content.records if isinstance(r, Opdrachtgever)), report),
            "contactpersonen": register_persons((r for r in content.records if isinstance(r, Persoon)), report),
        },
        today,
    )


def read_given(kind: Kind, given: Mapping[str, Sequence[str]], registry: Registry) -> Given:
    """Read the values of fields as if each were the only text in a field of a page of this kind.

    A text may list several names, as in front matter: ``{"werkveld": ["Wonen, Zorg"]}``. A word such as "geen" as the
    only opdrachtgever says that there is none.
    """
    values: dict[str, str | tuple[str, ...]] = {}
    report = Report()
    for name, texts in given.items():
        names_of_field: list[str] = []
        for text in () if _is_nobody(name, texts, registry) else texts:
            names_of_field += _read_one(kind, name, text, registry, report)
        values[name] = tuple(dict.fromkeys(names_of_field)) if name in REGISTERED else "".join(names_of_field[-1:])
    return Given(values, report.diagnostics)


def _is_nobody(name: str, texts: Sequence[str], registry: Registry) -> bool:
    if name != "opdrachtgever" or len(texts) != 1:
        return False
    return is_placeholder(texts[0]) and not registry.find("opdrachtgevers", texts[0])


def _read_one(kind: Kind, name: str, text: str, registry: Registry, report: Report) -> tuple[str, ...]:
    """Return what to write for one text: a value, or the names in it. Report what is wrong with it."""
    content, found = registry.content, Report()
    record = _make_record(kind, name, text, registry.today, found)
    if record is None:
        report.extend(found.diagnostics)
        return ()
    entries = tuple(entry for entry in content.records if entry.kind in REGISTERED.values())
    mentioning = Content((*entries, record), (), {**content.known, record.file: record.id})
    selection = select(mentioning, registry.today, found, drafts=True)
    grouped, _ = group_content(mentioning, selection, {}, found)
    resolved = resolve_content(mentioning, grouped, NO_SITE, found)
    report.extend(
        diagnostic
        for diagnostic in found.diagnostics
        if diagnostic.file == record.file and diagnostic.code != names.NAMES_IN_ONE.code  # they are written as a list
    )
    if name in REGISTERED:
        mentions = getattr(resolved.entries, REGISTERED[name])[record.id]
        return tuple(_name_of(item.id, item.mention, registry) for item in mentions)
    return (_text_of(name, getattr(record, name), content),)


def _make_record(kind: Kind, name: str, text: str, today: date, report: Report) -> Record | None:
    """Return a record in which only one field was given, or report what is wrong with its value and return None."""
    file = f"content/{kind}/{_UNNAMED}.md"
    document = split_document(file, write_front_matter({name: text}, FIELDS[kind]).encode(), report, FIELDS[kind])
    if document is None:
        return None
    named = name_fields(file, document.fields, FIELDS[kind], read_value, report)
    declared = tuple(field for field in FIELDS[kind] if field.name == name)
    found = read_valid_fields(file, named, declared, report)
    if has_errors(report.diagnostics) or name not in found:
        return None
    absent: dict[str, Any] = {"titel": "", "naam": "", "jaar": today.year, "datum": today}
    absent = {field.name: absent[field.name] for field in FIELDS[kind] if field.name in absent}
    places = join_places(FieldPlace(pair.key.text, pair.key.line, pair.key.column) for pair in named.pairs)
    return RECORDS[kind](id=PageId(kind, _UNNAMED), file=file, kind=kind, places=places, **(absent | found))


def _name_of(page_id: PageId, mention: Mention, registry: Registry) -> str:
    """Return the name of an entry, or the name as it was given if it is in no register, and need not be."""
    return mention.text if page_id.name.startswith(_UNNAMED) else registry.name(page_id)


def _text_of(name: str, value: object, content: Content) -> str:
    if name == "project" and isinstance(value, Mention):
        project = find_project(value, page_names(content.known.values()))
        return project.name if project else value.text
    return str(value)


def find_existing(record: Record, registry: Registry) -> Record | None:
    """Return the page that a new page would repeat, or None.

    A project repeats one with the same title and year, and a nieuwsbericht one with the same title and day: with the
    same text they would be exact doubles. Pages that are not on the site (yet) count as well, and so do drafts and
    pages with a mistake in their front matter, even if their year or day is not known. A new entry repeats the one that
    its name or abbreviation already means.
    """
    content = registry.content
    if record.kind in registry.registers:
        by_id = {other.id: other for other in content.records}
        texts = (title_of(record), record.afkorting if isinstance(record, Opdrachtgever) else "")
        found = [page_id for text in texts if text for page_id in registry.find(record.kind, text)]
        if found:
            return by_id[found[0]]
    others = (*content.records, *content.drafts, *content.refused)
    return next((other for other in others if _is_repeated(record, other)), None)


def _is_repeated(record: Record, other: Record) -> bool:
    if other.kind != record.kind or day_of(other) not in {day_of(record), None}:
        return False
    return fold_text(title_of(other)) == fold_text(title_of(record))


def title_of(record: Record) -> str:
    """Return the title or name of a page."""
    return str(getattr(record, "titel", "") or getattr(record, "naam", ""))


def day_of(record: Record) -> int | date | None:
    """Return the year of a project or the day of a nieuwsbericht, and None if it is not known or a page has none."""
    if isinstance(record, Project):
        return record.jaar or None
    return record.datum if isinstance(record, Nieuwsbericht) and record.datum > date.min else None


def errors_caused(record: Record, registry: Registry, site: SiteConfig) -> tuple[Diagnostic, ...]:
    """Return the errors that the content would have with a new entry, and has not without it.

    A second Jos makes every page ambiguous that says "Jos". Other pages than entries cannot do such a thing.
    """
    if record.kind not in registry.registers:
        return ()
    content = registry.content
    with_it = structs.replace(
        content, records=(*content.records, record), known={**content.known, record.file: record.id}
    )
    before = set(_errors_of(content, site, registry.today))
    return tuple(error for error in _errors_of(with_it, site, registry.today) if error not in before)


def _errors_of(content: Content, site: SiteConfig, today: date) -> Iterable[Diagnostic]:
    report = Report()
    selection = select(content, today, report, drafts=True)
    grouped, _ = group_content(content, selection, {}, report)
    resolved = resolve_content(content, grouped, site, report)
    check_departures(selection, resolved.references, resolved.entries.persons, site, report)
    return (diagnostic for diagnostic in report.diagnostics if diagnostic.severity == "error")
