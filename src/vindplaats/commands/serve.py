"""The site while one writes: build, serve, watch, rebuild once a batch of changes, reload the browser.

livereload speaks with the browser. What it is not asked to do is watch: it would rebuild once a file. A thread of
ours looks for changes, waits until they stop, builds, and then has livereload tell the browser.
"""

import html
import logging
import mimetypes
import os
import re
import signal
import socket
import tempfile
import threading
import time
import traceback
from argparse import Namespace
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from msgspec import structs
from tornado.ioloop import IOLoop
from tornado.web import Application, FallbackHandler, RequestHandler
from tornado.websocket import WebSocketHandler
from tornado.wsgi import WSGIContainer

from vindplaats.commands.report import REFUSALS, report_refusal
from vindplaats.dutch.os_errors import refusal
from vindplaats.errors import PublishError
from vindplaats.inputs.inventory import FileStat, scan_source
from vindplaats.options import Options
from vindplaats.pipeline import build
from vindplaats.publish.build_record import forget
from vindplaats.result import BuildResult
from vindplaats.terminal import say

MIN_POLL_S, MAX_POLL_S = 0.02, 1.0
"""Seconds between looks at the source, at least and at most."""
POLL_TIME_SHARE = 0.05
"""The share of the time that looking may take: it takes longer the larger the source is."""
QUIET_S = 0.03
"""Seconds without another change after which a batch of changes is over."""
RELOAD = "__livereload__"
"""The name under which livereload reloads at once, without its pause of seconds between two reloads."""

SCRIPT = '<script src="/livereload.js?port={}"></script>'
"""What has a page listen for changes. The last thing in it, so that it is there after all that a template may hold."""
BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
"""Where the notice goes, also in the page of a template of the site's own."""

Say = Callable[[str], None]


class Preview:
    """The last good site in a folder of its own, and what is wrong since: all that changes while serving."""

    def __init__(self, options: Options, say: Say) -> None:
        self.options = options
        self.problems: tuple[str, ...] = ()
        self._say = say

    def rebuild(self) -> None:
        """Build; on errors the site that stood there stays, and the browser shows what is wrong."""
        try:
            outcome = build(self.options)
        except REFUSALS as error:
            self.problems = (str(error),)
            self._say(f"vindplaats: {error}")
            return
        except Exception as error:  # a bug of ours: the preview goes on, and says so
            self.problems = (f"Vindplaats zelf ging stuk ({type(error).__name__}: {error}); meld dit.",)
            self._say("".join(traceback.format_exception(error)))
            return
        self.problems = _errors(outcome)
        for diagnostic in outcome.diagnostics:
            self._say(str(diagnostic))
        seconds = f"{outcome.seconds:.2f} s".replace(".", ",")
        self._say(
            f"Niet gebouwd; de vorige versie blijft staan ({seconds})." if self.problems else f"Gebouwd ({seconds})."
        )

    def respond(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        """Answer one request (WSGI, PEP 3333) from the folder of the site."""
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
        """The page with a notice of what is wrong at its top; the page itself is the last good one."""
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


def _errors(outcome: BuildResult) -> tuple[str, ...]:
    return tuple(str(d) for d in outcome.diagnostics if d.severity == "error")


def _find(root: str, path: str) -> tuple[str, str]:
    """Status and file for a path; nothing outside ``root`` is ever found."""
    # WSGI hands over the bytes of the path as Latin-1 (PEP 3333). No file has a NUL in its name.
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


def signature(source: str) -> tuple[FileStat, ...]:
    """Everything a build can read, as the disk tells of it; nothing while a folder is being replaced."""
    try:
        return scan_source(source)
    except OSError:
        return ()


class _Watcher(Watcher):  # type: ignore[misc]  # livereload ships no types
    """Has livereload reload the browser once after each batch, and watch nothing itself."""

    def __init__(self, source: str, preview: Preview, built: tuple[FileStat, ...]) -> None:
        super().__init__()
        self._source = source
        self._preview = preview
        self._built = built

    def start(self, callback: Callable[[], None]) -> bool:
        """Begin to watch; livereload calls this once and then leaves polling to us."""
        loop = IOLoop.current()
        threading.Thread(target=self._watch, args=(loop, callback), daemon=True).start()
        return True

    def examine(self) -> tuple[str, None]:
        """What livereload asks when called back: always "reload now", for it is called only after a build."""
        return RELOAD, None

    def _watch(self, loop: IOLoop, callback: Callable[[], None]) -> None:
        built = self._built
        while True:
            start = time.perf_counter()
            now = signature(self._source)
            if now == built:
                took = time.perf_counter() - start
                time.sleep(min(MAX_POLL_S, max(MIN_POLL_S, took / POLL_TIME_SHARE)))
                continue
            while True:  # until the changes stop: a checkout is one batch
                time.sleep(QUIET_S)
                settled, now = now, signature(self._source)
                if settled == now:
                    break
            built = now
            self._preview.rebuild()
            loop.add_callback(callback)


class _Live(LiveReloadHandler):  # type: ignore[misc]
    """Tells the browser of changes, but not pages of other sites in it: livereload itself would tell anybody."""

    def check_origin(self, origin: str) -> bool:
        return WebSocketHandler.check_origin(self, origin)


class _Refused(RequestHandler):
    """Whatever was asked of another host than this one, by a site that had its own name lead here (DNS rebinding)."""

    def prepare(self) -> None:
        self.set_status(403)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("Deze voorvertoning is alleen op haar eigen adres te zien.\n")


class _Server(Server):  # type: ignore[misc]
    """livereload's server, for who asks for one of our own names only."""

    def application(self, port: int, host: str, **_: object) -> None:
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = True
        application = Application(default_handler_class=_Refused)
        names = "|".join(re.escape(name) for name in {*LOOPBACK, host, f"[{host}]"})
        application.add_handlers(
            f"^(?:{names})$",
            [
                ("/livereload", _Live),
                ("/livereload.js", LiveReloadJSHandler),
                (".*", FallbackHandler, {"fallback": WSGIContainer(self.app)}),
            ],
        )
        application.listen(port, address=host)


LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""The names by which a browser on this machine can ask for it."""


def _end(number: int, _: object) -> None:
    """End as asked, and clear away what is temporary on the way out; the exit code is that of shells."""
    raise SystemExit(128 + number)


def _check_port(host: str, port: int) -> None:
    """Refuse a port that is taken before anything is built. Raises `PublishError`."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        message = f"Op {host} is poort {port} niet te gebruiken ({refusal(error)}); kies een andere met --port."
        raise PublishError(message) from error


def run(arguments: Namespace) -> int:
    """Serve the site until interrupted and return the exit code."""
    try:
        return serve(arguments.source, arguments.host, arguments.port, drafts=arguments.drafts, say=say)
    except REFUSALS as error:
        return report_refusal(error, "text")


def serve(source: str, host: str, port: int, *, drafts: bool, say: Say) -> int:
    """Serve the site of ``source`` until interrupted; return the exit code. Never touches ``public/``."""
    _check_port(host, port)
    signal.signal(signal.SIGTERM, _end)
    with tempfile.TemporaryDirectory(prefix="vindplaats-") as folder:
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        output = os.path.join(os.path.realpath(folder), "site")
        preview = Preview(Options(source=source, output=output, base_url=address, drafts=drafts, preview=True), say)
        before = signature(source)  # so that a change during the first build is seen
        preview.rebuild()
        # From now on there are threads, and a process with threads had better not be forked.
        preview.options = structs.replace(preview.options, jobs=1)
        server = _Server(app=preview.respond, watcher=_Watcher(source, preview, before))
        server._setup_logging = lambda: logging.getLogger("tornado").setLevel(logging.ERROR)
        LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
        say(f"De site staat op {address} (stoppen met Ctrl+C).")
        try:
            server.serve(port=port, host=host, debug=False)
        finally:
            forget(source, output)
    return 0
