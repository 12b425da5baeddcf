"""The absence of ``site.yaml``, and faults in its language, its menu, its citation formats, policy, font and editor."""

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import MAX_WRITTEN_LENGTH, error, warning

SITE_FILE = "content/site.yaml"
HOME_FILE = "content/index.md"
"""The file with the text of the home page."""

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
    advice="noem een overzicht (`projecten`, `nieuws`) of een bestand uit `paginas/`, zonder `.md`, of schrijf een "
    "link met `titel` en `url`",
)
"""An item of the menu is neither an overview nor a page."""

MENU_OF_FIELDS = error(
    "verkeerde-waarde",
    "In 'menu' hoort elk onderdeel de naam van een overzicht of pagina te zijn, of een link met een titel en een url.",
    "Schrijf het als een lijst, zoals 'menu: [projecten, over-ons, {{titel: Fonds, url: https://...}}]'.",
)
"""The menu has groups, or items with other fields, as in other systems."""

SUBMENU = error(
    "verkeerde-waarde",
    "In '{name}' heeft een onderdeel zelf weer onderdelen; submenu's zijn er niet.",
    "Zet elk onderdeel in '{name}' zelf, op een eigen regel die met een streepje begint.",
)
"""An item of the menu or the footer has items of its own."""

FOOTER_OF_FIELDS = error(
    "verkeerde-waarde",
    "In 'voet' hoort elk onderdeel een tekst te zijn, of een link met een titel en een url.",
    "Schrijf het als een lijst, zoals 'voet: [Postbus 1, {{titel: Privacy, url: /privacy/}}]'.",
)
"""The footer has groups, or items with other fields, as in other systems."""

INCOMPLETE_LINK = error(
    "ontbrekend-veld",
    "{missing}",
    "Schrijf een link als {{titel: Over ons, url: /over-ons/}}, of met een adres dat met https:// begint.",
)
"""A link in the menu or the footer lacks its titel or its url."""

FOOTER_TEXT_MAY_BE_LINK = warning(
    "verkeerde-waarde",
    "'{text}' in 'voet' komt als tekst op de site, zonder link.",
    "Schrijf '{line}' als het een link moet zijn.",
)
"""A text of the footer is an address, has a link in Markdown, or is the name or title of a page."""

HTML_IN_ITEM = warning(
    "verkeerde-waarde",
    "'{text}' in '{name}' heeft HTML; die komt als tekst op de site.",
    "Haal de HTML weg. Elke regel en elke link is een eigen onderdeel.",
)
"""A text of the footer, or the title of a link, has a tag such as ``<br>``."""

LINES_IN_ITEM = warning(
    "verkeerde-waarde",
    "Deze tekst in '{name}' heeft meer regels, die op de site achter elkaar komen.",
    "Maak van elke regel een eigen onderdeel, dat met een streepje begint.",
)
"""A text of the footer has line breaks: it is written with a ``|``, or with an empty line in it."""

REPEATED_ITEM = warning("verkeerde-waarde", "'{text}' staat meer dan eens in '{name}'.", "Houd er een over.")
"""An item of the menu or the footer is there twice."""

HIDDEN_ITEM = warning(
    "link-niet-op-site",
    "'{raw}' in '{name}' verwijst naar een pagina die (nog) niet op de site staat; de link staat er nu niet.",
    "Publiceer die pagina, of haal de link weg.",
)
"""A link in the menu or the footer leads to a page that is not on the site."""

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

_A_SOURCE = "Schrijf het adres van een andere site, zoals https://stats.example.org."

SOURCES_WITHOUT_DIRECTIVES = error(
    "verkeerde-waarde",
    "In '{name}' staan geen richtlijnen met bronnen.",
    "Schrijf 'csp: {{script-src: \"https://stats.example.org\"}}', of noem een andere richtlijn en bron.",
)
"""``csp`` is not a mapping."""

INVALID_SOURCES = error(
    "yaml-fout",
    "Dit is geen geldige YAML.",
    "Schrijf onder csp elke richtlijn op een eigen regel, en elke bron tussen dubbele aanhalingstekens: "
    "'script-src: \"https://stats.example.org\"'.",
)
"""``csp`` is no YAML, in a way that says nothing of what was meant."""

UNKNOWN_DIRECTIVE = error(
    "verkeerde-waarde",
    "'{text}' is geen richtlijn waaraan u bronnen kunt toevoegen.",
    "Haal het weg, of kies uit: {known}.",
)
"""A key in ``csp`` is not a directive of a Content-Security-Policy that can be extended."""

FIELD_IN_POLICY = error(
    "verkeerde-waarde",
    "'{text}' staat onder csp, en is een veld van de site zelf.",
    "Haal de spaties voor die regel weg.",
)
"""A field of ``site.yaml`` is indented, so that it is one of ``csp``."""

NO_SOURCES = error("leeg-veld", "Bij '{name}' staat geen bron.", "Noem er een, of haal de regel weg.")
"""A directive in ``csp`` has no value."""

EMPTY_SOURCE = error("leeg-veld", "Bij '{name}' staat een lege bron.", "Vul haar in of haal haar weg.")
"""An item of the list of a directive in ``csp`` has no value."""

BAD_SOURCE = error("verkeerde-waarde", "'{text}' bij '{name}' is geen bron.", _A_SOURCE)
"""A source in ``csp`` is not one that browsers know."""

SOURCE_IN_ANOTHER = error(
    "verkeerde-waarde", "Bij '{name}' staat een lijst of een veld waar een bron hoort.", _A_SOURCE
)
"""A source in ``csp`` is a list in a list, or a mapping, such as ``data:`` without quotes."""

SOURCES_IN_ONE = error(
    "verkeerde-waarde", "'{text}' bij '{name}' is meer dan een bron.", "Maak er losse items van: {items}"
)
"""One item of the list of a directive in ``csp`` holds several sources."""

ANY_SOURCE = error(
    "verkeerde-waarde",
    "'{text}' bij '{name}' staat elke site toe.",
    "Noem de site, zoals https://stats.example.org of https://*.example.org.",
)
"""A source in ``csp`` is ``*``."""

ANYTHING_RUNS = error(
    "verkeerde-waarde",
    "'{text}' bij '{name}' laat de browser alles uitvoeren, ook wat een ander in een pagina zet.",
    "Noem de site, zoals https://stats.example.org, of {remove}.",
)
"""A source in ``csp`` is a scheme such as ``data:``, for scripts, objects or workers."""

USELESS_SOURCE = error("verkeerde-waarde", "'{text}' bij '{name}' staat niets toe.", "{remove}.")
"""A keyword in ``csp`` does not widen a policy, or would forbid what the site needs."""

VOID_SOURCE = error(
    "verkeerde-waarde",
    "'{text}' bij '{name}' doet niets zolang er ook een vingerafdruk ('sha...') staat.",
    "Haal het weg, of haal alle vingerafdrukken bij '{name}' weg.",
)
"""``unsafe-inline`` is beside the hash of a script or style, so that browsers do not heed it."""

MISPLACED_SOURCE = error(
    "verkeerde-waarde", "'{text}' betekent niets bij '{name}'.", "{remove}, of zet het bij {others}."
)
"""A keyword in ``csp`` means nothing for its directive."""

BAD_HOST = error(
    "verkeerde-waarde",
    "'{text}' in '{name}' is geen hostnaam.",
    "Schrijf alleen de naam van de site, zoals www.youtube-nocookie.com.",
)
"""An item of ``insluiten`` is not a host name: it has a scheme, a path or a port."""

HOST_WITHOUT_FRAMES = error(
    "verkeerde-waarde",
    "Van '{text}' in '{name}' komen geen kaders; die site heeft er een andere naam voor.",
    "Schrijf de naam van de site waar de kaders vandaan komen.",
)
"""An item of ``insluiten`` is a host of YouTube or Vimeo whose pages refuse to be in a frame, or that redirects."""

OWN_HOST = warning(
    "verkeerde-waarde",
    "'{text}' in '{name}' is deze site zelf; een link daarnaar blijft een gewone link.",
    "Haal het weg uit '{name}'.",
)
"""An item of ``insluiten`` is the host of the site itself."""

MORE_THAN_HOST = error(
    "verkeerde-waarde",
    BAD_HOST.message,
    "Een kader komt er alleen van een site die hier met haar hele naam staat: schrijf elke naam voluit, zoals "
    "www.youtube-nocookie.com.",
)
"""An item of ``insluiten`` has a wildcard or a port. Sources of ``csp`` may have these, but they make no frames."""

UNKNOWN_FONT = error(
    "verkeerde-waarde",
    "'{text}' in '{name}' is geen lettertype dat Vindplaats heeft.",
    "Kies uit Open Sans, Inter en Literata, of haal de regel weg: dan toont elke computer zijn eigen letters.",
)
"""The font is not one of the default theme."""

_WEB_EDITOR = "'redactie: {{dienst: github, opslag: eigenaar/naam, tak: main}}'"

NO_WEB_EDITOR = error(
    "verkeerde-waarde",
    "In 'redactie' staat niet waar de webredactie bewaart.",
    f"Schrijf {_WEB_EDITOR}, met uw eigen repository.",
)
"""``redactie`` is not a mapping, or an empty one."""

INCOMPLETE_WEB_EDITOR = error("ontbrekend-veld", "{missing}", f"Schrijf het als {_WEB_EDITOR}.")
"""``redactie`` lacks its dienst or its opslag; ``missing`` is the message about that field."""

UNKNOWN_SERVICE = error("verkeerde-waarde", "De webredactie kent de dienst '{text}' niet.", "Schrijf {services}.")
"""The ``dienst`` of ``redactie`` is not one that the web editor can save to."""

UNKNOWN_HOST = error(
    "verkeerde-waarde",
    "De webredactie werkt alleen met {hosts}, en niet met {text}.",
    "Noem een repository op een van die drie, of haal 'redactie' weg.",
)
"""``redactie`` has the address of a repository at a host that the web editor cannot save to."""

BAD_REPOSITORY = error(
    "verkeerde-waarde", "'{text}' is geen repository.", "Schrijf de eigenaar en de naam, zoals 'instituut/site'."
)
"""The ``opslag`` of ``redactie`` is not an owner and a name."""

BAD_BRANCH = error("verkeerde-waarde", "'{text}' is geen branch.", "Schrijf de naam van de branch, zoals 'main'.")
"""The ``tak`` of ``redactie`` is not the name of a branch."""

NO_EDITOR_PACKAGE = warning(
    "redactie-ontbreekt",
    "Deze site heeft geen webredactie, want het pakket vindplaats-redactie is niet geïnstalleerd.",
    "Publiceert deze computer de site, installeer dat pakket dan naast vindplaats. Anders hoeft u niets te doen.",
    meaning="in `site.yaml` staat `redactie`, maar het pakket met de webredactie is niet geïnstalleerd",
    advice="installeer `vindplaats-redactie` waar de site wordt gebouwd; op andere computers kan het wachten",
)
"""The site has ``redactie``, but the package with the files of the web editor is not installed."""

POLICY_TOO_LONG = error(
    "verkeerde-waarde",
    "Met deze bronnen wordt het beleid van de site {length} tekens lang; niet elke host kan er meer dan {maximum} aan.",
    "Noem minder bronnen, of neem er samen, zoals https://*.example.org.",
)
"""The sources in ``csp`` and ``insluiten`` make a policy that some hosts do not read."""


FILE_IN_CONTENT = error(
    "kapotte-link",
    "'{raw}' in '{name}' verwijst naar {file}; van daar komt het niet op de site.",
    "Verplaats het naar {right}.",
)
"""A link in the menu or the footer leads to a file in ``content/`` that is in no folder of pages."""


def footer_text_may_be_link(place: Place, text: str, line: str) -> Diagnostic:
    """Return the diagnostic for a text of the footer that may have to be a link. ``line`` is how to write it then."""
    known = line if len(line) <= MAX_WRITTEN_LENGTH else "{titel: Privacy, url: /privacy/}"
    return FOOTER_TEXT_MAY_BE_LINK.at(place, text=text, line=known)
