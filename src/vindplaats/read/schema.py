"""All fields of all kinds of page and of ``site.yaml``, declared once.

`values` validates fields by these declarations. A test compares them with the reference tables in the handbook for
editors, and with the classes in `records`, which have an attribute of the same name for each field.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from vindplaats.patterns import regex
from vindplaats.read.fields.git_services import SERVICE_NAMES_AS_CODE
from vindplaats.read.records import Kind
from vindplaats.text import without_invisible

FieldType = Literal[
    "tekst", "teksten", "woorden", "naam", "namen", "bestand", "bestanden", "paden", "koppelingen",
    "jaar", "datum", "getal", "waarheid", "url", "email", "taal", "slug", "doi", "kleur", "formaten",
    "bronnen", "hosts", "lettertype", "vrij", "adres", "menu", "voet", "beeld", "redactie",
]  # fmt: skip
"""The type of a field, which decides how `values` reads it. A type with a plural name accepts one value or a list."""

PLURAL_TYPES: frozenset[FieldType] = frozenset({
    "teksten", "woorden", "namen", "bestanden", "paden", "koppelingen", "formaten", "hosts", "menu", "voet"
})  # fmt: skip
"""The types that accept a list."""

DIRECTIVES = (
    "script-src", "style-src", "img-src", "font-src", "connect-src", "frame-src", "media-src", "worker-src",
    "manifest-src", "object-src", "form-action", "frame-ancestors",
)  # fmt: skip
"""The directives of a Content-Security-Policy (CSP3) to which an editor may add sources."""

TYPE_NAMES: Mapping[FieldType, str] = MappingProxyType({
    "tekst": "tekst",
    "teksten": "tekst of lijst",
    "woorden": "lijst, of tekst met komma's",
    "naam": "naam of id",
    "namen": "naam of lijst",
    "bestand": "bestand naast de pagina",
    "bestanden": "bestand of lijst",
    "paden": "pad of lijst",
    "koppelingen": "lijst van `{titel, url}`",
    "jaar": "jaartal",
    "datum": "datum (`2026-12-01`)",
    "getal": "geheel getal",
    "waarheid": "`true` of `false`, of `ja` of `nee`",
    "url": "webadres",
    "email": "e-mailadres",
    "taal": "taalcode (`nl`, `en`)",
    "slug": "stuk van een adres",
    "doi": "DOI",
    "kleur": "kleur (`#00566b`)",
    "formaten": "`bib`, `ris` of `csl`, of lijst",
    "bronnen": "richtlijnen met bronnen",
    "hosts": "hostnaam of lijst",
    "lettertype": "`Open Sans`, `Inter` of `Literata`",
    "vrij": "velden naar eigen keuze",
    "adres": "webadres, of adres op deze site (`/over-ons/`)",
    "menu": "lijst van namen en `{titel, url}`",
    "voet": "lijst van teksten en `{titel, url}`",
    "beeld": "SVG of PNG naast `site.yaml`, of in `static/`",
    "redactie": "`{dienst, opslag, tak}`",
})  # fmt: skip
"""The name of each type in the handbook."""


_SEPARATORS = regex(r"[\W_]+")


def fold_key(key: str) -> str:
    """Return a key without case, separators and invisible characters: ``"contactpersoon"`` for ``Contact-Persoon``."""
    return _SEPARATORS.sub("", without_invisible(key).casefold())


class Field(Struct, frozen=True):
    """One field: ``required`` if every page of the kind must have it, ``may_be_empty`` if ``[]`` counts as a value.

    A required field that ``may_be_empty`` is an empty list if it is left out. In other fields, ``[]`` and leaving the
    field out are not the same.
    """

    name: str
    type: FieldType
    help: str
    required: bool = False
    may_be_empty: bool = False


INNER_FIELDS: Mapping[FieldType, Mapping[str, Field]] = MappingProxyType({
    "bronnen": MappingProxyType({name: Field(name, "url", "") for name in DIRECTIVES}),
    "vrij": MappingProxyType({}),
})  # fmt: skip
"""The types of fields that have fields of their own, and those that are known of these, by name."""

_SLUG = Field("slug", "slug", "het laatste stuk van het adres; anders de bestandsnaam")
_VOLGORDE = Field("volgorde", "getal", "plaats in de lijst; laag staat vooraan")
_ALIASSEN = Field("aliassen", "paden", "oude adressen, zoals `/oud/pad/`, die hierheen verwijzen")
_CONCEPT = Field("concept", "waarheid", "`true`: nog niet op de site, alleen met `--drafts`")
_PUBLICEREN_OP = Field("publiceren_op", "datum", "eerste dag op de site")
_VERLOOPT_OP = Field("verloopt_op", "datum", "vanaf deze dag niet meer op de site")
_TAAL = Field("taal", "taal", "taal van de pagina, als dat niet die van de site is")
_LINKS = Field("links", "koppelingen", "verwijzingen naar elders")
_GEEN_DUBBEL_VAN = Field("geen_dubbel_van", "namen", "id's van pagina's die hierop lijken maar iets anders zijn")
_EXTRA = Field("extra", "vrij", "eigen gegevens voor de sjablonen van uw site")
_VOOR_ZOEKMACHINES = Field("samenvatting", "tekst", "een of twee zinnen voor zoekmachines")
_BIJLAGEN = Field("bijlagen", "bestanden", "bestanden om te downloaden")

FIELDS: Mapping[Kind, tuple[Field, ...]] = MappingProxyType({
    "projecten": (
        Field("titel", "tekst", "titel van de studie", required=True),
        Field("werkveld", "namen", "een of meer werkvelden", required=True),
        Field("opdrachtgever", "namen", "wie de studie liet doen; `[]` als niemand", required=True, may_be_empty=True),
        Field("contactpersoon", "namen", "bij wie de lezer terechtkan", required=True),
        Field("jaar", "jaar", "jaar waarin de studie is gedaan", required=True),
        Field("samenvatting", "tekst", "een of twee zinnen voor lijsten en zoekmachines"),
        Field("partners", "namen", "met wie de studie is gedaan"),
        Field("auteurs", "namen", 'auteurs van het rapport: `"Vries, Jan de"`, `Jan de Vries` of `"{Bureau X}"`'),
        Field("publicatiedatum", "datum", "dag waarop het rapport verscheen"),
        Field("reeks", "tekst", "reeks waarvan dit een editie is"),
        Field("rapport", "bestand", "het rapport (PDF)"),
        _BIJLAGEN,
        _LINKS,
        Field("trefwoorden", "woorden", "trefwoorden"),
        _TAAL,
        _ALIASSEN,
        _CONCEPT,
        _PUBLICEREN_OP,
        _VERLOOPT_OP,
        _SLUG,
        _GEEN_DUBBEL_VAN,
        Field("isbn", "tekst", "ISBN van het rapport"),
        Field("doi", "doi", "DOI van het rapport, zoals `10.1234/abc`, of als adres"),
        Field("rapportnummer", "tekst", "nummer van het rapport"),
        _EXTRA,
    ),
    "nieuws": (
        Field("titel", "tekst", "titel van het bericht", required=True),
        Field("datum", "datum", "dag van het bericht", required=True),
        Field("project", "naam", "id van het project waarover het gaat, zoals `flexwonen`"),
        Field("contactpersoon", "namen", "bij wie de lezer terechtkan"),
        Field("samenvatting", "tekst", "een of twee zinnen voor lijsten en zoekmachines"),
        Field("werkveld", "namen", "een of meer werkvelden"),
        _CONCEPT,
        _PUBLICEREN_OP,
        _VERLOOPT_OP,
        _SLUG,
        _ALIASSEN,
        _TAAL,
        _LINKS,
        _BIJLAGEN,
        _GEEN_DUBBEL_VAN,
        _EXTRA,
    ),
    "werkvelden": (
        Field("titel", "tekst", "naam van het werkveld", required=True),
        _VOLGORDE,
        _SLUG,
        _EXTRA,
    ),
    "opdrachtgevers": (
        Field("naam", "tekst", "volledige naam", required=True),
        Field("afkorting", "tekst", "afkorting, zoals `FLOW`"),
        Field("aliassen", "namen", "andere namen waaronder deze opdrachtgever voorkomt"),
        Field("url", "url", "website"),
        _SLUG,
        _EXTRA,
    ),
    "contactpersonen": (
        Field("naam", "tekst", "volledige naam", required=True),
        Field("aliassen", "namen", "andere namen, zoals de voornaam"),
        Field("functie", "tekst", "functie"),
        Field("email", "email", "zakelijk e-mailadres"),
        Field("telefoon", "tekst", "zakelijk telefoonnummer"),
        Field("foto", "bestand", "portretfoto"),
        Field("vertrokken_op", "datum", "eerste dag dat deze collega hier niet meer werkt"),
        Field("opvolger", "naam", "collega die het werk overneemt"),
        _SLUG,
        _EXTRA,
    ),
    "paginas": (
        Field("titel", "tekst", "titel van de pagina", required=True),
        _VOLGORDE,
        _SLUG,
        _VOOR_ZOEKMACHINES,
        Field("sjabloon", "tekst", "eigen sjabloon: de naam van een bestand in `templates/`, zonder `.html`"),
        _TAAL,
        _EXTRA,
    ),
    "start": (_VOOR_ZOEKMACHINES, _EXTRA),
})  # fmt: skip

SITE_FIELDS: tuple[Field, ...] = (
    Field("naam", "tekst", "naam van de site", required=True),
    Field("base_url", "url", "adres waarop de site komt te staan", required=True),
    Field("taal", "taal", "taal van de site; nu alleen `nl`"),
    Field("beschrijving", "tekst", "een zin over de site"),
    Field("organisatie", "tekst", "naam van het instituut; anders die van de site"),
    Field("email", "email", "algemeen adres van het instituut"),
    Field("per_pagina", "getal", "projecten per bladzijde van een lijst; anders 50"),
    Field(
        "accent",
        "kleur",
        "kleur van links en accenten; wordt zo nodig donkerder of lichter gemaakt om leesbaar te zijn",
    ),
    Field("lettertype", "lettertype", "lettertype van de hele site; anders dat van de computer van de bezoeker"),
    Field("logo", "beeld", "logo boven aan elke pagina, in plaats van de naam"),
    Field("logo_donker", "beeld", "logo voor donkere schermen, als `logo` daar niet goed te zien is"),
    Field("menu", "menu", "wat in het menu staat, op volgorde: overzichten, pagina's en links"),
    Field("voet", "voet", "teksten en links onder aan elke pagina"),
    Field("zoeken", "waarheid", "`false`: een site zonder zoekfunctie"),
    Field(
        "exporten",
        "formaten",
        "bestanden met literatuurverwijzingen: `[bib]`, `[bib, ris]` …; `[]` voor geen, zonder dit veld alle drie",
        may_be_empty=True,
    ),
    Field("csp", "bronnen", "wat pagina's van andere sites mogen laden, zoals `script-src: https://stats.example.org`"),
    Field("insluiten", "hosts", "sites waarvan pagina's een kader mogen tonen, zoals `www.youtube-nocookie.com`"),
    Field(
        "redactie",
        "redactie",
        "waar de webredactie bewaart: `{dienst: github, opslag: eigenaar/naam, tak: main}`; `dienst` is "
        f"{SERVICE_NAMES_AS_CODE}",
    ),
    _EXTRA,
)

LIST_FIELDS = frozenset(
    field.name for fields in (*FIELDS.values(), SITE_FIELDS) for field in fields if field.type in PLURAL_TYPES
)
"""The names of the fields that accept a list. No field accepts one on pages of some kinds only."""
