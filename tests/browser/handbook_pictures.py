"""Make the screenshots of the web editor in the handbook: ``python tests/browser/handbook_pictures.py``.

Builds a small made-up site with a web editor, visits the screens that the handbook describes (`tour`), and photographs
some of them in Chromium into ``content/.handboek/``. It needs the files of the editor (``src/redactie/fetch.py``).
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, FilePayload, FloatRect, Page, Route, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser.conftest import AS_OF, launched, served
from browser.editing import Editor, opened, source_files
from browser.screenshots import compressed
from support import REPOSITORY, make_source, pdf

PICTURES = REPOSITORY / "content/.handboek"
PACKAGE = REPOSITORY / "src/redactie"
ROOT = "https://www.voorbeeld.nl/onderzoek/"
"""The address of the made-up site. Only on the address of a test server does the login page also offer local files."""
WIDTH, HEIGHT = 1000, 720
"""The size of the window in pixels. A picture of this width is as wide as GitHub shows it."""
SIDEBAR = 240
"""Width of the menu at which none of its words is cut off, in pixels. Wider windows have such a menu."""
TIDY = '[aria-label="Accountmenu tonen"] { opacity: 0; }'
"""CSS that hides "Lokaal", where editors see a photo of themselves."""
FILES = {
    "site.yaml": f"naam: Voorbeeldinstituut\nbase_url: {ROOT}\nzoeken: nee\n"
    "redactie: {dienst: github, opslag: voorbeeldinstituut/site, tak: main}\n",
    "werkvelden/cultuur.md": "---\ntitel: Cultuur\n---\n",
    "werkvelden/samenleven.md": "---\ntitel: Samenleven\n---\n",
    "werkvelden/wonen.md": "---\ntitel: Wonen\n---\n",
    "opdrachtgevers/bibliotheekfonds-noord.md": "---\nnaam: Bibliotheekfonds Noord\n---\n",
    "opdrachtgevers/stichting-buurthuizen.md": "---\nnaam: Stichting Buurthuizen\n---\n",
    "contactpersonen/noor.md": "---\nnaam: Anna de Wit\n---\n",
    "contactpersonen/bram-sluis.md": "---\nnaam: Bram Sluis\n---\n",
}
"""The made-up site without its projects: people and clients of the examples in the handbook."""
PROJECTS = {
    "koffie-in-het-buurthuis": ("Koffie in het buurthuis", "Samenleven", "Stichting Buurthuizen", "Anna de Wit"),
    "buurtbibliotheek": ("De buurtbibliotheek als ontmoetingsplek", "Cultuur", "Bibliotheekfonds Noord", "Anna de Wit"),
    "daktuinen": ("Daktuinen in Voorbeeldstad", "Wonen", "Stichting Buurthuizen", "Bram Sluis"),
    "wachten-op-de-bus": ("Wachten op de bus", "Samenleven", "Stichting Buurthuizen", "Bram Sluis"),
}
"""The title, werkveld, client and contact person of each project."""


class Scene(NamedTuple):
    """A screen of the editor. ``picture`` is the name of its picture, which is empty if the handbook has none."""

    page: Page
    picture: str = ""
    area: FloatRect | None = None


def build_site(folder: Path) -> Path:
    """Write the made-up site as a source, build it there with its web editor, and return the folder of the source."""
    pages = {
        f"projecten/{name}/index.md": f"---\ntitel: {titel}\nwerkveld: {werkveld}\nopdrachtgever: {opdrachtgever}\n"
        f"contactpersoon: {persoon}\njaar: 2025\n---\n\nVerzonnen tekst.\n"
        for name, (titel, werkveld, opdrachtgever, persoon) in PROJECTS.items()
    }
    source = make_source(folder, FILES | pages)
    command = [sys.executable, "-m", "vindplaats", "build", "--strict", "--source", str(source), "--as-of", AS_OF]
    variables = os.environ | {"PYTHONPATH": os.pathsep.join([str(PACKAGE), *sys.path])}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=variables)
    assert done.returncode == 0, done.stderr
    return source


def tour(chromium: Browser, source: Path) -> Iterator[Scene]:
    """Visit the screens that the handbook describes, in its order, in the editor of a built site."""
    with served(source / "public") as address:
        yield from _login(chromium, address)
        headers = (source / "public/_headers").read_text(encoding="utf-8")
        with opened(chromium, f"{address}redactie/", headers, source_files(source)) as editor:
            editor.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
            editor.page.add_style_tag(content=TIDY)
            yield from _list(editor)
            yield from _change(editor)
            yield from _new(editor)
            editor.collection("Contactpersonen")
            editor.open("Anna de Wit")
            yield Scene(editor.page)


def _login(chromium: Browser, address: str) -> Iterator[Scene]:
    """Visit the login page on the address of the made-up site instead of that of the test server."""

    def answer(route: Route) -> None:
        url = route.request.url
        if url.startswith(ROOT):
            route.fulfill(response=route.fetch(url=url.replace(ROOT, address, 1)))
        else:
            route.abort()

    with chromium.new_context(locale="nl-NL", viewport={"width": WIDTH, "height": HEIGHT}) as context:
        page = context.new_page()
        page.route("**/*", answer)
        page.goto(f"{ROOT}redactie/")
        page.get_by_role("button", name="Inloggen met een toegangstoken").click()
        dialog = page.get_by_role("alertdialog")
        dialog.get_by_role("textbox").wait_for()
        yield Scene(page, "webredactie-inloggen", {"x": 100, "y": 150, "width": 800, "height": 390})
        page.unroute_all(behavior="wait")


def _list(editor: Editor) -> Iterator[Scene]:
    page = editor.page
    border = page.get_by_role("separator").first.bounding_box()
    assert border is not None
    page.mouse.move(border["x"] + border["width"] / 2, HEIGHT / 2)
    page.mouse.down()
    page.mouse.move(SIDEBAR, HEIGHT / 2, steps=4)
    page.mouse.up()
    yield Scene(page, "webredactie-projecten", _top(450))
    page.get_by_role("button", name="Accountmenu tonen").click()
    page.get_by_role("menuitem", name="Uitloggen").wait_for()
    yield Scene(page)
    page.keyboard.press("Escape")


def _change(editor: Editor) -> Iterator[Scene]:
    """Change a project, add its report and a picture in its text, and leave it without saving."""
    page = editor.page
    editor.open("Koffie in het buurthuis")
    _scroll_up(editor)
    yield Scene(page, "webredactie-wijzigen", _top(630))
    page.set_viewport_size({"width": WIDTH, "height": 460})  # the dialog fills the window
    browse = editor.field("rapport").get_by_role("button", name="Bladeren")
    browse.wait_for()
    page.wait_for_timeout(500)  # until the fields above it have their height
    browse.click()
    report = FilePayload(name="Koffie in het buurthuis.pdf", mimeType="application/pdf", buffer=pdf(1))
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").first.set_input_files(report)
    dialog.get_by_role("option", name="koffie-in-het-buurthuis.pdf").wait_for()
    yield Scene(page, "webredactie-rapport", _top(460))
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.get_by_role("button", name="Invoegen").click()
    editor.field("rapport").get_by_role("button", name="Vervangen").wait_for()
    body = editor.field("body")
    body.get_by_role("button", name="Bewerken in Markdown").click()
    body.get_by_role("button", name="Afbeelding").click()
    body.get_by_role("textbox", name="Alt-tekst").wait_for()
    yield Scene(page)
    page.get_by_role("button", name="Bewerken annuleren").click()
    page.get_by_role("grid").wait_for()


def _new(editor: Editor) -> Iterator[Scene]:
    """Try to save a new project that lacks fields, and add a client to it."""
    page = editor.page
    page.get_by_role("button", name="Nieuw item aanmaken").click()
    editor.fill("titel", "Zwemmen in de plas")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Fouten tonen").wait_for()
    _scroll_up(editor)
    yield Scene(page, "webredactie-nieuw", _top(HEIGHT))
    editor.field("opdrachtgever").get_by_role("button", name="toevoegen").click()
    page.get_by_role("dialog").get_by_role("textbox", name="naam").wait_for()
    yield Scene(page)
    # The message about errors still covers the button.
    page.get_by_role("dialog").get_by_role("button", name="Annuleren").dispatch_event("click")
    page.get_by_role("button", name="Bewerken annuleren").click()
    page.get_by_role("grid").wait_for()


def _scroll_up(editor: Editor) -> None:
    editor.field("titel")
    editor.page.mouse.wheel(0, -20_000)


def _top(height: int) -> FloatRect:
    return {"x": 0, "y": 0, "width": WIDTH, "height": height}


def main() -> None:
    """Make all pictures."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        launched(playwright, "--hide-scrollbars", "--font-render-hinting=none") as chromium,
    ):
        for scene in tour(chromium, build_site(Path(folder))):
            if scene.picture:
                scene.page.mouse.move(0, HEIGHT)
                scene.page.wait_for_timeout(1000)  # until dialogs and messages are shown in full
                picture = compressed(scene.page.screenshot(clip=scene.area, animations="disabled"))
                (PICTURES / f"{scene.picture}.png").write_bytes(picture)


if __name__ == "__main__":
    main()
