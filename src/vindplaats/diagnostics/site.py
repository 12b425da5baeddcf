"""The absence of ``site.yaml``, and faults in its language, its menu and its citation formats."""

from vindplaats.diagnostics.fault import error

SITE_FILE = "content/site.yaml"

MISSING_SITE = error(
    "geen-site",
    "content/site.yaml ontbreekt.",
    "Maak het bestand, met ten minste 'naam: ...' en 'base_url: https://...'.",
    meaning="`content/site.yaml` ontbreekt",
    advice="maak het bestand, met ten minste `naam` en `base_url`",
)
"""There is no ``site.yaml``."""

LANGUAGE_NOT_SUPPORTED = error(
    "nog-niet-ondersteund",
    "Een site met taal '{language}' is nog niet ondersteund.",
    "Schrijf taal: nl.",
    meaning="een taal van de site die er nog niet is",
    advice="schrijf `taal: nl`",
)
"""The language of the site is not Dutch."""

UNKNOWN_MENU_ITEM = error(
    "onbekend-menu",
    "'{text}' is geen overzicht of pagina.",
    "Haal het weg, of kies uit: {known}.",
    meaning="een onderdeel van `menu` is geen overzicht en geen pagina",
    advice="noem een overzicht (`projecten`, `nieuws`) of een bestand uit `paginas/`, zonder `.md`",
)
"""An item of the menu is neither an overview nor a page."""

_CHOOSE_FORMATS = "Kies uit bib, ris en csl, zoals 'exporten: [bib, ris]'. Wilt u er geen, schrijf dan 'exporten: []'."

UNKNOWN_FORMAT = error("verkeerde-waarde", "'{text}' in '{name}' is geen bib, ris of csl.", _CHOOSE_FORMATS)
"""A value of ``exporten`` is not a citation format that the site can make."""

FORMATS_AS_FIELDS = error("verkeerde-waarde", "In '{name}' staan velden; er hoort een lijst.", _CHOOSE_FORMATS)
"""``exporten`` is a mapping, such as ``{bib: true, ris: false}``."""

FORMATS_IN_LIST = error("verkeerde-waarde", "In '{name}' staat een lijst in een lijst.", _CHOOSE_FORMATS)
"""A list of formats is in another list: ``[bib, [ris, csl]]``."""

NO_FORMATS = error(
    "leeg-veld",
    "'{name}' heeft geen waarde.",
    "Schrijf '{name}: []' als u geen bestanden met literatuurverwijzingen wilt, of haal de regel weg: dan komen ze er "
    "alle drie.",
)
"""``exporten`` is empty, which may mean that there should be none, or that the editor has not chosen."""

DUPLICATE_FORMAT = error("verkeerde-waarde", "'{text}' staat meer dan eens in '{name}'.", "Houd er een over.")
"""A format is listed twice in ``exporten``."""
