"""Faults in the syntax of front matter: the ``---`` lines around it, and its YAML.

Faults in the YAML of ``site.yaml`` are reported with the same messages.
"""

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import Fault, error, warning

NO_FRONT_MATTER = error(
    "geen-front-matter",
    "De pagina begint niet met front matter.",
    "Begin de eerste regel met --- en zet daaronder de velden.",
    meaning="de pagina begint niet met front matter",
    advice="begin de eerste regel met `---` en zet daaronder de velden",
)
"""The first line of the page is not ``---``."""

MERGE_CONFLICT = error(
    "samenvoegresten",
    "Hier begint een stuk dat git niet kon samenvoegen: twee versies van de tekst staan onder elkaar (een conflict).",
    "Kies de goede versie en haal de regels met <<<<<<<, =======, >>>>>>> en ||||||| weg.",
    meaning="in het bestand staan nog regels van git (`<<<<<<<`, `=======`, `>>>>>>>`) rond twee versies van de tekst",
    advice="kies de goede versie en haal die regels weg",
)
"""The file has the markers of a merge conflict."""

NOT_CLOSED = error(
    "front-matter-open",
    "De front matter is niet afgesloten.",
    "Zet een regel met alleen --- onder het laatste veld.",
    meaning="de front matter is niet afgesloten",
    advice="zet een regel met alleen `---` onder het laatste veld",
)
"""No line after the first is ``---``."""

NO_FIELDS = error(
    "yaml-fout",
    "Hier horen velden te staan.",
    "Schrijf elk veld op een eigen regel, als 'naam: waarde'.",
    meaning="de front matter is geen geldige YAML",
    advice="volg de raad in de melding: vaak een dubbele punt, aanhalingsteken, haakje of tab",
)
"""The YAML is a text or a list instead of a mapping."""

KEY_NOT_A_WORD = error("yaml-fout", "De naam van een veld moet een woord zijn.", "Schrijf 'naam: waarde'.")
"""A key is a list or a mapping instead of a word."""


def _invalid_yaml(remedy: str) -> Fault:
    return error("yaml-fout", "Dit is geen geldige YAML.", remedy)


INVALID_YAML = _invalid_yaml(
    "Schrijf 'naam: waarde', sluit elk aanhalingsteken en haakje, en spring overal gelijk in.",
)
"""The YAML cannot be parsed, and the line shows none of the mistakes that `invalid_yaml` looks for."""

TAB = _invalid_yaml("Vervang de tab door spaties.")
"""The YAML cannot be parsed, and the line contains a tab."""

NO_BREAK_SPACE = _invalid_yaml("Vervang de vaste spatie na de dubbele punt door een gewone: typ haar opnieuw.")
"""The YAML cannot be parsed, and the line has a no-break space after a colon (Option+Space on macOS)."""

RESERVED_SIGN = _invalid_yaml("Zet een waarde die met {sign} begint tussen aanhalingstekens.")
"""The YAML cannot be parsed, and the value begins with a character that has a special meaning in YAML."""

ODD_QUOTES = _invalid_yaml("Staat elk aanhalingsteken er twee keer, aan het begin en het eind?")
"""The YAML cannot be parsed, and the line has an odd number of single or of double quotes."""

COLON_IN_VALUE = _invalid_yaml(
    'Zet een waarde met een dubbele punt tussen aanhalingstekens: titel: "Zorg: een verkenning".',
)
"""The YAML cannot be parsed, and the line has more than one colon that is followed by a space."""

ODD_BRACKETS = _invalid_yaml("Sluit elk haakje.")
"""The YAML cannot be parsed, and the line has unequal numbers of opening and closing brackets."""

NO_SPACE = error("yaml-fout", "In '{line}' ontbreekt een spatie.", "Zet een spatie na de dubbele punt.")
"""The colon after a key is not followed by a space."""

COMMENT = warning(
    "yaml-commentaar",
    "Vanaf '{text}' is dit commentaar; het komt niet op de site.",
    "Zet de waarde tussen aanhalingstekens, of een spatie na # als het commentaar is.",
    meaning="wat na `#` staat, is commentaar en komt niet op de site",
    advice="zet de waarde tussen aanhalingstekens, of een spatie na `#` als u commentaar bedoelt",
)
"""YAML reads part of a value as a comment, which the editor probably did not intend, as in ``titel: Wijk #3``."""

HTML_COMMENT = error(
    "yaml-html",
    "'{text}' is in front matter geen commentaar; het zou op de site staan.",
    "Zet commentaar op een eigen regel achter een #, of haal het weg.",
    meaning="een waarde bevat `<!--`, `<?` of `<![CDATA[`, dat daar geen commentaar is en op de site zou staan",
    advice="zet commentaar op een eigen regel achter een `#`",
)
"""A value contains the beginning of something that HTML would hide but that would appear on the site."""

TOO_DEEP = error(
    "yaml-diepte",
    "De front matter is te diep genest.",
    "Een veld is een waarde of een eenvoudige lijst.",
    meaning="lijsten in lijsten in lijsten",
    advice="een veld is een waarde of een eenvoudige lijst",
)
"""Lists and mappings are nested deeper than `vindplaats.read.front_matter` allows."""

DUPLICATE_KEY = error(
    "dubbele-sleutel",
    "Veld '{name}' staat er al, op regel {first_line}.",
    "Houd er een over; meer waarden gaan in een lijst: [a, b].",
    meaning="een veld staat er twee keer",
    advice="houd er één over; meer waarden gaan in een lijst",
)
"""A mapping has the same key twice."""

ANCHOR = error(
    "yaml-anker",
    "YAML-ankers (&{name}, *{name}) kunnen hier niet.",
    "Schrijf de waarde voluit, of zet haar tussen aanhalingstekens.",
    meaning="ankers (`&naam`, `*naam`) kunnen niet",
    advice="schrijf de waarde voluit, of zet haar tussen aanhalingstekens",
)
"""The YAML has an anchor or an alias."""

TAG = error(
    "yaml-tag",
    "YAML-tags en -opdrachten ('{tag}') kunnen hier niet.",
    "Haal het uitroepteken of procentteken weg, of zet de waarde tussen aanhalingstekens.",
    meaning="tags en opdrachten (`!naam`, `%naam`) kunnen niet",
    advice="zet de waarde tussen aanhalingstekens",
)
"""The YAML has a tag or a directive."""


def invalid_yaml(place: Place, line: str) -> Diagnostic:
    """Return the diagnostic for YAML that cannot be parsed, with a remedy for the most likely mistake in ``line``."""
    value = line.partition(":")[2].strip()
    if "\t" in line:
        return TAB.at(place)
    if ":\u00a0" in line:
        return NO_BREAK_SPACE.at(place)
    if value[:1] in {"@", "`", "%", "*", "&", "!", "|", ">"}:
        return RESERVED_SIGN.at(place, sign=value[0])
    if line.count('"') % 2 or line.count("'") % 2:
        return ODD_QUOTES.at(place)
    if line.count(": ") > 1:
        return COLON_IN_VALUE.at(place)
    if line.count("[") != line.count("]") or line.count("{") != line.count("}"):
        return ODD_BRACKETS.at(place)
    return INVALID_YAML.at(place)
