"""The corpus: everything that the site shows, with mentions resolved, exact doubles merged and lists sorted.

The corpus has no addresses and no rendered pages. Its parts refer to each other by `PageId`.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from msgspec import Struct

from vindplaats.config import SiteConfig
from vindplaats.diagnostics.diagnostic import Place
from vindplaats.dutch.person_names import PersonName, with_between
from vindplaats.dutch.sorting import without_article
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
    Startpagina,
    Werkveld,
)


class Resolved(Struct, frozen=True, gc=False, array_like=True):
    """A mention as an editor wrote it, such as "Jos", and the id of its entry, such as ``contactpersonen/jos``."""

    mention: Mention
    id: PageId


class LinkTarget(Struct, frozen=True, gc=False, array_like=True):
    """A link in a body, with its target: a page, a file, or a path on the site, such as ``/projecten/flexwonen/``.

    At most one of the three is set. All three are unset for a link that cannot be followed, such as a broken one.
    ``fragment`` is the part after the ``#`` as the site writes it: ``tekst-foto-s`` for a link to ``b.md#fotos``, if
    the heading is "Foto's". Of captions, ``video`` is the path of the video, and ``language`` the language.
    """

    link: BodyLink
    page: PageId | None = None
    file: "Attachment | None" = None
    path: str = ""
    fragment: str = ""
    video: str = ""
    language: str = ""


class Attachment(Struct, frozen=True, gc=False, array_like=True):
    """A file that is published with a page, at ``path`` below the page's address.

    ``place`` is where the page names the file.
    """

    file: OtherFile
    path: str
    place: Place


Role = Literal["afbeelding", "foto", "rapport", "bestand", "logo", "video", "ondertitels"]
"""How a page uses a file: as an image or video in the text, captions of that, a portrait, a report, a download, or the
logo of the site."""


class Use(Struct, frozen=True, gc=False, array_like=True):
    """The use of a file by a page.

    For a file named in the fields of a project or nieuwsbericht, ``dated`` is the last day on which it may have been
    published: the `publicatiedatum` of the project or, if it has none, the end of its `jaar`; or the `datum` of the
    nieuwsbericht. For any other file ``dated`` is None.
    """

    item: Attachment
    role: Role
    dated: date | None = None


class Auteur(Struct, frozen=True, gc=False, array_like=True):
    """An author of a report: a person or an organisation. The whole name of an organisation is in `familie`.

    `instituut` says whether the author is the institute itself. The `tussenvoegsel` ("de") is the non-dropping particle
    of CSL and the von part of BibTeX; the `achtervoegsel` ("Jr.") is the suffix of both.
    """

    familie: str
    voornaam: str = ""
    tussenvoegsel: str = ""
    organisatie: bool = False
    instituut: bool = False
    achtervoegsel: str = ""

    @property
    def achternaam(self) -> str:
        """The last name with its tussenvoegsel: ``de Vries``."""
        return with_between(self.tussenvoegsel, self.familie)

    @property
    def naam(self) -> str:
        """The name in its usual order: ``Jan de Vries``."""
        return " ".join(part for part in (self.voornaam, self.achternaam, self.achtervoegsel) if part)

    @property
    def omgekeerd(self) -> str:
        """The name as in a list of references: ``Vries, Jan de``. The name of an organisation is not inverted."""
        if self.organisatie:
            return self.familie
        return PersonName(self.voornaam, self.tussenvoegsel, self.familie, self.achtervoegsel).inverted

    @property
    def sorteernaam(self) -> str:
        """The name by which the author is sorted; an organisation is sorted without the article in front of it."""
        return without_article(self.familie) if self.organisatie else self.omgekeerd


class Study(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """One study on the site: a project, with everything that its exact doubles add.

    `doubles` are the pages that were merged into the project, and `nieuws` is the news about the study, newest first.
    A study without `auteurs` was written by the institute.
    """

    project: Project
    werkvelden: tuple[Resolved, ...]
    opdrachtgevers: tuple[Resolved, ...]
    contactpersonen: tuple[Resolved, ...]
    partners: tuple[str, ...]
    rapport: Attachment | None
    bijlagen: tuple[Attachment, ...]
    links: tuple[LinkTarget, ...]
    doubles: tuple[PageId, ...] = ()
    nieuws: tuple[PageId, ...] = ()
    auteurs: tuple[Auteur, ...] = ()


class Bericht(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """One nieuwsbericht on the site. `project` is the study that the nieuwsbericht names as its subject, if any."""

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
    """Two pages that are or may be doubles, with the verdict on them; or more pages, which are a family (`families`).

    ``ids`` are in the order of `exact.path_order`, so the first page is the one to keep. ``score`` is the similarity of
    the pages, from 0 to 1, and ``reasons`` are in Dutch. ``settled`` says whether declarations of editors decided the
    verdict.
    """

    verdict: Verdict
    ids: tuple[PageId, ...]
    score: float
    reasons: tuple[str, ...]
    settled: bool = False


class Entry(Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A werkveld, client, person, series or author, with its studies and the news that mentions it, newest first.

    `sorteernaam` is the name by which an author is sorted, and empty for other entries (see `order.entry_name`).
    `record` is None for an unverified entry, a series or an author. If a person has left (`vertrokken`), their record
    has no function, e-mail address, phone number or photo, and `opvolger` is the first person in their line of
    successors who has not left, if any.
    """

    id: PageId
    kind: PageKind
    naam: str
    place: Place
    projecten: tuple[PageId, ...]
    nieuws: tuple[PageId, ...] = ()
    sorteernaam: str = ""
    record: Werkveld | Opdrachtgever | Persoon | None = None
    afkorting: str = ""
    foto: Attachment | None = None
    links: tuple[LinkTarget, ...] = ()
    vertrokken: bool = False
    opvolger: PageId | None = None


class Year(Struct, frozen=True, gc=False, array_like=True):
    """A year, and its studies in the order in which they are shown."""

    jaar: int
    projecten: tuple[PageId, ...]


class StaticPage(Struct, frozen=True, gc=False, array_like=True):
    """A page of text, such as "Over ons"."""

    record: Pagina
    links: tuple[LinkTarget, ...]


class HomeText(Struct, frozen=True, gc=False, array_like=True):
    """The text of the home page."""

    record: Startpagina
    links: tuple[LinkTarget, ...]


class Redirect(Struct, frozen=True, gc=False, array_like=True):
    """A redirect to the page ``target``, from the address of a page merged into it or from an old address.

    Either ``page`` is the merged page, or ``path`` is the old address, which is an item of `aliassen`. ``own`` is true
    only for an old address in the `aliassen` of the target itself, not of a merged page.
    """

    target: PageId
    place: Place
    page: Project | Nieuwsbericht | None = None
    path: str = ""
    own: bool = False


class CorpusParts(Struct, frozen=True, kw_only=True, array_like=True):
    """What the site shows. The tuples of pages are in the order in which the site shows them.

    `uses` also has the files of pages that are not on the site, so that a broken file is reported before its page
    appears. The `path` of a logo is from the root of the site.
    """

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
    uses: tuple[Use, ...] = ()
    start: HomeText | None = None
    logo: Attachment | None = None
    logo_donker: Attachment | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries: werkvelden, clients, persons, series and authors."""
        return (*self.werkvelden, *self.opdrachtgevers, *self.contactpersonen, *self.reeksen, *self.publicaties)


class Corpus(CorpusParts, frozen=True, kw_only=True, dict=True):
    """Everything that the site shows on the day ``as_of``, and the pairs of pages that are or may be doubles."""

    site: SiteConfig
    as_of: date
    pairs: tuple[Finding, ...] = ()

    @cached_property
    def werkveld_years(self) -> Mapping[tuple[int, PageId], tuple[PageId, ...]]:
        """The projects of each year and werkveld, in the order of the site, without empty years."""
        found: dict[tuple[int, PageId], list[PageId]] = {}
        for study in self.studies:
            for werkveld in study.werkvelden:
                found.setdefault((study.project.jaar, werkveld.id), []).append(study.project.id)
        return {key: tuple(ids) for key, ids in found.items()}
