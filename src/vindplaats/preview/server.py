"""The server of the preview: livereload, restricted to requests from this machine for our own host names."""

import asyncio
import logging
import re
import signal
import socket
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import Application, FallbackHandler, RequestHandler
from tornado.websocket import WebSocketHandler
from tornado.wsgi import WSGIContainer

from vindplaats.dutch.os_errors import refusal
from vindplaats.errors import PublishError
from vindplaats.preview.watcher import SourceWatcher
from vindplaats.workers.interrupts import interruptible, uninterrupted

FIRST_PORT, LAST_PORT = 8000, 8099
"""The ports to try if none was asked for."""
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""The host names by which a program reaches its own machine."""
Respond = Callable[[dict[str, Any], Callable[..., object]], Iterable[bytes]]


class _Live(LiveReloadHandler):  # type: ignore[misc]  # livereload ships no types
    """The WebSocket handler of livereload, restricted to our own pages. livereload itself accepts any origin."""

    def prepare(self) -> None:
        """Refuse a request that opens no WebSocket, such as that of an editor who types this address."""
        if self.request.headers.get("Upgrade", "").lower() != "websocket":
            _refuse(self, 400, "Dit adres is alleen voor de verbinding tussen de browser en de voorvertoning.")

    def check_origin(self, origin: str) -> bool:
        return WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str | bytes) -> None:
        """Handle a message. When a page has introduced itself, have it look for changes since it was sent."""
        is_new = self not in LiveReloadHandler.waiters
        try:
            super().on_message(message)
        except (ValueError, AttributeError, TypeError):  # not a message of livereload's script
            self.close()
        if is_new and self in LiveReloadHandler.waiters:
            self.send_message({"command": "reload", "path": "*"})


class _Refused(RequestHandler):
    """Refuses requests for host names that are not ours, so that no website can read our pages by DNS rebinding."""

    def prepare(self) -> None:
        _refuse(self, 403, "Deze voorvertoning is alleen op haar eigen adres te zien.")


def _refuse(handler: RequestHandler, status: int, reason: str) -> None:
    """Answer a request with a status and a reason in Dutch."""
    handler.set_status(status)
    handler.set_header("Content-Type", "text/plain; charset=utf-8")
    handler.finish(f"{reason}\n")


class PreviewServer(Server):  # type: ignore[misc]
    """The server of livereload, on a socket that is already bound, restricted to requests for our own host names."""

    def __init__(self, respond: Respond, watcher: SourceWatcher, bound: socket.socket) -> None:
        super().__init__(app=respond, watcher=watcher)
        self._bound = bound

    def application(self, _: int, host: str, **__: object) -> None:
        """Accept requests. livereload calls this when it begins to serve."""
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = True
        LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
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
        HTTPServer(application).add_socket(self._bound)

    def run(self, host: str, then: Callable[[], None]) -> list[int]:
        """Serve until a signal arrives, and return the signals received.

        ``then`` is called once requests are accepted. A signal makes the loop raise `KeyboardInterrupt` between two
        callbacks: Python loses one that is raised while an object is deallocated, and livereload one that is raised
        while it sends a message.
        """
        with uninterrupted():  # Python complains about a loop that was interrupted while it was made
            loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        IOLoop.current().add_callback(then)
        interrupt = partial(signal.default_int_handler, signal.SIGINT, None)
        with interruptible(lambda: loop.call_soon_threadsafe(interrupt)) as signals:
            self.serve(port=self._bound.getsockname()[1], host=host, debug=False)
        return signals

    def _setup_logging(self) -> None:
        """Keep the English messages of livereload and tornado from the terminal of an editor."""
        for name in ("livereload", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


def open_socket(host: str, port: int | None) -> socket.socket:
    """Return a socket that is bound to a port of ``host``: to ``port``, or to the first free port if that is None.

    The port is ours from then on, so call this before the first build. Raises `PublishError` if it cannot be used.
    """
    reason, family = "", socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in [port] if port else range(FIRST_PORT, LAST_PORT + 1):
        try:
            bound = socket.create_server((host, number), family=family)
        except OSError as error:
            reason = refusal(error)
        else:
            bound.settimeout(0)
            return bound
    if port:
        raise PublishError(f"Op {host} is poort {port} niet te gebruiken ({reason}); kies een andere met --port.")
    message = f"Op {host} is geen poort van {FIRST_PORT} tot en met {LAST_PORT} te gebruiken ({reason})"
    raise PublishError(f"{message}; kies een andere met --port.")
