"""A preview for tests of what `vindplaats serve` adds to a page, and helpers that look at a page of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page

from support import make_source, project

from .serving import LISTENS, WAIT, Served, leave, until
from .visiting import DESKTOP, PHONE

LONG = "\n\n".join(f"Alinea {number}: de haven groeit, en de zeepaarden tellen hun stallen." for number in range(60))
GOOD = project("Havenstudie", body=LONG)
BAD = GOOD.replace(
    "titel:", "titl: 東京 </section><script>kwaad()</script>\n" + "".join(f"veld{x}: x\n" for x in range(5)) + "titel:"
)
"""`GOOD` with six errors."""
PAGE = "projecten/haven/"
PAGES = {
    "projecten/haven.md": GOOD,
    "projecten/kort.md": project("Kort", extra="samenvating: x\n").replace("samenvating", "samenvatting"),
    "projecten/half.md": "---\ntitel: Half af\nconcept: ja\n---\nTekst.\n",
    "projecten/later.md": project("Later", extra="publiceren_op: 2026-12-24\n", body="Ooit."),
    "projecten/oud.md": project("Oud", extra="verloopt_op: 2020-12-24\n", body="Ooit was."),
    "projecten/dood.md": project("Dode link", body="Zie [dit](later.md) eens."),
}


class Preview(Served):
    """A running preview, with what it has said."""

    def save(self, name: str, text: str) -> None:
        """Write a file of the source, and wait until the site is built with it."""
        with self.built():
            self.write(name, text)

    @contextmanager
    def built(self) -> Iterator[None]:
        """Wait after the block until the site is built, or not because of its errors."""
        before = self.build_count()
        yield
        until(lambda: self.build_count() > before)

    @contextmanager
    def with_file(self, name: str, text: str) -> Iterator[None]:
        """Save a file that the source lacks, and remove it after the block."""
        self.save(name, text)
        try:
            yield
        finally:
            with self.built():
                self.remove(name)

    def wait_for(self, text: str, count: int = 1) -> None:
        """Wait until the preview has said ``text``, ``count`` times."""
        until(lambda: self.output().count(text) >= count)


@contextmanager
def previewing(folder: Path, *options: str, pages: dict[str, str] | None = None) -> Iterator[Preview]:
    preview = Preview(make_source(folder / "bron", PAGES if pages is None else pages), folder, *options)
    try:
        preview.wait_until_ready()
        yield preview
    finally:
        preview.stop()


@contextmanager
def opened(chromium: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """Open a page, which may only have errors that a test asks for."""
    wrong: list[str] = []
    with chromium.new_context(**({"viewport": DESKTOP, "reduced_motion": "reduce"} | settings)) as context:
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        context.add_init_script(LISTENS)
        page = context.new_page()
        page.goto(address)
        try:
            yield page
        finally:
            leave(context)
    assert wrong == []


def in_viewport(page: Page, element: Locator) -> dict[str, float]:
    """Return the box of an element, after asserting that all of it is in the window and nothing is above it."""
    box = element.bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size["width"] + 0.5
    assert box["y"] + box["height"] <= size["height"] + 0.5
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    assert element.evaluate("(own, [x, y]) => own.contains(document.elementFromPoint(x, y))", middle)
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def until_above(page: Page, element: Locator, other: Locator) -> None:
    """Scroll to the end of the page until the bottom of an element is above the top of another."""
    page.wait_for_function(
        """([above, below]) => {
          scrollTo(0, document.documentElement.scrollHeight);
          return above.getBoundingClientRect().bottom <= below.getBoundingClientRect().top + 0.5;
        }""",
        arg=[element.element_handle(), other.element_handle()],
        timeout=WAIT,
    )


SIZES = {"phone": PHONE, "desktop": DESKTOP}
