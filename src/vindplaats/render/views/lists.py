"""What templates are given of lists: indexes, overviews and the first page (as `vindplaats.render.views.pages`)."""

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct

from vindplaats.render.views.pages import (
    BerichtView,
    BestandView,
    ContactView,
    KaartView,
    ProjectView,
    RedirectView,
    TekstView,
    Verwijzing,
)


class IngangView(Struct, frozen=True, kw_only=True):
    """One line of an overview: a werkveld, client, person or year, and how many projects it has."""

    titel: str
    url: str
    aantal: int
    toelichting: str = ""


class JaarView(Struct, frozen=True):
    """A bar of a timeline: how many projects there are of a year, also as a share (0 to 100) of the highest bar.

    `url` is empty where there are none, and on the page of that year itself (`hier`).
    """

    jaar: int
    aantal: int
    hoogte: int
    url: str
    hier: bool = False


class GroepView(Struct, frozen=True):
    """Items of a list under a heading: a year or a letter. `anker` is its id."""

    titel: str
    anker: str
    items: tuple[KaartView, ...] | tuple[IngangView, ...]


class EditieregelView(Struct, frozen=True):
    """An edition of a series as a row of a table."""

    kaart: KaartView
    opdrachtgevers: tuple[Verwijzing, ...]
    rapport: BestandView | None


class PaginaringView(Struct, frozen=True, kw_only=True):
    """Which page of an index this is; addresses are empty where there is none."""

    nummer: int
    totaal: int
    vorige: str
    volgende: str
    paginas: tuple[Verwijzing, ...]


class IndexView(Struct, frozen=True, kw_only=True):
    """A page of a list of projects or news: what every kind of list has.

    `soort` is the name of its folder: `projecten`, `nieuws`, `werkvelden`, `opdrachtgevers`, `contactpersonen`,
    `reeksen`, `publicaties` or `jaren`. `aantal` counts the whole list, `kaarten` are those of this page. `inleiding`
    is empty except on the first page.

    On the first page only, of some kinds: `tijdlijn` (years, oldest first, with links to what there is of each) and
    `velden` (werkvelden of these projects, with how many of these they have). `feed` and `exporten` are the same list
    for machines.
    """

    soort: str
    titel: str
    inleiding: Markup
    aantal: int
    kaarten: tuple[KaartView, ...]
    paginering: PaginaringView
    tijdlijn: tuple[JaarView, ...] = ()
    velden: tuple[IngangView, ...] = ()
    feed: Verwijzing | None = None
    exporten: tuple[Verwijzing, ...] = ()

    @property
    def jaargroepen(self) -> tuple[GroepView, ...]:
        """The items of this page by year, in their order."""
        groups = groupby(self.kaarten, lambda card: card.jaar or card.datum_iso[:4])
        return tuple(GroepView(str(year), year_anchor(year), tuple(cards)) for year, cards in groups)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Return the empty value of a field that only another kind of list has.

            One template of a site, ``index.html``, can render every list: it asks for the fields of all of them.
            """
            try:
                return _FIELDS_OF_SOME[name]
            except KeyError:
                raise AttributeError(name) from None


_FIELDS_OF_SOME: Mapping[str, object] = {
    "afkorting": "",
    "website": "",
    "contact": None,
    "nieuws": (),
    "edities": (),
    "jaar": 0,
}


class ProjectenIndex(IndexView, frozen=True, kw_only=True):
    """All projects."""


class NieuwsIndex(IndexView, frozen=True, kw_only=True):
    """All news."""


class WerkveldIndex(IndexView, frozen=True, kw_only=True):
    """The projects of a werkveld."""


class OpdrachtgeverIndex(IndexView, frozen=True, kw_only=True):
    """The projects of a client; `afkorting` and `website` may be empty."""

    afkorting: str
    website: str


class ContactpersoonIndex(IndexView, frozen=True, kw_only=True):
    """The projects of a person. `nieuws` names the person, and is on the first page only."""

    contact: ContactView
    nieuws: tuple[KaartView, ...] = ()


class ReeksIndex(IndexView, frozen=True, kw_only=True):
    """The editions of a series; `edities` are the `kaarten` as rows of a table."""

    edities: tuple[EditieregelView, ...]


class AuteurIndex(IndexView, frozen=True, kw_only=True):
    """The projects of an author."""


class JaarIndex(IndexView, frozen=True, kw_only=True):
    """The projects of a year."""

    jaar: int


class WerkveldJaarIndex(IndexView, frozen=True, kw_only=True):
    """The projects of a werkveld in a year."""

    jaar: int


def year_anchor(year: int | str) -> str:
    """The id of the heading of a year in a list."""
    return f"vp-{year}"


class OverzichtView(Struct, frozen=True, kw_only=True):
    """All entries of one kind; `soort` as in `IndexView`.

    `letters` are the same by first letter, where there are many; `tijdlijn` is for the overview of years.
    """

    soort: str
    titel: str
    ingangen: tuple[IngangView, ...]
    letters: tuple[GroepView, ...] = ()
    tijdlijn: tuple[JaarView, ...] = ()


class HomeView(Struct, frozen=True, kw_only=True):
    """The first page: newest first, the years of `tijdlijn` oldest first; `feed` is the Atom feed of the site."""

    werkvelden: tuple[IngangView, ...]
    projecten: tuple[KaartView, ...]
    nieuws: tuple[KaartView, ...]
    tijdlijn: tuple[JaarView, ...]
    aantal: int
    feed: Verwijzing | None = None


View = HomeView | ProjectView | BerichtView | IndexView | OverzichtView | TekstView | RedirectView
"""What a template is given of its own."""
