"""Faults in the fields of front matter and ``site.yaml``: unknown or missing fields, and invalid values."""

from datetime import date

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import error, warning
from vindplaats.dutch.dates import dutch_date

UNKNOWN_FIELD = error(
    "onbekend-veld",
    "Veld '{name}' bestaat niet.",
    "Haal het weg; de velden staan in content/README.md.",
    meaning="dit veld bestaat niet, of niet bij deze soort pagina",
    advice="verbeter de naam; zie de tabellen hieronder",
)
"""No field of this name is allowed here: in this kind of page, in ``site.yaml`` or in a link."""

MISSING_FIELD = error(
    "ontbrekend-veld",
    "Veld '{name}' ontbreekt.",
    "Voeg een regel '{name}: ...' toe.",
    meaning="een verplicht veld ontbreekt; in een concept is dat een waarschuwing",
    advice="voeg het toe",
)
"""A required field is absent."""

MISSING_FIELD_IN_DRAFT = MISSING_FIELD.as_warning()
"""A required field is absent in a draft. This is a warning, because a draft need not be complete."""

MISSING_IN_LINK = error(
    "ontbrekend-veld",
    "{missing}",
    "Schrijf een link als {{titel: Het rapport, url: https://...}}.",
)
"""A link in ``links`` has no titel or no url; ``missing`` is the message of `MISSING_FIELD` about that field."""

EMPTY_FIELD = error(
    "leeg-veld",
    "Veld '{name}' is leeg.",
    "Vul het in.",
    meaning="een verplicht veld of een waarde in een lijst is leeg; in een concept is een leeg veld een waarschuwing",
    advice="vul in, haal weg, of schrijf bij `opdrachtgever` de lege lijst `[]`",
)
"""A required field has no value."""

EMPTY_FIELD_IN_DRAFT = EMPTY_FIELD.as_warning()
"""A required field has no value in a draft."""

EMPTY_LIST_NOT_WRITTEN = error("leeg-veld", "Veld '{name}' is leeg.", "Schrijf '{name}: []' als er geen is.")
"""A required field has no value, but would be valid with an empty list, as in ``opdrachtgever: []``."""

EMPTY_LIST_NOT_WRITTEN_IN_DRAFT = EMPTY_LIST_NOT_WRITTEN.as_warning()
"""In a draft, a required field has no value, but would be valid with an empty list."""

EMPTY_ITEM = error("leeg-veld", "In '{name}' staat een lege waarde.", "Vul haar in of haal haar weg.")
"""An item of a list has no value."""

INCOMPLETE_DRAFT = warning(
    "concept-onvolledig",
    "Dit concept mist verplichte velden en wordt daarom niet getoond.",
    "Vul ze in om het met --drafts te bekijken.",
    meaning="een concept mist verplichte velden en is ook met `--drafts` niet te zien",
    advice="vul de velden in als u het wilt bekijken",
)
"""A draft lacks required fields, so it is not shown even with ``--drafts``."""

LIST_FOR_TEXT = error(
    "verkeerde-waarde",
    "In '{name}' staat een lijst; er hoort een enkele waarde.",
    "Schrijf de waarde zonder haakjes of streepje.",
    meaning="een waarde is van de verkeerde soort, zoals een lijst waar één waarde hoort",
    advice="zie de kolom 'waarde' in de tabellen hieronder",
)
"""The value is a list where a single value is expected."""

MAPPING_FOR_TEXT = error(
    "verkeerde-waarde",
    "In '{name}' staat een groep velden; er hoort een enkele waarde.",
    "Staat er een dubbele punt in de waarde? Zet haar dan tussen aanhalingstekens.",
)
"""The value is a mapping where a single value is expected."""

NOT_A_LINK = error(
    "verkeerde-waarde",
    "In '{name}' hoort bij elke link een titel en een url.",
    "Schrijf {{titel: Het rapport, url: https://...}}.",
)
"""An item of ``links`` is not a mapping."""

BAD_YEAR = error(
    "ongeldig-jaar",
    "'{text}' is geen jaartal.",
    "Schrijf een enkel jaar in vier cijfers, zoals 2021.",
    meaning="dit is geen jaar in vier cijfers tussen 1900 en volgend jaar",
    advice="schrijf het jaar waarin de studie is gedaan",
)
"""The value is not a year of four digits."""

YEAR_OUT_OF_RANGE = error(
    "ongeldig-jaar",
    "Het jaar {year} ligt niet tussen 1900 en {last}.",
    "Schrijf het jaar waarin de studie is gedaan.",
)
"""The year is before 1900, or more than one year after the year of the build."""

BAD_DATE = error(
    "ongeldige-datum",
    "'{text}' in '{name}' is geen datum, of anders geschreven.",
    "Schrijf jaar-maand-dag, zoals 2026-12-01.",
    meaning="deze datum bestaat niet of is anders geschreven",
    advice="schrijf jaar-maand-dag: `2026-12-01`",
)
"""The value is not written as a date, or is a date that does not exist."""

BAD_NUMBER = error(
    "verkeerde-waarde",
    "'{text}' in '{name}' is geen geheel getal.",
    "Schrijf een getal zoals 10.",
)
"""The value is not a whole number of at most six digits."""

NUMBER_TOO_SMALL = error("verkeerde-waarde", "'{name}' is kleiner dan 1.", "Schrijf een getal vanaf 1.")
"""The number is zero or negative."""

BAD_BOOLEAN = error("verkeerde-waarde", "'{text}' in '{name}' is geen ja of nee.", "Schrijf true of false.")
"""The value is neither true nor false."""

BAD_URL = error(
    "ongeldige-url",
    "'{text}' in '{name}' is geen webadres.",
    "Schrijf een heel adres dat met https://, http:// of mailto: begint.",
    meaning="dit is geen webadres",
    advice="schrijf het hele adres, met `https://`, `http://` of `mailto:`",
)
"""The value is not a valid address with the scheme ``https``, ``http`` or ``mailto``, or not a valid ``base_url``."""

BAD_EMAIL = error(
    "ongeldig-e-mailadres",
    "'{text}' in '{name}' is geen e-mailadres.",
    "Schrijf het als naam@voorbeeld.nl.",
    meaning="dit is geen e-mailadres",
    advice="schrijf het als `naam@voorbeeld.nl`",
)
"""The value is not an e-mail address."""

BAD_LANGUAGE = error(
    "verkeerde-waarde",
    "'{text}' in '{name}' is geen taalcode.",
    "Schrijf nl, en, pt-BR of een andere code volgens BCP 47.",
)
"""The value is not written as the tag of a language, such as ``nl``, ``nl-BE`` or ``zh-Hant``."""

BAD_COLOUR = error(
    "verkeerde-waarde",
    "'{text}' in '{name}' is geen kleur.",
    "Schrijf een kleur tussen aanhalingstekens als '#00566b': een hekje en zes cijfers of letters a tot en met f.",
)
"""The value is not a colour of three or six hexadecimal digits."""

EMPTY_COLOUR = error(
    "verkeerde-waarde",
    "In '{name}' staat geen kleur.",
    "Zet de kleur tussen aanhalingstekens, als '#00566b': anders is een hekje het begin van een opmerking.",
)
"""The value is empty, probably because YAML takes an unquoted colour for a comment."""

BAD_PATH = error(
    "ongeldig-pad",
    "'{text}' in '{name}' is geen pad op deze site.",
    "Begin met / en gebruik geen spaties, zoals /oud/pad/.",
    meaning="dit is geen pad op deze site",
    advice="begin met `/` en gebruik geen spaties: `/oud/pad/`",
)
"""The value is not a valid path from the root of the site."""

BAD_DOI = error(
    "ongeldige-doi",
    "'{text}' is geen DOI.",
    "Schrijf een DOI als 10.1234/abc.",
    meaning="dit is geen DOI",
    advice="schrijf hem als `10.1234/abc`",
)
"""The value is not a DOI."""

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


def missing_field(place: Place, name: str, *, draft: bool) -> Diagnostic:
    """Return the diagnostic for a required field that is absent: a warning in a draft, otherwise an error."""
    return (MISSING_FIELD_IN_DRAFT if draft else MISSING_FIELD).at(place, name=name)


def empty_field(place: Place, name: str, *, may_be_empty: bool, draft: bool) -> Diagnostic:
    """Return the diagnostic for a required field that has no value.

    ``may_be_empty`` says whether an empty list would be valid.
    """
    if may_be_empty:
        return (EMPTY_LIST_NOT_WRITTEN_IN_DRAFT if draft else EMPTY_LIST_NOT_WRITTEN).at(place, name=name)
    return (EMPTY_FIELD_IN_DRAFT if draft else EMPTY_FIELD).at(place, name=name)


def not_a_text(place: Place, name: str, *, is_list: bool) -> Diagnostic:
    """Return the diagnostic for a list or a mapping where a single value is expected."""
    return (LIST_FOR_TEXT if is_list else MAPPING_FOR_TEXT).at(place, name=name)


def year_out_of_range(place: Place, year: int, last: int | None) -> Diagnostic:
    """Return the diagnostic for a year before 1900 or after ``last``.

    If ``last`` is None, the message says "volgend jaar" instead of a number.
    """
    return YEAR_OUT_OF_RANGE.at(place, year=year, last=last or "volgend jaar")


def future_news(place: Place, day: date) -> Diagnostic:
    """Return the diagnostic for a nieuwsbericht on the site whose date, ``day``, is in the future."""
    return FUTURE_NEWS.at(place, day=dutch_date(day), iso_day=day.isoformat())
