"""Find a name for the file of a new page, such that neither its id nor its address is taken."""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count

from msgspec import Struct

from vindplaats.catalogue.doubles.declarations import COMPARED_KINDS
from vindplaats.read.content import Content
from vindplaats.read.page_id import PageId
from vindplaats.read.portable_names import is_refused
from vindplaats.read.records import Kind, Publishable, page_url
from vindplaats.render.routing.collisions import fold_path, is_of_site
from vindplaats.render.routing.routes import old_path, redirect_path
from vindplaats.slug import slugify

MAX_NAME_LENGTH = 80
"""Maximum number of characters in the name of the file or folder of a new page."""
_IGNORED = frozenset({"readme"})
"""Names of files that are not read as pages."""


class TakenNames(Struct, frozen=True):
    """What the name of a new page of one kind may not be.

    ``names`` has names in lower case, and ``paths`` the paths of pages and redirects on the site.
    """

    kind: Kind
    names: frozenset[str]
    paths: frozenset[str]

    def has(self, name: str) -> bool:
        """Return whether a page of this name would have the id or the address of another, or one that is refused."""
        path = f"{page_url(self.kind, name)}index.html"
        return name in self.names or path in self.paths or is_refused(name) or name in _IGNORED or is_of_site(path)


def taken_names(kind: Kind, content: Content, files: Iterable[str], base_url: str) -> TakenNames:
    """Return what the name of a new page of a kind may not be.

    All pages count: those that are not on the site (yet), and those that cannot be read. So do the old addresses from
    which the site at ``base_url`` redirects, and whatever else is in the folder of the kind: ``files``, from
    `list_stems`.
    """
    ids = set(content.known.values())
    names = chain(
        (page_id.name for page_id in ids if page_id.kind == kind),
        _names_with_two_meanings(kind, ids, content),
        files,
    )
    read = {record.id for record in content.records}
    addresses = chain(
        (f"{record.url}index.html" for record in content.records),
        (f"{page_url(page_id.kind, slugify(page_id.name))}index.html" for page_id in ids - read),
        _old_paths(content, base_url),
    )
    return TakenNames(kind, frozenset(map(fold_path, names)), frozenset(map(fold_path, addresses)))


def list_stems(folder: str) -> Sequence[str]:
    """Return the names of the files and folders in a folder, without extension; nothing if there is no such folder."""
    return [os.path.splitext(name)[0] for name in os.listdir(folder)] if os.path.isdir(folder) else []


def free_name(title: str, suffixes: Iterable[str], taken: TakenNames) -> str:
    """Return a name made from a title: ``"huur-in-cijfers"``, of at most `MAX_NAME_LENGTH` characters.

    If it is taken, the first of the ``suffixes`` that makes it free follows it, or else a number from 2. A title in a
    script without letters in our alphabet gives the kind of the page.
    """
    return next(name for name in _names(title, suffixes, taken.kind) if not taken.has(name))


def _names(title: str, suffixes: Iterable[str], kind: Kind) -> Iterator[str]:
    for suffix in chain(("",), (f"-{suffix}" for suffix in suffixes), (f"-{number}" for number in count(2))):
        limit = MAX_NAME_LENGTH - len(suffix)
        name = slugify(title, max_length=limit, word_boundary=True, save_order=True) or kind
        yield name.strip("-") + suffix


def _names_with_two_meanings(kind: Kind, ids: Iterable[PageId], content: Content) -> Iterator[str]:
    """Yield names that `geen_dubbel_van` mentions for a page of another kind, and that would then mean two pages."""
    if kind in COMPARED_KINDS:
        others = {page_id.name for page_id in ids if page_id.kind in COMPARED_KINDS}
        for record in content.records:
            if isinstance(record, Publishable):
                yield from (mention.text for mention in record.geen_dubbel_van if mention.text in others)


def _old_paths(content: Content, base_url: str) -> Iterator[str]:
    for record in content.records:
        if isinstance(record, Publishable):
            for old in record.aliassen:
                path = old_path(old.text, base_url)
                if path is not None:
                    yield redirect_path(path)
