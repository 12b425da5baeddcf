"""Making one page of exact doubles: lists are united, gaps filled, and a disagreement is told, never settled."""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec import structs

from vindplaats.catalogue.corpus import Attachment, Bericht, LinkTarget, Resolved, Study
from vindplaats.catalogue.folding import fold_organisation
from vindplaats.diagnostics import doubles
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.read.fingerprints import fold_text
from vindplaats.read.link_marks import link_mark
from vindplaats.read.records import Nieuwsbericht, Project, Record

T = TypeVar("T")
R = TypeVar("R", Project, Nieuwsbericht)

_HREF = re.compile(r"""\s(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>`]+)""", re.IGNORECASE)

LISTS = ("partners", "auteurs", "trefwoorden")
SINGLE = ("samenvatting", "datum", "publicatiedatum", "reeks", "taal", "isbn", "doi", "rapportnummer")
"""Fields that are united, and fields that two pages which are one may not have different values in."""


def merge_studies(survivor: Study, others: Iterable[Study | Bericht]) -> tuple[Study, list[Diagnostic]]:
    """One study of several pages; the first stays. Faults stand at the page that gives way."""
    told: list[Diagnostic] = []
    for other in others:
        project, faults = _merge_records(survivor.project, other, survivor.links)
        told += faults
        survivor = structs.replace(
            survivor,
            project=project,
            werkvelden=_resolved(survivor.werkvelden, other.werkvelden),
            contactpersonen=_resolved(survivor.contactpersonen, other.contactpersonen),
            bijlagen=_attachments(survivor.bijlagen, other.bijlagen),
            doubles=(*survivor.doubles, record_of(other).id),
        )
        if isinstance(other, Study):
            rapport = survivor.rapport or other.rapport
            if rapport and other.rapport and rapport.file.sameness != other.rapport.file.sameness:
                told.append(
                    _differ(other.project, "rapport", other.rapport.file.file, survivor.project, rapport.file.file)
                )
            opdrachtgevers = _resolved(survivor.opdrachtgevers, other.opdrachtgevers)
            survivor = structs.replace(survivor, opdrachtgevers=opdrachtgevers, rapport=rapport)
    return survivor, told


def merge_berichten(survivor: Bericht, others: Iterable[Bericht]) -> tuple[Bericht, list[Diagnostic]]:
    """One nieuwsbericht of several; the first stays."""
    told: list[Diagnostic] = []
    for other in others:
        record, faults = _merge_records(survivor.record, other, survivor.links)
        told += faults
        survivor = structs.replace(
            survivor,
            record=record,
            werkvelden=_resolved(survivor.werkvelden, other.werkvelden),
            contactpersonen=_resolved(survivor.contactpersonen, other.contactpersonen),
            bijlagen=_attachments(survivor.bijlagen, other.bijlagen),
            project=survivor.project or other.project,
            doubles=(*survivor.doubles, other.record.id),
        )
    return survivor, told


def record_of(page: Study | Bericht) -> Project | Nieuwsbericht:
    """The record of a study or nieuwsbericht."""
    return page.project if isinstance(page, Study) else page.record


def _merge_records(mine: R, other: Study | Bericht, links: Sequence[LinkTarget]) -> tuple[R, list[Diagnostic]]:
    """The fields of two records that both have, in one; and where they disagree."""
    theirs: Record = record_of(other)
    both = {name for name in (*LISTS, *SINGLE) if hasattr(mine, name) and hasattr(theirs, name)}
    single: list[str] = [name for name in SINGLE if name in both]
    told = [*_conflicts(mine, theirs, single), *_lost_links(mine, links, theirs, other.links)]
    values: dict[str, object] = {
        name: _united(getattr(mine, name), getattr(theirs, name), fold_text) for name in LISTS if name in both
    }
    values |= {name: getattr(mine, name) or getattr(theirs, name) for name in single}
    united = _united(mine.links, record_of(other).links, lambda link: (fold_text(link.titel), link.url))
    return structs.replace(mine, links=united, **values), told


def _conflicts(mine: Record, theirs: Record, names: Sequence[str]) -> list[Diagnostic]:
    told = []
    for name in names:
        ours, other = getattr(mine, name), getattr(theirs, name)
        fold = fold_organisation if name == "reeks" else fold_text
        if ours and other and fold(str(ours)) != fold(str(other)):
            told.append(_differ(theirs, name, str(other), mine, str(ours)))
    return told


def _lost_links(
    mine: Record, ours: Sequence[LinkTarget], theirs: Record, others: Sequence[LinkTarget]
) -> list[Diagnostic]:
    """Links of the page that gives way which the other has not: folding drops links, editors do not."""
    kept = _linked(mine, ours)
    # A link to the page that stays would lead from that page to itself.
    missing = [raw for key, raw in _linked(theirs, others).items() if key not in kept and key != (mine.id, "")]
    return [doubles.conflicting_links(Place(theirs.file), mine.file, missing)] if missing else []


def _linked(record: Record, targets: Sequence[LinkTarget]) -> dict[object, str]:
    """What a body links to, made comparable, with what the editor wrote."""
    linked: dict[object, str] = {}
    for target in targets:
        where = target.file.file.sameness if target.file else target.page or target.path
        linked[where, target.link.anchor] = target.link.raw
    marks = {link_mark(i) for i in range(len(targets))}
    for quoted in _HREF.findall(record.body.html):
        value = html.unescape(quoted.strip("\"'"))
        if value not in marks:
            linked[value] = value
    return linked


def _differ(theirs: Record, name: str, value: str, mine: Record, ours: str) -> Diagnostic:
    return doubles.CONFLICTING_FIELD.at(theirs.place(name), name=name, mine=value, other=mine.file, theirs=ours)


def _united(mine: Sequence[T], theirs: Sequence[T], key: Callable[[T], object]) -> tuple[T, ...]:
    found: dict[object, T] = {}
    for item in (*mine, *theirs):
        found.setdefault(key(item), item)
    return tuple(found.values())


def _resolved(mine: Sequence[Resolved], theirs: Sequence[Resolved]) -> tuple[Resolved, ...]:
    return _united(mine, theirs, lambda item: item.id)


def _attachments(mine: Sequence[Attachment], theirs: Sequence[Attachment]) -> tuple[Attachment, ...]:
    return _united(mine, theirs, lambda item: item.file.sameness)
