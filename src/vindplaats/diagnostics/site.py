"""The absence of ``site.yaml``, and faults in its language and its menu."""

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
