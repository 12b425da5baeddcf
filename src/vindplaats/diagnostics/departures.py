"""Faults about colleagues who have left or will leave: wrong successors, and details that are still published."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Literal

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import error, warning
from vindplaats.dutch.dates import dutch_date
from vindplaats.dutch.lists import enumerate_dutch

UNKNOWN_SUCCESSOR = error(
    "onbekende-opvolger",
    "Opvolger '{text}' staat niet in content/contactpersonen/.",
    "Schrijf een naam die daar staat, of voeg de persoon daar toe.",
    meaning="de opvolger staat niet in `contactpersonen/`",
    advice="verbeter de naam, of voeg de persoon toe",
)
"""The ``opvolger`` of a person is not registered: no file in ``contactpersonen/`` has that name."""

SEVERAL_SUCCESSORS = error(
    "onbekende-opvolger",
    "In 'opvolger' staan {number} namen; er kan maar een opvolger zijn.",
    "Schrijf een van deze namen.",
)
"""The ``opvolger`` of a person is the names of several registered persons."""

OWN_SUCCESSOR = error(
    "opvolger-kring",
    "{name} is hier opvolger van zichzelf.",
    "Noem een collega die er nog is, of haal 'opvolger' weg.",
    meaning="iemand is opvolger van zichzelf, of collega's zijn elkaars opvolger",
    advice="noem een collega die er nog is, of haal `opvolger` weg",
)
"""A person is named as their own successor."""

CIRCLE_OF_SUCCESSORS = error(
    "opvolger-kring",
    "{names} volgen elkaar in een kring op.",
    "Noem een collega die er nog is, of haal 'opvolger' weg.",
)
"""The successors of several persons form a circle: A is succeeded by B, and B by A."""

SUCCESSOR_WITHOUT_DEPARTURE = warning(
    "opvolger-zonder-vertrek",
    "'opvolger' doet niets, want {name} heeft geen 'vertrokken_op'.",
    "Zet er 'vertrokken_op: jaar-maand-dag' bij, of haal 'opvolger' weg.",
    meaning="er staat een `opvolger`, maar geen `vertrokken_op`",
    advice="zet de dag van vertrek erbij, of haal `opvolger` weg",
)
"""A person has a successor but no day of departure."""

_REMEDY = "Haal het weg{instead}. Is het niet van {owner} alleen, haal het dan weg uit {file}."

DETAIL_OF_DEPARTED = error(
    "gegevens-vertrokken",
    "Hier staat {detail} van {owner}, die {left}.",
    _REMEDY,
    meaning=(
        "een e-mailadres, telefoonnummer of foto van iemand die vertrokken is (of vertrekt: dan is het nog "
        "een waarschuwing), of een algemeen adres dat ook van zo iemand is"
    ),
    advice="haal het weg, of verwijs naar de opvolger",
)
"""A page or ``site.yaml`` has an e-mail address, phone number or photo of a colleague who has left."""

DETAIL_OF_DEPARTING = warning(
    "gegevens-vertrokken",
    "Hier staat {detail} van {owner}, die {left}; vanaf {since} is dit een fout.",
    _REMEDY,
)
"""A page or ``site.yaml`` has a detail that will have to be removed: its owner has not left yet, or the page is not
published yet."""

GENERAL_ADDRESS = warning(
    "gegevens-vertrokken",
    "Het algemene adres is ook dat van {owner}, die {left}; het blijft op elke pagina staan.",
    "Zet hier een ander adres, of haal het weg uit {file} als het echt algemeen is.",
)
"""The general e-mail address of the site is also the personal address of somebody who has left or will leave."""

Detail = Literal["email", "telefoon", "foto"]
"""The name of a field on the page of a person. Its value must not be published once that person has left."""
_DETAILS: Mapping[Detail, str] = MappingProxyType({
    "email": "het e-mailadres",
    "telefoon": "het telefoonnummer",
    "foto": "het portret",
})  # fmt: skip


def circle_of_successors(place: Place, names: Sequence[str]) -> Diagnostic:
    """Return the diagnostic for a circle of successors.

    Each of ``names`` is succeeded by the next one, and the last by the first.
    """
    if len(names) == 1:
        return OWN_SUCCESSOR.at(place, name=names[0])
    return CIRCLE_OF_SUCCESSORS.at(place, names=enumerate_dutch(names))


def departed_detail(
    place: Place, what: Detail, owner: str, file: str, *, left: date, since: date, as_of: date, instead: str
) -> Diagnostic:
    """Return the diagnostic for a detail on a page: an error from the day ``since`` on, and a warning before that day.

    ``owner`` is the name of the person who leaves, ``file`` the page of that person, and ``left`` the day of departure.
    ``as_of`` is the day of the build, and ``instead`` the name of the successor, or empty.
    """
    detail, gone = _DETAILS[what], _left(left, as_of)
    instead = f", of noem {instead}" if instead else ""
    if since <= as_of:
        return DETAIL_OF_DEPARTED.at(place, detail=detail, owner=owner, left=gone, file=file, instead=instead)
    return DETAIL_OF_DEPARTING.at(
        place, detail=detail, owner=owner, left=gone, since=dutch_date(since), file=file, instead=instead
    )


def general_address(place: Place, owner: str, file: str, left: date, as_of: date) -> Diagnostic:
    """Return the diagnostic for a general address that also belongs to ``owner``, who leaves on the day ``left``."""
    return GENERAL_ADDRESS.at(place, owner=owner, file=file, left=_left(left, as_of))


def _left(left: date, as_of: date) -> str:
    return f"op {dutch_date(left)} {'is vertrokken' if left <= as_of else 'vertrekt'}"
