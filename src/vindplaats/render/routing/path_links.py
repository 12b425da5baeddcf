"""Check links that editors write as an address, such as ``/projecten/x/#kop``: address and anchor must exist."""

from collections.abc import Iterator, Mapping
from datetime import date

from vindplaats.catalogue.corpus import Corpus, LinkTarget
from vindplaats.diagnostics import departures, links
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Persoon, Record
from vindplaats.render.list_keys import PagedList, PageKey
from vindplaats.render.routing.addresses import INDEXES, Routes
from vindplaats.render.routing.collisions import export_of
from vindplaats.suggest import nearest


def check_path_links(
    corpus: Corpus, routes: Routes, own: frozenset[str], exports: Mapping[str, PageId | PagedList], report: Report
) -> None:
    """Report links to an address or anchor that does not exist, or to a photo that will be removed.

    ``own`` has the paths of the site's own files (`own_files`), and ``exports`` the study or list that is exported
    beside each page, by the address of the page (`exporting`).
    """
    urls = _urls(routes) | {f"/{path}" for path in own}
    anchors = _anchors(corpus, routes)
    leaving = dict(_leaving_photos(corpus, routes))
    for record, targets in bodies(corpus):
        for target in targets:
            if not target.path or export_of(target.path[1:], exports) is not None:
                continue
            place, raw = record.at(target.link), target.link.raw
            if target.path not in urls:
                report.add(links.BROKEN_LINK.at(place, raw=raw, near=nearest(target.path, urls)))
            elif target.link.anchor and target.link.anchor not in anchors.get(target.path, ()):
                report.add(links.BROKEN_ANCHOR.at(place, raw=raw))
            elif target.path in leaving:
                person, left = leaving[target.path]
                dates = {"left": left, "since": left, "as_of": corpus.as_of}
                report.add(departures.departed_detail(place, "foto", person.naam, person.file, **dates, instead=""))


def bodies(corpus: Corpus) -> Iterator[tuple[Record, tuple[LinkTarget, ...]]]:
    """Yield every record that has a page on the site, and the targets of the links in its body."""
    yield from ((study.project, study.links) for study in corpus.studies)
    yield from ((bericht.record, bericht.links) for bericht in corpus.berichten)
    yield from ((entry.record, entry.links) for entry in corpus.entries if entry.record is not None)
    yield from ((text.record, text.links) for text in corpus.paginas)


def _urls(routes: Routes) -> set[str]:
    """Return every address to which a link may lead, such as ``/projecten/x/``, except those of `own_files`."""
    old = {f"/{path}" for path in routes.redirects}
    old |= {path.removesuffix("index.html") for path in old}
    return (
        {f"/{url}" for url in (*routes.pages.values(), *routes.files)} | {"/", *(f"/{name}/" for name in INDEXES)} | old
    )


def _anchors(corpus: Corpus, routes: Routes) -> dict[str, tuple[str, ...]]:
    """Return the ids in the body of each page, without `ANCHOR_PREFIX`, by the address of the page."""
    by_page: dict[PageKey, tuple[str, ...]] = {record.id: record.body.anchors for record, _ in bodies(corpus)}
    return {f"/{url}": by_page.get(page, ()) for page, url in routes.pages.items()}


def _leaving_photos(corpus: Corpus, routes: Routes) -> Iterator[tuple[str, tuple[Persoon, date]]]:
    """Yield the address of the photo of each colleague who will leave, with the colleague and `vertrokken_op`."""
    for entry in corpus.contactpersonen:
        person = entry.record
        if entry.foto and isinstance(person, Persoon) and person.vertrokken_op:
            yield f"/{routes.pages[entry.id]}{entry.foto.path}", (person, person.vertrokken_op)
