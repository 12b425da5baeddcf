"""The corpus: all that a site shows, with every mention resolved, every study once, and every list in order.

The corpus has no addresses and no HTML pages. Its parts refer to each other by id.
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
    """A mention as an editor wrote it, and the id of the entry that it refers to."""

    mention: Mention
    id: PageId


class LinkTarget(Struct, frozen=True, gc=False):
    """The target of a link in a body: a page, a file or a path, or none of these if it leads to nothing on the site."""

    link: BodyLink
    page: PageId | None = None
    file: "Attachment | None" = None
    path: str = ""


class Attachment(Struct, frozen=True, gc=False):
    """A file that is published with a page, at ``path`` below it. ``place`` is where the page names it."""

    file: OtherFile
    path: str
    place: Place


Role = Literal["afbeelding", "foto", "rapport", "bestand"]
"""The use of a file on a page: an image in the text, the portrait, the report, or a download."""


class Use(Struct, frozen=True, gc=False):
    """A file and the role in which a page uses it. ``dated`` is the day of publication of a study, if it is known."""

    item: Attachment
    role: Role
    dated: date | None = None


class Auteur(Struct, frozen=True, gc=False):
    """An author of a report. The whole name of an organisation is in `familie`; `instituut` is the institute itself.

    CSL calls the tussenvoegsel a non-dropping particle, and BibTeX calls it the von part.
    """

    familie: str
    voornaam: str = ""
    tussenvoegsel: str = ""
    organisatie: bool = False
    instituut: bool = False

    @property
    def naam(self) -> str:
        """The name in its usual order: ``Jan de Vries``."""
        return f"{self.voornaam} {with_between(self.tussenvoegsel, self.familie)}".lstrip()

    @property
    def omgekeerd(self) -> str:
        """The name as in a list of references: ``Vries, Jan de``. That of an organisation is unchanged."""
        rest = f"{self.voornaam} {self.tussenvoegsel}".strip()
        return f"{self.familie}, {rest}" if rest else self.familie


class Study(Struct, frozen=True, gc=False, kw_only=True):
    """One study on the site: a project, with everything that its exact doubles add.

    `doubles` are the pages that were merged into it, and `nieuws` is the news about it, newest first. If there are no
    `auteurs`, the institute wrote it.
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
"""The relation between two pages; see `vindplaats.catalogue.doubles.judge`."""


class Finding(Struct, frozen=True, gc=False):
    """Two pages that are or may be doubles, the survivor first.

    ``score`` is their similarity, from 0 to 1, and ``reasons`` are in Dutch. ``settled`` says whether an editor
    declared the verdict.
    """

    verdict: Verdict
    ids: tuple[PageId, PageId]
    score: float
    reasons: tuple[str, ...]
    settled: bool = False


class Entry(Struct, frozen=True, gc=False, kw_only=True):
    """A werkveld, client, person, series or author, with its studies and the news that mentions it, newest first.

    `record` is None for an unverified entry, a series or an author. That of a person who has left (`vertrokken`) lacks
    what visitors no longer need: function, e-mail address, phone number and photo. `opvolger` is the first of their
    successors who has not left, if any.
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
    """A year that has studies, in the order in which they are shown."""

    jaar: int
    projecten: tuple[PageId, ...]


class StaticPage(Struct, frozen=True, gc=False):
    """A page of text, such as "Over ons"."""

    record: Pagina
    links: tuple[LinkTarget, ...]


class Redirect(Struct, frozen=True, gc=False):
    """Another address of the page ``target``: that of a merged page (``page``), or an old one (``path``).

    ``own`` says whether the old address is in the `aliassen` of the target itself.
    """

    target: PageId
    place: Place
    page: Record | None = None
    path: str = ""
    own: bool = False


class Corpus(Struct, frozen=True, gc=False, kw_only=True):
    """Everything that the site shows, each tuple in the order in which it is shown.

    `uses` are the files of all pages, also of those that are not on the site: a broken file should be reported before
    its page appears.
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
        """Everything that has an index of its own: werkvelden, clients, persons, series and authors."""
        return (*self.werkvelden, *self.opdrachtgevers, *self.contactpersonen, *self.reeksen, *self.publicaties)
