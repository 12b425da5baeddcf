"""Faults of the addresses of pages and files on the site."""

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import error
from vindplaats.text import shorten

BAD_SLUG = error(
    "ongeldige-slug",
    "'{text}' kan geen deel van een adres zijn.",
    "Gebruik kleine letters, cijfers en streepjes.",
    meaning="hiervan is geen adres te maken",
    advice="gebruik kleine letters, cijfers en streepjes",
)
"""A ``slug`` contains characters other than lower-case letters, digits and hyphens."""

EMPTY_SLUG = error("ongeldige-slug", "Van '{name}' is geen adres te maken.", "Geef de pagina een 'slug:'.")
"""A file name has no letter and no digit, and the page has no ``slug``."""

EMPTY_NAME = error(
    "ongeldige-slug",
    "Van de naam '{name}' is geen adres te maken.",
    "Schrijf een naam met letters of cijfers.",
)
"""The name of an unverified entry has no letter and no digit."""

NOT_PORTABLE = error(
    "ongeldige-slug",
    "In {url} staat '{step}'; een map of bestand met die naam kan op Windows niet bestaan.",
    "Geef de pagina een andere 'slug:', of het bestand een andere naam.",
)
"""One part of an address is not a valid name of a folder or file on Windows."""

TOO_LONG = error(
    "ongeldige-slug",
    "Het adres {url} is te lang: een deel mag {step} tekens hebben, het geheel {path}.",
    "Geef de pagina een kortere 'slug:', of het bestand een kortere naam.",
)
"""An address is too long for a file system."""

DUPLICATE_URL = error(
    "dubbele-url",
    "Op {url} staat al {other}.",
    "Geef een van beide een andere 'slug:' of bestandsnaam.",
    meaning="twee pagina's of bestanden hebben hetzelfde adres, of het adres is van de site zelf",
    advice="geef een van beide een andere `slug` of bestandsnaam",
)
"""Two pages or files have the same address."""

REGISTRABLE_NAME_CLASHES = error(
    "dubbele-url",
    "De pagina van '{name}' zou op {url} komen, maar daar staat al {other}.",
    "Schrijf de namen gelijk, of zet een van beide in het register met een eigen 'slug:'.",
)
"""The page of an unverified entry has the address of another page. A file could give the entry its own ``slug``."""

NAME_CLASHES = error(
    "dubbele-url",
    "De pagina van '{name}' zou op {url} komen, maar daar staat al {other}.",
    "Schrijf de namen gelijk, of geef een van beide een andere naam.",
)
"""The page of a series or an author has the address of another page. These have no file that could hold a ``slug``."""

OWN_ALIAS = error(
    "dubbele-url",
    "{url} is het adres van deze pagina zelf.",
    "Noem alleen oude adressen, of haal het weg.",
)
"""An old address of a page equals its current one, so the redirect would lead to itself."""

RESERVED_URL = error("dubbele-url", "{url} is van de site zelf.", "Geef de pagina een andere 'slug:'.")
"""An address is reserved for a file that every site has, such as the sitemap."""

PICTURE_URL_TAKEN = error(
    "dubbele-url",
    "Op {url} komt een verkleinde versie van '{file}', maar daar staat al iets anders.",
    "Geef een van beide bestanden een andere naam.",
)
"""A smaller version of an image has the address of something else."""

CITATION_URL_TAKEN = error(
    "dubbele-url",
    "Op {url} staat al de literatuurverwijzing van {of}, die de site zelf maakt.",
    "Geef het bestand een andere naam, of haal het oude adres weg.",
)
"""The address of a file, or an old address, is taken by generated citations; ``of`` is the study or list they cite."""


def too_long(place: Place, url: str, step: int, path: int) -> Diagnostic:
    """Report an address that is too long; ``step`` and ``path`` are the maximum lengths of a part and of the whole."""
    return TOO_LONG.at(place, url=shorten(url, 60), step=step, path=path)


def name_clashes(place: Place, url: str, name: str, other: str, *, registrable: bool) -> Diagnostic:
    """Report an entry whose page has the address of another page; ``registrable`` if a file could register it."""
    return (REGISTRABLE_NAME_CLASHES if registrable else NAME_CLASHES).at(place, url=url, name=name, other=other)
