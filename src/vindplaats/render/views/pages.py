"""The views that templates receive: plain frozen values. Addresses are relative to the root, unless stated otherwise.

A template writes a link as ``{{ pagina.wortel }}{{ x.url }}``: ``wortel`` leads from the page to the root of the site
(``../../``), and ``url`` from there to the target (``projecten/flexwonen/``). So links work wherever the site is
hosted, and the same view serves pages at every depth.

The names are a contract with the templates of a site (see ``templates/README.md``, "Values"). The views of lists are in
`vindplaats.render.views.lists`.
"""

from collections.abc import Callable, Mapping

from markupsafe import Markup
from msgspec import Struct

from vindplaats.errors import UnprintableValueError
from vindplaats.read.fields.free_values import NO_EXTRA, PlainValue, plain_mapping

Extra = Mapping[str, PlainValue]
"""The values of a field ``extra``: texts, numbers, dates, truth values, tuples and mappings, by their names."""
NOTHING_EXTRA: Extra = plain_mapping(NO_EXTRA)


class Verwijzing(Struct, frozen=True):
    """A link: its text, and its address, which is absolute if it leads to another site.

    `taal` is the language of the text; it is empty if that is the language of the site, or unknown.
    """

    titel: str
    url: str
    taal: str = ""


class AuteurView(Struct, frozen=True):
    """An author of a report. `url` is empty for the institute itself, which has no page of its own."""

    titel: str
    url: str
    organisatie: bool = False


class Menukeuze(Struct, frozen=True):
    """A link of the menu. On the page to which it leads, and on pages below it, ``pagina.menu`` equals `sleutel`.

    `taal` is as in `Verwijzing`. If `elders` is true, the link leads to another site and `url` is a whole address.
    """

    titel: str
    url: str
    sleutel: str
    taal: str = ""
    elders: bool = False


class VoetregelView(Struct, frozen=True):
    """A text or link that an editor put in the footer. `url` is None for a text, and empty for the home page.

    `elders` and `taal` are as in `Menukeuze`.
    """

    titel: str
    url: str | None = None
    elders: bool = False
    taal: str = ""


class SiteView(Struct, frozen=True):
    """The site as every page shows it.

    `menu` has the links of the menu, and `voet` links to the pages of text that are not in it. `voetregels` are the
    texts and links that editors put in the footer: a template that shows these has `voet_overig` beside them, the links
    of `voet` to pages that are in neither. `kleur` is the accent colour of the site and `accent` the
    address of the style sheet that sets it; both are empty if the site has none. `lettertype` is the address of the
    style sheet with the font of the site, or empty. `beleid` is the Content-Security-Policy, empty in a preview.
    `zoeken` says whether the site has a search page, at ``zoeken/``, and `eigen_stijl` whether it has
    ``static/eigen.css``. `extra` has the values of the same field in ``site.yaml``. `logo` is the logo, or None, and
    `logo_donker` that for dark screens; they have no `bronnen`.
    """

    naam: str
    taal: str
    beschrijving: str
    organisatie: str
    email: str
    menu: tuple[Menukeuze, ...]
    voet: tuple[Verwijzing, ...]
    beleid: str = ""
    accent: str = ""
    kleur: str = ""
    zoeken: bool = False
    eigen_stijl: bool = False
    lettertype: str = ""
    extra: Extra = NOTHING_EXTRA
    voetregels: tuple[VoetregelView, ...] = ()
    voet_overig: tuple[Verwijzing, ...] = ()
    logo: "BeeldView | None" = None
    logo_donker: "BeeldView | None" = None


class StaticAddresses:
    """The function ``statisch`` of a page: the address of a static file, from that page.

    ``url`` returns the address from the root of the site. If a template writes the function instead of calling it, in
    whatever way, that raises `UnprintableValueError`.
    """

    __slots__ = ("_root", "_url")

    def __init__(self, root: str, url: Callable[[str], str]) -> None:
        self._root, self._url = root, url

    def __call__(self, name: str) -> str:
        """Return the address of ``static/<name>``, with its version."""
        return self._root + self._url(name)

    def __repr__(self) -> str:
        raise UnprintableValueError(self, is_function=True)


class Meta(Struct, frozen=True):
    """A ``<meta>`` tag. `eigenschap` says whether it has ``property`` instead of ``name``, as OpenGraph requires."""

    naam: str
    inhoud: str
    eigenschap: bool = False


class Relatie(Struct, frozen=True):
    """A ``<link>`` in the head of a page. `url` is an absolute address, and `soort` is a media type or empty."""

    rel: str
    url: str
    soort: str = ""
    titel: str = ""


class PaginaView(Struct, frozen=True, kw_only=True):
    """The page as `base.html` needs it.

    `canoniek` is the absolute address of the page, `wortel` the path from the page to the root (``../../``), and `menu`
    the `sleutel` of its menu link (`Menukeuze`). `kruimels` are the breadcrumbs. `metas`, `relaties` and `jsonld` are
    for machines; `jsonld` is JSON that is safe inside a script element. `statisch` is a function: ``statisch("x.css")``
    is the address of ``static/x.css`` from the page, with the version of the file (``?v=1a2b3c4d``).
    """

    titel: str
    beschrijving: str
    canoniek: str
    wortel: str
    taal: str
    statisch: Callable[[str], str]
    menu: str = ""
    kruimels: tuple[Verwijzing, ...] = ()
    niet_indexeren: bool = False
    metas: tuple[Meta, ...] = ()
    relaties: tuple[Relatie, ...] = ()
    jsonld: Markup = Markup("")


class VariantView(Struct, frozen=True):
    """A variant of a picture in another size or format. `breedte` is its width in pixels."""

    url: str
    breedte: int


class BronView(Struct, frozen=True):
    """A ``<source>``: the variants of a picture in one format (`soort`, a media type), the narrowest first."""

    soort: str
    varianten: tuple[VariantView, ...]


class BeeldView(Struct, frozen=True):
    """A picture: the address and size in pixels (0 if unknown) of the original, and the variants, best format first."""

    url: str
    breedte: int
    hoogte: int
    bronnen: tuple[BronView, ...] = ()


class ContactView(Struct, frozen=True, kw_only=True):
    """A contact person. Every field except `naam` and `url` may be empty.

    `foto` is the address of the photo and `beeld` the same photo with its variants. `overgenomen_van` links to
    the people whom the page names as contacts, but who have left: this colleague is their successor. On the page of a
    person who has left, `vertrokken` is true and `opvolger` is their successor, if there is one. `extra` has the values
    of the same field of the person, unless they have left.
    """

    naam: str
    url: str
    functie: str = ""
    email: str = ""
    telefoon: str = ""
    foto: str = ""
    beeld: BeeldView | None = None
    overgenomen_van: tuple[Verwijzing, ...] = ()
    vertrokken: bool = False
    opvolger: Verwijzing | None = None
    extra: Extra = NOTHING_EXTRA


class BestandView(Struct, frozen=True):
    """A file to download.

    `soort` is its type, such as "PDF", and `grootte` its size, such as "1,2 MB". `paginas` is the number of pages of a
    PDF, 0 if unknown. `leesbaar` is false for a PDF that nobody can open, which is not offered to search engines.
    `documenttitel` is the title in the metadata of a PDF, empty if it has none, or if the page or `titel` says the
    same. `beeld` is a picture of the first page of a PDF of a project, without variants, or None.
    """

    titel: str
    url: str
    soort: str
    grootte: str
    paginas: int = 0
    leesbaar: bool = True
    documenttitel: str = ""
    beeld: BeeldView | None = None


class KaartView(Struct, frozen=True, kw_only=True):
    """A project or nieuwsbericht as an item of a list.

    A project has a `jaar` and `opdrachtgevers`; a nieuwsbericht has a `datum` in Dutch ("12 mei 2022").
    """

    titel: str
    url: str
    taal: str
    samenvatting: str
    jaar: int | None = None
    datum: str = ""
    datum_iso: str = ""
    opdrachtgevers: tuple[str, ...] = ()
    concept: bool = False


class EditieView(Struct, frozen=True):
    """Another edition of a series. `uniek` says whether this is the only edition of its year in the whole series."""

    jaar: int
    titel: str
    taal: str
    url: str
    uniek: bool


class ReeksView(Struct, frozen=True):
    """The series of a study, with its other editions, oldest first.

    `andere_jaren` is true if no other edition has the same year as the study.
    """

    naam: str
    url: str
    andere: tuple[EditieView, ...]
    andere_jaren: bool


class KopView(Struct, frozen=True):
    """A heading of a text: its words, its HTML id (`anker`), and the headings one level below it."""

    titel: str
    anker: str
    onder: tuple["KopView", ...] = ()


class VerwantView(Struct, frozen=True):
    """A related study. `waarom` says in Dutch what it shares with the study of the page, such as "ook voor FLOW"."""

    kaart: KaartView
    waarom: str


class ProjectView(Struct, frozen=True, kw_only=True):
    """The page of a study.

    `contactpersonen` are the colleagues to contact: the people whom the study names, or the successors of those who
    have left. `kopjes` is the table of contents, empty for a text with few headings. `citaat` is the citation as HTML,
    and `exporten` link to files with the same citation in other formats. `extra` has the values of the field of that
    name.
    """

    titel: str
    taal: str
    jaar: Verwijzing
    samenvatting: str
    inhoud: Markup
    werkvelden: tuple[Verwijzing, ...]
    opdrachtgevers: tuple[Verwijzing, ...]
    contactpersonen: tuple[ContactView, ...]
    partners: tuple[str, ...]
    auteurs: tuple[AuteurView, ...]
    trefwoorden: tuple[str, ...]
    publicatiedatum: str
    publicatiedatum_iso: str
    rapportnummer: str
    isbn: str
    doi: str
    doi_url: str
    reeks: ReeksView | None
    rapport: BestandView | None
    bijlagen: tuple[BestandView, ...]
    links: tuple[Verwijzing, ...]
    nieuws: tuple[KaartView, ...]
    concept: bool
    kopjes: tuple[KopView, ...] = ()
    verwant: tuple[VerwantView, ...] = ()
    citaat: Markup = Markup("")
    exporten: tuple[Verwijzing, ...] = ()
    extra: Extra = NOTHING_EXTRA


class BerichtView(Struct, frozen=True, kw_only=True):
    """The page of a nieuwsbericht. `project` is the study that it is about, or None. `extra` is as in `ProjectView`."""

    titel: str
    taal: str
    datum: str
    datum_iso: str
    samenvatting: str
    inhoud: Markup
    project: KaartView | None
    werkvelden: tuple[Verwijzing, ...]
    contactpersonen: tuple[ContactView, ...]
    bijlagen: tuple[BestandView, ...]
    links: tuple[Verwijzing, ...]
    concept: bool
    extra: Extra = NOTHING_EXTRA


class TekstView(Struct, frozen=True):
    """A page of text, such as "Over ons". `kopjes` and `extra` are as in `ProjectView`."""

    titel: str
    samenvatting: str
    inhoud: Markup
    kopjes: tuple[KopView, ...] = ()
    extra: Extra = NOTHING_EXTRA


class RedirectView(Struct, frozen=True, kw_only=True):
    """A page at an old address. `url` is the new address, and `titel` the title of the page there."""

    titel: str
    url: str


class ZoekenView(Struct, frozen=True):
    """The search page. `leeg`: there is nothing to find yet. `overzichten` are for visitors who find nothing."""

    overzichten: tuple[Verwijzing, ...]
    leeg: bool
