"""Every address of the site, given out; two pages on one are found (`claims`), and links that lead to none."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vindplaats.catalogue.corpus import Attachment, Corpus, LinkTarget, Redirect
from vindplaats.diagnostics import addresses, departures
from vindplaats.diagnostics import links as link_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.media.survey import Media
from vindplaats.media.variants import Picture, Variant, widths
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Persoon, Record
from vindplaats.render.list_keys import PagedList, PageKey, WerkveldYear, YearProjects
from vindplaats.render.routing.addresses import (
    INDEXES,
    Routes,
    address,
    entry_slug,
    exporting,
    variant_url,
)
from vindplaats.render.routing.collisions import Claim, collisions, export_clashes, export_of, impossible, own_files
from vindplaats.suggest import nearest


def make_routes(corpus: Corpus, media: Media) -> tuple[Routes, tuple[Diagnostic, ...]]:
    """All addresses of ``corpus``, and what is wrong with them: empty slugs, two on one, links to none."""
    told: list[Diagnostic] = []
    pages: dict[PageKey, str] = {}
    places: dict[PageKey, Place] = {}
    unverified: dict[PageKey, str] = {entry.id: entry.naam for entry in corpus.entries if entry.record is None}
    for owner, folder, slug, place in _pages(corpus):
        if not slug and owner in unverified:
            told.append(addresses.EMPTY_NAME.at(place, name=unverified[owner]))
        elif not slug:
            told.append(addresses.EMPTY_SLUG.at(place, name=owner.name if isinstance(owner, PageId) else str(owner)))
        pages[owner], places[owner] = f"{folder}{slug}/", place
    listed = list(_files(corpus, pages))
    files = dict(listed)
    claims = [
        Claim(
            f"{url}index.html",
            f"/{url}",
            places[owner],
            unverified.get(owner, ""),
            posixpath.basename(places[owner].file),
        )
        for owner, url in pages.items()
        if not url.endswith("//")  # told already
    ]
    # A file that is named twice is one file; two files on one address are a collision.
    unique = {(url, item.file.file): item for url, item in reversed(listed)}
    claims += [
        Claim(url, f"/{url}", item.place, file=posixpath.basename(item.file.file)) for (url, _), item in unique.items()
    ]
    pictures: dict[str, Picture] = {}
    variants: dict[str, Variant] = {}
    for claim, url, picture, made in _shown(corpus, pages, files, media):
        claims += claim
        pictures[url] = picture
        variants |= made
    redirects: dict[str, PageId] = {}
    for path, redirect in _old(corpus):
        if redirect.own and path == f"{pages[redirect.target]}index.html":
            told.append(addresses.OWN_ALIAS.at(redirect.place, url=redirect.path))
        elif path != f"{pages[redirect.target]}index.html" and redirects.get(path) != redirect.target:
            redirects[path] = redirect.target
            url = address(redirect.page) if redirect.page is not None else redirect.path.lstrip("/")
            claims.append(Claim(path, f"/{url}", redirect.place, old=redirect.page is None))
    own = own_files(corpus, pages)
    told += collisions(claims, own)
    told += impossible(claims)
    exports = exporting(corpus, pages)
    told += export_clashes(claims, exports, corpus)
    urls = {f"/{url}" for url in (*pages.values(), *files)} | {"/", *(f"/{name}/" for name in INDEXES)}
    urls |= {f"/{path}" for path in redirects} | {f"/{path.removesuffix('index.html')}" for path in redirects}
    told += _path_links(corpus, urls | {f"/{url}" for url in own}, pages, exports)
    return Routes(pages, files, redirects, pictures, variants), tuple(told)


def _old(corpus: Corpus) -> Iterator[tuple[str, Redirect]]:
    """Every address that leads to another, with the path of its file; also such as are no other after all."""
    for redirect in corpus.redirects:
        url = address(redirect.page) if redirect.page is not None else redirect.path.lstrip("/")
        yield url if url.endswith((".html", ".htm")) else f"{url.rstrip('/')}/index.html".lstrip("/"), redirect


def _shown(
    corpus: Corpus, pages: Mapping[PageKey, str], files: Mapping[str, Attachment], media: Media
) -> Iterator[tuple[list[Claim], str, Picture, dict[str, Variant]]]:
    """Every image that a page shows at its address, what is made of it, and the addresses that that wants."""
    claimed: set[tuple[str, str]] = set()
    for url, item, square in _pictures(corpus, pages, files):
        picture = media.pictures.get(item.file.file)
        if picture is None:
            continue
        variants = dict(_variants(url, item, picture, square=square))
        name = posixpath.basename(item.file.file)
        claims = [
            Claim(path, f"/{path}", item.place, picture=item.file.file, file=name)
            for path, variant in variants.items()
            if (path, variant.disk) not in claimed
        ]
        claimed.update((path, variant.disk) for path, variant in variants.items())
        yield claims, url, picture, variants


def _variants(url: str, item: Attachment, picture: Picture, *, square: bool) -> Iterator[tuple[str, Variant]]:
    for width in widths(picture, square=square):
        for kind in picture.formats:
            yield variant_url(url, width, kind, square=square), Variant(item.file.disk, width, square)


def _pictures(
    corpus: Corpus, pages: Mapping[PageKey, str], files: Mapping[str, Attachment]
) -> Iterator[tuple[str, Attachment, bool]]:
    """Every image that a page shows, at the address of its original; last whether it is a portrait."""
    for record, links in _bodies(corpus):
        for target in links:
            if not target.link.image:
                continue
            url = f"{pages[record.id]}{target.file.path}" if target.file else target.path.lstrip("/")
            if url in files:
                yield url, files[url], False
    for entry in corpus.entries:
        if entry.foto:
            yield f"{pages[entry.id]}{entry.foto.path}", entry.foto, True


def _bodies(corpus: Corpus) -> Iterator[tuple[Record, tuple[LinkTarget, ...]]]:
    """Every record on the site, and where the links of its body lead."""
    yield from ((study.project, study.links) for study in corpus.studies)
    yield from ((bericht.record, bericht.links) for bericht in corpus.berichten)
    yield from ((entry.record, entry.links) for entry in corpus.entries if entry.record is not None)
    yield from ((text.record, text.links) for text in corpus.paginas)


def _pages(corpus: Corpus) -> Iterator[tuple[PageKey, str, str, Place]]:
    """Id, folder, slug and place of every page that content makes."""
    records: list[Record] = [s.project for s in corpus.studies]
    records += [b.record for b in corpus.berichten]
    for record in records:
        yield record.id, f"{record.kind}/", record.step, record.place("slug")
    for entry in corpus.entries:
        yield entry.id, f"{entry.kind}/", entry_slug(entry), entry.place
    for year in corpus.jaren:
        yield YearProjects(year.jaar), "jaren/", str(year.jaar), Place("content")
    fields = {entry.id: entry for entry in corpus.werkvelden}
    for jaar, field in dict.fromkeys((s.project.jaar, r.id) for s in corpus.studies for r in s.werkvelden):
        entry = fields[field]
        yield WerkveldYear(jaar, field), f"werkvelden/{entry_slug(entry)}/", str(jaar), entry.place
    for text in corpus.paginas:
        yield text.record.id, "", text.record.step, text.record.place("slug")


def _files(corpus: Corpus, pages: Mapping[PageKey, str]) -> Iterator[tuple[str, Attachment]]:
    for study in corpus.studies:
        owner = study.project
        named = (*((study.rapport,) if study.rapport else ()), *study.bijlagen)
        yield from _files_of(pages[owner.id], named, study.links)
    for bericht in corpus.berichten:
        yield from _files_of(pages[bericht.record.id], bericht.bijlagen, bericht.links)
    for entry in corpus.entries:
        if entry.record is not None:
            foto = (entry.foto,) if entry.foto else ()
            yield from _files_of(pages[entry.id], foto, entry.links)
    for text in corpus.paginas:
        yield from _files_of(pages[text.record.id], (), text.links)


def _files_of(url: str, named: Iterable[Attachment], links: Iterable[LinkTarget]) -> Iterator[tuple[str, Attachment]]:
    linked = (target.file for target in links if target.file is not None)
    for item in (*named, *linked):
        yield url + item.path, item


def _path_links(
    corpus: Corpus, urls: set[str], pages: Mapping[PageKey, str], exports: Mapping[str, PageId | PagedList]
) -> Iterator[Diagnostic]:
    """Links written as ``/projecten/x/#kop`` that lead to no page or to no heading of it, or soon will not."""
    bodies = list(_bodies(corpus))
    by_page: dict[PageKey, tuple[str, ...]] = {record.id: record.body.anchors for record, _ in bodies}
    anchors = {f"/{url}": by_page.get(page, ()) for page, url in pages.items()}
    leaving = dict(_leaving_photos(corpus, pages))
    for record, links in bodies:
        for target in links:
            if not target.path or export_of(target.path[1:], exports) is not None:
                continue
            place, raw = record.at(target.link), target.link.raw
            if target.path not in urls:
                yield link_faults.BROKEN_LINK.at(place, raw=raw, near=nearest(target.path, urls))
            elif target.link.anchor and target.link.anchor not in anchors.get(target.path, ()):
                yield link_faults.BROKEN_ANCHOR.at(place, raw=raw)
            elif target.path in leaving:
                person, left = leaving[target.path]
                yield departures.departed_detail(
                    place, "foto", person.naam, person.file, left=left, since=left, as_of=corpus.as_of, instead=""
                )


def _leaving_photos(corpus: Corpus, urls: Mapping[PageKey, str]) -> Iterator[tuple[str, tuple[Persoon, date]]]:
    """The addresses of photos that go with a colleague, with whose they are and when that is."""
    for entry in corpus.contactpersonen:
        person = entry.record
        if entry.foto and isinstance(person, Persoon) and person.vertrokken_op:
            yield f"/{urls[entry.id]}{entry.foto.path}", (person, person.vertrokken_op)
