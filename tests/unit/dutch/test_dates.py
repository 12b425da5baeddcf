from datetime import date

import pytest

from vindplaats.dutch.dates import days_meant, dutch_date, is_month_or_year, parse_date, years_meant


def test_dates_are_written_out() -> None:
    assert dutch_date(date(2022, 5, 12)) == "12 mei 2022"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-05-12", date(2022, 5, 12)),
        ("2022-02-30", None),
        ("12-05-2022", None),
        ("2022-5-12", None),
        ("\u0662022-05-12", None),
        ("", None),
    ],
)
def test_only_existing_days_in_the_iso_form_are_dates(text: str, day: date | None) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12 mei 2022", [date(2022, 5, 12)]),
        ("donderdag 12 mei 2022", [date(2022, 5, 12)]),
        ("12e mei 2022", [date(2022, 5, 12)]),
        ("1 mrt. 2022", [date(2022, 3, 1)]),
        ("1-okt-2022", [date(2022, 10, 1)]),
        ("May 12, 2022", [date(2022, 5, 12)]),
        ("3rd October 2022", [date(2022, 10, 3)]),
        ("3 October 2022", [date(2022, 10, 3)]),
        ("2022/05/12", [date(2022, 5, 12)]),
        ("2022.5.12", [date(2022, 5, 12)]),
        ("2022-5-1", [date(2022, 5, 1)]),
        ("2022-05-12.", [date(2022, 5, 12)]),
        ("2022-05-12'", [date(2022, 5, 12)]),
        ("’12 mei 2022", [date(2022, 5, 12)]),
        ("20220512", [date(2022, 5, 12)]),
        ("2022-05-12T10:00:00.000Z", [date(2022, 5, 12)]),
        ("2022-05-12 10:00", [date(2022, 5, 12)]),
        ("25-05-2022", [date(2022, 5, 25)]),
        ("5/25/2022", [date(2022, 5, 25)]),
        ("12-05-2022", [date(2022, 5, 12), date(2022, 12, 5)]),
        ("12–05–2022", [date(2022, 5, 12), date(2022, 12, 5)]),
        ("05.05.2022", [date(2022, 5, 5)]),
        ("31-02-2022", []),
        ("12-05-22", []),
        ("12 mei", []),
        ("mei 2022", []),
        ("2022", []),
        ("ooit", []),
        ("12 x 2022", []),
    ],
)
def test_the_days_that_another_notation_can_mean(text: str, days: list[date]) -> None:
    assert list(days_meant(text)) == days


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021-2022", (2021, 2022)),
        ("2020-21", (2020, 2021)),
        ("2020/2021", (2020, 2021)),
        ("2021.", (2021,)),
        ("ca. 2021", (2021,)),
        ("12 mei 2021", (2021,)),
        ("2021-05-12", (2021,)),
        ("2021-05", (2021,)),
        ("20211", ()),
        ("21", ()),
        ("1850", ()),
    ],
)
def test_the_years_in_a_text(text: str, years: tuple[int, ...]) -> None:
    assert years_meant(text) == years


@pytest.mark.parametrize(
    ("text", "without_day"),
    [("2022", True), ("mei 2022", True), ("2022-05", True), ("05-2022", True), ("12 mei 2022", False), ("ooit", False)],
)
def test_a_month_or_a_year_has_no_day(text: str, without_day: bool) -> None:
    assert is_month_or_year(text) is without_day
