"""Select one record for each id, and determine which of these records are on the site on the day of the build."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from vindplaats.diagnostics import fields, files
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.inputs.page_names import is_copy
from vindplaats.read.content import Content
from vindplaats.read.page_id import PageId
from vindplaats.read.records import KINDS, Kind, Nieuwsbericht, Project, Publishable, Record


class Selection(Struct, frozen=True):
    """All records by id, and the records that are ``shown``: on the site on the day ``as_of``.

    ``drafts`` says whether drafts can be shown. ``incomplete`` has each kind of which at least one page has no record,
    for example because the page could not be read. A name that seems unknown may be the name of such a page.
    """

    records: Mapping[PageId, Record]
    shown: tuple[Record, ...]
    incomplete: frozenset[Kind]
    as_of: date
    drafts: bool

    @property
    def publishable(self) -> tuple[Publishable, ...]:
        """All projects and news, including those that are not on the site."""
        return tuple(record for record in self.records.values() if isinstance(record, Publishable))

    @property
    def comparable(self) -> tuple[Publishable, ...]:
        """The projects and news on the site that may be doubles of each other.

        Drafts are left out. With ``--drafts`` they are on the site, but merging one would change a page that is
        already published.
        """
        return tuple(record for record in self.shown if isinstance(record, Publishable) and not record.concept)


def select(content: Content, as_of: date, report: Report, *, drafts: bool) -> Selection:
    """Select the records of the site on the day ``as_of``. Report duplicate ids, and dates that cannot be right."""
    records = _by_id(content.records, report)
    _check_dates(records.values(), as_of, report)
    unread = {page_id.kind for page_id in content.known.values() if page_id not in records}
    return Selection(
        records=records,
        shown=tuple(record for record in records.values() if is_shown(record, as_of, drafts=drafts)),
        incomplete=frozenset(kind for kind in KINDS if kind in unread),
        as_of=as_of,
        drafts=drafts,
    )


def _by_id(records: Iterable[Record], report: Report) -> dict[PageId, Record]:
    """Return the records by id. If ids differ at most in case, keep the first record by path and report the rest.

    A record in a folder whose name is that of a copy comes last.
    """
    found: dict[str, Record] = {}
    for record in sorted(records, key=lambda record: (is_copy(record.file), record.file)):
        key = str(record.id).casefold()
        if key in found:
            copied = is_copy(record.file) and not is_copy(found[key].file)
            fault = files.DUPLICATE_ID_OF_COPY if copied else files.DUPLICATE_ID
            report.add(fault.at(record.place(), page_id=str(record.id), other=found[key].file))
        else:
            found[key] = record
    return {record.id: record for record in found.values()}


def _check_dates(records: Iterable[Record], as_of: date, report: Report) -> None:
    """Report dates that cannot be right.

    These are a `jaar` after next year, a `datum` of news that is later than both ``as_of`` and `publiceren_op`, and a
    `verloopt_op` that is not later than `publiceren_op`.
    """
    last = as_of.year + 1
    for record in records:
        if isinstance(record, Project) and record.jaar > last:
            report.add(fields.year_out_of_range(record.place("jaar"), record.jaar, last))
        if isinstance(record, Nieuwsbericht) and record.datum > max(as_of, record.publiceren_op or as_of):
            report.add(fields.future_news(record.place("datum"), record.datum))
        if isinstance(record, Publishable) and _is_never_shown(record):
            report.add(fields.EMPTY_PERIOD.at(record.place("verloopt_op")))


def _is_never_shown(record: Publishable) -> bool:
    return bool(record.publiceren_op and record.verloopt_op and record.verloopt_op <= record.publiceren_op)


def is_shown(record: Record, as_of: date, *, drafts: bool) -> bool:
    """Return whether a page is on the site on ``as_of``.

    A `Publishable` page is on the site from `publiceren_op` to the day before `verloopt_op`. If it is a draft,
    ``drafts`` must also be true. A page of any other kind is always on the site.
    """
    if not isinstance(record, Publishable):
        return True
    if record.concept and not drafts:
        return False
    if record.publiceren_op and as_of < record.publiceren_op:
        return False
    return not (record.verloopt_op and as_of >= record.verloopt_op)
