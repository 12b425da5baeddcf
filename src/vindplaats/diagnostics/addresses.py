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
"""A ``slug`` is not made of lower-case letters and digits joined by single hyphens, like ``wonen-2021``."""

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
"""One part of an address (``step``) is not a valid file name on Windows, for example ``con``."""

TOO_LONG = error(
    "ongeldige-slug",
    "Het adres {url} is te lang: een deel mag {step} tekens hebben, het geheel {path}.",
    "Geef de pagina een kortere 'slug:', of het bestand een kortere naam.",
)
"""An address, or one part of it, exceeds the limits in `vindplaats.read.portable_names`."""

DUPLICATE_URL = error(
    "dubbele-url",
    "Op {url} staat al {other}.",
    "Geef een van beide een andere 'slug:' of bestandsnaam.",
    meaning="twee pagina's of bestanden hebben hetzelfde adres, of het adres is van de site zelf",
    advice="geef een van beide een andere `slug` of bestandsnaam",
)
"""Two pages or files have the same address, or the address of a file is that of a folder."""

REGISTRABLE_NAME_CLASHES = error(
    "dubbele-url",
    "De pagina van '{name}' zou op {url} komen, maar daar staat al {other}.",
    "Schrijf de namen gelijk, of zet een van beide in het register met een eigen 'slug:'.",
)
"""The page of an unverified entry would have the address of another page."""

NAME_CLASHES = error(
    "dubbele-url",
    "De pagina van '{name}' zou op {url} komen, maar daar staat al {other}.",
    "Schrijf de namen gelijk, of geef een van beide een andere naam.",
)
"""The page of a series or an author would have the address of another page. Series and authors have no ``slug``."""

OWN_ALIAS = error(
    "dubbele-url",
    "{url} is het adres van deze pagina zelf.",
    "Noem alleen oude adressen, of haal het weg.",
)
"""An old address of a page equals its current one, so the redirect would lead to itself."""

OLD_URL_TAKEN = error("dubbele-url", "Op {url} staat al {other}.", "Haal dit oude adres weg.")
"""An old address, an item of `aliassen`, is the address of another page or file, or of another redirect."""

OLD_URL_RESERVED = error("dubbele-url", "{url} is van de site zelf.", "Haal dit oude adres weg.")
"""An old address is reserved, as `RESERVED_URL` says."""

QUERY = error(
    "ongeldig-pad",
    "'{text}' in '{name}' heeft een vraagteken; van zo'n adres kan deze site niet doorverwijzen.",
    "Haal het hier weg. Kan de host van de site het wel, stel het dan daar in.",
)
"""An old address has a query, which web servers ignore when they look for a file."""

UNREDIRECTABLE = error(
    "ongeldig-pad",
    "Van '{text}' in '{name}' kan deze site niet doorverwijzen: {problem}.",
    "Haal het hier weg. Kan de host van de site het wel, stel het dan daar in.",
)
"""No page can have this old address; ``problem`` says why."""

OTHER_SITE = error(
    "ongeldig-pad",
    "'{text}' in 'aliassen' is een adres van een andere site dan {base_url}.",
    "Haal het weg, of noem een oud adres op deze site, zoals /oud/pad/.",
)
"""An old address is a web address on another site."""

RESERVED_URL = error("dubbele-url", "{url} is van de site zelf.", "Geef de pagina een andere 'slug:'.")
"""An address is reserved: the site has a file of its own there, such as the sitemap, or may need the address."""

ROOT_URL_TAKEN = error(
    "dubbele-url", "Op {url} staat al {other}.", "Geef dit bestand een andere naam, of haal het weg."
)
"""A file in ``wortel/`` has the address of another file of the site, or of a folder."""

ROOT_FOLDER_TAKEN = error(
    "dubbele-url", "Op {url} staat al {other}.", "Geef deze map een andere naam, of haal haar weg."
)
"""A folder in ``wortel/`` has the address of a file of the site."""

ROOT_FOLDER_RESPELLED = error(
    "dubbele-url",
    "Op een Mac of op Windows is dit dezelfde map als {own}/ van de site.",
    "Verplaats wat erin staat naar {path}/.",
)
"""A folder in ``wortel/`` differs from a folder of the site only in case or Unicode form."""

ROOT_URL_RESERVED = error("dubbele-url", "{url} is van de site zelf.", "{remedy}.")
"""A file or folder in ``wortel/`` has a reserved address, as `RESERVED_URL` says."""

PICTURE_URL_TAKEN = error(
    "dubbele-url",
    "Op {url} komt een verkleinde versie van '{file}', maar daar staat al iets anders.",
    "Geef een van beide bestanden een andere naam.",
)
"""A generated variant of an image has the address of another page or file."""

CITATION_URL_TAKEN = error(
    "dubbele-url",
    "Op {url} staat al de literatuurverwijzing van {of}, die de site zelf maakt.",
    "Geef het bestand een andere naam, of haal het oude adres weg.",
)
"""A file or redirect has the address of a generated citation file; ``of`` is the cited study or list."""


def too_long(place: Place, url: str, step: int, path: int) -> Diagnostic:
    """Return the diagnostic for an address of more than ``path`` bytes, or with a part of more than ``step`` bytes."""
    return TOO_LONG.at(place, url=shorten(url, 60), step=step, path=path)


def name_clashes(place: Place, url: str, name: str, other: str, *, registrable: bool) -> Diagnostic:
    """Return the diagnostic for the entry ``name``, whose page would have the same address as ``other``.

    ``registrable`` says whether editors can make a file for the entry; for a series or an author they cannot.
    """
    return (REGISTRABLE_NAME_CLASHES if registrable else NAME_CLASHES).at(place, url=url, name=name, other=other)
