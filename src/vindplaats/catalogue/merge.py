"""Making one study of exact doubles: lists are united, gaps filled, and a disagreement is told, never settled."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec import structs

from vindplaats import messages
from vindplaats.catalogue.corpus import Attachment, Bericht, Resolved, Study
from vindplaats.catalogue.doubles import link_targets
from vindplaats.catalogue.folding import fold_text
from vindplaats.diagnostics import Diagnostic, Place
from vindplaats.read.records import Record

T = TypeVar("T")

SINGLE_PROJECT = ("samenvatting", "publicatiedatum", "taal", "isbn", "doi", "rapportnummer")
SINGLE_BERICHT = ("samenvatting", "datum", "taal")


def merge_studies(survivor: Study, others: Iterable[Study]) -> tuple[Study, list[Diagnostic]]:
    """One study of several; the first stays. Faults stand at the page that gives way."""
    told: list[Diagnostic] = []
    for other in others:
        told += _conflicts(survivor.project, other.project, SINGLE_PROJECT)
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
        if rapport and other.rapport and rapport.file != other.rapport.file:
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
    missing = [raw for target, raw in link_targets(theirs).items() if target not in link_targets(mine)]
    if missing:
        told.append(messages.double_links(Place(theirs.file), mine.file, missing))
    return told


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
    return _united(mine, theirs, lambda item: item.file.file)
