"""Where an editor who reads a page that is gone is led: to the page as it was moved, or to the overview above it."""

import os
import posixpath
from collections.abc import Mapping
from urllib.parse import quote

from vindplaats.inputs.inventory import digest_file
from vindplaats.preview.files import find_file
from vindplaats.result import PageSource


def file_digest(source: str, file: str) -> str:
    """Return the digest of a file of the source in hexadecimal digits, or ``""`` if it cannot be read."""
    try:
        return digest_file(os.path.join(source, file)).hex()
    except OSError:
        return ""


def find_successor(page: Mapping[str, str], sources: Mapping[str, PageSource], source: str, root: str) -> str:
    """Return the address to lead to from a page that is no longer at its address, such as ``/projecten/nieuw/``.

    ``page`` is what the browser knows of it: its ``address``, decoded, and, if it was made from a file, its ``id`` and
    the ``digest`` of that file. ``sources`` says where the pages of the site at ``root`` come from, by address. A page
    has moved to another address if its id is there, or if only one file has its contents.
    """
    shown = {url: found for url, found in sources.items() if found.is_shown and find_file(root, f"/{url}").is_there}
    name = page.get("id", "")
    moved = [url for url, found in shown.items() if name and found.id == name]
    if not moved and page.get("digest"):
        digest = page["digest"]
        moved = [url for url, found in shown.items() if digest in {file_digest(source, file) for file in found.files}]
    return quote(f"/{moved[0]}") if len(moved) == 1 else quote(_overview(page.get("address", "/"), root))


def _overview(address: str, root: str) -> str:
    """Return the closest address above ``address`` that has a page. The home page is above every other page."""
    above = posixpath.dirname(address.rstrip("/"))
    while above.strip("/"):
        if find_file(root, f"{above}/").is_there:
            return f"{above}/"
        above = posixpath.dirname(above)
    return "/"
