"""Which records count: ids once, dates that hold, and what is on the site on a day."""

from collections.abc import Iterable
from datetime import date

from vindplaats.diagnostics import fields, files
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Nieuwsbericht, Project, Publishable, Record


def by_id(records: Iterable[Record]) -> tuple[dict[PageId, Record], list[Diagnostic]]:
    """Records by id; of two with one id (case does not count) the first path stays and the other is told."""
    found: dict[str, Record] = {}
    told = []
    for record in sorted(records, key=lambda r: r.file):
        key = str(record.id).casefold()
        if key in found:
            told.append(files.DUPLICATE_ID.at(record.place(), page_id=str(record.id), other=found[key].file))
        else:
            found[key] = record
    return {record.id: record for record in found.values()}, told


def check_dates(records: Iterable[Record], as_of: date) -> list[Diagnostic]:
    """Years and days of news that have yet to come, and pages that expire before they appear."""
    told = []
    last = as_of.year + 1
    for record in records:
        if isinstance(record, Project) and record.jaar > last:
            told.append(fields.year_out_of_range(record.place("jaar"), record.jaar, last))
        if isinstance(record, Nieuwsbericht) and record.datum > max(as_of, record.publiceren_op or as_of):
            told.append(fields.future_news(record.place("datum"), record.datum))
        if isinstance(record, Publishable) and _is_never_shown(record):
            told.append(fields.EMPTY_PERIOD.at(record.place("verloopt_op")))
    return told


def _is_never_shown(record: Publishable) -> bool:
    return bool(record.publiceren_op and record.verloopt_op and record.verloopt_op <= record.publiceren_op)


def is_shown(record: Record, as_of: date, *, drafts: bool) -> bool:
    """Tell whether a page is on the site on ``as_of``: from `publiceren_op` up to but not on `verloopt_op`."""
    if not isinstance(record, Publishable):
        return True
    if record.concept and not drafts:
        return False
    if record.publiceren_op and as_of < record.publiceren_op:
        return False
    return not (record.verloopt_op and as_of >= record.verloopt_op)
