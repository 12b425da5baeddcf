"""The web editor in Chromium, on a folder in the private file system of the browser, or on a repository at a host."""

import base64
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, FilePayload, Locator, Page, Route

from policies import sent

from .conftest import AS_OF
from .git_host import Host

FOLDER = """
window.showDirectoryPicker = () => navigator.storage.getDirectory();
"""
"""JavaScript that gives the editor the private file system of the browser where it asks for a folder."""
FILL = """async files => {
  for (const [path, data] of Object.entries(files)) {
    const steps = path.split("/");
    const name = steps.pop();
    let folder = await navigator.storage.getDirectory();
    for (const step of steps) folder = await folder.getDirectoryHandle(step, {create: true});
    const stream = await (await folder.getFileHandle(name, {create: true})).createWritable();
    await stream.write(Uint8Array.from(atob(data), letter => letter.charCodeAt(0)));
    await stream.close();
  }
}"""
READ = """async () => {
  const found = {};
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") {
        await walk(handle, `${path}${name}/`);
      } else {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        found[path + name] = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
      }
    }
  };
  await walk(await navigator.storage.getDirectory(), "");
  return found;
}"""
BLOCKED = ("cdn.jsdelivr.net", "www.githubstatus.com", "status-api.hostedstatus.com")
"""The hosts that the editor asks for fonts that it has itself, and for the state of GitHub or GitLab. The policy
forbids all of them."""
LIST = re.compile(r"#/collections/[^/]+$")
"""The address of the list of a collection. That of a page has more steps: ``#/collections/projecten/entries/x``."""
MAX_SCROLLS = 60


class Editor:
    """An editor that has opened the files of a source."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def files(self) -> dict[str, bytes]:
        """Return the files of the source as they are now, by path."""
        return {path: base64.b64decode(data) for path, data in self.page.evaluate(READ).items()}

    def collection(self, label: str) -> None:
        """Open the list of a collection."""
        self.page.get_by_text(label, exact=True).first.click()

    def open(self, title: str) -> None:
        """Open a page from the list of its collection."""
        self.page.get_by_role("grid").get_by_text(title, exact=True).click()
        self.field("body")

    def field(self, path: str) -> Locator:
        """Return the field at a path, such as ``links.0.url``. The editor makes fields as they come into view."""
        found = self.page.locator(f'section.field[data-key-path="{path}"]')
        self.page.mouse.move(600, 600)
        for _ in range(MAX_SCROLLS):
            if found.count():
                break
            self.page.mouse.wheel(0, 400)
            self.page.wait_for_timeout(100)
        found.scroll_into_view_if_needed()
        return found

    def fill(self, path: str, text: str) -> None:
        """Type in a field of one text."""
        self.field(path).locator("input, textarea").first.fill(text)

    def upload(self, path: str, *files: FilePayload) -> None:
        """Choose files for a field of files, and wait until the editor shows their names."""
        self.field(path).locator("input[type=file]").first.set_input_files(files)
        for file in files:
            self.field(path).get_by_text(file["name"].lower().replace(" ", "-")).first.wait_for()

    def save(self) -> None:
        """Save, and wait until the editor goes back to the list, which it does after it has saved.

        Its message that it has saved is no sign of that: the message stays for seconds, so it may be of another save.
        """
        self.page.get_by_role("button", name="Opslaan").click()
        self.page.wait_for_url(LIST)
        self.page.get_by_role("grid").wait_for()


@contextmanager
def opened(chromium: Browser, address: str, headers: str, files: Mapping[str, bytes]) -> Iterator[Editor]:
    """Open the editor at ``address`` on these files, as a Dutch browser does, with the headers of its host."""
    with watched(chromium, address, headers) as (page, _):
        written = {path: base64.b64encode(data).decode() for path, data in files.items()}
        page.evaluate(FILL, {".git/HEAD": base64.b64encode(b"ref: refs/heads/main\n").decode(), **written})
        page.get_by_role("button", name="Werken met een lokale repository").click()
        page.get_by_role("grid").wait_for()
        yield Editor(page)


def log_in(page: Page, token: str) -> None:
    """Log in with a token."""
    page.get_by_role("button", name="Inloggen met een toegangstoken").click()
    page.get_by_role("alertdialog").get_by_role("textbox").fill(token)
    page.get_by_role("alertdialog").get_by_role("button", name="Inloggen").click()


@contextmanager
def watched(
    chromium: Browser, address: str, headers: str, git_host: Host | None = None
) -> Iterator[tuple[Page, list[str]]]:
    """Open the page at ``address`` with the headers of its host; yield it, and what goes wrong in it.

    Fail at the end if anything was wrong but what the policy is known to block, or if anything left this machine.
    """
    host, root = urlsplit(address).netloc, urlsplit(address).path.partition("redactie/")[0]
    wrong: list[str] = []

    def answer(route: Route) -> None:  # what the policy blocks is never asked for
        url = urlsplit(route.request.url)
        if git_host and git_host.answers(route.request.url):
            git_host.answer(route)
            return
        if url.netloc != host:
            wrong.append(f"requested: {route.request.url}")
            route.abort()
            return
        response = route.fetch()
        named = {name.lower(): value for name, value in sent(headers, "/" + url.path.removeprefix(root)).items()}
        route.fulfill(response=response, headers={**response.headers, **named})

    def record(text: str) -> None:
        if not any(blocked in text for blocked in BLOCKED):
            wrong.append(text)

    with chromium.new_context(locale="nl-NL", viewport={"width": 1300, "height": 950}) as context:
        context.add_init_script(FOLDER)
        context.on("console", lambda x: record(x.text) if x.type in {"error", "warning"} else None)
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        page = context.new_page()
        page.route("**/*", answer)
        page.goto(address)
        yield page, wrong
        page.unroute_all(behavior="wait")
    assert wrong == [], wrong


def run(command: str, source: Path) -> None:
    """Run a command in a process that finds the package of the editor. It may report nothing."""
    words = [sys.executable, "-m", "vindplaats", command, "--source", str(source), "--as-of", AS_OF, "--strict"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def source_files(source: Path) -> dict[str, bytes]:
    """Return the files of ``content/`` by their path from the source."""
    return {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted((source / "content").rglob("*"))
        if path.is_file()
    }
