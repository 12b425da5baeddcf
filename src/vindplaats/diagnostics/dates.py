"""Faults in years and dates: other notations, days that do not exist, and days that cannot be right."""

from collections.abc import Sequence
from datetime import date

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import error, warning
from vindplaats.dutch.dates import dutch_date, is_day_form, is_month_or_year

BAD_YEAR = error(
    "ongeldig-jaar",
    "'{text}' is geen jaartal.",
    "Schrijf een enkel jaar in vier cijfers, zoals 2021.",
    meaning="dit is geen jaar in vier cijfers tussen 1900 en volgend jaar, of (een waarschuwing) het is ver van "
    "`publicatiedatum`",
    advice="schrijf het jaar waarin de studie is gedaan",
)
"""The value is not a year of four digits."""

YEAR_OUT_OF_RANGE = error(
    "ongeldig-jaar",
    "Het jaar {year} ligt niet tussen 1900 en {last}.",
    "Schrijf het jaar waarin de studie is gedaan.",
)
"""The year is before 1900, or more than one year after the year of the build."""

FAR_YEAR = warning(
    "ongeldig-jaar",
    "Het jaar {year} ligt {apart} jaar {when} publicatiedatum {day}.",
    "Verbeter een van beide{or_later}.",
)
"""The year of a study is far from the day on which its report was published."""

DATE_OUT_OF_RANGE = error(
    "ongeldige-datum",
    "Het jaar van {text} in '{name}' ligt niet tussen 1900 en {last}.",
    "Verbeter het jaar{or_remove}.",
)
"""The date is before 1900, or it should be in the past and is more than one year after the year of the build."""

AMBIGUOUS_DATE = error(
    "ongeldige-datum", "'{text}' in '{name}' kan {first} of {second} zijn.", "Schrijf jaar-maand-dag."
)
"""The value is a date whose day and month may be exchanged: ``12-05-2022``."""

BAD_DATE = error(
    "ongeldige-datum",
    "'{text}' in '{name}' is geen datum, of anders geschreven.",
    "Schrijf jaar-maand-dag, zoals 2026-12-01.",
    meaning="deze datum bestaat niet, is anders geschreven, of ligt niet tussen 1900 en volgend jaar",
    advice="schrijf jaar-maand-dag: `2026-12-01`",
)
"""The value is not written as a date, or is a date that does not exist."""

NO_SUCH_DAY = error("ongeldige-datum", "De dag {text} in '{name}' bestaat niet.", "Verbeter de dag of de maand.")
"""The value is written as a date, but is no day of the calendar: ``2022-02-30``, ``31-11-2025``."""

DAY_MISSING = error(
    "ongeldige-datum",
    "In '{name}' staat '{text}'; de dag ontbreekt.",
    "Schrijf jaar-maand-dag, zoals 2026-12-01{unknown}.",
)
"""The value is a year, or a month of a year."""

FUTURE_NEWS = warning(
    "datum-in-toekomst",
    "Dit bericht is van {day}; die dag moet nog komen, en het staat al op de site.",
    "Verbeter de datum, of zet er 'publiceren_op: {iso_day}' bij.",
    meaning="een nieuwsbericht op de site is van een dag die nog moet komen",
    advice="verbeter de datum, of zet er `publiceren_op` bij",
)
"""A nieuwsbericht on the site has a date after the day of the build."""

EMPTY_PERIOD = error(
    "lege-periode",
    "De pagina verloopt voordat zij verschijnt.",
    "Zet 'verloopt_op' na 'publiceren_op'.",
    meaning="de pagina verloopt voordat zij verschijnt, of op dezelfde dag",
    advice="zet `verloopt_op` na `publiceren_op`",
)
"""The page expires before it is published, or on the same day."""


def year_out_of_range(place: Place, year: int, last: int | None) -> Diagnostic:
    """Return the diagnostic for a year before 1900 or after ``last``.

    If ``last`` is None, the message says "volgend jaar" instead of a number.
    """
    return YEAR_OUT_OF_RANGE.at(place, year=year, last=last or "volgend jaar")


def date_out_of_range(place: Place, name: str, day: date, last: int | None) -> Diagnostic:
    """Return the diagnostic for a date before 1900 or after the year ``last``; see `year_out_of_range`."""
    or_remove = "" if name == "datum" else ", of haal het veld weg"  # a nieuwsbericht must have a `datum`
    last_year = last or "volgend jaar"
    return DATE_OUT_OF_RANGE.at(place, name=name, text=day.isoformat(), last=last_year, or_remove=or_remove)


def bad_date(place: Place, name: str, text: str, days: Sequence[date]) -> Diagnostic:
    """Return the diagnostic for a value that is not written as a date; ``days`` are the days that it can mean."""
    write = tuple(f"{name}: {day.isoformat()}" for day in days)
    if len(days) > 1:
        first, second = (dutch_date(day) for day in days)
        return AMBIGUOUS_DATE.at(place, name=name, text=text, first=first, second=second, write=write)
    if not days and is_day_form(text):
        return NO_SUCH_DAY.at(place, name=name, text=text)
    if is_month_or_year(text):
        unknown = "" if name == "datum" else "; is de dag niet bekend, haal dan het veld weg"
        return DAY_MISSING.at(place, name=name, text=text, unknown=unknown)
    return BAD_DATE.at(place, name=name, text=text, write=write)


def far_year(place: Place, year: int, day: date) -> Diagnostic:
    """Return the diagnostic for the year of a study that is far from ``day``, when its report was published."""
    when = "voor" if year < day.year else "na"
    or_later = "; duurde de studie langer, schrijf dan haar laatste jaar" if year < day.year else ""
    apart = abs(year - day.year)
    return FAR_YEAR.at(place, year=year, day=day.isoformat(), apart=apart, when=when, or_later=or_later)


def future_news(place: Place, day: date) -> Diagnostic:
    """Return the diagnostic for a nieuwsbericht on the site whose date, ``day``, is in the future."""
    return FUTURE_NEWS.at(place, day=dutch_date(day), iso_day=day.isoformat())
