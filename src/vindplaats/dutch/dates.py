"""Dates in Dutch notation and in the notation of front matter, and what other notations may mean."""

import re
from collections.abc import Iterator
from datetime import date

from vindplaats.patterns import regex

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def dutch_date(day: date) -> str:
    """Format a date in Dutch, as in ``12 mei 2022``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, today: date) -> str:
    """Format a date in Dutch, without its year if that is this year: ``12 mei``."""
    return dutch_date(day) if day.year != today.year else f"{day.day} {MONTHS[day.month - 1]}"


_DATE = regex(r"(\d{4})-(\d{2})-(\d{2})")


def parse_date(text: str) -> date | None:
    """Return the date written in the form ``2022-05-12``, or None if the form differs or the day does not exist."""
    match = _DATE.fullmatch(text)
    if match is None or not text.isascii():
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


_SEPARATOR = r"(?:\s*[-/.\u2010-\u2015]\s*|\s+)"
_YEAR_FIRST = regex(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})(?:[T ].*)?", re.ASCII)
_COMPACT = regex(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_YEAR_LAST = regex(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}})", re.ASCII)
_DAY_MONTH = regex(
    rf"(?:\w+,? )?(\d{{1,2}})(?:e|ste|de|th|st|nd|rd|\.)?{_SEPARATOR}([^\W\d]+)\.?,?{_SEPARATOR}(\d{{4}})"
)
_MONTH_DAY = regex(r"(?:\w+, )?([^\W\d]+)\.? (\d{1,2})(?:th|st|nd|rd)?,? (\d{4})")
_OTHER_MONTHS = {
    "mrt": 3, "okt": 10, "oct": 10, "may": 5, "january": 1, "february": 2, "march": 3, "june": 6, "july": 7,
    "august": 8, "october": 10,
}  # fmt: skip
"""Names of months in English, and abbreviations, that do not begin a name in `MONTHS`."""
MIN_MONTH_LETTERS = 3
_AROUND = " .,;'\"‘’“”"
"""What may stand before or after a date, such as a quotation mark without the other."""
_YEAR = regex(r"(?<!\d)(19\d\d|20\d\d)(?:\s*[-/\u2010-\u2015]\s*(\d\d)(?![-/]?\d))?(?!\d)", re.ASCII)
_MONTH_OR_YEAR = regex(rf"(?:(?:[^\W\d]+|\d{{1,2}}){_SEPARATOR})?\d{{4}}|\d{{4}}{_SEPARATOR}\d{{1,2}}")


def is_month_or_year(text: str) -> bool:
    """Return whether a text names a year, or a month of a year: ``2022``, ``mei 2022`` or ``2022-05``."""
    return bool(_MONTH_OR_YEAR.fullmatch(text))


def days_meant(text: str) -> tuple[date, ...]:
    """Return the days that a date in another notation can mean, the likeliest first.

    ``12 mei 2022``, ``2022/5/12`` and ``25-05-2022`` mean one day. ``12-05-2022`` can mean two: the Dutch put the day
    first, Americans the month.
    """
    days = (parse_date(f"{year}-{month:0>2}-{day:0>2}") for year, month, day in _parts_meant(text))
    return tuple(dict.fromkeys(day for day in days if day is not None))


def is_day_form(text: str) -> bool:
    """Return whether a text is written like a day, whether or not there is such a day: ``31 november 2025``."""
    return any(month != "0" for _, month, _ in _parts_meant(text))


def _parts_meant(text: str) -> list[tuple[str, str, str]]:
    """Return the years, months and days that a text can mean, or an empty list. A month is 0 if it has no such name."""
    text = text.strip(_AROUND)
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return [(match[1], match[2], match[3])]
    if match := _YEAR_LAST.fullmatch(text):
        return [(match[3], match[2], match[1]), (match[3], match[1], match[2])]
    if match := _DAY_MONTH.fullmatch(text):
        return [(match[3], _month(match[2]), match[1])]
    if match := _MONTH_DAY.fullmatch(text):
        return [(match[3], _month(match[1]), match[2])]
    return []


def _month(name: str) -> str:
    """Return the number of the month that ``name`` abbreviates, or 0 if it is not the name of a month."""
    name = name.casefold()
    if len(name) < MIN_MONTH_LETTERS:
        return "0"
    found = (number for number, month in enumerate(MONTHS, 1) if month.startswith(name))
    return str(_OTHER_MONTHS.get(name) or next(found, 0))


def years_meant(text: str) -> tuple[int, ...]:
    """Return the years from 1900 to 2099 in a text, in order: 2020 and 2021 for ``2020-21`` and ``2020/2021``."""
    return tuple(dict.fromkeys(_years(text)))


def _years(text: str) -> Iterator[int]:
    for match in _YEAR.finditer(text):
        yield int(match[1])
        if match[2] and match[2] > match[1][2:]:
            yield int(match[1][:2] + match[2])
