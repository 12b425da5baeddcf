"""Every address of the site: the only place that makes them, and where two pages on one are found."""

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct
from slugify import slugify

from vindplaats import messages
from vindplaats.catalogue.corpus import Attachment, Corpus, LinkTarget
from vindplaats.diagnostics import Diagnostic, Place
from vindplaats.media.recipe import Picture, Variant, widths
from vindplaats.media.survey import Media
from vindplaats.read.names import LONGEST_PATH, LONGEST_STEP, is_refused
from vindplaats.read.records import Persoon, Record
from vindplaats.suggest import nearest

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

EXPORTING = ("projecten", "werkvelden", "jaren")
"""The kinds of pages that have a file of each format beside them."""

RESERVED = frozenset({"zoeken", "static", "pagina", "_headers", "_redirects"})
"""First steps of addresses that the site keeps for what it has or will have, and those that mean something to hosts."""

FEED, JSON_FEED, SITEMAP, ROBOTS, MANIFEST = "feed.xml", "feed.json", "sitemap.xml", "robots.txt", "site.webmanifest"
"""Files for machines at the root of the site."""


class Routes(Struct, frozen=True):
    """Addresses from the root of the site: of pages by id, and the files that are published with them.

    ``files`` maps the address of an attachment to its file; ``redirects`` an old address to the id it leads to.
    ``pictures`` has the images that pages show, by the address of the original, and ``variants`` what is made of them.
    """

    pages: Mapping[str, str]
    files: Mapping[str, Attachment]
    redirects: Mapping[str, str]
    pictures: Mapping[str, Picture] = {}
    variants: Mapping[str, Variant] = {}


class _Claim(Struct, frozen=True):
    path: str
    url: str
    place: Place
    name: str = ""
    """Of an entry that no registry has."""
    file: str = ""
    """The name of the file that the last step is made of; of which what is wrong is told there."""
    old: bool = False
    """An old address, which gives way to a page that is there."""
    picture: str = ""
    """The original, of a variant."""


def make_routes(corpus: Corpus, media: Media) -> tuple[Routes, tuple[Diagnostic, ...]]:
    """All addresses of ``corpus``, and what is wrong with them: empty slugs, two on one, links to none."""
    told: list[Diagnostic] = []
    pages: dict[str, str] = {}
    places: dict[str, Place] = {}
    unverified = {entry.id: entry.naam for entry in corpus.entries if entry.record is None}
    for owner, folder, slug, place in _pages(corpus):
        if not slug and owner in unverified:
            told.append(messages.empty_name(place, unverified[owner]))
        elif not slug:
            told.append(messages.empty_slug(place, owner.partition("/")[2]))
        pages[owner], places[owner] = f"{folder}{slug}/", place
    listed = list(_files(corpus, pages))
    files = dict(listed)
    redirects: dict[str, str] = {}
    claims = [
        _Claim(
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
        _Claim(url, f"/{url}", item.place, file=posixpath.basename(item.file.file)) for (url, _), item in unique.items()
    ]
    pictures: dict[str, Picture] = {}
    variants: dict[str, Variant] = {}
    claimed: set[tuple[str, str]] = set()
    for url, item, square in _pictures(corpus, pages, files):
        if (picture := media.pictures.get(item.file.file)) is None:
            continue
        pictures[url] = picture
        for path, variant in _variants(url, item, picture, square=square):
            if (path, variant.disk) not in claimed:
                name = posixpath.basename(item.file.file)
                claims.append(_Claim(path, f"/{path}", item.place, picture=item.file.file, file=name))
            claimed.add((path, variant.disk))
            variants[path] = variant
    for redirect in corpus.redirects:
        url = address(redirect.page) if redirect.page is not None else redirect.path.lstrip("/")
        path = url if url.endswith((".html", ".htm")) else f"{url.rstrip('/')}/index.html".lstrip("/")
        if path == f"{pages[redirect.target]}index.html" and redirect.page is None and redirect.own:
            told.append(messages.own_alias(redirect.place, redirect.path))
        if path == f"{pages[redirect.target]}index.html" or redirects.get(path) == redirect.target:
            continue  # a double with the address of the page that stays, or an old address that both name
        redirects[path] = redirect.target
        claims.append(_Claim(path, f"/{url}", redirect.place, old=redirect.page is None))
    own = _own(corpus, pages)
    told += _collisions(claims, own)
    told += _impossible(claims)
    exports = exporting(corpus, pages)
    told += _export_clashes(claims, exports, corpus)
    urls = {f"/{url}" for url in (*pages.values(), *files)} | {"/", *(f"/{name}/" for name in INDEXES)}
    urls |= {f"/{path}" for path in redirects} | {f"/{path.removesuffix('index.html')}" for path in redirects}
    told += _path_links(corpus, urls | {f"/{url}" for url in own}, pages, exports)
    return Routes(pages, files, redirects, pictures, variants), tuple(told)


def variant_url(address: str, width: int, kind: str, *, square: bool = False) -> str:
    """The address of a picture ``width`` pixels across in the format ``kind``, beside its original at ``address``."""
    stem = address.rpartition(".")[0]
    return f"{stem}-{width}x{width}.{kind}" if square else f"{stem}-{width}.{kind}"


def _variants(url: str, item: Attachment, picture: Picture, *, square: bool) -> Iterator[tuple[str, Variant]]:
    for width in widths(picture, square=square):
        for kind in picture.formats:
            yield variant_url(url, width, kind, square=square), Variant(item.file.disk, width, square)


def _pictures(
    corpus: Corpus, pages: Mapping[str, str], files: Mapping[str, Attachment]
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


def address(record: Record) -> str:
    """The address of a page of its own kind, also of one that gave way to another: ``projecten/x/``."""
    return f"{record.kind}/{record.step}/"


def _pages(corpus: Corpus) -> Iterator[tuple[str, str, str, Place]]:
    """Id, folder, slug and place of every page that content makes."""
    records: list[Record] = [s.project for s in corpus.studies]
    records += [b.record for b in corpus.berichten]
    for record in records:
        yield record.id, f"{record.kind}/", record.step, record.place("slug")
    for entry in corpus.entries:
        slug = slugify(entry.naam) if entry.record is None else entry.record.step
        yield entry.id, f"{entry.kind}/", slug, entry.place
    for year in corpus.jaren:
        yield year_id(year.jaar), "jaren/", str(year.jaar), Place("content")
    for text in corpus.paginas:
        yield text.record.id, "", text.record.step, text.record.place("slug")


def year_id(jaar: int) -> str:
    """The id of the page of a year."""
    return f"jaren/{jaar}"


def page_url(url: str, number: int) -> str:
    """The address of the n-th page of an index."""
    return url if number == 1 else f"{url}pagina/{number}/"


def feed_url(url: str) -> str:
    """The address of the Atom feed of a werkveld, by that of its page."""
    return url + FEED


def sitemap_url(number: int) -> str:
    """The address of the n-th part of a sitemap that is too long for one file."""
    return f"sitemap-{number}.xml"


def export_url(url: str, form: str) -> str:
    """The address of the export beside the page at ``url``: ``projecten/x/x.bib``."""
    return f"{url}{url[:-1].rpartition('/')[2]}.{form}"


def exporting(corpus: Corpus, pages: Mapping[str, str]) -> dict[str, str]:
    """The addresses of the pages with exports, and of what those are: the id of a study or of a list of studies."""
    found = {"projecten/": "projecten"} if corpus.studies else {}
    found |= {pages[study.project.id]: study.project.id for study in corpus.studies}
    found |= {pages[entry.id]: entry.id for entry in corpus.werkvelden if entry.projecten}
    return found | {pages[year_id(year.jaar)]: year_id(year.jaar) for year in corpus.jaren}


def _export_of(path: str, exports: Mapping[str, str]) -> str:
    """Of what the file at ``path`` is an export, or what is below such a file; empty where it is none."""
    steps = path.split("/")
    for number, step in enumerate(steps[1:], 1):
        stem, _, form = step.rpartition(".")
        if form in EXPORTS and stem == steps[number - 1]:
            return exports.get(f"{'/'.join(steps[:number])}/", "")
    return ""


def _export_clashes(claims: Iterable[_Claim], exports: Mapping[str, str], corpus: Corpus) -> Iterator[Diagnostic]:
    """Files and old addresses of pages where the site has an export."""
    files = {study.project.id: study.project.file for study in corpus.studies}
    for claim in claims:
        of = _export_of(unicodedata.normalize("NFC", claim.path).casefold(), exports)
        if of:
            yield messages.export_url_taken(claim.place, claim.url, files.get(of, of))


def _files(corpus: Corpus, pages: Mapping[str, str]) -> Iterator[tuple[str, Attachment]]:
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


def _own(corpus: Corpus, pages: Mapping[str, str]) -> frozenset[str]:
    """What the site itself puts where no page says so, folded as `_collisions` does."""
    overviews = (f"{name}/index.html" for name in INDEXES)
    feeds = (_folded(feed_url(pages[entry.id])) for entry in corpus.werkvelden)
    return frozenset(("index.html", "404.html", FEED, JSON_FEED, SITEMAP, ROBOTS, MANIFEST, *overviews, *feeds))


def _folded(path: str) -> str:
    """The path without what does not tell two files apart on a Mac: case and Unicode form."""
    return unicodedata.normalize("NFC", path).casefold()


def _collisions(claims: Iterable[_Claim], own: frozenset[str]) -> Iterator[Diagnostic]:
    """Two claims on one address, where case and Unicode form do not count; and those on what is in ``own``."""
    taken: dict[str, _Claim] = {}
    said: set[tuple[Place, str]] = set()
    for claim in sorted(claims, key=lambda c: (c.old, c.place, c.path)):
        key = _folded(claim.path)
        if key in own or key.split("/")[0] in RESERVED or _is_index_page(key) or _SITEMAP_PART.match(key):
            yield messages.reserved_url(claim.place, claim.url)
        elif key in taken:
            if picture := claim.picture or taken[key].picture:
                if (claim.place, picture) not in said:  # of all widths and formats one is enough
                    yield messages.picture_url(claim.place, claim.url, picture)
                said.add((claim.place, picture))
            elif claim.name:
                other = taken[key].name or taken[key].place.file
                registered = not claim.path.startswith(("reeksen/", "publicaties/"))
                yield messages.clashing_name(claim.place, claim.url, claim.name, other, registered=registered)
            else:
                yield messages.duplicate_url(claim.place, claim.url, taken[key].place.file)
        else:
            taken[key] = claim
    folders: set[str] = set()
    for key, claim in sorted(taken.items()):
        above = [key.rsplit("/", n)[0] for n in range(1, key.count("/") + 1)]
        folders.update(above)
        if not own.isdisjoint(above):
            yield messages.reserved_url(claim.place, claim.url)
    for key in sorted((folders - own) & taken.keys()):
        yield messages.duplicate_url(taken[key].place, taken[key].url, "een map van de site")


_SITEMAP_PART = re.compile(r"sitemap-\d+\.xml(/|$)")


def _impossible(claims: Iterable[_Claim]) -> Iterator[Diagnostic]:
    """Addresses that cannot be those of files everywhere: too long, or with a name that Windows refuses."""
    for claim in claims:
        steps = claim.path.split("/")
        refused = next(filter(is_refused, steps), "")
        if refused and not is_refused(claim.file):
            yield messages.refused_url(claim.place, claim.url, refused)
        elif len(claim.path.encode()) > LONGEST_PATH or any(len(step.encode()) > LONGEST_STEP for step in steps):
            yield messages.long_url(claim.place, claim.url, LONGEST_STEP, LONGEST_PATH)


def _is_index_page(key: str) -> bool:
    """Tell whether an address is one of ``.../pagina/2/``, which indexes may need at any time."""
    steps = key.split("/")
    return len(steps) > 2 and steps[-3] == "pagina" and steps[-2].isdecimal() and steps[0] in INDEXES  # noqa: PLR2004


def _path_links(
    corpus: Corpus, urls: set[str], pages: Mapping[str, str], exports: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Links written as ``/projecten/x/#kop`` that lead to no page or to no heading of it, or soon will not."""
    bodies = list(_bodies(corpus))
    anchors = {record.id: record.body.anchors for record, _ in bodies}
    owners = {f"/{url}": owner for owner, url in pages.items()}
    leaving = dict(_leaving_photos(corpus, pages))
    for record, links in bodies:
        for target in links:
            if not target.path or _export_of(target.path[1:], exports):
                continue
            place, raw = record.at(target.link), target.link.raw
            if target.path not in urls:
                yield messages.broken_link(place, raw, nearest(target.path, urls))
            elif target.link.anchor and target.link.anchor not in anchors.get(owners.get(target.path, ""), ()):
                yield messages.broken_anchor(place, raw, None)
            elif target.path in leaving:
                person, left = leaving[target.path]
                yield messages.departed_detail(
                    place, "foto", person.naam, person.file, left=left, since=left, as_of=corpus.as_of, instead=""
                )


def _leaving_photos(corpus: Corpus, urls: Mapping[str, str]) -> Iterator[tuple[str, tuple[Persoon, date]]]:
    """The addresses of photos that go with a colleague, with whose they are and when that is."""
    for entry in corpus.contactpersonen:
        person = entry.record
        if entry.foto and isinstance(person, Persoon) and person.vertrokken_op:
            yield f"/{urls[entry.id]}{entry.foto.path}", (person, person.vertrokken_op)
