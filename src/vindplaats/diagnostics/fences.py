"""Faults in the lines ``---`` around front matter."""

from vindplaats.diagnostics.fault import error

NO_FRONT_MATTER = error(
    "geen-front-matter",
    "De pagina begint niet met front matter.",
    "Zet bovenaan een regel ---, daaronder de velden, en daaronder nog een regel ---.",
    meaning="de pagina begint niet met front matter",
    advice="zet bovenaan een regel `---`, daaronder de velden, en daaronder nog een regel `---`",
)
"""The first line of the page is not ``---``."""

NOT_CLOSED = error(
    "front-matter-open",
    "De front matter is niet afgesloten.",
    "Zet een regel met alleen --- onder regel {line} ('{text}').",
    meaning="de front matter is niet afgesloten",
    advice="zet een regel met alleen `---` onder het laatste veld",
)
"""No line after the first is ``---``."""

NOT_A_FENCE = error(
    "front-matter-streepjes",
    "'{text}' is geen begin of eind van front matter.",
    "Maak van deze regel drie streepjes, zonder iets ervoor of erna: ---",
    meaning="een regel `---` van de front matter is anders geschreven, of staat op de verkeerde plaats",
    advice="zet `---` boven het eerste en onder het laatste veld, elk op een eigen regel, en nergens anders",
)
"""A fence has too many or other dashes, or something before them."""

NO_FENCES = error(
    "front-matter-streepjes",
    "'{text}' is geen begin of eind van front matter.",
    "Maak van de regels {first} en {last} drie streepjes, zonder iets ervoor of erna: ---",
)
"""Neither fence is ``---``."""

TOML = error(
    "front-matter-streepjes",
    "Dit is front matter in TOML, niet in YAML.",
    "Maak van de regels {first} en {last} drie streepjes (---) en schrijf elk veld als 'naam: waarde', zonder =.",
)
"""The front matter is written in TOML."""

LINES_ABOVE = error(
    "front-matter-streepjes",
    "Boven de front matter staan lege regels.",
    "Haal ze weg, zodat de eerste regel van de pagina --- is.",
)
"""The opening fence is not on the first line."""

NO_OPENING = error(
    "geen-front-matter",
    "Boven dit veld ontbreekt de regel waarmee front matter begint.",
    "Zet erboven, als eerste regel van de pagina: ---",
)
"""The page begins with a field."""

FENCE_INSIDE = error(
    "front-matter-streepjes",
    "De front matter eindigt hier, maar eronder staan nog velden.",
    "Haal deze regel --- weg.",
)
"""There is a fence between two fields."""

FENCE_TOO_EARLY = error(
    "front-matter-streepjes",
    "De front matter eindigt hier, maar eronder staan nog velden.",
    "Verplaats deze regel --- naar onder regel {line} ('{text}').",
)
"""The closing fence is above the last field."""

FIELDS_BELOW = error(
    "front-matter-streepjes",
    "Dit veld staat onder de front matter, zodat het als tekst op de site komt.",
    "Verplaats {number} ('{text}') naar boven regel {line} (---).",
)
"""The body begins with fields."""

IN_CODE = error(
    "geen-front-matter",
    "De front matter staat in een blok code.",
    "Haal {number} ({sign}) weg, zodat de eerste regel van de pagina --- is.",
)
"""The page, or its front matter, is between the lines of a block of code."""

NOT_FENCED = error(
    "geen-front-matter",
    "Rond deze velden ontbreken de regels waarmee front matter begint en eindigt.",
    "Zet als eerste regel van de pagina ---, en zet ook een regel --- onder regel {last} ('{text}').",
)
"""The page begins with fields, and has no fence at all."""
