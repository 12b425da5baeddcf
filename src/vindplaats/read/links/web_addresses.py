"""Recognise two kinds of web address: those on this site, and those that lead to the computer of the editor."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from vindplaats.patterns import regex

_LOCAL_HOST = regex(r"(?:.+\.)?localhost\.?|127(?:\.\d+){1,3}|0\.0\.0\.0|::1|::", re.IGNORECASE)
_LOCAL_PATH = regex(r"file:|[a-z]:(?:[\\/]|%5c)|\\", re.IGNORECASE)
"""A ``file:`` address, or a Windows path such as ``C:\\rapporten\\x.pdf``.

A network path may begin with one backslash, because in Markdown the first of its two backslashes escapes the second.
"""
_BARE_LOCAL_HOST = regex(r"(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\])(?::\d+)?(?:[/?#]|\Z)", re.IGNORECASE)
"""A host name or IP address of the computer itself, without ``http://`` before it."""
_ORDINARY = regex(r"https?://([a-z0-9.-]+)(?:[/?#]|\Z)", re.IGNORECASE | re.ASCII)
"""The beginning of a web address with a host name alone between its slashes: no user, no port, no other letters."""
_USUAL_PORTS = frozenset({None, 80, 443})


def is_local(address: str) -> bool:
    r"""Return whether an address, such as ``http://localhost:8000/`` or ``C:\x.pdf``, leads to the editor's computer.

    A host without ``http://`` before it counts only if it is certainly local.
    """
    if _LOCAL_PATH.match(address) or _BARE_LOCAL_HOST.match(address):
        return True
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return False
    return bool(host and _LOCAL_HOST.fullmatch(host))


def has_no_host(address: str) -> bool:
    """Return whether a web address lacks a host, as in ``https:/voorbeeld.nl``. Browsers add this site."""
    try:
        there = urlsplit(address)
    except ValueError:
        return False
    return there.scheme in {"http", "https"} and not there.netloc


def local_path(address: str) -> str:
    """Return the decoded path of an address on the editor's computer, such as ``/projecten/x/`` in the preview."""
    if _BARE_LOCAL_HOST.match(address):
        address = f"http://{address}"
    try:
        return unquote(urlsplit(address).path) or "/"
    except ValueError:
        return ""


def is_elsewhere(address: str, base_url: str) -> bool:
    """Return whether an address certainly leads to another site, as nearly all do. This is fast.

    If so, `has_no_host` and `is_local` are false, and `path_on_site` returns None. If not, it may still lead there.
    """
    ordinary = _ORDINARY.match(address)
    return ordinary is not None and _is_another_host(ordinary[1], base_url)


@lru_cache(maxsize=4096)
def _is_another_host(name: str, base_url: str) -> bool:
    """Return whether a host name is neither that of this site nor one of the editor's computer."""
    try:
        here = urlsplit(base_url).hostname
    except ValueError:
        return False
    return _host(name.lower()) != _host(here) and not _LOCAL_HOST.fullmatch(name)


def path_on_site(address: str, base_url: str) -> str | None:
    """Return the decoded path of an address on this site, from its root, or None for an address on another site.

    ``https://www.voorbeeld.nl/projecten/x`` is ``/projecten/x/`` on the site at ``http://voorbeeld.nl/``. Scheme,
    ``www.`` and the query make no difference, and neither does the last slash of a folder or its ``index.html``.
    """
    if not base_url or is_elsewhere(address, base_url):
        return None
    try:
        there, here = urlsplit(address), urlsplit(base_url)
        if there.scheme not in {"", "http", "https"} or _host(there.hostname) != _host(here.hostname):
            return None
        if there.port != here.port and not {there.port, here.port} <= _USUAL_PORTS:
            return None
    except ValueError:
        return None
    path, root = unquote(there.path) or "/", unquote(here.path)
    if not f"{path}/".startswith(root):
        return None
    path = f"/{path[len(root) :]}"
    folder, _, name = path.rpartition("/")
    if name == "index.html":
        return f"{folder}/"
    return path if not name or "." in name else f"{path}/"


def _host(name: str | None) -> str:
    return (name or "").rstrip(".").removeprefix("www.")
