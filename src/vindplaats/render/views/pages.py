"""What templates are given: plain frozen values, every address relative to the root of the site.

A template writes a link as ``{{ pagina.wortel }}{{ x.url }}``: ``wortel`` leads from the page to the
root of the site (``../../``), ``url`` from there to the target (``projecten/flexwonen/``). So no page
knows where the site stands, and the same view serves pages at every depth.

The names are a contract with the templates of a site (see README.md, "Templates"). What lists are made of is in
`vindplaats.render.views.lists`.
"""

from typing import Literal

from markupsafe import Markup
from msgspec import Struct

Sjabloon = Literal["home", "project", "nieuwsbericht", "index", "overzicht", "pagina", "404", "redirect"]


class Verwijzing(Struct, frozen=True):
    """A link: its text and where it leads (from the root, or a whole address outside the site)."""

    titel: str
    url: str


class AuteurView(Struct, frozen=True):
    """Who wrote a report, and the way to their page; `url` is empty for the institute itself, which has none."""

    titel: str
    url: str
    organisatie: bool = False


class Menukeuze(Struct, frozen=True):
    """A link of the menu; ``sleutel`` is what ``pagina.menu`` equals on the pages beneath it."""

    titel: str
    url: str
    sleutel: str


class SiteView(Struct, frozen=True):
    """What every page shows of the whole site. `accent` is the style sheet with its own colour, and
    `kleur` that colour, if it has one; `beleid` is the Content-Security-Policy, empty in a preview.
    """  # noqa: D205 (one sentence each)

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


class Meta(Struct, frozen=True):
    """A statement to machines in the head of a page; `eigenschap` where it is a property, as OpenGraph has them."""

    naam: str
    inhoud: str
    eigenschap: bool = False


class Relatie(Struct, frozen=True):
    """A relation to something else in the head of a page (``<link>``): `url` a whole address; `soort` a media type."""

    rel: str
    url: str
    soort: str = ""
    titel: str = ""


class PaginaView(Struct, frozen=True, kw_only=True):
    """The page itself: what `base.html` needs of it.

    `metas`, `relaties` and `jsonld` are for machines; the last is JSON that cannot end its script element.
    """

    titel: str
    beschrijving: str
    canoniek: str
    wortel: str
    taal: str
    menu: str = ""
    kruimels: tuple[Verwijzing, ...] = ()
    niet_indexeren: bool = False
    metas: tuple[Meta, ...] = ()
    relaties: tuple[Relatie, ...] = ()
    jsonld: Markup = Markup("")


class VariantView(Struct, frozen=True):
    """A picture made smaller: its address like `url` of a page, and how many pixels it is across."""

    url: str
    breedte: int


class BronView(Struct, frozen=True):
    """The variants of a picture in one format (`soort`, a media type), ascending: a `source` with its `srcset`."""

    soort: str
    varianten: tuple[VariantView, ...]


class BeeldView(Struct, frozen=True):
    """A picture: the original at `url`, its size in pixels (0 where it is not known), and its variants, best first."""

    url: str
    breedte: int
    hoogte: int
    bronnen: tuple[BronView, ...] = ()


class ContactView(Struct, frozen=True, kw_only=True):
    """Somebody to ask: `foto` an address like `url`, `beeld` all there is of it; all but name and page may be empty.

    `overgenomen_van` are those whom the page names and who left this colleague their work. On the page of somebody who
    left, `vertrokken` is true, and `opvolger` is whom to ask instead, if there is anybody.
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


class BestandView(Struct, frozen=True):
    """A file to download: `soort` as "PDF", `grootte` as "1,2 MB"; `paginas` of a PDF, 0 where that is not known."""

    titel: str
    url: str
    soort: str
    grootte: str
    paginas: int = 0


class KaartView(Struct, frozen=True, kw_only=True):
    """A project or nieuwsbericht as one item of a list. `datum` is Dutch ("12 mei 2022"), or empty."""

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
    """Another edition of a series: `uniek` where its year alone tells which one it is."""

    jaar: int
    titel: str
    taal: str
    url: str
    uniek: bool


class ReeksView(Struct, frozen=True):
    """The series that a study is an edition of, with the other editions, oldest first.

    `andere_jaren` tells whether all of them are of other years than the study itself.
    """

    naam: str
    url: str
    andere: tuple[EditieView, ...]
    andere_jaren: bool


class KopView(Struct, frozen=True):
    """A heading of a text: its words, its id, and the headings one level below it."""

    titel: str
    anker: str
    onder: tuple["KopView", ...] = ()


class VerwantView(Struct, frozen=True):
    """Another study, and what it has in common with this one, in words: "ook voor FLOW"."""

    kaart: KaartView
    waarom: str


class ProjectView(Struct, frozen=True, kw_only=True):
    """A study, whole. `contactpersonen` are the colleagues to ask: of those named, who is still here, or took over.

    Of an author that is the institute itself `url` is empty. `kopjes` are the headings of a long text, and empty for a
    short one. `citaat` is how to cite the study, `exporten` are the files to take that along in.
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


class BerichtView(Struct, frozen=True, kw_only=True):
    """A nieuwsbericht, whole; `project` is the study that it is about, where it names one."""

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


class TekstView(Struct, frozen=True):
    """A page of text (over ons, privacy); `kopjes` as of a study."""

    titel: str
    samenvatting: str
    inhoud: Markup
    kopjes: tuple[KopView, ...] = ()


class RedirectView(Struct, frozen=True, kw_only=True):
    """An address that has moved; `url` leads from the root to where it is now."""

    titel: str
    url: str
