from datetime import date

import pytest

from vindplaats.dutch.dates import dutch_date, parse_date


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
