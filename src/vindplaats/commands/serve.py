"""``vindplaats serve``: show the site while an editor writes, and update the browser after every batch of changes."""

import gc
import os
import signal
import tempfile
import threading
import webbrowser
from argparse import Namespace
from contextlib import suppress

from msgspec import structs

from vindplaats.commands.report import report_refusal
from vindplaats.errors import REFUSALS
from vindplaats.options import Options
from vindplaats.preview.answers import Answers
from vindplaats.preview.server import PreviewServer, open_socket
from vindplaats.preview.site import Site, signature
from vindplaats.preview.watcher import SourceWatcher, State
from vindplaats.publish.build_record import forget
from vindplaats.terminal import say
from vindplaats.workers.interrupts import interruptible

MAX_FIRST_ATTEMPTS = 5
"""Maximum number of attempts to build a source that keeps changing, before the server starts. Later builds are slower,
because they run in one process."""


def run(arguments: Namespace) -> int:
    """Serve the site until interrupted and return the exit code: 0 after Ctrl+C, 143 after SIGTERM."""
    gc.enable()  # `cli.run` disabled it, and this command may run for days
    try:
        with interruptible() as signals, suppress(KeyboardInterrupt):
            serve(arguments, signals)
    except REFUSALS as error:
        return report_refusal(error, "text")
    return 128 + signal.SIGTERM if signal.SIGTERM in signals else 0


def serve(arguments: Namespace, signals: list[int]) -> None:
    """Serve the site of the source until interrupted, and add the signals that interrupted it to ``signals``.

    The site is built in a temporary folder; ``public/`` is never touched. Raises `PublishError` if the port cannot be
    used.
    """
    host = arguments.host
    bound = open_socket(host, arguments.port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{bound.getsockname()[1]}/"
    source = os.path.abspath(arguments.source)  # the current folder may be removed and come back
    with tempfile.TemporaryDirectory(prefix="vindplaats-") as folder:
        output = os.path.join(os.path.realpath(folder), "site")
        options = Options(
            source=source,
            output=output,
            base_url=address,
            as_of=arguments.as_of,
            drafts=arguments.drafts,
            preview=True,
        )
        site = Site(options, say)
        built = _build_first(site)
        # From now on the process has threads, and forking such a process can deadlock.
        site.options = structs.replace(options, jobs=1)
        watcher = SourceWatcher(site, built)
        server = PreviewServer(Answers(site, say).respond, watcher, bound)
        say(f"De site staat op {address} (stoppen met Ctrl+C).")
        try:
            if not signals:  # Python may have lost the KeyboardInterrupt
                signals += server.run(host, lambda: _open_browser(address) if arguments.open else None)
        finally:
            watcher.stop()
            forget(source, output)


def _build_first(site: Site) -> State | None:
    """Build the site, and return what it was built from, or None if the source keeps changing."""
    for _ in range(MAX_FIRST_ATTEMPTS):
        state = (site.options.day, signature(site.options.source))
        if site.rebuild(state[1]):
            return state
    return None


def _open_browser(address: str) -> None:
    """Open the address in the browser of the editor, in a thread, because some browsers run in the terminal."""

    def open_it() -> None:
        if not webbrowser.open(address):
            say(f"Er is geen browser gevonden; open zelf {address}.")

    threading.Thread(target=open_it, daemon=True).start()
