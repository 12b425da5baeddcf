"""Resolve what records refer to (entries, pages and files), whether or not the records are on the site."""

from collections.abc import Mapping

from msgspec import Struct, structs

from vindplaats.catalogue.doubles.declarations import (
    Declarations,
    PageNames,
    find_project,
    nearest_project,
    page_names,
    read_declarations,
)
from vindplaats.catalogue.doubles.exact import DoubleGroup, find_exact_doubles, survivors_of
from vindplaats.catalogue.entities.resolve import Resolutions, resolve
from vindplaats.catalogue.link_context import LinkContext, make_link_context
from vindplaats.catalogue.links import References, find_references
from vindplaats.catalogue.select import Selection
from vindplaats.config import SiteConfig
from vindplaats.diagnostics import names as name_faults
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.content import Content
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Nieuwsbericht


class GroupedContent(Struct, frozen=True):
    """The records of a build, and how exact doubles are to be merged.

    ``names`` has the names of pages that declarations may use. ``groups`` has the groups of exact doubles, and
    ``survivors`` has the survivor of each page that must be merged.
    """

    selection: Selection
    names: PageNames
    declarations: Declarations
    groups: tuple[DoubleGroup, ...]
    survivors: Mapping[PageId, PageId]


class ResolvedContent(GroupedContent, frozen=True):
    """The records of a build, everything that they refer to, and how exact doubles are to be merged.

    ``entries`` has the entries that pages mention, and ``references`` the links and files of each page, by its id.
    ``projects`` maps each nieuwsbericht to the study that it names, or to None if it names none that is on the site.
    """

    entries: Resolutions
    references: Mapping[PageId, References]
    projects: Mapping[PageId, PageId | None]


def group_content(
    content: Content, selection: Selection, folded: Mapping[bytes, bytes], report: Report
) -> tuple[GroupedContent, dict[bytes, bytes]]:
    """Read the declarations of the records in ``selection``, report those that are wrong, and group exact doubles.

    ``folded`` is the `DuplicateCache.folded` of the previous build. The second value returned is that of this build.
    """
    names = page_names(content.known.values())
    declarations = read_declarations(selection.publishable, names, report)
    groups, folded_now = find_exact_doubles(selection.comparable, declarations, folded)
    return GroupedContent(selection, names, declarations, groups, survivors_of(groups)), folded_now


def resolve_content(content: Content, grouped: GroupedContent, site: SiteConfig, report: Report) -> ResolvedContent:
    """Resolve everything to which the records refer, and report what cannot be resolved.

    ``site`` says which web addresses are on the site, which are shown as frames, and whether its web editor needs full
    names.
    """
    selection, names = grouped.selection, grouped.names
    entries = resolve(selection, report, full_names=site.redactie is not None)
    context = make_link_context(content, selection, grouped.survivors, site)
    for record in selection.refused:
        find_references(record, context, report)
        if isinstance(record, Nieuwsbericht):
            _find_project_of(record, names, context, report)
    return ResolvedContent(
        **structs.asdict(grouped),
        entries=entries,
        references={page_id: find_references(record, context, report) for page_id, record in context.records.items()},
        projects={
            record.id: _find_project_of(record, names, context, report)
            for record in selection.publishable
            if isinstance(record, Nieuwsbericht)
        },
    )


def _find_project_of(record: Nieuwsbericht, names: PageNames, context: LinkContext, report: Report) -> PageId | None:
    """Return the id of the study that a nieuwsbericht names, or None if it names none that is on the site."""
    if record.project is None:
        return None
    text, place = record.project.text, record.at(record.project)
    found = find_project(record.project, names)
    if not found:
        near = nearest_project(record.project, names)
        report.add(name_faults.UNKNOWN_PROJECT.at(place, text=text, near=near))
        return None
    if found not in context.records and found not in context.incomplete:
        return None  # the project has no record, because of faults that have been reported at its page
    found = context.survivors.get(found, found)
    if found not in context.shown:
        report.add(name_faults.HIDDEN_PROJECT.at(place, text=text))
        return None
    return found
