"""The catalogue stage: turn the records of all pages into one corpus."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

from msgspec import Struct, structs

from vindplaats.catalogue.corpus import Corpus, Finding, HomeText, Redirect, StaticPage, Use
from vindplaats.catalogue.doubles.cache import EMPTY_CACHE, DuplicateCache
from vindplaats.catalogue.doubles.comparison import ComparedPages
from vindplaats.catalogue.doubles.pairs import find_pairs, pages_to_compare
from vindplaats.catalogue.entities.authors import add_authors
from vindplaats.catalogue.entities.departures import check_departures, without_departed
from vindplaats.catalogue.entities.entries import make_entries
from vindplaats.catalogue.entities.series import check_series, make_series
from vindplaats.catalogue.entities.written_names import check_successors
from vindplaats.catalogue.kept_catalogue import KeptCatalogue, compared_pages, corpus_key, keep, recall, restore
from vindplaats.catalogue.links import NO_REFERENCES, check_stray_files, uses_of
from vindplaats.catalogue.logos import find_logos, likely_logos
from vindplaats.catalogue.order import make_years, static_page_order
from vindplaats.catalogue.resolved import ResolvedContent, group_content, resolve_content
from vindplaats.catalogue.select import select
from vindplaats.catalogue.studies import make_studies_and_news
from vindplaats.catalogue.unknown_folders import check_folders, linked_files
from vindplaats.config import SiteConfig
from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.read.content import Content
from vindplaats.read.records import HOME, Nieuwsbericht, Pagina, Persoon, Project, Publishable, Startpagina
from vindplaats.workers.fork_map import in_background

MIN_PAGES_FOR_PROCESS = 2000
"""Minimum number of pages for which another process looks for doubles after a change. Starting it takes time too."""


class CatalogueOptions(Struct, frozen=True):
    """Options of the catalogue stage.

    The corpus describes the site on the day ``as_of``, with drafts if ``drafts`` is true. If ``hidden`` is true, it
    also has the pages that are not on the site on that day, and incomplete drafts. Pairs about which an editor has
    declared something are left out of `Corpus.pairs`, unless ``settled`` is true. ``jobs`` is the number of worker
    processes; it does not affect the result.
    """

    as_of: date
    drafts: bool = False
    settled: bool = False
    jobs: int = 1
    hidden: bool = False


class Catalogue(Struct, frozen=True):
    """The corpus, and what the next build may use again: the duplicate cache, and the result as it is kept."""

    corpus: Corpus
    duplicate_cache: DuplicateCache
    kept: KeptCatalogue | None = None


class BegunCatalogue(Struct, frozen=True):
    """The corpus without its pairs, all diagnostics of the stage, and a function that waits for the pairs."""

    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...]
    finish: Callable[[], Catalogue]


def catalogue(
    content: Content,
    site: SiteConfig,
    options: CatalogueOptions,
    previous: DuplicateCache = EMPTY_CACHE,
    kept: KeptCatalogue | None = None,
) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """Return the corpus of the site on the day ``options.as_of``, and the diagnostics of this stage.

    Pages that are not on the site on that day are checked too. The duplicate cache ``previous`` and the result
    ``kept``, from the previous build, save time and do not affect the result. Nothing is kept if ``kept`` is None.
    """
    with begin_catalogue(content, site, options, previous, kept) as begun:
        return begun.finish(), begun.diagnostics


@contextmanager
def begin_catalogue(
    content: Content,
    site: SiteConfig,
    options: CatalogueOptions,
    previous: DuplicateCache = EMPTY_CACHE,
    kept: KeptCatalogue | None = None,
) -> Iterator[BegunCatalogue]:
    """Make the same catalogue as `catalogue`, but let another process look for doubles while the caller goes on."""
    report = Report()
    selection = select(content, options.as_of, report, drafts=options.drafts, hidden=options.hidden)
    grouped, folded = group_content(content, selection, previous.folded, report)
    key = corpus_key(content, site, grouped, hidden=options.hidden) if kept else b""
    known = recall(kept, key) if kept else None
    covered = Report()  # what is derived from what the key covers
    pages: Callable[[], ComparedPages]
    make: Callable[[], Corpus]
    if kept and known:
        covered.extend(known.diagnostics)
        pages, make = partial(compared_pages, kept.context, grouped), partial(restore, known, site, selection)
    else:
        resolved = resolve_content(content, grouped, site, covered)
        pages = partial(pages_to_compare, resolved)
        make = partial(_make_corpus, content, site, options, resolved, covered)

    def find() -> tuple[tuple[Finding, ...], DuplicateCache]:
        return find_pairs(pages(), grouped.groups, previous, settled=options.settled, jobs=options.jobs)

    # Without a cache all processes compare pages, so that nothing would be done at the same time.
    jobs = options.jobs if previous.skeletons and len(selection.comparable) >= MIN_PAGES_FOR_PROCESS else 1
    with in_background(find, jobs) as found:
        corpus = make()
        if kept and not known:
            kept = keep(key, corpus, selection, covered.diagnostics)

        def finish() -> Catalogue:
            pairs, cache = found()
            return Catalogue(
                structs.replace(corpus, pairs=pairs),
                structs.replace(cache, folded=folded),
                kept and structs.replace(kept, context=cache.pages.context),
            )

        yield BegunCatalogue(corpus, (*report.diagnostics, *covered.diagnostics), finish)


def _make_corpus(
    content: Content, site: SiteConfig, options: CatalogueOptions, resolved: ResolvedContent, report: Report
) -> Corpus:
    """Return the corpus without its pairs of doubles."""
    selection = resolved.selection
    studies, berichten = make_studies_and_news(resolved, report)
    studies, publicaties = add_authors(studies, selection.records.values(), site, report)
    successors = check_departures(selection, resolved.references, resolved.entries.persons, site, report)
    if site.redactie:
        records = selection.records.values()
        check_successors((r for r in records if isinstance(r, Persoon)), resolved.entries.persons, report)
    persons = make_entries("contactpersonen", resolved, studies, berichten)
    reeksen = make_series(studies)
    check_series(reeksen, report)
    logos = find_logos(site, content, report)
    named = logos.meant | {*linked_files(site, content)}
    if not site.naam:
        named = likely_logos(content)  # without a site.yaml, any of these may be a logo
    check_stray_files(content, resolved.references, named, report)
    check_folders(content, named, report)
    return Corpus(
        site=site,
        as_of=options.as_of,
        studies=studies,
        berichten=berichten,
        werkvelden=make_entries("werkvelden", resolved, studies, berichten),
        opdrachtgevers=make_entries("opdrachtgevers", resolved, studies, berichten),
        contactpersonen=tuple(without_departed(persons, successors, options.as_of)),
        reeksen=reeksen,
        publicaties=publicaties,
        jaren=make_years(studies),
        paginas=_make_static_pages(resolved),
        redirects=tuple(_redirects(resolved)),
        pairs=(),
        uses=(*_uses(resolved), *(Use(logo, "logo") for logo in logos.found.values())),
        start=_make_home_text(resolved),
        **logos.found,
    )


def _make_static_pages(resolved: ResolvedContent) -> tuple[StaticPage, ...]:
    pages = (
        StaticPage(record, resolved.references[record.id].links)
        for record in resolved.selection.shown_by_kind["paginas"]
        if isinstance(record, Pagina)
    )
    return tuple(sorted(pages, key=static_page_order))


def _make_home_text(resolved: ResolvedContent) -> HomeText | None:
    record = resolved.selection.records.get(HOME)
    return HomeText(record, resolved.references[HOME].links) if isinstance(record, Startpagina) else None


def _redirects(resolved: ResolvedContent) -> Iterator[Redirect]:
    """Yield a redirect for each page that was merged into another, and for each old address in `aliassen`."""
    survivors = resolved.survivors
    for record in resolved.selection.shown:
        if record.id in survivors and isinstance(record, Project | Nieuwsbericht):
            yield Redirect(survivors[record.id], record.place(), page=record)
        if isinstance(record, Publishable) and record.aliassen:
            target = survivors.get(record.id, record.id)
            own = target == record.id
            yield from (Redirect(target, record.at(alias), path=alias.text, own=own) for alias in record.aliassen)


def _uses(resolved: ResolvedContent) -> Iterator[Use]:
    """Yield each use of a file by a page. Pages that are not on the site are included."""
    for page_id, references in resolved.references.items():
        if references is not NO_REFERENCES:
            yield from uses_of(resolved.selection.records[page_id], references)
