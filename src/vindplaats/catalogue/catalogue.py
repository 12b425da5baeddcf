"""Records to one Corpus, step by step; every step also says what is wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import structs

from vindplaats.catalogue.corpus import Bericht, Corpus, Entry, Finding, Redirect, StaticPage, Study
from vindplaats.catalogue.doubles.cache import EMPTY_CACHE, DuplicateCache
from vindplaats.catalogue.doubles.declarations import KINDS as DOUBLED
from vindplaats.catalogue.doubles.declarations import (
    Declarations,
    Names,
    find_project,
    near_project,
    page_names,
    read_declarations,
)
from vindplaats.catalogue.doubles.pairs import (
    DoubleGroup,
    exact_doubles,
    exact_pairs,
    find_pairs,
    survivors,
    worst_first,
)
from vindplaats.catalogue.entities.authors import with_authors
from vindplaats.catalogue.entities.departures import check_departed, without_departed
from vindplaats.catalogue.entities.resolve import Resolutions, resolve
from vindplaats.catalogue.entities.series import check_series, make_series
from vindplaats.catalogue.links import LinkContext, Refs, is_active, refs_of, uses_of
from vindplaats.catalogue.order import by_entry, entry_order, text_order, years
from vindplaats.catalogue.select import by_id, check_dates, is_shown
from vindplaats.catalogue.studies import studies_and_news
from vindplaats.config import SiteConfig
from vindplaats.diagnostics import files as file_faults
from vindplaats.diagnostics import names as name_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.read.content import Content
from vindplaats.read.page_id import PageId
from vindplaats.read.records import (
    KINDS,
    Kind,
    Nieuwsbericht,
    Opdrachtgever,
    Pagina,
    Persoon,
    Publishable,
    Record,
    Werkveld,
)


def catalogue(
    content: Content,
    site: SiteConfig,
    as_of: date,
    *,
    drafts: bool = False,
    settled: bool = False,
    earlier: DuplicateCache = EMPTY_CACHE,
    jobs: int = 1,
) -> tuple[Corpus, tuple[Diagnostic, ...], DuplicateCache]:
    """Make the corpus of what is on the site on ``as_of``. Pages that are not (yet) are checked all the same.

    With ``settled`` its pairs include those on which an editor gave the verdict. ``earlier`` and ``jobs`` processes
    only save time; what comes back is for the next time.
    """
    records, told = by_id(content.records)
    told += check_dates(records.values(), as_of)
    faulty = _faulty(content, records)
    resolutions, faults = resolve(records.values(), faulty)
    told += faults
    shown = tuple(r for r in records.values() if is_shown(r, as_of, drafts=drafts))
    names = page_names(content.known.values())
    timed = [r for r in records.values() if isinstance(r, Publishable)]
    verdicts, told_of_verdicts = read_declarations(timed, names)
    told += told_of_verdicts
    # Drafts do not merge: one that --drafts shows would change the page that is on the site already.
    compared = [r for r in shown if isinstance(r, Publishable) and not r.concept]
    groups, folded = exact_doubles(compared, verdicts, earlier)
    around = LinkContext(
        content.known,
        records,
        {file.file: file for file in content.others},
        frozenset(r.id for r in shown),
        survivors(groups),
        content.incomplete,
        content.unusable,
    )
    refs = {record.id: refs_of(record, around, told) for record in records.values()}
    projects = {r.id: _project_of(r, names, around, told) for r in timed if isinstance(r, Nieuwsbericht)}
    studies, berichten, told_of_doubles = studies_and_news(shown, groups, resolutions, refs, projects)
    studies, publicaties, told_of_authors = with_authors(studies, records.values(), site)
    told += (*told_of_doubles, *told_of_authors)
    files = {page: ref.all_files for page, ref in refs.items()}
    successors, told_of_departed = check_departed(
        records, files, resolutions.persons, site, as_of, drafts=drafts, complete="contactpersonen" not in faulty
    )
    told += told_of_departed
    persons = _entries("contactpersonen", shown, studies, berichten, resolutions, refs)
    reeksen = make_series(studies)
    told += check_series(reeksen)
    told += _stray_files(content, refs, records)
    pairs, found_out = _pairs(
        compared, groups, verdicts, resolutions, refs, settled=settled, earlier=earlier, jobs=jobs
    )
    corpus = Corpus(
        site=site,
        as_of=as_of,
        studies=studies,
        berichten=berichten,
        werkvelden=_entries("werkvelden", shown, studies, berichten, resolutions, refs),
        opdrachtgevers=_entries("opdrachtgevers", shown, studies, berichten, resolutions, refs),
        contactpersonen=tuple(without_departed(persons, successors, as_of)),
        reeksen=reeksen,
        publicaties=publicaties,
        jaren=years(studies),
        paginas=tuple(
            sorted((StaticPage(r, refs[r.id].links) for r in shown if isinstance(r, Pagina)), key=text_order)
        ),
        redirects=_redirects(shown, around.survivors),
        pairs=pairs,
        uses=tuple(use for page, ref in refs.items() for use in uses_of(records[page], ref)),
    )
    return corpus, tuple(told), structs.replace(found_out, folded=folded)


def _faulty(content: Content, records: Mapping[PageId, Record]) -> frozenset[Kind]:
    """The kinds of which a file made no record."""
    missing = {page.kind for page in content.known.values() if page not in records}
    return frozenset(kind for kind in KINDS if kind in missing)


def _project_of(record: Nieuwsbericht, names: Names, around: LinkContext, told: list[Diagnostic]) -> PageId | None:
    """Return the id of the study that a nieuwsbericht is about, if it names one that is on the site."""
    if record.project is None:
        return None
    text, place = record.project.text, record.at(record.project)
    found = find_project(record.project, names)
    if not found:
        told.append(name_faults.UNKNOWN_PROJECT.at(place, text=text, near=near_project(record.project, names)))
        return None
    if found not in around.records and found not in around.incomplete:
        return None  # the project has faults of its own, which are told there
    found = around.survivors.get(found, found)
    if found not in around.shown:
        told.append(name_faults.HIDDEN_PROJECT.at(place, text=text))
        return None
    return found


def _entries(
    kind: Kind,
    shown: Iterable[Record],
    studies: Iterable[Study],
    berichten: Iterable[Bericht],
    resolutions: Resolutions,
    refs: Mapping[PageId, Refs],
) -> tuple[Entry, ...]:
    """The registered entries, and the unverified ones that something on the site mentions."""
    projecten = by_entry(studies, kind)
    nieuws: dict[PageId, tuple[PageId, ...]] = {}
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


def _pairs(
    compared: Iterable[Publishable],
    groups: Sequence[DoubleGroup],
    verdicts: Declarations,
    resolutions: Resolutions,
    refs: Mapping[PageId, Refs],
    *,
    settled: bool,
    earlier: DuplicateCache,
    jobs: int,
) -> tuple[tuple[Finding, ...], DuplicateCache]:
    """All that is or may be double, worst first; and what was found out on the way."""
    gave_way = survivors(groups)
    staying = [r for r in compared if r.id not in gave_way]
    clients = {page: tuple(client.id for client in found) for page, found in resolutions.opdrachtgevers.items()}
    slugs: dict[tuple[str, str], PageId] = {}
    if any(target.path for r in staying for target in refs[r.id].links):
        slugs = {(r.kind, r.step): gave_way.get(r.id, r.id) for r in compared}
    links = {r.id: tuple(_linked(r, refs[r.id], slugs)) for r in staying if refs[r.id].links}
    found, now = find_pairs(
        staying, verdicts.through(gave_way), clients, links, settled=settled, earlier=earlier, jobs=jobs
    )
    return worst_first((*exact_pairs(groups), *found)), now


def _linked(record: Record, refs: Refs, slugs: Mapping[tuple[str, str], PageId]) -> Iterator[PageId]:
    """The other projects and news that a text links to, by file or by address; ``slugs`` gives ids by kind and slug."""
    for target in refs.links:
        kind, _, slug = target.path.strip("/").partition("/")
        page = target.page or slugs.get((kind, slug))
        if page and page.kind in DOUBLED and page != record.id:
            yield page


def _redirects(shown: Iterable[Record], gave_way: Mapping[PageId, PageId]) -> tuple[Redirect, ...]:
    """Addresses that have moved: of doubles that gave way, and the old ones that pages name."""
    found = []
    for record in shown:
        if record.id in gave_way:
            found.append(Redirect(gave_way[record.id], record.place(), page=record))
        if isinstance(record, Publishable):
            target = gave_way.get(record.id, record.id)
            own = target == record.id
            found += [Redirect(target, record.at(alias), path=alias.text, own=own) for alias in record.aliassen]
    return tuple(found)


def _stray_files(content: Content, refs: Mapping[PageId, Refs], records: Mapping[PageId, Record]) -> list[Diagnostic]:
    """Files no page names. Not told while a page has faults: it may be the one that does."""
    if len(records) < len(content.known):
        return []
    used = {item.file.file for ref in refs.values() for item in ref.all_files}
    return [
        file_faults.stray_file(Place(file.file))
        for file in content.others
        if file.file not in used and not is_active(file.file)
    ]
