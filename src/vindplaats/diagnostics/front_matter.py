"""Faults in the YAML of front matter and of ``site.yaml``."""

from msgspec import structs

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.diagnostics.fault import Fault, error, warning

MERGE_CONFLICT = error(
    "samenvoegresten",
    "Hier begint een stuk dat git niet kon samenvoegen: twee versies van de tekst staan onder elkaar (een conflict).",
    "Kies de goede versie en haal de regels met <<<<<<<, =======, >>>>>>> en ||||||| weg.",
    meaning="in het bestand staan nog regels van git (`<<<<<<<`, `=======`, `>>>>>>>`) rond twee versies van de tekst",
    advice="kies de goede versie en haal die regels weg",
)
"""The file has the markers of a merge conflict."""

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


def _yaml(message: str, remedy: str) -> Fault:
    return error("yaml-fout", message, remedy)


YamlFault = Fault
"""The type of these faults, for a function that finds out which of them an editor made."""

INVALID_YAML = _yaml(
    "Dit is geen geldige YAML.",
    "Schrijf 'naam: waarde', sluit elk aanhalingsteken en haakje, en spring overal gelijk in.",
)
"""The YAML cannot be parsed, and none of the mistakes below explains why."""

_IN_QUOTES = "Zet de waarde tussen {quotes} aanhalingstekens: {line}"

APOSTROPHE = _yaml("Een waarde kan niet met een los ' beginnen.", _IN_QUOTES)
"""A value begins with an apostrophe, which YAML takes for a quotation mark: ``'s Nachts``."""

SHORT_YEAR = _yaml("Een jaar kan niet met een ' beginnen.", "Schrijf het voluit: {line}")
"""A year is written in two digits, with an apostrophe: ``'21``."""

UNCLOSED_QUOTE = _yaml("Dit aanhalingsteken wordt niet gesloten.", "Schrijf: {line}")
"""A value begins with a quotation mark and does not end in one."""

TEXT_AFTER_QUOTE = _yaml("Na het aanhalingsteken dat sluit, gaat de waarde verder.", _IN_QUOTES)
"""A value begins with a quotation and goes on after it: ``"Zorg" in beeld``."""

QUOTES_INSIDE = _yaml("Binnen deze aanhalingstekens staan dezelfde nog eens.", _IN_QUOTES)
"""A value in quotes contains the same quotation mark."""

BACKSLASH = _yaml("Tussen dubbele aanhalingstekens kan hier geen \\ staan.", _IN_QUOTES)
"""A value in double quotes has a backslash that is no escape."""

WRONG_QUOTE = _yaml("Dit aanhalingsteken wordt met een ander gesloten.", "Schrijf: {line}")
"""A value ends in another quotation mark than it begins with."""

CURLY = _yaml("Gekrulde aanhalingstekens zijn voor YAML gewone tekst.", "Typ rechte: {line}")
"""A value that needs quotes is in typographic ones."""

SEVERAL = _yaml("Hier staan meer waarden naast elkaar.", "Zet ze samen in een lijst: {line}")
"""A field has several values, each in quotes or brackets of its own."""

UNCLOSED_BRACKET = _yaml("Dit haakje wordt niet gesloten.", "Schrijf: {line}")
"""A list or mapping in brackets has no end."""

WRONG_BRACKET = _yaml("Dit haakje wordt met een ander gesloten.", "Schrijf: {line}")
"""A list or mapping in brackets ends in another bracket than it begins with."""

TEXT_AFTER_BRACKET = _yaml("Na het haakje dat sluit, gaat de waarde verder.", _IN_QUOTES)
"""A value begins with a text in brackets and goes on after it: ``[concept] Plan``."""

BRACES = _yaml("Tussen deze accolades staat iets anders dan 'naam: waarde'.", _IN_QUOTES)
"""A value is in braces but is no mapping."""

LOOSE_SIGN = _yaml("Na deze waarde staat nog '{sign}'.", "Haal het weg: {line}")
"""A value in quotes or brackets ends in a comma, as in a program."""

DOUBLE_COMMA = _yaml("Tussen deze komma en die ervoor staat niets.", "Schrijf: {line}")
"""A list in brackets has an empty item."""

MARKDOWN = _yaml("Een veld heeft geen opmaak, zoals **vet** of *cursief*.", "Schrijf: {line}")
"""A value begins with emphasis in Markdown."""

MARKDOWN_LINK = _yaml("Een link zoals in een tekst kan hier niet.", "Schrijf: {line}")
"""A value is a link in Markdown, in a field that needs only its text or address."""

_LINK = '{{titel: "Over ons", url: "/over-ons/"}}'

LINK_IN_TEXT = _yaml(
    MARKDOWN_LINK.message, f"Maak van elke link en van elke tekst een onderdeel, en van een link {_LINK}"
)
"""The same, of a text with other words, in a field with links of another form."""

LINK_IN_BRACES = _yaml("Deze link is geen geldige YAML.", f"Schrijf hem met aanhalingstekens, zoals {_LINK}")
"""A link in braces, with a title and an address, cannot be parsed."""

NO_VALUE = _yaml("'{sign}' is hier geen waarde.", "Vul de waarde in, of haal deze regel weg.")
"""A value is a sign that means that there is none."""

NO_VALUE_YET = _yaml("'{sign}' is hier geen waarde.", "Vul in wat hier hoort te staan.")
"""The same, of a field that must have a value."""

NO_VALUE_IN_LIST = _yaml("'{sign}' is hier geen waarde.", "Schrijf als er geen is: {line}")
"""The same, of a field that may be an empty list."""

SIGN_BEFORE_VALUE = _yaml(
    "Een waarde kan niet met {sign} beginnen.",
    "Haal het teken weg: {line}. Hoort het bij de waarde, schrijf dan: {kept}",
)
"""A value begins with a sign that is probably left over from something else, such as the dash of a list."""

SIGN_BEFORE_NUMBER = _yaml("Een waarde kan niet met {sign} beginnen.", "Haal het teken weg: {line}")
"""The same, of a value that cannot have the sign at all."""

RESERVED_SIGN = _yaml("Een waarde kan niet met {sign} beginnen.", _IN_QUOTES)
"""A value begins with a sign that has a special meaning in YAML."""

COLON_IN_VALUE = _yaml("In deze waarde staat een dubbele punt met een spatie erna.", _IN_QUOTES)
"""A value contains a colon that is followed by a space or ends the line."""

SEVERAL_FIELDS = _yaml("Op deze regel staan {number} velden.", "Zet elk veld op een eigen regel: {line}")
"""A line has the name and value of a second field after those of the first."""

NO_BREAK_SPACE = _yaml(
    "Hier staat een vaste spatie (zoals U+00A0), die in YAML geen spatie is.",
    "Typ haar opnieuw, als gewone spatie{where}: {line}",
)
"""The space after a colon or dash, or in the indentation, is not the ordinary one (Option+Space on macOS)."""

INVISIBLE = _yaml("In of voor deze naam staat een onzichtbaar teken.", "Typ de regel opnieuw{where}: {line}")
"""A name of a field has a character without width."""

OTHER_SIGN = _yaml("Na de naam van een veld hoort een dubbele punt, geen '{sign}'.", "Schrijf: {line}")
"""The name of a field is followed by ``=`` or another sign instead of a colon."""

NO_COLON = _yaml("Na de naam van dit veld ontbreekt de dubbele punt.", "Schrijf: {line}")
"""The name of a field is followed by its value without a colon."""

NO_SPACE = _yaml("In '{text}' ontbreekt een spatie.", "Schrijf, met een spatie na de dubbele punt: {line}")
"""The colon after a key is not followed by a space."""

LOOSE_LINE = _yaml(
    "Deze regel heeft geen naam met een dubbele punt.",
    "Hoort hij bij het veld erboven, zet er dan twee spaties voor: '  {line}'. Schrijf anders 'naam: waarde'.",
)
"""A line is no field, and does not belong to the field above it."""

TAB = _yaml("Deze regel begint met een tab.", "Vervang elke tab door spaties{where}: '{line}'")
"""A line is indented with a tab."""

TAB_BEFORE_FIELD = _yaml("Deze regel begint met een tab.", "Haal de tab weg: {line}")
"""A field is indented with a tab."""

INDENTED_FIELD = _yaml("Dit veld is ingesprongen.", "Haal de spaties ervoor weg: {line}")
"""A field is indented, so that it seems to belong to the one above it."""

INDENT = _yaml("Deze regel springt niet gelijk in met die erboven.", "Maak ervan{where}: '{line}'")
"""An item of a list, or a line in an item, has another indentation than those above it."""

BULLET = _yaml("In een lijst begint elke regel met een streepje en een spatie.", "Maak ervan{where}: '{line}'")
"""An item of a list begins with another sign, or has no space after its dash."""

TEXT_WITH_DASHES = _yaml(
    "Deze waarde gaat verder op een regel die met een streepje begint.", "Schrijf op een regel: {line}"
)
"""A text continues on a line that looks like an item of a list."""

LOOSE_ITEM = _yaml(
    "Boven deze regel van een lijst staat geen naam van een lijst.",
    "Zet er een regel boven met de naam van het veld, zoals 'trefwoorden:'.",
)
"""An item of a list is below a field that has a single value."""

COMMENT_SIGN = _yaml("Commentaar begint in YAML met een hekje.", "Schrijf: {line}")
"""A line is a comment of another language."""

SIGN_BEFORE_NAME = _yaml("Een veld begint met zijn naam.", "Haal de andere tekens weg: {line}")
"""The name of a field is in bold type, or is written as an item of a list."""

QUOTED_FIELD = _yaml("Om de hele regel staan aanhalingstekens.", "Haal ze weg: {line}")
"""Not only the value but the whole field is in quotes."""

LIST_AFTER_VALUE = _yaml("Deze lijst begint naast de naam en gaat eronder verder.", "Schrijf op een regel: {line}")
"""A field has a value, and items of a list below it."""


def is_unexplained(diagnostic: Diagnostic) -> bool:
    """Return whether a diagnostic says no more than that a text cannot be parsed."""
    return diagnostic.message in {INVALID_YAML.message, NO_FIELDS.message}


COMMENT = warning(
    "yaml-commentaar",
    "Vanaf '{text}' is dit commentaar; het komt niet op de site.",
    "Zet de waarde tussen aanhalingstekens: {example}. Is het commentaar, zet dan een spatie na het hekje.",
    meaning="wat na `#` staat, is commentaar en komt niet op de site",
    advice="zet de waarde tussen aanhalingstekens, of een spatie na `#` als u commentaar bedoelt",
)
"""YAML reads part of a value as a comment, which the editor probably did not intend, as in ``titel: Wijk #3``."""

ONLY_COMMENT = warning(
    "yaml-commentaar",
    "Vanaf '{text}' is dit commentaar, zodat het veld leeg is.",
    "Zet de waarde tussen {quotes} aanhalingstekens: {line}. Is het commentaar, geef dat dan een eigen regel.",
)
"""A value begins with ``#``, so that YAML reads it as a comment."""

EMPTIED = error("yaml-commentaar", ONLY_COMMENT.message, ONLY_COMMENT.remedy)
"""The same, of a field that a page must have."""

CURLY_QUOTES = warning(
    "gekrulde-aanhalingstekens",
    "De gekrulde aanhalingstekens rond '{text}' komen ook op de site.",
    "Schrijf: {line}. Horen ze bij de tekst, schrijf dan: {kept}",
    meaning="om een waarde staan gekrulde aanhalingstekens (`“…”`), die voor YAML bij de tekst horen",
    advice='typ rechte (`"…"`), of zet ook die erbij als de gekrulde op de site moeten',
)
"""A value is in typographic quotes, which are shown."""

CURLY_NAME = warning(
    "gekrulde-aanhalingstekens",
    "De gekrulde aanhalingstekens rond '{text}' zijn overgeslagen.",
    "Schrijf: {line}",
)
"""The same, of a value that is no text of its own but a name, year or address."""

DECOMPOSED = warning(
    "losse-accenten",
    "'{text}' is geschreven met een los accent of in losse delen, en gelezen als één teken.",
    "Typ het opnieuw.",
    meaning="in een veld staat een letter met een los accent: twee tekens die er als één uitzien, vaak overgenomen uit "
    "een PDF of een bestandsnaam; zij zijn als één gelezen",
    advice="typ de letter opnieuw, of laat `vindplaats check --fix` het doen",
)
"""A letter and its accent are two characters (not NFC), so that other programs take a name for another."""

HTML_COMMENT = error(
    "yaml-html",
    "'{text}' is in front matter geen commentaar; het zou op de site staan.",
    "Zet commentaar op een eigen regel achter een #, of haal het weg.",
    meaning="een waarde bevat `<!--`, `<?` of `<![CDATA[`, dat daar geen commentaar is en op de site zou staan",
    advice="zet commentaar op een eigen regel achter een `#`",
)
"""A value contains the beginning of something that HTML would hide but that would appear on the site."""

HTML_ENTITY = warning(
    "yaml-entiteit",
    "'{text}' hoort bij HTML; in een veld staat het teken zelf.",
    "Schrijf: {line}",
    meaning="in een veld staat een teken zoals in HTML (`&eacute;`), dat als `é` is gelezen",
    advice="typ het teken zelf",
)
"""A value contains an entity of HTML, which is read as its character."""

ENTITY_AT_START = _yaml("Dit teken is geschreven zoals in HTML.", "Typ het teken zelf: {line}")
"""A value begins with an entity of HTML."""

DROPPED_BACKSLASH = warning(
    "yaml-backslash",
    "Tussen dubbele aanhalingstekens laat YAML een \\ voor een spatie weg.",
    "Zet de waarde tussen enkele aanhalingstekens: {line}",
    meaning="tussen dubbele aanhalingstekens staat een `\\` voor een spatie, die YAML weglaat",
    advice="zet de waarde tussen enkele aanhalingstekens",
)
"""A value in double quotes has a backslash before a space."""

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
    "Houd er een over.",
    meaning="een veld staat er twee keer",
    advice="houd er één over; meer waarden gaan in een lijst",
)
"""A mapping has the same key twice."""

DUPLICATE_LIST = error(
    "dubbele-sleutel", DUPLICATE_KEY.message, "Houd er een over; meer waarden gaan in een lijst: [a, b]."
)
"""The same, of a field that can have several values."""

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
    "Zet de waarde tussen aanhalingstekens.",
    meaning="tags en opdrachten (`!naam`, `%naam`) kunnen niet",
    advice="zet de waarde tussen aanhalingstekens",
)
"""The YAML has a tag or a directive."""

SIGN_OF_ANCHOR = error("yaml-anker", RESERVED_SIGN.message, RESERVED_SIGN.remedy)
"""A value begins with the sign of an anchor or alias."""

ANCHOR_BEFORE_VALUE = error("yaml-anker", SIGN_BEFORE_VALUE.message, SIGN_BEFORE_VALUE.remedy)
"""The same, of a name that probably has no such sign."""

SIGN_OF_TAG = error("yaml-tag", RESERVED_SIGN.message, RESERVED_SIGN.remedy)
"""A value begins with the sign of a tag."""


def of_joined_lines(found: Diagnostic, last: int) -> Diagnostic:
    """Return the diagnostic of a value that goes on up to line ``last``, and that its remedy has on one line."""
    lines = f"{found.line} en {last}" if last == found.line + 1 else f"{found.line} tot en met {last}"
    return structs.replace(found, remedy=f"Maak van regel {lines} een regel. {found.remedy}")
