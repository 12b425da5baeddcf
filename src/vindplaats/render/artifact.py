"""The files of the published site. All of them are planned before any is written.

Each kind of artifact is a small value with exactly the fields that its maker needs. The build record keeps them, so
they are encoded as arrays: ``["project", "projecten/x/index.html", ["projecten", "x"]]``.
"""

from msgspec import Struct

from vindplaats.read.page_id import PageId
from vindplaats.render.list_keys import OverviewKind, PagedList


class _File(Struct, frozen=True, gc=False, array_like=True):
    path: str
    """From the root of the site: ``projecten/x/index.html``."""


class Copy(_File, frozen=True, tag="kopie"):
    """A copy of a file of the source, by its path there as the disk spells it."""

    source: str


class PictureVariant(_File, frozen=True, tag="beeld"):
    """A picture of the source in another size (pixels across) and format; a portrait is cut to a square."""

    original: str
    width: int
    square: bool

    @property
    def format(self) -> str:
        """The image format, which is the extension of the path: ``"avif"``."""
        return self.path.rpartition(".")[2]


class Page(_File, frozen=True):
    """A page that a template renders."""


class HomePage(Page, frozen=True, tag="home"):
    """The first page of the site."""


class ProjectPage(Page, frozen=True, tag="project"):
    """The page of a study."""

    study: PageId


class NieuwsberichtPage(Page, frozen=True, tag="nieuwsbericht"):
    """The page of a nieuwsbericht."""

    bericht: PageId


class ListPage(Page, frozen=True, tag="lijst"):
    """The ``number``-th page (from 1) of a list of projects or news."""

    key: PagedList
    number: int


class OverviewPage(Page, frozen=True, tag="overzicht"):
    """The list of all entries of one kind: ``"werkvelden"``."""

    kind: OverviewKind


class TextPage(Page, frozen=True, tag="pagina"):
    """A page of text."""

    text: PageId


class NotFoundPage(Page, frozen=True, tag="404"):
    """The page that hosts show for an address that does not exist."""


class RedirectPage(Page, frozen=True, tag="redirect"):
    """The page at an old address, which leads to the ``target``."""

    target: PageId


class AccentSheet(_File, frozen=True, tag="accent"):
    """The style sheet with the accent colour of the site."""

    colour: str


class HeadersFile(_File, frozen=True, tag="headers"):
    """The HTTP headers of the site, for hosts that read them from a file."""


class AtomFeed(_File, frozen=True, tag="atom"):
    """The Atom feed of the site, or of a werkveld."""

    werkveld: PageId | None = None


class JsonFeed(_File, frozen=True, tag="jsonfeed"):
    """The JSON feed of the site."""


class Sitemap(_File, frozen=True, tag="sitemap"):
    """One part (counted from 1) of the sitemap, or the only one."""

    part: int = 1


class SitemapIndex(_File, frozen=True, tag="sitemapindex"):
    """The list of the parts of a sitemap that is too long for one file."""

    parts: int


class RobotsFile(_File, frozen=True, tag="robots"):
    """What crawlers may read."""


class WebManifest(_File, frozen=True, tag="webmanifest"):
    """The description of the site for the home screen of a phone."""


class StudyCitation(_File, frozen=True, tag="vermelding"):
    """How to cite one study, in the format (an extension) ``form``."""

    study: PageId
    form: str


class CitationList(_File, frozen=True, tag="literatuurlijst"):
    """How to cite every study of a list, in the format (an extension) ``form``."""

    key: PagedList
    form: str


GeneratedFile = (
    AccentSheet
    | HeadersFile
    | AtomFeed
    | JsonFeed
    | Sitemap
    | SitemapIndex
    | RobotsFile
    | WebManifest
    | StudyCitation
    | CitationList
)
"""A file for machines."""

RenderedPage = (
    HomePage
    | ProjectPage
    | NieuwsberichtPage
    | ListPage
    | OverviewPage
    | TextPage
    | NotFoundPage
    | RedirectPage
)  # fmt: skip
"""Every kind of `Page`."""

Artifact = Copy | PictureVariant | RenderedPage | GeneratedFile
"""A file of the published site."""
