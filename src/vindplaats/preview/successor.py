"""Find the page to show after the one that an editor reads was renamed or removed: its successor, or the overview."""

import os
import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from vindplaats.inputs.inventory import FileStat, digest_file
from vindplaats.preview.files import find_file
from vindplaats.result import PageSource


def file_digest(source: str, file: str) -> str:
    """Return the digest of a file of the source in hexadecimal digits, or ``""`` if it cannot be read."""
    try:
        return digest_file(os.path.join(source, file)).hex()
    except OSError:
        return ""


def with_moves(moves: Mapping[str, str], before: Iterable[FileStat], after: Iterable[FileStat]) -> dict[str, str]:
    """Return ``moves`` with the files that moved between two scans of the source: the new path of each by the old one.

    A file that moved is the same file on disk, with the same size and time of change.
    """
    was, now = ({file.path: file for file in files if file.inode and not file.kind} for files in (before, after))
    gone = {(file.inode, file.size, file.mtime_ns): path for path, file in was.items() if path not in now}
    found = dict(moves)
    for path, file in now.items():
        old = gone.get((file.inode, file.size, file.mtime_ns)) if path not in was else None
        if old:
            found.pop(path, None)  # it is back
            found[old] = path
    return found


def find_successor(
    page: Mapping[str, str], sources: Mapping[str, PageSource], moves: Mapping[str, str], source: str, root: str
) -> str:
    """Return the address to lead to from a page that is no longer at its address, such as ``/projecten/nieuw/``.

    ``page`` is what the browser knows of it: its ``address``, decoded, and, if it was made from a file, the path of
    that ``file`` and its ``digest``. ``sources`` says where the pages of the site at ``root`` come from, by address,
    and ``moves`` which files moved while the preview ran. A page is found by its file, or else by what that contained.
    It may be one that the site does not show today, such as a new draft: the bar at its address says why.
    """
    known = {url: found for url, found in sources.items() if not found.is_shown or find_file(root, f"/{url}").is_there}
    file = page.get("file", "")
    while file in moves:
        file = moves[file]
    moved = [url for url, found in known.items() if file in found.files]
    if not moved and page.get("digest"):
        digest = page["digest"]
        moved = [url for url, found in known.items() if digest in {file_digest(source, file) for file in found.files}]
    return quote(f"/{moved[0]}") if len(moved) == 1 else quote(_overview(page.get("address", "/"), root))


def _overview(address: str, root: str) -> str:
    """Return the closest address above ``address`` that has a page. The home page is above every other page."""
    above = posixpath.dirname(f"/{address.strip('/')}")
    while above.strip("/"):
        if find_file(root, f"{above}/").is_there:
            return f"{above}/"
        above = posixpath.dirname(above)
    return "/"
