"""Checks of the addresses of pages and files: collisions, reserved addresses, and addresses that are not portable."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics import addresses
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.inputs.editor_files import EDITOR
from vindplaats.patterns import regex
from vindplaats.read.page_id import PageId
from vindplaats.read.portable_names import MAX_NAME_BYTES, MAX_PATH_BYTES, is_refused
from vindplaats.render.list_keys import PagedList, PageKey
from vindplaats.render.routing.addresses import (
    FEED,
    INDEXES,
    JSON_FEED,
    MANIFEST,
    RESERVED,
    ROBOTS,
    SITEMAP,
    export_forms,
    feed_url,
)


class Claim(Struct, frozen=True):
    """The claim of a page or file on an address.

    ``path`` is the path of the file to publish (``projecten/x/index.html``), ``url`` the address in diagnostics
    (``/projecten/x/``), and ``place`` the place in the source to which diagnostics refer.
    """

    path: str
    url: str
    place: Place
    name: str = ""
    """The name of the entry, for the page of an entry without a file; otherwise empty."""
    file: str = ""
    """The name of the source file, such as ``x.md``; empty for the address of a redirect.

    If this name is not portable, `read.listing` has already reported it, so the address is not reported."""
    yields: bool = False
    """Whether the address is an old one that an editor wrote. Such a claim loses a collision with any other kind."""
    picture: str = ""
    """The path of the original if the file is a variant of a picture; otherwise empty."""


def may_have_faults(paths: Sequence[str], own: frozenset[str], forms: Collection[str]) -> bool:
    """Return whether `check_claims` may report a claim on one of ``paths``.

    It takes far less time to find that there is no fault, as on almost every site, than which fault of which claim.
    ``own`` is as in `check_claims`, and ``forms`` are the formats of exported citations.
    """
    keys = [fold_path(path) for path in paths]
    files, folders = set(keys), folders_above(keys)
    steps = set(chain.from_iterable([path.split("/") for path in paths]))
    return (
        len(files) < len(keys)
        or not (files.isdisjoint(folders) and files.isdisjoint(own) and folders.isdisjoint(own))
        or any(map(_is_reserved, keys))
        or any(map(is_too_long, paths))
        or any(map(is_refused, steps))
        or any(_exported_page(key, forms) for key in keys if not _is_page(key))
    )


def _is_page(key: str) -> bool:
    """Return whether a folded path is that of a page without a full stop elsewhere: ``projecten/x/index.html``."""
    return key.endswith("/index.html") and key.count(".") == 1


def folders_above(keys: Iterable[str]) -> set[str]:
    """Return the path of every folder above each of some paths, except the root of the site, which has no path."""
    folders: set[str] = set()
    for key in keys:
        folder = key.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def check_claims(
    claims: Sequence[Claim],
    own: frozenset[str],
    exports: Mapping[str, PageId | PagedList],
    corpus: Corpus,
    report: Report,
) -> None:
    """Report claims that collide, and claims on addresses that are reserved or not portable.

    A claim may collide with another claim, with one of the site's ``own`` files (`own_files`), or with the file of an
    exported citation. ``exports`` has the pages with such files, by address (`exporting`).
    """
    taken = _report_collisions(claims, own, report)
    _report_folders(taken, own, report)
    _report_impossible(claims, report)
    forms = export_forms(corpus.site)
    files: dict[PageId | PagedList, str] = {study.project.id: study.project.file for study in corpus.studies}
    for claim in claims:
        exported = export_of(fold_path(claim.path), exports, forms)
        if exported is not None:
            of = files.get(exported, str(exported))
            report.add(addresses.CITATION_URL_TAKEN.at(claim.place, url=claim.url, of=of))


def export_of(
    path: str, exports: Mapping[str, PageId | PagedList], forms: Collection[str]
) -> PageId | PagedList | None:
    """Return the study or list that is exported at ``path`` or at a folder above it, or None.

    ``projecten/x/x.bib`` is an export of the study at ``projecten/x/``, if ``exports`` has that address and ``forms``
    has ``"bib"``.
    """
    page = _exported_page(path, forms)
    return exports.get(page) if page else None


def _exported_page(path: str, forms: Collection[str]) -> str:
    """Return the address whose export is at ``path`` or at a folder above it, or ``""`` if there is none."""
    steps = path.split("/")
    for number, step in enumerate(steps[1:], 1):
        stem, _, form = step.rpartition(".")
        if form in forms and stem == steps[number - 1]:
            return f"{'/'.join(steps[:number])}/"
    return ""


def own_files(corpus: Corpus, pages: Mapping[PageKey, str]) -> frozenset[str]:
    """Return the folded paths of the site's own files, such as overviews and feeds, for which there are no claims."""
    own = _ALWAYS | {fold_path(feed_url(pages[entry.id])) for entry in corpus.werkvelden}
    return own | {f"{EDITOR}/index.html"} if corpus.site.redactie else own


_ALWAYS = frozenset(
    ("index.html", "404.html", FEED, JSON_FEED, SITEMAP, ROBOTS, MANIFEST, *(f"{name}/index.html" for name in INDEXES))
)
"""The folded paths of the files that a site has whatever its content is, or may have."""


def is_of_site(path: str) -> bool:
    """Return whether the path of a file is one of the site itself, whatever its content is, or may become one."""
    key = fold_path(path)
    return key in _ALWAYS or _is_reserved(key)


def fold_path(path: str) -> str:
    """Return a path in lower case and normalised Unicode, because macOS ignores differences in case and normal form."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def _report_collisions(claims: Iterable[Claim], own: frozenset[str], report: Report) -> Mapping[str, Claim]:
    """Report claims on reserved addresses, and claims on an address that an earlier claim has taken.

    Return the claims that are not reported, by folded path.
    """
    taken: dict[str, Claim] = {}
    reported: set[tuple[Place, str]] = set()
    for claim in sorted(claims, key=lambda claim: (claim.yields, claim.place, claim.path)):
        key = fold_path(claim.path)
        if key in own or _is_reserved(key):
            report.add(_reserved(claim))
        elif key not in taken:
            taken[key] = claim
        elif picture := claim.picture or taken[key].picture:
            if (claim.place, picture) not in reported:  # once, not for every width and format
                report.add(addresses.PICTURE_URL_TAKEN.at(claim.place, url=claim.url, file=picture))
            reported.add((claim.place, picture))
        else:
            report.add(_collision(claim, taken[key]))
    return taken


def _collision(claim: Claim, earlier: Claim) -> Diagnostic:
    if claim.name:
        other = earlier.name or earlier.place.file
        registrable = not claim.path.startswith(("reeksen/", "publicaties/"))
        return addresses.name_clashes(claim.place, claim.url, claim.name, other, registrable=registrable)
    fault = addresses.OLD_URL_TAKEN if claim.yields else addresses.DUPLICATE_URL
    return fault.at(claim.place, url=claim.url, other=earlier.place.file)


def _reserved(claim: Claim) -> Diagnostic:
    reserved = addresses.OLD_URL_RESERVED if claim.yields else addresses.RESERVED_URL
    return reserved.at(claim.place, url=claim.url)


def _report_folders(taken: Mapping[str, Claim], own: frozenset[str], report: Report) -> None:
    """Report files at the path of a folder, and files below the path of one of the site's ``own`` files."""
    folders: set[str] = set()
    for key, claim in sorted(taken.items()):
        above = folders_above((key,))
        folders |= above
        if not own.isdisjoint(above):
            report.add(_reserved(claim))
    for key in sorted((folders - own) & taken.keys()):
        fault = addresses.OLD_URL_TAKEN if taken[key].yields else addresses.DUPLICATE_URL
        report.add(fault.at(taken[key].place, url=taken[key].url, other="een map van de site"))


def _report_impossible(claims: Iterable[Claim], report: Report) -> None:
    """Report addresses that are too long, or have a step that is not a valid file name on every system."""
    for claim in claims:
        steps = claim.path.split("/")
        refused = next(filter(is_refused, steps), "")
        if refused and not is_refused(claim.file):
            report.add(addresses.NOT_PORTABLE.at(claim.place, url=claim.url, step=refused))
        elif is_too_long(claim.path):
            report.add(addresses.too_long(claim.place, claim.url, MAX_NAME_BYTES, MAX_PATH_BYTES))


def is_too_long(path: str) -> bool:
    """Return whether a path on the site, or a step of it, has more bytes than some systems can store."""
    if path.isascii() and len(path) <= MAX_NAME_BYTES:
        return False
    return len(path.encode()) > MAX_PATH_BYTES or any(len(step.encode()) > MAX_NAME_BYTES for step in path.split("/"))


_SITEMAP_PART = regex(r"sitemap-\d+\.xml(/|$)")


def _is_reserved(key: str) -> bool:
    """Return whether a folded path is reserved for the site, even if the site has no file there now."""
    if key.partition("/")[0] in RESERVED:
        return True
    if key.startswith("sitemap-") and _SITEMAP_PART.match(key):
        return True
    return "/pagina/" in key and _is_index_page(key)


def _is_index_page(key: str) -> bool:
    """Return whether a path is that of a numbered page of a list: ``…/pagina/2/index.html``. Any list may need one."""
    steps = key.split("/")
    return len(steps) > 2 and steps[-3] == "pagina" and steps[-2].isdecimal() and steps[0] in INDEXES  # noqa: PLR2004
