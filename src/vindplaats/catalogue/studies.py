"""Every study and nieuwsbericht on the site, once: made of their records, with their exact doubles taken in."""

from collections.abc import Iterable, Mapping

from msgspec import structs

from vindplaats.catalogue.corpus import Bericht, Study
from vindplaats.catalogue.doubles.merge import merge_berichten, merge_studies
from vindplaats.catalogue.doubles.pairs import DoubleGroup
from vindplaats.catalogue.entities.resolve import Resolutions
from vindplaats.catalogue.links import Refs
from vindplaats.catalogue.order import bericht_order, study_order
from vindplaats.diagnostics import doubles as double_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.dutch.dates import dutch_date
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Nieuwsbericht, Project, Publishable, Record


def studies_and_news(
    shown: Iterable[Record],
    groups: Iterable[DoubleGroup],
    resolutions: Resolutions,
    refs: Mapping[PageId, Refs],
    projects: Mapping[PageId, PageId | None],
) -> tuple[tuple[Study, ...], tuple[Bericht, ...], list[Diagnostic]]:
    """All studies and all news in order, and what is wrong with those that are double.

    ``projects`` gives the id of the study that each nieuwsbericht is about, if any.
    """
    told: list[Diagnostic] = []
    studies: dict[PageId, Study] = {}
    news: dict[PageId, Bericht] = {}
    for record in shown:
        if isinstance(record, Project):
            studies[record.id] = _study(record, resolutions, refs[record.id])
        elif isinstance(record, Nieuwsbericht):
            news[record.id] = _bericht(record, resolutions, refs[record.id], projects[record.id])
    for group in groups:
        first = group.survivor.id
        if first in studies:
            doubles = [studies.pop(o.id) if isinstance(o, Project) else news.pop(o.id) for o in group.others]
            studies[first], faults = merge_studies(studies[first], doubles)
        else:
            news[first], faults = merge_berichten(news[first], [news.pop(o.id) for o in group.others])
        # Where they disagree nothing is merged, so nothing is said of merging.
        conflicting = {fault.file for fault in faults}
        told += [*faults, *(_tell(group.survivor, other) for other in group.others if other.file not in conflicting)]
    berichten = tuple(sorted(news.values(), key=bericht_order))
    about: dict[PageId, tuple[PageId, ...]] = {}
    for bericht in berichten:
        if bericht.project:
            about[bericht.project] = (*about.get(bericht.project, ()), bericht.record.id)
    complete = (structs.replace(study, nieuws=about.get(page, ())) for page, study in studies.items())
    return tuple(sorted(complete, key=study_order)), berichten, told


def _study(record: Project, resolutions: Resolutions, refs: Refs) -> Study:
    return Study(
        project=record,
        werkvelden=resolutions.werkvelden[record.id],
        opdrachtgevers=resolutions.opdrachtgevers[record.id],
        contactpersonen=resolutions.contactpersonen[record.id],
        rapport=next(iter(refs.files["rapport"]), None),
        bijlagen=refs.files["bijlagen"],
        links=refs.links,
    )


def _bericht(record: Nieuwsbericht, resolutions: Resolutions, refs: Refs, project: PageId | None) -> Bericht:
    return Bericht(
        record=record,
        werkvelden=resolutions.werkvelden[record.id],
        contactpersonen=resolutions.contactpersonen[record.id],
        bijlagen=refs.files["bijlagen"],
        links=refs.links,
        project=project,
    )


def _tell(survivor: Publishable, other: Publishable) -> Diagnostic:
    # A project has no day of its own for the datum of a nieuwsbericht to go to.
    lost = dutch_date(other.datum) if isinstance(other, Nieuwsbericht) and isinstance(survivor, Project) else ""
    return double_faults.exact_double(Place(other.file), survivor.file, lost)
