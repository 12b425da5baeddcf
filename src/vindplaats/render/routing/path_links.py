"""Check links that editors write as an address, such as ``/projecten/x/#kop``: target and anchor must exist."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import quote, unquote, urlsplit

from vindplaats.catalogue.corpus import Corpus, LinkTarget
from vindplaats.catalogue.link_context import link_to_file, nearest_address, nearest_file, stems_of
from vindplaats.diagnostics import departures, links
from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.read.links.anchors import THEME_ID_PREFIX
from vindplaats.read.links.web_addresses import path_on_site
from vindplaats.read.records import BodyLink, Persoon, Publishable, Record
from vindplaats.render.routing.addresses import STATIC, Routes


def check_path_links(corpus: Corpus, routes: Routes, paths: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Report links to a page, heading or file that does not exist, or to a photo that will be removed.

    ``paths`` has the path of every file of the site, and is used only if a page has a link with an address on the site.
    """
    linked = [(record, target) for record, targets in bodies(corpus) for target in targets if target.path]
    linked += _own_links(corpus)
    if not linked:
        return ()
    report = Report()
    files = {f"/{routes.pages[record.id]}": record.file for record, _ in bodies(corpus)}
    urls = set(_urls(paths, files))
    leaving = dict(_leaving_photos(corpus, routes))
    for record, target in linked:
        place, raw = record.at(target.link), target.link.raw
        if target.path not in urls:
            report.add(_missing(target, record, urls, files))
        elif target.link.anchor and not _has_fragment(target, files):
            report.add(links.BROKEN_ANCHOR.at(place, raw=raw))
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
        own = BodyLink(kind="path", target=path, anchor=anchor, raw=link.url, image=False, **at)
        yield record, LinkTarget(own, path=path, fragment=fragment)


def _urls(paths: Iterable[str], files: Mapping[str, str]) -> Iterator[str]:
    """Yield every address to which a link may lead.

    ``files`` has the file of each page by its address. Such a page has one address only, without ``index.html``.
    """
    for path in paths:
        url = f"/{path.removesuffix('index.html')}" if f"/{path}".endswith("/index.html") else f"/{path}"
        yield url
        if url not in files:
            yield f"/{path}"


def _missing(target: LinkTarget, record: Record, urls: Collection[str], files: Mapping[str, str]) -> Diagnostic:
    """Return the diagnostic for a link to an address that does not exist. ``files`` has the file of each page."""
    place, raw = record.at(target.link), target.link.raw
    is_static = target.path.startswith(f"/{STATIC}/")
    if is_static or target.link.image:
        near = nearest_file(target.path, sorted(urls), image=target.link.image)
        fault = links.MISSING_STATIC_FILE if is_static else links.MISSING_FILE
        return fault.at(place, raw=raw, near=near and quote(near))
    meant = next((files[f"{stem}/"] for stem in stems_of(target.path) if f"{stem}/" in files), None)
    near = link_to_file(meant, record, target.link.anchor) if meant else nearest_address(target.path, urls)
    return links.BROKEN_LINK.at(place, raw=raw, near=near)


def _has_fragment(target: LinkTarget, files: Mapping[str, str]) -> bool:
    """Return whether the anchor of a link exists. The caller has checked that the address of the link exists.

    The catalogue has looked for anchors on pages with a file. On other pages, only ``top`` and the ids of the theme
    exist. For addresses that are not pages, anchors are not checked.
    """
    if target.path in files:
        return bool(target.fragment)
    is_page = target.path.endswith(("/", ".html"))
    return not is_page or target.fragment.lower() == "top" or target.fragment.startswith(THEME_ID_PREFIX)


def bodies(corpus: Corpus) -> Iterator[tuple[Record, tuple[LinkTarget, ...]]]:
    """Yield every record that has a page on the site, and the targets of the links in its body."""
    yield from ((study.project, study.links) for study in corpus.studies)
    yield from ((bericht.record, bericht.links) for bericht in corpus.berichten)
    yield from ((entry.record, entry.links) for entry in corpus.entries if entry.record is not None)
    yield from ((text.record, text.links) for text in corpus.paginas)


def _leaving_photos(corpus: Corpus, routes: Routes) -> Iterator[tuple[str, tuple[Persoon, date]]]:
    """Yield the address of the photo of each colleague who will leave, with the colleague and `vertrokken_op`."""
    for entry in corpus.contactpersonen:
        person = entry.record
        if entry.foto and isinstance(person, Persoon) and person.vertrokken_op:
            yield f"/{routes.pages[entry.id]}{entry.foto.path}", (person, person.vertrokken_op)
