"""Records to one Corpus, step by step; every step also says what is wrong."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from vindplaats import messages
from vindplaats.catalogue.corpus import (
    Attachment,
    Bericht,
    Corpus,
    Entry,
    LinkTarget,
    Redirect,
    Study,
    Text,
)
from vindplaats.catalogue.departed import check_departed, without_departed
from vindplaats.catalogue.doubles import DoubleGroup, exact_doubles, survivors
from vindplaats.catalogue.links import Surroundings, attach, resolve_links
from vindplaats.catalogue.merge import merge_berichten, merge_studies
from vindplaats.catalogue.order import bericht_order, by_entry, entry_order, study_order, text_order, years
from vindplaats.catalogue.resolve import Resolutions, resolve
from vindplaats.catalogue.select import by_id, check_dates, is_shown
from vindplaats.config import SiteConfig
from vindplaats.diagnostics import Diagnostic, Place
from vindplaats.read.content import Content
from vindplaats.read.records import (
    KINDS,
    Kind,
    Mention,
    Nieuwsbericht,
    Opdrachtgever,
    Pagina,
    Persoon,
    Project,
    Record,
    Timed,
    Werkveld,
)
from vindplaats.suggest import nearest


class Refs(Struct, frozen=True):
    """What one page refers to: links of its body, and files of its fields (by name of the field)."""

    links: tuple[LinkTarget, ...]
    files: Mapping[str, tuple[Attachment, ...]]

    @property
    def all_files(self) -> tuple[Attachment, ...]:
        """The files of links and of fields."""
        linked = (target.file for target in self.links if target.file is not None)
        return (*linked, *(item for items in self.files.values() for item in items))


def catalogue(
    content: Content, site: SiteConfig, as_of: date, *, drafts: bool = False
) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """Make the corpus of what is on the site on ``as_of``. Pages that are not (yet) are checked all the same."""
    records, told = by_id(content.records)
    told += check_dates(records.values(), as_of)
    faulty = _faulty(content, records)
    resolutions, faults = resolve(records.values(), faulty)
    told += faults
    shown = tuple(r for r in records.values() if is_shown(r, as_of, drafts=drafts))
    # Drafts do not merge: one that --drafts shows would change the page that is on the site already.
    groups = exact_doubles(r for r in shown if isinstance(r, Timed) and not r.concept)
    around = Surroundings(
        content.known,
        records,
        {file.file: file for file in content.others},
        frozenset(r.id for r in shown),
        survivors(groups),
        frozenset(content.known[d.file] for d in content.diagnostics if d.code == messages.INCOMPLETE_DRAFT),
    )
    refs = {record.id: _refs(record, around, told) for record in records.values()}
    ids = {i.casefold(): i for i in sorted(set(content.known.values())) if i.startswith("projecten/")}
    projects = {r.id: _project_of(r, ids, around, told) for r in records.values() if isinstance(r, Nieuwsbericht)}
    berichten = _berichten(shown, groups, resolutions, refs, projects, told)
    studies = _studies(shown, groups, resolutions, refs, berichten, told)
    files = {page: ref.all_files for page, ref in refs.items()}
    successors, told_of_departed = check_departed(
        records, files, resolutions.persons, site, as_of, drafts=drafts, complete="contactpersonen" not in faulty
    )
    told += told_of_departed
    persons = _entries("contactpersonen", shown, studies, berichten, resolutions, refs)
    told += _stray_files(content, refs, records)
    corpus = Corpus(
        site=site,
        as_of=as_of,
        studies=studies,
        berichten=berichten,
        werkvelden=_entries("werkvelden", shown, studies, berichten, resolutions, refs),
        opdrachtgevers=_entries("opdrachtgevers", shown, studies, berichten, resolutions, refs),
        contactpersonen=tuple(without_departed(persons, successors, as_of)),
        jaren=years(studies),
        paginas=tuple(sorted((Text(r, refs[r.id].links) for r in shown if isinstance(r, Pagina)), key=text_order)),
        redirects=_redirects(shown, around.survivors),
    )
    return corpus, tuple(told)


def _faulty(content: Content, records: Mapping[str, Record]) -> frozenset[Kind]:
    """The kinds of which a file made no record."""
    missing = {i.partition("/")[0] for i in content.known.values() if i not in records}
    return frozenset(kind for kind in KINDS if kind in missing)


def _refs(record: Record, around: Surroundings, told: list[Diagnostic]) -> Refs:
    links, faults = resolve_links(record, around)
    told += faults
    files: dict[str, tuple[Attachment, ...]] = {}
    for name in ("rapport", "bijlagen", "foto"):
        value: Mention | tuple[Mention, ...] | None = getattr(record, name, None)
        mentions = value if isinstance(value, tuple) else (value,) if value else ()
        files[name], faults = attach(record, mentions, around)
        told += faults
    return Refs(links, files)


def _project_of(record: Nieuwsbericht, ids: Mapping[str, str], around: Surroundings, told: list[Diagnostic]) -> str:
    """The id of the study that a nieuwsbericht is about; empty where it names none that is on the site."""
    if record.project is None:
        return ""
    text, place = record.project.text, record.at(record.project)
    found = ids.get(f"projecten/{text.removeprefix('projecten/')}".casefold())
    if found is None:
        near = nearest(text, [i.partition("/")[2] for i in ids.values()])
        told.append(messages.unknown_project(place, text, near))
        return ""
    if found not in around.records and found not in around.incomplete:
        return ""  # the project has faults of its own, which are told there
    found = around.survivors.get(found, found)
    if found not in around.shown:
        told.append(messages.hidden_project(place, text))
        return ""
    return found


def _berichten(
    shown: Iterable[Record],
    groups: Iterable[DoubleGroup],
    resolutions: Resolutions,
    refs: Mapping[str, Refs],
    projects: Mapping[str, str],
    told: list[Diagnostic],
) -> tuple[Bericht, ...]:
    found = {
        r.id: Bericht(
            record=r,
            werkvelden=resolutions.werkvelden[r.id],
            contactpersonen=resolutions.contactpersonen[r.id],
            bijlagen=refs[r.id].files["bijlagen"],
            links=refs[r.id].links,
            project=projects[r.id],
        )
        for r in shown
        if isinstance(r, Nieuwsbericht)
    }
    for group in groups:
        if isinstance(group.survivor, Nieuwsbericht):
            merged, faults = merge_berichten(found[group.survivor.id], [found.pop(o.id) for o in group.others])
            found[group.survivor.id] = merged
            told += faults + _tell_double(group)
    return tuple(sorted(found.values(), key=bericht_order))


def _studies(
    shown: Iterable[Record],
    groups: Iterable[DoubleGroup],
    resolutions: Resolutions,
    refs: Mapping[str, Refs],
    berichten: Iterable[Bericht],
    told: list[Diagnostic],
) -> tuple[Study, ...]:
    news: dict[str, tuple[str, ...]] = {}
    for bericht in berichten:
        news[bericht.project] = (*news.get(bericht.project, ()), bericht.record.id)
    found = {
        r.id: Study(
            project=r,
            werkvelden=resolutions.werkvelden[r.id],
            opdrachtgevers=resolutions.opdrachtgevers[r.id],
            contactpersonen=resolutions.contactpersonen[r.id],
            rapport=next(iter(refs[r.id].files["rapport"]), None),
            bijlagen=refs[r.id].files["bijlagen"],
            links=refs[r.id].links,
            nieuws=news.get(r.id, ()),
        )
        for r in shown
        if isinstance(r, Project)
    }
    for group in groups:
        if isinstance(group.survivor, Project):
            merged, faults = merge_studies(found[group.survivor.id], [found.pop(o.id) for o in group.others])
            found[group.survivor.id] = merged
            told += faults + _tell_double(group)
    return tuple(sorted(found.values(), key=study_order))


def _tell_double(group: DoubleGroup) -> list[Diagnostic]:
    return [messages.exact_double(Place(other.file), group.survivor.file) for other in group.others]


def _entries(
    kind: Kind,
    shown: Iterable[Record],
    studies: Iterable[Study],
    berichten: Iterable[Bericht],
    resolutions: Resolutions,
    refs: Mapping[str, Refs],
) -> tuple[Entry, ...]:
    """The registered entries, and the unverified ones that something on the site mentions."""
    projecten = by_entry(studies, kind)
    nieuws: dict[str, tuple[str, ...]] = {}
    for bericht in berichten:
        named = {"werkvelden": bericht.werkvelden, "contactpersonen": bericht.contactpersonen}.get(kind, ())
        nieuws |= {r.id: (*nieuws.get(r.id, ()), bericht.record.id) for r in named}
    found = [
        Entry(
            id=record.id,
            kind=kind,
            naam=record.titel if isinstance(record, Werkveld) else record.naam,
            place=record.place(),
            projecten=projecten.get(record.id, ()),
            nieuws=nieuws.get(record.id, ()),
            record=record,
            afkorting=record.afkorting if isinstance(record, Opdrachtgever) else "",
            foto=next(iter(refs[record.id].files["foto"]), None),
            links=refs[record.id].links,
        )
        for record in shown
        if record.kind == kind and isinstance(record, Werkveld | Opdrachtgever | Persoon)
    ]
    found += [
        Entry(
            id=entry.id,
            kind=kind,
            naam=entry.naam,
            place=entry.place,
            projecten=projecten.get(entry.id, ()),
            nieuws=nieuws.get(entry.id, ()),
            afkorting=entry.afkorting,
        )
        for entry in resolutions.unverified
        if entry.kind == kind and (entry.id in projecten or entry.id in nieuws)
    ]
    return tuple(sorted(found, key=entry_order))


def _redirects(shown: Iterable[Record], gave_way: Mapping[str, str]) -> tuple[Redirect, ...]:
    """Addresses that have moved: of doubles that gave way, and the old ones that pages name."""
    found = []
    for record in shown:
        if record.id in gave_way:
            found.append(Redirect(gave_way[record.id], record.place(), page=record))
        if isinstance(record, Timed):
            target = gave_way.get(record.id, record.id)
            found += [Redirect(target, record.at(alias), path=alias.text) for alias in record.aliassen]
    return tuple(found)


def _stray_files(content: Content, refs: Mapping[str, Refs], records: Mapping[str, Record]) -> list[Diagnostic]:
    """Files no page names. Not told while a page has faults: it may be the one that does."""
    if len(records) < len(content.known):
        return []
    used = {item.file.file for ref in refs.values() for item in ref.all_files}
    return [messages.stray_file(Place(file.file)) for file in content.others if file.file not in used]
