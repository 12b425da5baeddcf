"""The search page in a browser, by the roles of what is on it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from .visiting import DESKTOP, PHONE, visit

FACETS = ("Werkveld", "Opdrachtgever", "Contactpersoon", "Jaar", "Soort")
PAGE_SIZE = 10
FRAGMENTS = "**/pagefind/fragment/*"
"""The addresses of the texts of results, which are loaded to show these."""
WIDE: ViewportSize = {"width": DESKTOP["width"], "height": DESKTOP["height"]}
NARROW: ViewportSize = {"width": PHONE["width"], "height": PHONE["height"]}

WATCH = """() => {
  window.answered = false;
  window.watcher ??= new MutationObserver(() => { window.answered = true; });
  window.watcher.observe(document.querySelector("main h2"), {childList: true});
}"""
"""JavaScript that sets ``answered`` when the page writes the heading of an answer."""


class Search:
    """A search page, by the roles of what is on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = f"{address}zoeken/"
        self.main = page.get_by_role("main")
        self.box = self.main.get_by_role("searchbox")
        self.titles = self.main.get_by_role("region", name="Resultaten").locator("ol > li h3 a")
        self.items = self.main.get_by_role("region", name="Resultaten").locator("ol > li")
        self.heading = self.main.locator("h2").first
        self.status = self.main.get_by_role("status")
        self.more = self.main.get_by_role("button", name=re.compile("^Meer"))

    def open(self, query: str = "") -> "Search":
        self.page.goto(self.address + query)
        return self

    def shows(self, text: str | re.Pattern[str]) -> None:
        expect(self.heading).to_have_text(text)

    def type(self, text: str) -> None:
        self.box.press_sequentially(text, delay=10)

    @contextmanager
    def answer(self) -> Iterator[None]:
        """Wait after the block until the page shows another answer, whose heading may have the same text."""
        self.page.evaluate(WATCH)
        yield
        self.page.wait_for_function("() => window.answered")

    def ask(self, text: str) -> None:
        """Fill in a query and wait for the answer to it."""
        with self.answer():
            self.box.fill(text)

    def shows_chosen(self, *values: str) -> None:
        """Wait for the answer to exactly these chosen values, in the order of the facets."""
        buttons = self.main.get_by_role("button", name=re.compile("verwijderen$"))
        expect(buttons).to_have_text([f"{value} verwijderen" for value in values])

    def group(self, facet: str) -> Locator:
        return self.main.get_by_role("group", name=facet, exact=True)

    def choice(self, facet: str, value: str) -> Locator:
        return self.group(facet).get_by_role("checkbox", name=f"{value} (")

    def counts(self, facet: str) -> dict[str, int]:
        """Return the number of results that each value of a facet says it gives."""
        boxes = self.group(facet).get_by_role("listitem").all_inner_texts()
        pairs = [re.fullmatch(r"(.*) \((\d+)\)", text.strip()) for text in boxes]
        assert all(pairs), boxes
        return {pair[1]: int(pair[2]) for pair in pairs if pair}

    def asked(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)

    def entries(self) -> int:
        found: int = self.page.evaluate("history.length")
        return found


class Holding:
    """Requests of a page that wait until they are released, as on a slow connection."""

    def __init__(self, page: Page, pattern: str) -> None:
        self._routes: list[Route] = []
        self._released = False
        page.route(pattern, lambda route: self._take(route))  # noqa: PLW0108 (Playwright marks it)

    def _take(self, route: Route) -> None:
        if self._released:
            route.continue_()
        else:
            self._routes.append(route)

    def release(self) -> None:
        """Let go of all requests, also of later ones."""
        self._released = True
        for route in self._routes:
            route.continue_()


@contextmanager
def searching(chromium: Browser, address: str, query: str = "", **settings: object) -> Iterator[Search]:
    """Visit the search page; fail at the end if there was an error in the console."""
    with visit(chromium, address, **{"viewport": DESKTOP, **settings}) as page:
        yield Search(page, address).open(query)
