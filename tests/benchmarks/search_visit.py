"""Measure in Chromium what a visitor of ``/zoeken/`` loads and how long results take, from a server that sends gzip."""

import gzip
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlencode, urlsplit

from msgspec import Struct
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.processes import FailedError

PAUSE_MS = 100
"""The time after the last letter until the page searches."""
QUIET_S = 0.5
"""The time without a request after which everything has been loaded."""
TIMEOUT_S = 30.0
FIRST_QUERY = "arbeidsmarkt"
LATER_QUERIES = ("onderwijs", "zorg", "gemeente", "opleiding", "beleid")
COMMON_QUERY = "de gemeente van het beleid"
"""A query with words of nearly every page, three of them without a subject."""
GZIP_TYPES = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")
"""The types that hosts send compressed. The index itself has other types, and is compressed by Pagefind."""
CHROMIUM_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
KINDS = {
    ".pf_meta": "index: metadata",
    ".pf_filter": "index: filters",
    ".pf_index": "index: words",
    ".pf_fragment": "index: hits shown",
    ".pagefind": "engine: WebAssembly",
}
"""What the files of Pagefind are for, by the end of their name."""

TIMER = """
(() => {
  let since = 0, before = "", shown = NaN;
  const results = () => [...document.querySelectorAll("main a[href]")]
    .filter(link => !link.closest("form, nav, aside, fieldset")).map(link => link.href).join(" ");
  const counted = () => [...document.querySelectorAll("main input[type=checkbox]")]
    .some(box => /\\(\\d+\\)/.test(box.labels[0]?.textContent ?? ""));
  // The list without a query may come after the first letters. The address holds the query from the end of the pause.
  const searched = () => {
    const box = document.querySelector("main input[type=search]");
    return box && box.value === (new URLSearchParams(location.search).get("q") ?? "");
  };
  document.addEventListener("input", () => {
    since = performance.now(), before = results(), shown = NaN;
  }, true);
  new MutationObserver(() => {
    if (!Number.isNaN(shown)) return;
    const now = results();
    if (searched() && now !== "" && now !== before && counted()) shown = performance.now();
  }).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
  window.untilShown = () => Number.isNaN(shown) ? null : shown - since;
})();
"""
"""JavaScript that measures the milliseconds from the opening of the page, or the last input, to other results."""


class Sent(Struct, frozen=True):
    """A response of the server: the path that was asked for, and the bytes of the head and body together."""

    path: str
    size: int


class Search(Struct, frozen=True):
    """One search: the milliseconds until its results were shown, and all responses since the page was opened."""

    milliseconds: float
    sent: tuple[Sent, ...]

    @property
    def size(self) -> int:
        """The number of bytes over the wire."""
        return sum(item.size for item in self.sent)


class Visits(Struct, frozen=True):
    """Searches, one of each run, and the times of later searches of all runs.

    ``opened``, ``arrived`` and ``common`` are the page opened from an empty cache: without a query, which lists all
    studies; with `FIRST_QUERY`, as from the search box of another page; and with `COMMON_QUERY`. Their times count from
    the opening. ``typed`` is `FIRST_QUERY` filled in as soon as the page without a query has been opened. Its time and
    those of later queries count from the end of the pause after the last letter.
    """

    opened: tuple[Search, ...]
    arrived: tuple[Search, ...]
    common: tuple[Search, ...]
    typed: tuple[Search, ...]
    later_ms: tuple[float, ...]


class StaticServer(ThreadingHTTPServer):
    """Serves a site as hosts do, and keeps a record of what it sent."""

    daemon_threads = True

    def __init__(self, site: Path) -> None:
        self.site = site
        self.sent: list[Sent] = []
        self.last = time.monotonic()
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        """The address of the site."""
        return f"http://127.0.0.1:{self.server_address[1]}/"


class Handler(BaseHTTPRequestHandler):
    """Answers GET with a file, compressed if its type is one that hosts compress."""

    protocol_version = "HTTP/1.1"
    server: StaticServer

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        path += "index.html" if path.endswith("/") or not path else ""
        file = self.server.site / path
        found = file.is_file()
        content_type = (guess_type(path)[0] or "application/octet-stream") if found else "text/plain"
        zipped = content_type.startswith(GZIP_TYPES)
        body = (compressed(file) if zipped else file.read_bytes()) if found else b""
        lines = [f"HTTP/1.1 {200 if found else 404} .", f"Content-Type: {content_type}", f"Content-Length: {len(body)}"]
        lines += ["Cache-Control: max-age=600", *(["Content-Encoding: gzip"] if found and zipped else [])]
        data = "\r\n".join([*lines, "", ""]).encode() + body
        self.server.last = time.monotonic()
        self.server.sent.append(Sent(path, len(data)))
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, ARG002 (its signature)
        return


@cache
def compressed(file: Path) -> bytes:
    """Return the bytes of a file, compressed. They are remembered, so that compressing costs no time in a visit."""
    return gzip.compress(file.read_bytes(), 6)


@contextmanager
def served(site: Path) -> Iterator[StaticServer]:
    """Serve a site within the block."""
    compressed.cache_clear()
    for folder in ("zoeken", "static", "pagefind"):
        for file in (site / folder).glob("*"):
            if (guess_type(file.name)[0] or "").startswith(GZIP_TYPES):
                compressed(file)
    with StaticServer(site) as server:
        thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium within the block. Raise `FailedError` if there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise FailedError("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*CHROMIUM_ARGUMENTS])
        try:
            yield browser
        finally:
            browser.close()


def measure_visits(site: Path, runs: int, queries: Sequence[str] = LATER_QUERIES) -> Visits:
    """Visit the search page of a site ``runs`` times, each with an empty cache."""
    opened: list[Search] = []
    arrived: list[Search] = []
    common: list[Search] = []
    typed: list[Search] = []
    later: list[float] = []
    with served(site) as server, chromium() as browser:
        for _ in range(runs):
            for found, query in ((opened, ""), (arrived, FIRST_QUERY), (common, COMMON_QUERY)):
                with _opened(browser, server, query) as page:
                    found.append(_shown(page, server))
            with _opened(browser, server) as page:
                typed.append(_search(page, server, FIRST_QUERY))
                later += [_search(page, server, query).milliseconds for query in queries]
    return Visits(tuple(opened), tuple(arrived), tuple(common), tuple(typed), tuple(later))


def typical(searches: Sequence[Search]) -> Search:
    """Return the search with the median number of bytes, with the median of the times."""
    middle = sorted(searches, key=lambda search: search.size)[len(searches) // 2]
    return Search(median(search.milliseconds for search in searches), middle.sent)


def by_kind(sent: Sequence[Sent]) -> Mapping[str, Sent]:
    """Return the number and bytes of responses by kind, as ``Sent("3 files", 1234)``, the largest first."""
    counts: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for item in sent:
        kind = kind_of(item.path)
        counts[kind] += 1
        sizes[kind] += item.size
    return {kind: Sent(f"{counts[kind]} files", size) for kind, size in sizes.most_common()}


def kind_of(path: str) -> str:
    """Return what a file of the site is for in a visit of the search page."""
    for ending, kind in KINDS.items():
        if path.endswith(ending):
            return kind
    if path.startswith("pagefind/"):
        return "engine: JavaScript"
    if path.endswith(".json"):
        return "words for spelling"
    return "page, styles and scripts"


@contextmanager
def _opened(browser: Browser, server: StaticServer, query: str = "") -> Iterator[Page]:
    """Open the search page with an empty cache, and perhaps with a query."""
    parameters = f"?{urlencode({'q': query})}" if query else ""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(TIMER)
        page = context.new_page()
        server.sent.clear()
        page.goto(f"{server.address}zoeken/{parameters}", wait_until="load")
        yield page


def _search(page: Page, server: StaticServer, query: str) -> Search:
    """Fill in the query at once, as if a visitor pauses for the first time at its end."""
    page.get_by_role("main").get_by_role("searchbox").fill(query)
    found = _shown(page, server)
    return Search(found.milliseconds - PAUSE_MS, found.sent)


def _shown(page: Page, server: StaticServer) -> Search:
    """Wait for results, and for the end of all requests."""
    end = time.monotonic() + TIMEOUT_S
    # `wait_for_function` evaluates text, which the policy of the page forbids.
    while (milliseconds := page.evaluate("untilShown()")) is None:
        if time.monotonic() > end:
            raise FailedError(f"no results, or the same as before, at {page.url}")
        page.wait_for_timeout(10)
    while (rest := server.last + QUIET_S - time.monotonic()) > 0:
        page.wait_for_timeout(1000 * rest)
    return Search(milliseconds, tuple(server.sent))
