"""How every address is made, from the root of the site. No other module makes any."""

from collections.abc import Mapping

from msgspec import Struct
from slugify import slugify

from vindplaats.catalogue.corpus import Attachment, Corpus, Entry
from vindplaats.media.variants import Picture, Variant
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Record
from vindplaats.render.list_keys import AllProjects, EntryProjects, PagedList, PageKey, YearProjects

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
"""The overviews by the name of their folder, with their titles."""

EXPORTS: Mapping[str, str] = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
"""The formats in which studies can be cited, by the extension of their files."""

RESERVED = frozenset({"zoeken", "static", "pagina", "_headers", "_redirects"})
"""First steps of addresses that the site keeps for itself, now or later, or that have a meaning for hosts."""

FEED, JSON_FEED, SITEMAP, ROBOTS, MANIFEST = "feed.xml", "feed.json", "sitemap.xml", "robots.txt", "site.webmanifest"
"""Files for machines at the root of the site."""


class Routes(Struct, frozen=True):
    """The addresses of pages by their keys, and the files to publish by their addresses, from the root of the site.

    ``files`` are attachments; ``redirects`` has the pages that old addresses lead to, by the path of the file there;
    ``pictures`` those that pages show, by the address of the original; ``variants`` what is made from these.
    """

    pages: Mapping[PageKey, str]
    files: Mapping[str, Attachment]
    redirects: Mapping[str, PageId]
    pictures: Mapping[str, Picture] = {}
    variants: Mapping[str, Variant] = {}


def variant_url(address: str, width: int, kind: str, *, square: bool = False) -> str:
    """Return the address of a picture ``width`` pixels across in the format ``kind``, beside its original."""
    stem = address.rpartition(".")[0]
    return f"{stem}-{width}x{width}.{kind}" if square else f"{stem}-{width}.{kind}"


def record_url(record: Record) -> str:
    """Return the address of a project or nieuwsbericht, also of one that was merged into another: ``projecten/x/``."""
    return f"{record.kind}/{record.step}/"


def entry_slug(entry: Entry) -> str:
    """Return the last step of the address of an entry; empty if its name has no letter or digit."""
    return slugify(entry.naam) if entry.record is None else entry.record.step


def page_url(url: str, number: int) -> str:
    """Return the address of the n-th page of a list."""
    return url if number == 1 else f"{url}pagina/{number}/"


def feed_url(url: str) -> str:
    """Return the address of the Atom feed of a werkveld, by that of its page."""
    return url + FEED


def sitemap_url(number: int) -> str:
    """Return the address of the n-th part of a sitemap that is too long for one file."""
    return f"sitemap-{number}.xml"


def export_url(url: str, form: str) -> str:
    """Return the address of the export of the page at ``url``: ``projecten/x/x.bib``."""
    return f"{url}{url[:-1].rpartition('/')[2]}.{form}"


def exporting(corpus: Corpus, pages: Mapping[PageKey, str]) -> dict[str, PageId | PagedList]:
    """Return the addresses of the pages with exports, each with the study or the list of studies that it exports."""
    found: dict[str, PageId | PagedList] = {"projecten/": AllProjects()} if corpus.studies else {}
    found |= {pages[study.project.id]: study.project.id for study in corpus.studies}
    found |= {pages[entry.id]: EntryProjects(entry.id) for entry in corpus.werkvelden if entry.projecten}
    return found | {pages[key]: key for year in corpus.jaren for key in (YearProjects(year.jaar),)}


def root_of(url: str) -> str:
    """Return the way from a page to the root of the site: ``../../`` for ``projecten/x/``."""
    return "../" * url.count("/") or "./"
