"""``vindplaats serve``: show the site while an editor writes, and reload the browser after every batch of changes.

livereload talks to the browser. It does not watch the source, because it would rebuild once per changed file. Instead,
a thread of this module scans the source, waits until changes stop, builds, and tells livereload to reload the browser.
"""

import logging
import os
import re
import signal
import socket
import tempfile
import threading
import time
from argparse import Namespace
from collections.abc import Callable

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from msgspec import structs
from tornado.ioloop import IOLoop
from tornado.web import Application, FallbackHandler, RequestHandler
from tornado.websocket import WebSocketHandler
from tornado.wsgi import WSGIContainer

from vindplaats.commands.report import report_refusal
from vindplaats.dutch.os_errors import refusal
from vindplaats.errors import REFUSALS, PublishError
from vindplaats.inputs.inventory import FileStat, scan_source
from vindplaats.options import Options
from vindplaats.preview.site import Preview, Say
from vindplaats.publish.build_record import forget
from vindplaats.search import pagefind
from vindplaats.terminal import say

MIN_POLL_S, MAX_POLL_S = 0.02, 1.0
"""Minimum and maximum number of seconds between two scans of the source."""
POLL_TIME_SHARE = 0.05
"""Share of the time (0 to 1) to spend on scans, within the limits above: after a scan of 10 ms, wait 200 ms."""
QUIET_S = 0.03
"""Seconds without a change after which a batch of changes is complete."""
MAX_STOP_S = 5.0
"""Maximum number of seconds to wait, when the command ends, for a search index to be abandoned."""
RELOAD = "__livereload__"
"""The file name for which livereload always reloads. For any other name, it skips reloads in quick succession."""


def signature(source: str) -> tuple[FileStat, ...]:
    """Return the `FileStat` of every file that a build may read, or ``()`` if the source cannot be scanned."""
    try:
        return scan_source(source)
    except OSError:
        return ()


class _Watcher(Watcher):  # type: ignore[misc]  # livereload ships no types
    """A watcher for livereload that rebuilds the site, and then reloads the browser, once per batch of changes.

    The search index follows when the browser shows the new pages.
    """

    def __init__(self, source: str, preview: Preview, built: tuple[FileStat, ...]) -> None:
        super().__init__()
        self._source = source
        self._preview = preview
        self._built = built
        self._is_indexing = False

    def start(self, callback: Callable[[], None]) -> bool:
        """Start a thread that watches the source, and return True, so that livereload does not poll."""
        loop = IOLoop.current()
        threading.Thread(target=self._watch, args=(loop, callback), daemon=True).start()
        return True

    def stop(self) -> None:
        """Wait until a search index that is being made is abandoned."""
        self._preview.is_stopping = True
        end = time.monotonic() + MAX_STOP_S
        while self._is_indexing and time.monotonic() < end:
            pagefind.stop()
            time.sleep(QUIET_S)

    def examine(self) -> tuple[str, None]:
        """Return `RELOAD` and no delay, so that livereload reloads at once. livereload calls this after each build."""
        return RELOAD, None

    def _watch(self, loop: IOLoop, callback: Callable[[], None]) -> None:
        built = self._built
        self._make_index()
        while True:
            start = time.perf_counter()
            now = signature(self._source)
            if now == built:
                took = time.perf_counter() - start
                time.sleep(min(MAX_POLL_S, max(MIN_POLL_S, took / POLL_TIME_SHARE)))
                continue
            while True:  # until the changes stop, so that a git checkout is one batch
                time.sleep(QUIET_S)
                settled, now = now, signature(self._source)
                if settled == now:
                    break
            built = now
            self._preview.rebuild()
            loop.add_callback(callback)
            self._make_index()

    def _make_index(self) -> None:
        self._is_indexing = True
        if not self._preview.is_stopping:
            self._preview.make_index()
        self._is_indexing = False


class _Live(LiveReloadHandler):  # type: ignore[misc]
    """The WebSocket handler of livereload, restricted to our own pages. livereload itself accepts any origin."""

    def check_origin(self, origin: str) -> bool:
        return WebSocketHandler.check_origin(self, origin)


class _Refused(RequestHandler):
    """Refuses requests for host names that are not ours, so that no website can read our pages by DNS rebinding."""

    def prepare(self) -> None:
        self.set_status(403)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("Deze voorvertoning is alleen op haar eigen adres te zien.\n")


class _Server(Server):  # type: ignore[misc]
    """The server of livereload, restricted to requests for our own host names."""

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
"""The host names by which a program reaches its own machine."""


def _end(number: int, _: object) -> None:
    """Handle a signal: raise `SystemExit`, so that temporary files are removed. The exit code is 143 for SIGTERM."""
    raise SystemExit(128 + number)


def _check_port(host: str, port: int) -> None:
    """Raise `PublishError` if the port cannot be used. Call this before the first build, so that no build is wasted."""
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
    """Serve the site of ``source`` until interrupted and return the exit code.

    The site is built in a temporary folder; ``public/`` is never touched. Raises `PublishError` if the port cannot be
    used.
    """
    _check_port(host, port)
    signal.signal(signal.SIGTERM, _end)
    with tempfile.TemporaryDirectory(prefix="vindplaats-") as folder:
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        output = os.path.join(os.path.realpath(folder), "site")
        preview = Preview(Options(source=source, output=output, base_url=address, drafts=drafts, preview=True), say)
        before = signature(source)  # so that a change during the first build is noticed
        preview.rebuild()
        # From now on the process has threads, and forking such a process can deadlock.
        preview.options = structs.replace(preview.options, jobs=1)
        watcher = _Watcher(source, preview, before)
        server = _Server(app=preview.respond, watcher=watcher)
        server._setup_logging = lambda: logging.getLogger("tornado").setLevel(logging.ERROR)
        LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
        say(f"De site staat op {address} (stoppen met Ctrl+C).")
        try:
            server.serve(port=port, host=host, debug=False)
        finally:
            watcher.stop()
            forget(source, output)
    return 0
