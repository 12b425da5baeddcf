"""Faults in the links of a text, and in fields that refer to a file or a web address."""

import posixpath
import re
from urllib.parse import quote, unquote

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import error, warning
from vindplaats.patterns import regex

_HOST = regex(r"(?:[a-z0-9-]+\.)+(?:nl|be|eu|com|org|net|info|frl)(?:[/?#:]|\Z)", re.IGNORECASE)
"""The host of an address without a scheme. Only the top-level domains that editors use most count, because a host looks
like a file with an extension."""

_NEARLY_SCHEME = regex(r"(?!https?://)(h{0,2}t{1,3}p{1,2}s{0,2})[:;.,]?[ ]?/{1,3}(?=[^/])", re.IGNORECASE)
"""A scheme with a letter, a colon or a slash too few or too many."""

UNFRAMED_LINK = warning(
    "kader-adres",
    "'{raw}' laat zich niet in een kader tonen; er staat een gewone link.",
    "Schrijf '{embed}'.",
    meaning="een adres van een site bij `insluiten` laat zich niet in een kader tonen",
    advice="schrijf het adres dat die site voor kaders heeft",
)
"""A link alone in its paragraph leads to a page that refuses to be in a frame, unlike another on a named host."""

EMPTY_LINK = error(
    "kapotte-link",
    "Hier staat een link zonder adres.",
    "Vul het adres in tussen de haakjes, of haal de link weg.",
    meaning="een link wijst naar een pagina die er niet is, of is leeg",
    advice="verbeter het adres, of haal de link weg",
)
"""A link has no address."""

BROKEN_LINK = error(
    "kapotte-link",
    "'{raw}' verwijst naar een pagina die er niet is.",
    "Verwijs naar een bestaande pagina, of haal de link weg.",
)
"""A link leads to a page that does not exist."""

BROKEN_FILE_LINK = error(
    "kapotte-link",
    "'{raw}' verwijst naar een bestand dat er niet is.",
    "Verwijs naar een bestaand bestand, of haal de link weg.",
)
"""The same, of an address with the name of a file."""

HIDDEN_LINK = warning(
    "link-niet-op-site",
    "'{raw}' verwijst naar een pagina die (nog) niet op de site staat; de woorden staan er zonder link.",
    "Publiceer die pagina, of haal de link weg.",
    meaning="een link wijst naar een pagina die (nog) niet op de site staat; de woorden staan er zonder link",
    advice="publiceer die pagina, wacht op haar datum, of haal de link weg",
)
"""A link leads to a page that is not on the site; the words of the link stay in the text."""

UNKNOWN_HOST = error(
    "kapotte-link",
    "'{raw}' is geen volledig webadres.",
    "Schrijf het adres met https:// ervoor, of haal de link weg.",
)
"""A web address has no host, because a slash is missing or there is one too many."""

OUTSIDE_PAGE = error(
    "buiten-content",
    "'{raw}' wijst buiten de map content.",
    "Schrijf het hele adres, dat met https:// begint, of haal de link weg.",
)
"""A link leads to a Markdown file outside ``content/``, such as the README, which is no page."""

ANCHOR_WITHOUT_HEADINGS = error(
    "kapot-anker",
    "'{raw}' verwijst naar een kop, maar die pagina heeft geen koppen.",
    "Schrijf '{page}'.",
)
"""A link leads to a heading of a page that has none."""

BROKEN_ANCHOR = error(
    "kapot-anker",
    "'{raw}' verwijst naar een kop die er niet is.",
    "Verwijs naar een bestaande kop, of haal de link weg.",
    meaning="een link wijst naar een kop die er niet is",
    advice="verwijs naar een bestaande kop",
)
"""A link leads to a heading, or another element with an id, that the page does not have."""

OUTSIDE_LINK = error(
    "buiten-content",
    "'{raw}' wijst buiten de map content.",
    "Zet het bestand naast de pagina en verwijs daarnaar, of haal de verwijzing weg.",
)
"""A link or a field refers to a file outside ``content/``."""

MISSING_FILE = error(
    "bestand-ontbreekt",
    "Bestand '{raw}' is er niet.",
    "Zet het naast de pagina en schrijf de naam precies over, of haal de verwijzing weg.",
    meaning="een afbeelding of bijlage is er niet",
    advice="zet het bestand naast de pagina en schrijf de naam precies over",
)
"""An image, an attachment or another file that a page refers to does not exist."""

ADDRESS_AS_FILE = error(
    "bestand-ontbreekt",
    "In '{name}' hoort een bestand, en '{raw}' is een webadres.",
    "Haal het hier weg, en {links}.",
)
"""A field for a file has a web address."""

FILES_IN_TEXT = error(
    "bestand-ontbreekt", "In '{name}' staan meer bestanden in een tekst.", "Schrijf '{name}: {files}'."
)
"""A field for files names several in one text, with commas."""

ACTIVE_FILE = error(
    "actief-bestand",
    "'{file}' kan in de browser van bezoekers iets uitvoeren; zulke bestanden komen niet op de site.",
    "Maak er een PDF, ZIP of gewone afbeelding van, of zet het in static/ en schrijf in de tekst "
    "[tekst](/static/{name}).",
    meaning="een bijlage kan in de browser iets uitvoeren: HTML, een script, een SVG met een script erin",
    advice="maak er een PDF, ZIP of gewone afbeelding van, of zet het in `static/` en verwijs naar `/static/…`",
)
"""A page refers to a file that could run scripts as part of the site: HTML, a script, or an SVG with a script."""

BACKUP = error(
    "geen-bijlage",
    "'{file}' is een reservekopie of een tijdelijk bestand; dat komt nooit op de site.",
    "Verwijs naar het bestand zelf.",
    meaning="een bijlage of een bestand in `static/` is een pagina, een reservekopie, of begint met front matter",
    advice="verwijs in de tekst naar de pagina zelf, of haal de front matter uit het bestand",
)
"""A page refers to a backup or a temporary file, such as ``x.md~``."""

PAGE_AS_FILE = error(
    "geen-bijlage",
    "'{file}' is een pagina; een pagina is geen bijlage.",
    "Verwijs ernaar in de tekst: [titel]({file}).",
)
"""A field names a page as if it were an attachment."""

FRONT_MATTER = error(
    "geen-bijlage",
    "'{file}' begint met front matter (---); zulke bestanden komen nooit ongelezen op de site.",
    "Is het een pagina, noem het dan naam.md en verwijs daarnaar; haal anders de front matter eruit, tot en met ---.",
)
"""A page refers to a file that begins with front matter. Such a file is never published, whatever its name."""


MISSING_STATIC_FILE = error(
    "bestand-ontbreekt",
    "Bestand '{raw}' is er niet.",
    "Zet het in de map static, naast de map content, en schrijf de naam precies over, of haal de verwijzing weg.",
)
"""A page refers to a file in ``static/`` that does not exist."""

LOCAL_ADDRESS = warning(
    "tekst-vorm",
    "'{raw}' is alleen op uw eigen computer te openen.",
    "Verwijs naar een pagina of bestand van deze site, zoals [tekst](pagina.md), of naar een adres op het web, "
    "of haal de link weg.",
)
"""A link leads to the computer of the editor: an address of the preview, or a path on a disk."""

LOCAL_FIELD = warning(
    "tekst-vorm",
    "'{raw}' bij '{name}' is alleen op uw eigen computer te openen.",
    "Schrijf het adres waar bezoekers het vinden, of haal het weg.",
)
"""A field of front matter has a web address on the computer of the editor."""


def active_file(place: Place, file: str) -> Diagnostic:
    """Return the diagnostic for a file that could run scripts as part of the site: ``file``, as the editor wrote it."""
    return ACTIVE_FILE.at(place, file=file, name=quote(posixpath.basename(unquote(file.partition("#")[0]))))


def broken_anchor(place: Place, raw: str, near: str, page: str = "") -> Diagnostic:
    """Return the diagnostic for ``raw``, a link to a heading that does not exist; ``near`` is a similar one, if any.

    ``page`` is the link to the page itself if that has no headings, and else empty.
    """
    if page:
        return ANCHOR_WITHOUT_HEADINGS.at(place, raw=raw, page=page)
    return BROKEN_ANCHOR.at(place, raw=raw, near=near and f"{raw.partition('#')[0]}#{quote(near)}")


def without_host(place: Place, raw: str) -> Diagnostic:
    """Return the diagnostic for a web address without a host, such as ``https:/voorbeeld.nl``."""
    scheme, _, rest = raw.partition(":")
    rest = rest.lstrip("/")
    return UNKNOWN_HOST.at(place, raw=raw, near=rest and f"{scheme.lower()}://{rest}")


def scheme_meant(address: str) -> str | None:
    """Return the address with its scheme, if that was misspelled, as in ``htps://a.nl`` or ``https;//a.nl``."""
    found = _NEARLY_SCHEME.match(address)
    return f"http{'s' if 's' in found[1].lower() else ''}://{address[found.end() :]}" if found else None


def missing_file(place: Place, raw: str, near: str | None) -> Diagnostic:
    """Return the diagnostic for ``raw``, the name of a file that does not exist.

    If ``raw`` looks like an address without a scheme, such as ``www.voorbeeld.nl`` or ``voorbeeld.nl/x``, the remedy
    suggests the address with a scheme: ``https://www.voorbeeld.nl``. Otherwise it suggests ``near``, a file with a
    similar name, if any.
    """
    if meant := scheme_meant(raw):
        near = meant
    elif raw.startswith("www.") or _HOST.match(raw):
        near = f"https://{raw}"
    elif "@" in raw and "/" not in raw:
        near = f"mailto:{raw}"
    return MISSING_FILE.at(place, near=near, raw=raw)


def web_address(raw: str) -> str | None:
    """Return the web address that ``raw`` is, also without a scheme: ``https://www.voorbeeld.nl``, or None."""
    if raw.lower().startswith(("http://", "https://")):
        return raw
    return f"https://{raw}" if raw.startswith("www.") or _HOST.match(raw) else None


def address_as_file(place: Place, name: str, raw: str, link: str, *, has_links: bool) -> Diagnostic:
    """Return the diagnostic for a web address in a field for files; ``link`` is the item of ``links`` to write."""
    links = f"zet bij 'links' erbij: {link}" if has_links else f"schrijf 'links: [{link}]'"
    return ADDRESS_AS_FILE.at(place, name=name, raw=raw, links=links)


def files_in_text(place: Place, name: str, files: str) -> Diagnostic:
    """Return the diagnostic for several files in one text; ``files`` is the list to write."""
    return FILES_IN_TEXT.at(place, name=name, files=files)
