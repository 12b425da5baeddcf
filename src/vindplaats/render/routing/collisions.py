"""Who wants which address: where two want one, and addresses that cannot be."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics import addresses
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.read.page_id import PageId
from vindplaats.read.portable_names import MAX_NAME_BYTES, MAX_PATH_BYTES, is_refused
from vindplaats.render.list_keys import PagedList, PageKey
from vindplaats.render.routing.addresses import (
    EXPORTS,
    FEED,
    INDEXES,
    JSON_FEED,
    MANIFEST,
    RESERVED,
    ROBOTS,
    SITEMAP,
    feed_url,
)


class Claim(Struct, frozen=True):
    """A file that is to stand at ``path``, as people write that (``url``), and who wants it."""

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


def export_of(path: str, exports: Mapping[str, PageId | PagedList]) -> PageId | PagedList | None:
    """Return what the file at ``path`` exports, or a file above it; None if neither is an export."""
    steps = path.split("/")
    for number, step in enumerate(steps[1:], 1):
        stem, _, form = step.rpartition(".")
        if form in EXPORTS and stem == steps[number - 1]:
            return exports.get(f"{'/'.join(steps[:number])}/")
    return None


def export_clashes(
    claims: Iterable[Claim], exports: Mapping[str, PageId | PagedList], corpus: Corpus
) -> Iterator[Diagnostic]:
    """Files and old addresses of pages where the site has an export."""
    files: dict[PageId | PagedList, str] = {study.project.id: study.project.file for study in corpus.studies}
    for claim in claims:
        of = export_of(unicodedata.normalize("NFC", claim.path).casefold(), exports)
        if of is not None:
            yield addresses.CITATION_URL_TAKEN.at(claim.place, url=claim.url, of=files.get(of, str(of)))


def own_files(corpus: Corpus, pages: Mapping[PageKey, str]) -> frozenset[str]:
    """What the site itself puts where no page says so, folded as `collisions` does."""
    overviews = (f"{name}/index.html" for name in INDEXES)
    feeds = (folded(feed_url(pages[entry.id])) for entry in corpus.werkvelden)
    return frozenset(("index.html", "404.html", FEED, JSON_FEED, SITEMAP, ROBOTS, MANIFEST, *overviews, *feeds))


def folded(path: str) -> str:
    """The path without what does not tell two files apart on a Mac: case and Unicode form."""
    return unicodedata.normalize("NFC", path).casefold()


def collisions(claims: Iterable[Claim], own: frozenset[str]) -> Iterator[Diagnostic]:
    """Two claims on one address, where case and Unicode form do not count; and those on what is in ``own``."""
    taken: dict[str, Claim] = {}
    said: set[tuple[Place, str]] = set()
    for claim in sorted(claims, key=lambda c: (c.old, c.place, c.path)):
        key = folded(claim.path)
        if key in own or key.split("/")[0] in RESERVED or _is_index_page(key) or _SITEMAP_PART.match(key):
            yield addresses.RESERVED_URL.at(claim.place, url=claim.url)
        elif key in taken:
            if picture := claim.picture or taken[key].picture:
                if (claim.place, picture) not in said:  # of all widths and formats one is enough
                    yield addresses.PICTURE_URL_TAKEN.at(claim.place, url=claim.url, file=picture)
                said.add((claim.place, picture))
            elif claim.name:
                other = taken[key].name or taken[key].place.file
                registered = not claim.path.startswith(("reeksen/", "publicaties/"))
                yield addresses.name_clashes(claim.place, claim.url, claim.name, other, registered=registered)
            else:
                yield addresses.DUPLICATE_URL.at(claim.place, url=claim.url, other=taken[key].place.file)
        else:
            taken[key] = claim
    folders: set[str] = set()
    for key, claim in sorted(taken.items()):
        above = [key.rsplit("/", n)[0] for n in range(1, key.count("/") + 1)]
        folders.update(above)
        if not own.isdisjoint(above):
            yield addresses.RESERVED_URL.at(claim.place, url=claim.url)
    for key in sorted((folders - own) & taken.keys()):
        yield addresses.DUPLICATE_URL.at(taken[key].place, url=taken[key].url, other="een map van de site")


_SITEMAP_PART = re.compile(r"sitemap-\d+\.xml(/|$)")


def impossible(claims: Iterable[Claim]) -> Iterator[Diagnostic]:
    """Addresses that cannot be those of files everywhere: too long, or with a name that Windows refuses."""
    for claim in claims:
        steps = claim.path.split("/")
        refused = next(filter(is_refused, steps), "")
        if refused and not is_refused(claim.file):
            yield addresses.NOT_PORTABLE.at(claim.place, url=claim.url, step=refused)
        elif len(claim.path.encode()) > MAX_PATH_BYTES or any(len(step.encode()) > MAX_NAME_BYTES for step in steps):
            yield addresses.too_long(claim.place, claim.url, MAX_NAME_BYTES, MAX_PATH_BYTES)


def _is_index_page(key: str) -> bool:
    """Tell whether an address is one of ``.../pagina/2/``, which indexes may need at any time."""
    steps = key.split("/")
    return len(steps) > 2 and steps[-3] == "pagina" and steps[-2].isdecimal() and steps[0] in INDEXES  # noqa: PLR2004
