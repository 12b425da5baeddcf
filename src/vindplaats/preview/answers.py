"""Answer the requests of the browser with the files of the site, and with what the preview adds to its pages (WSGI)."""

import html
import json
import mimetypes
import os
import re
import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from vindplaats.inputs.inventory import ROOT_FOLDER, digest
from vindplaats.patterns import regex
from vindplaats.preview.files import Found, find_file
from vindplaats.preview.page import preview_file, with_notice
from vindplaats.preview.ranges import find_range
from vindplaats.preview.site import Say, Site, describe_bug
from vindplaats.preview.successor import file_digest, find_successor
from vindplaats.preview.versions import Versions
from vindplaats.render.outputs.headers import headers_of
from vindplaats.render.routing.addresses import PREVIEW

SUCCESSOR = f"/{PREVIEW}/opvolger"
"""The address at which a browser asks where a page that is gone has moved to."""
SCRIPT = f'<script src="/{PREVIEW}/live.js" data-vp-versie="{{}}"></script>'
"""The script that is appended to every page, with the version of that page. It keeps the page up to date."""
EMPTY_PAGE = (
    b'<!doctype html><html lang="nl"><head><meta name="viewport" content="width=device-width">'
    b'<meta name="color-scheme" content="light dark"><title>Vindplaats</title>'
    b"</head><body><p>Er is nog geen site om te tonen.</p></body></html>"
)
HOST = regex(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?", re.ASCII)
"""Matches a host name or address with its port, as a request names it."""
MAX_SWAP_S, SWAP_POLL_S = 1.0, 0.01
"""Seconds to wait at most for a site that is being exchanged (`publish.trees.swap`), and between two looks."""


_TYPES = mimetypes.MimeTypes()
for _extension, _type in {
    ".avif": "image/avif",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".m4v": "video/mp4",
    ".mjs": "text/javascript",
    ".mp4": "video/mp4",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}.items():
    _TYPES.add_type(_type, _extension)  # some systems have other types for these, with which a browser refuses them


def media_type(file: str) -> str:
    """Return the media type of a file by its name."""
    return _TYPES.guess_type(file, strict=False)[0] or "application/octet-stream"


class Answer(NamedTuple):
    """An answer to a request."""

    status: str
    kind: str = "text/plain; charset=utf-8"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


def in_part(answer: Answer, asked: str) -> Answer:
    """Return the part of an answer that a header ``Range`` asks for, or the whole answer if it asks for none."""
    found = find_range(asked, len(answer.body)) if answer.status.startswith("200") else None
    if found is None:
        return answer
    headers = [*answer.headers, ("Content-Range", f"bytes {found.start}-{found.stop - 1}/{len(answer.body)}")]
    if found:
        return answer._replace(
            status="206 Partial Content", body=answer.body[found.start : found.stop], headers=tuple(headers)
        )
    return Answer("416 Range Not Satisfiable", headers=(("Content-Range", f"bytes */{len(answer.body)}"),))


class Answers:
    """Answers requests with the files of a site."""

    def __init__(self, site: Site, say: Say) -> None:
        self._site = site
        self._root = site.options.output
        self._versions = Versions(self._root)
        self._had_site = False
        self._say = say

    def respond(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        """Answer one request (WSGI, PEP 3333)."""
        try:
            answer = self._answer(environ)
        except Exception as error:  # a bug in Vindplaats: report it and keep serving
            self._say(f"vindplaats: {describe_bug(error)}")
            answer = Answer("500 Internal Server Error", body=describe_bug(error).encode())
        if environ.get("REQUEST_METHOD") == "GET" and "HTTP_IF_RANGE" not in environ:  # no file tells its version
            answer = in_part(answer, environ.get("HTTP_RANGE", ""))
        length = ("Content-Length", str(len(answer.body)))
        ours = [("Content-Type", answer.kind), ("Cache-Control", "no-store"), ("Accept-Ranges", "bytes")]
        start_response(answer.status, [*ours, *answer.headers, length])
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [answer.body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        if environ.get("REQUEST_METHOD", "GET") not in {"GET", "HEAD"}:
            return Answer("405 Method Not Allowed", headers=(("Allow", "GET, HEAD"),))
        # WSGI passes the bytes of the path as Latin-1 (PEP 3333).
        path = environ.get("PATH_INFO", "/").encode("latin-1", "replace").decode("utf-8", "replace")
        if path == SUCCESSOR:
            page = dict(parse_qsl(environ.get("QUERY_STRING", "")))
            site = self._site
            address = find_successor(page, site.notice.sources, site.moves, site.options.source, self._root)
            return Answer("200 OK", body=address.encode())
        own = preview_file(path)
        if own:
            return Answer("200 OK", *own)
        found, body = self._read(path)
        if found.status.startswith("301"):
            return Answer(found.status, headers=(("Location", found.file),))
        kind = media_type(found.file) if found.file else "text/html"
        if kind == "text/html":
            body = self._finish(found, path, body)
        elif kind == "text/css" and environ.get("QUERY_STRING", "").startswith("vp="):  # live.js swaps it
            body = self._versions.renew(path, body)
        headers = self._headers(found, environ.get("HTTP_HOST", ""))
        return Answer(found.status, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, body, headers)

    def _headers(self, found: Found, host: str) -> tuple[tuple[str, str], ...]:
        """Return the headers of the site for a file, with which pages may also connect to livereload at ``host``.

        So the browser refuses what it will refuse on the site.
        """
        path = os.path.relpath(found.file, self._root).replace(os.sep, "/") if found.file else "404.html"
        sockets = (f"ws://{host}",) if HOST.fullmatch(host) else ()
        copied = os.path.isfile(os.path.join(self._site.options.source, ROOT_FOLDER, path))
        return tuple(headers_of(self._site.policies, path, copied=copied, also_connect=sockets).items())

    def _read(self, path: str) -> tuple[Found, bytes]:
        """Return what is at a path, and the bytes of its file.

        Where folders cannot be exchanged in one step the site is absent for a moment, and a file may go between finding
        and reading it. So wait for a site that was there before.
        """
        end = time.monotonic() + MAX_SWAP_S
        while True:
            found, body = find_file(self._root, path), EMPTY_PAGE
            is_complete = self._site.exists or not self._had_site
            if found.file and not found.status.startswith("301"):
                try:
                    with open(found.file, "rb") as stream:
                        body = stream.read()
                except FileNotFoundError:
                    is_complete = False
            if is_complete or time.monotonic() > end:
                self._had_site = self._site.exists
                return found, body
            time.sleep(SWAP_POLL_S)

    def _finish(self, found: Found, path: str, page: bytes) -> bytes:
        """Return a page with what the preview says about it, and with the script that keeps it up to date."""
        site = self._site
        shown = with_notice(page, site.notice, path)
        source = site.notice.source_of(path)
        version = {
            "page": digest(page).hex(),
            "notices": digest(shown).hex(),
            "files": self._versions.used_by(path, page),
            "isThere": found.is_there,
            "hasSite": site.exists,
            "file": source.files[0] if source else "",
            "digest": file_digest(site.options.source, source.files[0]) if source else "",
        }
        return shown + SCRIPT.format(html.escape(json.dumps(version))).encode()
