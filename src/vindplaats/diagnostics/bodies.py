"""Faults in the Markdown and HTML of a text. Most faults in links and images are in `links` and `media`."""

from collections.abc import Mapping
from types import MappingProxyType

from vindplaats.diagnostics.fault import Fault, error, warning

TOP_HEADING = warning(
    "kop-niveau-1",
    "De kop '{text}' heeft niveau 1, net als de titel; hij is op niveau 2 gezet.",
    "Schrijf ## voor de kop, in plaats van #, === of <h1>.",
    meaning="een kop in de tekst begint met één `#`; hij is op niveau 2 gezet",
    advice="schrijf `##`",
)
"""The text has a heading of the first level, which only the title of the page may have."""

TOO_DEEP = error(
    "tekst-diepte",
    "Hier staan lijsten, citaten, voetnoten of definities te diep in elkaar.",
    "Zet er hooguit {most} in elkaar: spring minder diep in, of haal tekens zoals > en - ervoor weg.",
    meaning="lijsten, citaten, voetnoten of definities staan te diep in elkaar, "
    "of er staan te veel open haakjes, voetnoten, koppen, afkortingen, `` ` ``-tekens of HTML-elementen",
    advice="zet er hooguit 50 in elkaar, sluit elk haakje, of verdeel de alinea of de tekst",
)
"""The first line on which containers are nested too deeply (`MAX_BLOCK_DEPTH`). Of any kind, ``most`` may be nested."""

TOO_MUCH = error(
    "tekst-diepte",
    "Vanaf hier staan er te veel open haakjes, voetnoten, koppen, afkortingen, `-tekens of HTML-elementen om de tekst "
    "op te maken.",
    "Sluit elk haakje of element, verdeel een lange alinea met lege regels, of verdeel de tekst over pagina's.",
)
"""The text exceeds a limit in `read.limits`, such as the one on headings, so it might take too long to convert."""

HTML_REMOVED = warning(
    "html-weggelaten",
    "{what} mag niet in een tekst en staat niet op de site{times}.",
    "Haal het weg, schrijf in Markdown wat u bedoelt, of zet \\ voor < als het tekst is.",
    meaning="HTML of een adres dat niet in een tekst mag, is weggelaten",
    advice="haal het weg, schrijf in Markdown wat u bedoelt, of zet `\\` voor `<` als het tekst is",
)
"""An element, attribute or something like ``<? … ?>`` was removed. ``what`` names it, such as ``style bij <p>``."""

VIDEO_REMOVED = warning(
    "html-weggelaten",
    "{what} mag niet in een tekst en staat niet op de site{times}.",
    "Zet de video naast de pagina en verwijs daarnaar: ![De wethouder opent de bibliotheek](film.mp4).",
)
"""A ``<video>`` in raw HTML was removed."""

FRAME_REMOVED = warning(
    "html-weggelaten",
    "{what} mag niet in een tekst en staat niet op de site{times}.",
    "Zet het adres dat bij src staat alleen op een regel, met een lege regel ervoor en erna, en de site ervan bij "
    "'insluiten' in site.yaml.",
)
"""An ``<iframe>`` in raw HTML was removed."""

ELEMENTS_REMOVED: Mapping[str, Fault] = MappingProxyType({"iframe": FRAME_REMOVED, "video": VIDEO_REMOVED})
"""The faults of elements for which there is Markdown; `HTML_REMOVED` is that of all others."""

ADDRESS_REMOVED = warning(
    "html-weggelaten",
    "Het adres '{address}' mag niet in een tekst en staat niet op de site{times}.",
    "Schrijf een adres op deze site, of een dat met https://, http:// of mailto: begint, of haal de link weg.",
)
"""An address with a scheme that is not allowed, such as ``javascript:``, was removed."""

IMAGE_ADDRESS_REMOVED = warning(
    "html-weggelaten",
    "De afbeelding '{address}' staat niet op de site{times}: zij is geen bestand.",
    "Zet de afbeelding naast de pagina en verwijs daarnaar: ![Lezers aan de leestafel](leestafel.jpg).",
)
"""The address of an image has a scheme that is not allowed, such as ``data:``. It was removed."""

DUPLICATE_ANCHOR = error(
    "dubbel-anker",
    "De id '{name}' is in deze tekst al gebruikt; een link kan maar naar een van beide.",
    "Geef een van beide een andere id, of haal er een weg.",
    meaning="een id staat twee keer in een tekst",
    advice="geef een van beide een andere id",
)
"""Two elements of the text have the same id."""

OPEN_COMMENT = error(
    "commentaar-open",
    "Het commentaar '{text}' eindigt nergens.",
    "Zet --> achter het commentaar. Moet <!-- in de tekst staan, schrijf dan \\<!--.",
    meaning="een commentaar (`<!--`) eindigt nergens, begint in code en eindigt erbuiten, "
    "of is verkeerd getypt en zou op de site staan",
    advice="zet `-->` achter het commentaar; moet `<!--` in de tekst staan, schrijf dan `\\<!--`",
)
"""A comment has no end. Either everything after it would be hidden, or the comment would be shown to visitors."""

COMMENT_IN_CODE = error(
    "commentaar-open",
    "Het commentaar '{text}' begint in code en eindigt erbuiten; zo staat het op de site.",
    "Zet het hele commentaar buiten de code: controleer de ` ervoor en de spaties aan het begin van de regel.",
)
"""A comment begins in a code span or block but ends outside it, so that it would be shown to visitors."""

INDENTED_COMMENT = warning(
    "tekst-vorm",
    "Het commentaar '{text}' is ingesprongen als code en staat zo op de site.",
    "Haal de spaties ervoor weg, of zet code die zo op de site moet staan tussen regels met ```.",
)
"""A comment is indented so far that it is a code block."""

NEARLY_A_COMMENT = error(
    "commentaar-open",
    "'{text}' lijkt op een commentaar, maar is er geen; het zou op de site staan.",
    "Schrijf commentaar als <!-- tekst -->, of zet \\ voor het eerste teken als dit in de tekst moet staan.",
)
"""Text resembles a comment but is shown, such as ``<! -- text -->`` or ``[//]: # (text)`` in a paragraph."""

OTHER_COMMENT = error(
    "commentaar-open",
    "'{text}' is hier geen commentaar; het zou op de site staan.",
    "Schrijf '{meant}', of zet \\ voor het eerste teken als dit in de tekst moet staan.",
)
"""A comment of another system, such as ``{# text #}``, or a comment without its exclamation mark: ``<-- text -->``."""

ESCAPED_COMMENT = warning(
    "tekst-vorm",
    "'{text}' is geen commentaar en staat zo op de site.",
    "Schrijf commentaar als <!-- tekst -->, en zet ` ervoor en erachter als dit in de tekst moet staan.",
)
"""The ``<`` of a comment is written as ``&lt;``, so that the comment is shown."""

NOT_A_LINK = warning(
    "tekst-vorm",
    "'{text}' lijkt op een link, maar is er geen; het staat zo op de site.",
    "Schrijf [tekst](adres) zonder spatie ertussen, en een adres met spaties als [tekst](<adres>).",
    meaning="iets staat anders op de site dan waarschijnlijk de bedoeling is: een mislukte link, voetnoot of opsomming",
    advice="doe wat de melding zegt, of zet `\\` voor het teken dat letterlijk in de tekst moet staan",
)
"""Brackets look like a link, such as ``[text] (address)`` or ``(text)[address]``, but are shown as they are."""

LINK_MEANT = warning(
    "tekst-vorm",
    "'{text}' lijkt op een link, maar is er geen; het staat zo op de site.",
    "Schrijf '{meant}', of zet \\ voor de eerste haak als het tekst is.",
)
"""Brackets look like a link, and it is known which."""

LINK_WITH_NAME_OF_PAGE = warning(
    "tekst-vorm",
    "'{text}' lijkt op een link, maar is er geen, want een adres heeft geen spaties; het staat zo op de site.",
    "Schrijf '[{meant}](naam.md)', met in plaats van naam.md de naam van het bestand van die pagina.",
)
"""A link has the title of a page in place of the name of its file."""

WIKI_LINK = warning(
    "tekst-vorm",
    "'{text}' is een link van een ander systeem; het staat zo op de site.",
    "Schrijf '[{meant}](naam.md)', met in plaats van naam.md het bestand van die pagina, zo nodig met de map ervoor, "
    "of een webadres. Is het geen link, zet dan \\ voor de eerste haak.",
)
"""A link has the form of a wiki: ``[[Page]]``."""

UNDEFINED_REFERENCE = warning(
    "tekst-vorm",
    "'{text}' verwijst naar een adres dat nergens staat; het staat zo op de site.",
    "Schrijf [tekst](adres), of zet het adres onderaan: [naam]: adres.",
)
"""A link of the form ``[text][label]`` has no definition."""

DUPLICATE_DEFINITION = warning(
    "tekst-vorm",
    "Het adres '[{text}]:' staat er twee keer; alleen het eerste telt.",
    "Geef een van beide een andere naam.",
)
"""Two definitions of links have the same label and different addresses."""

UNKNOWN_FOOTNOTE = warning(
    "tekst-vorm",
    "'{text}' verwijst naar een voetnoot die er niet is; het staat zo op de site.",
    "Zet de voetnoot onderaan de tekst: {text}: de noot.",
)
"""The text mentions a footnote that is not defined."""

NEARLY_A_FOOTNOTE = warning(
    "tekst-vorm",
    "'{text}' lijkt op een voetnoot, maar is er geen; het staat zo op de site.",
    "Schrijf [^1], zonder spatie tussen de haken, of zet \\ voor de eerste haak.",
)
"""The text has ``[^`` without a label and a closing bracket directly after it, such as ``[^ 1]``."""

DUPLICATE_FOOTNOTE = warning(
    "tekst-vorm",
    "De voetnoot '[^{text}]:' staat er twee keer; alleen de eerste komt op de site.",
    "Geef een van beide een ander nummer, hier en in de tekst.",
)
"""Two footnotes have the same label."""

UNUSED_FOOTNOTE = warning(
    "tekst-vorm",
    "De voetnoot '[^{text}]:' wordt in de tekst niet genoemd en staat niet op de site.",
    "Zet [^{text}] waar de noot bij hoort, of haal de noot weg.",
)
"""The text does not mention a footnote that it defines."""

STRAY_EMPHASIS = warning(
    "tekst-vorm",
    "De tekens in '{text}' maken niets vet of schuin en staan zo op de site.",
    "Zet ze voor en na de woorden, daar zonder spatie en aan de buitenkant met een spatie, of zet \\ voor elk teken.",
)
"""A run of two or more ``*``, ``_`` or ``~`` that was probably meant as emphasis is shown as it is."""

SINGLE_TILDE = warning(
    "tekst-vorm",
    "De tekens in '{text}' halen hier niets door en staan zo op de site.",
    "Schrijf ~~tekst~~ om door te halen, <sub>2</sub> voor een laag teken, of zet \\ voor elke ~.",
)
"""Text is between single tildes. GitHub shows such text as deleted, and other programs show it as a subscript."""

STRAY_FENCE = warning(
    "tekst-vorm",
    "'{text}' begint geen codeblok en staat zo op de site.",
    "Zet de drie tekens aan het begin van een eigen regel, voor en na de code.",
)
"""Three or more backticks are shown as they are."""

MARKDOWN_IN_HTML = warning(
    "tekst-vorm",
    "'{text}' staat in HTML en wordt daar niet opgemaakt.",
    "Zet een lege regel na de openingstag of het commentaar, en een voor de sluittag.",
)
"""Markdown in a block of HTML is not converted but shown as it is, as on GitHub."""

EMPTY_HEADING = warning(
    "tekst-vorm",
    "De kop '{text}' heeft geen tekst.",
    "Schrijf een tekst achter de hekjes, of haal ze weg.",
)
"""A heading has no text (the rule ``empty-heading`` of axe)."""

HTML_HEADING_WITHOUT_TEXT = warning(
    "tekst-vorm",
    "De kop '{text}' heeft geen tekst.",
    "Schrijf een tekst tussen de tags, of haal ze weg.",
)
"""A heading in raw HTML has no text."""

LINK_WITHOUT_TEXT = warning(
    "tekst-vorm",
    "'{text}' is een link zonder tekst; niemand kan erop klikken.",
    "Schrijf tussen de vierkante haken waar de link heen gaat, of haal de link weg.",
)
"""A link has no text and no image."""

HTML_LINK_WITHOUT_TEXT = warning(
    "tekst-vorm",
    "'{text}' is een link zonder tekst; niemand kan erop klikken.",
    "Schrijf tussen <a> en </a> waar de link heen gaat, of haal de link weg.",
)
"""A link in raw HTML has no text and no image."""

EXTRA_CELL = warning(
    "tekst-vorm",
    "De cel '{text}' staat niet op de site: de tabel heeft er geen kolom voor.",
    "Geef de kop van de tabel en de regel met streepjes evenveel kolommen, of zet \\ voor een | die geen cel begint.",
)
"""A row of a table has more cells than its header."""

FOREIGN_COMMAND = warning(
    "tekst-vorm",
    "'{text}' is een opdracht van een ander systeem en staat zo op de site.",
    "Haal de opdracht weg, met het einde ervan als dat er is, of schrijf in Markdown wat u bedoelt.",
)
"""The text has a command of another generator or template language, such as ``{{< figure >}}``."""

FOREIGN_BULLET = warning(
    "tekst-vorm",
    "Het teken '{text}' maakt geen opsomming.",
    "Begin een regel voor elk punt, met '- ' of '1. ' in plaats van '{text}'.",
)
"""Lines begin with a bullet of another program, such as ``•``, ``o`` or a dash."""

ITEM_WITHOUT_SPACE = warning(
    "tekst-vorm",
    "'{text}' begint geen opsomming, want er staat geen gewone spatie achter; het staat zo op de site.",
    "Zet in elke regel van de opsomming een gewone spatie achter '{text}'.",
)
"""Lines begin with bullets or numbers that are followed by no space, or by a no-break space (Option+Space on macOS)."""

HEADING_WITHOUT_SPACE = warning(
    "tekst-vorm",
    "'{text}' is geen kop, want achter de hekjes staat geen gewone spatie; het staat zo op de site.",
    "Zet een gewone spatie achter de hekjes.",
)
"""A line begins with hashes that are followed by no space, which some other programs allow, or by a no-break space."""

LATE_LIST = warning(
    "tekst-vorm",
    "'{text}' begint geen opsomming: direct na een regel tekst kan dat alleen met 1.",
    "Zet er een lege regel boven.",
)
"""An ordered list that does not begin at 1 follows a line of text, so that it becomes part of that paragraph."""

DEEP_LIST = warning(
    "tekst-vorm",
    "'{text}' begint geen opsomming, want de regel is te ver ingesprongen; het staat zo op de site.",
    "Spring de regel even ver in als de tekst erboven.",
)
"""A line looks like an item of a list, but is indented as far as code, so that it continues a paragraph."""

NOT_A_TABLE = warning(
    "tekst-vorm",
    "'{text}' lijkt op een tabel, maar is er geen; het staat zo op de site.",
    "Zet onder de kop van de tabel een regel met evenveel kolommen, zoals |---|---|, en haal lege regels erin weg.",
)
"""Lines look like a table, but the delimiter row is missing or has more or fewer columns than the header."""

TABLE_WITHOUT_HEAD = warning(
    "tekst-vorm",
    "Boven '{text}' staat geen kop, en zonder kop is dit geen tabel; het staat zo op de site.",
    "Zet direct boven deze regel een regel met de koppen van de kolommen, zoals {meant}.",
)
"""A delimiter row has no head above it."""

WRONG_DELIMITERS = warning(
    "tekst-vorm",
    "'{text}' heeft niet evenveel kolommen als de kop erboven, en zo is dit geen tabel; het staat zo op de site.",
    "Schrijf '{meant}'.",
)
"""A delimiter row has more or fewer columns than the head of its table, which is as wide as the rows."""

TABLE_OF_TABS = warning(
    "tekst-vorm",
    "'{text}' is geen tabel, want tabs scheiden geen cellen; alles staat achter elkaar op de site.",
    "Begin de tabel met de regels {meant}, en zet ook in de andere regels | voor, tussen en achter de cellen.",
)
"""Lines from a spreadsheet have tabs between their cells."""

UNCLOSED_FENCE = warning(
    "tekst-vorm",
    "De code die met {text} begint, eindigt nergens, of pas na een regel die ook met {text} begint.",
    "Zet een regel met alleen {text} onder de laatste regel van de code. Hoort er een regel met {text} bij de code, "
    "schrijf dan een teken meer ervoor en erachter.",
)
"""A code block has no closing fence, so that the text below it is code as well."""

WRONG_FENCE = warning(
    "tekst-vorm",
    "De code die met {text} begint, eindigt nergens, want {meant} sluit haar niet.",
    "Schrijf onder de code {text} in plaats van {meant}.",
)
"""A code block has other signs below it than those with which it begins."""

FENCE_WITHOUT_CODE = warning(
    "tekst-vorm",
    "Met {text} begint code, maar onder deze regel staat niets meer.",
    "Haal de regel weg, of sluit de code erboven die nog open is met een regel met alleen {text}.",
)
"""The last line of a text or of an item is an opening fence. It was probably meant to close code."""

SENTENCE_AS_CODE = warning(
    "tekst-vorm",
    "'{text}' is vier spaties of meer ingesprongen en staat daardoor als code op de site.",
    "Haal de spaties aan het begin van de regels weg. Is het code, zet dan regels met ``` ervoor en erachter.",
)
"""A sentence is indented so far that it is a code block."""

SENTENCE_AS_HEADING = warning(
    "tekst-vorm",
    "De tekst boven '{text}' staat door deze regel als kop op de site.",
    "Zet een lege regel boven {text} voor een lijn; schrijf anders ## voor de kop en haal {text} weg.",
)
"""A paragraph became a heading because of the dashes directly below it."""

NOT_AN_ID = warning(
    "tekst-vorm",
    "'{text}' geeft de kop geen id; het staat zo op de site.",
    "Schrijf achter de kop '{meant}', met een spatie ervoor.",
)
"""A heading ends with something like an id, such as ``{#id``."""

NOT_CONTENTS = warning(
    "tekst-vorm",
    "'{text}' geeft geen inhoudsopgave; het staat zo op de site.",
    "Schrijf '[TOC]', of zet \\ ervoor als het tekst is.",
)
"""A paragraph is nearly ``[TOC]``."""

UNKNOWN_BOX = warning(
    "tekst-vorm",
    "'{text}' is geen soort kader; het staat zo op de site.",
    "Schrijf {meant}.",
)
"""A quote begins like a box, but with a kind that does not exist."""

BOX_WITHOUT_TEXT = warning(
    "tekst-vorm",
    "Zo begint '{text}' geen kader; het staat zo op de site.",
    "Zet de tekst van het kader op de regels eronder, elk met > ervoor, en laat {text} alleen op zijn regel.",
)
"""A box has its text behind its kind, or no text at all."""

FOOTNOTE_WITHOUT_CARET = warning(
    "tekst-vorm",
    "'{text}' verwijst naar een voetnoot die er niet is; het staat zo op de site.",
    "Schrijf '{text}:' in plaats van '{meant}' voor de noot.",
)
"""The text mentions a footnote that was written without ``^`` or without a colon."""

CODE_BY_INDENT = warning(
    "tekst-vorm",
    "'{text}' is vier spaties of meer ingesprongen en staat daardoor als code op de site.",
    "Zet de tag aan het begin van de regel. Is het code, zet dan regels met ``` ervoor en erachter.",
)
"""An indented tag became a code block, because it follows an empty line. It belongs to the HTML before that line."""

HIDDEN_DEFINITION = warning(
    "tekst-vorm",
    "De regel '[{text}]: …' geeft een link een adres, maar geen link gebruikt het; de regel staat niet op de site.",
    "Haal de regel weg, of schrijf \\[{text}]: als het tekst is.",
)
"""A definition of a link is not used, and its destination is an ordinary word, so it was probably meant as text."""

MOJIBAKE = warning(
    "tekst-vorm",
    "'{text}' is waarschijnlijk een verkeerd omgezet teken, zoals een é of een aanhalingsteken.",
    "Typ het woord opnieuw.",
)
"""A character was encoded in UTF-8 and decoded in another encoding."""

ODDITIES: dict[str, Fault] = {
    "attribuut": NOT_AN_ID,
    "cel": EXTRA_CELL,
    "code": STRAY_FENCE,
    "code-zin": SENTENCE_AS_CODE,
    "codeblok": UNCLOSED_FENCE,
    "codeblok-teken": WRONG_FENCE,
    "codeblok-leeg": FENCE_WITHOUT_CODE,
    "commentaar": OPEN_COMMENT,
    "commentaar-anders": OTHER_COMMENT,
    "commentaar-code": COMMENT_IN_CODE,
    "commentaar-ingesprongen": INDENTED_COMMENT,
    "commentaar-tekst": ESCAPED_COMMENT,
    "commentaar-vorm": NEARLY_A_COMMENT,
    "diepe-lijst": DEEP_LIST,
    "doorhaling": SINGLE_TILDE,
    "html": MARKDOWN_IN_HTML,
    "inhoud": NOT_CONTENTS,
    "inspringing": CODE_BY_INDENT,
    "kader-soort": UNKNOWN_BOX,
    "kader-tekst": BOX_WITHOUT_TEXT,
    "kop": TOP_HEADING,
    "kop-spatie": HEADING_WITHOUT_SPACE,
    "kop-streepjes": SENTENCE_AS_HEADING,
    "late-lijst": LATE_LIST,
    "lege-kop": EMPTY_HEADING,
    "lege-link": LINK_WITHOUT_TEXT,
    "lijst-spatie": ITEM_WITHOUT_SPACE,
    "link": NOT_A_LINK,
    "link-vorm": LINK_MEANT,
    "link-wiki": WIKI_LINK,
    "link-dubbel": DUPLICATE_DEFINITION,
    "link-pagina": LINK_WITH_NAME_OF_PAGE,
    "link-ongebruikt": HIDDEN_DEFINITION,
    "nadruk": STRAY_EMPHASIS,
    "noot": UNKNOWN_FOOTNOTE,
    "noot-dakje": FOOTNOTE_WITHOUT_CARET,
    "noot-dubbel": DUPLICATE_FOOTNOTE,
    "noot-ongebruikt": UNUSED_FOOTNOTE,
    "noot-vorm": NEARLY_A_FOOTNOTE,
    "opdracht": FOREIGN_COMMAND,
    "opsomming": FOREIGN_BULLET,
    "tabel": NOT_A_TABLE,
    "tabel-kop": TABLE_WITHOUT_HEAD,
    "tabel-streepjes": WRONG_DELIMITERS,
    "tabel-tabs": TABLE_OF_TABS,
    "tekens": MOJIBAKE,
    "verwijzing": UNDEFINED_REFERENCE,
}
"""The fault for each kind of oddity in Markdown (`read.commonmark.inline_parser`)."""
