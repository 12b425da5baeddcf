"""`vindplaats serve` in a real browser: saved changes appear without touching the browser."""

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from support import SEARCHED, make_source, project

from .conftest import ROOT
from .serving import WAIT, Served, context, page, start, starting, until, wait_until_listening

__all__ = ["context", "page", "start"]

FILE = "projecten/studie-1"
TITLE = "Studie 1 van de haven"
PAGES = {f"projecten/studie-{number}.md": project(f"Studie {number} van de haven") for number in range(12)} | {
    "nieuws/oud.md": "---\ntitel: Oud nieuws\ndatum: 2020-01-01\n---\nNieuws.\n",
    "paginas/privacy.md": "---\ntitel: Privacy\n---\nWij bewaren niets.\n",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_source(tmp_path / "bron", PAGES)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview for tests that put everything back."""
    folder = tmp_path_factory.mktemp("voorproef")
    with starting(folder) as begin:
        yield begin(make_source(folder / "bron", PAGES))


def test_the_search_index_follows(tmp_path: Path, start: Callable[[Path], Served]) -> None:
    served = start(make_source(tmp_path / "bron", PAGES | SEARCHED))

    def indexed() -> str:
        with closing(HTTPConnection(urlsplit(served.address).netloc)) as connection:
            connection.request("GET", "/pagefind/pagefind-entry.json")
            answer = connection.getresponse()
            return answer.read().decode() if answer.status == 200 else ""

    until(lambda: indexed() != "")
    before = indexed()
    served.edit("paginas/privacy", "titel: ", "titel: Zeepaard ")
    until(lambda: indexed() not in ("", before))


def test_an_edit_is_shown(preview: Served, page: Page) -> None:
    page.goto(f"{preview.address}{FILE}/")
    wait_until_listening(page)
    before = preview.wait_until_idle()
    title = TITLE
    for fresh in ("Wie bouwt er morgen?", TITLE):
        preview.edit(FILE, f"titel: {title}", f"titel: {fresh}")
        page.get_by_role("heading", level=1, name=fresh).wait_for(timeout=WAIT)
        wait_until_listening(page)
        title = fresh
    assert preview.wait_until_idle() == before + 2


def test_errors_are_shown_above_the_last_good_page(preview: Served, page: Page) -> None:
    page.goto(f"{preview.address}{FILE}/")
    wait_until_listening(page)
    notice = page.locator("#vp-fouten")
    expect(notice).to_have_count(0)
    preview.edit(FILE, f"titel: {TITLE}\n", "titel: Half <b>af</b>\nopdrachtgevr: FLOW\n")
    notice.wait_for(timeout=WAIT)
    expect(notice).to_contain_text(f"content/{FILE}.md:")
    expect(notice).to_contain_text("opdrachtgever")
    expect(page.locator("h1")).to_have_text(TITLE)
    page.goto(f"{preview.address}werkvelden/")
    expect(notice).to_be_visible()
    page.goto(f"{preview.address}{FILE}/")
    wait_until_listening(page)
    preview.edit(FILE, "titel: Half <b>af</b>\nopdrachtgevr: FLOW\n", "titel: Helemaal af\n")
    page.get_by_role("heading", level=1, name="Helemaal af").wait_for(timeout=WAIT)
    expect(notice).to_have_count(0)
    wait_until_listening(page)
    preview.edit(FILE, "titel: Helemaal af\n", f"titel: {TITLE}\n")
    page.get_by_role("heading", level=1, name=TITLE).wait_for(timeout=WAIT)


def test_a_site_with_an_error_appears_once_the_error_is_fixed(
    start: Callable[[Path], Served], source: Path, page: Page
) -> None:
    path = source / "content" / f"{FILE}.md"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("titel:", "titl:", 1), encoding="utf-8")
    served = start(source)
    page.goto(served.address)
    page.locator("#vp-fouten").wait_for(timeout=WAIT)
    assert served.build_count() == 1
    wait_until_listening(page)
    path.write_text(good, encoding="utf-8")
    page.get_by_role("heading", level=1, name="Proef").wait_for(timeout=WAIT)
    expect(page.locator("#vp-fouten")).to_have_count(0)


def test_many_simultaneous_changes_cause_one_rebuild(preview: Served, page: Page) -> None:
    page.goto(f"{preview.address}projecten/")
    wait_until_listening(page)
    before = preview.wait_until_idle()
    fresh = preview.source / "fresh"
    for number, words in enumerate((("Studie 1 van de haven", "Vondst 1"), ("Vondst 1", "Studie 1 van de haven")), 1):
        shutil.copytree(preview.source / "content/projecten", fresh)
        files = sorted(fresh.glob("*.md"))
        assert len(files) > 5
        for file in files:
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace(*words) + "\n", encoding="utf-8")
        for file in files:
            file.replace(preview.source / "content/projecten" / file.name)
        fresh.rmdir()
        page.get_by_role("link", name=words[1]).first.wait_for(timeout=WAIT)
        wait_until_listening(page)
        assert preview.wait_until_idle() == before + number


def test_an_added_page_appears_and_a_removed_page_disappears(preview: Served, page: Page) -> None:
    answer = page.goto(f"{preview.address}nieuws/vers/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Pagina niet gevonden")
    wait_until_listening(page)
    preview.write("content/nieuws/vers.md", "---\ntitel: Vers nieuws\ndatum: 2021-01-01\n---\nNieuws.\n")
    page.get_by_role("heading", level=1, name="Vers nieuws").wait_for(timeout=WAIT)
    wait_until_listening(page)
    preview.remove("content/nieuws/vers.md")
    page.wait_for_url(f"{preview.address}nieuws/", timeout=WAIT)
    assert ask(preview, "/nieuws/vers/")[0] == 404


def test_templates_are_watched(preview: Served, page: Page) -> None:
    text = (ROOT / "templates" / "pagina.html").read_text(encoding="utf-8")
    page.goto(f"{preview.address}privacy/")
    wait_until_listening(page)
    preview.write("templates/pagina.html", text.replace("{{ tekst.titel }}", "{{ tekst.titel "))
    notice = page.locator("#vp-fouten")
    notice.wait_for(timeout=WAIT)
    expect(notice).to_contain_text("templates/pagina.html")
    preview.write("templates/pagina.html", text.replace("{{ tekst.titel }}", "{{ tekst.titel }} (zelf)"))
    page.get_by_role("heading", level=1, name="(zelf)").wait_for(timeout=WAIT)
    expect(notice).to_have_count(0)
    wait_until_listening(page)
    preview.remove("templates/pagina.html")
    page.get_by_role("heading", level=1, name="Privacy", exact=True).wait_for(timeout=WAIT)


def ask(served: Served, path: str, **headers: str) -> tuple[int, str]:
    """Request ``path`` exactly as written; return the status and the text of the answer."""
    connection = HTTPConnection(served.address.removeprefix("http://").rstrip("/"), timeout=60)
    connection.putrequest("GET", path, skip_host=True)
    for name, value in ({"Host": urlsplit(served.address).netloc} | headers).items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text


def test_requests_with_another_host_header_are_refused(preview: Served) -> None:
    port = urlsplit(preview.address).port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
        assert ask(preview, "/", Host=host)[0] == 200
    for foreign in (f"kwaad.example:{port}", "kwaad.example", "127.0.0.1.kwaad.example", "10.0.0.1", ""):
        for path in ("/", "/livereload.js", "/livereload", "/projecten/"):
            status, text = ask(preview, path, Host=foreign)
            assert status == 403, (foreign, path)
            assert "Vindplaats" not in text


def test_other_sites_cannot_connect_to_the_live_reload(preview: Served) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    upgrade["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ=="
    assert ask(preview, "/livereload", Origin="https://kwaad.example", **upgrade)[0] == 403


def talk(served: Served, *messages: str | bytes) -> list[str | bytes | None]:
    """Send messages to livereload, and return the answer to each. None means that the connection was closed."""

    async def ask_each() -> list[str | bytes | None]:
        address = served.address.rstrip("/")
        request = HTTPRequest(f"ws{address.removeprefix('http')}/livereload", headers={"Origin": address})
        connection = await websocket_connect(request)
        answers = []
        for message in messages:
            await connection.write_message(message, binary=isinstance(message, bytes))
            answers.append(await asyncio.wait_for(connection.read_message(), 60))
        connection.close()
        return answers

    with ThreadPoolExecutor(1) as pool:  # Playwright has an event loop in this thread
        return pool.submit(asyncio.run, ask_each()).result()


def test_a_page_that_connects_looks_for_what_it_missed(preview: Served) -> None:
    hello, reload = talk(preview, '{"command": "hello"}', '{"command": "info", "url": "x"}')
    assert json.loads(hello or "")["command"] == "hello"
    assert json.loads(reload or "") == {"command": "reload", "path": "*"}


def test_messages_that_livereload_does_not_know_end_the_connection(preview: Served) -> None:
    for message in ("rommel", "[]", "{}", "null", b"\xff"):
        assert talk(preview, message) == [None], message


def test_nothing_outside_the_site_is_served(preview: Served) -> None:
    for path in (
        "/../bron/content/site.yaml", "/..%2f..%2fbron%2fcontent%2fsite.yaml", "/%2e%2e/%2e%2e/bron/content/site.yaml",
        "//etc/hosts", "/etc/hosts", "/%2fetc/hosts", "/static/../../klaar", "/x%00.html", "/..\\..\\x",
    ):  # fmt: skip
        status, text = ask(preview, path)
        assert status == 404, path
        assert "Pagina niet gevonden" in text, path


def test_a_terminated_preview_leaves_nothing_behind(source: Path, tmp_path: Path) -> None:
    served = Served(source, tmp_path)
    until(lambda: "De site staat op" in served.output())
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(60) == 128 + signal.SIGTERM
    assert "Traceback" not in served.output()
    assert os.listdir(served.temporary) == []
    assert sorted(os.listdir(served.source)) == [".vindplaats", "content"]


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 0), ("SIGTERM", 128 + signal.SIGTERM)])
def test_a_preview_that_is_ended_while_it_begins_to_serve_ends_quietly(tmp_path: Path, number: str, code: int) -> None:
    source = make_source(tmp_path / "bron", {})
    begin = f"""
import asyncio.selector_events, os, signal, sys
from vindplaats.cli import main

class Loop(asyncio.selector_events.BaseSelectorEventLoop):
    def _make_self_pipe(self):
        os.kill(os.getpid(), signal.{number})
        super()._make_self_pipe()

asyncio.SelectorEventLoop.__bases__ = (Loop,)
sys.exit(main())
"""
    process = subprocess.run(
        [sys.executable, "-c", begin, "serve", "--source", str(source)],
        check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert process.returncode == code
    assert process.stderr.splitlines()[-1].startswith("De site staat op")


ENDED_WITHIN = {
    "an object's end": "IOLoop.current().add_callback(Dying)",
    "a message": (
        "LiveReloadHandler.waiters = {Waiter()}; IOLoop.current().add_callback(LiveReloadHandler.reload_waiters)"
    ),
    "the first build": "serve.signature = lambda source: Dying() and signature(source)",
}
"""Places where Python or livereload loses a `KeyboardInterrupt`, with the code that sends a signal there."""


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 0), ("SIGTERM", 128 + signal.SIGTERM)])
@pytest.mark.parametrize("where", ENDED_WITHIN)
def test_one_signal_ends_a_preview_wherever_it_arrives(tmp_path: Path, where: str, number: str, code: int) -> None:
    begin = f"""
import os, signal, sys
from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop
from vindplaats.cli import main
from vindplaats.commands import serve
from vindplaats.preview.site import signature
from vindplaats.preview.watcher import SourceWatcher

def end(*_):
    os.kill(os.getpid(), signal.{number})
    for _ in range(100):
        pass

class Dying:
    __del__ = end

class Waiter:
    write_message = end

def start(self, callback):
    {ENDED_WITHIN[where]}
    return True

if {where == "the first build"}:
    start(None, None)
else:
    SourceWatcher.start = start
sys.exit(main())
"""
    process = subprocess.run(
        [sys.executable, "-c", begin, "serve", "--source", str(make_source(tmp_path / "bron", {}))],
        check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert process.returncode == code
    if where != "the first build":  # Python itself prints what it loses
        assert process.stderr.splitlines()[-1].startswith("De site staat op")


def test_without_a_port_the_first_free_one_is_used_and_opened(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/geopend.txt"\n', encoding="utf-8")
    browser.chmod(0o755)
    processes, addresses = [], []
    for name in ("een", "twee"):
        source, log = make_source(tmp_path / name, {}), tmp_path / f"{name}.txt"
        with log.open("wb") as stream:
            command = [sys.executable, "-m", "vindplaats", "serve", "--source", str(source), "--open"]
            environment = os.environ | {"BROWSER": f"{browser} %s"}
            processes.append(subprocess.Popen(command, stdout=stream, stderr=stream, env=environment))
        until(lambda log=log: "De site staat op" in log.read_text(encoding="utf-8"))  # type: ignore[misc]
        addresses.append(re.findall(r"http://127\.0\.0\.1:80\d\d/", log.read_text(encoding="utf-8"))[0])
    assert addresses[0] != addresses[1]
    opened = tmp_path / "geopend.txt"
    until(lambda: opened.is_file() and set(opened.read_text(encoding="utf-8").split()) == set(addresses))
    for process in processes:
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0


def test_without_a_browser_the_address_is_said(tmp_path: Path) -> None:
    source = make_source(tmp_path / "bron", {})
    code = (
        "import sys, webbrowser; webbrowser.open = lambda _: False; from vindplaats.cli import main; sys.exit(main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--source", str(source), "--open"], stderr=subprocess.PIPE, text=True
    )
    stream = process.stderr
    assert stream is not None
    until(lambda: "Er is geen browser gevonden; open zelf http://127.0.0.1:80" in stream.readline())
    process.send_signal(signal.SIGINT)
    assert "Traceback" not in process.communicate(timeout=60)[1]
