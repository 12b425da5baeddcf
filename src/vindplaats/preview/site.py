"""The preview of `serve`: builds the site, and answers requests with its files, with errors at the top of pages."""

import html
import mimetypes
import os
import re
import traceback
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, urlsplit

from msgspec import structs

from vindplaats.errors import REFUSALS, SourceChangedError
from vindplaats.options import Options
from vindplaats.pipeline import build, build_once
from vindplaats.result import BuildResult

SCRIPT = '<script src="/livereload.js?port={}"></script>'
"""The script that `Preview` appends to every page. It lets livereload reload the page. ``{}`` is the port."""
BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
"""Matches the ``<body>`` tag, with any attributes. The notice of errors is inserted after it."""

Say = Callable[[str], None]
"""A function that writes a message to standard error."""


class Preview:
    """The state of the server.

    ``options.output`` is the folder with the last site that was built without errors. ``problems`` has the errors of
    the last build.
    """

    def __init__(self, options: Options, say: Say) -> None:
        self.options = options
        self.problems: tuple[str, ...] = ()
        self.is_stopping = False
        self._say = say

    def rebuild(self) -> None:
        """Build the site, but keep the search index as it is. `make_index` brings that up to date, which takes longer.

        If there are errors, keep the previous site and show the errors at the top of its pages.
        """
        try:
            result = build(structs.replace(self.options, search="keep"))
        except REFUSALS as error:
            self.problems = (str(error),)
            self._say(f"vindplaats: {error}")
            return
        except Exception as error:  # a bug in Vindplaats: report it and keep serving
            self.problems = (f"Vindplaats zelf ging stuk ({type(error).__name__}: {error}); meld dit.",)
            self._say("".join(traceback.format_exception(error)))
            return
        self.problems = _errors(result)
        for diagnostic in result.diagnostics:
            self._say(str(diagnostic))
        seconds = f"{result.seconds:.2f} s".replace(".", ",")
        self._say(
            f"Niet gebouwd; de vorige versie blijft staan ({seconds})." if self.problems else f"Gebouwd ({seconds})."
        )

    def make_index(self) -> None:
        """Make the search index if it is outdated. Give up if the source changes meanwhile: `rebuild` is next then."""
        if self.problems:
            return
        try:
            build_once(self.options)
        except SourceChangedError:
            pass
        except REFUSALS as error:
            if not self.is_stopping:
                self._say(f"vindplaats: {error}")
        except Exception as error:  # a bug in Vindplaats: report it and keep serving
            self._say("".join(traceback.format_exception(error)))

    def respond(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        """Answer one request (WSGI, PEP 3333) with a file of the site."""
        if environ.get("REQUEST_METHOD", "GET") not in {"GET", "HEAD"}:
            start_response("405 Method Not Allowed", [("Allow", "GET, HEAD")])
            return [b""]
        head = environ.get("REQUEST_METHOD") == "HEAD"
        status, name = _find(self.options.output, environ.get("PATH_INFO", "/"))
        if status.startswith("301"):
            start_response(status, [("Location", name)])
            return [b""]
        kind = (mimetypes.guess_type(name)[0] or "application/octet-stream") if name else "text/html"
        body = b"<!doctype html><html lang=nl><head><title>Vindplaats</title></head><body></body></html>"
        if name:
            with open(name, "rb") as stream:
                body = stream.read()
        if kind == "text/html":
            body = self._with_problems(body) + SCRIPT.format(urlsplit(self.options.base_url).port).encode()
            kind += "; charset=utf-8"
        length = [("Content-Length", str(len(body)))]
        start_response(status, [("Content-Type", kind), ("Cache-Control", "no-store"), *length])
        return [] if head else [body]

    def _with_problems(self, page: bytes) -> bytes:
        """Insert a notice of the errors at the top of the page, if there are any."""
        if not self.problems:
            return page
        items = "".join(f"<li>{html.escape(problem)}</li>" for problem in self.problems)
        notice = (
            '<section id="vp-fouten" role="alert" style="background:#fff4f2;color:#7a1200;border:2px solid #b42318;'
            'padding:1rem 1.5rem;font:1rem/1.5 system-ui,sans-serif">'
            "<h2>De site is niet bijgewerkt</h2><p>U ziet de laatste versie zonder fouten.</p>"
            f"<ul>{items}</ul></section>"
        ).encode()
        body = BODY.search(page)
        return page[: body.end()] + notice + page[body.end() :] if body else page + notice


def _errors(result: BuildResult) -> tuple[str, ...]:
    return tuple(str(d) for d in result.diagnostics if d.severity == "error")


def _find(root: str, path: str) -> tuple[str, str]:
    """Return the HTTP status for the path of a request, and the address to redirect to or the file to send.

    The file is never outside ``root``. An empty string means that there is no file to send.
    """
    # WSGI passes the bytes of the path as Latin-1 (PEP 3333). NUL is replaced, because no file name may contain it.
    wanted = path.encode("latin-1", "replace").decode("utf-8", "replace").replace("\0", "\ufffd")
    full = os.path.realpath(os.path.join(root, wanted.lstrip("/")))
    if full == root or full.startswith(root + os.sep):
        if os.path.isdir(full):
            if not wanted.endswith("/"):
                return "301 Moved Permanently", quote(f"/{os.path.relpath(full, root)}/".replace("/./", "/"))
            full = os.path.join(full, "index.html")
        if os.path.isfile(full):
            return "200 OK", full
    missing = os.path.join(root, "404.html")
    return "404 Not Found", missing if os.path.isfile(missing) else ""
