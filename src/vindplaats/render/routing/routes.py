"""The stage that gives every page and file of the site its address."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from vindplaats.catalogue.corpus import Attachment, Corpus, LinkTarget, Redirect
from vindplaats.diagnostics import addresses
from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.media.survey import Media
from vindplaats.media.variants import Picture, Variant, widths
from vindplaats.read.links.web_addresses import path_on_site
from vindplaats.read.page_id import PageId
from vindplaats.read.records import HOME
from vindplaats.render.list_keys import PageKey
from vindplaats.render.routing.addresses import (
    STATIC,
    Routes,
    export_forms,
    exporting,
    record_url,
    thumbnail_url,
    variant_url,
)
from vindplaats.render.routing.collisions import Claim, check_claims, is_too_long, may_have_faults, own_files
from vindplaats.render.routing.page_addresses import PageAddress, page_addresses
from vindplaats.render.routing.path_links import bodies


def make_routes(corpus: Corpus, media: Media) -> tuple[Routes, tuple[Diagnostic, ...]]:
    """Give every page and file an address. Report faulty addresses."""
    report = Report()
    sources = tuple(page_addresses(corpus))
    pages = {source.key: source.url for source in sources} | ({HOME: ""} if corpus.start else {})
    _report_empty_slugs(sources, corpus, report)
    attachments = tuple(_attachments(corpus, pages))
    files = dict(attachments)
    pictures = tuple(_pictures(corpus, pages, files, media))
    thumbnails = tuple(_thumbnails(corpus, pages, media))
    redirects, redirect_claims = _redirects(corpus, pages, report)
    claims = (
        *_file_claims(attachments),
        *_variant_claims(pictures),
        *_thumbnail_claims(thumbnails),
        *redirect_claims,
    )
    routes = Routes(
        pages=pages,
        files=files,
        redirects=redirects,
        pictures={picture.url: picture.picture for picture in pictures}
        | {thumbnail.url: thumbnail.picture for thumbnail in thumbnails},
        variants={path: variant for picture in pictures for path, variant in picture.variants.items()},
        thumbnails={thumbnail.url: thumbnail.item for thumbnail in thumbnails},
        logos={logo.path: media.logos.get(logo.file.file, Picture()) for logo in _logos(corpus)},
    )
    own = own_files(corpus, pages)
    paths = [source.path for source in sources if source.has_path] + [claim.path for claim in claims]
    if may_have_faults(paths, own, export_forms(corpus.site)):
        claims = (*_page_claims(sources, corpus), *claims)
        check_claims(claims, own, exporting(corpus, pages), corpus, report)
    return routes, report.diagnostics


def _report_empty_slugs(sources: Iterable[PageAddress], corpus: Corpus, report: Report) -> None:
    unverified = _unverified_names(corpus)
    for source in sources:
        if source.slug:
            continue
        if source.key in unverified:
            report.add(addresses.EMPTY_NAME.at(source.place, name=unverified[source.key]))
        else:
            name = source.key.name if isinstance(source.key, PageId) else str(source.key)
            report.add(addresses.EMPTY_SLUG.at(source.place, name=name))


def _unverified_names(corpus: Corpus) -> dict[PageKey, str]:
    """Return the names of the entries without a file, by id: unverified entries, series and authors."""
    return {entry.id: entry.naam for entry in corpus.entries if entry.record is None}


def _attachments(corpus: Corpus, pages: Mapping[PageKey, str]) -> Iterator[tuple[str, Attachment]]:
    """Yield the address and attachment of each file that a page has or links to. A file may occur several times."""
    for study in corpus.studies:
        if study.rapport or study.bijlagen or study.links:
            report = (study.rapport,) if study.rapport else ()
            yield from _attachments_of(pages[study.project.id], (*report, *study.bijlagen), study.links)
    for bericht in corpus.berichten:
        yield from _attachments_of(pages[bericht.record.id], bericht.bijlagen, bericht.links)
    for entry in corpus.entries:
        if entry.record is not None:
            yield from _attachments_of(pages[entry.id], (entry.foto,) if entry.foto else (), entry.links)
    for text in corpus.paginas:
        yield from _attachments_of(pages[text.record.id], (), text.links)
    if corpus.start:
        yield from _attachments_of("", (), corpus.start.links)
    for logo in _logos(corpus):
        if not logo.path.startswith(f"{STATIC}/"):  # those are published anyway
            yield logo.path, logo


def _logos(corpus: Corpus) -> tuple[Attachment, ...]:
    return tuple(logo for logo in (corpus.logo, corpus.logo_donker) if logo)


def _attachments_of(
    url: str, attachments: Iterable[Attachment], links: Iterable[LinkTarget]
) -> Iterator[tuple[str, Attachment]]:
    linked = (target.file for target in links if target.file is not None)
    for item in (*attachments, *linked):
        yield url + item.path, item


class _RoutedPicture(Struct, frozen=True):
    """A picture that a page shows. ``url`` is the address of the original; ``variants`` has its variants by address."""

    url: str
    item: Attachment
    picture: Picture
    variants: Mapping[str, Variant]


def _pictures(
    corpus: Corpus, pages: Mapping[PageKey, str], files: Mapping[str, Attachment], media: Media
) -> Iterator[_RoutedPicture]:
    """Yield every picture in ``media`` that a page shows, with its variants, once for each time that it is shown."""
    for url, item, square in _shown_images(corpus, pages, files):
        picture = media.pictures.get(item.file.file)
        if picture is not None:
            variants = {
                variant_url(url, width, kind, square=square): Variant(item.file.disk, width, square)
                for width in widths(picture, square=square)
                for kind in picture.formats
            }
            yield _RoutedPicture(url, item, picture, variants)


def _shown_images(
    corpus: Corpus, pages: Mapping[PageKey, str], files: Mapping[str, Attachment]
) -> Iterator[tuple[str, Attachment, bool]]:
    """For each image that a page shows, yield the address of the original, the file, and whether it is a portrait."""
    for record, links in bodies(corpus):
        for target in links:
            if target.link.image:
                url = f"{pages[record.id]}{target.file.path}" if target.file else target.path.lstrip("/")
                if url in files:
                    yield url, files[url], False
    for entry in corpus.entries:
        if entry.foto:
            yield f"{pages[entry.id]}{entry.foto.path}", entry.foto, True


class _RoutedThumbnail(Struct, frozen=True):
    """The picture of the first page of a PDF, and its address."""

    url: str
    item: Attachment
    picture: Picture


def _thumbnails(corpus: Corpus, pages: Mapping[PageKey, str], media: Media) -> Iterator[_RoutedThumbnail]:
    """Yield the picture of the first page of each PDF that a project names in `rapport` or `bijlagen`.

    If the name of the PDF is so long that the name of the picture would be refused, there is no picture: an address
    that the editor did not write is no reason for an error.
    """
    for study in corpus.studies:
        for item in (*((study.rapport,) if study.rapport else ()), *study.bijlagen):
            url = thumbnail_url(pages[study.project.id] + item.path)
            info = media.reports.info(item.file.file)
            if info.width and not is_too_long(url):
                yield _RoutedThumbnail(url, item, Picture(info.width, info.height))


def _redirects(
    corpus: Corpus, pages: Mapping[PageKey, str], report: Report
) -> tuple[dict[str, PageId], tuple[Claim, ...]]:
    """Return the target of each redirect, by the path of the redirect page, and the claims on these paths."""
    redirects: dict[str, PageId] = {}
    claims = []
    for redirect in corpus.redirects:
        url = _old_url(redirect, corpus.site.base_url, report)
        if url is None:
            continue
        path = redirect_path(url)
        is_own_address = path == f"{pages[redirect.target]}index.html"
        if redirect.own and is_own_address:
            report.add(addresses.OWN_ALIAS.at(redirect.place, url=redirect.path))
        elif not is_own_address and redirects.get(path) != redirect.target:
            redirects[path] = redirect.target
            claims.append(Claim(path, f"/{url}", redirect.place, yields=redirect.page is None))
    return redirects, tuple(claims)


def _old_url(redirect: Redirect, base_url: str, report: Report) -> str | None:
    """Return the old address, relative to the root, or None if it is on another site, which is reported."""
    if redirect.page is not None:
        return record_url(redirect.page)
    old = old_path(redirect.path, base_url)
    if old is None and base_url:  # without an address of the site, site.yaml has errors, which have been reported
        report.add(addresses.OTHER_SITE.at(redirect.place, text=redirect.path, base_url=base_url))
    return old


def old_path(address: str, base_url: str) -> str | None:
    """Return an old address as an editor wrote it, such as ``/oud``, relative to the root: ``oud``.

    Return None if it is not on the site at ``base_url``.
    """
    path = address if address.startswith("/") else path_on_site(address, base_url)
    return None if path is None else path.lstrip("/")


def redirect_path(url: str) -> str:
    """Return the path of the redirect page for an old address: ``oud/index.html`` for ``oud``."""
    return url if url.lower().endswith((".html", ".htm")) else f"{url.rstrip('/')}/index.html".lstrip("/")


def _page_claims(sources: Sequence[PageAddress], corpus: Corpus) -> Iterator[Claim]:
    """Yield the claim of each page that can have one."""
    unverified = _unverified_names(corpus)
    for source in sources:
        if source.has_path:
            name, file = unverified.get(source.key, ""), posixpath.basename(source.place.file)
            yield Claim(source.path, f"/{source.url}", source.place, name, file)


def _file_claims(attachments: Sequence[tuple[str, Attachment]]) -> Iterator[Claim]:
    """Yield one claim for each pair of an address and a file. Two files at one address make two claims."""
    unique = {(url, item.file.file): item for url, item in reversed(attachments)}
    for (url, file), item in unique.items():
        yield Claim(url, f"/{url}", item.place, file=posixpath.basename(file))


def _variant_claims(pictures: Iterable[_RoutedPicture]) -> Iterator[Claim]:
    """Yield one claim for each pair of an address and an original."""
    claimed: set[tuple[str, str]] = set()
    for picture in pictures:
        file = picture.item.file.file
        for path, variant in picture.variants.items():
            if (path, variant.disk) not in claimed:
                claimed.add((path, variant.disk))
                yield Claim(path, f"/{path}", picture.item.place, file=posixpath.basename(file), picture=file)


def _thumbnail_claims(thumbnails: Iterable[_RoutedThumbnail]) -> Iterator[Claim]:
    """Yield one claim for each pair of an address and a PDF."""
    unique = {(thumbnail.url, thumbnail.item.file.file): thumbnail.item for thumbnail in thumbnails}
    for (url, file), item in unique.items():
        yield Claim(url, f"/{url}", item.place, file=posixpath.basename(file), picture=file)
