from datetime import date

from vindplaats.diagnostics.departures import circle_of_successors, departed_detail
from vindplaats.diagnostics.diagnostic import Diagnostic, Place

PLACE = Place("content/x.md")
FILE = "content/contactpersonen/anna.md"


def detail(left: date, as_of: date, instead: str = "") -> Diagnostic:
    return departed_detail(PLACE, "email", "Anna", FILE, left=left, since=left, as_of=as_of, instead=instead)


def test_a_contact_detail_is_a_warning_before_the_departure_and_an_error_from_that_day() -> None:
    left = date(2026, 11, 1)
    before, on_the_day = detail(left, date(2026, 10, 31)), detail(left, left)
    assert (before.severity, before.message) == (
        "warning",
        "Hier staat het e-mailadres van Anna, die op 1 november 2026 vertrekt; vanaf 1 november 2026 is dit een fout.",
    )
    assert (on_the_day.severity, on_the_day.message) == (
        "error",
        "Hier staat het e-mailadres van Anna, die op 1 november 2026 is vertrokken.",
    )


def test_the_remedy_names_the_successor_if_there_is_one() -> None:
    end = f"Is het niet van Anna alleen, haal het dan weg uit {FILE}."
    day = date(2026, 11, 1)
    assert detail(day, day).remedy == f"Haal het weg. {end}"
    assert detail(day, day, "Bo").remedy == f"Haal het weg, of noem Bo. {end}"


def test_a_person_who_succeeds_themselves_gets_their_own_message() -> None:
    assert circle_of_successors(PLACE, ["Anna"]).message == "Anna is hier opvolger van zichzelf."
    assert circle_of_successors(PLACE, ["Anna", "Bo"]).message == "Anna en Bo volgen elkaar in een kring op."
