"""The kinds of pages of two sites, and a visit that fails if anything goes wrong."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize

from .fabricated import ARABIC, BARE, ENGLISH, LONG, MARKUP, PARTNERED

KINDS = {
    "home": "",
    "project": "projecten/arbeidsmarktonderzoek-woningcorporaties/",
    "nieuwsbericht": "nieuws/charter-diversiteit-derde-monitor/",
    "index of all projects": "projecten/",
    "index of a werkveld": "werkvelden/diversiteit-en-inclusie/",
    "index of a client": "opdrachtgevers/flow/",
    "index of a person": "contactpersonen/jos-lubberman/",
    "index of a year": "jaren/2021/",
    "index of news": "nieuws/",
    "overzicht of werkvelden": "werkvelden/",
    "overzicht of clients": "opdrachtgevers/",
    "overzicht of persons": "contactpersonen/",
    "overzicht of years": "jaren/",
    "pagina": "toegankelijkheid/",
    "search": "zoeken/",
    "404": "404.html",
}
"""The kinds of pages of the real case, each with the path of an example."""

MADE_UP = {
    "home": "",
    "project with everything, long title": f"projecten/{LONG}/",
    "project in English": f"projecten/{ENGLISH}/",
    "project with all markup": f"projecten/{MARKUP}/",
    "project in Arabic": f"projecten/{ARABIC}/",
    "project with twelve partners": f"projecten/{PARTNERED}/",
    "project with hardly anything": f"projecten/{BARE}/",
    "project with one very long word": "projecten/onderzoek-101/",
    "project with a report, without summary": "projecten/onderzoek-020/",
    "edition of a series": "projecten/onderzoek-012/",
    "nieuwsbericht": "nieuws/bericht-00/",
    "index of all projects": "projecten/",
    "index of a werkveld": "werkvelden/werkveld-00/",
    "index of a werkveld in a year": "werkvelden/werkveld-00/2024/",
    "index of a client": "opdrachtgevers/opdrachtgever-000/",
    "index of a person with a photo and 200 projects": "contactpersonen/persoon-00/",
    "its third page": "contactpersonen/persoon-00/pagina/3/",
    "index of a person who left": "contactpersonen/persoon-01/",
    "index of a year": "jaren/2024/",
    "index of a reeks": "reeksen/monitor-schijnwijk/",
    "index of an author": "publicaties/anna-van-proef/",
    "index of news": "nieuws/",
    "empty werkveld": "werkvelden/werkveld-11/",
    "empty client": "opdrachtgevers/opdrachtgever-180/",
    "empty person": "contactpersonen/persoon-60/",
    "overzicht of werkvelden": "werkvelden/",
    "overzicht of clients": "opdrachtgevers/",
    "overzicht of persons": "contactpersonen/",
    "overzicht of years": "jaren/",
    "overzicht of reeksen": "reeksen/",
    "overzicht of publicaties": "publicaties/",
    "pagina": "over-ons/",
    "search": "zoeken/",
    "404": "404.html",
}
"""The kinds of pages of the made-up site, each with the path of an example."""

BRANDED = {
    "home": "",
    "project with a video and a frame": "projecten/zoutgrens/",
    "project without": "projecten/dijkgras/",
    "nieuwsbericht": "nieuws/droge-zomer/",
    "index of all projects": "projecten/",
    "index of a werkveld": "werkvelden/waterkwaliteit/",
    "pagina with a still": "over-ons/",
    "pagina in English, with a video and a frame": "about-us/",
    "search": "zoeken/",
    "404": "404.html",
}
"""The kinds of pages of the branded site (`tests/sites/merk`), each with the path of an example."""
COUNTER = "stats.example.org"
"""The host from which the branded site loads a script, as its policy allows."""

SOME = frozenset({
    "home", "project with everything, long title", "project in English", "project with all markup",
    "edition of a series", "nieuwsbericht", "index of a werkveld in a year", "its third page",
    "index of a person who left", "index of a reeks", "overzicht of persons", "search", "404",
})  # fmt: skip
"""The kinds of `MADE_UP` that together have the most features; slow tests visit all kinds of both sites."""

PHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 900}

RECORDER = """
document.addEventListener("securitypolicyviolation", x => {
  console.error(`policy: ${x.violatedDirective} ${x.blockedURI}`);
});
window.shifts = [];
new PerformanceObserver(list => {
  for (const x of list.getEntries()) {
    window.shifts.push([x.value, x.sources.map(y => y.node?.outerHTML?.slice(0, 100) ?? "?")]);
  }
}).observe({type: "layout-shift", buffered: true});
"""
"""JavaScript that logs violations of the policy as errors, and records layout shifts while the page loads."""


def shows_file(page: Page | None) -> bool:
    """Return whether a page shows a file, such as an export, for which Chromium looks for an icon at the root.

    A page of the site names its icon, so that no browser looks for one there.
    """
    return page is not None and not urlsplit(page.url).path.endswith(("/", ".html"))


def resize(page: Page, size: dict[str, int]) -> None:
    page.set_viewport_size(ViewportSize(width=size["width"], height=size["height"]))


@contextmanager
def visit(
    chromium: Browser, address: str, wrong: list[str] | None = None, hosts: Collection[str] = (), /, **settings: Any
) -> Iterator[Page]:
    """Open a page in a new browser context. Fail at the end if there was an error or a request to another host.

    Requests to `COUNTER` are answered, and those to ``hosts`` are allowed. What is wrong is written into ``wrong``, so
    that a page that several tests share can be checked after each of them.
    """
    wrong = [] if wrong is None else wrong

    def record_message(message: ConsoleMessage) -> None:
        url = message.location["url"]
        if message.type in {"error", "warning"} and not (url.endswith("/favicon.ico") and shows_file(message.page)):
            wrong.append(f"{message.type}: {message.text} ({url})")

    def record_failure(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the test went on to another page while the icon was on its way
            wrong.append(f"{request.failure}: {request.url}")

    def record_request(request: Request) -> None:
        if urlsplit(request.url).netloc not in allowed:
            wrong.append(f"requested: {request.url}")

    allowed = {urlsplit(address).netloc, COUNTER, *hosts}
    with chromium.new_context(**settings) as context:
        context.add_init_script(RECORDER)
        context.on("console", record_message)
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        context.on("requestfailed", record_failure)
        context.on("response", lambda x: wrong.append(f"{x.status}: {x.url}") if x.status >= 400 else None)
        context.on("request", record_request)
        context.route(f"https://{COUNTER}/**", lambda x: x.fulfill(body="", content_type="text/javascript"))
        page = context.new_page()
        yield page
        page.unroute_all(behavior="wait")  # a test may still be answering a request when the context closes
    assert wrong == [], wrong
