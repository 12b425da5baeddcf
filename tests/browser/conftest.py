"""Fixtures: the sites, built once, and a browser. If node or Chromium is missing, tests skip, except in CI."""

import fcntl
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from support import REAL_CASE, REPOSITORY

from .fabricated import write
from .search_site import replace_index, write_source
from .searching import WIDE, Search
from .visiting import BRANDED, DESKTOP, KINDS, MADE_UP, SOME, visit

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
AS_OF = "2026-11-23"
MERK = ROOT / "tests/sites/merk"
"""The source of the site of a made-up institute with a brand of its own."""
ELSEWHERE = "https://x.example/onderzoek/"
"""The address of a site below the root of its host."""
expect.set_options(timeout=30_000)  # milliseconds that a busy machine may take, instead of 5,000
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def absent(reason: str) -> NoReturn:
    """Skip a test because something that it needs is missing; in CI, fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; CI must have it")
    pytest.skip(reason)


def run_build(output: Path, *options: str, source: Path = REAL_CASE) -> Path:
    """Build the real case, or another source, into ``output``, and leave nothing in the source."""
    command = [
        sys.executable,
        "-m",
        "vindplaats",
        "build",
        "--source",
        str(source),
        "--output",
        str(output),
        "--no-cache",
    ]
    done = subprocess.run([*command, "--as-of", AS_OF, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return output


def build_once(tmp_path_factory: pytest.TempPathFactory, name: str, build: Callable[[Path], Path]) -> Path:
    """Return the site that ``build`` makes in a folder, which the first process of a run makes for all of them."""
    root = tmp_path_factory.getbasetemp()
    run = root.parent if os.environ.get("PYTEST_XDIST_WORKER") else root
    with (run / f"{name}.path").open("a+", encoding="utf-8") as built:
        fcntl.flock(built, fcntl.LOCK_EX)
        built.seek(0)
        if found := built.read():
            return Path(found)
        site = build(tmp_path_factory.mktemp(name))
        built.write(str(site))
    return site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real case, at the address in its site.yaml."""
    return build_once(tmp_path_factory, "wortel", lambda folder: run_build(folder / "public"))


@pytest.fixture(scope="session")
def site_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site, for a folder of another host."""
    return build_once(tmp_path_factory, "elders", lambda folder: run_build(folder / "public", "--base-url", ELSEWHERE))


@pytest.fixture(scope="session")
def fabricated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up site of 300 projects, for the same folder. It is built with ``--strict``, so it has no warnings."""

    def build(folder: Path) -> Path:
        source = write(folder)
        return run_build(source / "public", "--base-url", ELSEWHERE, "--strict", source=source)

    return build_once(tmp_path_factory, "verzonnen", build)


@pytest.fixture(scope="session")
def branded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a made-up institute with a brand of its own, for the same folder. It has no warnings."""

    def build(folder: Path) -> Path:
        return run_build(folder / "public", "--base-url", ELSEWHERE, "--strict", source=MERK)

    return build_once(tmp_path_factory, "merk", build)


@pytest.fixture(scope="session")
def html_validate() -> list[str]:
    """The command that runs html-validate with our configuration."""
    node = shutil.which("node")
    if node is None:
        absent("node is not installed")
    script = HERE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    if not script.is_file():
        absent("html-validate is not installed: run `npm ci` in tests/browser")
    return [node, str(script), "--config", str(HERE / ".htmlvalidate.json")]


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below /onderzoek/ without logging."""

    def translate_path(self, path: str) -> str:
        prefix = "/onderzoek/"
        return super().translate_path("/" + path.removeprefix(prefix) if path.startswith(prefix) else "/-/")

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Return the type of a file: that of BibTeX depends on the machine otherwise."""
        return "text/x-bibtex" if os.fspath(path).endswith(".bib") else super().guess_type(path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, ARG002 (its signature)
        return


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site within the block, in a folder of its host; yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/onderzoek/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def address(site_elsewhere: Path) -> Iterator[str]:
    """The address of the served site of the real case."""
    with served(site_elsewhere) as found:
        yield found


@pytest.fixture(scope="session")
def made_up(fabricated: Path) -> Iterator[str]:
    """The address of the served made-up site."""
    with served(fabricated) as found:
        yield found


@pytest.fixture(scope="session")
def merk(branded: Path) -> Iterator[str]:
    """The address of the served branded site."""
    with served(branded) as found:
        yield found


@pytest.fixture(scope="session")
def search_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with an index of made-up pages (`search_site`)."""

    def build(folder: Path) -> Path:
        site = run_build(folder / "public", "--base-url", ELSEWHERE, source=write_source(folder / "bron"))
        replace_index(site, folder / "schaduw")
        return site

    return build_once(tmp_path_factory, "zoeken", build)


@pytest.fixture(scope="session")
def searched(search_site: Path) -> Iterator[str]:
    """The address of that site, which is in a folder of its host."""
    with served(search_site) as found:
        yield found


@pytest.fixture(
    params=[
        "some",
        "branded",
        pytest.param("real case", marks=pytest.mark.slow),
        pytest.param("made up", marks=pytest.mark.slow),
    ]
)
def pages(request: pytest.FixtureRequest) -> dict[str, str]:
    """The addresses of all kinds of pages of a site, or of some kinds of the made-up site, by kind."""
    sites = {"real case": ("address", KINDS), "branded": ("merk", BRANDED)}
    name, kinds = sites.get(request.param, ("made_up", MADE_UP))
    root: str = request.getfixturevalue(name)
    return {kind: root + url for kind, url in kinds.items() if request.param != "some" or kind in SOME}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, which drives browsers."""
    with sync_playwright() as found:
        yield found


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package of the web editor, where commands in other processes find it."""
    folder = REPOSITORY / "src/redactie"
    if not (folder / "vindplaats_redactie/bestanden").is_dir():
        absent("the files of the web editor are missing: run `python src/redactie/fetch.py`")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), *sys.path]))


@contextmanager
def launched(playwright: Playwright, *arguments: str) -> Iterator[Browser]:
    """Start the system's Chromium within the block, because Playwright downloads none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        absent("Chromium is not installed")
    try:
        browser = playwright.chromium.launch(executable_path=program, args=[*CHROMIUM_ARGUMENTS, *arguments])
    except PlaywrightError as error:
        absent(f"Chromium does not start: {error}")
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests."""
    with launched(playwright) as browser:
        yield browser


@pytest.fixture(scope="module")
def searcher(chromium: Browser, searched: str) -> Iterator[tuple[Page, list[str]]]:
    """One page for all tests of a module that search, and what went wrong in it."""
    wrong: list[str] = []
    with visit(chromium, searched, wrong, viewport=DESKTOP) as page:
        yield page, wrong


@pytest.fixture
def search(searcher: tuple[Page, list[str]], searched: str) -> Iterator[Search]:
    """The search page on the small site, as large as on a desktop. Fail afterwards if there was an error.

    Tests of one module share the page, so each has to open its own address. History and cache stay.
    """
    page, wrong = searcher
    wrong.clear()
    page.set_viewport_size(WIDE)
    yield Search(page, searched)
    page.unroute_all(behavior="ignoreErrors")
    page.emulate_media(media="null", forced_colors="null")
    assert wrong == []
