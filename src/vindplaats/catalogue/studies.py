"""Make the studies and nieuwsberichten of the site from records, and merge exact doubles."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from vindplaats.catalogue.corpus import Bericht, Study
from vindplaats.catalogue.doubles.exact import DoubleGroup
from vindplaats.catalogue.doubles.merge import merge_berichten, merge_studies
from vindplaats.catalogue.order import bericht_order, sort_studies
from vindplaats.catalogue.resolved import ResolvedContent
from vindplaats.diagnostics import doubles as double_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.dutch.dates import dutch_date
from vindplaats.inputs.page_names import is_copy
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Nieuwsbericht, Project, Publishable


def make_studies_and_news(resolved: ResolvedContent, report: Report) -> tuple[tuple[Study, ...], tuple[Bericht, ...]]:
    """Return all studies and all news on the site, sorted. Merge exact doubles, and report merges and conflicts."""
    studies: dict[PageId, Study] = {}
    news: dict[PageId, Bericht] = {}
    for record in resolved.selection.shown:
        if isinstance(record, Project):
            studies[record.id] = _make_study(record, resolved)
        elif isinstance(record, Nieuwsbericht):
            news[record.id] = _make_bericht(record, resolved)
    for group in resolved.groups:
        conflicts = Report()
        _merge_group(group, studies, news, conflicts)
        report.extend(conflicts.diagnostics)
        # A conflict is an error and stops the build, so there is no point in also reporting that the page was merged.
        conflicting = {diagnostic.file for diagnostic in conflicts.diagnostics}
        report.extend(_merged(group.survivor, other) for other in group.others if other.file not in conflicting)
    berichten = tuple(sorted(news.values(), key=bericht_order))
    return sort_studies(_with_news(studies, berichten)), berichten


def _make_study(record: Project, resolved: ResolvedContent) -> Study:
    references = resolved.references[record.id]
    return Study(
        project=record,
        werkvelden=resolved.entries.werkvelden[record.id],
        opdrachtgevers=resolved.entries.opdrachtgevers[record.id],
        contactpersonen=resolved.entries.contactpersonen[record.id],
        partners=resolved.entries.partners.get(record.id, ()),
        rapport=next(iter(references.files["rapport"]), None),
        bijlagen=references.files["bijlagen"],
        links=references.links,
    )


def _make_bericht(record: Nieuwsbericht, resolved: ResolvedContent) -> Bericht:
    references = resolved.references[record.id]
    return Bericht(
        record=record,
        werkvelden=resolved.entries.werkvelden[record.id],
        contactpersonen=resolved.entries.contactpersonen[record.id],
        bijlagen=references.files["bijlagen"],
        links=references.links,
        project=resolved.projects[record.id],
    )


def _merge_group(
    group: DoubleGroup, studies: dict[PageId, Study], news: dict[PageId, Bericht], conflicts: Report
) -> None:
    """Merge a group of exact doubles into its survivor, and remove the other pages from ``studies`` and ``news``."""
    survivor = group.survivor.id
    if survivor in studies:
        others = [studies.pop(o.id) if isinstance(o, Project) else news.pop(o.id) for o in group.others]
        studies[survivor] = merge_studies(studies[survivor], others, conflicts)
    else:
        news[survivor] = merge_berichten(news[survivor], [news.pop(o.id) for o in group.others], conflicts)


def _merged(survivor: Publishable, other: Publishable) -> Diagnostic:
    # If a nieuwsbericht is merged into a project, its date is lost: a project has no field for it.
    lost = dutch_date(other.datum) if isinstance(other, Nieuwsbericht) and isinstance(survivor, Project) else ""
    copied = is_copy(other.file) and not is_copy(survivor.file)
    return double_faults.exact_double(Place(other.file), survivor.file, lost, is_copy=copied)


def _with_news(studies: Mapping[PageId, Study], berichten: Iterable[Bericht]) -> Iterator[Study]:
    """Yield each study with the ids of the news about it, if any, in the order of ``berichten``."""
    about: dict[PageId, list[PageId]] = {}
    for bericht in berichten:
        if bericht.project:
            about.setdefault(bericht.project, []).append(bericht.record.id)
    for page_id, study in studies.items():
        yield structs.replace(study, nieuws=tuple(about[page_id])) if page_id in about else study
