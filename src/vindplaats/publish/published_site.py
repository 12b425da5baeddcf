"""The site that was last published at an output, and the result of the build that published it."""

import hashlib
from collections.abc import Iterable

from msgspec import Struct, msgpack

from vindplaats.cache.store import Store
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.inputs.inventory import DIGEST_SIZE
from vindplaats.options import Options
from vindplaats.publish.tampering import find_tampering
from vindplaats.publish.trees import tree_id

_SEPARATOR = "\0"
"""The character between joined paths, which no path can have."""


class PublishedSite(Struct, frozen=True, array_like=True):
    """The site that was last published at an output, and the result of the build that published it.

    ``tree`` identifies the folder of the site (`tree_id`). ``finished`` is a time after the last file was written, in
    nanoseconds by the clock of the file system. ``inputs`` is a digest of the source (`Inventory.total`), and
    ``options`` a digest of the options (`options_key`). ``pages`` is the number of pages. ``file_paths`` has the path
    of every file, and ``folder_paths`` of every folder, which a build that changes nothing need not derive from the
    files. Both are joined (`join_paths`), because one long text takes less time to load and compare than many.
    """

    tree: str
    finished: int
    inputs: bytes
    options: bytes
    diagnostics: tuple[Diagnostic, ...]
    pages: int
    file_paths: str
    folder_paths: str

    @property
    def files(self) -> list[str]:
        """The path of every file of the site."""
        return split_paths(self.file_paths)

    @property
    def folders(self) -> list[str]:
        """The path of every folder of the site, as `folders_of` returns them."""
        return split_paths(self.folder_paths)

    @property
    def site(self) -> str:
        """The identity of this version of the site, such as ``"2049 131085 1764355200000000000"``."""
        return f"{self.tree} {self.finished}"


def join_paths(paths: Iterable[str]) -> str:
    """Return paths as one text, as `PublishedSite` has them."""
    return _SEPARATOR.join(paths)


def split_paths(joined: str) -> list[str]:
    """Return the paths that `join_paths` has joined, at least one."""
    return joined.split(_SEPARATOR)


def key_of(output: str) -> str:
    """Return the key of a site in the cache: 32 hexadecimal digits, derived from the absolute path of its output."""
    return hashlib.blake2b(output.encode("utf-8", "surrogateescape"), digest_size=DIGEST_SIZE).hexdigest()


def options_key(options: Options) -> bytes:
    """Return a digest (16 bytes) of the options that affect a site. Their ``as_of`` must not be None."""
    asked = (options.base_url, options.as_of, options.drafts, options.strict, options.preview, options.search)
    return hashlib.blake2b(msgpack.encode(asked), digest_size=DIGEST_SIZE).digest()


def load_published(store: Store, output: str) -> PublishedSite | None:
    """Return the site that was last published at ``output``, or None if it is not recorded or no longer there."""
    published = store.recall(f"site-{key_of(output)}", PublishedSite)
    return published if published and published.tree == tree_id(output) else None


def is_untouched(output: str, published: PublishedSite, jobs: int) -> bool:
    """Return whether nobody has changed, removed or added a file since the site was published.

    Up to ``jobs`` processes look at the files.
    """
    return find_tampering(output, published.files, published.folders, published.finished, jobs) == (set(), set())
