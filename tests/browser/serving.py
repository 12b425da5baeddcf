"""A running `vindplaats serve` for tests, and a browser page that looks at it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from support import make_source, png, project

WAIT = 60_000
"""Maximum number of milliseconds to wait for something to happen in the browser."""
LISTENS = "document.addEventListener('LiveReloadConnect', () => { window.vpListens = true; });"
"""JavaScript that remembers that the page listens for changes."""
SOURCE = {".git", "content", "static", "templates"}
"""What a source may hold before it is built."""


def until(condition: Callable[[], bool], seconds: float = 180) -> None:
    """Wait until ``condition`` returns True, for at most ``seconds``."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


class Served:
    """A `vindplaats serve` of one source, with its output in a log in ``folder``. It can be stopped and started."""

    def __init__(self, source: Path, folder: Path, *options: str) -> None:
        self.source = source
        self._options = options
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        self._log = folder / "gezegd.txt"
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        self.start()

    def start(self) -> None:
        """Start serving, always at the same port."""
        command = [sys.executable, "-m", "vindplaats", "serve", "--source", str(self.source), "--port", str(self.port)]
        command += self._options
        with self._log.open("wb") as stream:
            self.process = subprocess.Popen(
                command, stdout=stream, stderr=stream, env=os.environ | {"TMPDIR": str(self.temporary)}
            )

    def wait_until_ready(self) -> None:
        until(lambda: self.process.poll() is not None or "De site staat op" in self.output())
        assert self.process.poll() is None, self.output()
        until(self._answers)

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port)).close()
        except OSError:
            return False
        return True

    def stop(self) -> None:
        """Stop as by Ctrl+C. The preview must end well, and leave nothing behind."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        assert "Traceback" not in self.output(), self.output()
        assert self.process.returncode == 0
        assert os.listdir(self.temporary) == []
        assert set(os.listdir(self.source)) - SOURCE == {".vindplaats"}

    def output(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def build_count(self) -> int:
        """Return how often the site was built."""
        return sum(line.startswith(("Gebouwd", "Niet gebouwd")) for line in self.output().splitlines())

    def wait_until_idle(self) -> int:
        """Wait until no build is running; return how often the site was built."""
        last = self.build_count()
        while True:
            time.sleep(1)
            now = self.build_count()
            if now == last:
                return now
            last = now

    def file(self, name: str) -> Path:
        return self.source / "content" / f"{name}.md"

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a file as an editor does: replace it in one step."""
        text = self.file(name).read_text(encoding="utf-8")
        assert old in text
        self.write(f"content/{name}.md", text.replace(old, new, 1))

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file of the source in one step."""
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.source / "fresh"
        fresh.write_bytes(text if isinstance(text, bytes) else text.encode())
        fresh.replace(path)

    def remove(self, name: str) -> None:
        """Remove a file of the source, and the folders that are then empty."""
        path = self.source / name
        path.unlink()
        while not any(path.parent.iterdir()):
            path = path.parent
            path.rmdir()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[Path], Served]]:
    """A function that starts serving. At the end every server is stopped as by Ctrl+C and must leave nothing behind."""
    with starting(tmp_path) as begin:
        yield begin


@contextmanager
def starting(folder: Path) -> Iterator[Callable[[Path], Served]]:
    running: list[Served] = []

    def begin(source: Path) -> Served:
        served = Served(source, folder)
        running.append(served)
        served.wait_until_ready()
        return served

    yield begin
    for served in running:
        if served.process.poll() is None:
            served.stop()


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A browser context for the pages of a module, and what went wrong in them."""
    wrong: list[str] = []

    def record_host(url: str) -> None:
        if urlsplit(url).hostname != "127.0.0.1":
            wrong.append(url)

    with chromium.new_context() as context:
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        context.on("request", lambda x: record_host(x.url))
        context.on("console", lambda x: wrong.append(x.text) if "Security Policy" in x.text else None)
        context.on("response", lambda x: wrong.append(f"{x.status}: {x.url}") if x.status >= 500 else None)
        context.on("page", lambda page: page.on("websocket", lambda x: record_host(x.url)))
        context.add_init_script(LISTENS)
        yield context, wrong


def leave(context: BrowserContext) -> None:
    """Leave all pages of a preview, because closing a page just when the preview reloads it can take for ever."""
    for page in context.pages:
        with suppress(PlaywrightError):
            page.goto("about:blank")


@pytest.fixture
def page(context: tuple[BrowserContext, list[str]]) -> Iterator[Page]:
    """A page that must have no errors and request nothing from another host. Missing pages are allowed."""
    page = context[0].new_page()
    yield page
    leave(context[0])
    page.close()
    wrong = context[1][:]
    context[1].clear()
    assert wrong == []


def wait_until_listening(page: Page) -> None:
    """Wait until the page listens for changes."""
    page.wait_for_function("() => window.vpListens === true", timeout=WAIT)
    page.wait_for_timeout(100)  # until the server knows about it


LONG = "\n\n".join(f"Alinea {number} over de haven en haar zeepaarden." for number in range(80))
BROKEN = ("jaar: 2021", "jaar: ooit")
PAGES = {
    "projecten/haven.md": project("Havenstudie", extra="samenvatting: Kort.\n", body=LONG),
    "projecten/kade.md": project("Kadestudie", extra="samenvatting: Kort.\n", body=LONG),
    "projecten/sluis.md": project("Sluisstudie"),
    "projecten/beeld/index.md": project("Beeldstudie", body="![Een vlak](vlak.png)"),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview of `PAGES`, for tests that put everything back."""
    folder = tmp_path_factory.mktemp("voorproef")
    source = make_source(folder / "bron", PAGES)
    (source / "content/projecten/beeld/vlak.png").write_bytes(png(40, 30, (200, 0, 0)))
    with starting(folder) as begin:
        yield begin(source)


@pytest.fixture
def read(served: Served, page: Page) -> Callable[[str], Page]:
    """A function that opens a page of the preview, and marks the document, so that a reload is noticed."""

    def open_page(path: str) -> Page:
        page.goto(served.address + path)
        wait_until_listening(page)
        mark(page)
        return page

    return open_page


def mark(page: Page) -> None:
    page.evaluate("window.vpMark = true")


def is_same_document(page: Page) -> bool:
    return bool(page.evaluate("window.vpMark === true"))


def ask(served: Served, path: str) -> str:
    connection = HTTPConnection(served.address.removeprefix("http://").rstrip("/"), timeout=60)
    connection.request("GET", path)
    text = connection.getresponse().read().decode("utf-8", "replace")
    connection.close()
    return text
