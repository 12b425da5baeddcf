"""The absence of ``site.yaml``, and faults in its language, its menu and the templates of a site."""

from vindplaats.diagnostics.fault import error, warning

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
    "Gebruik bijvoorbeeld projecten, nieuws of de naam van een bestand in content/paginas/.",
    meaning="een onderdeel van `menu` is geen overzicht en geen pagina",
    advice="noem een overzicht (`projecten`, `nieuws`) of een bestand uit `paginas/`, zonder `.md`",
)
"""An item of the menu is neither an overview nor a page."""

UNKNOWN_TEMPLATE = warning(
    "onbekend-sjabloon",
    "Sjabloon '{name}' wordt nergens gebruikt.",
    "Haal het weg, of geef het de naam van een sjabloon uit de README.",
    meaning="een bestand in `templates/` wordt nergens gebruikt",
    advice="haal het weg, of verbeter de naam",
)
"""A file in ``templates/`` is used by no page and by no other template."""

TEMPLATE_ERROR = error(
    "sjabloon-fout",
    "Dit sjabloon is niet in te vullen: {problem}.",
    "Verbeter het sjabloon.",
    meaning="een sjabloon is niet in te vullen",
    advice="vraag wie de sjablonen beheert",
)
"""A template does not compile, or raises an exception while a page is rendered."""
