"""Faults of the text of a page: its Markdown and the HTML in it. For links and images, see `links` and `media`."""

from vindplaats.diagnostics.fault import error, warning

TOP_HEADING = warning(
    "kop-niveau-1",
    "De kop '{text}' heeft niveau 1, net als de titel; hij is op niveau 2 gezet.",
    "Schrijf ## in plaats van #.",
    meaning="een kop in de tekst begint met één `#`; hij is op niveau 2 gezet",
    advice="schrijf `##`",
)
"""The text has a heading of the first level, which only the title of the page may have."""

TOO_DEEP = error(
    "tekst-diepte",
    "De tekst is te diep genest om op te maken.",
    "Spring lijsten en citaten minder diep in.",
    meaning="lijsten of citaten staan te diep in elkaar, of er staan te veel open haakjes, voetnoten of koppen",
    advice="spring minder diep in, sluit elk haakje, of verdeel de tekst",
)
"""Lists or quotes are nested too deeply to be converted."""

TOO_MUCH = error(
    "tekst-diepte",
    "Vanaf hier staan er te veel open haakjes, voetnoten of koppen om de tekst op te maken.",
    "Sluit elk haakje, zet \\ voor een haakje dat geen link begint, of verdeel de tekst over pagina's.",
)
"""The text exceeds a limit of `read.limits`, such as the number of headings, so it might take too long to convert."""

NOT_CONVERTED = error(
    "tekst-opmaak",
    "De tekst is niet op te maken.",
    "Kijk naar wat er tussen accolades staat: een attribuut zonder waarde ({{: id }}) kan niet.",
    meaning="de tekst is niet op te maken",
    advice="geef elk attribuut tussen accolades een waarde",
)
"""The Markdown converter raises an exception for the text."""

HTML_REMOVED = warning(
    "html-weggelaten",
    "{what} mag niet in een tekst en staat niet op de site.",
    "Haal het weg, of schrijf in Markdown wat u bedoelt.",
    meaning="HTML of een adres dat niet in een tekst mag, is weggelaten",
    advice="haal het weg, of schrijf in Markdown wat u bedoelt",
)
"""An element or attribute that is not allowed was removed. ``what`` says which, for example ``style bij <p>``."""

ADDRESS_REMOVED = warning(
    "html-weggelaten",
    "Het adres '{address}' mag niet in een tekst en staat niet op de site.",
    "Schrijf een adres op deze site, of een dat met https://, http:// of mailto: begint.",
)
"""An address with a scheme that is not allowed, such as ``javascript:``, was removed."""

DUPLICATE_ANCHOR = error(
    "dubbel-anker",
    "De id '{name}' staat hier twee keer; een link kan maar naar een van beide.",
    "Geef een van beide een andere id.",
    meaning="een id staat twee keer in een tekst",
    advice="geef een van beide een andere id",
)
"""Two elements of the text have the same id."""
