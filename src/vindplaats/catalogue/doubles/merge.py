"""Merge exact doubles into one page: join their lists, fill empty fields, and report fields and links that conflict."""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec import structs

from vindplaats.catalogue.corpus import Attachment, Bericht, LinkTarget, Resolved, Study
from vindplaats.catalogue.folding import fold_organisation
from vindplaats.diagnostics import doubles
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.patterns import regex
from vindplaats.read.fields.free_values import FreeMapping, meaning, shown_texts
from vindplaats.read.fingerprints import fold_text
from vindplaats.read.link_marks import link_mark
from vindplaats.read.records import Mention, Nieuwsbericht, Project, Record

T = TypeVar("T")
R = TypeVar("R", Project, Nieuwsbericht)

_HREF = regex(r"""\s(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>`]+)""", re.IGNORECASE)

LISTS = ("auteurs", "trefwoorden")
"""Fields with a list of texts or names. The survivor gets the items of all pages merged into it."""
SINGLE = ("samenvatting", "publicatiedatum", "reeks", "taal", "isbn", "doi", "rapportnummer")
"""Fields with a single value. If two exact doubles have different values in such a field, that is a conflict."""


def merge_studies(survivor: Study, others: Iterable[Study | Bericht], report: Report) -> Study:
    """Return the surviving study with other pages merged into it. Report each conflict at the other page."""
    for other in others:
        survivor = structs.replace(
            survivor,
            project=_merge_records(survivor.project, other, survivor.links, report),
            werkvelden=_unite_entries(survivor.werkvelden, other.werkvelden),
            contactpersonen=_unite_entries(survivor.contactpersonen, other.contactpersonen),
            bijlagen=_unite_attachments(survivor.bijlagen, other.bijlagen),
            doubles=(*survivor.doubles, record_of(other).id),
        )
        if isinstance(other, Study):
            survivor = structs.replace(
                survivor,
                opdrachtgevers=_unite_entries(survivor.opdrachtgevers, other.opdrachtgevers),
                partners=_unite(survivor.partners, other.partners, fold_text),
                rapport=_merge_report_files(survivor, other, report),
            )
    return survivor


def _merge_report_files(survivor: Study, other: Study, report: Report) -> Attachment | None:
    """Return the `rapport` of the survivor, or else that of the other study. Report a conflict if the files differ."""
    mine, theirs = survivor.rapport, other.rapport
    if mine and theirs and mine.file.sameness != theirs.file.sameness:
        report.add(_conflict(other.project, "rapport", theirs.file.file, survivor.project, mine.file.file))
    return mine or theirs


def merge_berichten(survivor: Bericht, others: Iterable[Bericht], report: Report) -> Bericht:
    """Return the surviving nieuwsbericht with others merged into it. Report each conflict at the other page."""
    for other in others:
        survivor = structs.replace(
            survivor,
            record=_merge_records(survivor.record, other, survivor.links, report),
            werkvelden=_unite_entries(survivor.werkvelden, other.werkvelden),
            contactpersonen=_unite_entries(survivor.contactpersonen, other.contactpersonen),
            bijlagen=_unite_attachments(survivor.bijlagen, other.bijlagen),
            project=survivor.project or other.project,
            doubles=(*survivor.doubles, other.record.id),
        )
    return survivor


def record_of(page: Study | Bericht) -> Project | Nieuwsbericht:
    """Return the record of a study or nieuwsbericht."""
    return page.project if isinstance(page, Study) else page.record


def _merge_records(mine: R, other: Study | Bericht, links: Sequence[LinkTarget], report: Report) -> R:
    """Return ``mine`` with the values of the other page added, and report conflicts.

    ``links`` are the targets of the links in the body of ``mine``.
    """
    theirs = record_of(other)
    common = {name for name in (*LISTS, *SINGLE) if hasattr(mine, name) and hasattr(theirs, name)}
    single = [name for name in SINGLE if name in common]
    _report_conflicts(mine, theirs, single, report)
    _report_lost_links(mine, links, theirs, other.links, report)
    values: dict[str, object] = {
        name: _unite(getattr(mine, name), getattr(theirs, name), _fold_item) for name in LISTS if name in common
    }
    values |= {name: getattr(mine, name) or getattr(theirs, name) for name in single}
    united = _unite(mine.links, theirs.links, lambda link: (fold_text(link.titel), link.url))
    return structs.replace(mine, links=united, extra=_merge_extra(mine, theirs, report), **values)


def _merge_extra(mine: R, theirs: Record, report: Report) -> FreeMapping:
    """Return the values in `extra` of both pages, and report each name for which the values differ."""
    if not theirs.extra.pairs:
        return mine.extra
    values = dict(mine.extra.pairs)
    for name, value in theirs.extra.pairs:
        if meaning(values.setdefault(name, value)) != meaning(value):
            my_text, their_text = (f"{name}: {', '.join(shown_texts(item))}" for item in (values[name], value))
            report.add(_conflict(theirs, "extra", their_text, mine, my_text))
    return FreeMapping(tuple(values.items()))


def _fold_item(item: str | Mention) -> str:
    return fold_text(item.text if isinstance(item, Mention) else item)


def _report_conflicts(mine: Record, theirs: Record, names: Sequence[str], report: Report) -> None:
    """Report each field of ``names`` in which both records have a value and the values differ after folding."""
    for name in names:
        my_value, their_value = getattr(mine, name), getattr(theirs, name)
        fold = fold_organisation if name == "reeks" else fold_text
        if my_value and their_value and fold(str(my_value)) != fold(str(their_value)):
            report.add(_conflict(theirs, name, str(their_value), mine, str(my_value)))


def _report_lost_links(
    mine: Record, my_links: Sequence[LinkTarget], theirs: Record, their_links: Sequence[LinkTarget], report: Report
) -> None:
    """Report the links in the body of ``theirs`` that ``mine`` lacks: texts with the same words may differ in links."""
    kept = _links_of(mine, my_links)
    # A link to the survivor is no loss: on the survivor it would lead to the page itself.
    lost = [raw for key, raw in _links_of(theirs, their_links).items() if key not in kept and key != (mine.id, "")]
    if lost:
        report.add(doubles.conflicting_links(Place(theirs.file), mine.file, lost))


def _links_of(record: Record, targets: Sequence[LinkTarget]) -> dict[object, str]:
    """Return the links of a body as the editor wrote them, by a key that is equal for links to the same target.

    The key of a link within the site is its target and anchor. Any other link is its own key.
    """
    linked: dict[object, str] = {}
    for target in targets:
        destination = target.file.file.sameness if target.file else target.page or target.path
        linked[destination, target.fragment or target.link.anchor] = target.link.raw
    marks = {link_mark(i) for i in range(len(targets))} | {target.link.raw for target in targets}
    for quoted in _HREF.findall(record.body.html):
        value = html.unescape(quoted.strip("\"'"))
        if value not in marks:
            linked[value] = value
    return linked


def _conflict(theirs: Record, name: str, their_value: str, mine: Record, my_value: str) -> Diagnostic:
    place = theirs.place(name)
    return doubles.CONFLICTING_FIELD.at(place, name=name, mine=their_value, other=mine.file, theirs=my_value)


def _unite(mine: Sequence[T], theirs: Sequence[T], key: Callable[[T], object]) -> tuple[T, ...]:
    """Return the items of both sequences in order. Of items with the same key, only the first is kept."""
    found: dict[object, T] = {}
    for item in (*mine, *theirs):
        found.setdefault(key(item), item)
    return tuple(found.values())


def _unite_entries(mine: Sequence[Resolved], theirs: Sequence[Resolved]) -> tuple[Resolved, ...]:
    return _unite(mine, theirs, lambda item: item.id)


def _unite_attachments(mine: Sequence[Attachment], theirs: Sequence[Attachment]) -> tuple[Attachment, ...]:
    return _unite(mine, theirs, lambda item: item.file.sameness)
