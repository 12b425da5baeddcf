"""Resolve the references of all records of a build, also those not on the site, to entries, pages and files."""

from collections.abc import Mapping

from msgspec import Struct

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
from vindplaats.catalogue.links import LinkContext, References, find_references, make_link_context
from vindplaats.catalogue.select import Selection
from vindplaats.diagnostics import names as name_faults
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.content import Content
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Nieuwsbericht


class ResolvedContent(Struct, frozen=True):
    """The records of a build with everything that they refer to, and how exact doubles are merged.

    ``entries`` are the entries that they mention, ``references`` their links and files by the id of the page,
    ``projects`` the study that each nieuwsbericht is about. ``survivors`` maps each page that was merged into another
    to that other page.
    """

    selection: Selection
    entries: Resolutions
    declarations: Declarations
    groups: tuple[DoubleGroup, ...]
    survivors: Mapping[PageId, PageId]
    references: Mapping[PageId, References]
    projects: Mapping[PageId, PageId | None]


def resolve_content(
    content: Content, selection: Selection, folded: Mapping[bytes, bytes], report: Report
) -> tuple[ResolvedContent, dict[bytes, bytes]]:
    """Resolve everything that the records in ``selection`` refer to, and report what cannot be resolved.

    ``folded`` is the `DuplicateCache.folded` of the last build. That of this build is returned as well.
    """
    entries = resolve(selection, report)
    names = page_names(content.known.values())
    declarations = read_declarations(selection.publishable, names, report)
    groups, folded_now = find_exact_doubles(selection.comparable, declarations, folded)
    context = make_link_context(content, selection, survivors_of(groups))
    resolved = ResolvedContent(
        selection=selection,
        entries=entries,
        declarations=declarations,
        groups=groups,
        survivors=context.survivors,
        references={page_id: find_references(record, context, report) for page_id, record in context.records.items()},
        projects={
            record.id: _find_project_of(record, names, context, report)
            for record in selection.publishable
            if isinstance(record, Nieuwsbericht)
        },
    )
    return resolved, folded_now


def _find_project_of(record: Nieuwsbericht, names: PageNames, context: LinkContext, report: Report) -> PageId | None:
    """Return the id of the study that a nieuwsbericht is about, if it names one that is on the site."""
    if record.project is None:
        return None
    text, place = record.project.text, record.at(record.project)
    found = find_project(record.project, names)
    if not found:
        near = nearest_project(record.project, names)
        report.add(name_faults.UNKNOWN_PROJECT.at(place, text=text, near=near))
        return None
    if found not in context.records and found not in context.incomplete:
        return None  # the page of the project has faults, which are reported at that page
    found = context.survivors.get(found, found)
    if found not in context.shown:
        report.add(name_faults.HIDDEN_PROJECT.at(place, text=text))
        return None
    return found
