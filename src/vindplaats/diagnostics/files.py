"""Faults of files and folders as such: their names, places, sizes and encoding, and whether they can be read."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import Fault, error, warning
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.patterns import regex

_OF_ROOT = regex(
    r".+\.ico|(?:security|humans|ads)\.txt|apple-touch-icon.*\.png|browserconfig\.xml|bingsiteauth\.xml|cname"
    r"|(?:google[0-9a-f]{4,}|yandex_[0-9a-f]+)\.html",
    re.IGNORECASE,
)
"""Names of files for the root of a site: icons, and files at addresses that others know."""
_OF_STATIC = regex(r".+\.(?:css|m?js|woff2?)", re.IGNORECASE)
"""Names of files that templates or pages use as they are."""

UNREADABLE = error(
    "onleesbaar",
    "Dit bestand is niet te lezen ({reason}).",
    "Controleer de rechten van het bestand.",
    meaning="het bestand of de map is niet te lezen, of is geen gewoon bestand",
    advice="controleer de rechten, of haal het weg",
)
"""The system refuses to read the file."""

NOT_UTF8 = error(
    "codering",
    "Dit bestand is geen UTF-8.",
    "Sla het op als UTF-8 (in de editor: 'Opslaan met codering').",
    meaning="het bestand is geen UTF-8 of geen tekst, of er staat een stuurteken in",
    advice="sla het op als platte tekst in UTF-8",
)
"""The bytes of the file are not valid UTF-8."""

NUL_BYTE = error(
    "codering",
    "Hier staat een NUL-teken; dit is geen tekstbestand.",
    "Sla het op als platte tekst, UTF-8.",
)
"""The file contains a NUL byte, so it is not a text file."""

CONTROL_CHARACTER = error(
    "codering",
    "Hier staat een onzichtbaar stuurteken; dat mag niet in een pagina.",
    "Haal het teken weg en typ de tekst opnieuw.",
)
"""The file contains a control character, literally or as an escape in the front matter. No page may contain one."""

CONVERTED_TWICE = error(
    "codering",
    "Hier staat een teken dat niemand typt (U+0080 tot U+009F); de tekst is waarschijnlijk tweemaal omgezet.",
    "Neem de tekst opnieuw over uit het oorspronkelijke document, en bewaar hem als UTF-8.",
)
"""The file contains a C1 control character, the sign of a text that was decoded with the wrong encoding."""

LFS_POINTER = error(
    "git-lfs",
    "Dit is een verwijzing van Git LFS en niet het bestand zelf.",
    "Haal het bestand op met 'git lfs pull'; in een workflow van GitHub: zet 'lfs: true' bij actions/checkout.",
    meaning="een bestand is een verwijzing van Git LFS en niet het bestand zelf",
    advice="haal het op met `git lfs pull`; in een workflow van GitHub: zet `lfs: true` bij `actions/checkout`",
)
"""The file is a Git LFS pointer, in place of the file itself."""

STATIC_FRONT_MATTER = error(
    "geen-bijlage",
    "Dit bestand begint met front matter (---); zulke bestanden komen nooit ongelezen op de site.",
    "Is het een pagina, zet haar dan in content/; haal anders de front matter eruit, tot en met ---.",
)
"""A file in ``static/`` or ``wortel/`` begins with front matter."""

PAGE_TOO_LARGE = error(
    "te-groot",
    "Dit bestand is groter dan {limit}; een pagina is dat nooit.",
    "Verdeel de tekst over pagina's, of publiceer hem als bijlage (PDF).",
    meaning="een bestand is groter dan een pagina mag zijn (256 kB)",
    advice="verdeel de tekst over pagina's, of publiceer hem als bijlage",
)
"""The file is larger than a page may be; ``limit`` is the maximum as a text, such as ``"256 kB"``."""

NAME_NOT_TEXT = error(
    "bestandsnaam",
    "De naam van dit bestand is geen geldige tekst (UTF-8).",
    "Geef het een andere naam.",
    meaning=(
        "de naam van een bestand of map is geen geldige tekst, kan op Windows niet bestaan, of verschilt van "
        "een andere alleen in hoofdletters"
    ),
    advice="geef het bestand een andere naam",
)
"""The bytes of the file name are not valid UTF-8."""

NAME_NOT_PORTABLE = error(
    "bestandsnaam",
    "Een bestand of map '{name}' kan op Windows niet bestaan.",
    'Geef een andere naam: zonder < > : " | ? * en \\, niet con, nul of een ander apparaat, '
    "geen punt of spatie aan het eind.",
)
"""Windows does not allow a file or folder with this name."""

SAME_NAME = error(
    "bestandsnaam",
    "Op een Mac of op Windows is dit hetzelfde bestand als {other}.",
    "Geef een van beide een andere naam.",
)
"""Two paths differ only in case or in Unicode form, so they are one file on some systems."""

PAGE_MISNAMED = error(
    "extensie",
    "Dit is een pagina, maar haar naam eindigt niet precies op .md.",
    "Noem het bestand {name}, en verwijs er zo naar.",
    meaning="de naam van een pagina eindigt op `.MD`, `.markdown` of iets dergelijks, of `index.md` heeft hoofdletters",
    advice="noem het bestand `naam.md`, en verwijs er zo naar",
)
"""The name of a Markdown file has an extension other than ``.md``, or is ``index.md`` with capitals."""

PAGE_MISNAMED_TWICE = error(
    "extensie",
    "Dit is een pagina waarvan de naam niet op .md eindigt, en {other} is er al.",
    "Haal een van beide weg, of geef dit bestand een andere naam die eindigt op .md.",
)
"""As `PAGE_MISNAMED`, but another page already has the right name."""

DUPLICATE_ID = error(
    "dubbel-id",
    "'{page_id}' is ook de naam van {other}.",
    "Geef een van de twee bestanden een andere naam; mappen tellen niet mee.",
    meaning="twee bestanden van één soort heten hetzelfde",
    advice="geef een van beide een andere naam; mappen tellen niet mee",
)
"""Two pages of one kind have the same name, so their ids would be equal. Case is ignored."""

DUPLICATE_ID_OF_COPY = error(
    "dubbel-id",
    "'{page_id}' is ook de naam van {other}; dit bestand lijkt daar een kopie van.",
    "Haal dit bestand weg, of geef het een andere naam; mappen tellen niet mee.",
)
"""As `DUPLICATE_ID`, for a page in a folder named like a pasted copy, such as ``2021 - Kopie``."""

UNKNOWN_FOLDER = warning(
    "onbekende-map",
    "Map '{name}' kent Vindplaats niet; wat erin staat komt niet op de site.",
    "De mappen zijn {folders}.",
    meaning="deze map in of naast `content/` komt niet op de site",
    advice="gebruik een van de zes mappen, of noem haar `templates`, `static` of `wortel`",
)
"""A folder in ``content/`` is not the folder of any kind of page."""

NEARLY_FOLDER = warning(
    "onbekende-map",
    "De map '{name}' naast content/ kent Vindplaats niet; wat erin staat komt niet op de site.",
    "Noem haar '{right}'.",
)
"""A folder beside ``content/`` has nearly the name of one that a build reads."""

NEARLY_FOLDER_TWICE = warning(
    "onbekende-map", NEARLY_FOLDER.message, "Verplaats wat op de site moet naar {right}/, of noem de map heel anders."
)
"""As `NEARLY_FOLDER`, but the folder with the right name is there too."""

MISPLACED_FOLDER = warning("onbekende-map", NEARLY_FOLDER.message, "Verplaats haar naar {right}.")
"""As `NEARLY_FOLDER`, for a folder that belongs in another one: ``.well-known``."""

MISPLACED_HIDDEN = warning(
    "onbekende-map",
    "De map '{name}' hoort hier niet; wat erin staat komt niet op de site.",
    "Verplaats haar naar {right}, naast content/.",
)
"""A folder ``.well-known`` is not in the folder with the files for the root of the site, but in another one."""

MISPLACED_HIDDEN_TWICE = warning(
    "onbekende-map", MISPLACED_HIDDEN.message, "Verplaats wat erin staat naar {right}/, en haal deze map weg."
)
"""As `MISPLACED_HIDDEN`, but the folder where it belongs is there too."""

NEARLY_STYLE = warning(
    "bestandsnaam",
    "Pagina's gebruiken dit bestand niet als eigen opmaak, want het heet niet {right}.",
    "Noem het {right}.",
)
"""A file in ``static/`` has nearly the name of the style sheet that every page links to."""

STRAY_PAGE = warning(
    "zwerfbestand",
    "Dit bestand hoort bij geen enkele pagina en komt niet op de site.",
    "Een pagina heet naam.md en staat in een van de mappen, zoals projecten/ of nieuws/.",
    meaning="dit bestand hoort bij geen enkele pagina en komt niet op de site",
    advice="verwijs ernaar, of haal het weg",
)
"""A Markdown file that is not a page: it is directly in ``content/``, or its name does not end in ``.md``."""

STRAY_FILE = warning(
    "zwerfbestand",
    "Dit bestand hoort bij geen enkele pagina en komt niet op de site.",
    "Verwijs ernaar in een tekst, [tekst](bestand), noem het bij rapport of bijlagen van een project, of haal het weg.",
)
"""No page refers to the file, or the file is directly in ``content/``."""

STATIC_IN_CONTENT = warning(
    "zwerfbestand",
    STRAY_FILE.message,
    "Verplaats het naar de map {folder}/ naast content/, of haal het weg.",
)
"""A file directly in ``content/`` that belongs in ``static/`` or ``wortel/``, by its name."""

FOLDER_IN_CONTENT = warning(
    "onbekende-map", UNKNOWN_FOLDER.message, "Verplaats wat erin staat naar de map {folder}/ naast content/."
)
"""A folder in ``content/`` that belongs beside it: ``static``, ``templates`` or ``wortel``."""

NEARLY_HOME = warning(
    "zwerfbestand",
    "Dit bestand hoort bij geen enkele pagina en komt niet op de site.",
    "Is het de tekst van de startpagina? Noem het dan index.md.",
)
"""A file has nearly the name of the file with the text of the home page."""

NEARLY_HOME_TWICE = warning(
    "zwerfbestand",
    "Dit bestand komt niet op de site, want {other} is er ook.",
    "Zet wat u wilt bewaren in {other}, en haal dit bestand weg.",
)
"""As `NEARLY_HOME`, but another file has that name, or nearly has it too."""

LINKED_FOLDER = error(
    "verwijzende-map",
    "Dit is een symbolische verwijzing naar een map; die volgt Vindplaats niet.",
    "Zet de map zelf hier.",
    meaning="een map in `content/` is een symbolische verwijzing",
    advice="zet de map zelf in `content/`",
)
"""A symbolic link leads to a folder."""

LINK_OUT_OF_FOLDER = error(
    "buiten-content",
    "Dit is een symbolische verwijzing naar een bestand buiten deze map; dat komt niet op de site.",
    "Zet het bestand zelf hier.",
    meaning="een link of bestand wijst buiten de map `content`, ook langs een symbolische verwijzing",
    advice="zet het bestand naast de pagina",
)
"""A symbolic link in ``content/``, ``templates/``, ``static/`` or ``wortel/`` leads to a file outside that folder."""

BROKEN_SYMLINK = error(
    "onleesbaar",
    "Dit is een symbolische verwijzing die nergens heen leidt.",
    "Zet het bestand zelf hier, of haal de verwijzing weg.",
)
"""A symbolic link cannot be followed: its target does not exist or cannot be reached."""

NOT_A_FILE = error("onleesbaar", "Dit is geen gewoon bestand en geen map.", "Haal het hier weg.")
"""The path leads to a pipe, a socket or a device, or ``templates`` or ``static`` is not a folder."""

UNREADABLE_FOLDER = error(
    "onleesbaar",
    "Dit is een map die niet te lezen is.",
    "Controleer de rechten van de map.",
)
"""The system refuses to list the folder."""

FOLDER_TOO_DEEP = error("onleesbaar", "Dit is een map die te diep in andere ligt.", "Zet haar hoger.")
"""The folder is nested deeper than `vindplaats.inputs.inventory.MAX_FOLDER_DEPTH`, so it is not listed."""

UNOPENED: Mapping[str, Fault] = MappingProxyType({
    "link": LINKED_FOLDER,
    "buiten": LINK_OUT_OF_FOLDER,
    "kapot": BROKEN_SYMLINK,
    "anders": NOT_A_FILE,
    "dicht": UNREADABLE_FOLDER,
    "diep": FOLDER_TOO_DEEP,
})  # fmt: skip
"""The fault to report for each of `vindplaats.inputs.inventory.UNOPENED_KINDS`."""


def unknown_folder(place: Place, name: str, known: Sequence[str]) -> Diagnostic:
    """Return the diagnostic for a folder in ``content/`` that is not one of the ``known`` folders."""
    return UNKNOWN_FOLDER.at(place, name=name, folders=enumerate_dutch(known))


def is_markdown(file: str) -> bool:
    """Return whether a file is probably meant as a page, because its name ends like that of a Markdown file."""
    return file.lower().endswith((".md", ".md.txt", ".markdown"))


def stray_file(place: Place) -> Diagnostic:
    """Return the diagnostic for a stray file, with a remedy by its name: a page, a style sheet, an icon or another."""
    folder, _, name = place.file.rpartition("/")
    if is_markdown(place.file):
        return STRAY_PAGE.at(place)
    beside = "wortel" if _OF_ROOT.fullmatch(name) else "static" if _OF_STATIC.fullmatch(name) else ""
    is_top = folder == "content"
    return STATIC_IN_CONTENT.at(place, folder=beside) if beside and is_top else STRAY_FILE.at(place)
