"""The version of a page: digests of its HTML, and of the scripts, style sheets and pictures that it uses.

The browser compares the version that it shows with the present one (``live.js``). So an edit elsewhere does not reload
the page that an editor reads, whatever was rebuilt, and a browser that missed a message still finds out what changed.
"""

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from vindplaats.inputs.inventory import digest
from vindplaats.patterns import regex
from vindplaats.preview.files import find_file

_IN_HTML = regex(r"""\s(?:src|srcset|href|poster)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_IN_CSS = regex(r"""url\(\s*("[^"]*"|'[^']*'|[^)"']*)\s*\)|@import\s+("[^"]*"|'[^']*')""", re.IGNORECASE)
_IN_SCRIPT = regex(r"""\b(?:from|import)\s*\(?\s*("[^"]*"|'[^']*')""")
_PICTURES = frozenset({".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
_FONTS = frozenset({".otf", ".ttf", ".woff", ".woff2"})
_LINKS_IN = {".css": _IN_CSS, ".js": _IN_SCRIPT, ".mjs": _IN_SCRIPT}
_USED = frozenset({*_LINKS_IN, *_PICTURES, *_FONTS})
"""The extensions of the files that a page uses, rather than links to."""


class Versions:
    """Finds the versions of the files of the site at ``root``. Digests are kept while a file does not change."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._known: dict[str, tuple[tuple[int, int, int], str, tuple[str, ...]]] = {}

    def used_by(self, address: str, page: bytes) -> dict[str, str]:
        """Return the version of each file that a page uses, by its decoded address, such as ``/static/stijl.css``.

        ``address`` is the address of the page, such as ``/projecten/x/``, and ``page`` its HTML. The version of a style
        sheet or script changes with the files that it uses itself. The version of a missing file is empty.
        """
        text = page.decode("utf-8", "replace")
        return {used: self._version(used) for used in _used(_html_links(text), address)}

    def renew(self, address: str, sheet: bytes) -> bytes:
        """Return a style sheet with the version of each file that it uses in its address.

        A browser does not ask again for a picture that it shows already, whatever the headers say.
        """

        def renewed(match: re.Match[str]) -> str:
            link = _link(match)
            versions = [self._version(used) for used in _used((link,), address)]
            if not versions or link.startswith("#"):  # the latter leads to a part of the page
                return match[0]
            base, hash_sign, fragment = link.partition("#")
            query = f"{'&' if '?' in base else '?'}vp={versions[0]}"
            return match[0].replace(link, f"{base}{query}{hash_sign}{fragment}", 1)

        return _IN_CSS.sub(renewed, sheet.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")

    def _version(self, address: str) -> str:
        """Return the version of a file: a digest of its bytes, and of every file that it uses, directly or not."""
        found: dict[str, str] = {}
        wanted = {address}
        while wanted:
            used = wanted.pop()
            found[used], links = self._read(used)
            wanted |= _used(links, used) - found.keys()
        own = found.pop(address)
        others = [f"{used} {version}" for used, version in sorted(found.items())]
        return digest("\n".join([own, *others]).encode()).hex() if own and others else own

    def _read(self, address: str) -> tuple[str, tuple[str, ...]]:
        """Return the digest of a file and the links in it. Both are empty if there is no such file."""
        found = find_file(self._root, address)
        if not found.is_there:
            return "", ()
        try:
            status = os.stat(found.file)
            key = (status.st_mtime_ns, status.st_size, status.st_ino)
            known = self._known.get(found.file)
            if known and known[0] == key:
                return known[1:]
            with open(found.file, "rb") as stream:
                data = stream.read()
        except OSError:  # it was removed meanwhile
            return "", ()
        pattern = _LINKS_IN.get(posixpath.splitext(address)[1].lower())
        links = tuple(_matches(pattern, data.decode("utf-8", "replace"))) if pattern else ()
        version = digest(data).hex()
        self._known[found.file] = (key, version, links)
        return version, links


def _html_links(text: str) -> Iterator[str]:
    """Yield the addresses in attributes. An attribute ``srcset`` has several, each before a width or a density."""
    for value in _matches(_IN_HTML, text):
        for link in (value, *(part.split()[0] for part in value.split(",") if part.strip())):
            yield unescape(link)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        yield _link(match)


def _link(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group is not None).strip("\"' \t\r\n")


def _used(links: Iterable[str], address: str) -> set[str]:
    """Return the decoded addresses of the scripts, style sheets, pictures and fonts of the site among ``links``.

    ``address`` is the address of the page or file that has the links.
    """
    found = set()
    for link in links:
        try:
            target = urlsplit(urljoin(f"http://site{address}", link))
        except ValueError:  # not an address
            continue
        path = unquote(target.path)
        if target.scheme == "http" and target.netloc == "site" and posixpath.splitext(path)[1].lower() in _USED:
            found.add(path)
    return found
