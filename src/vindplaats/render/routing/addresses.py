"""Build the addresses of the site, relative to its root, such as ``projecten/flexwonen/``."""

import unicodedata
from collections.abc import Mapping

from msgspec import Struct

from vindplaats.catalogue.corpus import Attachment, Corpus, Entry
from vindplaats.config import SiteConfig
from vindplaats.dutch.sorting import with_ij
from vindplaats.media.variants import Picture, Variant
from vindplaats.patterns import regex
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Record
from vindplaats.render.list_keys import AllProjects, EntryProjects, PagedList, PageKey, YearProjects
from vindplaats.slug import slugify

INDEXES: Mapping[str, str] = {
    "projecten": "Projecten",
    "werkvelden": "Werkvelden",
    "opdrachtgevers": "Opdrachtgevers",
    "contactpersonen": "Contactpersonen",
    "reeksen": "Reeksen",
    "publicaties": "Publicaties",
    "jaren": "Jaren",
    "nieuws": "Nieuws",
}
"""Titles of the lists and overviews directly below the root of the site, by folder."""

EXPORTS: Mapping[str, str] = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
"""Names of the formats in which the site can export citations, by file extension."""

_EXTENSIONS: Mapping[str, str] = {"bib": "bib", "ris": "ris", "csl": "json"}
"""File extensions of the formats that ``exporten`` in ``site.yaml`` names."""

MAX_CITATION_LIST = 1_000
"""Maximum number of studies in the citation file of all studies. If there are more, that file is an index of the files
of years, so that an edit of a title does not make the citations of all studies again.

The number was chosen, not measured: up to it, visitors have all citations in one file."""

STATIC = "static"
"""The folder of the source whose files the site publishes unchanged, under the same name."""

OWN_STYLE = "eigen.css"
"""The style sheet in `STATIC` that a site adds to those of its theme."""

PREVIEW = "vp-voorvertoning"
"""The folder of the files that only the preview has."""

RESERVED = frozenset({"zoeken", "pagefind", STATIC, "pagina", "_headers", "_redirects", PREVIEW})
"""Names that the first step of an address (the part before its first slash) may not have.

The site uses these names or may use them later, or web hosts or the preview give them a special meaning."""

_SIGN_AFTER_WORD = regex(r"(?<=\w)[+#]+(?!\w)|[+#]+$")
_SIGN_NAMES = {"+": " plus ", "#": " sharp "}

FEED, JSON_FEED, SITEMAP, ROBOTS, MANIFEST = "feed.xml", "feed.json", "sitemap.xml", "robots.txt", "site.webmanifest"
"""Addresses of the files for machines at the root of the site."""

SEARCH_PAGE, SEARCH_WORDS, SEARCH_INDEX = "zoeken/index.html", "zoeken/woorden.json", "pagefind"
"""Paths of the search page, of the words that it suggests, and of the folder of the search index."""


class Routes(Struct, frozen=True):
    """The addresses of everything on the site, relative to its root.

    ``pages`` has the address of each page by its key. ``files`` has the attachments to publish, by address.
    ``redirects`` has the page to which each redirect leads, by the path of its file, such as ``oud/index.html``.
    ``pictures`` has the pictures that pages show, by the address of the original, and ``variants`` their variants, by
    address. ``thumbnails`` has the PDFs of which a project shows the first page, by the address of that picture, which
    is in ``pictures`` too. ``logos`` has the size of each logo of the site, by address.
    """

    pages: Mapping[PageKey, str]
    files: Mapping[str, Attachment]
    redirects: Mapping[str, PageId]
    pictures: Mapping[str, Picture] = {}
    variants: Mapping[str, Variant] = {}
    thumbnails: Mapping[str, Attachment] = {}
    logos: Mapping[str, Picture] = {}


def variant_url(address: str, width: int, kind: str, *, square: bool = False) -> str:
    """Return the address of a variant of the picture at ``address``, such as ``projecten/x/foto-480.webp``.

    ``width`` is in pixels, and ``kind`` is the format. A ``square`` variant has both sides in its name,
    as in ``foto-80x80.webp``.
    """
    stem = address.rpartition(".")[0]
    return f"{stem}-{width}x{width}.{kind}" if square else f"{stem}-{width}.{kind}"


def thumbnail_url(address: str) -> str:
    """Return the address of the picture of the first page of the PDF at ``address``: ``projecten/x/r-voorblad.webp``.

    The address has a word of its own, so that an editor may put a picture ``r.webp`` beside ``r.pdf``.
    """
    return f"{address.rpartition('.')[0]}-voorblad.webp"


def record_url(record: Record) -> str:
    """Return the address of a project or nieuwsbericht, such as ``projecten/x/``.

    If the page was merged into another page, this address redirects to the other page.
    """
    return record.url


def entry_slug(entry: Entry) -> str:
    """Return the last step of the address of an entry, or ``""`` if no slug can be made from its name.

    ``Zorg+`` and ``C#`` without a file become ``zorg-plus`` and ``c-sharp``: `fold_organisation` keeps them apart from
    ``Zorg`` and ``C``, so their addresses have to differ too. ``ÿ`` is ``ij``, as in the keys of names.
    """
    if entry.record is not None:
        return entry.record.step
    name = with_ij(unicodedata.normalize("NFC", entry.naam))
    return slugify(_SIGN_AFTER_WORD.sub(lambda match: "".join(map(_SIGN_NAMES.__getitem__, match[0])), name))


def page_url(url: str, number: int) -> str:
    """Return the address of page ``number``, counted from 1, of the list at ``url``."""
    return url if number == 1 else f"{url}pagina/{number}/"


def feed_url(url: str) -> str:
    """Return the address of the Atom feed of the werkveld at ``url``, such as ``werkvelden/wonen/feed.xml``."""
    return url + FEED


def sitemap_url(number: int) -> str:
    """Return the address of file ``number``, counted from 1, of a sitemap that is too long for one file."""
    return f"sitemap-{number}.xml"


def export_url(url: str, form: str) -> str:
    """Return the address of the citations of the page at ``url`` in the format ``form``: ``projecten/x/x.bib``."""
    return f"{url}{url[:-1].rpartition('/')[2]}.{form}"


def export_forms(site: SiteConfig) -> tuple[str, ...]:
    """Return the file extensions of the formats in which the site exports citations, such as ``("bib", "json")``."""
    return tuple(_EXTENSIONS[form] for form in site.exporten)


def is_split(corpus: Corpus) -> bool:
    """Return whether there are so many studies that the citations of all are in the files of years only.

    Lists of werkvelden are never split: the files of a werkveld in a year would appear and vanish at the limit, without
    an edit, for instance when a study expires. The files of years exist on every site.
    """
    return len(corpus.studies) > MAX_CITATION_LIST


def exporting(corpus: Corpus, pages: Mapping[PageKey, str]) -> dict[str, PageId | PagedList]:
    """Return the key of each study or list of studies whose citations are exported, by the address of its page."""
    if not corpus.site.exporten:
        return {}
    found: dict[str, PageId | PagedList] = {"projecten/": AllProjects()} if corpus.studies else {}
    found |= {pages[study.project.id]: study.project.id for study in corpus.studies}
    found |= {pages[entry.id]: EntryProjects(entry.id) for entry in corpus.werkvelden if entry.projecten}
    return found | {pages[key]: key for year in corpus.jaren for key in (YearProjects(year.jaar),)}


def root_of(url: str) -> str:
    """Return the relative path from the page at ``url`` to the root of the site: ``../../`` for ``projecten/x/``."""
    return "../" * url.count("/") or "./"
