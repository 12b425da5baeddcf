"""Faults in the templates of a site."""

from msgspec import structs

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.diagnostics.fault import error, warning
from vindplaats.text import shorten

UNKNOWN_TEMPLATE = warning(
    "onbekend-sjabloon",
    "Sjabloon '{name}' wordt nergens gebruikt.",
    "Haal het weg, of geef het de naam van een sjabloon uit de README.",
    meaning="een bestand in `templates/` wordt nergens gebruikt, of een pagina noemt in `sjabloon` een dat er niet is",
    advice="haal het weg, of verbeter de naam",
)
"""A file in ``templates/`` is used by no page and by no other template."""

NO_PAGE_TEMPLATE = error(
    "onbekend-sjabloon",
    "Sjabloon '{name}' bestaat niet.",
    "Maak templates/{name}.html, of haal de regel weg: dan krijgt de pagina het gewone sjabloon.",
)
"""A page of text names a template in ``sjabloon`` that the site does not have."""

NO_TEMPLATE_NAME = error(
    "onbekend-sjabloon",
    "'{name}' is niet de naam van een sjabloon.",
    "Schrijf de naam van een bestand in templates/, zonder .html, of haal de regel weg: dan krijgt de pagina het "
    "gewone sjabloon.",
)
"""The value of ``sjabloon`` cannot be the name of a template that the site has yet to make, such as a path."""

TEMPLATE_OF_OTHERS = error(
    "onbekend-sjabloon",
    "Sjabloon '{name}' is voor een andere soort pagina.",
    "Noem een ander bestand in templates/, of haal de regel weg: dan krijgt de pagina het gewone sjabloon.",
)
"""A page of text names the template of another kind of page, such as ``home``, which needs other values."""

PART_AS_TEMPLATE = error(
    "onbekend-sjabloon",
    "Sjabloon '{name}' is een deel van andere sjablonen: de naam begint met '_'.",
    "Noem een sjabloon zonder '_' vooraan, of haal de regel weg: dan krijgt de pagina het gewone sjabloon.",
)
"""A page of text names a part of templates, such as ``_delen``."""

WITHOUT_TEXT = warning(
    "sjabloon-zonder-tekst",
    "Sjabloon '{name}' laat de tekst van deze pagina niet zien.",
    'Zet in templates/{name}.html, waar de tekst hoort: <div class="inhoud">{{{{ tekst.inhoud }}}}</div>.',
    meaning="het sjabloon van een pagina laat haar tekst niet zien",
    advice="zet er `{{ tekst.inhoud }}` in, of noem een ander sjabloon",
)
"""A page of text has a template of the site that does not show its text."""

TEMPLATE_ERROR = error(
    "sjabloon-fout",
    "Dit sjabloon is niet in te vullen: {problem}, bij '{quote}'.",
    "Verbeter deze regel.",
    meaning="een sjabloon is niet in te vullen",
    advice="vraag wie de sjablonen beheert",
)
"""A template does not compile, or raises an exception while a page is rendered; ``quote`` is the line."""

NOT_UTF8 = error("sjabloon-fout", "Dit sjabloon is geen UTF-8.", "Sla het op als UTF-8.")
"""The bytes of a template are not valid UTF-8."""

UNKNOWN_NAME = error("sjabloon-fout", "'{name}' bestaat in dit sjabloon niet.", "Gebruik een van: {known}.")
"""A template uses a variable, function or macro that it does not have."""

UNKNOWN_ATTRIBUTE = error("sjabloon-fout", "'{name}' is niet op te vragen van {owner}.", "Gebruik een van: {known}.")
"""A template asks a value for an attribute that it does not have."""

MISSING_EXTRA = error(
    "sjabloon-fout",
    "'{name}' staat niet in '{owner}'.",
    "Vul het in bij 'extra', of vraag het alleen op als het er is, met {{% if {whole} is defined %}}.",
)
"""A template asks for a name that the field ``extra`` of this page, or of the site, does not have."""

NO_ATTRIBUTES = error(
    "sjabloon-fout", "'{name}' is niet op te vragen van {owner}.", "Laat .{name} weg, of gebruik een andere waarde."
)
"""A template asks a text, number or list for an attribute."""

NO_ELEMENT = error(
    "sjabloon-fout",
    "Onderdeel {name} van {owner} bestaat niet.",
    "Vraag het alleen op als het er is: {{% if … %}} … {{% endif %}}.",
)
"""A template asks a list for an element after its last one."""

ATTRIBUTE_OF_NOTHING = error(
    "sjabloon-fout",
    "'{name}' is niet op te vragen, want de waarde ervoor is er niet (None).",
    "Vraag het alleen op als die er is: {{% if … %}} … {{% endif %}}.",
)
"""A template asks an attribute of a value that is None, for this page."""

NOT_CALLED = error(
    "sjabloon-fout",
    "Hier staat een functie, macro of blok zonder haakjes, bij '{quote}'.",
    "Zet er haakjes achter, met ertussen wat de functie nodig heeft: {{{{ super() }}}}, "
    "{{{{ pagina.statisch('stijl.css') }}}}.",
)
"""A template writes a function, and not what that returns."""

WITHOUT_PRINTED_TEXT = error(
    "sjabloon-fout",
    "Deze waarde is geen tekst, bij '{quote}'.",
    "Toon een onderdeel van de waarde, zoals {{{{ project.titel }}}} of {{{{ loop.index }}}}, of zet |join achter een "
    "lijst.",
)
"""A template writes a whole view, a loop, or what a filter such as ``map`` returns."""

UNKNOWN_FILTER = error(
    "sjabloon-fout", "Filter '{name}' bestaat niet.", "Gebruik een filter van Jinja, of laat het weg."
)
"""A template uses a filter that does not exist."""

UNKNOWN_TEST = error("sjabloon-fout", "Test '{name}' bestaat niet.", "Gebruik een test van Jinja, of laat haar weg.")
"""A template uses a test (``is …``) that does not exist."""

UNKNOWN_TAG = error(
    "sjabloon-fout", "Opdracht '{name}' bestaat niet.", "Gebruik een opdracht van Jinja, zoals if, for of block."
)
"""A template uses a tag (``{% … %}``) that does not exist."""

NOT_CLOSED = error("sjabloon-fout", "'{opening}' wordt niet afgesloten.", "Sluit het af met {closing}.")
"""A tag, expression, comment or text has no end."""

NOT_OPENED = error("sjabloon-fout", "'{closing}' sluit niets af.", "Haal het weg, of zet {opening} erboven.")
"""A tag such as ``{% endif %}`` has no beginning."""

WRONG_ORDER = error(
    "sjabloon-fout",
    "Hier staat '{found}', terwijl '{opening}' van regel {line} nog open is.",
    "Zet er eerst {closing} voor.",
)
"""A tag ends another one than the innermost."""

MISSING_TEMPLATE = error(
    "sjabloon-fout", "Sjabloon '{name}' bestaat niet.", "Maak het in templates/, of noem een sjabloon dat er is."
)
"""A template extends, includes or imports one that does not exist."""

MISSING_STATIC = error(
    "sjabloon-fout", "In static/ is geen bestand '{name}'.", "Zet het in static/, of noem een bestand dat er is."
)
"""A template asks for the address of a file in ``static/`` that does not exist."""

MISSING_DEFAULT = error(
    "sjabloon-fout",
    "Het standaardthema heeft geen sjabloon '{name}'.",
    "Schrijf na 'standaard/' een van: {known}.",
)
"""A template extends, includes or imports a template of the default theme (``standaard/…``) that does not exist."""

ONLY_MACROS = error(
    "sjabloon-fout",
    "In '{name}' staan alleen macro's, dus include zet er niets van op de pagina.",
    'Neem de macro\'s over met {{% from "{name}" import … %}}.',
)
"""A template includes a part of the default theme that has only macros."""

RESERVED_FOLDER = error(
    "sjabloon-fout",
    "De map templates/standaard is niet te gebruiken: namen met 'standaard/' zijn van het standaardthema.",
    "Geef de map een andere naam, ook in de sjablonen die ernaar verwijzen.",
)
"""A site has a folder of templates whose names begin with ``standaard/``, so that they cannot be reached."""

OLD_FRAME = warning(
    "oud-sjabloon",
    "Dit sjabloon laat niet of niet goed zien: {what}.",
    "Gebruik erin {shown}, of laat het standaard/base.html uitbreiden en vul alleen blokken in.",
    meaning="een eigen sjabloon is van vóór een veld dat `site.yaml` gebruikt, en laat dat niet of niet goed zien",
    advice="vraag wie de sjablonen beheert het bij te werken, of haal het veld weg",
)
"""A template of the site that others extend does not name the attribute of a field that ``site.yaml`` uses."""

CYCLE = error("sjabloon-fout", "Dit sjabloon roept zichzelf eindeloos op: {path}.", "Noem hier een ander sjabloon.")
"""A template extends, includes or imports itself, directly or through others; ``path`` has their names."""

UNKNOWN_BLOCK = error(
    "sjabloon-fout",
    "Blok '{name}' bestaat niet in {parent}, dus wat erin staat komt op geen enkele pagina.",
    "Gebruik een blok van {parent}: {known}.",
)
"""A template fills in a block that the template that it extends does not have."""

OUTSIDE_BLOCKS = error(
    "sjabloon-fout",
    "'{quote}' staat buiten een blok, dus het komt op geen enkele pagina.",
    "Zet het in een blok ({known}), of haal het weg.",
)
"""A template that extends another one has text or output outside its blocks, which Jinja leaves out."""

BEFORE_EXTENDS = error(
    "sjabloon-fout",
    "'{quote}' staat boven {{% extends … %}}, dus het komt boven aan de pagina, nog voor <!doctype html>.",
    "Zet {{% extends … %}} bovenaan, en zet dit in een blok ({known}), of haal het weg.",
)
"""A template that extends another one has text or output before that, which Jinja puts above the whole page."""

MISSING_MACRO = error(
    "sjabloon-fout",
    "In dit sjabloon ontbreekt '{name}', dat {user} eruit overneemt.",
    "Zet er een macro met die naam in.",
)
"""A template imports a macro that the other template, which is that of the site, does not have."""

NO_PARENT_BLOCK = error(
    "sjabloon-fout", "super() kan hier niet: er is geen blok om over te nemen.", "Laat super() weg."
)
"""A block uses ``super()`` but overrides no other block."""


_MAX_TITLE_LENGTH = 60


def on_page(fault: Diagnostic, title: str) -> Diagnostic:
    """Return the diagnostic of a template that fails for the values of one page, with the title of that page."""
    page = shorten(title, _MAX_TITLE_LENGTH)
    return structs.replace(fault, message=f"{fault.message.removesuffix('.')}, op pagina '{page}'.")
