"""The views of lists, overviews and the home page. The rules in `vindplaats.render.views.pages` apply to them."""

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct

from vindplaats.render.views.pages import (
    NOTHING_EXTRA,
    BerichtView,
    BestandView,
    ContactView,
    Extra,
    KaartView,
    ProjectView,
    RedirectView,
    TekstView,
    Verwijzing,
)


class IngangView(Struct, frozen=True, kw_only=True):
    """A link to the list of an entry or a year. `aantal` is its number of projects, or 0 if no number is shown.

    `letter` is the letter that the entry is sorted under, such as "V" for Jan de Vries, or "0–9". It is set in
    overviews only.
    """

    titel: str
    url: str
    aantal: int
    toelichting: str = ""
    letter: str = ""


class JaarView(Struct, frozen=True):
    """A bar of a timeline: a year, its number of projects, and the height of the bar as a percentage of the highest.

    `hier` is true for the year of the page that shows the timeline. `url` is empty for that year, and for a year
    without projects.
    """

    jaar: int
    aantal: int
    hoogte: int
    url: str
    hier: bool = False


class GroepView(Struct, frozen=True):
    """The items of a list under one heading. `titel` is a year or a letter, and `anker` the HTML id of the heading."""

    titel: str
    anker: str
    items: tuple[KaartView, ...] | tuple[IngangView, ...]


class EditieregelView(Struct, frozen=True):
    """A row of the table of editions of a series: one study, with its clients and its report."""

    kaart: KaartView
    opdrachtgevers: tuple[Verwijzing, ...]
    rapport: BestandView | None


class PaginaringView(Struct, frozen=True, kw_only=True):
    """The number of a page of a list, the total number of pages, and links to all of them (`paginas`).

    `vorige` and `volgende` are the addresses of the previous and next page, or empty.
    """

    nummer: int
    totaal: int
    vorige: str
    volgende: str
    paginas: tuple[Verwijzing, ...]


class IndexView(Struct, frozen=True, kw_only=True):
    """A page of a list of projects or news, with the fields that every kind of list has.

    `soort` is the first part of its address: `projecten`, `nieuws`, `werkvelden`, `opdrachtgevers`, `contactpersonen`,
    `reeksen`, `publicaties` or `jaren`. `aantal` counts the items of the whole list, and `kaarten` are the items on
    this page. `inleiding` is empty except on the first page.

    Some kinds of list have, on their first page, a `tijdlijn` (years, oldest first, with links to the projects of each)
    and `velden` (links to the werkvelden of the projects, on some lists with the number of projects in each). `feed`
    links to an Atom feed, and `exporten` to the citations of the list in several formats. If there are many projects,
    the list of all has no `exporten`, but its first page has `exporten_per_jaar`: links to the pages of years. `extra`
    has the values of the field of that name of a werkveld, client or person.
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
    exporten_per_jaar: tuple[Verwijzing, ...] = ()
    extra: Extra = NOTHING_EXTRA

    @property
    def jaargroepen(self) -> tuple[GroepView, ...]:
        """The items of this page grouped by year, in the order of the list."""
        groups = groupby(self.kaarten, lambda card: card.jaar or card.datum_iso[:4])
        return tuple(GroepView(str(year), year_anchor(year), tuple(cards)) for year, cards in groups)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Return an empty value for a field that only other kinds of list have.

            A site may render every kind of list with a single ``index.html``, which asks for the fields of all of them.
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
    """The projects of a person. `nieuws` is the news that names the person, on the first page only."""

    contact: ContactView
    nieuws: tuple[KaartView, ...] = ()


class ReeksIndex(IndexView, frozen=True, kw_only=True):
    """The editions of a series. `edities` has a table row for each of the `kaarten` of this page."""

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
    """Return the HTML id of the heading of a year in a list."""
    return f"vp-{year}"


class OverzichtView(Struct, frozen=True, kw_only=True):
    """An overview of all entries of one kind, or of all years. `soort` is as in `IndexView`.

    In a long overview that is sorted by name, `letters` has the same entries grouped by first letter. Only the overview
    of years has a `tijdlijn`.
    """

    soort: str
    titel: str
    ingangen: tuple[IngangView, ...]
    letters: tuple[GroepView, ...] = ()
    tijdlijn: tuple[JaarView, ...] = ()


class HomeView(Struct, frozen=True, kw_only=True):
    """The home page, with the newest `projecten` and `nieuws`, and the werkvelden that have projects.

    `tijdlijn` is oldest first, `aantal` is the number of projects of the site, and `feed` links to the Atom feed.
    `inhoud` is the text of the home page, which may be empty, and `extra` is as in `ProjectView`.
    """

    werkvelden: tuple[IngangView, ...]
    projecten: tuple[KaartView, ...]
    nieuws: tuple[KaartView, ...]
    tijdlijn: tuple[JaarView, ...]
    aantal: int
    feed: Verwijzing | None = None
    inhoud: Markup = Markup("")
    extra: Extra = NOTHING_EXTRA


View = HomeView | ProjectView | BerichtView | IndexView | OverzichtView | TekstView | RedirectView
"""The view of a page, as opposed to `SiteView` and `PaginaView`, which every template receives."""
