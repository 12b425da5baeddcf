"""Dates in Dutch notation and in the notation of front matter."""

import re
from datetime import date

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def dutch_date(day: date) -> str:
    """Format a date in Dutch, as in ``12 mei 2022``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def parse_date(text: str) -> date | None:
    """Return the date written in the form ``2022-05-12``, or None if the form differs or the day does not exist."""
    match = _DATE.fullmatch(text)
    if match is None or not text.isascii():
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
