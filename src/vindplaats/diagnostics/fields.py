"""Faults in the fields of front matter and ``site.yaml``: unknown or missing fields, and invalid values."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import structs

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import MAX_WRITTEN_LENGTH, SUGGESTION, error, warning

HANDBOOK = "content/README.md"
"""The handbook for editors, as a path from the source. `inputs.handbook` changes remedies that name it where needed."""

UNKNOWN_FIELD = error(
    "onbekend-veld",
    "Veld '{name}' bestaat niet.",
    f"Haal het weg, of zet een # voor elke regel ervan; de velden staan in {HANDBOOK}.",
    meaning="dit veld bestaat niet, of niet bij deze soort pagina; is alleen een hoofdletter of streepje anders, dan "
    "is het gelezen en is dit een waarschuwing",
    advice="verbeter de naam; zie 'Alle velden' in het handboek",
)
"""No field of this name is allowed here: in this kind of page, in ``site.yaml`` or in a link."""

MEANT_FIELD = error("onbekend-veld", "Veld '{name}' bestaat niet.", "Bedoelde u '{meant}'? {remedy}")
"""No field of this name is allowed here, and the value does not fit the field that was probably meant."""

TEXT_AS_FIELD = error(
    "onbekend-veld",
    "Veld '{name}' bestaat niet op deze pagina.",
    "Zet de tekst onder de laatste ---, en haal het veld dan weg.",
)
"""A field has the text of the page, or an introduction where there is no field for one."""

PICTURE_AS_FIELD = error(
    "onbekend-veld",
    "Veld '{name}' bestaat niet op deze pagina.",
    "Zet de afbeelding in de tekst, onder de laatste ---: ![Wat erop te zien is]({file}). Haal het veld dan weg.",
)
"""A field has a picture, where pictures are only possible in the text."""

LINK_AS_FIELD = error(
    "onbekend-veld",
    "Veld '{name}' bestaat niet op deze pagina.",
    "Zet een link in de tekst, onder de laatste ---: [Wat het is]({target}). Haal het veld dan weg.",
)
"""A field has a file or an address, where these are only possible in the text."""

SUBTITLE = error(
    "onbekend-veld",
    "Veld '{name}' bestaat niet.",
    'Zet het achter de titel, alles tussen aanhalingstekens: titel: "De titel: de ondertitel".',
)
"""A field has a subtitle."""

HOME_TITLE = error(
    "onbekend-veld",
    "Veld '{name}' bestaat niet op de startpagina; boven aan staat 'beschrijving' of 'naam' uit site.yaml.",
    "Haal het weg. Wilt u er andere woorden, zet die dan in site.yaml bij 'beschrijving', of in de tekst.",
)
"""The file of the home page has a title."""

HIDDEN_PAGE = error(
    "onbekend-veld",
    "Veld '{name}' bestaat niet op deze pagina; '{text}' zou haar niet van de site houden.",
    "Zet het bestand buiten content/ tot het op de site mag, en haal het veld dan weg.",
)
"""A field of another system says that a page is not to be on the site."""

SECOND_FIELD = error(
    "onbekend-veld",
    "Veld '{name}' bestaat niet.",
    "Bedoelde u '{other}'? Dat staat al op regel {line}: houd er een over.",
)
"""No field of this name is allowed here, and the field that it resembles is there too."""

SECOND_VALUE = error(
    "onbekend-veld",
    "Veld '{name}' bestaat niet.",
    "Bedoelde u '{other}'? Dat staat al op regel {line}: zet de waarden daar samen in een lijst, [a, b].",
)
"""No field of this name is allowed here, and the field that it resembles is there too and can have several values."""

MISSPELT_FIELD = warning("onbekend-veld", "Veld '{written}' heet '{name}', en is zo gelezen.", "Schrijf '{name}:'.")
"""The name of a field has other capitals or separators than it should: ``Jaar`` or ``contact-persoon``."""

DUPLICATE_FIELD = error(
    "dubbele-sleutel",
    "Veld '{written}' is hetzelfde als '{first}', op regel {first_line}.",
    "Houd er een over, met de naam '{name}'{more}.",
)
"""A field occurs twice in different spellings: ``jaar`` and ``Jaar``."""

MISSING_FIELD = error(
    "ontbrekend-veld",
    "Veld '{name}' ontbreekt.",
    "Voeg een regel '{name}: {form}' toe.",
    meaning="een verplicht veld ontbreekt; in een concept, en bij `opdrachtgever`, is dat een waarschuwing",
    advice="voeg het toe; `opdrachtgever: []` als er geen is",
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
    "Vul het in{as_form}.",
    meaning="een verplicht veld of een waarde in een lijst is leeg; in een concept, en bij `opdrachtgever`, is een "
    "leeg veld een waarschuwing",
    advice="vul in, haal weg, of schrijf bij `opdrachtgever` de lege lijst `[]`",
)
"""A required field has no value."""

EMPTY_FIELD_IN_DRAFT = EMPTY_FIELD.as_warning()
"""A required field has no value in a draft."""

EMPTY_LIST_NOT_WRITTEN = warning("leeg-veld", "Veld '{name}' is leeg.", "Schrijf '{name}: []' als er geen is.")
"""A required field has no value, which is read as an empty list, as in ``opdrachtgever: []``."""

NO_LIST_WRITTEN = warning(
    "ontbrekend-veld", "Veld '{name}' ontbreekt.", "Voeg een regel '{name}: []' toe als er geen is."
)
"""A required field is absent, which is read as an empty list. Web editors cannot save an empty list."""

EMPTY_ITEM = error("leeg-veld", "In '{name}' staat een lege waarde.", "Vul haar in of haal haar weg.")
"""An item of a list has no value."""

INCOMPLETE_DRAFT = warning(
    "concept-onvolledig",
    "Dit concept mist nog {fields}.",
    "Vul dat in; tot dan toont alleen 'vindplaats serve --drafts' het.",
    meaning="een concept mist verplichte velden; alleen `vindplaats serve --drafts` toont het",
    advice="vul de velden in",
)
"""A draft lacks required fields, so only the preview shows it, and only with ``--drafts``."""

LIST_FOR_TEXT = error(
    "verkeerde-waarde",
    "In '{name}' staat een lijst; er hoort een enkele waarde.",
    "Schrijf de waarde zonder haakjes of streepje.",
    meaning="een waarde is van de verkeerde soort, zoals een lijst waar één waarde hoort, of een adres naast een naam",
    advice="zie de kolom 'waarde' bij 'Alle velden' in het handboek",
)
"""The value is a list where a single value is expected."""

CHANGED_BY_EDITOR = warning(
    "verkeerde-waarde",
    "'{text}' in '{name}' is zonder aanhalingstekens geen tekst voor de webredactie; zij bewaart {saved}.",
    "Zet de waarde tussen aanhalingstekens.",
)
"""On a site with a web editor, a text without quotes is something else in YAML 1.2, such as a number."""

LOST_BY_EDITOR = warning(
    "verloren-naam",
    "De naam '{name}' in 'extra' en de namen ernaast gaan verloren als de webredactie de pagina bewaart.",
    "Kies een naam die geen getal is en waarin geen punt staat, ook in uw sjablonen.",
    meaning="op een site met een webredactie (`redactie` in `site.yaml`) is een naam in `extra` een getal, of staat er "
    "een punt in; die raakt hem kwijt bij bewaren",
    advice="kies een andere naam, ook in uw sjablonen",
)
"""On a site with a web editor, a name in ``extra`` is a number or has a dot."""

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
"""An item of ``links`` is not a mapping, or has neither a titel nor a url."""

NOT_FREE_FIELDS = error(
    "verkeerde-waarde",
    "In '{name}' hoort bij elke waarde een naam.",
    "Schrijf bijvoorbeeld '{line}', met een naam naar keuze.",
)
"""The field ``extra`` is a text or a list, where values with names are expected."""

NOT_INDENTED = error(
    "onbekend-veld",
    "Veld '{first}' bestaat niet.",
    "Hoort het bij '{above}'? Zet dan twee spaties voor elke regel {what}.",
)
"""Fields are below a field without a value, to which they probably belong."""

MANY_FILES = error(
    "verkeerde-waarde",
    "In '{name}' staan {number} bestanden; er hoort er een.",
    "Schrijf het rapport zelf bij 'rapport', zonder haakjes of streepje, en de andere bij 'bijlagen'.",
)
"""The field ``rapport`` is a list of files."""

TWO_LOGOS = error(
    "verkeerde-waarde",
    "In 'logo' staan twee bestanden; er hoort er een.",
    "Schrijf 'logo: {light}', en op de volgende regel 'logo_donker: {dark}' voor donkere schermen.",
)
"""The field ``logo`` has two files. One of them is probably for dark screens."""

MANY_NAMES = error(
    "verkeerde-waarde",
    "In '{name}' staan {number} namen; er hoort er een.",
    "Schrijf '{line}' en zet bij 'aliassen' ook: [{others}].",
)
"""The name or abbreviation of an entry is a list. The others can be aliases of the entry."""

LIST_IN_PARENTHESES = warning(
    "verkeerde-waarde",
    "In '{name}' staat een lijst tussen ronde haakjes; zij is als lijst gelezen.",
    "Schrijf [a, b].",
)
"""A list is written as ``(a, b)``, which YAML takes for a text."""

MORE_THAN_A_NAME = warning(
    "verkeerde-waarde",
    "In '{name}' staat bij de naam '{text}' ook '{extra}'; dat komt niet op de site.",
    "Schrijf '{line}'{put}.",
)
"""A name has a link, an address or a phone number in it."""

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
    "Schrijf een pad dat begint met /, zoals /oud/pad/.",
    meaning="dit is geen pad op deze site, of geen pad vanwaar een pagina kan doorverwijzen",
    advice="schrijf een pad dat begint met `/`, zoals `/oud/pad/`, of haal het weg",
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


_FORMS: Mapping[str, str] = MappingProxyType({"datum": "jaar-maand-dag", "base_url": "https://..."})
"""How to write the value of a required field that has to be written in a certain way."""

_QUESTION, _, _MARK = SUGGESTION.partition("{near}")


def unknown_field(place: Place, name: str, near: str | None, remedy: str) -> Diagnostic:
    """Return the diagnostic for a field that does not exist; ``near`` is the field that was probably meant.

    ``remedy`` says how to write its value if that does not fit, and else is empty.
    """
    if near and remedy.startswith(_QUESTION):
        near, remedy = f"{near}: {remedy.removeprefix(_QUESTION).removesuffix(_MARK)}", ""
    if near and remedy:
        return MEANT_FIELD.at(place, name=name, meant=near, remedy=remedy)
    return UNKNOWN_FIELD.at(place, name=name, near=near)


def hidden_page(place: Place, name: str, text: str, *, can_be_draft: bool) -> Diagnostic:
    """Return the diagnostic for a field that does not exist and says that a page is not to be on the site."""
    return HIDDEN_PAGE.at(place, name=name, text=text, write=("concept: true",) if can_be_draft else ())


def not_free_fields(place: Place, name: str, line: str) -> Diagnostic:
    """Return the diagnostic for values without names. ``line`` is how to write them, or empty if that is not known."""
    known = line if 0 < len(line) <= MAX_WRITTEN_LENGTH else f"{name}: {{naam: waarde}}"
    return NOT_FREE_FIELDS.at(place, name=name, line=known)


def not_indented(place: Place, above: str, first: str, last: str) -> Diagnostic:
    """Return the diagnostic for fields from ``first`` to ``last`` that should be indented below the field ``above``."""
    what = f"van '{first}'" if first == last else f"van '{first}' tot en met '{last}'"
    return NOT_INDENTED.at(place, above=above, first=first, what=what)


def missing_field(place: Place, name: str, *, may_be_empty: bool, draft: bool) -> Diagnostic:
    """Return the diagnostic for a required field that is absent: an error, or a warning in a draft.

    It is a warning too if the field ``may_be_empty``, because no value then means an empty list.
    """
    if may_be_empty:
        return NO_LIST_WRITTEN.at(place, name=name)
    fault = MISSING_FIELD_IN_DRAFT if draft else MISSING_FIELD
    return fault.at(place, name=name, form=_FORMS.get(name, "..."))


def of_all_lines(found: Diagnostic, name: str) -> Diagnostic:
    """Return the diagnostic of a field with a value on several lines.

    If the remedy has the field as it should be written, on one line, it says that the others go.
    """
    if not any(f"{before}{name}: " in found.remedy for before in ("'", ": ")):
        return found
    return structs.replace(found, remedy=f"{found.remedy} Dat komt in plaats van alle regels van '{name}'.")


def without_missing_lists(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics without those about an absent field that is read as an empty list.

    The web editor leaves out such a field, because it cannot save an empty list.
    """
    return tuple(
        d
        for d in diagnostics
        if (d.code, d.severity) != (NO_LIST_WRITTEN.code, NO_LIST_WRITTEN.severity) or "[]" not in d.remedy
    )


def second_field(place: Place, name: str, other: str, line: int, *, is_list: bool) -> Diagnostic:
    """Return the diagnostic for a field that does not exist; ``other`` is the similar field on line ``line``."""
    return (SECOND_VALUE if is_list else SECOND_FIELD).at(place, name=name, other=other, line=line)


def duplicate_field(place: Place, name: str, written: str, first: tuple[str, int], *, is_list: bool) -> Diagnostic:
    """Return the diagnostic for a second spelling of field ``name``; ``first`` is the first one, with its line."""
    more = "; meer waarden gaan in een lijst: [a, b]" if is_list else ""
    return DUPLICATE_FIELD.at(place, name=name, written=written, first=first[0], first_line=first[1], more=more)


def empty_field(place: Place, name: str, *, may_be_empty: bool, draft: bool) -> Diagnostic:
    """Return the diagnostic for a required field that has no value.

    ``may_be_empty`` says whether an empty list would be valid. If so, the field is read as one, with a warning.
    """
    if may_be_empty:
        return EMPTY_LIST_NOT_WRITTEN.at(place, name=name)
    as_form = f": '{name}: {_FORMS[name]}'" if name in _FORMS else ""
    return (EMPTY_FIELD_IN_DRAFT if draft else EMPTY_FIELD).at(place, name=name, as_form=as_form)
