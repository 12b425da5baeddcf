"""The whole site as known: who is meant by each mention, every study once, every index in order.

Nothing here knows of addresses or of HTML pages; ids are the only pointers.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from vindplaats.config import SiteConfig
from vindplaats.diagnostics.diagnostic import Place
from vindplaats.dutch.person_names import with_between
from vindplaats.read.listing import OtherFile
from vindplaats.read.page_id import PageId, PageKind
from vindplaats.read.records import (
    BodyLink,
    Mention,
    Nieuwsbericht,
    Opdrachtgever,
    Pagina,
    Persoon,
    Project,
    Record,
    Werkveld,
)


class Resolved(Struct, frozen=True, gc=False):
    """What an editor wrote, and the id of the entry that it means."""

    mention: Mention
    id: PageId


class LinkTarget(Struct, frozen=True, gc=False):
    """Where a link of a body leads: a page, a file or a path; none of them where the page is not on the site."""

    link: BodyLink
    page: PageId | None = None
    file: "Attachment | None" = None
    path: str = ""


class Attachment(Struct, frozen=True, gc=False):
    """A file that a page brings along. ``path`` is where it stands below the page; ``place`` who named it."""

    file: OtherFile
    path: str
    place: Place


Role = Literal["afbeelding", "foto", "rapport", "bestand"]
"""What a page uses a file as: an image in its text, the portrait, the report, or something to download."""


class Use(Struct, frozen=True, gc=False):
    """A file and what a page uses it as; ``dated`` is when what the page tells of was published, where it says so."""

    item: Attachment
    role: Role
    dated: date | None = None


class Auteur(Struct, frozen=True, gc=False):
    """Who wrote a report; of an organisation `familie` is its whole name. `instituut` where it is the institute itself.

    The tussenvoegsel is what CSL calls a non-dropping particle, BibTeX the von part.
    """

    familie: str
    voornaam: str = ""
    tussenvoegsel: str = ""
    organisatie: bool = False
    instituut: bool = False

    @property
    def naam(self) -> str:
        """The name as people say it: ``Jan de Vries``."""
        return f"{self.voornaam} {with_between(self.tussenvoegsel, self.familie)}".lstrip()

    @property
    def omgekeerd(self) -> str:
        """The name as lists of literature have it: ``Vries, Jan de``. An organisation's stays as it is."""
        rest = f"{self.voornaam} {self.tussenvoegsel}".strip()
        return f"{self.familie}, {rest}" if rest else self.familie


class Study(Struct, frozen=True, gc=False, kw_only=True):
    """One study on the site: its project with what its exact doubles add, resolved.

    `doubles` are the ids of the pages that gave way to this one; `nieuws` of the news about it, newest first. Where it
    has no `auteurs`, the institute wrote it.
    """

    project: Project
    werkvelden: tuple[Resolved, ...]
    opdrachtgevers: tuple[Resolved, ...]
    contactpersonen: tuple[Resolved, ...]
    rapport: Attachment | None
    bijlagen: tuple[Attachment, ...]
    links: tuple[LinkTarget, ...]
    doubles: tuple[PageId, ...] = ()
    nieuws: tuple[PageId, ...] = ()
    auteurs: tuple[Auteur, ...] = ()


class Bericht(Struct, frozen=True, gc=False, kw_only=True):
    """One nieuwsbericht on the site; `project` is the id of the study it is about, if any."""

    record: Nieuwsbericht
    werkvelden: tuple[Resolved, ...]
    contactpersonen: tuple[Resolved, ...]
    bijlagen: tuple[Attachment, ...]
    links: tuple[LinkTarget, ...]
    project: PageId | None = None
    doubles: tuple[PageId, ...] = ()


Verdict = Literal["exact", "variant", "twijfel", "editie", "verschillend"]
"""What two pages are to each other; see `vindplaats.catalogue.doubles.judge`."""


class Finding(Struct, frozen=True, gc=False):
    """Two pages that are or may be double: the one that stays first, how alike they are (0 to 1), why, in Dutch.

    ``settled`` where an editor declared it.
    """

    verdict: Verdict
    ids: tuple[PageId, PageId]
    score: float
    reasons: tuple[str, ...]
    settled: bool = False


class Entry(Struct, frozen=True, gc=False, kw_only=True):
    """A werkveld, client, person, series or author with its studies and the news that names it, newest first.

    `record` is None where it is unverified, and of a series or author. Of somebody who left (`vertrokken`) it lacks
    what is of no more use to visitors: function, e-mail address, phone number and photo. `opvolger` is the id of the
    colleague who took over from them and is still here, if any.
    """

    id: PageId
    kind: PageKind
    naam: str
    place: Place
    projecten: tuple[PageId, ...]
    nieuws: tuple[PageId, ...] = ()
    record: Werkveld | Opdrachtgever | Persoon | None = None
    afkorting: str = ""
    foto: Attachment | None = None
    links: tuple[LinkTarget, ...] = ()
    vertrokken: bool = False
    opvolger: PageId | None = None


class Year(Struct, frozen=True, gc=False):
    """A year in which there were studies, newest first."""

    jaar: int
    projecten: tuple[PageId, ...]


class StaticPage(Struct, frozen=True, gc=False):
    """A page of text."""

    record: Pagina
    links: tuple[LinkTarget, ...]


class Redirect(Struct, frozen=True, gc=False):
    """Another address of a page: of a double that gave way (``page``), or an old one (``path``).

    ``own`` where the page that the address leads to is the one that names it.
    """

    target: PageId
    place: Place
    page: Record | None = None
    path: str = ""
    own: bool = False


class Corpus(Struct, frozen=True, gc=False, kw_only=True):
    """All there is to show, each tuple in the order in which it is shown.

    `uses` are the files of all pages, also of those that are not on the site (yet): what is wrong with one had better
    be told before its day comes.
    """

    site: SiteConfig
    as_of: date
    studies: tuple[Study, ...]
    berichten: tuple[Bericht, ...]
    werkvelden: tuple[Entry, ...]
    opdrachtgevers: tuple[Entry, ...]
    contactpersonen: tuple[Entry, ...]
    reeksen: tuple[Entry, ...]
    publicaties: tuple[Entry, ...]
    jaren: tuple[Year, ...]
    paginas: tuple[StaticPage, ...]
    redirects: tuple[Redirect, ...]
    pairs: tuple[Finding, ...] = ()
    uses: tuple[Use, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that has an index of its own: werkvelden, clients, persons, series, authors."""
        return (*self.werkvelden, *self.opdrachtgevers, *self.contactpersonen, *self.reeksen, *self.publicaties)
