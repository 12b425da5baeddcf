"""Making one study of exact doubles: lists are united, gaps filled, and a disagreement is told, never settled."""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec import structs

from vindplaats import messages
from vindplaats.catalogue.corpus import Attachment, Bericht, LinkTarget, Resolved, Study
from vindplaats.catalogue.folding import fold_text
from vindplaats.diagnostics import Diagnostic, Place
from vindplaats.read.records import LINK_MARK, Record

T = TypeVar("T")

_HREF = re.compile(r"""\s(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>`]+)""", re.IGNORECASE)

SINGLE_PROJECT = ("samenvatting", "publicatiedatum", "taal", "isbn", "doi", "rapportnummer")
SINGLE_BERICHT = ("samenvatting", "datum", "taal")


def merge_studies(survivor: Study, others: Iterable[Study]) -> tuple[Study, list[Diagnostic]]:
    """One study of several; the first stays. Faults stand at the page that gives way."""
    told: list[Diagnostic] = []
    for other in others:
        told += _conflicts(survivor.project, other.project, SINGLE_PROJECT)
        told += _lost_links(survivor.project, survivor.links, other.project, other.links)
        mine, theirs = survivor.project, other.project
        project = structs.replace(
            mine,
            partners=_united(mine.partners, theirs.partners, fold_text),
            auteurs=_united(mine.auteurs, theirs.auteurs, fold_text),
            trefwoorden=_united(mine.trefwoorden, theirs.trefwoorden, fold_text),
            links=_united(mine.links, theirs.links, lambda link: (fold_text(link.titel), link.url)),
            **{name: getattr(mine, name) or getattr(theirs, name) for name in SINGLE_PROJECT},
        )
        rapport = survivor.rapport or other.rapport
        if rapport and other.rapport and rapport.file.sameness != other.rapport.file.sameness:
            told.append(_differ(other.project, "rapport", other.rapport.file.file, mine, rapport.file.file))
        survivor = structs.replace(
            survivor,
            project=project,
            werkvelden=_resolved(survivor.werkvelden, other.werkvelden),
            opdrachtgevers=_resolved(survivor.opdrachtgevers, other.opdrachtgevers),
            contactpersonen=_resolved(survivor.contactpersonen, other.contactpersonen),
            rapport=rapport,
            bijlagen=_attachments(survivor.bijlagen, other.bijlagen),
            doubles=(*survivor.doubles, other.project.id),
        )
    return survivor, told


def merge_berichten(survivor: Bericht, others: Iterable[Bericht]) -> tuple[Bericht, list[Diagnostic]]:
    """One nieuwsbericht of several; the first stays."""
    told: list[Diagnostic] = []
    for other in others:
        mine, theirs = survivor.record, other.record
        told += _conflicts(mine, theirs, SINGLE_BERICHT)
        told += _lost_links(mine, survivor.links, theirs, other.links)
        if survivor.project and other.project and survivor.project != other.project:
            told.append(_differ(theirs, "project", other.project, mine, survivor.project))
        record = structs.replace(
            mine,
            links=_united(mine.links, theirs.links, lambda link: (fold_text(link.titel), link.url)),
            **{name: getattr(mine, name) or getattr(theirs, name) for name in SINGLE_BERICHT},
        )
        survivor = structs.replace(
            survivor,
            record=record,
            werkvelden=_resolved(survivor.werkvelden, other.werkvelden),
            contactpersonen=_resolved(survivor.contactpersonen, other.contactpersonen),
            bijlagen=_attachments(survivor.bijlagen, other.bijlagen),
            project=survivor.project or other.project,
            doubles=(*survivor.doubles, theirs.id),
        )
    return survivor, told


def _conflicts(mine: Record, theirs: Record, names: Sequence[str]) -> list[Diagnostic]:
    told = []
    for name in names:
        ours, other = getattr(mine, name), getattr(theirs, name)
        if ours and other and fold_text(str(ours)) != fold_text(str(other)):
            told.append(_differ(theirs, name, str(other), mine, str(ours)))
    return told


def _lost_links(
    mine: Record, ours: Sequence[LinkTarget], theirs: Record, others: Sequence[LinkTarget]
) -> list[Diagnostic]:
    """Links of the page that gives way which the other has not: folding drops links, editors do not."""
    kept = _linked(mine, ours)
    missing = [raw for key, raw in _linked(theirs, others).items() if key not in kept]
    return [messages.double_links(Place(theirs.file), mine.file, missing)] if missing else []


def _linked(record: Record, targets: Sequence[LinkTarget]) -> dict[object, str]:
    """What a body links to, made comparable, with what the editor wrote."""
    linked: dict[object, str] = {}
    for target in targets:
        where = target.file.file.sameness if target.file else target.page or target.path
        linked[where, target.link.anchor] = target.link.raw
    marks = {LINK_MARK.format(i) for i in range(len(targets))}
    for quoted in _HREF.findall(record.body.html):
        value = html.unescape(quoted.strip("\"'"))
        if value not in marks:
            linked[value] = value
    return linked


def _differ(theirs: Record, name: str, value: str, mine: Record, ours: str) -> Diagnostic:
    return messages.double_conflict(theirs.place(name), name, value, mine.file, ours)


def _united(mine: Sequence[T], theirs: Sequence[T], key: Callable[[T], object]) -> tuple[T, ...]:
    found: dict[object, T] = {}
    for item in (*mine, *theirs):
        found.setdefault(key(item), item)
    return tuple(found.values())


def _resolved(mine: Sequence[Resolved], theirs: Sequence[Resolved]) -> tuple[Resolved, ...]:
    return _united(mine, theirs, lambda item: item.id)


def _attachments(mine: Sequence[Attachment], theirs: Sequence[Attachment]) -> tuple[Attachment, ...]:
    return _united(mine, theirs, lambda item: item.file.sameness)
