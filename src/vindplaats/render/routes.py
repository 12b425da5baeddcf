"""Every address of the site: the only place that makes them, and where two pages on one are found."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct
from slugify import slugify

from vindplaats import messages
from vindplaats.catalogue.corpus import Attachment, Corpus, Entry, LinkTarget
from vindplaats.diagnostics import Diagnostic, Place
from vindplaats.read.records import Persoon, Record
from vindplaats.suggest import nearest

INDEXES: Mapping[str, str] = {
    "projecten": "Projecten",
    "werkvelden": "Werkvelden",
    "opdrachtgevers": "Opdrachtgevers",
    "contactpersonen": "Contactpersonen",
    "reeksen": "Reeksen",
    "jaren": "Jaren",
    "nieuws": "Nieuws",
}
"""The overviews by the name of their folder, with their titles."""

RESERVED = frozenset({"zoeken", "static", "pagina"})
"""First steps of addresses that the site keeps for what it has or will have."""


class Routes(Struct, frozen=True):
    """Addresses from the root of the site: of pages by id, and the files that are published with them.

    ``files`` maps the address of an attachment to its file; ``redirects`` an old address to the id it leads to.
    """

    pages: Mapping[str, str]
    files: Mapping[str, Attachment]
    redirects: Mapping[str, str]


class _Claim(Struct, frozen=True):
    path: str
    url: str
    place: Place
    name: str = ""
    """Of an entry that no registry has."""


def make_routes(corpus: Corpus) -> tuple[Routes, tuple[Diagnostic, ...]]:
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
        _Claim(f"{url}index.html", f"/{url}", places[owner], unverified.get(owner, ""))
        for owner, url in pages.items()
        if not url.endswith("//")  # told already
    ]
    # A file that is named twice is one file; two files on one address are a collision.
    unique = {(url, item.file.file): item for url, item in reversed(listed)}
    claims += [_Claim(url, f"/{url}", item.place) for (url, _), item in unique.items()]
    for redirect in corpus.redirects:
        url = address(redirect.page) if redirect.page is not None else redirect.path.lstrip("/")
        path = url if url.endswith((".html", ".htm")) else f"{url.rstrip('/')}/index.html".lstrip("/")
        if path == f"{pages[redirect.target]}index.html" or redirects.get(path) == redirect.target:
            continue  # a double with the address of the page that stays, or an old address that both name
        redirects[path] = redirect.target
        claims.append(_Claim(path, f"/{url}", redirect.place))
    told += _collisions(claims)
    urls = {f"/{url}" for url in (*pages.values(), *files)} | {"/", *(f"/{name}/" for name in INDEXES)}
    urls |= {f"/{path}" for path in redirects} | {f"/{path.removesuffix('index.html')}" for path in redirects}
    told += _path_links(corpus, urls, pages)
    return Routes(pages, files, redirects), tuple(told)


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
        yield entry.id, f"{entry.kind}/", entry_slug(entry), entry.place
    for year in corpus.jaren:
        yield year_id(year.jaar), "jaren/", str(year.jaar), Place("content")
    fields = {entry.id: entry for entry in corpus.werkvelden}
    for jaar, field in dict.fromkeys((s.project.jaar, r.id) for s in corpus.studies for r in s.werkvelden):
        entry = fields[field]
        yield combination_id(jaar, field), f"werkvelden/{entry_slug(entry)}/", str(jaar), entry.place
    for text in corpus.paginas:
        yield text.record.id, "", text.record.step, text.record.place("slug")


def year_id(jaar: int) -> str:
    """The id of the page of a year."""
    return f"jaren/{jaar}"


def combination_id(jaar: int, werkveld: str) -> str:
    """The id of the page of a werkveld (by its id) in a year."""
    return f"{year_id(jaar)}/{werkveld}"


def entry_slug(entry: Entry) -> str:
    """The last step of the address of an entry; empty where its name has no letter or digit."""
    return slugify(entry.naam) if entry.record is None else entry.record.step


def page_url(url: str, number: int) -> str:
    """The address of the n-th page of an index."""
    return url if number == 1 else f"{url}pagina/{number}/"


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


def _collisions(claims: Iterable[_Claim]) -> Iterator[Diagnostic]:
    """Two claims on one address, where case and Unicode form do not count: on a Mac they are one file."""
    own = {f"{name}/index.html": f"/{name}/" for name in INDEXES} | {
        "index.html": "/",
        "404.html": "/404.html",
    }
    taken: dict[str, _Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.place, c.path)):
        key = unicodedata.normalize("NFC", claim.path).casefold()
        if key in own or key.split("/")[0] in RESERVED or _is_index_page(key):
            yield messages.reserved_url(claim.place, claim.url)
        elif key in taken:
            if claim.name:
                other = taken[key].name or taken[key].place.file
                registered = not claim.path.startswith("reeksen/")
                yield messages.clashing_name(claim.place, claim.url, claim.name, other, registered=registered)
            else:
                yield messages.duplicate_url(claim.place, claim.url, taken[key].place.file)
        else:
            taken[key] = claim
    for key, claim in sorted(taken.items()):
        if any(key.startswith(f"{path}/") for path in own):
            yield messages.reserved_url(claim.place, claim.url)
    folders = {key.rsplit("/", n)[0] for key in taken for n in range(1, key.count("/") + 1)}
    for key in sorted((folders - {*own}) & taken.keys()):
        yield messages.duplicate_url(taken[key].place, taken[key].url, "een map van de site")


def _is_index_page(key: str) -> bool:
    """Tell whether an address is one of ``.../pagina/2/``, which indexes may need at any time."""
    steps = key.split("/")
    return len(steps) > 2 and steps[-3] == "pagina" and steps[-2].isdecimal() and steps[0] in INDEXES  # noqa: PLR2004


def _path_links(corpus: Corpus, urls: set[str], pages: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Links written as ``/projecten/x/#kop`` that lead to no page or to no heading of it, or soon will not."""
    bodies: list[tuple[Record, tuple[LinkTarget, ...]]] = [(s.project, s.links) for s in corpus.studies]
    bodies += [(b.record, b.links) for b in corpus.berichten]
    bodies += [(entry.record, entry.links) for entry in corpus.entries if entry.record is not None]
    bodies += [(t.record, t.links) for t in corpus.paginas]
    anchors = {record.id: record.body.anchors for record, _ in bodies}
    owners = {f"/{url}": owner for owner, url in pages.items()}
    leaving = dict(_leaving_photos(corpus, pages))
    for record, links in bodies:
        for target in links:
            if not target.path:
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
