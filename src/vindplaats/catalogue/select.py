"""Select one record for each id, and determine which of these records are on the site on the day of the build."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct, structs

from vindplaats.diagnostics import dates, files
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.inputs.page_names import is_copy
from vindplaats.read.content import Content
from vindplaats.read.page_id import PageId
from vindplaats.read.records import KINDS, RECORDS, Kind, Nieuwsbericht, Project, Publishable, Record

MAX_YEARS_EARLY = 1
"""Maximum number of years that a report may be published before the year of its study, which may still be going on."""
MAX_YEARS_LATE = 4
"""Maximum number of years that a report may be published after its study. Embargoes and dissertations rarely take
longer; a slip such as 2012 for 2021 does."""


class Selection(Struct, frozen=True, dict=True):
    """All records by id, and the records that are ``shown``: on the site on the day ``as_of``.

    ``drafts`` says whether drafts can be shown. ``incomplete`` has each kind of which at least one page has no record,
    for example because the page could not be read. A name that seems unknown may be the name of such a page.
    ``refused`` has records that are only good for checks (`Content.refused`), none of which has the id of another.
    """

    records: Mapping[PageId, Record]
    shown: tuple[Record, ...]
    incomplete: frozenset[Kind]
    as_of: date
    drafts: bool
    refused: tuple[Record, ...] = ()

    @cached_property
    def shown_by_kind(self) -> Mapping[Kind, Sequence[Record]]:
        """The records that are ``shown``, in the same order, by kind."""
        found: dict[Kind, list[Record]] = {kind: [] for kind in RECORDS}
        for record in self.shown:
            found[record.kind].append(record)
        return found

    @property
    def publishable(self) -> tuple[Publishable, ...]:
        """All projects and news, including those that are not on the site."""
        return tuple(record for record in self.records.values() if isinstance(record, Publishable))

    @property
    def comparable(self) -> tuple[Publishable, ...]:
        """The projects and news on the site that may be doubles of each other.

        Drafts, and other pages that only the preview shows, are left out. Merging one would change a page that is
        already published.
        """
        return tuple(
            record
            for record in self.shown
            if isinstance(record, Publishable) and is_shown(record, self.as_of, drafts=False)
        )


def select(content: Content, as_of: date, report: Report, *, drafts: bool, hidden: bool = False) -> Selection:
    """Select the records of the site on the day ``as_of``. Report duplicate ids, and dates that cannot be right.

    With ``hidden``, also select pages that are not on the site on that day, and incomplete drafts.
    """
    incomplete = tuple(_completed(record, as_of) for record in content.drafts) if hidden else ()
    records = _by_id((*content.records, *incomplete), report)
    _check_dates(records.values(), as_of, report)
    unread = {page_id.kind for page_id in content.known.values() if page_id not in records}
    return Selection(
        records=records,
        shown=tuple(record for record in records.values() if hidden or is_shown(record, as_of, drafts=drafts)),
        incomplete=frozenset(kind for kind in KINDS if kind in unread),
        as_of=as_of,
        drafts=drafts,
        refused=tuple({record.id: record for record in content.refused if record.id not in records}.values()),
    )


def _completed(draft: Record, as_of: date) -> Record:
    """Return the record of an incomplete draft with a year or date that can be right."""
    if isinstance(draft, Project) and not draft.jaar:
        return structs.replace(draft, jaar=as_of.year)
    if isinstance(draft, Nieuwsbericht) and draft.datum == date.min:
        return structs.replace(draft, datum=as_of)
    return draft


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

    These are a `jaar`, `publicatiedatum` or `datum` after next year, a `jaar` that is far from `publicatiedatum`, a
    `datum` of news that is later than both ``as_of`` and `publiceren_op`, and a `verloopt_op` that is not later than
    `publiceren_op`.
    """
    last = as_of.year + 1
    for record in records:
        if isinstance(record, Project):
            _check_years(record, last, report)
        if isinstance(record, Nieuwsbericht):
            if record.datum.year > last:
                report.add(dates.date_out_of_range(record.place("datum"), "datum", record.datum, last))
            elif record.datum > max(as_of, record.publiceren_op or as_of):
                report.add(dates.future_news(record.place("datum"), record.datum))
        if isinstance(record, Publishable) and _is_never_shown(record):
            report.add(dates.EMPTY_PERIOD.at(record.place("verloopt_op")))


def _check_years(project: Project, last: int, report: Report) -> None:
    """Report a `jaar` or `publicatiedatum` after the year ``last``, or else that they are far apart."""
    day = project.publicatiedatum
    if project.jaar > last:
        report.add(dates.year_out_of_range(project.place("jaar"), project.jaar, last))
    if day and day.year > last:
        report.add(dates.date_out_of_range(project.place("publicatiedatum"), "publicatiedatum", day, last))
    elif day and project.jaar <= last and not -MAX_YEARS_EARLY <= day.year - project.jaar <= MAX_YEARS_LATE:
        report.add(dates.far_year(project.place("jaar"), project.jaar, day))


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
