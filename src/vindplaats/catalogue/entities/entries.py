"""Make the entries for werkvelden, opdrachtgevers and contactpersonen, each with its studies and its news."""

from collections.abc import Iterable, Mapping

from vindplaats.catalogue.corpus import Bericht, Entry, Resolved, Study
from vindplaats.catalogue.order import entry_order
from vindplaats.catalogue.resolved import ResolvedContent
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Kind, Opdrachtgever, Persoon, Werkveld

PagesByEntry = Mapping[PageId, tuple[PageId, ...]]
"""Maps the id of an entry to the ids of the pages that mention it."""


def make_entries(
    kind: Kind, resolved: ResolvedContent, studies: Iterable[Study], berichten: Iterable[Bericht]
) -> tuple[Entry, ...]:
    """Return the entries of a kind in `entry_order`.

    These are all the registered entries, and those unverified entries that pages on the site mention.
    """
    projecten = _pages_by_entry([(study.project.id, getattr(study, kind)) for study in studies])
    nieuws = _pages_by_entry([(bericht.record.id, getattr(bericht, kind, ())) for bericht in berichten])
    registered = _registered_entries(kind, resolved, projecten, nieuws)
    unverified = _unverified_entries(kind, resolved, projecten, nieuws)
    return tuple(sorted((*registered, *unverified), key=entry_order))


def _pages_by_entry(mentions: Iterable[tuple[PageId, Iterable[Resolved]]]) -> PagesByEntry:
    """Return the pages that mention each entry. ``mentions`` pairs the id of each page with the entries it mentions."""
    found: dict[PageId, list[PageId]] = {}
    for page_id, resolved in mentions:
        for entry in resolved:
            found.setdefault(entry.id, []).append(page_id)
    return {entry_id: tuple(ids) for entry_id, ids in found.items()}


def _registered_entries(
    kind: Kind, resolved: ResolvedContent, projecten: PagesByEntry, nieuws: PagesByEntry
) -> Iterable[Entry]:
    for record in resolved.selection.shown_by_kind[kind]:
        if isinstance(record, Werkveld | Opdrachtgever | Persoon):
            references = resolved.references[record.id]
            yield Entry(
                id=record.id,
                kind=kind,
                naam=record.titel if isinstance(record, Werkveld) else record.naam,
                place=record.place(),
                projecten=projecten.get(record.id, ()),
                nieuws=nieuws.get(record.id, ()),
                record=record,
                afkorting=record.afkorting if isinstance(record, Opdrachtgever) else "",
                foto=next(iter(references.files["foto"]), None),
                links=references.links,
            )


def _unverified_entries(
    kind: Kind, resolved: ResolvedContent, projecten: PagesByEntry, nieuws: PagesByEntry
) -> Iterable[Entry]:
    for entry in resolved.entries.unverified:
        if entry.kind == kind and (entry.id in projecten or entry.id in nieuws):
            yield Entry(
                id=entry.id,
                kind=kind,
                naam=entry.naam,
                place=entry.place,
                projecten=projecten.get(entry.id, ()),
                nieuws=nieuws.get(entry.id, ()),
                afkorting=entry.afkorting,
            )
