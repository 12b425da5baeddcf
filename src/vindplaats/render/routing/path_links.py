"""Check links that editors write as an address, such as ``/projecten/x/#kop``: target and anchor must exist."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus, LinkTarget
from vindplaats.catalogue.link_suggestions import (
    link_to_file,
    names_of_pages,
    nearest_address,
    nearest_anchor,
    nearest_file,
    page_meant,
    stems_of,
)
from vindplaats.diagnostics import departures, links
from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.patterns import regex
from vindplaats.read.links.anchors import THEME_ID_PREFIX
from vindplaats.read.links.web_addresses import path_on_site
from vindplaats.read.records import BodyLink, Persoon, Publishable, Record
from vindplaats.render.routing.addresses import STATIC, Routes

_FILE = regex(r"\.(?!(?:html?|md|markdown|php|aspx?)\Z)[a-z0-9]{1,5}\Z", re.IGNORECASE)
"""The end of the name of a file that is not a page."""


class SiteAddresses(Struct, frozen=True, dict=True):
    """The addresses to which a link may lead, and the record of each page with a file, by its address.

    ``paths`` has the path of every file of the site.
    """

    base_url: str
    paths: Collection[str]
    pages: Mapping[str, Record]

    @cached_property
    def urls(self) -> frozenset[str]:
        """Every address for which `has` is true, to suggest the nearest: made at the first link that is broken."""
        return frozenset(_urls(self.paths, self.pages))

    def has(self, url: str) -> bool:
        """Return whether a link may lead to the address ``url``."""
        path = url.removeprefix("/")
        if path == url:
            return False
        if path in self.paths:
            return not url.endswith("/index.html") or url.removesuffix("index.html") not in self.pages
        return url.endswith("/") and f"{path}index.html" in self.paths

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The file of each page by every path that editors may use for it, made at the first link that is broken."""
        return names_of_pages((page.file, url) for url, page in self.pages.items())

    @cached_property
    def by_file(self) -> Mapping[str, tuple[str, Record]]:
        """The address and record of each page, by its file."""
        return {page.file: (url, page) for url, page in self.pages.items()}


def check_path_links(corpus: Corpus, routes: Routes, paths: Collection[str]) -> tuple[Diagnostic, ...]:
    """Report links to a page, heading or file that does not exist, or to a photo that will be removed.

    ``paths`` has the path of every file of the site. It is a set, or the keys of a mapping.
    """
    linked = [(record, target) for record, targets in bodies(corpus) for target in targets if target.path]
    linked += _own_links(corpus)
    if not linked:
        return ()
    report = Report()
    pages = {f"/{routes.pages[record.id]}": record for record, _ in bodies(corpus)}
    known = SiteAddresses(corpus.site.base_url, paths, pages)
    leaving = dict(_leaving_photos(corpus, routes))
    for record, target in linked:
        place, raw = record.at(target.link), target.link.raw
        if not known.has(target.path):
            report.add(missing(target, record, known))
        elif target.link.anchor and not has_fragment(target, pages):
            body = pages[target.path].body if target.path in pages else None
            report.add(links.broken_anchor(place, raw, nearest_anchor(target.link.anchor, body) if body else ""))
        elif target.path in leaving:
            person, left = leaving[target.path]
            dates = {"left": left, "since": left, "as_of": corpus.as_of}
            report.add(departures.departed_detail(place, "foto", person.naam, person.file, **dates, instead=""))
    return report.diagnostics


def _own_links(corpus: Corpus) -> Iterator[tuple[Record, LinkTarget]]:
    """Yield the links in front matter that have a full address on the site. They are published as they are."""
    found = [
        (record, link, path)
        for record, _ in bodies(corpus)
        for link in (record.links if isinstance(record, Publishable) else ())
        if (path := path_on_site(link.url, corpus.site.base_url)) is not None
    ]
    pages = {f"/{record.url}": record for record, _ in bodies(corpus)} if found else {}
    for record, link, path in found:
        anchor = unquote(urlsplit(link.url).fragment)
        target = pages.get(path)
        fragment = (target.body.fragment(anchor) or "") if target and anchor else anchor
        at = {"line": link.line, "column": link.column}
        own = BodyLink(kind="web", target=path, anchor=anchor, raw=link.url, image=False, **at)
        yield record, LinkTarget(own, path=path, fragment=fragment)


def _urls(paths: Iterable[str], pages: Mapping[str, Record]) -> Iterator[str]:
    """Yield every address to which a link may lead.

    ``pages`` has the pages with a file by their addresses. Such a page has one address only, without ``index.html``.
    """
    for path in paths:
        url = f"/{path.removesuffix('index.html')}" if f"/{path}".endswith("/index.html") else f"/{path}"
        yield url
        if url not in pages:
            yield f"/{path}"


def missing(target: LinkTarget, record: Record, known: SiteAddresses) -> Diagnostic:
    """Return the diagnostic for a link to an address that does not exist."""
    place, raw = record.at(target.link), target.link.raw
    is_static = target.path.startswith(f"/{STATIC}/")
    if is_static or target.link.image:
        near = nearest_file(target.path, sorted(known.urls), image=target.link.image)
        fault = links.MISSING_STATIC_FILE if is_static else links.MISSING_FILE
        return fault.at(place, raw=raw, near=near and quote(near))
    fault = links.BROKEN_FILE_LINK if _FILE.search(target.path) else links.BROKEN_LINK
    return fault.at(place, raw=raw, near=_link_meant(target, record, known))


def _link_meant(target: LinkTarget, record: Record, known: SiteAddresses) -> str | None:
    """Return the link to the page or list that is probably meant by a link to an address that does not exist.

    A field (a link of the kind ``web``) needs a whole address, where a text can name the file.
    """
    is_field = target.link.kind == "web"
    root = known.base_url.removesuffix("/") if is_field else ""
    stems = [f"{stem}/" for stem in stems_of(target.path)]
    if url := next((stem for stem in stems if known.has(stem) and stem not in known.pages), None):
        return root + quote(url)
    if file := page_meant(target.link, record, known.names):
        url, page = known.by_file[file]
        anchor = nearest_anchor(target.link.anchor, page.body)
        return f"{root}{quote(url)}{anchor and '#'}{quote(anchor)}" if is_field else link_to_file(file, record, anchor)
    near = nearest_address(target.path, known.urls)
    return near and root + quote(near)


def has_fragment(target: LinkTarget, pages: Mapping[str, Record]) -> bool:
    """Return whether the anchor of a link exists. The caller has checked that the address of the link exists.

    The catalogue has looked for anchors on pages with a file. On other pages, only ``top`` and the ids of the theme
    exist. For addresses that are not pages, anchors are not checked.
    """
    if target.path in pages:
        return bool(target.fragment)
    is_page = target.path.endswith(("/", ".html"))
    return not is_page or target.fragment.lower() == "top" or target.fragment.startswith(THEME_ID_PREFIX)


def bodies(corpus: Corpus) -> Iterator[tuple[Record, tuple[LinkTarget, ...]]]:
    """Yield every record that has a page on the site, and the targets of the links in its body."""
    yield from ((study.project, study.links) for study in corpus.studies)
    yield from ((bericht.record, bericht.links) for bericht in corpus.berichten)
    yield from ((entry.record, entry.links) for entry in corpus.entries if entry.record is not None)
    yield from ((text.record, text.links) for text in corpus.paginas)
    if corpus.start:
        yield corpus.start.record, corpus.start.links


def _leaving_photos(corpus: Corpus, routes: Routes) -> Iterator[tuple[str, tuple[Persoon, date]]]:
    """Yield the address of the photo of each colleague who will leave, with the colleague and `vertrokken_op`."""
    for entry in corpus.contactpersonen:
        person = entry.record
        if entry.foto and isinstance(person, Persoon) and person.vertrokken_op:
            yield f"/{routes.pages[entry.id]}{entry.foto.path}", (person, person.vertrokken_op)
