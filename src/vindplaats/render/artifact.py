"""The artifacts. Each one describes a file of the published site. All are planned before any file is written.

An artifact has only the fields that are needed to make its file. The build record stores every artifact, encoded as a
short array, such as ``["project", "projecten/x/index.html", ["projecten", "x"]]``.
"""

from msgspec import Struct

from vindplaats.read.page_id import PageId
from vindplaats.render.list_keys import OverviewKind, PagedList


class _File(Struct, frozen=True, gc=False, array_like=True):
    path: str
    """The path of the file, relative to the root of the site, such as ``projecten/x/index.html``."""


class Copy(_File, frozen=True, tag="kopie"):
    """A copy of a file of the source or of the default theme.

    ``source`` is the path of the original in the inventory (`FileStat`), such as ``"thema/static/stijl.css"``.
    """

    source: str


class PictureVariant(_File, frozen=True, tag="beeld"):
    """A picture in a different size or format from its original.

    ``original`` is the path of the original in the inventory (`FileStat`), ``width`` is in pixels, and ``square`` is
    true for a portrait, which is cropped to a square.
    """

    original: str
    width: int
    square: bool

    @property
    def format(self) -> str:
        """The image format, which is the extension of the path, such as ``"avif"``."""
        return self.path.rpartition(".")[2]


class ReportThumbnail(_File, frozen=True, tag="voorblad"):
    """A picture of the first page of the PDF at the path ``report``. The inventory lists that PDF as ``original``."""

    report: str
    original: str


class Page(_File, frozen=True):
    """A page that a template renders."""


class HomePage(Page, frozen=True, tag="home"):
    """The home page, at the root of the site."""


class ProjectPage(Page, frozen=True, tag="project"):
    """The page of a study."""

    study: PageId


class NieuwsberichtPage(Page, frozen=True, tag="nieuwsbericht"):
    """The page of a nieuwsbericht."""

    bericht: PageId


class ListPage(Page, frozen=True, tag="lijst"):
    """One page of a list of projects or news. ``number`` counts the pages of that list from 1."""

    key: PagedList
    number: int


class OverviewPage(Page, frozen=True, tag="overzicht"):
    """The overview of all entries of one kind, such as ``"werkvelden"``, or of all years."""

    kind: OverviewKind


class TextPage(Page, frozen=True, tag="pagina"):
    """A page of text, such as "Over ons"."""

    text: PageId


class NotFoundPage(Page, frozen=True, tag="404"):
    """The page that hosts show for an address that does not exist."""


class RedirectPage(Page, frozen=True, tag="redirect"):
    """The page at an old address, which sends visitors on to the page ``target``."""

    target: PageId


class SearchPage(Page, frozen=True, tag="zoeken"):
    """The page on which visitors search the site."""


class AccentSheet(_File, frozen=True, tag="accent"):
    """The style sheet that sets the accent colour of the site. ``colour`` is ``"#rgb"`` or ``"#rrggbb"``."""

    colour: str


class HeadersFile(_File, frozen=True, tag="headers"):
    """The HTTP headers of the site, for hosts that read them from a file."""


class AtomFeed(_File, frozen=True, tag="atom"):
    """The Atom feed of a werkveld or, if ``werkveld`` is None, of the site."""

    werkveld: PageId | None = None


class JsonFeed(_File, frozen=True, tag="jsonfeed"):
    """The JSON feed of the site."""


class Sitemap(_File, frozen=True, tag="sitemap"):
    """One file of the sitemap. ``part`` is its number, from 1. A short sitemap has only one file."""

    part: int = 1


class SitemapIndex(_File, frozen=True, tag="sitemapindex"):
    """The index of a sitemap that is too long for one file. ``parts`` is the number of files of the sitemap."""

    parts: int


class RobotsFile(_File, frozen=True, tag="robots"):
    """The file ``robots.txt``, which says what crawlers may read."""


class SearchIndex(_File, frozen=True, tag="zoekindex"):
    """The search index, which is a folder of files of Pagefind; ``path`` is the path of the folder.

    ``digest`` is a digest of the indexed text and of what the index is made with, so that an index with the same digest
    need not be made again.
    """

    digest: bytes


class SearchWords(_File, frozen=True, tag="zoekwoorden"):
    """The words that the search page may suggest instead of a misspelled word, as JSON."""


class WebManifest(_File, frozen=True, tag="webmanifest"):
    """The web app manifest, which describes the site to a phone that adds it to its home screen."""


class WebEditorFile(_File, frozen=True, tag="redactie"):
    """A file that sets up the web editor: a page without a template, a script or a configuration.

    The editor saves to the branch ``tak`` of the repository ``opslag`` of the service ``dienst``.
    """

    dienst: str
    opslag: str
    tak: str


class StudyCitation(_File, frozen=True, tag="vermelding"):
    """The citation of one study. ``form`` is its format, as a file extension, such as ``"bib"``."""

    study: PageId
    form: str


class CitationList(_File, frozen=True, tag="literatuurlijst"):
    """The citations of all studies in a list. ``form`` is their format, as a file extension, such as ``"bib"``."""

    key: PagedList
    form: str


class CitationIndex(_File, frozen=True, tag="literatuurindex"):
    """The addresses of the citations of all studies, one file for each year. ``form`` is as in `CitationList`."""

    form: str


GeneratedFile = (
    AccentSheet
    | ReportThumbnail
    | HeadersFile
    | AtomFeed
    | JsonFeed
    | Sitemap
    | SitemapIndex
    | RobotsFile
    | SearchWords
    | WebManifest
    | WebEditorFile
    | StudyCitation
    | CitationList
    | CitationIndex
)
"""A file for machines, which is made without a template."""

RenderedPage = (
    HomePage
    | ProjectPage
    | NieuwsberichtPage
    | ListPage
    | OverviewPage
    | TextPage
    | NotFoundPage
    | RedirectPage
    | SearchPage
)  # fmt: skip
"""A page: any subclass of `Page`."""

Artifact = Copy | PictureVariant | SearchIndex | RenderedPage | GeneratedFile
"""A file of the published site, or the folder of the search index."""
